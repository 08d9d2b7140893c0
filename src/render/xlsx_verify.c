#include <expat.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unzip.h>

#include "base/buf.h"
#include "base/err.h"
#include "render/xlsx.h"
#include "render/xlsx_chart.h"
#include "render/xlsx_plan.h"
#include "render/xlsx_text.h"

enum {
    BLOCK = 65536,
    PART_NAME_MAX = 256,
};

struct range {
    int row, column, last_row, last_column;
};

struct verify {
    struct arena *arena;
    struct arena *scratch; /* emptied between rows */
    const char *path;
    struct xlsx_plan plan;
    struct err *err;
    unzFile zip;
    XML_Parser parser;
    int failed;

    VEC(const char *) strings; /* the shared strings */
    VEC(const char *) names;   /* of the sheets, as the workbook lists them */

    /* the sheet being read */
    const struct xlsx_sheet *sheet;
    int row, column;         /* of the cell being read; -1 before the first */
    struct xlsx_value *want; /* what the plan says of the row, by column */
    char *seen;
    char type[16];    /* t="…" of the cell */
    struct buf value; /* <v> or <t> */
    struct buf formula;
    struct buf *into; /* where text goes, NULL: nowhere */
    int in_phonetic;
    VEC(struct range) merges, wanted;
    size_t nalerts;

    /* the chart being read */
    struct xlsx_ref *refs;
    size_t nrefs, npoints; /* seen */
    long point;            /* being read */
    int from_nought;
};

__attribute__((format(printf, 2, 3))) static void bad(struct verify *v, const char *fmt, ...)
{
    char what[1024];
    va_list args;

    if (v->failed)
        return;
    v->failed = 1;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    err_set(v->err, ST_IO, "bảng tính '%s' đọc lại không đúng: %s; hãy chạy lại, nếu vẫn hỏng thì kiểm tra ổ đĩa.",
            v->path, what);
    if (v->parser)
        XML_StopParser(v->parser, XML_FALSE);
}

static const char *place(struct verify *v)
{
    return arena_printf(v->arena, "trang tính '%s', ô %s", v->sheet->name, xlsx_cell_name(v->arena, v->row, v->column));
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

/* "AB12" → row 11, column 27. Returns behind it, NULL if it is no cell. */
static const char *read_cell_name(const char *s, int *row, int *column)
{
    *row = *column = 0;
    if (*s < 'A' || *s > 'Z')
        return NULL;
    for (; *s >= 'A' && *s <= 'Z' && *column < 100000; s++)
        *column = *column * 26 + (*s - 'A' + 1);
    for (; *s >= '0' && *s <= '9' && *row < 10000000; s++)
        *row = *row * 10 + (*s - '0');
    --*row;
    --*column;
    return *row >= 0 ? s : NULL;
}

/* ---- parts of the package ---- */

struct handlers {
    XML_StartElementHandler start;
    XML_EndElementHandler end;
    XML_CharacterDataHandler text;
};

/* Reads the current part through the parser: the archive's checksum and the XML must both be right. */
static void read_part(struct verify *v, const char *name, const struct handlers *h)
{
    XML_Parser p = XML_ParserCreate("UTF-8");
    int got = 0, done = 0;

    if (!p || unzOpenCurrentFile(v->zip) != UNZ_OK) {
        bad(v, p ? "phần %s" : "không đủ bộ nhớ để đọc phần %s", name);
        XML_ParserFree(p);
        return;
    }
    XML_SetUserData(p, v);
    XML_SetElementHandler(p, h->start, h->end);
    XML_SetCharacterDataHandler(p, h->text);
    v->parser = p;
    while (!done && !v->failed) {
        void *block = XML_GetBuffer(p, BLOCK);

        got = block ? unzReadCurrentFile(v->zip, block, BLOCK) : -1;
        if (got < 0)
            break;
        done = got == 0;
        if (XML_ParseBuffer(p, got, done) != XML_STATUS_OK && !v->failed)
            bad(v, "phần %s không phải XML đúng", name);
    }
    v->parser = NULL;
    XML_ParserFree(p);
    if (unzCloseCurrentFile(v->zip) != UNZ_OK || got < 0)
        bad(v, "phần %s hỏng", name);
}

static void read_named(struct verify *v, const char *name, const struct handlers *h)
{
    if (unzLocateFile(v->zip, name, 1) == UNZ_OK)
        read_part(v, name, h);
    else
        bad(v, "thiếu phần %s", name);
}

static int ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

/* Every part is whole, also those that are not compared. */
static void check_parts(struct verify *v)
{
    static const struct handlers none = {0};
    char name[PART_NAME_MAX];
    unz_file_info info;
    int status = unzGoToFirstFile(v->zip);

    for (; status == UNZ_OK && !v->failed; status = unzGoToNextFile(v->zip)) {
        if (unzGetCurrentFileInfo(v->zip, &info, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK)
            break;
        if (ends_with(name, ".xml") || ends_with(name, ".rels"))
            read_part(v, name, &none);
    }
    if (status != UNZ_END_OF_LIST_OF_FILE)
        bad(v, "danh sách các phần");
}

/* ---- strings ---- */

/* "_x0041_" is "A": the writer escapes what looks so. */
static const char *unescaped(struct arena *a, const char *s)
{
    static const char underscore[] = "_x005F_";
    struct buf b;

    if (!strstr(s, underscore))
        return s;
    buf_init(&b, a);
    while (*s) {
        if (strncmp(s, underscore, strlen(underscore)) == 0)
            s += strlen(underscore) - 1;
        buf_putc(&b, *s++);
    }
    return buf_str(&b);
}

static void XMLCALL string_start(void *user, const char *name, const char **attributes)
{
    struct verify *v = user;

    (void)attributes;
    if (strcmp(name, "si") == 0)
        buf_clear(&v->value);
    v->in_phonetic |= strcmp(name, "rPh") == 0;
    v->into = strcmp(name, "t") == 0 && !v->in_phonetic ? &v->value : NULL;
}

static void XMLCALL string_end(void *user, const char *name)
{
    struct verify *v = user;

    v->into = NULL;
    if (strcmp(name, "rPh") == 0)
        v->in_phonetic = 0;
    if (strcmp(name, "si") == 0)
        *vec_add(v->arena, &v->strings) = unescaped(v->arena, arena_strdup(v->arena, buf_str(&v->value)));
}

static void XMLCALL take_text(void *user, const char *s, int n)
{
    struct verify *v = user;

    if (v->into)
        buf_add(v->into, s, (size_t)n);
}

static void read_strings(struct verify *v)
{
    static const struct handlers h = {string_start, string_end, take_text};

    /* A book whose rows went to the disk at once, or one without text, has none. */
    if (unzLocateFile(v->zip, "xl/sharedStrings.xml", 1) == UNZ_OK)
        read_part(v, "xl/sharedStrings.xml", &h);
}

static void XMLCALL book_start(void *user, const char *name, const char **attributes)
{
    struct verify *v = user;
    const char *sheet = strcmp(name, "sheet") == 0 ? attribute(attributes, "name") : NULL;

    if (sheet)
        *vec_add(v->arena, &v->names) = arena_strdup(v->arena, sheet);
}

static void check_names(struct verify *v)
{
    static const struct handlers h = {.start = book_start};

    read_named(v, "xl/workbook.xml", &h);
    if (!v->failed && v->names.n != v->plan.sheets.n)
        bad(v, "%zu trang tính thay vì %zu", v->names.n, v->plan.sheets.n);
    for (size_t i = 0; i < v->plan.sheets.n && !v->failed; i++)
        if (strcmp(v->names.v[i], v->plan.sheets.v[i].name) != 0)
            bad(v, "trang tính thứ %zu tên '%s' thay vì '%s'", i + 1, v->names.v[i], v->plan.sheets.v[i].name);
}

/* ---- cells ---- */

/* The text's value times 10^decimals, exactly. Ten digits are read behind the point: libxlsxwriter prints 64,1 as
 * 64.09999999999999. */
static int read_number(const char *s, int decimals, int64_t *out)
{
    int64_t whole = 0, fraction = 0, unit = 1;
    int negative = *s == '-', digits = 0;

    for (s += negative; *s >= '0' && *s <= '9'; s++, digits++) {
        if (whole > INT64_MAX / 10000)
            return -1;
        whole = whole * 10 + (*s - '0');
    }
    if (*s == '.')
        for (s++; *s >= '0' && *s <= '9'; s++, digits++)
            if (unit < INT64_C(10000000000)) {
                fraction = fraction * 10 + (*s - '0');
                unit *= 10;
            }
    if (*s || !digits)
        return -1;
    for (int i = 0; i < decimals; i++)
        whole *= 10;
    if (unit > 1) {
        int64_t scale = decimals ? 100 : 1, scaled = fraction * scale, rest = scaled % unit;

        if (rest > unit / 2)
            rest = unit - rest;
        if (rest > unit / 1000000)
            return -1; /* more decimals than the figure has */
        whole += (scaled + unit / 2) / unit;
    }
    *out = negative ? -whole : whole;
    return 0;
}

static const char *cell_text(struct verify *v)
{
    const char *s = buf_str(&v->value);
    char *end;
    unsigned long at;

    if (strcmp(v->type, "s") != 0)
        return unescaped(v->scratch, s);
    at = strtoul(s, &end, 10);
    return *s && !*end && at < v->strings.n ? v->strings.v[at] : NULL;
}

static void compare_text(struct verify *v, const char *want)
{
    int is_text = strcmp(v->type, "s") == 0 || strcmp(v->type, "str") == 0 || strcmp(v->type, "inlineStr") == 0;
    const char *have = is_text ? cell_text(v) : NULL;

    if (!*want && !*v->type && !v->value.n)
        return;
    if (!have || strcmp(have, want) != 0)
        bad(v, "%s có '%s' thay vì '%s'", place(v), have ? have : buf_str(&v->value), want);
}

static void compare_value(struct verify *v, const struct xlsx_value *want)
{
    int64_t have;

    if (want->kind != XLSX_NUMBER) {
        compare_text(v, want->kind == XLSX_TEXT ? want->text : "");
        return;
    }
    if ((*v->type && strcmp(v->type, "n") != 0) || read_number(buf_str(&v->value), want->decimals, &have) ||
        have != want->number)
        bad(v, "%s có '%s' thay vì %s", place(v), buf_str(&v->value), xlsx_shown(v->arena, want));
}

static void compare_formula(struct verify *v)
{
    int at = v->row - v->sheet->body;
    const char *want =
        at >= 0 && (size_t)at < v->sheet->nrows ? xlsx_formula(v->scratch, v->sheet, (size_t)at, v->column) : NULL;

    if (strcmp(buf_str(&v->formula), want ? want : "") != 0)
        bad(v, "%s có công thức '%s' thay vì '%s'", place(v), buf_str(&v->formula), want ? want : "");
}

static void compare_cell(struct verify *v)
{
    if (v->column >= v->sheet->ncolumns) {
        bad(v, "%s thừa", place(v));
        return;
    }
    compare_value(v, &v->want[v->column]);
    compare_formula(v);
    v->seen[v->column] = 1;
}

/* ---- rows ---- */

static void want_fixed(struct verify *v, const struct xlsx_cell *cells, size_t n, int row)
{
    for (size_t i = 0; i < n; i++)
        if (cells[i].row == row && *cells[i].text)
            v->want[cells[i].column] = (struct xlsx_value){.kind = XLSX_TEXT, .text = cells[i].text};
}

static void add_merge(struct verify *v, int row, int column, int rows, int columns)
{
    if (rows > 1 || columns > 1)
        *vec_add(v->arena, &v->wanted) = (struct range){row, column, row + rows - 1, column + columns - 1};
}

/* What the plan says of a row: the corner of a merged cell has its value, the rest of it nothing. */
static void plan_row(struct verify *v, int row)
{
    const struct xlsx_sheet *s = v->sheet;

    memset(v->want, 0, (size_t)s->ncolumns * sizeof *v->want);
    memset(v->seen, 0, (size_t)s->ncolumns);
    if (row < s->body) {
        want_fixed(v, s->head.v, s->head.n, row);
    } else if ((size_t)(row - s->body) < s->nrows) {
        for (int c = 0; c < s->ncolumns; c += v->want[c].columns) {
            v->want[c] = xlsx_value(v->scratch, s, (size_t)(row - s->body), c);
            add_merge(v, row, c, 1, v->want[c].columns);
        }
    } else {
        want_fixed(v, s->foot.v, s->foot.n, row);
    }
}

/* Nothing that the row must hold was left out. */
static void finish_row(struct verify *v)
{
    for (int c = 0; c < v->sheet->ncolumns && !v->failed; c++)
        if (v->want[c].kind != XLSX_NOTHING && !v->seen[c]) {
            v->column = c;
            bad(v, "thiếu %s", place(v));
        }
    if (v->row % 256 == 255) {
        arena_free(v->scratch);
        v->scratch = arena_new();
    }
}

/* Rows up to `row` that the file leaves out must be empty in the plan too. */
static void skip_rows(struct verify *v, int row)
{
    while (++v->row < row && !v->failed) {
        plan_row(v, v->row);
        finish_row(v);
    }
}

static int row_count(const struct xlsx_sheet *s)
{
    return s->body + (int)s->nrows + (int)s->foot_heights.n;
}

static void start_row(struct verify *v, const char *number)
{
    long row = number ? strtol(number, NULL, 10) - 1 : -1;

    if (row <= v->row || row >= row_count(v->sheet)) {
        bad(v, "trang tính '%s' có dòng %ld không đúng chỗ", v->sheet->name, row + 1);
        return;
    }
    skip_rows(v, (int)row);
    v->column = -1;
    plan_row(v, v->row);
}

static void start_cell(struct verify *v, const char **attributes)
{
    const char *name = attribute(attributes, "r"), *type = attribute(attributes, "t");
    int row, column;

    if (!name || !(name = read_cell_name(name, &row, &column)) || *name || row != v->row || column <= v->column) {
        bad(v, "trang tính '%s' có ô không đúng chỗ ở dòng %d", v->sheet->name, v->row + 1);
        return;
    }
    v->column = column;
    snprintf(v->type, sizeof v->type, "%s", type ? type : "");
    buf_clear(&v->value);
    buf_clear(&v->formula);
}

/* "A1:B2", or "A1" alone. */
static int read_range(const char *ref, struct range *r)
{
    const char *s;

    *r = (struct range){0};
    s = ref ? read_cell_name(ref, &r->row, &r->column) : NULL;
    r->last_row = r->row;
    r->last_column = r->column;
    if (s && *s == ':')
        s = read_cell_name(s + 1, &r->last_row, &r->last_column);
    return s && !*s ? 0 : -1;
}

static void read_merge(struct verify *v, const char *ref)
{
    struct range r;

    if (read_range(ref, &r))
        bad(v, "trang tính '%s' có ô gộp '%s'", v->sheet->name, ref ? ref : "");
    else
        *vec_add(v->arena, &v->merges) = r;
}

static void read_alert(struct verify *v, const char *ref)
{
    const struct xlsx_alert *x = v->nalerts < v->sheet->alerts.n ? &v->sheet->alerts.v[v->nalerts] : NULL;
    struct range r;

    if (!x || read_range(ref, &r) || r.row != x->first || r.last_row != x->last || r.column != x->column ||
        r.last_column != x->column)
        bad(v, "trang tính '%s' có định dạng theo điều kiện ở '%s'", v->sheet->name, ref ? ref : "");
}

static void check_alert(struct verify *v)
{
    const char *want = v->nalerts < v->sheet->alerts.n ? v->sheet->alerts.v[v->nalerts].formula : "";

    v->nalerts++;
    if (strcmp(buf_str(&v->formula), want) != 0)
        bad(v, "trang tính '%s' có định dạng theo điều kiện '%s' thay vì '%s'", v->sheet->name, buf_str(&v->formula),
            want);
}

static void XMLCALL sheet_start(void *user, const char *name, const char **attributes)
{
    struct verify *v = user;

    if (v->failed)
        return;
    if (strcmp(name, "row") == 0)
        start_row(v, attribute(attributes, "r"));
    else if (strcmp(name, "c") == 0)
        start_cell(v, attributes);
    else if (strcmp(name, "mergeCell") == 0)
        read_merge(v, attribute(attributes, "ref"));
    else if (strcmp(name, "conditionalFormatting") == 0)
        read_alert(v, attribute(attributes, "sqref"));
    else if (strcmp(name, "formula") == 0)
        buf_clear(&v->formula);
    v->into = strcmp(name, "v") == 0 || strcmp(name, "t") == 0         ? &v->value
              : strcmp(name, "f") == 0 || strcmp(name, "formula") == 0 ? &v->formula
                                                                       : NULL;
}

static void XMLCALL sheet_end(void *user, const char *name)
{
    struct verify *v = user;

    v->into = NULL;
    if (v->failed)
        return;
    if (strcmp(name, "c") == 0)
        compare_cell(v);
    else if (strcmp(name, "row") == 0)
        finish_row(v);
    else if (strcmp(name, "sheetData") == 0)
        skip_rows(v, row_count(v->sheet));
    else if (strcmp(name, "formula") == 0)
        check_alert(v);
}

/* ---- merged cells ---- */

static int by_corner(const void *x, const void *y)
{
    const struct range *a = x, *b = y;

    return a->row != b->row ? (a->row > b->row) - (a->row < b->row) : (a->column > b->column) - (a->column < b->column);
}

/* The plan's merges do not overlap; if the file has the same ones, its do not either. */
static void compare_merges(struct verify *v)
{
    size_t n = v->wanted.n;

    if (v->merges.n == n && n) {
        qsort(v->merges.v, n, sizeof *v->merges.v, by_corner);
        qsort(v->wanted.v, n, sizeof *v->wanted.v, by_corner);
    }
    if (v->merges.n != n || (n && memcmp(v->merges.v, v->wanted.v, n * sizeof *v->merges.v) != 0))
        bad(v, "trang tính '%s' có các ô gộp khác với biểu", v->sheet->name);
}

static void check_sheet(struct verify *v, size_t i)
{
    static const struct handlers h = {sheet_start, sheet_end, take_text};
    const struct xlsx_sheet *s = &v->plan.sheets.v[i];

    v->sheet = s;
    v->row = -1;
    v->merges.n = v->wanted.n = 0;
    v->nalerts = 0;
    v->want = arena_alloc(v->arena, (size_t)s->ncolumns * sizeof *v->want);
    v->seen = arena_alloc(v->arena, (size_t)s->ncolumns);
    for (size_t k = 0; k < s->head.n; k++)
        add_merge(v, s->head.v[k].row, s->head.v[k].column, s->head.v[k].rows, s->head.v[k].columns);
    for (size_t k = 0; k < s->foot.n; k++)
        add_merge(v, s->foot.v[k].row, s->foot.v[k].column, s->foot.v[k].rows, s->foot.v[k].columns);
    read_named(v, arena_printf(v->arena, "xl/worksheets/sheet%zu.xml", i + 1), &h);
    if (!v->failed && v->row < row_count(s))
        bad(v, "trang tính '%s' không có dữ liệu", s->name);
    if (!v->failed && v->nalerts != s->alerts.n)
        bad(v, "trang tính '%s' thiếu định dạng theo điều kiện", s->name);
    if (!v->failed)
        compare_merges(v);
}

/* ---- charts ---- */

/* Names of sheets stand in quotes only where they need them. */
static int same_ref(const char *x, const char *y)
{
    for (;; x++, y++) {
        x += strspn(x, "'");
        y += strspn(y, "'");
        if (*x != *y)
            return 0;
        if (!*x)
            return 1;
    }
}

static void XMLCALL chart_start(void *user, const char *name, const char **attributes)
{
    struct verify *v = user;
    const char *value = attribute(attributes, strcmp(name, "c:pt") == 0 ? "idx" : "val");

    if (strcmp(name, "c:min") == 0)
        v->from_nought |= value && strcmp(value, "0") == 0;
    else if (strcmp(name, "c:pt") == 0)
        v->point = value ? strtol(value, NULL, 10) : -1;
    v->into = strcmp(name, "c:f") == 0 || strcmp(name, "c:v") == 0 ? &v->value : NULL;
    if (v->into)
        buf_clear(&v->value);
}

static void compare_point(struct verify *v)
{
    const struct xlsx_ref *r = v->nrefs ? &v->refs[v->nrefs - 1] : NULL;
    const struct xlsx_value *want = r && v->point >= 0 && (size_t)v->point < r->n ? &r->values[v->point] : NULL;
    const char *have = buf_str(&v->value);
    int64_t number;

    if (!want || want->kind == XLSX_NOTHING ||
        (want->kind == XLSX_TEXT ? strcmp(have, want->text) != 0
                                 : read_number(have, want->decimals, &number) || number != want->number))
        bad(v, "biểu đồ của trang tính '%s' giữ giá trị '%s' ở %s", v->sheet->name, have, r ? r->text : "đầu biểu đồ");
    v->npoints++;
}

static void XMLCALL chart_end(void *user, const char *name)
{
    struct verify *v = user;

    v->into = NULL;
    if (v->failed)
        return;
    if (strcmp(name, "c:v") == 0)
        compare_point(v);
    if (strcmp(name, "c:f") != 0)
        return;
    if (v->nrefs == 3 * v->sheet->chart->nseries || !same_ref(buf_str(&v->value), v->refs[v->nrefs].text))
        bad(v, "biểu đồ của trang tính '%s' vẽ %s", v->sheet->name, buf_str(&v->value));
    v->nrefs++;
}

static void check_chart(struct verify *v, const struct xlsx_sheet *s, size_t number)
{
    static const struct handlers h = {chart_start, chart_end, take_text};
    size_t points = 0;

    v->sheet = s;
    v->refs = xlsx_chart_refs(v->arena, s);
    v->nrefs = v->npoints = 0;
    v->from_nought = 0;
    for (size_t i = 0; i < 3 * s->chart->nseries; i++)
        for (size_t k = 0; k < v->refs[i].n; k++)
            points += v->refs[i].values[k].kind != XLSX_NOTHING;
    read_named(v, arena_printf(v->arena, "xl/charts/chart%zu.xml", number), &h);
    if (!v->failed && (v->nrefs != 3 * s->chart->nseries || v->npoints != points))
        bad(v, "biểu đồ của trang tính '%s' có %zu giá trị thay vì %zu", s->name, v->npoints, points);
    if (!v->failed && !v->from_nought)
        bad(v, "trục của biểu đồ ở trang tính '%s' không bắt đầu từ 0", s->name);
}

static void check_charts(struct verify *v)
{
    size_t n = 0;

    for (size_t i = 0; i < v->plan.sheets.n && !v->failed; i++)
        if (v->plan.sheets.v[i].chart)
            check_chart(v, &v->plan.sheets.v[i], ++n);
    if (!v->failed && unzLocateFile(v->zip, arena_printf(v->arena, "xl/charts/chart%zu.xml", n + 1), 1) == UNZ_OK)
        bad(v, "thừa biểu đồ thứ %zu", n + 1);
}

int xlsx_verify_plan(struct arena *a, const struct xlsx_plan *plan, const char *path, struct err *err)
{
    struct verify v = {.arena = a, .path = path, .plan = *plan, .err = err};

    v.zip = unzOpen(path);
    if (!v.zip)
        return err_set(err, ST_IO, "bảng tính '%s' đọc lại không được; hãy chạy lại, nếu vẫn hỏng thì kiểm tra ổ đĩa.",
                       path);
    v.scratch = arena_new();
    buf_init(&v.value, a);
    buf_init(&v.formula, a);
    check_parts(&v);
    if (!v.failed)
        read_strings(&v);
    if (!v.failed)
        check_names(&v);
    for (size_t i = 0; i < v.plan.sheets.n && !v.failed; i++)
        check_sheet(&v, i);
    if (!v.failed)
        check_charts(&v);
    unzClose(v.zip);
    arena_free(v.scratch);
    return v.failed ? -1 : 0;
}
