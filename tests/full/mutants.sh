#!/bin/bash
# Does the oracle notice a wrong rule? Each line breaks one on purpose, in a copy of the tree; the comparison with plain SQL
# must then find differences. A line that changes nothing any more has to be written anew.
set -u
base=/dev/shm
[ -w $base ] || base=${TMPDIR:-/tmp}
copy=$(mktemp -d -p "$base") || exit 1
trap 'rm -rf "$copy"' EXIT
mkdir -p "$copy/tests" "$copy/build/release"
# With their times, so that nothing is built twice.
cp -a "$SRC/src" "$SRC/Makefile" "$SRC/templates" "$copy" && cp -a "$SRC/tests/oracle" "$copy/tests" &&
    cp -a "$SRC/build/release/obj" "$SRC/build/release/prefix" "$SRC/build/release/libcchc.a" "$copy/build/release" || exit 1
build() { make -s -C "$copy" OPT=-O1 build/release/oracle >"$copy/log" 2>&1; }
compare() { (cd "$copy" && build/release/oracle compare tests/oracle templates "$1") >"$copy/log" 2>&1; }
build && compare 40 || {
    cat "$copy/log"
    exit 1
}

failed=0 caught=0
while IFS=$'\t' read -r file before after; do
    case $file in '' | '#'*) continue ;; esac
    cp "$SRC/src/$file" "$copy/sound"
    # shellcheck disable=SC2016 # perl's variables
    before=$before after=$after perl -0pi -e 's/\Q$ENV{before}\E/$ENV{after}/' "$copy/src/$file"
    if cmp -s "$copy/sound" "$copy/src/$file"; then
        echo "$file: no '$before' any more"
        failed=1
    elif ! build; then
        cat "$copy/log"
        failed=1
    elif compare 40 && compare 400; then # what is wrong with few databases wants more of them
        echo "$file: '$after' for '$before' was not noticed"
        failed=1
    else
        caught=$((caught + 1))
    fi
    cp "$copy/sound" "$copy/src/$file"
done <<'MUTANTS'
# biểu II.06a: which side of a boundary a day falls on
data/classify.c	d->received > period.to ||	d->received >= period.to ||
data/classify.c	d->ended < period.from))	d->ended <= period.from))
data/classify.c	d->received < period.from ? ORIGIN_BEFORE	d->received <= period.from ? ORIGIN_BEFORE
data/classify.c	has_end && d->ended <= period.to	has_end && d->ended < period.to
data/classify.c	d->ended < d->due ? STATE_EARLY	d->ended + 1 < d->due ? STATE_EARLY
data/classify.c	c.late = has_due && d->ended > d->due	c.late = has_due && d->ended >= d->due
data/classify.c	d->due == DAY_NONE || d->ended == d->due	d->ended == d->due
data/classify.c	c.late = has_due && d->due < period.to	c.late = has_due && d->due <= period.to
data/classify.c	d->asked <= period.to	d->asked < period.to
data/classify.c	d->supplied > period.to	d->supplied >= period.to
data/classify.c	c.late && !c.suspended	c.late
data/classify.c	mode == RETURNED_APART ? STATE_WITHDRAWN : STATE_ON_TIME	STATE_WITHDRAWN
# inspections and tasks
data/cube_tables.c	x->settled_on <= range.to	x->settled_on < range.to
data/cube_tables.c	t->done <= cut_off	t->done < cut_off
data/cube_tables.c	t->done > t->due	t->done >= t->due
data/cube_tables.c	t->due < cut_off	t->due <= cut_off
data/cube_tables.c	t->begun <= cut_off	t->begun < cut_off
# what is in force, what was loaded
data/catalog.c	to >= on	to > on
data/catalog.c	from <= on	from < on
data/coverage.c	next = span.to + 1	next = span.to + 2
data/coverage.c	own = !children || has_rows(s->cov, s->table, unit, s->range)	own = !children
data/facts_value.c	u->valid_to >= r.from	u->valid_to > r.from
# entered figures
data/facts_entered.c	e->range.from <= last->range.to	e->range.from < last->range.to
data/facts_entered.c	x.to <= r.to	x.to < r.to
data/facts_entered.c	range.to <= cut_off	range.to < cut_off
# periods
conf/period.c	ND09_LAST_DAY = 14	ND09_LAST_DAY = 15
conf/period.c	day_add_years(r.to, -1)	r.to - 365
# forms
doc/form_count.c	(!s->loaded || s->loaded[u])	1
doc/form_count.c	without > 0 && with == 0	without > 0
doc/form_chart.c	totals && n == 2	totals && n == 3
doc/form_rows.c	listed[c->units[u].parent] = 0	listed[c->units[u].parent] = 1
MUTANTS
echo "$caught wrong rules noticed"
exit $failed
