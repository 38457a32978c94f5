// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "bench/measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string>

#include <sched.h>
#include <unistd.h>

namespace neuro::bench {

namespace {

constexpr qint64 nanosPerSecond = 1'000'000'000;

qint64 readClock(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return time.tv_sec * nanosPerSecond + time.tv_nsec;
}

[[noreturn]] void explainUsage(const char *program)
{
    std::fprintf(stderr, "usage: %s [--quick] [--strict] [--seconds N]\n", program);
    std::exit(2);
}

} // namespace

qint64 processCpu()
{
    return readClock(CLOCK_PROCESS_CPUTIME_ID);
}

qint64 threadCpu()
{
    return readClock(CLOCK_THREAD_CPUTIME_ID);
}

qint64 wallTime()
{
    return readClock(CLOCK_MONOTONIC);
}

qint64 residentBytes()
{
    std::FILE *file = std::fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    long total = 0;
    long resident = 0;
    const int fields = std::fscanf(file, "%ld %ld", &total, &resident);
    std::fclose(file);
    return fields == 2 ? qint64(resident) * ::sysconf(_SC_PAGESIZE) : 0;
}

void pinToCore(qint64 process, int core)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    const int all = static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
    for (int i = 0; i < all; ++i) {
        if (core < 0 || core == i)
            CPU_SET(i, &cores);
    }
    const std::string threads =
        "/proc/" + std::to_string(process > 0 ? process : ::getpid()) + "/task";
    for (const auto &thread : std::filesystem::directory_iterator(threads)) {
        const int id = std::stoi(thread.path().filename().string());
        if (::sched_setaffinity(id, sizeof cores, &cores) != 0) {
            std::perror("cannot choose a core");
            std::exit(1);
        }
    }
}

double percentile(std::vector<double> values, double fraction)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(fraction * static_cast<double>(values.size()));
    const auto index = static_cast<std::size_t>(std::max(rank - 1, 0.0));
    return values[std::min(index, values.size() - 1)];
}

double median(std::vector<double> values)
{
    return percentile(std::move(values), 0.5);
}

Options readOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--quick") == 0)
            options.quick = true;
        else if (std::strcmp(argv[i], "--strict") == 0)
            options.strict = true;
        else if (std::strcmp(argv[i], "--seconds") == 0 && i + 1 < argc)
            options.seconds = std::atoi(argv[++i]);
        else
            explainUsage(argv[0]);
    }
    return options;
}

void useNoDisplay()
{
    ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
}

Table::Table(const char *title)
{
    std::printf("\n%-44s %12s %12s %14s %14s\n", title, "measured", "bare", "judged", "limit");
    std::fflush(stdout);
}

void Table::ratio(const char *what, const char *unit, double measured, double bare, double limit)
{
    row(what, unit, measured, bare, bare > 0 ? measured / bare : 0, limit, "times");
}

void Table::value(const char *what, const char *unit, double measured, double bare, double limit)
{
    row(what, unit, measured, bare, measured, limit, unit);
}

void Table::rate(const char *what, const char *unit, double measured, double bare, double least)
{
    row(what, unit, measured, bare, measured, least, unit, Limit::Least);
}

void Table::difference(const char *what, const char *unit, double measured, double bare,
                       double limit)
{
    row(what, unit, measured, bare, measured - bare, limit, unit);
}

int Table::exitCode(const Options &options) const
{
    return m_exceeded && options.strict ? 1 : 0;
}

void Table::row(const char *what, const char *unit, double measured, double bare, double judged,
                double limit, const char *judgedUnit, Limit kind)
{
    const bool isMissed = kind == Limit::Most ? judged > limit : judged < limit;
    m_exceeded = m_exceeded || isMissed;
    char bareText[32] = "";
    if (bare > 0)
        std::snprintf(bareText, sizeof bareText, "%.3g %s", bare, unit);
    char measuredText[32];
    std::snprintf(measuredText, sizeof measuredText, "%.3g %s", measured, unit);
    char judgedText[32];
    std::snprintf(judgedText, sizeof judgedText, "%.3g %s", judged, judgedUnit);
    char limitText[32];
    std::snprintf(limitText, sizeof limitText, "%.3g %s", limit, judgedUnit);
    std::printf("%-44s %12s %12s %14s %14s  %s\n", what, measuredText, bareText, judgedText,
                limitText,
                !isMissed             ? "ok"
                : kind == Limit::Most ? "OVER"
                                      : "UNDER");
    std::fflush(stdout);
}

} // namespace neuro::bench
