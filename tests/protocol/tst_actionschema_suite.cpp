// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/actionschema.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace neuro::protocol;
using namespace Qt::Literals::StringLiterals;

/// The mandatory draft-07 tests of the JSON Schema Test Suite. Those that fetch a schema are
/// refused instead.
class TestActionSchemaSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void draft07_data();
    void draft07();
    void refusesRemoteReferences_data();
    void refusesRemoteReferences();
    void optional_data();
    void optional();
    void annotations_data();
    void annotations();
    void everyFileIsAccountedFor();

private:
    static void check();
};

namespace {

const QString &suite()
{
    static const QString path = u"/usr/share/json-schema-test-suite/tests/draft7"_s;
    return path;
}

/// What the package of Debian 12 has; fewer would mean that tests got lost.
constexpr int mandatoryFiles = 35;
constexpr int mandatoryTests = 404;
constexpr int remoteGroups = 10;

/// Every test of this file fetches a schema.
const QString &remoteFile()
{
    static const QString name = u"refRemote"_s;
    return name;
}

/// The files of draft7/optional whose rules can be checked.
const QStringList checkedFiles{
    u"bignum"_s,           u"ecmascript-regex"_s,    u"zeroTerminatedFloats"_s, u"format/date"_s,
    u"format/date-time"_s, u"format/email"_s,        u"format/hostname"_s,      u"format/ipv4"_s,
    u"format/ipv6"_s,      u"format/json-pointer"_s, u"format/regex"_s,         u"format/time"_s,
    u"format/uri"_s,       u"format/uri-reference"_s};

/// Those that speak of annotations here: whatever the data is, it is valid.
const QStringList annotationFiles{u"content"_s,
                                  u"format/idn-email"_s,
                                  u"format/idn-hostname"_s,
                                  u"format/iri"_s,
                                  u"format/iri-reference"_s,
                                  u"format/relative-json-pointer"_s,
                                  u"format/uri-template"_s};

/// Whether a reference anywhere in `schema` leads to a document on the web that it does not hold
/// itself.
bool leadsOut(JsonValue schema)
{
    if (schema.member("$ref").utf8().startsWith("http") && schema.member("$id").isAbsent())
        return true;
    for (JsonValue child = schema.first(); !child.isAbsent(); child = child.next()) {
        if (leadsOut(child))
            return true;
    }
    return false;
}

/// Calls `use` for every group of tests in a file below draft7, named without its ending.
template <typename Use>
void forEachGroup(const QString &name, const Use &use)
{
    QFile file(u"%1/%2.json"_s.arg(suite(), name));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const auto document = JsonDocument::parse(file.readAll());
    QVERIFY2(document.hasValue(), qPrintable(file.fileName()));
    QVERIFY2(document->root().size() > 0, qPrintable(file.fileName()));
    for (JsonValue group = document->root().first(); !group.isAbsent(); group = group.next())
        use(group);
}

QString titleOf(const QString &name, JsonValue group)
{
    return name + u": "_s + group.member("description").toString();
}

/// Adds a row for every test of a group; returns how many.
int addTests(const QString &name, JsonValue group)
{
    int count = 0;
    const JsonValue tests = group.member("tests");
    for (JsonValue test = tests.first(); !test.isAbsent(); test = test.next()) {
        const QString title =
            titleOf(name, group) + u": "_s + test.member("description").toString();
        QTest::addRow("%s (%d)", qPrintable(title), ++count)
            << group.member("schema").text().toByteArray()
            << test.member("data").text().toByteArray() << test.member("valid").toBool();
    }
    return count;
}

void addColumns()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<bool>("valid");
}

/// The names of the files in a folder below draft7, as forEachGroup() takes them.
QStringList filesIn(const QString &folder)
{
    QStringList names;
    const QStringList files =
        QDir(suite() + folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        names.append(file.chopped(5));
    return names;
}

} // namespace

void TestActionSchemaSuite::initTestCase()
{
    QVERIFY2(
        QDir(suite()).exists(),
        qPrintable(u"%1 is missing: install the package json-schema-test-suite"_s.arg(suite())));
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
    addColumns();
    const QStringList names = filesIn({});
    int tests = 0;
    for (const QString &name : names) {
        if (name == remoteFile())
            continue;
        forEachGroup(name, [&](JsonValue group) {
            if (!leadsOut(group.member("schema")))
                tests += addTests(name, group);
        });
    }
    QVERIFY2(names.size() >= mandatoryFiles, qPrintable(QString::number(names.size())));
    QVERIFY2(tests >= mandatoryTests, qPrintable(QString::number(tests)));
}

void TestActionSchemaSuite::draft07()
{
    check();
}

void TestActionSchemaSuite::refusesRemoteReferences_data()
{
    QTest::addColumn<QByteArray>("schema");
    int groups = 0;
    for (const QString &name : filesIn({})) {
        forEachGroup(name, [&](JsonValue group) {
            if (name != remoteFile() && !leadsOut(group.member("schema")))
                return;
            ++groups;
            QTest::addRow("%s", qPrintable(titleOf(name, group)))
                << group.member("schema").text().toByteArray();
        });
    }
    QVERIFY2(groups >= remoteGroups, qPrintable(QString::number(groups)));
}

void TestActionSchemaSuite::refusesRemoteReferences()
{
    QFETCH(const QByteArray, schema);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(!compiled.isValid());
    const QString error = compiled.errors().constFirst().message.english();
    QVERIFY2(error.contains(u"only references within the schema are followed"_s),
             qPrintable(error));
}

void TestActionSchemaSuite::optional_data()
{
    addColumns();
    for (const QString &name : checkedFiles) {
        const QString file = u"optional/"_s + name;
        forEachGroup(file, [&](JsonValue group) { QVERIFY(addTests(file, group) > 0); });
    }
}

void TestActionSchemaSuite::optional()
{
    check();
}

void TestActionSchemaSuite::annotations_data()
{
    addColumns();
    for (const QString &name : annotationFiles) {
        const QString file = u"optional/"_s + name;
        forEachGroup(file, [&](JsonValue group) { QVERIFY(addTests(file, group) > 0); });
    }
}

/// Even when formats are asked for: nobody must be told that data is wrong by a rule that is not
/// known here.
void TestActionSchemaSuite::annotations()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, instance);
    const ActionSchema compiled = ActionSchema::compile(schema);
    QVERIFY(compiled.isValid());
    SchemaOptions options;
    options.assertFormats = true;
    QVERIFY(compiled.validate(instance, options).valid);
}

void TestActionSchemaSuite::everyFileIsAccountedFor()
{
    QStringList known = checkedFiles + annotationFiles;
    known.sort();
    QStringList found = filesIn(u"/optional"_s);
    for (const QString &name : filesIn(u"/optional/format"_s))
        found.append(u"format/"_s + name);
    found.sort();
    QCOMPARE(found, known);
}

QTEST_GUILESS_MAIN(TestActionSchemaSuite)
#include "tst_actionschema_suite.moc"
