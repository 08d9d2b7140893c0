/* Tables of every shape with every number of rows: see table_check.h for what must hold of them. */
#include "table_check.h"

#if defined(__SANITIZE_ADDRESS__)
enum { STEP = 23 };
#else
enum { STEP = 1 };
#endif

enum { ROWS_MAX = 500 };

/* Checkers that slow everything down ask for fewer numbers of rows of each shape (SHAPES_STEP, e.g. 50). */
static size_t step_of_rows(void)
{
    const char *text = getenv("SHAPES_STEP");
    size_t step = text ? strtoul(text, NULL, 10) : 0;

    return step ? step : STEP;
}

static struct arena *fonts_arena;
static struct paper *opened[2]; /* by real */

static struct paper *lay_out(struct arena *a, const struct shape *s, struct grid *g, size_t rows)
{
    struct paper *p = arena_alloc(a, sizeof *p);

    *p = *opened[s->real];
    p->arena = a;
    p->options.tag_rows = rows % 2 ? SIZE_MAX : 0;
    notes_init(&p->notes, a);
    paper_table(p, s, g, rows % 40);
    paper_layout(p);
    return p;
}

static void every_shape_with_every_number_of_rows(void **state)
{
    size_t step = step_of_rows();

    (void)state;
    for (size_t i = 0; i < NSHAPES; i++) {
        const struct shape *s = &SHAPES[i];
        struct arena *shape_arena = arena_new();
        const struct grid *all = shape_grid(shape_arena, s, ROWS_MAX + 5);

        for (size_t rows = 0; rows <= ROWS_MAX; rows += step) {
            struct arena *a = arena_new();
            struct grid *g = shape_cut(a, s, all, rows);
            struct paper *p = lay_out(a, s, g, rows);

            snprintf(where, sizeof where, "%s, %zu rows", s->name, rows);
            check_table(p, s, g);
            assert_int_equal(paper_noted(p, "khoi_dai_hon_trang"), 0);
            assert_int_equal(paper_noted(p, "tu_bi_ngat"), 0);
            if (rows % 50 == 0)
                paper_check(p);
            arena_free(a);
        }
        arena_free(shape_arena);
    }
}

static int set_up(void **state)
{
    (void)state;
    fonts_arena = arena_new();
    for (int real = 0; real < 2; real++)
        opened[real] = paper_open(fonts_arena, real);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(fonts_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_with_every_number_of_rows),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
