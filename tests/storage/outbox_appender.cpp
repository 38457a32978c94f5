// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// A process that works with an outbox, for tests that kill it and for measuring.
//
//   outbox_appender append FILE SEED   appends and removes for ever; after each commit it prints
//                                      "+id payload" for each new row, "-id" for each removed one
//   outbox_appender speed FILE ROWS    appends and removes that many rows in batches of 100 and
//                                      prints how many of each it did per second

#include "protocol/splitmix64.h"
#include "storage/outbox.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 now = 1'795'000'000'000'000;
constexpr int largestBatch = 8;
constexpr int largestPayload = 3000;
constexpr int measuredBatch = 100;
constexpr int measuredPayload = 200;

[[noreturn]] void die(const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    std::exit(1);
}

/// Written at once: what is printed was committed, and nothing that was committed long ago is
/// still in a buffer when the process is killed.
void print(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

void removeOldest(storage::Outbox &outbox)
{
    const auto oldest = outbox.rows(u"a"_s, 0, 1, 1);
    if (!oldest)
        die(oldest.error().text());
    const qint64 id = oldest->first().id;
    if (const auto failure = outbox.remove({id}))
        die(failure->text());
    print('-' + QByteArray::number(id) + '\n');
}

[[noreturn]] void appendForEver(storage::Outbox &outbox, quint64 seed)
{
    protocol::SplitMix64 random(seed);
    for (quint64 sequence = 0;;) {
        QList<relay::NewOutboxRow> batch;
        for (quint64 i = 0; i <= random.below(largestBatch); ++i) {
            QByteArray payload = QByteArray::number(seed) + '-' + QByteArray::number(sequence++);
            payload.append(static_cast<qsizetype>(random.below(largestPayload)), '.');
            batch.append({u"a"_s, u"game"_s, payload, now, relay::OutboxKind::Command});
        }
        const auto appended = outbox.append(batch, now);
        if (!appended)
            die(appended.error().text());
        QByteArray lines;
        for (qsizetype i = 0; i < batch.size(); ++i)
            lines += '+' + QByteArray::number(appended->ids[i]) + ' ' + batch[i].payload + '\n';
        print(lines);
        if (random.below(4) == 0)
            removeOldest(outbox);
    }
}

void measure(storage::Outbox &outbox, int rows)
{
    QList<relay::NewOutboxRow> batch;
    for (int i = 0; i < measuredBatch; ++i)
        batch.append({u"a"_s, u"Tic Tac Toe"_s, QByteArray(measuredPayload, 'x'), now,
                      relay::OutboxKind::Context});
    QElapsedTimer timer;
    timer.start();
    for (int done = 0; done < rows; done += measuredBatch) {
        const auto appended = outbox.append(batch, now);
        if (!appended)
            die(appended.error().text());
        if (const auto failure = outbox.remove(appended->ids))
            die(failure->text());
    }
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    std::printf("%d rows in %.2f s: %.0f inserts and deletes/s\n", rows, seconds,
                2.0 * rows / seconds);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        die(u"usage: outbox_appender append|speed FILE NUMBER"_s);
    storage::Outbox outbox;
    if (const auto opened = outbox.open(arguments[2]); !opened)
        die(opened.error().text());
    if (arguments[1] == "append"_L1)
        appendForEver(outbox, arguments[3].toULongLong());
    measure(outbox, arguments[3].toInt());
    return 0;
}
