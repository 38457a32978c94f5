// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/tapreport.h"

#include "app/script/scripttext.h"

#include <algorithm>

namespace neuro::script {

using namespace Qt::StringLiterals;

namespace {

QString oneLine(QString text)
{
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u' ');
    return text;
}

/// A `#` begins a directive, unless it is escaped.
QString escaped(const QString &text)
{
    return oneLine(text).replace(u'\\', u"\\\\"_s).replace(u'#', u"\\#"_s);
}

QString yamlQuoted(const QString &text)
{
    return u'\'' + oneLine(text).replace(u'\'', u"''"_s) + u'\'';
}

} // namespace

QByteArray tapHeader(const Script &script)
{
    return u"TAP version 13\n1..%1\n"_s.arg(script.steps.size()).toUtf8();
}

QByteArray tapComment(const QString &text)
{
    return u"# %1\n"_s.arg(oneLine(text)).toUtf8();
}

QByteArray tapPoint(qsizetype number, const Step &step, const StepResult &result,
                    const QString &file)
{
    const bool isFailed = result.state == StepResult::State::Failed;
    QString text = u"%1 %2 - %3"_s.arg(isFailed ? u"not ok"_s : u"ok"_s)
                       .arg(number)
                       .arg(escaped(titleOf(step)));
    if (result.state == StepResult::State::Skipped)
        text += u" # SKIP %1"_s.arg(oneLine(result.message));
    text += u'\n';
    if (!isFailed)
        return text.toUtf8();
    text += u"  ---\n  message: %1\n  severity: fail\n"_s.arg(yamlQuoted(result.message));
    if (!result.expected.isEmpty())
        text += u"  expected: %1\n"_s.arg(yamlQuoted(result.expected));
    text += result.came.isEmpty() ? u"  came: []\n"_s : u"  came:\n"_s;
    for (const QString &line : result.came)
        text += u"    - %1\n"_s.arg(yamlQuoted(line));
    // At once: a "%2" in the file's name must stay one.
    text += u"  file: %1\n  line: %2\n  column: %3\n  duration_ms: %4\n  ...\n"_s.arg(
        yamlQuoted(file), QString::number(step.place.line), QString::number(step.place.column),
        QString::number(result.micros / relay::microsPerMs));
    return text.toUtf8();
}

} // namespace neuro::script
