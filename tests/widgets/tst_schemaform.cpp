// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "forcesamples.h"
#include "screenshots.h"
#include "widgets/schemaform.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <memory>

using namespace neuro::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

std::unique_ptr<SchemaForm> makeForm(const QByteArray &schema)
{
    auto form = std::make_unique<SchemaForm>(samples::action(u"play"_s, schema));
    form->resize(360, 600);
    form->show();
    return form;
}

std::unique_ptr<SchemaForm> makeRequired(const QByteArray &schema)
{
    return makeForm(
        samples::objectSchema(samples::json("{'x':") + schema + "}", samples::json("['x']")));
}

QByteArray dataOf(const SchemaForm &form)
{
    return form.data().value_or("(none)");
}

/// The visible texts of all labels.
QString shownTexts(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'|');
}

template <typename T>
T *named(const QWidget &form, const QString &accessibleName)
{
    for (T *widget : form.findChildren<T *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

} // namespace

class TestSchemaForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutData()
    {
        const auto form = makeForm({});
        QVERIFY(!form->takesData());
        QVERIFY(form->isValid());
        QVERIFY(!form->data());
    }

    void text()
    {
        const auto form = makeRequired(samples::json("{'type':'string','maxLength':5}"));
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':''}")));
        auto *line = form->findChild<QLineEdit *>();
        QTest::keyClicks(line, u"a\"b"_s);
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':'a\\'b'}")));
        QVERIFY(form->isValid());
        QTest::keyClicks(line, u"cde"_s);
        QVERIFY(!form->isValid());
        QVERIFY(form->isJson());
        QVERIFY(!form->problem().isEmpty());
    }

    void severalLines()
    {
        const auto form = makeRequired(samples::json("{'type':'string'}"));
        QTest::keyClicks(form->findChild<QLineEdit *>(), u"a"_s);
        QTest::mouseClick(named<QToolButton>(*form, u"Several lines for x"_s), Qt::LeftButton);
        auto *lines = named<QPlainTextEdit>(*form, u"x"_s);
        QVERIFY(lines->isVisible());
        lines->moveCursor(QTextCursor::End);
        QTest::keyClick(lines, Qt::Key_Return);
        QTest::keyClicks(lines, u"b"_s);
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':'a\\nb'}")));
    }

    void choices()
    {
        const auto radio = makeRequired(samples::json("{'enum':['beer','saw',1.50]}"));
        QCOMPARE(dataOf(*radio), QByteArray(samples::json("{'x':'beer'}")));
        QTest::mouseClick(radio->findChildren<QRadioButton *>().at(2), Qt::LeftButton, {},
                          QPoint(5, 8));
        QCOMPARE(dataOf(*radio), QByteArray(samples::json("{'x':1.50}")));

        const auto combo = makeRequired(samples::json("{'enum':['a','b','c','d','e']}"));
        auto *box = combo->findChild<QComboBox *>();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(dataOf(*combo), QByteArray(samples::json("{'x':'b'}")));
    }

    void wheelChangesNothing()
    {
        const auto form = makeRequired(samples::json("{'enum':['a','b','c','d','e']}"));
        auto *box = form->findChild<QComboBox *>();
        box->clearFocus();
        QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &wheel);
        QCOMPARE(box->currentIndex(), 0);
    }

    void flag()
    {
        const auto form = makeRequired(samples::json("{'type':'boolean'}"));
        auto *box = named<QCheckBox>(*form, u"x"_s);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(6, box->height() / 2));
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':true}")));
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("valid");
        const QByteArray integer = samples::json("{'type':'integer','minimum':1,'maximum':10}");
        QTest::newRow("integer") << integer << u"7"_s << QByteArray(samples::json("{'x':7}"))
                                 << true;
        QTest::newRow("too large")
            << integer << u"11"_s << QByteArray(samples::json("{'x':11}")) << false;
        QTest::newRow("letters are not taken")
            << integer << u"a5b"_s << QByteArray(samples::json("{'x':5}")) << true;
        QTest::newRow("64 bits and more")
            << QByteArray(samples::json("{'type':'integer'}")) << u"123456789012345678901"_s
            << QByteArray(samples::json("{'x':123456789012345678901}")) << true;
        QTest::newRow("exact decimals")
            << QByteArray(samples::json("{'type':'number'}")) << u"0.10"_s
            << QByteArray(samples::json("{'x':0.10}")) << true;
        QTest::newRow("unfinished")
            << QByteArray(samples::json("{'type':'number'}")) << u"-"_s << QByteArray() << false;
    }

    void numbers()
    {
        QFETCH(QByteArray, schema);
        QFETCH(QString, typed);
        QFETCH(QByteArray, data);
        QFETCH(bool, valid);
        const auto form = makeRequired(schema);
        auto *box = form->findChild<QAbstractSpinBox *>();
        box->selectAll();
        QTest::keyClicks(box, typed);
        QCOMPARE(dataOf(*form), data);
        QCOMPARE(form->isValid(), valid);
        QCOMPARE(form->isJson(), !data.isEmpty());
        // Leaving the field changes nothing.
        QTest::keyClick(box, Qt::Key_Tab);
        QCOMPARE(dataOf(*form), data);
    }

    void stepping()
    {
        const auto form = makeRequired(samples::json("{'type':'integer','maximum':2}"));
        auto *box = form->findChild<QAbstractSpinBox *>();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':2}")));
    }

    void optionalMembers()
    {
        const auto form = makeForm(
            samples::objectSchema(samples::json("{'b':{'type':'string'},'a':{'type':'integer'}}"),
                                  samples::json("['a']")));
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'a':0}")));
        QVERIFY(!form->findChild<QLineEdit *>()->isEnabled());
        auto *include = named<QCheckBox>(*form, u"Include b"_s);
        QTest::mouseClick(include, Qt::LeftButton, {}, QPoint(6, include->height() / 2));
        QCOMPARE(dataOf(*form),
                 QByteArray(samples::json("{'b':'','a':0}"))); // In the schema's order.
    }

    void nullable()
    {
        const auto form = makeRequired(samples::json("{'type':['string','null']}"));
        auto *null = named<QCheckBox>(*form, u"x is null"_s);
        QTest::mouseClick(null, Qt::LeftButton, {}, QPoint(6, null->height() / 2));
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':null}")));
        QVERIFY(!form->findChild<QLineEdit *>()->isEnabled());
    }

    void lists()
    {
        const auto form =
            makeRequired(samples::json("{'type':'array','minItems':1,'items':{'type':'integer'}}"));
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':[0]}")));
        auto *add = named<QToolButton>(*form, u"Add a row to x"_s);
        QTest::mouseClick(add, Qt::LeftButton);
        QTest::keyClicks(named<QAbstractSpinBox>(*form, u"x, row 2"_s), u"3"_s);
        QVERIFY(dataOf(*form) == samples::json("{'x':[0,03]}") || !form->isJson());
        auto *second = named<QAbstractSpinBox>(*form, u"x, row 2"_s);
        second->selectAll();
        QTest::keyClicks(second, u"3"_s);
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':[0,3]}")));
        QTest::mouseClick(named<QToolButton>(*form, u"Remove x, row 1"_s), Qt::LeftButton);
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':[3]}")));
    }

    void groupsAndConstants()
    {
        const auto form = makeRequired(samples::json(
            "{'type':'object','required':['k','n'],'properties':{'k':{'const':[1, 2]},"
            "'n':{'type':'boolean'}}}"));
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':{'k':[1, 2],'n':false}}")));
        QVERIFY(form->isValid());
    }

    void jsonPart()
    {
        const auto form =
            makeRequired(samples::json("{'oneOf':[{'type':'string'},{'type':'integer'}]}"));
        auto *edit = named<QPlainTextEdit>(*form, u"x as JSON"_s);
        QVERIFY(!form->isValid()); // null is none of them.
        edit->selectAll();
        QTest::keyClicks(edit, u"5"_s);
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'x':5}")));
        QVERIFY(form->isValid());
        QTest::keyClicks(edit, u"}"_s);
        QVERIFY(!form->isJson());
    }

    void errorsStandUnderTheirField()
    {
        const auto form = makeForm(samples::objectSchema(
            samples::json(
                "{'pos':{'type':'array','minItems':1,'items':{'type':'object','required':['x'],"
                "'properties':{'x':{'type':'integer','minimum':3}}}}}"),
            samples::json("['pos']")));
        QVERIFY(form->isValid());
        auto *box = form->findChild<QAbstractSpinBox *>();
        box->selectAll();
        QTest::keyClicks(box, u"1"_s);
        QVERIFY(!form->isValid());
        int places = 0;
        for (const QLabel *label : form->findChildren<QLabel *>()) {
            if (!label->isVisible() || !form->problem().contains(label->text()))
                continue;
            ++places;
            const QRect error(label->mapTo(form.get(), QPoint()), label->size());
            const QRect field(box->mapTo(form.get(), QPoint()), box->size());
            QVERIFY(error.top() >= field.bottom());
            QVERIFY(error.top() - field.bottom() < 2 * field.height());
        }
        QCOMPARE(places, 1);
    }

    void jsonAndBack()
    {
        const auto form = makeForm(samples::objectSchema(samples::json("{'a':{'type':'integer'}}"),
                                                         samples::json("['a']")));
        form->setEditedAsJson(true);
        QVERIFY(form->isEditedAsJson());
        auto *edit = named<QPlainTextEdit>(*form, u"Data of play as JSON"_s);
        QCOMPARE(edit->toPlainText(), u"{\"a\":0}"_s);
        edit->setPlainText(u"{\"a\":5,\"b\":1}"_s);
        QCOMPARE(dataOf(*form), QByteArray("{\"a\":5,\"b\":1}"));
        form->setEditedAsJson(false); // The form has no place for b.
        QVERIFY(form->isEditedAsJson());
        QVERIFY(shownTexts(*form).contains(u"cannot show"_s));
        edit->setPlainText(u"{\"a\":5}"_s);
        form->setEditedAsJson(false);
        QVERIFY(!form->isEditedAsJson());
        QCOMPARE(dataOf(*form), QByteArray("{\"a\":5}"));
    }

    void fillingIn()
    {
        const auto form = makeForm(samples::objectSchema(samples::json(
            "{'s':{'type':'string'},'e':{'enum':['a','b']},'n':{'type':['number','null']},"
            "'l':{'type':'array','items':{'type':'boolean'}}}")));
        const QByteArray data = samples::json("{'s':'x\\ny','e':'b','n':null,'l':[true,false]}");
        form->setData(data);
        QVERIFY(!form->isEditedAsJson());
        QCOMPARE(dataOf(*form), data);
        form->setData(samples::json("{'e':'unknown'}"));
        QVERIFY(form->isEditedAsJson());
        QCOMPARE(dataOf(*form), QByteArray(samples::json("{'e':'unknown'}")));
    }

    void uncheckedSchemas_data()
    {
        QTest::addColumn<QByteArray>("schema");
        QTest::newRow("not an object") << QByteArray(samples::json("{'type':'string'}"));
        QTest::newRow("not a schema")
            << QByteArray(samples::json("{'type':'object','properties':5}"));
    }

    void uncheckedSchemas()
    {
        QFETCH(QByteArray, schema);
        const auto form = makeForm(schema);
        QVERIFY(form->isUnchecked());
        QVERIFY(form->isEditedAsJson());
        QVERIFY(!form->hasForm());
        QVERIFY(form->isValid());
        QVERIFY(shownTexts(*form).contains(u"unchecked"_s));
    }

    void hostileData()
    {
        const auto form = makeForm(samples::objectSchema(samples::json(
            "{'l':{'type':'array','items':{'type':'array','items':{'type':'integer'}}}}")));
        const QByteArray row = '[' + QByteArray("1,").repeated(99) + "1],";
        QElapsedTimer timer;
        timer.start();
        form->setData(samples::json("{'l':[") + row.repeated(99) + "[]]}");
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(form->isEditedAsJson());
        QCOMPARE(countValues("[1,[2,{\"a\":3}]]", 100), 6);
        QCOMPARE(countValues("[1,2,3]", 2), 2);
        QCOMPARE(countValues("nonsense", 100), 0);
    }

    void noMarkup()
    {
        const auto form = makeForm(samples::objectSchema(
            samples::json("{'<img src=x>':{'type':'string','description':'<b>&</b>'}}"),
            samples::json("['<img src=x>']")));
        for (const QLabel *label : form->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        for (const QWidget *widget : form->findChildren<QWidget *>())
            QVERIFY(!widget->toolTip().contains(u"<b>"_s) &&
                    !widget->toolTip().contains(u"<img"_s));
    }

    void picture()
    {
        const auto form = makeForm(samples::objectSchema(
            samples::json(
                "{'item':{'enum':['beer','saw','cigarettes','phone','handcuffs']},"
                "'target':{'enum':['self','dealer']},'count':{'type':'integer','minimum':1},"
                "'say_aloud':{'type':'boolean'},'why':{'type':'string','description':'in a few "
                "words'},"
                "'note':{'type':['string','null'],'maxLength':200},'version':{'const':2},"
                "'path':{'type':'array','minItems':2,'items':{'type':'object','required':['x','y'],"
                "'properties':{'x':{'type':'integer'},'y':{'type':'integer','maximum':-1}}}},"
                "'extra':{'oneOf':[{'type':'string'}]}}"),
            samples::json("['item','target','count','version','path','extra']")));
        form->setFixedWidth(340);
        auto *box = named<QAbstractSpinBox>(*form, u"count"_s);
        box->selectAll();
        QTest::keyClicks(box, u"0"_s);
        form->adjustSize();
        QVERIFY(saveScreenshots(*form, u"schemaform"_s));
    }
};

QTEST_MAIN(TestSchemaForm)
#include "tst_schemaform.moc"
