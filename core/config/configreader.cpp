// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"

#include "config/issuelist.h"
#include "config/valueformat.h"
#include "config/yamlsection.h"
#include "net/doorcertificate.h"
#include "net/tokencheck.h"
#include "net/upstreamproblem.h"
#include "protocol/codec.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QStringDecoder>

#include <algorithm>
#include <exception>
#include <functional>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace neuro::config {

using protocol::Phrase;
using protocol::phrase;

namespace {

constexpr qint64 kibi = 1024;
constexpr qint64 mebi = 1024 * kibi;
constexpr qint64 gibi = 1024 * mebi;
constexpr double secondsPerDay = 86'400;

template <std::size_t N>
QStringList words(const std::array<const char *, N> &names)
{
    QStringList out;
    for (const char *name : names)
        out.append(QLatin1StringView(name));
    return out;
}

/// Maps the sections of one file to a RelayConfig.
class ConfigMapper
{
public:
    ConfigMapper(RelayConfig &config, IssueList &issues)
        : m_config(config)
        , m_issues(issues)
    {
    }

    void map(const YAML::Node &root);

private:
    void mapIntermediary(YamlSection &section);
    void mapStatus(YamlSection &section);
    void mapHub(YamlSection &section);
    void mapUploads(YamlSection &section);
    void mapTls(YamlSection &section);
    void readTlsPort(YamlSection &section, std::optional<quint16> &port);
    void checkTlsFiles(YamlSection &section);
    void mapBackendAddress(YamlSection &section);
    void mapUpstream(YamlSection &section);
    void mapUpstreamAddress(YamlSection &section);
    void mapCertificates(YamlSection &section);
    void mapOutbox(YamlSection &section);
    void mapQueueFile(YamlSection &section);
    void mapNeuroOs(YamlSection &section);
    void mapRelay(YamlSection &section);
    void mapCharacter(YamlSection &section);
    void mapBackend(YamlSection &section);
    void mapLimits(YamlSection &section);
    void mapRecording(YamlSection &section);
    void checkToken(YamlSection &section, const QString &key, const QString &token);
    void mapAdmissions(YamlSection &section, QStringList &addresses, QStringList &origins);
    /// A path of the file, which is relative to its folder.
    QString pathOf(const QString &text) const;
    SettingPlace placeOf(const YamlSection &section, const QString &key, const QString &path) const;

    RelayConfig &m_config;
    IssueList &m_issues;
    QList<SettingPlace> m_tlsPorts; ///< Those that are set.
};

void ConfigMapper::map(const YAML::Node &root)
{
    std::vector<YamlSection> sections;
    // The sections are finished together: a key in the wrong one is recognised by its name.
    const auto add = [&sections](YamlSection section,
                                 const std::function<void(YamlSection &)> &map) {
        map(section);
        sections.push_back(std::move(section));
    };
    YamlSection file(root, {}, 1, m_issues);
    add(file.section(u"intermediary"_s), [this](YamlSection &s) { mapIntermediary(s); });
    add(file.section(u"nakurity-backend"_s), [this](YamlSection &s) { mapBackendAddress(s); });
    add(file.section(u"nakurity-client"_s), [this](YamlSection &s) { mapUpstream(s); });
    YamlSection dependencies = file.section(u"dependency-authentication"_s);
    add(dependencies.section(u"neuro-os"_s), [this](YamlSection &s) { mapNeuroOs(s); });
    sections.push_back(std::move(dependencies));
    YamlSection relay = file.section(u"relay"_s);
    add(relay.section(u"character"_s), [this](YamlSection &s) { mapCharacter(s); });
    add(std::move(relay), [this](YamlSection &s) { mapRelay(s); });
    add(file.section(u"backend"_s), [this](YamlSection &s) { mapBackend(s); });
    add(file.section(u"limits"_s), [this](YamlSection &s) { mapLimits(s); });
    add(file.section(u"status"_s), [this](YamlSection &s) { mapStatus(s); });
    add(file.section(u"hub"_s), [this](YamlSection &s) { mapHub(s); });
    add(file.section(u"uploads"_s), [this](YamlSection &s) { mapUploads(s); });
    // After the doors, which it looks at.
    add(file.section(u"tls"_s), [this](YamlSection &s) { mapTls(s); });
    add(file.section(u"outbox"_s), [this](YamlSection &s) { mapOutbox(s); });
    mapQueueFile(file);
    add(file.section(u"recording"_s), [this](YamlSection &s) { mapRecording(s); });
    sections.push_back(std::move(file));

    QStringList paths;
    for (const YamlSection &section : sections)
        paths += section.knownPaths();
    m_issues.setKnownKeys(paths);
    for (YamlSection &section : sections)
        section.finish(paths);
}

void ConfigMapper::checkToken(YamlSection &section, const QString &key, const QString &token)
{
    if (!net::isWeakToken(token))
        return;
    section.warning(
        key,
        token == net::publishedToken
            ? phrase(QT_TRANSLATE_NOOP(
                         "core", "is the published example token, which everybody knows; it admits "
                                 "nobody who is not on this computer; set a random one of "
                                 "%1 characters or more"),
                     limits::tokenLength)
            : phrase(QT_TRANSLATE_NOOP(
                         "core", "is shorter than %1 characters and can be guessed; it admits "
                                 "nobody who is not on this computer; set a random one of "
                                 "%1 characters or more"),
                     limits::tokenLength));
}

void ConfigMapper::mapAdmissions(YamlSection &section, QStringList &addresses, QStringList &origins)
{
    section.readList(u"allow"_s, addresses, [](const QString &text) {
        return isAddressOrNetwork(text)
                   ? Phrase()
                   : phrase(QT_TRANSLATE_NOOP("core", "must be an address or a network, such as "
                                                      "\"192.168.1.20\" or \"10.0.0.0/8\", not "
                                                      "\"%1\""),
                            protocol::quoteForMessage(text));
    });
    section.readList(u"allowed_origins"_s, origins, [](const QString &text) {
        return isOrigin(text)
                   ? Phrase()
                   : phrase(QT_TRANSLATE_NOOP(
                                "core", "must be an origin, such as \"https://example.org\" or "
                                        "\"null\", without a path, not "
                                        "\"%1\""),
                            protocol::quoteForMessage(text));
    });
}

void ConfigMapper::mapIntermediary(YamlSection &section)
{
    IntermediaryConfig &door = m_config.intermediary;
    section.readBoolean(u"enabled"_s, door.enabled);
    section.readHost(u"host"_s, door.host);
    section.readPort(u"port"_s, door.port, true);
    readTlsPort(section, door.tlsPort);
    m_config.intermediaryPlace = placeOf(section, u"port"_s, u"intermediary.port"_s);
    door.addressIsSet = section.lineOf(u"port"_s) > 0 || section.lineOf(u"host"_s) > 0;
    section.readSecret(u"auth_token"_s, door.authToken);
    checkToken(section, u"auth_token"_s, door.authToken);
    mapAdmissions(section, door.allowedAddresses, door.allowedOrigins);
    mapQueueFile(section);
}

void ConfigMapper::mapStatus(YamlSection &section)
{
    StatusConfig &door = m_config.status;
    section.readBoolean(u"enabled"_s, door.enabled);
    section.readHost(u"host"_s, door.host);
    section.readPort(u"port"_s, door.port, true);
    readTlsPort(section, door.tlsPort);
    m_config.statusPlace = placeOf(section, u"port"_s, u"status.port"_s);
    door.addressIsSet = section.lineOf(u"port"_s) > 0 || section.lineOf(u"host"_s) > 0;
    int randyPort = -1;
    section.readInteger(u"randy_port"_s, randyPort, 0, std::numeric_limits<quint16>::max());
    if (randyPort >= 0)
        door.randyPort = static_cast<quint16>(randyPort);
}

void ConfigMapper::mapHub(YamlSection &section)
{
    section.readBoolean(u"open_on_loopback"_s, m_config.hub.openOnLoopback);
    section.readSeconds(u"timeout"_s, m_config.hub.timeoutMs, 1, secondsPerDay, {});
    section.readSecret(u"token"_s, m_config.hub.token);
    checkToken(section, u"token"_s, m_config.hub.token);
}

void ConfigMapper::mapUploads(YamlSection &section)
{
    section.readSize(u"size"_s, m_config.uploads.messageBytes, kibi, 256 * mebi);
    section.readSize(u"quota"_s, m_config.uploads.quotaBytes, 0, 1024 * gibi);
}

void ConfigMapper::readTlsPort(YamlSection &section, std::optional<quint16> &port)
{
    const QString key = u"tls_port"_s;
    int number = -1;
    section.readInteger(key, number, 0, std::numeric_limits<quint16>::max());
    if (number < 0)
        return;
    port = static_cast<quint16>(number);
    m_tlsPorts.append(placeOf(section, key, section.pathOf(key)));
}

void ConfigMapper::mapTls(YamlSection &section)
{
    net::TlsSettings &tls = m_config.backend.tls;
    QString certificate;
    QString key;
    section.readText(u"certificate"_s, certificate);
    section.readText(u"key"_s, key);
    if (!certificate.isEmpty())
        tls.certificate = pathOf(certificate);
    if (!key.isEmpty())
        tls.key = pathOf(key);
    const bool isComplete = !certificate.isEmpty() && !key.isEmpty();
    if (isComplete) {
        checkTlsFiles(section);
    } else {
        if (!certificate.isEmpty())
            section.error(u"certificate"_s,
                          phrase(QT_TRANSLATE_NOOP(
                              "core", "needs its private key; name the key's file in tls.key")));
        if (!key.isEmpty())
            section.error(u"key"_s,
                          phrase(QT_TRANSLATE_NOOP(
                              "core", "needs the certificate that was made for it; name the "
                                      "certificate's file in tls.certificate")));
        for (const SettingPlace &place : std::as_const(m_tlsPorts))
            m_issues.error(
                place.line, place.key,
                phrase(QT_TRANSLATE_NOOP(
                    "core", "needs a certificate and its private key; name their PEM files in "
                            "tls.certificate and tls.key")));
    }
    if (isComplete && m_tlsPorts.isEmpty())
        section.warning(u"certificate"_s,
                        phrase(QT_TRANSLATE_NOOP(
                            "core", "is shown by no door; give one an encrypted port, such "
                                    "as nakurity-backend.tls_port: 8443")));
}

/// Warnings only: the file may be on its way, and the plain ports open in any case.
void ConfigMapper::checkTlsFiles(YamlSection &section)
{
    const net::TlsSettings &tls = m_config.backend.tls;
    const auto certificate = net::readDoorCertificate(tls.certificate, tls.key);
    if (!certificate) {
        const bool isKey = certificate.error().file == net::CertificateProblem::File::Key;
        section.warning(isKey ? u"key"_s : u"certificate"_s, certificate.error().text);
        return;
    }
    const Phrase warning = net::certificateWarning(certificate->chain.constFirst(), tls.certificate,
                                                   QDateTime::currentDateTimeUtc());
    if (!warning.isEmpty())
        section.warning(u"certificate"_s, warning);
}

void ConfigMapper::mapBackendAddress(YamlSection &section)
{
    section.readHost(u"host"_s, m_config.backend.host);
    section.readPort(u"port"_s, m_config.backend.port, true);
    readTlsPort(section, m_config.backend.tls.port);
    m_config.backendPlace = placeOf(section, u"port"_s, u"nakurity-backend.port"_s);
    m_config.backendPortIsSet = m_config.backendPlace.line > 0;
}

QString ConfigMapper::pathOf(const QString &text) const
{
    return QDir::cleanPath(QFileInfo(m_config.file).absoluteDir().absoluteFilePath(text));
}

SettingPlace ConfigMapper::placeOf(const YamlSection &section, const QString &key,
                                   const QString &path) const
{
    return {m_config.file, section.lineOf(key), path};
}

void ConfigMapper::mapUpstreamAddress(YamlSection &section)
{
    QString host;
    quint16 port = defaultUpstreamPort;
    bool isSecure = false;
    QString text;
    section.readHost(u"host"_s, host);
    section.readPort(u"port"_s, port, false);
    section.readBoolean(u"tls"_s, isSecure);
    // It may hold a password.
    section.readSecret(u"url"_s, text);
    if (text.isEmpty()) {
        m_config.upstreamPlace = placeOf(section, u"host"_s, u"nakurity-client.host"_s);
        if (host.isEmpty())
            return;
        m_config.upstream.url.setScheme(isSecure ? u"wss"_s : u"ws"_s);
        m_config.upstream.url.setHost(host);
        m_config.upstream.url.setPort(port);
        return;
    }
    m_config.upstreamPlace = placeOf(section, u"url"_s, u"nakurity-client.url"_s);
    for (const QString &key : {u"host"_s, u"port"_s, u"tls"_s}) {
        if (section.lineOf(key) > 0)
            section.error(
                key, phrase(QT_TRANSLATE_NOOP(
                         "core", "is set beside nakurity-client.url, which says it too; remove one "
                                 "of the two")));
    }
    if (const auto url = parseUpstream(text))
        m_config.upstream.url = *url;
    else
        section.error(u"url"_s, url.error());
}

void ConfigMapper::mapUpstream(YamlSection &section)
{
    mapUpstreamAddress(section);
    net::UpstreamSettings &upstream = m_config.upstream;
    section.readBoolean(u"verify"_s, upstream.verify);
    mapCertificates(section);
    if (!upstream.verify && upstream.url.scheme() == u"wss")
        section.warning(
            u"verify"_s,
            phrase(QT_TRANSLATE_NOOP(
                "core", "any certificate is taken: whoever is in between can read and change "
                        "everything; set it to true, and name the authority's certificate in "
                        "nakurity-client.ca if need be")));
}

void ConfigMapper::mapCertificates(YamlSection &section)
{
    QString file;
    section.readText(u"ca"_s, file);
    if (file.isEmpty())
        return;
    m_config.upstream.caFile = pathOf(file);
    if (net::readCertificates(m_config.upstream.caFile).isEmpty())
        section.error(
            u"ca"_s,
            phrase(
                QT_TRANSLATE_NOOP(
                    "core", "must be a PEM file with a certificate; %1 cannot be read or has none"),
                protocol::quoteForMessage(m_config.upstream.caFile)));
}

void ConfigMapper::mapOutbox(YamlSection &section)
{
    relay::OutboxLimits &limits = m_config.outbox.limits;
    int rows = static_cast<int>(limits.rows);
    int contextAgeMs = static_cast<int>(limits.contextAgeMs);
    int commandAgeMs = static_cast<int>(limits.commandAgeMs);
    section.readInteger(u"rows"_s, rows, 1, 1'000'000);
    section.readSize(u"size"_s, limits.bytes, 64 * kibi, 16 * gibi);
    section.readSeconds(u"context_age"_s, contextAgeMs, 1, secondsPerDay, {});
    section.readSeconds(u"command_age"_s, commandAgeMs, 1, 7 * secondsPerDay, {});
    limits.rows = rows;
    limits.contextAgeMs = contextAgeMs;
    limits.commandAgeMs = commandAgeMs;
}

/// The older relay has it in the section "intermediary", which is read first.
void ConfigMapper::mapQueueFile(YamlSection &section)
{
    const QString key = u"relay_queue"_s;
    QString file;
    section.readText(key, file);
    if (file.isEmpty())
        return;
    const QString path = pathOf(file);
    if (QFileInfo(path).isDir())
        section.error(key, phrase(QT_TRANSLATE_NOOP("core", "must be a file, not the folder %1"),
                                  protocol::quoteForMessage(path)));
    else if (!m_config.outbox.file.isEmpty() && m_config.outbox.file != path)
        section.error(key, phrase(QT_TRANSLATE_NOOP(
                               "core", "names another file than intermediary.relay_queue; remove "
                                       "one of the two")));
    else
        m_config.outbox.file = path;
}

void ConfigMapper::mapNeuroOs(YamlSection &section)
{
    section.readSecret(u"auth_token"_s, m_config.neuroOsToken);
    checkToken(section, u"auth_token"_s, m_config.neuroOsToken);
    if (!m_config.neuroOsToken.isEmpty() &&
        m_config.neuroOsToken == m_config.intermediary.authToken)
        section.warning(u"auth_token"_s,
                        phrase(QT_TRANSLATE_NOOP(
                            "core", "is the same as intermediary.auth_token, so that every "
                                    "integration and watcher may speak to Neuro and send actions "
                                    "to games; set one of its own")));
}

void ConfigMapper::mapCharacter(YamlSection &section)
{
    section.readText(u"id"_s, m_config.engine.character.characterId);
    section.readText(u"name"_s, m_config.engine.character.displayName);
}

void ConfigMapper::mapRelay(YamlSection &section)
{
    relay::EngineSettings &engine = m_config.engine;
    section.readText(u"name"_s, engine.upstream.relayName);
    m_config.decidersAreSet = section.readDeciders(u"deciders"_s, engine.deciders);
    section.readInteger(u"force_retries"_s, engine.forceRetries, 0, 100);
    section.readSeconds(u"action_timeout"_s, engine.actionTimeoutMs, 0.1, 3600,
                        phrase(QT_TRANSLATE_NOOP("core", "no limit")));
    section.readSeconds(u"watchers_timeout"_s, engine.watchersTimeoutMs, 0.1, 3600, {});
    section.readSeconds(u"force_timeout"_s, engine.upstream.forceTimeoutMs, 1, 3600, {});
    section.readChoice(u"naming"_s, words(relay::namingNames), [&engine](int index) {
        engine.upstream.naming = static_cast<relay::Naming>(index);
    });
    section.readBoolean(u"describe"_s, engine.upstream.describe);
    section.readInteger(u"random_delay"_s, engine.randomDelayMs, 0, 60'000);
    section.readUnsigned64(u"random_seed"_s, engine.randomSeed);
    section.readList(
        u"muted_games"_s, engine.mutedGames,
        [](const QString &text) {
            return text.trimmed().isEmpty()
                       ? phrase(QT_TRANSLATE_NOOP(
                             "core", "must be the name of a game, as the list of integrations "
                                     "shows it"))
                       : Phrase();
        },
        relay::limits::mutedGames);
    engine.mutedGames.removeDuplicates();
}

void ConfigMapper::mapBackend(YamlSection &section)
{
    section.readChoice(u"reregister"_s, words(relay::reregisterNames), [this](int index) {
        m_config.engine.reregister = static_cast<relay::Reregister>(index);
    });
    mapAdmissions(section, m_config.backend.allowedAddresses, m_config.backend.allowedOrigins);
}

void ConfigMapper::mapLimits(YamlSection &section)
{
    protocol::Limits &limits = m_config.engine.limits;
    net::BackendSettings &backend = m_config.backend;
    section.readSize(u"message"_s, backend.maxMessage, kibi, 256 * mebi);
    section.readInteger(u"nesting"_s, limits.nesting, 8, 1000);
    section.readInteger(u"connections"_s, backend.maxConnections, 1, 20'000);
    section.readInteger(u"actions_per_game"_s, limits.actionsPerGame, 1, 100'000);
    section.readSize(u"game_name"_s, limits.gameName, 1, 64 * kibi);
    section.readSize(u"action_name"_s, limits.actionName, 1, 64 * kibi);
    section.readSize(u"schema"_s, limits.schema, 64, 8 * mebi);
    section.readInteger(u"forces_per_game"_s, limits.forcesPerGame, 1, 1000);
    section.readInteger(u"actions_in_flight"_s, limits.actionsInFlight, 1, 10'000);
    section.readSize(u"unwritten"_s, backend.maxUnwritten, 64 * kibi, gibi);
    section.readSeconds(u"handshake"_s, backend.handshakeMs, 0.1, 300, {});
    section.readInteger(u"message_rate"_s, backend.messageRate, 0, 1'000'000);
    section.readInteger(u"loopback_message_rate"_s, backend.loopbackMessageRate, 0, 1'000'000);
    section.readSeconds(u"idle"_s, backend.idleMs, 1, secondsPerDay,
                        phrase(QT_TRANSLATE_NOOP("core", "no limit")));
}

/// A pattern may spell a secret: it is named by its place, never quoted.
Phrase redactProblem(const QString &text)
{
    const QRegularExpression pattern(text, QRegularExpression::UseUnicodePropertiesOption);
    if (!pattern.isValid())
        return phrase(
            QT_TRANSLATE_NOOP("core", "is not a valid regular expression: %1 at character %2"),
            protocol::verbatim(pattern.errorString()), pattern.patternErrorOffset() + 1);
    if (pattern.match(QString()).hasMatch())
        return phrase(QT_TRANSLATE_NOOP("core", "must not match an empty text"));
    return {};
}

void ConfigMapper::mapRecording(YamlSection &section)
{
    RecordingConfig &recording = m_config.recording;
    section.readBoolean(u"enabled"_s, recording.enabled);
    section.readInteger(u"keep_sessions"_s, recording.keepSessions, 1, 10'000);
    section.readSize(u"keep_size"_s, recording.keepBytes, mebi, 1024 * gibi);
    section.readList(u"redact"_s, recording.redact, redactProblem);
}

int lineAt(const QByteArray &text, qsizetype offset)
{
    return 1 + static_cast<int>(QByteArrayView(text).first(offset).count('\n'));
}

/// What the parser would take in silence: other encodings, and characters that end its input.
bool checkCharacters(const QByteArray &yaml, IssueList &issues)
{
    const auto control = std::find_if(yaml.cbegin(), yaml.cend(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
    });
    if (control != yaml.cend()) {
        issues.error(lineAt(yaml, control - yaml.cbegin()), {},
                     phrase(QT_TRANSLATE_NOOP(
                         "core", "holds a control character; the file must be plain UTF-8 text")));
        return false;
    }
    qsizetype lineBegin = 0;
    for (int line = 1; lineBegin < yaml.size(); ++line) {
        const qsizetype found = yaml.indexOf('\n', lineBegin);
        const qsizetype lineEnd = found < 0 ? yaml.size() : found;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder(QByteArrayView(yaml).sliced(lineBegin, lineEnd - lineBegin));
        Q_UNUSED(text)
        if (decoder.hasError()) {
            issues.error(line, {},
                         phrase(QT_TRANSLATE_NOOP(
                             "core", "is not UTF-8; save the file with that encoding")));
            return false;
        }
        lineBegin = lineEnd + 1;
    }
    return true;
}

/// The only document of the file, null for a file without any; nothing after a syntax error.
std::optional<YAML::Node> parseYaml(const QByteArray &yaml, IssueList &issues)
{
    try {
        const std::vector<YAML::Node> documents = YAML::LoadAll(yaml.toStdString());
        if (documents.size() > 1) {
            issues.error(
                documents[1].Mark().is_null() ? 0 : documents[1].Mark().line + 1, {},
                phrase(QT_TRANSLATE_NOOP(
                    "core", "a second document begins here; remove the \"---\" before it")));
            return std::nullopt;
        }
        return documents.empty() ? YAML::Node() : documents.front();
    } catch (const YAML::Exception &exception) {
        // What follows a colon is a piece of the file, and may be a piece of a token.
        const QString what = QString::fromStdString(exception.msg).section(u':', 0, 0);
        issues.error(
            exception.mark.is_null() ? 0 : exception.mark.line + 1, {},
            phrase(QT_TRANSLATE_NOOP(
                       "core",
                       "is not valid YAML: %1; check indentation, quotes and colons here and just "
                       "above"),
                   what));
    } catch (const std::exception &) {
        issues.error(0, {}, phrase(QT_TRANSLATE_NOOP("core", "is not valid YAML")));
    }
    return std::nullopt;
}

} // namespace

QString ConfigIssue::toString() const
{
    QString out = file;
    if (line > 0)
        out += u':' + QString::number(line);
    if (!out.isEmpty())
        out += u": "_s;
    if (!key.isEmpty())
        out += key + u": "_s;
    return out + message.english();
}

bool ConfigReading::hasErrors() const
{
    return std::any_of(issues.cbegin(), issues.cend(), [](const ConfigIssue &issue) {
        return issue.severity == ConfigIssue::Severity::Error;
    });
}

ConfigReading readConfig(const QByteArray &yaml, const QString &fileName)
{
    ConfigReading reading;
    reading.config.file = fileName;
    IssueList issues(fileName);
    if (checkCharacters(yaml, issues)) {
        if (const std::optional<YAML::Node> root = parseYaml(yaml, issues))
            ConfigMapper(reading.config, issues).map(*root);
    }
    reading.issues = issues.take(reading.config.secrets());
    return reading;
}

} // namespace neuro::config
