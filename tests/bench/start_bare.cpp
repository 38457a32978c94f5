// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

/// The least that a Qt program does: what bench_start compares the start of neuro-relay with.
///
///   start_bare core      listens on a port
///   start_bare window    shows a widget
///
/// Prints "ready" and ends.

#include <QCoreApplication>
#include <QHostAddress>
#include <QTcpServer>
#ifdef NEURO_RELAY_GUI
#include "bench/firstpaint.h"

#include <QApplication>
#include <QWidget>
#endif

#include <cstdio>
#include <cstring>

int main(int argc, char **argv)
{
    const char *const kind = argc > 1 ? argv[1] : "";
    if (std::strcmp(kind, "core") == 0) {
        const QCoreApplication application(argc, argv);
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return 1;
        std::puts("ready");
        return 0;
    }
#ifdef NEURO_RELAY_GUI
    if (std::strcmp(kind, "window") == 0) {
        const QApplication application(argc, argv);
        const neuro::bench::FirstPaint firstPaint;
        QWidget window;
        window.resize(800, 600);
        window.show();
        return QCoreApplication::exec();
    }
#endif
    std::fputs("usage: start_bare core|window\n", stderr);
    return 2;
}
