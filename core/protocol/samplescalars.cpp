// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/samplescalars.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace neuro::protocol {

namespace {

/// Whole numbers up to this size are exact as double and printed digit by digit.
constexpr double exactIntegers = 1e15;
constexpr qsizetype guessesBesideWanted = 12;
constexpr qsizetype maxGuesses = 2000;
/// Shapes tried of one pattern: other branches, other members of its classes.
constexpr quint32 patternVariants = 8;
constexpr qint64 maxStretch = 64;
/// Parts of a pattern that are written for one step: each costs more than a byte that is read.
constexpr qint64 partsPerStep = 8;

struct NumberRange
{
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    double step = 0;
};

NumberRange commonRange(const std::vector<const NumberRules *> &rules)
{
    NumberRange range;
    for (const NumberRules *rule : rules) {
        for (const auto &bound : {rule->minimum, rule->exclusiveMinimum}) {
            if (bound)
                range.low = std::max(range.low, bound->source.toDouble());
        }
        for (const auto &bound : {rule->maximum, rule->exclusiveMaximum}) {
            if (bound)
                range.high = std::min(range.high, bound->source.toDouble());
        }
        if (rule->multipleOf)
            range.step = std::max(range.step, rule->multipleOf->source.toDouble());
    }
    return range;
}

void addNumber(std::vector<QByteArray> &guesses, double value)
{
    if (!std::isfinite(value))
        return;
    if (value == std::floor(value) && std::fabs(value) < exactIntegers)
        guesses.push_back(QByteArray::number(static_cast<qint64>(value)));
    else
        guesses.push_back(QByteArray::number(value, 'g', 15));
}

/// The bounds as they are written, and the whole numbers beside them.
void addBounds(std::vector<QByteArray> &guesses, const std::vector<const NumberRules *> &rules)
{
    for (const NumberRules *rule : rules) {
        for (const auto &bound : {rule->minimum, rule->maximum, rule->exclusiveMinimum,
                                  rule->exclusiveMaximum, rule->multipleOf}) {
            if (!bound)
                continue;
            guesses.push_back(bound->source.text().toByteArray());
            qint64 whole = 0;
            if (bound->value.toInt64(&whole)) {
                guesses.push_back(QByteArray::number(whole + 1));
                guesses.push_back(QByteArray::number(whole - 1));
            }
        }
    }
}

void addRandomNumbers(std::vector<QByteArray> &guesses, const NumberRange &range, bool integersOnly,
                      SplitMix64 &random)
{
    constexpr double reach = 100;
    const double step = range.step > 0 ? range.step : 1;
    double low = range.low;
    double high = range.high;
    if (!std::isfinite(low))
        low = std::isfinite(high) ? high - reach * step : -reach * step;
    if (!std::isfinite(high))
        high = low + 2 * reach * step;
    const double first = std::ceil(low / step);
    const double count = std::floor(high / step) - first + 1;
    for (int i = 0; i < 4; ++i) {
        if (count >= 1 && count < exactIntegers && std::fabs(first) < exactIntegers)
            addNumber(guesses,
                      (first + static_cast<double>(random.below(static_cast<quint64>(count)))) *
                          step);
        if (!integersOnly && range.step <= 0 && random.coin()) {
            constexpr quint64 parts = 1000;
            const double part = static_cast<double>(random.below(parts)) / parts;
            addNumber(guesses, low + (high - low) * part);
            std::swap(guesses.back(), guesses[guesses.size() / 2]);
        }
    }
}

QByteArray quotedText(const QString &text)
{
    return jsonQuoted(text);
}

/// Words with few letters: the empty one, a, b, …, z, aa, ….
QString word(quint64 number)
{
    QString text;
    for (; number > 0; number = (number - 1) / 26)
        text.prepend(QChar(u'a' + static_cast<char16_t>((number - 1) % 26)));
    return text;
}

/// Writes one text that a pattern describes. Assertions are left to the validation.
class PatternText
{
public:
    PatternText(const PatternTree &tree, qint64 stretch, quint32 variant, SplitMix64 *random)
        : m_tree(tree)
        , m_stretch(stretch)
        , m_variant(variant)
        , m_random(random)
    {
    }

    /// Nothing when the text would be too long or a class of the pattern is empty.
    std::optional<QString> write()
    {
        writePart(m_tree.root);
        return m_failed ? std::nullopt : std::optional(m_text);
    }

    /// Parts that were written, each as often as it was.
    qint64 parts() const { return m_parts; }

private:
    using Kind = PatternPart::Kind;

    quint64 choose(quint64 count) { return m_random ? m_random->below(count) : m_variant % count; }
    void append(char32_t character)
    {
        m_text += QString::fromUcs4(&character, 1);
        m_failed = m_failed || m_text.size() > maxSampleText;
    }

    void writePart(int index)
    {
        const PatternPart &part = m_tree.parts[static_cast<size_t>(index)];
        if (m_failed)
            return;
        ++m_parts;
        switch (part.kind) {
        case Kind::Sequence:
            for (const int child : part.children)
                writePart(child);
            return;
        case Kind::Alternatives:
            writePart(part.children[static_cast<size_t>(choose(part.children.size()))]);
            return;
        case Kind::Repetition:
            writeRepetition(part);
            return;
        case Kind::Character:
            append(part.character);
            return;
        case Kind::Set:
            writeMember(m_tree.sets[static_cast<size_t>(part.set)]);
            return;
        case Kind::TextBegin:
        case Kind::TextEnd:
        case Kind::WordBoundary:
        case Kind::NoWordBoundary:
        case Kind::LookAhead:
        case Kind::LookBehind:
            return;
        }
        Q_UNREACHABLE();
    }

    void writeRepetition(const PatternPart &part)
    {
        constexpr qint64 randomMore = 4;
        qint64 more = m_stretch + (m_random ? static_cast<qint64>(choose(randomMore)) : 0);
        if (part.most != PatternPart::unlimited)
            more = std::min<qint64>(more, part.most - part.least);
        const qint64 count = part.least + more;
        // Copies of nothing end at this bound as well.
        for (qint64 i = 0; i < count && !m_failed; ++i) {
            m_failed = ++m_copies > maxSampleText;
            writePart(part.children.front());
        }
    }

    void writeMember(const CharacterSet &set)
    {
        constexpr quint64 choices = 62;
        const std::optional<char32_t> member =
            set.pick(static_cast<quint32>(choose(m_random ? choices : choices * choices)));
        if (member)
            append(*member);
        else
            m_failed = true;
    }

    const PatternTree &m_tree;
    const qint64 m_stretch;
    const quint32 m_variant;
    SplitMix64 *m_random;
    QString m_text;
    qint64 m_copies = 0;
    qint64 m_parts = 0;
    bool m_failed = false;
};

void addPatternTexts(std::vector<QByteArray> &guesses, const TextPattern &pattern,
                     const SizeRange &length, quint32 variants, SplitMix64 *random,
                     WorkBudget &budget)
{
    for (quint32 variant = 0; variant < variants && !budget.isExhausted(); ++variant) {
        const auto write = [&](qint64 stretch) {
            PatternText text(pattern.tree(), stretch, variant, random);
            std::optional<QString> written = text.write();
            budget.spend(1 + text.parts() / partsPerStep);
            return written;
        };
        const std::optional<QString> plain = write(0);
        if (!plain)
            continue;
        const qint64 missing = length.least - plain->toUcs4().size();
        if (missing <= 0) {
            guesses.push_back(quotedText(*plain));
            continue;
        }
        // One part that repeats grows by exactly what is missing, several grow faster.
        if (const std::optional<QString> grown = write(missing))
            guesses.push_back(quotedText(*grown));
        for (qint64 stretch = 1; stretch < std::min(missing, maxStretch) && !budget.isExhausted();
             ++stretch) {
            const std::optional<QString> grown = write(stretch);
            if (grown && grown->toUcs4().size() >= length.least) {
                guesses.push_back(quotedText(*grown));
                break;
            }
        }
        const QString padding(missing, u'a');
        guesses.push_back(quotedText(*plain + padding));
        guesses.push_back(quotedText(padding + *plain));
        budget.spendOnText(2 * length.least);
    }
}

void addFormatTexts(std::vector<QByteArray> &guesses, StringFormat format, SplitMix64 *random)
{
    const auto digits = [random](quint64 count, quint64 from) {
        return QByteArray::number(random ? from + random->below(count) : from);
    };
    const QByteArray date = "20" + digits(80, 20) + "-0" + digits(9, 1) + '-' + digits(19, 10);
    const QByteArray time = digits(14, 10) + ":00:" + digits(50, 10) + 'Z';
    switch (format) {
    case StringFormat::None:
        return;
    case StringFormat::DateTime:
        guesses.push_back(date + 'T' + time);
        break;
    case StringFormat::Date:
        guesses.push_back(date);
        break;
    case StringFormat::Time:
        guesses.push_back(time);
        break;
    case StringFormat::Email:
        guesses.push_back("neuro" + digits(100, 1) + "@example.com");
        break;
    case StringFormat::Hostname:
        guesses.push_back("host" + digits(100, 1) + ".example.com");
        break;
    case StringFormat::Ipv4:
        guesses.push_back("192.0.2." + digits(255, 1));
        break;
    case StringFormat::Ipv6:
        guesses.push_back("2001:db8::" + digits(1000, 1));
        break;
    case StringFormat::Uri:
    case StringFormat::UriReference:
        guesses.push_back("https://example.com/" + digits(1000, 1));
        break;
    case StringFormat::Uuid:
        guesses.push_back("00000000-0000-4000-8000-000000000" + digits(900, 100));
        break;
    case StringFormat::Regex:
        guesses.push_back("^a{" + digits(9, 1) + "}$");
        break;
    case StringFormat::JsonPointer:
        guesses.push_back("/a/" + digits(100, 1));
        break;
    }
    guesses.back() = '"' + guesses.back() + '"';
}

void addWords(std::vector<QByteArray> &guesses, const SizeRange &length, qsizetype wanted,
              SplitMix64 *random, WorkBudget &budget)
{
    if (random) {
        constexpr qint64 randomMore = 8;
        const qint64 room = std::min(randomMore, length.most - length.least);
        qint64 size =
            length.least + static_cast<qint64>(random->below(static_cast<quint64>(room) + 1));
        QString text;
        for (; size > 0; --size)
            text += QChar(u'a' + static_cast<char16_t>(random->below(26)));
        guesses.push_back(quotedText(text));
    }
    for (qsizetype i = 0; i < wanted && budget.spendOnText(length.least); ++i) {
        QString text = word(static_cast<quint64>(i));
        text.prepend(QString(std::max<qint64>(0, length.least - text.size()), u'a'));
        guesses.push_back(quotedText(text));
    }
}

} // namespace

std::vector<QByteArray> numberGuesses(const std::vector<const NumberRules *> &rules,
                                      bool integersOnly, qsizetype wanted, SplitMix64 *random)
{
    std::vector<QByteArray> guesses;
    const NumberRange range = commonRange(rules);
    if (range.low > range.high)
        return guesses;
    if (random)
        addRandomNumbers(guesses, range, integersOnly, *random);
    const double nearest = std::clamp(0.0, range.low, range.high);
    const double step = range.step > 0 ? range.step : 1;
    const double multiple = nearest > 0 ? std::ceil(nearest / step) : std::floor(nearest / step);
    const qsizetype count = std::min(wanted + guessesBesideWanted, maxGuesses);
    for (qsizetype i = 0; i < count; ++i) {
        addNumber(guesses, (multiple + static_cast<double>(i)) * step);
        if (i > 0)
            addNumber(guesses, (multiple - static_cast<double>(i)) * step);
    }
    addBounds(guesses, rules);
    if (integersOnly)
        return guesses;
    const double low = std::isfinite(range.low) ? range.low : nearest - 1;
    const double high = std::isfinite(range.high) ? range.high : nearest + 1;
    addNumber(guesses, (low + high) / 2);
    for (qsizetype i = 1; i <= count; ++i)
        addNumber(guesses,
                  low + (high - low) * static_cast<double>(i) / static_cast<double>(count + 1));
    return guesses;
}

std::vector<QByteArray> stringGuesses(const std::vector<const StringRules *> &rules,
                                      qsizetype wanted, SplitMix64 *random, WorkBudget &budget)
{
    std::vector<QByteArray> guesses;
    SizeRange length;
    for (const StringRules *rule : rules) {
        length.least = std::max(length.least, rule->length.least);
        length.most = std::min(length.most, rule->length.most);
    }
    if (length.least > std::min(length.most, maxSampleText))
        return guesses;
    const auto variants = static_cast<quint32>(std::min(wanted + patternVariants, maxGuesses));
    bool isPlain = true;
    for (const StringRules *rule : rules) {
        addFormatTexts(guesses, rule->format, random);
        if (!rule->pattern)
            continue;
        if (random)
            addPatternTexts(guesses, *rule->pattern, length, patternVariants, random, budget);
        addPatternTexts(guesses, *rule->pattern, length, variants, nullptr, budget);
        isPlain = false;
    }
    addWords(guesses, length, std::min(wanted + guessesBesideWanted, maxGuesses),
             isPlain ? random : nullptr, budget);
    return guesses;
}

} // namespace neuro::protocol
