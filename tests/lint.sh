#!/bin/sh
# Rules that no compiler checks: direction of layers, one wrapper per library, size of files. Run from the source tree.
# shellcheck disable=SC2046 # names of source files have no blanks
awk '
function bad(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; failed = 1 }
BEGIN {
    layers = split("base conf data doc render run", name)
    for (i = 1; i <= layers; i++) rank[name[i]] = i
    n = split("hpdf ^src/render/pdf xlsxwriter ^src/render/xlsx sqlite3 ^src/data/db " \
              "iniparser ^src/conf/ini dictionary ^src/conf/ini md4c ^src/doc/markdown utf8proc ^src/base/utf8 " \
              "nettle ^src/base/hash zlib ^src/(base/gzip|render/pdf_(read|out)) jansson ^src/base/json minizip ^src/render/xlsx expat ^src/render/xlsx unzip ^src/render/xlsx", word)
    for (i = 1; i < n; i += 2) only[word[i]] = word[i + 1]
}
FNR == 1 {
    split(FILENAME, path, "/")
    in_src = path[1] == "src"
    mine = FILENAME == "src/main.c" ? layers + 1 : rank[path[2]]
    if (in_src && !mine) bad("no such layer: " path[2])
}
FNR == 801 { bad("longer than 800 lines: split it") }
in_src && /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\""); split(quoted[2], dir, "/"); other = dir[1]
    if (!rank[other]) bad("write the include as \"layer/file.h\", not \"" quoted[2] "\"")
    else if (rank[other] > mine) bad(path[2] " must not know the layer " other " above it")
    else if (path[2] == "render" && (other == "data" || other == "conf")) bad("render must not know " other)
}
in_src && /^[ \t]*#[ \t]*include[ \t]*</ {
    lib = $0; sub(/.*</, "", lib); sub(/[\/.>].*/, "", lib); sub(/^hpdf_.*/, "hpdf", lib)
    if ((lib in only) && FILENAME !~ only[lib]) bad("library header outside " only[lib])
}
END { exit failed }' $(find src tests -name '*.[ch]' | sort) || exit 1

command -v cppcheck >/dev/null || { echo "lint: no cppcheck here, skipped"; exit 0; }
# objectIndex: cppcheck takes the array of a VEC for a single variable.
cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
    --suppress=missingIncludeSystem --suppress=objectIndex -D_GNU_SOURCE -Isrc src
