// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "app/consolefixture.h"

#include <QFile>
#include <QTest>

namespace neuro::testing {

using namespace Qt::StringLiterals;

void ConsoleFixture::prepare(const QByteArray &configuration)
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_config = m_folder->filePath(u"config.yaml"_s);
    QFile file(m_config);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(configuration);
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
}

QStringList ConsoleFixture::own(const QString &status) const
{
    return {u"--own"_s, u"--backend"_s, u"127.0.0.1:0"_s, u"--intermediary"_s,
            u"off"_s,   u"--status"_s,  status,           u"--config"_s,
            m_config};
}

} // namespace neuro::testing
