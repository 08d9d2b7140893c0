/* Ids of figures → what they count: a text, a cell and a bar name the same thing in three ways. */
#include <string.h>

#include "doc/gate_impl.h"

/* "%2F" → "/" in a code; NULL if it is too long for any. */
static const char *decode(struct arena *a, const char *s, size_t n)
{
    char *out = arena_strndup(a, s, n), *to = out;

    if (!memchr(s, '%', n))
        return out;
    for (const char *p = s; p < s + n; p++) {
        const char *digits = "0123456789ABCDEF";
        const char *high = p + 2 < s + n && *p == '%' ? strchr(digits, p[1]) : NULL;
        const char *low = high ? strchr(digits, p[2]) : NULL;

        if (low) {
            *to++ = (char)((high - digits) * 16 + (low - digits));
            p += 2;
        } else {
            *to++ = *p;
        }
    }
    *to = '\0';
    return out;
}

static int level_of(const char *code)
{
    for (int i = 1; LEVEL_CODES[i]; i++)
        if (strcmp(LEVEL_CODES[i], code) == 0)
            return i - 1;
    return -1;
}

/* The parts behind the name: "/cap=xa/don_vi=P1". of_rows: a unit's row of a table is its own. */
static int read_parts(const struct gate *g, const char *s, int of_rows, struct key *k)
{
    const struct catalog *c = g->q->catalog;

    while (*s == '/') {
        size_t n = strcspn(++s, "/"), name = strcspn(s, "=/");
        const char *code;

        if (n == strlen("tong") && strncmp(s, "tong", n) == 0) {
            s += n;
            continue;
        }
        if (n == strlen("rieng") && strncmp(s, "rieng", n) == 0) {
            k->own = 1;
            s += n;
            continue;
        }
        if (name >= n)
            return 0;
        code = decode(g->arena, s + name + 1, n - name - 1);
        if (strncmp(s, "don_vi", name) == 0 && name == 6) {
            k->unit = catalog_unit(c, code);
            k->own |= of_rows;
            if (k->unit < 0)
                return 0;
        } else if (strncmp(s, "cap", name) == 0 && name == 3) {
            int level = level_of(code);

            if (level < 0 || (k->level >= 0 && k->level != level))
                return 0;
            k->level = level;
        } else if (strncmp(s, "linh_vuc", name) == 0 && name == 8) {
            k->field = catalog_field(c, code);
            if (k->field < 0)
                return 0;
        } else if (strncmp(s, "tthc", name) == 0 && name == 4) {
            k->procedure = catalog_procedure(c, code);
            if (k->procedure < 0)
                return 0;
        } else {
            return 0;
        }
        s += n;
    }
    return *s == '\0';
}

/* One way to name a thing: what the unit or the procedure says already is left out. */
static int settle(const struct gate *g, struct key *k)
{
    const struct catalog *c = g->q->catalog;
    const struct figure *f = &g->figures[k->figure];
    int alone = !g->has_units_below[k->unit], counted = f->measure <= MEASURE_SUM;

    if (alone)
        k->own = 0;
    if (counted && f->table == TABLE_PROCEDURES) { /* they belong to a level, to no unit */
        k->unit = g->q->unit;
        k->own = 0;
    } else if (counted && (alone || k->own) && k->level >= 0) {
        if (k->level != (int)c->units[k->unit].level)
            return 0;
        k->level = -1;
    }
    if (k->procedure >= 0 && k->field >= 0) {
        if (c->procedures[k->procedure].field != k->field)
            return 0;
        k->field = -1;
    }
    return k->before <= 1;
}

static int read_name(const struct gate *g, const char *name, struct key *k)
{
    static const char rest[] = "_con_lai";
    size_t n = strlen(name), m = strlen(rest);
    struct figure_ref ref;

    if (!facts_find(g->q->facts, name, &ref)) {
        if (n <= m || strcmp(name + n - m, rest) != 0 ||
            !facts_find(g->q->facts, arena_strndup(g->arena, name, n - m), &ref))
            return 0;
        k->kind = KEY_REST;
    }
    if (ref.change || ref.change_ratio) {
        if (k->kind != KEY_VALUE)
            return 0;
        k->kind = ref.change ? KEY_CHANGE : KEY_CHANGE_RATIO;
    }
    if (ref.level >= 0 && k->level >= 0 && ref.level != k->level)
        return 0;
    if (ref.level >= 0)
        k->level = ref.level;
    k->before += ref.before;
    k->figure = (int32_t)(ref.figure - g->figures);
    return 1;
}

static struct key whole_report(const struct gate *g)
{
    return (struct key){.unit = g->q->unit, .level = -1, .field = -1, .procedure = -1};
}

int gate_key(const struct gate *g, const char *id, struct key *out)
{
    size_t n = strcspn(id, "/");

    *out = whole_report(g);
    return read_name(g, arena_strndup(g->arena, id, n), out) && read_parts(g, id + n, 0, out) && settle(g, out);
}

int gate_cell_key(const struct gate *g, const char *counts, const char *cell_id, struct key *out)
{
    const char *rest = strchr(cell_id, '/');

    rest = rest ? strchr(rest + 1, '/') : NULL;
    *out = whole_report(g);
    return rest && read_name(g, counts, out) && read_parts(g, rest, 1, out) && settle(g, out);
}

int gate_part_key(const struct gate *g, const char *name, const struct key *k, struct key *out)
{
    *out = *k;
    out->kind = KEY_VALUE;
    return read_name(g, name, out) && out->kind == KEY_VALUE && settle(g, out);
}

struct value gate_count_again(const struct gate *g, const struct key *k)
{
    return facts_value(g->q->facts, g->figures[k->figure].name,
                       (struct scope){.unit = k->unit,
                                      .own_only = k->own,
                                      .level = k->level,
                                      .field = k->field,
                                      .procedure = k->procedure,
                                      .before = k->before});
}
