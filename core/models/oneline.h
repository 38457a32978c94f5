// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringView>

namespace neuro::models {

/// The beginning of `text` as one line that is safe in a table cell: white space and control
/// characters collapse to single spaces, marks that change the direction of writing are left out,
/// and what is longer than `maxLength` (at least 1) ends in "…", within that length.
QString oneLine(QStringView text, qsizetype maxLength);

/// The same for UTF-8. Decodes no more than it needs.
QString oneLine(QByteArrayView utf8, qsizetype maxLength);

} // namespace neuro::models
