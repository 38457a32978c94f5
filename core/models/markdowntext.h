// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringView>

/// Foreign text in a Markdown document, where it must look as it was sent: no heading, link,
/// picture or HTML comes of it. In place of what is invisible (isInvisible()) stands U+FFFD, also
/// for the terminal that the document may be shown in.
namespace neuro::models {

/// One line, for the middle of a paragraph, a table or a list.
QString markdownInline(QStringView text);

/// Text of several lines as a quotation, every line with `indent` in front; ends in a line end.
/// Empty for an empty text.
QString markdownQuote(const QString &text, const QString &indent);

} // namespace neuro::models
