#include "run/correction.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vi.h"
#include "conf/config.h"
#include "doc/names.h"

enum { ROWS_NAMED = 8, PLACES = 6 };

enum figure_field { FIELD_LABEL, FIELD_PLACE, FIELD_THEN, FIELD_NOW, FIELD_CHANGE, FIELD_REASON, FIGURE_FIELDS };
static const char *const figure_fields[] = {"ten", "noi", "da_cong_bo", "nay", "chenh_lech", "ly_do"};
enum row_field { FIELD_CODE, FIELD_UNIT, FIELD_WAS, FIELD_IS, FIELD_SOURCE, ROW_FIELDS };
static const char *const row_fields[] = {"ma", "don_vi", "khi_do", "hien_nay", "nguon"};

struct correction {
    struct arena *arena;
    const struct report_request *r;
    const struct past *past;
    const struct figure_change *changes;
    size_t n;
    size_t *number; /* of each difference in the list of rows, 0: not there */
    size_t nrows;
    int only_dossiers;
};

static const char *capital(struct arena *a, const char *s)
{
    const char *out;

    return names_format_text(a, s, "hoa_dau", &out) ? out : s;
}

/* ---- the rows, each once: the same dossier may be counted over several ranges ---- */

static int is_same_row(const struct difference *x, const struct difference *y)
{
    return x->table == y->table && strcmp(x->code, y->code) == 0;
}

static struct form_list list_rows(struct correction *c)
{
    const struct differences *d = &c->past->same->differences;
    size_t count;
    const char *is_cause = past_causes(c->arena, c->past, c->changes, c->n, &count);
    const char **cells = arena_alloc(c->arena, (count * ROW_FIELDS + 1) * sizeof *cells);

    c->number = arena_alloc(c->arena, (d->list.n + 1) * sizeof *c->number);
    c->only_dossiers = 1;
    for (size_t i = 0; i < d->list.n; i++) {
        const struct difference *x = &d->list.v[i];
        const char **row = cells + c->nrows * ROW_FIELDS;
        int unit = catalog_unit(c->r->catalog, x->unit);
        const char *source;

        for (size_t k = 0; k < i && is_cause[i] && !c->number[i]; k++)
            if (c->number[k] && is_same_row(x, &d->list.v[k]))
                c->number[i] = c->number[k];
        if (!is_cause[i] || c->number[i])
            continue;
        c->number[i] = ++c->nrows;
        c->only_dossiers &= x->table == TABLE_DOSSIERS;
        source = difference_source(c->arena, x);
        row[FIELD_CODE] =
            x->table == TABLE_DOSSIERS ? x->code : arena_printf(c->arena, "%s %s", TABLES[x->table].label, x->code);
        row[FIELD_UNIT] = unit < 0 ? x->unit : c->r->catalog->units[unit].name;
        row[FIELD_WAS] = capital(c->arena, x->was);
        row[FIELD_IS] = capital(c->arena, x->is);
        row[FIELD_SOURCE] = *source ? capital(c->arena, source) : "Không qua lệnh nhập";
    }
    return (struct form_list){"dinh_chinh_du_lieu", row_fields, ROW_FIELDS, cells, c->nrows};
}

/* ---- the figures ---- */

/* "1234.5" times 10^places; 0 if it is no number of so many. */
static int scaled(const char *text, int places, int64_t *out)
{
    int negative = *text == '-', point = -1;
    int64_t value = 0;
    size_t digits = 0;

    for (text += negative; *text; text++) {
        if (*text == '.') {
            point = 0;
            continue;
        }
        if (++digits > 15 || (point >= 0 && ++point > places))
            return 0;
        value = value * 10 + (*text - '0');
    }
    for (point = point < 0 ? 0 : point; point < places; point++)
        value *= 10;
    *out = negative ? -value : value;
    return digits > 0;
}

static size_t decimals(const char *text)
{
    const char *point = strchr(text, '.');

    return point ? strlen(point + 1) : 0;
}

/* "+2", "-0,25"; "" where one of them is no number. */
static const char *change_text(struct arena *a, const struct figure_change *f)
{
    size_t places = decimals(f->then_value) > decimals(f->now_value) ? decimals(f->then_value) : decimals(f->now_value);
    int64_t then, now, change, unit = 1;

    if (places > PLACES || !scaled(f->then_value, (int)places, &then) || !scaled(f->now_value, (int)places, &now))
        return "";
    change = now > then ? now - then : then - now;
    for (size_t i = 0; i < places; i++)
        unit *= 10;
    if (!change)
        return "0";
    return arena_printf(
        a, "%s%s", now > then ? "+" : "-",
        places
            ? vi_decimal(
                  a, arena_printf(a, "%jd.%0*jd", (intmax_t)(change / unit), (int)places, (intmax_t)(change % unit)), 0)
            : vi_count(a, change));
}

static int compare_numbers(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;

    return (a > b) - (a < b);
}

/* "1, 2, 5" or "1 đến 12": which rows. */
static const char *reason_text(const struct correction *c, const struct figure_change *f)
{
    size_t *numbers = arena_alloc(c->arena, (f->ncauses + 1) * sizeof *numbers), n = 0;
    struct buf b;

    if (!f->ncauses)
        return f->entered ? "Số liệu nhập được cập nhật" : "Danh mục, mẫu được cập nhật";
    for (size_t i = 0; i < f->ncauses; i++)
        numbers[i] = c->number[f->causes[i]];
    qsort(numbers, f->ncauses, sizeof *numbers, compare_numbers);
    for (size_t i = 0; i < f->ncauses; i++)
        if (!n || numbers[i] != numbers[n - 1])
            numbers[n++] = numbers[i];
    if (n > 2 && numbers[n - 1] - numbers[0] == n - 1)
        return arena_printf(c->arena, "%zu đến %zu", numbers[0], numbers[n - 1]);
    buf_init(&b, c->arena);
    for (size_t i = 0; i < n && i < ROWS_NAMED; i++)
        buf_printf(&b, "%s%zu", i ? ", " : "", numbers[i]);
    if (n > ROWS_NAMED)
        buf_printf(&b, " và %zu số khác", n - ROWS_NAMED);
    return buf_str(&b);
}

static struct form_list list_figures(const struct correction *c)
{
    const char **cells = arena_alloc(c->arena, (c->n * FIGURE_FIELDS + 1) * sizeof *cells);

    for (size_t i = 0; i < c->n; i++) {
        const struct figure_change *f = &c->changes[i];
        const char **row = cells + i * FIGURE_FIELDS;

        row[FIELD_LABEL] = *f->label ? f->label : f->id;
        row[FIELD_PLACE] = capital(c->arena, f->place);
        row[FIELD_THEN] = f->then;
        row[FIELD_NOW] = *f->now ? f->now : "Không nêu";
        row[FIELD_CHANGE] = change_text(c->arena, f);
        row[FIELD_REASON] = reason_text(c, f);
    }
    return (struct form_list){"dinh_chinh_so_lieu", figure_fields, FIGURE_FIELDS, cells, c->n};
}

/* ---- the paper ---- */

/* The subject as one line, as it stands under the type of the report. */
static const char *subject_of(struct arena *a, const struct document *paper)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < paper->nnodes; i++)
        for (size_t k = 1; paper->nodes[i].type == NODE_TITLE && k < paper->nodes[i].nlines; k++)
            buf_printf(&b, "%s%s", k > 1 ? " " : "", paper->nodes[i].lines[k]);
    return buf_str(&b);
}

int correction_build(struct arena *a, const struct report_request *r, const struct past *past,
                     const struct document *paper, const struct figure_change *changes, size_t n, struct document **out,
                     struct notes *notes, struct err *err)
{
    const struct manifest *m = &past->first->manifest, *last = &past->same->final->manifest;
    struct correction c = {.arena = a, .r = r, .past = past, .changes = changes, .n = n};
    const struct form_list rows = list_rows(&c);
    const struct form_list lists[] = {rows, list_figures(&c)};
    const int pad = r->config->pad_counts;
    const struct report_name names[] = {
        {"van_ban_goc", arena_printf(a, "Báo cáo số %s/%s", m->number, paper->letterhead.symbol)},
        {"ngay_goc", vi_date_long(a, m->date)},
        {"ve_goc", subject_of(a, paper)},
        {"dinh_chinh_truoc", past->same->final == past->first
                                 ? ""
                                 : arena_printf(a, "Báo cáo số %s/%s %s", last->number, paper->letterhead.symbol,
                                                vi_date_long(a, last->date))},
        {"so_lieu_khac", vi_count_padded(a, (int64_t)n, pad)},
        {"dong_khac", c.nrows ? vi_count_padded(a, (int64_t)c.nrows, pad) : ""},
        {"dong", c.only_dossiers ? "hồ sơ" : "dòng dữ liệu"},
    };
    struct config config = *r->config;
    struct report_request request = *r;

    config.report = CORRECTION_REPORT;
    config.left_out = (struct ini_list){0}; /* parts of the report are none of this paper */
    request.config = &config;
    request.checks = NULL;
    request.names = names;
    request.nnames = sizeof names / sizeof *names;
    request.lists = lists;
    request.nlists = sizeof lists / sizeof *lists;
    return report_build(a, &request, out, notes, err);
}
