#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# check_translations.sh LUPDATE TREE FILE…: that each translation knows every text of the window,
# and has a translation for each.
set -euo pipefail
lupdate=$1
tree=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
for file in "$@"; do
    cp "$tree/translations/$file" "$scratch/$file"
    "$lupdate" -silent -I "$tree" -I "$tree/core" -locations none -no-obsolete "$tree/widgets" "$tree/core/models" -ts "$scratch/$file"
    if ! grep -q '<message' "$scratch/$file"; then
        echo "translations/$file: no text at all"
        failures=$((failures + 1))
    fi
    unfinished=$(grep -c 'type="unfinished"' "$scratch/$file" || true)
    if ((unfinished > 0)); then
        echo "translations/$file: $unfinished texts are not translated; run the target update_translations and fill in:"
        grep -B3 'type="unfinished"' "$scratch/$file" | grep '<source>' | sed 's/^ */  /' | head -n 20
        failures=$((failures + 1))
    fi
done
((failures == 0)) || exit 1
echo "every text is translated"
