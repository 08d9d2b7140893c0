#include "run/check_text.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "doc/proof.h"

enum { TEXT_MAX = 64 << 20, LOOK = 4096 /* bytes that tell UTF-16 */ };

static int starts(const char *text, size_t n, const char *with, size_t length)
{
    return n >= length && memcmp(text, with, length) == 0;
}

/* Office files are no text; what to do about it. */
static int check_kind(const char *file, const char *text, size_t n, struct err *err)
{
    static const char ole[] = {'\xD0', '\xCF', '\x11', '\xE0'};

    if (starts(text, n, "%PDF-", 5))
        return err_set(err, ST_DATA,
                       "'%s' là tệp PDF; hãy rút chữ trước, ví dụ: pdftotext '%s' noi-dung.txt, rồi kiểm tra "
                       "noi-dung.txt.",
                       file, file);
    if (starts(text, n, "PK\3\4", 4) || starts(text, n, ole, sizeof ole) || starts(text, n, "{\\rtf", 5))
        return err_set(err, ST_DATA,
                       "'%s' là tệp văn phòng (DOCX, DOC, ODT, RTF, XLSX); hãy lưu thành văn bản thuần (UTF-8) trước, "
                       "ví dụ: soffice --convert-to txt:Text '%s'.",
                       file, file);
    return 0;
}

/* 'L' or 'B' for UTF-16 of either order, with its mark or plain to see from its zeros; 0 for other text. */
static int utf16_order(const char *text, size_t n)
{
    size_t zeros[2] = {0, 0}, look = n < LOOK ? n : LOOK;

    if (starts(text, n, "\xFF\xFE", 2))
        return 'L';
    if (starts(text, n, "\xFE\xFF", 2))
        return 'B';
    for (size_t i = 0; i < look; i++)
        zeros[i % 2] += !text[i];
    if (zeros[0] + zeros[1] <= look / 8)
        return 0;
    return !zeros[0] ? 'L' : !zeros[1] ? 'B' : 0;
}

/* UTF-16 as UTF-8; what is no half of a pair becomes U+FFFD. */
static char *from_utf16(struct arena *a, const char *text, size_t *n, int order)
{
    struct buf out;
    uint32_t high = 0;

    buf_init(&out, a);
    for (size_t i = 0; i + 1 < *n; i += 2) {
        unsigned char x = (unsigned char)text[i], y = (unsigned char)text[i + 1];
        uint32_t c = order == 'L' ? x | (uint32_t)y << 8 : y | (uint32_t)x << 8;
        char bytes[4];

        if (high && c >= 0xDC00 && c < 0xE000)
            c = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
        else if (high)
            buf_puts(&out, "\xEF\xBF\xBD");
        high = c >= 0xD800 && c < 0xDC00 ? c : 0;
        if (!high)
            buf_add(&out, bytes, utf8_put((c >= 0xDC00 && c < 0xE000) || !c ? 0xFFFD : c, bytes));
    }
    *n = out.n;
    return out.n ? out.p : arena_strdup(a, "");
}

static int check_bytes(const char *file, const char *text, size_t n, struct err *err)
{
    size_t line = 1;

    if (utf8_valid(text, n))
        return 0;
    for (const char *p = text, *end; p < text + n; p = end, line++) {
        end = memchr(p, '\n', (size_t)(text + n - p));
        end = end ? end + 1 : text + n;
        if (!utf8_valid(p, (size_t)(end - p)))
            break;
    }
    return err_set(
        err, ST_DATA,
        "'%s', dòng %zu: không phải văn bản UTF-8 hay UTF-16 (có thể dùng phông TCVN3 hoặc VNI); hãy mở bằng "
        "chương trình soạn thảo và lưu lại bằng UTF-8.",
        file, line);
}

/* Line ends of other systems. */
static void plain_lines(char *text)
{
    char *to = text;

    for (const char *p = text; *p; p++)
        if (*p != '\r' || p[1] != '\n')
            *to++ = *p == '\r' ? '\n' : *p;
    *to = '\0';
}

static int has_text(const char *text)
{
    const char *p = text;
    uint32_t c;

    while ((c = utf8_next(&p)) != 0)
        if (!utf8_is_blank(c) && c != '\f')
            return 1;
    return 0;
}

static void print_doubt(const char *file, const struct doubt *d, int pages, FILE *out)
{
    fprintf(out, "%s:%zu:%zu: [%s] ", file, d->line, d->column, doubt_kind_name(d->kind));
    if (pages)
        fprintf(out, "trang %zu, ", d->page);
    fprintf(out, "đoạn %zu\n", d->paragraph);
    fprintf(out, "    câu: %s\n    viết: %s\n    tính: %s\n", d->sentence, d->says, d->gives);
    if (*d->typo)
        fprintf(out, "    có thể: %s\n", d->typo);
}

struct counts {
    size_t judged, doubts;
};

static int check_file(const char *file, FILE *out, struct counts *counts, struct err *err)
{
    struct arena *a = arena_new();
    const struct proof *p;
    char *text;
    size_t n;
    int result = -1, order, pages;

    if (file_read(a, file, TEXT_MAX, &text, &n, err) || check_kind(file, text, n, err))
        goto out;
    order = utf16_order(text, n);
    if (order)
        text = from_utf16(a, text, &n, order);
    if (check_bytes(file, text, n, err))
        goto out;
    text = utf8_nfc(a, text); /* takes the byte order mark away too */
    plain_lines(text);
    if (!has_text(text)) {
        err_set(err, ST_DATA, "'%s' không có chữ nào; nếu rút từ bản quét (ảnh) thì cần nhận dạng chữ trước.", file);
        goto out;
    }
    pages = strchr(text, '\f') != NULL;
    p = proof_read(a, text);
    for (size_t i = 0; i < p->doubts.n; i++)
        print_doubt(file, &p->doubts.v[i], pages, out);
    counts->judged += p->judged;
    counts->doubts += p->doubts.n;
    result = 0;
out:
    arena_free(a);
    return result;
}

int run_check_text(const char *const *files, size_t nfiles, FILE *out, struct err *err)
{
    struct counts counts = {0};

    for (size_t i = 0; i < nfiles; i++)
        if (check_file(files[i], out, &counts, err))
            return -1;
    log_info("đã tính lại %zu chỗ có số liệu, nghi ngờ %zu chỗ.", counts.judged, counts.doubts);
    return counts.doubts > 0;
}
