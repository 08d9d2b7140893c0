/* What imports tell of the data: rows that they refused, and codes that may stand for two dossiers. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/shown.h"
#include "base/vi.h"
#include "data/checks_impl.h"
#include "data/db.h"
#include "data/index.h"
#include "data/intake.h"

/* ------------------------------------------------------------ refused rows */

/* An import that counts: the last one of a file, or of the rows refused of it that came again. */
struct import {
    int64_t session;
    const char *file;
};

struct refused {
    int unit;
    const char *table, *column, *reason;
    int64_t rows;
    struct buf files;
};

struct imports {
    struct checks *checks;
    struct arena *arena;
    struct index keys; /* table and file → position in last */
    VEC(struct import) last;
    struct index reasons;
    VEC(struct refused) refused;
};

/* "ho_so.csv.loi.csv" was made of ho_so.csv. */
static char *original_file(struct arena *a, const char *name)
{
    static const char mark[] = ".loi.csv";
    size_t n = strlen(name);

    while (n > strlen(mark) && memcmp(name + n - strlen(mark), mark, strlen(mark)) == 0)
        n -= strlen(mark);
    return arena_strndup(a, name, n);
}

/* Imports made since the period began; one that says for which days it was is asked for those days. */
static int read_imports(struct imports *m, struct db *db, struct err *err)
{
    static const char sql[] = "SELECT n.phien, n.bang, n.tep FROM nhap_lieu n WHERE n.ngay >= ?1 AND"
                              " (NOT EXISTS (SELECT 1 FROM pham_vi p WHERE p.bang = n.bang AND p.sha256 = n.sha256)"
                              " OR EXISTS (SELECT 1 FROM pham_vi p WHERE p.bang = n.bang AND p.sha256 = n.sha256"
                              " AND p.tu_ngay <= ?2 AND p.den_ngay >= ?1)) ORDER BY n.phien";
    char from[11], to[11];
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    stmt_bind_text(s, 1, day_iso(m->checks->span.from, from));
    stmt_bind_text(s, 2, day_iso(m->checks->span.to, to));
    while ((step = stmt_step(s, err)) == 1) {
        const char *table = stmt_required(s, 1), *file = original_file(m->arena, stmt_required(s, 2));
        const char *key = arena_printf(m->arena, "%s %s", table, file);
        int at = index_add(&m->keys, key, strlen(key), (int)m->last.n);

        if (at == (int)m->last.n)
            vec_add(m->arena, &m->last);
        m->last.v[at] = (struct import){stmt_int(s, 0), file};
    }
    stmt_close(s);
    return step;
}

static void add_refused(struct imports *m, const struct import *x, struct stmt *row)
{
    const char *unit = stmt_text(row, 0), *table = stmt_required(row, 1);
    int at;
    struct refused r = {.unit = unit ? catalog_unit(m->checks->catalog, unit) : -1,
                        .table = arena_strdup(m->arena, table),
                        .column = arena_strdup(m->arena, stmt_required(row, 2)),
                        .reason = arena_strdup(m->arena, stmt_required(row, 3))};
    const char *key = arena_printf(m->arena, "%d %s %s %s", r.unit, r.table, r.column, r.reason);

    at = index_add(&m->reasons, key, strlen(key), (int)m->refused.n);
    if (at == (int)m->refused.n) {
        buf_init(&r.files, m->checks->arena);
        *vec_add(m->arena, &m->refused) = r;
    }
    m->refused.v[at].rows += stmt_int(row, 4);
    buf_printf(&m->refused.v[at].files, "%s%s", m->refused.v[at].files.n ? "\n" : "", checks_label(m->arena, x->file));
}

static int read_refused(struct imports *m, struct db *db, struct err *err)
{
    struct stmt *s = NULL;
    int step = 0;

    if (db_prepare(db,
                   "SELECT t.don_vi, n.bang, t.cot, t.ly_do, sum(t.so_dong) FROM nhap_lieu_tu_choi t JOIN nhap_lieu n"
                   " USING (phien) WHERE phien = ?1 GROUP BY 1, 2, 3, 4",
                   &s, err))
        return -1;
    for (size_t i = 0; i < m->last.n && step >= 0; i++) {
        stmt_bind_int(s, 1, m->last.v[i].session);
        while ((step = stmt_step(s, err)) == 1)
            add_refused(m, &m->last.v[i], s);
        stmt_reset(s);
    }
    stmt_close(s);
    return step < 0 ? -1 : 0;
}

static void ask_refused(struct checks *c, const struct refused *r)
{
    struct data_question q = checks_question(c, ASK_REJECTED, r->unit, r->rows);
    const char *reason = reject_label_of(r->reason);

    q.what =
        arena_printf(c->arena, "dòng của bảng %s bị từ chối khi nhập vì %s%s", r->table, reason ? reason : r->reason,
                     strcmp(r->column, "*") == 0 ? "" : arena_printf(c->arena, ", cột %s", r->column));
    q.codes = buf_str(&r->files);
    checks_ask(c, ASK_REJECTED, &q);
}

int checks_find_rejected(struct checks *c, struct db *db, struct err *err)
{
    struct imports m = {.checks = c, .arena = arena_new()};
    int result = -1;

    index_init(&m.keys, m.arena);
    index_init(&m.reasons, m.arena);
    if (read_imports(&m, db, err) || read_refused(&m, db, err))
        goto out;
    for (size_t i = 0; i < m.refused.n; i++)
        ask_refused(c, &m.refused.v[i]);
    result = 0;
out:
    arena_free(m.arena);
    return result;
}

/* ------------------------------------------------------------ codes */

/* A code of the period; those of one key may be alike. */
struct coded {
    uint64_t key;
    int64_t rowid;
};

/* Next byte of what counts in a code: no blanks, small letters, numbers without zeros in front. 0 at the end. */
static unsigned char next_of(const char **s, int *in_number)
{
    for (;; ++*s) {
        unsigned char b = (unsigned char)**s;
        int digit = b >= '0' && b <= '9', next_digit = b && (*s)[1] >= '0' && (*s)[1] <= '9';

        if (b == ' ' || b == '\t')
            continue;
        if (b == 0xC2 && (unsigned char)(*s)[1] == 0xA0) {
            ++*s;
            continue;
        }
        if (b == '0' && !*in_number && next_digit)
            continue;
        *in_number = digit;
        *s += b != 0;
        return b >= 'A' && b <= 'Z' ? (unsigned char)(b - 'A' + 'a') : b;
    }
}

static uint64_t key_of(const char *code)
{
    uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
    unsigned char b;
    int in_number = 0;

    while ((b = next_of(&code, &in_number)))
        h = (h ^ b) * UINT64_C(1099511628211);
    return h;
}

static int are_alike(const char *x, const char *y)
{
    int x_number = 0, y_number = 0;
    unsigned char a, b;

    do {
        a = next_of(&x, &x_number);
        b = next_of(&y, &y_number);
    } while (a == b && a);
    return a == b;
}

static int by_key(const void *x, const void *y)
{
    const struct coded *a = x, *b = y;

    return (a->key > b->key) - (a->key < b->key);
}

struct alike {
    const char *code;
    int unit;
};

static int by_code(const void *x, const void *y)
{
    return strcmp(((const struct alike *)x)->code, ((const struct alike *)y)->code);
}

static const char *unit_name(const struct checks *c, int unit)
{
    return unit < 0 ? "?" : c->catalog->units[unit].name;
}

/* Each is told with the next one, in the order of the codes. */
static void ask_alike(struct checks *c, struct arena *a, struct alike *v, size_t n)
{
    qsort(v, n, sizeof *v, by_code);
    for (size_t i = 0; i < n; i++) {
        const struct alike *other = NULL;

        for (size_t k = 1; k < n && !other; k++)
            if (are_alike(v[i].code, v[(i + k) % n].code))
                other = &v[(i + k) % n];
        if (!other)
            continue;
        checks_add_found(
            c, ASK_ALIKE, v[i].unit,
            arena_printf(a, "'%s' và '%s'%s", shown_value(a, v[i].code), shown_value(a, other->code),
                         other->unit == v[i].unit ? "" : arena_printf(a, " của %s", unit_name(c, other->unit))));
    }
}

static int compare_alike(struct checks *c, struct arena *a, struct db *db, const struct coded *v, size_t n,
                         struct err *err)
{
    struct stmt *s = NULL;
    int step = 0;

    if (db_prepare(db, "SELECT ma, don_vi FROM ho_so WHERE rowid = ?1", &s, err))
        return -1;
    for (size_t i = 0, end; i < n && step >= 0; i = end) {
        VEC(struct alike) same = {0};

        for (end = i + 1; end < n && v[end].key == v[i].key; end++)
            ;
        for (size_t k = i; k < end && end - i > 1 && step >= 0; k++) {
            stmt_bind_int(s, 1, v[k].rowid);
            step = stmt_step(s, err);
            if (step == 1)
                *vec_add(a, &same) =
                    (struct alike){arena_strdup(a, stmt_required(s, 0)), catalog_unit(c->catalog, stmt_required(s, 1))};
            stmt_reset(s);
        }
        if (same.n)
            ask_alike(c, a, same.v, same.n);
    }
    stmt_close(s);
    return step < 0 ? -1 : 0;
}

typedef VEC(struct coded) coded_list;

static int read_codes(struct arena *a, struct db *db, const char *sql, struct range r, coded_list *out, struct err *err)
{
    char from[11], to[11];
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    stmt_bind_text(s, 1, day_iso(r.from, from));
    stmt_bind_text(s, 2, day_iso(r.to, to));
    while ((step = stmt_step(s, err)) == 1)
        *vec_add(a, out) = (struct coded){key_of(stmt_text(s, 0)), stmt_int(s, 1)};
    stmt_close(s);
    return step;
}

/* Of the dossiers that the period counts; as the scan, it does not touch what ended before. */
static int find_alike(struct checks *c, struct db *db, struct err *err)
{
#define CODES "SELECT ma, rowid FROM ho_so INDEXED BY ho_so_quet WHERE ngay_tiep_nhan <= ?2 AND ngay_ket_thuc "
    struct arena *a = arena_new();
    coded_list codes = {0};
    int result = -1;

    if (read_codes(a, db, CODES "IS NULL", c->span, &codes, err) ||
        read_codes(a, db, CODES ">= ?1", c->span, &codes, err))
        goto out;
    if (codes.n)
        qsort(codes.v, codes.n, sizeof *codes.v, by_key);
    result = compare_alike(c, a, db, codes.v, codes.n, err);
out:
    arena_free(a);
    return result;
}

static int find_moved(struct checks *c, struct db *db, struct err *err)
{
    static const char sql[] = "SELECT DISTINCT h.ma, h.don_vi, l.don_vi FROM ho_so_lich_su l JOIN ho_so h"
                              " ON h.ma = l.ma AND h.don_vi <> l.don_vi WHERE h.ngay_tiep_nhan <= ?2"
                              " AND (h.ngay_ket_thuc IS NULL OR h.ngay_ket_thuc >= ?1)";
    struct arena *a = arena_new();
    char from[11], to[11];
    struct stmt *s = NULL;
    int step = -1;

    if (db_prepare(db, sql, &s, err))
        goto out;
    stmt_bind_text(s, 1, day_iso(c->span.from, from));
    stmt_bind_text(s, 2, day_iso(c->span.to, to));
    while ((step = stmt_step(s, err)) == 1)
        checks_add_found(c, ASK_MOVED, catalog_unit(c->catalog, stmt_text(s, 1)),
                         arena_printf(a, "%s trước đây của %s", shown_value(a, stmt_required(s, 0)),
                                      unit_name(c, catalog_unit(c->catalog, stmt_text(s, 2)))));
out:
    stmt_close(s);
    arena_free(a);
    return step;
}

int checks_find_codes(struct checks *c, struct db *db, struct err *err)
{
    return find_alike(c, db, err) || find_moved(c, db, err) ? -1 : 0;
}
