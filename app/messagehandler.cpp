// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/messagehandler.h"

#include <QLoggingCategory>
#include <QtGlobal>

#include <mutex>
#include <utility>

namespace neuro::app {

using namespace Qt::StringLiterals;

namespace {

struct MessageMask
{
    std::mutex mutex;
    relay::TextMask mask;    ///< Protected by `mutex`.
    relay::TextMask secrets; ///< Protected by `mutex`.
};

MessageMask &messageMask()
{
    static auto *const instance = new MessageMask; // Threads that hang may log to the very end.
    return *instance;
}

QtMessageHandler qtHandler = nullptr;

/// One of the two masks.
relay::TextMask maskNow(relay::TextMask MessageMask::*which)
{
    const std::lock_guard lock(messageMask().mutex);
    return messageMask().*which;
}

void handleMasked(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    qtHandler(type, context, relay::masked(maskNow(&MessageMask::mask), text));
}

} // namespace

void installMessageHandler(const QString &level)
{
    qSetMessagePattern(u"%{time hh:mm:ss.zzz} "
                       "%{if-debug}debug%{endif}%{if-info}info%{endif}%{if-warning}warning%{endif}"
                       "%{if-critical}error%{endif}%{if-fatal}fatal%{endif} "
                       "%{category}: %{message}"_s);
    QString rules = u"neuro.*.debug=false\n"_s;
    if (level == u"debug"_s)
        rules = u"neuro.*.debug=true\n"_s;
    else if (level == u"warning"_s)
        rules = u"*.debug=false\n*.info=false\n"_s;
    else if (level == u"error"_s)
        rules = u"*.debug=false\n*.info=false\n*.warning=false\n"_s;
    QLoggingCategory::setFilterRules(rules);
    if (!qtHandler)
        qtHandler = qInstallMessageHandler(handleMasked);
}

QString withoutSecrets(const QString &text)
{
    return relay::masked(maskNow(&MessageMask::secrets), text);
}

void hideInMessages(relay::TextMask mask, relay::TextMask secrets)
{
    const std::lock_guard lock(messageMask().mutex);
    messageMask().mask = std::move(mask);
    messageMask().secrets = std::move(secrets);
}

} // namespace neuro::app
