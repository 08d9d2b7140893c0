#include "data/rows.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vi.h"
#include "data/catalog.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})

const char *const LEVEL_CODES[] = {"", "tinh", "huyen", "xa", NULL};
const char *const ONLINE_CODES[] = {"", "toan_trinh", "mot_phan", "muc_3", "muc_4", "khac", NULL};
const char *const OUTCOME_CODES[] = {"", "cap_ket_qua", "tra_lai", "rut", "tu_choi", "dung", NULL};

static const char *const LEVEL_LABELS[] = {"", "cấp tỉnh", "cấp huyện", "cấp xã", NULL};
static const char *const ONLINE_LABELS[] = {
    "", "toàn trình", "một phần", "mức độ 3", "mức độ 4", "chỉ cung cấp thông tin hoặc mức khác", NULL};
static const char *const OUTCOME_LABELS[] = {"",        "cấp kết quả",     "trả lại", "rút hồ sơ",
                                             "từ chối", "dừng giải quyết", NULL};
static const char *const CHANNEL_CODES[] = {"", "truc_tiep", "truc_tuyen", "buu_chinh", NULL};
static const char *const CHANNEL_LABELS[] = {"", "trực tiếp", "trực tuyến", "bưu chính công ích", NULL};
static const char *const ORIGIN_CODES[] = {"", "ky_truoc", "trong_ky", NULL};
static const char *const ORIGIN_LABELS[] = {"", "từ kỳ trước", "tiếp nhận trong kỳ", NULL};
static const char *const STATE_CODES[] = {
    "", "truoc_han", "dung_han", "qua_han", "dang_trong_han", "dang_qua_han", "tra_lai", "rut", "dung", NULL};
static const char *const STATE_LABELS[] = {"",
                                           "giải quyết trước hạn",
                                           "giải quyết đúng hạn",
                                           "giải quyết quá hạn",
                                           "đang giải quyết, trong hạn",
                                           "đang giải quyết, quá hạn",
                                           "trả lại",
                                           "rút hồ sơ",
                                           "dừng giải quyết",
                                           NULL};

#define UNIT_DIMS                                                                    \
    {.name = "don_vi", .label = "đơn vị", .kind = DIM_UNIT},                         \
    {                                                                                \
        .name = "cap", .label = "cấp", .names = LEVEL_CODES, .labels = LEVEL_LABELS, \
    }
#define PROCEDURE_DIMS                                                                                               \
    {.name = "linh_vuc", .label = "lĩnh vực", .kind = DIM_FIELD},                                                    \
        {.name = "tthc", .label = "thủ tục", .kind = DIM_PROCEDURE},                                                 \
    {                                                                                                                \
        .name = "muc_do", .label = "mức độ dịch vụ công trực tuyến", .names = ONLINE_CODES, .labels = ONLINE_LABELS, \
    }

#define RECORD_DIM                                             \
    {                                                          \
        .name = "ma", .label = "từng dòng", .kind = DIM_RECORD \
    }

static const struct dim DOSSIER_DIMS[] = {
    UNIT_DIMS,
    PROCEDURE_DIMS,
    {.name = "kenh", .label = "kênh tiếp nhận", .names = CHANNEL_CODES, .labels = CHANNEL_LABELS},
    {.name = "nguon", .label = "nguồn", .names = ORIGIN_CODES, .labels = ORIGIN_LABELS},
    {.name = "tinh_trang", .label = "tình trạng", .names = STATE_CODES, .labels = STATE_LABELS},
    {.name = "ket_qua", .label = "kết quả", .names = OUTCOME_CODES, .labels = OUTCOME_LABELS},
    {.name = "qua_han", .label = "quá ngày hẹn trả", .kind = DIM_FLAG},
    {.name = "co_han", .label = "có ngày hẹn trả", .kind = DIM_FLAG},
    {.name = "tam_dung", .label = "tạm dừng chờ bổ sung", .kind = DIM_FLAG},
    {.name = "nop_tai_nha", .label = "nộp tại nhà", .kind = DIM_FLAG},
    {.name = "tra_buu_chinh", .label = "trả kết quả qua bưu chính", .kind = DIM_FLAG},
    {.name = "nguyen_nhan", .label = "nguyên nhân quá hạn", .kind = DIM_WORD},
};

static const struct dim INSPECTION_DIMS[] = {
    UNIT_DIMS,
    {.name = "loai",
     .label = "loại kiểm tra",
     .names = CODES("", "cchc", "cong_vu", "noi_vu", "quy_tac_ung_xu", "khac"),
     .labels = CODES("", "cải cách hành chính", "công vụ", "công tác nội vụ", "Quy tắc ứng xử", "nội dung khác")},
    {.name = "hinh_thuc",
     .label = "hình thức",
     .names = CODES("", "dinh_ky", "dot_xuat", "tu_kiem_tra"),
     .labels = CODES("", "định kỳ", "đột xuất", "tự kiểm tra")},
    {.name = "xu_ly_xong", .label = "đã xử lý xong", .kind = DIM_FLAG},
    {.name = "so_van_de", .label = "số vấn đề phát hiện", .kind = DIM_NUMBER},
    {.name = "so_da_xu_ly", .label = "số vấn đề đã xử lý", .kind = DIM_NUMBER},
    RECORD_DIM,
};

static const struct attribute INSPECTION_ATTRIBUTES[] = {
    {"ngay", "ngày kiểm tra", ATTRIBUTE_DAY},
    {"co_quan", "cơ quan kiểm tra", ATTRIBUTE_TEXT},
    {"ngay_xu_ly_xong", "ngày xử lý xong", ATTRIBUTE_EVENT},
};

static const struct dim TASK_DIMS[] = {
    UNIT_DIMS,
    {.name = "ke_hoach", .label = "kế hoạch", .kind = DIM_WORD},
    {.name = "nguon",
     .label = "nguồn",
     .names = CODES("", "ke_hoach", "cap_tren"),
     .labels = CODES("", "theo kế hoạch", "cấp trên giao")},
    {.name = "tinh_trang",
     .label = "tình trạng",
     .names = CODES("", "xong_dung_han", "xong_qua_han", "xong_khong_han", "dang", "chua_bat_dau"),
     .labels = CODES("", "hoàn thành đúng hạn", "hoàn thành quá hạn", "hoàn thành, không có hạn", "đang thực hiện",
                     "chưa bắt đầu")},
    {.name = "qua_han", .label = "quá hạn", .kind = DIM_FLAG},
    RECORD_DIM,
};

static const struct attribute TASK_ATTRIBUTES[] = {
    {"noi_dung", "nội dung nhiệm vụ", ATTRIBUTE_TEXT},       {"ngay_giao", "ngày giao", ATTRIBUTE_DAY},
    {"ngay_bat_dau", "ngày bắt đầu", ATTRIBUTE_EVENT},       {"han", "thời hạn", ATTRIBUTE_DAY},
    {"ngay_hoan_thanh", "ngày hoàn thành", ATTRIBUTE_EVENT},
};

static const struct dim PROCEDURE_TABLE_DIMS[] = {
    UNIT_DIMS,
    PROCEDURE_DIMS,
    {.name = "mot_cua", .label = "thực hiện qua một cửa", .kind = DIM_FLAG},
    {.name = "lien_thong", .label = "liên thông", .kind = DIM_FLAG},
    {.name = "quy_trinh_noi_bo", .label = "có quy trình nội bộ", .kind = DIM_FLAG},
};

static const struct dim UNIT_TABLE_DIMS[] = {
    UNIT_DIMS,
    {.name = "co_cap_duoi", .label = "có đơn vị cấp dưới", .kind = DIM_FLAG},
};

const struct table_info TABLES[TABLE_COUNT] = {
    [TABLE_DOSSIERS] = {"ho_so", "hồ sơ", DOSSIER_DIMS, COUNT(DOSSIER_DIMS), NULL, 0},
    [TABLE_INSPECTIONS] = {"kiem_tra", "cuộc kiểm tra", INSPECTION_DIMS, COUNT(INSPECTION_DIMS), INSPECTION_ATTRIBUTES,
                           COUNT(INSPECTION_ATTRIBUTES)},
    [TABLE_TASKS] = {"nhiem_vu", "nhiệm vụ", TASK_DIMS, COUNT(TASK_DIMS), TASK_ATTRIBUTES, COUNT(TASK_ATTRIBUTES)},
    [TABLE_PROCEDURES] = {"tthc", "thủ tục hành chính", PROCEDURE_TABLE_DIMS, COUNT(PROCEDURE_TABLE_DIMS), NULL, 0},
    [TABLE_UNITS] = {"don_vi", "đơn vị", UNIT_TABLE_DIMS, COUNT(UNIT_TABLE_DIMS), NULL, 0},
};

int table_by_name(const char *name)
{
    for (int t = 0; t < TABLE_COUNT; t++)
        if (strcmp(TABLES[t].name, name) == 0)
            return t;
    return -1;
}

int table_dim(enum table t, const char *name)
{
    for (size_t i = 0; i < TABLES[t].ndims; i++)
        if (strcmp(TABLES[t].dims[i].name, name) == 0)
            return (int)i;
    return -1;
}

int table_attribute(enum table t, const char *name)
{
    for (size_t i = 0; i < TABLES[t].nattributes; i++)
        if (strcmp(TABLES[t].attributes[i].name, name) == 0)
            return (int)i;
    return -1;
}

int table_record_dim(enum table t)
{
    for (size_t i = 0; i < TABLES[t].ndims; i++)
        if (TABLES[t].dims[i].kind == DIM_RECORD)
            return (int)i;
    return -1;
}

int dim_is_given(const struct dim *d, int32_t value)
{
    return d->kind == DIM_NAMES || d->kind == DIM_WORD ? value > 0 : value >= 0;
}

const char *rows_value(const struct rows *r, const struct catalog *c, size_t row, int dim, char number[ROWS_NUMBER])
{
    const struct dim *d = &TABLES[r->table].dims[dim];
    int32_t v = r->v[row * TABLES[r->table].ndims + (size_t)dim];

    switch (d->kind) {
    case DIM_NAMES:
        return d->names[v];
    case DIM_UNIT:
        return v < 0 ? "" : c->units[v].code;
    case DIM_FIELD:
        return v < 0 ? "" : c->fields[v].code;
    case DIM_PROCEDURE:
        return v < 0 ? "" : c->procedures[v].code;
    case DIM_WORD:
        return r->words[v];
    case DIM_RECORD:
        return r->records[v].code;
    case DIM_FLAG:
    case DIM_NUMBER:
        break;
    }
    snprintf(number, ROWS_NUMBER, "%d", (int)v);
    return number;
}

/* ------------------------------------------------------------ predicates over rows */

struct row_predicate {
    enum table table;
    struct predicate *condition;
};

struct binding {
    enum table table;
    const struct catalog *catalog;
};

/* The end of the sentence. */
static const char *hint(struct arena *a, const char *wrong, const char *const *names, size_t n)
{
    const char *near = vi_nearest(wrong, names, n);

    return near ? arena_printf(a, "; có phải bạn muốn viết '%s'?", near) : ".";
}

static int unknown_dim(struct arena *a, enum table t, const char *name, struct err *err)
{
    const struct table_info *info = &TABLES[t];
    const char **names = arena_alloc(a, info->ndims * sizeof *names);

    for (size_t i = 0; i < info->ndims; i++)
        names[i] = info->dims[i].name;
    return err_set(err, ST_CONFIG, "bảng %s không có chiều '%s'%s", info->name, name,
                   hint(a, name, names, info->ndims));
}

static int unknown_value(struct arena *a, const struct dim *d, const char *value, const char *const *names, size_t n,
                         struct err *err)
{
    struct buf list;

    /* A few names are all shown, where none is near; codes of a place are too many. */
    if ((d->kind == DIM_NAMES || d->kind == DIM_FLAG) && !vi_nearest(value, names, n)) {
        buf_init(&list, a);
        for (size_t i = 0; i < n; i++)
            buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
        return err_set(err, ST_CONFIG, "chiều '%s' không có giá trị '%s'; dùng được: %s.", d->name, value,
                       buf_str(&list));
    }
    return err_set(err, ST_CONFIG, "chiều '%s' không có giá trị '%s'%s", d->name, value, hint(a, value, names, n));
}

static int bind_name(struct arena *a, const struct dim *d, const char *value, int64_t *code, struct err *err)
{
    size_t n = 0;

    for (; d->names[n]; n++)
        if (strcmp(d->names[n], value) == 0) {
            *code = (int64_t)n;
            return 0;
        }
    return unknown_value(a, d, value, d->names + 1, n - 1, err);
}

/* Codes of units, fields and procedures. */
static int bind_code(struct arena *a, const struct dim *d, const struct catalog *c, const char *value, int64_t *code,
                     struct err *err)
{
    size_t n = d->kind == DIM_UNIT ? c->nunits : d->kind == DIM_FIELD ? c->nfields : c->nprocedures;
    const char **names;

    *code = d->kind == DIM_UNIT    ? catalog_unit(c, value)
            : d->kind == DIM_FIELD ? catalog_field(c, value)
                                   : catalog_procedure(c, value);
    /* Without data, as when only the files are checked, every code may be right. */
    if (*code >= 0 || n == 0)
        return 0;
    names = arena_alloc(a, n * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = d->kind == DIM_UNIT    ? c->units[i].code
                   : d->kind == DIM_FIELD ? c->fields[i].code
                                          : c->procedures[i].code;
    return unknown_value(a, d, value, names, n, err);
}

static int bind_flag(struct arena *a, const struct dim *d, const char *value, int64_t *code, struct err *err)
{
    static const char *const words[] = {"0", "1", "khong", "co"};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i], value) == 0) {
            *code = (int64_t)i % 2;
            return 0;
        }
    return unknown_value(a, d, value, words, COUNT(words), err);
}

static int bind_number(const struct dim *d, const char *value, int64_t *code, struct err *err)
{
    char *end;
    long n;

    errno = 0;
    n = strtol(value, &end, 10);
    if (end == value || *end || errno)
        return err_set(err, ST_CONFIG, "chiều '%s' là số nguyên, không so sánh được với '%s'.", d->name, value);
    *code = n;
    return 0;
}

static int bind_leaf(void *ctx, struct arena *a, struct leaf *leaf, struct err *err)
{
    const struct binding *b = ctx;
    const struct dim *d;

    leaf->dim = table_dim(b->table, leaf->name);
    if (leaf->dim < 0)
        return unknown_dim(a, b->table, leaf->name, err);
    d = &TABLES[b->table].dims[leaf->dim];
    if (leaf->compare == CMP_TRUE && d->kind != DIM_FLAG)
        return err_set(err, ST_CONFIG, "chiều '%s' phải so sánh với một giá trị, ví dụ '%s = …'.", d->name, d->name);
    if (leaf->compare >= CMP_LT && leaf->compare <= CMP_GE && d->kind != DIM_NUMBER)
        return err_set(err, ST_CONFIG, "chiều '%s' không phải là số nên chỉ dùng được =, !=, IN.", d->name);
    for (size_t i = 0; i < leaf->nvalues; i++) {
        const char *value = leaf->values[i];
        int64_t *code = &leaf->codes[i];
        int failed = 0;

        switch (d->kind) {
        case DIM_NAMES:
            failed = bind_name(a, d, value, code, err);
            break;
        case DIM_UNIT:
        case DIM_FIELD:
        case DIM_PROCEDURE:
            failed = bind_code(a, d, b->catalog, value, code, err);
            break;
        case DIM_FLAG:
            failed = bind_flag(a, d, value, code, err);
            break;
        case DIM_NUMBER:
            failed = bind_number(d, value, code, err);
            break;
        case DIM_WORD: /* what there is, only the rows know */
        case DIM_RECORD:
            break;
        }
        if (failed)
            return -1;
    }
    return 0;
}

struct at_row {
    const struct rows *rows;
    const int32_t *v;
};

static int is_one_of(const struct at_row *at, const struct leaf *leaf)
{
    enum dim_kind kind = TABLES[at->rows->table].dims[leaf->dim].kind;
    int32_t v = at->v[leaf->dim];
    const char *word = kind == DIM_WORD ? at->rows->words[v] : kind == DIM_RECORD ? at->rows->records[v].code : NULL;

    for (size_t i = 0; i < leaf->nvalues; i++)
        if (word ? strcmp(word, leaf->values[i]) == 0 : v == leaf->codes[i])
            return 1;
    return 0;
}

static int eval_leaf(const void *ctx, const struct leaf *leaf)
{
    const struct at_row *at = ctx;
    int32_t v = at->v[leaf->dim];

    switch (leaf->compare) {
    case CMP_EQ:
    case CMP_IN:
        return is_one_of(at, leaf);
    case CMP_NE:
        return !is_one_of(at, leaf);
    case CMP_LT:
        return v < leaf->codes[0];
    case CMP_LE:
        return v <= leaf->codes[0];
    case CMP_GT:
        return v > leaf->codes[0];
    case CMP_GE:
        return v >= leaf->codes[0];
    case CMP_TRUE:
        return v != 0;
    }
    assert(0 && "unknown comparison");
    return 0;
}

int row_predicate_parse(struct arena *a, enum table t, const struct catalog *c, const char *text,
                        struct row_predicate **out, struct err *err)
{
    struct row_predicate *p = arena_alloc(a, sizeof *p);
    struct binding b = {t, c};

    p->table = t;
    if (predicate_parse(a, arena_strdup(a, text), bind_leaf, &b, &p->condition, err))
        return -1;
    *out = p;
    return 0;
}

int row_predicate_test(const struct row_predicate *p, const struct rows *rows, size_t row)
{
    struct at_row at = {rows, rows->v + row * TABLES[rows->table].ndims};

    assert(p->table == rows->table);
    return predicate_test(p->condition, eval_leaf, &at);
}

const struct predicate *row_predicate_condition(const struct row_predicate *p)
{
    return p->condition;
}
