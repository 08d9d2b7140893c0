#include "run/check_text.h"

#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "doc/proof.h"

enum { TEXT_MAX = 64 << 20 };

/* Office files are no text; what to do about it. */
static int check_kind(const char *file, const char *text, size_t n, struct err *err)
{
    if (n >= 5 && memcmp(text, "%PDF-", 5) == 0)
        return err_set(err, ST_DATA,
                       "'%s' là tệp PDF; hãy rút chữ trước, ví dụ: pdftotext '%s' noi-dung.txt, rồi kiểm tra "
                       "noi-dung.txt.",
                       file, file);
    if (n >= 4 && memcmp(text, "PK\3\4", 4) == 0)
        return err_set(err, ST_DATA,
                       "'%s' là tệp văn phòng (DOCX, ODT, XLSX); hãy lưu thành văn bản thuần (UTF-8) trước, ví dụ: "
                       "soffice --convert-to txt:Text '%s'.",
                       file, file);
    if (!utf8_valid(text, n))
        return err_set(err, ST_DATA,
                       "'%s' không phải văn bản UTF-8 (có thể dùng phông TCVN3 hoặc VNI); hãy lưu lại bằng UTF-8.",
                       file);
    return 0;
}

/* Line ends of other systems, page breaks of pdftotext. */
static void plain_lines(char *text)
{
    char *to = text;

    for (const char *p = text; *p; p++)
        if (*p != '\r')
            *to++ = *p == '\f' ? '\n' : *p;
    *to = '\0';
}

static void print_doubt(const char *file, const struct doubt *d, FILE *out)
{
    fprintf(out, "%s:%zu:%zu: [%s] %s\n", file, d->line, d->column, doubt_kind_name(d->kind), d->sentence);
    fprintf(out, "    viết: %s\n    tính: %s\n", d->says, d->gives);
    if (*d->typo)
        fprintf(out, "    có thể gõ nhầm một chữ số: %s\n", d->typo);
}

static int check_file(const char *file, FILE *out, size_t *judged, size_t *doubts, struct err *err)
{
    struct arena *a = arena_new();
    const struct proof *p;
    char *text;
    size_t n;
    int result = -1;

    if (file_read(a, file, TEXT_MAX, &text, &n, err) || check_kind(file, text, n, err))
        goto out;
    text = utf8_nfc(a, text);
    plain_lines(text);
    p = proof_read(a, text);
    for (size_t i = 0; i < p->doubts.n; i++)
        print_doubt(file, &p->doubts.v[i], out);
    *judged += p->judged;
    *doubts += p->doubts.n;
    result = 0;
out:
    arena_free(a);
    return result;
}

int run_check_text(const char *const *files, size_t nfiles, FILE *out, struct err *err)
{
    size_t judged = 0, doubts = 0;

    for (size_t i = 0; i < nfiles; i++)
        if (check_file(files[i], out, &judged, &doubts, err))
            return -1;
    log_info("đã tính lại %zu chỗ có số liệu, nghi ngờ %zu chỗ.", judged, doubts);
    return doubts > 0;
}
