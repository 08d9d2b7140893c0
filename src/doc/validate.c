/* The parts of an official document, Nghị định 30/2020/NĐ-CP, Phụ lục I, and how they hang together. */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/printed_date.h"
#include "doc/validate_impl.h"

void invalid(struct validation *v, const char *id, const char *place, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    note_add(v->notes, NOTE_ERROR, id, place, "%s", arena_vprintf(v->scratch, fmt, args));
    va_end(args);
    v->errors++;
}

/* ------------------------------------------------------------ text */

static int is_empty(const char *s)
{
    return !s || !*s;
}

/* What is not even UTF-8 has its note and is not looked at further. */
static int is_valid(const char *s)
{
    return utf8_valid(s, strlen(s));
}

static int is_capitals(struct validation *v, const char *s)
{
    return !is_valid(s) || strcmp(s, utf8_upper(v->scratch, s)) == 0;
}

int is_blank_text(const struct text *t)
{
    for (size_t i = 0; i < t->n; i++)
        for (const char *s = is_valid(t->v[i].text) ? t->v[i].text : "?"; *s;)
            if (!utf8_is_blank(utf8_next(&s)))
                return 0;
    return 1;
}

static void check_dates(struct validation *v, const char *place, const char *s)
{
    const char *at;
    day_t day;

    while (printed_date(&s, &at, &day))
        if (day == DAY_NONE)
            invalid(v, "vb_ngay", place, "Không có ngày %.*s.", (int)(s - at), at);
}

/* What may still be open in a draft (a marked gap) must not go out. */
static void check_filled(struct validation *v, const char *place, const char *s)
{
    if (strstr(s, "{{") || strstr(s, "}}"))
        invalid(v, "vb_cho_trong", place, "Còn chỗ chưa được thay bằng giá trị: '%s'.", s);
    if (!v->d->draft && (strstr(s, "[CHƯA NHẬP") || strstr(s, "[CHƯA CÓ")))
        invalid(v, "vb_cho_trong", place, "Bản chính thức còn chỗ trống: '%s'.", s);
}

void validate_string(struct validation *v, const char *place, const char *s)
{
    uint32_t bad;

    if (is_empty(s))
        return;
    if (!is_valid(s)) {
        invalid(v, "vb_chu", place, "Chữ không phải UTF-8 hợp lệ.");
        return;
    }
    bad = utf8_forbidden(s);
    if (!bad && strchr(s, '\t'))
        bad = '\t';
    if (bad)
        invalid(v, "vb_chu", place, "Có ký tự điều khiển U+%04X trong '%s'.", (unsigned)bad, s);
    if (!utf8_is_nfc(s))
        invalid(v, "vb_chu", place, "Chữ chưa ở dạng dựng sẵn (NFC): '%s'.", s);
    check_filled(v, place, s);
    check_dates(v, place, s);
}

void validate_text(struct validation *v, const char *place, const struct text *t)
{
    if (t->n == 1)
        validate_string(v, place, t->v[0].text);
    else if (t->n) /* a date or a mark may run over several */
        validate_string(v, place, text_string(v->scratch, t));
}

static void required(struct validation *v, const char *id, const char *place, const char *s, const char *what)
{
    if (is_empty(s))
        invalid(v, id, place, "Thiếu %s.", what);
    validate_string(v, place, s);
}

/* ------------------------------------------------------------ head and foot */

/* "05", "12", "105", "12a": below 10 with one zero (Phụ lục I, II.3). */
static int is_padded(const char *number)
{
    size_t digits = strspn(number, "0123456789");

    if (!digits)
        return 0;
    return digits == 1 ? 0 : number[0] != '0' || (digits == 2 && number[1] != '0');
}

static void check_letterhead(struct validation *v)
{
    const struct letterhead *h = &v->d->letterhead;
    const char *place = "phần đầu văn bản";

    required(v, "vb_dau", place, h->agency, "tên cơ quan ban hành");
    required(v, "vb_dau", place, h->symbol, "ký hiệu văn bản");
    required(v, "vb_dau", place, h->place, "địa danh");
    validate_string(v, place, h->parent_agency);
    validate_string(v, place, h->urgency);
    validate_string(v, place, h->secrecy);
    validate_string(v, place, h->number);
    if (!is_empty(h->number) && !is_padded(h->number))
        invalid(v, "vb_so", place, "Số văn bản là '%s'; chỉ số nhỏ hơn 10 mới có một số 0 ở trước.", h->number);
    if (v->d->draft)
        return;
    if (is_empty(h->number))
        invalid(v, "vb_so", place, "Bản chính thức phải có số văn bản.");
    if (h->date == DAY_NONE) {
        invalid(v, "vb_so", place, "Bản chính thức phải có ngày ban hành.");
        return;
    }
    if (h->date < v->d->day)
        invalid(v, "vb_ngay", place, "Ngày ban hành %s ở trước ngày cuối của số liệu, %s.",
                vi_date(v->scratch, h->date), vi_date(v->scratch, v->d->day));
}

static void check_title(struct validation *v, const struct node *n)
{
    if (n->nlines < 2)
        invalid(v, "vb_ten", "tên văn bản", "Phải có tên loại văn bản và trích yếu.");
    for (size_t i = 0; i < n->nlines; i++)
        required(v, "vb_ten", "tên văn bản", n->lines[i], "một dòng của tên văn bản");
    if (n->nlines && !is_empty(n->lines[0]) && !is_capitals(v, n->lines[0]))
        invalid(v, "vb_ten", "tên văn bản", "Tên loại '%s' phải viết bằng chữ in hoa.", n->lines[0]);
}

static void check_signature(struct validation *v, const struct signature *s, int addressed)
{
    static const char as_above[] = "Như trên", archive[] = "Lưu:";
    const char *place = "phần ký";

    if (!s->ntitles)
        invalid(v, "vb_ky", place, "Thiếu quyền hạn, chức vụ của người ký.");
    for (size_t i = 0; i < s->ntitles; i++)
        required(v, "vb_ky", place, s->titles[i], "một dòng quyền hạn, chức vụ của người ký");
    validate_string(v, place, s->name);
    place = "nơi nhận";
    for (size_t i = 0; i < s->nrecipients; i++)
        required(v, "vb_noi_nhan", place, s->recipients[i], "tên một nơi nhận");
    if (!s->nrecipients)
        invalid(v, "vb_noi_nhan", place, "Thiếu nơi nhận.");
    else if (strncmp(s->recipients[s->nrecipients - 1], archive, strlen(archive)) != 0)
        invalid(v, "vb_noi_nhan", place, "Nơi nhận cuối cùng phải là '%s …', đang là '%s'.", archive,
                s->recipients[s->nrecipients - 1]);
    if (addressed && (!s->nrecipients || strcmp(s->recipients[0], as_above) != 0))
        invalid(v, "vb_noi_nhan", place, "Văn bản có 'Kính gửi' nên nơi nhận đầu tiên phải là '%s'.", as_above);
}

/* ------------------------------------------------------------ nodes */

/* "mục II.2, đoạn 3": where a reader finds a node. */
struct position {
    const char *heading[3];
    int counts; /* nodes since the last heading */
};

static const char *place_of(struct validation *v, const struct position *p)
{
    struct buf b;

    buf_init(&b, v->scratch);
    for (int i = 0; i < 3 && !is_empty(p->heading[i]); i++) {
        size_t n = strcspn(p->heading[i], ".)");

        buf_printf(&b, "%s%.*s", i ? "." : "mục ", (int)n, p->heading[i]);
    }
    buf_printf(&b, "%sđoạn %d", b.n ? ", " : "", p->counts);
    return buf_str(&b);
}

static const char *expected_marker(struct validation *v, int level, int n)
{
    if (level == 1)
        return arena_printf(v->scratch, "%s.", vi_roman(v->scratch, n));
    if (level == 2)
        return arena_printf(v->scratch, "%d.", n);
    return vi_letter(n) ? arena_printf(v->scratch, "%s)", vi_letter(n)) : NULL;
}

/* Content, or a deeper heading, must follow. */
static int has_content(const struct document *d, size_t i)
{
    const struct node *n = &d->nodes[i], *next = i + 1 < d->nnodes ? &d->nodes[i + 1] : NULL;

    if (!next || next->type == NODE_SIGNATURE)
        return 0;
    return next->type != NODE_HEADING || next->level > n->level;
}

static void check_heading(struct validation *v, size_t i, struct position *p, int numbers[3], int *last)
{
    const struct node *n = &v->d->nodes[i];
    const char *text = text_string(v->scratch, &n->text), *wanted, *place;

    if (n->level < 1 || n->level > 3) {
        invalid(v, "vb_de_muc", place_of(v, p), "Đề mục '%s' có cấp %d; chỉ có cấp 1 đến 3.", text, n->level);
        return;
    }
    for (int k = n->level - 1; k < 3; k++)
        p->heading[k] = NULL;
    p->heading[n->level - 1] = n->marker;
    p->counts = 0;
    place =
        arena_printf(v->scratch, "đề mục '%s%s%s'", n->marker ? n->marker : "", is_empty(n->marker) ? "" : " ", text);
    validate_text(v, place, &n->text);
    if (n->level > *last + 1)
        invalid(v, "vb_de_muc", place, "Đề mục cấp %d đứng ngay dưới cấp %d.", n->level, *last);
    *last = n->level;
    numbers[n->level - 1]++;
    for (int k = n->level; k < 3; k++)
        numbers[k] = 0;
    wanted = expected_marker(v, n->level, numbers[n->level - 1]);
    if (!is_empty(n->marker) && (!wanted || strcmp(n->marker, wanted) != 0))
        invalid(v, "vb_de_muc", place, "Đề mục được đánh '%s', đúng thứ tự là '%s'.", n->marker,
                wanted ? wanted : "(hết chữ cái)");
    if (is_blank_text(&n->text))
        invalid(v, "vb_de_muc", place, "Đề mục không có chữ.");
    if (n->level == 1 && !is_capitals(v, text))
        invalid(v, "vb_de_muc", place, "Đề mục cấp 1 phải viết bằng chữ in hoa.");
    if (!has_content(v->d, i))
        invalid(v, "vb_de_muc", place, "Dưới đề mục không có nội dung.");
}

static void check_block(struct validation *v, const struct node *n, const char *place)
{
    const char *label = n->type == NODE_TABLE ? n->table->label : n->chart->label;
    const char *where = arena_printf(v->scratch, "%s", is_empty(label) ? place : label);

    required(v, "vb_bang", where, label, "số của bảng, biểu đồ");
    if (n->type == NODE_CHART) {
        validate_chart(v, where, n->chart);
        return;
    }
    required(v, "vb_bang", where, n->table->caption, "tên bảng");
    validate_grid(v, where, n->table);
}

static int ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

static void check_ending(struct validation *v)
{
    static const char end[] = "./.";
    size_t last = v->d->nnodes;
    int ended = 0;

    while (last > 0 && v->d->nodes[last - 1].type == NODE_SIGNATURE)
        last--;
    for (size_t i = 0; i < v->d->nnodes; i++) {
        const struct node *n = &v->d->nodes[i];
        const char *text;

        if (n->type != NODE_PARAGRAPH && n->type != NODE_ITEM)
            continue;
        text = text_string(v->scratch, &n->text);
        if (!ends_with(text, end))
            continue;
        if (i + 1 == last)
            ended = 1;
        else
            invalid(v, "vb_ket_thuc", "", "Dấu '%s' chỉ đứng ở cuối văn bản, không ở cuối đoạn '%s'.", end, text);
    }
    if (!ended)
        invalid(v, "vb_ket_thuc", "", "Văn bản phải kết thúc bằng dấu '%s' trước phần ký.", end);
}

static void check_nodes(struct validation *v)
{
    const struct document *d = v->d;
    struct position p = {{NULL}, 0};
    int numbers[3] = {0}, last_level = 0, titles = 0, addressed = 0;

    for (size_t i = 0; i < d->nnodes; i++) {
        const struct node *n = &d->nodes[i];
        const char *place;

        p.counts++;
        place = place_of(v, &p);
        switch (n->type) {
        case NODE_TITLE:
            titles++;
            if (i != 0)
                invalid(v, "vb_ten", "tên văn bản", "Tên văn bản phải đứng đầu.");
            check_title(v, n);
            break;
        case NODE_ADDRESSEES:
            addressed = 1;
            if (i != 1)
                invalid(v, "vb_kinh_gui", "kính gửi", "'Kính gửi' phải đứng ngay sau tên văn bản.");
            if (!n->nlines)
                invalid(v, "vb_kinh_gui", "kính gửi", "'Kính gửi' không có nơi nào.");
            for (size_t k = 0; k < n->nlines; k++)
                required(v, "vb_kinh_gui", "kính gửi", n->lines[k], "tên một nơi kính gửi");
            p.counts = 0;
            break;
        case NODE_HEADING:
            check_heading(v, i, &p, numbers, &last_level);
            break;
        case NODE_PARAGRAPH:
        case NODE_ITEM:
            validate_text(v, place, &n->text);
            if (is_blank_text(&n->text))
                invalid(v, "vb_doan", place, "Đoạn không có chữ.");
            if (n->type == NODE_ITEM && (n->level < 1 || is_empty(n->marker)))
                invalid(v, "vb_doan", place, "Mục liệt kê không có dấu đầu dòng.");
            break;
        case NODE_TABLE:
        case NODE_CHART:
            check_block(v, n, place);
            break;
        case NODE_SIGNATURE:
            if (i + 1 != d->nnodes)
                invalid(v, "vb_ky", "phần ký", "Phần ký phải đứng cuối văn bản.");
            check_signature(v, n->signature, addressed);
            break;
        }
    }
    if (titles != 1)
        invalid(v, "vb_ten", "tên văn bản", "Văn bản phải có một tên, đang có %d.", titles);
    if (!d->nnodes || d->nodes[d->nnodes - 1].type != NODE_SIGNATURE)
        invalid(v, "vb_ky", "phần ký", "Văn bản phải kết thúc bằng phần ký.");
    check_ending(v);
}

/* ------------------------------------------------------------ references */

static const char *node_id(const struct node *n)
{
    if (n->id)
        return n->id;
    return n->type == NODE_TABLE ? n->table->id : n->type == NODE_CHART ? n->chart->id : NULL;
}

static int count_id(const struct document *d, const char *id)
{
    int n = 0;

    for (size_t i = 0; i < d->nnodes; i++)
        n += node_id(&d->nodes[i]) && strcmp(node_id(&d->nodes[i]), id) == 0;
    for (size_t i = 0; i < d->nannexes; i++)
        n += d->annexes[i].id && strcmp(d->annexes[i].id, id) == 0;
    return n;
}

static void check_targets(struct validation *v, const struct text *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].target && !count_id(v->d, t->v[i].target))
            invalid(v, "vb_dan_chieu", "", "'%s' dẫn đến '%s', nhưng văn bản không có bảng, biểu đồ hay phụ lục này.",
                    t->v[i].text, t->v[i].target);
}

/* The name as a whole: "Phụ lục I" is not in "Phụ lục II". U+00A0 is a blank here. */
static int names_annex(struct arena *a, const char *text, const char *number)
{
    const char *s, *name;
    size_t n;

    if (!is_valid(text) || !is_valid(number))
        return 0;
    name = utf8_fold(a, number);
    n = strlen(name);

    text = utf8_fold(a, text);
    for (s = strstr(text, name); s; s = strstr(s + 1, name))
        if (!((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= '0' && s[n] <= '9')))
            return 1;
    return 0;
}

static int is_cited(struct validation *v, const struct annex *x)
{
    for (size_t i = 0; i < v->d->nnodes; i++) {
        const struct text *t = &v->d->nodes[i].text;

        for (size_t k = 0; k < t->n; k++)
            if (t->v[k].target && x->id && strcmp(t->v[k].target, x->id) == 0)
                return 1;
        if (t->n && !is_empty(x->number) && names_annex(v->scratch, text_string(v->scratch, t), x->number))
            return 1;
    }
    return 0;
}

static void check_references(struct validation *v)
{
    const struct document *d = v->d;

    for (size_t i = 0; i < d->nnodes; i++) {
        const char *id = node_id(&d->nodes[i]);

        check_targets(v, &d->nodes[i].text);
        if (id && count_id(d, id) > 1)
            invalid(v, "vb_dan_chieu", "", "Bảng, biểu đồ '%s' có trong văn bản %d lần.", id, count_id(d, id));
    }
    for (size_t i = 0; i < d->nannexes; i++)
        if (!is_cited(v, &d->annexes[i])) /* Phụ lục I, III.1.a */
            invalid(v, "vb_phu_luc", d->annexes[i].number ? d->annexes[i].number : "",
                    "Văn bản không nhắc đến phụ lục này.");
}

/* ------------------------------------------------------------ annexes */

static void check_sheet(struct validation *v, size_t i)
{
    const char *name = v->d->annexes[i].sheet, *place = v->d->annexes[i].number;

    required(v, "vb_trang_tinh", place, name, "tên trang tính");
    if (is_empty(name) || !is_valid(name))
        return;
    if (utf8_length(name) > 31 || strpbrk(name, "[]:*?/\\") || name[0] == '\'' || ends_with(name, "'"))
        invalid(v, "vb_trang_tinh", place, "Tên trang tính '%s' dài quá 31 ký tự hoặc có một trong các dấu []:*?/\\'.",
                name);
    for (size_t k = 0; k < i; k++) /* Excel takes names that differ in case only for the same */
        if (v->d->annexes[k].sheet && is_valid(v->d->annexes[k].sheet) &&
            strcmp(utf8_lower(v->scratch, v->d->annexes[k].sheet), utf8_lower(v->scratch, name)) == 0)
            invalid(v, "vb_trang_tinh", place, "Hai phụ lục cùng tên trang tính '%s'.", name);
}

static void check_annexes(struct validation *v)
{
    const struct document *d = v->d;

    for (size_t i = 0; i < d->nannexes; i++) {
        const struct annex *x = &d->annexes[i];
        const char *place = is_empty(x->number) ? "phụ lục" : x->number, *wanted;

        wanted =
            d->nannexes == 1 ? "Phụ lục" : arena_printf(v->scratch, "Phụ lục %s", vi_roman(v->scratch, (int)i + 1));
        if (is_empty(x->number) || !is_valid(x->number) ||
            strcmp(utf8_fold(v->scratch, x->number), utf8_fold(v->scratch, wanted)) != 0)
            invalid(v, "vb_phu_luc", place, "Phụ lục thứ %zu phải ghi là '%s'.", i + 1, wanted);
        required(v, "vb_phu_luc", place, x->title, "tên phụ lục");
        required(v, "vb_phu_luc", place, x->attached, "dòng 'Kèm theo …'");
        if (!is_empty(x->title) && !is_capitals(v, x->title))
            invalid(v, "vb_phu_luc", place, "Tên phụ lục '%s' phải viết bằng chữ in hoa.", x->title);
        validate_string(v, place, x->form_left);
        for (int k = 0; k < 2; k++) {
            validate_string(v, place, x->form_centre[k]);
            validate_string(v, place, x->form_right[k]);
        }
        check_sheet(v, i);
        if (!x->table) {
            invalid(v, "vb_phu_luc", place, "Phụ lục không có bảng.");
            continue;
        }
        validate_grid(v, place, x->table);
        if (!ends_with(text_string(v->scratch, &x->table->note), "./."))
            invalid(v, "vb_ket_thuc", place, "Phụ lục phải kết thúc bằng dấu './.'.");
    }
}

int validate_document(const struct document *d, struct notes *notes)
{
    struct validation v = {.d = d, .notes = notes, .scratch = arena_new()};
    int errors;

    required(&v, "vb_dau", "văn bản", d->title, "tên của tệp văn bản");
    validate_string(&v, "văn bản", d->author);
    validate_string(&v, "văn bản", d->subject);
    validate_string(&v, "văn bản", d->stamp);
    validate_string(&v, "văn bản", d->footer);
    check_letterhead(&v);
    check_nodes(&v);
    check_references(&v);
    check_annexes(&v);
    if (d->data)
        validate_grid(&v, "dữ liệu", d->data);
    errors = v.errors;
    arena_free(v.scratch);
    return errors;
}
