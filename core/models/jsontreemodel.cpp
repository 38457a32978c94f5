// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/jsontreemodel.h"

#include "models/jsonvaluetext.h"
#include "models/oneline.h"
#include "models/phrasetext.h"
#include "models/tooltip.h"

#include <QLocale>

#include <algorithm>
#include <vector>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;
using protocol::JsonDocument;
using protocol::JsonValue;

namespace {

constexpr int longestKey = 200;

bool isContainer(JsonValue value)
{
    return value.isArray() || value.isObject();
}

} // namespace

/// One row; the root item stands for the document and is no row itself.
struct JsonTreeModel::Item
{
    JsonValue value; ///< Absent: the row that tells how many more there are, or no document.
    Item *parent = nullptr;
    int row = 0;
    bool filled = false;
    std::vector<Item> children; ///< Never grows after it is filled: indexes point into it.

    /// Known without making children.
    int childCount() const
    {
        const qsizetype size = value.size();
        return static_cast<int>(std::min<qsizetype>(size, childrenShown)) +
               (size > childrenShown ? 1 : 0);
    }

    void fill()
    {
        if (filled)
            return;
        filled = true;
        const int count = childCount();
        children.reserve(static_cast<std::size_t>(count));
        JsonValue child = value.first();
        for (int at = 0; at < count; ++at) {
            const bool isMore = at == childrenShown;
            children.push_back({isMore ? JsonValue() : child, this, at, false, {}});
            child = child.next();
        }
    }

    QString key() const
    {
        if (!parent)
            return QString();
        return parent->value.isArray() ? QString::number(row) : value.key();
    }

    QString path() const
    {
        QString text;
        for (const Item *item = this; item->parent; item = item->parent) {
            const bool inArray = item->parent->value.isArray();
            const QString step = inArray ? QString(u'[' + item->key() + u']') : item->key();
            const bool dot = !text.isEmpty() && !text.startsWith(u'[');
            text = dot ? QString(step + u'.' + text) : QString(step + text);
        }
        return text;
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Item>())
{
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setText(const QByteArray &text)
{
    beginResetModel();
    m_root = std::make_unique<Item>();
    m_document.reset();
    m_error.clear();
    auto parsed = JsonDocument::parse(text);
    if (parsed) {
        // Values point into the document: it must not move any more.
        m_document = std::make_unique<JsonDocument>(std::move(parsed).value());
        m_root->value = m_document->root();
    } else {
        m_error =
            tr("Not JSON, at byte %1: %2")
                .arg(QLocale().toString(parsed.error().offset), translated(parsed.error().message));
    }
    endResetModel();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    Item *item = itemOf(parent);
    if (item == m_root.get() && !isContainer(item->value))
        return createIndex(row, column, item);
    item->fill();
    return createIndex(row, column, &item->children[static_cast<std::size_t>(row)]);
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const Item *parent = child.isValid() ? itemOf(child)->parent : nullptr;
    return parent && parent != m_root.get() ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() && parent.column() != Key)
        return 0;
    const Item *item = itemOf(parent);
    // A text that is a single value is a single row.
    if (!parent.isValid() && !item->value.isAbsent() && !isContainer(item->value))
        return 1;
    return isContainer(item->value) ? item->childCount() : 0;
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item &item = *itemOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Key ? keyText(item) : valueText(item);
    case Qt::ToolTipRole:
        return item.value.isString() ? plainToolTip(item.value.toString()) : QString();
    case TypeRole:
        return static_cast<int>(item.value.type());
    case PathRole:
        return item.value.isAbsent() ? item.parent->path() : item.path();
    case TextRole:
        return QString::fromUtf8(item.value.text());
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Key:
        return tr("Key");
    case Value:
        return tr("Value");
    case ColumnCount:
        break;
    }
    return {};
}

JsonTreeModel::Item *JsonTreeModel::itemOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

QString JsonTreeModel::keyText(const Item &item) const
{
    return item.value.isAbsent() ? u"…"_s : oneLine(QStringView(item.key()), longestKey);
}

QString JsonTreeModel::valueText(const Item &item) const
{
    if (item.value.isAbsent())
        return tr("%Ln more", nullptr, static_cast<int>(item.parent->value.size() - childrenShown));
    return jsonValueText(item.value);
}

} // namespace neuro::models
