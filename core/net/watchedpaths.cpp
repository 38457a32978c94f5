// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/watchedpaths.h"

#include <QDir>
#include <QFileInfo>

namespace neuro::net {

namespace {

/// As many as Linux follows; beyond there is no file.
constexpr int mostLinks = 40;

/// The way to a file, from the root on.
struct Way
{
    explicit Way(const QString &absolutePath)
    {
        const qsizetype end = absolutePath.indexOf(u'/') + 1; // Of "/", or of "C:/".
        folder = absolutePath.first(end);
        rest = absolutePath.sliced(end).split(u'/', Qt::SkipEmptyParts);
    }

    QString folder; ///< As far as it is gone: exists, and has no links in it.
    QStringList rest;
};

void add(QStringList &paths, const QString &path)
{
    if (!paths.contains(path))
        paths.append(path);
}

} // namespace

QStringList watchedPaths(const QString &path)
{
    QStringList paths;
    // QFileInfo would make it shorter without regard to links: "link/.." is not nothing.
    Way way(QDir::isAbsolutePath(path) ? path : QString(QDir::currentPath() + u'/' + path));
    int links = 0;
    while (!way.rest.isEmpty()) {
        const QString name = way.rest.takeFirst();
        if (name == u".")
            continue;
        if (name == u"..") {
            way.folder = QFileInfo(way.folder).path();
            continue;
        }
        const QString slash = way.folder.endsWith(u'/') ? QString() : QString(u'/');
        const QFileInfo info(way.folder + slash + name);
        if (info.isSymLink()) {
            add(paths, way.folder);
            if (++links > mostLinks)
                break;
            Way target(info.symLinkTarget());
            target.rest.append(way.rest);
            way = target;
        } else if (!info.exists() || way.rest.isEmpty()) {
            add(paths, way.folder);
            if (info.exists())
                add(paths, info.filePath());
            break;
        } else {
            way.folder = info.filePath();
        }
    }
    return paths;
}

} // namespace neuro::net
