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
    relay::TextMask mask; ///< Protected by `mutex`.
};

MessageMask &messageMask()
{
    static auto *const instance = new MessageMask; // Threads that hang may log to the very end.
    return *instance;
}

QtMessageHandler qtHandler = nullptr;

void handleMasked(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    qtHandler(type, context, withoutHidden(text));
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

QString withoutHidden(const QString &text)
{
    relay::TextMask mask;
    {
        const std::lock_guard lock(messageMask().mutex);
        mask = messageMask().mask;
    }
    return relay::masked(mask, text);
}

void hideInMessages(relay::TextMask mask)
{
    const std::lock_guard lock(messageMask().mutex);
    messageMask().mask = std::move(mask);
}

} // namespace neuro::app
