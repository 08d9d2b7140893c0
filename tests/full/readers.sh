#!/usr/bin/env bash
# What other programs say of every paper that the tests make (samples, hard layouts, cases of the decree): no warning from
# poppler, qpdf and MuPDF, valid PDF/A-1b by PDFBox; every Vietnamese letter copies right from each of them; a workbook
# that LibreOffice opens and prints with the same figures.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
papers=$(sh "$SRC/tests/demo.sh" 2>"$tmp/demo.err" | grep -E '\.(pdf|xlsx)$') || { cat "$tmp/demo.err"; exit 1; }
[ -n "$papers" ] || { echo "tests/demo.sh printed no paper"; exit 1; }
cd "$SRC"
failed=0
quiet() { # name, output: a reader that says anything has found something
    [ -z "$2" ] || { echo "$1: $2"; failed=1; }
}
jars=
for jar in preflight pdfbox2 pdfbox2-tools fontbox2 xmpbox commons-logging javax.activation jaxb-api; do
    jars=$jars:/usr/share/java/$jar.jar
done
mkdir "$tmp/kho" "$tmp/nd30"
"$BUILD/cau_truc" "$tmp/kho"
KEEP=$tmp/nd30 sh "$SRC/tests/nd30/run.sh" >"$tmp/nd30.log" 2>&1 || { cat "$tmp/nd30.log"; failed=1; }
others=$(find "$tmp/kho" "$tmp/nd30" -name '*.pdf')
[ "$(echo "$others" | wc -l)" -gt 10 ] || { echo "only these papers: $others"; failed=1; }
for f in $papers $others; do
    case $f in
    *.pdf)
        quiet "pdftotext $f" "$(pdftotext "$f" "$tmp/text" 2>&1)"
        quiet "pdftoppm $f" "$(pdftoppm -r 30 "$f" "$tmp/page" 2>&1)"
        quiet "pdfinfo $f" "$(pdfinfo -struct "$f" 2>&1 >/dev/null)"
        qpdf --check "$f" >"$tmp/qpdf" 2>&1 || { cat "$tmp/qpdf"; failed=1; }
        grep -iq warning "$tmp/qpdf" && { cat "$tmp/qpdf"; failed=1; }
        java -cp "$jars" org.apache.pdfbox.preflight.Validator_A1b "$f" >"$tmp/preflight" 2>&1 || { cat "$tmp/preflight"; failed=1; }
        quiet "mutool $f" "$(mutool draw -q -N -r 30 -o "$tmp/mu-%d.png" "$f" 2>&1)"
        rm -f "$tmp"/page* "$tmp"/mu-*
        ;;
    *.xlsx)
        soffice --headless -env:UserInstallation="file://$tmp/office" --convert-to pdf --outdir "$tmp" "$f" >"$tmp/soffice" 2>&1
        pdftotext -layout "$tmp/$(basename "${f%.xlsx}").pdf" "$tmp/sheet" || { cat "$tmp/soffice"; failed=1; continue; }
        pdftotext -layout "${f%PL_CCHC_*}"BC_CCHC_*.pdf "$tmp/paper"
        # Every grand total of the paper's annexes stands in the printed workbook too, whatever the thousands separator.
        for n in $(grep -E 'TỔNG SỐ' "$tmp/paper" | grep -oE '[0-9]+(\.[0-9]{3})+' | tr -d . | sort -u); do
            tr -d '.,' <"$tmp/sheet" | grep -qw "$n" || { echo "$f: LibreOffice does not show $n"; failed=1; }
        done
        ;;
    esac
done

# Whatever each of them takes from the paper of letters, as one word: the letters, four times.
letters=$(/usr/bin/python3 - <<'PY'
import unicodedata
base = "AĂÂEÊIOÔƠUƯY"
marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
print(" ".join(sorted({unicodedata.normalize("NFC", c + m) for b in base for c in (b, b.lower()) for m in marks} | {"Đ", "đ"})))
PY
)
for reader in "pdftotext -raw $tmp/kho/chu_cai.pdf -" "mutool draw -q -F txt $tmp/kho/chu_cai.pdf" \
    "java -cp $jars org.apache.pdfbox.tools.ExtractText -console $tmp/kho/chu_cai.pdf"; do
    text=$($reader 2>/dev/null) || { echo "$reader: exit code $?"; failed=1; continue; }
    for c in $letters; do
        n=$(grep -o "$c" <<<"$text" | wc -l)
        [ "$n" -ge 4 ] || { echo "$reader: $c found $n times"; failed=1; }
    done
done
exit $failed
