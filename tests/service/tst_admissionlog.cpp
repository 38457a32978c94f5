// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "service/admissionlog.h"

#include <QRegularExpression>
#include <QScopeGuard>
#include <QStringList>
#include <QTest>

using namespace neuro::service;
using namespace Qt::StringLiterals;

/// What the log is told of who may not connect.
class TestAdmissionLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatToDo_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("told");
        QTest::newRow("address") << QString() << u"192.168.1.20"_s
                                 << u"from 192\\.168\\.1\\.20 .*add it, .* to backend\\.allow "_s;
        QTest::newRow("page") << u"https://page.example"_s << QString()
                              << u"\"https://page\\.example\" .*add it to "
                                 "backend\\.allowed_origins "_s;
        QTest::newRow("escapes") << u"\x1b[31mred"_s << QString() << u"\"[^\x1b]*red\""_s;
        QTest::newRow("long") << QString(5000, u'x') << QString() << u"^.{0,600}$"_s;
    }

    void saysWhatToDo()
    {
        QFETCH(QString, origin);
        QFETCH(QString, address);
        QFETCH(QString, told);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(told));
        AdmissionLog(u"backend"_s).refused(origin, address);
    }

    /// Everybody can make the log grow, so it grows slowly.
    void tellsOneASecond()
    {
        QStringList lines;
        static QStringList *kept = nullptr;
        kept = &lines;
        const QtMessageHandler before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { kept->append(text); });
        const auto restore = qScopeGuard([before] { qInstallMessageHandler(before); });
        {
            AdmissionLog log(u"intermediary"_s);
            for (int i = 1; i <= 5; ++i)
                log.refused({}, u"10.0.0.%1"_s.arg(i));
            QCOMPARE(lines.size(), 1);
            QTRY_COMPARE(lines.size(), 2);
            QVERIFY2(lines[0].contains(u"from 10.0.0.1 to the intermediary"), qPrintable(lines[0]));
            QVERIFY2(lines[1].contains(u"from 10.0.0.5 "), qPrintable(lines[1]));
            QVERIFY2(lines[1].contains(u"(and 3 before it)"), qPrintable(lines[1]));
            log.refused({}, u"10.0.0.6"_s);
            QCOMPARE(lines.size(), 2);
        }
        // The end of the relay loses none.
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[2].contains(u"from 10.0.0.6 "), qPrintable(lines[2]));
    }
};

QTEST_GUILESS_MAIN(TestAdmissionLog)
#include "tst_admissionlog.moc"
