// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "widgets/cardparts.h"
#include "widgets/configdialog.h"
#include "widgets/configeditor.h"
#include "widgets/noticebar.h"
#include "widgets/windowsettings.h"

#include <QAction>
#include <QActionGroup>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace neuro::tests {

using namespace Qt::Literals::StringLiterals;

/// A file as people keep it.
inline const QByteArray configSample = R"(# Our relay. Do not publish this file!
intermediary:
  auth_token: "correct-horse-battery-staple"   # of the password manager
#  port: 8765
relay:
  name: Stage     # as what she sees us
#  describe: true
limits:
  message: 4 MiB  # enough
backend:
  allow:
    - 192.168.1.20  # Anna
recording:
  keep_sessions: 5
)";

/// A configuration dialog over a file of its own, and what it did.
class ConfigFixture
{
public:
    explicit ConfigFixture(const QByteArray &yaml)
        : settings(folder.filePath(u"window.ini"_s))
    {
        write(yaml);
        for (const QString &name : {u"&System"_s, u"&Light"_s, u"&Dark"_s})
            themes.addAction(name)->setCheckable(true);
        resolve = [](const QByteArray &text, const QString &file) {
            config::ConfigReading reading = config::readConfig(text, file);
            config::completeConfig(reading.config, true, reading.issues);
            return reading;
        };
        running = resolve(yaml, path()).config;
    }

    /// Makes the dialog and waits until it shows the file, or says why not.
    bool open()
    {
        ui::ConfigAccess access;
        access.resolve = resolve;
        access.running = [this] {
            return running;
        };
        access.apply = [this](const config::RelayConfig &config) {
            running = config;
            ++applied;
        };
        access.settings = &settings;
        access.themes = &themes;
        access.restoreLayout = &restoreLayout;
        access.forgetAnswers = &forgetAnswers;
        dialog = std::make_unique<ui::ConfigDialog>(std::move(access));
        dialog->show();
        return QTest::qWaitFor(
            [this] { return !shownState().isEmpty() || dialog->notices()->count() > 0; });
    }

    QString path() const { return folder.filePath(u"relay.yaml"_s); }

    void write(const QByteArray &yaml) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(yaml), yaml.size());
    }

    QByteArray read(const QString &name = u"relay.yaml"_s) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

    ui::ConfigEditor *editor(const QString &setting) const
    {
        return dialog->findChild<ui::ConfigEditor *>(setting);
    }
    template <typename Widget = QLineEdit>
    Widget *field(const QString &setting) const
    {
        ui::ConfigEditor *found = editor(setting);
        return found ? qobject_cast<Widget *>(found->focusTarget()) : nullptr;
    }
    /// Types over what is in a line edit.
    void type(const QString &setting, const QString &text) const
    {
        auto *edit = field(setting);
        QVERIFY2(edit, qPrintable(setting));
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    QPushButton *button(const QString &text, const QWidget *in = nullptr) const
    {
        for (auto *each : (in ? in : dialog.get())->findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisibleTo(dialog.get()))
                return each;
        }
        return nullptr;
    }
    bool shows(const QString &text) const
    {
        for (const auto *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    QListWidget *pages() const { return dialog->findChild<QListWidget *>(u"configPages"_s); }
    void goTo(const QString &title) const
    {
        for (int row = 0; row < pages()->count(); ++row) {
            if (pages()->item(row)->text().startsWith(title))
                return pages()->setCurrentRow(row);
        }
        QFAIL(qPrintable(title));
    }
    QString shownState() const { return dialog->findChild<QLabel *>(u"configState"_s)->text(); }
    bool canSave() const { return button(u"Save"_s)->isEnabled(); }
    /// Saves and waits for it.
    bool save()
    {
        const int before = applied;
        button(u"Save"_s)->click();
        return QTest::qWaitFor([this, before] { return applied > before; });
    }

    QTemporaryDir folder;
    ui::WindowSettings settings;
    QActionGroup themes{nullptr};
    QAction restoreLayout{u"Restore"_s};
    QAction forgetAnswers{u"Forget"_s};
    config::ConfigDraft::Resolve resolve;
    config::RelayConfig running;
    int applied = 0;
    std::unique_ptr<ui::ConfigDialog> dialog;
};

} // namespace neuro::tests
