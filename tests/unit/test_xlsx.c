#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "render/xlsx_plan.h"
#include "render/xlsx_text.h"
#include "xlsx_case.h"

/* ---- tests ---- */

static int verdict(const struct document *d, const char *path)
{
    struct err e = {.status = ST_OK};

    if (xlsx_verify(arena, d, path, &e) == 0)
        return 0;
    assert_int_equal(e.status, ST_IO);
    return 1;
}

static void values_are_read_back(void **state)
{
    static const char *const lines[] = {
        "properties\tBáo cáo cải cách hành chính & phụ lục\t10 tháng năm 2018\tUBND quận Bắc Từ "
        "Liêm\t2018-10-14T00:00:00",
        "custom\tKỳ báo cáo\t2018-10M",
        "custom\tDấu vân tay số liệu\t0123abcd",
        "custom\tChương trình\tcchc-report 9",
        "name\tDu_lieu\t'Dữ liệu'!$A$1:$C$41",
        "Phụ lục I!\tfreeze\tC12\trepeat\t$8:$11\tarea\t['$A$1:$G$16']\tpaper\t9\tlandscape\tfit\tNone\tNone\tTrue",
        "footer\tTrang &P/&N",
        "Phụ lục I!\tmerged\tA15:B15 A16:G16 A1:G1 A2:G2 A3:G3 A4:G4 A5:B5 A7:G7 A8:A10 B8:B10 C5:E5 C6:E6 C8:E8 "
        "C9:C10 D9:E9 F5:G5 F6:G6 F8:F10 G8:G10",
        "Phụ lục I!A1\ts\t'Phụ lục I'\tGeneral\tTimes New Roman 13 bold",
        "Phụ lục I!A7\ts\t'Đơn vị tính: hồ sơ'\tGeneral\tTimes New Roman 11 italic",
        "Phụ lục I!C11\ts\t'(3)=(4)+(5)'",
        "Phụ lục I!F8\ts\t'Tỷ lệ\\n(%)'",
        "Phụ lục I!A12\ts\t'I'\tGeneral\tTimes New Roman 11 bold",
        "Phụ lục I!C12\tn\t266881\t#,##0_);-#,##0_);0_);@_)\tTimes New Roman 11 bold",
        "Phụ lục I!F12\tn\t0.69\t0.00",
        "Phụ lục I!B13\ts\t'=Đăng ký kinh doanh _x0041_ & <thủ tục> rất dài",
        "Phụ lục I!F13\ts\t'–'",
        "Phụ lục I!F14\tn\t99.99\t0.00_);-0.00_);0.00_);@_)\tTimes New Roman 11 italic",
        "Phụ lục I!G14\ts\t'…'",
        "Phụ lục I!A15\ts\t'Tổng số'\tGeneral\tTimes New Roman 11 bold",
        "Phụ lục I!G15\tn\t12\t#,##0",
        "Bảng 1!A1\ts\t'Bảng 1. Kết quả giải quyết hồ sơ theo cấp'",
        "Dữ liệu!\tfreeze\tA2\trepeat\t$1:$1\tarea\t['$A$1:$C$41']\tpaper\t9\tlandscape\tfit\tNone\t0\tTrue",
        "filter\tA1:C41",
        "Dữ liệu!\tmerged\t\n",
        "Dữ liệu!B1\ts\t'Ngày'\tGeneral\tTimes New Roman 11 bold",
        "Dữ liệu!A2\ts\t'000'\tGeneral",
        "Dữ liệu!B2\td\tdatetime.datetime(2018, 10, 14, 0, 0)\tdd/mm/yyyy",
        "Dữ liệu!C41\tn\t308841\t#,##0\t",
    };
    char *text;

    (void)state;
    text = cells_of(written(sample(40), "mau.xlsx"), "values");
    for (size_t i = 0; i < LENGTH(lines); i++)
        expect(text, lines[i]);
    assert_non_null(strstr(text, "header\tSỐ LIỆU && MINH HỌA"));
    assert_null(strstr(text, "Calibri"));
}

/* Text of a worksheet may begin like a formula; it is filtered below its header, whatever stands above. */
static void worksheets(void **state)
{
    static const struct column columns[] = {{.kind = CELL_TEXT, .name = "don_vi"},
                                            {.kind = CELL_TEXT, .name = "ma"},
                                            {.kind = CELL_COUNT, .name = "so", .align = ALIGN_RIGHT}};
    static const struct header_cell header[] = {{"Đơn vị", 0, 0, 1, 1}, {"Mã", 0, 1, 1, 1}, {"Số lượng", 0, 2, 1, 1}};
    static const char *const texts[] = {"=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "=HYPERLINK(\"x\")"};
    static const char *const lines[] = {
        "Chất lượng!A1\ts\t'CHẤT LƯỢNG DỮ LIỆU'\tGeneral\tTimes New Roman 13 bold",
        "Chất lượng!A2\ts\t'Quận'\tGeneral\tTimes New Roman 12 italic",
        "Chất lượng!A3\ts\t'Đơn vị'",
        "Chất lượng!B4\ts\t'=1+1'",
        "Chất lượng!B5\ts\t'+84'",
        "Chất lượng!B6\ts\t'-2'",
        "Chất lượng!B7\ts\t'@SUM(A1)'",
        "Chất lượng!B8\ts\t'\\t=1'",
        "Chất lượng!B9\ts\t'=HYPERLINK(\"x\")'",
        "Chất lượng!\tfreeze\tB4\trepeat\t$3:$3\tarea\t['$A$1:$C$9']\tpaper\t9\tlandscape\tfit\tNone\tNone\tTrue",
        "filter\tA3:C9",
        "Chất lượng!\tmerged\tA1:C1 A2:C2",
    };
    struct worksheet *sheet = arena_alloc(arena, sizeof *sheet);
    struct worksheet x = {.name = "Chất lượng",
                          .title = "CHẤT LƯỢNG DỮ LIỆU",
                          .lines = {"Quận", ""},
                          .table = new_grid(columns, LENGTH(columns), header, LENGTH(header), 1)};
    struct document *d = sample(3);
    char *path, *text;

    (void)state;
    *sheet = x;
    for (size_t i = 0; i < LENGTH(texts); i++)
        add_row(sheet->table, ROW_PLAIN, (struct cell[]){text_cell("An"), text_cell(texts[i]), count_cell(1)});
    d->sheets = sheet;
    d->nsheets = 1;
    path = written(d, "kem.xlsx");
    text = cells_of(path, "values");
    for (size_t i = 0; i < LENGTH(lines); i++)
        expect(text, lines[i]);
    text = strstr(cells_of(path, "formulas"), "Chất lượng!A1");
    assert_null(strstr(text, "\tf\t"));
    sheet->table->rows[2].cells[2] = count_cell(2);
    assert_int_equal(verdict(d, path), 1);
}

/* More than 20 000 rows: written without keeping them in memory, the same in every cell. */
static void large_sheets(void **state)
{
    char *text;

    (void)state;
    text = cells_of(written(sample(20001), "lon.xlsx"), "values");
    expect(text, "Phụ lục I!B8\ts\t'Lĩnh vực giải quyết'");
    expect(text, "Phụ lục I!C8\ts\t'Số lượng hồ sơ tiếp nhận'");
    expect(text, "Phụ lục I!\tmerged\tA15:B15 A16:G16 A1:G1 A2:G2 A3:G3 A4:G4 A5:B5 A7:G7 A8:A10 B8:B10 C5:E5 C6:E6 "
                 "C8:E8 C9:C10 D9:E9 F5:G5 F6:G6 F8:F10 G8:G10");
    expect(text, "Dữ liệu!A20002\t");
    expect(text, "Dữ liệu!C20002\tn\t158380000");
}

static void same_bytes(void **state)
{
    char *first, *second;
    size_t n, m;

    (void)state;
    first = read_all(written(sample(40), "mot.xlsx"), &n);
    sleep(1); /* a clock in the file would show */
    second = read_all(written(sample(40), "hai.xlsx"), &m);
    assert_int_equal(n, m);
    assert_memory_equal(first, second, n);
}

static void sheet_names(void **state)
{
    static const char *const taken[] = {"Phụ lục I", "Bảng 1"};
    static const struct {
        const char *wanted, *want;
    } cases[] =
        {
            {"Phụ lục II", "Phụ lục II"},
            {"PHỤ LỤC I", "PHỤ LỤC I (2)"},
            {"bảng 1", "bảng 1 (2)"},
            {"II.06a/VPCP [thử]: *?\\", "II.06a-VPCP -thử-- ---"},
            {"'trích'", "trích"},
            {"", "Biểu"},
            {"  ' ", "Biểu"},
            {"History", "History (2)"},
            {"Một tên trang tính dài quá ba mươi mốt chữ", "Một tên trang tính dài quá ba m"},
            {"Phụ lục I\nvề hồ sơ", "Phụ lục I về hồ sơ"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        CASE("%s", c->wanted);
        assert_string_equal(xlsx_sheet_name(arena, c->wanted, taken, LENGTH(taken)), c->want);
    }
}

static void odd_documents(void **state)
{
    struct document *d = sample(3);
    struct annex *annexes = arena_alloc(arena, 3 * sizeof *annexes);
    static const struct column one[] = {{.kind = CELL_TEXT}};
    static const struct header_cell head[] = {{"Nội dung", 0, 0, 1, 1}};
    struct grid *narrow = new_grid(one, 1, head, 1, 1);
    char *text;

    (void)state;
    annexes[0] = d->annexes[0];
    annexes[1] = d->annexes[0];
    annexes[1].sheet = "PHỤ LỤC I";
    annexes[2] = d->annexes[0];
    annexes[2].sheet = NULL;
    annexes[2].number = "Phụ lục [3]: a/b*c?d\\e dài quá ba mươi mốt chữ";
    annexes[2].table = narrow; /* one column, no rows */
    d->annexes = annexes;
    d->nannexes = 3;
    d->data = NULL;
    text = cells_of(written(d, "la.xlsx"), "values");
    expect(text, "PHỤ LỤC I (2)!A1\t");
    expect(text, "Phụ lục -3-- a-b-c-d-e dài quá!A1\t");
    add_row(narrow, ROW_PLAIN, (struct cell[]){{.kind = CELL_TEXT, .text = text_plain(arena, "+1\n@x\t_x005F_")}});
    written(d, "la2.xlsx");
}

static void refused(struct document *d, enum status want, const char *part)
{
    struct err e = {.status = ST_OK};
    char *path = in_root("tu_choi.xlsx");

    assert_int_equal(xlsx_write(arena, d, path, root, &e), -1);
    CASE("%s", e.text);
    assert_int_equal(e.status, want);
    assert_non_null(strstr(e.text, part));
    assert_false(file_exists(path));
}

static void refusals(void **state)
{
    char *longest = arena_alloc(arena, 32768 * 3 + 1);
    struct document *d = sample(3);
    struct cell *cell = &d->annexes[0].table->rows[1].cells[1];
    struct err e = {.status = ST_OK};
    const char *kept;

    (void)state;
    for (int i = 0; i < 32768; i++)
        memcpy(longest + (size_t)i * 3, "ộ", 3);
    cell->text.v[0].text = longest;
    refused(d, ST_DATA, "dòng 2, cột 2");
    longest[(size_t)32767 * 3] = '\0';
    written(d, "vua_du.xlsx");
    cell->text.v[0].text = "h\xE0nh ch\xEDnh";
    refused(d, ST_DATA, "UTF-8");
    cell->text.v[0].text = "a\001b";
    refused(d, ST_DATA, "điều khiển");
    cell->text.v[0].text = "được";
    cell = &d->annexes[0].table->rows[0].cells[3];
    cell->num = INT64_C(1) << 60;
    refused(d, ST_DATA, "dòng 1, cột 4");
    cell->num = 1854;
    kept = d->title;
    d->title = "\xFF";
    refused(d, ST_DATA, "UTF-8");
    d->title = kept;
    d->annexes[0].form_left = "\xC0\xAF";
    refused(d, ST_DATA, "phần đầu");
    d->annexes[0].form_left = "";

    assert_int_equal(xlsx_write(arena, d, in_root("vua_du.xlsx"), root, &e), -1); /* exists */
    assert_int_equal(e.status, ST_CANTCREATE);
    e.status = ST_OK;
    assert_int_equal(xlsx_write(arena, d, in_root("khong/co.xlsx"), root, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    e.status = ST_OK;
    assert_int_equal(xlsx_write(arena, d, in_root("tam.xlsx"), in_root("khong_co"), &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    d->stamp = arena_strndup(arena, longest, 255 * 3); /* with its codes longer than a header may be */
    refused(d, ST_CONFIG, "đầu hoặc cuối mỗi trang");
    d->stamp = "";
    d->nannexes = d->nnodes = 0;
    d->data = NULL;
    refused(d, ST_DATA, "không có biểu nào");
}

/* ---- what the check must find ---- */

static void changed_values_are_found(void **state)
{
    struct document *d = sample(3);
    char *path = written(d, "doi.xlsx");
    struct grid *g = d->annexes[0].table;
    struct row *row = &g->rows[2];
    struct err e = {.status = ST_OK};
    struct cell kept;
    const char *text;

    (void)state;
    g->rows[1].cells[6].num++;
    assert_int_equal(xlsx_verify(arena, d, path, &e), -1);
    assert_non_null(strstr(e.text, "trang tính 'Phụ lục I', ô G13"));
    g->rows[1].cells[6].num--;

    kept = row->cells[5];
    row->cells[5] = rate_cell(99980, 100000);
    assert_int_equal(verdict(d, path), 1);
    row->cells[5] = kept;

    text = row->cells[1].text.v[0].text;
    row->cells[1].text.v[0].text = "Hộ tich";
    assert_int_equal(verdict(d, path), 1);
    row->cells[1].text.v[0].text = text;

    text = g->header[6].label;
    g->header[6].label = "Trong kì";
    assert_int_equal(verdict(d, path), 1);
    g->header[6].label = text;

    g->rows[3].cells[0].span = 0;
    assert_int_equal(verdict(d, path), 1);
    g->rows[3].cells[0].span = 2;

    d->data->nrows--;
    assert_int_equal(verdict(d, path), 1);
    d->data->nrows++;

    d->data->rows[1].cells[1].num++;
    assert_int_equal(verdict(d, path), 1);
    d->data->rows[1].cells[1].num--;

    d->annexes[0].sheet = "Phụ lục 1";
    assert_int_equal(verdict(d, path), 1);
    d->annexes[0].sheet = "Phụ lục I";
    assert_int_equal(verdict(d, path), 0);
}

/* Changes inside the package, by a script: pattern → replacement in one part. */
static void changed_parts_are_found(void **state)
{
    static const struct {
        const char *part, *from, *to;
    } cases[] =
        {
            {"xl/worksheets/sheet1.xml", "<v>1854</v>", "<v>1855</v>"},
            {"xl/worksheets/sheet1.xml", "<v>1854</v>", "<v>1854.5</v>"},
            {"xl/worksheets/sheet1.xml", "<v>1854</v>", "<v>-NAN</v>"},
            {"xl/worksheets/sheet1.xml", "<v>1854</v>", ""},
            {"xl/worksheets/sheet1.xml", "<v>27.76</v>", "<v>27.77</v>"},
            {"xl/worksheets/sheet1.xml", "<f>D12+E12</f>", "<f>D12+E13</f>"},
            {"xl/worksheets/sheet1.xml", "<f>D12+E12</f>", ""},
            {"xl/worksheets/sheet1.xml", "<v>1854</v>", "<f>1+1853</f><v>1854</v>"},
            {"xl/worksheets/sheet1.xml", "sqref=\"E12:E15\"", "sqref=\"E12:E14\""},
            {"xl/worksheets/sheet1.xml", "<formula>AND(ISNUMBER(E12)", "<formula>OR(ISNUMBER(E12)"},
            {"xl/worksheets/sheet1.xml", "A8:A10", "A8:A11"},
            {"xl/worksheets/sheet1.xml", "<mergeCell ref=\"D9:E9\"/>", ""},
            {"xl/worksheets/sheet1.xml", "</worksheet>", ""},
            {"xl/worksheets/sheet3.xml", "<row r=\"3\"", "<row r=\"2\""},
            {"xl/worksheets/sheet3.xml", "r=\"A3\"", "r=\"B3\""},
            {"xl/sharedStrings.xml", "Hộ tịch", "Hộ tích"},
            {"xl/sharedStrings.xml", "<si><t>", "<si/><si><t>"},
            {"xl/workbook.xml", "name=\"Bảng 1\"", "name=\"Bảng 2\""},
            {"xl/styles.xml", "</styleSheet>", ""},
            {"docProps/core.xml", "</dc:title>", "</title>"},
        },
      *c;
    static const char script[] = "import sys, zipfile\n"
                                 "a, b, part, old, new = sys.argv[1:]\n"
                                 "i, o = zipfile.ZipFile(a), zipfile.ZipFile(b, 'w')\n"
                                 "for n in i.namelist():\n"
                                 "    s = i.read(n).decode()\n"
                                 "    if n == part:\n"
                                 "        assert old in s, (part, old)\n"
                                 "        s = s.replace(old, new, 1)\n"
                                 "    o.writestr(n, s)\n"
                                 "o.close()\n";
    struct document *d = sample(3);
    char *path = written(d, "goc.xlsx"), *changed = in_root("sua.xlsx"), *py = in_root("sua.py");
    struct err e = {.status = ST_OK};

    (void)state;
    assert_int_equal(file_write(py, script, strlen(script), &e), 0);
    run(arena_printf(arena, "/usr/bin/python3 '%s' '%s' '%s' xl/workbook.xml x x", py, path, changed));
    assert_int_equal(verdict(d, changed), 0);
    for (EACH(c, cases)) {
        CASE("%s: %s", c->part, c->from);
        run(arena_printf(arena, "/usr/bin/python3 '%s' '%s' '%s' %s '%s' '%s'", py, path, changed, c->part, c->from,
                         c->to));
        assert_int_equal(verdict(d, changed), 1);
    }
}

static void damage_is_found(void **state)
{
    struct document *d = sample(30);
    size_t n, found = 0, tried = 0;
    char *bytes = read_all(written(d, "nguyen.xlsx"), &n), *path = in_root("hong.xlsx");

    (void)state;
    for (size_t at = 40; at < n; at += 1 + n / 300, tried++) {
        struct err e = {.status = ST_OK};

        bytes[at] ^= 0x21;
        unlink(path);
        assert_int_equal(file_write(path, bytes, n, &e), 0);
        found += (size_t)verdict(d, path);
        bytes[at] ^= 0x21;
        unlink(path);
        assert_int_equal(file_write(path, bytes, at, &e), 0);
        assert_int_equal(verdict(d, path), 1);
    }
    /* The rest are times and flags that nothing reads. */
    assert_true(found * 100 > tried * 90);
}

/* The temporary folder is on a disk that fills up: never a workbook that looks whole. A file-size limit stands for it.
 */
static void full_disk(void **state)
{
    struct document *d = sample(2000);

    (void)state;
    for (rlim_t room = 0; room < 200000; room += 9000) {
        int status;
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0) {
            struct rlimit limit = {room, room};
            struct err e = {.status = ST_OK};
            char *path = in_root("het_cho.xlsx");
            int null = open("/dev/null", O_WRONLY);

            dup2(null, 2);
            signal(SIGXFSZ, SIG_IGN);
            signal(SIGSEGV, SIG_DFL); /* not cmocka's, which would go on with the next test */
            signal(SIGABRT, SIG_DFL);
            setrlimit(RLIMIT_FSIZE, &limit);
            _exit(xlsx_write(arena, d, path, root, &e) == 0 && xlsx_verify(arena, d, path, &e) == 0 ? 7 : 0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        unlink(in_root("het_cho.xlsx"));
        assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    }
}

static void line_counts(void **state)
{
    static const struct {
        const char *text;
        double width;
        int lines;
    } cases[] =
        {
            {"", 50, 1},
            {"một", 50, 1},
            {"một hai ba bốn năm", 50, 2},
            {"a\nb\n\nc", 50, 4},
            {"dàiquámộtdòngphảicắt", 30, 4},
            {"một dàiquámộtdòngphảicắt hai", 30, 6},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        assert_int_equal(xlsx_line_count(c->text, 11, 0, c->width), c->lines);
    }
}

/* Names that wrap make their row higher, in the flat data as in the forms. */
static void rows_fit_their_text(void **state)
{
    struct document *d = sample(3);
    struct xlsx_plan plan;
    struct err e = {.status = ST_OK};
    size_t wrapped = 0;

    (void)state;
    d->data->rows[1].cells[0] =
        text_cell("Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm "
                  "quyền của nước ngoài cấp hoặc chứng nhận");
    assert_int_equal(xlsx_plan(arena, d, &plan, &e), 0);
    for (size_t i = 0; i < plan.sheets.n; i++) {
        const struct xlsx_sheet *s = &plan.sheets.v[i];

        for (size_t r = 0; r < s->nrows; r++) {
            for (int c = 0; c < s->ncolumns; c++) {
                struct xlsx_value v = xlsx_value(arena, s, r, c);
                int lines = v.kind == XLSX_TEXT && v.columns <= 1
                                ? xlsx_line_count(v.text, XLSX_BODY_SIZE, 0, s->widths[c])
                                : 1;

                wrapped += s->flat && lines > 1;
                if (s->heights[r] < lines * XLSX_BODY_SIZE)
                    fail_msg("%s, row %zu: %d lines in %.1f points", s->name, r, lines, s->heights[r]);
            }
        }
    }
    assert_int_equal(wrapped, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_back),
        cmocka_unit_test(worksheets),
        cmocka_unit_test(large_sheets),
        cmocka_unit_test(same_bytes),
        cmocka_unit_test(sheet_names),
        cmocka_unit_test(odd_documents),
        cmocka_unit_test(refusals),
        cmocka_unit_test(changed_values_are_found),
        cmocka_unit_test(changed_parts_are_found),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(full_disk),
        cmocka_unit_test(line_counts),
        cmocka_unit_test(rows_fit_their_text),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
