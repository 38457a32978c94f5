// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "limitedupstream.h"

namespace neuro::relay::testing {

using namespace Qt::StringLiterals;

LimitedUpstream::LimitedUpstream(const EngineSettings &settings)
    : f(settings)
{
}

void LimitedUpstream::connect()
{
    f.connectUpstream();
    ++connections;
}

bool LimitedUpstream::work()
{
    for (;;) {
        f.serveOutbox();
        const QList<QByteArray> texts = f.takeUp();
        for (const QByteArray &text : texts) {
            if (text.size() > limitBytes) {
                f.disconnectUpstream(1009);
                return false;
            }
            read.append(text);
        }
        if (texts.isEmpty())
            return true;
        f.advance(50);
        f.pong();
    }
}

bool LimitedUpstream::settle()
{
    for (int i = 0; i < 200; ++i) {
        if (f.upstream == 0)
            connect();
        if (work())
            return true;
    }
    return false;
}

int LimitedUpstream::count(const QByteArray &part) const
{
    int found = 0;
    for (const QByteArray &text : read)
        found += text.contains(part) ? 1 : 0;
    return found;
}

QStringList LimitedUpstream::told() const
{
    QStringList found;
    for (const TranscriptEvent &event : f.all<TranscriptEvent>()) {
        if (event.kind == TranscriptEvent::Kind::ActionsAdded)
            found.append(u'+' + event.text);
        else if (event.kind == TranscriptEvent::Kind::ActionsRemoved)
            found.append(u'-' + event.text);
    }
    return found;
}

QList<OutboxEvent> LimitedUpstream::drops() const
{
    QList<OutboxEvent> found;
    for (const OutboxEvent &event : f.all<OutboxEvent>()) {
        if (event.state == OutboxEvent::State::Dropped)
            found.append(event);
    }
    return found;
}

} // namespace neuro::relay::testing
