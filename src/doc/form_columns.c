/* The columns of a form: rules, formulas over other columns, identities. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "doc/form_impl.h"

enum { TERMS_MAX = 1000 };

struct column_keys {
    const char *label, *where, *figure, *table, *measure, *section, *formula, *name, *when, *detail;
    int kind, before, weight, alert, over;
};

/* The number behind "cot." or 0. */
int form_section_number(const char *section)
{
    const char *s = strchr(section, '.') + 1;
    size_t digits = strspn(s, "0123456789");

    return digits && digits <= 4 && !s[digits] ? atoi(s) : 0;
}

/* Each row dimension must be one of the column's table too, of the same name. */
static int check_dims(const struct form *f, const struct form_column *c, struct err *err)
{
    const int no_units = c->table == TABLE_PROCEDURES; /* its don_vi is always empty */

    if (form_is_list(f) && c->table != f->table)
        return ini_error(f->ini, c->line, err, "cột %d đếm bảng '%s', còn mỗi dòng của biểu là một dòng của bảng '%s'.",
                         c->number, TABLES[c->table].name, TABLES[f->table].name);
    for (size_t i = 0; i < f->ndims; i++)
        if (table_dim(c->table, f->dims[i]->name) < 0 || (no_units && f->dims[i]->kind == DIM_UNIT))
            return ini_error(f->ini, c->line, err,
                             "cột %d đếm bảng '%s', bảng này không có chiều '%s' mà các dòng được chia theo.",
                             c->number, TABLES[c->table].name, f->dims[i]->name);
    return 0;
}

/* dem | khac_nhau:<dim> | tong:<dim> */
static int read_measure(struct arena *a, struct form *f, struct form_column *c, const char *text, int line,
                        struct err *err)
{
    static const struct {
        const char *word;
        enum measure measure;
    } words[] = {{"khac_nhau:", MEASURE_DISTINCT}, {"tong:", MEASURE_SUM}};

    c->measure = MEASURE_COUNT;
    if (strcmp(text, "dem") == 0)
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);

        if (strncmp(text, words[i].word, n) != 0)
            continue;
        c->measure = words[i].measure;
        if (form_find_dim(a, f, c->table, text + n, line, &c->dim, err))
            return -1;
        if (c->measure == MEASURE_SUM && TABLES[c->table].dims[c->dim].kind != DIM_NUMBER)
            return ini_error(f->ini, line, err, "chiều '%s' không phải là số để cộng.", text + n);
        return 0;
    }
    return ini_error(f->ini, line, err, "'do' là '%s'; dùng được: dem, khac_nhau:<chiều>, tong:<chiều>.", text);
}

/* A column may take its rule from a named figure, so that text and table cannot differ. */
static int rule_of_figure(struct arena *a, struct form *f, struct form_column *c, const char *name,
                          const struct facts *facts, int line, struct err *err)
{
    struct figure_ref ref;

    if (!facts_find(facts, name, &ref))
        return form_figure_error(a, f, facts, name, line, err);
    if (ref.level >= 0 || ref.before || ref.change || ref.change_ratio || ref.figure->measure > MEASURE_SUM)
        return ini_error(f->ini, line, err,
                         "cột 'dem' chỉ lấy được chỉ tiêu đếm từ bảng, không có hậu tố; '%s' không phải như thế.",
                         name);
    c->figure = ref.figure->name;
    c->table = ref.figure->table;
    c->measure = ref.figure->measure;
    c->dim = ref.figure->dim;
    c->where = ref.figure->where;
    c->section = ref.figure->section ? ref.figure->section : "";
    c->source = ref.figure->source;
    return 0;
}

static int read_rule(struct arena *a, struct form *f, struct form_column *c, const char *section,
                     const struct column_keys *k, const struct catalog *catalog, const struct facts *facts,
                     struct err *err)
{
    static const char *const rule_keys[] = {"dieu_kien", "do", "bang", "muc"};
    int line = form_key_line(f, section, "dieu_kien");
    struct row_predicate *where;

    c->counted = 1;
    c->before = k->before;
    if (*k->figure) {
        for (size_t i = 0; i < sizeof rule_keys / sizeof *rule_keys; i++)
            if (ini_find(f->ini, section, rule_keys[i]))
                return ini_error(f->ini, form_key_line(f, section, rule_keys[i]), err,
                                 "cột đã lấy quy tắc của chỉ tiêu '%s' thì không ghi '%s'.", k->figure, rule_keys[i]);
        return rule_of_figure(a, f, c, k->figure, facts, form_key_line(f, section, "so_lieu"), err) ||
                       check_dims(f, c, err)
                   ? -1
                   : 0;
    }
    if (form_find_table(a, f, k->table, form_key_line(f, section, "bang"), &c->table, err) || check_dims(f, c, err) ||
        read_measure(a, f, c, k->measure, form_key_line(f, section, "do"), err))
        return -1;
    c->section = *k->section ? k->section : TABLES[c->table].name;
    if (row_predicate_parse(a, c->table, catalog, k->where, &where, err))
        return form_place_error(f, line, err);
    c->where = where;
    return 0;
}

static int name_is_ascii(const char *s)
{
    return *s && !s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

int form_read_column(struct arena *a, struct form *f, const char *section, int line, const struct catalog *catalog,
                     const struct facts *facts, struct err *err)
{
    static const char *const kinds[] = {[FORM_ORDINAL] = "stt",
                                        [FORM_NAME] = "ten",
                                        [FORM_COUNT] = "dem",
                                        [FORM_SUM] = "cong_thuc",
                                        [FORM_RATE] = "ty_le",
                                        [FORM_DETAIL] = "chi_tiet",
                                        NULL};
    static const struct ini_field fields[] = {
        {"nhan", INI_TEXT, 1, NULL, offsetof(struct column_keys, label)},
        {"loai", INI_CHOICE, 1, kinds, offsetof(struct column_keys, kind)},
        {"dieu_kien", INI_TEXT, 0, NULL, offsetof(struct column_keys, where)},
        {"so_lieu", INI_TEXT, 0, NULL, offsetof(struct column_keys, figure)},
        {"bang", INI_TEXT, 0, NULL, offsetof(struct column_keys, table)},
        {"do", INI_TEXT, 0, NULL, offsetof(struct column_keys, measure)},
        {"muc", INI_TEXT, 0, NULL, offsetof(struct column_keys, section)},
        {"ky", INI_CHOICE, 0, FORM_PERIODS, offsetof(struct column_keys, before)},
        {"cong_thuc", INI_TEXT, 0, NULL, offsetof(struct column_keys, formula)},
        {"rong", INI_COUNT, 0, NULL, offsetof(struct column_keys, weight)},
        {"canh_bao", INI_BOOL, 0, NULL, offsetof(struct column_keys, alert)},
        {"ten", INI_TEXT, 0, NULL, offsetof(struct column_keys, name)},
        {"khi", INI_TEXT, 0, NULL, offsetof(struct column_keys, when)},
        {"lay", INI_TEXT, 0, NULL, offsetof(struct column_keys, detail)},
        {"vuot_100", INI_BOOL, 0, NULL, offsetof(struct column_keys, over)},
    };
    struct column_keys k = {.where = "",
                            .figure = "",
                            .table = TABLES[f->table].name,
                            .measure = "dem",
                            .section = "",
                            .formula = "",
                            .name = "",
                            .when = "",
                            .detail = ""};
    struct form_column *c = &f->columns[f->ncolumns];
    int has_rule, has_formula;

    if (ini_read(a, f->ini, section, fields, sizeof fields / sizeof *fields, &k, err))
        return -1;
    *c = (struct form_column){.number = form_section_number(section),
                              .kind = (enum form_column_kind)k.kind,
                              .label = k.label,
                              .weight = k.weight,
                              .alert = k.alert,
                              .over = k.over,
                              .section = "",
                              .source = "",
                              .line = line};
    if (f->ncolumns == FORM_COLUMNS_MAX)
        return ini_error(f->ini, line, err, "biểu có hơn %d cột, không in được; hãy tách thành nhiều biểu.",
                         FORM_COLUMNS_MAX);
    c->path = form_path_split(a, k.label);
    c->name = *k.name ? k.name : arena_printf(a, "cot_%d", c->number);
    if (!c->number || (f->ncolumns && c->number <= c[-1].number))
        return ini_error(f->ini, line, err, "số của mục [%s] phải là số nguyên, lớn hơn số của cột trước.", section);
    if (!name_is_ascii(c->name))
        return ini_error(f->ini, form_key_line(f, section, "ten"), err,
                         "tên cột '%s' chỉ được gồm chữ thường không dấu, chữ số và '_'.", c->name);
    if (*k.when && form_when_parse(a, k.when, &c->when, err))
        return form_place_error(f, form_key_line(f, section, "khi"), err);

    has_rule = *k.where || *k.figure || ini_find(f->ini, section, "dieu_kien") != NULL;
    has_formula = *k.formula != '\0';
    if (has_formula != (c->kind == FORM_SUM || c->kind == FORM_RATE))
        return ini_error(f->ini, line, err,
                         has_formula ? "cột loại '%s' không được có 'cong_thuc'."
                                     : "cột loại '%s' phải có 'cong_thuc'.",
                         kinds[c->kind]);
    if (has_rule && c->kind != FORM_COUNT && c->kind != FORM_SUM)
        return ini_error(f->ini, line, err, "cột loại '%s' không được có 'dieu_kien' hay 'so_lieu'.", kinds[c->kind]);
    if (c->alert && c->kind != FORM_COUNT && c->kind != FORM_SUM)
        return ini_error(f->ini, form_key_line(f, section, "canh_bao"), err,
                         "cột loại '%s' không có 'canh_bao'; chỉ các cột 'dem' và 'cong_thuc' có.", kinds[c->kind]);
    if (c->over && c->kind != FORM_RATE)
        return ini_error(f->ini, form_key_line(f, section, "vuot_100"), err,
                         "chỉ cột 'ty_le' có 'vuot_100'; cột này loại '%s'.", kinds[c->kind]);
    if (*k.detail && c->kind != FORM_DETAIL && c->kind != FORM_NAME)
        return ini_error(f->ini, line, err, "cột loại '%s' không được có 'lay'.", kinds[c->kind]);
    if (!*k.detail && c->kind == FORM_DETAIL)
        return ini_error(f->ini, line, err, "cột loại 'chi_tiet' phải có 'lay', ví dụ 'lay = han'.");
    if (*k.detail && form_read_detail(a, f, c, k.detail, form_key_line(f, section, "lay"), err))
        return -1;
    f->ncolumns++;
    if (c->kind == FORM_COUNT || (c->kind == FORM_SUM && has_rule))
        return read_rule(a, f, c, section, &k, catalog, facts, err);
    return 0;
}

/* Formulas are read when every column is known: they may look ahead. */
static int read_formulas(struct arena *a, struct form *f, struct err *err)
{
    for (size_t i = 0; i < f->ncolumns; i++) {
        struct form_column *c = &f->columns[i];
        const struct ini_item *item = ini_find(f->ini, arena_printf(a, "cot.%d", c->number), "cong_thuc");
        int failed = 0;

        if (c->kind == FORM_SUM)
            failed = form_terms_parse(a, item->value, f, &c->sum, err);
        else if (c->kind == FORM_RATE)
            failed = form_rate_parse(a, item->value, f, &c->sum, &c->denominator, err);
        if (failed)
            return form_place_error(f, item->line, err);
    }
    return 0;
}

/* Depth first over the formulas; state: 0 not seen, 1 being followed, 2 done. */
static int follow(struct form *f, size_t i, char *state, struct err *err)
{
    struct form_column *c = &f->columns[i];

    if (c->kind != FORM_SUM || state[i] == 2)
        return 0;
    if (state[i] == 1)
        return ini_error(f->ini, c->line, err, "công thức của cột %d đi vòng về chính nó.", c->number);
    state[i] = 1;
    for (size_t t = 0; t < c->sum.n; t++)
        if (follow(f, (size_t)c->sum.v[t].column, state, err))
            return -1;
    state[i] = 2;
    f->order[f->norder++] = (int)i;
    return 0;
}

static int weight_of(const struct form_terms *terms, const int *weights)
{
    int sum = 0;

    for (size_t i = 0; i < terms->n && sum <= TERMS_MAX; i++)
        sum += weights[terms->v[i].column];
    return sum;
}

/* Formulas are explained down to what is counted: doubled again and again they would have no end. */
static int check_weights(struct arena *a, const struct form *f, struct err *err)
{
    int *weights = arena_alloc(a, (f->ncolumns + 1) * sizeof *weights);

    for (size_t i = 0; i < f->ncolumns; i++)
        weights[i] = 1;
    for (size_t i = 0; i < f->norder; i++)
        weights[f->order[i]] = weight_of(&f->columns[f->order[i]].sum, weights);
    for (size_t i = 0; i < f->ncolumns; i++) {
        const struct form_column *c = &f->columns[i];

        if (weights[i] > TERMS_MAX ||
            (c->kind == FORM_RATE && weight_of(&c->sum, weights) + weight_of(&c->denominator, weights) > TERMS_MAX))
            return ini_error(
                f->ini, c->line, err,
                "công thức của cột %d gộp quá %d số hạng khi kể hết công thức của các cột trong nó; hãy cộng "
                "thẳng các cột đếm.",
                c->number, TERMS_MAX);
    }
    return 0;
}

static int order_formulas(struct arena *a, struct form *f, struct err *err)
{
    char *state = arena_alloc(a, f->ncolumns + 1);

    f->order = arena_alloc(a, (f->ncolumns + 1) * sizeof *f->order);
    for (size_t i = 0; i < f->ncolumns; i++)
        if (follow(f, i, state, err))
            return -1;
    return check_weights(a, f, err);
}

static int read_identities(struct arena *a, struct form *f, struct err *err)
{
    VEC(struct form_identity) list = {0};

    for (size_t i = 0; i < f->ini->n; i++) {
        const struct ini_item *item = &f->ini->v[i];
        struct form_identity *e;

        if (strcmp(item->section, "doi_chieu") != 0)
            continue;
        e = vec_add(a, &list);
        if (form_identity_parse(a, item->value, f, e, err))
            return form_place_error(f, item->line, err);
    }
    f->identities = list.v;
    f->nidentities = list.n;
    return 0;
}

static int check_columns(struct arena *a, struct form *f, struct err *err)
{
    const struct form_path **paths = arena_alloc(a, (f->ncolumns + 1) * sizeof *paths);
    int names = 0;
    size_t clash;

    for (size_t i = 0; i < f->ncolumns; i++) {
        const struct form_column *c = &f->columns[i];

        paths[i] = &c->path;
        names += c->kind == FORM_NAME;
        for (size_t j = 0; j < i; j++)
            if (strcmp(f->columns[j].name, c->name) == 0)
                return ini_error(f->ini, c->line, err, "hai cột cùng tên '%s'; hãy đổi 'ten' của một cột.", c->name);
        for (size_t p = 0; p < c->path.n; p++)
            if (!*c->path.v[p])
                return ini_error(f->ini, c->line, err, "nhãn '%s' có một phần trống.", c->label);
    }
    if (names != 1)
        return ini_error(f->ini, form_key_line(f, "dong", "nhom"), err,
                         "biểu phải có đúng một cột loại 'ten' (tên của từng dòng), đang có %d.", names);
    if (form_header_check(paths, f->ncolumns, &clash))
        return ini_error(f->ini, f->columns[clash].line, err,
                         "nhãn '%s' trùng hoặc nằm trong nhãn của cột liền trước '%s'; ô tiêu đề không gộp được.",
                         f->columns[clash].label, f->columns[clash - 1].label);
    return 0;
}

int form_finish_columns(struct arena *a, struct form *f, struct err *err)
{
    if (read_formulas(a, f, err) || order_formulas(a, f, err) || read_identities(a, f, err) || check_columns(a, f, err))
        return -1;
    return 0;
}
