// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/encryptionnotice.h"

#include "models/phrasetext.h"
#include "widgets/noticebar.h"
#include "widgets/plaintext.h"

#include <QCoreApplication>

namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EncryptionNotice)
};

constexpr qsizetype errorCharacters = 400;

} // namespace

void showEncryption(NoticeBar *bar, const relay::DoorEvent &door)
{
    const bool isIntermediary = door.door == relay::Door::Intermediary;
    const QString key = isIntermediary ? u"encrypted intermediary"_s : u"encrypted backend"_s;
    if (door.encryptedError.isEmpty())
        return bar->close(key);
    const QString error = singleLine(models::translated(door.encryptedError), errorCharacters);
    const QString text =
        isIntermediary
            ? Words::tr("No integration and no watcher can connect with encryption: %1").arg(error)
            : Words::tr("No game can connect with encryption: %1").arg(error);
    Notice *notice = bar->open(key, Notice::Tone::Warning, text);
    if (notice) // So many are open: the tool tip of the door says it, too.
        notice->addButton(Words::tr("Do without"), {});
}

} // namespace neuro::ui
