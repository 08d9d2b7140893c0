#include "data/dossier.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/safe.h"
#include "data/cube_impl.h"
#include "data/index.h"

enum column {
    COL_ENDED,
    COL_RECEIVED,
    COL_DUE,
    COL_CHANNEL,
    COL_UNIT,
    COL_PROCEDURE,
    COL_OUTCOME,
    COL_ASKED,
    COL_SUPPLIED,
    COL_HOME,
    COL_POST,
    COL_REASON,
    COL_ROWID,
    COL_COUNT
};
_Static_assert((int)COL_COUNT == (int)DOSSIER_MORE, "what dossier_read reads");

/* The text that stood in a column one row before: codes and dates repeat. */
struct last {
    char text[40];
    int n, value;
};

struct dossier_reader {
    struct arena *arena, *scratch;
    const struct catalog *catalog;
    struct index reasons;
    VEC(const char *) words; /* in order of appearance; [0] = "" */
    struct last last[COL_COUNT];
};

/* 1 if the text is the one of the row before, whose value then holds; else it is remembered. */
static int is_last(struct last *l, const char *text, int n)
{
    if (n == l->n && memcmp(l->text, text, (size_t)n) == 0)
        return 1;
    l->n = -1;
    if (n <= (int)sizeof l->text) {
        memcpy(l->text, text, (size_t)n);
        l->n = n;
    }
    return 0;
}

/* A date column: 1 and the day, DAY_NONE for NULL; 0 for a text that is no day. */
static int read_day(struct dossier_reader *r, struct stmt *row, int column, day_t *out)
{
    const char *text = stmt_text(row, column);
    struct last *l = &r->last[column];
    int n;

    *out = DAY_NONE;
    if (!text)
        return 1;
    n = stmt_text_length(row, column);
    if (!is_last(l, text, n))
        l->value = day_parse_iso(text, n);
    *out = l->value;
    return *out != DAY_NONE;
}

/* A code column: what `look_up` makes of it. */
static int read_code(struct dossier_reader *r, struct stmt *row, int column,
                     int (*look_up)(struct dossier_reader *r, const char *text, size_t n))
{
    const char *text = stmt_text(row, column);
    struct last *l = &r->last[column];
    int n;

    if (!text)
        return look_up(r, "", 0);
    n = stmt_text_length(row, column);
    if (!is_last(l, text, n))
        l->value = look_up(r, text, (size_t)n);
    return l->value;
}

static int look_up_unit(struct dossier_reader *r, const char *text, size_t n)
{
    return catalog_unit_n(r->catalog, text, n);
}

static int look_up_procedure(struct dossier_reader *r, const char *text, size_t n)
{
    return catalog_procedure_n(r->catalog, text, n);
}

/* No channel means the counter. */
static int look_up_channel(struct dossier_reader *r, const char *text, size_t n)
{
    (void)r;
    return cube_code(TABLE_DOSSIERS, D_CHANNEL, n ? text : "truc_tiep");
}

static int look_up_outcome(struct dossier_reader *r, const char *text, size_t n)
{
    (void)r;
    (void)n;
    return cube_code(TABLE_DOSSIERS, D_OUTCOME, text);
}

static int look_up_reason(struct dossier_reader *r, const char *text, size_t n)
{
    int known = (int)r->words.n, id = index_add(&r->reasons, text, n, known);

    if (id == known)
        *vec_add(r->scratch, &r->words) = safe_code(r->arena, text, n);
    return id;
}

struct dossier_reader *dossier_reader(struct arena *a, struct arena *scratch, const struct catalog *c)
{
    struct dossier_reader *r = arena_alloc(scratch, sizeof *r);

    *r = (struct dossier_reader){.arena = a, .scratch = scratch, .catalog = c};
    for (size_t i = 0; i < COL_COUNT; i++)
        r->last[i].n = -1;
    index_init(&r->reasons, scratch);
    look_up_reason(r, "", 0);
    return r;
}

int dossier_read(struct dossier_reader *r, struct stmt *row, struct dossier *out)
{
    struct dossier_dates *d = &out->dates;
    int readable = 1;

    *d = (struct dossier_dates){.received = DAY_NONE, .ended = DAY_NONE};
    out->rowid = stmt_int(row, COL_ROWID);
    /* What cannot be read or belongs nowhere is no row of any period; checks lists it. */
    readable &= read_day(r, row, COL_ENDED, &d->ended);
    readable &= read_day(r, row, COL_RECEIVED, &d->received) && d->received != DAY_NONE;
    readable &= read_day(r, row, COL_DUE, &d->due) && read_day(r, row, COL_ASKED, &d->asked);
    readable &= read_day(r, row, COL_SUPPLIED, &d->supplied);
    out->unit = read_code(r, row, COL_UNIT, look_up_unit);
    out->procedure = read_code(r, row, COL_PROCEDURE, look_up_procedure);
    d->outcome = (enum outcome)read_code(r, row, COL_OUTCOME, look_up_outcome);
    out->channel = read_code(r, row, COL_CHANNEL, look_up_channel);
    out->odd = (readable ? 0 : ODD_UNREADABLE) | (out->unit < 0 ? ODD_UNIT : 0) |
               (out->procedure < 0 ? ODD_PROCEDURE : 0) |
               /* a code that no list has, which is counted as none */
               (!out->channel || (!d->outcome && stmt_text(row, COL_OUTCOME)) ? ODD_CODE : 0);
    if (out->odd & ~(unsigned)ODD_CODE || (d->ended != DAY_NONE && d->ended < d->received))
        return 0;
    out->home = stmt_int(row, COL_HOME) != 0;
    out->post = stmt_int(row, COL_POST) != 0;
    out->reason = read_code(r, row, COL_REASON, look_up_reason);
    return 1;
}

static int compare_words(const void *x, const void *y)
{
    return strcmp(**(const char *const *const *)x, **(const char *const *const *)y);
}

const char *const *dossier_words(struct dossier_reader *r, size_t *n, const uint32_t **renumber)
{
    const char ***places = arena_alloc(r->scratch, r->words.n * sizeof *places);
    const char **sorted = arena_alloc(r->arena, r->words.n * sizeof *sorted);
    uint32_t *number = arena_alloc(r->scratch, r->words.n * sizeof *number);

    for (size_t i = 0; i < r->words.n; i++)
        places[i] = &r->words.v[i];
    qsort(places, r->words.n, sizeof *places, compare_words);
    for (size_t i = 0; i < r->words.n; i++) {
        sorted[i] = *places[i];
        number[places[i] - r->words.v] = (uint32_t)i;
    }
    *n = r->words.n;
    *renumber = number;
    return sorted;
}

void dossier_place(const struct catalog *c, int unit, int procedure, int32_t *v)
{
    const struct procedure *p = &c->procedures[procedure];

    v[D_UNIT] = unit;
    v[D_LEVEL] = (int32_t)c->units[unit].level + 1;
    v[D_FIELD] = p->field;
    v[D_PROCEDURE] = procedure;
    v[D_ONLINE] = p->online;
}

void dossier_class_dims(const struct dossier_class *c, int32_t *v)
{
    v[D_ORIGIN] = (int32_t)c->origin;
    v[D_STATE] = (int32_t)c->state;
    v[D_OUTCOME] = (int32_t)c->outcome;
    v[D_LATE] = c->late;
    v[D_HAS_DUE] = c->has_due;
    v[D_SUSPENDED] = c->suspended;
}
