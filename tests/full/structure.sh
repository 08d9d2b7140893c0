#!/bin/bash
# The structure of every sample's papers, and of the hard layouts that are slow to check.
set -u
args=(dai)
for expected in "$SRC"/tests/mau/mong_doi/*/*.tsv; do
    args+=("$(basename "$(dirname "$expected")") $(basename "$expected" .tsv)")
done
exec bash "$SRC/tests/cau_truc/run.sh" "${args[@]}"
