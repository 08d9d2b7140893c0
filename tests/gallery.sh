#!/bin/sh
# Pictures of every page of the samples' papers and workbooks, of tables and of charts that are hard to lay out, with a
# page to look at them all: build/gallery/index.html.
# Environment, from the Makefile: SRC (source tree), BUILD (build folder of the variant).
set -eu
cd "$SRC"
dir=build/gallery
dpi=70
rm -rf "$dir"
mkdir -p "$dir/pdf"

papers() { # PATTERN
    find out -path "*/du-thao/$1" | LC_ALL=C sort
}

for f in $(papers '*.pdf'); do
    ln -s "$SRC/$f" "$dir/pdf/"
done
"$BUILD/bo_cuc" fonts/fonts.ini "$dir/pdf"
"$BUILD/bieu_do" fonts/fonts.ini "$dir/pdf"
papers '*.xlsx' | xargs soffice "-env:UserInstallation=file://$SRC/$dir/profile" --headless --convert-to pdf \
    --outdir "$dir/pdf" >/dev/null 2>&1
rm -rf "$dir/profile"

{
    echo '<!doctype html><html lang="vi"><meta charset="utf-8"><title>cchc-report</title>'
    echo '<style>img { border: 1px solid #888; margin: 4px }</style>'
    for f in "$dir"/pdf/*.pdf; do
        name=$(basename "$f" .pdf)
        pdftoppm -r "$dpi" -png "$f" "$dir/$name"
        echo "<h2>$name</h2>"
        for page in "$dir/$name"-*.png; do
            page=$(basename "$page")
            echo "<img src=\"$page\" alt=\"$page\" loading=\"lazy\">"
        done
    done
} >"$dir/index.html"
echo "$(find "$dir" -name '*.png' | wc -l) pages: $SRC/$dir/index.html"
