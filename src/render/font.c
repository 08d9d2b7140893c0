#include "render/font.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"

enum {
    FILE_MAX = 64 * 1024 * 1024,
    BMP = 0x10000,
    EM_MIN = 16, /* limits of the OpenType specification, table head */
    EM_MAX = 16384,
    NO_EMBEDDING = 0x0002 | 0x0100 | 0x0200, /* OS/2 fsType: restricted, not to be cut, bitmaps only */
    SHOWN_MAX = 8                            /* missing characters named in a message */
};

/* Characters above the BMP: first…last have the glyphs glyph…glyph+(last-first). */
struct group {
    uint32_t first, last, glyph;
};

struct font_face {
    const char *path;
    struct font_span file;
    uint16_t glyph[BMP]; /* 0: absent */
    struct group *groups;
    size_t ngroups;
    struct font_span hmtx, loca, glyf;
    unsigned nglyphs, nmetrics; /* nmetrics ≥ 1 */
    unsigned em;
    int long_loca;
    int ascent, descent;
    const char *refusal; /* why it cannot go into a PDF, NULL if it can */
};

unsigned font_u16(struct font_span s, size_t at)
{
    return at + 2 <= s.n ? (unsigned)s.p[at] << 8 | s.p[at + 1] : 0;
}

int font_s16(struct font_span s, size_t at)
{
    return (int16_t)font_u16(s, at);
}

uint32_t font_u32(struct font_span s, size_t at)
{
    return (uint32_t)font_u16(s, at) << 16 | font_u16(s, at + 2);
}

static struct font_span sub(struct font_span s, size_t at, size_t n)
{
    if (at > s.n)
        return (struct font_span){s.p, 0};
    return (struct font_span){s.p + at, n < s.n - at ? n : s.n - at};
}

/* Empty if the table is missing or reaches beyond the file. */
static struct font_span table(struct font_span file, const char *tag)
{
    unsigned n = font_u16(file, 4);

    for (size_t at = 12; n-- && at + 16 <= file.n; at += 16) {
        size_t offset = font_u32(file, at + 8), size = font_u32(file, at + 12);

        if (memcmp(file.p + at, tag, 4) == 0 && offset <= file.n && size <= file.n - offset)
            return sub(file, offset, size);
    }
    return (struct font_span){file.p, 0};
}

/* cmap format 4: segments sorted by their last character, as the format requires; anything else is damage.
 * That also bounds the work: no character is met twice. */
static int read_format4(struct font_face *f, struct font_span t)
{
    unsigned nseg = font_u16(t, 6) / 2;
    size_t ends = 14, starts = 16 + 2 * (size_t)nseg, deltas = starts + 2 * (size_t)nseg;
    size_t offsets = deltas + 2 * (size_t)nseg;
    uint32_t next = 0;

    if (nseg == 0 || offsets + 2 * (size_t)nseg > t.n)
        return -1;
    for (size_t i = 0; i < nseg; i++) {
        uint32_t first = font_u16(t, starts + 2 * i), last = font_u16(t, ends + 2 * i);
        unsigned delta = font_u16(t, deltas + 2 * i), offset = font_u16(t, offsets + 2 * i);

        if (first < next || last < first)
            return -1;
        for (uint32_t c = first; c <= last; c++) {
            unsigned g = c;

            if (offset) {
                g = font_u16(t, offsets + 2 * i + offset + 2 * (size_t)(c - first));
                if (g == 0)
                    continue;
            }
            g = (g + delta) & 0xFFFF;
            f->glyph[c] = (uint16_t)(g < f->nglyphs ? g : 0);
        }
        next = last + 1;
    }
    return 0;
}

/* cmap format 12. The BMP part counts only where no format 4 table gave it. */
static int read_format12(struct arena *a, struct font_face *f, struct font_span t, int with_bmp)
{
    uint32_t n = font_u32(t, 12), next = 0;

    if (n == 0 || n > (t.n - 16) / 12)
        return -1;
    f->groups = arena_alloc(a, n * sizeof *f->groups);
    for (uint32_t i = 0; i < n; i++) {
        size_t at = 16 + 12 * (size_t)i;
        struct group g = {font_u32(t, at), font_u32(t, at + 4), font_u32(t, at + 8)};

        if (g.first < next || g.last < g.first || g.last > 0x10FFFF)
            return -1;
        next = g.last + 1;
        for (uint32_t c = g.first; with_bmp && c <= g.last && c < BMP; c++) {
            uint64_t glyph = (uint64_t)g.glyph + (c - g.first);

            f->glyph[c] = (uint16_t)(glyph < f->nglyphs ? glyph : 0);
        }
        if (g.last >= BMP)
            f->groups[f->ngroups++] = g;
    }
    return 0;
}

/* The Windows BMP table is the one that font makers test; any other with Unicode codes will do. */
static int read_cmap(struct arena *a, struct font_face *f, struct font_span cmap)
{
    unsigned n = font_u16(cmap, 2);
    struct font_span bmp = {0}, full = {0};
    int windows = 0;

    for (size_t at = 4; n-- && at + 8 <= cmap.n; at += 8) {
        unsigned platform = font_u16(cmap, at), encoding = font_u16(cmap, at + 2);
        struct font_span t = sub(cmap, font_u32(cmap, at + 4), cmap.n);
        unsigned format = font_u16(t, 0);

        if (platform != 0 && platform != 3)
            continue;
        if (format == 4 && !windows && (platform == 0 || encoding == 1)) {
            bmp = t;
            windows = platform == 3;
        } else if (format == 12 && t.n >= 16) {
            full = t;
        }
    }
    if (!bmp.n && !full.n)
        return -1;
    if (bmp.n && read_format4(f, bmp))
        return -1;
    return full.n ? read_format12(a, f, full, !bmp.n) : 0;
}

static const char *find_refusal(struct font_span file)
{
    if (!table(file, "glyf").n || !table(file, "loca").n)
        return "thiếu bảng nét chữ (glyf, loca)";
    if (font_u16(table(file, "OS/2"), 8) & NO_EMBEDDING)
        return "giấy phép của phông không cho nhúng vào PDF";
    return NULL;
}

/* Rounds half away from zero; `units` of the font's em square → 1/1000. */
int font_thousandths(const struct font_face *f, int units)
{
    int em = (int)f->em, twice = units * 2000;

    return (twice + (units < 0 ? -em : em)) / (2 * em);
}

int font_open(struct arena *a, const char *path, struct font_face **out, struct err *err)
{
    struct font_face *f = arena_alloc(a, sizeof *f);
    struct font_span file, head, hhea;
    char *bytes;
    size_t n;

    if (file_read(a, path, FILE_MAX, &bytes, &n, err)) {
        err->status = ST_UNAVAILABLE; /* whatever the reason: a font is missing */
        return -1;
    }
    file = (struct font_span){(const unsigned char *)bytes, n};
    if (font_u32(file, 0) != 0x00010000 && font_u32(file, 0) != 0x74727565 /* "true" */)
        return err_set(err, ST_UNAVAILABLE, "tệp '%s' không phải là phông chữ TrueType (.ttf); hãy chỉ đến tệp khác.",
                       path);
    head = table(file, "head");
    hhea = table(file, "hhea");
    f->hmtx = table(file, "hmtx");
    f->loca = table(file, "loca");
    f->glyf = table(file, "glyf");
    f->long_loca = font_u16(head, 50) != 0;
    f->path = arena_strdup(a, path);
    f->file = file;
    f->em = font_u16(head, 18);
    f->nglyphs = font_u16(table(file, "maxp"), 4);
    f->nmetrics = font_u16(hhea, 34);
    f->refusal = find_refusal(file);
    if (f->em < EM_MIN || f->em > EM_MAX || f->nglyphs == 0 || f->nmetrics == 0 || f->nmetrics > f->nglyphs ||
        f->hmtx.n < 4 * (size_t)f->nmetrics || read_cmap(a, f, table(file, "cmap")))
        return err_set(err, ST_UNAVAILABLE, "tệp phông chữ '%s' bị hỏng; hãy cài lại phông chữ này.", path);
    f->ascent = font_thousandths(f, font_s16(hhea, 4));
    f->descent = font_thousandths(f, -font_s16(hhea, 6));
    *out = f;
    return 0;
}

unsigned font_glyph(const struct font_face *f, uint32_t c)
{
    size_t low = 0, high = f->ngroups;

    if (c < BMP)
        return f->glyph[c];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct group *g = &f->groups[mid];

        if (c < g->first)
            high = mid;
        else if (c > g->last)
            low = mid + 1;
        else
            return (uint64_t)g->glyph + (c - g->first) < f->nglyphs ? g->glyph + (c - g->first) : 0;
    }
    return 0;
}

unsigned font_metric(const struct font_face *f, unsigned glyph, int i)
{
    if (glyph < f->nmetrics)
        return font_u16(f->hmtx, 4 * (size_t)glyph + 2 * (size_t)i);
    /* The rest of the glyphs share the last width; their bearings follow. */
    return i ? font_u16(f->hmtx, 4 * (size_t)f->nmetrics + 2 * (size_t)(glyph - f->nmetrics))
             : font_u16(f->hmtx, 4 * (size_t)(f->nmetrics - 1));
}

int font_advance(const struct font_face *f, uint32_t codepoint)
{
    unsigned g = font_glyph(f, codepoint);

    return g ? font_thousandths(f, (int)font_metric(f, g, 0)) : -1;
}

struct font_span font_table(const struct font_face *f, const char *tag)
{
    return table(f->file, tag);
}

struct font_span font_outline(const struct font_face *f, unsigned glyph)
{
    size_t from, to;

    if (f->long_loca) {
        from = font_u32(f->loca, 4 * (size_t)glyph);
        to = font_u32(f->loca, 4 * (size_t)glyph + 4);
    } else {
        from = 2 * (size_t)font_u16(f->loca, 2 * (size_t)glyph);
        to = 2 * (size_t)font_u16(f->loca, 2 * (size_t)glyph + 2);
    }
    return from < to && to <= f->glyf.n ? sub(f->glyf, from, to - from) : (struct font_span){f->glyf.p, 0};
}

const char *font_path(const struct font_face *f)
{
    return f->path;
}

unsigned font_glyphs(const struct font_face *f)
{
    return f->nglyphs;
}

const uint32_t *font_required(void)
{
    static const uint32_t required[] = {
        /* ASCII */
        ' ', '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', '0', '1', '2', '3', '4', '5',
        '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K',
        'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', '[', '\\', ']', '^', '_', '`', 'a',
        'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w',
        'x', 'y', 'z', '{', '|', '}', '~',
        /* the 134 Vietnamese letters beyond ASCII: Latin-1, Ă ă Đ đ Ĩ ĩ Ũ ũ Ơ ơ Ư ư … */
        0xC0, 0xC1, 0xC2, 0xC3, 0xC8, 0xC9, 0xCA, 0xCC, 0xCD, 0xD2, 0xD3, 0xD4, 0xD5, 0xD9, 0xDA, 0xDD, 0xE0, 0xE1,
        0xE2, 0xE3, 0xE8, 0xE9, 0xEA, 0xEC, 0xED, 0xF2, 0xF3, 0xF4, 0xF5, 0xF9, 0xFA, 0xFD, 0x102, 0x103, 0x110, 0x111,
        0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0,
        /* … and U+1EA0 … U+1EF9, without a gap */
        0x1EA0, 0x1EA1, 0x1EA2, 0x1EA3, 0x1EA4, 0x1EA5, 0x1EA6, 0x1EA7, 0x1EA8, 0x1EA9, 0x1EAA, 0x1EAB, 0x1EAC, 0x1EAD,
        0x1EAE, 0x1EAF, 0x1EB0, 0x1EB1, 0x1EB2, 0x1EB3, 0x1EB4, 0x1EB5, 0x1EB6, 0x1EB7, 0x1EB8, 0x1EB9, 0x1EBA, 0x1EBB,
        0x1EBC, 0x1EBD, 0x1EBE, 0x1EBF, 0x1EC0, 0x1EC1, 0x1EC2, 0x1EC3, 0x1EC4, 0x1EC5, 0x1EC6, 0x1EC7, 0x1EC8, 0x1EC9,
        0x1ECA, 0x1ECB, 0x1ECC, 0x1ECD, 0x1ECE, 0x1ECF, 0x1ED0, 0x1ED1, 0x1ED2, 0x1ED3, 0x1ED4, 0x1ED5, 0x1ED6, 0x1ED7,
        0x1ED8, 0x1ED9, 0x1EDA, 0x1EDB, 0x1EDC, 0x1EDD, 0x1EDE, 0x1EDF, 0x1EE0, 0x1EE1, 0x1EE2, 0x1EE3, 0x1EE4, 0x1EE5,
        0x1EE6, 0x1EE7, 0x1EE8, 0x1EE9, 0x1EEA, 0x1EEB, 0x1EEC, 0x1EED, 0x1EEE, 0x1EEF, 0x1EF0, 0x1EF1, 0x1EF2, 0x1EF3,
        0x1EF4, 0x1EF5, 0x1EF6, 0x1EF7, 0x1EF8, 0x1EF9,
        /* no-break space § « ° ± ² ³ · » × ÷ – — ‘ ’ “ ” • … ₫ − ≤ ≥ */
        0xA0, 0xA7, 0xAB, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xBB, 0xD7, 0xF7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C,
        0x201D, 0x2022, 0x2026, 0x20AB, 0x2212, 0x2264, 0x2265, 0};

    return required;
}

/* Empty text if the face can set every paper. */
static void describe_lack(const struct font_face *f, struct buf *why)
{
    char utf8[5];
    int missing = 0;

    if (f->refusal) {
        buf_puts(why, f->refusal);
        return;
    }
    for (const uint32_t *c = font_required(); *c; c++) {
        if (font_glyph(f, *c) && (*c == ' ' || *c == 0xA0 || font_outline(f, font_glyph(f, *c)).n))
            continue;
        if (missing++ < SHOWN_MAX) {
            utf8[utf8_put(*c, utf8)] = '\0';
            buf_printf(why, "%s%s", missing == 1 ? "thiếu chữ " : " ", utf8);
        }
    }
    if (missing > SHOWN_MAX)
        buf_printf(why, " … (%d chữ)", missing);
}

/* Why the family will not do: its first face that lacks something. */
static const char *family_lack(struct arena *a, const struct font_family *family)
{
    struct buf why;

    buf_init(&why, a);
    for (int i = 0; i < FACE_COUNT; i++) {
        struct font_face *f;
        struct err e = {0};

        if (!family->files[i])
            return "không đủ bốn kiểu chữ";
        if (font_open(a, family->files[i], &f, &e))
            return arena_strndup(a, e.text, strcspn(e.text, ";")); /* what is wrong, without the advice */
        describe_lack(f, &why);
        if (why.n)
            return arena_printf(a, "tệp '%s' %s", family->files[i], buf_str(&why));
    }
    return NULL;
}

int font_choose(struct arena *a, const struct font_candidates *c, struct err *err)
{
    struct arena *scratch = arena_new();
    struct buf all;
    int found = -1;

    buf_init(&all, a);
    for (size_t i = 0; i < c->n && found < 0; i++) {
        const char *why = family_lack(scratch, &c->v[i]);

        if (!why)
            found = (int)i;
        else
            buf_printf(&all, "%s%s: %s", i ? "; " : "", c->v[i].name, why);
    }
    arena_free(scratch);
    if (found < 0)
        err_set(err, ST_UNAVAILABLE,
                "không có phông chữ nào đủ chữ tiếng Việt ở cả bốn kiểu (đứng, đậm, nghiêng, đậm nghiêng); hãy cài "
                "gói %s rồi chạy lại. Đã thử: %s.",
                c->remedy ? c->remedy : "phông Liberation Serif 2", c->n ? buf_str(&all) : "không có phông nào");
    return found;
}

/* Widths of the four faces; -1: absent. Nothing above the BMP: the PDF's codes have two bytes. */
struct widths {
    int16_t advance[FACE_COUNT][BMP];
};

static int width(const void *ctx, enum face face, uint32_t codepoint)
{
    const struct widths *w = ctx;

    return codepoint < BMP ? w->advance[face][codepoint] : -1;
}

int font_family_metrics(struct arena *a, const struct font_family *family, struct metrics *out, struct err *err)
{
    struct widths *w = arena_alloc(a, sizeof *w);
    struct arena *scratch = arena_new();
    int result = -1;

    for (int i = 0; i < FACE_COUNT; i++) {
        struct font_face *f;

        assert(family->files[i]);
        if (font_open(scratch, family->files[i], &f, err))
            goto out;
        for (uint32_t c = 0; c < BMP; c++) {
            int advance = font_advance(f, c);

            w->advance[i][c] = (int16_t)(advance <= INT16_MAX ? advance : -1);
        }
        out->ascent[i] = f->ascent;
        out->descent[i] = f->descent;
    }
    out->advance = width;
    out->ctx = w;
    result = 0;
out:
    arena_free(scratch);
    return result;
}
