// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// How long it takes from starting the program until games can connect, and until the window can be
/// seen, each beside a Qt program that does nearly nothing (start_bare.cpp). All programs take
/// turns.

#include "bench/measure.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <vector>

using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

/// Starts of the bare program that ours may take. It was 2.9 and 5.1 times, and run after run of a
/// busy machine within a tenth of that, as all programs take turns; so what exceeds the limit is
/// more than a third slower than it was.
constexpr double headlessTimesBare = 4;
constexpr double windowTimesBare = 7;

/// Milliseconds from the start of a program until it prints a line that begins with "ready". Then
/// it is ended. `folder` takes its configuration.
double timeToReady(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, folder);
    process.setProcessEnvironment(environment);
    const qint64 begin = wallTime();
    process.start(program, arguments);
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(patienceMs))
            qFatal("%s does not get ready: %s", qPrintable(program),
                   process.readAllStandardError().constData());
    }
    const auto milliseconds = static_cast<double>(wallTime() - begin) / 1e6;
    if (!process.readLine().startsWith("ready"))
        qFatal("%s prints something else than that it is ready", qPrintable(program));
    process.terminate();
    process.waitForFinished(patienceMs);
    return milliseconds;
}

double headless(const QString &folder)
{
    return timeToReady(QStringLiteral(NEURO_RELAY_PROGRAM),
                       {u"--headless"_s, u"--backend"_s, u"127.0.0.1:0"_s, u"--data-dir"_s, folder},
                       folder);
}

#ifdef START_WINDOW
double window(const QString &folder)
{
    return timeToReady(QStringLiteral(START_WINDOW), {folder}, folder);
}
#endif

/// `kind` is what start_bare is asked for. The target is `limit`, in milliseconds of a quiet
/// machine; `timesBare` holds on any.
template <typename Program>
void compare(Table &table, const char *what, int rounds, double limit, double timesBare,
             Program program, const QString &kind)
{
    const QTemporaryDir folder;
    const auto bare = [&] {
        return timeToReady(QStringLiteral(START_BARE), {kind}, folder.path());
    };
    std::vector<double> times;
    std::vector<double> bareTimes;
    // The first run reads the files from the disk, and writes the first configuration.
    program(folder.path());
    bare();
    for (int round = 0; round < rounds; ++round) {
        bareTimes.push_back(bare());
        times.push_back(program(folder.path()));
    }
    table.value(what, "ms", median(times), median(bareTimes), limit);
    table.ratio("  in times of the bare program's start", "ms", median(times), median(bareTimes),
                timesBare);
}

} // namespace

int main(int argc, char **argv)
{
    useNoDisplay();
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    const int rounds = options.quick ? 1 : 15;
    Table table("Start of the program");
    compare(table, "headless, until it listens", rounds, 150, headlessTimesBare, headless,
            u"core"_s);
#ifdef START_WINDOW
    compare(table, "window, until it is painted", rounds, 600, windowTimesBare, window,
            u"window"_s);
#endif
    return table.exitCode(options);
}
