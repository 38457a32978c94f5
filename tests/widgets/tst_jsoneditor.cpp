// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "screenshots.h"
#include "widgets/jsoneditor.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

class TestJsonEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places()
    {
        QCOMPARE(placeOf("abc", 0), (TextPlace{1, 1}));
        QCOMPARE(placeOf("a\nbc", 3), (TextPlace{2, 2}));
        QCOMPARE(placeOf("ä\nö!", 5), (TextPlace{2, 2})); // Columns are characters, not bytes.
        QCOMPARE(placeOf("a", 99), (TextPlace{1, 2}));
        QCOMPARE(placeOf("", 0), (TextPlace{1, 1}));
    }

    void typing()
    {
        JsonEditor editor;
        editor.show();
        auto *edit = editor.findChild<QPlainTextEdit *>();
        auto *label = editor.findChild<QLabel *>();
        QVERIFY(!editor.isJson());
        QSignalSpy changed(&editor, &JsonEditor::changed);
        QTest::keyClicks(edit, u"{\"a\": 1.0}"_s);
        QCOMPARE(changed.size(), 10);
        QVERIFY(editor.isJson());
        QCOMPARE(editor.text(), QByteArray("{\"a\": 1.0}"));
        QVERIFY(label->isHidden());

        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, u"x"_s);
        QVERIFY(!editor.isJson());
        QVERIFY(label->isVisible());
        QVERIFY2(label->text().startsWith(u"Line 2, column 1: "_s), qPrintable(label->text()));
    }

    void tabLeaves()
    {
        JsonEditor editor;
        editor.setText("[]");
        QTest::keyClick(editor.findChild<QPlainTextEdit *>(), Qt::Key_Tab);
        QCOMPARE(editor.text(), QByteArray("[]"));
    }

    void longLinesAreNotWrapped()
    {
        JsonEditor editor;
        editor.show();
        auto *edit = editor.findChild<QPlainTextEdit *>();
        QCOMPARE(edit->lineWrapMode(), QPlainTextEdit::WidgetWidth);
        const QByteArray longest = '"' + QByteArray(JsonEditor::longestWrappedLine - 2, 'x') + '"';
        editor.setText("[\n" + longest + ",\n2]"); // The comma is one too many.
        QCOMPARE(edit->lineWrapMode(), QPlainTextEdit::NoWrap);
        editor.setText(longest + '\n');
        QCOMPARE(edit->lineWrapMode(), QPlainTextEdit::WidgetWidth);
        // What is pasted counts too.
        QGuiApplication::clipboard()->setText(QString::fromUtf8(QByteArray(1'000'000, '7')));
        edit->selectAll();
        edit->paste();
        QCOMPARE(edit->lineWrapMode(), QPlainTextEdit::NoWrap);
        QCOMPARE(editor.text().size(), 1'000'000);
    }

    void colours()
    {
        JsonEditor editor;
        editor.resize(420, 160);
        editor.setText("{\n  \"item\": \"beer\",\n  \"count\": 2,\n  \"aloud\": true,\n}");
        QVERIFY(saveScreenshots(editor, u"jsoneditor"_s));
    }

    void hugeLine()
    {
        JsonEditor editor;
        QElapsedTimer timer;
        timer.start();
        editor.setText("[" + QByteArray("\"a\\").repeated(20'000) + "]");
        editor.show();
        editor.grab();
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!editor.isJson());
    }
};

QTEST_MAIN(TestJsonEditor)
#include "tst_jsoneditor.moc"
