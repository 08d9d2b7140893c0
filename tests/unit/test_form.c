/* Reading forms: label paths, formulas, and what is refused with which sentence. */
#include "doc/form_impl.h"
#include "form_case.h"

static const char *joined_path(struct arena *a, const char *label)
{
    struct form_path p = form_path_split(a, label);
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < p.n; i++)
        buf_printf(&b, "%s%s", i ? ">" : "", p.v[i]);
    return buf_str(&b);
}

static void label_paths(void **state)
{
    static const struct {
        const char *label, *want;
    } cases[] =
        {
            {"STT", "STT"},
            {"Tiếp nhận / Tổng số", "Tiếp nhận>Tổng số"},
            {"A / B / C", "A>B>C"},
            {"Số TTHC/năm", "Số TTHC/năm"},
            {"Trực tiếp,\\dịch vụ", "Trực tiếp,\ndịch vụ"},
            {"Trực tiếp, \\ dịch vụ / Tổng\\số", "Trực tiếp,\ndịch vụ>Tổng\nsố"},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        CASE("%s", c->label);
        assert_string_equal(joined_path(a, c->label), c->want);
    }
    assert_string_equal(form_lines(a, "MỘT / HAI"), "MỘT\nHAI");
    assert_true(form_label_equal("Số lượng\nhồ sơ", "Số lượng hồ sơ"));
    assert_false(form_label_equal("Số lượng", "Số lượng hồ sơ"));
    assert_false(form_label_equal("Quá hạn", "Quá\nhan"));
    arena_free(a);
}

/* Cells as "row,column rowsxcolumns label;" */
static void headers(void **state)
{
    static const struct {
        const char *labels[8], *want;
    } cases[] =
        {
            {{"STT"}, "0,0 1x1 STT;"},
            {{"STT", "Tên"}, "0,0 1x1 STT;0,1 1x1 Tên;"},
            {{"STT", "Xong / Sớm", "Xong / Muộn"}, "0,0 2x1 STT;0,1 1x2 Xong;1,1 1x1 Sớm;1,2 1x1 Muộn;"},
            /* II.06a: a leaf of the second level reaches down beside one of the third */
            {{"A / T", "A / K / 1", "A / K / 2", "A / C", "B / T"},
             "0,0 1x4 A;0,4 1x1 B;1,0 2x1 T;1,1 1x2 K;1,3 2x1 C;1,4 2x1 T;2,1 1x1 1;2,2 1x1 2;"},
            /* the same words broken elsewhere are the same cell; the first one's breaks hold */
            {{"Số\\lượng / 1", "Số lượng / 2"}, "0,0 1x2 Số\nlượng;1,0 1x1 1;1,1 1x1 2;"},
            /* the same group again, but not beside: two cells */
            {{"A / 1", "B", "A / 2"}, "0,0 1x1 A;0,1 2x1 B;0,2 1x1 A;1,0 1x1 1;1,2 1x1 2;"},
            /* the same label on two levels is no common path */
            {{"A / T / T", "A / T / U"}, "0,0 1x2 A;1,0 1x2 T;2,0 1x1 T;2,1 1x1 U;"},
            {{"A / X / 1", "B / X / 1"}, "0,0 1x1 A;0,1 1x1 B;1,0 1x1 X;1,1 1x1 X;2,0 1x1 1;2,1 1x1 1;"},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct form_path v[8];
        const struct form_path *paths[8];
        struct grid g = {0};
        struct buf b;
        size_t n = 0, clash;

        for (; n < 8 && c->labels[n]; n++) {
            v[n] = form_path_split(a, c->labels[n]);
            paths[n] = &v[n];
        }
        CASE("%s", c->want);
        assert_int_equal(form_header_check(paths, n, &clash), 0);
        form_header(a, paths, n, &g);
        buf_init(&b, a);
        for (size_t i = 0; i < g.nheader; i++)
            buf_printf(&b, "%d,%d %dx%d %s;", g.header[i].row, g.header[i].column, g.header[i].row_span,
                       g.header[i].column_span, g.header[i].label);
        assert_string_equal(buf_str(&b), c->want);
    }
    arena_free(a);
}

static void headers_that_clash(void **state)
{
    static const struct {
        const char *left, *right;
        int clash;
    } cases[] =
        {
            {"A", "B", 0},     {"A", "A", 1},         {"A / 1", "A / 1", 1},     {"A", "A / 1", 1},
            {"A / 1", "A", 1}, {"A / 1", "A / 2", 0}, {"A / 1", "A / 1 / x", 1}, {"Quá\\hạn", "Quá hạn", 1},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct form_path v[] = {form_path_split(a, c->left), form_path_split(a, c->right)};
        const struct form_path *paths[] = {&v[0], &v[1]};
        size_t clash = 9;

        CASE("%s, %s", c->left, c->right);
        assert_int_equal(form_header_check(paths, 2, &clash) != 0, c->clash);
        assert_int_equal(clash, c->clash ? 1 : 9);
    }
    arena_free(a);
}

/* Columns 3 and 4 are counted, 5 is a formula, 6 a rate. */
static void formulas(void **state)
{
    enum { SUM, RATE, IDENTITY };
    static const struct {
        int kind;
        const char *text, *want; /* want: printed again, or part of the error */
    } cases[] =
        {
            {SUM, "3+4", "3+4"},
            {SUM, " ( 3 ) + (4) - 5 ", "3+4-5"},
            {SUM, "-3+4", "-3+4"},
            {SUM, "3", "3"},
            {SUM, "3+", "sau ký tự cuối cần số của một cột"},
            {SUM, "", "sau ký tự cuối cần số của một cột"},
            {SUM, "3 4", "tại ký tự 3 cần dấu '+' hoặc '-'"},
            {SUM, "3*4", "tại ký tự 2 cần dấu '+' hoặc '-'"},
            {SUM, "(3+4)", "tại ký tự 3 cần dấu ')'"},
            {SUM, "3+7", "không có mục [cot.7]"},
            {SUM, "3+2", "cột 2, là cột không cộng được"},
            {SUM, "3+6", "cột 6, là cột không cộng được"},
            {SUM, "3+99999999999", "không có mục [cot."},
            {RATE, "3/4", "3:4"},
            {RATE, "(3+4)/5", "3+4:5"},
            {RATE, "3/(4-5)", "3:4-5"},
            {RATE, "3+4/5", "cần dấu '/'"},
            {RATE, "3", "cần dấu '/'"},
            {RATE, "3/4+5", "cần hết công thức"},
            {RATE, "(3/4", "cần dấu ')'"},
            {IDENTITY, "5 = 3 + 4", "5:3+4"},
            {IDENTITY, "3+4=5", "3+4:5"},
            {IDENTITY, "3+4", "cần dấu '='"},
            {IDENTITY, "3=", "sau ký tự cuối cần số của một cột"},
        },
      *c;
    struct arena *a = arena_new();
    struct form_column columns[] = {{.number = 2, .kind = FORM_NAME},
                                    {.number = 3, .kind = FORM_COUNT},
                                    {.number = 4, .kind = FORM_COUNT},
                                    {.number = 5, .kind = FORM_SUM},
                                    {.number = 6, .kind = FORM_RATE}};
    struct form f = {.columns = columns, .ncolumns = LENGTH(columns)};

    (void)state;
    for (EACH(c, cases)) {
        struct form_identity e = {0};
        struct err err = {.status = ST_OK};
        int failed = c->kind == SUM    ? form_terms_parse(a, c->text, &f, &e.left, &err)
                     : c->kind == RATE ? form_rate_parse(a, c->text, &f, &e.left, &e.right, &err)
                                       : form_identity_parse(a, c->text, &f, &e, &err);

        CASE("%s", c->text);
        if (failed) {
            assert_int_equal(err.status, ST_CONFIG);
            assert_non_null(strstr(err.text, c->want));
            continue;
        }
        assert_string_equal(arena_printf(a, "%s%s%s", form_terms_text(a, &f, &e.left, NULL, 0), c->kind ? ":" : "",
                                         form_terms_text(a, &f, &e.right, NULL, 0)),
                            c->want);
    }
    assert_string_equal(
        form_terms_text(a, &f, &(struct form_terms){(struct form_term[]){{1, 1}, {2, 1}, {3, -1}}, 3}, NULL, 1),
        "(3)+(4)-(5)");
    assert_string_equal(
        form_terms_text(a, &f, &(struct form_terms){(struct form_term[]){{1, 1}, {2, 1}}, 2}, "\0\1\0\0\0", 1), "(4)");
    arena_free(a);
}

#define HEAD "[bieu]\nma = x\nloai = bang\nten = T\n"
#define ROWS "[dong]\nnhom = cap\n"
#define TASKS "[dong]\nbang = nhiem_vu\nnhom = cap, ma\n"
#define NAME "[cot.1]\nnhan = Tên\nloai = ten\n"
#define COUNT(n) "[cot." #n "]\nnhan = C" #n "\nloai = dem\n"
#define TEN_TIMES(n, c)                                                                                              \
    "[cot." #n "]\nnhan = T" #n "\nloai = cong_thuc\ncong_thuc = " c "+" c "+" c "+" c "+" c "+" c "+" c "+" c "+" c \
    "+" c "\n"
#define CHART "[bieu]\nma = x\nloai = bieu_do\nten = T\n"

static void refused(void **state)
{
    static const struct {
        const char *text;
        int line; /* named in the message; 0: none */
        const char *want;
    } cases[] =
        {
            {HEAD, 0, "thiếu mục [dong] với khóa 'nhom'"},
            {"[bieu]\nma = y\nloai = bang\nten = T\n", 2, "mã biểu là 'y' nhưng tên tệp là 'x.ini'"},
            {"[bieu]\nma = x\nloai = bảng\nten = T\n", 3, "bang, bieu_do"},
            {HEAD "tieude = x\n", 5, "không có khóa 'tieude'"},
            {HEAD "[cott.1]\nnhan = x\n", 5, "không có mục nào tên [cott.1]"},
            {HEAD ROWS NAME "[chuoi.1]\nnhan = x\n", 10, "không có mục nào tên [chuoi.1]"},
            {HEAD "[dong]\nbang = hoso\nnhom = cap\n", 6, "có phải bạn muốn viết 'ho_so'?"},
            {HEAD "[dong]\nnhom = cap, linhvuc\n", 6, "không có chiều 'linhvuc'; có phải bạn muốn viết 'linh_vuc'?"},
            {HEAD "[dong]\nnhom = cap, cap\n", 6, "chiều 'cap' có hai lần"},
            {HEAD "[dong]\nnhom = qua_han\n", 6, "chiều 'qua_han' là số"},
            {HEAD "[dong]\nnhom = ,\n", 6, "ít nhất một chiều"},
            {HEAD "[dong]\nbang = tthc\nnhom = don_vi\n", 7, "không thuộc đơn vị nào"},
            {HEAD "[dong]\nnhom = cap\nliet_ke = het\n", 7, "co_so_lieu, tat_ca"},
            {HEAD ROWS, 6, "đúng một cột loại 'ten' (tên của từng dòng), đang có 0"},
            {HEAD ROWS NAME "[cot.2]\nnhan = X\nloai = ten\n", 6, "đang có 2"},
            {HEAD ROWS "[cot.x]\nnhan = Tên\nloai = ten\n", 7, "số của mục [cot.x] phải là số nguyên"},
            {HEAD ROWS "[cot.2]\nnhan = Tên\nloai = ten\n" COUNT(1), 10, "lớn hơn số của cột trước"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\ndieu_kien = kenh = truc_tuyn\n", 13,
             "có phải bạn muốn viết 'truc_tuyen'?"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nso_lieu = hs_quahan\n", 13,
             "không có chỉ tiêu 'hs_quahan' trong chi-tieu.ini; có phải bạn muốn viết 'hs_qua_han'?"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nso_lieu = ty_le_dung_han\n", 13, "không phải như thế"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nso_lieu = hs_dang_cung_ky\n", 13, "không phải như thế"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nso_lieu = hs_dang\ndieu_kien = kenh = truc_tuyen\n", 14,
             "thì không ghi 'dieu_kien'"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\ncong_thuc = 1\n", 10, "không được có 'cong_thuc'"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = ty_le\n", 10, "phải có 'cong_thuc'"},
            {HEAD ROWS NAME COUNT(2) "[cot.3]\nnhan = A\nloai = ty_le\ncong_thuc = 2/2\ncanh_bao = co\n", 17,
             "không có 'canh_bao'"},
            {HEAD ROWS NAME COUNT(2) "[cot.3]\nnhan = A\nloai = ty_le\ncong_thuc = 2/2\ndieu_kien = kenh = x\n", 13,
             "không được có 'dieu_kien' hay 'so_lieu'"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = cong_thuc\ncong_thuc = 3\n"
                            "[cot.3]\nnhan = B\nloai = cong_thuc\ncong_thuc = 2\n",
             10, "công thức của cột 2 đi vòng về chính nó"},
            {HEAD ROWS NAME COUNT(2) TEN_TIMES(3, "2") TEN_TIMES(4, "3") TEN_TIMES(5, "4") TEN_TIMES(6, "5"), 25,
             "công thức của cột 6 gộp quá 1000 số hạng"},
            {HEAD ROWS NAME COUNT(2) TEN_TIMES(3, "2") TEN_TIMES(4, "3")
                 TEN_TIMES(5, "4") "[cot.6]\nnhan = R\nloai = ty_le\ncong_thuc = 5/5\n",
             25, "công thức của cột 6 gộp quá"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = cong_thuc\ncong_thuc = 9\n", 13, "không có mục [cot.9]"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\ndo = khac_nhau:donvi\n", 13,
             "có phải bạn muốn viết 'don_vi'?"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\ndo = tong:kenh\n", 13, "không phải là số để cộng"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\ndo = dém\n", 13, "dem, khac_nhau:<chiều>, tong:<chiều>"},
            {HEAD "[dong]\nnhom = linh_vuc\n" NAME "[cot.2]\nnhan = A\nloai = dem\nbang = kiem_tra\n", 10,
             "không có chiều 'linh_vuc' mà các dòng được chia theo"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nten = Số\n", 13, "chữ thường không dấu"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nten = cot_1\n", 10, "hai cột cùng tên 'cot_1'"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A /  / B\nloai = dem\n", 10, "có một phần trống"},
            {HEAD ROWS NAME "[cot.2]\nnhan = Tên / B\nloai = dem\n", 10, "trùng hoặc nằm trong nhãn"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nkhi = tra_lai_rut = riêng\n", 13,
             "chỉ có 'dung_han' và 'rieng'"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nkhi = tra_lai_rt = rieng\n", 13,
             "có phải bạn muốn viết 'tra_lai_rut'?"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nkhi = co_cap_xa = 1\n", 13, "đứng một mình"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nkhi = ban > giay\n", 13, "chỉ so sánh bằng"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nkhi = co_phan.a = 1\n", 13, "đứng một mình"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = chi_tiet\nlay = han\n", 13, "chỉ dùng trong biểu liệt kê"},
            {HEAD ROWS NAME "[cot.2]\nnhan = A\nloai = dem\nlay = han\n", 10, "không được có 'lay'"},
            {HEAD "[dong]\nnhom = cap\nxep = cap\n", 7, "khóa 'xep' dùng cho biểu đồ"},
            {HEAD "[dong]\nnhom = cap\ndieu_kien = kenh = truc_tuyn\n", 7, "có phải bạn muốn viết 'truc_tuyen'?"},
            {HEAD "[dong]\nbang = nhiem_vu\nnhom = ma, cap\n", 7, "phải đứng cuối"},
            {HEAD TASKS "xep = hạn\n", 8, "không có 'hạn' để in từng dòng; có phải bạn muốn viết 'han'?"},
            {HEAD TASKS "xep = qua_han\n", 8, "không in được"},
            {HEAD TASKS "liet_ke = tat_ca\n", 8, "'liet_ke' phải là co_so_lieu"},
            {HEAD TASKS NAME "[cot.2]\nnhan = A\nloai = chi_tiet\n", 11, "phải có 'lay'"},
            {HEAD TASKS "[cot.2]\nnhan = A\nloai = ten\nlay = han\n", 11, "phải lấy chữ"},
            {HEAD TASKS NAME "[cot.2]\nnhan = A\nloai = dem\nbang = kiem_tra\n", 11, "là một dòng của bảng 'nhiem_vu'"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[dong]\nbang = nhiem_vu\nnhom = ma\n", 10,
             "với chiều 'ma'"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[dong]\nnhom = cap\ndieu_kien = kenh = truc_tuyen\n", 10,
             "chỉ dùng cho bảng"},
            {HEAD ROWS NAME COUNT(2) "[doi_chieu]\nx = 2\n", 14, "cần dấu '='"},
            {HEAD ROWS NAME COUNT(2) "[ghi_chu.1]\nkhi = co_cap_xa\n", 13, "thiếu khóa 'noi_dung'"},
            {CHART "[nhom.1]\nnhan = A\nso_lieu = kt_cuoc\n", 1, "ít nhất một mục [chuoi.1]"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n", 1, "lấy nhóm hoặc từ mục [dong]"},
            {CHART "[chuoi.1]\nnhan = A\n[nhom.1]\nnhan = B\n", 7, "'so_lieu' phải có ở chuỗi hoặc ở nhóm"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[nhom.1]\nnhan = B\nso_lieu = kt_cuoc\n", 8,
             "chỉ ở một trong hai"},
            {CHART "[chuoi.1]\nnhan = A\n[dong]\nnhom = cap\n", 5, "chuỗi phải có 'so_lieu'"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[dong]\nnhom = cap, don_vi\n", 9, "theo một chiều"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[dong]\nnhom = kenh\n", 9, "với chiều 'kenh'"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = ty_le_dung_han\n[dong]\nnhom = cap\n", 7, "biểu đồ chỉ vẽ số đếm"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc_tang_giam\n[dong]\nnhom = cap\n", 7, "chỉ vẽ số đếm"},
            {CHART "[chuoi.2]\nnhan = A\n[chuoi.1]\nnhan = B\n", 7, "lớn hơn số của chuỗi trước"},
            {CHART "[chuoi.1]\nnhan = A\n[nhom.1]\nnhan = B\nso_lieu = kt_cuoc\ndam = co\n"
                   "[nhom.2]\nnhan = C\nso_lieu = kt_cuoc\ndam = co\n",
             11, "chỉ một nhóm được in đậm"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[dong]\nnhom = cap\ntoi_da = 3\n", 10,
             "'toi_da' cần có 'xep'"},
            {CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc\n[dong]\nnhom = cap\nxep = ty_le_dung_han\n", 10,
             "biểu đồ chỉ vẽ số đếm"},
            {CHART "kieu = chong\n[chuoi.1]\nnhan = A\n[nhom.1]\nnhan = B\nso_lieu = kt_cuoc\n", 6,
             "là một phần của cột"},
            {CHART "[cot.1]\nnhan = A\n", 5, "không có mục nào tên [cot.1]"},
        },
      *c;
    struct form_case x;
    struct form *f;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        assert_int_equal(form_case_load(&x, c->text, &f), -1);
        assert_int_equal(x.err.status, ST_CONFIG);
        if (!strstr(x.err.text, c->want) || (c->line && !strstr(x.err.text, arena_printf(x.a, "dòng %d: ", c->line))))
            fail_msg("%s (line %d, '%s')", x.err.text, c->line, c->want);
    }
    form_case_check(&x, form_case_load(&x, HEAD ROWS NAME COUNT(2), &f));
    assert_int_equal(form_kind(f), FORM_TABLE);
    form_case_close(&x);
}

static void no_such_form(void **state)
{
    static const struct {
        const char *code;
        enum status status;
        const char *want;
    } cases[] = {{"xx", ST_NOINPUT, "có phải bạn muốn viết 'x'?"},
                 {"phuong_xa", ST_NOINPUT, "không có biểu 'phuong_xa'"},
                 {"../x", ST_CONFIG, "mã biểu '../x'"},
                 {"", ST_CONFIG, "mã biểu ''"}},
      *c;
    struct form_case x;
    struct form *f;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_case_load(&x, HEAD ROWS NAME COUNT(2), &f));
    for (EACH(c, cases)) {
        x.err = (struct err){.status = ST_OK};
        CASE("%s", c->code);
        assert_int_equal(form_load(x.a, x.dir, c->code, x.catalog, x.facts, &f, &x.err), -1);
        assert_int_equal(x.err.status, c->status);
        assert_non_null(strstr(x.err.text, c->want));
    }
    form_case_close(&x);
}

static void names_in_forms(void **state)
{
    static const struct {
        const char *text, *want; /* NULL: right */
    } cases[] = {{HEAD "ghi_chu = Kỳ {{ky}}, {{hs_dang:so}}\n" ROWS NAME COUNT(2), NULL},
                 {HEAD "ghi_chu = Kỳ {{kyy}}\n" ROWS NAME COUNT(2), "bieu/x.ini:5"},
                 {HEAD "goc_trai = {{hs_dangg}}\n" ROWS NAME COUNT(2), "hs_dang"},
                 {HEAD "giua_1 = {{ky\n" ROWS NAME COUNT(2), "thiếu '}}'"},
                 {HEAD "goc_trai = {{hs_dang}}\n" ROWS NAME COUNT(2), "'hs_dang' là số liệu"},
                 {HEAD ROWS NAME "[cot.2]\nnhan = A {{hs_dang:so}}\nloai = dem\n", "'hs_dang' là số liệu"},
                 {HEAD ROWS NAME COUNT(2) "[ghi_chu.1]\nnoi_dung = Còn {{hs_dang}}\n", NULL},
                 {HEAD ROWS NAME "[cot.2]\nnhan = A {{khong_co_ten_nay}}\nloai = dem\n", "bieu/x.ini:11"}},
      *c;
    struct form_case x;
    struct form *f;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        form_case_check(&x, form_case_load(&x, c->text, &f));
        assert_int_equal(form_check_names(f, x.context.names, &x.err), c->want ? -1 : 0);
        if (c->want)
            assert_non_null(strstr(x.err.text, c->want));
    }
    form_case_close(&x);
}

/* What only reports of units with others below them have: a form, and a column of one. */
static void units_below(void **state)
{
    static const char text[] = HEAD "khi = co_don_vi_duoi\n" ROWS NAME COUNT(2) COUNT(3) "khi = co_don_vi_duoi\n";
    static const char *const units[] = {"Q", "P1", "TP"};

    (void)state;
    for (size_t i = 0; i < LENGTH(units); i++) {
        struct form_case x;
        struct form *f;
        struct grid *g;

        form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, units[i]);
        form_case_check(&x, form_case_load(&x, text, &f));
        form_case_check(&x, form_table(x.a, f, &x.context, "", &g, &x.notes, &x.err));
        assert_int_equal(g->ncolumns, i ? 2 : 3);
        assert_int_equal(form_applies(f, &x.context), !i);
        form_case_close(&x);
    }
}

/* Every column costs every row: a form cannot ask for any number of them. */
static void too_many_columns(void **state)
{
    struct form_case x;
    struct form *f;
    struct buf b;

    (void)state;
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    buf_init(&b, x.a);
    buf_puts(&b, HEAD ROWS NAME);
    for (int i = 2; i <= FORM_COLUMNS_MAX; i++)
        buf_printf(&b, "[cot.%d]\nnhan = C%d\nloai = dem\ndieu_kien =\n", i, i);
    form_case_check(&x, form_case_load(&x, buf_str(&b), &f));
    buf_printf(&b, "[cot.%d]\nnhan = C\nloai = dem\ndieu_kien =\n", FORM_COLUMNS_MAX + 1);
    assert_int_equal(form_case_load(&x, buf_str(&b), &f), -1);
    assert_non_null(strstr(x.err.text, "biểu có hơn 200 cột"));
    form_case_close(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(label_paths),    cmocka_unit_test(headers),     cmocka_unit_test(headers_that_clash),
        cmocka_unit_test(formulas),       cmocka_unit_test(refused),     cmocka_unit_test(no_such_form),
        cmocka_unit_test(names_in_forms), cmocka_unit_test(units_below), cmocka_unit_test(too_many_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
