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

QString closedText(bool isIntermediary, const QString &error)
{
    return isIntermediary
               ? Words::tr("No integration and no watcher can connect with encryption: %1")
                     .arg(error)
               : Words::tr("No game can connect with encryption: %1").arg(error);
}

QString renewalText(bool isIntermediary, const QString &error)
{
    return isIntermediary
               ? Words::tr("Integrations and watchers are shown the earlier certificate, the new "
                           "one is of no use: %1")
                     .arg(error)
               : Words::tr("Games are shown the earlier certificate, the new one is of no use: %1")
                     .arg(error);
}

} // namespace

void showEncryption(NoticeBar *bar, const relay::DoorEvent &door,
                    const std::function<void()> &openConfig)
{
    const bool isIntermediary = door.door == relay::Door::Intermediary;
    const QString key = isIntermediary ? u"encrypted intermediary"_s : u"encrypted backend"_s;
    if (door.encryptedError.isEmpty())
        return bar->close(key);
    const QString error = singleLine(models::translated(door.encryptedError), errorCharacters);
    // It goes on with the certificate that it had.
    const bool isOpen = !door.encryptedAddresses.isEmpty();
    const QString text =
        isOpen ? renewalText(isIntermediary, error) : closedText(isIntermediary, error);
    Notice *notice = bar->open(key, Notice::Tone::Warning, text);
    if (!notice) // So many are open: the tool tip of the door says it, too.
        return;
    notice->addButton(Words::tr("Open the configuration…"), openConfig, true);
    notice->addButton(isOpen ? Words::tr("Go on") : Words::tr("Do without"), {});
}

} // namespace neuro::ui
