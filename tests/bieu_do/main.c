/* bieu_do FONTS.INI FOLDER: the charts that are hard to draw, in FOLDER/bieu_do.pdf and FOLDER/bieu_do.xlsx, with the
 * text of FOLDER/tree. */
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "chart_case.h"
#include "render/dump.h"
#include "render/layout.h"
#include "render/pdf.h"
#include "render/xlsx.h"
#include "run/fonts.h"

struct paper {
    struct arena *arena;
    struct document doc;
    VEC(struct node) nodes;
    size_t charts;
};

static struct node *add(struct paper *p, enum node_type type, const char *id)
{
    struct node *n = vec_add(p->arena, &p->nodes);

    *n = (struct node){.type = type, .id = id};
    return n;
}

static struct chart *add_chart(struct paper *p, enum chart_kind kind, const char *caption, const char *unit,
                               const char *heading, size_t groups, size_t series)
{
    struct chart *c = chart_new(p->arena, kind, groups, series);
    struct node *n;

    p->charts++;
    c->id = arena_printf(p->arena, "bd%zu", p->charts);
    c->label = arena_printf(p->arena, "Biểu đồ %zu", p->charts);
    c->caption = arena_printf(p->arena, "%s (%s)", caption, unit);
    c->alt = arena_printf(p->arena, "%s.", c->caption);
    c->unit = unit;
    c->heading = heading;
    n = add(p, NODE_PARAGRAPH, NULL);
    n->text = text_plain(p->arena, arena_printf(p->arena, "%s nêu tại %s.", caption, c->label));
    add(p, NODE_CHART, c->id)->chart = c;
    return c;
}

static void set_series(struct chart *c, const char *const *names)
{
    for (size_t s = 0; s < c->nseries; s++)
        c->series[s] = names[s];
}

/* Values that look like those of real units: mostly of one size, resolved nearly as many as received. */
static void set_units(struct paper *p, struct chart *c, uint64_t most)
{
    uint64_t d = 2018;

    for (size_t g = 0; g < c->ngroups; g++) {
        int64_t all = (int64_t)(most / 3 + chart_dice(&d, most));

        if (g >= CHART_UNITS)
            c->groups[g] = arena_printf(p->arena, "Phường số %zu", g + 1);
        for (size_t s = 0; s < c->nseries; s++) {
            c->values[g * c->nseries + s] = all;
            all -= (int64_t)chart_dice(&d, (uint64_t)all / 20 + 2);
        }
    }
}

static void two_years(struct paper *p)
{
    static const char *const series[] = {"10 tháng đầu năm 2017", "10 tháng đầu năm 2018"};
    static const char *const groups[] = {"Tổng số", "Công vụ", "Nội vụ", "Quy tắc ứng xử"};
    static const int64_t values[] = {35, 48, 26, 36, 5, 6, 4, 6};

    for (int missing = 0; missing < 2; missing++) {
        struct chart *c = add_chart(p, CHART_GROUPED, "Số cuộc kiểm tra theo nội dung, so với cùng kỳ", "cuộc",
                                    "Nội dung kiểm tra", 4, 2);

        set_series(c, series);
        c->bold_group = 0;
        for (size_t g = 0; g < 4; g++) {
            c->groups[g] = groups[g];
            for (size_t s = 0; s < 2; s++) {
                c->missing[g * 2 + s] = missing && s == 0 && g != 2;
                c->values[g * 2 + s] = c->missing[g * 2 + s] ? 0 : missing && g == 3 ? 0 : values[g * 2 + s];
            }
        }
        if (missing)
            c->gaps = "Dấu “…”: chưa có số liệu.";
    }
}

static void by_due_day(struct paper *p, size_t groups)
{
    static const char *const series[] = {"Trước hạn", "Đúng hạn", "Quá hạn"};
    static const char *const levels[] = {"Toàn quận", "Cấp quận", "Cấp phường"};
    static const int64_t values[] = {183132, 120636, 1712, 21068, 16240, 1223, 162064, 104396, 489};
    struct chart *c = add_chart(p, CHART_SHARES, "Hồ sơ đã giải quyết theo thời hạn", "% số hồ sơ đã giải quyết",
                                groups == 3 ? "Cấp" : "Đơn vị", groups, 3);
    uint64_t d = 7;

    set_series(c, series);
    for (size_t g = 0; g < groups; g++) {
        for (size_t s = 0; s < 3; s++)
            c->values[g * 3 + s] = groups == 3 ? values[g * 3 + s] : (int64_t)chart_dice(&d, s == 2 ? 400 : 9000);
        if (groups == 3)
            c->groups[g] = levels[g];
    }
    if (groups == 3) {
        c->bold_group = 0;
        return;
    }
    for (size_t s = 0; s < 3; s++) { /* all on time; nothing at all; not loaded; one of many late */
        c->values[3 + s] = s == 1 ? 4200 : 0;
        c->values[6 + s] = 0;
        c->missing[9 + s] = s == 2;
        c->values[12 + s] = s == 2 ? 1 : s == 1 ? 120000 : 0;
    }
    c->values[9] = c->values[10] = c->values[11] = 0;
    c->gaps = "Dấu “…”: chưa có số liệu.";
}

static void by_unit(struct paper *p)
{
    static const char *const names[] = {"Tổng số tiếp nhận", "Đã giải quyết"};
    static const char *const parts[] = {"Đã giải quyết", "Đang giải quyết"};
    static const size_t counts[] = {3, 6, 14, 22, 30, 40};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct chart *c =
            add_chart(p, CHART_GROUPED, "Hồ sơ tiếp nhận và giải quyết theo đơn vị", "hồ sơ", "Đơn vị", counts[i], 2);

        set_series(c, names);
        set_units(p, c, 20000);
    }
    for (size_t i = 1; i < 4; i += 2) {
        struct chart *c = add_chart(p, CHART_STACKED, "Hồ sơ đã giải quyết và đang giải quyết theo đơn vị", "hồ sơ",
                                    "Đơn vị", counts[i], 2);

        set_series(c, parts);
        set_units(p, c, 20000);
        for (size_t g = 0; g < c->ngroups; g++)
            c->values[g * 2 + 1] = c->values[g * 2] - c->values[g * 2 + 1];
    }
}

static void odd_ones(struct paper *p)
{
    struct chart *c =
        add_chart(p, CHART_GROUPED, "Một đơn vị rất lớn bên những đơn vị rất nhỏ", "hồ sơ", "Đơn vị", 5, 1);

    c->values[0] = 999999999;
    c->values[1] = 1;
    c->values[2] = 0;
    c->values[3] = 12345;
    c->missing[4] = 1;
    c->gaps = "Dấu “…”: chưa có số liệu.";
    c = add_chart(p, CHART_GROUPED, "Tên dài, bốn dãy", "nhiệm vụ", "Đơn vị", 5, 4);
    set_units(p, c, 12);
    for (size_t g = 0; g < 4; g++)
        c->groups[g] = chart_long[g];
    c = add_chart(p, CHART_STACKED, "Số liệu lớn, bốn phần", "đồng", "Đơn vị", 4, 4);
    set_units(p, c, 700000000);
    for (size_t s = 0; s < 4; s++)
        c->values[4 + s] = (int64_t)s;
    c = add_chart(p, CHART_GROUPED, "Một cột", "văn bản", "", 1, 1);
    c->values[0] = 87;
}

static int write_tree(struct paper *p, const char *path, struct err *err)
{
    struct buf tree;

    buf_init(&tree, p->arena);
    dump_document(&p->doc, &tree);
    return file_write(path, buf_str(&tree), tree.n, err);
}

static int write_papers(struct paper *p, const char *fonts, const char *dir, struct err *err)
{
    const struct layout_options options = {.tag_rows = TAG_ROWS};
    const struct pdf_options pdf_options = {.archive = 1, .tagged = 1};
    const char *pdf = path_join(p->arena, dir, "bieu_do.pdf"), *xlsx = path_join(p->arena, dir, "bieu_do.xlsx");
    struct font_candidates candidates;
    struct metrics metrics;
    struct pages *pages;
    struct notes notes;
    int font;

    notes_init(&notes, p->arena);
    if (fonts_load(p->arena, fonts, &candidates, err) || (font = font_choose(p->arena, &candidates, err)) < 0 ||
        font_family_metrics(p->arena, &candidates.v[font], &metrics, err) ||
        layout_document(p->arena, &p->doc, &metrics, &options, &pages, &notes, err) ||
        pdf_write(&p->doc, pages, &candidates.v[font], &pdf_options, pdf, err) || pdf_verify(pages, pdf, err) ||
        xlsx_make(p->arena, &p->doc, xlsx, dir, err))
        return -1;
    return write_tree(p, path_join(p->arena, dir, "tree"), err);
}

int main(int argc, char **argv)
{
    static const char *title[] = {"BÁO CÁO", "Những biểu đồ khó vẽ"};
    static const char *signer[] = {"CHỦ TỊCH"}, *recipient[] = {"Lưu: VT"};
    struct err err = {.status = ST_OK};
    struct paper p = {.arena = arena_new()};
    struct node *n;

    if (argc != 3) {
        fprintf(stderr, "usage: bieu_do FONTS.INI FOLDER\n");
        return ST_USAGE;
    }
    p.doc = (struct document){.title = "Những biểu đồ khó vẽ",
                              .author = "UBND",
                              .subject = "",
                              .period_code = "2018-10M",
                              .day = day_from_ymd(2018, 10, 14),
                              .stamp = "SỐ LIỆU MINH HỌA",
                              .letterhead = {.parent_agency = "UBND THÀNH PHỐ HÀ NỘI",
                                             .agency = "ỦY BAN NHÂN DÂN\nQUẬN BẮC TỪ LIÊM",
                                             .number = "05",
                                             .symbol = "BC-UBND",
                                             .place = "Hà Nội",
                                             .date = day_from_ymd(2018, 11, 5),
                                             .urgency = "",
                                             .secrecy = ""}};
    n = add(&p, NODE_TITLE, NULL);
    n->lines = title;
    n->nlines = 2;
    two_years(&p);
    by_due_day(&p, 3);
    by_due_day(&p, 14);
    by_unit(&p);
    odd_ones(&p);
    n = add(&p, NODE_SIGNATURE, NULL);
    n->signature = arena_alloc(p.arena, sizeof *n->signature);
    *n->signature = (struct signature){
        .titles = signer, .ntitles = 1, .name = "Nguyễn Văn A", .recipients = recipient, .nrecipients = 1};
    p.doc.nodes = p.nodes.v;
    p.doc.nnodes = p.nodes.n;
    if (write_papers(&p, argv[1], argv[2], &err))
        fprintf(stderr, "bieu_do: %s\n", err.text);
    arena_free(p.arena);
    return (int)err.status;
}
