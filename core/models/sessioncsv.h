// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/sessiontext.h"
#include "models/sessionwriter.h"

#include <QByteArray>
#include <QByteArrayView>

namespace neuro::models {

/// A table after RFC 4180: UTF-8, a row a line of the log, columns that are named in the first row.
/// What a game or another peer wrote and a spreadsheet would take for a formula gets an apostrophe
/// in front.
class SessionCsvWriter : public SessionWriter
{
public:
    /// Both outlive the writer.
    SessionCsvWriter(QByteArray &out, const SessionNames &names);

    void begin() override;
    void write(const storage::SessionLine &line) override;
    void end() override {}

private:
    QByteArray &m_out;
    const SessionNames &m_names;
};

/// One field, quoted where RFC 4180 wants it.
void appendCsvField(QByteArray &out, QByteArrayView utf8);

} // namespace neuro::models
