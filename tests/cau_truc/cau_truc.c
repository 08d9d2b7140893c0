/* cau_truc FOLDER [dai]: papers that are hard to lay out and to tag, made by hand: FOLDER/<name>.pdf, and
 * FOLDER/<name>.tree, the dump of the document; with "dai" also one that is slow to check.
 * cau_truc FOLDER ROWS [het]: one paper with an annex of so many rows, all of them tagged or as usual (the bench). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "base/utf8.h"
#include "doc/gate.h"
#include "render/dump.h"
#include "render/layout.h"
#include "render/pdf.h"
#include "run/fonts.h"
#include "run/request.h"

enum { WORDS_MAX = 60 };

struct maker {
    struct arena *arena;
    const struct font_family *family;
    struct metrics metrics;
    const char *folder;
    struct err err;
};

static void must(struct maker *k, int result)
{
    if (result) {
        fprintf(stderr, "cau_truc: %s\n", k->err.text);
        exit(1);
    }
}

static void save(struct maker *k, const struct document *doc, const struct layout_options *options, const char *name)
{
    static const struct pdf_options pdf = {.archive = 1, .tagged = 1};
    const char *path = path_join(k->arena, k->folder, name);
    struct pages *pages;
    struct notes notes;
    struct buf tree;

    notes_init(&notes, k->arena);
    buf_init(&tree, k->arena);
    dump_document(doc, &tree);
    must(k, layout_document(k->arena, doc, &k->metrics, options, &pages, &notes, &k->err) ||
                pdf_write(doc, pages, k->family, &pdf, arena_printf(k->arena, "%s.pdf", path), &k->err) ||
                pdf_verify(pages, arena_printf(k->arena, "%s.pdf", path), &k->err) ||
                file_write(arena_printf(k->arena, "%s.tree", path), tree.p, tree.n, &k->err));
}

/* ---- parts of documents ---- */

/* n words, always the same for the same seed; some are joined by no-break spaces. */
static const char *words(struct arena *a, unsigned seed, size_t n)
{
    static const char *const some[] = {"cải cách",
                                       "Ủy ban",
                                       "nghiêng",
                                       "307.485\xC2\xA0hồ\xC2\xA0sơ",
                                       "đạt",
                                       "99,35%;",
                                       "(trước",
                                       "hạn)",
                                       "số\302\24005/BC-UBND",
                                       "kỷ luật,",
                                       "Ngày",
                                       "ữ",
                                       "Đường",
                                       "12.345",
                                       "tỷ lệ"};
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        buf_printf(&b, "%s%s", i ? " " : "", some[(seed >> 16) % (sizeof some / sizeof *some)]);
    }
    return buf_str(&b);
}

static struct text runs(struct arena *a, const struct run *v, size_t n)
{
    struct text t = {arena_alloc(a, n * sizeof *v), n};

    memcpy(t.v, v, n * sizeof *v);
    return t;
}

struct nodes {
    struct arena *arena;
    VEC(struct node) list;
};

static struct node *add(struct nodes *d, enum node_type type)
{
    struct node *n = vec_add(d->arena, &d->list);

    n->type = type;
    return n;
}

static void add_text(struct nodes *d, enum node_type type, int level, const char *marker, const char *text)
{
    struct node *n = add(d, type);

    n->level = level;
    n->marker = marker;
    n->text = text_plain(d->arena, text);
}

static void add_title(struct nodes *d, size_t addressees)
{
    static const char *title[] = {"BÁO CÁO", "Công tác cải cách hành chính năm\302\2402018,", "phương hướng năm 2019"};
    static const char *names[] = {"Ủy ban nhân dân thành phố Hà Nội", "Sở Nội vụ",
                                  "Văn phòng Ủy ban nhân dân thành phố"};
    struct node *n = add(d, NODE_TITLE);

    n->lines = title;
    n->nlines = 3;
    if (!addressees)
        return;
    n = add(d, NODE_ADDRESSEES);
    n->lines = names;
    n->nlines = addressees;
}

static void add_signature(struct nodes *d, size_t recipients)
{
    static const char *titles[] = {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"};
    struct signature *s = arena_alloc(d->arena, sizeof *s);

    *s = (struct signature){.titles = titles, .ntitles = 3, .name = "Nguyễn Văn Ẩn", .nrecipients = recipients};
    s->recipients = arena_alloc(d->arena, (recipients + 1) * sizeof *s->recipients);
    for (size_t i = 0; i < recipients; i++)
        s->recipients[i] = i + 1 == recipients ? "Lưu: VT, NV" : i ? "Các phòng chuyên môn thuộc quận" : "Như trên";
    add(d, NODE_SIGNATURE)->signature = s;
}

/* Three levels of headers over seven columns, numbered: row number, name, five counts. */
static struct grid *table(struct arena *a, const char *id, const char *label, size_t rows, size_t most_words)
{
    static const struct header_cell header[] = {{"TT", 0, 0, 3, 1},         {"Cơ quan,\nđơn vị", 0, 1, 3, 1},
                                                {"Tổng số", 0, 2, 3, 1},    {"Trong đó", 0, 3, 1, 4},
                                                {"Giải quyết", 1, 3, 1, 2}, {"Còn lại", 1, 5, 1, 2},
                                                {"Đúng hạn", 2, 3, 1, 1},   {"Quá hạn", 2, 4, 1, 1},
                                                {"Trong hạn", 2, 5, 1, 1},  {"Quá hạn", 2, 6, 1, 1}};
    static const char *const numbers[] = {"(1)", "(2)", "(3)=(4)+…+(7)", "(4)", "(5)", "(6)", "(7)"};
    enum { COLUMNS = 7 };
    struct grid *g = arena_alloc(a, sizeof *g);

    *g = (struct grid){.id = id,
                       .label = label,
                       .caption = *label ? "Kết quả giải quyết hồ sơ [theo đơn vị]" : "",
                       .unit = "Đơn vị tính: hồ sơ",
                       .columns = arena_alloc(a, COLUMNS * sizeof *g->columns),
                       .ncolumns = COLUMNS,
                       .header = arena_alloc(a, sizeof header),
                       .nheader = sizeof header / sizeof *header,
                       .header_rows = 3,
                       .numbered = 1,
                       .rows = arena_alloc(a, (rows + 1) * sizeof *g->rows),
                       .nrows = rows + 1,
                       .note = text_plain(a, "Ghi chú: số liệu \\{thử\\} | không có thật.")};
    memcpy(g->header, header, sizeof header);
    for (size_t c = 0; c < COLUMNS; c++)
        g->columns[c] = (struct column){.kind = c < 2 ? CELL_TEXT : CELL_COUNT,
                                        .align = c == 1 ? ALIGN_LEFT
                                                 : c    ? ALIGN_RIGHT
                                                        : ALIGN_CENTRE,
                                        .number = numbers[c]};
    for (size_t r = 0; r <= rows; r++) {
        struct row *row = &g->rows[r];

        row->kind = r == rows ? ROW_TOTAL : r % 17 == 0 ? ROW_GROUP : r % 17 % 5 == 3 ? ROW_SUB : ROW_PLAIN;
        row->cells = arena_alloc(a, COLUMNS * sizeof *row->cells);
        for (size_t c = 0; c < COLUMNS; c++) {
            struct cell *cell = &row->cells[c];

            if (row->kind == ROW_TOTAL && c == 0)
                *cell = (struct cell){.kind = CELL_TEXT, .text = text_plain(a, "TỔNG SỐ"), .span = 2};
            else if (row->kind == ROW_TOTAL && c == 1)
                continue;
            else if (c == 0)
                *cell = (struct cell){.kind = CELL_TEXT, .text = text_plain(a, arena_printf(a, "%zu", r + 1))};
            else if (c == 1)
                *cell = (struct cell){.kind = CELL_TEXT,
                                      .text = text_plain(a, words(a, (unsigned)r, 1 + r * 7 % most_words))};
            else if ((r + c) % 11 == 0)
                *cell = (struct cell){.kind = CELL_EMPTY};
            else
                *cell = (struct cell){.kind = CELL_COUNT,
                                      .text = text_plain(a, arena_printf(a, "%zu", r * c % 1000)),
                                      .num = (int64_t)(r * c % 1000)};
        }
    }
    return g;
}

static struct chart *chart(struct arena *a)
{
    static const char *series[] = {"Tiếp nhận", "Giải quyết"}, *groups[] = {"Quý I", "Quý II", "Quý III"};
    static const int64_t values[] = {120, 110, 90, 95, 200, 160};
    struct chart *c = arena_alloc(a, sizeof *c);

    *c = (struct chart){.id = "bd",
                        .label = "Biểu đồ 1",
                        .caption = "Hồ sơ theo quý (hồ sơ)",
                        .unit = "hồ sơ",
                        .heading = "Quý",
                        .series = series,
                        .nseries = 2,
                        .groups = groups,
                        .ngroups = 3,
                        .values = arena_alloc(a, sizeof values),
                        .missing = arena_alloc(a, 6 * sizeof *c->missing),
                        .bold_group = -1,
                        .alt = "Hồ sơ theo quý: quý\xC2\xA0III tiếp nhận 200, giải quyết 160.",
                        .note = ""};
    memcpy(c->values, values, sizeof values);
    return c;
}

static struct document document(void)
{
    return (struct document){.title = "Báo cáo & <thử> cấu trúc",
                             .author = "UBND quận",
                             .subject = "Thử",
                             .period_code = "2018-Q3",
                             .day = day_from_ymd(2018, 9, 30),
                             .stamp = "",
                             .footer = "",
                             .letterhead = {.parent_agency = "UBND THÀNH PHỐ HÀ NỘI",
                                            .agency = "ỦY BAN NHÂN DÂN\nQUẬN THỬ NGHIỆM",
                                            .number = "05",
                                            .symbol = "BC-UBND",
                                            .place = "Hà Nội",
                                            .year = 2018,
                                            .date = day_from_ymd(2018, 2, 5),
                                            .urgency = "",
                                            .secrecy = ""}};
}

/* ---- the papers ---- */

/* Everything at once: links over the ends of lines, lists in lists, tables and a chart between paragraphs, rows higher
 * than half a page, two annexes, an empty signature field. */
static void mixed(struct maker *k)
{
    static const char *const markers[] = {"a)", "b)", "c)"};
    const struct layout_options options = {.tag_rows = TAG_ROWS, .signature_field = 1};
    struct arena *a = k->arena;
    struct document doc = document();
    struct nodes d = {.arena = a};
    struct annex annexes[2] = {
        {.id = "pl1", .number = "Phụ lục I", .title = "KẾT QUẢ GIẢI QUYẾT HỒ SƠ\nTHEO ĐƠN VỊ", .landscape = 1},
        {.id = "pl2", .number = "Phụ lục II", .title = "SỐ CUỘC KIỂM TRA"}};

    doc.draft = 1;
    doc.stamp = "SỐ LIỆU MINH HỌA";
    doc.footer = "Dự thảo làm thử";
    add_title(&d, 2);
    for (unsigned i = 0; i < 9; i++) {
        add_text(&d, NODE_HEADING, 1 + (int)(i % 3), markers[i % 3], words(a, i, 2 + i * 3));
        add_text(&d, NODE_PARAGRAPH, 0, "", words(a, 100 + i, 10 + 25 * i));
        add(&d, NODE_PARAGRAPH)->text = runs(a,
                                             (struct run[]){{.text = "Xem "},
                                                            {.text = "Phụ lục I", .target = "pl1"},
                                                            {.text = ", "},
                                                            {.text = words(a, i, i), .style = RUN_BOLD | RUN_ITALIC},
                                                            {.text = " và "},
                                                            {.text = "Biểu đồ 1 của báo cáo này", .target = "bd"},
                                                            {.text = "; "},
                                                            {.text = "Bảng 1", .target = "b1", .style = RUN_BOLD},
                                                            {.text = "."}},
                                             9);
        for (size_t m = 0; m < 3; m++) {
            add_text(&d, NODE_ITEM, 1, markers[m], words(a, (unsigned)m + i, 3 + 9 * m));
            if (m == 1)
                for (int sub = 0; sub < 2; sub++)
                    add_text(&d, NODE_ITEM, 2, "-", words(a, (unsigned)sub, 20));
        }
        if (i == 3)
            add(&d, NODE_TABLE)->table = table(a, "b1", "Bảng 1", 40, 9);
        if (i == 4)
            add(&d, NODE_CHART)->chart = chart(a);
    }
    add_signature(&d, 12);
    annexes[0].table = table(a, "pl1", "", 45, WORDS_MAX);
    annexes[1].table = table(a, "pl2", "", 30, 3);
    doc.nodes = d.list.v;
    doc.nnodes = d.list.n;
    doc.annexes = annexes;
    doc.nannexes = 2;
    save(k, &doc, &options, "hon_hop");
}

/* No addressees, recipients or annexes; a final with marks of urgency and secrecy. */
static void shortest(struct maker *k)
{
    const struct layout_options options = {.tag_rows = TAG_ROWS};
    struct document doc = document();
    struct nodes d = {.arena = k->arena};

    doc.letterhead.urgency = "HỎA TỐC";
    doc.letterhead.secrecy = "MẬT";
    doc.letterhead.parent_agency = "";
    add_title(&d, 0);
    add_text(&d, NODE_PARAGRAPH, 0, "", "Không phát sinh.");
    add_signature(&d, 0);
    doc.nodes = d.list.v;
    doc.nnodes = d.list.n;
    save(k, &doc, &options, "ngan");
}

/* One addressee; one annex of many rows: `tag_rows` of them at most are tagged. */
static void longest(struct maker *k, size_t rows, size_t tag_rows, const char *name)
{
    const struct layout_options options = {.tag_rows = tag_rows};
    struct annex annex = {.id = "pl", .number = "Phụ lục", .title = "DANH SÁCH", .landscape = 1};
    struct document doc = document();
    struct nodes d = {.arena = k->arena};

    add_title(&d, 1);
    add_text(&d, NODE_PARAGRAPH, 0, "", words(k->arena, 1, 90));
    add_signature(&d, 2);
    annex.table = table(k->arena, "pl", "", rows, 4);
    doc.nodes = d.list.v;
    doc.nnodes = d.list.n;
    doc.annexes = &annex;
    doc.nannexes = 1;
    save(k, &doc, &options, name);
}

/* A draft with many things wrong: pages of findings behind everything. */
static void wrong(struct maker *k)
{
    enum { FINDINGS = 60 };
    const struct layout_options options = {.tag_rows = TAG_ROWS};
    struct annex annex = {.id = "pl", .number = "Phụ lục", .title = "DANH SÁCH", .landscape = 1};
    struct note *notes = arena_alloc(k->arena, FINDINGS * sizeof *notes);
    struct document doc = document();
    struct nodes d = {.arena = k->arena};

    for (unsigned i = 0; i < FINDINGS; i++)
        notes[i] = (struct note){"loi", i % 7 ? NOTE_ERROR : NOTE_WARNING, i % 5 ? words(k->arena, i, 4 + i % 9) : "",
                                 words(k->arena, i + 1, 8 + 5 * (i % 11))};
    add_title(&d, 1);
    add_text(&d, NODE_PARAGRAPH, 0, "", words(k->arena, 1, 90));
    add_signature(&d, 2);
    annex.table = table(k->arena, "pl", "", 9, 4);
    doc.nodes = d.list.v;
    doc.nnodes = d.list.n;
    doc.annexes = &annex;
    doc.nannexes = 1;
    doc.draft = 1;
    gate_add_page(k->arena, &doc, notes, FINDINGS);
    save(k, &doc, &options, "phat_hien");
}

/* Every letter that papers need, in each face. */
static void letters(struct maker *k)
{
    const struct layout_options options = {.tag_rows = TAG_ROWS};
    struct document doc = document();
    struct nodes d = {.arena = k->arena};

    add_title(&d, 3);
    for (unsigned style = 0; style < 4; style++) {
        struct buf b;
        char utf8[4];
        int n = 0;

        buf_init(&b, k->arena);
        for (const uint32_t *c = font_required(); *c; c++) {
            if (*c == ' ' || *c == 0xA0)
                continue;
            buf_add(&b, utf8, utf8_put(*c, utf8));
            if (++n % 4 == 0)
                buf_putc(&b, ' ');
        }
        add(&d, NODE_PARAGRAPH)->text = runs(k->arena, &(struct run){.text = buf_str(&b), .style = style}, 1);
    }
    add_signature(&d, 1);
    doc.nodes = d.list.v;
    doc.nnodes = d.list.n;
    save(k, &doc, &options, "chu_cai");
}

static int usage(void)
{
    fprintf(stderr, "usage: cau_truc FOLDER [dai | ROWS [het]]\n");
    return ST_USAGE;
}

int main(int argc, char **argv)
{
    struct maker k = {.arena = arena_new(), .err = {.status = ST_OK}};
    struct font_candidates fonts;
    const char *data;
    int chosen, rows = argc > 2 ? atoi(argv[2]) : 0, slow = argc > 2 && strcmp(argv[2], "dai") == 0;

    if (argc < 2 || argc > 4 || (argc > 2 && rows < 1 && !slow) || (argc > 3 && strcmp(argv[3], "het") != 0))
        return usage();
    k.folder = argv[1];
    must(&k, find_data_dir(k.arena, &data, &k.err) ||
                 fonts_load(k.arena, path_join(k.arena, data, "fonts/fonts.ini"), &fonts, &k.err));
    chosen = font_choose(k.arena, &fonts, &k.err);
    must(&k, chosen < 0);
    k.family = &fonts.v[chosen];
    must(&k, font_family_metrics(k.arena, k.family, &k.metrics, &k.err));
    if (rows) {
        longest(&k, (size_t)rows, argc > 3 ? SIZE_MAX : TAG_ROWS, "nhieu_trang");
    } else {
        mixed(&k);
        shortest(&k);
        wrong(&k);
        letters(&k);
        longest(&k, 2500, TAG_ROWS, "dai");
        if (slow)
            longest(&k, 9000, SIZE_MAX, "dai_gan_the"); /* more rows than an array of PDF/A-1 holds */
    }
    arena_free(k.arena);
    return 0;
}
