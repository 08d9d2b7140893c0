/* Rows whose dates sit on every boundary of the ranges, and rows as other programs may leave them. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "data/db.h"
#include "data/schema.h"
#include "oracle.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PICK(g, array) ((array)[below((g), COUNT(array))])

struct generator {
    uint64_t state;
    const struct range *ranges;
    size_t nranges;
    size_t nunits, nfields, nprocedures;
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
    static const char *const no_days[] = {"",         "abc",        "2019-02-29",          "2018-13-01",
                                          "2018-1-5", "14/10/2018", "2018-10-14T08:00:00", "2018-00-10",
                                          "9999",     "2018-10-14 "};
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

    g->nunits = 1 + below(g, g->plain ? 2 : 8);
    g->nfields = 1 + below(g, 4);
    g->nprocedures = g->plain ? 1 : 1 + below(g, 6);
    for (size_t i = 0; i < g->nunits; i++) {
        buf_printf(&g->sql,
                   "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu, hieu_luc_tu, hieu_luc_den) VALUES "
                   "('U%zu', 'Đơn vị %zu', %s, ",
                   i, below(g, 5), PICK(g, levels));
        if (i == 0 || one_in(g, 5))
            buf_puts(&g->sql, "NULL, ");
        else
            buf_printf(&g->sql, "'U%zu', ", below(g, i));
        if (one_in(g, 2))
            buf_puts(&g->sql, "NULL, ");
        else
            buf_printf(&g->sql, "%zu, ", below(g, 3));
        put_validity(g);
        buf_puts(&g->sql, ");\n");
    }
    for (size_t i = 0; i < g->nfields; i++)
        buf_printf(&g->sql, "INSERT INTO linh_vuc (ma, ten) VALUES ('L%zu', 'Lĩnh vực');\n", i);
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
    static const char *const reasons[] = {"chu_quan", "khach_quan", "a\tb", "c\\d\ne"};
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
        buf_printf(&g->sql, ", NULL, %zu, %zu, ", below(g, 9), below(g, 9));
    put_day(g, maybe(g, 3, some_day(g)));
    buf_puts(&g->sql, ");\n");
}

static void put_task(struct generator *g, size_t number)
{
    static const char *const plans[] = {"KH 2018", "KH 2018 bổ sung", "rà soát"};
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

/* Periods that meet 28 and 29 February, single days, the 15th … 14th, the same a year earlier, one inside another. */
static size_t make_ranges(struct generator *g, struct range *ranges)
{
    static const struct ymd firsts[] = {{2018, 1, 15}, {2019, 2, 28}, {2020, 2, 29}, {2020, 3, 1}, {2017, 12, 15}};
    static const int lengths[] = {0, 1, 27, 28, 30, 90, 300};
    struct ymd first = PICK(g, firsts);
    size_t n = 0, extra;

    ranges[n].from = day_from_ymd(first.year, first.month, first.day);
    ranges[n].to = ranges[n].from + PICK(g, lengths);
    n++;
    ranges[n++] = (struct range){day_add_years(ranges[0].from, -1), day_add_years(ranges[0].to, -1)};
    extra = below(g, RANGES_MAX - 1);
    for (size_t i = 0; i < extra; i++, n++) {
        ranges[n] = ranges[0];
        if (!one_in(g, 3))
            ranges[n].from -= (day_t)below(g, 40);
        if (!one_in(g, 3))
            ranges[n].to += (day_t)below(g, 40);
    }
    return n;
}

int generate(struct arena *a, uint64_t seed, struct db **db, struct range *ranges, size_t *nranges, struct err *err)
{
    struct generator g = {.state = seed * 0x5851F42D4C957F2Du + 1, .ranges = ranges};
    size_t n;

    g.nranges = *nranges = make_ranges(&g, ranges);
    g.spoiled = !one_in(&g, 3);
    g.plain = one_in(&g, 3);
    buf_init(&g.sql, a);
    buf_puts(&g.sql, "BEGIN;\n");
    put_catalog(&g);
    n = one_in(&g, 20) ? 0 : below(&g, 160);
    for (size_t i = 0; i < n; i++)
        put_dossier(&g, i);
    n = below(&g, 30);
    for (size_t i = 0; i < n; i++)
        put_inspection(&g, i);
    n = below(&g, 30);
    for (size_t i = 0; i < n; i++)
        put_task(&g, i);
    buf_puts(&g.sql, "COMMIT;\n");
    if (db_open_memory(a, db, err) || schema_create(*db, err))
        return -1;
    /* Rows within the rules must pass the checks of the tables; the others are written as other programs may. */
    if (db_exec(*db,
                g.spoiled ? "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF"
                          : "PRAGMA foreign_keys = ON",
                err))
        return -1;
    return db_exec(*db, buf_str(&g.sql), err);
}
