// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/picklemachine.h"

#include "storage/picklenumbers.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace neuro::storage {

namespace {

constexpr int highestProtocol = 5;

/// Opcodes as Python's `pickletools` names them.
enum Opcode : char {
    Mark = '(',
    Stop = '.',
    None = 'N',
    NewTrue = '\x88',
    NewFalse = '\x89',
    Int = 'I',
    BinInt = 'J',
    BinInt1 = 'K',
    BinInt2 = 'M',
    Long = 'L',
    Long1 = '\x8a',
    Long4 = '\x8b',
    Float = 'F',
    BinFloat = 'G',
    Unicode = 'V',
    ShortBinUnicode = '\x8c',
    BinUnicode = 'X',
    BinUnicode8 = '\x8d',
    EmptyList = ']',
    Append = 'a',
    Appends = 'e',
    List = 'l',
    EmptyTuple = ')',
    Tuple = 't',
    Tuple1 = '\x85',
    Tuple2 = '\x86',
    Tuple3 = '\x87',
    EmptyDict = '}',
    Dict = 'd',
    SetItem = 's',
    SetItems = 'u',
    Get = 'g',
    BinGet = 'h',
    LongBinGet = 'j',
    Put = 'p',
    BinPut = 'q',
    LongBinPut = 'r',
    Memoize = '\x94',
    Proto = '\x80',
    Frame = '\x95',
};

} // namespace

PickleMachine::PickleMachine(QByteArrayView pickle, const PickleLimits &limits)
    : m_pickle(pickle)
    , m_limits(limits)
{
}

std::optional<PickleError> PickleMachine::run()
{
    if (m_pickle.size() > m_limits.bytes)
        fail(Cause::TooLarge,
             u"it has %1 bytes, at most %2 are allowed"_s.arg(m_pickle.size()).arg(m_limits.bytes));
    while (!m_error && !m_stopped)
        step();
    return m_error;
}

bool PickleMachine::step()
{
    m_opcodeAt = m_at;
    QByteArrayView bytes;
    if (!take(1, bytes))
        return false;
    const char opcode = bytes[0];
    for (const auto group :
         {&PickleMachine::runConstant, &PickleMachine::runNumber, &PickleMachine::runText,
          &PickleMachine::runContainer, &PickleMachine::runMemo, &PickleMachine::runFrame}) {
        bool known = true;
        const bool succeeded = (this->*group)(opcode, known);
        if (known)
            return succeeded;
    }
    return fail(Cause::Forbidden,
                u"the opcode %1 is not for plain values"_s.arg(pickleOpcodeName(opcode)));
}

bool PickleMachine::runConstant(char opcode, bool &known)
{
    switch (opcode) {
    case None:
        return push(m_values.addConstant(Type::None));
    case NewTrue:
        return push(m_values.addConstant(Type::True));
    case NewFalse:
        return push(m_values.addConstant(Type::False));
    default: // Opcodes of the other groups.
        known = false;
        return false;
    }
}

bool PickleMachine::runNumber(char opcode, bool &known)
{
    switch (opcode) {
    case Int:
    case Long:
        return pushIntegerLine(opcode == Long);
    case BinInt:
    case BinInt1:
    case BinInt2:
        return pushSigned(opcode == BinInt ? 4 : opcode == BinInt1 ? 1 : 2);
    case Long1:
    case Long4: {
        QByteArrayView bytes;
        return takeSized(opcode == Long1 ? 1 : 4, static_cast<quint64>(m_limits.integerBytes),
                         u"a whole number"_s, bytes) &&
               pushNumber(decimalFromBytes(bytes));
    }
    case Float:
        return pushFloatLine();
    case BinFloat:
        return pushDouble();
    default: // Opcodes of the other groups.
        known = false;
        return false;
    }
}

bool PickleMachine::runText(char opcode, bool &known)
{
    switch (opcode) {
    case Unicode:
        return pushEscapedLine();
    case ShortBinUnicode:
        return pushUtf8(1);
    case BinUnicode:
        return pushUtf8(4);
    case BinUnicode8:
        return pushUtf8(8);
    default: // Opcodes of the other groups.
        known = false;
        return false;
    }
}

bool PickleMachine::runContainer(char opcode, bool &known)
{
    switch (opcode) {
    case Mark:
        m_marks.push_back(m_stack.size());
        return countOne();
    case EmptyList:
        return push(m_values.addContainer(Type::List));
    case EmptyTuple:
        return push(m_values.addContainer(Type::Tuple));
    case EmptyDict:
        return push(m_values.addContainer(Type::Dict));
    case List:
        return pushFromMark(Type::List);
    case Tuple:
        return pushFromMark(Type::Tuple);
    case Dict:
        return pushFromMark(Type::Dict);
    case Tuple1:
    case Tuple2:
    case Tuple3:
        return pushTuple(static_cast<std::size_t>(opcode - Tuple1) + 1);
    case Append:
    case Appends:
        return append(Type::List, opcode == Appends);
    case SetItem:
    case SetItems:
        return append(Type::Dict, opcode == SetItems);
    default: // Opcodes of the other groups.
        known = false;
        return false;
    }
}

bool PickleMachine::runMemo(char opcode, bool &known)
{
    quint64 place = 0;
    switch (opcode) {
    case Get:
    case BinGet:
    case LongBinGet:
        return takePlace(Get, BinGet, opcode, place) && get(place);
    case Put:
    case BinPut:
    case LongBinPut:
        return takePlace(Put, BinPut, opcode, place) && put(place);
    case Memoize:
        return put(m_memo.size());
    default: // Opcodes of the other groups.
        known = false;
        return false;
    }
}

bool PickleMachine::runFrame(char opcode, bool &known)
{
    quint64 number = 0;
    switch (opcode) {
    case Proto:
        if (!takeUnsigned(1, number))
            return false;
        return (m_opcodeAt == 0 && number <= highestProtocol) ||
               fail(Cause::Malformed, u"it announces protocol %1"_s.arg(number));
    case Frame:
        // Frames tell how much to read at once: all of it is here already.
        if (!takeUnsigned(8, number))
            return false;
        return number <= static_cast<quint64>(m_pickle.size() - m_at) ||
               fail(Cause::Truncated, u"it ends within a frame of %1 bytes"_s.arg(number));
    case Stop:
        m_stopped = true;
        if (m_stack.size() != 1 || !m_marks.empty())
            return fail(Cause::Malformed, u"it ends with %1 values"_s.arg(m_stack.size()));
        return m_at == m_pickle.size() ||
               fail(Cause::Malformed, u"%1 bytes follow its end"_s.arg(m_pickle.size() - m_at));
    default:
        known = false;
        return false;
    }
}

bool PickleMachine::fail(Cause cause, const QString &detail)
{
    if (!m_error)
        m_error = PickleError{cause, m_opcodeAt, detail};
    return false;
}

bool PickleMachine::take(qsizetype size, QByteArrayView &bytes)
{
    if (size > m_pickle.size() - m_at)
        return fail(Cause::Truncated, u"%1 more bytes were announced, %2 are there"_s.arg(size).arg(
                                          m_pickle.size() - m_at));
    bytes = m_pickle.sliced(m_at, size);
    m_at += size;
    return true;
}

bool PickleMachine::takeUnsigned(int size, quint64 &value)
{
    QByteArrayView bytes;
    if (!take(size, bytes))
        return false;
    value = 0;
    for (int i = size - 1; i >= 0; --i)
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    return true;
}

bool PickleMachine::takeLine(QByteArrayView &line)
{
    const qsizetype end = m_pickle.indexOf('\n', m_at);
    if (end < 0)
        return fail(Cause::Truncated, u"a line has no end"_s);
    line = m_pickle.sliced(m_at, end - m_at);
    m_at = end + 1;
    return true;
}

/// Bytes whose number comes first, in `sizeBytes` bytes.
bool PickleMachine::takeSized(int sizeBytes, quint64 limit, const QString &what,
                              QByteArrayView &bytes)
{
    quint64 size = 0;
    if (!takeUnsigned(sizeBytes, size))
        return false;
    if (size > limit)
        return fail(Cause::TooLarge,
                    u"%1 has %2 bytes, at most %3 are allowed"_s.arg(what).arg(size).arg(limit));
    return take(static_cast<qsizetype>(size), bytes);
}

/// What takes memory: values, uses of shared ones, and marks.
bool PickleMachine::countOne()
{
    return ++m_counted <= m_limits.values ||
           fail(Cause::TooLarge, u"it has more than %1 values"_s.arg(m_limits.values));
}

bool PickleMachine::push(Index value)
{
    m_stack.push_back(value);
    return countOne();
}

bool PickleMachine::pushSigned(int size)
{
    quint64 value = 0;
    if (!takeUnsigned(size, value))
        return false;
    // Only the one of four bytes has a sign.
    const qint64 number =
        size == 4 ? static_cast<qint32>(static_cast<quint32>(value)) : static_cast<qint64>(value);
    return pushNumber(QByteArray::number(number));
}

bool PickleMachine::pushIntegerLine(bool isLong)
{
    QByteArrayView line;
    if (!takeLine(line))
        return false;
    if (!isLong && (line == "00" || line == "01"))
        return push(m_values.addConstant(line == "01" ? Type::True : Type::False));
    if (isLong && line.endsWith('L'))
        line = line.chopped(1);
    if (line.size() > m_limits.digits)
        return fail(Cause::TooLarge,
                    u"a whole number has %1 digits, at most %2 are allowed"_s.arg(line.size())
                        .arg(m_limits.digits));
    return isJsonInteger(line) ? pushNumber(line)
                               : fail(Cause::Malformed, u"a whole number is spelled wrongly"_s);
}

bool PickleMachine::pushFloatLine()
{
    QByteArrayView line;
    if (!takeLine(line))
        return false;
    if (line.size() > m_limits.digits)
        return fail(Cause::TooLarge,
                    u"a number has %1 digits, at most %2 are allowed"_s.arg(line.size())
                        .arg(m_limits.digits));
    return isJsonNumber(line) ? pushNumber(line)
                              : fail(Cause::NotAQueue, u"a number is infinite, or none at all"_s);
}

bool PickleMachine::pushDouble()
{
    QByteArrayView bytes;
    if (!take(sizeof(double), bytes))
        return false;
    const double value = std::bit_cast<double>(qFromBigEndian<quint64>(bytes.data()));
    return std::isfinite(value) ? pushNumber(textOfDouble(value))
                                : fail(Cause::NotAQueue, u"a number is infinite, or none at all"_s);
}

bool PickleMachine::pushUtf8(int sizeBytes)
{
    QByteArrayView utf8;
    if (!takeSized(sizeBytes, static_cast<quint64>(m_limits.bytes), u"a text"_s, utf8))
        return false;
    return utf8.isValidUtf8() ? push(m_values.addText(utf8))
                              : fail(Cause::NotAQueue, u"a text is not UTF-8"_s);
}

bool PickleMachine::pushEscapedLine()
{
    QByteArrayView line;
    if (!takeLine(line))
        return false;
    QByteArray utf8;
    return decodeRawUnicodeEscape(line, utf8)
               ? push(m_values.addText(utf8))
               : fail(Cause::NotAQueue, u"a text has an escape that is no character"_s);
}

/// The topmost values, never ones from below the last mark.
bool PickleMachine::pop(std::size_t count, std::vector<Index> &values)
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (m_stack.size() - floor < count)
        return fail(Cause::Malformed, u"a value is missing"_s);
    const auto begin = m_stack.end() - static_cast<std::ptrdiff_t>(count);
    values.assign(begin, m_stack.end());
    m_stack.erase(begin, m_stack.end());
    return true;
}

bool PickleMachine::popToMark(std::vector<Index> &values)
{
    if (m_marks.empty())
        return fail(Cause::Malformed, u"a mark is missing"_s);
    const bool popped = pop(m_stack.size() - m_marks.back(), values);
    m_marks.pop_back();
    return popped;
}

bool PickleMachine::top(Type wanted, Index &value)
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (m_stack.size() <= floor || m_values.type(m_stack.back()) != wanted)
        return fail(Cause::Malformed, u"values are added to what is no container"_s);
    value = m_stack.back();
    return true;
}

bool PickleMachine::pushTuple(std::size_t size)
{
    std::vector<Index> children;
    return pop(size, children) && push(m_values.addContainer(Type::Tuple, std::move(children)));
}

bool PickleMachine::pushFromMark(Type type)
{
    std::vector<Index> children;
    if (!popToMark(children))
        return false;
    if (type == Type::Dict && children.size() % 2 != 0)
        return fail(Cause::Malformed, u"a dictionary has a key without a value"_s);
    return push(m_values.addContainer(type, std::move(children)));
}

/// One value (for a dictionary: key and value) or all from the last mark on.
bool PickleMachine::append(Type container, bool toMark)
{
    std::vector<Index> added;
    const std::size_t alone = container == Type::Dict ? 2 : 1;
    if (!(toMark ? popToMark(added) : pop(alone, added)))
        return false;
    if (added.size() % alone != 0)
        return fail(Cause::Malformed, u"a dictionary has a key without a value"_s);
    Index target = 0;
    if (!top(container, target))
        return false;
    std::vector<Index> &children = m_values.children(target);
    children.insert(children.end(), added.begin(), added.end());
    return true;
}

bool PickleMachine::takePlace(char textual, char small, char opcode, quint64 &place)
{
    if (opcode != textual)
        return takeUnsigned(opcode == small ? 1 : 4, place);
    QByteArrayView line;
    if (!takeLine(line))
        return false;
    bool isNumber = false;
    if (isJsonInteger(line) && line.size() <= std::numeric_limits<quint32>::digits10)
        place = line.toULongLong(&isNumber);
    return isNumber || fail(Cause::Malformed, u"a place in the memo is no number"_s);
}

bool PickleMachine::put(quint64 place)
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (m_stack.size() <= floor)
        return fail(Cause::Malformed, u"a value is missing"_s);
    m_memo.insert_or_assign(place, m_stack.back());
    return m_memo.size() <= static_cast<std::size_t>(m_limits.memo) ||
           fail(Cause::TooLarge, u"it shares more than %1 values"_s.arg(m_limits.memo));
}

bool PickleMachine::get(quint64 place)
{
    const auto found = m_memo.find(place);
    if (found == m_memo.end())
        return fail(Cause::Malformed, u"it asks for a shared value that is not there"_s);
    return push(found->second);
}

} // namespace neuro::storage
