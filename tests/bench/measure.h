// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QtGlobal>

#include <vector>

/// What the benchmarks share: clocks, statistics, and the table that they print.
namespace neuro::bench {

/// CPU time, in nanoseconds, that this process (every thread of it, no child) has used.
qint64 processCpu();
/// CPU time, in nanoseconds, that the calling thread has used.
qint64 threadCpu();
/// Wall time of a steady clock, in nanoseconds.
qint64 wallTime();
/// Memory of this process that is in RAM, in bytes.
qint64 residentBytes();

/// Lets every thread of a process (0: this one) run on `core` only; a negative one: on all cores.
/// Ends the program when the system does not allow it.
void pinToCore(qint64 process, int core);

/// The value that the share `fraction` (0…1) of `values` does not exceed; 0 when there are none.
double percentile(std::vector<double> values, double fraction);
double median(std::vector<double> values);

/// What a benchmark's command line asks for.
struct Options
{
    bool quick = false;  ///< Tiny counts: shows that it runs, the figures mean nothing.
    bool strict = false; ///< End with 1 when a limit is exceeded.
    int seconds = 0;     ///< For bench_window; 0: its default.
};
/// Reads --quick, --strict and --seconds N; ends the program with 2 on anything else.
Options readOptions(int argc, char **argv);

/// Windows of this process and its children are shown nowhere, unless QT_QPA_PLATFORM says where.
/// Call before the application is made.
void useNoDisplay();

/// The table that a benchmark prints, row by row.
class Table
{
public:
    explicit Table(const char *title);

    /// `measured` against `bare`, both in `unit`; the limit is on their ratio.
    void ratio(const char *what, const char *unit, double measured, double bare, double limit);
    /// `measured` beside `bare` (0: nothing to compare with); the limit is on `measured` itself.
    void value(const char *what, const char *unit, double measured, double bare, double limit);
    /// `measured` beside `bare`, of which more is better: it must reach `least`.
    void rate(const char *what, const char *unit, double measured, double bare, double least);
    /// `measured` minus `bare`, with the limit on the difference.
    void difference(const char *what, const char *unit, double measured, double bare, double limit);

    /// What main() returns: 1 when a limit was exceeded and that matters, else 0.
    int exitCode(const Options &options) const;

private:
    enum class Limit { Most, Least };
    void row(const char *what, const char *unit, double measured, double bare, double judged,
             double limit, const char *judgedUnit, Limit kind = Limit::Most);

    bool m_exceeded = false;
};

} // namespace neuro::bench
