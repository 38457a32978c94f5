// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/schemareferences.h"

#include <QStringList>

namespace neuro::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

QString withoutFragment(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveFragment).toString(QUrl::FullyEncoded);
}

QString anchorKey(int resource, const QString &name)
{
    return QString::number(resource) + u'#' + name;
}

JsonValue element(JsonValue array, const QString &index)
{
    bool ok = false;
    const qsizetype at = index.toLongLong(&ok);
    const bool isCanonical = ok && at >= 0 && QString::number(at) == index;
    return isCanonical && at < array.size() ? array.at(at) : JsonValue();
}

} // namespace

void SchemaReferences::setRoot(JsonValue root)
{
    m_resources.push_back({QUrl(), root});
    m_byUrl.insert(QString(), 0);
}

int SchemaReferences::enter(JsonValue schema, int resource)
{
    const JsonValue anchor = schema.member("$anchor");
    const JsonValue id = schema.member("$id");
    if (id.isString()) {
        const QString text = id.toString();
        if (text.startsWith(u'#')) {
            m_anchors.insert(anchorKey(resource, text.sliced(1)), {schema, resource});
        } else {
            const QUrl base = m_resources[static_cast<size_t>(resource)].url;
            const QUrl url = base.isEmpty() ? QUrl(text) : base.resolved(QUrl(text));
            resource = static_cast<int>(m_resources.size());
            m_resources.push_back({url, schema});
            m_byUrl.insert(withoutFragment(url), resource);
        }
    }
    if (anchor.isString())
        m_anchors.insert(anchorKey(resource, anchor.toString()), {schema, resource});
    return resource;
}

SchemaReferences::Target SchemaReferences::resolve(const QString &reference, int resource,
                                                   WorkBudget &budget)
{
    const QString key = anchorKey(resource, reference);
    if (const auto known = m_resolved.constFind(key); known != m_resolved.cend())
        return *known;

    QString fragment;
    int in = resource;
    if (reference.startsWith(u'#')) {
        fragment = QUrl::fromPercentEncoding(reference.sliced(1).toUtf8());
    } else {
        const QUrl base = m_resources[static_cast<size_t>(resource)].url;
        const QUrl url = base.isEmpty() ? QUrl(reference) : base.resolved(QUrl(reference));
        in = m_byUrl.value(withoutFragment(url), -1);
        fragment = url.fragment(QUrl::FullyDecoded);
    }
    Target target;
    if (in >= 0 && (fragment.isEmpty() || fragment.startsWith(u'/')))
        target = {followPointer(m_resources[static_cast<size_t>(in)].root, fragment, budget), in};
    else if (in >= 0)
        target = m_anchors.value(anchorKey(in, fragment));
    m_resolved.insert(key, target);
    return target;
}

JsonValue SchemaReferences::followPointer(JsonValue from, const QString &pointer,
                                          WorkBudget &budget) const
{
    if (pointer.isEmpty())
        return from;
    const QStringList steps = pointer.sliced(1).split(u'/');
    for (QString step : steps) {
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        if (!budget.spend(1 + from.size()))
            return {};
        from = from.isArray() ? element(from, step) : from.member(step.toUtf8());
    }
    return from;
}

} // namespace neuro::protocol
