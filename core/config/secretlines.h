// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QStringView>

/// Secrets in the text of a configuration file, found by the names of their keys. The text need not
/// be YAML: somebody may be typing, or may have made a mistake. In doubt it is a secret.
namespace neuro::config {

/// Goes through a text line by line, from the first one on.
class SecretLines
{
public:
    /// What stands in one line.
    struct Line
    {
        qsizetype secret = -1;  ///< Where it begins; it goes on to the end of the line. -1: none.
        qsizetype comment = -1; ///< Where its "#" stands; -1: none.
    };

    /// `state` is the state() after the line before; 0 for the first one.
    explicit SecretLines(int state = 0);

    /// `line` has no line break.
    Line next(QStringView line);

    /// Never negative.
    int state() const;

private:
    /// What the next line may belong to.
    enum class Open {
        Nothing,
        Value, ///< Of a secret; goes on until a key that stands no deeper than the secret's.
        DoubleQuotes,
        SingleQuotes,
    };

    qsizetype commentOf(QStringView line);
    qsizetype continued(QStringView line);
    void findKeys(const QString &line, qsizetype from, Line &found);
    qsizetype endOfValue(QStringView line, qsizetype key, qsizetype value, bool isComment);

    Open m_secret = Open::Nothing;
    Open m_quotes = Open::Nothing; ///< Of any value: what looks like a comment there is none.
    int m_column = 0;              ///< Of the secret's key.
};

/// `yaml` with `***` for what may be a secret, line by line: it has as many lines as before.
QByteArray withoutSecrets(const QByteArray &yaml);

/// `secrets`, and how single quotes spell those that hold an apostrophe.
QStringList withSpellings(const QStringList &secrets);

} // namespace neuro::config
