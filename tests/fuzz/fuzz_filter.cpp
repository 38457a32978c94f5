// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Any bytes as a filter expression. What is none must say where and why. What is one must read
// back as the same from what it writes, let the same frames pass then, and its opposite the others.

#include "models/filterexpression.h"

#include <cstdint>
#include <cstdlib>

using namespace neuro;
using models::FilterExpression;
using models::FilterProblem;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

relay::FrameEvent refusedFrame()
{
    relay::FrameEvent frame;
    frame.name = QStringLiteral("Tic Tac Toe");
    frame.peer = 3;
    frame.command = QStringLiteral("action/result");
    frame.payload =
        "{\"command\":\"action/result\",\"data\":{\"id\":\"a-7\",\"message\":\"caf\xC3\xA9 "
        "\\u9152\"}}";
    frame.verdict = relay::Verdict::Refused;
    frame.refusal = {protocol::Reason::UnexpectedResult, QStringLiteral("data.id"),
                     protocol::verbatim(QStringLiteral("no action is pending"))};
    frame.warnings = {{protocol::DiagnosticKey::ResultSlow, {}}};
    frame.actionId = QStringLiteral("a-7");
    frame.latency = 12'500;
    return frame;
}

relay::FrameEvent binaryFrame()
{
    relay::FrameEvent frame;
    frame.direction = relay::Direction::Out;
    frame.door = relay::Door::Upstream;
    frame.binary = true;
    frame.payload = QByteArray("\xF0\x28\x00\xFFz", 5);
    return frame;
}

void requireProblem(const QString &text, const FilterProblem &problem)
{
    require(!problem.message.isEmpty() && !problem.message.english().isEmpty());
    require(problem.position >= 0 && problem.length >= 0);
    require(problem.position + problem.length <= text.size());
}

void requireSame(const FilterExpression &expression, const relay::FrameEvent &frame)
{
    const QString written = expression.text();
    const bool passes = expression.matches(models::factsOf(frame));
    require(!expression.isEmpty() || passes);
    if (written.size() > FilterExpression::maxLength)
        return;
    const auto again = FilterExpression::parse(written);
    require(again.hasValue());
    require(again->text() == written && *again == expression);
    require(again->matches(models::factsOf(frame)) == passes);
    const auto opposite = FilterExpression::parse(u"!(" + written + u')');
    // One more level of parentheses may be one too many.
    if (!expression.isEmpty() && opposite)
        require(opposite->matches(models::factsOf(frame)) != passes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const relay::FrameEvent refused = refusedFrame();
    static const relay::FrameEvent binary = binaryFrame();
    const QString text = QString::fromUtf8(
        QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const auto read = FilterExpression::parse(text);
    if (read) {
        requireSame(*read, refused);
        requireSame(*read, binary);
    } else {
        requireProblem(text, read.error());
    }
    requireSame(FilterExpression::words(text.left(FilterExpression::maxLength / 4)), refused);
    return 0;
}
