// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/diagnostictext.h"

#include <QFile>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTest>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using protocol::DiagnosticKey;

namespace {

/// The headings of the specification, as of when this was written.
const QStringList anchors = {u"neuro-api-specification"_s,
                             u"action"_s,
                             u"startup"_s,
                             u"context"_s,
                             u"register-actions"_s,
                             u"unregister-actions"_s,
                             u"force-actions"_s,
                             u"action-result"_s};

/// The cells of the rows of the tables in docs/diagnostics.md, by what stands in the first one.
QHash<QString, QStringList> documentedRows()
{
    QHash<QString, QStringList> rows;
    QFile file(QStringLiteral(DOCS_DIR "/diagnostics.md"));
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (!line.startsWith(u"| `"_s))
            continue;
        QStringList cells;
        for (const QString &cell : line.sliced(1, line.size() - 2).split(u'|'))
            cells.append(cell.trimmed());
        rows.insert(cells.value(0).remove(u'`'), cells.mid(1));
    }
    return rows;
}

} // namespace

class TestDiagnosticText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsExplained_data();
    void everyKeyIsExplained();
    void titlesDiffer();
    void theDocumentNamesEveryKey();
    void severities();
};

void TestDiagnosticText::everyKeyIsExplained_data()
{
    QTest::addColumn<DiagnosticKey>("key");
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable)
        QTest::newRow(info.name) << info.key;
}

void TestDiagnosticText::everyKeyIsExplained()
{
    QFETCH(const DiagnosticKey, key);
    const QString title = models::diagnosticTitle(key);
    QVERIFY2(!title.isEmpty() && title.size() <= 40, qPrintable(title)); // A cell holds it.
    QVERIFY(!title.endsWith(u'.'));
    QVERIFY(!title.contains(u'/'));
    for (const QString &text : {models::diagnosticMeaning(key), models::diagnosticAdvice(key)}) {
        QVERIFY2(text.endsWith(u'.'), qPrintable(text));
        QVERIFY2(text.at(0).isUpper() || text.at(0) == u'“', qPrintable(text));
        QVERIFY2(text.size() <= 260, qPrintable(text));
    }
    const QUrl link = models::diagnosticLink(key);
    QVERIFY(link.isValid());
    QCOMPARE(link.adjusted(QUrl::RemoveFragment).toString(),
             u"https://github.com/VedalAI/neuro-sdk/blob/main/API/SPECIFICATION.md"_s);
    QVERIFY2(anchors.contains(link.fragment()), qPrintable(link.toString()));
    // GitHub makes the anchor of a heading so.
    QCOMPARE(models::diagnosticLinkTitle(key).toLower().replace(u' ', u'-'), link.fragment());
}

void TestDiagnosticText::titlesDiffer()
{
    QSet<QString> titles;
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable)
        titles.insert(models::diagnosticTitle(info.key));
    QCOMPARE(titles.size(), static_cast<qsizetype>(protocol::diagnosticTable.size()));
}

void TestDiagnosticText::theDocumentNamesEveryKey()
{
    const QHash<QString, QStringList> rows = documentedRows();
    for (const protocol::DiagnosticInfo &info : protocol::diagnosticTable) {
        const QStringList cells = rows.value(QString::fromLatin1(info.name));
        QVERIFY2(cells.size() == 3, info.name); // Severity, when, what to do.
        QCOMPARE(cells[0], models::severityText(info.severity));
        QVERIFY2(!cells[1].isEmpty() && !cells[2].isEmpty(), info.name);
    }
    // Nothing that is gone stays in it.
    QCOMPARE(rows.size(), static_cast<qsizetype>(protocol::diagnosticTable.size()));
}

void TestDiagnosticText::severities()
{
    QCOMPARE(models::severityText(protocol::Severity::Info), u"info"_s);
    QCOMPARE(models::severityText(protocol::Severity::Warning), u"warning"_s);
    QCOMPARE(models::severityText(protocol::Severity::Error), u"error"_s);
}

QTEST_GUILESS_MAIN(TestDiagnosticText)
#include "tst_diagnostictext.moc"
