// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "config/configreader.h"

namespace neuro::config {

namespace {

/// A "#" and an even number of spaces before a key comment out a setting with its default: removing
/// every such "#" changes nothing, which a test checks.
constexpr QByteArrayView text = R"(# Neuro Relay
#
# What begins with "#" is a comment. The settings that are commented out show their defaults:
# remove the "#" in front of one, and of the section that it belongs to, to change it.
# A command-line option beats an environment variable, which beats this file.

# The door for registered integrations and watchers. Its token is a password: this one was made
# for you. Do not publish this file. Without a host it listens on this computer only.
intermediary:
  auth_token: "@TOKEN@"
#  enabled: true
#  port: 8765
#  allow: []                   # addresses beyond this computer: [192.168.1.20, 10.0.0.0/8]
#  allowed_origins: []         # web pages that may connect: ["https://example.org"]
#
# A watcher with a token of its own may also speak to Neuro and send actions to games. An example:
#   dependency-authentication:
#     neuro-os:
#       auth_token: another-long-and-random-one

# The door that games connect to. Without a host it listens on this computer only (127.0.0.1 and
# ::1). Games find it in their environment variable NEURO_SDK_WS_URL. When upstream has that port
# here, and nobody chose another, it is 8001.
#nakurity-backend:
#  port: 8000

# The real Neuro. Without this section, or with the command-line option --upstream none, forces are
# decided here. NEURO_RELAY_UPSTREAM names an address, too. Two examples:
#   nakurity-client:
#     host: 127.0.0.1
#     port: 8000                # this is the default
#
#   nakurity-client:
#     url: wss://neuro.example.org:8443/path
#     ca: authority.pem         # trusted beside the system's certificates
#     verify: true              # false takes any certificate of anybody

#relay:
#  name: Neuro Relay           # what Neuro sees this relay as
#  naming: always              # "game--action" as what Neuro sees: always, on-collision, never
#  describe: true              # descriptions that Neuro reads begin with the game's name
#  force_timeout: 60           # seconds without an action before upstream is not waited for
#  watchers_timeout: 8         # seconds in which watchers may decide, without a limit below
#  force_retries: 3            # failed results before a decider other than the operator gives up
#  action_timeout: 18          # seconds that a game has for the result of an action
#  random_delay: 500           # milliseconds before the decider "random" answers
#  random_seed: 0              # 0: different in every run
#  muted_games: []             # games that Neuro hears nothing of, by name: [Tetris, "Chess: II"]
#  character:                  # told to games when they start up
#    id: neuro
#    name: Neuro-sama
#
# Who answers forced actions, in this order: upstream (the real Neuro), watchers (whoever is at
# the intermediary), operator (you, in the window), random, first. A number is a time limit in
# seconds, after which the next one is asked. Without this setting: upstream and operator with a
# window; without a window upstream alone, or watchers and first when there is no upstream. An
# example:
#   relay:
#     deciders: upstream:60,operator:30,first

#backend:
#  reregister: auto            # ask games for their actions: auto, always, never
#  allow: []                   # addresses beyond this computer: [192.168.1.20, 10.0.0.0/8]
#  allowed_origins: []         # web pages that may connect: ["https://example.org"]

# The relay over HTTP: /health, /stats, /metrics, a dashboard for browsers.
#status:
#  enabled: true
#  host: 127.0.0.1
#  port: 8770
#
# Scripts that were written for Randy send actions to a port of his kind. An example:
#   status:
#     randy_port: 1337

# Programs that send one another messages through this relay, at /ws/… on the doors above.
#hub:
#  open_on_loopback: true      # on this computer nobody needs a token
#  timeout: 300                # seconds of silence before a client is asked whether it lives
#
# Others show the intermediary's token, unless there is one of their own. An example:
#   hub:
#     token: a-third-long-and-random-one

# Binary messages of integrations become files in the data folder, in uploads/.
#uploads:
#  size: 8 MiB                 # of one message
#  quota: 1 GiB                # of all files together; what does not fit is refused

# Every door can have an encrypted port beside its plain one, for wss:// and https://. All show one
# certificate; paths are relative to this file's folder. An example:
#   tls:
#     certificate: relay.pem    # followed by those that vouch for it, if need be
#     key: relay.key            # without a passphrase
#   nakurity-backend:
#     tls_port: 8443
#   intermediary:
#     tls_port: 8444
#   status:
#     tls_port: 8445

# Sizes are bytes, or like "8 MiB"; times are seconds.
#limits:
#  message: 8 MiB
#  nesting: 512                # arrays and objects inside one another
#  connections: 1024
#  actions_per_game: 2000
#  game_name: 1 KiB
#  action_name: 1 KiB
#  schema: 256 KiB
#  forces_per_game: 8
#  actions_in_flight: 64       # per game
#  unwritten: 4 MiB            # per connection; a reader that is slower is disconnected
#  handshake: 10
#  message_rate: 2000          # per second and connection; 0, or above 20000: no limit, as no
#                              # connection is read faster than that
#  loopback_message_rate: 0    # the same for this computer
#  idle: 0                     # seconds of silence that end a connection; 0: no limit

# What waits for somebody who is away, each for itself; what is beyond is dropped, oldest first.
#outbox:
#  rows: 10000
#  size: 64 MiB
#  context_age: 600            # seconds that a game's context for Neuro is kept
#  command_age: 86400          # the same of a watcher's command for an integration
#
# It is a file in the data folder, unless you name one, relative to this file's folder. One that
# ends in .pkl is an older relay's queue, which is read once and moved. An example:
#   relay_queue: outbox.db

# What the window records to its data folder. Tokens are never written. The oldest files go first; a
# long session is written in parts of a quarter of keep_size, which count as one session.
#recording:
#  enabled: true
#  keep_sessions: 20
#  keep_size: 2 GiB
#  redact: []                  # regular expressions; what they match is written as ***
)";

} // namespace

QByteArray initialConfig(const QString &token)
{
    QByteArray quoted = token.toUtf8();
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    return text.toByteArray().replace("@TOKEN@", quoted);
}

} // namespace neuro::config
