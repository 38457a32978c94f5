#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# check_includes.sh TREE QT_HEADERS: checks what the compiler does not: that includes go down the
# layers only, that core stays free of the window's classes, the form of every source file, and the
# licence of icons and of what editors and clang-format read.
# QT_HEADERS is the folder with QtCore/, QtGui/ and so on.
# Prints file:line: reason for each offence; fails when there is one, or nothing to look at.
set -euo pipefail
qt_headers=$2
cd -- "$1"

readonly MAX_LINES=600
readonly LICENCE_LINES=(
    'SPDX-FileCopyrightText: Neuro Relay contributors'
    'SPDX-License-Identifier: MIT'
)
readonly CORE_MODULES=(QtCore QtHttpServer QtNetwork QtWebSockets QtSql)

[[ -e $qt_headers/QtCore/QObject ]] || { echo "$qt_headers: no Qt headers here" >&2; exit 1; }
core_classes=$(cd -- "$qt_headers" && find "${CORE_MODULES[@]}" -maxdepth 1 -name 'Q*' -printf '%f ')

folders=()
for folder in app core widgets tests; do
    [[ ! -d $folder ]] || folders+=("$folder")
done
((${#folders[@]} > 0)) || { echo "$1: none of the source folders is here" >&2; exit 1; }
mapfile -d '' -t files < <(find "${folders[@]}" -type f \( -name '*.cpp' -o -name '*.h' \) -print0 | sort -z)
((${#files[@]} > 0)) || { echo "$1: no source files in ${folders[*]}" >&2; exit 1; }

empty=$(find "${files[@]}" -empty -printf '%p:1: the file is empty\n')
[[ -z $empty ]] || { printf '%s\n' "$empty"; exit 1; }

# check_licence FILE...: below an XML declaration, or at the very top.
check_licence() {
    local file line offences=0
    for file in "$@"; do
        for line in "${LICENCE_LINES[@]}"; do
            [[ $(head -n 3 -- "$file") == *"$line"* ]] && continue
            echo "$file:1: one of the first three lines must say \"$line\""
            offences=$((offences + 1))
        done
    done
    ((offences == 0))
}

others=()
for file in .clang-format .editorconfig; do
    [[ ! -e $file ]] || others+=("$file")
done
if [[ -d resources ]]; then
    mapfile -d '' -t -O "${#others[@]}" others < <(find resources -type f -name '*.svg' -print0 | sort -z)
fi
check_licence "${others[@]}"

awk -v max_lines="$MAX_LINES" -v core_classes="$core_classes" -v core_modules="${CORE_MODULES[*]}" '
function offence(line, reason) {
    printf "%s:%d: %s\n", FILENAME, line, reason
    offences++
}

# Layers that may be included from a folder of core, itself among them.
function allow(layer, list,    i, n, parts) {
    n = split(list, parts, " ")
    allowed[layer, layer] = 1
    for (i = 1; i <= n; i++)
        allowed[layer, parts[i]] = 1
    below[layer] = list == "" ? "nothing else" : list
    is_layer[layer] = 1
}

# The layer of a path: protocol for core/protocol/codec.cpp, widgets for widgets/theme.h.
function layer_of(path,    parts) {
    split(path, parts, "/")
    return parts[1] == "core" ? parts[2] : parts[1]
}

function finish_file() {
    if (previous == "")
        return
    if (lines > max_lines) {
        printf "%s:%d: %d lines, at most %d: split it\n", previous, max_lines + 1, lines, max_lines
        offences++
    }
    if (previous ~ /\.h$/ && !once) {
        printf "%s:1: a header needs #pragma once\n", previous
        offences++
    }
}

function check_rooted(target,    top) {
    # Made by moc and uic, beside the file that includes them.
    if (target ~ /^[^\/]*\.moc$/ || target ~ /^(moc|ui)_[^\/]*\.(cpp|h)$/)
        return
    top = target
    sub(/\/.*/, "", top)
    if (target !~ /\// || target ~ /(^|\/)\.\.?\//)
        offence(FNR, "\"" target "\" is not rooted: write the layer too, as in \"protocol/codec.h\"")
    else if (layer == "app")
        return
    else if (!(top in is_layer))
        offence(FNR, "\"" target "\": there is no layer " top "/ that " layer "/ could include")
    else if (!((layer, top) in allowed))
        offence(FNR, layer "/ must not include " top "/ (it may include " below[layer] ")")
}

function check_system(target) {
    if (target ~ /^Qt(Core|Gui|Widgets|HttpServer|Network|WebSockets|Sql|Svg|Test|Concurrent)$/)
        offence(FNR, "<" target "> brings a whole module in: include the single classes")
    else if (in_core && target ~ /^Q/ && !(target in is_core_class) && !is_core_module(target))
        offence(FNR, "core must not include <" target ">: it is none of " core_modules)
    if (target ~ /^(QtSql\/)?QSql/ && layer != "storage" && !in_tests)
        offence(FNR, "Qt Sql is known to storage/ only")
    if (target ~ /^(QtHttpServer\/)?Q(Abstract)?HttpServer/ && layer != "net" && !in_tests)
        offence(FNR, "Qt HttpServer is known to net/ only")
    if (target ~ /^yaml-cpp\// && layer != "config" && !in_tests)
        offence(FNR, "yaml-cpp is known to config/ only")
}

# For <QtCore/QObject>.
function is_core_module(target) {
    return match(target, /^Qt[A-Za-z]*\//) && index(" " core_modules " ", " " substr(target, 1, RLENGTH - 1) " ")
}

BEGIN {
    allow("protocol", "")
    allow("client", "protocol")
    allow("relay", "protocol")
    allow("net", "protocol relay")
    allow("storage", "protocol relay")
    allow("config", "protocol relay net storage")
    allow("service", "protocol client relay net config storage")
    allow("models", "protocol client relay net config storage service")
    allow("widgets", "protocol client relay net config storage service models")
    is_layer["app"] = 1

    count = split(core_classes, classes, " ")
    for (i = 1; i <= count; i++)
        is_core_class[classes[i]] = 1
}

FNR == 1 {
    finish_file()
    previous = FILENAME
    once = 0
    layer = layer_of(FILENAME)
    in_core = FILENAME ~ /^core\//
    in_tests = FILENAME ~ /^tests\//
    if ($0 !~ /^\/\/ SPDX-FileCopyrightText: Neuro Relay contributors$/)
        offence(1, "the first line must be \"// SPDX-FileCopyrightText: Neuro Relay contributors\"")
}
FNR == 2 && !/^\/\/ SPDX-License-Identifier: MIT$/ {
    offence(2, "the second line must be \"// SPDX-License-Identifier: MIT\"")
}
/^#pragma once/ { once = 1 }
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    if (!in_tests)
        check_rooted(quoted[2])
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    target = $0
    sub(/^[^<]*</, "", target)
    sub(/>.*/, "", target)
    check_system(target)
}
{ lines = FNR }
END {
    finish_file()
    exit offences > 0
}
' "${files[@]}"
echo "$((${#files[@]} + ${#others[@]})) files keep the rules"
