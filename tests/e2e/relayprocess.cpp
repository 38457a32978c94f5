// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/relayprocess.h"

#include "net/waiting.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QProcessEnvironment>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

/// The address of one door in the ready line.
QUrl doorOf(const QString &line, const QString &name)
{
    for (const QString &part : line.split(u' ')) {
        if (part.startsWith(name + u'='))
            return QUrl(part.mid(name.size() + 1));
    }
    return {};
}

} // namespace

RelayProcess::RelayProcess(const QString &folder)
    : m_folder(folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, folder + u"/config"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setStandardErrorFile(folder + u"/stderr.txt"_s, QIODevice::Append);
}

RelayProcess::~RelayProcess()
{
    kill();
}

QString RelayProcess::start(const QUrl &upstream, const QStringList &more)
{
    const auto address = [](const QUrl &url) {
        return url.isValid() ? url.authority() : u"127.0.0.1:0"_s;
    };
    QStringList chain;
    if (!upstream.isEmpty())
        chain = {u"--upstream"_s, upstream.toString(), u"--decide"_s, u"upstream"_s};
    m_process.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                    QStringList{u"--headless"_s, u"--backend"_s, address(m_url),
                                u"--intermediary"_s, address(m_intermediaryUrl), u"--status"_s,
                                address(m_statusUrl), u"--data-dir"_s, m_folder + u"/data"_s} +
                        chain + more);
    const bool isReady = tests::waitUntil(
        [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
        patienceMs);
    const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
    if (!isReady || !line.startsWith(u"ready backend="))
        return u"the relay is not ready: \"%1\"; see %2/stderr.txt"_s.arg(line, m_folder);
    m_url = doorOf(line, u"backend"_s);
    m_intermediaryUrl = doorOf(line, u"intermediary"_s);
    m_statusUrl = doorOf(line, u"status"_s);
    m_randyUrl = doorOf(line, u"randy"_s);
    return {};
}

void RelayProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patienceMs);
}

int RelayProcess::stop()
{
    m_process.terminate();
    const bool isOver =
        tests::waitUntil([this] { return m_process.state() == QProcess::NotRunning; }, patienceMs);
    return isOver && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QByteArray RelayProcess::errors() const
{
    QFile file(m_folder + u"/stderr.txt"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString RelayProcess::outbox() const
{
    return m_folder + u"/data/outbox.sqlite"_s;
}

} // namespace neuro::testing
