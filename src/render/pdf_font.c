#include "render/pdf_font.h"

#include <string.h>

#include "base/hash.h"

enum {
    STEM = 84, /* width of upright stems: Times, and its bold */
    STEM_BOLD = 139,
    FLAG_SERIF = 1 << 1,
    FLAG_NONSYMBOLIC = 1 << 5,
    FLAG_ITALIC = 1 << 6,
    PREFIX = 6, /* letters before the name of a font that is not whole */
    BLANK = 0x20
};

struct font {
    struct pdf_out *out;
    HPDF_MMgr mmgr;
    const struct font_face *face;
    const unsigned char *used;
    struct font_subset subset;
    struct font_description is;
    const char *name; /* with its prefix */
    unsigned ncodes;  /* 1 + the last character */
};

static int is_used(const struct font *f, unsigned c)
{
    return f->used[c / 8] & 0x80 >> c % 8;
}

/* The prefix tells parts of one font apart when files are merged. */
static const char *prefixed(struct font *f)
{
    char hash[HASH_HEX], prefix[PREFIX + 1] = "";

    hash_bytes(f->subset.file.p, f->subset.file.n, hash);
    for (int i = 0; i < PREFIX; i++)
        prefix[i] = (char)('A' + (hash[i] <= '9' ? hash[i] - '0' : hash[i] - 'a' + 10));
    return arena_printf(f->out->arena, "%s+%s", prefix, f->is.name);
}

static HPDF_Dict new_dict(struct font *f, const char *type, int indirect)
{
    HPDF_Dict d = HPDF_Dict_New(f->mmgr);

    if (!d || (indirect && HPDF_Xref_Add(f->out->doc->xref, d) != HPDF_OK))
        return NULL;
    if (type)
        HPDF_Dict_AddName(d, "Type", type);
    return d;
}

static void add_descriptor(struct font *f, HPDF_Dict cid)
{
    const struct font_description *is = &f->is;
    HPDF_Dict d = new_dict(f, "FontDescriptor", 1), program;
    HPDF_Array box = HPDF_Array_New(f->mmgr);
    unsigned char set[FONT_CODES / 8];

    if (!d || !box)
        return;
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, is->box[i]);
    HPDF_Dict_AddName(d, "FontName", f->name);
    HPDF_Dict_AddNumber(d, "Flags", FLAG_SERIF | FLAG_NONSYMBOLIC | (is->italic_angle ? FLAG_ITALIC : 0));
    HPDF_Dict_Add(d, "FontBBox", box);
    HPDF_Dict_AddNumber(d, "ItalicAngle", is->italic_angle);
    HPDF_Dict_AddNumber(d, "Ascent", is->ascent);
    HPDF_Dict_AddNumber(d, "Descent", is->descent);
    HPDF_Dict_AddNumber(d, "CapHeight", is->cap_height);
    HPDF_Dict_AddNumber(d, "StemV", is->bold ? STEM_BOLD : STEM);
    program = pdf_out_stream(f->out, f->subset.file.p, f->subset.file.n);
    if (program)
        HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)f->subset.file.n);
    HPDF_Dict_Add(d, "FontFile2", program);
    memcpy(set, f->used, sizeof set);
    set[0] |= 0x80; /* the sign for a missing letter is always there */
    HPDF_Dict_Add(d, "CIDSet", pdf_out_stream(f->out, set, (f->ncodes + 7) / 8));
    HPDF_Dict_Add(cid, "FontDescriptor", d);
}

/* "c [w w w] …": a run for characters side by side. */
static void add_widths(struct font *f, HPDF_Dict cid)
{
    HPDF_Array all = HPDF_Array_New(f->mmgr), run = NULL;

    for (unsigned c = 0; c < f->ncodes && all; c++) {
        if (!is_used(f, c)) {
            run = NULL;
            continue;
        }
        if (!run) {
            run = HPDF_Array_New(f->mmgr);
            HPDF_Array_AddNumber(all, (HPDF_INT32)c);
            HPDF_Array_Add(all, run);
        }
        if (run)
            HPDF_Array_AddNumber(run, font_advance(f->face, c));
    }
    HPDF_Dict_Add(cid, "W", all);
}

static void add_map(struct font *f, HPDF_Dict cid)
{
    unsigned char *map = arena_alloc(f->out->arena, 2 * (size_t)f->ncodes);

    for (unsigned c = 0; c < f->ncodes; c++) {
        map[2 * c] = (unsigned char)(f->subset.glyph[c] >> 8);
        map[2 * c + 1] = (unsigned char)f->subset.glyph[c];
    }
    HPDF_Dict_Add(cid, "CIDToGIDMap", pdf_out_stream(f->out, map, 2 * (size_t)f->ncodes));
}

static HPDF_Dict new_cid_font(struct font *f)
{
    HPDF_Dict cid = new_dict(f, "Font", 1), info = new_dict(f, NULL, 0);

    if (!cid || !info)
        return NULL;
    HPDF_Dict_AddName(cid, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(cid, "BaseFont", f->name);
    HPDF_Dict_Add(info, "Registry", HPDF_String_New(f->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(info, "Ordering", HPDF_String_New(f->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    HPDF_Dict_Add(cid, "CIDSystemInfo", info);
    add_descriptor(f, cid);
    add_widths(f, cid);
    add_map(f, cid);
    return cid;
}

/* Codes are Unicode already: one range for each high byte (no range may pass from one to the next), without the control
 * characters. */
static HPDF_Dict new_unicode_map(struct font *f)
{
    static const char head[] = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                               "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                               "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                               "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    static const char foot[] = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    struct buf b;

    buf_init(&b, f->out->arena);
    buf_puts(&b, head);
    for (unsigned high = 0; high < FONT_CODES / 256; high++) {
        unsigned first = high ? 256 * high : BLANK, last = 256 * high + 255;
        int some = 0;

        for (unsigned c = first; c <= last; c++)
            some |= is_used(f, c);
        if (some)
            buf_printf(&b, "1 beginbfrange\n<%04X> <%04X> <%04X>\nendbfrange\n", first, last, first);
    }
    buf_puts(&b, foot);
    return pdf_out_stream(f->out, b.p, b.n);
}

HPDF_Dict pdf_font_add(struct pdf_out *o, const struct font_face *face, const font_codes used, struct err *err)
{
    struct font *f = arena_alloc(o->arena, sizeof *f);
    HPDF_Array descendants = HPDF_Array_New(o->doc->mmgr);
    HPDF_Dict font;

    *f = (struct font){.out = o, .mmgr = o->doc->mmgr, .face = face, .used = used};
    if (font_cut(o->arena, face, used, &f->subset, err))
        return NULL;
    font_describe(o->arena, face, &f->is);
    f->name = prefixed(f);
    for (unsigned c = 0; c < FONT_CODES; c++)
        if (is_used(f, c))
            f->ncodes = c + 1;
    font = new_dict(f, "Font", 1);
    if (!font || !descendants)
        return NULL;
    HPDF_Dict_AddName(font, "Subtype", "Type0");
    HPDF_Dict_AddName(font, "BaseFont", f->name);
    HPDF_Dict_AddName(font, "Encoding", "Identity-H");
    HPDF_Array_Add(descendants, new_cid_font(f));
    HPDF_Dict_Add(font, "DescendantFonts", descendants);
    HPDF_Dict_Add(font, "ToUnicode", new_unicode_map(f));
    return font;
}
