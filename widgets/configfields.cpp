// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/configfields.h"

#include <QCoreApplication>

/// The pages of the doors and of upstream.
namespace neuro::ui {

using namespace Qt::Literals::StringLiterals;
using Kind = ConfigFieldKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfigFields)
};

QString thisComputer()
{
    return Words::tr("this computer only");
}

QString none()
{
    return Words::tr("none");
}

ConfigField hostField(const QString &path, const QString &usual)
{
    return {Kind::Text, path, Words::tr("Host"),
            Words::tr("An address or a name of this computer. Empty: only programs on this "
                      "computer can connect. 0.0.0.0, or :: for IPv6: every address that it has."),
            usual};
}

ConfigField portField(const QString &path)
{
    return {Kind::Number, path, Words::tr("Port"),
            Words::tr("1 to 65535; 0 takes any port that is free.")};
}

ConfigField tlsPortField(const QString &path)
{
    return {Kind::Number, path, Words::tr("Encrypted port"),
            Words::tr("A second port, for wss:// and https://. It needs the certificate of the "
                      "page “Backend”."),
            none()};
}

ConfigField allowField(const QString &path)
{
    return {Kind::List, path, Words::tr("Other computers"),
            Words::tr("Addresses and networks that may connect, one a line, such as 192.168.1.20 "
                      "or 10.0.0.0/8. This computer always may.")};
}

ConfigField originsField(const QString &path)
{
    return {Kind::List, path, Words::tr("Web pages"),
            Words::tr("Origins of web pages that may connect, one a line, such as "
                      "https://example.org. Those of this computer always may.")};
}

ConfigGroup greetingGroup()
{
    return {Words::tr("What games are told"),
            {{Kind::Text, u"relay.character.name"_s, Words::tr("Character"),
              Words::tr("The name of whoever games talk to, as long as there is no upstream that "
                        "says so. Counts for games that start up from now on.")},
             {Kind::Text, u"relay.character.id"_s, Words::tr("Character’s id"),
              Words::tr("The same for programs.")},
             {Kind::Choice,
              u"backend.reregister"_s,
              Words::tr("Ask for actions"),
              Words::tr("Some games register their actions only when they are asked. auto: asks "
                        "who says nothing for a second."),
              {},
              {},
              {u"auto"_s, u"always"_s, u"never"_s}}}};
}

ConfigGroup hubGroup()
{
    return {
        Words::tr("Hub, at /ws/… on both doors"),
        {{Kind::Flag, u"hub.open_on_loopback"_s, Words::tr("On this computer nobody needs a token"),
          Words::tr("Others show the hub’s token, see the page “Tokens”.")},
         {Kind::Number,
          u"hub.timeout"_s,
          Words::tr("Silence"),
          Words::tr("After so long a client is asked whether it lives, and one that is away "
                    "is forgotten."),
          {},
          Words::tr("seconds")}}};
}

ConfigGroup statusGroup()
{
    return {Words::tr("Status over HTTP"),
            {{Kind::Flag, u"status.enabled"_s, Words::tr("Answer HTTP requests"),
              Words::tr("/health, /stats, /metrics, and a dashboard for browsers.")},
             hostField(u"status.host"_s, {}),
             portField(u"status.port"_s),
             tlsPortField(u"status.tls_port"_s),
             {Kind::Number, u"status.randy_port"_s, Words::tr("Randy’s port"),
              Words::tr("Scripts that were written for Randy send actions there, usually to 1337. "
                        "Anybody on this computer can."),
              none()}}};
}

ConfigGroup uploadsGroup()
{
    return {Words::tr("Binary messages of integrations"),
            {{Kind::Number, u"uploads.size"_s, Words::tr("One message"),
              Words::tr("Larger ones are not stored. Bytes, or like “8 MiB”.")},
             {Kind::Number, u"uploads.quota"_s, Words::tr("All together"),
              Words::tr("What would be more is not stored.")}}};
}

ConfigGroup outboxGroup()
{
    return {Words::tr("While somebody is away"),
            {{Kind::Number, u"outbox.rows"_s, Words::tr("Messages"),
              Words::tr("So many are kept for each one who is away; the oldest go first.")},
             {Kind::Number, u"outbox.size"_s, Words::tr("Their size"),
              Words::tr("Bytes, or like “64 MiB”.")},
             {Kind::Number,
              u"outbox.context_age"_s,
              Words::tr("Contexts for Neuro"),
              Words::tr("How long they are kept."),
              {},
              Words::tr("seconds")},
             {Kind::Number,
              u"outbox.command_age"_s,
              Words::tr("Commands"),
              Words::tr("How long watchers’ commands for an integration are kept."),
              {},
              Words::tr("seconds")},
             {Kind::File, u"relay_queue"_s, Words::tr("File"),
              Words::tr("Where they are kept. One that ends in .pkl is an older relay’s queue: it "
                        "is read once and moved. Counts from the next start on."),
              Words::tr("in the data folder")}}};
}

} // namespace

QList<ConfigPage> configPages()
{
    return {backendConfigPage(),  intermediaryConfigPage(), upstreamConfigPage(),
            tokensConfigPage(),   decidersConfigPage(),     limitsConfigPage(),
            recordingConfigPage()};
}

ConfigPage backendConfigPage()
{
    const ConfigGroup address{
        Words::tr("Where it listens"),
        {hostField(u"nakurity-backend.host"_s, thisComputer()),
         {Kind::Number, u"nakurity-backend.port"_s, Words::tr("Port"),
          Words::tr("Games look for Neuro on 8000. While nothing is set and upstream has that port "
                    "on this computer, it is 8001.")},
         tlsPortField(u"nakurity-backend.tls_port"_s)}};
    const ConfigGroup encryption{
        Words::tr("Encryption of all doors"),
        {{Kind::File, u"tls.certificate"_s, Words::tr("Certificate"),
          Words::tr("A PEM file, with those that vouch for it after it. Paths are relative to the "
                    "configuration file."),
          none()},
         {Kind::File, u"tls.key"_s, Words::tr("Private key"),
          Words::tr("The certificate’s, PEM, without a passphrase."), none()}}};
    const ConfigGroup admission{
        Words::tr("Who may connect"),
        {allowField(u"backend.allow"_s), originsField(u"backend.allowed_origins"_s)}};
    return {Words::tr("Backend"),
            Words::tr("The door that games connect to."),
            {address, encryption, admission, greetingGroup()}};
}

ConfigPage intermediaryConfigPage()
{
    const ConfigGroup door{Words::tr("Intermediary"),
                           {{Kind::Flag, u"intermediary.enabled"_s, Words::tr("Open this door"),
                             Words::tr("Whoever connects shows a token, see the page “Tokens”.")},
                            hostField(u"intermediary.host"_s, thisComputer()),
                            portField(u"intermediary.port"_s),
                            tlsPortField(u"intermediary.tls_port"_s),
                            allowField(u"intermediary.allow"_s),
                            originsField(u"intermediary.allowed_origins"_s)}};
    return {Words::tr("Intermediary"),
            Words::tr("The door for registered integrations and watchers, and other ways in."),
            {door, hubGroup(), statusGroup(), uploadsGroup()}};
}

ConfigPage upstreamConfigPage()
{
    const ConfigGroup address{
        Words::tr("Where Neuro is"),
        {{Kind::Text, u"nakurity-client.host"_s, Words::tr("Host"),
          Words::tr("An address or a name. Empty: there is no upstream, forces are decided here."),
          none()},
         {Kind::Number, u"nakurity-client.port"_s, Words::tr("Port"), Words::tr("1 to 65535."),
          u"8000"_s},
         {Kind::Flag, u"nakurity-client.tls"_s, Words::tr("Encrypted (wss)"),
          Words::tr("Only for a server that speaks TLS.")},
         {Kind::Address, u"nakurity-client.url"_s, Words::tr("Or an address"),
          Words::tr("ws://… or wss://… with a path, in place of the three above."), none()},
         {Kind::File, u"nakurity-client.ca"_s, Words::tr("Authority"),
          Words::tr("A PEM file whose certificates are trusted beside the system’s."), none()},
         {Kind::Flag, u"nakurity-client.verify"_s, Words::tr("Verify her certificate"),
          Words::tr("Without it, whoever is in between can read and change everything."),
          u"true"_s}}};
    const ConfigGroup names{
        Words::tr("What she sees"),
        {{Kind::Text, u"relay.name"_s, Words::tr("Name"),
          Words::tr("As what she sees this relay.")},
         {Kind::Choice,
          u"relay.naming"_s,
          Words::tr("Names of actions"),
          Words::tr("always: “game--action”; on-collision: only when two games have an action of "
                    "the same name; never: a number makes the difference."),
          {},
          {},
          {u"always"_s, u"on-collision"_s, u"never"_s}},
         {Kind::Flag, u"relay.describe"_s, Words::tr("Descriptions begin with the game’s name"),
          Words::tr("So that she can tell the actions of several games apart.")}}};
    return {Words::tr("Upstream"),
            Words::tr("The real Neuro. A change here reconnects to her."),
            {address, names, outboxGroup()}};
}

} // namespace neuro::ui
