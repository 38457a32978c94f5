// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/diagnosticdetails.h"

#include "models/diagnosticsmodel.h"
#include "models/diagnostictext.h"
#include "widgets/pluralcount.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QEvent>
#include <QScrollBar>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using models::DiagnosticsModel;

namespace {

constexpr int textMargin = 6;
const QString frameScheme = u"frame"_s;

QString timeText(const QModelIndex &index, int role)
{
    return index.data(role).toDateTime().toString(u"HH:mm:ss"_s);
}

QString paragraph(const QString &html, const QString &style = {})
{
    return u"<p style=\"margin-top:0; margin-bottom:5px;%1\">%2</p>"_s.arg(style, html);
}

QString link(const QString &url, const QString &text)
{
    return u"<a href=\"%1\">%2</a>"_s.arg(url.toHtmlEscaped(), text.toHtmlEscaped());
}

/// "error · message/invalid · 3 times, first 17:31:02, last 17:31:06"
QString factsText(const QModelIndex &index, protocol::DiagnosticKey key)
{
    const qint64 count = index.data(DiagnosticsModel::CountRole).toLongLong();
    const QString last = timeText(index, DiagnosticsModel::LastRole);
    const QString often = count == 1 ? DiagnosticDetails::tr("once, at %1").arg(last)
                                     : DiagnosticDetails::tr("%Ln times, first %1, last %2",
                                                             nullptr, pluralCount(count))
                                           .arg(timeText(index, DiagnosticsModel::FirstRole), last);
    return QStringList{models::severityText(protocol::diagnosticInfo(key).severity),
                       protocol::diagnosticName(key), often}
        .join(u" · "_s);
}

/// Why it is not among the open ones; empty when it is.
QString hiddenText(const QModelIndex &index)
{
    if (index.data(DiagnosticsModel::GameMutedRole).toBool())
        return DiagnosticDetails::tr("All diagnostics of this game are muted.");
    if (index.data(DiagnosticsModel::MutedRole).toBool())
        return DiagnosticDetails::tr("Muted for this game.");
    if (index.data(DiagnosticsModel::DismissedRole).toBool())
        return DiagnosticDetails::tr("Dismissed until it happens again.");
    return {};
}

} // namespace

DiagnosticDetails::DiagnosticDetails(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(u"diagnosticDetails"_s);
    setAccessibleName(tr("Selected diagnostic"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    document()->setDocumentMargin(textMargin);
    connect(this, &QTextBrowser::anchorClicked, this, &DiagnosticDetails::open);
    // Afterwards: a press of the mouse, which ends a selection, still works on the text.
    connect(this, &QTextBrowser::selectionChanged, this, &DiagnosticDetails::refresh,
            Qt::QueuedConnection);
}

void DiagnosticDetails::showRow(const QModelIndex &index)
{
    const bool isOther = m_index != index;
    m_index = index;
    if (!isOther)
        return refresh();
    showHtml(m_index.isValid() ? html() : QString());
    verticalScrollBar()->setValue(0);
}

/// What one has selected stays: what is new waits for the end of the selection.
void DiagnosticDetails::refresh()
{
    if (!textCursor().hasSelection())
        showHtml(m_index.isValid() ? html() : QString());
}

/// Where one reads stays while nothing else is shown.
void DiagnosticDetails::showHtml(const QString &shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    const int place = verticalScrollBar()->value();
    setHtml(shown);
    verticalScrollBar()->setValue(place);
}

QString DiagnosticDetails::html() const
{
    const QModelIndex index = m_index;
    const auto key =
        static_cast<protocol::DiagnosticKey>(index.data(DiagnosticsModel::KeyRole).toInt());
    const QString dim = u"color:%1;"_s.arg(themeColors(palette()).dimText.name());
    const QString game =
        models::diagnosticGameText(index.data(DiagnosticsModel::GameRole).toString());
    const quint64 seq = index.data(DiagnosticsModel::SeqRole).toULongLong();
    const QString detail = index.data(DiagnosticsModel::DetailRole).toString();
    const QString hidden = hiddenText(index);
    QString facts = factsText(index, key).toHtmlEscaped();
    if (seq != 0)
        facts += u" · "_s + link(frameScheme + u':' + QString::number(seq),
                                 tr("Go to the message").replace(u' ', QChar(QChar::Nbsp)));
    QString text = paragraph(u"<b>%1</b> · %2"_s.arg(models::diagnosticTitle(key).toHtmlEscaped(),
                                                     game.toHtmlEscaped()));
    text += paragraph(facts, dim);
    if (!hidden.isEmpty())
        text += paragraph(hidden.toHtmlEscaped(), dim);
    if (!detail.isEmpty())
        text += paragraph(
            u"<span style=\"white-space:pre-wrap\">%1</span>"_s.arg(detail.toHtmlEscaped()));
    text += paragraph(models::diagnosticMeaning(key).toHtmlEscaped());
    text +=
        paragraph(tr("<b>What to do:</b> %1").arg(models::diagnosticAdvice(key).toHtmlEscaped()));
    return text + paragraph(link(models::diagnosticLink(key).toString(QUrl::FullyEncoded),
                                 tr("Specification: %1").arg(models::diagnosticLinkTitle(key))));
}

void DiagnosticDetails::open(const QUrl &url)
{
    if (url.scheme() == frameScheme)
        Q_EMIT frameWanted(url.path().toULongLong());
    else
        QDesktopServices::openUrl(url);
}

void DiagnosticDetails::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace neuro::ui
