#include "run/options.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "base/vi.h"

enum option_type { OPTION_FLAG, OPTION_TEXT, OPTION_DATE, OPTION_RANGE /* two dates, FROM..TO */ };

struct option {
    const char *name; /* without the dashes */
    char letter;      /* '\0': none */
    enum option_type type;
    size_t offset, offset_to;
    const char *value, *help;
};

#define AT(member) offsetof(struct arguments, member)

static const struct option options[] = {
    {"config", 'c', OPTION_TEXT, AT(config), 0, "TỆP.ini", "tệp cấu hình của cơ quan"},
    {"period", '\0', OPTION_TEXT, AT(period), 0, "KỲ",
     "kỳ báo cáo: 2026-09 (tháng), 2026-Q3 (quý), 2026-H1 hoặc 2026-H2 (6 tháng), 2026-9M (9 tháng đầu năm), 2026 "
     "(năm)"},
    {"report", '\0', OPTION_TEXT, AT(report), 0, "MẪU", "thư mục mẫu báo cáo, thay cho khóa 'mau' của cấu hình"},
    {"from", '\0', OPTION_DATE, AT(from), 0, "NGÀY", "ngày đầu của số liệu, thay cho ngày theo kỳ; đi cùng --to"},
    {"to", '\0', OPTION_DATE, AT(to), 0, "NGÀY", "ngày chốt số liệu (tính cả ngày đó); đi cùng --from"},
    {"unit", '\0', OPTION_TEXT, AT(unit), 0, "MÃ", "văn bản của một đơn vị thuộc cơ quan, theo mã ở bảng don_vi"},
    {"all-units", '\0', OPTION_FLAG, AT(all_units), 0, NULL, "làm văn bản của mọi đơn vị bên dưới cơ quan"},
    {"units", '\0', OPTION_FLAG, AT(units), 0, NULL, "liệt kê đơn vị của cơ quan, không phải tên trong mẫu"},
    {"output", 'o', OPTION_TEXT, AT(output), 0, "THƯ_MỤC", "nơi ghi kết quả, thay cho khóa 'ket_qua' của cấu hình"},
    {"correction", '\0', OPTION_FLAG, AT(correction), 0, NULL,
     "làm văn bản đính chính những số liệu của bản chính thức nay đã khác"},
    {"final", '\0', OPTION_FLAG, AT(final), 0, NULL,
     "in bản chính thức; cần --number và --date, với --all-units thì cần --numbers"},
    {"number", '\0', OPTION_TEXT, AT(number), 0, "SỐ", "số của văn bản chính thức, ví dụ 05"},
    {"date", '\0', OPTION_DATE, AT(date), 0, "NGÀY", "ngày ban hành của văn bản chính thức"},
    {"numbers", '\0', OPTION_TEXT, AT(numbers), 0, "TỆP.csv",
     "số và ngày của văn bản chính thức từng đơn vị: các cột ma,so,ngay"},
    {"due", '\0', OPTION_FLAG, AT(due), 0, NULL,
     "làm dự thảo của mọi báo cáo định kỳ đã đến kỳ mà chưa có hoặc không còn đúng"},
    {"json", '\0', OPTION_FLAG, AT(json), 0, NULL, "in JSON thay cho bảng"},
    {"db", '\0', OPTION_TEXT, AT(database), 0, "TỆP.db", "cơ sở dữ liệu"},
    {"upgrade", '\0', OPTION_FLAG, AT(upgrade), 0, NULL, "nâng cơ sở dữ liệu của bản cũ lên cấu trúc hiện nay"},
    {"table", '\0', OPTION_TEXT, AT(table), 0, "BẢNG",
     "bảng nhận dữ liệu: don_vi ke_thua linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi"},
    {"map", '\0', OPTION_TEXT, AT(map), 0, "TỆP.ini", "tệp cho biết cột nào của nguồn là cột nào của bảng"},
    {"strict", '\0', OPTION_FLAG, AT(strict), 0, NULL, "có một dòng sai thì không nhận dòng nào"},
    {"coverage", '\0', OPTION_RANGE, AT(coverage_from), AT(coverage_to), "TỪ..ĐẾN",
     "ghi nhận tệp đã đủ số liệu của những ngày này, ví dụ 2018-06-15..2018-09-14"},
    {"today", '\0', OPTION_DATE, AT(today), 0, "NGÀY", "coi ngày này là hôm nay (mặc định: ngày ở Việt Nam lúc chạy)"},
    {"changes", '\0', OPTION_FLAG, AT(changes), 0, NULL,
     "in riêng từng số liệu và hồ sơ không còn như bản chính thức đã công bố (TSV)"},
    {"list", '\0', OPTION_FLAG, AT(list), 0, NULL, "liệt kê mã của mọi số liệu in trong báo cáo, theo thứ tự đọc"},
    {"excluded", '\0', OPTION_FLAG, AT(excluded), 0, NULL, "nêu những dòng không được tính vào số liệu này, kèm lý do"},
    {"deep", '\0', OPTION_FLAG, AT(deep), 0, NULL, "kiểm tra thêm tính toàn vẹn của tệp cơ sở dữ liệu"},
};

enum { OPTIONS = sizeof options / sizeof *options };

static const struct {
    int code;
    const char *text;
} codes[] = {
    {0, "thành công"},
    {1, "kiểm tra thấy lỗi, hoặc có dòng bị từ chối"},
    {64, "dòng lệnh sai"},
    {65, "dữ liệu sai, hoặc chưa đủ điều kiện ra bản chính thức"},
    {66, "thiếu tệp đầu vào hoặc phần lời văn"},
    {69, "thiếu phông chữ hoặc hệ thống tệp không hỗ trợ"},
    {70, "lỗi của chương trình"},
    {73, "không tạo được tệp, hoặc đã có bản chính thức"},
    {74, "lỗi đọc ghi"},
    {75, "đang có lần chạy khác, hoặc dữ liệu chưa đủ; hãy thử lại"},
    {77, "không có quyền"},
    {78, "cấu hình, mẫu hoặc biểu sai"},
    {130, "bị ngắt (Ctrl-C)"},
    {143, "bị dừng (SIGTERM)"},
};

static const struct option *option_named(const char *name, size_t n)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (strlen(options[i].name) == n && strncmp(options[i].name, name, n) == 0)
            return &options[i];
    return NULL;
}

static int is_listed(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return 1;
    return 0;
}

/* How people meet an option: "-c" or "--period". */
static char *spelling(struct arena *a, const struct option *o)
{
    return o->letter ? arena_printf(a, "-%c", o->letter) : arena_printf(a, "--%s", o->name);
}

static int unknown(struct arena *a, const struct verb_usage *v, const char *word, size_t n, struct err *err)
{
    const char *names[OPTIONS + 1], *near;
    size_t count = 0;

    for (; v->options[count]; count++)
        names[count] = v->options[count];
    names[count++] = "help";
    near = vi_nearest(arena_strndup(a, word + strspn(word, "-"), n - strspn(word, "-")), names, count);
    if (near)
        return err_set(err, ST_USAGE, "lệnh '%s' không có tùy chọn '%.*s'; có phải bạn muốn viết '--%s'?", v->name,
                       (int)n, word, near);
    return err_set(err, ST_USAGE, "lệnh '%s' không có tùy chọn '%.*s'; xem 'cchc-report %s --help'.", v->name, (int)n,
                   word, v->name);
}

static int read_date(const struct option *o, const char *text, day_t *out, struct err *err)
{
    *out = strpbrk(text, ": T") ? DAY_NONE : day_parse_any(text);
    if (*out != DAY_NONE)
        return 0;
    return err_set(err, ST_USAGE,
                   "tùy chọn --%s: '%s' không phải là một ngày có thật, dạng 2018-10-14 hoặc 14/10/2018.", o->name,
                   text);
}

static int read_range(struct arena *a, const struct option *o, const char *text, day_t *from, day_t *to,
                      struct err *err)
{
    const char *dots = strstr(text, "..");

    if (!dots)
        return err_set(err, ST_USAGE, "tùy chọn --%s: '%s' phải có dạng TỪ..ĐẾN, ví dụ 2018-06-15..2018-09-14.",
                       o->name, text);
    if (read_date(o, arena_strndup(a, text, (size_t)(dots - text)), from, err) || read_date(o, dots + 2, to, err))
        return -1;
    if (*from > *to)
        return err_set(err, ST_USAGE, "tùy chọn --%s: ngày đầu đứng sau ngày cuối; hãy đổi lại.", o->name);
    return 0;
}

static int set_value(struct arena *a, const struct option *o, const char *text, struct arguments *out, struct err *err)
{
    char *member = (char *)out + o->offset;

    switch (o->type) {
    case OPTION_FLAG:
        *(int *)(void *)member = 1;
        return 0;
    case OPTION_TEXT:
        /* Of paths made from it each is told in a line. */
        if (!*text || safe_fault(text, strlen(text)) || strpbrk(text, "\n\t"))
            return err_set(err, ST_USAGE,
                           "tùy chọn --%s cần một giá trị bằng chữ UTF-8, không để trống, không có ký tự điều khiển.",
                           o->name);
        *(const char **)(void *)member = text;
        return 0;
    case OPTION_DATE:
        return read_date(o, text, (day_t *)(void *)member, err);
    case OPTION_RANGE:
        return read_range(a, o, text, (day_t *)(void *)member, (day_t *)(void *)((char *)out + o->offset_to), err);
    }
    assert(0 && "unknown type of option");
    return -1;
}

/* Finds the option of a word; *value gets what is joined to it ("--to=…", "-cFILE"), NULL if nothing. */
static int find_option(struct arena *a, const struct verb_usage *v, const char *word, const struct option **out,
                       const char **value, struct err *err)
{
    const char *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - word) : strlen(word);

    *out = NULL;
    *value = NULL;
    if (word[1] == '-') {
        *out = option_named(word + 2, n - 2);
        *value = equals ? equals + 1 : NULL;
    } else {
        for (size_t i = 0; i < OPTIONS; i++)
            if (options[i].letter && options[i].letter == word[1])
                *out = &options[i];
        *value = word[2] ? word + 2 : NULL;
    }
    if (*out && is_listed(v->options, (*out)->name))
        return 0;
    return unknown(a, v, word, n, err);
}

/* "TỆP…" → "tệp", "THƯ_MỤC…" → "thư mục" */
static char *what_files(struct arena *a, const struct verb_usage *v)
{
    char *word = utf8_lower(a, arena_strndup(a, v->files_label, strlen(v->files_label) - strlen("…")));

    for (char *p = word; *p; p++)
        if (*p == '_')
            *p = ' ';
    return word;
}

static int check_required(struct arena *a, const struct verb_usage *v, const int *seen, const struct arguments *args,
                          struct err *err)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (is_listed(v->required, options[i].name) && !seen[i])
            return err_set(err, ST_USAGE, "lệnh '%s' cần tùy chọn %s %s; xem 'cchc-report %s --help'.", v->name,
                           spelling(a, &options[i]), options[i].value, v->name);
    if (v->files == FILES_REQUIRED && !args->nfiles)
        return err_set(err, ST_USAGE, "lệnh '%s' cần ít nhất một %s; xem 'cchc-report %s --help'.", v->name,
                       what_files(a, v), v->name);
    return 0;
}

int options_parse(struct arena *a, const struct verb_usage *v, int argc, char *const *argv, struct arguments *out,
                  struct err *err)
{
    int seen[OPTIONS] = {0}, options_end = 0;
    VEC(const char *) files = {0};

    *out = (struct arguments){.from = DAY_NONE,
                              .to = DAY_NONE,
                              .date = DAY_NONE,
                              .today = DAY_NONE,
                              .coverage_from = DAY_NONE,
                              .coverage_to = DAY_NONE};
    for (int i = 0; i < argc; i++) {
        const struct option *o;
        const char *value;

        if (options_end || argv[i][0] != '-' || !argv[i][1]) {
            if (v->files == FILES_NONE)
                return err_set(err, ST_USAGE, "lệnh '%s' không nhận '%s'; xem 'cchc-report %s --help'.", v->name,
                               argv[i], v->name);
            *vec_add(a, &files) = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            options_end = 1;
            continue;
        }
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            out->help = 1;
            return 0;
        }
        if (find_option(a, v, argv[i], &o, &value, err))
            return -1;
        if (seen[o - options]++)
            return err_set(err, ST_USAGE, "tùy chọn --%s được ghi hai lần; hãy bỏ một.", o->name);
        if (o->type == OPTION_FLAG && value)
            return err_set(err, ST_USAGE, "tùy chọn --%s không có giá trị; hãy bỏ '=%s'.", o->name, value);
        if (o->type != OPTION_FLAG && !value) {
            if (++i == argc)
                return err_set(err, ST_USAGE, "tùy chọn --%s cần một giá trị: %s.", o->name, o->value);
            value = argv[i];
        }
        if (set_value(a, o, value, out, err))
            return -1;
    }
    out->files = files.v;
    out->nfiles = files.n;
    return check_required(a, v, seen, out, err);
}

/* Prints text in a column from `indent` on, broken at blanks before column 100. */
static void print_wrapped(const char *text, size_t indent, FILE *out)
{
    size_t column = indent;

    while (*text) {
        size_t n = strcspn(text, " "), width = 0;

        for (size_t i = 0; i < n; i++)
            width += ((unsigned char)text[i] & 0xC0) != 0x80; /* characters, not bytes */
        if (column > indent && column + 1 + width > 100) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, n, out);
        column += width;
        text += n;
        text += strspn(text, " ");
    }
    fputc('\n', out);
}

enum { HELP_COLUMN = 26 };

static void print_option(const struct option *o, FILE *out)
{
    int n = o->letter ? fprintf(out, "  -%c, --%s", o->letter, o->name) : fprintf(out, "      --%s", o->name);

    if (o->value) {
        fprintf(out, " %s", o->value);
        n += 1 + (int)utf8_length(o->value);
    }
    if (n >= HELP_COLUMN) {
        fputc('\n', out);
        n = 0;
    }
    fprintf(out, "%*s", HELP_COLUMN - n, "");
    print_wrapped(o->help, HELP_COLUMN, out);
}

/* One piece of the usage line, on a new line when this one is full. */
static void print_piece(const char *piece, size_t *column, FILE *out)
{
    enum { INDENT = 4, WIDTH = 100 };
    size_t width = utf8_length(piece);

    if (*column + 1 + width > WIDTH) {
        fprintf(out, "\n%*s", INDENT - 1, "");
        *column = INDENT - 1;
    }
    fprintf(out, " %s", piece);
    *column += 1 + width;
}

static void print_usage(const struct verb_usage *v, FILE *out)
{
    struct arena *a = arena_new();
    char *piece = arena_printf(a, "Cách dùng: cchc-report %s", v->name);
    size_t column = utf8_length(piece);

    fputs(piece, out);
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        const char *word = spelling(a, o);

        if (!is_listed(v->options, o->name))
            continue;
        if (o->value)
            word = arena_printf(a, "%s %s", word, o->value);
        print_piece(is_listed(v->required, o->name) ? word : arena_printf(a, "[%s]", word), &column, out);
    }
    if (v->files != FILES_NONE)
        print_piece(v->files == FILES_REQUIRED ? v->files_label : arena_printf(a, "[%s]", v->files_label), &column,
                    out);
    fputc('\n', out);
    arena_free(a);
}

void options_print_code(int code, FILE *out)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].code == code)
            fprintf(out, "  %3d  %s\n", code, codes[i].text);
}

void options_print_all_codes(FILE *out)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        options_print_code(codes[i].code, out);
}

void options_help(const struct verb_usage *v, FILE *out)
{
    print_usage(v, out);
    fprintf(out, "\n%s\nTùy chọn:\n", v->about);
    for (size_t i = 0; i < OPTIONS; i++)
        if (is_listed(v->options, options[i].name))
            print_option(&options[i], out);
    fprintf(out, "  -h, --help%*s", HELP_COLUMN - 12, "");
    print_wrapped("in hướng dẫn này", HELP_COLUMN, out);
    fprintf(out, "\nVí dụ:\n%s\nMã thoát:\n", v->examples);
    options_print_code(0, out);
    for (const int *code = v->codes; *code && *code < ST_USAGE; code++)
        options_print_code(*code, out);
    options_print_code(ST_USAGE, out);
    for (const int *code = v->codes; *code; code++)
        if (*code > ST_USAGE)
            options_print_code(*code, out);
}
