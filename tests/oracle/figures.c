/* Every figure of every unit, level, field and year against SQL: rates, changes and what is entered as exact fractions.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "data/db.h"
#include "oracle.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

__extension__ typedef __int128 wide;

/* What the SQL says: num/den in lowest terms, den > 0. */
struct exact {
    enum value_state state;
    int too_big; /* for the comparison; never of what is generated */
    wide num, den;
    const char *words;
};

enum { NOW, BEFORE, YEARS };
enum { SLOT_FIELDS = 4 }; /* 0 the unit, 1 … 3 its levels, then fields */

static const char *const LEVELS[SLOT_FIELDS] = {"", "tinh", "huyen", "xa"};

struct term {
    int figure, sign;
};

struct rule { /* of a figure that is worked out */
    int num, den;
    VEC(struct term) terms;
};

struct figures {
    struct arena *arena;
    const struct catalog *catalog;
    const struct figure *all;
    size_t n, nslots;
    struct index by_name;
    char *known;
    struct rule *rules;
    struct exact *values; /* [figure][unit][slot][year] */
};

static struct exact *at(const struct figures *f, int figure, int unit, size_t slot, int year)
{
    return &f->values[(((size_t)figure * f->catalog->nunits + (size_t)unit) * f->nslots + slot) * YEARS + (size_t)year];
}

/* ------------------------------------------------------------ fractions */

static wide common_divisor(wide x, wide y)
{
    while (y) {
        wide rest = x % y;

        x = y;
        y = rest;
    }
    return x < 0 ? -x : x;
}

static struct exact fraction(wide num, wide den)
{
    wide d = common_divisor(num, den);

    if (den == 0)
        return (struct exact){.state = VALUE_UNDEFINED};
    d = d ? d : 1;
    return (struct exact){.state = VALUE_OK, .num = den < 0 ? -num / d : num / d, .den = (den < 0 ? -den : den) / d};
}

static struct exact times(struct exact x, wide num, wide den)
{
    if (x.state != VALUE_OK)
        return x;
    if (den == 0)
        return (struct exact){.state = VALUE_UNDEFINED};
    if (__builtin_mul_overflow(x.num, num, &num) || __builtin_mul_overflow(x.den, den, &den))
        return (struct exact){.state = VALUE_OK, .too_big = 1};
    return fraction(num, den);
}

static struct exact plus(struct exact x, int sign, struct exact y)
{
    wide left, right, den;

    if (x.state != VALUE_OK)
        return x;
    if (y.state != VALUE_OK)
        return y;
    if (x.too_big || y.too_big || __builtin_mul_overflow(x.num, y.den, &left) ||
        __builtin_mul_overflow(y.num, x.den, &right) || __builtin_mul_overflow(x.den, y.den, &den))
        return (struct exact){.state = VALUE_OK, .too_big = 1};
    return fraction(left + sign * right, den);
}

static struct exact over(struct exact x, struct exact y)
{
    if (x.state != VALUE_OK)
        return x;
    return y.state == VALUE_OK ? times(x, y.den, y.num) : y;
}

/* ------------------------------------------------------------ out of the tables */

static int slot_of(const struct figures *f, const char *level, const char *field)
{
    if (*field)
        return SLOT_FIELDS + catalog_field(f->catalog, field);
    for (int i = 0; i < SLOT_FIELDS; i++)
        if (strcmp(LEVELS[i], level) == 0)
            return i;
    return -1;
}

static int year_of(const char *when)
{
    return strcmp(when, "nay") == 0 ? NOW : BEFORE;
}

static int find(const struct figures *f, const char *name, struct err *err)
{
    int i = index_get(&f->by_name, name, strlen(name));

    return i < 0 ? err_set(err, ST_DATA, "the SQL has a figure '%s' that the program does not know", name) : i;
}

static int learn(struct figures *f, const char *name, struct err *err)
{
    int i = find(f, name, err);

    if (i >= 0 && f->known[i]++)
        return err_set(err, ST_DATA, "the SQL has two answers for the figure '%s'", name);
    return i;
}

/* goc, cap, linh_vuc, luc, du, then a column per figure. Fields that are not there are no question for the table. */
static int read_counted(struct figures *f, struct db *db, const char *table, struct err *err)
{
    const char **columns;
    struct stmt *s = NULL;
    size_t n;
    int step, *figure;

    if (oracle_columns(f->arena, db, table, &columns, &n, err))
        return -1;
    figure = arena_alloc(f->arena, n * sizeof *figure);
    for (size_t i = 5; i < n; i++)
        if ((figure[i] = learn(f, columns[i], err)) < 0)
            return -1;
    if (db_prepare(db, arena_printf(f->arena, "SELECT * FROM temp.%s", table), &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int unit = catalog_unit(f->catalog, stmt_text(s, 0)), slot = slot_of(f, stmt_text(s, 1), stmt_text(s, 2));
        int year = year_of(stmt_text(s, 3)), loaded = stmt_int(s, 4) != 0;

        for (size_t i = 5; i < n; i++)
            *at(f, figure[i], unit, (size_t)slot, year) =
                loaded ? fraction(stmt_int(s, (int)i), 1) : (struct exact){.state = VALUE_NOT_LOADED};
    }
    stmt_close(s);
    return step;
}

/* Until entries say more: nothing was entered, and nothing is entered by field. */
static int expect_entered(struct figures *f, struct db *db, struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, "SELECT ten FROM cong_don UNION ALL SELECT ten FROM cuoi_ky UNION ALL SELECT 'sang_kien_ten'",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int figure = learn(f, stmt_text(s, 0), err);

        if (figure < 0) {
            step = -1;
            break;
        }
        for (size_t u = 0; u < f->catalog->nunits; u++)
            for (size_t slot = 0; slot < SLOT_FIELDS; slot++)
                for (int year = 0; year < YEARS; year++)
                    at(f, figure, (int)u, slot, year)->state = VALUE_NOT_ENTERED;
    }
    stmt_close(s);
    return step;
}

static int read_entered(struct figures *f, struct db *db, struct err *err)
{
    struct stmt *s = NULL;
    int step, figure;

    if (expect_entered(f, db, err) ||
        db_prepare(db, "SELECT goc, cap, luc, ten, phan_nghin FROM so_nhap WHERE phan_nghin IS NOT NULL", &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1 && (figure = find(f, stmt_text(s, 3), err)) >= 0)
        *at(f, figure, catalog_unit(f->catalog, stmt_text(s, 0)), (size_t)slot_of(f, stmt_text(s, 1), ""),
            year_of(stmt_text(s, 2))) = fraction(stmt_int(s, 4), 1000);
    stmt_close(s);
    if (step || db_prepare(db, "SELECT goc, luc, ten, chu FROM chu_nhap", &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1 && (figure = find(f, stmt_text(s, 2), err)) >= 0)
        *at(f, figure, catalog_unit(f->catalog, stmt_text(s, 0)), 0, year_of(stmt_text(s, 1))) =
            (struct exact){.state = VALUE_OK, .den = 1, .words = arena_strdup(f->arena, stmt_text(s, 3))};
    stmt_close(s);
    return step ? -1 : 0;
}

static int read_rules(struct figures *f, struct db *db, struct err *err)
{
    struct stmt *s = NULL;
    int step, figure = 0;

    if (db_prepare(db, "SELECT ten, tu, mau FROM ty_le", &s, err))
        return -1;
    while (figure >= 0 && (step = stmt_step(s, err)) == 1 && (figure = learn(f, stmt_text(s, 0), err)) >= 0) {
        struct rule *r = &f->rules[figure];

        r->num = find(f, stmt_text(s, 1), err);
        r->den = find(f, stmt_text(s, 2), err);
        figure = r->num < 0 || r->den < 0 ? -1 : figure;
    }
    stmt_close(s);
    if (figure < 0 || db_prepare(db, "SELECT ten, dau, so_hang FROM cong_tru ORDER BY rowid", &s, err))
        return -1;
    while (figure >= 0 && (step = stmt_step(s, err)) == 1 && (figure = find(f, stmt_text(s, 0), err)) >= 0) {
        struct term t = {find(f, stmt_text(s, 2), err), (int)stmt_int(s, 1)};

        f->known[figure] = 1;
        *vec_add(f->arena, &f->rules[figure].terms) = t;
        figure = t.figure < 0 ? -1 : figure;
    }
    stmt_close(s);
    return figure < 0 ? -1 : 0;
}

/* ------------------------------------------------------------ answers */

static struct exact answer(const struct figures *f, int figure, int unit, size_t slot, int year)
{
    const struct rule *r = &f->rules[figure];
    struct exact sum = {.state = VALUE_OK, .num = 0, .den = 1};

    if (r->num >= 0)
        return over(answer(f, r->num, unit, slot, year), answer(f, r->den, unit, slot, year));
    if (!r->terms.n)
        return *at(f, figure, unit, slot, year);
    for (size_t i = 0; i < r->terms.n && sum.state == VALUE_OK; i++)
        sum = plus(sum, r->terms.v[i].sign, answer(f, r->terms.v[i].figure, unit, slot, year));
    return sum;
}

enum suffix { PLAIN, A_YEAR_EARLIER, CHANGE, CHANGE_RATE, SUFFIXES };
static const char *const SUFFIX_TEXT[SUFFIXES] = {"", "_cung_ky", "_tang_giam", "_tang_giam_pt"};

static struct exact with_suffix(const struct figures *f, int figure, int unit, size_t slot, enum suffix s)
{
    struct exact now = answer(f, figure, unit, slot, NOW), before = answer(f, figure, unit, slot, BEFORE);

    if (s == PLAIN || s == A_YEAR_EARLIER)
        return s == PLAIN ? now : before;
    return s == CHANGE ? plus(now, -1, before) : over(plus(now, -1, before), before);
}

/* ------------------------------------------------------------ comparison */

/* The program's value; decimals of canonical text. */
static struct exact of_program(const struct value *v)
{
    struct exact x = {.state = v->state};
    wide n = 0, den = 1;

    if (v->state != VALUE_OK)
        return x;
    if (v->entered) {
        x.words = v->entered;
        x.den = 1;
        return x;
    }
    if (!v->decimal)
        return fraction(v->num, v->den ? v->den : 1);
    for (const char *s = v->decimal, *point = NULL; *s; s++) {
        if (*s == '.')
            point = s;
        else if (*s != '-')
            n = n * 10 + (*s - '0');
        if (point && s > point)
            den *= 10;
    }
    return fraction(*v->decimal == '-' ? -n : n, den);
}

static int is_small(wide x)
{
    return x > -1000000 && x < 1000000;
}

/* Beyond 64 bits the program says that there is no figure, and may. */
static int is_beyond(const struct exact *sql, const struct exact *now, const struct exact *before)
{
    return sql->too_big || !is_small(now->num) || !is_small(now->den) || !is_small(before->num) ||
           !is_small(before->den);
}

static int equal(const struct exact *x, const struct exact *y)
{
    if (x->state != y->state)
        return 0;
    if (x->state != VALUE_OK)
        return 1;
    if (x->words || y->words)
        return x->words && y->words && strcmp(x->words, y->words) == 0;
    return x->num == y->num && x->den == y->den;
}

static void show(const struct exact *x)
{
    static const char *const states[] = {"", "undefined", "not loaded", "not entered"};

    if (x->state != VALUE_OK)
        fprintf(stderr, "%s", states[x->state]);
    else if (x->words)
        fprintf(stderr, "'%s'", x->words);
    else
        fprintf(stderr, "%" PRId64 "/%" PRId64, (int64_t)x->num, (int64_t)x->den);
}

enum { SHOWN = 20 };

static void compare(const struct figures *f, struct program *p, int figure, int unit, size_t slot, const char *place,
                    const char *const names[SUFFIXES], struct tally *t)
{
    struct scope scope = SCOPE_OF(unit);
    struct exact now, before;

    scope.field = slot >= SLOT_FIELDS ? (int)(slot - SLOT_FIELDS) : -1;
    now = answer(f, figure, unit, slot, NOW);
    before = answer(f, figure, unit, slot, BEFORE);
    for (int s = PLAIN; s < SUFFIXES; s++) {
        struct exact sql = with_suffix(f, figure, unit, slot, (enum suffix)s), own;
        struct value v;

        /* Words have no levels and do not change; a field of what has none is asked for once. */
        if ((f->all[figure].is_text && (s >= CHANGE || slot > 0)) ||
            (slot >= SLOT_FIELDS && now.state == VALUE_UNDEFINED && (s > PLAIN || unit > 0)))
            continue;
        v = facts_value(p->facts, names[s], scope);
        own = of_program(&v);
        t->figures++;
        t->known += v.state == VALUE_OK;
        t->undefined += v.state == VALUE_UNDEFINED;
        t->not_loaded += v.state == VALUE_NOT_LOADED;
        t->not_entered += v.state == VALUE_NOT_ENTERED;
        if (equal(&sql, &own))
            continue;
        if (s >= CHANGE && v.state == VALUE_UNDEFINED && sql.state == VALUE_OK && is_beyond(&sql, &now, &before)) {
            t->beyond++;
            continue;
        }
        if (t->wrong++ < SHOWN) {
            fprintf(stderr, "%s, unit %s%s%s, %s: SQL ", place, f->catalog->units[unit].code,
                    slot >= SLOT_FIELDS ? ", field " : "",
                    slot >= SLOT_FIELDS ? f->catalog->fields[slot - SLOT_FIELDS].code : "", names[s]);
            show(&sql);
            fprintf(stderr, ", the program ");
            show(&own);
            fprintf(stderr, "\n");
        }
    }
}

static int read_all(struct figures *f, struct db *db, struct err *err)
{
    static const char *const tables[] = {"so_ho_so", "so_muc_4", "so_kiem_tra", "so_nhiem_vu", "so_tthc", "so_don_vi"};

    for (size_t i = 0; i < COUNT(tables); i++)
        if (read_counted(f, db, tables[i], err))
            return -1;
    if (read_entered(f, db, err) || read_rules(f, db, err))
        return -1;
    for (size_t i = 0; i < f->n; i++)
        if (!f->known[i])
            return err_set(err, ST_DATA, "the figure '%s' of chi-tieu.ini has no SQL in tests/oracle/chi_tieu",
                           f->all[i].name);
    return 0;
}

int compare_figures(struct arena *a, struct db *db, struct program *p, const char *place, struct tally *t,
                    struct err *err)
{
    struct figures f = {.arena = a, .catalog = p->catalog, .nslots = SLOT_FIELDS + p->catalog->nfields};
    size_t nvalues;

    f.all = facts_all(p->facts, &f.n);
    index_init(&f.by_name, a);
    for (size_t i = 0; i < f.n; i++)
        index_add(&f.by_name, f.all[i].name, strlen(f.all[i].name), (int)i);
    nvalues = f.n * p->catalog->nunits * f.nslots * YEARS;
    f.known = arena_alloc(a, f.n);
    f.rules = arena_alloc(a, f.n * sizeof *f.rules);
    f.values = arena_alloc(a, nvalues * sizeof *f.values);
    for (size_t i = 0; i < f.n; i++)
        f.rules[i].num = -1;
    for (size_t i = 0; i < nvalues; i++) /* a table without fields has no answer for one */
        f.values[i].state = VALUE_UNDEFINED;
    if (read_all(&f, db, err))
        return -1;
    for (size_t i = 0; i < f.n; i++)
        for (size_t slot = 0; slot < f.nslots; slot++) {
            const char *level = slot > 0 && slot < SLOT_FIELDS ? arena_printf(a, "_cap_%s", LEVELS[slot]) : "";
            const char *names[SUFFIXES];

            /* In damaged files alone: the SQL takes an empty code for all fields. */
            if (slot >= SLOT_FIELDS && !*p->catalog->fields[slot - SLOT_FIELDS].code)
                continue;
            for (int s = PLAIN; s < SUFFIXES; s++)
                names[s] = arena_printf(a, "%s%s%s", f.all[i].name, level, SUFFIX_TEXT[s]);
            for (size_t u = 0; u < p->catalog->nunits; u++)
                compare(&f, p, (int)i, (int)u, slot, place, names, t);
        }
    return 0;
}
