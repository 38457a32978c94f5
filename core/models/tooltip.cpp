// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/tooltip.h"

namespace neuro::models {

using namespace Qt::Literals::StringLiterals;

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return QString();
    const QString shown =
        text.size() > toolTipLength ? text.left(toolTipLength - 1) + QChar(0x2026) : text;
    return u"<span style=\"white-space:pre-wrap\">"_s + shown.toHtmlEscaped() + u"</span>"_s;
}

} // namespace neuro::models
