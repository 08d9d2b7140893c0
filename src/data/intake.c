#include "data/intake.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/file.h"
#include "base/formula.h"
#include "base/note.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "data/intake_text.h"

enum {
    ROW_TEXTS = 2000, /* cells that needed work before their texts are given back */
    NAMES_SHOWN = 10
};

/* ---- header ---- */

struct header {
    const char *path;
    int64_t line;
    const char **captions, **folded; /* in NFC */
    size_t n;
    struct arena *arena;
    struct err *err;
};

/* The cell with the caption, -1 if none; -2 with an error if two have it. */
static int find_caption(const struct header *h, const char *caption)
{
    const char *folded = utf8_fold(h->arena, caption);
    int found = -1;

    for (size_t i = 0; i < h->n; i++) {
        if (strcmp(h->folded[i], folded) != 0)
            continue;
        if (found >= 0) {
            err_set(h->err, ST_DATA,
                    "tệp '%s', dòng %" PRId64 ": hai cột cùng tên '%s' (cột %d và %zu); hãy đổi tên hoặc xóa một cột.",
                    h->path, h->line, h->captions[i], found + 1, i + 1);
            return -2;
        }
        found = (int)i;
    }
    return found;
}

static const char *quoted_list(struct arena *a, const char *const *names, size_t n)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < n && i < NAMES_SHOWN; i++)
        buf_printf(&b, "%s'%s'", i ? ", " : "", names[i]);
    if (n > NAMES_SHOWN)
        buf_printf(&b, " và %zu cột khác", n - NAMES_SHOWN);
    return buf_str(&b);
}

/* The captions that no column uses, as they stand in the file. */
static size_t unused(const struct header *h, const struct intake *in, const char **out)
{
    size_t n = 0;

    for (size_t i = in->own_rejects ? 3 : 0; i < h->n; i++) {
        int used = 0;

        for (size_t c = 0; c < in->table->ncolumns; c++)
            used |= in->source[c] == (int)i;
        if (!used && *h->captions[i])
            out[n++] = h->captions[i];
    }
    return n;
}

static int refuse_missing(const struct header *h, const struct intake *in, const char *const *rest, size_t nrest)
{
    const struct intake_table *t = in->table;
    size_t n = 0, known = 0;
    struct buf b;

    buf_init(&b, h->arena);
    for (size_t c = 0; c < t->ncolumns; c++) {
        const char *caption = in->map ? in->map->captions[c] : NULL, *near;

        known += in->source[c] >= 0;
        if (!t->columns[c].required || in->source[c] >= 0)
            continue;
        near = vi_nearest(caption ? caption : t->columns[c].name, rest, nrest);
        known += near != NULL;
        buf_printf(&b, "%s'%s'", n++ ? ", " : "", t->columns[c].name);
        if (caption)
            buf_printf(&b, " (tệp map gọi là '%s')", caption);
        if (near)
            buf_printf(&b, " (gần nhất: '%s')", near);
    }
    if (n == 0)
        return 0;
    /* A line in which nothing is like a caption may be a row, with names in it: a log does not repeat it. */
    return err_set(h->err, ST_DATA,
                   "tệp '%s', dòng %" PRId64 ": thiếu cột bắt buộc của bảng %s: %s. %s Hãy sửa dòng tiêu đề, hoặc khai "
                   "báo tên cột trong tệp --map.",
                   h->path, h->line, t->name, buf_str(&b),
                   !known ? arena_printf(h->arena, "Không ô nào trong %zu ô của dòng này giống tên cột.", h->n)
                   : nrest
                       ? arena_printf(h->arena, "Các cột khác có trong tệp: %s.", quoted_list(h->arena, rest, nrest))
                       : "Tệp không có cột nào khác.");
}

static void note_unused(const struct header *h, const struct intake *in, const char *const *rest, size_t nrest,
                        struct notes *notes)
{
    const struct intake_table *t = in->table;

    for (size_t c = 0; c < t->ncolumns; c++) {
        const char *caption = in->map ? in->map->captions[c] : NULL;
        const char *near = in->source[c] >= 0 ? NULL : vi_nearest(t->columns[c].name, rest, nrest);

        if (in->source[c] < 0 && caption)
            note_add(notes, NOTE_WARNING, "cot_khong_co", h->path,
                     "tệp map gọi cột %s là '%s' nhưng tệp không có cột này.", t->columns[c].name, caption);
        else if (near)
            note_add(notes, NOTE_WARNING, "cot_gan_giong", h->path,
                     "không đọc cột '%s' vì không phải tên cột của bảng %s; có phải đó là '%s'?", near, t->name,
                     t->columns[c].name);
    }
    if (nrest)
        note_add(notes, NOTE_INFO, "cot_bo_qua", h->path, "không đọc %zu cột không dùng đến: %s.", nrest,
                 quoted_list(h->arena, rest, nrest));
}

static int read_captions(struct header *h, struct intake *in, const struct csv_row *row)
{
    if (row->problem == CSV_INVALID_TEXT)
        return err_set(h->err, ST_DATA,
                       "tệp '%s', dòng %" PRId64 ": tên cột không phải chữ UTF-8 (byte thứ %" PRId64
                       "); hãy lưu lại tệp dạng 'CSV UTF-8' hoặc 'Unicode Text'.",
                       h->path, row->line, row->offset + 1);
    if (row->problem == CSV_BAD_QUOTES)
        return err_set(h->err, ST_DATA, "tệp '%s', dòng %" PRId64 ": dấu ngoặc kép sai chỗ trong dòng tiêu đề.",
                       h->path, row->line);
    h->n = row->n;
    h->captions = arena_alloc(h->arena, row->n * sizeof *h->captions);
    h->folded = arena_alloc(h->arena, row->n * sizeof *h->folded);
    for (size_t i = 0; i < row->n; i++) {
        const char *cell = in->own_rejects ? formula_unguarded(h->arena, row->cells[i]) : row->cells[i];

        h->captions[i] = text_one_line(h->arena, utf8_nfc(h->arena, cell));
        h->folded[i] = utf8_fold(h->arena, h->captions[i]);
        if (i == 2)
            in->own_rejects = h->n > 3 && strcmp(h->captions[0], "dong") == 0 && strcmp(h->captions[1], "cot") == 0 &&
                              strcmp(h->captions[2], "ly_do") == 0;
    }
    return 0;
}

int intake_bind(struct arena *a, const struct intake_table *t, const struct intake_map *map, const char *path,
                const struct csv_row *row, struct notes *notes, struct intake **out, struct err *err)
{
    struct header h = {.path = path, .line = row->line, .arena = a, .err = err};
    struct intake *in = arena_alloc(a, sizeof *in);
    const char **rest;
    size_t nrest;

    assert(t->ncolumns <= INTAKE_COLUMNS);
    *in = (struct intake){.table = t, .map = map, .ncells = row->n, .arena = a};
    if (read_captions(&h, in, row))
        return -1;
    for (size_t c = 0; c < t->ncolumns; c++) {
        const char *caption = map ? map->captions[c] : NULL;

        in->source[c] = find_caption(&h, caption ? caption : t->columns[c].name);
        if (in->source[c] == -2)
            return -1;
        index_init(&in->refs[c], a);
        index_init(&in->seen[c], a);
    }
    rest = arena_alloc(a, h.n * sizeof *rest);
    nrest = unused(&h, in, rest);
    if (refuse_missing(&h, in, rest, nrest))
        return -1;
    note_unused(&h, in, rest, nrest, notes);
    in->row = arena_new();
    *out = in;
    return 0;
}

void intake_close(struct intake *in)
{
    if (!in)
        return;
    arena_free(in->row);
    in->row = NULL;
}

/* ---- rows ---- */

void intake_reject(struct intake *in, enum reject_reason reason, int column, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    *vec_add(in->arena, &in->rejections) = (struct rejection){reason, column, arena_vprintf(in->row, fmt, args)};
    va_end(args);
    in->row_used++;
}

/* What a cell says, normalised: NFC, no blanks at the ends. NULL when it was rejected. */
static const char *clean(struct intake *in, int c, const char *cell)
{
    const struct intake_column *column = &in->table->columns[c];
    const char *fault;
    char *text;
    uint32_t bad;

    if (in->own_rejects) {
        cell = formula_unguarded(in->row, cell);
        in->row_used++;
    }
    if (text_is_plain(cell) && strlen(cell) <= SAFE_MAX)
        return cell;
    in->row_used++;
    text = utf8_nfc(in->row, cell);
    bad = utf8_forbidden(text);
    if (!bad && strstr(text, "\uFFFD"))
        bad = 0xFFFD;
    if (bad) {
        intake_reject(in, REJECT_CHARACTER, c, "có ký tự U+%04X không được phép, hãy xóa ký tự này rồi gõ lại",
                      (unsigned)bad);
        return NULL;
    }
    if (utf8_length(text) > SAFE_MAX) {
        intake_reject(in, REJECT_LENGTH, c, "%s, hãy rút ngắn", reject_label(REJECT_LENGTH));
        return NULL;
    }
    fault = safe_fault(text, strlen(text));
    if (fault) {
        intake_reject(in, REJECT_CHARACTER, c, "%s, hãy sửa lại", fault);
        return NULL;
    }
    text = column->type == INTAKE_TEXT ? text_one_line(in->row, text) : text_trim(in->row, text);
    if ((column->type == INTAKE_TEXT || column->type == INTAKE_CODE) && text_looks_legacy(text)) {
        intake_reject(in, REJECT_LEGACY, c,
                      "chữ '%s' theo bảng mã cũ (TCVN3, VNI) hoặc bị đọc sai mã, hãy chuyển sang Unicode", text);
        return NULL;
    }
    if (column->type == INTAKE_CODE && text_has_odd_blank(text)) {
        intake_reject(in, REJECT_CODE, c, "mã có dấu xuống dòng, tab hoặc khoảng trống lạ ở giữa, hãy gõ lại mã");
        return NULL;
    }
    return text;
}

/* Their value as ours, through the map; the text itself where the map does not know it. */
static const char *mapped(struct intake *in, int c, const char *text)
{
    const struct intake_map *map = in->map;
    size_t n = strlen(text);
    const char *folded;
    int at;

    if (!map || !map->nvalues[c])
        return text;
    at = index_get(&in->seen[c], text, n);
    if (at >= 0)
        return map->values[c][at].value;
    folded = utf8_fold(in->row, text);
    in->row_used++;
    for (size_t i = 0; i < map->nvalues[c]; i++) {
        if (strcmp(map->values[c][i].folded, folded) == 0) {
            index_add(&in->seen[c], text, n, (int)i);
            return map->values[c][i].value;
        }
    }
    return text;
}

static void read_choice(struct intake *in, int c, const char *text)
{
    const struct intake_column *column = &in->table->columns[c];
    struct buf list;

    for (const char *const *choice = column->choices; *choice; choice++) {
        if (strcmp(text, *choice) == 0) {
            in->values[c].text = *choice;
            return;
        }
    }
    buf_init(&list, in->row);
    for (const char *const *choice = column->choices; *choice; choice++)
        buf_printf(&list, "%s%s", choice == column->choices ? "" : ", ", *choice);
    intake_reject(in, REJECT_CHOICE, c, "giá trị '%s' không có trong danh sách: %s", text, buf_str(&list));
}

static void read_flag(struct intake *in, int c, const char *text)
{
    if ((text[0] != '0' && text[0] != '1') || text[1]) {
        intake_reject(in, REJECT_FLAG, c, "giá trị '%s' không phải 0 hoặc 1", text);
        return;
    }
    in->values[c] = (struct intake_value){text[0] == '0' ? "0" : "1", text[0] == '1'};
}

static void read_day(struct intake *in, int c, const char *text)
{
    day_t day = day_parse_iso(text, (int)strlen(text));

    if (day != DAY_NONE) {
        in->values[c].text = text;
        return;
    }
    day = day_parse_any(text);
    if (day == DAY_NONE)
        intake_reject(in, REJECT_DAY, c, "'%s' không phải ngày có thật, viết dạng 2018-09-30 hoặc 30/9/2018", text);
    else
        in->values[c].text = day_iso(day, in->days[c]);
}

static void read_number(struct intake *in, int c, const char *text)
{
    int decimal = in->table->columns[c].type == INTAKE_DECIMAL;
    char *number;
    enum reject_reason why =
        text_number(in->row, text, in->map ? in->map->numbers : NUMBERS_CANONICAL, decimal, &number);

    in->row_used++;
    switch (why) {
    case REJECT_COUNT:
        in->values[c].text = number;
        for (const char *p = number; !decimal && *p; p++)
            in->values[c].number = in->values[c].number * 10 + (*p - '0');
        break;
    case REJECT_AMBIGUOUS:
        intake_reject(in, why, c,
                      "số '%s' có thể hiểu hai cách, viết 1200 hoặc 1.2, hoặc khai báo [so] kieu = viet_nam | quoc_te "
                      "trong tệp --map",
                      text);
        break;
    case REJECT_TOO_LARGE:
        intake_reject(in, why, c, "số '%s' quá lớn, nhiều nhất 18 chữ số", text);
        break;
    default:
        intake_reject(in, why, c,
                      decimal ? "'%s' không phải số, viết dạng 1200 hoặc -12.5, hoặc khai báo [so] kieu = viet_nam | "
                                "quoc_te trong tệp --map"
                              : "'%s' không phải số nguyên từ 0 trở lên",
                      text);
        break;
    }
}

static void read_sha256(struct intake *in, int c, const char *text)
{
    if (strlen(text) == 64 && text[strspn(text, "0123456789abcdef")] == '\0')
        in->values[c].text = text;
    else
        intake_reject(in, REJECT_SHA256, c, "'%s' không phải mã SHA-256 (64 chữ số thập lục phân, chữ thường)", text);
}

static void read_cell(struct intake *in, int c, const char *cell)
{
    const struct intake_column *column = &in->table->columns[c];
    const char *text = clean(in, c, cell);

    if (!text)
        return;
    text = mapped(in, c, text);
    if (!*text) {
        in->values[c].text = column->preset;
        if (column->required)
            intake_reject(in, REJECT_EMPTY, c, "ô trống, cột này bắt buộc");
        return;
    }
    switch (column->type) {
    case INTAKE_CODE:
        in->values[c].text = text;
        if (column->folder && !path_is_plain_name(text))
            intake_reject(in, REJECT_FOLDER, c,
                          "mã '%s' sẽ là tên thư mục, chỉ dùng A-Z a-z 0-9 . _ - và không bắt đầu bằng dấu chấm", text);
        /* A unit's parent may come later in the file: who reads it all looks then. */
        if (column->refers && c != intake_self_reference(in->table) && index_get(&in->refs[c], text, strlen(text)) < 0)
            intake_reject(in, REJECT_UNKNOWN, c, "mã '%s' không có trong bảng %s, hãy nhập bảng đó trước", text,
                          column->refers);
        break;
    case INTAKE_TEXT:
        in->values[c].text = text;
        break;
    case INTAKE_CHOICE:
        read_choice(in, c, text);
        break;
    case INTAKE_FLAG:
        read_flag(in, c, text);
        break;
    case INTAKE_DAY:
        read_day(in, c, text);
        break;
    case INTAKE_COUNT:
    case INTAKE_DECIMAL:
        read_number(in, c, text);
        break;
    case INTAKE_SHA256:
        read_sha256(in, c, text);
        break;
    }
}

static void check_rules(struct intake *in)
{
    for (size_t i = 0; i < in->table->nrules; i++) {
        const struct intake_rule *rule = &in->table->rules[i];
        const char *first = in->values[rule->first].text, *second = in->values[rule->second].text;
        int order;

        if (!first || !second)
            continue;
        order = strcmp(first, second); /* days in ISO form compare as text */
        if (rule->distinct ? order == 0 : order > 0)
            intake_reject(in, REJECT_RULE, rule->second, "%s", rule->text);
    }
}

static int has_text_from(const struct csv_row *row, size_t first)
{
    for (size_t i = first; i < row->n; i++)
        if (row->cells[i][0])
            return 1;
    return 0;
}

int intake_row(struct intake *in, const struct csv_row *row)
{
    in->rejections.n = 0;
    memset(in->values, 0, sizeof in->values);
    if (in->row_used > ROW_TEXTS) {
        arena_free(in->row);
        in->row = arena_new();
        in->row_used = 0;
    }
    if (row->problem == CSV_INVALID_TEXT)
        intake_reject(in, REJECT_TEXT, -1, "chữ không đúng mã UTF-8 ở byte thứ %" PRId64 " của tệp, hãy gõ lại chữ này",
                      row->offset + 1);
    else if (row->problem == CSV_BAD_QUOTES)
        intake_reject(in, REJECT_QUOTES, -1, "có chữ sau dấu ngoặc kép đóng, dấu ngoặc kép trong ô phải viết hai lần");
    else if (row->n < in->ncells || has_text_from(row, in->ncells))
        intake_reject(in, REJECT_CELLS, -1, "dòng có %zu ô, dòng tiêu đề có %zu ô", row->n, in->ncells);
    if (in->rejections.n)
        return 0;
    for (size_t c = 0; c < in->table->ncolumns; c++) {
        if (in->source[c] >= 0)
            read_cell(in, (int)c, row->cells[in->source[c]]);
        else
            in->values[c].text = in->table->columns[c].preset;
    }
    check_rules(in);
    return in->rejections.n == 0;
}
