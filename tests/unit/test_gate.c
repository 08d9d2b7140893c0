/* The identity gate: a paper in which everything agrees, and the same with one printed thing spoilt at a time. */
#include "doc/gate.h"

#include "base/vi.h"
#include "doc/printed.h"
#include "form_case.h"

/* Entered figures and tasks beside what every case of forms has. */
static const char more_rows[] =
    "INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri) VALUES"
    " ('vb_chi_dao', 'Q', '2018-09-01', '2018-09-30', '12'), ('vb_chi_dao', 'Q', '2017-09-01', '2017-09-30', '15'),"
    " ('sh_ket_qua', 'Q', '2018-09-01', '2018-09-30', '1000');";

static const char *const paragraphs[] = {
    "Số liệu được tính từ ngày {{ky_tu_ngay}} đến hết ngày {{ky_den_ngay}}, cùng kỳ đến {{cung_ky_den_ngay:day_du}}.",
    "Tiếp nhận {{hs_tiep_nhan_tong}} hồ sơ: trong kỳ {{hs_trong_ky}}, từ kỳ trước {{hs_ky_truoc}}.",
    "Giải quyết {{hs_giai_quyet}} hồ sơ, đạt {{ty_le_giai_quyet}}; đúng hạn {{ty_le_dung_han}}, còn lại "
    "{{ty_le_dung_han:con_lai_tl}}.",
    "Quá hạn {{hs_qua_han_tong}} hồ sơ: đã giải quyết {{hs_qua_han}}, đang giải quyết {{hs_dang_qua_han}}.",
    "Kiểm tra {{kt_cuoc}} cuộc tại {{kt_don_vi}} đơn vị, {{kt_cuoc:so_sanh}}.",
    "Đã ban hành {{vb_chi_dao}} văn bản, {{vb_chi_dao:so_sanh}}; nói gọn là {{vb_chi_dao:so_sanh_gon}}.",
    "Số hóa {{sh_ket_qua}} kết quả, đạt {{ty_le_so_hoa_ket_qua}}.",
    "Kiểm tra quy tắc ứng xử: {{kt_cuoc_quy_tac_ung_xu:dem}}; cấp phường có {{hs_giai_quyet_cap_xa}} hồ sơ; "
    "còn {{kt_van_de_con}} vấn đề.",
    "Trong kỳ cấp quận tiếp nhận {{hs_trong_ky_cap_huyen}}, cấp phường {{hs_trong_ky_cap_xa}} hồ sơ.",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2018 và Nghị định số 61/2018/NĐ-CP.",
};

static const char *const tables[] = {"theo_cap", "kiem_tra"}, *const charts[] = {"tiep_nhan_theo_cap",
                                                                                 "kiem_tra_theo_loai"};
static const char *const annexes[] = {"II.06a", "theo_don_vi"};

struct paper {
    struct form_case c;
    struct document d;
};

static struct form *load_form(struct form_case *c, const char *code)
{
    struct form *f;

    form_case_check(c, form_load(c->a, c->templates, code, c->catalog, c->facts, &f, &c->err));
    return f;
}

static void paper_open(struct paper *p)
{
    struct form_case *c = &p->c;
    static const char *title[] = {"BÁO CÁO", "Công tác cải cách hành chính tháng 9 năm 2018"};
    char sql[sizeof form_case_all_loaded + sizeof more_rows];
    size_t n = 0;

    snprintf(sql, sizeof sql, "%s%s", form_case_all_loaded, more_rows);
    form_case_open(c, sql, RETURNED_ON_TIME, "Q");
    p->d = (struct document){.draft = 1, .day = day_from_ymd(2018, 9, 30)};
    p->d.nodes = arena_alloc(c->a, 64 * sizeof *p->d.nodes);
    p->d.annexes = arena_alloc(c->a, LENGTH(annexes) * sizeof *p->d.annexes);
    p->d.nodes[n++] = (struct node){.type = NODE_TITLE, .lines = title, .nlines = 2};
    for (size_t i = 0; i < LENGTH(paragraphs); i++) {
        struct node *x = &p->d.nodes[n++];

        x->type = NODE_PARAGRAPH;
        form_case_check(
            c, names_expand(c->context.names, paragraphs[i], SCOPE_OF(c->context.unit), "thử:1", &x->text, &c->err));
    }
    for (size_t i = 0; i < LENGTH(tables); i++) {
        struct node *x = &p->d.nodes[n++];

        x->type = NODE_TABLE;
        form_case_check(c, form_table(c->a, load_form(c, tables[i]), &c->context, arena_printf(c->a, "Bảng %zu", i + 1),
                                      &x->table, &c->notes, &c->err));
    }
    for (size_t i = 0; i < LENGTH(charts); i++) {
        struct node *x = &p->d.nodes[n++];

        x->type = NODE_CHART;
        form_case_check(c, form_chart(c->a, load_form(c, charts[i]), &c->context,
                                      arena_printf(c->a, "Biểu đồ %zu", i + 1), &x->chart, &c->notes, &c->err));
        assert_non_null(x->chart);
    }
    p->d.nnodes = n;
    for (size_t i = 0; i < LENGTH(annexes); i++) {
        struct annex *x = &p->d.annexes[p->d.nannexes++];

        form_case_check(c, form_annex(c->a, load_form(c, annexes[i]), &c->context, x, &c->notes, &c->err));
        x->number = arena_printf(c->a, "Phụ lục %s", vi_roman(c->a, (int)i + 1));
    }
}

static struct notes gate(struct paper *p, day_t issued)
{
    struct notes notes;

    notes_init(&notes, p->c.a);
    gate_check(p->c.a, &(struct gate_request){&p->c.config, p->c.catalog, p->c.facts, p->c.context.unit, issued}, &p->d,
               &notes);
    return notes;
}

static const struct note *find_note(const struct notes *notes, const char *id, const char *place, const char *says)
{
    for (size_t i = 0; i < notes->list.n; i++)
        if (strcmp(notes->list.v[i].id, id) == 0 && strstr(notes->list.v[i].place, place) &&
            strstr(notes->list.v[i].text, says))
            return &notes->list.v[i];
    return NULL;
}

static void tell(const struct notes *notes)
{
    for (size_t i = 0; i < notes->list.n; i++)
        fprintf(stderr, "      [%s] %s: %s\n", notes->list.v[i].id, notes->list.v[i].place, notes->list.v[i].text);
}

/* ---- what agrees ---- */

static void nothing_wrong(void **state)
{
    struct paper p;
    struct notes notes;

    (void)state;
    paper_open(&p);
    notes = gate(&p, DAY_NONE);
    tell(&notes);
    assert_int_equal(notes_count(&notes, NOTE_ERROR), 0);
    form_case_close(&p.c);
}

/* ---- one figure at a time ---- */

/* The nth print of a figure gets another text, as if it had gone wrong before it was printed: a cell and a bar hold
 * what they print. */
static void spoil(struct paper *p, const char *id, size_t nth, const char *text)
{
    struct printed *list;
    size_t n = document_printed(p->c.a, &p->d, &list);

    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].id, id) != 0 || nth-- > 0)
            continue;
        if (list[i].kind == PRINTED_RUN) {
            ((struct run *)list[i].run)->text = text;
        } else if (list[i].kind == PRINTED_CELL) {
            ((struct cell *)list[i].cell)->text = text_plain(p->c.a, text);
        } else {
            for (size_t k = 0; k < list[i].chart->ngroups * list[i].chart->nseries; k++)
                if (list[i].chart->figures[k] == list[i].id)
                    list[i].chart->values[k] = atoi(text);
        }
        return;
    }
    fail_msg("%s is not printed", id);
}

static void one_figure_spoilt(void **state)
{
    static const struct {
        const char *id;
        size_t nth;
        const char *text, *note, *place, *says;
    } cases[] =
        {
            /* columns */
            {"II.06a/3/tong", 0, "1.211", "cong_thuc_cot", "Phụ lục I, dòng 'TỔNG SỐ', cột (3)",
             "In '1.211', nhưng theo công thức 4+5+6 của cột: 3 + 1.204 + 3 = 1.210."},
            {"II.06a/7/tong", 0, "1.209", "can_doi_cot", "Phụ lục I, dòng 'TỔNG SỐ', cột (3)",
             "In '1.210', nhưng đẳng thức 3=7+11 giữa các cột không đúng: một bên là 1.210, bên kia là 1.209 + "
             "2 = 1.211."},
            {"theo_cap/8/cap=huyen", 0, "85,70", "ty_le_khac_tu_mau", "Bảng 1, dòng 'Cấp quận'",
             "In '85,70', nhưng theo công thức 4/3 của cột: (6) / (7) = 85,71."},
            {"theo_cap/8/cap=xa", 0, "99,99", "ty_le_khac_tu_mau", "Bảng 1, dòng 'Cấp phường'", "(1.201) = 100,00"},
            {"theo_cap/4/cap=huyen", 0, "8", "ty_le_tren_100", "Bảng 1, dòng 'Cấp quận'", "(8) là phần của (7)"},
            /* sums */
            {"theo_cap/2/tong", 0, "1.220", "tong_khac_cac_dong", "Bảng 1, dòng 'Tổng số'",
             "In '1.220', nhưng các dòng của nó cộng lại là 1.210."},
            {"theo_cap/2/cap=xa", 0, "1.191", "tong_khac_cac_dong", "Bảng 1, dòng 'Tổng số'", "là 1.200."},
            {"II.06a/8/cap=xa/linh_vuc=HT", 0, "1.200", "tong_khac_cac_dong", "Phụ lục I, dòng 'CẤP PHƯỜNG', cột (8)",
             "In '1.201', nhưng các dòng của nó cộng lại là 1.200."},
            {"theo_don_vi/13/tong", 0, "4", "tong_khac_cac_dong", "Phụ lục II, dòng 'TỔNG SỐ', cột (13)", "là 3."},
            {"kiem_tra/4/tong", 0, "4", "tong_khac_cac_dong", "Bảng 2, dòng 'Tổng số'",
             "phải từ 2 (dòng lớn nhất) đến 3 (tổng các dòng)."},
            {"kiem_tra/4/tong", 0, "1", "tong_khac_cac_dong", "Bảng 2, dòng 'Tổng số'", "phải từ 2"},
            /* one figure, one value: text, tables, charts */
            {"hs_giai_quyet", 0, "1.280", "mot_so_lieu_hai_so", "đoạn 3",
             "'Số hồ sơ đã giải quyết' ở đây in '1.280', nhưng ở Bảng 1, dòng 'Tổng số', cột 'Đã giải quyết / Tổng số' "
             "in '1.208' (và 2 chỗ nữa); theo số liệu là '1.208'."},
            {"tiep_nhan_theo_cap/1/cap=huyen", 0, "10", "mot_so_lieu_hai_so", "Bảng 1, dòng 'Cấp quận'",
             "nhưng ở Biểu đồ 1, nhóm 'Cấp quận', 'Tổng số tiếp nhận' in '10'"},
            {"kiem_tra_theo_loai/1/nhom=1", 0, "2", "mot_so_lieu_hai_so", "đoạn 5", "in '2'"},
            {"theo_don_vi/3/cap=xa", 0, "1.200", "mot_so_lieu_hai_so", "Bảng 1, dòng 'Cấp phường'", "'1.200'"},
            {"hs_giai_quyet_cap_xa", 0, "1.202", "mot_so_lieu_hai_so", "đoạn 8", "'1.201'"},
            /* ratios, with operands printed elsewhere or nowhere */
            {"ty_le_giai_quyet", 0, "99,38%", "ty_le_khac_tu_mau", "đoạn 3",
             "'Tỷ lệ hồ sơ đã giải quyết trên tổng số hồ sơ tiếp nhận' in '99,38%', nhưng tính lại được '99,83%': 'Số "
             "hồ "
             "sơ đã giải quyết' in '1.208' ở phần mở đầu, đoạn 3; 'Tổng số hồ sơ tiếp nhận' in '1.210' ở phần mở đầu, "
             "đoạn 2."},
            {"ty_le_dung_han", 0, "100%", "ty_le_khac_tu_mau", "đoạn 3", "'99,92%'"},
            {"ty_le_dung_han_con_lai", 0, "0,09%", "ty_le_khac_tu_mau", "đoạn 3", "(phần còn lại) in '0,09%'"},
            {"sh_ket_qua", 0, "1.300", "ty_le_khac_tu_mau", "đoạn 7", "'107,62%'"},
            /* against the data alone */
            {"sh_ket_qua", 0, "1.001", "so_khac_dem_lai", "đoạn 7", "in '1.001', nhưng theo số liệu là '1.000'."},
            {"hs_ky_truoc", 0, "ba", "so_khong_doc_duoc", "đoạn 2", "in 'ba'"},
            {"hs_qua_han_tong", 0, "4", "so_khac_dem_lai", "đoạn 4", "nhưng theo số liệu là '3'"},
            {"kt_van_de_con", 0, "4", "tong_khac_so_hang", "đoạn 8",
             "nhưng cộng lại được '3': 'Số vấn đề phát hiện qua kiểm tra' in '5' ở Bảng 2"},
            {"kt_cuoc_quy_tac_ung_xu", 0, "1", "so_khac_dem_lai", "đoạn 8", "nhưng theo số liệu là '0'"},
            /* changes */
            {"vb_chi_dao_tang_giam", 0, "4", "tang_giam_khac_so", "đoạn 6",
             "in '4', nhưng tính lại được '3': kỳ này 'Số văn bản chỉ đạo, điều hành CCHC đã ban hành' in '12' ở phần "
             "mở "
             "đầu, đoạn 6; cùng kỳ"},
            {"vb_chi_dao_tang_giam_pt", 0, "25%", "tang_giam_khac_so", "đoạn 6", "'20%'"},
            {"vb_chi_dao_tang_giam_pt", 1, "2%", "tang_giam_khac_so", "đoạn 6", "'20%'"},
            {"vb_chi_dao_cung_ky", 1, "51", "mot_so_lieu_hai_so", "đoạn 6", "'51'"},
            {"kt_cuoc", 0, "1", "tang_giam_khac_so", "đoạn 5", "'0'"},
            /* parts */
            {"hs_trong_ky_cap_xa", 0, "1.300", "bo_phan_khac_toan_the", "đoạn 9",
             "của 'cấp phường' in '1.300', lớn hơn '1.207' của 'toàn báo cáo' in ở phần mở đầu, đoạn 2"},
            {"hs_trong_ky_cap_xa", 0, "1.199", "bo_phan_khac_toan_the", "đoạn 2",
             "in '1.207', nhưng các cấp cộng lại là '1.206' (2 số in trong văn bản"},
            /* what is declared between figures; an entered one may be in it too */
            {"hs_ky_truoc", 0, "4", "so_lieu_khong_khop", "đoạn 2",
             "'Tổng số hồ sơ tiếp nhận' (in '1.210' ở phần mở đầu, đoạn 2) phải bằng 'Số hồ sơ tiếp nhận trong kỳ' (in "
             "'1.207' ở phần mở đầu, đoạn 2) + 'Số hồ sơ từ kỳ trước chuyển sang' (in '4' ở phần mở đầu, đoạn 2), "
             "nhưng "
             "một bên là 1.210, bên kia là 1.211 (mục [doi_chieu] của chi-tieu.ini: hs_tiep_nhan_tong = hs_trong_ky + "
             "hs_ky_truoc)."},
            {"hs_giai_quyet", 0, "1.209", "so_lieu_khong_khop", "đoạn 3",
             "phải không lớn hơn 'Tổng số hồ sơ tiếp nhận' (in '1.210'"},
            {"hs_trong_ky", 0, "1.206", "bo_phan_khac_toan_the", "đoạn 2", "các cấp cộng lại là '1.207'"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct paper p;
        struct notes notes;
        const struct note *n;

        CASE("%s %s", c->id, c->text);
        paper_open(&p);
        spoil(&p, c->id, c->nth, c->text);
        notes = gate(&p, DAY_NONE);
        n = find_note(&notes, c->note, c->place, c->says);
        if (!n)
            tell(&notes);
        assert_non_null(n);
        assert_int_equal(n->level, NOTE_ERROR);
        form_case_close(&p.c);
    }
}

/* ---- days ---- */

static struct run *find_days(struct paper *p, const char *days)
{
    for (size_t i = 0; i < p->d.nnodes; i++)
        for (size_t k = 0; k < p->d.nodes[i].text.n; k++)
            if (p->d.nodes[i].text.v[k].days && strcmp(p->d.nodes[i].text.v[k].days, days) == 0)
                return &p->d.nodes[i].text.v[k];
    fail_msg("no %s", days);
    return NULL;
}

static void days_spoilt(void **state)
{
    static const struct {
        const char *days, *text;  /* days NULL: the head of annex I; "title": the title */
        const char *place, *says; /* NULL: nothing wrong */
    } cases[] =
        {
            {"ky_tu_ngay", "02/9/2018", "phần mở đầu, đoạn 1",
             "In '02/9/2018', nhưng số liệu này được tính từ ngày 01/9/2018 đến hết ngày 30/9/2018."},
            {"ky_tu_ngay", "30/9/2018", "đoạn 1", "In '30/9/2018'"},
            {"ky_den_ngay", "31/8/2018", "đoạn 1", "In '31/8/2018'"},
            {"ky_den_ngay", "30/9/2018 và 30/9/2018", "đoạn 1", "In '30/9/2018 và"},
            {"ky_den_ngay", "hết tháng", "đoạn 1", "In 'hết tháng'"},
            {"ky_den_ngay", "ngày 30 tháng 9 năm 2018", NULL, NULL},
            {"cung_ky_den_ngay", "ngày 30 tháng 8 năm 2017", "đoạn 1", "01/9/2017 đến hết ngày 30/9/2017"},
            {"cung_ky_den_ngay", "30/9/2017", NULL, NULL},
            {NULL, "(Từ ngày 01/9/2018 đến ngày 31/8/2018)", "Phụ lục I, phần đầu",
             "In '(Từ ngày 01/9/2018 đến ngày 31/8/2018)', nhưng số liệu được tính từ ngày 01/9/2018"},
            {NULL, "(Từ ngày 30/9/2018 đến ngày 01/9/2018)", "Phụ lục I, phần đầu", "In '(Từ ngày 30/9"},
            {NULL, "(Đến hết ngày 30 tháng 9 năm 2018)", NULL, NULL},
            {NULL, "(Theo Quyết định số 1/2/2018/QĐ, ngày 01/9/2018)", NULL, NULL},
            {"title", "Từ ngày 01/9/2018 đến ngày 29/9/2018", "tên báo cáo", "In 'Từ ngày 01/9/2018 đến ngày 29/9"},
            {"title", "Từ ngày 01/9/2018 đến ngày 30/9/2018", NULL, NULL},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        const char *title[] = {"BÁO CÁO", c->text};
        struct paper p;
        struct notes notes;

        CASE("%s %s", c->days ? c->days : "annex", c->text);
        paper_open(&p);
        if (!c->days)
            p.d.annexes[0].form_centre[1] = c->text;
        else if (strcmp(c->days, "title") == 0)
            p.d.nodes[0].lines = title;
        else
            find_days(&p, c->days)->text = c->text;
        notes = gate(&p, DAY_NONE);
        assert_int_equal(notes_count(&notes, NOTE_ERROR), c->says != NULL);
        if (c->says)
            assert_non_null(find_note(&notes, "ngay_khac_so_lieu", c->place, c->says));
        form_case_close(&p.c);
    }
}

/* Inspections counted over days of their own, and a paper that says nothing of them, names an end, or both. */
static void own_days(void **state)
{
    (void)state;
    for (size_t named = 0; named <= 2; named++) {
        static struct run runs[] = {{.text = "01/9/2017", .days = "kiem_tra_tu_ngay"},
                                    {.text = "30/9/2017", .days = "kiem_tra_den_ngay"}};
        struct paper p;
        struct notes notes;

        CASE("%zu named", named);
        paper_open(&p);
        struct period_section sections[] = {p.c.period.sections[0],
                                            {"kiem_tra", p.c.period.sections[0].before, p.c.period.sections[0].before}};
        p.c.period.sections = sections;
        p.c.period.nsections = 2;
        p.d.nodes[1].text = (struct text){runs, named};
        notes = gate(&p, DAY_NONE);
        assert_int_equal(find_note(&notes, "ngay_rieng_khong_neu", "đoạn 5", "từ ngày 01/9/2017") == NULL, named == 2);
        assert_null(find_note(&notes, "ngay_khac_so_lieu", "đoạn 1", ""));
        form_case_close(&p.c);
    }
}

/* ---- warnings ---- */

static void later_bases(void **state)
{
    static const struct {
        const char *text;
        int issued;              /* day of September 2018; 0: a draft */
        const char *name, *says; /* NULL: nothing later */
    } cases[] =
        {
            {"theo Nghị định số 30/2020/NĐ-CP", 0, "30/2020/NĐ-CP", "số liệu chốt ngày 30/9/2018"},
            {"theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", 0,
             "30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "căn cứ của phần mở đầu, đoạn 1"},
            {"theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", 0, NULL, NULL},
            {"theo Luật số 63/2025/QH15", 0, "63/2025/QH15", ""},
            {"theo Kế hoạch số 12/KH-UBND ngày 02/01/2019", 0, "12/KH-UBND ngày 02/01/2019", ""},
            {"theo Chương trình số 08-CTr/TU ngày 26/4/2019", 0, "08-CTr/TU ngày 26/4/2019", ""},
            /* asked for while the report is written */
            {"theo Công văn số 1234/UBND-NV ngày 05/10/2018", 0, NULL, NULL},
            {"theo Công văn số 1234/UBND-NV ngày 05/10/2018", 29, "1234/UBND-NV ngày 05/10/2018",
             "ban hành ngày 29/9/2018"},
            /* no bases */
            {"đến ngày 05/10/2020, đạt 12/2020 hồ sơ, 3/4 đơn vị", 0, NULL, NULL},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct paper p;
        struct notes notes;
        const struct note *n;

        CASE("%s", c->text);
        paper_open(&p);
        p.d.nodes[1].text = text_plain(p.c.a, c->text);
        p.d.nannexes = 0; /* its form is of 2020 */
        notes = gate(&p, c->issued ? day_from_ymd(2018, 9, c->issued) : DAY_NONE);
        n = find_note(&notes, "can_cu_sau_bao_cao", c->name ? c->name : "", c->name ? c->says : "phần mở đầu");
        assert_int_equal(n != NULL, c->name != NULL);
        if (n) {
            assert_int_equal(n->level, NOTE_WARNING);
            assert_string_equal(n->place, c->name);
        }
        form_case_close(&p.c);
    }
}

/* The form is of 2020, and so are the rules of its figures: told of once. */
static void later_form(void **state)
{
    struct paper p;
    struct notes notes;

    (void)state;
    paper_open(&p);
    notes = gate(&p, DAY_NONE);
    assert_non_null(find_note(&notes, "can_cu_sau_bao_cao", "01/2020/TT-VPCP",
                              "là căn cứ của biểu II.06a, 'Tổng số hồ sơ tiếp nhận' và"));
    assert_int_equal(notes.list.n, 1);
    form_case_close(&p.c);
}

static void title_of_another_period(void **state)
{
    static const struct {
        const char *line;
        int right;
    } cases[] = {{"Công tác cải cách hành chính tháng 9 năm 2018", 1},
                 {"Công tác cải cách hành chính tháng\u00A09\nnăm\u00A02018, phương hướng tháng 10 năm 2018", 1},
                 {"CÔNG TÁC CẢI CÁCH HÀNH CHÍNH THÁNG 9 NĂM 2018", 1},
                 {"Công tác cải cách hành chính 9 tháng năm 2018", 0},
                 {"Công tác cải cách hành chính tháng 9 năm 2017", 0}},
      *c;

    (void)state;
    for (EACH(c, cases)) {
        const char *title[] = {"BÁO CÁO", c->line};
        struct paper p;
        struct notes notes;

        CASE("%s", c->line);
        paper_open(&p);
        p.d.nodes[0].lines = title;
        notes = gate(&p, DAY_NONE);
        assert_int_equal(find_note(&notes, "ten_khac_ky", "tên báo cáo", "tháng 9 năm 2018'.") == NULL, c->right);
        assert_int_equal(notes_count(&notes, NOTE_ERROR), 0);
        form_case_close(&p.c);
    }
}

static void nothing_to_report(void **state)
{
    struct paper p;
    struct notes notes;

    (void)state;
    paper_open(&p);
    p.d.nnodes = 2;
    p.d.nannexes = 0;
    form_case_check(&p.c,
                    names_expand(p.c.context.names, "Có {{kt_cuoc_khac}} cuộc, {{hs_muc_3}} hồ sơ mức 3.",
                                 SCOPE_OF(catalog_unit(p.c.catalog, "YT")), "thử:1", &p.d.nodes[1].text, &p.c.err));
    notes = gate(&p, DAY_NONE);
    assert_int_equal(notes.list.n, 1);
    assert_string_equal(notes.list.v[0].id, "don_vi_khong_co_so_lieu");
    assert_int_equal(notes.list.v[0].level, NOTE_WARNING);
    form_case_close(&p.c);
}

/* ---- behind a draft ---- */

static void findings_page(void **state)
{
    static const struct note list[] = {{"b", NOTE_WARNING, "Nơi B", "Cảnh báo b."},
                                       {"a", NOTE_ERROR, "Nơi A", "Lỗi a."},
                                       {"c", NOTE_INFO, "", "Lưu ý c."}};
    static const struct {
        size_t first, n;
        int draft, rows;
    } cases[] = {{0, 3, 1, 2}, {1, 1, 1, 1}, {0, 1, 1, 0}, {2, 1, 1, 0}, {0, 0, 1, 0}, {0, 3, 0, 0}}, *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct document d = {.draft = c->draft};

        gate_add_page(a, &d, list + c->first, c->n);
        assert_int_equal(d.findings != NULL, c->rows > 0);
        if (!c->rows)
            continue;
        assert_int_equal(d.findings->table->nrows, c->rows);
        assert_string_equal(d.findings->table->unit, c->rows == 2 ? "1 lỗi, 1 cảnh báo" : "1 lỗi");
        assert_string_equal(text_string(a, &d.findings->table->rows[0].cells[2].text), "Nơi A");
        assert_string_equal(text_string(a, &d.findings->table->rows[0].cells[3].text), "Lỗi a.");
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_wrong),
        cmocka_unit_test(one_figure_spoilt),
        cmocka_unit_test(days_spoilt),
        cmocka_unit_test(own_days),
        cmocka_unit_test(later_bases),
        cmocka_unit_test(later_form),
        cmocka_unit_test(title_of_another_period),
        cmocka_unit_test(nothing_to_report),
        cmocka_unit_test(findings_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
