// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "protocol/json.h"

#include <QAbstractItemModel>
#include <QByteArray>

#include <memory>

namespace neuro::models {

/// A JSON text as a tree that keeps the order of members and the spelling of numbers. The members
/// (or elements) of the outermost value are the top rows; a text that is one simple value is one
/// row without a key. Children are made when a view asks for them.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, ColumnCount };
    enum Role {
        /// protocol::JsonValue::Type as int.
        TypeRole = Qt::UserRole + 1,
        /// "data.actions[2].name"
        PathRole,
        /// The value's JSON text.
        TextRole,
    };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// Empty when `text` is not JSON; error() then says why.
    void setText(const QByteArray &text);
    const QString &error() const { return m_error; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Children shown per array or object; a last row tells how many more there are.
    static constexpr int childrenShown = 10'000;

private:
    struct Item;
    Item *itemOf(const QModelIndex &index) const;
    QString keyText(const Item &item) const;
    QString valueText(const Item &item) const;

    std::unique_ptr<Item> m_root;
    std::unique_ptr<protocol::JsonDocument> m_document;
    QString m_error;
};

} // namespace neuro::models
