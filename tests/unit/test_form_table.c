/* Forms built from counted data: rows, totals, gaps, ids, annexes, flat data, and the forms of the tree. */
#include "doc/gate.h"
#include "form_case.h"

#define HEAD "[bieu]\nma = x\nloai = bang\nten = Biểu thử\n"
#define STT "[cot.1]\nnhan = STT\nloai = stt\n"
#define NAME "[cot.2]\nnhan = Tên\nloai = ten\n"
#define ALL "[cot.3]\nnhan = Tổng\nloai = dem\n"
#define DONE "[cot.4]\nnhan = Xong\nloai = dem\nso_lieu = hs_giai_quyet\n"
#define RATE "[cot.5]\nnhan = Tỷ lệ\nloai = ty_le\ncong_thuc = 4/3\n"
#define ROWS(dims, list, total) "[dong]\nnhom = " dims "\nliet_ke = " list "\n" total

static struct grid *built(struct form_case *x, const char *text)
{
    struct form *f;
    struct grid *g;

    form_case_check(x, form_case_load(x, text, &f));
    form_case_check(x, form_table(x->a, f, &x->context, "Bảng 1", &g, &x->notes, &x->err));
    return g;
}

static void rows_and_totals(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] =
        {
            /* one dimension, no ordinal column; only what there is */
            {HEAD ROWS("linh_vuc", "co_so_lieu", "tong = Tổng số\n") NAME ALL DONE RATE,
             "R|Đất đai|9|7|77,78\nR|Hộ tịch|1.201|1.201|100,00\nT|Tổng số|1.210|1.208|99,83\n"},
            /* everything in force, in the order of the catalog: 0, and no rate of nothing */
            {HEAD ROWS("linh_vuc", "tat_ca", "tong = Tổng số\n") STT NAME ALL DONE RATE,
             "R|1|Đất đai|9|7|77,78\nR|2|Hộ tịch|1.201|1.201|100,00\nR|3|Y tế|0|0|–\nT|Tổng số||1.210|1.208|99,83\n"},
            /* groups with units below: what the place calls them; units of the past are not listed */
            {HEAD ROWS("cap, don_vi", "tat_ca", "tong = TỔNG SỐ\n") STT NAME ALL,
             "G|I|CÁC PHÒNG|9\nR|1|Phòng Tư pháp|9\nR|2|Phòng Y tế|0\n"
             "G|II|ỦY BAN NHÂN DÂN CÁC PHƯỜNG|1.201\nR|1|Phường 1|1.200\nR|2|Phường 2|1\nT|TỔNG SỐ||1.210\n"},
            {HEAD ROWS("cap, don_vi", "co_so_lieu", "") STT NAME "[cot.3]\nnhan = Quá hạn\nloai = dem\n"
                                                                 "dieu_kien = tinh_trang = qua_han\n",
             "G|I|CÁC PHÒNG|1\nR|1|Phòng Tư pháp|1\n"},
            /* three dimensions: capitals, plain, sub */
            {HEAD ROWS("cap, linh_vuc, tthc", "co_so_lieu", "tong = TỔNG SỐ\n") STT NAME ALL,
             "G|I|CẤP QUẬN|9\nR|1|Đất đai|9\nS|1.1|Cấp giấy|6\nS|1.2|Đính chính|3\n"
             "G|II|CẤP PHƯỜNG|1.201\nR|1|Hộ tịch|1.201\nS|1.1|Khai sinh|1.201\nT|TỔNG SỐ||1.210\n"},
            /* fields and procedures of a level are those in force at that level */
            {HEAD ROWS("cap, linh_vuc", "tat_ca", "") STT NAME ALL,
             "G|I|CẤP QUẬN|9\nR|1|Đất đai|9\nR|2|Y tế|0\nG|II|CẤP PHƯỜNG|1.201\nR|1|Hộ tịch|1.201\n"},
            {HEAD ROWS("don_vi, linh_vuc", "tat_ca", "") STT NAME ALL,
             "G|I|PHÒNG TƯ PHÁP|9\nR|1|Đất đai|9\nR|2|Y tế|0\nG|II|PHÒNG Y TẾ|0\nR|1|Đất đai|0\nR|2|Y tế|0\n"
             "G|III|PHƯỜNG 1|1.200\nR|1|Hộ tịch|1.200\nG|IV|PHƯỜNG 2|1\nR|1|Hộ tịch|1\n"},
            /* dimensions with names: the table's, or the form's and then in its order */
            {HEAD ROWS("kenh", "co_so_lieu", "") NAME ALL,
             "R|Trực tiếp|1.206\nR|Trực tuyến|3\nR|Bưu chính công ích|1\n"},
            {HEAD ROWS("muc_do", "co_so_lieu", "") "[ten_dong]\nkhac = Các mức khác\n" NAME ALL,
             "R|Mức độ 3|1.207\nR|Các mức khác|3\n"},
            /* words */
            {HEAD ROWS("nguyen_nhan", "co_so_lieu", "tong = Tổng số\n") NAME ALL,
             "R|Chưa xác định|1.210\nT|Tổng số|1.210\n"},
            /* another table, distinct units (never added) and a sum */
            {HEAD "[dong]\nbang = kiem_tra\nnhom = loai\ntong = Tổng số\n" NAME
                  "[cot.3]\nnhan = Cuộc\nloai = dem\n[cot.4]\nnhan = Đơn vị\nloai = dem\ndo = khac_nhau:don_vi\n"
                  "[cot.5]\nnhan = Vấn đề\nloai = dem\ndo = tong:so_van_de\n",
             "R|Công vụ|2|2|2\nR|Công tác nội vụ|1|1|3\nT|Tổng số|3|2|5\n"},
            /* two tables in one; the same range a year earlier */
            {HEAD ROWS("cap, don_vi", "co_so_lieu", "tong = Tổng số\n") NAME ALL
             "[cot.4]\nnhan = Kiểm tra\nloai = dem\nbang = kiem_tra\n"
             "[cot.5]\nnhan = Kiểm tra cùng kỳ\nloai = dem\nbang = kiem_tra\nky = cung_ky\n",
             "G|CÁC PHÒNG|9|1|0\nR|Phòng Tư pháp|9|1|0\n"
             "G|ỦY BAN NHÂN DÂN CÁC PHƯỜNG|1.201|2|1\nR|Phường 1|1.200|2|0\nR|Phường 2|1|0|1\nT|Tổng số|1.210|3|1\n"},
            /* formulas may look ahead and take away */
            {HEAD ROWS("cap", "co_so_lieu", "") NAME
             "[cot.3]\nnhan = Còn\nloai = cong_thuc\ncong_thuc = 4-5\n"
             "[cot.4]\nnhan = Tổng\nloai = dem\n[cot.5]\nnhan = Xong\nloai = dem\nso_lieu = hs_giai_quyet\n",
             "R|Cấp quận|2|9|7\nR|Cấp phường|0|1.201|1.201\n"},
            /* nothing to show */
            {HEAD ROWS("linh_vuc", "co_so_lieu", "tong = Tổng số\n") STT NAME
             "[cot.3]\nnhan = Dừng\nloai = dem\ndieu_kien = tinh_trang = dung\n",
             "T|Tổng số||0\n"},
        },
      *c;
    struct form_case x;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    for (EACH(c, cases)) {
        struct grid *g = built(&x, c->text);

        CASE("%s", c->text);
        assert_string_equal(form_case_shown(x.a, g), c->want);
        assert_int_equal(g->note.n, 0);
    }
    assert_int_equal(notes_count(&x.notes, NOTE_WARNING), 0);
    form_case_close(&x);
}

static const char *note_text(struct arena *a, const struct grid *g)
{
    char *s = text_string(a, &g->note), *to = s;

    for (const char *p = s; *p; p++) {
        if (strncmp(p, "\u00A0", 2) == 0)
            p++, *to++ = ' ';
        else
            *to++ = *p;
    }
    *to = '\0';
    return s;
}

#define TASKS                                                                                                     \
    "INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung, ngay_giao, ngay_bat_dau, han, ngay_hoan_thanh)" \
    " VALUES ('n1', 'YT', 'a', 'ke_hoach', 'Một', '2018-08-01', '2018-08-20', '2018-09-20', '2018-09-18'),"     \
    " ('n2', 'TP', 'a', 'cap_tren', 'Hai', NULL, '2018-10-02', '2018-11-15', NULL),"                              \
    " ('n3', 'P1', 'a', 'ke_hoach', 'Ba', NULL, '2018-09-01', NULL, '2018-10-05'),"                               \
    " ('n4', 'TP', 'b', 'ke_hoach', 'Bốn', '2018-08-02', NULL, '2018-09-20', NULL),"                            \
    " ('n5', 'P2', 'b', 'ke_hoach', 'Năm', NULL, NULL, '2018-11-15', NULL);"
#define LISTED(table, dims, more) HEAD "[dong]\nbang = " table "\nnhom = " dims "\n" more
#define WHAT "[cot.2]\nnhan = Tên\nloai = ten\nlay = noi_dung\n"
#define DETAIL(n, what) "[cot." n "]\nnhan = " what "\nloai = chi_tiet\nlay = " what "\n"

static const char tasks_loaded[] =
    TASKS "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('nhiem_vu', 'Q', '2018-09-01', '2018-09-30'),"
          " ('kiem_tra', 'Q', '2018-09-01', '2018-09-30');";

/* Each row by itself: sorted by what it says, and nothing of what has not happened by the cut-off. */
static void lists(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] =
        {
            {LISTED("nhiem_vu", "ma", "") STT WHAT DETAIL("3", "han"),
             "R|1|Một|20/9/2018\nR|2|Hai|15/11/2018\nR|3|Ba|\nR|4|Bốn|20/9/2018\nR|5|Năm|15/11/2018\n"},
            /* days not given last, then the order of the units, then the code */
            {LISTED("nhiem_vu", "ma", "xep = han, don_vi\n") STT WHAT DETAIL("3", "han") DETAIL("4", "don_vi"),
             "R|1|Bốn|20/9/2018|Phòng Tư pháp\nR|2|Một|20/9/2018|Phòng Y tế\nR|3|Hai|15/11/2018|Phòng Tư pháp\n"
             "R|4|Năm|15/11/2018|Phường 2\nR|5|Ba||Phường 1\n"},
            {LISTED("nhiem_vu", "ma", "dieu_kien = ke_hoach = b\nxep = noi_dung\n") WHAT DETAIL("3", "ke_hoach"),
             "R|Bốn|B\nR|Năm|B\n"},
            /* groups; events behind the cut-off (n2 begun, n3 done) stay blank, planned days do not */
            {LISTED("nhiem_vu", "cap, ma", "dieu_kien = ke_hoach = a\n") STT WHAT DETAIL("3", "ngay_bat_dau")
                 DETAIL("4", "ngay_hoan_thanh") DETAIL("5", "tinh_trang") "[ten_dong]\ndang = Đang làm\n",
             "G|I|CẤP QUẬN|||\nR|1|Một|20/8/2018|18/9/2018|Hoàn thành đúng hạn\nR|2|Hai|||Chưa bắt đầu\n"
             "G|II|CẤP PHƯỜNG|||\nR|1|Ba|01/9/2018||Đang làm\n"},
            /* groups by names of the place */
            {LISTED("nhiem_vu", "cap, ma", "dieu_kien = ke_hoach = b\n") STT WHAT
             "[ten_dong]\nhuyen = {{nhom_huyen}}\nxa = Cấp {{cap_xa}}\n",
             "G|I|CÁC PHÒNG\nR|1|Bốn\nG|II|CẤP PHƯỜNG\nR|1|Năm\n"},
            /* counted beside; the code where no name is asked for */
            {LISTED("nhiem_vu", "cap, ma", "dieu_kien = cap = huyen\ntong = Tổng\n") STT NAME
             "[cot.3]\nnhan = Xong\nloai = dem\ndieu_kien = tinh_trang = xong_dung_han\n" DETAIL("4", "cap"),
             "G|I|CẤP QUẬN|1|\nR|1|n1|1|Cấp quận\nR|2|n2|0|Cấp quận\nR|3|n4|0|Cấp quận\nT|Tổng||1|\n"},
            /* numbers are figures */
            {LISTED("kiem_tra", "ma", "xep = so_van_de\n") NAME DETAIL("3", "so_van_de") DETAIL("4", "ngay_xu_ly_xong"),
             "R|k3|0|\nR|k1|2|30/9/2018\nR|k2|3|\n"},
            /* a filter of an ordinary table */
            {LISTED("nhiem_vu", "don_vi", "dieu_kien = ke_hoach = a\ntong = Tổng\n") NAME ALL,
             "R|Phòng Tư pháp|1\nR|Phòng Y tế|1\nR|Phường 1|1\nT|Tổng|3\n"},
        },
      *c;
    struct form_case x;
    struct grid *g;

    (void)state;
    form_case_open(&x, tasks_loaded, RETURNED_ON_TIME, "Q");
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        assert_string_equal(form_case_shown(x.a, built(&x, c->text)), c->want);
    }
    g = built(&x, LISTED("kiem_tra", "ma", "") NAME DETAIL("3", "so_van_de") DETAIL("4", "ngay"));
    assert_string_equal(g->rows[0].cells[1].figure, "x/3/ma=k1");
    assert_int_equal(g->columns[2].align, ALIGN_CENTRE);
    assert_int_equal(g->rows[0].cells[2].kind, CELL_DATE);
    assert_int_equal(g->rows[0].cells[2].num, day_from_ymd(2018, 9, 3));
    assert_null(g->rows[0].cells[2].figure);
    g = built(&x, LISTED("nhiem_vu", "cap, ma", "") STT WHAT DETAIL("3", "han") DETAIL("4", "don_vi"));
    assert_int_equal(g->rows[0].cells[1].span, 3); /* the group's name, over what it leaves empty */
    assert_int_equal(g->rows[1].cells[1].span, 0);
    assert_int_equal(notes_count(&x.notes, NOTE_WARNING), 0);
    form_case_close(&x);
}

/* Units that are not loaded list nothing, and are named. */
static void lists_not_loaded(void **state)
{
    static const char text[] = LISTED("nhiem_vu", "ma", "") NAME DETAIL("3", "han");
    struct form_case x;
    struct grid *g;

    (void)state;
    form_case_open(&x,
                   TASKS "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('nhiem_vu', 'TP',"
                         " '2018-09-01', '2018-09-30');",
                   RETURNED_ON_TIME, "Q");
    g = built(&x, text);
    assert_string_equal(form_case_shown(x.a, g), "R|n2|15/11/2018\nR|n4|20/9/2018\n");
    assert_string_equal(note_text(x.a, g), "Ghi chú: Đơn vị chưa có số liệu: Phòng Y tế; Phường 1; Phường 2; các dòng "
                                           "tổng không gồm đơn vị này.");
    form_case_close(&x);
}

/* The agency's own row: only where it has rows; a unit without others below it is all there is. */
static void rows_of_the_root(void **state)
{
    static const char text[] = HEAD ROWS("don_vi", "tat_ca", "tong = Tổng số\n") STT NAME ALL;
    static const struct {
        const char *unit, *sql, *want;
    } cases[] =
        {
            {"Q", "", "R|1|Phòng Tư pháp|9\nR|2|Phòng Y tế|0\nR|3|Phường 1|1.200\nR|4|Phường 2|1\nT|Tổng số||1.210\n"},
            {"Q", "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('q', 'Q', 'D1', '2018-09-05');",
             "R|1|Quận Thử|1\nR|2|Phòng Tư pháp|9\nR|3|Phòng Y tế|0\nR|4|Phường 1|1.200\nR|5|Phường 2|1\n"
             "T|Tổng số||1.211\n"},
            {"P2", "", "R|1|Phường 2|1\nT|Tổng số||1\n"},
            {"YT", "", "R|1|Phòng Y tế|0\nT|Tổng số||0\n"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        char sql[1024];

        CASE("%s %s", c->unit, c->sql);
        snprintf(sql, sizeof sql, "%s%s", c->sql, form_case_all_loaded);
        form_case_open(&x, sql, RETURNED_ON_TIME, c->unit);
        assert_string_equal(form_case_shown(x.a, built(&x, text)), c->want);
        form_case_close(&x);
    }
}

#define LOADED(unit) "('ho_so', '" unit "', '2018-09-01', '2018-09-30')"

/* Which blanks join words is tested elsewhere. */
static void not_loaded(void **state)
{
    static const struct {
        const char *coverage, *text, *want, *note;
    } cases[] =
        {
            {COVERAGE LOADED("TP") ", " LOADED("YT") ", " LOADED("P2"),
             HEAD ROWS("cap, don_vi", "tat_ca", "tong = TỔNG SỐ\n") NAME ALL DONE RATE,
             "G|CÁC PHÒNG|9|7|77,78\nR|Phòng Tư pháp|9|7|77,78\nR|Phòng Y tế|0|0|–\n"
             "G|ỦY BAN NHÂN DÂN CÁC PHƯỜNG|1|1|100,00\nR|Phường 1|…|…|…\nR|Phường 2|1|1|100,00\n"
             "T|TỔNG SỐ|10|8|80,00\n",
             "Ghi chú: Đơn vị chưa có số liệu: Phường 1; các dòng tổng không gồm đơn vị này."},
            /* a whole group is missing; another table has its own gaps */
            {COVERAGE LOADED("TP") ", ('kiem_tra', 'Q', '2018-09-01', '2018-09-30')",
             HEAD "ghi_chu = Có ghi chú.\n" ROWS("cap, don_vi", "tat_ca", "") NAME ALL
             "[cot.4]\nnhan = Kiểm tra\nloai = dem\nbang = kiem_tra\n",
             "G|CÁC PHÒNG|9|1\nR|Phòng Tư pháp|9|1\nR|Phòng Y tế|…|0\n"
             "G|ỦY BAN NHÂN DÂN CÁC PHƯỜNG|…|2\nR|Phường 1|…|2\nR|Phường 2|…|0\n",
             "Ghi chú: Có ghi chú. Đơn vị chưa có số liệu hồ sơ: Phòng Y tế; Phường 1; Phường 2; các dòng tổng không "
             "gồm đơn vị này."},
            /* by field: what is there is shown, what is not is said */
            {COVERAGE LOADED("P2"), HEAD ROWS("linh_vuc", "tat_ca", "tong = Tổng số\n") NAME ALL,
             "R|Đất đai|0\nR|Hộ tịch|1\nR|Y tế|0\nT|Tổng số|1\n",
             "Ghi chú: Đơn vị chưa có số liệu: Phòng Tư pháp; Phòng Y tế; Phường 1; các dòng tổng không gồm đơn vị "
             "này."},
            {COVERAGE LOADED("P2"), HEAD ROWS("cap", "tat_ca", "tong = Tổng số\n") NAME ALL,
             "R|Cấp quận|…\nR|Cấp phường|1\nT|Tổng số|1\n",
             "Ghi chú: Đơn vị chưa có số liệu: Phòng Tư pháp; Phòng Y tế; Phường 1; các dòng tổng không gồm đơn vị "
             "này."},
            {"", HEAD ROWS("cap", "tat_ca", "tong = Tổng số\n") NAME ALL, "R|Cấp quận|…\nR|Cấp phường|…\nT|Tổng số|…\n",
             "Ghi chú: Chưa có số liệu."},
            /* what is counted from the catalog is complete by itself */
            {"", HEAD "[dong]\nbang = tthc\nnhom = cap\n" NAME ALL, "R|Cấp quận|3\nR|Cấp phường|1\n", ""},
            {form_case_all_loaded,
             HEAD ROWS("cap", "tat_ca", "tong = Tổng số\n") NAME ALL
             "[cot.4]\nnhan = Năm trước\nloai = dem\nky = cung_ky\n",
             "R|Cấp quận|9|…\nR|Cấp phường|1.201|…\nT|Tổng số|1.210|…\n", "Ghi chú: Chưa có số liệu cùng kỳ."},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        struct grid *g;

        CASE("%s %s", c->coverage, c->text);
        form_case_open(&x, c->coverage, RETURNED_ON_TIME, "Q");
        g = built(&x, c->text);
        assert_string_equal(form_case_shown(x.a, g), c->want);
        assert_string_equal(note_text(x.a, g), c->note);
        assert_int_equal(notes_count(&x.notes, NOTE_WARNING), *c->note != '\0');
        form_case_close(&x);
    }
}

static void ids_numbers_columns(void **state)
{
    static const char text[] = HEAD "don_vi_tinh = hồ sơ\n" ROWS("cap, don_vi", "co_so_lieu", "tong = Tổng\n") STT NAME
        "[cot.3]\nnhan = Tổng {{ky}}\nloai = cong_thuc\ncong_thuc = 4+7\ndieu_kien =\nten = tong\n" DONE
        "[cot.5]\nnhan = Tỷ lệ\nloai = ty_le\ncong_thuc = (4+7)/3\n"
        "[cot.7]\nnhan = Đang\nloai = dem\nso_lieu = hs_dang\nrong = 3\n";
    static const struct {
        size_t row, column;
        const char *id;
        enum cell_kind kind;
        int64_t num, den;
    } cases[] =
        {
            {0, 2, "x/3/cap=huyen", CELL_COUNT, 9, 0},
            {1, 3, "x/4/cap=huyen/don_vi=TP", CELL_COUNT, 7, 0},
            {1, 4, "x/5/cap=huyen/don_vi=TP", CELL_RATE, 9, 9},
            {3, 2, "x/3/cap=xa/don_vi=%2FP%3D1%25", CELL_COUNT, 1200, 0},
            {5, 5, "x/7/tong", CELL_COUNT, 2, 0},
        },
      *c;
    struct form_case x;
    struct grid *g;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    x.catalog->units[catalog_unit(x.catalog, "P1")].code = "/P=1%";
    g = built(&x, text);
    assert_int_equal(g->ncolumns, 6);
    assert_string_equal(g->id, "x");
    assert_string_equal(g->label, "Bảng 1");
    assert_string_equal(g->caption, "Biểu thử");
    assert_string_equal(g->unit, "Đơn vị tính: hồ sơ");
    assert_string_equal(g->columns[2].number, "(3)=(4)+(7)");
    assert_string_equal(g->columns[2].formula, "4+7");
    assert_string_equal(g->columns[2].name, "tong");
    assert_string_equal(g->columns[3].number, "(4)");
    assert_null(g->columns[3].formula);
    assert_string_equal(g->columns[4].formula, "(4+7)/3");
    assert_string_equal(g->columns[4].number, "(5)");
    assert_string_equal(g->columns[5].name, "cot_7");
    assert_true(g->columns[5].weight > 2.9 && g->columns[5].weight < 3.1);
    assert_string_equal(g->header[2].label, "Tổng tháng 9 năm 2018");
    assert_int_equal(g->rows[5].cells[0].span, 2);
    for (EACH(c, cases)) {
        const struct cell *cell = &g->rows[c->row].cells[c->column];

        CASE("%s", c->id);
        assert_string_equal(cell->figure, c->id);
        assert_ptr_equal(cell->text.v[0].figure, cell->figure);
        assert_int_equal(cell->kind, c->kind);
        assert_int_equal(cell->num, c->num);
        assert_int_equal(cell->den, c->den);
    }
    form_case_close(&x);
}

/* Of each figure of the table, whether it is the sum of its parts ("+"), and how deep its row is. */
static const char *sums(struct arena *a, const struct grid *g)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t r = 0; r < g->nrows; r++) {
        buf_printf(&b, "%d", g->rows[r].depth);
        for (size_t i = 0; i < g->ncolumns; i++)
            if (g->columns[i].kind != CELL_TEXT)
                buf_putc(&b, g->rows[r].cells[i].sum ? '+' : '.');
        buf_putc(&b, '\n');
    }
    return buf_str(&b);
}

static void parts_and_sums(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] =
        {
            {HEAD ROWS("cap, linh_vuc, tthc", "co_so_lieu", "tong = TỔNG SỐ\n") NAME ALL DONE RATE,
             "1++.\n2++.\n3...\n3...\n1++.\n2++.\n3...\n0++.\n"},
            /* distinct values are counted anew in every row */
            {HEAD "[dong]\nbang = kiem_tra\nnhom = loai\ntong = Tổng số\n" NAME
                  "[cot.3]\nnhan = Cuộc\nloai = dem\n[cot.4]\nnhan = Đơn vị\nloai = dem\ndo = khac_nhau:don_vi\n"
                  "[cot.5]\nnhan = Vấn đề\nloai = dem\ndo = tong:so_van_de\n",
             "1...\n1...\n0+.+\n"},
            /* a formula that is counted too, and one that is not */
            {HEAD ROWS("cap", "co_so_lieu", "tong = Tổng\n") NAME ALL DONE
             "[cot.5]\nnhan = A\nloai = cong_thuc\ncong_thuc = 4\ndieu_kien = tinh_trang = qua_han\n"
             "[cot.6]\nnhan = B\nloai = cong_thuc\ncong_thuc = 3-4\n",
             "1....\n1....\n0+++.\n"},
        },
      *c;
    struct form_case x;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        assert_string_equal(sums(x.a, built(&x, c->text)), c->want);
    }
    form_case_close(&x);
}

static void alerts(void **state)
{
    struct form_case x;
    struct grid *g;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    g = built(&x, HEAD ROWS("cap", "co_so_lieu", "") NAME ALL
              "[cot.4]\nnhan = Quá hạn\nloai = dem\nso_lieu = hs_qua_han\ncanh_bao = co\n");
    assert_string_equal(form_case_shown(x.a, g), "R|Cấp quận|9|1\nR|Cấp phường|1.201|0\n");
    assert_int_equal(g->columns[2].alert, 1);
    assert_int_equal(g->columns[1].alert, 0);
    assert_int_equal(g->rows[0].cells[2].text.v[0].style, RUN_BOLD);
    assert_int_equal(g->rows[1].cells[2].text.v[0].style, 0); /* none: nothing to mark */
    assert_int_equal(g->rows[0].cells[1].text.v[0].style, 0);
    form_case_close(&x);
}

static void settings(void **state)
{
    static const char text[] = HEAD ROWS("cap", "co_so_lieu", "tong = Tổng\n") NAME
        "[cot.3]\nnhan = Tổng\nloai = cong_thuc\ncong_thuc = 4+5+6\ndieu_kien =\n" DONE
        "[cot.5]\nnhan = Đang\nloai = dem\nso_lieu = hs_dang\n"
        "[cot.6]\nnhan = Trả lại\nloai = dem\ndieu_kien = tinh_trang = tra_lai\nkhi = tra_lai_rut = rieng\n"
        "[cot.7]\nnhan = Tỉnh\nloai = dem\nkhi = co_cap_tinh\n"
        "[cot.8]\nnhan = Bỏ\nloai = dem\nkhi = co_phan.phan_bo\n"
        "[ghi_chu.1]\nnoi_dung = Gồm cả trả lại.\nkhi = tra_lai_rut = dung_han AND co_cap_xa\n"
        "[ghi_chu.2]\nnoi_dung = Trả lại riêng.\nkhi = tra_lai_rut != dung_han\n"
        "[ten.1]\nnoi_dung = Ngoài {{ky}}\nkhi = tra_lai_rut = rieng\n"
        "[ten.2]\nnoi_dung = Sau\nkhi = co_cap_xa AND tra_lai_rut = rieng\n";
    static const struct {
        enum returned_mode mode;
        const char *want, *number, *note, *caption;
    } cases[] =
        {
            {RETURNED_ON_TIME, "R|Cấp quận|9|7|2\nR|Cấp phường|1.201|1.201|0\nT|Tổng|1.210|1.208|2\n", "(3)=(4)+(5)",
             "Ghi chú: Gồm cả trả lại.", "Biểu thử"},
            {RETURNED_APART, "R|Cấp quận|9|6|2|1\nR|Cấp phường|1.201|1.201|0|0\nT|Tổng|1.210|1.207|2|1\n",
             "(3)=(4)+(5)+(6)", "Ghi chú: Trả lại riêng.", "Ngoài tháng\u00a09 năm\u00a02018"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        struct grid *g;

        form_case_open(&x, form_case_all_loaded, c->mode, "Q");
        g = built(&x, text);
        assert_string_equal(form_case_shown(x.a, g), c->want);
        assert_string_equal(g->columns[1].number, c->number);
        assert_string_equal(note_text(x.a, g), c->note);
        assert_string_equal(g->caption, c->caption);
        assert_int_equal(g->note.v[0].style, RUN_ITALIC);
        assert_int_equal(notes_count(&x.notes, NOTE_ERROR), 0);
        form_case_close(&x);
    }
}

/* Columns that do not add up are found, with the first row and how many more. */
static void identities(void **state)
{
    static const struct {
        const char *text, *want; /* NULL: nothing wrong */
    } cases[] =
        {
            {ALL DONE "[cot.6]\nnhan = Đang\nloai = dem\nso_lieu = hs_dang\n[doi_chieu]\ncan = 3 = 4 + 6\n", NULL},
            {ALL DONE "[doi_chieu]\ncan = 3 = 4\n",
             "In '9', nhưng đẳng thức 3=4 giữa các cột không đúng: một bên là 9, bên kia là 7 (và 1 dòng nữa)."},
            {"[cot.3]\nnhan = A\nloai = cong_thuc\ncong_thuc = 4\ndieu_kien =\n" DONE,
             "In '9', nhưng theo công thức 4 của cột: 7 (và 1 dòng nữa)."},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        struct node table = {.type = NODE_TABLE};
        struct document paper = {.nodes = &table, .nnodes = 1};

        CASE("%s", c->text);
        form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
        paper.nodes[0].table =
            built(&x, arena_printf(x.a, "%s%s", HEAD ROWS("cap", "co_so_lieu", "tong = Tổng\n") NAME, c->text));
        gate_check(x.a, &(struct gate_request){&x.config, x.catalog, x.facts, x.context.unit, DAY_NONE}, &paper,
                   &x.notes);
        assert_int_equal(notes_count(&x.notes, NOTE_ERROR), c->want != NULL);
        for (size_t i = 0; i < x.notes.list.n; i++) {
            const struct note *n = &x.notes.list.v[i];

            if (n->level == NOTE_ERROR) {
                assert_string_equal(n->place, "Bảng 1, dòng 'Cấp quận', cột (3)");
                assert_string_equal(n->text, c->want);
            }
        }
        form_case_close(&x);
    }
}

static void annexes(void **state)
{
    static const struct {
        const char *head, *receiver, *title, *centre, *right, *sheet;
    } cases[] =
        {
            {"ten = Kết quả / theo cấp\ngiua_1 = (Từ ngày {{ho_so_tu_ngay}} đến ngày {{ho_so_den_ngay}})\n"
             "goc_phai_2 = Nơi nhận: {{don_vi_nhan}}\nhuong = ngang\n",
             "UBND thành phố", "KẾT QUẢ\nTHEO CẤP", "(Từ ngày\u00A001/9/2018 đến ngày\u00A030/9/2018)",
             "Nơi nhận: UBND thành phố", "x"},
            {"ten = A\ngoc_phai_2 = Nơi nhận: {{don_vi_nhan}}\ntrang_tinh = Biểu A\n", "", "A", "", "", "Biểu A"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        struct form *f;
        struct annex annex = {0};

        CASE("%s", c->head);
        form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
        x.config.annex_receiver = c->receiver;
        form_case_check(&x, form_case_load(&x,
                                           arena_printf(x.a, "[bieu]\nma = x\nloai = bang\n%s%s", c->head,
                                                        ROWS("cap", "co_so_lieu", "") NAME ALL),
                                           &f));
        form_case_check(&x, form_annex(x.a, f, &x.context, &annex, &x.notes, &x.err));
        assert_string_equal(annex.id, "x");
        assert_string_equal(annex.title, c->title);
        assert_string_equal(annex.form_left, "");
        assert_string_equal(annex.form_centre[0], c->centre);
        assert_string_equal(annex.form_right[1], c->right);
        assert_string_equal(annex.sheet, c->sheet);
        assert_string_equal(annex.table->caption, "");
        assert_int_equal(annex.landscape, strstr(c->head, "ngang") != NULL);
        assert_int_equal(notes_count(&x.notes, NOTE_ERROR), 0);
        form_case_close(&x);
    }
}

/* A list is of the days of its table. */
static void annex_of_a_list(void **state)
{
    static const struct {
        const char *centre;
        int errors;
    } cases[] = {{"Đến {{nhiem_vu_den_ngay}}", 0}, {"Đến 31/8/2018", 1}}, *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        struct form *f;
        struct annex annex = {0};
        struct document paper = {.annexes = &annex, .nannexes = 1};

        form_case_open(&x, tasks_loaded, RETURNED_ON_TIME, "Q");
        form_case_check(&x, form_case_load(&x,
                                           arena_printf(x.a,
                                                        "[bieu]\nma = x\nloai = bang\nten = A\ngiua_1 = %s\n"
                                                        "[dong]\nbang = nhiem_vu\nnhom = ma\n" WHAT,
                                                        c->centre),
                                           &f));
        form_case_check(&x, form_annex(x.a, f, &x.context, &annex, &x.notes, &x.err));
        annex.number = "Phụ lục";
        gate_check(x.a, &(struct gate_request){&x.config, x.catalog, x.facts, x.context.unit, DAY_NONE}, &paper,
                   &x.notes);
        assert_int_equal(notes_count(&x.notes, NOTE_ERROR), c->errors);
        form_case_close(&x);
    }
}

static void flat_data(void **state)
{
    struct form_case x;
    struct grid *g;
    int64_t sum = 0;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_flat_data(x.a, &x.context, &g, &x.err));
    assert_int_equal(g->ncolumns, 13);
    assert_int_equal(g->header_rows, 1);
    assert_string_equal(
        form_case_shown(x.a, g),
        "R|01/9/2018|30/9/2018|Cấp quận|TP|Phòng Tư pháp|DD|Đất đai|D1|Cấp giấy|trực tiếp|từ kỳ trước|đang giải "
        "quyết, quá hạn|2\n"
        "R|01/9/2018|30/9/2018|Cấp quận|TP|Phòng Tư pháp|DD|Đất đai|D1|Cấp giấy|trực tiếp|tiếp nhận trong kỳ|giải "
        "quyết đúng hạn|1\n"
        "R|01/9/2018|30/9/2018|Cấp quận|TP|Phòng Tư pháp|DD|Đất đai|D1|Cấp giấy|trực tuyến|tiếp nhận trong kỳ|giải "
        "quyết trước hạn|3\n"
        "R|01/9/2018|30/9/2018|Cấp quận|TP|Phòng Tư pháp|DD|Đất đai|D2|Đính chính|trực tiếp|tiếp nhận trong kỳ|giải "
        "quyết đúng hạn|2\n"
        "R|01/9/2018|30/9/2018|Cấp quận|TP|Phòng Tư pháp|DD|Đất đai|D2|Đính chính|bưu chính công ích|tiếp nhận trong "
        "kỳ|giải quyết quá hạn|1\n"
        "R|01/9/2018|30/9/2018|Cấp phường|P1|Phường 1|HT|Hộ tịch|H1|Khai sinh|trực tiếp|tiếp nhận trong kỳ|giải "
        "quyết trước hạn|1.200\n"
        "R|01/9/2018|30/9/2018|Cấp phường|P2|Phường 2|HT|Hộ tịch|H1|Khai sinh|trực tiếp|từ kỳ trước|giải quyết trước "
        "hạn|1\n");
    for (size_t r = 0; r < g->nrows; r++)
        sum += g->rows[r].cells[12].num;
    assert_int_equal(sum, 1210);
    assert_int_equal(g->columns[0].kind, CELL_DATE);
    assert_int_equal(g->rows[0].cells[1].num, day_from_ymd(2018, 9, 30));
    assert_string_equal(g->columns[7].name, "ma_tthc");
    form_case_close(&x);

    form_case_open(&x, COVERAGE LOADED("P2"), RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_flat_data(x.a, &x.context, &g, &x.err));
    assert_int_equal(g->nrows, 1);
    form_case_close(&x);
}

/* Every form of the tree: its names exist, it builds in both modes for every kind of unit, its identities hold. */
static void forms_of_the_tree(void **state)
{
    static const struct {
        enum returned_mode mode;
        const char *unit, *coverage;
    } cases[] = {{RETURNED_ON_TIME, "Q", form_case_all_loaded},
                 {RETURNED_APART, "Q", form_case_all_loaded},
                 {RETURNED_ON_TIME, "P1", form_case_all_loaded},
                 {RETURNED_ON_TIME, "Q", ""}},
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        char **files;
        size_t n = 0;

        form_case_open(&x, c->coverage, c->mode, c->unit);
        form_case_check(&x, dir_list(x.a, path_join(x.a, x.templates, "bieu"), &files, &x.err));
        for (; files[n]; n++) {
            const char *code = arena_strndup(x.a, files[n], strlen(files[n]) - strlen(".ini"));
            struct form *f;
            struct chart *chart;
            struct annex annex = {0};

            CASE("%s", code);
            form_case_check(&x, form_load(x.a, x.templates, code, x.catalog, x.facts, &f, &x.err));
            form_case_check(&x, form_check_names(f, x.context.names, &x.err));
            if (form_kind(f) == FORM_CHART)
                form_case_check(&x, form_chart(x.a, f, &x.context, "Biểu đồ 1", &chart, &x.notes, &x.err));
            else if (form_kind(f) == FORM_TABLE) /* lists have the rows of their paper */
                form_case_check(&x, form_annex(x.a, f, &x.context, &annex, &x.notes, &x.err));
        }
        assert_true(n >= 10);
        for (size_t i = 0; i < x.notes.list.n; i++)
            if (x.notes.list.v[i].level == NOTE_ERROR)
                fail_msg("%s: %s", x.notes.list.v[i].place, x.notes.list.v[i].text);
        form_case_close(&x);
    }
}

/* The head of biểu II.06a, Thông tư 01/2020/TT-VPCP. */
static void form_ii_06a(void **state)
{
    static const char *const numbers[] = {
        "(1)", "(2)",  "(3)=(4)+(5)+(6)", "(4)",  "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)",
        "(9)", "(10)", "(11)=(12)+(13)",  "(12)", "(13)"};
    struct form_case x;
    struct form *f;
    struct annex annex = {0};
    const struct grid *g;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_load(x.a, x.templates, "II.06a", x.catalog, x.facts, &f, &x.err));
    form_case_check(&x, form_annex(x.a, f, &x.context, &annex, &x.notes, &x.err));
    g = annex.table;
    assert_int_equal(g->ncolumns, 13);
    assert_int_equal(g->header_rows, 3);
    assert_int_equal(g->nheader, 17);
    for (size_t i = 0; i < 13; i++)
        assert_string_equal(g->columns[i].number, numbers[i]);
    assert_string_equal(form_case_shown(x.a, g),
                        "G|I|CẤP QUẬN|9|3|4|2|7|3|3|1|2|0|2\nR|1|Đất đai|9|3|4|2|7|3|3|1|2|0|2\n"
                        "G|II|CẤP PHƯỜNG|1.201|0|1.200|1|1.201|1.201|0|0|0|0|0\n"
                        "R|1|Hộ tịch|1.201|0|1.200|1|1.201|1.201|0|0|0|0|0\n"
                        "T|TỔNG SỐ||1.210|3|1.204|3|1.208|1.204|3|1|2|0|2\n");
    assert_true(annex.landscape);
    form_case_close(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_totals),     cmocka_unit_test(lists),          cmocka_unit_test(lists_not_loaded),
        cmocka_unit_test(rows_of_the_root),    cmocka_unit_test(not_loaded),     cmocka_unit_test(settings),
        cmocka_unit_test(ids_numbers_columns), cmocka_unit_test(identities),     cmocka_unit_test(annexes),
        cmocka_unit_test(annex_of_a_list),     cmocka_unit_test(flat_data),      cmocka_unit_test(forms_of_the_tree),
        cmocka_unit_test(form_ii_06a),         cmocka_unit_test(parts_and_sums), cmocka_unit_test(alerts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
