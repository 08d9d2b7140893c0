/* Compares the program with plain SQL on generated databases: every cell of the cube, every figure, every form, in both
 * modes of tra_lai_rut.
 *   oracle compare SQL TEMPLATES COUNT [FIRST]         databases FIRST … FIRST + COUNT - 1
 *   oracle change SQL TEMPLATES COUNT [FIRST]          changes that may change no figure: see change.c
 *   oracle import SQL TEMPLATES COUNT FIRST FOLDER     the same by way of CSV files in FOLDER: see reimport.c
 *   oracle damage SQL TEMPLATES COUNT FIRST FOLDER     damaged files in FOLDER: see damage.c */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/db.h"
#include "oracle.h"

static int compare_database(struct arena *a, const struct oracle *o, uint64_t seed, struct cube_tally *cubes,
                            struct tally *t, struct err *err)
{
    struct generated g;
    struct program p;
    int result = -1;

    if (generate(a, seed, NULL, &o->entered, &g, err))
        goto out;
    for (int mode = RETURNED_ON_TIME; mode <= RETURNED_APART; mode++) {
        const char *place =
            arena_printf(a, "database %" PRIu64 " (%s, %s, %s)", seed, g.code,
                         g.rule == RULE_ND09 ? "nd09" : "duong_lich", mode == RETURNED_APART ? "rieng" : "dung_han");
        int failed = mode == RETURNED_ON_TIME ? program_count(a, o->templates, g.db, &g, RETURNED_ON_TIME, &p, err)
                                              : program_count_again(&p, g.db, &g, (enum returned_mode)mode, err);

        if (failed || compare_cube(a, o, g.db, p.cube, (enum returned_mode)mode, place, cubes, err) ||
            oracle_prepare(o, g.db, &g, (enum returned_mode)mode, err) || compare_figures(a, g.db, &p, place, t, err) ||
            compare_forms(a, o, g.db, &p, place, t, err) || (!g.spoiled && compare_papers(a, &p, place, t, err)) ||
            oracle_clear(g.db, err))
            goto out;
    }
    result = 0;
out:
    db_close(g.db);
    return result;
}

/* A comparison that never met a class has not tested it. */
static int met_everything(const struct cube_tally *c, const struct tally *t, int64_t wanted)
{
    int met = c->origins[1] >= wanted && c->origins[2] >= wanted;

    for (int s = STATE_EARLY; s < STATE_COUNT; s++)
        met = met && c->states[s] >= wanted;
    for (int table = TABLE_INSPECTIONS; table < TABLE_COUNT; table++)
        met = met && c->rows[table] >= wanted;
    return met && t->forms >= wanted && t->papers >= wanted && t->known >= wanted && t->undefined >= wanted &&
           t->not_loaded >= wanted && t->not_entered >= wanted;
}

static int compare_databases(const struct oracle *o, uint64_t count, uint64_t first, struct err *err)
{
    struct cube_tally c = {0};
    struct tally t = {0};

    for (uint64_t seed = first; seed < first + count; seed++) {
        struct arena *a = arena_new();
        int failed = compare_database(a, o, seed, &c, &t, err);

        arena_free(a);
        if (failed) {
            char number[32];

            snprintf(number, sizeof number, "%" PRIu64, seed);
            return err_prefix(err, "database %s: ", number);
        }
    }
    printf("%" PRIu64 " databases in two modes: %" PRId64 " cells of %" PRId64 " dossiers, %" PRId64
           " rows of II.06a, %" PRId64 " inspections, %" PRId64 " tasks; %" PRId64 " differences\n",
           count, c.cells, c.dossiers, c.columns, c.rows[TABLE_INSPECTIONS], c.rows[TABLE_TASKS], c.wrong);
    printf("%" PRId64 " figures (%" PRId64 " with a value, %" PRId64 " not loaded, %" PRId64 " not entered, %" PRId64
           " undefined, %" PRId64 " too large to compare), %" PRId64 " cells of %" PRId64 " forms, %" PRId64
           " papers; %" PRId64 " differences\n",
           t.figures, t.known, t.not_loaded, t.not_entered, t.undefined, t.beyond, t.cells, t.forms, t.papers, t.wrong);
    if (!met_everything(&c, &t, (int64_t)count)) {
        fprintf(stderr, "some class of dossier or table was hardly met: the databases are too few or too tame\n");
        return 1;
    }
    return c.wrong || t.wrong;
}

int main(int argc, char **argv)
{
    uint64_t count = argc > 4 ? strtoull(argv[4], NULL, 10) : 0, first = argc > 5 ? strtoull(argv[5], NULL, 10) : 1;
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct oracle *o;
    int result = 64;

    if (argc < 5) {
        fprintf(stderr, "usage: oracle compare|change|import|damage SQL TEMPLATES COUNT [FIRST [FOLDER]]\n");
        return 64;
    }
    if (oracle_open(a, argv[2], argv[3], &o, &err))
        result = -1;
    else if (strcmp(argv[1], "compare") == 0)
        result = compare_databases(o, count, first, &err);
    else if (strcmp(argv[1], "change") == 0)
        result = change_databases(o, count, first, &err);
    else if (strcmp(argv[1], "import") == 0 && argc > 6)
        result = import_databases(o, argv[6], count, first, &err);
    else if (strcmp(argv[1], "damage") == 0 && argc > 6)
        result = damage_databases(o, argv[6], count, first, &err);
    if (result < 0)
        fprintf(stderr, "%s\n", err.text);
    arena_free(a);
    return result < 0 ? 70 : result;
}
