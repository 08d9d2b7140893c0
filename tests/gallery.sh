#!/bin/sh
# Pictures of every page of the samples' papers and workbooks and of the hard layouts, with a page to look at them all:
# build/gallery/index.html. Environment, from the Makefile: SRC (source tree), BUILD (build folder of the variant).
set -eu
cd "$SRC"
dir=build/gallery
rm -rf "$dir"
mkdir -p "$dir/pdf"
dpi=70

# Every paper under a name of its own: the folders it was in, joined by "_".
for f in $(find out -path '*/du-thao/*.pdf' -o -path '*/chinh-thuc/*.pdf' | LC_ALL=C sort); do
    ln -s "$SRC/$f" "$dir/pdf/$(basename "$f")"
done
"$BUILD/bo_cuc" "$dir/pdf"
soffice -env:UserInstallation="file://$SRC/$dir/profile" --headless --convert-to pdf --outdir "$dir/pdf" \
    $(find out -path '*/du-thao/*.xlsx' | LC_ALL=C sort) >/dev/null 2>&1
rm -rf "$dir/profile"

{
    echo '<!doctype html><html lang="vi"><meta charset="utf-8"><title>cchc-report</title>'
    echo '<style>img{border:1px solid #888;margin:4px}</style>'
    for f in "$dir"/pdf/*.pdf; do
        name=$(basename "$f" .pdf)
        pdftoppm -r "$dpi" -png "$f" "$dir/$name"
        echo "<h2>$name</h2>"
        for page in "$dir/$name"-*.png; do
            echo "<img src=\"$(basename "$page")\" alt=\"$name\" loading=\"lazy\">"
        done
    done
} >"$dir/index.html"
echo "$(find "$dir" -name '*.png' | wc -l) pages: $SRC/$dir/index.html"
