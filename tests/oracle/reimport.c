/* The same rows by way of CSV files: in another order, with their columns in another order, dates written otherwise,
 * first as they were earlier and then as they are, and some twice. What the program says of each database is compared.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "data/db.h"
#include "oracle.h"
#include "run/import.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct source_table {
    const char *name, *columns;
    const char *earlier; /* a column as it was before, and what it was; NULL: the table never changed */
    const char *was;
} SOURCES[] = {
    {"don_vi", "ma ten cap ma_cha thu_tu hieu_luc_tu hieu_luc_den", NULL, NULL},
    {"linh_vuc", "ma ten thu_tu", "ten", "'Tên cũ'"},
    {"tthc", "ma ten linh_vuc cap muc_do mot_cua lien_thong quy_trinh_noi_bo hieu_luc_tu hieu_luc_den", "muc_do",
     "NULL"},
    {"ho_so",
     "ma don_vi tthc kenh ngay_tiep_nhan ngay_hen_tra ngay_ket_thuc ket_qua ngay_yeu_cau_bo_sung ngay_bo_sung"
     " nop_tai_nha tra_buu_chinh nguyen_nhan",
     "ngay_ket_thuc", "NULL"},
    {"kiem_tra", "ma don_vi loai hinh_thuc ngay so_van_de so_da_xu_ly ngay_xu_ly_xong", "so_van_de", "1"},
    {"nhiem_vu", "ma don_vi ke_hoach nguon noi_dung ngay_giao ngay_bat_dau han ngay_hoan_thanh", "ngay_hoan_thanh",
     "NULL"},
    {"so_lieu", "chi_tieu don_vi tu_ngay den_ngay gia_tri ghi_chu", "gia_tri", "'1'"},
    {"pham_vi", "bang don_vi tu_ngay den_ngay", NULL, NULL},
};

/* Control characters in codes, and numbers such as 1.250, which may be thousands, are refused by import. */
static const char NOT_FOR_IMPORT[] = "UPDATE ho_so SET nguyen_nhan = NULL WHERE nguyen_nhan GLOB '*[^a-z_]*';"
                                     "DELETE FROM so_lieu WHERE gia_tri LIKE '%.___'";

/* How a file is written. */
struct style {
    const char *order;     /* of the rows */
    int reversed;          /* columns */
    int local_days;        /* 31/12/2018 */
    int earlier;           /* the rows as they were */
    const char *separator; /* of fields */
};

enum { COLUMNS_MAX = 16 };

static int is_day(const char *column)
{
    return strncmp(column, "ngay", 4) == 0 || strstr(column, "_ngay") || strncmp(column, "hieu_luc", 8) == 0 ||
           strcmp(column, "han") == 0;
}

static size_t split(struct arena *a, const struct source_table *t, const struct style *how, const char **columns)
{
    char *copy = arena_strdup(a, t->columns), *save = NULL;
    size_t n = 0;

    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
        columns[n++] = word;
    for (size_t i = 0; how->reversed && i < n / 2; i++) {
        const char *swapped = columns[i];

        columns[i] = columns[n - 1 - i];
        columns[n - 1 - i] = swapped;
    }
    return n;
}

static void put_field(struct buf *b, const char *text)
{
    buf_putc(b, '"');
    for (; *text; text++) {
        if (*text == '"')
            buf_putc(b, '"');
        buf_putc(b, *text);
    }
    buf_putc(b, '"');
}

static int write_csv(struct arena *a, struct db *db, const struct source_table *t, const struct style *how,
                     const char *path, struct err *err)
{
    const char *columns[COLUMNS_MAX];
    size_t n = split(a, t, how, columns);
    struct stmt *s = NULL;
    struct buf sql, out;
    int step;

    buf_init(&sql, a);
    buf_init(&out, a);
    for (size_t i = 0; i < n; i++) {
        const char *column = columns[i];

        if (how->earlier && strcmp(column, t->earlier) == 0)
            column = t->was;
        else if (how->local_days && is_day(column))
            column = arena_printf(a, "strftime('%%d/%%m/%%Y', %s)", column);
        buf_printf(&sql, "%s%s", i ? ", " : "SELECT ", column);
        buf_printf(&out, "%s%s", i ? how->separator : "", columns[i]);
    }
    buf_printf(&sql, " FROM %s ORDER BY %s", t->name, how->order);
    if (db_prepare(db, buf_str(&sql), &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1)
        for (size_t i = 0; i < n; i++) {
            buf_puts(&out, i ? how->separator : "\n");
            put_field(&out, stmt_required(s, (int)i));
        }
    stmt_close(s);
    buf_putc(&out, '\n');
    unlink(path);
    return step < 0 ? -1 : file_write(path, buf_str(&out), out.n, err);
}

/* The sums that import prints are not asked for here. */
static int import_quietly(const struct import_options *o, struct err *err)
{
    int saved = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY), result;

    fflush(stderr);
    dup2(nowhere, STDERR_FILENO);
    result = run_import(o, err);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(nowhere);
    return result;
}

/* A new database from files of these styles, one after the other for each table. */
static int import_all(struct arena *a, struct db *from, const struct style *styles, size_t nstyles, const char *dir,
                      const char *path, struct err *err)
{
    struct db *made = NULL;

    unlink(path);
    if (db_create(a, path, &made, err))
        return -1;
    db_close(made);
    for (size_t i = 0; i < COUNT(SOURCES); i++)
        for (size_t k = 0; k < nstyles; k++) {
            const char *file = path_join(a, dir, arena_printf(a, "%zu_%s.csv", k, SOURCES[i].name));
            struct import_options o = {.database = path,
                                       .table = SOURCES[i].name,
                                       .coverage_from = DAY_NONE,
                                       .coverage_to = DAY_NONE,
                                       .today = day_from_ymd(2030, 1, 1),
                                       .files = &file,
                                       .nfiles = 1};

            if (styles[k].earlier && !SOURCES[i].earlier)
                continue;
            if (write_csv(a, from, &SOURCES[i], &styles[k], file, err) || import_quietly(&o, err) < 0)
                return -1;
        }
    return 0;
}

static int say(struct arena *a, const struct oracle *o, const struct generated *g, struct db *db, struct buf *out,
               struct err *err)
{
    struct program p;

    buf_init(out, a);
    return program_count(a, o->templates, db, g, RETURNED_APART, &p, err) ||
                   program_dump(a, o, &p, "U0", DUMP_CUBE | DUMP_FIGURES | DUMP_FORMS, out, err)
               ? -1
               : 0;
}

static int say_of_file(struct arena *a, const struct oracle *o, const struct generated *g, const char *path,
                       struct buf *out, struct err *err)
{
    struct db *db = NULL;
    int result = db_open_snapshot(a, path, &db, err) || say(a, o, g, db, out, err) ? -1 : 0;

    db_close(db);
    return result;
}

static int64_t compare(uint64_t seed, const char *what, const struct buf *one, const struct buf *other)
{
    const char *x = buf_str(one), *y = buf_str(other);

    if (strcmp(x, y) == 0)
        return 0;
    while (*x && *x == *y)
        x++, y++;
    fprintf(stderr, "database %" PRIu64 ", %s: '%.60s' became '%.60s'\n", seed, what, x, y);
    return 1;
}

int import_databases(const struct oracle *o, const char *dir, uint64_t count, uint64_t first, struct err *err)
{
    static const struct style plain[] = {{"rowid", 0, 0, 0, ","}};
    static const struct style winding[] = {{"(rowid * 7919) % 10007", 1, 1, 1, ";"},
                                           {"rowid DESC", 0, 1, 0, "\t"},
                                           {"(rowid * 31) % 1009 LIMIT 20", 1, 0, 0, ","}};
    int64_t wrong = 0, n = 0;

    for (uint64_t seed = first; n < (int64_t)count; seed++) {
        struct arena *a = arena_new();
        const char *path = path_join(a, dir, "nhap.db");
        struct buf direct, once, twice;
        struct generated g;
        int failed = generate(a, seed, NULL, &o->entered, &g, err);

        if (!failed && !g.spoiled) {
            failed = db_exec(g.db, NOT_FOR_IMPORT, err) || say(a, o, &g, g.db, &direct, err) ||
                     import_all(a, g.db, plain, COUNT(plain), dir, path, err) ||
                     say_of_file(a, o, &g, path, &once, err) ||
                     import_all(a, g.db, winding, COUNT(winding), dir, path, err) ||
                     say_of_file(a, o, &g, path, &twice, err);
            if (!failed)
                wrong += compare(seed, "imported", &direct, &once) + compare(seed, "imported otherwise", &once, &twice);
            n++;
        }
        db_close(g.db);
        arena_free(a);
        if (failed)
            return -1;
    }
    printf("%" PRIu64 " databases imported twice, in other orders and by way of earlier states: %" PRId64
           " differences\n",
           count, wrong);
    return wrong != 0;
}
