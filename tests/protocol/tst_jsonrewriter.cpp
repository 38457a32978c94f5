// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "protocol/jsonrewriter.h"

#include <QTest>

using namespace neuro::protocol;

namespace {

JsonDocument parsed(const QByteArray &text)
{
    auto document = JsonDocument::parse(text);
    if (!document)
        qFatal("not JSON: %s", text.constData());
    return std::move(*document);
}

} // namespace

class tst_JsonRewriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesNothingUnasked();
    void replacesAValueAndNothingElse();
    void replacesEveryMemberOfAName();
    void prefixesAStringAsItIsWritten();
    void addsWhatIsMissing();
    void takesChangesInAnyOrder();
    void findsEscapedKeys();
};

void tst_JsonRewriter::changesNothingUnasked()
{
    const QByteArray text = " { \"b\" : 1.0e+2 , \"a\":[ ] }\n";
    const JsonDocument document = parsed(text);
    QCOMPARE(JsonRewriter(document).text(), text);
}

void tst_JsonRewriter::replacesAValueAndNothingElse()
{
    const JsonDocument document =
        parsed("{\"z\": 10000000000000000000001, \"game\" :\"Old\" ,\"a\": {\"game\":1.50}}");
    JsonRewriter rewriter(document);
    rewriter.replace(document.root(), "game", "\"New\"");
    rewriter.replace(document.root(), "absent", "1");
    QCOMPARE(rewriter.text(),
             "{\"z\": 10000000000000000000001, \"game\" :\"New\" ,\"a\": {\"game\":1.50}}");
}

void tst_JsonRewriter::replacesEveryMemberOfAName()
{
    const JsonDocument document = parsed("{\"id\":1,\"x\":2,\"id\":[3]}");
    JsonRewriter rewriter(document);
    rewriter.replace(document.root(), "id", "\"n\"");
    QCOMPARE(rewriter.text(), "{\"id\":\"n\",\"x\":2,\"id\":\"n\"}");
}

void tst_JsonRewriter::prefixesAStringAsItIsWritten()
{
    const JsonDocument document = parsed("{\"data\":{\"message\":\"caf\\u00e9 \\n\\/\",\"n\":1}}");
    const JsonValue data = document.root().member("data");
    JsonRewriter rewriter(document);
    QVERIFY(rewriter.prefix(data, "message", u"[A \"B\"] "));
    QVERIFY(!rewriter.prefix(data, "n", u"no string"));
    QVERIFY(!rewriter.prefix(data, "absent", u"nothing"));
    QCOMPARE(rewriter.text(),
             "{\"data\":{\"message\":\"[A \\\"B\\\"] caf\\u00e9 \\n\\/\",\"n\":1}}");
}

void tst_JsonRewriter::addsWhatIsMissing()
{
    const JsonDocument document = parsed("{\"full\":{ \"a\":1 },\"empty\":{ }}");
    JsonRewriter rewriter(document);
    rewriter.set(document.root().member("full"), "b", "2");
    rewriter.set(document.root().member("full"), "c", "3");
    rewriter.set(document.root().member("full"), "a", "0");
    rewriter.set(document.root().member("empty"), "x", "null");
    QCOMPARE(rewriter.text(), "{\"full\":{ \"a\":0 ,\"b\":2,\"c\":3},\"empty\":{ \"x\":null}}");
}

void tst_JsonRewriter::takesChangesInAnyOrder()
{
    const JsonDocument document = parsed("{\"a\":1,\"b\":2,\"c\":3}");
    JsonRewriter rewriter(document);
    rewriter.replace(document.root(), "c", "\"third\"");
    rewriter.replace(document.root(), "a", "{}");
    rewriter.replace(document.root(), "b", "");
    QCOMPARE(rewriter.text(), "{\"a\":{},\"b\":,\"c\":\"third\"}");
}

void tst_JsonRewriter::findsEscapedKeys()
{
    const JsonDocument document = parsed("{\"g\\u0061me\":\"Old\"}");
    JsonRewriter rewriter(document);
    rewriter.replace(document.root(), "game", "\"New\"");
    QCOMPARE(rewriter.text(), "{\"g\\u0061me\":\"New\"}");
}

QTEST_GUILESS_MAIN(tst_JsonRewriter)
#include "tst_jsonrewriter.moc"
