/* What the gate found, behind a draft: nobody who reads the draft overlooks it, and no final has it. */
#include <string.h>

#include "base/note.h"
#include "base/vi.h"
#include "doc/gate.h"

#define TITLE "KẾT QUẢ KIỂM TRA SỐ LIỆU"

enum { AT_NUMBER, AT_LEVEL, AT_PLACE, AT_TEXT, COLUMNS };

static const struct {
    const char *name, *label;
    enum align align;
    double weight;
} columns[COLUMNS] = {
    [AT_NUMBER] = {"stt", "STT", ALIGN_CENTRE, 0},
    [AT_LEVEL] = {"muc", "Mức", ALIGN_CENTRE, 0},
    [AT_PLACE] = {"noi_in", "Nơi in", ALIGN_LEFT, 3},
    [AT_TEXT] = {"ket_qua", "Kết quả kiểm tra", ALIGN_LEFT, 7},
};

static void add_row(struct arena *a, struct grid *g, const struct note *n)
{
    struct row *r = &g->rows[g->nrows++];
    const char *const texts[COLUMNS] = {
        [AT_NUMBER] = vi_count(a, (int64_t)g->nrows),
        [AT_LEVEL] = n->level == NOTE_ERROR ? "Lỗi" : "Cảnh báo",
        [AT_PLACE] = n->place,
        [AT_TEXT] = n->text,
    };

    *r = (struct row){.kind = ROW_PLAIN, .cells = arena_alloc(a, COLUMNS * sizeof *r->cells), .depth = 1};
    for (int i = 0; i < COLUMNS; i++) {
        if (!*texts[i])
            continue;
        r->cells[i] = (struct cell){.kind = CELL_TEXT, .text = text_plain(a, texts[i])};
        if (i == AT_LEVEL && n->level == NOTE_ERROR)
            r->cells[i].text.v[0].style = RUN_BOLD;
    }
}

static struct grid *new_grid(struct arena *a, size_t rows)
{
    struct grid *g = arena_alloc(a, sizeof *g);

    g->id = "kiem_tra_so_lieu";
    g->label = g->caption = g->unit = "";
    g->ncolumns = g->nheader = COLUMNS;
    g->columns = arena_alloc(a, COLUMNS * sizeof *g->columns);
    g->header = arena_alloc(a, COLUMNS * sizeof *g->header);
    g->header_rows = 1;
    g->rows = arena_alloc(a, rows * sizeof *g->rows);
    for (int i = 0; i < COLUMNS; i++) {
        g->columns[i] = (struct column){
            .kind = CELL_TEXT, .align = columns[i].align, .name = columns[i].name, .weight = columns[i].weight};
        g->header[i] = (struct header_cell){columns[i].label, 0, i, 1, 1};
    }
    return g;
}

void gate_add_page(struct arena *a, struct document *d, const struct note *notes, size_t n)
{
    size_t errors = 0, warnings = 0;
    struct annex *page;

    for (size_t i = 0; i < n; i++) {
        errors += notes[i].level == NOTE_ERROR;
        warnings += notes[i].level == NOTE_WARNING;
    }
    if (!errors || !d->draft)
        return;
    page = arena_alloc(a, sizeof *page);
    *page = (struct annex){
        .id = "kiem_tra_so_lieu",
        .number = "",
        .title = TITLE,
        .attached = "(không thuộc nội dung văn bản; còn lỗi thì không ra được bản chính thức)",
        .form_left = "",
        .form_centre = {"", ""},
        .form_right = {"", ""},
        .table = new_grid(a, errors + warnings),
        .sheet = "Kiểm tra số liệu",
    };
    page->table->unit =
        warnings ? arena_printf(a, "%zu lỗi, %zu cảnh báo", errors, warnings) : arena_printf(a, "%zu lỗi", errors);
    for (enum note_level level = NOTE_ERROR; level >= NOTE_WARNING; level--)
        for (size_t i = 0; i < n; i++)
            if (notes[i].level == level)
                add_row(a, page->table, &notes[i]);
    d->findings = page;
}
