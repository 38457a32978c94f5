// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Runs the frames of tests/data/neuro_api.jsonl through the codec. What needs the connection's
// state (was the action registered, is the result expected) is the engine's part of a case: there
// the codec has to take the frame.

#include "protocol/codec.h"
#include "protocol/neuroapicases.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What the codec or a case says about one frame.
struct Verdict
{
    bool accepted = true;
    QString reason;
    QSet<QString> warnings;

    bool operator==(const Verdict &) const = default;
};

QString describe(const Verdict &verdict)
{
    QStringList warnings(verdict.warnings.begin(), verdict.warnings.end());
    warnings.sort();
    return (verdict.accepted ? u"accepted"_s : u"refused as "_s + verdict.reason) +
           u" with warnings ["_s + warnings.join(u", "_s) + u"]"_s;
}

/// The codec's word for a warning of the cases; empty for what the engine or nobody says.
QString codecWarning(const QString &warning)
{
    const QString key = warning.section(u':', 0, 0);
    const QString rest = warning.section(u':', 1);
    if (key == "unknown_field"_L1 && rest != "main_thread"_L1)
        return u"message/unknown_field:"_s + rest;
    if (key == "unsupported_schema_keyword"_L1 || key == "uncertain_schema_keyword"_L1)
        return u"schema/unsupported_keyword:"_s + rest;
    static const QHash<QString, QString> names = {
        {u"action_name_style"_s, u"action/name_style"_s},
        {u"schema_root_type"_s, u"schema/not_object"_s},
        {u"schema_malformed"_s, u"schema/invalid"_s},
        {u"empty_description"_s, u"action/no_description"_s},
        {u"empty_game"_s, u"game/empty"_s},
        {u"invalid_priority"_s, u"force/priority"_s},
    };
    return names.value(key);
}

bool isForTheEngine(const QString &reason)
{
    return reason == "unknown_action"_L1 || reason == "unexpected_result"_L1;
}

Verdict expectedVerdict(const QJsonObject &expect)
{
    Verdict verdict;
    QString reason = expect[u"reason_class"].toString();
    verdict.accepted = expect[u"valid"].toBool() || isForTheEngine(reason);
    if (!verdict.accepted)
        verdict.reason = reason == "nul/utf8"_L1 ? u"invalid_json"_s : reason;
    const QJsonArray warnings = expect[u"warnings"].toArray();
    for (const QJsonValue &warning : warnings) {
        if (const QString mine = codecWarning(warning.toString()); !mine.isEmpty())
            verdict.warnings.insert(mine);
    }
    return verdict;
}

QList<Verdict> expectedVerdicts(const QJsonObject &line)
{
    const QJsonObject expect = line[u"expect"].toObject();
    QList<Verdict> verdicts = {expectedVerdict(expect)};
    const QJsonArray alternatives = line[u"alternatives"].toArray();
    for (const QJsonValue &alternative : alternatives) {
        verdicts.append(expectedVerdict(mergedExpectation(expect, alternative.toObject())));
    }
    return verdicts;
}

QString spell(const Finding &finding)
{
    const QString key = diagnosticName(finding.key);
    if (finding.key == DiagnosticKey::MessageUnknownField)
        return key + u':' + finding.detail.english().section(u'.', -1);
    if (finding.key == DiagnosticKey::SchemaUnsupportedKeyword) {
        static const QRegularExpression quoted(u"support \"([^\"]+)\""_s);
        return key + u':' + quoted.match(finding.detail.english()).captured(1);
    }
    return key;
}

Verdict codecVerdict(const QByteArray &text)
{
    // The cases leave the limits open and register a name of 4 KiB.
    Limits limits;
    limits.actionName = 4096;
    const auto decoded = decodeGameMessage(text, limits);
    if (!decoded)
        return {false, reasonName(decoded.error().refusal.reason), {}};
    Verdict verdict;
    if (!decoded->refusedActions.isEmpty()) {
        verdict.accepted = false;
        verdict.reason = reasonName(decoded->refusedActions.constFirst().reason);
        return verdict;
    }
    for (const Finding &finding : decoded->warnings) {
        // The cases know no word for it.
        if (finding.key != DiagnosticKey::MessageDuplicateKey)
            verdict.warnings.insert(spell(finding));
    }
    return verdict;
}

bool isText(const QJsonObject &frame)
{
    return frame.contains(u"text") || frame.contains(u"text_repeat");
}

} // namespace

Q_DECLARE_METATYPE(QList<Verdict>)

class TestCodecCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void judgesLastFrames_data();
    void judgesLastFrames();
    void judgesEarlierFrames_data();
    void judgesEarlierFrames();

private:
    QList<QJsonObject> m_cases;
};

void TestCodecCases::initTestCase()
{
    m_cases = readNeuroApiCases();
    QCOMPARE(m_cases.size(), neuroApiCaseCount);
}

void TestCodecCases::judgesLastFrames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<Verdict>>("verdicts");
    for (const QJsonObject &line : std::as_const(m_cases)) {
        const QJsonObject frame = line[u"send"].toArray().last().toObject();
        if (!isText(frame))
            continue;
        const QString name = line[u"id"].toString() + u": "_s + line[u"description"].toString();
        QTest::newRow(qPrintable(name)) << textOfFrame(frame) << expectedVerdicts(line);
    }
}

void TestCodecCases::judgesLastFrames()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<Verdict>, verdicts);
    const Verdict verdict = codecVerdict(text);
    const QString message =
        u"codec: %1; expected: %2"_s.arg(describe(verdict), describe(verdicts.constFirst()));
    QVERIFY2(verdicts.contains(verdict), qPrintable(message));
}

void TestCodecCases::judgesEarlierFrames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    for (const QJsonObject &line : std::as_const(m_cases)) {
        const QJsonArray verdicts = line[u"expect"][u"frames_valid"].toArray();
        const QJsonArray frames = line[u"send"].toArray();
        qsizetype number = 0;
        for (const QJsonValue &value : frames) {
            const QJsonObject frame = value.toObject();
            if (frame.contains(u"await"))
                continue;
            const bool accepted = verdicts[number++].toBool();
            if (!isText(frame) || number == verdicts.size())
                continue;
            const QString name = line[u"id"].toString() + u'#' + QString::number(number);
            QTest::newRow(qPrintable(name)) << textOfFrame(frame) << accepted;
        }
    }
}

void TestCodecCases::judgesEarlierFrames()
{
    QFETCH(QByteArray, text);
    const Verdict verdict = codecVerdict(text);
    QTEST(verdict.accepted, "accepted");
}

QTEST_GUILESS_MAIN(TestCodecCases)
#include "tst_codec_cases.moc"
