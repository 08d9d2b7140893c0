#include "run/status.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/log.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "data/checks.h"
#include "run/agenda.h"
#include "run/job.h"
#include "run/unchanged.h"

struct line {
    const struct due *due;
    int ready;
    day_t deadline;          /* DAY_NONE: none */
    const char *no_calendar; /* why nobody can tell the deadline, NULL else */
    enum paper_state state;
    const struct final *edition; /* NULL: none */
    size_t units, units_there;   /* 0 of 0: the report has no papers of units */
    const char *units_lacking;   /* codes, "" for none */
    const char *changed;         /* behind a draft: what of its input is another now; NULL: nothing */
    const char *no_data;         /* units whose data are missing, "" for none; asked only where the paper is */
};

struct overview {
    const struct run_request *q;
    struct agenda agenda;
    day_t today;
    VEC(struct line) lines;
};

static int is_good(enum paper_state s)
{
    return s == PAPER_DRAFT || s == PAPER_FINAL;
}

static int is_there(const struct line *l)
{
    return is_good(l->state) && l->units_there == l->units;
}

static int is_overdue(const struct overview *s, const struct line *l)
{
    return !is_there(l) && l->deadline != DAY_NONE && l->deadline < s->today;
}

/* ---------------------------------------------------------------- what is published, what is missing */

static int look_at_units(struct overview *s, struct line *l, const struct run_context *x, struct err *err)
{
    struct arena *a = s->agenda.arena;
    int *units = arena_alloc(a, (x->catalog->nunits + 1) * sizeof *units);
    size_t n = context_units(x, 1, units);
    struct buf lacking;

    buf_init(&lacking, a);
    l->units = n;
    for (size_t i = 0; i < n; i++) {
        const char *code = x->catalog->units[units[i]].code;
        const struct final *edition;
        enum paper_state state;

        if (agenda_state(&s->agenda, l->due, code, &state, &edition, err))
            return -1;
        l->units_there += (size_t)is_good(state);
        if (!is_good(state))
            buf_printf(&lacking, "%s%s", lacking.n ? ", " : "", code);
    }
    l->units_lacking = arena_strdup(a, buf_str(&lacking));
    return 0;
}

static int look_at_data(struct overview *s, struct line *l, struct run_context *x, struct err *err)
{
    struct arena *a = s->agenda.arena;
    struct checks *checks;
    struct data_question *v;
    struct buf missing;
    size_t n;

    buf_init(&missing, a);
    if (context_count(x, 0, err) || checks_load(x->arena, x->db, x->facts, x->config, DAY_NONE, &checks, err))
        return -1;
    n = checks_questions(x->arena, checks, x->unit, &v);
    for (size_t i = 0; i < n; i++)
        if (v[i].level >= NOTE_WARNING && strcmp(v[i].id, QUESTION_NOT_COVERED) == 0)
            buf_printf(&missing, "%s%s: %s", missing.n ? "; " : "", v[i].what, v[i].who);
    l->no_data = arena_strdup(a, buf_str(&missing));
    return 0;
}

/* The calendar of a year is announced when the year is near: what cannot be told yet hides nothing else. */
static void look_at_deadline(struct overview *s, struct line *l)
{
    struct err unknown = {.status = ST_OK};

    if (schedule_deadline(l->due, s->agenda.calendar, &l->deadline, &unknown))
        l->no_calendar = arena_strdup(s->agenda.arena, unknown.text);
}

static void ask_for(const struct overview *s, const struct due *due, struct run_request *q)
{
    *q = *s->q;
    q->period = due->code;
    q->report = due->regular->report;
}

static int look(struct overview *s, struct line *l, struct err *err)
{
    const struct due *due = l->due;
    struct run_request q;
    struct run_context x = {0};
    int result = -1;

    l->units_lacking = l->no_data = "";
    look_at_deadline(s, l);
    if (agenda_state(&s->agenda, due, s->agenda.config->unit, &l->state, &l->edition, err))
        return -1;
    if (!l->ready || (is_good(l->state) && !due->regular->units))
        return 0;
    ask_for(s, due, &q);
    if (context_prepare(&x, &q, err) || (due->regular->units && look_at_units(s, l, &x, err)) ||
        (!is_there(l) && look_at_data(s, l, &x, err)))
        goto out;
    result = 0;
out:
    context_close(&x);
    return result;
}

/* What the timer will make again is said before. */
static int look_at_input(struct overview *s, struct line *l, struct err *err)
{
    struct run_request q;
    struct run_context x = {0};
    struct batch b = {.x = &x, .q = &q};
    struct manifest now;
    int result = -1;

    ask_for(s, l->due, &q);
    if (context_open(&x, &q, err) || batch_open(&b, err) || batch_input(&b, x.arena, x.unit, &now, err))
        goto out;
    l->changed = changed_input(&l->edition->manifest, &now);
    result = 0;
out:
    context_close(&x);
    return result;
}

/* Of the reports that are there only the last is told. */
static int add_lines(struct overview *s, const struct regular *r, struct err *err)
{
    const struct agenda *g = &s->agenda;
    struct line there = {0};
    size_t first = s->lines.n;

    for (size_t i = 0; i < g->n; i++) {
        struct line l = {.due = &g->v[i], .ready = i < g->nready};

        if (l.due->regular != r)
            continue;
        if (look(s, &l, err))
            return -1;
        if (l.ready && is_there(&l))
            there = l;
        else
            *vec_add(g->arena, &s->lines) = l;
    }
    if (!there.due)
        return 0;
    if (there.state == PAPER_DRAFT && look_at_input(s, &there, err))
        return -1;
    vec_add(g->arena, &s->lines);
    memmove(&s->lines.v[first + 1], &s->lines.v[first], (s->lines.n - 1 - first) * sizeof there);
    s->lines.v[first] = there;
    return 0;
}

/* ---------------------------------------------------------------- the table */

static const char *state_text(const struct overview *s, const struct line *l)
{
    struct arena *a = s->agenda.arena;

    switch (l->state) {
    case PAPER_FINAL:
        return arena_printf(a, "chính thức, số %s ngày %s", l->edition->manifest.number,
                            vi_date(a, l->edition->manifest.date));
    case PAPER_DRAFT:
        return l->changed ? arena_printf(a, "dự thảo, %s đã thay đổi sau đó", l->changed) : "dự thảo";
    case PAPER_DAMAGED:
        return "HỎNG";
    case PAPER_NONE:
        break;
    }
    return l->ready ? "chưa có" : "chưa đến kỳ";
}

/* A draft still has to be issued, but whether it was need not be known here. */
static const char *left_text(const struct overview *s, const struct line *l)
{
    struct arena *a = s->agenda.arena;

    if (l->deadline == DAY_NONE || l->state == PAPER_FINAL || (is_there(l) && l->deadline < s->today))
        return "";
    if (l->deadline < s->today)
        return arena_printf(a, "QUÁ HẠN %d ngày", (int)(s->today - l->deadline));
    return l->deadline == s->today ? "hôm nay" : arena_printf(a, "còn %d ngày", (int)(l->deadline - s->today));
}

enum { COLUMNS = 6 };

static void print_table(const struct overview *s, FILE *out)
{
    struct arena *a = s->agenda.arena;
    size_t n = s->lines.n, width[COLUMNS] = {0};
    const char *(*cells)[COLUMNS] = arena_alloc(a, (n + 1) * sizeof *cells);
    static const char *const head[COLUMNS] = {"BÁO CÁO", "KỲ", "CHỐT SỐ LIỆU", "HẠN GỬI", "", "VĂN BẢN"};

    memcpy(cells[0], head, sizeof head);
    for (size_t i = 0; i < n; i++) {
        const struct line *l = &s->lines.v[i];
        const char *row[COLUMNS] = {l->due->regular->name,
                                    l->due->code,
                                    vi_date(a, l->due->cut_off),
                                    l->no_calendar            ? "chưa rõ"
                                    : l->deadline == DAY_NONE ? ""
                                                              : vi_date(a, l->deadline),
                                    left_text(s, l),
                                    state_text(s, l)};

        memcpy(cells[i + 1], row, sizeof row);
    }
    for (size_t i = 0; i <= n; i++)
        for (size_t k = 0; k < COLUMNS; k++)
            width[k] = utf8_length(cells[i][k]) > width[k] ? utf8_length(cells[i][k]) : width[k];
    for (size_t i = 0; i <= n; i++) {
        const struct line *l = i ? &s->lines.v[i - 1] : NULL;

        for (size_t k = 0; k + 1 < COLUMNS; k++) {
            put_shown(cells[i][k], out);
            fprintf(out, "%*s", (int)(width[k] - utf8_length(cells[i][k]) + 2), "");
        }
        fprintf(out, "%s\n", cells[i][COLUMNS - 1]);
        if (l && l->units)
            fprintf(out, "    văn bản của đơn vị: %zu/%zu%s%s\n", l->units_there, l->units,
                    *l->units_lacking ? "; chưa có: " : "", l->units_lacking);
        if (l && l->state == PAPER_DAMAGED) {
            fputs("    ", out);
            put_shown(l->edition->damage.text, out);
            putc('\n', out);
        }
        if (l && *l->no_data) {
            fputs("    ", out);
            put_shown(l->no_data, out);
            putc('\n', out);
        }
    }
}

/* ---------------------------------------------------------------- JSON */

static void add_pair(struct buf *b, const char *key, const char *value)
{
    buf_printf(b, ", \"%s\": ", key);
    if (value)
        json_add_text(b, value);
    else
        buf_puts(b, "null");
}

static void add_day(struct buf *b, const char *key, day_t day)
{
    char iso[11];

    add_pair(b, key, day == DAY_NONE ? NULL : day_iso(day, iso));
}

static void print_json(const struct overview *s, FILE *out)
{
    static const char *const states[] = {
        [PAPER_NONE] = "chua_co", [PAPER_DRAFT] = "du_thao", [PAPER_FINAL] = "chinh_thuc", [PAPER_DAMAGED] = "hong"};
    struct buf b;
    char iso[11];

    buf_init(&b, s->agenda.arena);
    buf_printf(&b, "{\"hom_nay\": \"%s\", \"bao_cao\": [", day_iso(s->today, iso));
    for (size_t i = 0; i < s->lines.n; i++) {
        const struct line *l = &s->lines.v[i];
        const struct manifest *issued = l->state == PAPER_FINAL ? &l->edition->manifest : NULL;

        buf_printf(&b, "%s\n  {\"ten\": ", i ? "," : "");
        json_add_text(&b, l->due->regular->name);
        add_pair(&b, "mau", l->due->regular->report);
        add_pair(&b, "ky", l->due->code);
        add_pair(&b, "nhan", l->due->label);
        add_day(&b, "chot_so_lieu", l->due->cut_off);
        add_day(&b, "lam_tu_ngay", l->due->ready);
        add_day(&b, "han_gui", l->deadline);
        if (l->deadline == DAY_NONE)
            buf_puts(&b, ", \"con_ngay\": null");
        else
            buf_printf(&b, ", \"con_ngay\": %d", (int)(l->deadline - s->today));
        add_pair(&b, "chua_ro_han", l->no_calendar);
        buf_printf(&b, ", \"den_ky\": %s, \"qua_han\": %s", l->ready ? "true" : "false",
                   is_overdue(s, l) ? "true" : "false");
        add_pair(&b, "trang_thai", states[l->state]);
        add_pair(&b, "da_thay_doi", l->changed);
        add_pair(&b, "so", issued ? issued->number : NULL);
        add_day(&b, "ngay", issued ? issued->date : DAY_NONE);
        add_pair(&b, "thu_muc", l->edition ? l->edition->dir : NULL);
        buf_printf(&b, ", \"don_vi\": %zu, \"don_vi_da_co\": %zu", l->units, l->units_there);
        add_pair(&b, "don_vi_chua_co", l->units_lacking);
        add_pair(&b, "chua_co_so_lieu", l->no_data);
        add_pair(&b, "hong", l->state == PAPER_DAMAGED ? l->edition->damage.text : NULL);
        buf_puts(&b, "}");
    }
    buf_puts(&b, "\n]}\n");
    fwrite(b.p, 1, b.n, out);
}

/* A deadline that nobody can tell: of a report that is due that is an error, of one that comes next it is told. */
static int check_deadlines(const struct overview *s, struct err *err)
{
    for (size_t i = 0; i < s->lines.n; i++) {
        const struct line *l = &s->lines.v[i];

        if (l->no_calendar && l->ready && !is_there(l))
            return err_set(err, ST_CONFIG, "%s (kỳ %s): %s", l->due->regular->name, l->due->code, l->no_calendar);
    }
    for (size_t i = 0; i < s->lines.n; i++)
        if (s->lines.v[i].no_calendar && !s->lines.v[i].ready)
            log_info("%s (kỳ %s): %s", s->lines.v[i].due->regular->name, s->lines.v[i].due->code,
                     s->lines.v[i].no_calendar);
    return 0;
}

int run_status(const struct run_request *q, day_t today, int json, FILE *out, struct err *err)
{
    struct overview s = {.q = q, .today = today};
    struct arena *a = arena_new();
    int result = -1, overdue = 0;

    if (agenda_open(a, q, today, &s.agenda, err))
        goto out;
    for (size_t i = 0; i < s.agenda.config->nregular; i++)
        if (add_lines(&s, &s.agenda.config->regular[i], err))
            goto out;
    if (json)
        print_json(&s, out);
    else
        print_table(&s, out);
    for (size_t i = 0; i < s.lines.n; i++)
        overdue |= is_overdue(&s, &s.lines.v[i]);
    if (check_deadlines(&s, err))
        goto out;
    result = overdue;
out:
    arena_free(a);
    return result;
}
