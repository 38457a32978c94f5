// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/relayprocess.h"

#include <QDeadlineTimer>
#include <QProcessEnvironment>
#include <QTest>

namespace neuro::testing {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

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
    const QString backend = m_url.isValid() ? m_url.authority() : u"127.0.0.1:0"_s;
    m_process.start(QStringLiteral(NEURO_RELAY_PROGRAM),
                    QStringList{u"--headless"_s, u"--backend"_s, backend, u"--upstream"_s,
                                upstream.toString(), u"--data-dir"_s, m_folder + u"/data"_s,
                                u"--decide"_s, u"upstream"_s} +
                        more);
    const bool isReady = QTest::qWaitFor(
        [this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
        patienceMs);
    const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
    const QString begin = u"ready backend="_s;
    if (!isReady || !line.startsWith(begin))
        return u"the relay is not ready: \"%1\"; see %2/stderr.txt"_s.arg(line, m_folder);
    m_url = QUrl(line.mid(begin.size()).section(u' ', 0, 0));
    return {};
}

void RelayProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patienceMs);
}

QString RelayProcess::outbox() const
{
    return m_folder + u"/data/outbox.sqlite"_s;
}

} // namespace neuro::testing
