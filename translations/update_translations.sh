#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# update_translations.sh LUPDATE TREE FOLDER: brings the .ts files in FOLDER up to date with the
# texts in TREE: those of the window, and the phrases of the core that the window shows.
set -euo pipefail
lupdate=$1
tree=$2
folder=$3
for file in "$folder"/*.ts; do
    options=()
    # English is the language of the sources: only its plurals need a translation.
    [[ $file != */neuro-relay_en.ts ]] || options+=(-pluralonly)
    "$lupdate" -silent -I "$tree" -I "$tree/core" -locations none -no-obsolete "${options[@]}" \
        "$tree/app" "$tree/widgets" "$tree/core" -ts "$file"
done
