#include "render/pdf_meta.h"

#include <hpdf_info.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

static const char PROGRAM[] = "cchc-report";

/* A small sRGB profile (ICC version 2, as PDF 1.4 wants): primaries adapted to D50, and the transfer curve of IEC
 * 61966-2-1 at 64 points, within 0.01 % when read between them. */
static const uint16_t CURVE[] = {
    0,     81,    161,   244,   345,   466,   609,   776,   965,   1180,  1420,  1687,  1980,  2301,  2651,  3030,
    3439,  3879,  4349,  4851,  5386,  5953,  6554,  7189,  7858,  8562,  9302,  10078, 10890, 11739, 12626, 13551,
    14513, 15515, 16556, 17636, 18757, 19918, 21120, 22363, 23648, 24974, 26344, 27756, 29211, 30710, 32253, 33840,
    35471, 37148, 38870, 40638, 42452, 44312, 46219, 48173, 50174, 52223, 54320, 56465, 58659, 60901, 63193, 65535};

static const struct {
    const char *tag;
    uint32_t x, y, z; /* 1/65536 */
} POINTS[] = {{"wtpt", 0xF6D6, 0x10000, 0xD32D},
              {"rXYZ", 0x6FA2, 0x38F5, 0x0390},
              {"gXYZ", 0x6299, 0xB785, 0x18DA},
              {"bXYZ", 0x24A0, 0x0F84, 0xB6CF}};

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

static void put_zeros(struct buf *b, size_t n)
{
    while (n--)
        buf_putc(b, '\0');
}

static void put_tag(struct buf *b, const char *tag, size_t at, size_t size)
{
    buf_puts(b, tag);
    put32(b, (uint32_t)at);
    put32(b, (uint32_t)size);
}

static void build_profile(struct buf *b)
{
    static const char name[] = "sRGB", rights[] = "No copyright, use freely";
    enum { HEAD = 128, TAGS = 9, TABLE = 4 + 12 * TAGS, POINT = 20, NAME = 104, RIGHTS = 36 };
    const size_t curve = 12 + sizeof CURVE, first = HEAD + TABLE;
    const size_t total = first + NAME + RIGHTS + 4 * POINT + curve;

    put32(b, (uint32_t)total);
    put32(b, 0);
    put32(b, 0x02100000); /* version 2.1 */
    buf_puts(b, "mntrRGB XYZ ");
    put16(b, 2018); /* a date it must have */
    put16(b, 1);
    put16(b, 1);
    put_zeros(b, 6);
    buf_puts(b, "acsp");
    put_zeros(b, 28);
    put32(b, POINTS[0].x); /* D50, the white of the connection space */
    put32(b, POINTS[0].y);
    put32(b, POINTS[0].z);
    put_zeros(b, HEAD - 80);

    put32(b, TAGS);
    put_tag(b, "desc", first, NAME);
    put_tag(b, "cprt", first + NAME, RIGHTS);
    for (size_t i = 0; i < 4; i++)
        put_tag(b, POINTS[i].tag, first + NAME + RIGHTS + i * POINT, POINT);
    put_tag(b, "rTRC", total - curve, curve); /* one curve for all three */
    put_tag(b, "gTRC", total - curve, curve);
    put_tag(b, "bTRC", total - curve, curve);

    buf_puts(b, "desc");
    put32(b, 0);
    put32(b, sizeof name);
    buf_add(b, name, sizeof name);
    put_zeros(b, NAME - 12 - sizeof name); /* no Unicode and no Macintosh name */
    buf_puts(b, "text");
    put32(b, 0);
    buf_add(b, rights, sizeof rights);
    put_zeros(b, RIGHTS - 8 - sizeof rights);
    for (size_t i = 0; i < 4; i++) {
        buf_puts(b, "XYZ ");
        put32(b, 0);
        put32(b, POINTS[i].x);
        put32(b, POINTS[i].y);
        put32(b, POINTS[i].z);
    }
    buf_puts(b, "curv");
    put32(b, 0);
    put32(b, sizeof CURVE / sizeof *CURVE);
    for (size_t i = 0; i < sizeof CURVE / sizeof *CURVE; i++)
        put16(b, CURVE[i]);
}

/* By hand: libharu writes the key "DestOutputProfile " with a blank. */
static void add_output_intent(struct pdf_out *o)
{
    static const char space[] = "sRGB IEC61966-2.1";
    HPDF_Doc doc = o->doc;
    HPDF_Dict intent = HPDF_Dict_New(doc->mmgr), profile;
    HPDF_Array intents = HPDF_Array_New(doc->mmgr);
    struct buf b;

    buf_init(&b, o->arena);
    build_profile(&b);
    profile = pdf_out_stream(o, b.p, b.n);
    if (!intent || !profile || !intents)
        return;
    HPDF_Dict_AddNumber(profile, "N", 3);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    HPDF_Dict_Add(intent, "OutputConditionIdentifier", HPDF_String_New(doc->mmgr, space, NULL));
    HPDF_Dict_Add(intent, "Info", HPDF_String_New(doc->mmgr, space, NULL));
    HPDF_Dict_Add(intent, "DestOutputProfile", profile);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_Add(doc->catalog, "OutputIntents", intents);
}

static void put_escaped(struct buf *b, const char *s)
{
    for (; *s; s++) {
        if (*s == '&')
            buf_puts(b, "&amp;");
        else if (*s == '<')
            buf_puts(b, "&lt;");
        else if (*s == '>')
            buf_puts(b, "&gt;");
        else
            buf_putc(b, *s);
    }
}

static void put_property(struct buf *b, const char *open, const char *value, const char *close)
{
    if (!*value)
        return;
    buf_puts(b, open);
    put_escaped(b, value);
    buf_puts(b, close);
}

/* Must say the same as the info dictionary (ISO 19005-1, 6.7.3). */
static void add_xmp(struct pdf_out *o, const struct document *d, const char *producer, int archive)
{
    HPDF_Doc doc = o->doc;
    HPDF_Dict x = HPDF_DictStream_New(doc->mmgr, doc->xref);
    char day[11], moment[32] = "";
    struct buf b;

    if (!x)
        return;
    buf_init(&b, o->arena);
    if (d->day != DAY_NONE)
        snprintf(moment, sizeof moment, "%sT00:00:00+07:00", day_iso(d->day, day));
    buf_puts(
        &b,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    put_property(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", d->title, "</rdf:li></rdf:Alt></dc:title>");
    put_property(&b, "<dc:creator><rdf:Seq><rdf:li>", d->author, "</rdf:li></rdf:Seq></dc:creator>");
    put_property(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", d->subject,
                 "</rdf:li></rdf:Alt></dc:description>");
    buf_puts(&b, "</rdf:Description>\n<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">");
    put_property(&b, "<xmp:CreatorTool>", PROGRAM, "</xmp:CreatorTool>");
    put_property(&b, "<xmp:CreateDate>", moment, "</xmp:CreateDate>");
    put_property(&b, "<xmp:ModifyDate>", moment, "</xmp:ModifyDate>");
    buf_puts(&b, "</rdf:Description>\n<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">");
    put_property(&b, "<pdf:Producer>", producer, "</pdf:Producer>");
    buf_puts(&b, "</rdf:Description>\n");
    if (archive)
        buf_puts(&b, "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
                     "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n");
    buf_puts(&b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
    HPDF_Dict_AddName(x, "Type", "Metadata");
    HPDF_Dict_AddName(x, "Subtype", "XML");
    HPDF_Stream_Write(x->stream, (const HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    HPDF_Dict_Add(doc->catalog, "Metadata", x);
}

static void add_info(HPDF_Doc doc, const struct document *d)
{
    const struct {
        HPDF_InfoType type;
        const char *value;
    } texts[] = {{HPDF_INFO_TITLE, d->title},
                 {HPDF_INFO_AUTHOR, d->author},
                 {HPDF_INFO_SUBJECT, d->subject},
                 {HPDF_INFO_CREATOR, PROGRAM}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i].value)
            HPDF_SetInfoAttr(doc, texts[i].type, texts[i].value);
    if (d->day != DAY_NONE) {
        struct ymd y = day_to_ymd(d->day);
        HPDF_Date date = {y.year, y.month, y.day, 0, 0, 0, '+', 7, 0};

        HPDF_SetInfoDateAttr(doc, HPDF_INFO_CREATION_DATE, date);
        HPDF_SetInfoDateAttr(doc, HPDF_INFO_MOD_DATE, date);
    }
}

static unsigned hex_digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* libharu's own /ID is made from the clock. */
static void add_id(HPDF_Doc doc, const char content[HASH_HEX])
{
    HPDF_Array id = HPDF_Array_New(doc->mmgr);
    HPDF_BYTE bytes[16];

    if (!id)
        return;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (HPDF_BYTE)(hex_digit(content[2 * i]) << 4 | hex_digit(content[2 * i + 1]));
    for (int i = 0; i < 2; i++)
        HPDF_Array_Add(id, HPDF_Binary_New(doc->mmgr, bytes, sizeof bytes));
    HPDF_Dict_Add(doc->trailer, "ID", id);
}

void pdf_meta_add(struct pdf_out *o, const struct document *d, const char content[HASH_HEX], int archive)
{
    HPDF_Doc doc = o->doc;
    HPDF_Dict view = HPDF_Dict_New(doc->mmgr);
    const char *producer;

    doc->pdf_version = HPDF_VER_14;
    add_info(doc, d);
    add_id(doc, content);
    HPDF_Dict_Add(doc->catalog, "Lang", HPDF_String_New(doc->mmgr, "vi-VN", NULL));
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE); /* HPDF_SetViewerPreference cannot set this one */
    HPDF_Dict_Add(doc->catalog, "ViewerPreferences", view);
    producer = HPDF_GetInfoAttr(doc, HPDF_INFO_PRODUCER);
    add_xmp(o, d, producer ? producer : "", archive);
    add_output_intent(o);
}
