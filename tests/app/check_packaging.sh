#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# check_packaging.sh TREE VERSION PROGRAM: that the version stands the same everywhere, that the man
# page tells of exactly the options and commands that the program's --help tells of, and that the
# systemd unit is good.
set -euo pipefail
tree=$1
version=$2
program=$3
man=$tree/packaging/neuro-relay.1
failures=0

fail() {
    echo "$1: $2"
    failures=$((failures + 1))
}

# wants FILE PATTERN: an extended regular expression that one line of the file must match.
wants() {
    grep -Eq -- "$2" "$tree/$1" ||
        fail "$1" "does not name version $version (no line matches $2); CMakeLists.txt does"
}

quoted=${version//./\\.}
wants CHANGELOG.md "(^## \[$quoted\])|(will be $quoted\.)"
wants packaging/debian/changelog "^neuro-relay \($quoted-[0-9]+\) "
wants packaging/io.github.neuro_relay.NeuroRelay.metainfo.xml "<release version=\"$quoted\""

printed=$("$program" --version)
[[ $printed == *"$version"* ]] || fail "neuro-relay --version" "prints '$printed' instead of $version"

# Long options, one a line. --help-all is Qt's own and says the same as --help.
options() {
    grep -Eo -- '--[a-z][a-z-]*' | grep -vx -- --help-all | sort -u
}
help=$("$program" --help)
help+=" $("$program" check-action --help) $("$program" check-config --help) $("$program" console --help) $("$program" demo --help) $("$program" export --help) $("$program" run-script --help)"
if [[ -z ${help// /} ]]; then
    fail "neuro-relay --help" "prints nothing"
else
    while read -r option; do
        fail "$man" "$option is told of either here or by --help, but not by both"
    done < <(comm -3 <(options <<<"$help") <(sed 's/\\-/-/g' "$man" | options) | tr -d '\t')
    for command in check-action check-config console demo export run-script; do
        [[ $help == *"$command"* ]] || fail "neuro-relay --help" "does not tell of $command"
    done
fi

# ./run knows which arguments open the window, and so which options have a value.
# shellcheck source=packaging/common.sh
root=$tree source "$tree/packaging/common.sh"
own_help=$("$program" --help)
with_value=$(grep -Eo -- '--[a-z-]+ <' <<<"$own_help" | grep -Eo -- '--[a-z-]+')
[[ -n $with_value ]] || fail "neuro-relay --help" "tells of no option with a value"
for option in $with_value; do
    opens_window "$option" console || fail "packaging/common.sh" "takes the value of $option for a command"
    ! opens_window "$option" x console || fail "packaging/common.sh" "overlooks a command behind $option"
done
while read -r option; do
    ! opens_window "$option" console || fail "packaging/common.sh" "takes a command for the value of $option"
done < <(options <<<"$own_help" | grep -vxF -- "$with_value")
for arguments in "" --append "--config=F --own" "--config"; do
    # shellcheck disable=SC2086
    opens_window $arguments || fail "packaging/common.sh" "sees no window for '$arguments'"
done
for arguments in "console --own" "--headless" "-h" "export F" "--config=F console"; do
    # shellcheck disable=SC2086
    ! opens_window $arguments || fail "packaging/common.sh" "sees a window for '$arguments'"
done

# The systemd unit starts the program with options that it knows, and systemd understands the unit.
unit=$tree/packaging/neuro-relay.service
read -ra started < <(sed -n 's|^ExecStart=/usr/bin/neuro-relay||p' "$unit")
((${#started[@]} > 0)) || fail "$unit" "does not start /usr/bin/neuro-relay with options"
for option in "${started[@]}"; do
    [[ $help == *"$option"* ]] || fail "$unit" "starts the program with $option, which --help does not know"
done
if command -v systemd-analyze >/dev/null; then
    scratch=$(mktemp -d)
    trap 'rm -rf -- "$scratch"' EXIT
    sed "s|^ExecStart=/usr/bin/neuro-relay|ExecStart=$program|" "$unit" >"$scratch/neuro-relay.service"
    findings=$(XDG_RUNTIME_DIR=$scratch systemd-analyze --user --man=no verify "$scratch/neuro-relay.service" 2>&1) ||
        fail "$unit" "systemd-analyze verify: $findings"
    [[ -z $findings ]] || fail "$unit" "systemd-analyze verify: $findings"
fi

((failures == 0)) || exit 1
echo "version $version and the options agree"
