// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "models/events.h"
#include "widgets/inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace neuro;
using namespace neuro::tests;
using ui::Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture
{
    Fixture()
        : tree(inspector.findChild<QTreeView *>())
        , raw(inspector.findChild<QPlainTextEdit *>(u"inspectorRaw"_s))
    {
        inspector.resize(600, 300);
        inspector.show();
    }

    bool shows(const QString &words) const
    {
        for (const QLabel *label : inspector.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }

    Inspector inspector;
    QTreeView *tree;
    QPlainTextEdit *raw;
};

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatToDoWhenEmpty()
    {
        Fixture fixture;
        QVERIFY(fixture.shows(u"Select a row"_s));
        fixture.inspector.showFrame(numbered(1));
        QVERIFY(!fixture.shows(u"Select a row"_s));
        fixture.inspector.clear();
        QVERIFY(fixture.shows(u"Select a row"_s));
    }

    void showsTreeAndText()
    {
        Fixture fixture;
        fixture.inspector.showFrame(numbered(7));
        QCOMPARE(fixture.tree->model()->rowCount(), 2);
        QCOMPARE(fixture.raw->toPlainText(),
                 u"{\"command\":\"context\",\"data\":{\"message\":\"message 7\"}}"_s);
        const QModelIndex data = fixture.tree->model()->index(1, 0);
        QVERIFY(fixture.tree->isExpanded(data));
        fixture.tree->setCurrentIndex(fixture.tree->model()->index(0, 0, data));
        fixture.inspector.copyPath();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"data.message"_s);
        fixture.inspector.copyValue();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"\"message 7\""_s);
    }

    void describesTheFrame()
    {
        relay::FrameEvent frame = numbered(7);
        frame.latency = 51'164;
        frame.force = 3;
        QCOMPARE(ui::frameDetails(frame),
                 u"17:31:02.000000 · from Game A · context · %1 bytes · 51 ms after its "
                 "question · force 3"_s.arg(frame.payload.size()));
        frame = outgoing(frame);
        frame.latency = -1;
        frame.force = 0;
        QVERIFY(ui::frameDetails(frame).contains(u"· to Game A ·"_s));
        QVERIFY(!ui::frameDetails(frame).contains(u"question"_s));
    }

    void tellsTheVerdictInWords()
    {
        Fixture fixture;
        relay::FrameEvent frame =
            refused(numbered(1), {protocol::Reason::MissingField, u"data.query"_s,
                                  protocol::verbatim(u"it is missing"_s)});
        frame.warnings = {
            {protocol::DiagnosticKey::ForcePriority, protocol::verbatim(u"urgent"_s)}};
        fixture.inspector.showFrame(frame);
        QVERIFY(fixture.shows(u"data.query"_s));
        QVERIFY(fixture.shows(u"it is missing"_s));
        QVERIFY(fixture.shows(u"force/priority"_s));
    }

    void whatIsNotJsonSaysSo()
    {
        Fixture fixture;
        relay::FrameEvent frame = numbered(1);
        frame.payload = "{\"command\":";
        fixture.inspector.showFrame(frame);
        QVERIFY(fixture.shows(u"Not JSON"_s));
        QVERIFY(!fixture.tree->isVisible());
        QCOMPARE(fixture.raw->toPlainText(), u"{\"command\":"_s);
        fixture.inspector.showFrame(numbered(2));
        QVERIFY(fixture.tree->isVisible());
    }

    void binaryIsShownInHex()
    {
        Fixture fixture;
        relay::FrameEvent frame = numbered(1);
        frame.binary = true;
        frame.payload = QByteArray::fromHex("00ff10");
        fixture.inspector.showFrame(frame);
        QCOMPARE(fixture.raw->toPlainText(), u"00 ff 10"_s);
        QVERIFY(fixture.shows(u"binary, 3 bytes"_s));
    }

    void longTextIsCutAndCanBeCopiedWhole()
    {
        Fixture fixture;
        relay::FrameEvent frame = tests::frame(
            u"context"_s, "{\"message\":\"" + QByteArray(2 * Inspector::rawBytes, 'x') + "\"}");
        fixture.inspector.showFrame(frame);
        QCOMPARE(fixture.raw->toPlainText().size(), Inspector::rawBytes);
        QPushButton *copy = fixture.inspector.findChild<QPushButton *>();
        QVERIFY(!copy->parentWidget()->isHidden());
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), frame.payload);
        fixture.inspector.showFrame(numbered(1));
        QVERIFY(copy->parentWidget()->isHidden());
    }

    void hugeMessagesAreNotMadeIntoTrees()
    {
        Fixture fixture;
        relay::FrameEvent frame = tests::frame(
            u"context"_s, "{\"message\":\"" + QByteArray(Inspector::treeBytes, 'x') + "\"}");
        fixture.inspector.showFrame(frame);
        QCOMPARE(fixture.tree->model()->rowCount(), 0);
        QVERIFY(fixture.shows(u"larger than 4 MiB"_s));
    }
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
