#!/usr/bin/env bash
# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# Makes the certificates of the tests anew, in the folder of this script. They protect nothing:
# their keys are public. Needs openssl 3.
#
#   authority.pem    an authority that nobody trusts unless told to
#   server.pem       for localhost, 127.0.0.1 and ::1, by that authority
#   wronghost.pem    for elsewhere.example
#   expired.pem      for localhost, until 2001
#   future.pem       for localhost, from 2100 on
#   selfsigned.pem   for localhost, by nobody
#   rsa.pem          the same with an RSA key
#   weak.pem         the same with one that is too short
#   protected.key    server.key with the passphrase "secret"
set -euo pipefail
cd -- "$(dirname -- "$0")"

readonly HERE="DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1"
readonly FROM=20200101000000Z
readonly UNTIL=21260101000000Z

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

cat >"$work/openssl.cnf" <<EOF
[ca]
default_ca = tests
[tests]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
EOF
: >"$work/index"

# request NAME COMMON_NAME: NAME.key and a request for a certificate
request() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -batch -subj "/CN=$2" \
        -keyout "$1.key" -out "$work/$1.csr" 2>/dev/null
}

# sign NAME FROM UNTIL EXTENSIONS SIGNER...
sign() {
    local name=$1 from=$2 until=$3 extensions=$4
    shift 4
    openssl ca -batch -notext -config "$work/openssl.cnf" -startdate "$from" -enddate "$until" \
        -in "$work/$name.csr" -out "$name.pem" -extfile "$extensions" "$@" 2>/dev/null
}

sed -n '/^\[authority\]/,$p' "$work/openssl.cnf" | tail -n +2 >"$work/authority.ext"
request authority "Neuro Relay test authority"
sign authority "$FROM" "$UNTIL" "$work/authority.ext" -selfsign -keyfile authority.key

by_authority=(-cert authority.pem -keyfile authority.key)
# leaf NAME FROM UNTIL SUBJECT_ALT_NAME SIGNER...
leaf() {
    local name=$1 from=$2 until=$3
    printf 'subjectAltName = %s\nbasicConstraints = CA:FALSE\n' "$4" >"$work/$name.ext"
    shift 4
    request "$name" "Neuro Relay test server"
    sign "$name" "$from" "$until" "$work/$name.ext" "$@"
}
leaf server "$FROM" "$UNTIL" "$HERE" "${by_authority[@]}"
leaf wronghost "$FROM" "$UNTIL" "DNS:elsewhere.example" "${by_authority[@]}"
leaf expired 20000101000000Z 20010101000000Z "$HERE" "${by_authority[@]}"
leaf future 21000101000000Z "$UNTIL" "$HERE" "${by_authority[@]}"
leaf selfsigned "$FROM" "$UNTIL" "$HERE" -selfsign -keyfile selfsigned.key

# self_signed_rsa NAME BITS
self_signed_rsa() {
    openssl req -x509 -newkey "rsa:$2" -nodes -batch -subj "/CN=Neuro Relay test server" -days 36500 \
        -addext "subjectAltName = $HERE" -keyout "$1.key" -out "$1.pem" 2>/dev/null
}
self_signed_rsa rsa 2048
self_signed_rsa weak 1024
openssl pkey -in server.key -aes256 -passout pass:secret -out protected.key

# Nothing is signed any more once the tests have their certificates.
rm -- authority.key
