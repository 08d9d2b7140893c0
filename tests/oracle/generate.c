/* Rows whose dates sit on every boundary of the ranges, and rows as other programs may leave them. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/note.h"
#include "data/db.h"
#include "data/schema.h"
#include "oracle.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PICK(g, array) ((array)[below((g), COUNT(array))])

enum { UNITS_MAX = 8 };

struct generator {
    uint64_t state;
    struct generated *out;
    const struct range *ranges; /* whose boundaries the dates sit on */
    size_t nranges;
    const struct entered *entered;
    size_t nunits, nfields, nprocedures, entry_unit;
    int spoiled; /* 1: some rows break the rules of the tables */
    int plain;   /* 1: few values, so that many dossiers share a cell */
    struct buf sql;
};

/* splitmix64 */
static uint64_t next(struct generator *g)
{
    uint64_t z = (g->state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static size_t below(struct generator *g, size_t n)
{
    return (size_t)(next(g) % n);
}

static int one_in(struct generator *g, size_t n)
{
    return below(g, n) == 0;
}

/* Near a boundary, on it most often; now and then far away. */
static day_t some_day(struct generator *g)
{
    static const int steps[] = {0, 0, 0, 0, 1, -1, 1, -1, 2, -2, 15, -15, 40, -40, 400, -400};
    const struct range *r = &g->ranges[below(g, g->nranges)];

    return (one_in(g, 2) ? r->from : r->to) + PICK(g, steps);
}

static void put_text(struct generator *g, const char *s)
{
    buf_putc(&g->sql, '\'');
    for (; *s; s++) {
        if (*s == '\'')
            buf_putc(&g->sql, '\'');
        buf_putc(&g->sql, *s);
    }
    buf_putc(&g->sql, '\'');
}

static void put_day(struct generator *g, day_t d)
{
    static const char *const no_days[] = {"",         "abc",         "2019-02-29",          "2018-13-01",
                                          "2018-1-5", "14/10/2018",  "2018-10-14T08:00:00", "2018-00-10",
                                          "9999",     "2018-10-14 ", "0018-10-14",          "2201-01-01"};
    char text[11];

    if (d == DAY_NONE)
        buf_puts(&g->sql, "NULL");
    else if (g->spoiled && one_in(g, 60))
        put_text(g, PICK(g, no_days));
    else
        put_text(g, day_iso(d, text));
}

static void put_flag(struct generator *g)
{
    static const char *const flags[] = {"0", "1", "NULL"};

    buf_puts(&g->sql, g->plain ? "0" : PICK(g, flags));
}

static void put_unit(struct generator *g)
{
    if (g->spoiled && one_in(g, 40))
        put_text(g, one_in(g, 2) ? "" : "U99");
    else
        buf_printf(&g->sql, "'U%zu'", below(g, g->nunits));
}

static void put_choice(struct generator *g, const char *const *choices, size_t n)
{
    if (g->spoiled && one_in(g, 40))
        put_text(g, one_in(g, 2) ? "" : "la");
    else
        put_text(g, choices[below(g, n)]);
}

static day_t maybe(struct generator *g, size_t none_in, day_t d)
{
    return one_in(g, none_in) ? DAY_NONE : d;
}

static void put_validity(struct generator *g)
{
    day_t from = one_in(g, 4) ? some_day(g) : DAY_NONE, to = one_in(g, 4) ? some_day(g) : DAY_NONE;
    char text[11];

    if (one_in(g, 8)) /* for one day of the period alone */
        *(one_in(g, 2) ? &from : &to) = one_in(g, 2) ? g->ranges[0].from : g->ranges[0].to;
    if (from != DAY_NONE && to != DAY_NONE && to < from)
        to = from;
    if (from == DAY_NONE)
        buf_puts(&g->sql, "NULL, ");
    else
        buf_printf(&g->sql, "'%s', ", day_iso(from, text));
    if (to == DAY_NONE)
        buf_puts(&g->sql, "NULL");
    else
        buf_printf(&g->sql, "'%s'", day_iso(to, text));
}

static void put_catalog(struct generator *g)
{
    static const char *const levels[] = {"'tinh'", "'huyen'", "'xa'"};
    static const char *const online[] = {"NULL", "'toan_trinh'", "'mot_phan'", "'muc_3'", "'muc_4'", "'khac'"};

    size_t depth[UNITS_MAX];
    int tiers;

    g->nunits = 1 + below(g, g->plain ? 2 : UNITS_MAX);
    g->nfields = 1 + below(g, 4);
    g->nprocedures = g->plain ? 1 : 1 + below(g, 6);
    tiers = one_in(g, 2);
    for (size_t i = 0; i < g->nunits; i++) {
        size_t parent = i ? below(g, i) : 0;

        /* A province, its districts, their communes; or anything below anything. */
        depth[i] = i == 0 || one_in(g, 8) ? 0 : depth[parent] + 1;
        buf_printf(&g->sql,
                   "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu, hieu_luc_tu, hieu_luc_den) VALUES "
                   "('U%zu', 'Đơn vị %zu', %s, ",
                   i, below(g, 5), tiers ? levels[depth[i] < 2 ? depth[i] : 2] : PICK(g, levels));
        if (depth[i] == 0)
            buf_puts(&g->sql, "NULL, ");
        else
            buf_printf(&g->sql, "'U%zu', ", parent);
        if (one_in(g, 2))
            buf_puts(&g->sql, "NULL, ");
        else
            buf_printf(&g->sql, "%zu, ", below(g, 3));
        put_validity(g);
        buf_puts(&g->sql, ");\n");
    }
    for (size_t i = 0; i < g->nfields; i++)
        buf_printf(&g->sql, "INSERT INTO linh_vuc (ma, ten, thu_tu) VALUES ('L%zu', 'Lĩnh vực %zu', %s);\n", i,
                   below(g, 3),
                   one_in(g, 2)   ? "NULL"
                   : one_in(g, 2) ? "0"
                                  : "1");
    for (size_t i = 0; i < g->nprocedures; i++) {
        buf_printf(&g->sql, "INSERT INTO tthc VALUES ('1.%06zu', 'Thủ tục', 'L%zu', %s, %s, ", i, below(g, g->nfields),
                   one_in(g, 4) ? "NULL" : PICK(g, levels), PICK(g, online));
        for (int flag = 0; flag < 3; flag++) {
            put_flag(g);
            buf_puts(&g->sql, ", ");
        }
        put_validity(g);
        buf_puts(&g->sql, ");\n");
    }
}

static void put_dossier(struct generator *g, size_t number)
{
    static const char *const channels[] = {"truc_tiep", "truc_tuyen", "buu_chinh"};
    static const char *const outcomes[] = {"cap_ket_qua", "tra_lai", "rut", "tu_choi", "dung"};
    static const char *const reasons[] = {"quy_dinh", "cong_chuc",  "phoi_hop", "he_thong", "khac",
                                          "chu_quan", "khach_quan", "a\tb",     "c\\d\ne"};
    day_t received = some_day(g), ended = maybe(g, 3, some_day(g)), due = maybe(g, 4, some_day(g));
    day_t asked = one_in(g, 3) ? some_day(g) : DAY_NONE, supplied = one_in(g, 5) ? some_day(g) : DAY_NONE;

    if (ended != DAY_NONE && ended < received && !(g->spoiled && one_in(g, 3))) {
        day_t swapped = ended;

        ended = received;
        received = swapped;
    }
    if (ended != DAY_NONE && one_in(g, 4))
        due = ended + (day_t)below(g, 3) - 1;
    buf_printf(&g->sql, "INSERT INTO ho_so VALUES ('HS%zu', ", number);
    put_unit(g);
    if (g->spoiled && one_in(g, 40))
        buf_puts(&g->sql, ", '9.999999', NULL, ");
    else
        buf_printf(&g->sql, ", '1.%06zu', NULL, ", below(g, g->nprocedures));
    put_choice(g, channels, COUNT(channels));
    buf_puts(&g->sql, ", ");
    put_day(g, received);
    buf_puts(&g->sql, ", ");
    put_day(g, due);
    buf_puts(&g->sql, ", ");
    put_day(g, ended);
    buf_puts(&g->sql, ", ");
    if (one_in(g, 3))
        buf_puts(&g->sql, "NULL");
    else
        put_choice(g, outcomes, COUNT(outcomes));
    buf_puts(&g->sql, ", ");
    put_day(g, asked);
    buf_puts(&g->sql, ", ");
    put_day(g, supplied);
    buf_puts(&g->sql, ", ");
    put_flag(g);
    buf_puts(&g->sql, ", ");
    put_flag(g);
    buf_puts(&g->sql, ", ");
    if (g->plain || one_in(g, 2))
        buf_puts(&g->sql, "NULL");
    else
        put_text(g, PICK(g, reasons));
    buf_puts(&g->sql, ");\n");
}

static void put_inspection(struct generator *g, size_t number)
{
    static const char *const kinds[] = {"cchc", "cong_vu", "noi_vu", "quy_tac_ung_xu", "khac"};
    static const char *const forms[] = {"dinh_ky", "dot_xuat", "tu_kiem_tra"};

    buf_printf(&g->sql, "INSERT INTO kiem_tra VALUES ('KT%zu', ", number);
    put_unit(g);
    buf_puts(&g->sql, ", ");
    put_choice(g, kinds, COUNT(kinds));
    buf_puts(&g->sql, ", ");
    put_choice(g, forms, COUNT(forms));
    buf_puts(&g->sql, ", ");
    put_day(g, some_day(g));
    if (one_in(g, 3))
        buf_puts(&g->sql, ", NULL, NULL, NULL, ");
    else
        buf_printf(&g->sql, ", NULL, %zu, %zu, ", one_in(g, 20) ? 2147483647 : below(g, 9), below(g, 9));
    put_day(g, maybe(g, 3, some_day(g)));
    buf_puts(&g->sql, ");\n");
}

static void put_task(struct generator *g, size_t number)
{
    static const char *const plans[] = {"KH 2018", "ra_soat_tthc", "trong_tam", "ra_soat_tthc"};
    static const char *const sources[] = {"ke_hoach", "cap_tren"};
    day_t due = maybe(g, 4, some_day(g)), done = maybe(g, 3, some_day(g));

    buf_printf(&g->sql, "INSERT INTO nhiem_vu VALUES ('NV%zu', ", number);
    put_unit(g);
    buf_puts(&g->sql, ", ");
    put_text(g, PICK(g, plans));
    buf_puts(&g->sql, ", ");
    put_choice(g, sources, COUNT(sources));
    buf_puts(&g->sql, ", 'Nhiệm vụ', ");
    put_day(g, maybe(g, 2, some_day(g)));
    buf_puts(&g->sql, ", ");
    put_day(g, maybe(g, 4, some_day(g)));
    buf_puts(&g->sql, ", ");
    put_day(g, due);
    buf_puts(&g->sql, ", ");
    put_day(g, done != DAY_NONE && one_in(g, 4) ? due : done);
    buf_puts(&g->sql, ");\n");
}

/* ------------------------------------------------------------ entered figures, coverage */

static void put_amount(struct generator *g)
{
    static const char *const fractions[] = {"", "", "", ".5", ".25", ".125", ".50", ".000"};
    static const unsigned long long sizes[] = {1, 3, 10, 100, 1000, 1000000, 999999999999};

    buf_puts(&g->sql, one_in(g, 20) ? "'-" : "'");
    buf_printf(&g->sql, "%llu%s'", (unsigned long long)next(g) % (PICK(g, sizes) + 1), PICK(g, fractions));
}

static void put_entry(struct generator *g, const char *code, struct range days)
{
    char from[11], to[11];

    buf_puts(&g->sql, "INSERT OR IGNORE INTO so_lieu VALUES (");
    put_text(g, code);
    if (g->spoiled && one_in(g, 40))
        buf_puts(&g->sql, ", 'U99'");
    else
        buf_printf(&g->sql, ", 'U%zu'", g->entry_unit);
    buf_printf(&g->sql, ", '%s', '%s', ", day_iso(days.from, from), day_iso(days.to, to));
    put_amount(g);
    buf_puts(&g->sql, one_in(g, 2) ? ", NULL);\n" : ", 'Sáng kiến số 1');\n");
}

/* Stretches of days that lie side by side, in the ranges and across their ends, now and then over each other. */
static void put_entries(struct generator *g)
{
    size_t ncodes = 1 + below(g, 8);

    for (size_t i = 0; i < ncodes; i++) {
        const char *code = one_in(g, 20) ? "khong_co" : g->entered->v[below(g, g->entered->n)];
        size_t n = 1 + below(g, 2 * g->nunits);

        for (size_t k = 0; k < n; k++) {
            const struct range *r = &g->ranges[below(g, g->nranges)];
            struct range days = {r->from, r->to};

            g->entry_unit = below(g, g->nunits);
            if (one_in(g, 2))
                days.to = days.from + (day_t)below(g, (size_t)(days.to - days.from) + 1);
            else if (one_in(g, 2))
                days.from = days.to - (day_t)below(g, (size_t)(days.to - days.from) + 1);
            if (one_in(g, 8))
                days.from--;
            if (one_in(g, 8))
                days.to++;
            put_entry(g, code, days);
            /* Another that begins on the day that this one ends, or on the next. */
            if (one_in(g, 3) && days.to < r->to)
                put_entry(g, code, (struct range){days.to + (day_t)below(g, 2), r->to});
        }
    }
}

static void put_span(struct generator *g, const char *table, size_t unit, day_t first, day_t last)
{
    char from[11], to[11];

    if (last >= first)
        buf_printf(&g->sql, "INSERT OR IGNORE INTO pham_vi VALUES ('%s', 'U%zu', '%s', '%s', NULL, NULL);\n", table,
                   unit, day_iso(first, from), day_iso(last, to));
}

/* All of it; all but one unit; or stretches that touch, miss a day or overlap, for units here and there. */
static void put_coverage(struct generator *g)
{
    static const char *const tables[] = {"ho_so", "kiem_tra", "nhiem_vu"};
    const day_t first = day_from_ymd(2010, 1, 1), last = day_from_ymd(2025, 12, 31);

    for (size_t t = 0; t < COUNT(tables); t++) {
        size_t how = below(g, 8), gap = below(g, g->nunits);

        for (size_t u = 0; u < g->nunits && how <= 4; u++)
            if (how < 3 || u != gap)
                put_span(g, tables[t], u, first, last);
        if (how >= 5) {
            for (size_t i = 0; i < 3 * g->nunits; i++) {
                const struct range *r = &g->ranges[below(g, g->nranges)];
                day_t middle = r->from + (day_t)below(g, (size_t)(r->to - r->from) + 1);
                size_t unit = below(g, g->nunits);

                put_span(g, tables[t], unit, r->from - (day_t)below(g, 3), middle);
                put_span(g, tables[t], unit, middle + (one_in(g, 3) ? 2 : 1), r->to + (day_t)below(g, 3) - 1);
            }
        }
    }
}

/* ------------------------------------------------------------ the paper that is asked for */

/* Months, quarters, half-years, years; 28 and 29 February; sections with days of their own. */
static void choose_setting(struct generator *g)
{
    static const char *const codes[] = {"2018-09", "2018-Q3", "2018-H1", "2018-H2",  "2018-10M", "2018-9M", "2018-2M",
                                        "2018",    "2020-02", "2020-Q1", "2019-02",  "2020-03",  "2016-2M", "2018-01",
                                        "2018-12", "2020",    "2018-Q1", "2018-11M", "2019-Q4",  "2018-1M"};
    static const char *const sections[] = {"dich_vu_cong_muc_4", "nhiem_vu", "kiem_tra", "tthc", "ho_so"};
    struct generated *out = g->out;
    struct period p;
    struct err ignored = {0};
    struct range own;

    out->code = PICK(g, codes);
    out->rule = one_in(g, 2) ? RULE_ND09 : RULE_CALENDAR;
    out->no_inspections = one_in(g, 6);
    period_parse(out->code, &p, &ignored);
    own = period_range(&p, out->rule);
    if (one_in(g, 4)) {
        own.from -= (day_t)below(g, 3);
        own.to -= (day_t)below(g, (size_t)(own.to - own.from) / 2);
        out->fixed[out->nfixed++] = (struct fixed_range){out->code, "", own, 1};
    }
    for (size_t i = 0; i < COUNT(sections) && !one_in(g, 2); i++) {
        struct range days = own;

        days.from += (day_t)below(g, 40) - 20;
        days.to += (day_t)below(g, 40) - 20;
        if (days.from > own.to || days.to < own.from || days.from > days.to)
            continue;
        if (one_in(g, 3))
            days.from = DAY_NONE;
        else if (one_in(g, 2))
            days.to = DAY_NONE;
        out->fixed[out->nfixed++] = (struct fixed_range){out->code, sections[i], days, 1};
    }
}

/* The paper's ranges, then others that the cube is compared over: one inside another, single days, leap days. */
static int choose_ranges(struct arena *a, struct generator *g, struct err *err)
{
    static const struct ymd firsts[] = {{2018, 1, 15}, {2019, 2, 28}, {2020, 2, 29}, {2020, 3, 1}, {2017, 12, 15}};
    static const int lengths[] = {0, 1, 27, 28, 30, 90, 300};
    struct generated *out = g->out;
    struct config config = {.path = "", .rule = out->rule, .fixed = out->fixed, .nfixed = out->nfixed};
    struct notes notes;
    struct period p;
    struct ymd first = PICK(g, firsts);

    notes_init(&notes, a);
    if (period_resolve(a, &config, out->code, DAY_NONE, DAY_NONE, &p, &notes, err))
        return -1;
    for (size_t i = 0; i < p.nsections; i++) {
        out->ranges[out->nranges++] = p.sections[i].now;
        out->ranges[out->nranges++] = p.sections[i].before;
    }
    g->nranges = out->nranges;
    if (one_in(g, 2)) {
        struct range *r = &out->ranges[out->nranges++];

        r->from = day_from_ymd(first.year, first.month, first.day);
        r->to = r->from + PICK(g, lengths);
    }
    for (size_t i = below(g, 3); i > 0; i--) {
        struct range *r = &out->ranges[out->nranges++];

        *r = out->ranges[0];
        r->from -= (day_t)below(g, 40);
        r->to += (day_t)below(g, 40);
    }
    assert(out->nranges <= RANGES_MAX);
    /* Dates of the smaller half sit on any of them. */
    g->nranges = one_in(g, 3) ? out->nranges : g->nranges;
    return 0;
}

int generate(struct arena *a, uint64_t seed, const char *path, const struct entered *entered, struct generated *out,
             struct err *err)
{
    struct generator g = {
        .state = seed * 0x5851F42D4C957F2Du + 1, .out = out, .ranges = out->ranges, .entered = entered};
    size_t n;

    *out = (struct generated){.code = NULL};
    choose_setting(&g);
    if (choose_ranges(a, &g, err))
        return -1;
    g.spoiled = one_in(&g, 2);
    g.plain = one_in(&g, 3);
    out->spoiled = g.spoiled;
    buf_init(&g.sql, a);
    buf_puts(&g.sql, "BEGIN;\n");
    put_catalog(&g);
    n = one_in(&g, 20) ? 0 : below(&g, 160);
    for (size_t i = 0; i < n; i++)
        put_dossier(&g, i);
    n = one_in(&g, 10) ? 0 : below(&g, 30);
    for (size_t i = 0; i < n; i++)
        put_inspection(&g, i);
    n = one_in(&g, 10) ? 0 : below(&g, 30);
    for (size_t i = 0; i < n; i++)
        put_task(&g, i);
    if (!one_in(&g, 10))
        put_entries(&g);
    put_coverage(&g);
    buf_puts(&g.sql, "COMMIT;\n");
    if (path ? db_create(a, path, &out->db, err) : db_open_memory(a, &out->db, err) || schema_create(out->db, err))
        return -1;
    /* Rows within the rules must pass the checks of the tables; the others are written as other programs may. */
    if (db_exec(out->db,
                g.spoiled ? "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF"
                          : "PRAGMA foreign_keys = ON",
                err))
        return -1;
    return db_exec(out->db, buf_str(&g.sql), err);
}
