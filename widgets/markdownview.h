// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QTextBrowser>

#include <memory>

class QTextDocument;

namespace neuro::ui {

/// Makes a document of Markdown that a game wrote. Nothing of it can load or open anything: images
/// become their names in brackets, links become text, HTML stays text. Line breaks are kept. JSON
/// is shown as it is. What is beyond `shownCharacters` is cut, and said to be.
std::unique_ptr<QTextDocument> makeHarmlessDocument(const QString &markdown);

/// Shows the state of a force: read-only, as high as its text up to a bound, then with a scroll
/// bar.
class MarkdownView : public QTextBrowser
{
    Q_OBJECT

public:
    /// Longest text that is laid out; more would be felt when a card appears.
    static constexpr qsizetype shownCharacters = 20'000;
    /// Pixels at which scrolling begins.
    static constexpr int greatestHeight = 180;

    explicit MarkdownView(QWidget *parent = nullptr);

    void setState(const QString &markdown);
    QString state() const { return m_state; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QVariant loadResource(int type, const QUrl &name) override;

protected:
    void wheelEvent(QWheelEvent *event) override;

private:
    QString m_state;
    QTextDocument *m_document = nullptr; ///< A child.
    mutable QHash<int, int> m_heights;   ///< By width: measuring lays the whole text out.
};

} // namespace neuro::ui
