// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/textpattern.h"

#include <QVarLengthArray>

#include <algorithm>

namespace neuro::protocol {

namespace {

struct Instruction
{
    enum class Operation {
        Character, ///< Reads the code point `a`.
        Set,       ///< Reads a member of the set `a`.
        Split,     ///< Goes on at `a` and at `b`.
        Jump,      ///< Goes on at `a`.
        TextBegin,
        TextEnd,
        WordBoundary,
        NoWordBoundary,
        Look, ///< Goes on when the look-around `a` holds.
        Accept,
    };

    Operation operation = Operation::Accept;
    quint32 a = 0;
    quint32 b = 0;
};

/// A part of the program that ends with Accept.
struct LookAround
{
    quint32 begin = 0;
    bool behind = false;
    bool negated = false;
};

struct Program
{
    std::vector<Instruction> code;
    std::vector<LookAround> lookArounds;
};

/// Writes the program of a tree. The depth of recursion is that of the tree, which the parser
/// bounds.
class ProgramWriter
{
public:
    explicit ProgramWriter(const PatternTree &tree)
        : m_tree(tree)
    {
    }

    /// False when the program would be too long.
    bool write(Program &program)
    {
        m_program = &program;
        writePart(m_tree.root);
        append(Operation::Accept);
        for (size_t i = 0; i < m_lookBodies.size(); ++i) {
            program.lookArounds[i].begin = position();
            writePart(m_lookBodies[i]);
            append(Operation::Accept);
        }
        return !isFull();
    }

private:
    using Operation = Instruction::Operation;
    using Kind = PatternPart::Kind;

    bool isFull() const { return m_program->code.size() > TextPattern::maxProgramSize; }
    quint32 position() const { return static_cast<quint32>(m_program->code.size()); }
    quint32 append(Operation operation, quint32 a = 0, quint32 b = 0)
    {
        m_program->code.push_back({operation, a, b});
        return position() - 1;
    }

    void writePart(int index)
    {
        const PatternPart &part = m_tree.parts[static_cast<size_t>(index)];
        if (isFull())
            return;
        switch (part.kind) {
        case Kind::Sequence:
            for (const int child : part.children)
                writePart(child);
            return;
        case Kind::Alternatives:
            writeAlternatives(part);
            return;
        case Kind::Repetition:
            writeRepetition(part);
            return;
        case Kind::Character:
            append(Operation::Character, part.character);
            return;
        case Kind::Set:
            append(Operation::Set, static_cast<quint32>(part.set));
            return;
        case Kind::TextBegin:
            append(Operation::TextBegin);
            return;
        case Kind::TextEnd:
            append(Operation::TextEnd);
            return;
        case Kind::WordBoundary:
            append(Operation::WordBoundary);
            return;
        case Kind::NoWordBoundary:
            append(Operation::NoWordBoundary);
            return;
        case Kind::LookAhead:
        case Kind::LookBehind:
            append(Operation::Look, static_cast<quint32>(m_lookBodies.size()));
            m_program->lookArounds.push_back({0, part.kind == Kind::LookBehind, part.negated});
            m_lookBodies.push_back(part.children.front());
            return;
        }
        Q_UNREACHABLE();
    }

    void writeAlternatives(const PatternPart &part)
    {
        std::vector<quint32> jumps;
        for (size_t i = 0; i < part.children.size(); ++i) {
            if (i + 1 == part.children.size()) {
                writePart(part.children[i]);
                break;
            }
            const quint32 split = append(Operation::Split, position() + 1);
            writePart(part.children[i]);
            jumps.push_back(append(Operation::Jump));
            m_program->code[split].b = position();
        }
        for (const quint32 jump : jumps)
            m_program->code[jump].a = position();
    }

    void writeRepetition(const PatternPart &part)
    {
        const int child = part.children.front();
        for (int i = 0; i < part.least && !isFull(); ++i)
            writeCopy(child);
        if (part.most == PatternPart::unlimited) {
            const quint32 split = append(Operation::Split, position() + 1);
            writePart(child);
            append(Operation::Jump, split);
            m_program->code[split].b = position();
            return;
        }
        std::vector<quint32> exits;
        for (int i = part.least; i < part.most && !isFull(); ++i) {
            exits.push_back(append(Operation::Split, position() + 1));
            writeCopy(child);
        }
        for (const quint32 exit : exits)
            m_program->code[exit].b = position();
    }

    /// Writes a part at least one instruction long, so that copies of nothing count as well.
    void writeCopy(int child)
    {
        const quint32 before = position();
        writePart(child);
        if (position() == before)
            append(Operation::Jump, position() + 1);
    }

    const PatternTree &m_tree;
    Program *m_program = nullptr;
    std::vector<int> m_lookBodies;
};

/// A position in UTF-8 text with the code points on both sides.
class TextCursor
{
public:
    static constexpr char32_t none = 0xFFFFFFFF;

    explicit TextCursor(QByteArrayView utf8)
        : m_text(utf8)
    {
        read();
    }

    qsizetype position() const { return m_position; }
    bool isAtBegin() const { return m_position == 0; }
    bool isAtEnd() const { return m_next == none; }
    char32_t previous() const { return m_previous; }
    char32_t next() const { return m_next; }

    void advance()
    {
        m_position += m_size;
        m_previous = m_next;
        read();
    }

private:
    void read()
    {
        if (m_position >= m_text.size()) {
            m_next = none;
            m_size = 0;
            return;
        }
        const auto lead = byte(0);
        m_size = lead < 0x80 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4));
        m_next = m_size == 1 ? lead : lead & (0xFFU >> (m_size + 1));
        for (qsizetype i = 1; i < m_size; ++i)
            m_next = m_next << 6 | (byte(i) & 0x3F);
    }
    char32_t byte(qsizetype ahead) const
    {
        const qsizetype at = m_position + ahead;
        return at < m_text.size() ? static_cast<unsigned char>(m_text[at]) : 0;
    }

    QByteArrayView m_text;
    qsizetype m_position = 0;
    qsizetype m_size = 0;
    char32_t m_previous = none;
    char32_t m_next = none;
};

bool isWordCharacter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The states that the program can be in at one position, each once.
class StateSet
{
public:
    explicit StateSet(qsizetype programSize) { m_place.resize(programSize, 0); }

    bool insert(quint32 state)
    {
        const quint32 place = m_place[state];
        if (place < static_cast<quint32>(m_states.size()) && m_states[place] == state)
            return false;
        m_place[state] = static_cast<quint32>(m_states.size());
        m_states.append(state);
        return true;
    }
    void clear() { m_states.clear(); }
    bool isEmpty() const { return m_states.isEmpty(); }
    const auto &states() const { return m_states; }

private:
    QVarLengthArray<quint32, 64> m_states;
    QVarLengthArray<quint32, 64> m_place;
};

class Simulation
{
    Q_DISABLE_COPY_MOVE(Simulation)
public:
    enum class Start { Here, Anywhere };

    Simulation(const Program &program, const PatternTree &tree, QByteArrayView text,
               WorkBudget &budget)
        : m_program(program)
        , m_tree(tree)
        , m_text(text)
        , m_budget(budget)
        , m_even(static_cast<qsizetype>(program.code.size()))
        , m_odd(static_cast<qsizetype>(program.code.size()))
    {
    }

    /// Whether the part of the program at `begin` accepts from `cursor` on. With `until`, which
    /// is a position, only what ends there counts.
    bool accepts(quint32 begin, TextCursor cursor, Start start, qsizetype until = -1)
    {
        m_current->clear();
        bool accepted = follow(begin, cursor, *m_current);
        while (!m_budget.isExhausted()) {
            if (accepted && (until < 0 || cursor.position() == until))
                return true;
            if (cursor.isAtEnd() || cursor.position() == until ||
                (m_current->isEmpty() && start == Start::Here))
                return false;
            accepted = step(cursor, start == Start::Anywhere ? &begin : nullptr);
        }
        return false;
    }

private:
    using Operation = Instruction::Operation;

    bool step(TextCursor &cursor, const quint32 *restart)
    {
        const char32_t c = cursor.next();
        cursor.advance();
        m_following->clear();
        bool accepted = false;
        spend(m_current->states().size());
        for (const quint32 state : m_current->states()) {
            const Instruction &instruction = m_program.code[state];
            const bool reads = instruction.operation == Operation::Character
                                   ? instruction.a == c
                                   : instruction.operation == Operation::Set &&
                                         m_tree.sets[instruction.a].contains(c);
            if (reads && follow(state + 1, cursor, *m_following))
                accepted = true;
        }
        if (restart && follow(*restart, cursor, *m_following))
            accepted = true;
        std::swap(m_current, m_following);
        return accepted;
    }

    /// Adds what can be reached from `state` without reading; true when that includes the end.
    bool follow(quint32 first, const TextCursor &cursor, StateSet &set)
    {
        bool accepted = false;
        m_pending.append(first);
        while (!m_pending.isEmpty()) {
            const quint32 state = m_pending.back();
            m_pending.pop_back();
            if (!set.insert(state))
                continue;
            spend(1);
            const Instruction &instruction = m_program.code[state];
            switch (instruction.operation) {
            case Operation::Character:
            case Operation::Set:
                break;
            case Operation::Accept:
                accepted = true;
                break;
            case Operation::Split:
                m_pending.append(instruction.b);
                m_pending.append(instruction.a);
                break;
            case Operation::Jump:
                m_pending.append(instruction.a);
                break;
            case Operation::TextBegin:
            case Operation::TextEnd:
            case Operation::WordBoundary:
            case Operation::NoWordBoundary:
            case Operation::Look:
                if (holds(instruction, cursor))
                    m_pending.append(state + 1);
                break;
            }
        }
        return accepted;
    }

    bool holds(const Instruction &assertion, const TextCursor &cursor)
    {
        const bool isBoundary =
            isWordCharacter(cursor.previous()) != isWordCharacter(cursor.next());
        if (assertion.operation == Operation::TextBegin)
            return cursor.isAtBegin();
        if (assertion.operation == Operation::TextEnd)
            return cursor.isAtEnd();
        if (assertion.operation == Operation::WordBoundary)
            return isBoundary;
        if (assertion.operation == Operation::NoWordBoundary)
            return !isBoundary;
        const LookAround &look = m_program.lookArounds[assertion.a];
        if (!m_budget.spend(1 + static_cast<qint64>(m_program.code.size()) / WorkBudget::blockSize))
            return false;
        Simulation inner(m_program, m_tree, m_text, m_budget);
        const bool found = look.behind ? inner.accepts(look.begin, TextCursor(m_text),
                                                       Start::Anywhere, cursor.position())
                                       : inner.accepts(look.begin, cursor, Start::Here);
        return found != look.negated;
    }

    void spend(qint64 states)
    {
        m_unpaid += states;
        if (m_unpaid >= WorkBudget::blockSize) {
            m_budget.spend(m_unpaid / WorkBudget::blockSize);
            m_unpaid %= WorkBudget::blockSize;
        }
    }

    const Program &m_program;
    const PatternTree &m_tree;
    QByteArrayView m_text;
    WorkBudget &m_budget;
    StateSet m_even;
    StateSet m_odd;
    StateSet *m_current = &m_even;
    StateSet *m_following = &m_odd;
    QVarLengthArray<quint32, 64> m_pending;
    qint64 m_unpaid = 0;
};

} // namespace

struct TextPattern::Private
{
    PatternTree tree;
    Program program;
    /// Every way through the pattern begins with `^`.
    bool isAnchored = false;
};

Result<TextPattern, Phrase> TextPattern::compile(const QString &expression)
{
    Result<PatternTree, Phrase> tree = parsePattern(expression);
    if (!tree)
        return tree.error();
    const auto compiled = std::make_shared<Private>();
    compiled->tree = std::move(tree).value();
    if (!ProgramWriter(compiled->tree).write(compiled->program))
        return pluralPhrase(
            QT_TRANSLATE_N_NOOP(
                "core", "it is too large: more than %1 steps with its repetitions written out"),
            maxProgramSize);
    compiled->isAnchored =
        compiled->program.code.front().operation == Instruction::Operation::TextBegin;
    TextPattern pattern;
    pattern.d = compiled;
    return pattern;
}

bool TextPattern::matches(QByteArrayView utf8, WorkBudget &budget) const
{
    if (!budget.spend(1 + static_cast<qint64>(d->program.code.size()) / WorkBudget::blockSize))
        return false;
    const auto start = d->isAnchored ? Simulation::Start::Here : Simulation::Start::Anywhere;
    return Simulation(d->program, d->tree, utf8, budget).accepts(0, TextCursor(utf8), start);
}

int TextPattern::size() const
{
    return static_cast<int>(d->program.code.size());
}

const PatternTree &TextPattern::tree() const
{
    return d->tree;
}

} // namespace neuro::protocol
