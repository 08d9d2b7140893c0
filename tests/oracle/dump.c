/* All that the program says of a database, as text: for comparing it with itself. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "oracle.h"

static const char *text_of_value(struct arena *a, const struct value *v)
{
    static const char *const states[] = {"", "khong_tinh_duoc", "chua_nap", "chua_nhap"};

    if (v->state != VALUE_OK)
        return states[v->state];
    if (v->entered)
        return v->entered;
    if (v->decimal)
        return v->decimal;
    return arena_printf(a, v->den ? "%" PRId64 "/%" PRId64 : "%" PRId64, v->num, v->den);
}

static int put_cube(struct arena *a, const struct cube *cube, struct buf *out, struct err *err)
{
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    int failed = !f;

    (void)a;
    if (f) {
        cube_write(cube, "", f);
        failed = ferror(f) || fclose(f);
    }
    if (!failed)
        buf_add(out, text, n);
    free(text);
    return failed ? err_set(err, ST_IO, "no memory for a stream") : 0;
}

/* A line each, whatever a code holds. */
static void put_line(struct buf *out, const char *unit, const char *line)
{
    buf_printf(out, "%s/", unit);
    for (; *line; line++)
        buf_putc(out, *line == '\n' ? ' ' : *line);
    buf_putc(out, '\n');
}

int program_dump(struct arena *a, const struct oracle *o, struct program *p, const char *root, unsigned parts,
                 struct buf *out, struct err *err)
{
    int top = catalog_unit(p->catalog, root);
    const struct figure *figures;
    size_t n;

    figures = facts_all(p->facts, &n);
    if (parts & DUMP_CUBE && put_cube(a, p->cube, out, err))
        return -1;
    for (size_t u = 0; u < p->catalog->nunits; u++) {
        const char *code = p->catalog->units[u].code;

        if (!catalog_under(p->catalog, (int)u, top))
            continue;
        for (size_t i = 0; i < n && parts & DUMP_FIGURES; i++)
            for (int before = 0; before <= 1; before++)
                for (int level = -1; level <= LEVEL_COMMUNE; level++) {
                    struct scope s = SCOPE_OF((int)u);
                    struct value v;

                    s.before = before;
                    s.level = level;
                    v = facts_value(p->facts, figures[i].name, s);
                    buf_printf(out, "%s/%d/%d/%s = %s\n", code, before, level, figures[i].name, text_of_value(a, &v));
                }
        for (size_t i = 0; i < o->nform_codes && parts & DUMP_FORMS; i++) {
            line_list lines = {0};

            if (program_form(a, p, o->form_codes[i], (int)u, &lines, err))
                return -1;
            for (size_t k = 0; k < lines.n; k++)
                put_line(out, code, lines.v[k]);
        }
    }
    return 0;
}
