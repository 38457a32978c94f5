// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// Pickles that Python made (tests/data/pickle/generate.py), and hostile ones.

#include "storage/picklenumbers.h"
#include "storage/picklereader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace neuro::storage;
using namespace Qt::Literals::StringLiterals;
using Cause = PickleError::Cause;

namespace {

QByteArray content(const QString &name)
{
    QFile file(QString::fromUtf8(TEST_DATA_DIR) + u"/pickle/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    return file.readAll();
}

QList<PickledMessage> expectedQueue()
{
    QList<PickledMessage> out;
    for (const QByteArray &line : content(u"queue.jsonl"_s).split('\n')) {
        const QJsonArray pair = QJsonDocument::fromJson(line).array();
        if (!pair.isEmpty())
            out.append({pair[0].toString(), pair[1].toString().toUtf8()});
    }
    return out;
}

} // namespace

class TestPickleReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryProtocol_data();
    void readsEveryProtocol();
    void refuses_data();
    void refuses();
    void testsEveryRefusedFile();
    void refusesEveryTruncation_data() { readsEveryProtocol_data(); }
    void refusesEveryTruncation();
    void namesOpcodeAndOffset();
    void limitsEverything_data();
    void limitsEverything();
    void spellsWholeNumbers_data();
    void spellsWholeNumbers();
    void spellsDoubles_data();
    void spellsDoubles();
};

void TestPickleReader::readsEveryProtocol_data()
{
    QTest::addColumn<QString>("name");
    for (int protocol = 0; protocol <= 5; ++protocol)
        QTest::addRow("%d", protocol) << u"queue_p%1.pkl"_s.arg(protocol);
}

void TestPickleReader::readsEveryProtocol()
{
    QFETCH(QString, name);
    const QList<PickledMessage> expected = expectedQueue();
    QCOMPARE(expected.size(), 8);
    const auto queue = readPickledQueue(content(name));
    QVERIFY2(queue.hasValue(), qPrintable(queue ? QString() : queue.error().text()));
    QCOMPARE(queue->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QCOMPARE((*queue)[i].name, expected[i].name);
        QCOMPARE((*queue)[i].json, expected[i].json);
    }
}

void TestPickleReader::refuses_data()
{
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, Cause cause, const QString &detail) {
        QTest::newRow(name) << static_cast<int>(cause) << detail;
    };
    row("system", Cause::Forbidden, u"STACK_GLOBAL"_s);
    row("system_p0", Cause::Forbidden, u"GLOBAL"_s);
    row("object", Cause::Forbidden, u"GLOBAL"_s);
    row("date", Cause::Forbidden, u"STACK_GLOBAL"_s);
    row("bytes", Cause::Forbidden, u"SHORT_BINBYTES"_s);
    row("bytes_p0", Cause::Forbidden, u"GLOBAL"_s);
    row("bytearray", Cause::Forbidden, u"BYTEARRAY8"_s);
    row("set", Cause::Forbidden, u"EMPTY_SET"_s);
    row("complex", Cause::Forbidden, u"STACK_GLOBAL"_s);
    row("persistent", Cause::Forbidden, u"SHORT_BINSTRING"_s);
    row("persistent_id", Cause::Forbidden, u"PERSID"_s);
    row("extension", Cause::Forbidden, u"EXT1"_s);
    row("inst", Cause::Forbidden, u"STRING"_s);
    row("python2", Cause::Forbidden, u"STRING"_s);
    row("protocol6", Cause::Malformed, u"protocol 6"_s);
    row("nan", Cause::NotAQueue, u"none at all"_s);
    row("infinity_p0", Cause::NotAQueue, u"infinite"_s);
    row("surrogate", Cause::NotAQueue, u"UTF-8"_s);
    row("surrogate_p0", Cause::NotAQueue, u"escape"_s);
    row("cycle", Cause::TooLarge, u"element 0: a message has more than 512"_s);
    row("bomb", Cause::TooLarge, u"more than 2000000 values"_s);
    row("bomb_long", Cause::TooLarge, u"more than 67108864 bytes"_s);
    row("nested", Cause::TooLarge, u"more than 512 lists"_s);
    row("no_list", Cause::NotAQueue, u"else than a list"_s);
    row("no_pair", Cause::NotAQueue, u"element 0: it is not a pair"_s);
    row("list_for_pair", Cause::NotAQueue, u"not a pair"_s);
    row("no_name", Cause::NotAQueue, u"name is not text"_s);
    row("integer_key", Cause::NotAQueue, u"key that is not text"_s);
    row("huge_integer", Cause::TooLarge, u"at most 1024"_s);
    row("nothing", Cause::Truncated, u"0 are there"_s);
    row("text", Cause::Forbidden, u"0x5b"_s);
    row("trailing", Cause::Malformed, u"4 bytes follow"_s);
    row("mark_left", Cause::Malformed, u"1 values"_s);
    row("below_mark", Cause::Malformed, u"value is missing"_s);
    row("append_to_number", Cause::Malformed, u"no container"_s);
    row("missing_memo", Cause::Malformed, u"not there"_s);
    row("odd_dict", Cause::Malformed, u"without a value"_s);
    row("frame_too_long", Cause::Truncated, u"frame"_s);
    row("text_too_long", Cause::TooLarge, u"a text has 18446744073709551615 bytes"_s);
    row("long_negative_size", Cause::TooLarge, u"4294967295 bytes"_s);
}

void TestPickleReader::refuses()
{
    QFETCH(int, cause);
    QFETCH(QString, detail);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    QElapsedTimer timer;
    timer.start();
    const auto queue = readPickledQueue(content(u"refused_%1.pkl"_s.arg(name)));
    QVERIFY(!queue.hasValue());
    QVERIFY2(queue.error().detail.contains(detail), qPrintable(queue.error().text()));
    QCOMPARE(static_cast<int>(queue.error().cause), cause);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestPickleReader::testsEveryRefusedFile()
{
    refuses_data();
    const QDir folder(QString::fromUtf8(TEST_DATA_DIR) + u"/pickle"_s);
    QCOMPARE(folder.entryList({u"refused_*.pkl"_s}, QDir::Files).size(), 40);
}

void TestPickleReader::refusesEveryTruncation()
{
    QFETCH(QString, name);
    const QByteArray whole = content(name);
    // The first and the last part: what is between are repetitions.
    for (qsizetype size = 0; size < whole.size(); ++size) {
        if (size == 600 && whole.size() > 1200)
            size = whole.size() - 600;
        const auto queue = readPickledQueue(QByteArrayView(whole).first(size));
        QVERIFY2(!queue.hasValue(), qPrintable(QString::number(size)));
        QVERIFY(queue.error().offset <= size);
        QCOMPARE(static_cast<int>(queue.error().cause), static_cast<int>(Cause::Truncated));
    }
}

void TestPickleReader::namesOpcodeAndOffset()
{
    const auto queue = readPickledQueue("\x80\x02]K\x01R.");
    QVERIFY(!queue.hasValue());
    QCOMPARE(queue.error().offset, 5);
    QCOMPARE(queue.error().detail, u"the opcode REDUCE is not for plain values"_s);
    QCOMPARE(queue.error().text(),
             u"the file holds more than plain values, and could run code: the opcode REDUCE is not "
             "for plain values (at byte 5)"_s);
}

void TestPickleReader::limitsEverything_data()
{
    QTest::addColumn<QByteArray>("pickle");
    QTest::addColumn<PickleLimits>("within");
    QTest::addColumn<PickleLimits>("beyond");
    const auto row = [](const char *name, const QByteArray &pickle, const PickleLimits &within,
                        const PickleLimits &beyond) {
        QTest::newRow(name) << pickle << within << beyond;
    };
    const auto with = [](auto PickleLimits::*member, qint64 value) {
        PickleLimits limits;
        limits.*member = static_cast<std::decay_t<decltype(limits.*member)>>(value);
        return limits;
    };
    // [("a", [[[]]])].
    const QByteArray queue = "]((Va\n]]]aate.";
    row("nesting", queue, with(&PickleLimits::nesting, 3), with(&PickleLimits::nesting, 2));
    row("bytes", queue, with(&PickleLimits::bytes, queue.size()),
        with(&PickleLimits::bytes, queue.size() - 1));
    // The list, two marks, the name, three lists, the pair.
    row("values", queue, with(&PickleLimits::values, 8), with(&PickleLimits::values, 7));
    row("values shared", "]((Va\n(]q\x01h\x01h\x01h\x01lte.", with(&PickleLimits::values, 11),
        with(&PickleLimits::values, 10));
    row("memo", "]q\x01q\x02.", with(&PickleLimits::memo, 2), with(&PickleLimits::memo, 1));
    row("integer", QByteArray("]((Va\n\x8a\x03\x01\x02\x03te."),
        with(&PickleLimits::integerBytes, 3), with(&PickleLimits::integerBytes, 2));
    row("digits", "]((Va\nI-123\nte.", with(&PickleLimits::digits, 4),
        with(&PickleLimits::digits, 3));
    row("json", "]((Va\nVsome text\nte.", with(&PickleLimits::jsonBytes, 9),
        with(&PickleLimits::jsonBytes, 8));
}

void TestPickleReader::limitsEverything()
{
    QFETCH(QByteArray, pickle);
    QFETCH(PickleLimits, within);
    QFETCH(PickleLimits, beyond);
    const auto accepted = readPickledQueue(pickle, within);
    QVERIFY2(accepted.hasValue(), qPrintable(accepted ? QString() : accepted.error().text()));
    const auto refused = readPickledQueue(pickle, beyond);
    QVERIFY(!refused.hasValue());
    QCOMPARE(static_cast<int>(refused.error().cause), static_cast<int>(Cause::TooLarge));
}

void TestPickleReader::spellsWholeNumbers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("decimal");
    const auto row = [](const QByteArray &hex, const QByteArray &decimal) {
        QTest::newRow(hex.isEmpty() ? "none" : hex.constData())
            << QByteArray::fromHex(hex) << decimal;
    };
    row("", "0");
    row("00", "0");
    row("0000000000", "0");
    row("7f", "127");
    row("ff", "-1");
    row("80", "-128");
    row("0080", "-32768");
    row("ff00", "255");
    row("00000080", "-2147483648");
    row("0000008000", "2147483648");
    row("ffffffffffffff7f", "9223372036854775807");
    row("0000000000000080", "-9223372036854775808");
    row("00ca9a3b", "1000000000");
    row("00000000000000000001", "4722366482869645213696");
    row("00000000000000000080", "-604462909807314587353088");
}

void TestPickleReader::spellsWholeNumbers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, decimal);
    QCOMPARE(decimalFromBytes(bytes), decimal);
}

void TestPickleReader::spellsDoubles_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("whole") << 1.0 << QByteArray("1.0");
    QTest::newRow("negative zero") << -0.0 << QByteArray("-0.0");
    QTest::newRow("fraction") << 0.1 << QByteArray("0.1");
    QTest::newRow("exponent") << 1e22 << QByteArray("1e+22");
    QTest::newRow("largest fixed") << 1234567890123456.0 << QByteArray("1234567890123456.0");
    QTest::newRow("too large") << 1e16 << QByteArray("1e+16");
    QTest::newRow("smallest fixed") << 0.0001 << QByteArray("0.0001");
    QTest::newRow("too small") << 0.00001 << QByteArray("1e-05");
    QTest::newRow("largest") << 1.7976931348623157e308 << QByteArray("1.7976931348623157e+308");
    QTest::newRow("smallest") << 5e-324 << QByteArray("5e-324");
}

void TestPickleReader::spellsDoubles()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(textOfDouble(value), text);
}

QTEST_GUILESS_MAIN(TestPickleReader)
#include "tst_picklereader.moc"
