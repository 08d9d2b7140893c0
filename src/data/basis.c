/* Selections over rows, ids, and trees measured again. */
#include "data/basis.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* ------------------------------------------------------------ ids */

static const char SPECIAL[] = "/=% ";

const char *basis_code(struct arena *a, const char *code)
{
    struct buf out;

    if (!strpbrk(code, SPECIAL))
        return code;
    buf_init(&out, a);
    for (; *code; code++) {
        if (strchr(SPECIAL, *code))
            buf_printf(&out, "%%%02X", (unsigned)(unsigned char)*code);
        else
            buf_putc(&out, *code);
    }
    return buf_str(&out);
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

const char *basis_code_read(struct arena *a, const char *part, size_t n)
{
    char *out = arena_strndup(a, part, n);
    size_t m = 0;

    for (size_t i = 0; i < n; i++) {
        int high = part[i] == '%' && i + 2 < n ? hex_digit(part[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(part[i + 2]) : -1;

        out[m++] = low < 0 ? part[i] : (char)(high * 16 + low);
        i += low < 0 ? 0 : 2;
    }
    out[m] = '\0';
    return out;
}

char *basis_id(struct arena *a, const struct catalog *c, int home, const char *name, struct scope s)
{
    struct buf id;

    buf_init(&id, a);
    buf_puts(&id, name);
    if (s.unit != home && s.unit >= 0)
        buf_printf(&id, "/don_vi=%s", basis_code(a, c->units[s.unit].code));
    if (s.own_only)
        buf_puts(&id, "/rieng");
    if (s.level >= 0)
        buf_printf(&id, "/cap=%s", LEVEL_CODES[s.level + 1]);
    if (s.field >= 0)
        buf_printf(&id, "/linh_vuc=%s", basis_code(a, c->fields[s.field].code));
    if (s.procedure >= 0)
        buf_printf(&id, "/tthc=%s", basis_code(a, c->procedures[s.procedure].code));
    return arena_strdup(a, buf_str(&id));
}

static int level_of(const char *code)
{
    for (int i = 1; LEVEL_CODES[i]; i++)
        if (strcmp(LEVEL_CODES[i], code) == 0)
            return i - 1;
    return -1;
}

static int read_part(struct arena *a, const struct catalog *c, const char *part, size_t n, struct scope *s)
{
    const char *equals = memchr(part, '=', n), *code;
    size_t key = equals ? (size_t)(equals - part) : n;
    int *out = NULL, value = -1;

    if (!equals) {
        s->own_only = n == 5 && strncmp(part, "rieng", n) == 0;
        return s->own_only;
    }
    code = basis_code_read(a, equals + 1, n - key - 1);
    if (key == 6 && strncmp(part, "don_vi", key) == 0) {
        out = &s->unit;
        value = catalog_unit(c, code);
    } else if (key == 3 && strncmp(part, "cap", key) == 0) {
        out = &s->level;
        value = level_of(code);
    } else if (key == 8 && strncmp(part, "linh_vuc", key) == 0) {
        out = &s->field;
        value = catalog_field(c, code);
    } else if (key == 4 && strncmp(part, "tthc", key) == 0) {
        out = &s->procedure;
        value = catalog_procedure(c, code);
    }
    if (out)
        *out = value;
    return value >= 0;
}

int basis_id_parse(struct arena *a, const struct catalog *c, int home, const char *id, const char **name,
                   struct scope *out)
{
    size_t n = strcspn(id, "/");

    *name = arena_strndup(a, id, n);
    *out = SCOPE_OF(home);
    for (id += n; *id; id += n) {
        id++;
        n = strcspn(id, "/");
        if (!read_part(a, c, id, n, out))
            return 0;
    }
    return 1;
}

/* ------------------------------------------------------------ rows */

static int fits(const struct constraint *k, const struct rows *rows, const int32_t *v)
{
    switch (TABLES[rows->table].dims[k->dim].kind) {
    case DIM_WORD:
        return strcmp(rows->words[v[k->dim]], k->code) == 0;
    case DIM_RECORD:
        return strcmp(rows->records[v[k->dim]].code, k->code) == 0;
    default:
        return v[k->dim] == k->value;
    }
}

int selection_test(const struct selection *s, const struct rows *rows, size_t row)
{
    const struct table_info *info = &TABLES[s->table];
    const int32_t *v = rows->v + row * info->ndims;

    assert(rows->table == s->table);
    if (s->units && (v[DIM_AT_UNIT] < 0 || !s->units[v[DIM_AT_UNIT]]))
        return 0;
    for (size_t i = 0; i < s->only.n; i++)
        if (!fits(&s->only.v[i], rows, v))
            return 0;
    if (s->measure == MEASURE_DISTINCT && !dim_is_given(&info->dims[s->dim], v[s->dim]))
        return 0;
    for (size_t i = 0; i < sizeof s->where / sizeof *s->where; i++)
        if (s->where[i] && !row_predicate_test(s->where[i], rows, row))
            return 0;
    return 1;
}

int64_t selection_weight(const struct selection *s, const struct rows *rows, size_t row)
{
    if (s->measure == MEASURE_DISTINCT)
        return 1;
    if (s->measure == MEASURE_SUM)
        return rows->count[row] * rows->v[row * TABLES[s->table].ndims + (size_t)s->dim];
    return rows->count[row];
}

static int compare_values(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;

    return (a > b) - (a < b);
}

static int64_t count_distinct(const struct selection *s, const struct rows *rows)
{
    struct arena *scratch = arena_new();
    int32_t *values = arena_alloc(scratch, (rows->n + 1) * sizeof *values);
    size_t n = 0;
    int64_t distinct = 0;

    for (size_t i = 0; i < rows->n; i++)
        if (selection_test(s, rows, i))
            values[n++] = rows->v[i * TABLES[s->table].ndims + (size_t)s->dim];
    qsort(values, n, sizeof *values, compare_values);
    for (size_t i = 0; i < n; i++)
        distinct += i == 0 || values[i] != values[i - 1];
    arena_free(scratch);
    return distinct;
}

int64_t selection_measure(const struct selection *s, const struct rows *rows)
{
    int64_t sum = 0;

    if (s->measure == MEASURE_DISTINCT)
        return count_distinct(s, rows);
    for (size_t i = 0; i < rows->n; i++)
        if (selection_test(s, rows, i))
            sum += selection_weight(s, rows, i);
    return sum;
}

/* ------------------------------------------------------------ the tree */

struct basis *basis_new(struct arena *a, enum basis_kind kind, const char *id, const char *label)
{
    struct basis *b = arena_alloc(a, sizeof *b);

    b->kind = kind;
    b->id = id;
    b->label = label;
    b->unit_word = b->source = "";
    b->range = (struct range){DAY_NONE, DAY_NONE};
    return b;
}

void basis_add(struct arena *a, struct basis *b, struct basis *part, int sign)
{
    struct basis **parts = arena_alloc(a, (b->nparts + 1) * sizeof *parts);
    int *signs = arena_alloc(a, (b->nparts + 1) * sizeof *signs);

    for (size_t i = 0; i < b->nparts; i++) {
        parts[i] = b->parts[i];
        signs[i] = b->signs[i];
    }
    parts[b->nparts] = part;
    signs[b->nparts++] = sign;
    b->parts = parts;
    b->signs = signs;
}

static struct value sum_of_entries(struct arena *a, const struct basis *b)
{
    struct amount sum = {0};

    for (size_t i = 0; i < b->nentries; i++)
        if (!amount_add(&sum, b->entries[i].amount, 1))
            return value_bad(VALUE_NOT_ENTERED);
    return value_of_amount(a, sum);
}

static struct value sum_of_parts(struct arena *a, const struct basis *b, basis_count count, void *ctx)
{
    struct amount sum = {0};

    for (size_t i = 0; i < b->nparts; i++) {
        struct value v = basis_value(a, b->parts[i], count, ctx);

        if (v.state != VALUE_OK)
            return value_bad(v.state);
        if (!amount_add(&sum, value_amount(&v), b->signs[i]))
            return value_bad(VALUE_UNDEFINED);
    }
    return value_of_amount(a, sum);
}

struct value basis_value(struct arena *a, const struct basis *b, basis_count count, void *ctx)
{
    /* What was not loaded or entered is no question of rows. */
    if (b->value.state == VALUE_NOT_LOADED || b->value.state == VALUE_NOT_ENTERED)
        return b->value;
    switch (b->kind) {
    case BASIS_ROWS:
        return (struct value){.state = VALUE_OK, .num = count(ctx, b->selection)};
    case BASIS_ENTRIES:
        return sum_of_entries(a, b);
    case BASIS_TEXT:
    case BASIS_SETTING:
    case BASIS_NONE:
        return b->value;
    case BASIS_SUM:
        return sum_of_parts(a, b, count, ctx);
    case BASIS_RATIO:
        return value_ratio(basis_value(a, b->parts[0], count, ctx), basis_value(a, b->parts[1], count, ctx));
    case BASIS_CHANGE:
        return value_difference(a, basis_value(a, b->parts[0], count, ctx), basis_value(a, b->parts[1], count, ctx));
    case BASIS_CHANGE_RATIO:
        return value_relative_change(a, basis_value(a, b->parts[0], count, ctx),
                                     basis_value(a, b->parts[1], count, ctx));
    case BASIS_POINTS:
        return value_points(basis_value(a, b->parts[0], count, ctx), basis_value(a, b->parts[1], count, ctx));
    case BASIS_REST:
        return value_rest(basis_value(a, b->parts[0], count, ctx));
    }
    assert(0 && "unknown kind of basis");
    return value_bad(VALUE_UNDEFINED);
}
