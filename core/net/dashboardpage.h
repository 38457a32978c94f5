// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QStringList>

/// The dashboard: one page that needs nothing but itself and the intermediary door. Pure functions,
/// but dashboardPage(), which reads a resource of the program; safe in any thread.
namespace neuro::net {

/// The page with its style and scripts, from the program's resources.
QByteArray dashboardPage();

/// The URL, of `scheme` ("ws" or "wss"), at which the browser that sent `hostField` (the Host of
/// its request) reaches the intermediary door, which is open for it at `addresses`
/// ("127.0.0.1:8765"); empty while it is closed.
QByteArray dashboardSocketUrl(const QByteArray &hostField, const QStringList &addresses,
                              const QByteArray &scheme);

/// `page` with the URL put into it, for one browser.
QByteArray filledDashboard(const QByteArray &page, const QByteArray &socketUrl);

/// The Content-Security-Policy under which filledDashboard() works and nothing else does: its own
/// scripts and styles by their hashes, and a connection to `socketUrl`.
QByteArray dashboardPolicy(const QByteArray &page, const QByteArray &socketUrl);

} // namespace neuro::net
