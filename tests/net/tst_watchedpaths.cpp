// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/watchedpaths.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace neuro::net;
using namespace Qt::Literals::StringLiterals;

/// What has to be watched to learn of another file, with links wherever they may be.
class TestWatchedPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aPlainFile();
    void aLinkedFile();
    void aLinkedFolder();
    void linksToLinks();
    void theWayUp();
    void aRelativePath();
    void whatIsMissing();
    void linksThatLeadNowhere();

private:
    QString path(const QString &name = {}) const { return m_root + name; }
    void makeFile(const QString &name) const;
    void link(const QString &target, const QString &name) const;
    /// Of those below the root, what follows it.
    QStringList watched(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root; ///< Without links.
};

void TestWatchedPaths::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = QDir(m_folder->path()).canonicalPath();
}

void TestWatchedPaths::makeFile(const QString &name) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
}

void TestWatchedPaths::link(const QString &target, const QString &name) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QVERIFY(QFile::link(target, path(name)));
}

QStringList TestWatchedPaths::watched(const QString &name) const
{
    QStringList below;
    for (const QString &each : watchedPaths(path(name))) {
        if (each == m_root || each.startsWith(m_root + u'/'))
            below.append(each.sliced(m_root.size()));
    }
    below.sort();
    return below;
}

void TestWatchedPaths::aPlainFile()
{
    makeFile(u"/a/b/c.pem"_s);
    QCOMPARE(watched(u"/a/b/c.pem"_s), (QStringList{u"/a/b"_s, u"/a/b/c.pem"_s}));
}

/// As certbot has them.
void TestWatchedPaths::aLinkedFile()
{
    makeFile(u"/archive/x/cert2.pem"_s);
    link(u"../../archive/x/cert2.pem"_s, u"/live/x/cert.pem"_s);
    QCOMPARE(watched(u"/live/x/cert.pem"_s),
             (QStringList{u"/archive/x"_s, u"/archive/x/cert2.pem"_s, u"/live/x"_s}));
}

void TestWatchedPaths::aLinkedFolder()
{
    makeFile(u"/releases/7/tls/cert.pem"_s);
    link(path(u"/releases/7"_s), u"/srv/current"_s);
    QCOMPARE(watched(u"/srv/current/tls/cert.pem"_s),
             (QStringList{u"/releases/7/tls"_s, u"/releases/7/tls/cert.pem"_s, u"/srv"_s}));
}

/// As Kubernetes has them: a link to a file in a folder that is a link beside it.
void TestWatchedPaths::linksToLinks()
{
    makeFile(u"/tls/..2026/tls.crt"_s);
    link(u"..2026"_s, u"/tls/..data"_s);
    link(u"..data/tls.crt"_s, u"/tls/tls.crt"_s);
    QCOMPARE(watched(u"/tls/tls.crt"_s),
             (QStringList{u"/tls"_s, u"/tls/..2026"_s, u"/tls/..2026/tls.crt"_s}));
}

/// Up is where the link leads, not where it stands.
void TestWatchedPaths::theWayUp()
{
    makeFile(u"/far/tls/cert.pem"_s);
    makeFile(u"/far/deep/other.pem"_s);
    makeFile(u"/near/tls/cert.pem"_s);
    link(path(u"/far/deep"_s), u"/near/link"_s);
    QCOMPARE(watched(u"/near/link/../tls/./cert.pem"_s),
             (QStringList{u"/far/tls"_s, u"/far/tls/cert.pem"_s, u"/near"_s}));
}

void TestWatchedPaths::aRelativePath()
{
    makeFile(u"/a/c.pem"_s);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(path(u"/a"_s)));
    const QStringList found = watchedPaths(u"c.pem"_s);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(found.contains(path(u"/a"_s)) && found.contains(path(u"/a/c.pem"_s)));
}

void TestWatchedPaths::whatIsMissing()
{
    makeFile(u"/a/b/else.pem"_s);
    QCOMPARE(watched(u"/a/b/c.pem"_s), QStringList{u"/a/b"_s});
    QCOMPARE(watched(u"/a/none/c.pem"_s), QStringList{u"/a"_s});
    link(path(u"/gone"_s), u"/a/link"_s);
    QCOMPARE(watched(u"/a/link/c.pem"_s), (QStringList{QString(), u"/a"_s}));
}

void TestWatchedPaths::linksThatLeadNowhere()
{
    link(u"two"_s, u"/one"_s);
    link(u"one"_s, u"/two"_s);
    QCOMPARE(watched(u"/one"_s), QStringList{QString()});
}

QTEST_GUILESS_MAIN(TestWatchedPaths)
#include "tst_watchedpaths.moc"
