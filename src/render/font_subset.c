#include "render/font_subset.h"

#include <math.h>
#include <string.h>

#include "base/err.h"

enum {
    COMPOSITE = -1,          /* number of contours of a composed letter */
    GLYPH_HEAD = 10,         /* number of contours, bounding box */
    ARGS_ARE_WORDS = 0x0001, /* flags of a part: what follows it … */
    HAS_SCALE = 0x0008,
    MORE_PARTS = 0x0020,        /* … another part … */
    HAS_X_AND_Y_SCALE = 0x0040, /* … or numbers of two bytes */
    HAS_TWO_BY_TWO = 0x0080,
    HEAD_CHECKSUM = 8, /* places in the tables head, hhea, maxp */
    HEAD_LOCA = 50,
    HHEA_METRICS = 34,
    MAXP_GLYPHS = 4,
    SHORT_LOCA_MAX = 0x1FFFE, /* bytes of letters that two-byte offsets reach */
    BOLD_WEIGHT = 600,        /* OS/2: 400 regular, 700 bold */
    POSTSCRIPT_NAME = 6
};

static const uint32_t MAGIC = 0xB1B0AFBA; /* what the whole file's sum is subtracted from */

struct cut {
    struct arena *arena;
    const struct font_face *face;
    struct font_subset *out;
    VEC(unsigned) old; /* number in the font of each letter taken */
    uint16_t *renumbered;
    struct buf glyf, loca, hmtx;
};

static void put16(struct buf *b, unsigned v)
{
    buf_putc(b, (char)(v >> 8));
    buf_putc(b, (char)v);
}

static void put32(struct buf *b, uint32_t v)
{
    put16(b, v >> 16);
    put16(b, v & 0xFFFF);
}

static void poke16(struct buf *b, size_t at, unsigned v)
{
    b->p[at] = (char)(v >> 8);
    b->p[at + 1] = (char)v;
}

static void pad(struct buf *b, size_t unit)
{
    while (b->n % unit)
        buf_putc(b, '\0');
}

static uint16_t take(struct cut *c, unsigned glyph)
{
    if (glyph && !c->renumbered[glyph]) {
        c->renumbered[glyph] = (uint16_t)c->old.n;
        *vec_add(c->arena, &c->old) = glyph;
    }
    return c->renumbered[glyph];
}

/* Copies a letter; parts of a composed one are taken too and get their new numbers. 0 or -1: damaged. */
static int copy_glyph(struct cut *c, unsigned glyph)
{
    struct font_span from = font_outline(c->face, glyph);
    size_t start = c->glyf.n, at = GLYPH_HEAD;
    unsigned flags;

    buf_add(&c->glyf, from.p, from.n);
    if (font_s16(from, 0) != COMPOSITE) /* also where nothing is drawn */
        return 0;
    do {
        unsigned part = font_u16(from, at + 2);

        if (at + 4 > from.n || part >= font_glyphs(c->face))
            return -1;
        flags = font_u16(from, at);
        poke16(&c->glyf, start + at + 2, take(c, part));
        at += flags & ARGS_ARE_WORDS ? 8 : 6;
        if (flags & HAS_SCALE)
            at += 2;
        else if (flags & HAS_X_AND_Y_SCALE)
            at += 4;
        else if (flags & HAS_TWO_BY_TWO)
            at += 8;
    } while (flags & MORE_PARTS);
    return 0;
}

/* The list grows behind as parts are met. */
static int copy_glyphs(struct cut *c)
{
    for (size_t i = 0; i < c->old.n; i++) {
        put32(&c->loca, (uint32_t)c->glyf.n);
        if (copy_glyph(c, c->old.v[i]))
            return -1;
        pad(&c->glyf, 4);
        put16(&c->hmtx, font_metric(c->face, c->old.v[i], 0));
        put16(&c->hmtx, font_metric(c->face, c->old.v[i], 1));
    }
    put32(&c->loca, (uint32_t)c->glyf.n);
    return 0;
}

/* Offsets of two bytes count in words. */
static int shorten_loca(struct buf *loca)
{
    const struct font_span all = {(const unsigned char *)loca->p, loca->n};
    size_t n = loca->n / 4;

    if (font_u32(all, loca->n - 4) > SHORT_LOCA_MAX)
        return 0;
    for (size_t i = 0; i < n; i++)
        poke16(loca, 2 * i, font_u32(all, 4 * i) / 2);
    loca->n = 2 * n;
    return 1;
}

static uint32_t sum_of(const struct buf *b, size_t from, size_t to)
{
    const struct font_span all = {(const unsigned char *)b->p, b->n};
    uint32_t sum = 0;

    for (; from < to; from += 4)
        sum += font_u32(all, from);
    return sum;
}

static struct buf copy_of(struct arena *a, struct font_span from)
{
    struct buf b;

    buf_init(&b, a);
    buf_add(&b, from.p, from.n);
    return b;
}

static void write_file(struct cut *c, const struct buf *head, const struct buf *hhea, const struct buf *maxp)
{
    const struct buf cvt = copy_of(c->arena, font_table(c->face, "cvt ")),
                     fpgm = copy_of(c->arena, font_table(c->face, "fpgm")),
                     prep = copy_of(c->arena, font_table(c->face, "prep"));
    /* In the order of their names, as the format wants. */
    const struct {
        const char *tag;
        const struct buf *bytes;
    } tables[] = {{"cvt ", &cvt},     {"fpgm", &fpgm},    {"glyf", &c->glyf}, {"head", head}, {"hhea", hhea},
                  {"hmtx", &c->hmtx}, {"loca", &c->loca}, {"maxp", maxp},     {"prep", &prep}};
    enum { TABLES = sizeof tables / sizeof *tables };
    struct buf *out = &c->out->file;
    size_t at[TABLES], n = 0, head_at = 0;
    unsigned power = 1, log = 0;

    for (size_t i = 0; i < TABLES; i++)
        n += tables[i].bytes->n > 0;
    for (; power * 2 <= n; power *= 2)
        log++;
    put32(out, 0x00010000);
    put16(out, (unsigned)n);
    put16(out, power * 16);
    put16(out, log);
    put16(out, (unsigned)n * 16 - power * 16);
    for (size_t i = 0, next = 12 + 16 * n; i < TABLES; i++) {
        at[i] = next;
        if (!tables[i].bytes->n)
            continue;
        buf_puts(out, tables[i].tag);
        put32(out, 0);
        put32(out, (uint32_t)next);
        put32(out, (uint32_t)tables[i].bytes->n);
        next += (tables[i].bytes->n + 3) / 4 * 4;
    }
    for (size_t i = 0, entry = 12; i < TABLES; i++) {
        uint32_t sum;

        if (!tables[i].bytes->n)
            continue;
        if (tables[i].bytes == head)
            head_at = at[i];
        buf_add(out, tables[i].bytes->p, tables[i].bytes->n);
        pad(out, 4);
        sum = sum_of(out, at[i], out->n);
        poke16(out, entry + 4, sum >> 16);
        poke16(out, entry + 6, sum & 0xFFFF);
        entry += 16;
    }
    n = MAGIC - sum_of(out, 0, out->n);
    poke16(out, head_at + HEAD_CHECKSUM, (unsigned)(n >> 16 & 0xFFFF));
    poke16(out, head_at + HEAD_CHECKSUM + 2, (unsigned)(n & 0xFFFF));
}

int font_cut(struct arena *a, const struct font_face *f, const font_codes used, struct font_subset *out,
             struct err *err)
{
    struct cut c = {.arena = a, .face = f, .out = out};
    struct buf head = copy_of(a, font_table(f, "head")), hhea = copy_of(a, font_table(f, "hhea")),
               maxp = copy_of(a, font_table(f, "maxp"));

    *out = (struct font_subset){0};
    buf_init(&out->file, a);
    buf_init(&c.glyf, a);
    buf_init(&c.loca, a);
    buf_init(&c.hmtx, a);
    c.renumbered = arena_alloc(a, font_glyphs(f) * sizeof *c.renumbered);
    *vec_add(a, &c.old) = 0;
    for (uint32_t code = 0; code < FONT_CODES; code++)
        if (used[code / 8] & 0x80 >> code % 8)
            out->glyph[code] = take(&c, font_glyph(f, code));
    if (head.n < HEAD_LOCA + 4 || hhea.n < HHEA_METRICS + 2 || maxp.n < MAXP_GLYPHS + 2 || copy_glyphs(&c))
        return err_set(err, ST_UNAVAILABLE, "tệp phông chữ '%s' bị hỏng; hãy cài lại phông chữ này.", font_path(f));
    out->nglyphs = (unsigned)c.old.n;
    memset(head.p + HEAD_CHECKSUM, 0, 4);
    poke16(&head, HEAD_LOCA, !shorten_loca(&c.loca));
    poke16(&hhea, HHEA_METRICS, out->nglyphs);
    poke16(&maxp, MAXP_GLYPHS, out->nglyphs);
    write_file(&c, &head, &hhea, &maxp);
    return 0;
}

/* ---- what the font says about itself ---- */

/* Letters, digits and hyphens only, whatever the table says: it becomes a name of the PDF. */
static const char *postscript_name(struct arena *a, const struct font_face *f)
{
    struct font_span t = font_table(f, "name");
    size_t strings = font_u16(t, 4);
    struct buf name;

    buf_init(&name, a);
    for (size_t i = 0, n = font_u16(t, 2); i < n && !name.n; i++) {
        size_t record = 6 + 12 * i, length = font_u16(t, record + 8), at = strings + font_u16(t, record + 10);

        if (font_u16(t, record + 6) != POSTSCRIPT_NAME || at > t.n || length > t.n - at)
            continue;
        for (size_t k = 0; k < length; k++) { /* also in UTF-16: its zeros are left out */
            char ch = (char)t.p[at + k];

            if ((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-')
                buf_putc(&name, ch);
        }
    }
    return name.n ? buf_str(&name) : "Serif";
}

void font_describe(struct arena *a, const struct font_face *f, struct font_description *out)
{
    struct font_span head = font_table(f, "head"), os2 = font_table(f, "OS/2"), hhea = font_table(f, "hhea"),
                     capital = font_outline(f, font_glyph(f, 'H'));

    out->name = postscript_name(a, f);
    for (size_t i = 0; i < 4; i++)
        out->box[i] = font_thousandths(f, font_s16(head, 36 + 2 * i));
    out->ascent = font_thousandths(f, font_s16(hhea, 4));
    out->descent = font_thousandths(f, font_s16(hhea, 6));
    /* Version 2 of OS/2 has it; before that the H tells. */
    out->cap_height = font_thousandths(f, font_u16(os2, 0) >= 2 ? font_s16(os2, 88) : font_s16(capital, 8));
    out->italic_angle = (int)lround((int32_t)font_u32(font_table(f, "post"), 4) / 65536.0);
    out->bold = font_u16(os2, 4) >= BOLD_WEIGHT;
}
