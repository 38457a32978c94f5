// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configdifference.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QSyntaxHighlighter>

namespace neuro::ui {

namespace {

class DifferenceHighlighter : public QSyntaxHighlighter
{
public:
    explicit DifferenceHighlighter(QPlainTextEdit *edit)
        : QSyntaxHighlighter(edit->document())
        , m_edit(edit)
    {
        edit->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            rehighlight();
        return QSyntaxHighlighter::eventFilter(watched, event);
    }

    void highlightBlock(const QString &text) override
    {
        const ThemeColors &colors = themeColors(m_edit->palette());
        const int length = static_cast<int>(text.size());
        if (text.startsWith(u'-'))
            setFormat(0, length, colors.error);
        else if (text.startsWith(u'+'))
            setFormat(0, length, colors.success);
        else if (text.startsWith(u'@'))
            setFormat(0, length, colors.special);
        else
            setFormat(0, length, colors.dimText);
    }

private:
    QPlainTextEdit *m_edit;
};

} // namespace

ConfigDifference::ConfigDifference(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(monospaceFont());
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setAccessibleName(tr("The difference"));
    new DifferenceHighlighter(this);
}

void ConfigDifference::setLines(const QList<config::DifferenceLine> &lines,
                                const storage::SecretMask &mask)
{
    setPlainText(mask.masked(config::printedDifference(lines)));
}

} // namespace neuro::ui
