// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace neuro::testing {

/// A folder for what a console keeps, and a configuration file in it that is only for its owner to
/// read.
class ConsoleFixture : public QObject
{
    Q_OBJECT

protected:
    /// Makes them anew.
    void prepare(const QByteArray &configuration);
    /// The options of a console that runs the relay itself, with a door for games on a free port
    /// and, where `status` says so, one for those who ask how it is.
    QStringList own(const QString &status = QStringLiteral("off")) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_config;
};

} // namespace neuro::testing
