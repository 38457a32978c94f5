// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/exportnotice.h"

#include "widgets/noticebar.h"
#include "widgets/plaintext.h"
#include "widgets/pluralcount.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QStringList>
#include <QUrl>

namespace neuro::ui {

namespace {

constexpr qsizetype pathCharacters = 300;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ExportNotice)
};

} // namespace

void showExported(NoticeBar *notices, const QString &path, const models::FileExportOutcome &outcome)
{
    const quint64 lines = outcome.outcome.lines;
    const quint64 damaged = outcome.outcome.damagedLines;
    const QString shown = wrappable(QDir::toNativeSeparators(path), pathCharacters);
    QStringList text{
        lines == 1
            ? Words::tr("Exported 1 line to %1.").arg(shown)
            : Words::tr("Exported %Ln lines to %1.", nullptr, pluralCount(lines)).arg(shown)};
    if (damaged > 0)
        text.append(damaged == 1 ? Words::tr("1 damaged line was left out.")
                                 : Words::tr("%Ln damaged lines were left out.", nullptr,
                                             pluralCount(damaged)));
    Notice *notice =
        notices->open(exportedKey, damaged > 0 ? Notice::Tone::Warning : Notice::Tone::Question,
                      text.join(u' '), NoticeBar::Place::First);
    const QString folder = QFileInfo(path).absolutePath();
    notice->addButton(
        Words::tr("Open folder"),
        [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); }, true);
    notice->addButton(Words::tr("Close"), {});
}

} // namespace neuro::ui
