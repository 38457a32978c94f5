// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// What the window says in the languages that it has a catalogue for.

#include "forcesamples.h"
#include "models/frametext.h"
#include "models/phrasetext.h"
#include "protocol/actionschema.h"
#include "protocol/codec.h"
#include "screenshots.h"
#include "widgets/cardparts.h"
#include "widgets/commanderrortext.h"
#include "widgets/forcecard.h"
#include "widgets/relaystatusbar.h"

#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace neuro;
using namespace Qt::Literals::StringLiterals;
using models::translated;

namespace {

/// The program in one language, for as long as it lives.
class Language
{
public:
    explicit Language(const QString &name)
    {
        QLocale::setDefault(QLocale(name));
        m_isLoaded =
            m_translator.load(u"neuro-relay_"_s + name.left(2), QStringLiteral(TRANSLATIONS_DIR));
        QCoreApplication::installTranslator(&m_translator);
    }
    ~Language()
    {
        QCoreApplication::removeTranslator(&m_translator);
        QLocale::setDefault(QLocale::c());
    }
    Q_DISABLE_COPY_MOVE(Language)

    bool isLoaded() const { return m_isLoaded; }

private:
    QTranslator m_translator;
    bool m_isLoaded = false;
};

/// With plain spaces, so that an expectation can be read.
QString plain(QString text)
{
    return text.replace(QChar(0x00a0), u' ').replace(QChar(0x202f), u' ');
}

protocol::Refusal refusalOf(const QByteArray &text)
{
    const auto decoded = protocol::decodeGameMessage(text);
    return decoded ? protocol::Refusal() : decoded.error().refusal;
}

protocol::Phrase firstError(const QByteArray &schema, const QByteArray &data)
{
    const auto validation = protocol::ActionSchema::compile(schema).validate(data);
    return validation.errors.isEmpty() ? protocol::Phrase() : withPath(validation.errors.first());
}

} // namespace

class TestLanguages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals()
    {
        const Language french(u"fr_FR"_s);
        QVERIFY(french.isLoaded());
        const protocol::Refusal wrong =
            refusalOf(R"({"command":"context","game":"g","data":{"message":1,"silent":true}})");
        QCOMPARE(wrong.detail.english(), u"\"data.message\" must be a string, not a number"_s);
        QCOMPARE(plain(translated(wrong.detail)),
                 u"« data.message » doit être une chaîne, pas un nombre"_s);

        relay::FrameEvent frame;
        frame.refusal = refusalOf("{\"command\":");
        QCOMPARE(plain(models::remarksText(frame)),
                 u"Refusé : pas du JSON, à l’octet 11 : le texte s’arrête là où une valeur est "
                 u"attendue"_s);
    }

    void schemaErrors()
    {
        const Language french(u"fr_FR"_s);
        const auto type =
            firstError(R"({"properties":{"n":{"type":["integer","null"]}}})", R"({"n":"x"})");
        QCOMPARE(type.english(), u"n: must be null or an integer, is a string"_s);
        QCOMPARE(plain(translated(type)), u"n : doit être null ou un entier, est une chaîne"_s);

        relay::OperatorEvent event;
        event.code = relay::CommandError::InvalidData;
        event.error = protocol::inSequence({type, type});
        QCOMPARE(plain(ui::commandErrorText(event)),
                 u"Les données ne respectent pas le schéma de l’action. Corrigez-les et réessayez. "
                 u"(n : doit être null ou un entier, est une chaîne ; n : doit être null ou un "
                 u"entier, est une chaîne)"_s);
    }

    void plurals_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("least");
        QTest::addColumn<QString>("text");
        QTest::newRow("English 1") << u"en_US"_s << 1 << u"must have at least 1 element, has 0"_s;
        QTest::newRow("English 2") << u"en_US"_s << 2 << u"must have at least 2 elements, has 0"_s;
        QTest::newRow("French 1") << u"fr_FR"_s << 1
                                  << u"doit compter au moins 1 élément, en compte 0"_s;
        QTest::newRow("French 2000")
            << u"fr_FR"_s << 2000 << u"doit compter au moins 2 000 éléments, en compte 0"_s;
    }

    void plurals()
    {
        QFETCH(QString, language);
        QFETCH(int, least);
        const Language spoken(language);
        QVERIFY(spoken.isLoaded());
        const QByteArray schema = R"({"minItems":)" + QByteArray::number(least) + '}';
        QTEST(plain(translated(firstError(schema, "[]"))), "text");
    }

    void argumentsStayAsTheyAre()
    {
        const Language french(u"fr_FR"_s);
        const auto tricky = protocol::phrase(QT_TRANSLATE_NOOP("core", "\"%1\" instead of \"%2\""),
                                             u"%2 %n"_s, u"%1"_s);
        QCOMPARE(plain(translated(tricky)), u"« %2 %n » au lieu de « %1 »"_s);
        QCOMPARE(translated(protocol::verbatim(u"the game left"_s)), u"the game left"_s);
    }

    void countsOfTheWindow()
    {
        const Language french(u"fr_FR"_s);
        QCOMPARE(plain(ui::countsText(0, 1)), u"0 jeu · 1 action"_s);
        QCOMPARE(plain(ui::countsText(2, 12345)), u"2 jeux · 12 345 actions"_s);
        QCOMPARE(models::millisecondsText(1500), u"1,5"_s);
    }

    void noButtonOfACardIsCut_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en_US"_s;
        QTest::newRow("French") << u"fr_FR"_s;
    }

    void noButtonOfACardIsCut()
    {
        QFETCH(QString, language);
        const Language spoken(language);
        samples::Commands commands;
        ui::AnswerMemory memory;
        memory.remember({u"Buckshot Roulette"_s, u"shoot"_s, {}}); // For the button that offers it.
        auto force = samples::force(7, u"Buckshot Roulette"_s, {samples::action(u"shoot"_s)});
        for (const auto decider : {relay::Decider::Operator, relay::Decider::Random}) {
            force.decider = decider;
            ui::ForceCard card(force, commands.sink(), &memory);
            const int width = card.minimumSizeHint().width();
            card.resize(width, card.heightForWidth(width));
            card.show();
            QCoreApplication::sendPostedEvents();
            for (const auto *button : card.findChildren<QPushButton *>()) {
                if (!button->isVisible())
                    continue;
                const int text = button->fontMetrics().horizontalAdvance(button->text());
                QVERIFY2(button->width() >= text, qPrintable(button->text()));
                const QPoint corner = button->mapTo(&card, button->rect().bottomRight());
                QVERIFY2(card.rect().contains(corner), qPrintable(button->text()));
            }
            QVERIFY(saveScreenshots(card, u"card-narrow-"_s + language.left(2) + u'-' +
                                              relay::nameOf(decider, relay::deciderNames)));
        }
    }
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
