#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/config.h"
#include "folder.h"

/* One line each, so that a case can put another in its place or leave it out. */
static const char *const lines[] = {
    "[du_lieu]",
    "co_so_du_lieu = ../du-lieu.db",
    "noi_dung = noi-dung",
    "ket_qua = /var/tmp/bao-cao",
    "[co_quan]",
    "ma = H26.15",
    "co_quan_chu_quan = UBND THÀNH PHỐ HÀ NỘI",
    "ten_co_quan = ỦY BAN NHÂN DÂN / QUẬN BẮC TỪ LIÊM",
    "ten_day_du = Ủy ban nhân dân quận Bắc Từ Liêm",
    "ten_goi = UBND quận",
    "dia_ban = quận Bắc Từ Liêm",
    "ky_hieu = UBND",
    "dia_danh = Hà Nội",
    "[ky_ten]",
    "quyen_han = TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
    "chuc_vu = PHÓ CHỦ TỊCH",
    "nguoi_ky =",
    "[bao_cao]",
    "mau = cchc",
    "kinh_gui = Sở Nội vụ thành phố Hà Nội",
    "noi_nhan = Thường trực Quận ủy | Thường trực HĐND quận",
    "luu = VT, NV",
    "do_khan =",
    "[chuong_trinh]",
    "can_cu = Chương trình số 08-CTr/TU ngày 26/4/2016 của Thành ủy Hà Nội",
    "noi_dung_1 = Cải cách thể chế",
    "noi_dung_2 = Cải cách thủ tục hành chính",
    "noi_dung_3 = Cải cách tổ chức bộ máy",
    "noi_dung_4 = Xây dựng đội ngũ cán bộ",
    "noi_dung_5 = Cải cách tài chính công",
    "noi_dung_6 = Hiện đại hóa hành chính",
    "[cap]",
    "huyen = quận",
    "xa = phường",
    "nhom_huyen = Các phòng chuyên môn",
    "[ky]",
    "quy_tac = nd09",
    "[cach_tinh]",
    "tra_lai_rut = dung_han",
    "[van_ban]",
    "ban = giay",
    "them_so_0 = co",
    "minh_hoa = khong",
};

/* The text with the line that begins with `replaced` changed to `by` (NULL: left out) and `added` behind everything. */
static char *text_with(const char *replaced, const char *by, const char *added)
{
    char *text = arena_strdup(arena, "");
    int found = !replaced;

    for (size_t i = 0; i < LENGTH(lines); i++) {
        int hit = replaced && strncmp(lines[i], replaced, strlen(replaced)) == 0;

        found |= hit;
        if (!hit || by)
            text = arena_printf(arena, "%s%s\n", text, hit ? by : lines[i]);
    }
    assert_true(found);
    return arena_printf(arena, "%s%s", text, added ? added : "");
}

static int load(const char *text, struct config **c, struct err *e)
{
    char *path = path_join(arena, root, "a.ini");

    *e = (struct err){.status = ST_OK};
    unlink(path);
    assert_int_equal(file_write(path, text, strlen(text), e), 0);
    return config_load(arena, path, c, e);
}

static struct config *good(const char *replaced, const char *by, const char *added)
{
    struct config *c = NULL;
    struct err e;

    if (load(text_with(replaced, by, added), &c, &e))
        fail_msg("%s", e.text);
    return c;
}

static void settings_are_read(void **state)
{
    struct config *c = good(NULL, NULL, NULL);

    (void)state;
    assert_string_equal(c->dir, root);
    assert_string_equal(c->database, path_join(arena, path_dir(arena, root), "du-lieu.db"));
    assert_string_equal(c->prose_dir, path_join(arena, root, "noi-dung"));
    assert_string_equal(c->output_dir, "/var/tmp/bao-cao");
    assert_string_equal(c->unit, "H26.15");
    assert_string_equal(c->agency, "ỦY BAN NHÂN DÂN / QUẬN BẮC TỪ LIÊM");
    assert_string_equal(c->signer, "");
    assert_string_equal(c->report, "cchc");
    assert_string_equal(c->templates_dir, "");
    assert_int_equal(c->addressees.n, 1);
    assert_int_equal(c->recipients.n, 2);
    assert_string_equal(c->recipients.v[1], "Thường trực HĐND quận");
    assert_string_equal(c->urgency, "");
    assert_string_equal(c->secrecy, "");
    assert_string_equal(c->areas[5], "Hiện đại hóa hành chính");
    assert_string_equal(c->level_name[0], "");
    assert_string_equal(c->level_name[2], "phường");
    assert_string_equal(c->level_group[1], "Các phòng chuyên môn");
    assert_int_equal(c->rule, RULE_ND09);
    assert_int_equal(c->returned, RETURNED_ON_TIME);
    assert_int_equal(c->rank_minimum, 30);
    assert_int_equal(c->edition, EDITION_PAPER);
    assert_int_equal(c->pad_counts, 1);
    assert_int_equal(c->illustrative, 0);
    assert_int_equal(c->quality_page, 0);
    assert_string_equal(c->annex_receiver, "");
    assert_int_equal(c->standard, PDF_ARCHIVE);
    assert_int_equal(c->tagging, PDF_TAGS_AUTO);
    assert_int_equal(c->signature_field, 0);
    assert_int_equal(c->nfixed, 0);
    assert_int_equal(c->ntargets, 0);
    assert_false(config_leaves_out(c, "kiem_tra"));
}

static void parts_are_left_out(void **state)
{
    struct config *c = good("luu = ", "luu = VT\nbo_phan = nhiem_vu | kiem_tra", NULL);

    (void)state;
    assert_true(config_leaves_out(c, "nhiem_vu"));
    assert_true(config_leaves_out(c, "kiem_tra"));
    assert_false(config_leaves_out(c, "van_ban"));
}

static void pdf_settings_are_read(void **state)
{
    static const struct {
        const char *lines;
        enum pdf_standard standard;
        enum pdf_tagging tagging;
        int signature_field;
    } cases[] = {
        {"chuan = PDF/A-1b\nthe = tu_dong\no_ky = khong\n", PDF_ARCHIVE, PDF_TAGS_AUTO, 0},
        {"chuan = PDF-1.4\nthe = het\no_ky = co\n", PDF_PLAIN, PDF_TAGS_ALL, 1},
        {"the = khong\n", PDF_ARCHIVE, PDF_TAGS_NONE, 0},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config *c = good(NULL, NULL, arena_printf(arena, "[pdf]\n%s", cases[i].lines));

        CASE("%s", cases[i].lines);
        assert_int_equal(c->standard, cases[i].standard);
        assert_int_equal(c->tagging, cases[i].tagging);
        assert_int_equal(c->signature_field, cases[i].signature_field);
    }
}

static void marks_are_printed_in_full(void **state)
{
    static const struct {
        const char *line, *urgency, *secrecy;
    } cases[] = {
        {"do_khan = hoa_toc", "HỎA TỐC", ""},    {"do_khan = Thượng khẩn", "THƯỢNG KHẨN", ""},
        {"do_khan = KHẨN", "KHẨN", ""},          {"do_mat = mat", "", "MẬT"},
        {"do_mat = Tuyệt mật", "", "TUYỆT MẬT"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config *c = good("do_khan", cases[i].line, NULL);

        CASE("%s", cases[i].line);
        assert_string_equal(c->urgency, cases[i].urgency);
        assert_string_equal(c->secrecy, cases[i].secrecy);
    }
}

static void fixed_dates_are_read(void **state)
{
    struct config *c = good(NULL, NULL,
                            "[ky.2018-10M]\ntu_ngay = 2017-12-15\nden_ngay = 14/10/2018\n"
                            "[ky.2018-10M.dich_vu_cong_muc_4]\ntu_ngay = 1/8/2018\n");

    (void)state;
    assert_int_equal(c->nfixed, 2);
    assert_string_equal(c->fixed[0].period, "2018-10M");
    assert_string_equal(c->fixed[0].section, "");
    assert_int_equal(c->fixed[0].range.from, day_from_ymd(2017, 12, 15));
    assert_int_equal(c->fixed[0].range.to, day_from_ymd(2018, 10, 14));
    assert_string_equal(c->fixed[1].period, "2018-10M");
    assert_string_equal(c->fixed[1].section, "dich_vu_cong_muc_4");
    assert_int_equal(c->fixed[1].range.from, day_from_ymd(2018, 8, 1));
    assert_int_equal(c->fixed[1].range.to, DAY_NONE);
    assert_int_equal(c->fixed[1].line, (int)LENGTH(lines) + 4);
}

static void targets_are_hundredths(void **state)
{
    static const struct {
        const char *written, *want;
    } cases[] = {{"95", "9500"}, {"99,5", "9950"}, {"99.25%", "9925"}, {"100", "10000"}, {"0,05", "5"}, {"0", "0"}};

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config *c =
            good(NULL, NULL, arena_printf(arena, "[chi_tieu_nam]\nty_le_truc_tuyen = %s\n", cases[i].written));

        CASE("%s", cases[i].written);
        assert_int_equal(c->ntargets, 1);
        assert_string_equal(c->targets[0]->key, "ty_le_truc_tuyen");
        assert_string_equal(c->targets[0]->value, cases[i].want);
    }
}

static const struct {
    const char *replaced, *by, *added, *says;
} bad[] = {
    {"co_so_du_lieu", NULL, NULL, "dòng 1: mục [du_lieu] thiếu khóa 'co_so_du_lieu'"},
    {"ket_qua", "ket_qa = x", NULL, "dòng 4: mục [du_lieu] không có khóa 'ket_qa'; có phải bạn muốn viết 'ket_qua'"},
    {"ten_co_quan", "ten_co_quan =", NULL, "dòng 8: khóa 'ten_co_quan' của mục [co_quan] không được để trống"},
    {"ma = ", "ma = ../x", NULL, "dòng 6: khóa 'ma'"},
    {"mau = ", "mau = a/b", NULL, "dòng 19: khóa 'mau'"},
    {"do_khan", "do_khan = gap", NULL, "dòng 23: khóa 'do_khan' có giá trị sai 'gap'; giá trị cho phép: hoa_toc"},
    {"noi_dung_6", NULL, NULL, "thiếu khóa 'noi_dung_6'"},
    {"quy_tac", "quy_tac = nd9", NULL, "có phải bạn muốn viết 'nd09'"},
    {"tra_lai_rut", NULL, NULL, "thiếu khóa 'tra_lai_rut'"},
    {"[van_ban]", "[vanban]", NULL, "không có mục nào tên [vanban]; có phải bạn muốn viết 'van_ban'"},
    {"do_khan", "trang_chat_luong = yes", NULL, "giá trị cho phép: co, khong"},
    {"minh_hoa", "minh_hoa = true", NULL, "giá trị cho phép: co, khong"},
    {NULL, NULL, "[ky.2018-13]\nden_ngay = 1/1/2018\n", "dòng 44: mục [ky.2018-13]: không hiểu kỳ"},
    {NULL, NULL, "[ky.2018-10M]\n", "dòng 44: mục [ky.2018-10M] phải có tu_ngay hoặc den_ngay"},
    {NULL, NULL, "[ky.2018-10M.]\nden_ngay = 1/1/2018\n", "dòng 44: mục [ky.2018-10M.]"},
    {NULL, NULL, "[ky.2018-10M.A]\nden_ngay = 1/1/2018\n", "dòng 44: mục [ky.2018-10M.A]"},
    {NULL, NULL, "[ky.2018-10M]\ntu_ngay = 2/1/2018\nden_ngay = 1/1/2018\n", "tu_ngay đứng sau den_ngay"},
    {NULL, NULL, "[ky.2018-10M]\nden_ngay = 31/9/2018\n", "dòng 45: khóa 'den_ngay' có giá trị sai"},
    {NULL, NULL, "[ky.2018-10M]\nden = 30/9/2018\n", "dòng 45: mục [ky.2018-10M] không có khóa 'den'"},
    {NULL, NULL, "[pdf]\nchuan = PDF/A-1a\n",
     "dòng 45: khóa 'chuan' có giá trị sai 'PDF/A-1a'; có phải bạn muốn viết 'PDF/A-1b'"},
    {NULL, NULL, "[pdf]\nthe = co\n", "dòng 45: khóa 'the' có giá trị sai 'co'; giá trị cho phép: tu_dong, het, khong"},
    {NULL, NULL, "[chi_tieu_nam]\na = 101\n", "dòng 45: khóa 'a' có giá trị sai '101'"},
    {NULL, NULL, "[chi_tieu_nam]\na = 9,555\n", "dòng 45: khóa 'a'"},
    {NULL, NULL, "[chi_tieu_nam]\na =\n", "dòng 45: khóa 'a'"},
    {NULL, NULL, "[chi_tieu_nam]\na = 9,\n", "dòng 45: khóa 'a'"},
};

static void bad_settings_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(bad); i++) {
        struct config *c = NULL;
        struct err e;
        int result = load(text_with(bad[i].replaced, bad[i].by, bad[i].added), &c, &e);

        CASE("%s%s", bad[i].replaced ? bad[i].replaced : "", bad[i].added ? bad[i].added : "");
        assert_int_equal(result, -1);
        assert_int_equal(e.status, ST_CONFIG);
        if (!strstr(e.text, bad[i].says))
            fail_msg("%s", e.text);
    }
}

static void some_level_needs_a_name(void **state)
{
    char *text = text_with("huyen = ", NULL, NULL), *xa = strstr(text, "\nxa = phường");
    struct config *c = NULL;
    struct err e;

    (void)state;
    memcpy(xa, "\nxa =       ;", 13);
    assert_int_equal(load(text, &c, &e), -1);
    assert_int_equal(e.status, ST_CONFIG);
    assert_non_null(strstr(e.text, "mục [cap]"));
}

static void papers_of_units_have_defaults(void **state)
{
    const struct config *c = good(NULL, NULL, NULL);

    (void)state;
    for (int level = 0; level < 3; level++) {
        assert_int_equal(c->unit_papers[level].addressees.n, 1);
        assert_string_equal(c->unit_papers[level].addressees.v[0], "{{cap_tren}}");
        assert_int_equal(c->unit_papers[level].recipients.n, 0);
        assert_string_equal(c->unit_papers[level].archive, "VT");
    }
    c = good(NULL, NULL, "[don_vi.xa]\nkinh_gui =\nnoi_nhan = Đảng ủy {{dia_ban}} | B\nluu = VP\n");
    assert_string_equal(config_unit_section(2), "don_vi.xa");
    assert_int_equal(c->unit_papers[2].addressees.n, 0); /* to nobody */
    assert_int_equal(c->unit_papers[2].recipients.n, 2);
    assert_string_equal(c->unit_papers[2].archive, "VP");
    assert_string_equal(c->unit_papers[1].archive, "VT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_are_read),
        cmocka_unit_test(pdf_settings_are_read),
        cmocka_unit_test(parts_are_left_out),
        cmocka_unit_test(marks_are_printed_in_full),
        cmocka_unit_test(fixed_dates_are_read),
        cmocka_unit_test(targets_are_hundredths),
        cmocka_unit_test(bad_settings_are_refused),
        cmocka_unit_test(some_level_needs_a_name),
        cmocka_unit_test(papers_of_units_have_defaults),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
