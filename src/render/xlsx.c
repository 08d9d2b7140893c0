#include "render/xlsx.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "render/xlsx_chart.h"
#include "render/xlsx_plan.h"
#include "render/xlsx_text.h"

enum {
    LARGE_SHEET = 20000,      /* rows from which cells are not kept in memory */
    CELL_BYTES = 64,          /* of a cell's XML beside its text, about */
    ROOM_SPARE = 1024 * 1024, /* that must be left in the temporary folder */
    A4 = 9,
    BAND_MAX = 255,   /* units in a header or footer, codes and all */
    PAGES_MAX = 1000, /* one row alone behind that many is no fault */
    ALERT_GREY = 0xD9D9D9,
    DAY_SECONDS = 86400
};

/* Inches: as the paper, left 30 mm and 20 mm elsewhere; header and footer stand in the margins. */
static const double LEFT = 30 / 25.4, OTHER = 20 / 25.4, BAND = 10 / 25.4;
static const char FONT[] = "Times New Roman";

struct look {
    unsigned style;
    lxw_format *format;
};

struct writer {
    struct arena *arena;
    struct arena *scratch; /* emptied between rows */
    const struct document *doc;
    struct xlsx_plan plan;
    struct err *err;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    int streaming; /* rows go to the disk at once: none can be changed later */
    VEC(struct look) looks;
    lxw_error first; /* first error of the library */
    int row, column; /* where */
};

/* Separators are those of the reader's system. In a table that is printed, figures stand off the line at their right.
 */
static void set_number_format(lxw_format *f, unsigned style)
{
    if (style & XLSX_DATE)
        format_set_num_format(f, "dd/mm/yyyy");
    else if (style & XLSX_COUNT)
        format_set_num_format(f, style & XLSX_BORDER ? "#,##0_);-#,##0_);0_);@_)" : "#,##0");
    else if (style & XLSX_RATE)
        format_set_num_format(f, style & XLSX_BORDER ? "0.00_);-0.00_);0.00_);@_)" : "0.00");
}

static lxw_format *look(struct writer *w, unsigned style)
{
    lxw_format *f;

    for (size_t i = 0; i < w->looks.n; i++)
        if (w->looks.v[i].style == style)
            return w->looks.v[i].format;
    f = workbook_add_format(w->book);
    *vec_add(w->arena, &w->looks) = (struct look){style, f};
    format_set_font_name(f, FONT);
    format_set_font_size(f, XLSX_SIZE_OF(style));
    format_set_text_wrap(f);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (style & XLSX_BOLD)
        format_set_bold(f);
    if (style & XLSX_ITALIC)
        format_set_italic(f);
    if (style & XLSX_BORDER)
        format_set_border(f, LXW_BORDER_THIN);
    if (style & (XLSX_CENTRE | XLSX_RIGHT))
        format_set_align(f, style & XLSX_CENTRE ? LXW_ALIGN_CENTER : LXW_ALIGN_RIGHT);
    if (style & XLSX_INDENT)
        format_set_indent(f, 1);
    set_number_format(f, style);
    return f;
}

static void note_error(struct writer *w, lxw_error e, int row, int column)
{
    if (!e || w->first)
        return;
    w->first = e;
    w->row = row;
    w->column = column;
}

static void put_text(struct writer *w, int row, int column, const char *text, unsigned style)
{
    lxw_error e;

    if (*text)
        e = worksheet_write_string(w->sheet, (lxw_row_t)row, (lxw_col_t)column, xlsx_escape(w->scratch, text),
                                   look(w, style));
    else
        e = worksheet_write_blank(w->sheet, (lxw_row_t)row, (lxw_col_t)column, look(w, style));
    note_error(w, e, row, column);
}

static void set_height(struct writer *w, int row, double points)
{
    note_error(w, worksheet_set_row(w->sheet, (lxw_row_t)row, points, NULL), row, 0);
}

/* ---- above and below the body ---- */

/* Cells stand in the file by rows. A merge over several rows is therefore declared in its last one, after all cells
 * below it have been written blank; when rows are kept in memory that clears its text, which is then written again. */
static void merge(struct writer *w, const struct xlsx_cell *c)
{
    int last = c->row + c->rows - 1;

    if (c->rows == 1 && c->columns == 1)
        return;
    note_error(w,
               worksheet_merge_range(w->sheet, (lxw_row_t)c->row, (lxw_col_t)c->column, (lxw_row_t)last,
                                     (lxw_col_t)(c->column + c->columns - 1), NULL, look(w, c->style)),
               c->row, c->column);
    if (c->rows == 1 || !w->streaming)
        put_text(w, c->row, c->column, c->text, c->style);
}

static void write_fixed_row(struct writer *w, const struct xlsx_cell *cells, size_t n, int row, double height)
{
    set_height(w, row, height);
    for (size_t i = 0; i < n; i++) {
        const struct xlsx_cell *c = &cells[i];

        if (row < c->row || row >= c->row + c->rows)
            continue;
        for (int k = 0; k < c->columns; k++)
            put_text(w, row, c->column + k, row == c->row && k == 0 ? c->text : "", c->style);
        if (c->rows == 1)
            merge(w, c);
    }
    for (size_t i = 0; i < n; i++)
        if (cells[i].rows > 1 && cells[i].row + cells[i].rows - 1 == row)
            merge(w, &cells[i]);
}

/* ---- body ---- */

static double as_double(const struct xlsx_value *v)
{
    return v->decimals ? (double)v->number / 100 : (double)v->number;
}

static lxw_error put_formula(struct writer *w, const struct xlsx_value *v, int row, int column, const char *formula)
{
    const char *text = arena_printf(w->scratch, "=%s", formula);
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;

    if (v->kind == XLSX_TEXT)
        return worksheet_write_formula_str(w->sheet, r, c, text, look(w, v->style), v->text);
    return worksheet_write_formula_num(w->sheet, r, c, text, look(w, v->style), as_double(v));
}

static void write_body_row(struct writer *w, const struct xlsx_sheet *s, size_t i)
{
    int row = s->body + (int)i;

    set_height(w, row, s->heights[i]);
    for (int c = 0; c < s->ncolumns;) {
        struct xlsx_value v = xlsx_value(w->scratch, s, i, c);
        struct xlsx_cell merged = {row, c, 1, v.columns, v.kind == XLSX_TEXT ? v.text : "", v.style};
        const char *formula = xlsx_formula(w->scratch, s, i, c);

        assert(c + v.columns <= s->ncolumns);
        if (v.columns > 1)
            merge(w, &merged);
        if (formula)
            note_error(w, put_formula(w, &v, row, c, formula), row, c);
        else if (v.kind == XLSX_NUMBER)
            note_error(w,
                       worksheet_write_number(w->sheet, (lxw_row_t)row, (lxw_col_t)c, as_double(&v), look(w, v.style)),
                       row, c);
        else
            put_text(w, row, c, merged.text, v.style);
        c += v.columns;
    }
}

/* ---- sheets ---- */

/* "&" begins a code in headers and footers: doubled, it is itself. A figure would join the size before it. */
static const char *band_text(struct writer *w, const char *s)
{
    struct buf b;

    buf_init(&b, w->arena);
    if (*s >= '0' && *s <= '9')
        buf_putc(&b, ' ');
    for (; *s; s++) {
        if (*s == '&')
            buf_putc(&b, '&');
        buf_putc(&b, *s);
    }
    return buf_str(&b);
}

static const char *header_text(struct writer *w)
{
    struct buf b;

    buf_init(&b, w->arena);
    if (*w->doc->stamp)
        buf_printf(&b, "&C&\"Times New Roman,Bold\"&11%s", band_text(w, w->doc->stamp));
    if (w->doc->draft)
        buf_puts(&b, "&R&\"Times New Roman,Bold\"&13" DRAFT_MARK);
    return buf_str(&b);
}

static const char *footer_text(struct writer *w)
{
    struct buf b;

    buf_init(&b, w->arena);
    buf_puts(&b, "&C&\"Times New Roman,Regular\"&11Trang &P/&N");
    if (w->doc->draft && w->doc->footer && *w->doc->footer)
        buf_printf(&b, "\n&8%s", band_text(w, w->doc->footer));
    return buf_str(&b);
}

/* "M$901": for a name that a pivot table can be made from. */
static const char *last_cell(struct writer *w, const struct xlsx_sheet *s, int last_row)
{
    const char *cell = xlsx_cell_name(w->arena, last_row, s->ncolumns - 1);
    int letters = (int)strcspn(cell, "0123456789");

    return arena_printf(w->arena, "%.*s$%s", letters, cell, cell + letters);
}

static void set_page(struct writer *w, const struct xlsx_sheet *s, int last_row)
{
    lxw_row_t last = (lxw_row_t)last_row;
    lxw_col_t last_column = (lxw_col_t)(s->chart ? s->chart_column + s->chart_columns - 1 : s->ncolumns - 1);
    lxw_header_footer_options band = {.margin = BAND};

    worksheet_set_paper(w->sheet, A4);
    if (s->landscape)
        worksheet_set_landscape(w->sheet);
    worksheet_set_margins(w->sheet, LEFT, OTHER, OTHER, OTHER);
    worksheet_fit_to_pages(w->sheet, 1, (uint16_t)(s->pages < PAGES_MAX ? s->pages : 0));
    worksheet_center_horizontally(w->sheet);
    note_error(w, worksheet_set_header_opt(w->sheet, header_text(w), &band), 0, 0);
    note_error(w, worksheet_set_footer_opt(w->sheet, footer_text(w), &band), 0, 0);
    note_error(w, worksheet_repeat_rows(w->sheet, (lxw_row_t)s->header, (lxw_row_t)(s->body - 1)), 0, 0);
    note_error(w, worksheet_print_area(w->sheet, 0, 0, last, last_column), 0, 0);
    worksheet_freeze_panes(w->sheet, (lxw_row_t)s->body, (lxw_col_t)s->freeze_columns);
    if (s->flat || s->filter)
        note_error(w,
                   worksheet_autofilter(w->sheet, (lxw_row_t)(s->body - 1), 0, (lxw_row_t)(s->body + (int)s->nrows - 1),
                                        last_column),
                   0, 0);
    if (!s->flat)
        return;
    note_error(w,
               workbook_define_name(w->book, s->first ? arena_printf(w->arena, "Du_lieu_%zu", s->first + 1) : "Du_lieu",
                                    arena_printf(w->arena, "='%s'!$A$1:$%s", s->name, last_cell(w, s, last_row))),
               0, 0);
}

/* No warning triangles: codes are text on purpose, a total differs from the formulas beside it, and the figures next to
 * the ones it adds up belong to another group. */
static void ignore_warnings(struct writer *w, const struct xlsx_sheet *s, int last_row)
{
    static const uint8_t kinds[] = {LXW_IGNORE_NUMBER_STORED_AS_TEXT, LXW_IGNORE_FORMULA_DIFFERS,
                                    LXW_IGNORE_FORMULA_RANGE};
    const char *all = arena_printf(w->arena, "A1:%s", xlsx_cell_name(w->arena, last_row, s->ncolumns - 1));

    for (size_t i = 0; i < sizeof kinds; i++)
        note_error(w, worksheet_ignore_errors(w->sheet, kinds[i], all), 0, 0);
}

/* Width in characters of the default font, 7 pixels each; the 5 pixels beside the text are added by the reader. */
static void set_widths(struct writer *w, const struct xlsx_sheet *s)
{
    for (int c = 0; c < s->ncolumns; c++)
        note_error(w, worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c, s->widths[c] * 96 / 72 / 7, NULL), 0,
                   c);
}

/* Bold on light grey: it shows in black and white too. */
static void set_alerts(struct writer *w, const struct xlsx_sheet *s)
{
    lxw_format *f = s->alerts.n ? workbook_add_format(w->book) : NULL;

    if (!f)
        return;
    format_set_bold(f);
    format_set_bg_color(f, ALERT_GREY);
    for (size_t i = 0; i < s->alerts.n; i++) {
        const struct xlsx_alert *x = &s->alerts.v[i];
        lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                       .value_string = arena_printf(w->arena, "=%s", x->formula),
                                       .format = f};

        note_error(w,
                   worksheet_conditional_format_range(w->sheet, (lxw_row_t)x->first, (lxw_col_t)x->column,
                                                      (lxw_row_t)x->last, (lxw_col_t)x->column, &rule),
                   x->first, x->column);
    }
}

static int write_sheet(struct writer *w, const struct xlsx_sheet *s)
{
    int last = s->body + (int)s->nrows + (int)s->foot_heights.n - 1;

    w->sheet = workbook_add_worksheet(w->book, s->name);
    if (!w->sheet)
        return err_set(w->err, ST_INTERNAL, "thư viện bảng tính không nhận tên trang tính '%s'; hãy sửa mẫu biểu.",
                       s->name);
    worksheet_set_default_row(w->sheet, XLSX_ROW_HEIGHT, LXW_FALSE);
    set_widths(w, s);
    set_page(w, s, s->chart && s->chart_row + s->chart_rows - 1 > last ? s->chart_row + s->chart_rows - 1 : last);
    ignore_warnings(w, s, last);
    set_alerts(w, s);
    for (int r = 0; r < s->body; r++)
        write_fixed_row(w, s->head.v, s->head.n, r, s->head_heights.v[r]);
    for (size_t r = 0; r < s->nrows && !w->first; r++) {
        write_body_row(w, s, r);
        if (r % 256 == 255) {
            arena_free(w->scratch);
            w->scratch = arena_new();
        }
    }
    for (size_t r = 0; r < s->foot_heights.n; r++)
        write_fixed_row(w, s->foot.v, s->foot.n, s->body + (int)(s->nrows + r), s->foot_heights.v[r]);
    if (s->chart)
        note_error(w, (lxw_error)xlsx_chart_draw(w->arena, w->book, w->sheet, s), s->chart_row, s->chart_column);
    if (w->first)
        return err_set(w->err, ST_INTERNAL,
                       "thư viện bảng tính báo lỗi %d ở trang tính '%s', ô %s; hãy báo lỗi này cho người bảo trì.",
                       (int)w->first, s->name, xlsx_cell_name(w->arena, w->row, w->column));
    return 0;
}

/* ---- the file ---- */

/* libxlsxwriter does not notice a full temporary folder: it would lose rows. So the room is looked at before, and the
 * file read back after. */
static int check_room(struct writer *w, const char *temp_dir)
{
    unsigned long long need = ROOM_SPARE, have;
    struct statvfs fs;
    struct stat st;

    if (stat(temp_dir, &st))
        return err_sys(w->err, errno, "không dùng được thư mục tạm '%s'", temp_dir);
    if (!S_ISDIR(st.st_mode))
        return err_set(w->err, ST_CANTCREATE, "'%s' không phải là thư mục nên không ghi tệp tạm được.", temp_dir);
    if (access(temp_dir, W_OK | X_OK) || statvfs(temp_dir, &fs))
        return err_sys(w->err, errno, "không dùng được thư mục tạm '%s'", temp_dir);
    for (size_t i = 0; i < w->plan.sheets.n; i++) {
        const struct xlsx_sheet *s = &w->plan.sheets.v[i];

        for (size_t r = 0; r < s->nrows; r++)
            for (int c = 0; c < s->ncolumns; c++) {
                const struct text *t = &s->grid->rows[s->first + r].cells[c].text;

                need += CELL_BYTES;
                for (size_t k = 0; k < t->n; k++)
                    need += strlen(t->v[k].text);
            }
    }
    need *= 2; /* and once more packed */
    have = (unsigned long long)fs.f_bavail * fs.f_frsize;
    if (have < need)
        return err_set(
            w->err, ST_IO,
            "thư mục tạm '%s' còn %llu MB, cần khoảng %llu MB để ghi bảng tính; hãy giải phóng dung lượng rồi "
            "chạy lại.",
            temp_dir, have >> 20, (need >> 20) + 1);
    return 0;
}

static void set_properties(struct writer *w)
{
    const struct document *d = w->doc;
    /* Without a day the library would take the clock: then the first second it accepts. */
    lxw_doc_properties p = {
        .title = arena_strdup(w->arena, d->title),
        .subject = arena_strdup(w->arena, d->subject),
        .author = arena_strdup(w->arena, d->author),
        .company = arena_strdup(w->arena, d->author),
        .created = d->day != DAY_NONE && d->day > 0 ? (time_t)d->day * DAY_SECONDS : 1,
    };

    const struct {
        const char *name, *value;
    } custom[] = {
        {"Kỳ báo cáo", d->period_code}, {"Dấu vân tay số liệu", d->fingerprint}, {"Chương trình", d->program}};

    note_error(w, workbook_set_properties(w->book, &p), 0, 0);
    for (size_t i = 0; i < sizeof custom / sizeof *custom; i++)
        if (custom[i].value && *custom[i].value)
            note_error(w, workbook_set_custom_property_string(w->book, custom[i].name, custom[i].value), 0, 0);
}

static int check_properties(struct writer *w)
{
    const char *const texts[] = {w->doc->title, w->doc->subject, w->doc->author, w->doc->stamp};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (xlsx_text_fault(texts[i]))
            return err_set(w->err, ST_DATA, "tên, cơ quan hoặc trích yếu của báo cáo %s; hãy sửa cấu hình hoặc mẫu.",
                           xlsx_text_fault(texts[i]));
    if (xlsx_length(header_text(w)) > BAND_MAX || xlsx_length(footer_text(w)) > BAND_MAX)
        return err_set(w->err, ST_CONFIG,
                       "chữ ở đầu hoặc cuối mỗi trang dài quá, bảng tính chỉ nhận %d chữ: '%s'; hãy rút ngắn.",
                       BAND_MAX, w->doc->stamp);
    return 0;
}

/* Of the cells without a format, and of the digits in which column widths are measured: with a font that a reader does
 * not have, its columns would be wider. libxlsxwriter has no call for it; its first format is that of empty cells. */
static void set_default_font(lxw_workbook *book)
{
    lxw_format *first = STAILQ_FIRST(book->formats);

    format_set_font_name(first, FONT);
    format_set_font_size(first, XLSX_BODY_SIZE);
}

static int write_book(struct writer *w, const char *path, const char *temp_dir)
{
    lxw_workbook_options options = {.tmpdir = arena_strdup(w->arena, temp_dir)};
    lxw_error e;
    int result = -1;

    for (size_t i = 0; i < w->plan.sheets.n; i++)
        if (w->plan.sheets.v[i].nrows > LARGE_SHEET)
            options.constant_memory = LXW_TRUE;
    w->streaming = options.constant_memory;
    w->book = workbook_new_opt(path, &options);
    if (!w->book)
        return err_set(w->err, ST_INTERNAL, "hết bộ nhớ khi mở bảng tính; hãy chạy trên máy nhiều bộ nhớ hơn.");
    set_default_font(w->book);
    set_properties(w);
    for (size_t i = 0; i < w->plan.sheets.n; i++)
        if (write_sheet(w, &w->plan.sheets.v[i])) {
            lxw_workbook_free(w->book);
            return -1;
        }
    e = workbook_close(w->book); /* frees the book in any case */
    if (e)
        err_set(w->err, ST_IO, "không ghi được bảng tính '%s' (mã %d); hãy kiểm tra quyền ghi và chỗ trống của ổ đĩa.",
                path, (int)e);
    else if (file_sync(path, w->err) == 0)
        result = 0;
    return result;
}

/* When memory runs out in its middle libxlsxwriter goes on, and leaves out of the workbook what it was for (formats,
 * fills, names); it says so on stderr alone. */
static int write_and_listen(struct writer *w, const char *path, const char *temp_dir)
{
    char said[512] = "";
    FILE *before = stderr, *ear = fmemopen(said, sizeof said - 1, "w");
    int result;

    if (!ear)
        return err_sys(w->err, errno, "không ghi được bảng tính '%s'", path);
    stderr = ear;
    result = write_book(w, path, temp_dir);
    stderr = before;
    fclose(ear);
    if (result || !*said)
        return result;
    return err_set(w->err, ST_INTERNAL,
                   "bảng tính '%s': thư viện xlsxwriter báo %.*s; hãy chạy lại khi máy còn bộ nhớ.", path,
                   (int)strcspn(said, "\n"), said);
}

static int write_planned(struct arena *a, const struct document *doc, const struct xlsx_plan *plan, const char *path,
                         const char *temp_dir, struct err *err)
{
    struct writer w = {.arena = a, .doc = doc, .plan = *plan, .err = err};
    int result;

    if (check_properties(&w) || check_room(&w, temp_dir))
        return -1;
    if (file_write(path, "", 0, err)) /* takes the name, and tells clearly why it cannot */
        return -1;
    w.scratch = arena_new();
    result = write_and_listen(&w, path, temp_dir);
    arena_free(w.scratch);
    if (result)
        unlink(path);
    return result;
}

int xlsx_write(struct arena *a, const struct document *doc, const char *path, const char *temp_dir, struct err *err)
{
    struct xlsx_plan plan;

    return xlsx_plan(a, doc, &plan, err) || write_planned(a, doc, &plan, path, temp_dir, err) ? -1 : 0;
}

int xlsx_verify(struct arena *a, const struct document *doc, const char *path, struct err *err)
{
    struct xlsx_plan plan;

    return xlsx_plan(a, doc, &plan, err) || xlsx_verify_plan(a, &plan, path, err) ? -1 : 0;
}

int xlsx_make(struct arena *a, const struct document *doc, const char *path, const char *temp_dir, struct err *err)
{
    struct xlsx_plan plan;

    return xlsx_plan(a, doc, &plan, err) || write_planned(a, doc, &plan, path, temp_dir, err) ||
                   xlsx_verify_plan(a, &plan, path, err)
               ? -1
               : 0;
}
