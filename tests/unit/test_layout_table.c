#include "paper.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* ---- tables of many shapes ---- */

struct shape {
    const char *name;
    const char *columns;                               /* s centred text, t text, n number, r rate */
    int levels;                                        /* header rows */
    int numbered, group_every, sub_every, total, span; /* span: the total's label covers two columns */
    size_t words;                                      /* of text cells, at most */
    int landscape, annex, real;
    size_t note; /* words */
};

static const struct shape shapes[] = {
    {"plain", "tn", 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0},
    {"form", "stnnnnnnnnnnn", 3, 1, 9, 4, 1, 1, 5, 1, 1, 1, 25},
    {"by unit", "stnnnnnnnrrn", 2, 1, 14, 0, 1, 1, 9, 1, 1, 1, 30},
    {"tasks", "stttsr", 1, 0, 6, 0, 0, 0, 40, 0, 1, 1, 10},
    {"tasks on wide pages", "stttsr", 1, 1, 0, 3, 1, 0, 60, 1, 1, 0, 0},
    {"no header", "tnn", 0, 0, 0, 0, 1, 0, 3, 0, 1, 0, 5},
    {"numbers only", "nnnn", 2, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0},
    {"many columns", "tnnnnnnnnnnnnnnnnnnnnn", 2, 1, 0, 0, 1, 0, 4, 1, 1, 1, 0},
    {"long note", "stnn", 1, 0, 0, 0, 1, 1, 4, 1, 1, 0, 900},
    {"in the text", "tnnnrr", 2, 0, 0, 0, 1, 0, 3, 0, 0, 1, 12},
    {"in the text, groups", "stnnr", 2, 1, 5, 3, 1, 1, 20, 0, 0, 0, 0},
    {"all groups", "stn", 1, 0, 1, 0, 0, 0, 3, 0, 1, 0, 0},
    {"one column", "t", 1, 0, 0, 0, 0, 0, 30, 0, 1, 1, 0},
    {"totals after totals", "stn", 1, 1, 0, 0, 3, 1, 2, 1, 1, 1, 0},
};

static void put_cell(struct grid *g, size_t row, size_t column, char kind, unsigned seed, size_t words)
{
    struct cell *c = &g->rows[row].cells[column];
    struct run *run = arena_alloc(arena, sizeof *run);

    run->figure = arena_printf(arena, "%zu/%zu", row, column);
    c->kind = kind == 'n' ? CELL_COUNT : kind == 'r' ? CELL_RATE : CELL_TEXT;
    c->text = (struct text){run, 1};
    c->num = seed;
    if (kind == 's')
        run->text = arena_printf(arena, "%zu", row + 1);
    else if (kind == 'n')
        run->text = seed % 11 == 0 ? "…" : arena_printf(arena, "%u.%03u", seed % 300, seed % 1000);
    else if (kind == 'r')
        run->text = seed % 7 == 0 ? "–" : arena_printf(arena, "%u,%02u", seed % 101, seed % 100);
    else
        run->text = paper_words(arena, seed, 1 + seed % words);
}

static enum row_kind kind_of(const struct shape *s, size_t row, size_t rows)
{
    if (s->total && row + (size_t)s->total >= rows)
        return ROW_TOTAL;
    if (s->group_every && row % (size_t)s->group_every == 0)
        return ROW_GROUP;
    return s->sub_every && row % (size_t)s->sub_every == 1 ? ROW_SUB : ROW_PLAIN;
}

static void add_header(struct grid *g, const struct shape *s)
{
    size_t n = g->ncolumns, k = 0;

    g->header_rows = s->levels;
    g->header = arena_alloc(arena, (n * 2 + 1) * sizeof *g->header);
    for (size_t c = 0; s->levels == 1 && c < n; c++)
        g->header[k++] = (struct header_cell){"Tổng số hồ sơ đã giải quyết", 0, (int)c, 1, 1};
    if (s->levels > 1) {
        g->header[k++] = (struct header_cell){"STT", 0, 0, s->levels, 1};
        g->header[k++] = (struct header_cell){"Số lượng hồ sơ\ntiếp nhận", 0, 1, 1, (int)n - 1};
        for (size_t c = 1; c < n; c++)
            g->header[k++] = (struct header_cell){c % 2 ? "Trước hạn" : "Quá hạn", 1, (int)c, s->levels - 1, 1};
    }
    g->nheader = k;
}

static struct grid *make_grid(const struct shape *s, size_t rows, unsigned seed)
{
    struct grid *g = arena_alloc(arena, sizeof *g);
    size_t n = strlen(s->columns);

    g->id = "B";
    g->label = s->annex ? "" : "Bảng 1";
    g->caption = s->annex ? "" : "Kết quả giải quyết hồ sơ";
    g->unit = "Đơn vị tính: hồ sơ";
    g->ncolumns = n;
    g->columns = arena_alloc(arena, n * sizeof *g->columns);
    g->numbered = s->numbered;
    for (size_t c = 0; c < n; c++) {
        char k = s->columns[c];

        g->columns[c] = (struct column){.kind = k == 'n'   ? CELL_COUNT
                                                : k == 'r' ? CELL_RATE
                                                           : CELL_TEXT,
                                        .align = k == 't'   ? ALIGN_LEFT
                                                 : k == 's' ? ALIGN_CENTRE
                                                            : ALIGN_RIGHT,
                                        .number = c == 2 ? "(3)=(4)+(5)+(6)" : arena_printf(arena, "(%zu)", c + 1)};
    }
    add_header(g, s);
    g->nrows = rows;
    g->rows = arena_alloc(arena, rows * sizeof *g->rows + 1);
    for (size_t r = 0; r < rows; r++) {
        g->rows[r].kind = kind_of(s, r, rows);
        g->rows[r].cells = arena_alloc(arena, n * sizeof *g->rows[r].cells);
        for (size_t c = 0; c < n; c++) {
            int covered = s->span && g->rows[r].kind == ROW_TOTAL && c == 1;

            seed = seed * 1103515245u + 12345u;
            if (!covered)
                put_cell(g, r, c, s->columns[c], seed >> 12, s->words);
            if (s->span && g->rows[r].kind == ROW_TOTAL && c == 0) {
                g->rows[r].cells[c].span = 2;
                g->rows[r].cells[c].text.v[0].text = "TỔNG SỐ";
            }
        }
    }
    if (s->note)
        g->note = text_plain(arena, paper_words(arena, 9, s->note));
    return g;
}

static struct paper *table_paper_tagged(const struct shape *s, struct grid *g, size_t lines_before, size_t tag_rows)
{
    struct paper *p = paper_open(arena, s->real);

    p->options.tag_rows = tag_rows;
    if (s->annex) {
        struct annex *x = arena_alloc(arena, sizeof *x);

        *x = (struct annex){.id = "B",
                            .number = "Phụ lục I",
                            .title = "KẾT QUẢ",
                            .attached = "(Kèm theo Báo cáo)",
                            .form_left = "Biểu số 1",
                            .form_centre = {"Kỳ báo cáo: tháng 9", "(Từ ngày … đến ngày …)"},
                            .form_right = {"Đơn vị báo cáo: UBND", "Đơn vị nhận: Sở"},
                            .landscape = s->landscape,
                            .table = g};
        p->doc.annexes = x;
        p->doc.nannexes = 1;
    } else {
        for (size_t i = 0; i < lines_before; i++)
            paper_text(p, NODE_PARAGRAPH, 0, NULL, "Một dòng.");
        paper_node(p, NODE_TABLE)->table = g;
        for (size_t i = 0; i < 12; i++)
            paper_text(p, NODE_PARAGRAPH, 0, NULL, "Dòng sau bảng.");
    }
    paper_layout(p);
    return p;
}

static struct paper *table_paper(const struct shape *s, struct grid *g, size_t lines_before)
{
    return table_paper_tagged(s, g, lines_before, SIZE_MAX);
}

/* ---- what must hold of every table ---- */

struct seen { /* of a row */
    size_t page, cells;
    double top, bottom;
};

/* Cells with text, as the grid says. */
static size_t cells_in(const struct grid *g, size_t row)
{
    size_t n = 0;

    for (size_t c = 0; c < g->ncolumns; c++)
        n += g->rows[row].cells[c].text.n > 0;
    return n;
}

static int is_below_table(const struct element *e)
{
    for (; e; e = e->parent)
        if (!strcmp(e->role, "Table"))
            return 1;
    return 0;
}

/* Where each row stands; fails when one is missing, twice there, or on two pages. */
static struct seen *find_rows(const struct paper *p, const struct grid *g)
{
    struct seen *rows = arena_alloc(arena, (g->nrows + 1) * sizeof *rows);
    char **texts = arena_alloc(arena, (g->nrows * g->ncolumns + 1) * sizeof *texts);

    for (size_t n = 0; n < p->pages->list.n; n++) {
        const struct page *page = p->pages->list.v[n];

        for (size_t i = 0; i < page->items.n; i++) {
            const struct item *it = &page->items.v[i];
            size_t row, column;
            char **text;
            struct extent e;

            if (it->type != ITEM_TEXT || !it->figure || !is_below_table(it->element))
                continue;
            assert_int_equal(sscanf(it->figure, "%zu/%zu", &row, &column), 2);
            if (row >= g->nrows) /* looked at elsewhere */
                continue;
            text = &texts[row * g->ncolumns + column];
            *text = *text ? arena_printf(arena, "%s%s", *text, it->text) : arena_strdup(arena, it->text);
            if (it->space_after)
                *text = arena_printf(arena, "%s ", *text);
            e = paper_extent(p, it);
            if (rows[row].cells++ == 0)
                rows[row] = (struct seen){.page = n, .cells = 1, .top = e.top, .bottom = e.bottom};
            if (rows[row].page != n)
                fail_msg("row %zu is on pages %zu and %zu", row, rows[row].page, n);
            rows[row].top = fmin(rows[row].top, e.top);
            rows[row].bottom = fmax(rows[row].bottom, e.bottom);
        }
    }
    for (size_t i = 0; i < g->nrows * g->ncolumns; i++) {
        const struct cell *c = &g->rows[i / g->ncolumns].cells[i % g->ncolumns];
        char *want, *w;

        if (!c->text.n)
            continue;
        want = w = arena_strdup(arena, c->text.v[0].text);
        while ((w = strstr(w, "\xC2\xA0"))) {
            *w = ' ';
            memmove(w + 1, w + 2, strlen(w + 2) + 1);
        }
        if (!texts[i] || strcmp(texts[i], want))
            fail_msg("cell %zu/%zu prints “%s” instead of “%s”", i / g->ncolumns, i % g->ncolumns,
                     texts[i] ? texts[i] : "", want);
    }
    return rows;
}

static size_t count_on(const struct page *g, const char *text, double size)
{
    size_t n = 0;

    for (size_t i = 0; i < g->items.n; i++) {
        const struct item *it = &g->items.v[i];

        n += it->type == ITEM_TEXT && !strncmp(it->text, text, strlen(text)) && it->size <= size && !it->figure;
    }
    return n;
}

/* A page with rows of the table has its header, whole, above them, and a line above and below every row. */
static void check_page(const struct paper *p, const struct grid *g, const struct shape *s, const struct seen *rows,
                       size_t n, size_t first, size_t end)
{
    const struct page *page = p->pages->list.v[n];

    if (s->levels > 1)
        assert_int_equal(count_on(page, "STT", 12), 1);
    if (s->levels > 1)
        assert_int_equal(count_on(page, "Số lượng hồ sơ", 12), 1);
    if (s->levels == 1)
        assert_true(count_on(page, "Tổng", 12) >= g->ncolumns);
    if (s->numbered)
        assert_true(count_on(page, "(1)", 8.5) == 1);
    assert_int_equal(page->table_rows, end - first);
    for (size_t r = first; r < end; r++) {
        int above = 0, below = 0;

        for (size_t i = 0; i < page->items.n; i++) {
            const struct item *it = &page->items.v[i];

            if (it->type != ITEM_LINE || fabs(it->h) > 0 || it->w < MM(150) || fabs(it->line - 0.5) > 0.001)
                continue;
            above |= it->y <= rows[r].top + 0.01 && it->y > (r > first ? rows[r - 1].bottom : rows[r].top - 40) - 0.01;
            below |= it->y >= rows[r].bottom - 0.01 && (r + 1 == end || it->y < rows[r + 1].top + 0.01);
        }
        if (!above || !below)
            fail_msg("row %zu has no line %s it", r, above ? "below" : "above");
        if (r > first && rows[r].top < rows[r - 1].bottom - 0.01)
            fail_msg("rows %zu and %zu overlap", r - 1, r);
    }
}

static void check_table(const struct paper *p, const struct grid *g, const struct shape *s)
{
    struct seen *rows = find_rows(p, g);
    size_t totals = g->nrows;

    while (totals > 0 && g->rows[totals - 1].kind == ROW_TOTAL)
        totals--;
    for (size_t r = 0; r < g->nrows; r++)
        if (rows[r].cells < cells_in(g, r))
            fail_msg("row %zu has %zu of %zu cells", r, rows[r].cells, cells_in(g, r));
    for (size_t first = 0, end; first < g->nrows; first = end) {
        for (end = first; end < g->nrows && rows[end].page == rows[first].page; end++)
            ;
        check_page(p, g, s, rows, rows[first].page, first, end);
        if (end < g->nrows) {
            assert_int_equal(rows[end].page, rows[first].page + 1);
            if (s->group_every != 1 && g->rows[end - 1].kind == ROW_GROUP)
                fail_msg("a group's name ends page %zu", rows[first].page);
            if (s->group_every != 1 && totals < g->nrows && end + 2 > totals && end > 0) {
                double together = 0; /* rows so high that a page cannot hold three of them below a header are let off */

                for (size_t r = totals > 2 ? totals - 2 : 0; r <= totals; r++)
                    together += rows[r].bottom - rows[r].top;
                if (end == totals || together < 0.6 * (p->pages->list.v[rows[end].page]->height - MM(40)))
                    fail_msg("total without two rows: rows %zu… of %zu are on a page of their own", end, g->nrows);
            }
        }
    }
    /* The note is not parted from the table. */
    if (g->note.n && g->nrows) {
        size_t page;
        const char *word = arena_strndup(arena, g->note.v[0].text, strcspn(g->note.v[0].text, " "));

        for (page = rows[g->nrows - 1].page; page < p->pages->list.n; page++) {
            const struct page *at = p->pages->list.v[page];
            int found = 0;

            for (size_t i = 0; i < at->items.n; i++)
                found |= at->items.v[i].type == ITEM_TEXT && !at->items.v[i].figure &&
                         !strncmp(at->items.v[i].text, word, strlen(word)) &&
                         at->items.v[i].y > rows[g->nrows - 1].bottom;
            if (found)
                break;
        }
        assert_int_equal(page, rows[g->nrows - 1].page);
    }
}

static void tables_of_any_length(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(shapes); i++) {
        const struct shape *s = &shapes[i];

        for (size_t rows = 0; rows <= 300; rows += rows < 60 ? 1 : rows < 120 ? 7 : 45) {
            struct grid *g;
            struct paper *p;

            CASE("%s, %zu rows", s->name, rows);
            g = make_grid(s, rows, (unsigned)(rows * 31 + i));
            p = table_paper(s, g, rows % 40);
            paper_check(p);
            check_table(p, g, s);
            assert_int_equal(paper_noted(p, "khoi_dai_hon_trang"), 0);
            assert_int_equal(paper_noted(p, "tu_bi_ngat"), 0);
            arena_free(arena);
            arena = arena_new();
        }
    }
}

/* A row higher than a page goes on on the next ones, line by line; nothing is lost. */
static void rows_higher_than_a_page_are_split(void **state)
{
    static const size_t words[] = {700, 2000, 9000};

    (void)state;
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct shape s = {"tall", "stt", 1, 1, 0, 0, 1, 0, 5, 1, 1, 1, 5};
        struct grid *g = make_grid(&s, 8, 3);
        struct paper *p;
        char *want, *w;
        const struct item *it;
        size_t lines = 0;

        g->rows[3].cells[1].text.v[0].text = paper_words(arena, 77, words[i]);
        p = table_paper(&s, g, 0);
        paper_check(p);
        assert_int_equal(paper_noted(p, "dong_dai_hon_trang"), 1);
        assert_true(p->pages->list.n > 2);
        want = w = arena_strdup(arena, g->rows[3].cells[1].text.v[0].text);
        while ((w = strstr(w, "\xC2\xA0"))) {
            *w = ' ';
            memmove(w + 1, w + 2, strlen(w + 2) + 1);
        }
        for (size_t n = 0; n < p->pages->list.n && lines == 0; n++)
            for (size_t k = 0; k < p->pages->list.v[n]->items.n; k++) {
                it = &p->pages->list.v[n]->items.v[k];
                if (it->type == ITEM_TEXT && it->figure && !strcmp(it->figure, "3/1")) {
                    assert_string_equal(paper_read(p, it->element), want);
                    lines++;
                    break;
                }
            }
        assert_int_equal(lines, 1);
        find_rows(p, &(struct grid){.nrows = 3, .ncolumns = 3, .rows = g->rows});
    }
}

static void figures_stand_by_their_comma(void **state)
{
    static const char *const texts[] = {"1.234,5", "7", "99,35", "–", "-3,25", "100"};
    struct shape s = {"comma", "tr", 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0};
    struct grid *g = make_grid(&s, LENGTH(texts), 1);
    struct paper *p;
    double comma = 0, edge = 0;

    (void)state;
    for (size_t i = 0; i < LENGTH(texts); i++)
        g->rows[i].cells[1].text.v[0].text = texts[i];
    p = table_paper(&s, g, 0);
    for (size_t i = 0; i < LENGTH(texts); i++) {
        const struct item *it = paper_find(p, texts[i], NULL);
        const char *tail = strchr(texts[i], ',');
        double behind = 0;

        for (const char *c = tail ? tail : ""; *c; c++)
            behind += (*c == ',' ? 0.25 : 0.5) * it->size;
        if (!strcmp(texts[i], "–")) {
            assert_true(it->x + it->w > edge - 0.01);
            continue;
        }
        if (i)
            assert_true(fabs(it->x + it->w - behind - comma) < 0.01);
        comma = it->x + it->w - behind;
        edge = fmax(edge, it->x + it->w);
    }
    assert_true(fabs(TO_MM(edge) - (190 - 1.1)) < 0.2);
}

/* A weight takes the free width; the other columns get what their content needs. */
static void weights_share_the_free_width(void **state)
{
    double widths[2][3];

    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        struct shape s = {"weights", "tnn", 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0};
        struct grid *g = make_grid(&s, 3, 1);
        const struct page *page;
        double x[4];
        size_t n = 0;

        g->columns[0].weight = weighted;
        page = table_paper(&s, g, 0)->pages->list.v[1];
        for (size_t i = 0; i < page->items.n; i++)
            if (page->items.v[i].type == ITEM_LINE && page->items.v[i].h > 0) {
                assert_true(n < LENGTH(x));
                x[n++] = page->items.v[i].x;
            }
        assert_int_equal(n, 4);
        for (size_t c = 0; c < 3; c++)
            widths[weighted][c] = x[c + 1] - x[c];
        assert_true(fabs(x[0] - MM(30)) < 0.01 && fabs(x[3] - MM(277)) < 0.01);
    }
    assert_true(widths[1][0] > widths[0][0] + MM(50));
    assert_true(widths[1][1] < widths[0][1] && widths[1][2] < widths[0][2]);
}

/* Elements: TH in the first header only, row and column heads, one TR a row, spans. */
static void tables_are_tagged(void **state)
{
    const struct shape *s = &shapes[1];
    struct grid *g = make_grid(s, 100, 5);
    struct paper *p = table_paper(s, g, 0);
    const struct element *table = paper_find(p, "TỔNG SỐ", NULL)->element->parent->parent;
    size_t rows = 0, heads = 0;

    (void)state;
    assert_string_equal(table->role, "Table");
    for (const struct element *tr = table->first; tr; tr = tr->next) {
        size_t columns = 0;

        assert_string_equal(tr->role, "TR");
        if (tr->first->scope_column) {
            assert_int_equal(rows, 0);
            heads++;
            continue;
        }
        for (const struct element *td = tr->first; td; td = td->next) {
            int label = td->scope_row;

            assert_string_equal(td->role, label ? "TH" : "TD");
            columns += td->column_span > 1 ? (size_t)td->column_span : 1;
        }
        assert_int_equal(columns, g->ncolumns);
        rows++;
    }
    assert_int_equal(rows, 100);
    assert_int_equal(heads, 3); /* two levels used, and the numbers */
}

/* Tables above the limit: one paragraph a page with all words in reading order; header and cells stay apart. */
static void long_tables_are_paragraphs(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct shape *s = &shapes[i ? 10 : 1];
        struct grid *g = make_grid(s, 100, 5);
        struct paper *p = table_paper_tagged(s, g, 0, 99);
        const struct element *e = paper_find(p, "TỔNG SỐ", NULL)->element;
        struct buf text;

        buf_init(&text, arena);
        assert_string_equal(e->role, "P");
        for (e = e->parent->first; e; e = e->next) {
            assert_null(e->first);
            buf_puts(&text, paper_read(p, e));
        }
        for (size_t r = 0, at = 0; r < g->nrows; r++)
            for (size_t c = 0; c < g->ncolumns; c++) {
                const struct text *cell = &g->rows[r].cells[c].text;
                char *want = cell->n ? arena_printf(arena, " %s ", cell->v[0].text) : arena_strdup(arena, ""),
                     *w = want, *found;

                while ((w = strstr(w, "\xC2\xA0"))) {
                    *w = ' ';
                    memmove(w + 1, w + 2, strlen(w + 2) + 1);
                }
                found = strstr(text.p + at, want);
                if (!found)
                    fail_msg("cell %zu/%zu, “%s”, is not behind the cell before it", r, c, want);
                at = (size_t)(found - text.p) + (*want ? strlen(want) - 1 : 0);
            }
    }
}

/* PDF/A-1 arrays end at 8191 entries. */
static void very_long_tables_go_on_as_second_ones(void **state)
{
    struct shape s = {"very long", "tn", 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0};
    struct grid *g = make_grid(&s, 20000, 1);
    struct paper *p = table_paper(&s, g, 0);
    size_t tables = 0, rows = 0;

    (void)state;
    for (const struct element *e = p->pages->root->last->first; e; e = e->next) {
        size_t n = 0;

        if (strcmp(e->role, "Table"))
            continue;
        tables++;
        assert_true(e->first->first->scope_column);
        for (const struct element *tr = e->first; tr; tr = tr->next)
            n++;
        assert_true(n <= 8191);
        rows += n - 1;
    }
    assert_int_equal(tables, 3);
    assert_int_equal(rows, 20000);
}

static void crowded_tables_shrink_then_split_then_fail(void **state)
{
    static const struct {
        size_t columns;
        const char *note;
        int result;
    } rows[] = {{22, NULL, 0}, {36, "bang_qua_chat", 0}, {90, NULL, -1}};

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *columns = arena_alloc(arena, rows[i].columns + 1);
        struct shape s = {"crowded", columns, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0};
        struct grid *g;
        struct paper *p;

        memset(columns, 'n', rows[i].columns);
        columns[0] = 't';
        g = make_grid(&s, 5, 9);
        for (size_t c = 0; c < g->nheader; c++)
            g->header[c].label = "Nghiêng";
        p = paper_open(arena, 1);
        p->doc.annexes =
            &(struct annex){.id = "B", .number = "Phụ lục", .title = "", .attached = "", .landscape = 1, .table = g};
        p->doc.nannexes = 1;
        assert_int_equal(paper_try(p), rows[i].result);
        if (rows[i].result) {
            assert_int_equal(p->err.status, ST_CONFIG);
            continue;
        }
        paper_check(p);
        find_rows(p, g);
        if (rows[i].note)
            assert_int_equal(paper_noted(p, rows[i].note), 1);
        else
            assert_int_equal(p->notes.list.n, 0);
    }
}

/* ---- the annexes of the reference (mm) ---- */

static void annex_head_stands_where_the_reference_has_it(void **state)
{
    static const struct {
        const char *text;
        double y, axis, x, size;
        enum face face;
    } rows[] = {
        {"Phụ lục I", 24.4, 153.5, 0, 14, FACE_BOLD},
        {"TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", 30.6, 153.5, 0, 13, FACE_BOLD},
        {"TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", 36.2, 153.5, 0, 13, FACE_BOLD},
        {"(Kèm theo Báo cáo số 05/BC-UBND)", 42.3, 153.5, 0, 13, FACE_ITALIC},
        {"Biểu số II.06a/VPCP/KSTT", 49.8, 0, 30, 11, FACE_BOLD},
        {"Kỳ báo cáo: 10 tháng đầu năm 2018", 49.8, 153.5, 0, 11, FACE_REGULAR},
        {"(Từ ngày 15/12/2017 đến ngày 14/10/2018)", 54.7, 153.5, 0, 11, FACE_ITALIC},
        {"- Đơn vị báo cáo: UBND quận Bắc Từ Liêm", 49.8, 0, 199, 11, FACE_REGULAR},
        {"- Đơn vị nhận báo cáo: UBND thành phố Hà Nội", 54.7, 0, 199, 11, FACE_REGULAR},
        {"Đơn vị tính: hồ sơ", 59.5, 0, 0, 11, FACE_ITALIC},
    };
    struct paper *p = paper_open(arena, 1);
    struct annex x = {
        .id = "II.06a",
        .number = "Phụ lục I",
        .landscape = 1,
        .title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH\nTẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI "
                 "QUYẾT THỦ TỤC HÀNH CHÍNH",
        .attached = "(Kèm theo Báo cáo số 05/BC-UBND)",
        .form_left = "Biểu số II.06a/VPCP/KSTT",
        .form_centre = {"Kỳ báo cáo: 10 tháng đầu năm 2018", "(Từ ngày 15/12/2017 đến ngày 14/10/2018)"},
        .form_right = {"Đơn vị báo cáo: UBND quận Bắc Từ Liêm", "Đơn vị nhận báo cáo: UBND thành phố Hà Nội"}};
    const struct item *grid = NULL;

    (void)state;
    x.table = make_grid(&shapes[1], 17, 4);
    p->doc.annexes = &x;
    p->doc.nannexes = 1;
    paper_layout(p);
    paper_check(p);
    assert_int_equal(p->pages->list.n, 2); /* rows set tighter so that it is one page, with its note */
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct item *it = paper_find(p, rows[i].text, NULL);

        if (fabs(TO_MM(it->y) - rows[i].y) > 0.3)
            fail_msg("%s: y %.2f", rows[i].text, TO_MM(it->y));
        if (rows[i].axis > 0 && fabs(TO_MM(it->x + it->w / 2) - rows[i].axis) > 0.3)
            fail_msg("%s: axis %.2f", rows[i].text, TO_MM(it->x + it->w / 2));
        if (rows[i].x > 0 && fabs(TO_MM(it->x) - rows[i].x) > 0.3)
            fail_msg("%s: x %.2f", rows[i].text, TO_MM(it->x));
        assert_int_equal(it->face, rows[i].face);
        assert_true(it->size == rows[i].size);
    }
    for (size_t i = 0; i < p->pages->list.v[1]->items.n && !grid; i++)
        if (p->pages->list.v[1]->items.v[i].type == ITEM_LINE && p->pages->list.v[1]->items.v[i].line == 0.5)
            grid = &p->pages->list.v[1]->items.v[i];
    assert_non_null(grid);
    assert_true(fabs(TO_MM(grid->y) - 61.4) < 0.3);
    assert_true(fabs(TO_MM(grid->x) - 30) < 0.01 && fabs(TO_MM(grid->w) - 247) < 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tables_of_any_length, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_higher_than_a_page_are_split, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_stand_by_their_comma, set_up, tear_down),
        cmocka_unit_test_setup_teardown(weights_share_the_free_width, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_are_tagged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_tables_are_paragraphs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(very_long_tables_go_on_as_second_ones, set_up, tear_down),
        cmocka_unit_test_setup_teardown(crowded_tables_shrink_then_split_then_fail, set_up, tear_down),
        cmocka_unit_test_setup_teardown(annex_head_stands_where_the_reference_has_it, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
