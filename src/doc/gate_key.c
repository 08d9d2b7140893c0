/* Ids of figures → what they count: a text, a cell and a bar name the same thing in three ways. */
#include <string.h>

#include "data/basis.h"
#include "doc/figure_text.h"
#include "doc/gate_impl.h"

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

/* Suffixes that only papers know come behind those of facts. */
static int read_suffix(const struct gate *g, const char **name, struct key *k)
{
    static const struct {
        const char *suffix;
        enum key_kind kind;
    } suffixes[] = {{FIGURE_REST, KEY_REST}, {FIGURE_TARGET_GAP, KEY_TARGET_GAP}};
    size_t n = strlen(*name), m = strlen(FIGURE_TARGET);

    if (strncmp(*name, FIGURE_TARGET, m) == 0) {
        *name += m;
        k->kind = KEY_TARGET;
        return 1;
    }
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        m = strlen(suffixes[i].suffix);
        if (n <= m || strcmp(*name + n - m, suffixes[i].suffix) != 0)
            continue;
        *name = arena_strndup(g->arena, *name, n - m);
        k->kind = (int32_t)suffixes[i].kind;
        return 1;
    }
    return 0;
}

static int read_name(const struct gate *g, const char *name, struct key *k)
{
    struct figure_ref ref;

    if (!facts_find(g->q->facts, name, &ref) && (!read_suffix(g, &name, k) || !facts_find(g->q->facts, name, &ref)))
        return 0;
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

static int read_id(const struct gate *g, const char *id, int of_row, struct key *out)
{
    const char *name;
    struct scope s;

    if (!basis_id_parse(g->arena, g->q->catalog, g->q->unit, id, &name, &s))
        return 0;
    *out = (struct key){.unit = s.unit,
                        .own = s.own_only || of_row,
                        .level = s.level,
                        .field = s.field,
                        .procedure = s.procedure,
                        .before = s.before};
    return read_name(g, name, out) && settle(g, out);
}

int gate_key(const struct gate *g, const char *id, struct key *out)
{
    return read_id(g, id, 0, out);
}

int gate_cell_key(const struct gate *g, const char *counts, const char *cell_id, struct key *out)
{
    const char *rest = strchr(cell_id, '/');

    rest = rest ? strchr(rest + 1, '/') : NULL;
    if (!rest)
        return 0;
    return read_id(g, strcmp(rest, "/tong") ? arena_printf(g->arena, "%s%s", counts, rest) : counts,
                   strstr(rest, "/don_vi=") != NULL, out);
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
