/* The whole tree as text: the first golden format, so every mark of it is pinned here. */
#include "base/buf.h"
#include "official.h"
#include "render/dump.h"

static const char want[] = "document\n"
                           "  title: Báo cáo\n"
                           "  author: UBND quận\n"
                           "  subject: tháng 9\n"
                           "  period: 2018-09\n"
                           "  day: 2018-09-14\n"
                           "letterhead\n"
                           "  parent: UBND THÀNH PHỐ\n"
                           "  agency: ỦY BAN NHÂN DÂN⏎QUẬN THỬ\n"
                           "  number: 05\n"
                           "  symbol: BC-UBND\n"
                           "  place: Hà Nội\n"
                           "  date: 2018-09-14\n"
                           "  year: 2018\n"
                           "title: BÁO CÁO\n"
                           "title: Công tác\n"
                           "addressee: UBND thành phố\n"
                           "paragraph: Từ ngày 15/12/2017:\n"
                           "heading 1: I. CHỈ ĐẠO\n"
                           "heading 2: 1. Kế hoạch\n"
                           "heading 3: a) Một\n"
                           "paragraph: Xong {b [1.200](hs_xong)}{i [Phụ␣lục]->(pl)}\n"
                           "table b1\n"
                           "  label: Bảng 1\n"
                           "  caption: Kết quả\n"
                           "  unit: Đơn vị tính: hồ sơ\n"
                           "  column ten text left number=(1)\n"
                           "  column so count right number=(2)\n"
                           "  column ty_le rate right number=(3) formula=2/2 weight=1500\n"
                           "  header 0,0 2x1: Tên\n"
                           "  header 0,1 1x2: Xong\n"
                           "  header 1,1 1x1: Số\n"
                           "  header 1,2 1x1: %\n"
                           "  row | Phòng \\[Nội\\] vụ | 1.200 (x/1) | 99,99 {99999/100000} (x/1)\n"
                           "  total | TỔNG SỐ {span 2} |  | … {missing} (x/1)\n"
                           "heading 1: II. KẾT QUẢ\n"
                           "  item 1: - Việc;\n"
                           "chart bd\n"
                           "  label: Biểu đồ 1\n"
                           "  caption: Kiểm tra\n"
                           "  kind: grouped\n"
                           "  heading: Nội dung\n"
                           "  alt: Kiểm tra. A: 3; B: 0.\n"
                           "  series: năm 2018\n"
                           "  group {b A} | 3 (bd/1/nhom=1)\n"
                           "  group B | {missing}\n"
                           "  note: Chưa có số liệu cùng kỳ.\n"
                           "  gaps: Dấu “…”: chưa có số liệu.\n"
                           "paragraph: Trên đây là báo cáo./.\n"
                           "signature\n"
                           "  title: CHỦ TỊCH\n"
                           "  recipient: Như trên\n"
                           "  recipient: Lưu: VT\n"
                           "annex pl landscape\n"
                           "  number: Phụ␣lục\n"
                           "  title: KẾT QUẢ\n"
                           "  attached: (Kèm theo Báo cáo số 05/BC-UBND)\n"
                           "  centre: (Từ ngày 15/12/2017)\n"
                           "  sheet: Phụ lục\n"
                           "  table pl\n"
                           "    unit: Đơn vị tính: hồ sơ\n"
                           "    column ten text left number=(1)\n"
                           "    column so count right number=(2)\n"
                           "    column ty_le rate right number=(3) formula=2/2 weight=1500\n"
                           "    header 0,0 2x1: Tên\n"
                           "    header 0,1 1x2: Xong\n"
                           "    header 1,1 1x1: Số\n"
                           "    header 1,2 1x1: %\n"
                           "    row | Phòng \\[Nội\\] vụ | 1.200 (x/1) | 99,99 {99999/100000} (x/1)\n"
                           "    total | TỔNG SỐ {span 2} |  | … {missing} (x/1)\n"
                           "    note: Ghi chú: không./.\n";

static void whole_tree(void **state)
{
    struct arena *a = arena_new();
    struct buf out;

    (void)state;
    buf_init(&out, a);
    dump_document(official_document(a), &out);
    assert_string_equal(buf_str(&out), want);
    arena_free(a);
}

static void marks_are_escaped(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {{"a|b", "a\\|b"}, {"{b}", "\\{b\\}"},       {"[x](y)", "\\[x\\](y)"},
                 {"\\", "\\\\"},   {"1\n2\u00A03", "1⏎2␣3"}, {"”ế…", "”ế…"}},
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct document *d = official_document(a);
        struct buf out;

        d->draft = 1;
        d->stamp = c->text;
        d->data = official_grid(a, "du_lieu", "");
        buf_init(&out, a);
        dump_document(d, &out);
        CASE("%s", c->text);
        assert_non_null(strstr(buf_str(&out), arena_printf(a, "\n  stamp: %s\n", c->want)));
        assert_ptr_equal(strstr(buf_str(&out), "document draft\n"), buf_str(&out));
        assert_non_null(strstr(buf_str(&out), "\ndata\n  table du_lieu\n"));
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_tree),
        cmocka_unit_test(marks_are_escaped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
