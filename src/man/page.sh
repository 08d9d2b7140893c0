#!/bin/sh
# The manual page of the command: written by hand, but for the lines @VERBS@ and @EXIT_CODES@: these are what the
# program itself says with --help, so that page and program cannot differ.
# usage: page.sh PROGRAM PAGE.in >PAGE
set -eu
program=$1
page=$2

# Everything in it is plain text: no blank, dash or backslash of the help may mean anything to troff.
troff='
function plain(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); return s }
function line(s) { s = plain(s); return s ~ /^[.\047]/ ? "\\&" s : s }
# Options in bold, what is to be put in for others in italics; brackets are neither.
function usage(s,   n, word, i, head, tail, out) {
    n = split(s, word, " ")
    for (i = 1; i <= n; i++) {
        head = tail = ""
        while (word[i] ~ /^\[/) { head = head "["; word[i] = substr(word[i], 2) }
        while (word[i] ~ /[],]$/) { tail = substr(word[i], length(word[i])) tail; word[i] = substr(word[i], 1, length(word[i]) - 1) }
        out = out (i > 1 ? " " : "") head (word[i] ~ /^[a-z-]+$/ ? "\\fB" : "\\fI") plain(word[i]) "\\fR" tail
    }
    return out
}'

# One verb: its --help as a subsection of the page.
verb_section() {
    printf '.SS "%s \\(en %s"\n' "$1" "$2"
    "$program" "$1" --help | awk "$troff"'
/^Cách dùng: /  { part = "usage"; synopsis = substr($0, index($0, "cchc-report")); next }
part == "usage" && !/^$/ { synopsis = synopsis " " $0; next }
part == "usage" { print usage(synopsis); part = "about"; start = 1; next }
/^Tùy chọn:$/   { part = "options"; next }
/^Ví dụ:$/      { part = "examples"; print ".PP"; print "Ví dụ:"; print ".RS"; print ".EX"; next }
/^Mã thoát:$/   { part = "codes"; next }
/^$/            { if (part == "examples") print ".EE\n.RE"; next }
part == "about" { if (start) print ".PP"; print line($0); start = /\.$/; next }
part == "options" && /^  (-.,|   ) --/ {
    option = text = $0
    if (match(option, /[^ ]   *[^ -]/) && RSTART > 6) {
        text = substr(option, RSTART + RLENGTH - 1); option = substr(option, 1, RSTART)
    } else
        text = ""
    skip = option ~ /--help/
    if (skip) next
    print ".TP"; print usage(option)
    if (text != "") print line(text)
    next
}
part == "options" { if (!skip) { sub(/^ */, ""); print line($0) } next }
part == "examples" { sub(/^  /, ""); print line($0); next }
part == "codes" { list = list (list == "" ? "" : ", ") $1 }
END { print ".PP"; print "Mã thoát: " list "." }'
}

verbs() {
    "$program" --help | sed -n '/^Lệnh:$/,/^$/s/^  \([a-z-]*\)  *\(.*\)/\1 \2/p' | while read -r verb summary; do
        verb_section "$verb" "$summary" </dev/null
    done
}

exit_codes() {
    "$program" --help | sed -n '/^Mã thoát:$/,$p' | awk "$troff"'NR > 1 { print ".TP"; print ".B " $1; sub(/^ *[0-9]+ */, ""); print line($0) }'
}

# Lines of text as short as mandoc wants its input, where a letter beyond ASCII counts eight, \[u1EBF]. What ends a
# sentence would have a wider gap behind it, what begins a line with a dot or a quote would be a request: \& says no.
wrap='
function width(s) { return gsub(/[\001-\177]/, "&", s) + 8 * gsub(/[\300-\377]/, "&", s) }
/^\.EX/ { literal = 1 }
/^\.EE/ { literal = 0 }
literal || tag || /^[.\047]/ { print; tag = /^\.TP/; next }
{
    n = split($0, word, " ")
    text = word[1]
    for (i = 2; i <= n; i++)
        if (width(text " " word[i]) <= 78)
            text = text " " word[i]
        else {
            print text (text ~ /[.!?]$/ ? "\\&" : "")
            text = (word[i] ~ /^[.\047]/ ? "\\&" : "") word[i]
        }
    print text
}'

while IFS= read -r text; do
    case $text in
    @VERBS@) verbs ;;
    @EXIT_CODES@) exit_codes ;;
    *) printf '%s\n' "$text" ;;
    esac
done <"$page" | LC_ALL=C awk "$wrap"
