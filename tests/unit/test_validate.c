/* What makes a document invalid: one thing spoilt at a time, and the note that says so. */
#include "base/vi.h"
#include "doc/printed_date.h"
#include "doc/validate.h"
#include "official.h"

static struct arena *arena;

static struct text text(const char *s)
{
    return official_text(arena, s);
}

static const char *line(const char *s)
{
    return arena_strdup(arena, s);
}

#define SPOIL(name) static void name(struct document *d)
#define TABLE d->nodes[AT_TABLE].table

SPOIL(nothing)
{
    (void)d;
}
SPOIL(draft_without_number)
{
    d->draft = 1;
    d->letterhead.number = "";
    d->letterhead.date = DAY_NONE;
}
SPOIL(draft_with_gap)
{
    draft_without_number(d);
    d->nodes[AT_OPENING].text = text("[CHƯA NHẬP: số văn bản]");
}
SPOIL(final_with_gap)
{
    d->nodes[AT_OPENING].text = text("[CHƯA NHẬP: số văn bản]");
}
SPOIL(no_agency)
{
    d->letterhead.agency = "";
}
SPOIL(no_symbol)
{
    d->letterhead.symbol = NULL;
}
SPOIL(no_place)
{
    d->letterhead.place = "";
}
SPOIL(number_not_padded)
{
    d->letterhead.number = "5";
}
SPOIL(number_padded_too_much)
{
    d->letterhead.number = "012";
}
SPOIL(number_with_letter)
{
    d->letterhead.number = "12a";
}
SPOIL(final_without_number)
{
    d->letterhead.number = "";
}
SPOIL(final_without_date)
{
    d->letterhead.date = DAY_NONE;
}
SPOIL(issued_before_its_data)
{
    d->letterhead.date = d->day - 1;
}
SPOIL(title_of_one_line)
{
    d->nodes[AT_TITLE].nlines = 1;
}
SPOIL(title_in_small_letters)
{
    d->nodes[AT_TITLE].lines[0] = line("Báo cáo");
}
SPOIL(two_titles)
{
    d->nodes[AT_OPENING] = d->nodes[AT_TITLE];
}
SPOIL(title_not_first)
{
    struct node n = d->nodes[AT_TITLE];

    d->nodes[AT_TITLE] = d->nodes[AT_ADDRESSEES];
    d->nodes[AT_ADDRESSEES] = n;
}
SPOIL(nobody_addressed)
{
    d->nodes[AT_ADDRESSEES].nlines = 0;
}
SPOIL(not_as_above)
{
    d->nodes[AT_SIGNATURE].signature->recipients[0] = line("Văn phòng");
}
SPOIL(not_addressed_needs_no_as_above)
{
    not_as_above(d);
    d->nodes[AT_ADDRESSEES] = d->nodes[AT_OPENING];
}
SPOIL(no_archive)
{
    d->nodes[AT_SIGNATURE].signature->nrecipients = 1;
}
SPOIL(no_recipients)
{
    d->nodes[AT_SIGNATURE].signature->nrecipients = 0;
    d->nodes[AT_ADDRESSEES] = d->nodes[AT_OPENING];
}
SPOIL(no_signing_title)
{
    d->nodes[AT_SIGNATURE].signature->ntitles = 0;
}
SPOIL(no_signature)
{
    d->nnodes--;
}
SPOIL(signature_in_the_middle)
{
    d->nodes[AT_CHART] = d->nodes[AT_SIGNATURE];
}
SPOIL(no_end_mark)
{
    d->nodes[AT_END].text = text("Trên đây là báo cáo.");
}
SPOIL(end_mark_too_early)
{
    d->nodes[AT_OPENING].text = text("Xong./.");
}
SPOIL(nothing_behind_heading)
{
    d->nodes[AT_I_1_A].level = 2;
    d->nodes[AT_I_1_A].marker = "2.";
}
SPOIL(heading_before_signature)
{
    d->nodes[AT_END] = d->nodes[AT_II];
    d->nodes[AT_END].marker = "III.";
}
SPOIL(deeper_heading_is_content)
{
    d->nodes[AT_I_1_A].level = 2;
    d->nodes[AT_I_1_A].marker = "2.";
    d->nodes[AT_I_1].level = 1;
    d->nodes[AT_I_1].marker = "II.";
    d->nodes[AT_I_1].text = text("HAI");
    d->nodes[AT_I] = d->nodes[AT_OPENING];
    d->nodes[AT_I_1].marker = "I.";
    d->nodes[AT_I_1_A].marker = "1.";
}
SPOIL(heading_jumps)
{
    d->nodes[AT_I_1] = d->nodes[AT_OPENING];
}
SPOIL(heading_too_deep)
{
    d->nodes[AT_I_1_A].level = 4;
}
SPOIL(heading_out_of_order)
{
    d->nodes[AT_II].marker = "III.";
}
SPOIL(heading_unnumbered)
{
    d->nodes[AT_II].marker = "";
}
SPOIL(heading_in_small_letters)
{
    d->nodes[AT_II].text = text("Kết quả");
}
SPOIL(heading_blank)
{
    d->nodes[AT_I_1].text = text(" \u00A0");
}
SPOIL(paragraph_blank)
{
    d->nodes[AT_OPENING].text = text(" \n");
}
SPOIL(paragraph_without_runs)
{
    d->nodes[AT_OPENING].text.n = 0;
}
SPOIL(item_without_marker)
{
    d->nodes[AT_ITEM].marker = "";
}
SPOIL(leads_nowhere)
{
    d->nodes[AT_I_1_A_TEXT].text.v[2].target = "pl2";
}
SPOIL(leads_to_table)
{
    d->nodes[AT_I_1_A_TEXT].text.v[1].target = "b1";
}
SPOIL(annex_never_named)
{
    d->nodes[AT_I_1_A_TEXT].text.n = 2;
}
SPOIL(annex_named_in_words)
{
    d->nodes[AT_I_1_A_TEXT].text = text("chi tiết tại Phụ lục kèm theo");
}
SPOIL(annex_of_a_longer_number)
{
    d->annexes[1] = d->annexes[0];
    d->annexes[1].id = "pl2";
    d->annexes[1].sheet = "Hai";
    d->annexes[0].number = "Phụ lục I";
    d->annexes[1].number = "Phụ lục II";
    d->nannexes = 2;
    d->nodes[AT_I_1_A_TEXT].text = text("Xem phụ lục II.");
}
SPOIL(two_annexes)
{
    annex_of_a_longer_number(d);
    d->nodes[AT_I_1_A_TEXT].text = text("Xem phụ lục I, phụ lục II.");
}
SPOIL(annexes_misnumbered)
{
    two_annexes(d);
    d->annexes[0].number = "Phụ lục II";
    d->annexes[1].number = "Phụ lục I";
}
SPOIL(sheets_alike)
{
    two_annexes(d);
    d->annexes[1].sheet = "PHỤ LỤC";
}
SPOIL(sheet_too_long)
{
    d->annexes[0].sheet = "Kết quả giải quyết thủ tục hành chính";
}
SPOIL(sheet_as_long_as_allowed)
{
    d->annexes[0].sheet = "Kết quả giải quyết thủ tục hành";
}
SPOIL(sheet_with_slash)
{
    d->annexes[0].sheet = "a/b";
}
SPOIL(annex_without_title)
{
    d->annexes[0].title = "";
}
SPOIL(annex_title_small)
{
    d->annexes[0].title = "Kết quả";
}
SPOIL(annex_not_attached)
{
    d->annexes[0].attached = NULL;
}
SPOIL(annex_without_end_mark)
{
    d->annexes[0].table->note = text("Ghi chú.");
}
SPOIL(annex_without_table)
{
    d->annexes[0].table = NULL;
}
SPOIL(table_twice)
{
    d->nodes[AT_OPENING] = d->nodes[AT_TABLE];
}
SPOIL(table_without_label)
{
    TABLE->label = "";
}
SPOIL(table_without_caption)
{
    TABLE->caption = "";
}
SPOIL(header_with_hole)
{
    TABLE->nheader = 3;
}
SPOIL(header_overlaps)
{
    TABLE->header[0].row_span = 1;
    TABLE->header[1].column = 0;
}
SPOIL(header_too_wide)
{
    TABLE->header[1].column_span = 3;
}
SPOIL(header_negative)
{
    TABLE->header[3].row = -1;
}
SPOIL(no_columns)
{
    TABLE->ncolumns = 0;
}
SPOIL(column_without_number)
{
    TABLE->columns[1].number = NULL;
}
SPOIL(unnumbered_needs_no_number)
{
    TABLE->numbered = 0;
    TABLE->columns[1].number = NULL;
}
SPOIL(cell_prints_something_else)
{
    TABLE->rows[0].cells[1].text = text("1200");
}
SPOIL(rate_rounded_up)
{
    TABLE->rows[0].cells[2].text = text("100,00");
}
SPOIL(missing_prints_nought)
{
    TABLE->rows[1].cells[2].text = text("0");
}
SPOIL(empty_cell_with_text)
{
    TABLE->rows[0].cells[1].kind = CELL_EMPTY;
}
SPOIL(text_in_a_column_of_counts)
{
    TABLE->rows[0].cells[1].kind = CELL_TEXT;
}
SPOIL(count_in_a_column_of_text)
{
    TABLE->rows[0].cells[0] = official_cell(arena, CELL_COUNT, "1", 1, 0);
}
SPOIL(blank_text_cell)
{
    TABLE->rows[0].cells[0].text = text(" ");
}
SPOIL(span_over_the_edge)
{
    TABLE->rows[1].cells[0].span = 4;
}
SPOIL(span_over_a_figure)
{
    TABLE->rows[1].cells[1] = official_cell(arena, CELL_COUNT, "1", 1, 0);
}
SPOIL(chart_without_alt)
{
    d->nodes[AT_CHART].chart->alt = "";
}
SPOIL(chart_negative)
{
    d->nodes[AT_CHART].chart->values[1] = -1;
}
SPOIL(chart_bold_beyond)
{
    d->nodes[AT_CHART].chart->bold_group = 2;
}
SPOIL(chart_without_groups)
{
    d->nodes[AT_CHART].chart->ngroups = 0;
    d->nodes[AT_CHART].chart->bold_group = -1;
}
SPOIL(chart_group_without_name)
{
    d->nodes[AT_CHART].chart->groups[1] = "";
}
SPOIL(not_utf8)
{
    d->nodes[AT_I_1].text = text("Kế \xE0 hoạch");
}
SPOIL(not_utf8_in_capitals)
{
    d->nodes[AT_II].text = text("\xE0");
    d->annexes[0].sheet = "\xE0";
    d->annexes[0].title = "\xE0";
}
SPOIL(not_nfc)
{
    d->nodes[AT_OPENING].text = text("Ke\u0302\u0301 hoạch");
}
SPOIL(control_character)
{
    d->nodes[AT_ITEM].text = text("a\x01"
                                  "b");
}
SPOIL(right_to_left_mark)
{
    d->annexes[0].form_left = "a\u202Eb";
}
SPOIL(tab_character)
{
    d->letterhead.agency = "ỦY BAN\tNHÂN DÂN";
}
SPOIL(slot_left_over)
{
    d->annexes[0].form_centre[1] = "{{ky}}";
}
SPOIL(no_such_day)
{
    d->nodes[AT_OPENING].text = text("đến ngày 31/9/2018");
}
SPOIL(no_such_day_over_runs)
{
    d->nodes[AT_I_1_A_TEXT].text.v[0].text = "ngày 30/2/";
    d->nodes[AT_I_1_A_TEXT].text.v[1].text = "2018";
}
SPOIL(bad_note)
{
    TABLE->note = text("đến 00/1/2018");
}
SPOIL(bad_flat_data)
{
    d->data = official_grid(arena, "du_lieu", "");
    d->data->rows[0].cells[1].num = 7;
}

SPOIL(text_as_a_sum)
{
    TABLE->rows[1].cells[0].sum = 1;
}

static void one_thing_spoilt(void **state)
{
    static const struct {
        void (*spoil)(struct document *d);
        const char *name, *id; /* id NULL: still valid */
        int errors;
    } cases[] =
        {
#define GOOD(f) {f, #f, NULL, 0}
#define BAD(f, id, n) \
    {                 \
        f, #f, id, n  \
    }
            GOOD(nothing),
            GOOD(draft_without_number),
            GOOD(draft_with_gap),
            BAD(final_with_gap, "vb_cho_trong", 1),
            BAD(no_agency, "vb_dau", 1),
            BAD(no_symbol, "vb_dau", 1),
            BAD(no_place, "vb_dau", 1),
            BAD(number_not_padded, "vb_so", 1),
            BAD(number_padded_too_much, "vb_so", 1),
            GOOD(number_with_letter),
            BAD(final_without_number, "vb_so", 1),
            BAD(final_without_date, "vb_so", 1),
            BAD(issued_before_its_data, "vb_ngay", 1),
            BAD(title_of_one_line, "vb_ten", 1),
            BAD(title_in_small_letters, "vb_ten", 1),
            BAD(two_titles, "vb_ten", 2),
            BAD(title_not_first, "vb_kinh_gui", 2),
            BAD(nobody_addressed, "vb_kinh_gui", 1),
            BAD(not_as_above, "vb_noi_nhan", 1),
            GOOD(not_addressed_needs_no_as_above),
            BAD(no_archive, "vb_noi_nhan", 1),
            BAD(no_recipients, "vb_noi_nhan", 1),
            BAD(no_signing_title, "vb_ky", 1),
            BAD(no_signature, "vb_ky", 1),
            BAD(signature_in_the_middle, "vb_ky", 1),
            BAD(no_end_mark, "vb_ket_thuc", 1),
            BAD(end_mark_too_early, "vb_ket_thuc", 1),
            BAD(nothing_behind_heading, "vb_de_muc", 1),
            BAD(heading_before_signature, "vb_de_muc", 2),
            GOOD(deeper_heading_is_content),
            BAD(heading_jumps, "vb_de_muc", 1),
            BAD(heading_too_deep, "vb_de_muc", 1),
            BAD(heading_out_of_order, "vb_de_muc", 1),
            GOOD(heading_unnumbered),
            BAD(heading_in_small_letters, "vb_de_muc", 1),
            BAD(heading_blank, "vb_de_muc", 1),
            BAD(paragraph_blank, "vb_doan", 1),
            BAD(paragraph_without_runs, "vb_doan", 1),
            BAD(item_without_marker, "vb_doan", 1),
            BAD(leads_nowhere, "vb_dan_chieu", 1),
            GOOD(leads_to_table),
            BAD(annex_never_named, "vb_phu_luc", 1),
            GOOD(annex_named_in_words),
            BAD(annex_of_a_longer_number, "vb_phu_luc", 1),
            GOOD(two_annexes),
            BAD(annexes_misnumbered, "vb_phu_luc", 2),
            BAD(sheets_alike, "vb_trang_tinh", 1),
            BAD(sheet_too_long, "vb_trang_tinh", 1),
            GOOD(sheet_as_long_as_allowed),
            BAD(sheet_with_slash, "vb_trang_tinh", 1),
            BAD(annex_without_title, "vb_phu_luc", 1),
            BAD(annex_title_small, "vb_phu_luc", 1),
            BAD(annex_not_attached, "vb_phu_luc", 1),
            BAD(annex_without_end_mark, "vb_ket_thuc", 1),
            BAD(annex_without_table, "vb_phu_luc", 1),
            BAD(table_twice, "vb_dan_chieu", 2),
            BAD(table_without_label, "vb_bang", 1),
            BAD(table_without_caption, "vb_bang", 1),
            BAD(header_with_hole, "vb_tieu_de_bang", 1),
            BAD(header_overlaps, "vb_tieu_de_bang", 3),
            BAD(header_too_wide, "vb_tieu_de_bang", 3),
            BAD(header_negative, "vb_tieu_de_bang", 2),
            BAD(no_columns, "vb_tieu_de_bang", 1),
            BAD(column_without_number, "vb_tieu_de_bang", 1),
            GOOD(unnumbered_needs_no_number),
            BAD(cell_prints_something_else, "vb_o", 1),
            BAD(rate_rounded_up, "vb_o", 1),
            BAD(missing_prints_nought, "vb_o", 1),
            BAD(empty_cell_with_text, "vb_o", 1),
            BAD(text_in_a_column_of_counts, "vb_o", 1),
            BAD(count_in_a_column_of_text, "vb_o", 1),
            BAD(blank_text_cell, "vb_o", 1),
            BAD(span_over_the_edge, "vb_o", 1),
            BAD(span_over_a_figure, "vb_o", 1),
            BAD(chart_without_alt, "vb_bieu_do", 1),
            BAD(chart_negative, "vb_bieu_do", 1),
            BAD(chart_bold_beyond, "vb_bieu_do", 1),
            BAD(chart_without_groups, "vb_bieu_do", 1),
            BAD(chart_group_without_name, "vb_bieu_do", 1),
            BAD(not_utf8, "vb_chu", 1),
            BAD(not_utf8_in_capitals, "vb_chu", 3),
            BAD(not_nfc, "vb_chu", 1),
            BAD(control_character, "vb_chu", 1),
            BAD(right_to_left_mark, "vb_chu", 1),
            BAD(tab_character, "vb_chu", 1),
            BAD(slot_left_over, "vb_cho_trong", 1),
            BAD(no_such_day, "vb_ngay", 1),
            BAD(no_such_day_over_runs, "vb_ngay", 1),
            BAD(bad_note, "vb_ngay", 1),
            BAD(bad_flat_data, "vb_o", 1),
            BAD(text_as_a_sum, "vb_o", 1),
#undef GOOD
#undef BAD
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct document *d;
        struct notes notes;
        int errors;

        arena = arena_new();
        notes_init(&notes, arena);
        d = official_document(arena);
        c->spoil(d);
        errors = validate_document(d, &notes);
        CASE("%s: %d", c->name, errors);
        for (size_t i = 0; i < notes.list.n; i++)
            fprintf(stderr, "        [%s] %s: %s\n", notes.list.v[i].id, notes.list.v[i].place, notes.list.v[i].text);
        assert_int_equal(errors, (int)notes_count(&notes, NOTE_ERROR));
        assert_int_equal(errors, c->errors);
        if (c->id)
            assert_string_equal(notes.list.v[0].id, c->id);
        arena_free(arena);
    }
}

/* Where the fault is, as a reader would look for it. */
static void places(void **state)
{
    static const struct {
        void (*spoil)(struct document *d);
        const char *want;
    } cases[] = {{paragraph_blank, "đoạn 1"},
                 {item_without_marker, "mục II, đoạn 1"},
                 {final_with_gap, "đoạn 1"},
                 {heading_out_of_order, "đề mục 'III. KẾT QUẢ'"},
                 {cell_prints_something_else, "Bảng 1, dòng 1"},
                 {annex_title_small, "Phụ\u00A0lục"},
                 {no_such_day_over_runs, "mục I.1.a, đoạn 1"}},
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct document *d;
        struct notes notes;

        arena = arena_new();
        notes_init(&notes, arena);
        d = official_document(arena);
        c->spoil(d);
        validate_document(d, &notes);
        CASE("%s", c->want);
        assert_string_equal(notes.list.v[0].place, c->want);
        arena_free(arena);
    }
}

static void printed_days(void **state)
{
    static const struct {
        const char *text, *want; /* ISO days, "?" where there is no such day */
    } cases[] =
        {
            {"", ""},
            {"từ ngày 15/12/2017 đến 14/10/2018.", "2017-12-15 2018-10-14 "},
            {"1/8/2018", "2018-08-01 "},
            {"(01/8/2018)", "2018-08-01 "},
            {"31/9/2018 và 29/2/2020", "? 2020-02-29 "},
            {"0/1/2018", "? "},
            {"Nghị định 30/2020/NĐ-CP, 12/13 phường, 05/BC-UBND", ""},
            {"1/2/20185", ""},
            {"123/1/2018", ""},
            {"1/123/2018", ""},
            {"7/1/8/2018", ""},
            {"1/8/2018/QĐ", ""},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        char got[256] = "";
        const char *s = c->text, *at;
        day_t day;

        CASE("%s", c->text);
        while (printed_date(&s, &at, &day)) {
            char iso[11];

            strcat(got, day == DAY_NONE ? "?" : day_iso(day, iso));
            strcat(got, " ");
            assert_true(at < s && *at >= '0' && *at <= '9');
        }
        assert_string_equal(got, c->want);
        assert_int_equal(*s, '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_thing_spoilt),
        cmocka_unit_test(places),
        cmocka_unit_test(printed_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
