// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// What the configuration dialog shows of the configuration file, in words. No widgets here.
namespace neuro::ui {

enum class ConfigFieldKind {
    Text,
    Number, ///< Also sizes and seconds: what is allowed is the reader's affair.
    File,
    Flag,
    Choice, ///< One of `choices`.
    List,   ///< Texts, one a line.
    Token,
    Address, ///< A URL, which may hold a password.
    Deciders,
};

struct ConfigField
{
    ConfigFieldKind kind = ConfigFieldKind::Text;
    QString path; ///< "limits.message"
    QString label;
    QString explanation;
    /// What counts while nothing is set, when the first configuration file does not say it.
    QString usual = {};
    QString unit = {};
    QStringList choices = {};
};

struct ConfigGroup
{
    QString title;
    QList<ConfigField> fields;
};

struct ConfigPage
{
    QString title;
    QString explanation;
    QList<ConfigGroup> groups;
};

/// The pages whose fields are settings of the file, in their order, in the window's language.
QList<ConfigPage> configPages();

// Its parts, one function a page.
ConfigPage backendConfigPage();
ConfigPage intermediaryConfigPage();
ConfigPage upstreamConfigPage();
ConfigPage tokensConfigPage();
ConfigPage decidersConfigPage();
ConfigPage limitsConfigPage();
ConfigPage recordingConfigPage();

} // namespace neuro::ui
