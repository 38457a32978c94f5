#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# check_includes_test.sh CHECKER QT_HEADERS: that check_includes.sh finds each kind of offence, at
# its line, and leaves what is allowed alone.
set -euo pipefail
checker=$1
qt_headers=$2
tree=$(mktemp -d)
trap 'rm -rf -- "$tree"' EXIT
failures=0

# write FILE LINE...: a source file with the header that the rules ask for.
write() {
    local file=$tree/$1
    shift
    mkdir -p "$(dirname -- "$file")"
    printf '%s\n' '// SPDX-FileCopyrightText: Neuro Relay contributors' \
        '// SPDX-License-Identifier: MIT' "$@" >"$file"
}

fail() {
    echo "FAIL: $*"
    failures=$((failures + 1))
}

# refuses TEXT: the tree as it stands is refused with TEXT, for this reason only; then cleans it.
refuses() {
    local output
    if output=$("$checker" "$tree" "$qt_headers"); then
        fail "accepted what should be refused with: $1"
    elif [[ $output != "$1"* || $output == *$'\n'* ]]; then
        fail "expected: $1"$'\n'"got:      $output"
    fi
    rm -rf -- "${tree:?}"/*
}

accepts() {
    "$checker" "$tree" "$qt_headers" || fail "refused what should be accepted"
    rm -rf -- "${tree:?}"/*
}

write core/protocol/a.h '#pragma once' '#include "protocol/b.h"' '#include <QString>' '#include <vector>'
write core/relay/a.cpp '#include "relay/a.h"' '#include "protocol/a.h"' '#include "a.moc"'
write core/net/a.cpp '#include "relay/a.h"' '#include <QWebSocket>' '#include <QtCore/QObject>' '#include <QHttpServer>'
write core/storage/a.cpp '#include "relay/a.h"'
write core/storage/b.cpp '#include <QSqlQuery>'
write core/config/a.cpp '#include "net/a.h"' '#include "storage/a.h"' '#include <yaml-cpp/yaml.h>' '#include <QEvent>'
write core/service/a.cpp '#include "storage/a.h"' '#include "config/a.h"'
write core/models/a.cpp '#include "service/a.h"' '#include <QAbstractItemModel>'
write widgets/a.cpp '#include "models/a.h"' '#include "widgets/a.h"' '#include <QWidget>' '#include "ui_a.h"'
write app/main.cpp '#include "widgets/a.h"' '#include <QApplication>'
write tests/tst_a.cpp '#include "anything.h"' '#include <QWidget>'
accepts

write core/protocol/a.cpp '' '#include "relay/types.h"'
refuses 'core/protocol/a.cpp:4: protocol/ must not include relay/'
write core/relay/a.h '#pragma once' '#include "net/backendserver.h"'
refuses 'core/relay/a.h:4: relay/ must not include net/'
write core/client/a.cpp '#include "relay/types.h"'
refuses 'core/client/a.cpp:3: client/ must not include relay/'
write core/net/a.cpp '#include "config/relayconfig.h"'
refuses 'core/net/a.cpp:3: net/ must not include config/'
write core/config/a.cpp '#include "service/relayservice.h"'
refuses 'core/config/a.cpp:3: config/ must not include service/'
write core/storage/a.cpp '#include "net/backendserver.h"'
refuses 'core/storage/a.cpp:3: storage/ must not include net/'
write core/storage/a.cpp '#include "config/relayconfig.h"'
refuses 'core/storage/a.cpp:3: storage/ must not include config/'
write core/service/a.cpp '#include "models/trafficmodel.h"'
refuses 'core/service/a.cpp:3: service/ must not include models/'
write core/models/a.cpp '#  include "widgets/theme.h"'
refuses 'core/models/a.cpp:3: models/ must not include widgets/'
write widgets/a.cpp '#include "app/console.h"'
refuses 'widgets/a.cpp:3: widgets/ must not include app/'
write core/relay/a.cpp '#include "types.h"'
refuses 'core/relay/a.cpp:3: "types.h" is not rooted'
write core/relay/a.cpp '#include "relay/../net/a.h"'
refuses 'core/relay/a.cpp:3: "relay/../net/a.h" is not rooted'
write core/relay/a.cpp '#include "elsewhere/a.h"'
refuses 'core/relay/a.cpp:3: "elsewhere/a.h": there is no layer elsewhere/'
for class in QWidget QColor QIcon QApplication QPainter QStandardItemModel QtGui/QColor; do
    write core/models/a.cpp '#include <QString>' "#include <$class>"
    refuses "core/models/a.cpp:4: core must not include <$class>"
done
write widgets/a.cpp '#include <QtWidgets>'
refuses 'widgets/a.cpp:3: <QtWidgets> brings a whole module in'
write core/relay/a.cpp '#include <yaml-cpp/yaml.h>'
refuses 'core/relay/a.cpp:3: yaml-cpp is known to config/ only'
write core/relay/a.cpp '#include <QSqlQuery>'
refuses 'core/relay/a.cpp:3: Qt Sql is known to storage/ only'
write core/service/a.cpp '#include <QHttpServer>'
refuses 'core/service/a.cpp:3: Qt HttpServer is known to net/ only'
write core/relay/a.h 'struct A;'
refuses 'core/relay/a.h:1: a header needs #pragma once'
mapfile -t long < <(seq -f '// %g' 599)
write core/relay/a.cpp "${long[@]}"
refuses 'core/relay/a.cpp:601: 601 lines, at most 600'
mkdir -p "$tree/app" && printf '// SPDX-License-Identifier: MIT\n' >"$tree/app/a.cpp"
refuses 'app/a.cpp:1: the first line must be'
mkdir -p "$tree/app" && printf '// SPDX-FileCopyrightText: Neuro Relay contributors\n\n' >"$tree/app/a.cpp"
refuses 'app/a.cpp:2: the second line must be'
mkdir -p "$tree/app" && : >"$tree/app/a.cpp"
refuses 'app/a.cpp:1: the file is empty'

# What is no source file: its licence alone is looked at.
write app/main.cpp '#include <QObject>'
mkdir -p "$tree/resources/icons"
printf '%s\n' '<?xml version="1.0"?>' '<!-- SPDX-FileCopyrightText: Neuro Relay contributors -->' \
    '<!-- SPDX-License-Identifier: MIT -->' '<svg/>' >"$tree/resources/icons/a.svg"
printf '%s\n' '# SPDX-FileCopyrightText: Neuro Relay contributors' \
    '# SPDX-License-Identifier: MIT' 'root = true' >"$tree/.editorconfig"
accepts
write app/main.cpp '#include <QObject>'
mkdir -p "$tree/resources/icons"
printf '%s\n' '<!-- SPDX-FileCopyrightText: Neuro Relay contributors -->' '<svg/>' >"$tree/resources/icons/a.svg"
refuses 'resources/icons/a.svg:1: one of the first three lines must say "SPDX-License-Identifier: MIT"'
write app/main.cpp '#include <QObject>'
printf '%s\n' '# SPDX-License-Identifier: MIT' 'Standard: c++20' >"$tree/.clang-format"
refuses '.clang-format:1: one of the first three lines must say "SPDX-FileCopyrightText: Neuro Relay contributors"'
rm -- "$tree/.clang-format" "$tree/.editorconfig"

mkdir "$tree/core"
"$checker" "$tree" "$qt_headers" 2>/dev/null && fail "accepted a tree without sources"
"$checker" "$tree" "$tree" 2>/dev/null && fail "accepted a folder without Qt headers"

((failures == 0)) || exit 1
echo "every rule is enforced"
