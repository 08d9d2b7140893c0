/* Damaged files: what the program makes of a database with bits turned, bytes and pages replaced, or its end cut off.
 * It must refuse, or give what plain SQL gives that reads the tables of the same damaged file. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "data/checks.h"
#include "data/db.h"
#include "oracle.h"

enum { FILE_MAX = 1 << 22, SECONDS = 30, SHOWN = 20 };

/* What became of one damaged file. */
enum outcome_of_damage {
    REFUSED,         /* with a sentence and a status for data or files */
    HARMLESS,        /* the tables say what they said, and so does the program */
    CHANGED,         /* the tables say something else, and so does the program */
    STILL_SOUND,     /* the tables are damaged, the index is not: the sound file's figures; finals are refused */
    HIDDEN,          /* other figures than SQL's, because tables and indexes disagree: finals are refused */
    HIDDEN_FROM_ALL, /* the same, and finals are not refused */
    BAD_SENTENCE,    /* refused, but with the wrong status or no sentence */
    BROKEN,          /* a crash, a hang */
    OUTCOMES
};
static const char *const OUTCOME_TEXT[OUTCOMES] = {"refused",
                                                   "harmless",
                                                   "changed like SQL",
                                                   "as before the damage (finals refused)",
                                                   "other figures (finals refused)",
                                                   "nothing tells",
                                                   "wrong sentence",
                                                   "crashed or hung"};

struct original {
    const struct oracle *oracle;
    const struct generated *g;
    const char *dir; /* of the copies */
    char *bytes;
    size_t n, page;
    const char *rows, *said; /* of the sound file */
};

struct dice {
    uint64_t state;
};

static uint64_t roll(struct dice *d)
{
    uint64_t z = (d->state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* ------------------------------------------------------------ doing harm */

/* Mostly where something is written. */
static size_t some_place(struct dice *d, const struct original *o)
{
    size_t at = roll(d) % o->n;

    for (int i = 0; i < 20 && !o->bytes[at]; i++)
        at = roll(d) % o->n;
    return at;
}

static const char *harm(struct arena *a, struct dice *d, const struct original *o, char *bytes, size_t *n)
{
    size_t pages = o->n / o->page, at = some_place(d, o), other = roll(d) % pages;

    switch (roll(d) % 12) {
    case 0: {
        char was = bytes[at];

        bytes[at] = (char)roll(d);
        return arena_printf(a, "byte %zu of page %zu: %02X to %02X", at % o->page, at / o->page + 1,
                            (unsigned)(unsigned char)was, (unsigned)(unsigned char)bytes[at]);
    }
    case 1:
        memset(bytes + at, 0, o->n - at < 16 ? o->n - at : 16);
        return arena_printf(a, "16 zeros from byte %zu of page %zu", at % o->page, at / o->page + 1);
    case 2:
        *n = roll(d) % 2 ? at : at / o->page * o->page;
        return arena_printf(a, "cut to %zu bytes", *n);
    case 3:
        memcpy(bytes + other * o->page, o->bytes + at / o->page * o->page, o->page);
        return arena_printf(a, "page %zu over page %zu", at / o->page + 1, other + 1);
    default: {
        int bit = (int)(roll(d) % 8);

        bytes[at] = (char)(bytes[at] ^ (1 << bit));
        return arena_printf(a, "bit %d of byte %zu of page %zu", bit, at % o->page, at / o->page + 1);
    }
    }
}

/* ------------------------------------------------------------ the two readings */

static const char *const DATA_TABLES[] = {"don_vi",   "linh_vuc", "tthc",    "ho_so",
                                          "kiem_tra", "nhiem_vu", "so_lieu", "pham_vi"};
enum { NTABLES = sizeof DATA_TABLES / sizeof *DATA_TABLES };

/* The rows of the file's tables, read without any index; the copies stand before the tables under the same names. */
static int copy_tables(struct arena *a, const char *path, struct db **out, struct err *err)
{
    if (db_open_any_version(a, path, out, err) || db_exec(*out, "PRAGMA temp_store = MEMORY", err))
        return -1;
    for (size_t i = 0; i < NTABLES; i++)
        if (db_exec(*out,
                    arena_printf(a, "CREATE TEMP TABLE %s AS SELECT * FROM main.%s NOT INDEXED", DATA_TABLES[i],
                                 DATA_TABLES[i]),
                    err))
            return -1;
    return 0;
}

static int dump_tables(struct arena *a, struct db *db, struct buf *out, struct err *err)
{
    for (size_t t = 0; t < NTABLES; t++) {
        struct stmt *s = NULL;
        int step, columns = 0;
        int64_t n;

        if (db_integer(db, arena_printf(a, "SELECT count(*) FROM pragma_table_info('%s', 'temp')", DATA_TABLES[t]), &n,
                       err) ||
            db_prepare(db, arena_printf(a, "SELECT * FROM temp.%s ORDER BY rowid", DATA_TABLES[t]), &s, err))
            return -1;
        columns = (int)n;
        while ((step = stmt_step(s, err)) == 1) {
            for (int i = 0; i < columns; i++) {
                const char *text = stmt_text(s, i);

                buf_printf(out, "%s%s", i ? "|" : DATA_TABLES[t], text ? text : "-");
            }
            buf_putc(out, '\n');
        }
        stmt_close(s);
        if (step < 0)
            return -1;
    }
    return 0;
}

/* As run and cube do it: a read-only snapshot, checked, counted. */
static int program_reads(struct arena *a, const struct oracle *o, const struct generated *g, const char *path,
                         struct program *p, struct buf *said, struct db **db, struct err *err)
{
    return db_open_snapshot(a, path, db, err) || program_count(a, o->templates, *db, g, RETURNED_APART, p, err) ||
                   program_dump(a, o, p, "U0", DUMP_CUBE | DUMP_FIGURES, said, err)
               ? -1
               : 0;
}

/* ------------------------------------------------------------ one file */

static int is_good_refusal(const struct err *err)
{
    size_t n = strlen(err->text);

    return (err->status == ST_DATA || err->status == ST_IO || err->status == ST_NOINPUT ||
            err->status == ST_TEMPFAIL) &&
           n > 20 && err->text[n - 1] == '.';
}

/* 1 if no final would be printed from it. */
static int is_refused_for_finals(struct arena *a, struct db *db)
{
    struct err err = {.status = ST_OK};
    struct notes notes;

    notes_init(&notes, a);
    return checks_integrity(db, &notes, &err) || notes_count(&notes, NOTE_ERROR) > 0;
}

/* Has the program's figures what the SQL makes of the rows? Runs when these are not those of the sound file. */
static int agrees_with_sql(struct arena *a, const struct original *o, struct db *tables, struct program *p)
{
    struct err err = {.status = ST_OK};
    struct tally t = {.wrong = SHOWN}; /* silent */

    return oracle_prepare(o->oracle, tables, o->g, RETURNED_APART, &err) == 0 &&
           compare_figures(a, tables, p, "", &t, &err) == 0 && t.wrong == SHOWN;
}

static enum outcome_of_damage judge(struct arena *a, const struct original *o, const char *path, const char *how)
{
    struct err err = {.status = ST_OK}, ignored = {.status = ST_OK};
    struct db *db = NULL, *tables = NULL;
    struct program p;
    struct buf said, rows;
    int same, agrees;

    buf_init(&said, a);
    buf_init(&rows, a);
    if (program_reads(a, o->oracle, o->g, path, &p, &said, &db, &err)) {
        if (is_good_refusal(&err))
            return REFUSED;
        fprintf(stderr, "%s: status %d: %s\n", how, (int)err.status, err.text);
        return BAD_SENTENCE;
    }
    if (copy_tables(a, path, &tables, &ignored) || dump_tables(a, tables, &rows, &ignored)) {
        agrees = same = 0; /* the tables cannot be read whole */
    } else {
        same = strcmp(buf_str(&rows), o->rows) == 0;
        agrees = same ? strcmp(buf_str(&said), o->said) == 0 : agrees_with_sql(a, o, tables, &p);
    }
    if (agrees)
        return same ? HARMLESS : CHANGED;
    if (is_refused_for_finals(a, db))
        return strcmp(buf_str(&said), o->said) == 0 ? STILL_SOUND : HIDDEN;
    fprintf(stderr, "%s: other figures than plain SQL's, and the check of finals finds nothing\n", how);
    return HIDDEN_FROM_ALL;
}

static enum outcome_of_damage try_one(struct arena *a, const struct original *o, uint64_t number)
{
    struct dice d = {number * 0x5851F42D4C957F2Du + 7};
    const char *path = path_join(a, o->dir, "hong.db"), *how;
    char *bytes = arena_alloc(a, o->n);
    struct err err = {.status = ST_OK};
    size_t n = o->n;
    int status = 0;
    pid_t child;

    memcpy(bytes, o->bytes, n);
    how = arena_printf(a, "damage %" PRIu64 " (%s)", number, harm(a, &d, o, bytes, &n));
    unlink(path);
    unlink(path_join(a, o->dir, "hong.db-wal"));
    unlink(path_join(a, o->dir, "hong.db-shm"));
    if (file_write(path, bytes, n, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return BROKEN;
    }
    fflush(NULL);
    child = fork();
    if (child == 0) {
        alarm(SECONDS);
        _exit((int)judge(a, o, path, how));
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) >= OUTCOMES) {
        fprintf(stderr, "%s: crashed or hung (%d)\n", how, status);
        rename(path, path_join(a, o->dir, arena_printf(a, "loi_%" PRIu64 ".db", number))); /* to look at */
        return BROKEN;
    }
    return (enum outcome_of_damage)WEXITSTATUS(status);
}

/* ------------------------------------------------------------ all of them */

static int make_original(struct arena *a, const struct oracle *oracle, uint64_t seed, const char *dir,
                         struct generated *g, struct original *o, struct err *err)
{
    const char *path = path_join(a, dir, "goc.db");
    struct buf said, rows;
    struct program p;
    struct db *db = NULL, *tables = NULL;
    int failed;

    *o = (struct original){.oracle = oracle, .g = g, .dir = dir, .page = 1024};
    do {
        db_close(g->db);
        unlink(path);
        if (generate(a, seed++, path, &oracle->entered, g, err))
            return -1;
    } while (g->spoiled || g->nranges < 3);
    /* Every other one in the mode that init gives a new file. */
    if (db_exec(g->db,
                arena_printf(a,
                             "PRAGMA journal_mode = DELETE; PRAGMA page_size = %zu; VACUUM; PRAGMA journal_mode = %s",
                             o->page, seed % 2 ? "WAL" : "DELETE"),
                err))
        return -1;
    db_close(g->db);
    g->db = NULL;
    if (file_read(a, path, FILE_MAX, &o->bytes, &o->n, err))
        return -1;
    buf_init(&said, a);
    buf_init(&rows, a);
    failed = program_reads(a, oracle, g, path, &p, &said, &db, err) || copy_tables(a, path, &tables, err) ||
             dump_tables(a, tables, &rows, err);
    db_close(tables);
    db_close(db);
    o->said = buf_str(&said);
    o->rows = buf_str(&rows);
    return failed ? -1 : 0;
}

int damage_databases(const struct oracle *oracle, const char *dir, uint64_t count, uint64_t first, struct err *err)
{
    enum { PER_DATABASE = 100 };
    int64_t outcomes[OUTCOMES] = {0};
    struct generated g = {.db = NULL};
    struct arena *a = NULL;
    struct original o;

    for (uint64_t i = 0; i < count; i++) {
        struct arena *one;

        if (i % PER_DATABASE == 0) {
            arena_free(a);
            a = arena_new();
            if (make_original(a, oracle, first + 7 * i, dir, &g, &o, err))
                return -1;
        }
        one = arena_new();
        outcomes[try_one(one, &o, first + i)]++;
        arena_free(one);
    }
    arena_free(a);
    printf("%" PRIu64 " damaged files:", count);
    for (int i = 0; i < OUTCOMES; i++)
        printf("%s %" PRId64 " %s", i ? "," : "", outcomes[i], OUTCOME_TEXT[i]);
    printf("\n");
    return outcomes[HIDDEN_FROM_ALL] || outcomes[BAD_SENTENCE] || outcomes[BROKEN];
}
