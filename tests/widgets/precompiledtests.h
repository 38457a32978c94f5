// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

// What tests of the window include besides, read once for all of them (CMake option
// NEURO_RELAY_PCH). Never included by name. With QTest: all these tests have the same libraries of
// Qt, on which depends what it declares.
#pragma once

#include <QSignalSpy>
#include <QTest>
