// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "config/configdraft.h"

#include <QByteArray>
#include <QStringList>
#include <QWidget>

class QListWidget;
class QPushButton;

namespace neuro::ui {

class NumberedText;
class ToneLabel;
class YamlHighlighter;

/// The configuration file as text, with everything that is wrong in it by line. Tokens are covered
/// until they are asked for.
class ConfigTextPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConfigTextPage(QWidget *parent = nullptr);

    void showDraft(const config::ConfigDraft &draft);
    void writeTo(config::ConfigDraft &draft) const;
    /// Goes to the line of a setting, or of its section.
    void goTo(const QString &path);
    /// Goes to the first line with an error.
    void goToError();

Q_SIGNALS:
    /// The operator has typed.
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void colorIssues();
    void showIssues(const config::ConfigDraft &draft);
    void coverSecrets(const config::ConfigDraft &draft);
    QByteArray encoded(const QString &text) const;

    NumberedText *m_edit;
    YamlHighlighter *m_highlighter;
    ToneLabel *m_note;
    QPushButton *m_tokens;
    QListWidget *m_issues;
    QStringList m_secrets; ///< Those of a text that could be read.
    bool m_hasMark = false;
    bool m_hasCarriageReturns = false;
};

} // namespace neuro::ui
