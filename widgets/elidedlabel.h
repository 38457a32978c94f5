// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/cardparts.h"

namespace neuro::ui {

/// One line of plain text that ends in dots when there is too little room, rather than to paint
/// over its neighbours or to be cut within a letter. What it says belongs into its tool tip, too.
class ElidedLabel : public ToneLabel
{
public:
    using ToneLabel::ToneLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace neuro::ui
