// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/messagehandler.h"

#include <QLoggingCategory>
#include <QtGlobal>

namespace neuro::app {

using namespace Qt::StringLiterals;

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
}

} // namespace neuro::app
