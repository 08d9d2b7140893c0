/* What was found → questions, each as one sentence to the unit that can answer it. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/safe.h"
#include "base/shown.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "data/checks_impl.h"
#include "data/db.h"

enum { LABEL_MAX = 60 /* characters: more is no code */ };

static const struct {
    const char *id;
    enum note_level level;
    const char *what, *remedy;
} KINDS[ASK_COUNT] = {
    [ASK_ENDED_FIRST] = {"ket_thuc_truoc_tiep_nhan", NOTE_ERROR, "hồ sơ có ngày kết thúc trước ngày tiếp nhận",
                         "không được tính vào kỳ nào, hãy sửa ngày sai rồi nhập lại"},
    [ASK_UNREADABLE] = {"ngay_khong_doc_duoc", NOTE_ERROR, "hồ sơ có ngày không đọc được",
                        "không được tính vào kỳ nào, hãy ghi ngày theo dạng YYYY-MM-DD rồi nhập lại"},
    [ASK_UNKNOWN_UNIT] = {"ma_khong_co", NOTE_ERROR, "hồ sơ của đơn vị không có trong bảng don_vi",
                          "không được tính vào kỳ nào, hãy nhập đơn vị hoặc sửa mã"},
    [ASK_UNKNOWN_PROCEDURE] = {"ma_khong_co", NOTE_ERROR, "hồ sơ có thủ tục không có trong bảng tthc",
                               "không được tính vào kỳ nào, hãy nhập thủ tục hoặc sửa mã"},
    [ASK_INSPECTION_UNREADABLE] = {"ngay_khong_doc_duoc", NOTE_ERROR, "cuộc kiểm tra có ngày không đọc được",
                                   "hãy ghi ngày theo dạng YYYY-MM-DD rồi nhập lại"},
    [ASK_INSPECTION_UNIT] = {"ma_khong_co", NOTE_ERROR, "cuộc kiểm tra tại đơn vị không có trong bảng don_vi",
                             "không được tính, hãy nhập đơn vị hoặc sửa mã"},
    [ASK_TASK_UNREADABLE] = {"ngay_khong_doc_duoc", NOTE_ERROR, "nhiệm vụ có ngày không đọc được",
                             "được tính như không ghi ngày, hãy ghi ngày theo dạng YYYY-MM-DD rồi nhập lại"},
    [ASK_TASK_UNIT] = {"ma_khong_co", NOTE_ERROR, "nhiệm vụ của đơn vị không có trong bảng don_vi",
                       "không được tính, hãy nhập đơn vị hoặc sửa mã"},
    [ASK_TEXT] = {"chu_hong", NOTE_ERROR,
                  "ô có chữ không in được (sai UTF-8, ký tự điều khiển hoặc ẩn, quá nhiều dấu, quá dài)",
                  "chỗ hỏng đang in là dấu ?, chữ quá dài bị cắt; hãy sửa các ô này trong cơ sở dữ liệu"},
    [ASK_REJECTED] = {"dong_bi_tu_choi", NOTE_WARNING, "",
                      "chưa có trong số liệu, hãy sửa trong tệp .loi.csv của lần nhập rồi nhập lại tệp đó"},
    [ASK_STRANGE_CODE] = {"ma_la", NOTE_WARNING, "hồ sơ có kênh tiếp nhận hoặc kết quả ngoài danh mục",
                          "được tính như không ghi, hãy sửa mã"},
    [ASK_DUE_FIRST] = {"han_truoc_tiep_nhan", NOTE_WARNING, "hồ sơ có ngày hẹn trả trước ngày tiếp nhận",
                       "đang bị tính là quá hạn, hãy sửa ngày sai rồi nhập lại"},
    [ASK_ALIKE] = {"trung_ma", NOTE_WARNING,
                   "hồ sơ có mã chỉ khác mã khác ở chữ hoa, chữ thường, khoảng trống hoặc số 0 đứng đầu",
                   "nếu là một hồ sơ nhập hai lần thì đang được tính hai lần, hãy giữ một mã"},
    [ASK_MOVED] = {"ma_doi_don_vi", NOTE_WARNING, "hồ sơ mang mã trước đây đã nhập cho đơn vị khác",
                   "hồ sơ được chuyển hay hai đơn vị đặt trùng mã? Nếu trùng mã thì hồ sơ nhập trước đã bị thay thế, "
                   "hãy đặt mã khác nhau rồi nhập lại cả hai"},
    [ASK_RECEIVED_LATER] = {"tiep_nhan_sau_hom_nay", NOTE_WARNING, "hồ sơ có ngày tiếp nhận ở tương lai",
                            "hãy sửa ngày sai rồi nhập lại"},
    [ASK_ENDED_LATER] = {"ket_thuc_sau_hom_nay", NOTE_WARNING, "hồ sơ có ngày kết thúc ở tương lai",
                         "hãy sửa ngày sai rồi nhập lại"},
    [ASK_NOT_COVERED] = {QUESTION_NOT_COVERED, NOTE_WARNING, "", "hãy nhập với --coverage khi số liệu đã đủ"},
    [ASK_NO_REASON] = {"qua_han_khong_nguyen_nhan", NOTE_INFO, "hồ sơ quá hạn chưa ghi nguyên nhân",
                       "hãy ghi cột nguyen_nhan để báo cáo nêu được nguyên nhân"},
    [ASK_SET_ASIDE_LATE] = {"tra_lai_sau_han", NOTE_INFO, "hồ sơ trả lại, rút hoặc dừng sau ngày hẹn trả", ""},
    [ASK_NO_DUE] = {"khong_co_han", NOTE_INFO, "hồ sơ không có ngày hẹn trả",
                    "hãy ghi ngày hẹn trả nếu thủ tục có hạn"},
    [ASK_ON_DUE] = {"ket_thuc_dung_ngay_hen", NOTE_INFO,
                    "hồ sơ, tức toàn bộ hồ sơ đã giải quyết trong kỳ, đều kết thúc đúng ngày hẹn trả",
                    "ngày kết thúc là ngày có kết quả hay được ghi theo ngày hẹn?"},
    [ASK_LAST_DAY] = {"don_ngay_cuoi_ky", NOTE_INFO, "",
                      "hồ sơ có kết quả trong những ngày đó hay chỉ được kết thúc trên hệ thống cho kịp kỳ báo cáo?"},
};

const char *checks_label(struct arena *a, const char *code)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t n = 0; *code && n < LABEL_MAX; n++) {
        size_t bytes = 1;

        while (bytes < 4 && ((unsigned char)code[bytes] & 0xC0) == 0x80)
            bytes++;
        if (utf8_valid(code, bytes) && !utf8_forbidden(arena_strndup(a, code, bytes)) && *code != '\n' && *code != '\t')
            buf_add(&b, code, bytes);
        else
            buf_puts(&b, SAFE_INSTEAD);
        code += bytes;
    }
    if (*code)
        buf_puts(&b, "…");
    return utf8_nfc(a, buf_str(&b));
}

/* ------------------------------------------------------------ one question */

struct data_question checks_question(const struct checks *c, enum question_kind kind, int unit, int64_t count)
{
    return (struct data_question){.id = KINDS[kind].id,
                                  .level = KINDS[kind].level,
                                  .unit = unit,
                                  .who = unit < 0 ? "" : c->catalog->units[unit].name,
                                  .place = unit < 0 ? "" : c->catalog->units[unit].name,
                                  .range = {DAY_NONE, DAY_NONE},
                                  .count = count,
                                  .what = KINDS[kind].what,
                                  .codes = "",
                                  .remedy = KINDS[kind].remedy};
}

void checks_ask(struct checks *c, enum question_kind kind, const struct data_question *q)
{
    *vec_add(c->arena, &c->asked) = (struct asked){kind, *q};
}

void checks_add_found(struct checks *c, enum question_kind kind, int unit, const char *label)
{
    *vec_add(c->arena, &c->found) = (struct found){kind, unit, arena_strdup(c->arena, label)};
}

static int compare_found(const void *x, const void *y)
{
    const struct found *a = x, *b = y;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return strcmp(a->label, b->label);
}

/* One question per kind and unit. */
static void ask_found(struct checks *c)
{
    const struct found *v = c->found.v;

    if (c->found.n)
        qsort(c->found.v, c->found.n, sizeof *c->found.v, compare_found);
    for (size_t i = 0, end; i < c->found.n; i = end) {
        struct data_question q;
        struct buf codes;

        buf_init(&codes, c->arena);
        for (end = i; end < c->found.n && v[end].kind == v[i].kind && v[end].unit == v[i].unit; end++)
            if (end - i < EXAMPLES)
                buf_printf(&codes, "%s%s", end > i ? "\n" : "", checks_label(c->arena, v[end].label));
        q = checks_question(c, v[i].kind, v[i].unit, (int64_t)(end - i));
        q.codes = buf_str(&codes);
        q.more = q.count > EXAMPLES ? q.count - EXAMPLES : 0;
        checks_ask(c, v[i].kind, &q);
    }
}

/* ------------------------------------------------------------ what the scan noticed */

struct example {
    day_t received;
    const char *code;
};

static int by_day_and_code(const void *x, const void *y)
{
    const struct example *a = x, *b = y;

    return a->received != b->received ? (a->received < b->received ? -1 : 1) : strcmp(a->code, b->code);
}

/* The codes of those received first. `code_of`: the code of a rowid. */
static int read_examples(struct checks *c, struct stmt *code_of, const struct noticed *n, struct data_question *q,
                         struct err *err)
{
    struct example *v = arena_alloc(c->arena, (n->seen.n + 1) * sizeof *v);
    struct buf codes;

    for (size_t i = 0; i < n->seen.n; i++) {
        int step;

        stmt_bind_int(code_of, 1, n->seen.v[i].rowid);
        step = stmt_step(code_of, err);
        if (step < 0)
            return -1;
        v[i] =
            (struct example){n->seen.v[i].received, step == 1 ? arena_strdup(c->arena, stmt_required(code_of, 0)) : ""};
        stmt_reset(code_of);
    }
    if (n->seen.n)
        qsort(v, n->seen.n, sizeof *v, by_day_and_code);
    buf_init(&codes, c->arena);
    for (size_t i = 0; i < n->seen.n && i < EXAMPLES; i++)
        buf_printf(&codes, "%s%s", i ? "\n" : "", checks_label(c->arena, shown_value(c->arena, v[i].code)));
    q->codes = buf_str(&codes);
    q->more = n->count > EXAMPLES ? n->count - EXAMPLES : 0;
    return 0;
}

struct resolved {
    int64_t all, without_due; /* with a result; those of them without a due day */
};

static struct resolved count_resolved(const struct rows *rows, int unit)
{
    int outcome = table_dim(TABLE_DOSSIERS, "ket_qua"), due = table_dim(TABLE_DOSSIERS, "co_han");
    struct resolved r = {0};

    for (size_t i = rows->unit_start[unit]; i < rows->unit_start[unit + 1]; i++) {
        const int32_t *v = rows->v + i * TABLES[TABLE_DOSSIERS].ndims;

        /* An outcome stands only where the dossier ended in the period. */
        if (v[outcome] != OUTCOME_GRANTED && v[outcome] != OUTCOME_REFUSED)
            continue;
        r.all += rows->count[i];
        r.without_due += v[due] ? 0 : rows->count[i];
    }
    return r;
}

/* NULL where it is no burst. */
static const char *last_day_text(const struct checks *c, struct range r, int64_t last, int64_t all)
{
    int64_t days = r.to - r.from + 1;
    day_t from = notice_last_working_day(r);

    if (days < LAST_DAY_DAYS || last < LAST_DAY_LEAST || last * days < LAST_DAY_TIMES * all)
        return NULL;
    return arena_printf(
        c->arena,
        "hồ sơ kết thúc %s %s, trên tổng số %s hồ sơ đã giải quyết trong %s ngày của kỳ: gấp ít nhất %s "
        "lần bình quân một ngày",
        from < r.to ? "từ ngày làm việc cuối kỳ" : "trong ngày cuối kỳ", vi_date(c->arena, from),
        vi_count(c->arena, all), vi_count(c->arena, days), vi_count(c->arena, last * days / all));
}

/* What is asked, if anything, of the dossiers of a unit that the scan noticed. */
static int is_question(const struct checks *c, struct range r, enum notice notice, int64_t n,
                       const struct resolved *resolved, struct data_question *q)
{
    static const enum question_kind kinds[NOTICE_COUNT] = {
        [NOTICE_DUE_FIRST] = ASK_DUE_FIRST, [NOTICE_NO_DUE] = ASK_NO_DUE, [NOTICE_SET_ASIDE_LATE] = ASK_SET_ASIDE_LATE,
        [NOTICE_NO_REASON] = ASK_NO_REASON, [NOTICE_ON_DUE] = ASK_ON_DUE, [NOTICE_LAST_DAY] = ASK_LAST_DAY,
    };
    int unit = q->unit;

    if (!n)
        return -1;
    *q = checks_question(c, kinds[notice], unit, n);
    q->range = r;
    switch (notice) {
    case NOTICE_DUE_FIRST:
    case NOTICE_NO_REASON:
    case NOTICE_COUNT:
        break;
    case NOTICE_NO_DUE:
        if (resolved->without_due)
            q->what = arena_printf(c->arena, "%s, trong đó %s hồ sơ đã giải quyết được tính là đúng hạn", q->what,
                                   vi_count(c->arena, resolved->without_due));
        break;
    case NOTICE_SET_ASIDE_LATE:
        q->remedy =
            arena_printf(c->arena, "%s, hãy kiểm tra ngày kết thúc và vì sao trả lại khi đã quá hạn",
                         c->cube->returned == RETURNED_APART ? "được tính riêng" : "được tính vào cột đúng hạn");
        break;
    case NOTICE_ON_DUE:
        if (n != resolved->all || n < ON_DUE_LEAST)
            return -1;
        break;
    case NOTICE_LAST_DAY:
        q->what = last_day_text(c, r, n, resolved->all);
        if (!q->what)
            return -1;
        break;
    }
    return (int)kinds[notice];
}

/* `several`: other stretches of days are asked for too. */
static int ask_noticed(struct checks *c, struct stmt *code_of, struct range r, int several, struct err *err)
{
    int range = cube_range(c->cube, r);
    const struct rows *rows = cube_rows(c->cube, range, TABLE_DOSSIERS);

    for (size_t u = 0; u < c->catalog->nunits; u++) {
        struct resolved resolved = count_resolved(rows, (int)u);

        for (int i = 0; i < NOTICE_COUNT; i++) {
            const struct noticed *n = &c->cube->noticed[range][u][i];
            struct data_question q = {.unit = (int)u};
            int kind = is_question(c, r, (enum notice)i, n->count, &resolved, &q);

            if (kind < 0)
                continue;
            if (read_examples(c, code_of, n, &q, err))
                return -1;
            if (several)
                q.place =
                    arena_printf(c->arena, "%s, %s–%s", q.who, vi_date(c->arena, r.from), vi_date(c->arena, r.to));
            checks_ask(c, (enum question_kind)kind, &q);
        }
    }
    return 0;
}

static int is_inside(struct range inner, struct range outer)
{
    return outer.from <= inner.from && inner.to <= outer.to;
}

/* A section whose days lie within another's asks nothing of its own. */
static int asks(const struct checks *c, size_t section)
{
    struct range r = c->period->sections[section].now;

    if (!checks_counts(c, TABLE_DOSSIERS, section))
        return 0;
    for (size_t i = 0; i < c->period->nsections; i++) {
        struct range other = c->period->sections[i].now;
        int same = other.from == r.from && other.to == r.to;

        if (i != section && checks_counts(c, TABLE_DOSSIERS, i) && is_inside(r, other) && (!same || i < section))
            return 0;
    }
    return 1;
}

/* ------------------------------------------------------------ all of them */

static int compare_asked(const void *x, const void *y)
{
    const struct asked *a = x, *b = y;
    int order;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->q.unit != b->q.unit)
        return a->q.unit < b->q.unit ? -1 : 1;
    if (a->q.range.from != b->q.range.from)
        return a->q.range.from < b->q.range.from ? -1 : 1;
    order = (a->q.range.to > b->q.range.to) - (a->q.range.to < b->q.range.to);
    return order ? order : strcmp(a->q.what, b->q.what);
}

int checks_make_questions(struct checks *c, struct db *db, struct err *err)
{
    struct stmt *code_of = NULL;
    int result = -1, stretches = 0;

    ask_found(c);
    for (size_t i = 0; i < c->period->nsections; i++)
        stretches += asks(c, i);
    if (db_prepare(db, "SELECT ma FROM ho_so WHERE rowid = ?1", &code_of, err))
        return -1;
    for (size_t i = 0; i < c->period->nsections; i++)
        if (asks(c, i) && ask_noticed(c, code_of, c->period->sections[i].now, stretches > 1, err))
            goto out;
    if (c->asked.n)
        qsort(c->asked.v, c->asked.n, sizeof *c->asked.v, compare_asked);
    result = 0;
out:
    stmt_close(code_of);
    return result;
}

static const char *joined(struct arena *a, const char *lines)
{
    struct buf b;

    buf_init(&b, a);
    for (; *lines; lines++)
        if (*lines == '\n')
            buf_puts(&b, ", ");
        else
            buf_putc(&b, *lines);
    return buf_str(&b);
}

char *question_sentence(struct arena *a, const struct data_question *q)
{
    const char *whom = q->unit < 0 ? "Đề nghị" : "Đề nghị đơn vị", *count = "", *codes = "";
    size_t n = strlen(q->remedy);
    int asks_back = n && q->remedy[n - 1] == '?';

    if (q->range.from != DAY_NONE && !q->count)
        return arena_printf(a, "%s của: %s; %s.", q->what, q->who, q->remedy);
    if (q->count)
        count = arena_printf(a, "%s ", vi_count(a, q->count));
    if (q->more)
        codes = arena_printf(a, " (%s và %s mã khác)", joined(a, q->codes), vi_count(a, q->more));
    else if (*q->codes)
        codes = arena_printf(a, " (%s)", joined(a, q->codes));
    return arena_printf(a, "%s kiểm tra: %s%s%s; %s%s", whom, count, q->what, codes, q->remedy, asks_back ? "" : ".");
}
