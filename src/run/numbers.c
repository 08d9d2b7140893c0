#include "run/numbers.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/shown.h"
#include "base/vi.h"
#include "data/catalog.h"
#include "data/csv.h"

enum { UNIT, NUMBER, DAY, COLUMNS, NUMBER_DIGITS = 9, CODES_SHOWN = 10 };
static const char *const column_names[COLUMNS] = {[UNIT] = "ma", [NUMBER] = "so", [DAY] = "ngay"};

struct reader {
    struct arena *arena;
    const char *path;
    const struct catalog *catalog;
    const int *units;
    size_t n;
    struct issue *out;
    size_t at[COLUMNS];
    int64_t *lines; /* of each unit; 0: not yet */
    struct err *err;
};

int number_is_valid(const char *text)
{
    size_t n = strlen(text);

    return n && n <= NUMBER_DIGITS && !text[strspn(text, "0123456789")] && text[strspn(text, "0")];
}

const char *number_printed(struct arena *a, const char *text)
{
    text += strspn(text, "0");
    return arena_printf(a, "%s%s", text[1] ? "" : "0", text);
}

static int refuse(const struct reader *r, int64_t line, const char *text)
{
    return err_set(r->err, ST_DATA, "tệp '%s', dòng %lld: %s", r->path, (long long)line, text);
}

static int read_header(struct reader *r, const struct csv_row *row)
{
    size_t found = 0;

    for (size_t c = 0; c < COLUMNS; c++)
        for (size_t i = 0; i < row->n; i++)
            if (strcmp(row->cells[i], column_names[c]) == 0) {
                r->at[c] = i;
                found++;
                break;
            }
    if (found == COLUMNS && row->n == COLUMNS)
        return 0;
    return refuse(r, row->line, "dòng đầu phải là ba tên cột ma,so,ngay.");
}

static size_t place_of(const struct reader *r, const char *code)
{
    int unit = catalog_unit(r->catalog, code);
    size_t i = 0;

    while (i < r->n && r->units[i] != unit)
        i++;
    return i;
}

static int unknown_unit(const struct reader *r, int64_t line, const char *code)
{
    const char **codes = arena_alloc(r->arena, (r->n + 1) * sizeof *codes), *nearest;

    for (size_t i = 0; i < r->n; i++)
        codes[i] = r->catalog->units[r->units[i]].code;
    nearest = vi_nearest(code, codes, r->n);
    return refuse(r, line,
                  arena_printf(r->arena, "'%s' không phải mã của đơn vị nào được làm văn bản trong lần chạy này%s",
                               shown_value(r->arena, code),
                               nearest ? arena_printf(r->arena, "; có phải bạn muốn viết '%s'?", nearest) : "."));
}

static int read_row(struct reader *r, const struct csv_row *row)
{
    const char *code, *number;
    day_t day;
    size_t i;

    if (row->problem != CSV_FINE || row->n != COLUMNS)
        return refuse(r, row->line, "phải là ba ô bằng chữ UTF-8: mã đơn vị, số, ngày.");
    code = row->cells[r->at[UNIT]];
    i = place_of(r, code);
    if (i == r->n)
        return unknown_unit(r, row->line, code);
    if (r->lines[i])
        return refuse(
            r, row->line,
            arena_printf(r->arena, "đơn vị '%s' đã có ở dòng %lld; hãy bỏ một.", code, (long long)r->lines[i]));
    number = row->cells[r->at[NUMBER]];
    if (!number_is_valid(number))
        return refuse(
            r, row->line,
            arena_printf(r->arena, "'%s': số văn bản chỉ gồm chữ số, lớn hơn 0.", shown_value(r->arena, number)));
    day = day_parse_any(row->cells[r->at[DAY]]);
    if (day == DAY_NONE)
        return refuse(r, row->line,
                      arena_printf(r->arena, "'%s' không phải là một ngày có thật, dạng 2018-10-14 hoặc 14/10/2018.",
                                   shown_value(r->arena, row->cells[r->at[DAY]])));
    r->out[i] = (struct issue){number_printed(r->arena, number), day};
    r->lines[i] = row->line;
    return 0;
}

static int check_whole(const struct reader *r)
{
    struct buf codes;
    size_t missing = 0;

    buf_init(&codes, r->arena);
    for (size_t i = 0; i < r->n; i++)
        if (!r->lines[i] && missing++ < CODES_SHOWN)
            buf_printf(&codes, "%s%s", codes.n ? ", " : "", r->catalog->units[r->units[i]].code);
    if (missing > CODES_SHOWN)
        buf_printf(&codes, " và %zu mã khác", missing - CODES_SHOWN);
    if (!missing)
        return 0;
    return err_set(r->err, ST_DATA, "tệp '%s' chưa có số và ngày của %zu đơn vị: %s; hãy thêm rồi chạy lại.", r->path,
                   missing, buf_str(&codes));
}

int numbers_load(struct arena *a, const char *path, const struct catalog *c, const int *units, size_t n,
                 struct issue *out, struct err *err)
{
    struct reader r = {.arena = a, .path = path, .catalog = c, .units = units, .n = n, .out = out, .err = err};
    struct csv *csv = NULL;
    struct csv_row row;
    int step, header = 1;

    r.lines = arena_alloc(a, (n + 1) * sizeof *r.lines);
    if (csv_open(a, path, &csv, err))
        return -1;
    while ((step = csv_next(csv, &row, err)) == 1) {
        if (header ? read_header(&r, &row) : read_row(&r, &row)) {
            step = -1;
            break;
        }
        header = 0;
    }
    csv_close(csv);
    return step ? -1 : check_whole(&r);
}
