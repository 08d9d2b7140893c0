/* Charts built from counted data: series, groups, what is left out, the chart in words. */
#include "form_case.h"

static const char *bars(struct arena *a, const struct chart *c)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t s = 0; s < c->nseries; s++)
        buf_printf(&b, "%s%s", s ? "," : "", c->series[s]);
    for (size_t g = 0; g < c->ngroups; g++) {
        buf_printf(&b, "|%s%s", (int)g == c->bold_group ? "*" : "", c->groups[g]);
        for (size_t s = 0; s < c->nseries; s++) {
            size_t k = g * c->nseries + s;

            if (c->missing[k])
                buf_puts(&b, " ?");
            else
                buf_printf(&b, " %d", (int)c->values[k]);
        }
    }
    return buf_str(&b);
}

#define CHART "[bieu]\nma = x\nloai = bieu_do\ndon_vi_tinh = cuộc\nten = Kiểm tra[, so với cùng kỳ]\n"
#define TWO_YEARS "[chuoi.1]\nnhan = {{ky_cung_ky}}\nky = cung_ky\n[chuoi.2]\nnhan = {{ky}}\n"
#define KINDS                                                                                            \
    "[nhom.1]\nnhan = Tổng số\nso_lieu = kt_cuoc\ndam = co\n[nhom.2]\nnhan = Công vụ\nso_lieu = " \
    "kt_cuoc_cong_vu\nbo_khi_khong = co\n[nhom.3]\nnhan = Khác\nso_lieu = kt_cuoc_khac\nbo_khi_khong = co\n"

static void charts(void **state)
{
    static const struct {
        const char *coverage, *text, *want, *caption, *figure; /* want NULL: no chart; figure: of the last bar */
    } cases[] =
        {
            {form_case_all_loaded, CHART TWO_YEARS KINDS, "tháng 9 năm 2017,tháng 9 năm 2018|*Tổng số 1 3|Công vụ 1 2",
             "Kiểm tra, so với cùng kỳ (cuộc)", "x/2/nhom=2"},
            /* nothing of the year before was loaded: no comparison */
            {COVERAGE "('kiem_tra', 'Q', '2018-09-01', '2018-09-30')", CHART TWO_YEARS KINDS,
             "tháng 9 năm 2018|*Tổng số 3|Công vụ 2", "Kiểm tra (cuộc)", "x/2/nhom=2"},
            {COVERAGE "('kiem_tra', 'Q', '2017-09-01', '2017-09-30')", CHART TWO_YEARS KINDS,
             "tháng 9 năm 2017,tháng 9 năm 2018|*Tổng số 1 ?|Công vụ 1 ?|Khác 0 ?", "Kiểm tra, so với cùng kỳ (cuộc)",
             "x/2/nhom=3"},
            {"", CHART TWO_YEARS KINDS, NULL, NULL, NULL},
            {form_case_all_loaded,
             CHART "[chuoi.1]\nnhan = Tiếp nhận\nso_lieu = hs_tiep_nhan_tong\n"
                   "[chuoi.2]\nnhan = Xong\nso_lieu = hs_giai_quyet\n[dong]\nnhom = cap\n",
             "Tiếp nhận,Xong|Cấp quận 9 7|Cấp phường 1201 1201", "Kiểm tra (cuộc)", "x/2/cap=xa"},
            {form_case_all_loaded,
             CHART "[chuoi.1]\nnhan = Tiếp nhận\nso_lieu = hs_tiep_nhan_tong\n[dong]\nnhom = don_vi\n",
             "Tiếp nhận|Phòng Tư pháp 9|Phường 1 1200|Phường 2 1", "Kiểm tra (cuộc)", "x/1/don_vi=P2"},
            {form_case_all_loaded,
             CHART "[chuoi.1]\nnhan = A\nso_lieu = hs_tiep_nhan_tong\n[dong]\nnhom = linh_vuc\nliet_ke = tat_ca\n",
             "A|Đất đai 9|Hộ tịch 1201|Y tế 0", "Kiểm tra (cuộc)", "x/1/linh_vuc=Y"},
            {form_case_all_loaded,
             CHART "[chuoi.1]\nnhan = Xong\nso_lieu = hs_giai_quyet\n"
                   "[nhom.1]\nnhan = Quận\ncap = huyen\n[nhom.2]\nnhan = Phường\ncap = xa\n",
             "Xong|Quận 7|Phường 1201", "Kiểm tra (cuộc)", "x/1/nhom=2"},
            /* a total first, only beside more than one other */
            {form_case_all_loaded,
             CHART "[chuoi.1]\nnhan = A\nso_lieu = hs_giai_quyet\n[dong]\nnhom = cap\ntong = Tất cả\n",
             "A|*Tất cả 1208|Cấp quận 7|Cấp phường 1201", "Kiểm tra (cuộc)", "x/1/cap=xa"},
            {form_case_all_loaded,
             CHART "[chuoi.1]\nnhan = A\nso_lieu = hs_qua_han\n[dong]\nnhom = cap\ntong = Tất cả\n", "A|Cấp quận 1",
             "Kiểm tra (cuộc)", "x/1/cap=huyen"},
            /* highest first; the caption says that some are left out */
            {form_case_all_loaded,
             CHART "ten_chon = Hai đơn vị\n[chuoi.1]\nnhan = A\nso_lieu = hs_tiep_nhan_tong\n"
                   "[dong]\nnhom = don_vi\nxep = hs_tiep_nhan_tong\ntoi_da = 2\n",
             "A|Phường 1 1200|Phòng Tư pháp 9", "Hai đơn vị (cuộc)", "x/1/don_vi=TP"},
            {form_case_all_loaded,
             CHART "ten_chon = Ba đơn vị\n[chuoi.1]\nnhan = A\nso_lieu = hs_tiep_nhan_tong\n"
                   "[dong]\nnhom = don_vi\nxep = hs_tiep_nhan_tong\ntoi_da = 3\n",
             "A|Phường 1 1200|Phòng Tư pháp 9|Phường 2 1", "Kiểm tra (cuộc)", "x/1/don_vi=P2"},
            {form_case_all_loaded, CHART "[chuoi.1]\nnhan = A\nso_lieu = kt_cuoc_khac\n[dong]\nnhom = cap\n", NULL,
             NULL, NULL},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct form_case x;
        struct form *f;
        struct chart *chart;

        CASE("%s %s", c->coverage, c->text);
        form_case_open(&x, c->coverage, RETURNED_ON_TIME, "Q");
        form_case_check(&x, form_case_load(&x, c->text, &f));
        form_case_check(&x, form_chart(x.a, f, &x.context, "Biểu đồ 1", &chart, &x.notes, &x.err));
        assert_int_equal(chart != NULL, c->want != NULL);
        if (chart) {
            assert_string_equal(bars(x.a, chart), c->want);
            assert_string_equal(chart->caption, c->caption);
            assert_string_equal(chart->figures[chart->ngroups * chart->nseries - 1], c->figure);
            assert_ptr_equal(strstr(chart->alt, c->caption), chart->alt);
        } else {
            assert_string_equal(x.notes.list.v[x.notes.list.n - 1].id, "bieu_do_khong_ve");
        }
        form_case_close(&x);
    }
}

static void chart_in_words(void **state)
{
    struct form_case x;
    struct form *f;
    struct chart *chart;

    (void)state;
    form_case_open(&x, COVERAGE "('kiem_tra', 'Q', '2017-09-01', '2017-09-30')", RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_case_load(&x, CHART TWO_YEARS KINDS, &f));
    form_case_check(&x, form_chart(x.a, f, &x.context, "", &chart, &x.notes, &x.err));
    assert_string_equal(chart->alt,
                        "Kiểm tra, so với cùng kỳ (cuộc): Tổng số – tháng 9 năm 2017: 1, tháng 9 năm 2018: chưa có số "
                        "liệu; Công vụ – tháng 9 năm 2017: 1, tháng 9 năm 2018: chưa có số liệu; Khác – tháng 9 năm "
                        "2017: 0, tháng 9 năm 2018: chưa có số liệu.");
    assert_string_equal(chart->gaps, "Dấu “…”: chưa có số liệu.");
    assert_string_equal(chart->note, "");
    form_case_close(&x);

    /* nothing of the year before: said, not drawn */
    form_case_open(&x, COVERAGE "('kiem_tra', 'Q', '2018-09-01', '2018-09-30')", RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_case_load(&x, CHART TWO_YEARS KINDS, &f));
    form_case_check(&x, form_chart(x.a, f, &x.context, "", &chart, &x.notes, &x.err));
    assert_string_equal(chart->gaps, "");
    assert_string_equal(chart->note, "Chưa có số liệu cùng kỳ năm\xC2\xA0"
                                     "2017 để so sánh.");
    form_case_close(&x);

    /* shares, and one of nothing */
    form_case_open(&x, form_case_all_loaded, RETURNED_ON_TIME, "Q");
    form_case_check(&x, form_case_load(&x,
                                       CHART "kieu = ty_trong\n[chuoi.1]\nnhan = Sớm\nso_lieu = hs_truoc_han\n"
                                             "[chuoi.2]\nnhan = Muộn\nso_lieu = hs_qua_han\n"
                                             "[dong]\nnhom = linh_vuc\nliet_ke = tat_ca\n",
                                       &f));
    form_case_check(&x, form_chart(x.a, f, &x.context, "", &chart, &x.notes, &x.err));
    assert_string_equal(chart->alt,
                        "Kiểm tra (cuộc): Đất đai – Sớm: 3 (75%), Muộn: 1 (25%); Hộ tịch – Sớm: 1.201 (100%), Muộn: 0 "
                        "(0%); Y tế – Sớm: 0, Muộn: 0.");
    assert_string_equal(chart->gaps, "Dấu “–”: không phát sinh.");
    form_case_close(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts),
        cmocka_unit_test(chart_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
