/* Layouts that are hard to set, as PDF files to look at and to read back.
 *   bo_cuc FONTS.INI FOLDER                  pictures: loi-van.pdf, bang-3.pdf, bang-30.pdf, bang-120.pdf
 *   bo_cuc FONTS.INI FOLDER hang FROM TO STEP   bang-N.pdf: every shape with N rows, and bang-N.txt, its words by pages
 *   bo_cuc FONTS.INI FOLDER trang N          dai.pdf: one table on at least N pages
 * Every file is verified against its pages. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "render/layout.h"
#include "render/pdf.h"
#include "run/fonts.h"
#include "shapes.h"

struct maker {
    const struct font_family *font;
    struct metrics metrics;
    const char *folder;
};

struct text_paper {
    struct arena *arena;
    VEC(struct node) nodes;
};

static void fail(const char *what)
{
    fprintf(stderr, "bo_cuc: %s\n", what);
    exit(1);
}

static void check(int result, const struct err *e)
{
    if (result)
        fail(e->text);
}

/* ---- words of the pages, sorted, to compare with what a reader finds ---- */

static void write_words(struct arena *a, const struct pages *p, const char *path)
{
    struct err e = {.status = ST_OK};
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < p->list.n; i++)
        for (size_t k = 0; k < p->list.v[i]->items.n; k++) {
            const struct item *it = &p->list.v[i]->items.v[k];
            const char *s = it->type == ITEM_TEXT ? it->text : "";

            while (*s) {
                size_t n = strcspn(s, " ");

                if (n)
                    buf_printf(&b, "%zu %.*s\n", i + 1, (int)n, s);
                s += n + (s[n] == ' ');
            }
        }
    check(file_write(path, buf_str(&b), b.n, &e), &e);
}

static size_t make(const struct maker *m, const char *name, const struct document *d, int words)
{
    static const struct layout_options whole = {.tag_rows = TAG_ROWS};
    static const struct pdf_options options = {.archive = 1, .tagged = 1};
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK};
    struct notes notes;
    struct pages *pages;
    const char *path = path_join(a, m->folder, arena_printf(a, "%s.pdf", name));
    size_t n;

    notes_init(&notes, a);
    check(layout_document(a, d, &m->metrics, &whole, &pages, &notes, &e), &e);
    check(pdf_write(d, pages, m->font, &options, path, &e), &e);
    check(pdf_verify(pages, path, &e), &e);
    if (words)
        write_words(a, pages, path_join(a, m->folder, arena_printf(a, "%s.txt", name)));
    n = pages->list.n;
    arena_free(a);
    return n;
}

/* ---- text ---- */

static struct node *add(struct text_paper *p, enum node_type type, int level, const char *marker, const char *text)
{
    struct node *n = vec_add(p->arena, &p->nodes);

    *n = (struct node){.type = type, .level = level, .marker = marker, .text = text_plain(p->arena, text)};
    return n;
}

static void add_words(struct text_paper *p, enum node_type type, int level, const char *marker, unsigned seed, size_t n)
{
    add(p, type, level, marker, arena_printf(p->arena, "%s.", shape_words(p->arena, seed, n)));
}

static void add_signature(struct text_paper *p)
{
    static const char *titles[] = {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"};
    static const char *to[] = {"Như trên", "Thường trực Quận ủy", "Các phòng chuyên môn thuộc quận", "Lưu: VT, NV"};
    static struct signature s = {
        .titles = titles, .ntitles = 3, .name = "Nguyễn Văn A", .recipients = to, .nrecipients = 4};

    add(p, NODE_PARAGRAPH, 0, NULL, "Trên đây là báo cáo của Ủy ban nhân dân quận./.");
    add(p, NODE_SIGNATURE, 0, NULL, "")->signature = &s;
}

static void make_text(const struct maker *m, struct arena *a)
{
    static const char *title[] = {"BÁO CÁO", "Công tác cải cách hành chính 10 tháng đầu năm 2018,",
                                  "phương hướng, nhiệm vụ 02 tháng cuối năm 2018"};
    static const char *const letters[] = {"a)", "b)", "c)", "d)", "đ)", "e)"};
    struct document *d = shape_document(a, &SHAPES[0], 0);
    struct text_paper p = {.arena = a};
    struct node *n = add(&p, NODE_TITLE, 0, NULL, "");
    unsigned seed = 1;

    n->lines = title;
    n->nlines = 3;
    d->letterhead.parent_agency = "UBND THÀNH PHỐ HÀ NỘI\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI";
    d->letterhead.agency = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG\nQUẬN BẮC TỪ LIÊM";
    add(&p, NODE_HEADING, 1, "I.",
        "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH, KIỂM SOÁT THỦ TỤC HÀNH CHÍNH VÀ CÔNG TÁC THÔNG TIN, TUYÊN "
        "TRUYỀN CỦA QUẬN");
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        add_words(&p, NODE_ITEM, 1, letters[i], seed++, 12 + 17 * i);
    for (size_t i = 0; i < 11; i++) {
        add_words(&p, NODE_ITEM, 1, arena_printf(a, "%zu.", i + 1), seed++, 20);
        if (i == 3 || i == 9)
            for (size_t k = 0; k < 3; k++)
                add_words(&p, NODE_ITEM, 2, k == 2 ? "+" : "-", seed++, 30);
    }
    for (size_t i = 0; i < 6; i++) {
        add(&p, NODE_HEADING, 2, arena_printf(a, "%zu.", i + 1),
            "Về kết quả giải quyết hồ sơ thủ tục hành chính theo cơ chế một cửa, một cửa liên thông của các phòng");
        if (i % 2)
            add_words(&p, NODE_PARAGRAPH, 0, NULL, seed++, 40 + 30 * i);
        add(&p, NODE_TABLE, 0, NULL, "")->table = shape_grid(a, &SHAPES[10 + i % 2], 6 + 7 * i);
        add_words(&p, NODE_PARAGRAPH, 0, NULL, seed++, 90);
    }
    add_words(&p, NODE_PARAGRAPH, 0, NULL, seed++, 120);
    add(&p, NODE_PARAGRAPH, 0, NULL,
        "Hướng dẫn đăng tại https://dichvucong.hanoi.gov.vn/tra-cuu/huong-dan-nop-ho-so-truc-tuyen-va-theo-doi-ket-qua-"
        "giai-quyet?cap=quan&linh_vuc=tat-ca-cac-linh-vuc và tại Bộ phận Tiếp nhận và Trả kết quả.");
    add_signature(&p);
    d->nodes = p.nodes.v;
    d->nnodes = p.nodes.n;
    d->nannexes = 0;
    make(m, "loi-van", d, 0);
}

/* ---- tables ---- */

static void make_tables(const struct maker *m, size_t rows, int words)
{
    struct arena *a = arena_new();
    struct document *d = shape_document(a, &SHAPES[0], 0);
    struct text_paper p = {.arena = a};

    d->annexes = arena_alloc(a, NSHAPES * sizeof *d->annexes);
    d->nannexes = 0;
    for (size_t i = 0; i < NSHAPES; i++) {
        const struct shape *s = &SHAPES[i];
        struct grid *g = shape_grid(a, s, rows);
        struct annex *x;

        g->id = arena_printf(a, "B%zu", i);
        if (s->in_text) {
            g->label = arena_printf(a, "Bảng %zu", i);
            add(&p, NODE_HEADING, 2, arena_printf(a, "%zu.", i), s->name);
            add(&p, NODE_TABLE, 0, NULL, "")->table = g;
            add_words(&p, NODE_PARAGRAPH, 0, NULL, (unsigned)i, 60);
            continue;
        }
        x = &d->annexes[d->nannexes++];
        *x = shape_annex(s, g);
        x->id = g->id;
        x->number = arena_printf(a, "Phụ lục %zu", d->nannexes);
        x->title = s->name;
    }
    add_signature(&p);
    d->nodes = p.nodes.v;
    d->nnodes = p.nodes.n;
    make(m, arena_printf(a, "bang-%zu", rows), d, words);
    arena_free(a);
}

static size_t whole_number(const char *s)
{
    char *end;
    unsigned long n = strtoul(s, &end, 10);

    if (end == s || *end)
        fail("not a number");
    return n;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK};
    struct font_candidates fonts;
    struct maker m;
    int chosen;

    if (argc != 3 && argc != 5 && argc != 7)
        fail("usage: bo_cuc FONTS.INI FOLDER [hang FROM TO STEP | trang N]");
    check(fonts_load(a, argv[1], &fonts, &e), &e);
    chosen = font_choose(a, &fonts, &e);
    check(chosen < 0, &e);
    m = (struct maker){.font = &fonts.v[chosen], .folder = argv[2]};
    check(font_family_metrics(a, m.font, &m.metrics, &e), &e);
    if (argc == 3) {
        static const size_t rows[] = {3, 30, 120};

        make_text(&m, a);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            make_tables(&m, rows[i], 0);
    } else if (argc == 7) {
        size_t to = whole_number(argv[5]), step = whole_number(argv[6]);

        for (size_t rows = whole_number(argv[4]); rows <= to; rows += step ? step : 1)
            make_tables(&m, rows, 1);
    } else {
        size_t least = whole_number(argv[4]), pages = make(&m, "dai", shape_document(a, &SHAPES[1], least * 23), 1);

        printf("%zu\n", pages);
        if (pages < least)
            fail("too few pages");
    }
    arena_free(a);
    return 0;
}
