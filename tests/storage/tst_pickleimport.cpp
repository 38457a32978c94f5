// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "storage/outboxsamples.h"
#include "storage/pickleimport.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace neuro::relay;
using namespace neuro::storage;
using namespace neuro::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString destinationOf(const QString &name)
{
    return u"integration/"_s + name;
}

} // namespace

class TestPickleImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void doesNothingWithoutAFile();
    void movesEverything();
    void neverImportsTwice();
    void importsAnotherFileOfTheSameName();
    void leavesWhatItCannotRead_data();
    void leavesWhatItCannotRead();
    void leavesTheFileWhenTheOutboxFails();
    void tellsOfRefusedMessages();
    void refusesAFolder();
    void tellsWhenItCannotRename();

private:
    QString pickle() const { return m_folder->filePath(u"relay_message_queue.pkl"_s); }
    void place(const QString &sample);
    neuro::protocol::Result<PickleImport, PickleImportError> import()
    {
        return importPickle(*m_outbox, pickle(), destinationOf, t0);
    }
    qint64 rows() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Outbox> m_outbox;
};

void TestPickleImport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_outbox = std::make_unique<Outbox>();
    QVERIFY(m_outbox->open(m_folder->filePath(u"outbox.sqlite"_s)).hasValue());
}

void TestPickleImport::place(const QString &sample)
{
    QVERIFY(QFile::copy(QString::fromUtf8(TEST_DATA_DIR) + u"/pickle/"_s + sample, pickle()));
}

qint64 TestPickleImport::rows() const
{
    qint64 sum = 0;
    for (const OutboxCount &count : m_outbox->counts())
        sum += count.rows;
    return sum;
}

void TestPickleImport::doesNothingWithoutAFile()
{
    const auto imported = import();
    QVERIFY(imported.hasValue());
    QCOMPARE(imported->state, PickleImport::State::NoFile);
    QCOMPARE(rows(), 0);
}

void TestPickleImport::movesEverything()
{
    place(u"queue_p4.pkl"_s);
    const auto imported = import();
    QVERIFY2(imported.hasValue(), qPrintable(imported ? QString() : imported.error().text()));
    QCOMPARE(imported->state, PickleImport::State::Imported);
    QCOMPARE(imported->appended.ids.size(), 8);
    QVERIFY(imported->appended.refused.isEmpty());
    QCOMPARE(imported->renamedTo, pickle() + u".imported"_s);
    QVERIFY(QFileInfo::exists(imported->renamedTo));
    QVERIFY(!QFileInfo::exists(pickle()));
    const auto spotify = waiting(*m_outbox, u"integration/spotify"_s);
    QCOMPARE(spotify, QList<OutboxRow>({{1, u"integration/spotify"_s, u"spotify"_s,
                                         R"({"from_watcher":"desk","cmd":{"action":"play",)"
                                         R"("params":{}}})",
                                         t0, 0, false, OutboxKind::Command}}));
    QCOMPARE(rows(), 8);
}

void TestPickleImport::neverImportsTwice()
{
    place(u"queue_p2.pkl"_s);
    const QDateTime changed = QFileInfo(pickle()).lastModified();
    QVERIFY(import().hasValue());
    // As if the program had been killed between the commit and the renaming.
    QVERIFY(QFile::rename(pickle() + u".imported"_s, pickle()));
    QCOMPARE(QFileInfo(pickle()).lastModified(), changed);
    QVERIFY(m_outbox->open(m_outbox->path()).hasValue());
    const auto again = import();
    QCOMPARE(again->state, PickleImport::State::Known);
    QVERIFY(again->appended.ids.isEmpty());
    QCOMPARE(again->renamedTo, pickle() + u".imported"_s);
    QCOMPARE(rows(), 8);
}

void TestPickleImport::importsAnotherFileOfTheSameName()
{
    place(u"queue_p2.pkl"_s);
    QVERIFY(import().hasValue());
    place(u"queue_p2.pkl"_s);
    QFile file(pickle());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(60),
                             QFileDevice::FileModificationTime));
    file.close();
    const auto second = import();
    QCOMPARE(second->state, PickleImport::State::Imported);
    QCOMPARE(second->renamedTo, pickle() + u".imported-2"_s);
    QCOMPARE(rows(), 16);
}

void TestPickleImport::leavesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("sample");
    QTest::addColumn<QString>("text");
    QTest::newRow("hostile") << u"refused_system.pkl"_s << u"could run code"_s;
    QTest::newRow("empty") << u"refused_nothing.pkl"_s << u"cut off"_s;
    QTest::newRow("bomb") << u"refused_bomb.pkl"_s << u"too large"_s;
}

void TestPickleImport::leavesWhatItCannotRead()
{
    QFETCH(QString, sample);
    QFETCH(QString, text);
    place(sample);
    const auto imported = import();
    QVERIFY(!imported.hasValue());
    QVERIFY(imported.error().pickle.has_value());
    QVERIFY2(imported.error().text().contains(text), qPrintable(imported.error().text()));
    QVERIFY(imported.error().text().startsWith(pickle()));
    // For the window: what is put together from its phrases can be translated.
    const neuro::protocol::Phrase shown = imported.error().phrase();
    QVERIFY(shown.source());
    QVERIFY(shown.english().startsWith(pickle()));
    QVERIFY2(shown.english().contains(text), qPrintable(shown.english()));
    QVERIFY(QFileInfo::exists(pickle()));
    QCOMPARE(rows(), 0);
}

void TestPickleImport::leavesTheFileWhenTheOutboxFails()
{
    place(u"queue_p5.pkl"_s);
    m_outbox->close();
    const auto imported = import();
    QVERIFY(!imported.hasValue());
    QCOMPARE(imported.error().outbox->cause, OutboxError::Cause::NotOpen);
    QVERIFY(QFileInfo::exists(pickle()));
    QVERIFY(m_outbox->open(m_outbox->path()).hasValue());
    QCOMPARE(import()->state, PickleImport::State::Imported);
    QCOMPARE(rows(), 8);
}

void TestPickleImport::tellsOfRefusedMessages()
{
    OutboxLimits limits;
    limits.destinations = 2;
    m_outbox->setLimits(limits);
    place(u"queue_p3.pkl"_s);
    const auto imported = import();
    QCOMPARE(imported->appended.refused.size(), 6);
    QCOMPARE(rows(), 2);
}

void TestPickleImport::refusesAFolder()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"relay_message_queue.pkl"_s));
    const auto imported = import();
    QVERIFY(!imported.hasValue());
    QVERIFY(imported.error().text().contains(u"it is not a file"_s));
}

void TestPickleImport::tellsWhenItCannotRename()
{
    // No file system takes the longer name.
    const QString path = m_folder->filePath(QString(250, u'q'));
    QVERIFY(QFile::copy(QString::fromUtf8(TEST_DATA_DIR) + u"/pickle/queue_p1.pkl"_s, path));
    const auto imported = importPickle(*m_outbox, path, destinationOf, t0);
    QVERIFY(imported.hasValue());
    QCOMPARE(imported->state, PickleImport::State::Imported);
    QVERIFY(imported->renamedTo.isEmpty());
    QVERIFY(imported->renameError.contains(path));
    QVERIFY(QFileInfo::exists(path));
    QCOMPARE(rows(), 8);
    QCOMPARE(importPickle(*m_outbox, path, destinationOf, t0)->state, PickleImport::State::Known);
    QCOMPARE(rows(), 8);
}

QTEST_GUILESS_MAIN(TestPickleImport)
#include "tst_pickleimport.moc"
