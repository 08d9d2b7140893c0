#include "render/hpdf_repair.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#if HPDF_VERSION_ID == 20300

#include <hpdf_font.h>
#include <hpdf_fontdef.h>

enum {
    CIDS = 0x10000,
    FORCE_BOLD = 1 << 18, /* flag of a font descriptor: thicken small sizes */
    STEM = 84,            /* width of upright stems, 1/1000: Times, and its bold */
    STEM_BOLD = 139,
    CAP_HEIGHT = 662,        /* Times; where the font has no H */
    RANGES_MAX = 100,        /* ranges in one bfrange section of a CMap */
    COMPOSITE = -1,          /* number of contours of a composed glyph */
    ARGS_ARE_WORDS = 0x0001, /* flags of a component: what follows it … */
    HAS_SCALE = 0x0008,
    MORE_COMPONENTS = 0x0020,   /* … another component … */
    HAS_X_AND_Y_SCALE = 0x0040, /* … or numbers of two bytes */
    HAS_TWO_BY_TWO = 0x0080
};

/* One font being repaired. CIDs are Unicode code points: the encoder is the identity. */
struct repair {
    HPDF_Font font;
    HPDF_FontAttr attr;
    HPDF_FontDef def;
    HPDF_TTFontDefAttr tt;
    unsigned ncids;       /* 1 + the last CID whose glyph is embedded */
    uint16_t glyph[CIDS]; /* of each CID, 0 if absent */
    unsigned char embedded[CIDS];
};

int hpdf_repair_available(void)
{
    return strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) == 0;
}

static int read_i16(HPDF_Stream s, int *ok)
{
    HPDF_BYTE b[2] = {0, 0};
    HPDF_UINT n = sizeof b;

    if (HPDF_Stream_Read(s, b, &n) != HPDF_OK)
        *ok = 0;
    return (int16_t)(b[0] << 8 | b[1]);
}

/* Marks the parts of one glyph. Returns whether a new one was marked. */
static int mark_parts(HPDF_TTFontDefAttr tt, unsigned glyph)
{
    unsigned unit = tt->header.index_to_loc_format == 0 ? 2 : 1;
    unsigned from = tt->glyph_tbl.offsets[glyph] * unit, to = tt->glyph_tbl.offsets[glyph + 1] * unit;
    int ok = 1, marked = 0, flags;

    if (to <= from ||
        HPDF_Stream_Seek(tt->stream, (HPDF_INT)(tt->glyph_tbl.base_offset + from), HPDF_SEEK_SET) != HPDF_OK)
        return 0;
    if (read_i16(tt->stream, &ok) != COMPOSITE ||
        HPDF_Stream_Seek(tt->stream, 8 /* bounding box */, HPDF_SEEK_CUR) != HPDF_OK)
        return 0;
    do {
        unsigned part;
        int skip;

        flags = read_i16(tt->stream, &ok);
        part = (uint16_t)read_i16(tt->stream, &ok);
        if (ok && part < tt->num_glyphs && !tt->glyph_tbl.flgs[part]) {
            tt->glyph_tbl.flgs[part] = 1;
            marked = 1;
        }
        skip = flags & ARGS_ARE_WORDS ? 4 : 2;
        if (flags & HAS_SCALE)
            skip += 2;
        else if (flags & HAS_X_AND_Y_SCALE)
            skip += 4;
        else if (flags & HAS_TWO_BY_TWO)
            skip += 8;
        if (HPDF_Stream_Seek(tt->stream, skip, HPDF_SEEK_CUR) != HPDF_OK)
            ok = 0;
    } while (ok && flags & MORE_COMPONENTS);
    return marked;
}

/* libharu marks the parts of a letter, not the parts of those. Composed letters are few levels deep. */
static void mark_all_parts(HPDF_TTFontDefAttr tt)
{
    int marked;

    do {
        marked = 0;
        for (unsigned g = 1; g < tt->num_glyphs; g++)
            if (tt->glyph_tbl.flgs[g])
                marked |= mark_parts(tt, g);
    } while (marked);
}

/* The map from CIDs to glyphs as libharu wrote it when the font was made: looking each up again is slow. */
static void read_map(struct repair *r)
{
    HPDF_BYTE bytes[2 * CIDS];
    HPDF_UINT n = sizeof bytes;

    HPDF_Stream_Seek(r->attr->map_stream->stream, 0, HPDF_SEEK_SET);
    HPDF_Stream_Read(r->attr->map_stream->stream, bytes, &n); /* reports the end, not a failure */
    for (unsigned c = 0; c < n / 2; c++) {
        unsigned g = (unsigned)bytes[2 * c] << 8 | bytes[2 * c + 1];

        if (g == 0 || g >= r->tt->num_glyphs || !r->tt->glyph_tbl.flgs[g])
            continue;
        r->glyph[c] = (uint16_t)g;
        r->embedded[c] = 1;
        r->ncids = c + 1;
    }
}

static HPDF_STATUS write_map(struct repair *r)
{
    HPDF_BYTE bytes[2 * CIDS];

    for (unsigned c = 0; c < r->ncids; c++) {
        bytes[2 * c] = (HPDF_BYTE)(r->glyph[c] >> 8);
        bytes[2 * c + 1] = (HPDF_BYTE)r->glyph[c];
    }
    HPDF_MemStream_FreeData(r->attr->map_stream->stream);
    return HPDF_Stream_Write(r->attr->map_stream->stream, bytes, 2 * r->ncids);
}

static HPDF_STATUS write_widths(struct repair *r)
{
    HPDF_MMgr mmgr = r->font->mmgr;
    HPDF_Array all = HPDF_Array_New(mmgr), run = NULL;
    HPDF_STATUS s = all ? HPDF_OK : HPDF_FAILD_TO_ALLOC_MEM;
    unsigned em = r->tt->header.units_per_em;

    for (unsigned c = 0; c < r->ncids; c++) {
        unsigned advance = r->tt->h_metric[r->glyph[c]].advance_width;

        if (!r->embedded[c]) {
            run = NULL;
            continue;
        }
        if (!run) {
            run = HPDF_Array_New(mmgr);
            s |= HPDF_Array_AddNumber(all, (HPDF_INT32)c);
            s |= HPDF_Array_Add(all, run);
        }
        s |= HPDF_Array_AddNumber(run, (HPDF_INT32)((advance * 1000 + em / 2) / em));
        if (s != HPDF_OK)
            return s;
    }
    return s | HPDF_Dict_Add(r->attr->descendant_font, "W", all);
}

static HPDF_STATUS flush_ranges(HPDF_Stream s, unsigned (*range)[2], unsigned *n)
{
    HPDF_STATUS result = HPDF_OK;
    char line[64];

    if (*n == 0)
        return HPDF_OK;
    snprintf(line, sizeof line, "%u beginbfrange\n", *n);
    result |= HPDF_Stream_WriteStr(s, line);
    for (unsigned i = 0; i < *n; i++) {
        snprintf(line, sizeof line, "<%04X> <%04X> <%04X>\n", range[i][0], range[i][1], range[i][0]);
        result |= HPDF_Stream_WriteStr(s, line);
    }
    *n = 0;
    return result | HPDF_Stream_WriteStr(s, "endbfrange\n");
}

static HPDF_STATUS write_to_unicode(struct repair *r)
{
    static const char head[] = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                               "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                               "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                               "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    static const char foot[] = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    /* Entries of an encoding CMap, which a ToUnicode CMap is not. */
    static const char *const foreign[] = {"Type", "CMapName", "CIDSystemInfo", "WMode"};
    HPDF_Dict cmap = r->attr->cmap_stream;
    HPDF_STATUS s = HPDF_OK;
    unsigned range[RANGES_MAX][2], n = 0;

    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        HPDF_Dict_RemoveElement(cmap, foreign[i]);
    HPDF_MemStream_FreeData(cmap->stream);
    s |= HPDF_Stream_WriteStr(cmap->stream, head);
    for (unsigned c = 0; c < r->ncids; c++) {
        if (!r->embedded[c])
            continue;
        /* A range must not pass from one high byte to the next. */
        if (n && range[n - 1][1] + 1 == c && c % 256) {
            range[n - 1][1] = c;
            continue;
        }
        if (n == RANGES_MAX)
            s |= flush_ranges(cmap->stream, range, &n);
        range[n][0] = range[n][1] = c;
        n++;
    }
    s |= flush_ranges(cmap->stream, range, &n);
    return s | HPDF_Stream_WriteStr(cmap->stream, foot);
}

/* Degrees from the table post, 0 if there is none. */
static int italic_angle(HPDF_TTFontDefAttr tt)
{
    for (unsigned i = 0; i < tt->offset_tbl.num_tables; i++) {
        const HPDF_TTFTable *t = &tt->offset_tbl.table[i];
        int ok = 1;

        if (memcmp(t->tag, "post", 4) == 0 &&
            HPDF_Stream_Seek(tt->stream, (HPDF_INT)t->offset + 4, HPDF_SEEK_SET) == HPDF_OK)
            return read_i16(tt->stream, &ok);
    }
    return 0;
}

static HPDF_STATUS write_descriptor(struct repair *r)
{
    HPDF_MMgr mmgr = r->font->mmgr;
    HPDF_Dict set = HPDF_DictStream_New(mmgr, r->attr->xref);
    HPDF_BYTE bits[CIDS / 8] = {0x80}; /* CID 0 is always there */
    HPDF_STATUS s = HPDF_OK;
    char *comma = strchr(r->tt->base_font, ',');

    if (!set)
        return HPDF_FAILD_TO_ALLOC_MEM;
    if (comma)
        *comma = '\0';
    r->def->stemv = r->def->flags & FORCE_BOLD ? STEM_BOLD : STEM;
    r->def->flags &= ~(HPDF_UINT)FORCE_BOLD;
    r->def->italic_angle = (HPDF_INT16)italic_angle(r->tt);

    /* Makes the descriptor with the font file; when libharu calls it again on saving, the descriptor is there. */
    s |= r->font->before_write_fn(r->font);
    if (s != HPDF_OK)
        return s;
    s |= HPDF_Dict_AddNumber(r->def->descriptor, "CapHeight", r->def->cap_height ? r->def->cap_height : CAP_HEIGHT);
    for (unsigned c = 1; c < r->ncids; c++)
        if (r->embedded[c])
            bits[c / 8] |= (HPDF_BYTE)(0x80 >> c % 8);
    s |= HPDF_Stream_Write(set->stream, bits, (r->ncids + 7) / 8);
    set->filter = r->font->filter;
    return s | HPDF_Dict_Add(r->def->descriptor, "CIDSet", set);
}

HPDF_STATUS hpdf_repair_font(HPDF_Doc doc, HPDF_Font font)
{
    struct repair *r;
    HPDF_Dict info;
    HPDF_STATUS s;

    if (!hpdf_repair_available())
        return HPDF_OK;
    r = HPDF_GetMem(doc->mmgr, sizeof *r);
    if (!r)
        return HPDF_FAILD_TO_ALLOC_MEM;
    memset(r, 0, sizeof *r);
    r->font = font;
    r->attr = font->attr;
    r->def = r->attr->fontdef;
    r->tt = r->def->attr;

    mark_all_parts(r->tt);
    read_map(r);
    s = write_map(r);
    s |= write_widths(r);
    s |= write_to_unicode(r);
    s |= write_descriptor(r);
    info = HPDF_Dict_GetItem(r->attr->descendant_font, "CIDSystemInfo", HPDF_OCLASS_DICT);
    s |= HPDF_Dict_Add(info, "Ordering", HPDF_String_New(doc->mmgr, "Identity", NULL));
    HPDF_FreeMem(doc->mmgr, r);
    return s;
}

#else

int hpdf_repair_available(void)
{
    return 0;
}

HPDF_STATUS hpdf_repair_font(HPDF_Doc doc, HPDF_Font font)
{
    (void)doc;
    (void)font;
    return HPDF_OK;
}

#endif
