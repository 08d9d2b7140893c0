/* What a final keeps of its rows comes back as it was; values of figures as canonical text. */
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/gzip.h"
#include "run/kept.h"
#include "store.h"

static const struct {
    const char *text, *want;
} values[] = {
    {"307.485", "307485"}, {"05", "5"},   {"0", "0"}, {"99,35%", "99.35"}, {"100%", "100"}, {"-1.234,5", "-1234.5"},
    {"00", "0"},           {"…", ""},     {"–", ""},  {"trên 99,99%", ""}, {"", ""},        {"tốt", ""},
    {"12 cuộc", ""},       {"1,2,3", ""}, {".5", ""}, {"0,5", "0.5"},      {"-", ""},       {"1.", ""},
};

static void values_are_canonical(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(values); i++) {
        CASE("%s", values[i].text);
        assert_string_equal(kept_value(a, values[i].text), values[i].want);
    }
    arena_free(a);
}

static const char data[] =
    "INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('Q', 'Quận', 'huyen', NULL), ('A', 'An', 'xa', 'Q'),"
    " ('B', 'Bình', 'xa', 'Q');"
    "INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'Lĩnh vực');"
    "INSERT INTO tthc (ma, ten, linh_vuc, muc_do) VALUES ('1', 'M', 'L', 'muc_4'), ('2', 'N', 'L', NULL);"
    "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, nguyen_nhan) VALUES"
    " ('[a]', 'A', '1', '2018-01-10', '2018-01-20', '2018-01-15', 'y'), ('b\tc\\d', 'A', '2', '2017-01-10', NULL, NULL,"
    " 'x'), ('9', 'B', '1', '2018-01-01', '2018-01-10', '2018-01-12', NULL), ('10', 'B', '1', '2018-01-01', NULL, NULL,"
    " 'x');"
    "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de) VALUES ('k1', 'B', 'cchc', 'dot_xuat',"
    " '2018-01-01', 3), ('k2', 'A', 'khac', 'dinh_ky', '2018-01-31', NULL);"
    "INSERT INTO nhap_lieu (phien, bang, tep, sha256, ngay, so_dong, so_moi, so_thay_doi, so_giu_nguyen, so_tu_choi)"
    " VALUES (7, 'ho_so', 'a.csv', '', '2018-02-01', 4, 4, 0, 0, 0);";

static const struct range ranges[] = {{17532, 17562}, {17167, 17197}}; /* January 2018 and 2017 */

static void same_rows(const struct detail *x, const struct detail *y, const struct catalog *c, const char *units)
{
    const struct table_info *t = &TABLES[x->rows.table];
    char one[ROWS_NUMBER], two[ROWS_NUMBER];
    size_t n = 0;

    for (size_t i = 0; i < x->rows.n; i++) {
        int32_t unit = x->rows.v[i * t->ndims];

        if (unit >= 0 && !units[unit])
            continue;
        assert_string_equal(x->codes[i], y->codes[n]);
        for (size_t k = 0; k < t->ndims; k++)
            assert_string_equal(rows_value(&x->rows, c, i, (int)k, one), rows_value(&y->rows, c, n, (int)k, two));
        if (x->dates) {
            assert_int_equal(x->dates[i].received, y->dates[n].received);
            assert_int_equal(x->dates[i].due, y->dates[n].due);
            assert_int_equal(x->dates[i].ended, y->dates[n].ended);
        }
        n++;
    }
    assert_int_equal(n, y->rows.n);
}

static const struct kept_figure figures[] = {
    {"hs_tong", "Số hồ sơ", "12", "12", "", "", "mục I, đoạn 1"},
    {"II.06a/7/linh_vuc=a%2Fb", "", "99,35", "99.35", "994", "1000", "Phụ lục I, dòng 'a\tb\\n', cột (7)"},
};
static const struct kept_pair head[] = {{"don_vi", "Q"}, {"so", "05"}};

static void check_file(struct arena *a, const char *path, const struct behind *b, const struct catalog *c,
                       const char *units)
{
    struct err err = {.status = ST_OK};
    struct detail_file *f;
    struct kept_figure *back;
    struct range r;
    enum table t;
    size_t n = 0, sections = 0;

    if (detail_file_write(a, path, head, LENGTH(head), figures, LENGTH(figures), b, units, &err) ||
        detail_file_open(a, path, &f, &err) || detail_file_figures(f, &back, &n, &err))
        fail_msg("%s", err.text);
    assert_string_equal(detail_file_head(f, "so"), "05");
    assert_string_equal(detail_file_head(f, "khong_co"), "");
    assert_int_equal(n, LENGTH(figures));
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(back[i].id, figures[i].id);
        assert_string_equal(back[i].label, figures[i].label);
        assert_string_equal(back[i].text, figures[i].text);
        assert_string_equal(back[i].value, figures[i].value);
        assert_string_equal(back[i].num, figures[i].num);
        assert_string_equal(back[i].den, figures[i].den);
        assert_string_equal(back[i].place, figures[i].place);
    }
    while (detail_file_next(f, &t, &r, &err) == 1) {
        int range = cube_range(b->cube, r);
        struct detail *d;

        assert_true(range >= 0);
        if (t == TABLE_TASKS) /* passed over */
            continue;
        if (detail_file_rows(f, t, c, &d, &err))
            fail_msg("%s", err.text);
        same_rows(b->tables[range][t], d, c, units);
        sections++;
    }
    assert_int_equal(err.status, ST_OK);
    assert_int_equal(sections, LENGTH(ranges) * (TABLE_COUNT - 1));
    detail_file_close(f);
    unlink(path);
}

static void rows_come_back(void **state)
{
    struct arena *a = arena_new();
    struct db *db = store_open(a, data);
    struct err err = {.status = ST_OK};
    struct catalog *c;
    struct cube *cube;
    struct behind *b = NULL;
    char dir[256];

    (void)state;
    temp_dir(dir);
    if (catalog_load(a, db, &c, &err) || cube_count(a, db, c, ranges, LENGTH(ranges), RETURNED_APART, &cube, &err) ||
        behind_open(a, db, cube, NULL, &b, &err) || behind_load(b, db, &err))
        fail_msg("%s", err.text);
    assert_int_equal(b->session, 7);
    assert_int_equal(b->tables[0][TABLE_DOSSIERS]->rows.n, 4);
    check_file(a, path_join(a, dir, "q"), b, c, kept_units(a, c, catalog_unit(c, "Q")));
    check_file(a, path_join(a, dir, "b"), b, c, kept_units(a, c, catalog_unit(c, "B")));
    db_close(db);
    rmdir(dir);
    arena_free(a);
}

static const struct {
    const char *text;
    enum status status;
} files[] = {
    {"", ST_DATA},
    {"# chi_tiet = 1\n", ST_DATA},
    {"# don_vi = Q\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n", ST_DATA},
    {"# chi_tiet = 2\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n", ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\n", ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\na\tb\n", ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[chim 2018-01-01..2018-01-31]\n", ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[ho_so 2018-01-01..2018-01-32]\n",
     ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[ho_so "
     "2018-01-01..2018-01-31]\nma\tkenh\nx\n",
     ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[ho_so 2018-01-01..2018-01-31]\n"
     "ma\tngay_tiep_nhan\nx\t2018-1-1\n",
     ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[ho_so 2018-01-01..2018-01-31]\n"
     "ma\tkenh\tchieu_moi\tdon_vi\nx\tbay_gio_khac\t?\tmat\n",
     ST_OK},
    /* without most dimensions */
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[kiem_tra 2018-01-01..2018-01-31]\n"
     "ma\tloai\nx\tcchc\ny\tkhac\n",
     ST_OK},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[ho_so 2018-01-01..2018-01-31]\nma\nx\n",
     ST_OK},
    /* no UTF-8 */
    {"# chi_tiet = \xE0\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n", ST_DATA},
    {"# chi_tiet = 1\n# so = 0\xE0\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n", ST_DATA},
    {"# chi_tiet = 1\n[so_lieu_da_in]\nid\tnhan\tchu\tgia_tri\ttu\tmau\tnoi\n[ho_so "
     "2018-01-01..2018-01-31]\nma\n\xE0\n",
     ST_DATA},
};

/* What a row does not say has no value; the row has its code. */
static void look_at(const struct detail *d, const struct catalog *c)
{
    const struct table_info *t = &TABLES[d->rows.table];
    int record = table_record_dim(d->rows.table);
    char number[ROWS_NUMBER];

    for (size_t i = 0; i < d->rows.n; i++)
        for (size_t k = 0; k < t->ndims; k++) {
            const char *value = rows_value(&d->rows, c, i, (int)k, number);

            if ((int)k == record)
                assert_string_equal(value, d->codes[i]);
            else if (strcmp(t->dims[k].name, "loai") != 0 && t->dims[k].kind != DIM_FLAG &&
                     t->dims[k].kind != DIM_NUMBER)
                assert_string_equal(value, "");
        }
}

static enum status read_all(struct arena *a, const char *path, const struct catalog *c)
{
    struct err err = {.status = ST_OK};
    struct detail_file *f = NULL;
    struct kept_figure *list;
    struct detail *d;
    struct range r;
    enum table t;
    size_t n;

    if (detail_file_open(a, path, &f, &err) == 0 && detail_file_figures(f, &list, &n, &err) == 0)
        while (detail_file_next(f, &t, &r, &err) == 1 && detail_file_rows(f, t, c, &d, &err) == 0)
            look_at(d, c);
    detail_file_close(f);
    return err.status;
}

static void other_files_are_refused(void **state)
{
    struct arena *a = arena_new();
    struct db *db = store_open(a, data);
    struct err err = {.status = ST_OK};
    struct catalog *c;
    char dir[256];

    (void)state;
    temp_dir(dir);
    assert_int_equal(catalog_load(a, db, &c, &err), 0);
    for (size_t i = 0; i < LENGTH(files); i++) {
        const char *path = path_join(a, dir, "x");
        struct gzip_writer *w;

        CASE("%zu", i);
        if (gzip_create(a, path, &w, &err))
            fail_msg("%s", err.text);
        gzip_puts(w, files[i].text);
        assert_int_equal(gzip_finish(w, &err), 0);
        assert_int_equal(read_all(a, path, c), files[i].status);
        unlink(path);
    }
    db_close(db);
    rmdir(dir);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_canonical),
        cmocka_unit_test(rows_come_back),
        cmocka_unit_test(other_files_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
