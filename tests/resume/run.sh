#!/bin/bash
# A run for many units makes only what is not there as it would be made now: a change of each thing that papers rest on
# makes them anew, all or the one it is about; without a change nothing is touched, and all paths are told all the same.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"

# A program of its own, so that templates and fonts can be changed.
mkdir -p own/bin
share=own/share/cchc-report
mkdir -p "$share/fonts/a"
cp "$BIN" own/bin/cchc-report
cp -r "$SRC/templates" "$share/"
font=$(grep -oE '/usr/share/fonts/truetype/liberation2?' "$SRC/fonts/fonts.ini" | while read -r f; do
    [ -e "$f/LiberationSerif-Regular.ttf" ] && echo "$f" && break
done)
cp "$font"/LiberationSerif-*.ttf "$share/fonts/a/"
cat >"$share/fonts/fonts.ini" <<'INI'
[mot]
ten = Liberation Serif
thu_muc = b | a
thuong = LiberationSerif-Regular.ttf
dam = LiberationSerif-Bold.ttf
nghieng = LiberationSerif-Italic.ttf
dam_nghieng = LiberationSerif-BoldItalic.ttf
[thieu]
goi = fonts-liberation2
INI
cp -r "$SRC/tests/golden/chung/." .
program=own/bin/cchc-report
"$program" init --db du_lieu.db >out 2>err || fail "init"
cat don_vi.sql input.sql | sqlite3 du_lieu.db || fail "sqlite3"
all() { "$program" run -c config.ini --period 2018-10M --all-units "$@"; }

# made NAME WANTED [OPTION…]: runs for all units; the codes of those whose papers are others now.
units=$(sqlite3 du_lieu.db "SELECT ma FROM don_vi WHERE ma <> 'QT'" | LC_ALL=C sort | tr '\n' ' ')
home() { echo "ra/2018-10M/$1/cchc_dinh_ky"; }
inode() { stat -c %i "$(home "$1")/du-thao" 2>/dev/null; }
made() {
    local name=$1 want=$2 unit was='' got=''
    shift 2
    for unit in $units; do was="$was$unit=$(inode "$unit") "; done
    all "$@" >out 2>err || fail "$name: status $?"
    for unit in $units; do
        [ -d "$(home "$unit")/du-thao" ] || continue
        case $was in *"$unit=$(inode "$unit") "*) ;; *) got="$got$unit " ;; esac
    done
    [ "$got" = "$want" ] || fail "$name: made anew: '$got' instead of '$want'"
    [ "$(sort out | uniq | wc -l)" -eq "$((3 * $(echo "$there" | wc -w)))" ] || fail "$name: not all paths are told"
    own/bin/cchc-report verify ra >verified 2>&1 || fail "$name: $(cat verified)"
}
# change NAME WANTED COMMAND…: what changes that, changes the papers once.
change() {
    local name=$1 want=$2
    shift 2
    "$@" || fail "not changed: $name"
    made "$name" "$want"
    made "$name, again" ""
}

all >out 2>err || fail "the first run: status $?"
there=$(cut -d / -f 3 out | LC_ALL=C sort -u | tr '\n' ' ')
cp out first
made "nothing changed" ""
cmp -s out first || fail "other paths the second time"
grep -qF "$(echo "$there" | wc -w) trong $(echo "$there" | wc -w) đơn vị đã có bản dự thảo nguyên vẹn" err ||
    fail "what is kept is not told"
[ "$(wc -l <err)" -le 3 ] || fail "more than a line about what is kept"
one=${there%% *}

sql() { sqlite3 du_lieu.db "$1"; }
change "config" "$there" sh -c 'echo "; lời chú" >>config.ini'
change "a template" "$there" sh -c "echo '; lời chú' >>$share/templates/cau.ini"
change "a dossier" "$there" sql "UPDATE ho_so SET ngay_ket_thuc = '2018-10-02' WHERE rowid = (SELECT min(rowid) FROM
    ho_so WHERE ngay_ket_thuc BETWEEN '2018-03-01' AND '2018-09-30' AND ngay_tiep_nhan < '2018-09-30')"
change "a unit's name" "$there" sql "UPDATE don_vi SET ten = ten || ' A' WHERE ma = '$one'"
change "an entered text" "$there" sql "INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri, ghi_chu)
    VALUES ('la', '$one', '2018-01-01', '2018-01-02', '1', 'một')"
change "another entered text" "$there" sql "UPDATE so_lieu SET ghi_chu = 'hai' WHERE chi_tieu = 'la'"
change "prose of one unit" "$one " sh -c "mkdir -p noi_dung/2018-10M/$one && cd noi_dung/2018-10M/$one &&
    for f in ../QT/*.md; do echo 'Thực hiện đúng kế hoạch.' >\${f##*/}; done"
change "a row that is counted nowhere" "$one " sql "PRAGMA foreign_keys = OFF; INSERT INTO ho_so (ma, don_vi, tthc,
    ngay_tiep_nhan) SELECT 'LA', '$one', 'khong-co', '2018-09-01'"
# Fonts: another file, and others that come first.
change "a font" "$there" sh -c "printf '\0\0\0\0' >>$share/fonts/a/LiberationSerif-Bold.ttf"
change "half a family of fonts that comes first" "" sh -c "mkdir $share/fonts/b && cp $share/fonts/a/*-Bold.ttf $share/fonts/b"
change "the other half" "" sh -c "cp -n $share/fonts/a/* $share/fonts/b" # the same bytes
change "another of that family" "$there" sh -c "printf '\0\0\0\0' >>$share/fonts/b/LiberationSerif-Italic.ttf"
# Other days for this run alone.
made "other days" "$there" --from 2018-02-01 --to 2018-09-20
made "the same other days" "" --from 2018-02-01 --to 2018-09-20
made "the own days again" "$there"
# Another program: as its manifest says. Sealed again, or it would be damaged.
seal() {
    python3 - "$1" "$2" "$3" <<'PY'
import hashlib, sys
path, old, new = sys.argv[1:]
text = open(path, encoding="utf-8").read().replace(old, new, 1)
head = "".join(text.splitlines(True)[:-2])
open(path, "w", encoding="utf-8").write(f'{head}  "sha256": "{hashlib.sha256(head.encode()).hexdigest()}"\n}}\n')
PY
}
version=$("$program" --version)
change "another version of the program" "$one " seal "$(home "$one")/du-thao/manifest.json" "\"$version\"" '"cchc-report 0"'
# What is there is not what was published.
change "a byte more" "$one " sh -c "echo >>$(home "$one")/du-thao/BC_CCHC_2018-10M_$one.pdf"
change "no manifest" "$one " rm "$(home "$one")/du-thao/manifest.json"
change "a manifest that was changed" "$one " sed -i 's/"ma"/"na"/' "$(home "$one")/du-thao/manifest.json"
change "no draft" "$one " rm -r "$(home "$one")/du-thao"
change "a FIFO for a file" "$one " sh -c "cd $(home "$one")/du-thao && rm manifest.json && mkfifo manifest.json"
change "a link to a good one" "$one " sh -c "mv $(home "$one")/du-thao kept && ln -s $work/kept $(home "$one")/du-thao"
# One unit alone is made anew, always.
was=$(inode "$one")
"$program" run -c config.ini --period 2018-10M --unit "$one" >out 2>err || fail "one unit: status $?"
[ "$(inode "$one")" != "$was" ] || fail "one unit alone is not made anew"
made "behind that of one unit" ""
# What the unit published before is told of in its papers.
sqlite3 du_lieu.db "DELETE FROM ho_so WHERE ma = 'LA'"
made "the row is gone" "$one "
"$program" run -c config.ini --period 2018-10M --unit "$one" --final --number 5 --date 2018-11-05 >out 2>err
status=$?
if [ "$status" -eq 0 ]; then
    made "a final beside it" "$one "
    made "a final beside it, again" ""
else
    fail "the final: status $status"
fi

# ---- published folders are read as they are: no link is followed, nothing is waited for ----
verify() { timeout 10 "$program" verify "$@" >out 2>err; }
told() { # NAME STATUS TEXT DIR
    verify "$4"
    [ $? -eq "$2" ] && grep -qF -- "$3" out || fail "verify: $1"
}
copy() { rm -rf moi && cp -r "$(home "$one")" moi; }
copy && rm moi/du-thao/manifest.json && mkfifo moi/du-thao/manifest.json
told "a FIFO for a manifest" 1 "không phải là tệp thường" moi
copy && rm moi/du-thao/*.pdf && mkfifo "moi/du-thao/BC_CCHC_2018-10M_$one.pdf"
told "a FIFO for a paper" 1 "thiếu tệp" moi
copy && mv moi/du-thao/manifest.json m.json && ln -s "$work/m.json" moi/du-thao/manifest.json
told "a link for a manifest" 1 "là liên kết" moi
copy && mv moi/du-thao kept2 && ln -s "$work/kept2" moi/du-thao
told "a link for a draft" 1 "là liên kết" moi
copy && ln -s "$work/ra" moi/khac
told "a link beside them" 0 "không xem theo" moi
copy && seal moi/du-thao/manifest.json "BC_CCHC_2018-10M_$one.pdf" "../chinh-thuc/BC_CCHC_2018-10M_$one.pdf"
told "a file elsewhere" 1 "ở ngoài thư mục" moi
ln -s "$work/$(home "$one")/du-thao" duong
told "what is asked for may be a link" 0 "nguyên vẹn" duong

echo "$(echo "$there" | wc -w) units, $failures failures"
[ "$failures" -eq 0 ]
