// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/script/junitreport.h"

#include "app/script/scripttext.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace neuro::script {

using namespace Qt::StringLiterals;

namespace {

/// XML cannot hold every character, not even escaped.
QString allowed(const QString &text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair =
            c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const bool isControl = c < u' ' && c != u'\t' && c != u'\n' && c != u'\r';
        if (isPair)
            out.append(c).append(text.at(++i));
        else
            out.append(isControl || c.isSurrogate() || c >= QChar(0xfffe)
                           ? QChar(QChar::ReplacementCharacter)
                           : c);
    }
    return out;
}

QString seconds(qint64 micros)
{
    constexpr double microsPerSecond = 1e6;
    return QString::number(static_cast<double>(micros) / microsPerSecond, 'f', 3);
}

QString particulars(const StepResult &result)
{
    QStringList lines = {result.message};
    if (!result.expected.isEmpty())
        lines.append(u"expected: "_s + result.expected);
    lines.append(result.came.isEmpty() ? u"came: nothing"_s : u"came:"_s);
    for (const QString &line : result.came)
        lines.append(u"  "_s + line);
    return lines.join(u'\n');
}

void writeTotals(QXmlStreamWriter &xml, const QList<StepResult> &results)
{
    const auto count = [&results](StepResult::State state) {
        return QString::number(
            std::count_if(results.cbegin(), results.cend(),
                          [state](const StepResult &result) { return result.state == state; }));
    };
    qint64 micros = 0;
    for (const StepResult &result : results)
        micros += result.micros;
    xml.writeAttribute(u"tests"_s, QString::number(results.size()));
    xml.writeAttribute(u"failures"_s, count(StepResult::State::Failed));
    xml.writeAttribute(u"errors"_s, u"0"_s);
    xml.writeAttribute(u"skipped"_s, count(StepResult::State::Skipped));
    xml.writeAttribute(u"time"_s, seconds(micros));
}

void writeCase(QXmlStreamWriter &xml, const Step &step, const StepResult &result,
               const QString &suite, const QString &file)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, suite);
    xml.writeAttribute(u"name"_s, allowed(titleOf(step)));
    xml.writeAttribute(u"file"_s, file);
    xml.writeAttribute(u"line"_s, QString::number(step.place.line));
    xml.writeAttribute(u"time"_s, seconds(result.micros));
    switch (result.state) {
    case StepResult::State::Passed:
        break;
    case StepResult::State::Failed:
        xml.writeStartElement(u"failure"_s);
        xml.writeAttribute(u"message"_s, allowed(result.message));
        xml.writeAttribute(u"type"_s, u"step"_s);
        xml.writeCharacters(allowed(particulars(result)));
        xml.writeEndElement();
        break;
    case StepResult::State::Skipped:
        xml.writeEmptyElement(u"skipped"_s);
        xml.writeAttribute(u"message"_s, allowed(result.message));
        break;
    }
    xml.writeEndElement();
}

} // namespace

QByteArray junitReport(const Script &script, const QList<StepResult> &results, const QString &file)
{
    const QString suite = allowed(script.name.isEmpty() ? file : script.name);
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    writeTotals(xml, results);
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, suite);
    writeTotals(xml, results);
    for (qsizetype i = 0; i < results.size(); ++i)
        writeCase(xml, script.steps.at(i), results.at(i), suite, allowed(file));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return out;
}

} // namespace neuro::script
