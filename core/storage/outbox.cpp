// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outbox.h"

#include "storage/outboxfile.h"
#include "storage/outboxschema.h"
#include "storage/outboxsession.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

using namespace relay;

Outbox::Outbox(const OutboxSettings &settings)
    : m_settings(settings)
{
}

Outbox::~Outbox() = default;

OutboxStore::Result<OutboxOpened> Outbox::open(const QString &path, const OutboxOpening &opening)
{
    close();
    const QString file = QDir::cleanPath(QDir::current().absoluteFilePath(path));
    const bool wasDamaged = m_damageSeen && file == m_path;
    m_damageSeen = false;
    m_path = file;
    if (wasDamaged)
        return replaceDamaged(u"it turned out damaged while it was in use"_s);
    if (isOutboxLogOrphaned(file))
        return replaceDamaged(u"the database is gone, only its log is left"_s);
    auto opened = tryOpen(opening);
    if (!opened && opened.error().cause == OutboxError::Cause::Damaged)
        return replaceDamaged(opened.error().particulars);
    return opened;
}

OutboxStore::Result<OutboxOpened> Outbox::tryOpen(const OutboxOpening &opening)
{
    if (auto failure = prepareOutboxFile(m_path))
        return *failure;
    auto session = std::make_unique<Session>(m_path, m_settings, m_unremoved);
    const auto version = session->open(opening);
    if (!version)
        return version.error();
    m_session = std::move(session);
    OutboxOpened opened;
    opened.created = *version == 0;
    opened.migratedFrom = *version == outboxSchemaVersion ? 0 : *version;
    opened.earlierRows = m_session->ledger().rows();
    return opened;
}

OutboxStore::Result<OutboxOpened> Outbox::replaceDamaged(const QString &damage)
{
    const auto setAside = setOutboxFileAside(m_path, QDateTime::currentDateTimeUtc());
    if (!setAside) {
        m_damageSeen = true;
        return setAside.error();
    }
    m_unremoved.clear();
    auto opened = tryOpen({});
    if (!opened) {
        OutboxError error = opened.error();
        error.particulars += u"; the damaged file is now %1"_s.arg(*setAside);
        return error;
    }
    opened->setAside = *setAside;
    opened->damage = damage;
    return opened;
}

void Outbox::close()
{
    m_session.reset();
}

bool Outbox::isOpen() const
{
    return m_session != nullptr;
}

QString Outbox::path() const
{
    return m_path;
}

OutboxError Outbox::notOpen() const
{
    return {OutboxError::Cause::NotOpen, m_path, {}};
}

/// `error`, remembered for the next open().
OutboxError Outbox::noted(const OutboxError &error)
{
    if (error.cause == OutboxError::Cause::Damaged)
        m_damageSeen = true;
    return error;
}

OutboxStore::Result<OutboxAppended> Outbox::append(const QList<NewOutboxRow> &rows, qint64 nowUs)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->append(rows, nowUs);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Result<OutboxImport> Outbox::importOnce(const QByteArray &fingerprint,
                                                     const QList<NewOutboxRow> &rows, qint64 nowUs)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->importOnce(fingerprint, rows, nowUs);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Result<QList<OutboxRow>> Outbox::rows(const QString &destination, qint64 afterId,
                                                   qsizetype maxRows, qint64 maxBytes)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->rows(destination, afterId, maxRows, maxBytes);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Failure Outbox::remove(const QList<qint64> &ids)
{
    if (!m_session)
        return notOpen();
    const Failure failure = m_session->remove(ids);
    return failure ? noted(*failure) : failure;
}

OutboxStore::Failure Outbox::noteTry(const QList<qint64> &ids)
{
    if (!m_session)
        return notOpen();
    const Failure failure = m_session->noteTry(ids);
    return failure ? noted(*failure) : failure;
}

OutboxStore::Result<QList<OutboxDrop>> Outbox::expire(qint64 nowUs)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->expire(nowUs);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Result<QList<DroppedOutboxRow>>
Outbox::droppedRows(const QString &destination, qint64 afterId, qsizetype maxRows, qint64 maxBytes)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->droppedRows(destination, afterId, maxRows, maxBytes);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Result<qint64> Outbox::dropAll(const QString &destination)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->dropAll(destination);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Result<qint64> Outbox::dropEarlierRun(const QString &destination)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->dropEarlierRun(destination);
    return result ? std::move(result) : noted(result.error());
}

OutboxStore::Result<OutboxAppended> Outbox::adopt(const QList<OutboxRow> &rows, qint64 nowUs)
{
    if (!m_session)
        return notOpen();
    auto result = m_session->adopt(rows, nowUs);
    return result ? std::move(result) : noted(result.error());
}

qsizetype Outbox::removeLater(const QList<qint64> &ids)
{
    qsizetype taken = 0;
    for (const qint64 id : ids) {
        if (m_unremoved.size() >= removalsRemembered && !m_unremoved.contains(id))
            break;
        m_unremoved.insert(id);
        ++taken;
        if (m_session)
            m_session->ledger().remove(id);
    }
    return taken;
}

OutboxStore::Failure Outbox::settle()
{
    if (!m_session)
        return notOpen();
    const Failure failure = m_session->settle();
    return failure ? noted(*failure) : failure;
}

QList<qint64> Outbox::waitingIds(const QString &destination) const
{
    return m_session ? m_session->ledger().all(destination) : QList<qint64>();
}

qint64 Outbox::lastId() const
{
    return m_session ? m_session->ledger().lastId() : 0;
}

void Outbox::raiseLastId(qint64 id)
{
    if (m_session)
        m_session->ledger().raiseLastId(id);
}

void Outbox::adoptEarlierRun(const QString &destination)
{
    if (m_session)
        m_session->ledger().adoptEarlierRun(destination);
}

QList<OutboxCount> Outbox::counts() const
{
    return m_session ? m_session->ledger().counts() : QList<OutboxCount>();
}

QStringList Outbox::destinations() const
{
    return m_session ? m_session->ledger().destinations() : QStringList();
}

OutboxStore::Failure Outbox::noteSeen(const QStringList &destinations)
{
    if (!m_session)
        return notOpen();
    const Failure failure = m_session->noteSeen(destinations);
    return failure ? noted(*failure) : failure;
}

QStringList Outbox::seen() const
{
    return m_session ? m_session->seen() : QStringList();
}

void Outbox::setLimits(const OutboxLimits &limits)
{
    m_settings.limits = limits;
    if (m_session)
        m_session->ledger().setLimits(limits);
}

} // namespace neuro::storage
