#include "base/file.h"
#include "folder.h"
#include "render/font_subset.h"
#include "serif.h"

static struct font_face *face(enum face which)
{
    struct err e = {.status = ST_OK};
    struct font_face *f;

    if (font_open(arena, serif(arena)->files[which], &f, &e))
        fail_msg("%s", e.text);
    return f;
}

static void use(unsigned char *used, uint32_t c)
{
    used[c / 8] |= (unsigned char)(0x80 >> c % 8);
}

static struct font_span table_of(struct font_span file, const char *tag)
{
    for (size_t i = 0; i < font_u16(file, 4); i++)
        if (memcmp(file.p + 12 + 16 * i, tag, 4) == 0)
            return (struct font_span){file.p + font_u32(file, 12 + 16 * i + 8), font_u32(file, 12 + 16 * i + 12)};
    fail_msg("no table %s", tag);
    return file;
}

/* Outline of a glyph of the subset. */
static struct font_span outline(struct font_span file, unsigned glyph)
{
    struct font_span loca = table_of(file, "loca"), glyf = table_of(file, "glyf");
    int wide = font_u16(table_of(file, "head"), 50) != 0;
    size_t from = wide ? font_u32(loca, 4 * glyph) : 2 * font_u16(loca, 2 * glyph);
    size_t to = wide ? font_u32(loca, 4 * glyph + 4) : 2 * font_u16(loca, 2 * glyph + 2);

    assert_true(from <= to && to <= glyf.n);
    return (struct font_span){glyf.p + from, to - from};
}

/* Are they the same strokes, through all parts of composed letters? Bytes may follow that fill up. */
static void same_strokes(const struct font_face *f, unsigned old, struct font_span file, unsigned new)
{
    enum { PARTS = -1 };
    struct font_span a = font_outline(f, old), b = outline(file, new);
    size_t at = 10;
    unsigned flags;

    assert_true(b.n >= a.n && b.n < a.n + 4);
    if (font_s16(a, 0) != PARTS) {
        assert_memory_equal(a.p, b.p, a.n);
        return;
    }
    do {
        size_t step;

        flags = font_u16(a, at);
        step = (flags & 1 ? 8u : 6u) + (flags & 0x8 ? 2u : flags & 0x40 ? 4u : flags & 0x80 ? 8u : 0u);
        assert_int_equal(font_u16(b, at), flags);
        assert_memory_equal(a.p + at + 4, b.p + at + 4, step - 4); /* where the part stands */
        same_strokes(f, font_u16(a, at + 2), file, font_u16(b, at + 2));
        at += step;
    } while (flags & 0x20);
}

static void letters_keep_their_strokes(void **state)
{
    (void)state;
    for (int i = 0; i < FACE_COUNT; i++) {
        struct font_face *f = face((enum face)i);
        struct font_subset *s = arena_alloc(arena, sizeof *s);
        struct err e = {.status = ST_OK};
        struct font_span file;
        font_codes used = {0};
        uint32_t sum = 0;

        for (const uint32_t *c = font_required(); *c; c++)
            use(used, *c);
        assert_int_equal(font_cut(arena, f, used, s, &e), 0);
        file = (struct font_span){(const unsigned char *)s->file.p, s->file.n};
        assert_int_equal(font_u16(table_of(file, "maxp"), 4), s->nglyphs);
        assert_int_equal(table_of(file, "hmtx").n, 4 * s->nglyphs);
        for (const uint32_t *c = font_required(); *c; c++) {
            unsigned glyph = s->glyph[*c];

            CASE("%d U+%04X", i, (unsigned)*c);
            assert_in_range(glyph, 1, s->nglyphs - 1);
            assert_int_equal(font_u16(table_of(file, "hmtx"), 4 * glyph), font_metric(f, font_glyph(f, *c), 0));
            same_strokes(f, font_glyph(f, *c), file, glyph);
        }
        assert_int_equal(s->glyph[0x4E00], 0);
        for (size_t at = 0; at < file.n; at += 4)
            sum += font_u32(file, at);
        assert_int_equal(sum, 0xB1B0AFBA);
    }
}

/* The parts of ế are ê and the acute, those of ê an e and the circumflex: all must come along. */
static void few_letters_are_small(void **state)
{
    struct font_subset *s = arena_alloc(arena, sizeof *s);
    struct err e = {.status = ST_OK};
    font_codes used = {0};

    (void)state;
    use(used, 0x1EBF);
    assert_int_equal(font_cut(arena, face(FACE_REGULAR), used, s, &e), 0);
    assert_in_range(s->nglyphs, 4, 8);
    assert_true(s->file.n < 8000);
}

static void descriptions(void **state)
{
    static const struct {
        const char *name;
        int angle, bold;
    } want[FACE_COUNT] = {[FACE_REGULAR] = {"LiberationSerif", 0, 0},
                          [FACE_BOLD] = {"LiberationSerif-Bold", 0, 1},
                          [FACE_ITALIC] = {"LiberationSerif-Italic", -16, 0},
                          [FACE_BOLD_ITALIC] = {"LiberationSerif-BoldItalic", -16, 1}};

    (void)state;
    for (int i = 0; i < FACE_COUNT; i++) {
        struct font_description d;

        CASE("%s", want[i].name);
        font_describe(arena, face((enum face)i), &d);
        assert_string_equal(d.name, want[i].name);
        assert_int_equal(d.italic_angle, want[i].angle);
        assert_int_equal(d.bold, want[i].bold);
        assert_in_range(d.cap_height, 640, 670);
        assert_int_equal(d.ascent, 891);
        assert_int_equal(d.descent, -216);
        assert_true(d.box[0] < 0 && d.box[1] < d.descent && d.box[2] > 1000 && d.box[3] > d.ascent);
    }
}

/* Whatever the tables hold: an answer, and no read beyond the file. */
static void damaged_outlines(void **state)
{
    const char *path = serif(arena)->files[FACE_REGULAR];
    uint32_t random = 7;

    (void)state;
    for (int i = 0; i < 60; i++) {
        struct arena *a = arena_new();
        struct err e = {.status = ST_OK};
        struct font_subset *s = arena_alloc(a, sizeof *s);
        char *bytes, *bad = path_join(a, root, arena_printf(a, "%d.ttf", i));
        struct font_description d;
        struct font_face *f;
        font_codes used;
        size_t n;

        memset(used, 0xFF, sizeof used);
        assert_int_equal(file_read(a, path, 1 << 24, &bytes, &n, &e), 0);
        for (int k = 0; k < 4000; k++) {
            random = random * 1664525 + 1013904223;
            bytes[600 + (random >> 4) % (n - 600)] = (char)(random >> 24);
        }
        assert_int_equal(file_write(bad, bytes, n, &e), 0);
        if (font_open(a, bad, &f, &e) == 0) {
            font_describe(a, f, &d);
            if (font_cut(a, f, used, s, &e) == 0)
                assert_true(s->nglyphs > 0 && s->file.n > 0);
            else
                assert_int_equal(e.status, ST_UNAVAILABLE);
        }
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_keep_their_strokes),
        cmocka_unit_test(few_letters_are_small),
        cmocka_unit_test(descriptions),
        cmocka_unit_test(damaged_outlines),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
