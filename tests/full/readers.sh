#!/usr/bin/env bash
# What other programs say of the sample's papers: no warning from poppler, qpdf and MuPDF, valid PDF/A-1b by PDFBox, and a
# workbook that LibreOffice opens and prints with the same figures.
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
for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging javax.activation jaxb-api; do
    jars=$jars:/usr/share/java/$jar.jar
done
for f in $papers; do
    case $f in
    *.pdf)
        quiet "pdftotext $f" "$(pdftotext "$f" "$tmp/text" 2>&1)"
        quiet "pdftoppm $f" "$(pdftoppm -r 30 "$f" "$tmp/page" 2>&1)"
        qpdf --check "$f" >"$tmp/qpdf" 2>&1 || { cat "$tmp/qpdf"; failed=1; }
        java -cp "$jars" org.apache.pdfbox.preflight.Validator_A1b "$f" >"$tmp/preflight" 2>&1 || { cat "$tmp/preflight"; failed=1; }
        quiet "mutool $f" "$(mutool draw -q -N -r 30 -o "$tmp/mu-%d.png" "$f" 2>&1)"
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
exit $failed
