#include "conf/config.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"

static const char *const returned_modes[] = {[RETURNED_ON_TIME] = "dung_han", [RETURNED_APART] = "rieng", NULL};
static const char *const editions[] = {[EDITION_ELECTRONIC] = "dien_tu", [EDITION_PAPER] = "giay", NULL};

static const char *const standards[] = {[PDF_ARCHIVE] = "PDF/A-1b", [PDF_PLAIN] = "PDF-1.4", NULL};
static const char *const taggings[] = {
    [PDF_TAGS_AUTO] = "tu_dong", [PDF_TAGS_ALL] = "het", [PDF_TAGS_NONE] = "khong", NULL};

#define FIELD(name, t, must, member)                                                              \
    {                                                                                             \
        .key = (name), .type = (t), .required = (must), .offset = offsetof(struct config, member) \
    }
#define CHOICE(name, must, list, member)                                          \
    {                                                                             \
        .key = (name), .type = INI_CHOICE, .required = (must), .choices = (list), \
        .offset = offsetof(struct config, member)                                 \
    }

static const struct ini_field data_fields[] = {
    FIELD("co_so_du_lieu", INI_PATH, 1, database),
    FIELD("noi_dung", INI_PATH, 1, prose_dir),
    FIELD("ket_qua", INI_PATH, 1, output_dir),
};

static const struct ini_field agency_fields[] = {
    FIELD("ma", INI_TEXT, 1, unit),
    FIELD("co_quan_chu_quan", INI_TEXT, 0, parent_agency),
    FIELD("ten_co_quan", INI_TEXT, 1, agency),
    FIELD("ten_day_du", INI_TEXT, 1, agency_full),
    FIELD("ten_goi", INI_TEXT, 1, agency_short),
    FIELD("dia_ban", INI_TEXT, 1, area),
    FIELD("ky_hieu", INI_TEXT, 1, symbol),
    FIELD("dia_danh", INI_TEXT, 1, place),
};

static const struct ini_field signature_fields[] = {
    FIELD("quyen_han", INI_TEXT, 0, authority),
    FIELD("chuc_vu", INI_TEXT, 1, position),
    FIELD("nguoi_ky", INI_TEXT, 0, signer),
};

static const struct ini_field report_fields[] = {
    FIELD("thu_muc_mau", INI_PATH, 0, templates_dir),
    FIELD("mau", INI_TEXT, 1, report),
    FIELD("kinh_gui", INI_LIST, 0, addressees),
    FIELD("noi_nhan", INI_LIST, 0, recipients),
    FIELD("luu", INI_TEXT, 1, archive),
    FIELD("bo_phan", INI_LIST, 0, left_out),
    FIELD("trang_chat_luong", INI_BOOL, 0, quality_page),
    FIELD("do_khan", INI_TEXT, 0, urgency),
    FIELD("do_mat", INI_TEXT, 0, secrecy),
};

static const struct ini_field programme_fields[] = {
    FIELD("can_cu", INI_TEXT, 1, programme),    FIELD("noi_dung_1", INI_TEXT, 1, areas[0]),
    FIELD("noi_dung_2", INI_TEXT, 1, areas[1]), FIELD("noi_dung_3", INI_TEXT, 1, areas[2]),
    FIELD("noi_dung_4", INI_TEXT, 1, areas[3]), FIELD("noi_dung_5", INI_TEXT, 1, areas[4]),
    FIELD("noi_dung_6", INI_TEXT, 1, areas[5]),
};

static const struct ini_field level_fields[] = {
    FIELD("tinh", INI_TEXT, 0, level_name[0]),        FIELD("huyen", INI_TEXT, 0, level_name[1]),
    FIELD("xa", INI_TEXT, 0, level_name[2]),          FIELD("nhom_tinh", INI_TEXT, 0, level_group[0]),
    FIELD("nhom_huyen", INI_TEXT, 0, level_group[1]), FIELD("nhom_xa", INI_TEXT, 0, level_group[2]),
};

static const struct ini_field period_fields[] = {
    CHOICE("quy_tac", 0, period_rules, rule),
};

/* How returned dossiers count changes the figures: the agency has to say it. */
static const struct ini_field counting_fields[] = {
    CHOICE("tra_lai_rut", 1, returned_modes, returned),
    FIELD("toi_thieu_xep_hang", INI_COUNT, 0, rank_minimum),
};

static const struct ini_field paper_fields[] = {
    CHOICE("ban", 0, editions, edition),
    FIELD("them_so_0", INI_BOOL, 0, pad_counts),
    FIELD("minh_hoa", INI_BOOL, 0, illustrative),
    FIELD("don_vi_nhan", INI_TEXT, 0, annex_receiver),
};

static const struct ini_field pdf_fields[] = {
    CHOICE("chuan", 0, standards, standard),
    CHOICE("the", 0, taggings, tagging),
    FIELD("o_ky", INI_BOOL, 0, signature_field),
};

static const struct ini_field calendar_fields[] = {
    FIELD("thu_muc", INI_PATH, 0, calendar_dir),
};

static const struct ini_field limit_fields[] = {
    FIELD("bo_nho", INI_COUNT, 0, limits.memory),
    FIELD("tep", INI_COUNT, 0, limits.file),
    FIELD("cpu", INI_COUNT, 0, limits.cpu),
    FIELD("thoi_gian", INI_COUNT, 0, limits.time),
};

static const struct ini_field unit_fields[] = {
    {.key = "kinh_gui", .type = INI_LIST, .offset = offsetof(struct unit_papers, addressees)},
    {.key = "noi_nhan", .type = INI_LIST, .offset = offsetof(struct unit_papers, recipients)},
    {.key = "luu", .type = INI_TEXT, .offset = offsetof(struct unit_papers, archive)},
};

static const char *const unit_sections[3] = {"don_vi.tinh", "don_vi.huyen", "don_vi.xa"};

#define TABLE(list) (list), sizeof(list) / sizeof *(list)

static const struct section {
    const char *name;
    const struct ini_field *fields;
    size_t n;
} sections[] = {
    {"du_lieu", TABLE(data_fields)},   {"co_quan", TABLE(agency_fields)},         {"ky_ten", TABLE(signature_fields)},
    {"bao_cao", TABLE(report_fields)}, {"chuong_trinh", TABLE(programme_fields)}, {"cap", TABLE(level_fields)},
    {"ky", TABLE(period_fields)},      {"cach_tinh", TABLE(counting_fields)},     {"van_ban", TABLE(paper_fields)},
    {"pdf", TABLE(pdf_fields)},        {"lich", TABLE(calendar_fields)},          {"gioi_han", TABLE(limit_fields)},
};

static const char *const known_sections[] = {
    "du_lieu",   "co_quan",  "ky_ten", "bao_cao",      "chuong_trinh", "cap",          "ky",        "ky.*",
    "cach_tinh", "van_ban",  "pdf",    "chi_tieu_nam", "don_vi.tinh",  "don_vi.huyen", "don_vi.xa", "lich",
    "dinh_ky.*", "gioi_han", NULL};

/* Marks of Nghị định 30/2020/NĐ-CP, Phụ lục I (boxes 10a, 10b) and Luật Bảo vệ bí mật nhà nước 2018, Điều 8. */
struct mark {
    const char *word, *text;
};
static const struct mark urgency_marks[] = {{"hoa_toc", "HỎA TỐC"}, {"thuong_khan", "THƯỢNG KHẨN"}, {"khan", "KHẨN"}};
static const struct mark secrecy_marks[] = {{"tuyet_mat", "TUYỆT MẬT"}, {"toi_mat", "TỐI MẬT"}, {"mat", "MẬT"}};

enum { MARKS = 3 };

static int line_of(const struct config *c, const char *section, const char *key)
{
    const struct ini_item *item = ini_find(c->ini, section, key);

    return item ? item->line : 0;
}

/* "thuong_khan" or as printed, "Thượng khẩn" → "THƯỢNG KHẨN". */
static int read_mark(struct arena *a, const struct config *c, const char *key, const struct mark marks[MARKS],
                     const char **value, struct err *err)
{
    char *word = utf8_fold(a, *value);

    if (!**value)
        return 0;
    for (char *p = word; *p; p++)
        if (*p == ' ')
            *p = '_';
    for (size_t i = 0; i < MARKS; i++) {
        if (strcmp(marks[i].word, word) == 0) {
            *value = marks[i].text;
            return 0;
        }
    }
    return ini_error(c->ini, line_of(c, "bao_cao", key), err,
                     "khóa '%s' có giá trị sai '%s'; giá trị cho phép: %s, %s, %s, hoặc để trống.", key, *value,
                     marks[0].word, marks[1].word, marks[2].word);
}

static int check_plain(const struct config *c, const char *section, const char *key, const char *value, struct err *err)
{
    if (path_is_plain_name(value))
        return 0;
    return ini_error(c->ini, line_of(c, section, key), err,
                     "khóa '%s' có giá trị sai '%s'; giá trị này thành tên thư mục, chỉ dùng A-Z a-z 0-9 . _ và -.",
                     key, value);
}

static int check_levels(const struct config *c, struct err *err)
{
    for (size_t i = 0; i < 3; i++)
        if (*c->level_name[i])
            return 0;
    return ini_error(
        c->ini, 0, err,
        "mục [cap] phải cho biết tên của ít nhất một cấp ở địa phương, ví dụ huyen = quận và xa = phường.");
}

/* With nothing at all no paper can be made. */
static int check_limits(const struct config *c, struct err *err)
{
    const int values[] = {c->limits.memory, c->limits.file, c->limits.cpu, c->limits.time};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i] == 0)
            return ini_error(c->ini, line_of(c, "gioi_han", limit_fields[i].key), err,
                             "khóa '%s' phải lớn hơn 0; bỏ khóa này đi thì chương trình dùng mức có sẵn.",
                             limit_fields[i].key);
    return 0;
}

/* [ky.KY] or [ky.KY.muc]. */
static int read_fixed(struct arena *a, struct config *c, const char *section, int line, struct fixed_range *out,
                      struct err *err)
{
    static const struct ini_field fields[] = {
        {.key = "tu_ngay", .type = INI_DATE, .offset = offsetof(struct range, from)},
        {.key = "den_ngay", .type = INI_DATE, .offset = offsetof(struct range, to)},
    };
    const char *code = section + strlen("ky."), *dot = strchr(code, '.');
    struct range r = {DAY_NONE, DAY_NONE};
    struct err wrong = {0};
    struct period p;

    out->period = dot ? arena_strndup(a, code, (size_t)(dot - code)) : code;
    out->section = dot ? dot + 1 : "";
    out->line = line;
    if (period_parse(out->period, &p, &wrong))
        return ini_error(c->ini, line, err, "mục [%s]: %s", section, wrong.text);
    if (dot && (!dot[1] || dot[1 + strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz0123456789_")]))
        return ini_error(c->ini, line, err,
                         "mục [%s]: sau kỳ là tên phần của báo cáo, chỉ gồm chữ thường không dấu, chữ số và gạch dưới.",
                         section);
    if (ini_read(a, c->ini, section, fields, 2, &r, err))
        return -1;
    if (r.from == DAY_NONE && r.to == DAY_NONE)
        return ini_error(c->ini, line, err, "mục [%s] phải có tu_ngay hoặc den_ngay.", section);
    if (r.from != DAY_NONE && r.to != DAY_NONE && r.from > r.to)
        return ini_error(c->ini, line, err, "mục [%s]: tu_ngay đứng sau den_ngay; hãy sửa một trong hai ngày.",
                         section);
    out->range = r;
    return 0;
}

static int read_all_fixed(struct arena *a, struct config *c, struct err *err)
{
    VEC(struct fixed_range) list = {0};

    for (size_t i = 0; i < c->ini->nsections; i++) {
        if (strncmp(c->ini->sections[i], "ky.", 3))
            continue;
        if (read_fixed(a, c, c->ini->sections[i], c->ini->section_lines[i], vec_add(a, &list), err))
            return -1;
    }
    c->fixed = list.v;
    c->nfixed = list.n;
    return 0;
}

/* "95", "99,5" or "99.5", a "%" behind allowed → hundredths of a percent; -1 if it is none. */
static int hundredths(const char *s)
{
    int whole = 0, part = 0, digits = 0;

    for (; *s >= '0' && *s <= '9' && digits < 4; s++, digits++)
        whole = whole * 10 + (*s - '0');
    if (digits == 0 || digits > 3)
        return -1;
    if (*s == ',' || *s == '.') {
        s++;
        for (digits = 0; *s >= '0' && *s <= '9' && digits < 3; s++, digits++)
            part = part * 10 + (*s - '0');
        if (digits == 0 || digits > 2)
            return -1;
        if (digits == 1)
            part *= 10;
    }
    if (*s == '%')
        s++;
    return *s || whole * 100 + part > 100 * 100 ? -1 : whole * 100 + part;
}

static int read_targets(struct arena *a, struct config *c, struct err *err)
{
    VEC(const struct ini_item *) list = {0};

    for (size_t i = 0; i < c->ini->n; i++) {
        const struct ini_item *item = &c->ini->v[i];
        struct ini_item *target;
        int value;

        if (strcmp(item->section, "chi_tieu_nam"))
            continue;
        value = hundredths(item->value);
        if (value < 0)
            return ini_error(c->ini, item->line, err,
                             "khóa '%s' có giá trị sai '%s'; cần một tỷ lệ phần trăm từ 0 đến 100, ví dụ 95 hoặc 99,5.",
                             item->key, item->value);
        target = arena_alloc(a, sizeof *target);
        *target = *item;
        target->value = arena_printf(a, "%d", value);
        *vec_add(a, &list) = target;
    }
    c->targets = list.v;
    c->ntargets = list.n;
    return 0;
}

/* Units report to the one above them and keep a copy where the agency keeps its own, unless said otherwise. */
static int read_unit_papers(struct arena *a, struct config *c, struct err *err)
{
    static const char *above[] = {"{{cap_tren}}"};

    for (size_t i = 0; i < 3; i++) {
        struct unit_papers *p = &c->unit_papers[i];

        *p = (struct unit_papers){.addressees = {above, 1},
                                  .archive = arena_strndup(a, c->archive, strcspn(c->archive, ","))};
        if (ini_has_section(c->ini, unit_sections[i]) &&
            ini_read(a, c->ini, unit_sections[i], unit_fields, sizeof unit_fields / sizeof *unit_fields, p, err))
            return -1;
    }
    return 0;
}

int config_load(struct arena *a, const char *path, struct config **out, struct err *err)
{
    struct config *c = arena_alloc(a, sizeof *c);
    struct ini *ini;

    *c = (struct config){
        .path = arena_strdup(a, path),
        .dir = path_dir(a, path),
        .parent_agency = "",
        .authority = "",
        .signer = "",
        .templates_dir = "",
        .urgency = "",
        .secrecy = "",
        .level_name = {"", "", ""},
        .level_group = {"", "", ""},
        .rank_minimum = 30,
        .annex_receiver = "",
        .calendar_dir = "",
        .limits = {.memory = 8192, .file = 2048, .cpu = 900, .time = 1800},
    };
    if (ini_load(a, path, &ini, err))
        return -1;
    c->ini = ini;
    if (ini_check_sections(ini, known_sections, err))
        return -1;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (ini_read(a, ini, sections[i].name, sections[i].fields, sections[i].n, c, err))
            return -1;
    if (check_plain(c, "co_quan", "ma", c->unit, err) || check_plain(c, "bao_cao", "mau", c->report, err) ||
        read_mark(a, c, "do_khan", urgency_marks, &c->urgency, err) ||
        read_mark(a, c, "do_mat", secrecy_marks, &c->secrecy, err) || check_levels(c, err) || check_limits(c, err) ||
        read_all_fixed(a, c, err) || read_targets(a, c, err) || read_unit_papers(a, c, err) ||
        schedule_read(a, c, &c->regular, &c->nregular, err))
        return -1;
    *out = c;
    return 0;
}

const char *config_unit_section(int level)
{
    return unit_sections[level];
}

int config_leaves_out(const struct config *c, const char *part)
{
    for (size_t i = 0; i < c->left_out.n; i++)
        if (strcmp(c->left_out.v[i], part) == 0)
            return 1;
    return 0;
}
