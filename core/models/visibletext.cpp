// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/visibletext.h"

namespace neuro::models {

bool isInvisible(QChar c)
{
    const char16_t code = c.unicode();
    const bool isControl = (code < 0x20 && code != '\n' && code != '\t') || code == 0x7F ||
                           (code >= 0x80 && code < 0xA0);
    return isControl || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

} // namespace neuro::models
