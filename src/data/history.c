#include "data/history.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"

/* An import of dossiers: the rows it added are those up to `last`. */
struct load {
    int64_t session, last;
    const char *file;
    day_t day;
};

struct history {
    struct arena *arena;
    int64_t since;
    struct stmt *now, *past;
    VEC(struct load) loads;
};

enum { UNIT, PROCEDURE, RECEIVED, DUE, ENDED, VERSION_COLUMNS };
#define VERSION "don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc"

static day_t day_at(struct stmt *s, int column)
{
    const char *text = stmt_text(s, column);

    return text ? day_parse_iso(text, (int)strlen(text)) : DAY_NONE;
}

/* New rows get the numbers that follow the largest, import after import. Where the sums do not fit, other programs
 * wrote or removed rows, and who loaded one is not known. */
static int load_sessions(struct history *h, struct db *db, struct err *err)
{
    struct stmt *s = NULL;
    int64_t last = 0, rows;
    int step;

    if (db_integer(db, "SELECT coalesce(max(rowid), 0) FROM ho_so", &rows, err) ||
        db_prepare(db, "SELECT phien, tep, ngay, so_moi FROM nhap_lieu WHERE bang = 'ho_so' ORDER BY phien", &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        last += stmt_int(s, 3);
        *vec_add(h->arena, &h->loads) = (struct load){stmt_int(s, 0), last, stmt_code(h->arena, s, 1), day_at(s, 2)};
    }
    stmt_close(s);
    if (last != rows)
        h->loads.n = 0;
    return step;
}

int history_open(struct arena *a, struct db *db, int64_t since, struct history **out, struct err *err)
{
    struct history *h = arena_alloc(a, sizeof *h);

    h->arena = a;
    h->since = since;
    if (load_sessions(h, db, err) ||
        db_prepare(db, "SELECT " VERSION ", rowid FROM ho_so WHERE ma = ?1", &h->now, err) ||
        db_prepare(db,
                   "SELECT " VERSION ", n.phien, h.tep, n.ngay FROM ho_so_lich_su h JOIN nhap_lieu n ON"
                   " n.phien = h.thay_luc_phien WHERE h.ma = ?1 AND n.phien > ?2 ORDER BY n.phien, h.rowid",
                   &h->past, err)) {
        history_close(h);
        return -1;
    }
    *out = h;
    return 0;
}

void history_close(struct history *h)
{
    if (!h)
        return;
    stmt_close(h->now);
    stmt_close(h->past);
}

static struct dossier_version version_at(struct history *h, struct stmt *s)
{
    return (struct dossier_version){1,
                                    stmt_code(h->arena, s, UNIT),
                                    stmt_code(h->arena, s, PROCEDURE),
                                    stmt_code(h->arena, s, RECEIVED),
                                    stmt_code(h->arena, s, DUE),
                                    stmt_code(h->arena, s, ENDED)};
}

static const struct load *load_of(const struct history *h, int64_t rowid)
{
    for (size_t i = 0; i < h->loads.n; i++)
        if (rowid <= h->loads.v[i].last)
            return &h->loads.v[i];
    return NULL;
}

static int read_past(struct history *h, const char *code, struct dossier_trail *out, struct err *err)
{
    int step;

    stmt_bind_text(h->past, 1, code);
    stmt_bind_int(h->past, 2, h->since);
    while ((step = stmt_step(h->past, err)) == 1) {
        if (!out->changes++)
            out->then = version_at(h, h->past);
        out->session = stmt_int(h->past, VERSION_COLUMNS);
        out->file = stmt_code(h->arena, h->past, VERSION_COLUMNS + 1);
        out->day = day_at(h->past, VERSION_COLUMNS + 2);
    }
    stmt_reset(h->past);
    return step;
}

int history_of(struct history *h, const char *code, struct dossier_trail *out, struct err *err)
{
    const struct load *load = NULL;
    int step;

    *out = (struct dossier_trail){.file = "", .day = DAY_NONE};
    stmt_bind_text(h->now, 1, code);
    step = stmt_step(h->now, err);
    if (step == 1) {
        out->now = version_at(h, h->now);
        load = load_of(h, stmt_int(h->now, VERSION_COLUMNS));
    }
    stmt_reset(h->now);
    if (step < 0 || read_past(h, code, out, err))
        return -1;
    if (load && load->session > h->since) { /* it was not there */
        out->then.found = 0;
        if (!out->session) {
            out->session = load->session;
            out->file = load->file;
            out->day = load->day;
        }
    } else if (!out->changes) {
        out->then = out->now;
    }
    return 0;
}
