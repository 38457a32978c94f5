// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The traffic model with a million frames: appending a batch, filtering and finding a text that is
/// nowhere, against the least that such a thing costs: looking for the text in the bytes of the
/// same payloads, byte by byte and without regard to case.

#include "bench/measure.h"
#include "models/trafficmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace neuro;
using namespace neuro::bench;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int batchFrames = 350; ///< 20,000 a second in batches of a window's.
constexpr double nanosecondsPerMs = 1e6;

relay::FrameEvent frame(int number)
{
    relay::FrameEvent event;
    event.seq = static_cast<quint64>(number);
    event.peer = 1;
    event.name = u"Chess"_s;
    event.command = u"context"_s;
    event.payload = R"({"command":"context","game":"Chess","data":{"message":")"_ba +
                    QByteArray::number(number) + QByteArray(120, 'x') + R"(","silent":true}})"_ba;
    return event;
}

template <typename Work>
double milliseconds(Work work)
{
    const qint64 begin = threadCpu();
    work();
    return static_cast<double>(threadCpu() - begin) / nanosecondsPerMs;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// How many payloads hold `needle`, whatever the case of their letters.
int scan(const std::vector<QByteArray> &payloads, const QByteArray &needle)
{
    int found = 0;
    for (const QByteArray &payload : payloads) {
        const auto hit = std::search(payload.begin(), payload.end(), needle.begin(), needle.end(),
                                     [](char a, char b) { return lower(a) == b; });
        found += hit != payload.end() ? 1 : 0;
    }
    return found;
}

void expect(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "bench_models: %s\n", what);
    std::exit(2);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Options options = readOptions(argc, argv);
    const int frames = options.quick ? 10'000 : 1'000'000;
    models::TrafficModel model({frames, 1'000'000'000});
    std::vector<QByteArray> payloads;
    relay::RelayEvents batch;
    for (int number = 0; number < frames; ++number) {
        batch.emplace_back(frame(number));
        payloads.push_back(std::get<relay::FrameEvent>(batch.back()).payload);
        if (batch.size() == batchFrames) {
            model.append(batch);
            batch.clear();
        }
    }

    Table table("Traffic model");
    const double bare =
        milliseconds([&] { expect(scan(payloads, "nowhere"_ba) == 0, "the text is somewhere"); });
    const double filtering = milliseconds([&] {
        model.setFilter({models::FilterExpression::words(u"nOwhere"_s), {}, 0});
    });
    expect(model.rowCount() == 0, "the filter lets something pass");
    const double beyondAscii = milliseconds([&] {
        model.setFilter({models::FilterExpression::words(u"酒"_s), {}, 0});
    });
    expect(model.rowCount() == 0, "the filter lets something pass");
    model.setFilter({});
    const double finding = milliseconds(
        [&] { expect(model.find(u"nowhere"_s, 0, false) == -1, "the text is found"); });
    table.ratio("filter all frames", "ms", filtering, bare, 3.0);
    table.ratio("filter all frames, beyond ASCII", "ms", beyondAscii, bare, 3.0);
    table.ratio("find in all frames", "ms", finding, bare, 3.0);

    batch.clear();
    for (int number = 0; number < batchFrames; ++number)
        batch.emplace_back(frame(number));
    const int appends = options.quick ? 10 : 1000;
    const double appending = milliseconds([&] {
                                 for (int i = 0; i < appends; ++i)
                                     model.append(batch);
                             }) /
                             appends;
    table.value("append a batch of 350 to a full ring", "ms", appending, 0, 1.0);
    return table.exitCode(options);
}
