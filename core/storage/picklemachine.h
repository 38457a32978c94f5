// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "storage/picklereader.h"
#include "storage/picklevalues.h"

#include <QByteArrayView>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace neuro::storage {

/// Python's name of an opcode ("REDUCE"), or "0xff" when there is none.
QString pickleOpcodeName(char opcode);

/// Pickle's stack machine, without everything that can do more than build plain values. Internal
/// to core/storage.
class PickleMachine
{
public:
    /// `pickle` must outlive the machine.
    PickleMachine(QByteArrayView pickle, const PickleLimits &limits);

    /// Runs the whole pickle. Afterwards, without an error, result() is what it built.
    std::optional<PickleError> run();

    const PickleValues &values() const { return m_values; }
    PickleValues::Index result() const { return m_stack.back(); }

private:
    using Type = PickleValues::Type;
    using Index = PickleValues::Index;
    using Cause = PickleError::Cause;

    // Each returns false after fail().
    bool step();
    bool runConstant(char opcode, bool &known);
    bool runNumber(char opcode, bool &known);
    bool runText(char opcode, bool &known);
    bool runContainer(char opcode, bool &known);
    bool runMemo(char opcode, bool &known);
    bool runFrame(char opcode, bool &known);

    bool fail(Cause cause, const QString &detail);
    bool take(qsizetype size, QByteArrayView &bytes);
    bool takeUnsigned(int size, quint64 &value);
    bool takeLine(QByteArrayView &line);
    bool takeSized(int sizeBytes, quint64 limit, const QString &what, QByteArrayView &bytes);

    bool countOne();
    bool push(Index value);
    bool pushNumber(QByteArrayView json) { return push(m_values.addNumber(json)); }
    bool pushSigned(int size);
    bool pushIntegerLine(bool isLong);
    bool pushFloatLine();
    bool pushDouble();
    bool pushUtf8(int sizeBytes);
    bool pushEscapedLine();

    bool pop(std::size_t count, std::vector<Index> &values);
    bool popToMark(std::vector<Index> &values);
    bool top(Type wanted, Index &value);
    bool pushTuple(std::size_t size);
    bool pushFromMark(Type type);
    bool append(Type container, bool toMark);

    bool put(quint64 place);
    bool get(quint64 place);
    bool takePlace(char textual, char small, char opcode, quint64 &place);

    QByteArrayView m_pickle;
    PickleLimits m_limits;
    qsizetype m_at = 0;
    qsizetype m_opcodeAt = 0;
    bool m_stopped = false;
    std::optional<PickleError> m_error;

    qint64 m_counted = 0;
    PickleValues m_values;
    std::vector<Index> m_stack;
    std::vector<std::size_t> m_marks; ///< Sizes that the stack had.
    /// Ordered: the keys are the sender's choice, and those of a hash table could be made to clash.
    std::map<quint64, Index> m_memo;
};

} // namespace neuro::storage
