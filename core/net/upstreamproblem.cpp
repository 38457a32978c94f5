// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "net/upstreamproblem.h"

#include "net/netlimits.h"
#include "net/ownaddress.h"
#include "protocol/codec.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QStringList>

#include <algorithm>
#include <array>

namespace neuro::net {

using namespace Qt::Literals::StringLiterals;
using protocol::Phrase;
using protocol::phrase;
using protocol::quoteForMessage;

namespace {

constexpr int serverErrors = 500;
constexpr int requestTimeout = 408;
constexpr int tooManyRequests = 429;

bool isSecure(const UpstreamSettings &settings)
{
    return settings.url.scheme() == u"wss";
}

QString hostOf(const UpstreamSettings &settings)
{
    return settings.url.host() + u':' + QString::number(upstreamPort(settings.url));
}

UpstreamError kindOf(QSslError::SslError error)
{
    // No exhaustive switch: the enumeration is Qt's and grows.
    switch (error) {
    case QSslError::HostNameMismatch:
        return UpstreamError::WrongHost;
    case QSslError::CertificateExpired:
        return UpstreamError::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return UpstreamError::CertificateTooNew;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return UpstreamError::NotTrusted;
    default:
        return UpstreamError::CertificateBad;
    }
}

Phrase certificateText(UpstreamError kind, const QString &host, const QString &said)
{
    if (kind == UpstreamError::NotTrusted)
        return phrase(QT_TRANSLATE_NOOP("core",
                                        "the certificate of %1 is of nobody who is trusted here "
                                        "(%2); name the file of its authority's certificate"),
                      host, said);
    if (kind == UpstreamError::CertificateExpired)
        return phrase(QT_TRANSLATE_NOOP("core",
                                        "the certificate of %1 has expired (%2); the server needs "
                                        "a new one, or this computer's clock is wrong"),
                      host, said);
    if (kind == UpstreamError::CertificateTooNew)
        return phrase(QT_TRANSLATE_NOOP("core", "the certificate of %1 is not valid yet (%2); this "
                                                "computer's clock may be wrong"),
                      host, said);
    if (kind == UpstreamError::WrongHost)
        return phrase(QT_TRANSLATE_NOOP("core",
                                        "the certificate of %1 was made for another name (%2); "
                                        "use the name that it was made for"),
                      host, said);
    return phrase(QT_TRANSLATE_NOOP("core", "the certificate of %1 is not valid: %2"), host, said);
}

UpstreamProblem certificateProblem(const UpstreamSettings &settings, const QList<QSslError> &errors)
{
    // Who it is from comes first: of a stranger's certificate the rest does not matter.
    static constexpr std::array order = {UpstreamError::NotTrusted, UpstreamError::WrongHost,
                                         UpstreamError::CertificateExpired,
                                         UpstreamError::CertificateTooNew};
    UpstreamProblem problem;
    problem.kind = UpstreamError::CertificateBad;
    for (const UpstreamError kind : order) {
        const bool isThere = std::any_of(errors.cbegin(), errors.cend(), [kind](const auto &error) {
            return kindOf(error.error()) == kind;
        });
        if (isThere) {
            problem.kind = kind;
            break;
        }
    }
    QStringList said;
    for (const QSslError &error : errors)
        said.append(error.errorString());
    said.removeDuplicates();
    problem.detail = said.join(u' ');
    problem.text = certificateText(problem.kind, hostOf(settings), problem.detail);
    problem.persistent = true;
    return problem;
}

/// Of "Unhandled http status code: 403 (Forbidden).": QtWebSockets tells it in no other way.
int statusIn(const QString &errorString)
{
    static const QRegularExpression pattern(uR"(: ([1-5][0-9]{2}) \()"_s);
    return pattern.match(errorString).captured(1).toInt();
}

UpstreamProblem handshakeProblem(const UpstreamSettings &settings, const FailedAttempt &attempt)
{
    UpstreamProblem problem;
    // Qt's text for an error that it has not seen says nothing.
    problem.detail = quoteForMessage(attempt.heard.isEmpty() ? attempt.errorString
                                                             : QString::fromUtf8(attempt.heard));
    problem.detail.remove(u"QWebSocketPrivate::processHandshake: "_s);
    problem.code = statusIn(attempt.errorString);
    problem.kind = problem.code > 0 ? UpstreamError::HttpStatus : UpstreamError::NotWebSocket;
    const bool mayPass = problem.code >= serverErrors || problem.code == requestTimeout ||
                         problem.code == tooManyRequests;
    problem.persistent = !mayPass;
    const QString host = hostOf(settings);
    if (problem.code > 0)
        problem.text = phrase(
            QT_TRANSLATE_NOOP("core", "%1 answers with the HTTP status %2 instead of a WebSocket; "
                                      "check the port and the path of the address"),
            host, QString::number(problem.code));
    else
        problem.text = phrase(
            QT_TRANSLATE_NOOP("core", "%1 does not answer like a WebSocket server (%2); check the "
                                      "port of the address, and whether it is ws or wss"),
            host, problem.detail);
    return problem;
}

UpstreamProblem lostProblem(const UpstreamSettings &settings, const FailedAttempt &attempt)
{
    return {
        UpstreamError::ConnectionLost,
        phrase(QT_TRANSLATE_NOOP(
                   "core", "%1 ended the connection before the WebSocket handshake was done: %2"),
               hostOf(settings), attempt.errorString),
        attempt.errorString};
}

UpstreamProblem timeoutProblem(const UpstreamSettings &settings, const FailedAttempt &attempt)
{
    const QString host = hostOf(settings);
    const int limit = settings.connectTimeoutMs;
    const Phrase text =
        attempt.reachedServer
            ? phrase(QT_TRANSLATE_NOOP("core", "%1 accepted the connection but did not answer the "
                                               "WebSocket handshake within %2 ms"),
                     host, limit)
            : phrase(QT_TRANSLATE_NOOP("core", "no connection to %1 within %2 ms"), host, limit);
    return {UpstreamError::ConnectTimeout, text, QString::number(limit)};
}

UpstreamProblem networkProblem(const UpstreamSettings &settings, const FailedAttempt &attempt)
{
    const QString host = hostOf(settings);
    UpstreamProblem problem{UpstreamError::Unreachable, {}, attempt.errorString};
    if (attempt.error == QAbstractSocket::HostNotFoundError) {
        problem.kind = UpstreamError::HostNotFound;
        problem.text = phrase(QT_TRANSLATE_NOOP("core", "there is no address for the name \"%1\"; "
                                                        "check its spelling and the network"),
                              quoteForMessage(settings.url.host()));
    } else if (attempt.error == QAbstractSocket::ConnectionRefusedError) {
        problem.kind = UpstreamError::Refused;
        problem.text = phrase(QT_TRANSLATE_NOOP("core", "nobody listens on %1; start Neuro's "
                                                        "server there, or correct the address"),
                              host);
    } else {
        problem.text =
            phrase(QT_TRANSLATE_NOOP("core", "no connection to %1: %2"), host, attempt.errorString);
    }
    return problem;
}

} // namespace

QString shownUrl(const QUrl &url)
{
    const QString plain =
        url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return url.hasQuery() ? plain + u"?***"_s : plain;
}

UpstreamProblem settingsProblem(const UpstreamSettings &settings)
{
    const QUrl &url = settings.url;
    const bool isPlain = url.scheme() == u"ws";
    if (!url.isValid() || url.host().isEmpty() || (!isPlain && !isSecure(settings)) ||
        upstreamPort(url) == 0)
        return {UpstreamError::BadUrl,
                phrase(QT_TRANSLATE_NOOP("core", "\"%1\" is no WebSocket address; write "
                                                 "ws://HOST:PORT or wss://HOST:PORT"),
                       quoteForMessage(shownUrl(url))),
                shownUrl(url), 0, true};
    return {};
}

bool needsCaFile(const UpstreamSettings &settings)
{
    return isSecure(settings) && settings.verify && !settings.caFile.isEmpty();
}

UpstreamProblem caFileProblem(const UpstreamSettings &settings)
{
    return {UpstreamError::CaFile,
            phrase(QT_TRANSLATE_NOOP("core", "%1 holds no certificate that can be read; it "
                                             "must be a PEM file of at most %2 bytes"),
                   settings.caFile, limits::caFile),
            settings.caFile, 0, true};
}

UpstreamProblem caFileSilence(const UpstreamSettings &settings)
{
    return {UpstreamError::CaFile,
            phrase(QT_TRANSLATE_NOOP("core", "%1 could not be read, for the disk does not answer; "
                                             "see to it, or name a file on another one"),
                   settings.caFile),
            settings.caFile, 0, false};
}

UpstreamProblem attemptProblem(const UpstreamSettings &settings, const FailedAttempt &attempt)
{
    if (!attempt.sslErrors.isEmpty())
        return certificateProblem(settings, attempt.sslErrors);
    if (attempt.timedOut && !attempt.heard.isEmpty())
        return handshakeProblem(settings, attempt);
    if (attempt.timedOut)
        return timeoutProblem(settings, attempt);
    const bool isTls = attempt.error == QAbstractSocket::SslHandshakeFailedError ||
                       attempt.error == QAbstractSocket::SslInternalError ||
                       attempt.error == QAbstractSocket::SslInvalidUserDataError;
    if (isTls)
        return {
            UpstreamError::TlsFailed,
            phrase(QT_TRANSLATE_NOOP("core", "%1 does not agree on an encrypted connection (%2); a "
                                             "server without TLS needs ws:// instead of wss://"),
                   hostOf(settings), attempt.errorString),
            attempt.errorString, 0, true};
    if (!attempt.reachedServer)
        return networkProblem(settings, attempt);
    // QtWebSockets reports a failed handshake as a refused connection.
    const bool isHandshake = attempt.error == QAbstractSocket::ConnectionRefusedError ||
                             attempt.error == QAbstractSocket::UnsupportedSocketOperationError;
    return isHandshake ? handshakeProblem(settings, attempt) : lostProblem(settings, attempt);
}

UpstreamProblem endProblem(int closeCode, const Phrase &reason, bool wasSilent)
{
    if (wasSilent)
        return {UpstreamError::Silent, reason, reason.english(), closeCode};
    if (closeCode == lostConnection)
        return {UpstreamError::ConnectionLost, reason, reason.english(), closeCode};
    // A peer may say anything; what the relay says itself has no control characters to replace.
    const QString said = quoteForMessage(reason.english());
    const QString code = QString::number(closeCode);
    const Phrase text =
        said.isEmpty()
            ? phrase(QT_TRANSLATE_NOOP("core", "the connection was closed with code %1"), code)
            : phrase(QT_TRANSLATE_NOOP("core", "the connection was closed with code %1: %2"), code,
                     reason.source() ? reason : protocol::verbatim(said));
    return {UpstreamError::Closed, text, said, closeCode};
}

QList<QSslCertificate> readCertificates(const QString &path)
{
    // Anything but a regular file could block for ever.
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) ||
        file.size() > limits::caFile)
        return {};
    return QSslCertificate::fromData(file.read(limits::caFile), QSsl::Pem);
}

} // namespace neuro::net
