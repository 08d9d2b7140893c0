#!/bin/sh
# usage: build.sh OUT BUILD_PACKAGES TEST_PACKAGES, from the top of the source (a clone or an unpacked archive)
# The Debian package for the release this runs on, in the folder OUT. The same source gives the same bytes.
set -eu
out=$1
depends=$(printf '%s, ' $2; printf '%s <!nocheck>, ' $3)
version=$(sed -n 's/^#define CCHC_VERSION "\(.*\)"$/\1/p' src/run/version.h)
# Each release gets a package of its own, newer on the newer one: libraries' names differ.
release=$(. /etc/os-release && [ "$ID" = debian ] && ID=deb; echo "$ID${VERSION_ID:-}")
# The time of the commit: an archive of git gives it to every file.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y src/run/version.h)}
export SOURCE_DATE_EPOCH

rm -rf "$out"
tree=$out/cchc-report-$version
mkdir -p "$tree"
cp -a LICENSE Makefile README.md config fonts src templates tests "$tree"
mv "$tree/config/debian" "$tree/debian"
cd "$tree"
chmod -R u=rwX,go=rX .
sed -i "s|@BUILD_DEPENDS@|${depends%, }|" debian/control
sed -i "s|@VERSION@|$version+$release|; s|@DATE@|$(date -u -R -d "@$SOURCE_DATE_EPOCH")|" debian/changelog
rm debian/build.sh
# Not the caller's PREFIX, VARIANT and flags of make.
env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS dpkg-buildpackage -b -us -uc
cd ..
rm -rf "cchc-report-$version"
lintian --allow-root --profile debian --info --pedantic --fail-on error,warning,info,pedantic ./*.changes
ls "$PWD"/cchc-report_*.deb
