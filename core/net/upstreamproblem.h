// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#pragma once

#include "net/upstreamsettings.h"
#include "protocol/phrase.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QList>
#include <QSslError>
#include <QString>

#include <array>
#include <cstddef>

/// Why upstream is not connected, told apart so that somebody can do something about it.
namespace neuro::net {

enum class UpstreamError {
    None,
    BadUrl,             ///< No WebSocket address.
    OwnDoor,            ///< The address is one of our own doors; `detail` says which.
    CaFile,             ///< The certificates of UpstreamSettings::caFile cannot be read.
    HostNotFound,       ///< The name has no address.
    Refused,            ///< Nobody listens there.
    Unreachable,        ///< No way to that machine, or another trouble of the network.
    ConnectTimeout,     ///< No connection, or no answer to the handshake, in time.
    NotTrusted,         ///< The certificate is of nobody who is trusted here.
    CertificateExpired, ///< Its time is over.
    CertificateTooNew,  ///< Its time has not come.
    WrongHost,          ///< It was made for another name.
    CertificateBad,     ///< Something else is wrong with it.
    TlsFailed,          ///< No encryption could be agreed on; no TLS server, most likely.
    HttpStatus,         ///< An HTTP answer instead of a WebSocket; `code` is its status.
    NotWebSocket,       ///< No WebSocket server, or no valid one.
    ConnectionLost,     ///< The connection ended without a word.
    Silent,             ///< Nothing was heard any more, not even the answer to a ping.
    Closed,             ///< Either side closed it; `code` is the close code.
};
inline constexpr std::array upstreamErrorNames = {
    "none",
    "bad_url",
    "own_door",
    "ca_file",
    "host_not_found",
    "refused",
    "unreachable",
    "connect_timeout",
    "not_trusted",
    "certificate_expired",
    "certificate_too_new",
    "wrong_host",
    "certificate_bad",
    "tls_failed",
    "http_status",
    "not_web_socket",
    "connection_lost",
    "silent",
    "closed",
};
static_assert(upstreamErrorNames.size() == static_cast<std::size_t>(UpstreamError::Closed) + 1);

struct UpstreamProblem
{
    UpstreamError kind = UpstreamError::None;
    /// What happened and what to do.
    protocol::Phrase text;
    /// The particulars alone: what the network, the certificate or the server said.
    QString detail;
    int code = 0; ///< HTTP status or close code.
    /// It will not go away by itself: somebody must mend the address or the server.
    bool persistent = false;

    bool operator==(const UpstreamProblem &) const = default;
};

/// How an attempt to connect ended, as the socket told it.
struct FailedAttempt
{
    bool reachedServer = false; ///< TCP was connected.
    bool timedOut = false;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    QString errorString;
    QList<QSslError> sslErrors;
    /// The beginning of what the server said that was no answer, when the time was over.
    QByteArray heard;
};

/// `url` as it may be shown: without user and password, and `***` for a query.
QString shownUrl(const QUrl &url);

/// What is wrong with the address itself; UpstreamError::None when it can be tried.
UpstreamProblem settingsProblem(const UpstreamSettings &settings);

/// Whether an attempt needs what is in UpstreamSettings::caFile.
bool needsCaFile(const UpstreamSettings &settings);
/// The problem of one that holds no certificate …
UpstreamProblem caFileProblem(const UpstreamSettings &settings);
/// … and of one that is not read in time.
UpstreamProblem caFileSilence(const UpstreamSettings &settings);

/// What a failed attempt means.
UpstreamProblem attemptProblem(const UpstreamSettings &settings, const FailedAttempt &attempt);

/// What the end of an established connection means. `closeCode` is lostConnection when nobody
/// said goodbye.
UpstreamProblem endProblem(int closeCode, const protocol::Phrase &reason, bool wasSilent);

/// The certificates of a PEM file; nothing for a file that cannot be read, has none, or is larger
/// than limits::caFile. Looks at the disk, which may hang.
QList<QSslCertificate> readCertificates(const QString &file);

} // namespace neuro::net
