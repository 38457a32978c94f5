// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"
#include "config/configwriter.h"

#include <QDialog>
#include <QHash>
#include <QList>
#include <QSet>
#include <QTimer>

#include <functional>

class QAction;
class QActionGroup;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace neuro::ui {

class ConfigAppearance;
class ConfigEditor;
class ConfigForm;
class ConfigOutside;
class ConfigTextPage;
class MainButton;
class NoticeBar;
class ToneLabel;
class WindowSettings;

/// What the dialog needs of the program.
struct ConfigAccess
{
    /// Reads a text as the program would, see config::ConfigDraft::Resolve.
    config::ConfigDraft::Resolve resolve;
    /// What the relay runs with now.
    std::function<config::RelayConfig()> running;
    /// Lets the relay run with something else.
    std::function<void(const config::RelayConfig &)> apply;
    // Of the window.
    WindowSettings *settings = nullptr;
    QActionGroup *themes = nullptr;
    QAction *restoreLayout = nullptr;
    QAction *forgetAnswers = nullptr;
};

/// The configuration, setting by setting and as text. Nothing is written before Save, which takes
/// effect at once; what that restarts is said before. The file is read and written beside the
/// window's thread. Not modal: it never covers a waiting force.
class ConfigDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConfigDialog(ConfigAccess access, QWidget *parent = nullptr);
    ~ConfigDialog() override;

    NoticeBar *notices() const { return m_notices; }

    /// What is typed is checked so long after the last key.
    static constexpr int checkMs = 120;
    /// Keys of the notices in notices().
    static const QString closeKey;
    static const QString fileKey;

public Q_SLOTS:
    void save();
    /// Asks before it throws changes away.
    void reject() override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildPages();
    QWidget *buildButtons();
    void load();
    void sourceRead(const config::ConfigSource &source);
    void start(const config::ConfigSource &source);
    void write(const config::ConfigSource &basedOn);
    void saved(const config::ConfigSaving &saving);
    void askAboutOutside(const config::ConfigSource &now);
    void leaveOutside();
    void discard();
    void askBeforeClosing();
    void showAsText(const QString &path);
    void goToError();

    /// Takes over what was typed.
    void flush();
    void refresh();
    void refreshList();
    void refreshState();
    QHash<QString, QString> notes() const;
    QString planText() const;
    int errors() const;

    ConfigAccess m_access;
    config::ConfigWriter m_writer;
    config::ConfigDraft m_draft;
    bool m_isLoaded = false;
    bool m_isSaving = false;
    bool m_mayClose = false;
    bool m_closesAfterSaving = false;
    QSet<ConfigEditor *> m_typedIn; ///< Editors with something that the draft does not have.
    bool m_textIsTyped = false;
    QTimer m_checkTimer;

    NoticeBar *m_notices;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QList<ConfigForm *> m_forms;
    ConfigAppearance *m_appearance = nullptr;
    ConfigTextPage *m_textPage = nullptr;
    ConfigOutside *m_outside = nullptr;
    ToneLabel *m_state = nullptr;
    QPushButton *m_goToError = nullptr;
    QPushButton *m_discard = nullptr;
    MainButton *m_save = nullptr;
};

} // namespace neuro::ui
