#!/bin/sh
# Installs the Debian packages named that are not installed yet; says what it does.
set -eu
missing=
for p in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null || true)" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
if [ -n "$sudo" ] && ! command -v sudo >/dev/null; then
    echo "Missing packages; as root run: apt-get install$missing" >&2
    exit 1
fi
echo "Installing missing packages:$missing"
$sudo apt-get -q update
# shellcheck disable=SC2086 # a list of words
$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing
