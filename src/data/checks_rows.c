/* Rows that are counted nowhere, or not as they are meant: found by small queries of their own, beside what the scan
 * met on its way. */
#include "base/shown.h"
#include "data/checks_impl.h"
#include "data/db.h"

/* 1 if the column is empty or a day. */
static int read_day(struct stmt *s, int column, day_t *out)
{
    const char *t = stmt_text(s, column);

    *out = t ? day_parse_iso(t, stmt_text_length(s, column)) : DAY_NONE;
    return !t || *out != DAY_NONE;
}

/* Open or ended since the first day, received up to the last. */
static int is_asked(const struct checks *c, const struct odd_dossier *d)
{
    return (d->ended == DAY_NONE || d->ended >= c->span.from) &&
           (d->received == DAY_NONE || d->received <= c->span.to || c->today != DAY_NONE);
}

/* What the scan met. */
static int find_odd(struct checks *c, struct db *db, struct err *err)
{
    static const struct {
        unsigned reason;
        enum question_kind kind;
    } kinds[] = {{ODD_UNREADABLE, ASK_UNREADABLE},
                 {ODD_UNIT, ASK_UNKNOWN_UNIT},
                 {ODD_PROCEDURE, ASK_UNKNOWN_PROCEDURE},
                 {ODD_CODE, ASK_STRANGE_CODE}};
    struct stmt *s = NULL;
    int step = 0;

    if (db_prepare(db, "SELECT ma FROM ho_so WHERE rowid = ?1", &s, err))
        return -1;
    for (size_t i = 0; i < c->cube->nodd && step >= 0; i++) {
        const struct odd_dossier *d = &c->cube->odd[i];

        if (!is_asked(c, d))
            continue;
        stmt_bind_int(s, 1, d->rowid);
        step = stmt_step(s, err);
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && step == 1; k++)
            if (d->reasons & kinds[k].reason)
                checks_add_found(c, kinds[k].kind, d->unit, shown_value(c->arena, stmt_required(s, 0)));
        stmt_reset(s);
    }
    stmt_close(s);
    return step < 0 ? -1 : 0;
}

/* What one query finds: ma, don_vi, then dates that must be days for it to be this. */
static int find_rows(struct checks *c, struct db *db, const char *sql, const char *first, enum question_kind kind,
                     int (*is_one)(const struct checks *c, const day_t *days), struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    if (first)
        stmt_bind_text(s, 1, first);
    while ((step = stmt_step(s, err)) == 1) {
        day_t days[2];
        int readable = read_day(s, 2, &days[0]) & read_day(s, 3, &days[1]);

        if (readable && is_one(c, days))
            checks_add_found(c, kind, catalog_unit(c->catalog, stmt_required(s, 1)),
                             shown_value(c->arena, stmt_required(s, 0)));
    }
    stmt_close(s);
    return step;
}

/* Received in the span or, when today is asked for, later; a wrong year makes the end fall long before. */
static int ended_first(const struct checks *c, const day_t *days)
{
    day_t ended = days[0], received = days[1];

    return ended < received && ended <= c->span.to && received >= c->span.from &&
           (received <= c->span.to || c->today != DAY_NONE);
}

static int received_later(const struct checks *c, const day_t *days)
{
    return days[1] > c->today;
}

static int ended_later(const struct checks *c, const day_t *days)
{
    return days[0] > c->today && days[1] <= c->today;
}

static int find_dossiers(struct checks *c, struct db *db, struct err *err)
{
#define DOSSIER "SELECT ma, don_vi, ngay_ket_thuc, ngay_tiep_nhan FROM ho_so "
#define ENDED DOSSIER "INDEXED BY ho_so_quet WHERE ngay_ket_thuc >= ?1"
#define OPEN DOSSIER "INDEXED BY ho_so_quet WHERE ngay_ket_thuc IS NULL AND ngay_tiep_nhan > ?1"
    char today[11];

    if (find_odd(c, db, err) || find_rows(c, db, DOSSIER "INDEXED BY ho_so_nguoc WHERE ngay_ket_thuc < ngay_tiep_nhan",
                                          NULL, ASK_ENDED_FIRST, ended_first, err))
        return -1;
    if (c->today == DAY_NONE)
        return 0;
    day_iso(c->today, today);
    return find_rows(c, db, OPEN, today, ASK_RECEIVED_LATER, received_later, err) ||
                   find_rows(c, db, ENDED, today, ASK_RECEIVED_LATER, received_later, err) ||
                   find_rows(c, db, ENDED, today, ASK_ENDED_LATER, ended_later, err)
               ? -1
               : 0;
}

/* A small table: code, unit, then dates that must be days where they are given. */
static int find_small(struct checks *c, struct db *db, const char *sql, int ndates, enum question_kind unreadable,
                      enum question_kind unknown, struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int unit = catalog_unit(c->catalog, stmt_required(s, 1)), readable = 1;

        for (int i = 0; i < ndates; i++) {
            day_t day;

            readable &= read_day(s, 2 + i, &day);
        }
        if (!readable)
            checks_add_found(c, unreadable, unit, shown_value(c->arena, stmt_required(s, 0)));
        if (unit < 0)
            checks_add_found(c, unknown, unit, shown_value(c->arena, stmt_required(s, 0)));
    }
    stmt_close(s);
    return step;
}

int checks_find_rows(struct checks *c, struct db *db, struct err *err)
{
    return find_dossiers(c, db, err) ||
                   find_small(c, db, "SELECT ma, don_vi, ngay, ngay_xu_ly_xong FROM kiem_tra", 2,
                              ASK_INSPECTION_UNREADABLE, ASK_INSPECTION_UNIT, err) ||
                   find_small(c, db, "SELECT ma, don_vi, ngay_giao, ngay_bat_dau, han, ngay_hoan_thanh FROM nhiem_vu",
                              4, ASK_TASK_UNREADABLE, ASK_TASK_UNIT, err)
               ? -1
               : 0;
}
