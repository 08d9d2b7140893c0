/* Texts that other programs wrote into the small tables: what of them a paper cannot show. */
#include "base/safe.h"
#include "data/checks_impl.h"
#include "data/db.h"

enum { COLUMNS = 9, FIRST = 2 /* behind code and unit */ };

/* Code and unit, then the texts; the names are those of the columns. */
static const struct text_table {
    const char *name, *sql;
    const char *columns[COLUMNS];
} tables[] = {
    {"don_vi",
     "SELECT ma, ma, ten, co_quan_chu_quan, ten_co_quan, ky_hieu, dia_danh, quyen_han_ky, chuc_vu_ky, nguoi_ky"
     " FROM don_vi",
     {"ten", "co_quan_chu_quan", "ten_co_quan", "ky_hieu", "dia_danh", "quyen_han_ky", "chuc_vu_ky", "nguoi_ky"}},
    {"linh_vuc", "SELECT ma, NULL, ten FROM linh_vuc", {"ten"}},
    {"tthc", "SELECT ma, NULL, ten FROM tthc", {"ten"}},
    {"kiem_tra", "SELECT ma, don_vi, ma, co_quan FROM kiem_tra", {"ma", "co_quan"}},
    {"nhiem_vu", "SELECT ma, don_vi, ma, ke_hoach, noi_dung FROM nhiem_vu", {"ma", "ke_hoach", "noi_dung"}},
    {"so_lieu", "SELECT chi_tieu, don_vi, ghi_chu FROM so_lieu", {"ghi_chu"}},
};

static int find_in(struct checks *c, struct db *db, const struct text_table *t, struct err *err)
{
    struct arena *a = arena_new();
    struct stmt *s = NULL;
    int step = -1;

    if (db_prepare(db, t->sql, &s, err))
        goto out;
    while ((step = stmt_step(s, err)) == 1)
        for (int i = 0; t->columns[i]; i++) {
            const char *text = stmt_required(s, FIRST + i);

            if (safe_fault(text, (size_t)stmt_text_length(s, FIRST + i)))
                checks_add_found(c, ASK_TEXT, catalog_unit(c->catalog, stmt_required(s, 1)),
                                 arena_printf(a, "%s %s: %s", t->name, stmt_safe(a, s, 0), t->columns[i]));
        }
    stmt_close(s);
out:
    arena_free(a);
    return step;
}

int checks_find_texts(struct checks *c, struct db *db, struct err *err)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (find_in(c, db, &tables[i], err))
            return -1;
    return 0;
}
