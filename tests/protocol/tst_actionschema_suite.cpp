// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

/// The mandatory draft-07 tests of the JSON Schema Test Suite, without those that fetch a schema.
class TestActionSchemaSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void draft07_data();
    void draft07();
    void optional_data();
    void optional();

private:
    static void addFile(const QString &path);
    static void check();
};

namespace {

const QString &suite()
{
    static const QString path = u"/usr/share/json-schema-test-suite/tests/draft7"_s;
    return path;
}

/// Files of the package, without refRemote.json: fewer would mean that tests got lost.
constexpr int mandatoryFiles = 34;

bool isRemote(const QByteArray &schema)
{
    return schema.contains("\"$ref\": \"http");
}

} // namespace

void TestActionSchemaSuite::initTestCase()
{
    QVERIFY2(
        QDir(suite()).exists(),
        qPrintable(u"%1 is missing: install the package json-schema-test-suite"_s.arg(suite())));
}

void TestActionSchemaSuite::addFile(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto document = JsonDocument::parse(file.readAll());
    QVERIFY(document.hasValue());
    int number = 0;
    for (JsonValue group = document->root().first(); !group.isAbsent(); group = group.next()) {
        const QByteArray schema = group.member("schema").text().toByteArray();
        if (isRemote(schema))
            continue;
        const JsonValue tests = group.member("tests");
        for (JsonValue test = tests.first(); !test.isAbsent(); test = test.next()) {
            QTest::addRow("%s %d: %s: %s", qPrintable(QFileInfo(path).completeBaseName()), ++number,
                          group.member("description").utf8().toByteArray().constData(),
                          test.member("description").utf8().toByteArray().constData())
                << schema << test.member("data").text().toByteArray()
                << test.member("valid").toBool();
        }
    }
}

void TestActionSchemaSuite::check()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, instance);
    QFETCH(bool, valid);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY2(
        compiled.isValid(),
        qPrintable(compiled.isValid() ? QString() : compiled.errors().first().message.english()));
    SchemaOptions options;
    options.assertFormats = QByteArray(QTest::currentTestFunction()) == "optional";
    const Validation validation = compiled.validate(instance, options);
    QCOMPARE(validation.valid, valid);
    QVERIFY(!validation.budgetExceeded);
}

void TestActionSchemaSuite::draft07_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<bool>("valid");
    const QDir folder(suite());
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    int files = 0;
    for (const QString &name : names) {
        if (name != u"refRemote.json"_s) {
            addFile(folder.filePath(name));
            ++files;
        }
    }
    QCOMPARE(files, mandatoryFiles);
}

void TestActionSchemaSuite::draft07()
{
    check();
}

void TestActionSchemaSuite::optional_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<bool>("valid");
    const QDir folder(suite() + u"/optional"_s);
    for (const char *name :
         {"bignum", "ecmascript-regex", "zeroTerminatedFloats", "format/date", "format/date-time",
          "format/email", "format/hostname", "format/ipv4", "format/ipv6", "format/json-pointer",
          "format/regex", "format/time", "format/uri", "format/uri-reference"})
        addFile(folder.filePath(QString::fromUtf8(name) + u".json"_s));
}

void TestActionSchemaSuite::optional()
{
    check();
}

QTEST_GUILESS_MAIN(TestActionSchemaSuite)
#include "tst_actionschema_suite.moc"
