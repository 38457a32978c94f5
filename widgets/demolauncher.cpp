// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/demolauncher.h"

#include "widgets/plaintext.h"

#include <QTimer>

#include <utility>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString titleOf(const QString &id)
{
    for (const DemoLauncher::Demo &demo : DemoLauncher::demos()) {
        if (demo.id == id)
            return demo.title;
    }
    return id;
}

/// The last words of the process, as one line.
QString lastWords(QProcess &process)
{
    const QByteArray output = process.readAllStandardError().right(DemoLauncher::errorBytes);
    return singleLine(QString::fromLocal8Bit(output), DemoLauncher::errorBytes);
}

} // namespace

DemoLauncher::DemoLauncher(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
}

DemoLauncher::~DemoLauncher()
{
    for (QProcess *process : std::as_const(m_running)) {
        process->disconnect(this);
        process->terminate();
    }
    for (QProcess *process : std::as_const(m_running)) {
        if (!process->waitForFinished(endMs))
            process->kill();
    }
}

std::vector<DemoLauncher::Demo> DemoLauncher::demos()
{
    return {{u"tic-tac-toe"_s, tr("Tic-tac-toe")},
            {u"rock-paper-scissors"_s, tr("Rock-paper-scissors")}};
}

void DemoLauncher::start(const QString &id, const QString &url)
{
    if (isRunning(id) || !m_lock.isEmpty())
        return;
    auto *process = new QProcess(this);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    connect(process, &QProcess::finished, this,
            [this, id, process](int code, QProcess::ExitStatus status) {
                ended(id, process, code, status);
            });
    connect(process, &QProcess::errorOccurred, this,
            [this, id, process](QProcess::ProcessError error) {
                if (error != QProcess::FailedToStart)
                    return;
                const QString why = process->errorString();
                drop(id);
                Q_EMIT failed(tr("The demo %1 could not be started: %2. Check that %3 may be run.")
                                  .arg(titleOf(id), why, m_program));
            });
    m_running.insert(id, process);
    Q_EMIT runningChanged(id, true);
    process->start(m_program, {u"demo"_s, id, u"--url"_s, url});
}

void DemoLauncher::stop(const QString &id)
{
    if (QProcess *process = m_running.value(id))
        process->terminate();
}

void DemoLauncher::setLock(const QString &why)
{
    if (why == m_lock)
        return;
    m_lock = why;
    Q_EMIT lockChanged();
    if (!m_lock.isEmpty() && !m_running.isEmpty())
        endAll();
}

void DemoLauncher::endAll()
{
    QStringList titles;
    for (auto running = m_running.cbegin(); running != m_running.cend(); ++running) {
        titles.append(titleOf(running.key()));
        running.value()->terminate();
        QTimer::singleShot(endMs, running.value(), &QProcess::kill);
    }
    titles.sort();
    Q_EMIT lockedOut(tr("Demo games ended: %1. %2", "their names, the reason")
                         .arg(titles.join(u", "_s), m_lock));
}

bool DemoLauncher::isRunning(const QString &id) const
{
    return m_running.contains(id);
}

void DemoLauncher::ended(const QString &id, QProcess *process, int code,
                         QProcess::ExitStatus status)
{
    const QString words = lastWords(*process);
    drop(id);
    // A crash is what stop() looks like on systems without signals for it.
    if (status == QProcess::NormalExit && code != 0)
        Q_EMIT failed(
            tr("The demo %1 ended with an error: %2")
                .arg(titleOf(id), words.isEmpty() ? tr("exit code %1").arg(code) : words));
}

void DemoLauncher::drop(const QString &id)
{
    if (QProcess *process = m_running.take(id))
        process->deleteLater();
    Q_EMIT runningChanged(id, false);
}

} // namespace neuro::ui
