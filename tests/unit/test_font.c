#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "serif.h"

static struct arena *arena, *kept;
static char root[256];
static const struct font_family *family;
static unsigned char *font; /* bytes of the regular face */
static size_t size;

static int set_up(void **state)
{
    struct err e = {.status = ST_OK};
    char *text;

    (void)state;
    arena = arena_new();
    kept = arena_new();
    temp_dir(root);
    family = serif(kept);
    if (file_read(kept, family->files[FACE_REGULAR], 1 << 24, &text, &size, &e))
        fail_msg("%s", e.text);
    font = (unsigned char *)text;
    return 0;
}

static int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    dir_remove_all(root, &e);
    arena_free(arena);
    arena_free(kept);
    return (int)e.status;
}

static const char *put(const unsigned char *bytes, size_t n)
{
    const char *path = path_join(arena, root, "thu.ttf");
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    return path;
}

static unsigned u16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

static unsigned u32(const unsigned char *p)
{
    return u16(p) << 16 | u16(p + 2);
}

static unsigned char *copy(void)
{
    return memcpy(arena_alloc(arena, size), font, size);
}

/* Entry of the table in the directory of the font. */
static unsigned char *entry(unsigned char *bytes, const char *tag)
{
    for (unsigned i = 0; i < u16(bytes + 4); i++)
        if (memcmp(bytes + 12 + 16 * i, tag, 4) == 0)
            return bytes + 12 + 16 * i;
    fail_msg("no table %s", tag);
    return NULL;
}

static unsigned char *table(unsigned char *bytes, const char *tag)
{
    return bytes + u32(entry(bytes, tag) + 8);
}

static void widths_are_those_of_times(void **state)
{
    static const struct {
        enum face face;
        uint32_t c;
        int width; /* AFM widths of Times, which all metric-compatible faces share */
    } cases[] =
        {
            {FACE_REGULAR, 'A', 722},     {FACE_REGULAR, ' ', 250},    {FACE_REGULAR, '0', 500},
            {FACE_REGULAR, 'i', 278},     {FACE_REGULAR, 0x1EA1, 444}, {FACE_REGULAR, 0x110, 722},
            {FACE_BOLD, 'a', 500},        {FACE_BOLD, 'M', 944},       {FACE_BOLD, 0x1EA4, 722},
            {FACE_ITALIC, 'z', 389},      {FACE_ITALIC, '.', 250},     {FACE_BOLD_ITALIC, 'W', 889},
            {FACE_REGULAR, 0x10FFFF, -1}, {FACE_REGULAR, 0x1F600, -1}, {FACE_REGULAR, 0, -1},
            {FACE_BOLD, 0xFFFF, -1},      {FACE_REGULAR, 0x4E00, -1},  {FACE_REGULAR, 0x2011, -1},
        },
      *c;
    struct err e = {.status = ST_OK};
    struct metrics m;
    struct font_face *f;

    (void)state;
    assert_int_equal(font_family_metrics(arena, family, &m, &e), 0);
    for (EACH(c, cases)) {
        CASE("%d U+%04X", c->face, c->c);
        assert_int_equal(m.advance(m.ctx, c->face, c->c), c->width);
        assert_int_equal(font_open(arena, family->files[c->face], &f, &e), 0);
        assert_int_equal(font_advance(f, c->c), c->width);
    }
    for (int i = 0; i < FACE_COUNT; i++) {
        assert_int_equal(m.ascent[i], 891);  /* 1825 of 2048 */
        assert_int_equal(m.descent[i], 216); /* 443 */
    }
}

static void required_are_the_134_letters(void **state)
{
    static const uint32_t marks[] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
    static const uint32_t vowels[] = {'a', 0x103, 0xE2, 'e', 0xEA, 'i', 'o', 0xF4, 0x1A1, 'u', 0x1B0, 'y'};
    const uint32_t *r = font_required();
    size_t letters = 0, n = 0;

    (void)state;
    while (r[n])
        n++;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            assert_int_not_equal(r[i], r[j]);
    for (size_t v = 0; v < LENGTH(vowels); v++) {
        for (size_t m = 0; m < 2 * LENGTH(marks); m++) {
            char base[16] = "", *nfc;
            const char *s;
            size_t at = utf8_put(vowels[v], base), i = 0;
            uint32_t want;

            if (m % LENGTH(marks))
                utf8_put(marks[m % LENGTH(marks)], base + at);
            nfc = utf8_nfc(arena, base);
            s = m < LENGTH(marks) ? nfc : utf8_upper(arena, nfc);
            want = utf8_next(&s);
            assert_int_equal(*s, 0);
            while (i < n && r[i] != want)
                i++;
            assert_true(i < n);
            letters += want >= 0x80;
        }
    }
    assert_int_equal(letters + 2, 134); /* and Đ, đ */
}

static const char *choose(const char *path, int *index)
{
    struct font_family f[2] = {{"Thử", {path, family->files[1], family->files[2], family->files[3]}}, *family};
    struct font_candidates c = {f, index ? 2 : 1, "fonts-liberation2"};
    static struct err e;
    int i;

    e = (struct err){.status = ST_OK};
    i = font_choose(arena, &c, &e);
    if (index)
        *index = i;
    else
        assert_int_equal(i, e.status == ST_OK ? 0 : -1);
    if (e.status != ST_OK)
        assert_int_equal(e.status, ST_UNAVAILABLE);
    return e.text;
}

/* Takes U+1EA0…U+1EEF out of the Windows BMP table by moving the start of their segment. */
static void drop_letters(unsigned char *bytes)
{
    unsigned char *cmap = table(bytes, "cmap");

    for (unsigned i = 0; i < u16(cmap + 2); i++) {
        unsigned char *record = cmap + 4 + 8 * i, *t = cmap + u32(record + 4);
        unsigned n = u16(t + 6) / 2;

        if (u16(t) != 4)
            continue;
        for (unsigned s = 0; s < n; s++) {
            unsigned char *start = t + 16 + 2 * n + 2 * s;

            if (u16(start) <= 0x1EA0 && u16(t + 14 + 2 * s) >= 0x1EF0) {
                start[0] = 0x1E;
                start[1] = 0xF0;
            }
        }
    }
}

static void empty_glyph(unsigned char *bytes, unsigned glyph)
{
    unsigned char *loca = table(bytes, "loca");
    unsigned size_of = u16(table(bytes, "head") + 50) ? 4 : 2;

    memcpy(loca + size_of * (glyph + 1), loca + size_of * glyph, size_of);
}

static void refused_families(void **state)
{
    static const char none[] = "/khong/co/phong.ttf";
    unsigned char *b;
    int index;

    (void)state;
    assert_non_null(strstr(choose(none, NULL), none));
    assert_non_null(strstr(choose(none, NULL), "fonts-liberation2"));
    choose(none, &index);
    assert_int_equal(index, 1);

    b = copy();
    drop_letters(b);
    assert_non_null(strstr(choose(put(b, size), NULL), "thiếu chữ Ạ ạ Ả ả Ấ ấ Ầ ầ … (80 chữ)"));

    b = copy();
    for (unsigned g = 1; g < 1000; g++)
        empty_glyph(b, g);
    assert_non_null(strstr(choose(put(b, size), NULL), "thiếu chữ"));

    b = copy();
    table(b, "OS/2")[9] = 0x02; /* fsType: restricted licence */
    assert_non_null(strstr(choose(put(b, size), NULL), "giấy phép"));

    b = copy();
    memcpy(entry(b, "loca"), "LOCA", 4);
    assert_non_null(strstr(choose(put(b, size), NULL), "thiếu bảng"));

    b = copy();
    memcpy(b, "OTTO", 4);
    assert_non_null(strstr(choose(put(b, size), NULL), "TrueType"));

    b = copy(); /* more widths than glyphs */
    memset(table(b, "hhea") + 34, 0xFF, 2);
    assert_non_null(strstr(choose(put(b, size), NULL), "hỏng"));

    assert_string_equal(choose(put(font, size), NULL), "");
}

/* Whatever the file holds: an answer, and no crash. */
static int probe(const char *path)
{
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK};
    struct font_face *f;
    int opened = font_open(a, path, &f, &e) == 0;

    if (opened)
        for (uint32_t c = 0; c < 0x30000; c += c < 0x2000 ? 1 : 37)
            assert_true(font_advance(f, c) >= -1);
    else
        assert_true(e.status == ST_UNAVAILABLE && e.text[0]);
    arena_free(a);
    choose(path, NULL);
    return opened;
}

static void truncated_files(void **state)
{
    int opened = 0, n = 0;

    (void)state;
    for (size_t cut = 0; cut < size; cut += cut < 400 ? 7 : 9973, n++)
        opened += probe(put(font, cut));
    assert_true(n > 60);
    assert_true(opened < n / 2);
}

static void flipped_bytes(void **state)
{
    static const struct {
        const char *tag; /* NULL: table directory */
        unsigned span;
        int n;
    } cases[] = {{NULL, 300, 300}, {"cmap", 2000, 400}, {"head", 54, 100},
                 {"hhea", 36, 60}, {"maxp", 6, 30},     {"loca", 64, 30}},
      *c;
    uint32_t random = 1;

    (void)state;
    for (EACH(c, cases)) {
        for (int i = 0; i < c->n; i++) {
            unsigned char *b = copy();
            unsigned char *from = c->tag ? table(b, c->tag) : b;

            for (int k = 0; k <= i % 4; k++) {
                random = random * 1664525 + 1013904223;
                from[(random >> 8) % c->span] = (unsigned char)(random >> 24);
            }
            probe(put(b, size));
            arena_free(arena);
            arena = arena_new();
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_times),
        cmocka_unit_test(required_are_the_134_letters),
        cmocka_unit_test(refused_families),
        cmocka_unit_test(truncated_files),
        cmocka_unit_test(flipped_bytes),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
