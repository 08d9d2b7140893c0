#include "data/cube.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/classify.h"
#include "data/cube_impl.h"

/* Of the file that cube_write makes; one that reads it refuses others. */
enum { CUBE_FORMAT = 1 };

struct rows cube_new_rows(struct arena *a, enum table t, size_t n)
{
    static const char *const no_words[] = {""};

    return (struct rows){
        .table = t,
        .n = n,
        .v = arena_alloc(a, n * TABLES[t].ndims * sizeof(int32_t)),
        .count = arena_alloc(a, n * sizeof(int64_t)),
        .words = no_words,
        .nwords = 1,
    };
}

void cube_index_units(struct arena *a, const struct cube *c, struct rows *r)
{
    size_t nunits = c->catalog->nunits, row = 0;

    r->unit_start = arena_alloc(a, (nunits + 1) * sizeof *r->unit_start);
    for (size_t u = 0; u <= nunits; u++) {
        while (row < r->n && (size_t)r->v[row * TABLES[r->table].ndims + DIM_AT_UNIT] < u)
            row++;
        r->unit_start[u] = row;
    }
    assert(r->unit_start[nunits] == r->n);
}

int cube_code(enum table t, int dim, const char *code)
{
    const char *const *names = TABLES[t].dims[dim].names;

    if (code)
        for (int i = 1; names[i]; i++)
            if (strcmp(names[i], code) == 0)
                return i;
    return 0;
}

static void add_range(struct cube *c, struct range r)
{
    if (cube_range(c, r) < 0)
        c->ranges[c->nranges++] = r;
}

int cube_count(struct arena *a, struct db *db, const struct catalog *catalog, const struct range *ranges,
               size_t nranges, enum returned_mode mode, struct cube **out, struct err *err)
{
    struct cube *c = arena_alloc(a, sizeof *c);

    c->catalog = catalog;
    c->returned = mode;
    c->ranges = arena_alloc(a, nranges * sizeof *c->ranges);
    for (size_t i = 0; i < nranges; i++) {
        assert(ranges[i].from != DAY_NONE && ranges[i].from <= ranges[i].to);
        add_range(c, ranges[i]);
    }
    c->tables = arena_alloc(a, (c->nranges + 1) * sizeof *c->tables);
    if (cube_scan(a, db, c, err) || cube_tables(a, db, c, err))
        return -1;
    *out = c;
    return 0;
}

int cube_range(const struct cube *c, struct range r)
{
    for (size_t i = 0; i < c->nranges; i++)
        if (c->ranges[i].from == r.from && c->ranges[i].to == r.to)
            return (int)i;
    return -1;
}

const struct rows *cube_rows(const struct cube *c, int range, enum table t)
{
    assert(range >= 0 && (size_t)range < c->nranges);
    return &c->tables[range][t];
}

/* ------------------------------------------------------------ sums */

struct cube_sums cube_sum(const struct rows *dossiers, size_t first, size_t end)
{
    struct cube_sums s = {0};
    int channel = table_dim(TABLE_DOSSIERS, "kenh"), origin = table_dim(TABLE_DOSSIERS, "nguon");
    int state = table_dim(TABLE_DOSSIERS, "tinh_trang");
    int online = cube_code(TABLE_DOSSIERS, channel, "truc_tuyen");
    int64_t *const by_state[STATE_COUNT] = {
        [STATE_EARLY] = &s.early,         [STATE_ON_TIME] = &s.on_time,           [STATE_LATE] = &s.late,
        [STATE_OPEN] = &s.open_in_time,   [STATE_OPEN_OVERDUE] = &s.open_overdue, [STATE_RETURNED] = &s.returned,
        [STATE_WITHDRAWN] = &s.withdrawn, [STATE_STOPPED] = &s.stopped,
    };

    assert(dossiers->table == TABLE_DOSSIERS);
    for (size_t i = first; i < end; i++) {
        const int32_t *v = dossiers->v + i * TABLES[TABLE_DOSSIERS].ndims;
        int64_t n = dossiers->count[i];

        s.all += n;
        if (v[origin] == ORIGIN_BEFORE)
            s.carried += n;
        else if (v[origin] == ORIGIN_WITHIN)
            *(v[channel] == online ? &s.online : &s.other) += n;
        if (v[state] > STATE_NONE && v[state] < STATE_COUNT)
            *by_state[v[state]] += n;
    }
    s.resolved = s.early + s.on_time + s.late;
    s.open = s.open_in_time + s.open_overdue;
    return s;
}

int cube_sums_balance(const struct cube_sums *s)
{
    return s->all == s->online + s->other + s->carried &&
           s->all == s->resolved + s->returned + s->withdrawn + s->stopped + s->open;
}

/* ------------------------------------------------------------ the file */

/* Codes are opaque: what would break the lines of the file is written as \t \n \r \\. */
static void write_text(FILE *out, const char *s)
{
    static const char special[] = "\t\n\r\\", letter[] = "tnr\\";

    for (; *s; s++) {
        const char *found = strchr(special, *s);

        if (found) {
            putc('\\', out);
            putc(letter[found - special], out);
        } else {
            putc(*s, out);
        }
    }
}

static void write_head(const struct cube *c, const char *fingerprint, FILE *out)
{
    const struct table_info *info = &TABLES[TABLE_DOSSIERS];
    char from[11], to[11];

    fprintf(out, "# cchc-report cube\n# phien_ban = %d\n# tra_lai_rut = %s\n", CUBE_FORMAT,
            c->returned == RETURNED_APART ? "rieng" : "dung_han");
    for (size_t i = 0; i < c->nranges; i++)
        fprintf(out, "# khoang = %s..%s\n", day_iso(c->ranges[i].from, from), day_iso(c->ranges[i].to, to));
    fprintf(out, "# dau_van_tay = %s\ntu_ngay\tden_ngay", fingerprint);
    for (size_t d = 0; d < info->ndims; d++)
        fprintf(out, "\t%s", info->dims[d].name);
    fputs("\tso_ho_so\n", out);
}

void cube_write(const struct cube *c, const char *fingerprint, FILE *out)
{
    write_head(c, fingerprint, out);
    for (size_t r = 0; r < c->nranges; r++) {
        const struct rows *rows = &c->tables[r][TABLE_DOSSIERS];
        char from[11], to[11], number[ROWS_NUMBER];

        day_iso(c->ranges[r].from, from);
        day_iso(c->ranges[r].to, to);
        for (size_t i = 0; i < rows->n; i++) {
            fprintf(out, "%s\t%s", from, to);
            for (size_t d = 0; d < TABLES[TABLE_DOSSIERS].ndims; d++) {
                putc('\t', out);
                write_text(out, rows_value(rows, c->catalog, i, (int)d, number));
            }
            fprintf(out, "\t%lld\n", (long long)rows->count[i]);
        }
    }
}
