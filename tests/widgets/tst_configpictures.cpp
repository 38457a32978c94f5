// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configfixture.h"
#include "widgets/screenshots.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QFileDialog>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>

#include <array>

using namespace neuro;
using namespace neuro::tests;

namespace {

/// A page with as much in it as there may be.
const QByteArray file = R"(# Our relay.
intermediary:
  auth_token: "correct-horse-battery-staple"   # of the password manager
  port: 9001
  allow: [192.168.1.20, 10.0.0.0/8]
nakurity-client:
  url: wss://neuro.example.org:8443/path
relay:
  name: Stage     # as what she sees us
  deciders: upstream:60,operator:30,first
limits:
  message: 4 MiB  # enough
backend:
  allow:
    - 192.168.1.20  # Anna
recording:
  redact: ["hunter\\d"]
)";

} // namespace

/// Pictures of every page, to be looked at.
class TestConfigPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }

    void everyPage()
    {
        ConfigFixture fixture(file);
        QVERIFY(fixture.open());
        for (int row = 0; row < fixture.pages()->count(); ++row) {
            fixture.pages()->setCurrentRow(row);
            const QString name =
                u"config-"_s + fixture.pages()->item(row)->text().section(u' ', 0, 0).toLower();
            QVERIFY(saveScreenshots(*fixture.dialog, name));
            // And what is below.
            for (auto *area : fixture.dialog->findChildren<QScrollArea *>()) {
                QScrollBar *bar = area->verticalScrollBar();
                if (!area->isVisible() || bar->maximum() == 0)
                    continue;
                bar->setValue(bar->maximum());
                QVERIFY(saveScreenshots(*fixture.dialog, name + u"-end"_s));
            }
        }
    }

    void somethingWrong()
    {
        ConfigFixture fixture(file);
        QVERIFY(fixture.open());
        fixture.goTo(u"Limits"_s);
        fixture.type(u"limits.message"_s, u"8 apples"_s);
        fixture.type(u"limits.nesting"_s, u"1"_s);
        QTRY_VERIFY(!fixture.canSave());
        QTRY_COMPARE(fixture.pages()->currentItem()->text(), u"Limits (2)"_s);
        QVERIFY(saveScreenshots(*fixture.dialog, u"config-wrong"_s));
        fixture.goTo(u"Text"_s);
        QVERIFY(saveScreenshots(*fixture.dialog, u"config-wrong-text"_s));
        fixture.dialog->close();
        QVERIFY(saveScreenshots(*fixture.dialog, u"config-unsaved"_s));
    }

    void changedOutside()
    {
        ConfigFixture fixture(file);
        QVERIFY(fixture.open());
        fixture.goTo(u"Upstream"_s);
        fixture.type(u"relay.name"_s, u"Front"_s);
        QTRY_VERIFY(fixture.canSave());
        fixture.write(QByteArray(file)
                          .replace("4 MiB", "2 MiB")
                          .replace(R"("correct-horse-battery-staple")", "'it''sa:#newtoken0123'")
                          .append("zz_unknown: [\n"));
        fixture.button(u"Save"_s)->click();
        QTRY_VERIFY(fixture.shows(u"has changed since it was read here"_s));
        QVERIFY(saveScreenshots(*fixture.dialog, u"config-outside"_s));
    }

    void fileDialogs()
    {
        ConfigFixture fixture(file);
        QVERIFY(fixture.open());
        fixture.goTo(u"Upstream"_s);
        for (const auto &[setting, name] :
             {std::array{u"nakurity-client.ca"_s, u"dialog-certificate"_s},
              std::array{u"relay_queue"_s, u"dialog-queue"_s}}) {
            QVERIFY2(fixture.editor(setting), qPrintable(setting));
            fixture.button(u"Choose…"_s, fixture.editor(setting))->click();
            QPointer<QFileDialog> dialog = fixture.dialog->findChild<QFileDialog *>();
            QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
            QVERIFY(saveScreenshots(*dialog, name));
            dialog->close();
            QTRY_VERIFY(!dialog);
        }
    }

    void aSmallWindow()
    {
        ConfigFixture fixture(file);
        QVERIFY(fixture.open());
        fixture.dialog->resize(fixture.dialog->minimumSizeHint());
        fixture.goTo(u"Tokens"_s);
        fixture.type(u"nakurity-backend.port"_s, u"8100"_s);
        fixture.type(u"intermediary.port"_s, u"8101"_s);
        QTRY_VERIFY(fixture.canSave());
        QVERIFY(saveScreenshots(*fixture.dialog, u"config-small"_s));
    }
};

QTEST_MAIN(TestConfigPictures)
#include "tst_configpictures.moc"
