#include "run/import_sums.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/vi.h"

void sums_init(struct import_sums *s, struct arena *a)
{
    *s = (struct import_sums){.arena = a};
    index_init(&s->keys, a);
}

void sums_reject(struct import_sums *s, enum reject_reason reason, int column, const char *unit)
{
    char key[256];
    int n = snprintf(key, sizeof key, "%d %d %s", (int)reason, column, unit ? unit : "");
    const char *text = key;
    int at;

    if ((size_t)n >= sizeof key)
        text = arena_printf(s->arena, "%d %d %s", (int)reason, column, unit);
    at = index_add(&s->keys, text, (size_t)n, (int)s->by_reason.n);
    if (at == (int)s->by_reason.n)
        *vec_add(s->arena, &s->by_reason) = (struct rejected_sum){
            .reason = reason,
            .column = column,
            .unit = unit ? arena_strdup(s->arena, unit) : NULL,
        };
    s->by_reason.v[at].rows++;
}

void sums_report(struct arena *a, const struct import_sums *s, const struct intake_table *t)
{
    for (int column = -1; column < (int)t->ncolumns; column++) {
        int64_t rows[REJECT_COUNT] = {0};

        for (size_t i = 0; i < s->by_reason.n; i++)
            if (s->by_reason.v[i].column == column)
                rows[s->by_reason.v[i].reason] += s->by_reason.v[i].rows;
        for (int r = 0; r < REJECT_COUNT; r++) {
            if (!rows[r])
                continue;
            if (column < 0)
                log_info("  - %s dòng: %s.", vi_count(a, rows[r]), reject_label((enum reject_reason)r));
            else
                log_info("  - %s dòng: %s (cột %s).", vi_count(a, rows[r]), reject_label((enum reject_reason)r),
                         t->columns[column].name);
        }
    }
}

int sums_begin(struct db *db, const char *table, const char *file, const char *day, int64_t *session, struct err *err)
{
    /* The hash is known at the end of the file, the entry is needed by the first row of the history. */
    static const char unknown[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct stmt *s;
    int result;

    if (db_prepare(db,
                   "INSERT INTO nhap_lieu (bang, tep, sha256, ngay, so_dong, so_moi, so_thay_doi, so_giu_nguyen,"
                   " so_tu_choi) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0)",
                   &s, err))
        return -1;
    stmt_bind_text(s, 1, table);
    stmt_bind_text(s, 2, file);
    stmt_bind_text(s, 3, unknown);
    stmt_bind_text(s, 4, day);
    result = stmt_step(s, err);
    *session = db_last_rowid(db);
    stmt_close(s);
    return result;
}

/* 1 if the import before of a file of that name had the same bytes and rejected as many rows; 0, -1. */
static int is_repeated(struct db *db, int64_t session, const char *table, const char *file, const char *sha256,
                       int64_t rejected, struct err *err)
{
    struct stmt *s;
    int row;

    if (db_prepare(db,
                   "SELECT sha256, so_tu_choi FROM nhap_lieu WHERE bang = ? AND tep = ? AND phien < ?"
                   " ORDER BY phien DESC LIMIT 1",
                   &s, err))
        return -1;
    stmt_bind_text(s, 1, table);
    stmt_bind_text(s, 2, file);
    stmt_bind_int(s, 3, session);
    row = stmt_step(s, err);
    if (row == 1)
        row = strcmp(stmt_required(s, 0), sha256) == 0 && stmt_int(s, 1) == rejected;
    stmt_close(s);
    return row;
}

static int write_entry(struct db *db, int64_t session, const char *sha256, const struct import_sums *sums,
                       struct err *err)
{
    const int64_t numbers[] = {sums->rows, sums->added, sums->changed, sums->same, sums->rejected, session};
    struct stmt *s;
    int result;

    if (db_prepare(db,
                   "UPDATE nhap_lieu SET sha256 = ?, so_dong = ?, so_moi = ?, so_thay_doi = ?, so_giu_nguyen = ?,"
                   " so_tu_choi = ? WHERE phien = ?",
                   &s, err))
        return -1;
    stmt_bind_text(s, 1, sha256);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        stmt_bind_int(s, (int)i + 2, numbers[i]);
    result = stmt_step(s, err);
    stmt_close(s);
    return result;
}

static int write_reasons(struct db *db, int64_t session, const struct import_sums *sums, const struct intake_table *t,
                         struct err *err)
{
    struct stmt *s;
    int result = 0;

    if (db_prepare(db, "INSERT INTO nhap_lieu_tu_choi (phien, don_vi, cot, ly_do, so_dong) VALUES (?, ?, ?, ?, ?)", &s,
                   err))
        return -1;
    for (size_t i = 0; i < sums->by_reason.n && result == 0; i++) {
        const struct rejected_sum *r = &sums->by_reason.v[i];

        stmt_bind_int(s, 1, session);
        stmt_bind_text(s, 2, r->unit);
        stmt_bind_text(s, 3, r->column < 0 ? "*" : t->columns[r->column].name);
        stmt_bind_text(s, 4, reject_id(r->reason));
        stmt_bind_int(s, 5, r->rows);
        result = stmt_step(s, err);
    }
    stmt_close(s);
    return result;
}

int sums_end(struct db *db, int64_t session, const char *table, const char *file, const char *sha256,
             const struct import_sums *sums, int *keep, struct err *err)
{
    int repeated = 0;

    if (!sums->added && !sums->changed) {
        repeated = is_repeated(db, session, table, file, sha256, sums->rejected, err);
        if (repeated < 0)
            return -1;
    }
    *keep = !repeated;
    if (repeated)
        return 0;
    return write_entry(db, session, sha256, sums, err) || write_reasons(db, session, sums, intake_table(table), err)
               ? -1
               : 0;
}
