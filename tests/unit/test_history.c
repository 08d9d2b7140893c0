/* What became of dossiers since an import. */
#include "data/history.h"
#include "store.h"

/* Session 1 loads A, B and C; 2 changes B and C; 3 loads D and changes C; 4 is of another table. */
static const char data[] =
    "INSERT INTO nhap_lieu (phien, bang, tep, sha256, ngay, so_dong, so_moi, so_thay_doi, so_giu_nguyen, so_tu_choi)"
    " VALUES (1, 'ho_so', 'mot.csv', '', '2018-01-01', 3, 3, 0, 0, 0), (2, 'ho_so', 'hai.csv', '', '2018-02-01', 2, 0,"
    " 2, 0, 0), (3, 'ho_so', 'ba.csv', '', '2018-03-01', 2, 1, 1, 0, 0), (4, 'tthc', 'b.csv', '', '2018-04-01', 9, 9, "
    "0,"
    " 0, 0);"
    "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('A', 'x', 't', '2018-01-01'), ('B', 'x2', 't',"
    " '2018-01-02'), ('C', 'x3', 't', '2018-01-03'), ('D', 'x', 't', '2018-01-04');"
    "INSERT INTO ho_so_lich_su (thay_luc_phien, tep, ma, don_vi, tthc, ngay_tiep_nhan) VALUES"
    " (2, 'hai.csv', 'B', 'x1', 't', '2018-01-02'), (2, 'hai.csv', 'C', 'x1', 't', '2018-01-03'), (3, 'ba.csv', 'C',"
    " 'x2', 't', '2018-01-03');";

static const struct {
    const char *more; /* SQL before */
    int64_t since;
    const char *code, *then, *now; /* units, NULL: not found */
    int64_t session;
    const char *file;
    int changes;
} cases[] = {
    {"", 0, "A", NULL, "x", 1, "mot.csv", 0},
    {"", 1, "A", "x", "x", 0, "", 0},
    {"", 1, "B", "x1", "x2", 2, "hai.csv", 1},
    {"", 2, "B", "x2", "x2", 0, "", 0},
    {"", 1, "C", "x1", "x3", 3, "ba.csv", 2},
    {"", 2, "C", "x2", "x3", 3, "ba.csv", 1},
    {"", 2, "D", NULL, "x", 3, "ba.csv", 0},
    {"", 3, "D", "x", "x", 0, "", 0},
    {"", 1, "E", NULL, NULL, 0, "", 0},
    {"DELETE FROM ho_so WHERE ma = 'B'", 1, "B", "x1", NULL, 2, "hai.csv", 1},
    /* Rows that no import made: who loaded one is not known. */
    {"INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('E', 'x', 't', '2018-01-01')", 2, "D", "x", "x", 0,
     "", 0},
};

static void trails(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct db *db = store_open(a, data);
        struct err err = {.status = ST_OK};
        struct dossier_trail t;
        struct history *h = NULL;

        CASE("%zu %s", i, cases[i].code);
        if (db_exec(db, cases[i].more, &err) || history_open(a, db, cases[i].since, &h, &err) ||
            history_of(h, cases[i].code, &t, &err))
            fail_msg("%s", err.text);
        assert_int_equal(t.then.found, cases[i].then != NULL);
        assert_int_equal(t.now.found, cases[i].now != NULL);
        if (cases[i].then)
            assert_string_equal(t.then.unit, cases[i].then);
        if (cases[i].now)
            assert_string_equal(t.now.unit, cases[i].now);
        assert_int_equal(t.session, cases[i].session);
        assert_string_equal(t.file, cases[i].file);
        assert_int_equal(t.changes, cases[i].changes);
        assert_int_equal(t.day == DAY_NONE, cases[i].session == 0);
        history_close(h);
        db_close(db);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(trails)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
