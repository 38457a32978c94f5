#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# check_translations.sh LUPDATE TREE: that each translation knows every text of the window and every
# phrase of the core, and has a translation for each; and that every phrase is marked, so that
# lupdate finds it.
set -euo pipefail
lupdate=$1
tree=$2
here=$(dirname "${BASH_SOURCE[0]}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# complain PATTERN WORDS: no source may hold PATTERN, which may go over several lines.
complain() {
    local found
    found=$(grep -rlPzo --include='*.cpp' --include='*.h' "$1" "$tree/core" "$tree/widgets" "$tree/app" || true)
    if [[ -n $found ]]; then
        printf '%s: %s\n' "$2" "${found//$'\n'/ }"
        failures=$((failures + 1))
    fi
}
complain '\b(phrase|pluralPhrase)\(\s*"' 'a phrase is not marked with QT_TRANSLATE_NOOP'
complain '\bpluralPhrase\(\s*QT_TRANSLATE_NOOP\b' 'a plural phrase needs QT_TRANSLATE_N_NOOP'
complain '\bphrase\(\s*QT_TRANSLATE_N_NOOP\b' 'a phrase without plural needs QT_TRANSLATE_NOOP'
# The texts of diagnostics are a table of the window's, not phrases.
complain '\bQT_TRANSLATE_N?_?NOOP\(\s*"(?!core"|Diagnostics")' 'phrases belong to the context "core"'

cp "$tree"/translations/*.ts "$scratch"
"$here/update_translations.sh" "$lupdate" "$tree" "$scratch"
for file in "$scratch"/*.ts; do
    name=translations/$(basename "$file")
    if ! grep -q '<name>core</name>' "$file"; then
        echo "$name: no phrase of the core at all"
        failures=$((failures + 1))
    fi
    unfinished=$(grep -c 'type="unfinished"' "$file" || true)
    if ((unfinished > 0)); then
        echo "$name: $unfinished texts are not translated; run the target update_translations and fill in:"
        grep -B3 'type="unfinished"' "$file" | grep '<source>' | sed 's/^ */  /' | head -n 20
        failures=$((failures + 1))
    fi
done
((failures == 0)) || exit 1
echo "every text is translated"
