#include "run/detail_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/gzip.h"
#include "base/utf8.h"
#include "data/index.h"

enum { VERSION = 1, FIGURE_COLUMNS = 7, MOST_COLUMNS = 64 };
#define FIGURES "[so_lieu_da_in]"
#define FIGURES_HEAD "id\tnhan\tchu\tgia_tri\ttu\tmau\tnoi"
static const char version_key[] = "chi_tiet";
static const char *const day_names[] = {"ngay_tiep_nhan", "ngay_hen_tra", "ngay_ket_thuc"};
enum { DAYS = sizeof day_names / sizeof *day_names };

/* ---- writing ---- */

static void add_value(struct buf *b, const char *s)
{
    for (;;) {
        size_t n = strcspn(s, "\t\n\\");

        buf_add(b, s, n);
        s += n;
        if (!*s)
            return;
        buf_puts(b, *s == '\t' ? "\\t" : *s == '\n' ? "\\n" : "\\\\");
        s++;
    }
}

/* One line at a time. */
struct out {
    struct gzip_writer *file;
    struct buf line;
};

static void end_line(struct out *o)
{
    buf_putc(&o->line, '\n');
    gzip_add(o->file, o->line.p, o->line.n);
    buf_clear(&o->line);
}

static void put_figures(struct out *o, const struct kept_figure *figures, size_t n)
{
    gzip_puts(o->file, FIGURES "\n" FIGURES_HEAD "\n");
    for (size_t i = 0; i < n; i++) {
        const struct kept_figure *f = &figures[i];
        const char *const values[FIGURE_COLUMNS] = {f->id, f->label, f->text, f->value, f->num, f->den, f->place};

        for (size_t k = 0; k < FIGURE_COLUMNS; k++) {
            if (k)
                buf_putc(&o->line, '\t');
            add_value(&o->line, values[k]);
        }
        end_line(o);
    }
}

static void add_day(struct buf *b, day_t d)
{
    char text[11];

    buf_puts(b, day_iso(d, text));
    buf_putc(b, '\t');
}

/* Dimensions of rows as text, each combination made once: few stand for many rows. */
struct tails {
    struct arena *arena;
    struct index index;
    VEC(const char *) v;
};

static const char *tail_of(struct tails *tails, const struct catalog *c, const struct rows *rows, size_t row)
{
    const struct table_info *t = &TABLES[rows->table];
    int known = (int)tails->v.n;
    int at = index_add(&tails->index, (const char *)(rows->v + row * t->ndims), t->ndims * sizeof *rows->v, known);
    char number[ROWS_NUMBER];
    struct buf b;

    if (at < known)
        return tails->v.v[at];
    buf_init(&b, tails->arena);
    for (size_t k = 0; k < t->ndims; k++) {
        buf_puts(&b, k ? "\t" : "");
        add_value(&b, rows_value(rows, c, row, (int)k, number));
    }
    *vec_add(tails->arena, &tails->v) = buf_str(&b);
    return buf_str(&b);
}

static void put_row(struct out *o, struct tails *tails, const struct catalog *c, const struct detail *d, size_t row)
{
    add_value(&o->line, d->codes[row]);
    buf_putc(&o->line, '\t');
    if (d->dates) {
        add_day(&o->line, d->dates[row].received);
        add_day(&o->line, d->dates[row].due);
        add_day(&o->line, d->dates[row].ended);
    }
    buf_puts(&o->line, tail_of(tails, c, &d->rows, row));
    end_line(o);
}

static void put_section(struct out *o, const struct cube *c, struct range r, const struct detail *d, const char *units)
{
    const struct table_info *t = &TABLES[d->rows.table];
    struct tails tails = {.arena = arena_new()};
    char from[11], to[11];

    index_init(&tails.index, tails.arena);
    buf_printf(&o->line, "[%s %s..%s]", t->name, day_iso(r.from, from), day_iso(r.to, to));
    end_line(o);
    buf_puts(&o->line, "ma");
    for (size_t i = 0; d->dates && i < DAYS; i++)
        buf_printf(&o->line, "\t%s", day_names[i]);
    for (size_t k = 0; k < t->ndims; k++)
        buf_printf(&o->line, "\t%s", t->dims[k].name);
    end_line(o);
    for (size_t i = 0; i < d->rows.n; i++) {
        int32_t unit = d->rows.v[i * t->ndims + DIM_AT_UNIT];

        if (unit < 0 || units[unit])
            put_row(o, &tails, c->catalog, d, i);
    }
    arena_free(tails.arena);
}

int detail_file_write(struct arena *a, const char *path, const struct kept_pair *head, size_t nhead,
                      const struct kept_figure *figures, size_t nfigures, const struct behind *b, const char *units,
                      struct err *err)
{
    struct out o;

    buf_init(&o.line, a);
    if (gzip_create(a, path, &o.file, err))
        return -1;
    buf_printf(&o.line, "# %s = %d", version_key, VERSION);
    end_line(&o);
    for (size_t i = 0; i < nhead; i++) {
        buf_printf(&o.line, "# %s = ", head[i].key);
        add_value(&o.line, head[i].value);
        end_line(&o);
    }
    put_figures(&o, figures, nfigures);
    for (size_t r = 0; r < b->cube->nranges; r++)
        for (int t = 0; t < TABLE_COUNT; t++)
            put_section(&o, b->cube, b->cube->ranges[r], b->tables[r][t], units);
    return gzip_finish(o.file, err);
}

/* ---- reading ---- */

struct detail_file {
    struct arena *arena;
    const char *path;
    struct gzip_reader *in;
    VEC(struct kept_pair) head;
    const char *waiting; /* head of the section that comes next, NULL: not met, or none is left */
};

static int broken(const struct detail_file *f, struct err *err)
{
    return err_set(err, ST_DATA, "tệp '%s' không đúng dạng chi-tiet.tsv.gz của chương trình này.", f->path);
}

/* A value as it was before put_value, in place. */
static void restore(char *s)
{
    char *to = strchr(s, '\\');

    if (!to)
        return;
    for (s = to; *s; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            *to++ = *s == 't' ? '\t' : *s == 'n' ? '\n' : *s;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

/* Cuts a line at its tabs; how many cells, 0 for too many. */
static size_t cut(char *line, char *cells[MOST_COLUMNS])
{
    size_t n = 0;

    for (char *tab; n < MOST_COLUMNS; line = tab + 1) {
        cells[n++] = line;
        tab = strchr(line, '\t');
        if (!tab)
            return n;
        *tab = '\0';
    }
    return 0;
}

/* A line that opens a section: no code of a row begins so, for rows have tabs and these have none. */
static int is_section(const char *line)
{
    return *line == '[' && !strchr(line, '\t');
}

/* As gzip_line; its text goes into messages and papers. */
static int next_line(struct detail_file *f, char **line, size_t *n, struct err *err)
{
    int step = gzip_line(f->in, line, n, err);

    return step == 1 && !utf8_valid(*line, *n) ? broken(f, err) : step;
}

static int read_head(struct detail_file *f, struct err *err)
{
    char *line, *mark;
    size_t n;
    int step;

    while ((step = next_line(f, &line, &n, err)) == 1 && strncmp(line, "# ", 2) == 0) {
        mark = strstr(line, " = ");
        if (!mark)
            return broken(f, err);
        *mark = '\0';
        restore(mark + 3);
        *vec_add(f->arena, &f->head) =
            (struct kept_pair){arena_strdup(f->arena, line + 2), arena_strdup(f->arena, mark + 3)};
    }
    if (step < 0)
        return -1;
    if (step == 0 || strcmp(line, FIGURES) != 0 || !f->head.n || strcmp(f->head.v[0].key, version_key) != 0)
        return broken(f, err);
    if (atoi(f->head.v[0].value) != VERSION)
        return err_set(err, ST_DATA, "tệp '%s' có dạng %s, chương trình này chỉ đọc được dạng %d; hãy dùng bản mới.",
                       f->path, f->head.v[0].value, VERSION);
    return 0;
}

int detail_file_open(struct arena *a, const char *path, struct detail_file **out, struct err *err)
{
    struct detail_file *f = arena_alloc(a, sizeof *f);

    f->arena = a;
    f->path = path;
    if (gzip_open(a, path, &f->in, err))
        return -1;
    if (read_head(f, err)) {
        gzip_close(f->in);
        return -1;
    }
    *out = f;
    return 0;
}

void detail_file_close(struct detail_file *f)
{
    if (f)
        gzip_close(f->in);
}

const char *detail_file_head(const struct detail_file *f, const char *key)
{
    for (size_t i = 0; i < f->head.n; i++)
        if (strcmp(f->head.v[i].key, key) == 0)
            return f->head.v[i].value;
    return "";
}

int detail_file_figures(struct detail_file *f, struct kept_figure **out, size_t *n, struct err *err)
{
    VEC(struct kept_figure) list = {0};
    char *line, *cells[MOST_COLUMNS];
    size_t length;
    int step = next_line(f, &line, &length, err);

    if (step < 0)
        return -1;
    if (step == 0 || strcmp(line, FIGURES_HEAD) != 0)
        return broken(f, err);
    while ((step = next_line(f, &line, &length, err)) == 1 && !is_section(line)) {
        const char *v[FIGURE_COLUMNS];

        if (cut(line, cells) != FIGURE_COLUMNS)
            return broken(f, err);
        for (size_t k = 0; k < FIGURE_COLUMNS; k++) {
            restore(cells[k]);
            v[k] = arena_strdup(f->arena, cells[k]);
        }
        *vec_add(f->arena, &list) = (struct kept_figure){v[0], v[1], v[2], v[3], v[4], v[5], v[6]};
    }
    if (step < 0)
        return -1;
    f->waiting = step ? arena_strdup(f->arena, line) : NULL;
    *out = list.v;
    *n = list.n;
    return 0;
}

/* "[ho_so 2018-06-15..2018-09-14]" */
static int read_section_head(const struct detail_file *f, enum table *t, struct range *r, struct err *err)
{
    const char *space = strchr(f->waiting, ' ');
    int table = space ? table_by_name(arena_strndup(f->arena, f->waiting + 1, (size_t)(space - f->waiting - 1))) : -1;

    if (table < 0 || strlen(space) != strlen(" 2018-06-15..2018-09-14]"))
        return broken(f, err);
    *t = (enum table)table;
    *r = (struct range){day_parse_iso(space + 1, 10), day_parse_iso(space + 13, 10)};
    return r->from == DAY_NONE || r->to == DAY_NONE ? broken(f, err) : 1;
}

int detail_file_next(struct detail_file *f, enum table *t, struct range *r, struct err *err)
{
    char *line;
    size_t n;
    int step = 1, found;

    while (!f->waiting && (step = next_line(f, &line, &n, err)) == 1)
        if (is_section(line))
            f->waiting = arena_strdup(f->arena, line);
    if (!f->waiting)
        return step;
    found = read_section_head(f, t, r, err);
    f->waiting = NULL;
    return found;
}

/* A section being read into rows. */
struct loading {
    struct detail_file *file;
    const struct catalog *catalog;
    const struct table_info *table;
    int place[MOST_COLUMNS]; /* what a column is: a dimension; DAY_PLACE + i, CODE_PLACE, or NO_PLACE */
    size_t ncolumns;
    int given[MOST_COLUMNS]; /* 1: the dimension has a column */
    VEC(int32_t) v;
    VEC(const char *) codes;
    VEC(struct dossier_dates) dates;
    VEC(const char *) words;
    VEC(struct record) records;
    struct index word_index;
    struct last { /* codes repeat from row to row */
        char text[40];
        int32_t value;
    } last[MOST_COLUMNS];
};
enum { DAY_PLACE = 1000, CODE_PLACE = 2000, NO_PLACE = -1 };

static int place_of(const struct loading *l, const char *name)
{
    for (int i = 0; i < DAYS; i++)
        if (strcmp(name, day_names[i]) == 0)
            return DAY_PLACE + i;
    for (size_t k = 0; k < l->table->ndims; k++)
        if (strcmp(name, l->table->dims[k].name) == 0)
            return (int)k;
    return NO_PLACE; /* of a version that counted by more */
}

static int read_columns(struct loading *l, struct err *err)
{
    char *line, *cells[MOST_COLUMNS];
    size_t n;
    int step = next_line(l->file, &line, &n, err);

    if (step < 0)
        return -1;
    l->ncolumns = step ? cut(line, cells) : 0;
    if (!l->ncolumns || strcmp(cells[0], "ma") != 0)
        return broken(l->file, err);
    /* The code of the row stands in front; tables that list their rows have it among the dimensions too. */
    l->place[0] = CODE_PLACE;
    for (size_t i = 1; i < l->ncolumns; i++) {
        l->place[i] = place_of(l, cells[i]);
        if (l->place[i] >= 0 && l->place[i] < DAY_PLACE)
            l->given[l->place[i]] = 1;
    }
    return 0;
}

static int32_t name_value(const struct dim *d, const char *text)
{
    for (int32_t i = 0; d->names[i]; i++)
        if (strcmp(d->names[i], text) == 0)
            return i;
    return 0;
}

static int32_t word_value(struct loading *l, const char *text)
{
    int next = (int)l->words.n, at = index_add(&l->word_index, text, strlen(text), next);

    if (at == next)
        *vec_add(l->file->arena, &l->words) = arena_strdup(l->file->arena, text);
    return at;
}

static int32_t dim_value(struct loading *l, const struct dim *d, const char *text)
{
    switch (d->kind) {
    case DIM_NAMES:
        return name_value(d, text);
    case DIM_UNIT:
        return catalog_unit(l->catalog, text);
    case DIM_FIELD:
        return catalog_field(l->catalog, text);
    case DIM_PROCEDURE:
        return catalog_procedure(l->catalog, text);
    case DIM_WORD:
        return word_value(l, text);
    case DIM_RECORD:
        *vec_add(l->file->arena, &l->records) = (struct record){.code = arena_strdup(l->file->arena, text)};
        return (int32_t)l->records.n - 1;
    case DIM_FLAG:
    case DIM_NUMBER:
        break;
    }
    return (int32_t)strtol(text, NULL, 10);
}

static int32_t read_dim(struct loading *l, size_t column, const char *text)
{
    const struct dim *d = &l->table->dims[l->place[column]];
    struct last *last = &l->last[column];
    size_t n = strlen(text);

    if (d->kind == DIM_RECORD)
        return dim_value(l, d, text);
    if (*last->text && strcmp(last->text, text) == 0)
        return last->value;
    last->value = dim_value(l, d, text);
    last->text[0] = '\0';
    if (n < sizeof last->text)
        memcpy(last->text, text, n + 1);
    return last->value;
}

static int read_day(const char *text, day_t *out)
{
    *out = *text ? day_parse_iso(text, (int)strlen(text)) : DAY_NONE;
    return *text && *out == DAY_NONE ? -1 : 0;
}

static int read_row(struct loading *l, char **cells, struct err *err)
{
    struct dossier_dates dates = {DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, OUTCOME_NONE};
    day_t *const days[DAYS] = {&dates.received, &dates.due, &dates.ended};
    int32_t v[MOST_COLUMNS] = {0};

    for (size_t i = 0; i < l->ncolumns; i++) {
        int place = l->place[i];

        restore(cells[i]);
        if (place == CODE_PLACE) {
            *vec_add(l->file->arena, &l->codes) = arena_strdup(l->file->arena, cells[i]);
        } else if (place >= 0 && place < MOST_COLUMNS) {
            v[place] = read_dim(l, i, cells[i]);
        } else if (place >= DAY_PLACE && read_day(cells[i], days[place - DAY_PLACE])) {
            return broken(l->file, err);
        }
    }
    /* A version that did not count by a dimension yet: no value, but its record each row has. */
    for (size_t k = 0; k < l->table->ndims; k++) {
        if (!l->given[k])
            v[k] = dim_value(l, &l->table->dims[k], l->table->dims[k].kind == DIM_RECORD ? cells[0] : "");
        *vec_add(l->file->arena, &l->v) = v[k];
    }
    if (l->table == &TABLES[TABLE_DOSSIERS])
        *vec_add(l->file->arena, &l->dates) = dates;
    return 0;
}

static void take_over(struct loading *l, enum table t, struct detail *d)
{
    struct arena *a = l->file->arena;

    *d = (struct detail){.codes = l->codes.v, .dates = l->dates.v};
    d->rows = (struct rows){
        .table = t,
        .n = l->codes.n,
        .v = l->v.v,
        .count = arena_alloc(a, (l->codes.n + 1) * sizeof(int64_t)),
        .words = l->words.v,
        .nwords = l->words.n,
        .records = l->records.v,
        .nrecords = l->records.n,
    };
    for (size_t i = 0; i < d->rows.n; i++)
        d->rows.count[i] = 1;
}

int detail_file_rows(struct detail_file *f, enum table t, const struct catalog *c, struct detail **out, struct err *err)
{
    struct loading *l = arena_alloc(f->arena, sizeof *l);
    char *line, *cells[MOST_COLUMNS];
    size_t n;
    int step;

    l->file = f;
    l->catalog = c;
    l->table = &TABLES[t];
    index_init(&l->word_index, f->arena);
    word_value(l, "");
    if (read_columns(l, err))
        return -1;
    while ((step = next_line(f, &line, &n, err)) == 1 && !is_section(line)) {
        if (cut(line, cells) != l->ncolumns)
            return broken(f, err);
        if (read_row(l, cells, err))
            return -1;
    }
    if (step < 0)
        return -1;
    f->waiting = step ? arena_strdup(f->arena, line) : NULL;
    *out = arena_alloc(f->arena, sizeof **out);
    take_over(l, t, *out);
    return 0;
}
