#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# check_library.sh TREE BUILD VERSION [CMAKE_ARGUMENTS...]: that the library which BUILD installs can be
# used by others: its headers need no others, its CMake package is found and refuses what it does not
# have, and the two examples build against it, in 40 lines each, and play with each other.
set -euo pipefail
tree=$1
build=$2
version=$3
shift 3
arguments=("$@")

readonly EXAMPLE_LINES=40
readonly PATIENCE=20

scratch=$(mktemp -d)
prefix=$scratch/prefix
started=()
finish() {
    ((${#started[@]} == 0)) || kill "${started[@]}" 2>/dev/null || true
    wait || true
    rm -rf -- "$scratch"
}
trap finish EXIT

fail() {
    echo "$1"
    for log in "$scratch"/*.log; do
        [[ ! -e $log ]] || { echo "-- $(basename -- "$log")"; tail -n 40 "$log"; }
    done
    exit 1
}

# wait_for LOG PATTERN: until a line of a started example matches.
wait_for() {
    local deadline=$((SECONDS + PATIENCE))
    until grep -Eq -- "$2" "$1"; do
        ((SECONDS < deadline)) || fail "no line matched '$2' within $PATIENCE s in $1"
        sleep 0.05
    done
}

cmake --install "$build" --component development --prefix "$prefix" >"$scratch/install.log" 2>&1 ||
    fail "the component development cannot be installed"
if command -v doxygen >/dev/null; then
    grep -rq 'choose' "$prefix"/share/doc/neuro-relay-library/classneuro_1_1net_1_1NeuroServer.html ||
        fail "the API documentation does not tell of NeuroServer"
    # What has no comment must be told: a class, a function, a member of a struct.
    mkdir "$scratch/silent"
    cat >"$scratch/silent/silent.h" <<'HEADER'
namespace neuro {
class Silent
{
public:
    void quiet();
};
/// This one says something.
struct Loud
{
    int mute = 0;
};
} // namespace neuro
HEADER
    sed -e "s#^INPUT .*#INPUT = $scratch/silent#; s#^OUTPUT_DIRECTORY .*#OUTPUT_DIRECTORY = $scratch/silent#" \
        -e '/^USE_MDFILE_AS_MAINPAGE/d' "$build/docs/Doxyfile" >"$scratch/silent/Doxyfile"
    if doxygen "$scratch/silent/Doxyfile" >"$scratch/silent.log" 2>&1; then
        fail "a header without comments makes no error in the API documentation"
    fi
    for name in 'neuro::Silent' 'quiet()' 'mute'; do
        grep -Fq -- "$name" "$scratch/silent.log" || fail "the API documentation does not ask for a comment on $name"
    done
else
    echo "without doxygen: the API documentation is not checked"
fi

include=$prefix/include/neuro-relay
mapfile -t headers < <(cd -- "$include" && find . -name '*.h' -printf '%P\n' | sort)
((${#headers[@]} > 0)) || fail "no headers were installed"
for header in "${headers[@]}"; do
    while read -r wanted; do
        [[ -e $include/$wanted ]] ||
            fail "$header includes \"$wanted\", which is not installed: add it to cmake/InstallLibrary.cmake"
    done < <(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$include/$header")
done

# The middle column of the tables that begin with "| Python" names what is declared in these headers.
names=0
while read -r name; do
    names=$((names + 1))
    grep -rqw -- "${name##*::}" "$include" || fail "docs/library.md: \`$name\` is in no installed header"
done < <(awk -F' *[|] *' '/^[|] Python/ { inside = 1 } !/^[|]/ { inside = 0 } inside { print $3 }' \
    "$tree/docs/library.md" | grep -Eo '`[^`]+`' | tr -d '`()' | sort -u)
((names > 0)) || fail "docs/library.md has no table of names"

# configure NAME SOURCE...: outcome in NAME.log.
configure() {
    local name=$1
    shift
    cmake -G Ninja -S "$1" -B "$scratch/$name" -DCMAKE_PREFIX_PATH="$prefix" "${arguments[@]}" "${@:2}" \
        >"$scratch/$name.log" 2>&1
}

for example in game server; do
    lines=$(grep -vcE '^[[:space:]]*(//.*)?$' "$tree/examples/$example/main.cpp")
    ((lines <= EXAMPLE_LINES)) || fail "examples/$example/main.cpp has $lines lines of code, not $EXAMPLE_LINES"
    configure "$example" "$tree/examples/$example" || fail "examples/$example cannot be configured"
    cmake --build "$scratch/$example" >>"$scratch/$example.log" 2>&1 || fail "examples/$example does not build"
done

# What the package must refuse.
mkdir "$scratch/refused"
cat >"$scratch/refused/CMakeLists.txt" <<'PROJECT'
cmake_minimum_required(VERSION 3.16)
project(Refused LANGUAGES CXX)
find_package(NeuroRelay ${WANTED} REQUIRED)
PROJECT
# refuses NAME WANTED PATTERN
refuses() {
    if configure "$1" "$scratch/refused" "-DWANTED=$2"; then
        fail "find_package(NeuroRelay $2 REQUIRED) succeeds"
    fi
    tr -s '\n ' ' ' <"$scratch/$1.log" | grep -Eq -- "$3" ||
        fail "find_package(NeuroRelay $2 REQUIRED) does not say '$3'"
}
refuses component "COMPONENTS;Protocol;Window" 'no component Window; there are Protocol, Client, Server'
IFS=. read -r major minor _ <<<"$version"
refuses version "$major.$((minor + 1))" 'requested version "'"$major.$((minor + 1))"'"'

# gives_up NAME PATTERN COMMAND...: ends with 1, and says why.
gives_up() {
    local code=0
    timeout "$PATIENCE" "${@:3}" >/dev/null 2>"$scratch/$1.log" || code=$?
    ((code == 1)) || fail "${*:3} ends with $code, not 1"
    grep -Eq -- "$2" "$scratch/$1.log" || fail "${*:3} does not say '$2'"
}

"$scratch/server/any-choice-server" 0 >"$scratch/server-output.log" 2>&1 &
started+=($!)
wait_for "$scratch/server-output.log" '^listening on ws://'
url=$(sed -n 's/^listening on //p' "$scratch/server-output.log")
gives_up taken "${url##*:}" "$scratch/server/any-choice-server" "${url##*:}"
NEURO_SDK_WS_URL=$url "$scratch/game/guess-the-number" >"$scratch/game-output.log" 2>&1 &
started+=($!)
wait_for "$scratch/server-output.log" '^Guess the Number: guess \{"number": ?11\}: Yes!'

echo "${#headers[@]} headers, $names names, and two examples that played $(grep -c 'guess {' "$scratch/server-output.log") guesses"
