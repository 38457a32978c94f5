// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/markdownview.h"

#include "protocol/json.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QImage>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QWheelEvent>
#include <QtMath>

#include <algorithm>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// More columns make laying out a table slow.
constexpr qsizetype tableColumns = 50;
/// Quotes and lists deeper than this are not laid out as such.
constexpr qsizetype markersInALine = 20;

constexpr qsizetype imageNameCharacters = 80;
constexpr qreal listIndent = 18;
/// Dashes at the start of a line that are no ruler any more.
constexpr qsizetype longestRuler = 200;

/// Whether a line begins with more quote or list markers than a person would write.
bool nestsTooDeep(QStringView line)
{
    const auto isMarker = [](QChar c) {
        return c == u'>' || c == u'-' || c == u'*' || c == u'+' || c.isSpace();
    };
    const auto end = std::find_if_not(line.begin(), line.end(), isMarker);
    return std::count_if(line.begin(), end, [](QChar c) { return !c.isSpace() && c != u'-'; }) >
               markersInALine ||
           std::count(line.begin(), end, u'-') > longestRuler;
}

bool isReasonable(QStringView line)
{
    return line.count(u'|') <= tableColumns && !nestsTooDeep(line);
}

bool isJson(const QString &text)
{
    const QString trimmed = text.trimmed();
    return (trimmed.startsWith(u'{') || trimmed.startsWith(u'[')) &&
           protocol::JsonDocument::parse(trimmed.toUtf8()).hasValue();
}

/// Games write line breaks where they mean them; Markdown would join the lines.
QString withHardBreaks(const QString &markdown)
{
    QString result;
    bool isCode = false;
    for (const QStringView line : QStringView(markdown).split(u'\n')) {
        if (line.trimmed().startsWith("```"_L1) || line.trimmed().startsWith("~~~"_L1))
            isCode = !isCode;
        result += line;
        if (!isCode && !line.trimmed().isEmpty())
            result += "  "_L1;
        result += u'\n';
    }
    return result;
}

bool isMarkdown(const QString &text)
{
    if (isJson(text))
        return false;
    const auto lines = QStringView(text).split(u'\n');
    return std::all_of(lines.cbegin(), lines.cend(), isReasonable);
}

/// Headings of the text's size: a card has no room for large ones.
void flattenHeadings(QTextDocument &document)
{
    QTextCharFormat heading;
    heading.setFontWeight(QFont::Bold);
    heading.setProperty(QTextFormat::FontSizeAdjustment, 0);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        cursor.mergeCharFormat(heading);
    }
}

/// Replaces images by their names and takes the targets off links.
void defuse(QTextDocument &document)
{
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    QList<QPair<int, int>> links;
    QList<QPair<int, QString>> images;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const QTextCharFormat format = fragment.charFormat();
            if (format.isImageFormat()) {
                for (int i = 0; i < fragment.length(); ++i)
                    images.append({fragment.position() + i, format.toImageFormat().name()});
            } else if (format.isAnchor()) {
                links.append({fragment.position(), fragment.length()});
            }
        }
    }
    for (const auto &[position, length] : links) {
        cursor.setPosition(position);
        cursor.setPosition(position + length, QTextCursor::KeepAnchor);
        QTextCharFormat plain;
        plain.setFontUnderline(true);
        cursor.setCharFormat(plain);
    }
    for (auto image = images.crbegin(); image != images.crend(); ++image) {
        cursor.setPosition(image->first);
        cursor.setPosition(image->first + 1, QTextCursor::KeepAnchor);
        cursor.insertText("["_L1 + singleLine(image->second, imageNameCharacters) + "]"_L1,
                          QTextCharFormat());
    }
    cursor.endEditBlock();
}

} // namespace

std::unique_ptr<QTextDocument> makeHarmlessDocument(const QString &markdown)
{
    auto document = std::make_unique<QTextDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(6);
    QString shown = markdown.left(MarkdownView::shownCharacters);
    if (shown.size() < markdown.size()) {
        shown += "\n\n"_L1 +
                 MarkdownView::tr("… %Ln more characters: the traffic view has the whole text.",
                                  nullptr, static_cast<int>(markdown.size() - shown.size()));
    }
    if (isMarkdown(shown)) {
        document->setMarkdown(withHardBreaks(shown),
                              QTextDocument::MarkdownFeatures(QTextDocument::MarkdownNoHTML) |
                                  QTextDocument::MarkdownDialectGitHub);
        document->setIndentWidth(listIndent);
        flattenHeadings(*document);
        defuse(*document);
    } else {
        document->setDefaultFont(monospaceFont());
        document->setPlainText(shown);
    }
    return document;
}

MarkdownView::MarkdownView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    viewport()->setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("State of the game"));
    // A new layout keeps the old offset, which cuts the first line; who reads here keeps the place.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (!hasFocus())
            verticalScrollBar()->setValue(0);
    });
}

void MarkdownView::setState(const QString &markdown)
{
    m_state = markdown;
    auto document = makeHarmlessDocument(markdown);
    QTextOption option = document->defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document->setDefaultTextOption(option);
    QTextDocument *old = m_document;
    m_document = document.release();
    m_document->setParent(this);
    setDocument(m_document);
    delete old;
    m_heights.clear();
    updateGeometry();
}

int MarkdownView::heightForWidth(int width) const
{
    if (!m_document)
        return 0;
    if (const auto known = m_heights.constFind(width); known != m_heights.cend())
        return *known;
    const int frame = 2 * frameWidth();
    // The shown document keeps its width.
    const std::unique_ptr<QTextDocument> measured(m_document->clone());
    measured->setTextWidth(qMax(1, width - frame));
    const int height = qMin(qCeil(measured->size().height()) + frame, greatestHeight);
    m_heights.insert(width, height);
    return height;
}

QSize MarkdownView::sizeHint() const
{
    const int width = 240;
    return {width, heightForWidth(width)};
}

QSize MarkdownView::minimumSizeHint() const
{
    return {60, fontMetrics().lineSpacing()};
}

QVariant MarkdownView::loadResource(int, const QUrl &)
{
    // Not "nothing": the text layout would then try the name as a file.
    static const QImage nothing = [] {
        QImage image(1, 1, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        return image;
    }();
    return nothing;
}

void MarkdownView::wheelEvent(QWheelEvent *event)
{
    // The desk scrolls, unless someone reads here.
    if (hasFocus())
        QTextBrowser::wheelEvent(event);
    else
        event->ignore();
}

} // namespace neuro::ui
