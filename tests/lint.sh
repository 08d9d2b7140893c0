#!/bin/sh
# Rules that no compiler checks: layers, wrappers of libraries, sizes, sloppy words. Run from the source tree.
set -u
files=$(find src tests -name '*.[ch]' | sort)
# shellcheck disable=SC2086 # file names have no blanks
awk '
BEGIN {
    split("base conf data doc render run", order)
    for (i in order) rank[order[i]] = i + 0
    # header -> where it may be included
    only["hpdf"] = "^src/render/(pdf|hpdf_repair)"
    only["xlsxwriter"] = "^src/render/xlsx"
    only["sqlite3"] = "^src/data/db"
    only["iniparser"] = only["dictionary"] = "^src/conf/ini"
    only["md4c"] = "^src/doc/markdown"
    only["utf8proc"] = "^src/base/utf8"
    only["nettle"] = "^src/base/hash"
    only["unzip"] = only["minizip"] = only["zip"] = only["ioapi"] = only["expat"] = "^src/render/xlsx"
}
function bad(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; failed = 1 }
FNR == 1 {
    split(FILENAME, part, "/")
    in_src = part[1] == "src"
    layer = in_src ? (FILENAME == "src/main.c" ? 7 : rank[part[2]]) : 0
    if (in_src && !layer) bad("no such layer: " part[2])
}
FNR == 801 { bad("longer than 800 lines: split it") }
/TODO|FIXME|XXX/ { bad("unfinished work") }
in_src && /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, q, "\""); split(q[2], dir, "/")
    if (!rank[dir[1]]) bad("include from the root: \"" q[2] "\"")
    else if (rank[dir[1]] > layer) bad(part[2] "/ must not know " dir[1] "/")
    else if (part[2] == "render" && (dir[1] == "data" || dir[1] == "conf")) bad("render/ must not know " dir[1] "/")
}
in_src && /^[ \t]*#[ \t]*include[ \t]*</ {
    name = $0; sub(/.*</, "", name); sub(/>.*/, "", name)
    lib = name; sub(/\/.*/, "", lib); sub(/\.h$/, "", lib); sub(/^hpdf_.*/, "hpdf", lib)
    if ((lib in only) && FILENAME !~ only[lib]) bad("<" name "> is for " only[lib] " alone")
}
END { exit failed }
' $files || exit 1

if command -v cppcheck >/dev/null; then
    cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
        --suppress=missingIncludeSystem -D_GNU_SOURCE -Isrc src || exit 1
else
    echo "lint: cppcheck is not installed; skipped"
fi
