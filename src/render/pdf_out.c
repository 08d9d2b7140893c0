#include "render/pdf_out.h"

#include <errno.h>
#include <hpdf_streams.h>
#include <hpdf_utils.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
    LEVEL = 6,     /* of zlib; 9 takes three times as long for 1 % */
    BLOCK = 65536, /* bytes written to the file at once */
    ENTRY = 20     /* bytes of an entry of the cross-reference table */
};

struct deflater {
    z_stream z;
    int open;
};

static void *z_alloc(void *arena, unsigned n, unsigned size)
{
    return arena_alloc(arena, (size_t)n * size);
}

static void z_free(void *arena, void *p)
{
    (void)arena;
    (void)p;
}

void pdf_out_open(struct pdf_out *o, HPDF_Doc doc, struct arena *a)
{
    struct deflater *d = arena_alloc(a, sizeof *d);

    *o = (struct pdf_out){.doc = doc, .arena = a, .deflater = d};
    buf_init(&o->packed, a);
    d->z = (z_stream){.zalloc = z_alloc, .zfree = z_free, .opaque = a};
    d->open = deflateInit(&d->z, LEVEL) == Z_OK;
    if (!d->open)
        HPDF_SetError(&doc->error, HPDF_ZLIB_ERROR, 0);
}

void pdf_out_close(struct pdf_out *o)
{
    if (o->deflater && o->deflater->open)
        deflateEnd(&o->deflater->z);
}

/* Its memory is used again for every stream: to set it up costs more than a page. */
static void compress_into(struct pdf_out *o, const void *bytes, size_t n)
{
    z_stream *z = &o->deflater->z;
    unsigned char block[16384];
    int status;

    buf_clear(&o->packed);
    if (!o->deflater->open)
        return;
    deflateReset(z);
    z->next_in = (unsigned char *)(uintptr_t)bytes;
    z->avail_in = (unsigned)n;
    do {
        z->next_out = block;
        z->avail_out = sizeof block;
        status = deflate(z, Z_FINISH);
        buf_add(&o->packed, block, sizeof block - z->avail_out);
    } while (status == Z_OK);
    if (status != Z_STREAM_END)
        HPDF_SetError(&o->doc->error, HPDF_ZLIB_ERROR, (HPDF_STATUS)status);
}

static HPDF_STATUS write_filter(HPDF_Dict dict, HPDF_Stream s)
{
    (void)dict;
    return HPDF_Stream_WriteStr(s, "/Filter/FlateDecode");
}

void pdf_out_fill(struct pdf_out *o, HPDF_Dict stream, const void *bytes, size_t n)
{
    compress_into(o, bytes, n);
    stream->write_fn = write_filter;
    stream->filter = HPDF_STREAM_FILTER_NONE; /* as far as libharu knows */
    HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)buf_str(&o->packed), (HPDF_UINT)o->packed.n);
}

HPDF_Dict pdf_out_stream(struct pdf_out *o, const void *bytes, size_t n)
{
    HPDF_Dict stream = HPDF_DictStream_New(o->doc->mmgr, o->doc->xref);

    if (stream)
        pdf_out_fill(o, stream, bytes, n);
    return stream;
}

/* ---- saving ---- */

struct sink {
    int fd, error; /* errno of the first failure */
    struct buf buf;
    unsigned long long written; /* before what stands in buf */
};

static int flush(struct sink *s)
{
    const char *p = buf_str(&s->buf), *end = p + s->buf.n;

    while (p < end && !s->error) {
        ssize_t put = write(s->fd, p, (size_t)(end - p));

        if (put >= 0)
            p += put;
        else if (errno != EINTR)
            s->error = errno;
    }
    s->written += s->buf.n;
    buf_clear(&s->buf);
    return s->error ? -1 : 0;
}

static HPDF_STATUS take(HPDF_Stream stream, const HPDF_BYTE *p, HPDF_UINT n)
{
    struct sink *s = stream->attr;

    buf_add(&s->buf, p, n);
    return s->buf.n >= BLOCK && flush(s) ? HPDF_FILE_IO_ERROR : HPDF_OK;
}

unsigned pdf_number_of(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0xFFFFFF;
}

unsigned pdf_out_first(const struct pdf_out *o)
{
    return o->doc->xref->entries->count;
}

void pdf_put_number(struct buf *b, size_t n)
{
    char digits[24];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    buf_add(b, digits + at, sizeof digits - at);
}

void pdf_put_reference(struct buf *b, unsigned n)
{
    pdf_put_number(b, n);
    buf_puts(b, " 0 R");
}

static void begin_object(struct sink *s, unsigned number, unsigned long long *offset)
{
    offset[number] = s->written + s->buf.n;
    pdf_put_number(&s->buf, number);
    buf_puts(&s->buf, " 0 obj\n");
}

static void write_table(struct sink *s, const unsigned long long *offset, unsigned n)
{
    buf_puts(&s->buf, "xref\n0 ");
    pdf_put_number(&s->buf, n);
    buf_puts(&s->buf, "\n0000000000 65535 f \n");
    for (unsigned i = 1; i < n; i++) {
        char entry[] = "0000000000 00000 n \n";
        unsigned long long at = offset[i];

        for (int k = 9; k >= 0; k--, at /= 10)
            entry[k] = (char)('0' + at % 10);
        buf_add(&s->buf, entry, ENTRY);
        if (s->buf.n >= BLOCK)
            flush(s);
    }
}

static HPDF_STATUS write_all(struct pdf_out *o, const struct pdf_own *own, HPDF_Stream stream, struct sink *s)
{
    HPDF_Xref xref = o->doc->xref;
    unsigned first = pdf_out_first(o), n = first + (unsigned)own->n;
    unsigned long long *offset = arena_alloc(o->arena, n * sizeof *offset), table;
    HPDF_STATUS status = HPDF_OK;

    buf_puts(&s->buf, "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"); /* the second line marks a binary file */
    for (unsigned i = 1; i < first; i++) {
        begin_object(s, i, offset);
        status |= HPDF_Obj_WriteValue(HPDF_Xref_GetEntry(xref, i)->obj, stream, NULL);
        buf_puts(&s->buf, "\nendobj\n");
    }
    for (size_t i = 0; i < own->n; i++) {
        begin_object(s, first + (unsigned)i, offset);
        own->print(own->ctx, i, &s->buf);
        buf_puts(&s->buf, "\nendobj\n");
        if (s->buf.n >= BLOCK)
            flush(s);
    }
    table = s->written + s->buf.n;
    write_table(s, offset, n);
    HPDF_Dict_Add(xref->trailer, "Root", o->doc->catalog);
    HPDF_Dict_Add(xref->trailer, "Info", o->doc->info);
    HPDF_Dict_AddNumber(xref->trailer, "Size", (HPDF_INT32)n);
    buf_puts(&s->buf, "trailer\n");
    status |= HPDF_Dict_Write(xref->trailer, stream, NULL);
    buf_puts(&s->buf, "\nstartxref\n");
    pdf_put_number(&s->buf, table);
    buf_puts(&s->buf, "\n%%EOF\n");
    flush(s);
    return status;
}

int pdf_out_save(struct pdf_out *o, const struct pdf_own *own, int fd)
{
    struct sink s = {.fd = fd};
    HPDF_Stream stream = HPDF_CallbackWriter_New(o->doc->mmgr, take, &s);
    HPDF_STATUS status;

    errno = 0;
    if (!stream)
        return -1;
    buf_init(&s.buf, o->arena);
    status = write_all(o, own, stream, &s);
    HPDF_Stream_Free(stream);
    errno = s.error;
    return s.error || status != HPDF_OK || HPDF_GetError(o->doc) ? -1 : 0;
}
