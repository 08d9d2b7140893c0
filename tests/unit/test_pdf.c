#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "paper.h"
#include "render/pdf.h"
#include "sheet.h"

static struct arena *arena;
static char root[256];
static const struct pdf_options TAGGED = {.archive = 1, .tagged = 1}, UNTAGGED = {.archive = 1};

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    temp_dir(root);
    return 0;
}

static int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    dir_remove_all(root, &e);
    arena_free(arena);
    return (int)e.status;
}

static char *in_root(const char *name)
{
    return path_join(arena, root, name);
}

static char *read_all(const char *path, size_t *n)
{
    struct err e = {.status = ST_OK};
    char *text;

    if (file_read(arena, path, 1 << 30, &text, n, &e))
        fail_msg("%s", e.text);
    return text;
}

/* Output of a command; it must succeed and write nothing on stderr. */
static char *run(const char *command)
{
    char *out = in_root("ra"), *errors = in_root("loi"), *said;
    int status = system(arena_printf(arena, "%s >'%s' 2>'%s'", command, out, errors));

    said = read_all(errors, NULL);
    if (status != 0 || *said)
        fail_msg("%s: status %d: %s", command, WEXITSTATUS(status), said);
    return read_all(out, NULL);
}

static char *written(const struct sheet *s, const struct document *d, const char *name)
{
    struct err e = {.status = ST_OK};
    char *path = in_root(name);

    if (pdf_write(d, s->pages, serif(arena), s->pages->root ? &TAGGED : &UNTAGGED, path, &e) ||
        pdf_verify(s->pages, path, &e))
        fail_msg("%s", e.text);
    return path;
}

/* Blanks, line ends and form feeds as one blank each run. */
static char *squeezed(const char *text)
{
    struct buf b;
    int blank = 1;

    buf_init(&b, arena);
    for (; *text; text++) {
        int is = *text == ' ' || *text == '\n' || *text == '\f';

        if (is && !blank)
            buf_putc(&b, ' ');
        else if (!is)
            buf_putc(&b, *text);
        blank = is;
    }
    if (b.n && b.p[b.n - 1] == ' ')
        b.p[--b.n] = '\0';
    return arena_strdup(arena, buf_str(&b));
}

static void paper_is_clean(void **state)
{
    static const char *const faces[] = {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic",
                                        "LiberationSerif-BoldItalic"};
    struct sheet s;
    struct annex annex;
    struct document d;
    char *path, *text;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    path = written(&s, &d, "giay.pdf");
    run(arena_printf(arena, "qpdf --check '%s'", path));

    text = run(arena_printf(arena, "pdftotext -raw '%s' -", path));
    assert_string_equal(
        squeezed(text),
        "BÁO CÁO Trong kỳ, quận đã tiếp nhận và giải quyết hồ sơ đúng hạn, đạt 99,31% (xem Phụ lục I). "
        "48 HỎA TỐC D Ự T H Ả O Phụ lục I TT Đơn vị Hồ sơ Đúng hạn 1 Phường Cổ Nhuế 1 12.345 2 Phường Đức "
        "Thắng 67 2");

    text = run(arena_printf(arena, "pdffonts '%s' | awk 'NR > 2 { print $1, $2, $3, $4, $5, $6, $7, $8 }'", path));
    for (size_t i = 0; i < LENGTH(faces); i++)
        assert_non_null(strstr(text, arena_printf(arena, "+%s CID TrueType Identity-H yes yes yes", faces[i])));
    assert_null(strchr(text, ','));
}

static void properties_outline_and_links(void **state)
{
    static const char *const info[] = {
        "Title:           Báo cáo công tác cải cách hành chính & <kết quả> năm 2018\n",
        "Author:          Ủy ban nhân dân quận Bắc Từ Liêm\n",
        "Subject:         Kết quả từ ngày 15/12/2017 đến ngày 14/10/2018\n",
        "CreationDate:    2018-10-14T00:00:00+07\n",
        "PDF version:     1.4\n",
        "Pages:           3\n",
        "Tagged:          yes\n",
        "Encrypted:       no\n",
    };
    static const char *const catalog[] = {"/Lang (vi-VN)", "/DisplayDocTitle true", "/Marked true"};
    struct sheet s;
    struct annex annex;
    struct document d;
    char *path, *text;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    path = written(&s, &d, "thuoc_tinh.pdf");
    text = run(arena_printf(arena, "pdfinfo -isodates '%s'", path));
    for (size_t i = 0; i < LENGTH(info); i++) {
        CASE("%s", info[i]);
        assert_non_null(strstr(text, info[i]));
    }
    text = run(arena_printf(arena, "qpdf --qdf --object-streams=disable '%s' - | strings -n 3", path));
    for (size_t i = 0; i < LENGTH(catalog); i++)
        assert_non_null(strstr(text, catalog[i]));
    text = run(arena_printf(arena,
                            "qpdf --json=1 --json-key=outlines --json-key=pagelabels --json-key=pages '%s' | "
                            "/usr/bin/python3 -c 'import json, sys; j = json.load(sys.stdin); "
                            "print([(o[\"title\"], o[\"destpageposfrom1\"]) for o in j[\"outlines\"]]); "
                            "print([(l[\"index\"], l[\"label\"]) for l in j[\"pagelabels\"]]);"
                            "print([p[\"label\"] for p in j[\"pages\"]])'",
                            path));
    assert_non_null(strstr(text, "[('BÁO CÁO', 1), ('Phụ lục I', 2)]"));
    assert_non_null(strstr(text, "{'/P': 'Phụ lục I - ', '/S': '/D', '/St': 2}"));
    text = run(arena_printf(arena, "qpdf --json=1 --json-key=objects '%s' | grep -c '\"/FitH\"'", path));
    assert_string_equal(text, "3\n"); /* two of the outline and one link: the other leads nowhere */
}

static void structure_is_the_text_in_order(void **state)
{
    struct sheet s;
    struct annex annex;
    struct document d;
    char *text, *at;
    static const char *const order[] = {"Document", "H1",        "\"BÁO CÁO\"",   "P",      "tiếp nhận",
                                        "99,31%",   "Link",      "\"Phụ lục I\"", "\").\"", "Figure",
                                        "\"48\"",   "H2",        "Table",         "TR",     "TH",
                                        "\"TT\"",   "TH",        "\"Đúng hạn\"",  "TR",     "TD",
                                        "\"1\"",    "Cổ Nhuế 1", "\"12.345\"",    "TD",     "\"67\""};

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    text = at = run(arena_printf(arena, "pdfinfo -struct-text '%s'", written(&s, &d, "cau_truc.pdf")));
    for (size_t i = 0; i < LENGTH(order); i++) {
        CASE("%s", order[i]);
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
    assert_null(strstr(text, "HỎA")); /* artifacts */
    assert_null(strstr(text, "THẢO"));
    assert_non_null(strstr(text, "Scope /Column"));
    assert_non_null(strstr(text, "RowSpan 2"));
    assert_non_null(strstr(text, "Headers [(c) (d)]"));
}

static void every_letter_in_every_face(void **state)
{
    struct sheet s;
    struct document d = sheet_document();
    struct buf want;
    char *path, *text;

    (void)state;
    sheet_open(&s, arena);
    s.pages->root = NULL; /* untagged files must be right too */
    buf_init(&want, arena);
    for (int face = 0; face < FACE_COUNT; face++) {
        double y = 60;

        sheet_page(&s, 0, face + 1, MM(210), MM(297));
        for (const uint32_t *c = font_required(); *c;) {
            char word[64] = "";
            size_t n = 0;

            for (int k = 0; k < 8 && *c; c++) {
                if (*c == ' ' || *c == 0xA0)
                    continue;
                n += utf8_put(*c, word + n);
                k++;
            }
            sheet_text(&s, (enum face)face, 14, 60, y, 1, word, 0);
            buf_printf(&want, "%s ", word);
            y += 20;
        }
    }
    path = written(&s, &d, "chu.pdf");
    run(arena_printf(arena, "qpdf --check '%s'", path));
    text = squeezed(run(arena_printf(arena, "pdftotext -raw '%s' -", path)));
    assert_string_equal(text, squeezed(buf_str(&want)));
    assert_true(utf8_is_nfc(text));
}

/* Text as readers copy it: justified lines give the paragraph again, with single blanks. */
static void laid_out_text_copies_right(void **state)
{
    struct paper *p = paper_open(arena, 1);
    struct err e = {.status = ST_OK};
    char *path = in_root("dan_trang.pdf"), *text, *paragraph[4];

    (void)state;
    p->doc.day = DAY_NONE;
    for (unsigned i = 0; i < LENGTH(paragraph); i++) {
        paragraph[i] = shape_words(arena, i, 60);
        paper_text(p, NODE_PARAGRAPH, 0, "", paragraph[i]);
    }
    paper_signature(p, 3);
    paper_layout(p);
    if (pdf_write(&p->doc, p->pages, serif(arena), &TAGGED, path, &e) || pdf_verify(p->pages, path, &e))
        fail_msg("%s", e.text);
    run(arena_printf(arena, "qpdf --check '%s'", path));
    text = squeezed(run(arena_printf(arena, "pdftotext '%s' -", path)));
    for (size_t i = 0; i < LENGTH(paragraph); i++) {
        for (char *at; (at = strstr(paragraph[i], "\xC2\xA0"));) /* printed as a blank */
            *(char *)memmove(at, at + 1, strlen(at)) = ' ';
        CASE("%s", paragraph[i]);
        assert_non_null(strstr(text, paragraph[i]));
    }
}

/* What a file claims, whether it is tagged, and the empty field: in the middle of the room between title and name. */
static void options(void **state)
{
    static const struct {
        struct pdf_options pdf;
        int field;
    } cases[] = {{{1, 1}, 0}, {{1, 1}, 1}, {{1, 0}, 1}, {{0, 1}, 0}, {{0, 0}, 1}};

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct paper *p = paper_open(arena, 1);
        struct err e = {.status = ST_OK};
        char *path = in_root(arena_printf(arena, "tuy_chon_%zu.pdf", i)), *text;

        CASE("%zu", i);
        p->options.signature_field = cases[i].field;
        paper_text(p, NODE_PARAGRAPH, 0, "", "Không phát sinh.");
        paper_signature(p, 2);
        paper_layout(p);
        if (pdf_write(&p->doc, p->pages, serif(arena), &cases[i].pdf, path, &e) || pdf_verify(p->pages, path, &e))
            fail_msg("%s", e.text);
        run(arena_printf(arena, "qpdf --check '%s'", path));
        text = run(arena_printf(arena, "pdfinfo '%s'", path));
        assert_int_equal(strstr(text, "Tagged:          yes") != NULL, cases[i].pdf.tagged);
        text = run(arena_printf(arena, "pdfinfo -meta '%s'", path));
        assert_int_equal(strstr(text, "pdfaid:part") != NULL, cases[i].pdf.archive);
        text = run(arena_printf(arena, "qpdf --qdf --object-streams=disable '%s' - | strings -n 3", path));
        assert_int_equal(strstr(text, "/FT /Sig") != NULL, cases[i].field);
        assert_int_equal(strstr(text, "/AcroForm") != NULL, cases[i].field);
        assert_int_equal(strstr(text, "/S /Form") != NULL, cases[i].field && cases[i].pdf.tagged);
        if (cases[i].field) {
            const struct item *name = paper_find(p, "Nguyễn Văn A", NULL);
            double left, bottom, right, top;

            assert_int_equal(sscanf(strstr(text, "/Rect ["), "/Rect [ %lf %lf %lf %lf", &left, &bottom, &right, &top),
                             4);
            assert_mm("width", right - left, 70);
            assert_mm("height", top - bottom, 26);
            assert_true(bottom > MM(297) - name->y + name->size / 2);
        }
    }
}

static void same_bytes(void **state)
{
    struct sheet s;
    struct annex annex;
    struct document d;
    char *first, *second, *third;
    size_t n, m;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    first = read_all(written(&s, &d, "mot.pdf"), &n);
    sheet_paper(&s, arena, &annex, &d);
    second = read_all(written(&s, &d, "hai.pdf"), &m);
    assert_int_equal(n, m);
    assert_memory_equal(first, second, n);
    assert_non_null(memmem(first, n, "/ID [", 5));
    d.title = "Báo cáo khác";
    third = read_all(written(&s, &d, "ba.pdf"), &m);
    assert_memory_not_equal(memmem(first, n, "/ID [", 5), memmem(third, m, "/ID [", 5), 40);
}

static void many_pages(void **state)
{
    struct sheet s;
    struct document d = sheet_document();

    (void)state;
    sheet_open(&s, arena);
    s.pages->root = NULL;
    for (int i = 0; i < 33000; i++)
        sheet_page(&s, 0, i + 1, MM(210), MM(297));
    sheet_text(&s, FACE_REGULAR, 14, 60, 60, 1, "Trang cuối", 0);
    assert_non_null(strstr(run(arena_printf(arena, "pdfinfo '%s'", written(&s, &d, "dai.pdf"))), "33000"));
}

/* ---- what the check must find ---- */

static int verdict(const struct sheet *s, const char *bytes, size_t n)
{
    struct err e = {.status = ST_OK};
    char *path = in_root("hong.pdf");
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    if (pdf_verify(s->pages, path, &e) == 0)
        return 0;
    assert_int_equal(e.status, ST_IO);
    return 1;
}

static void damage_is_found(void **state)
{
    struct sheet s;
    struct annex annex;
    struct document d;
    size_t n, found = 0, tried = 0;
    char *bytes;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    bytes = read_all(written(&s, &d, "nguyen.pdf"), &n);
    assert_false(verdict(&s, bytes, n));
    for (size_t cut = 0; cut < n; cut += 1 + n / 150)
        assert_true(verdict(&s, bytes, cut));
    for (size_t at = 3; at < n; at += 1 + n / 700, tried++) {
        bytes[at] ^= 0x15;
        found += (size_t)verdict(&s, bytes, n);
        bytes[at] ^= 0x15;
    }
    /* The rest is text of properties, XMP and coordinates of annotations, which pages do not show. */
    assert_true(found * 100 > tried * 90);
}

static void differences_are_found(void **state)
{
    struct sheet s;
    struct annex annex;
    struct document d;
    struct err e;
    char *path;
    struct item *item;
    const char *kept;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    path = written(&s, &d, "doi_chieu.pdf");
    item = &s.pages->list.v[0]->items.v[3];
    kept = item->text;

    e.status = ST_OK; /* another word */
    item->text = "khac";
    assert_int_equal(pdf_verify(s.pages, path, &e), -1);
    assert_int_equal(e.status, ST_IO);
    item->text = kept;

    e.status = ST_OK; /* a blank more */
    item->space_after = !item->space_after;
    assert_int_equal(pdf_verify(s.pages, path, &e), -1);
    item->space_after = !item->space_after;

    e.status = ST_OK; /* another size of paper */
    s.pages->list.v[1]->width += 1;
    assert_int_equal(pdf_verify(s.pages, path, &e), -1);
    s.pages->list.v[1]->width -= 1;

    e.status = ST_OK; /* a page less */
    s.pages->list.n--;
    assert_int_equal(pdf_verify(s.pages, path, &e), -1);
    s.pages->list.n++;

    e.status = ST_OK; /* a page more */
    sheet_page(&s, 1, 3, MM(297), MM(210));
    assert_int_equal(pdf_verify(s.pages, path, &e), -1);
    s.pages->list.n--;

    e.status = ST_OK;
    assert_int_equal(pdf_verify(s.pages, path, &e), 0);
}

/* ---- failures ---- */

static void refuse(const struct sheet *s, const struct font_family *fonts, const char *path, enum status want)
{
    struct document d = sheet_document();
    struct err e = {.status = ST_OK};
    int there = file_exists(path);

    assert_int_equal(pdf_write(&d, s->pages, fonts, &TAGGED, path, &e), -1);
    CASE("%s", e.text);
    assert_int_equal(e.status, want);
    assert_int_equal(file_exists(path), there);
}

static void refusals(void **state)
{
    static const float places[] = {NAN, INFINITY, -INFINITY, 1e9F};
    struct sheet s;
    struct annex annex;
    struct document d;
    struct font_family none = {"Không có", {"/khong/co.ttf", "/khong/co.ttf", "/khong/co.ttf", "/khong/co.ttf"}};
    char *path = in_root("tu_choi.pdf");
    struct item *item;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    item = &s.pages->list.v[0]->items.v[5];
    for (size_t i = 0; i < LENGTH(places); i++) {
        float kept = item->x;

        item->x = places[i];
        refuse(&s, serif(arena), path, ST_INTERNAL);
        item->x = kept;
    }
    item->text = "三";
    refuse(&s, serif(arena), path, ST_UNAVAILABLE);
    item->text = "a\nb";
    refuse(&s, serif(arena), path, ST_UNAVAILABLE);
    item->text = "được";
    refuse(&s, &none, path, ST_UNAVAILABLE);
    refuse(&s, serif(arena), in_root("khong/co/thu/muc.pdf"), ST_CANTCREATE);
    refuse(&s, serif(arena), written(&s, &d, "da_co.pdf"), ST_CANTCREATE);
}

/* A file-size limit stands for a full disk: in a child, because it cannot be raised again. */
static void full_disk(void **state)
{
    struct sheet s;
    struct annex annex;
    struct document d;
    size_t n;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    read_all(written(&s, &d, "du_cho.pdf"), &n);
    for (size_t room = 0; room < n; room += 1 + n / 12) {
        int status;
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0) {
            struct rlimit limit = {room, room};
            struct err e = {.status = ST_OK};
            char *path = in_root("het_cho.pdf");

            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &limit);
            _exit(pdf_write(&d, s.pages, serif(arena), s.pages->root ? &TAGGED : &UNTAGGED, path, &e) == -1 &&
                          e.status == ST_IO && !file_exists(path)
                      ? 0
                      : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_is_clean),
        cmocka_unit_test(properties_outline_and_links),
        cmocka_unit_test(structure_is_the_text_in_order),
        cmocka_unit_test(every_letter_in_every_face),
        cmocka_unit_test(laid_out_text_copies_right),
        cmocka_unit_test(options),
        cmocka_unit_test(same_bytes),
        cmocka_unit_test(many_pages),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(differences_are_found),
        cmocka_unit_test(refusals),
        cmocka_unit_test(full_disk),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
