// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What tests include besides, read once for all of them (CMake option NEURO_RELAY_PCH). Never
// included by name. Without QTest: what it declares depends on the libraries of the test.
#pragma once

#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>

#include <string>
