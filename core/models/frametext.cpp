// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/frametext.h"

#include "models/phrasetext.h"
#include "protocol/diagnostics.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FrameText
{
    Q_DECLARE_TR_FUNCTIONS(FrameText)
};

/// From here on a tenth of a millisecond tells nothing.
constexpr double wholeMilliseconds = 9.95;

QString refusalText(const protocol::Refusal &refusal)
{
    const QString reason = refusal.detail.isEmpty() ? QString(protocol::reasonName(refusal.reason))
                                                    : translated(refusal.detail);
    return refusal.path.isEmpty() ? FrameText::tr("Refused: %1").arg(reason)
                                  : FrameText::tr("Refused at %1: %2").arg(refusal.path, reason);
}

QString severityText(protocol::Severity severity)
{
    switch (severity) {
    case protocol::Severity::Info:
        return FrameText::tr("Note");
    case protocol::Severity::Warning:
        return FrameText::tr("Warning");
    case protocol::Severity::Error:
        return FrameText::tr("Error");
    }
    Q_UNREACHABLE();
}

QString findingText(const protocol::Finding &finding)
{
    const protocol::DiagnosticInfo &info = protocol::diagnosticInfo(finding.key);
    const QString severity = severityText(info.severity);
    const QString key = QString::fromLatin1(info.name);
    if (finding.detail.isEmpty())
        return FrameText::tr("%1: %2", "severity, key").arg(severity, key);
    return FrameText::tr("%1: %2 — %3", "severity, key, detail")
        .arg(severity, key, translated(finding.detail));
}

} // namespace

QString timeText(qint64 wallMicros)
{
    qint64 milliseconds = wallMicros / relay::microsPerMs;
    qint64 micros = wallMicros % relay::microsPerMs;
    if (micros < 0) {
        micros += relay::microsPerMs;
        --milliseconds;
    }
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds);
    return time.toString(u"HH:mm:ss.zzz"_s) + QString::number(micros).rightJustified(3, u'0');
}

QString millisecondsText(qint64 micros)
{
    const double milliseconds = static_cast<double>(micros) / relay::microsPerMs;
    return QLocale().toString(milliseconds, 'f', milliseconds < wholeMilliseconds ? 1 : 0);
}

QString peerText(const relay::FrameEvent &frame)
{
    return frame.name.isEmpty() ? FrameText::tr("connection %1").arg(frame.peer) : frame.name;
}

QString directionText(const relay::FrameEvent &frame)
{
    const bool isUpstream = frame.door == relay::Door::Upstream;
    switch (frame.direction) {
    case relay::Direction::In:
        return isUpstream ? FrameText::tr("from upstream") : FrameText::tr("to the relay");
    case relay::Direction::Out:
        return isUpstream ? FrameText::tr("to upstream") : FrameText::tr("to the game");
    }
    Q_UNREACHABLE();
}

QString remarksText(const relay::FrameEvent &frame)
{
    QStringList lines;
    if (frame.isHostile)
        lines.append(FrameText::tr("Sent by the hostile Neuro of the test bench"));
    if (frame.refusal)
        lines.append(refusalText(*frame.refusal));
    for (const protocol::Finding &finding : frame.warnings) {
        // A refusal is a diagnostic as well.
        if (!frame.refusal || finding.detail != frame.refusal->detail)
            lines.append(findingText(finding));
    }
    return lines.join(u'\n');
}

} // namespace neuro::models
