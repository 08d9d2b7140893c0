/* What a number counts, and which words beside it say what it is said of. */
#include <string.h>

#include "doc/proof_impl.h"

enum {
    BESIDE = 6,     /* words before a number that are looked at for a name given again */
    SLASH_WORDS = 4 /* … between "/" and the whole */
};

/* What is counted in administrative reports. A number before another word counts something unknown. */
static const struct {
    enum kind kind;
    const char *words;
} nouns[] = {
    {KIND_DOSSIER, "hồ sơ|giao dịch|kết quả|bản sao|giấy|thẻ|biên lai|bưu gửi|trường hợp"},
    {KIND_UNIT,
     "cơ quan|đơn vị|phòng|phòng ban|phường|xã|thị trấn|đặc khu|thôn|tổ dân phố|khu phố|tổ|sở|ban|ngành|quận|"
     "huyện|thị xã|thành phố|tỉnh|trường|chi nhánh|trung tâm|bộ phận|doanh nghiệp|bản|làng|ấp|hợp tác xã|"
     "tổ chức|bộ|địa phương|trạm|cơ sở"},
    {KIND_PERSON, "người|lượt người|lượt công dân|lượt cán bộ|lượt khách|cán bộ|công chức|viên chức|biên chế|học viên|"
                  "đại biểu|thành viên|công dân|tổ chức, cá nhân|người dân|lao động|đảng viên|hộ|thanh niên"},
    {KIND_DOCUMENT, "văn bản|kế hoạch|công văn|quyết định|thông báo|chỉ thị|nghị quyết|báo cáo|tờ trình|hướng dẫn|"
                    "thông tư|nghị định|chương trình|giấy mời|tài liệu"},
    {KIND_EVENT, "cuộc|cuộc kiểm tra|cuộc họp|hội nghị|lượt|lớp|buổi|đợt|khóa|tọa đàm|hội thảo|đoàn"},
    {KIND_TASK, "nhiệm vụ|vấn đề|nội dung|tiêu chí|hạng mục|công việc|hạn chế|sai phạm|tồn tại|dự án|đề án|"
                "công trình|mô hình|sáng kiến|giải pháp|câu hỏi|mục tiêu"},
    {KIND_OPINION, "đơn|đơn thư|ý kiến|kiến nghị|phản ánh|khiếu nại|tố cáo|vụ|vụ việc"},
    {KIND_PROCEDURE, "thủ tục|tthc|dịch vụ|dịch vụ công|quy trình|thủ tục hành chính"},
    {KIND_NEWS, "tin|bài|tin bài|bảng|quyển|cuốn|ấn phẩm|tờ rơi|phóng sự|chuyên mục"},
    {KIND_FORM, "phiếu"},
    {KIND_MONEY, "đồng|nghìn đồng|triệu đồng|tỷ đồng|tỉ đồng|nghìn tỷ đồng|triệu|tỷ"},
    {KIND_SCORE, "điểm"},
    {KIND_RANK, "bậc"},
    {KIND_NONE, "chỉ tiêu|suất"},
    {KIND_TIME, "ngày|giờ|phút|ngày làm việc"},
};
/* Numbers before these are lengths of time or measures: nothing is computed from them here. */
static const char MEASURES[] =
    "tháng|năm|quý|tuần|lần|nghìn|nghìn lượt|triệu lượt|km|m2|mét|trang|tuổi|mức|đầu năm|%|cụm|"
    "thập kỷ|kỳ|ha|tấn|ki lô mét";
/* A number behind these names something: Điều 12, mức độ 3, tổ 5. */
static const char ORDINALS[] =
    "quý|tháng|năm|ngày|khoản|điều|điểm|mục|phần|chương|độ|bảng|biểu|biểu đồ|lục|thứ|khóa|khoá|trang|loại|hạng|nhóm|"
    "giai đoạn|phiên bản|iso|tcvn|đợt|hình|bước|phụ lục|mức|số hiệu|đường|ngõ|quốc lộ|nq|qđ|dòng|tổng đài|điện thoại|"
    "vùng|khu vực|quận|phường|tổ";
/* Words that begin what is said of the next number. */
static const char TURNS[] = "và|còn|trên|trong|trong đó|so với";

/* Words that say nothing of what a thing is. */
static const char EMPTY[] = "số|tổng số|tổng|của|được|đã|có|là|và|các|trong|trên|tại|ở|cho|về|với|theo|do|kỳ|năm|tỷ "
                            "lệ|tỉ lệ|đạt|chiếm|phải|đến|"
                            "hồ sơ|đơn vị|toàn|cả";

/* ---- words ---- */

/* Most words begin no pattern of a list: 1024 bits tell so without reading the list. */
struct filter {
    const char *list;
    uint64_t bits[16];
};

enum { FILTERS = 512, FILTERS_MAX = 400 };

uint32_t word_hash(const char *s, size_t n)
{
    uint32_t h = 2166136261U;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619U;
    return h ^ h >> 15;
}

struct filter *filters_new(struct arena *a)
{
    return arena_alloc(a, (FILTERS + 1) * sizeof(struct filter));
}

static void fill(struct filter *f, const char *list)
{
    f->list = list;
    while (list) {
        uint32_t h = word_hash(list, strcspn(list, " |"));

        f->bits[h >> 6 & 15] |= (uint64_t)1 << (h & 63);
        list = strchr(list, '|');
        if (list)
            list++;
    }
}

/* The filter of a list, which is a constant: known by its address. NULL where there are too many. */
static const struct filter *filter_of(const struct reading *r, const char *list)
{
    size_t *used = (size_t *)r->filters[FILTERS].bits;

    for (size_t i = (uintptr_t)list * 2654435761U >> 7 & (FILTERS - 1);; i = (i + 1) & (FILTERS - 1)) {
        struct filter *f = &r->filters[i];

        if (f->list == list)
            return f;
        if (f->list)
            continue;
        if (*used >= FILTERS_MAX)
            return NULL;
        ++*used;
        fill(f, list);
        return f;
    }
}

static size_t match(const struct reading *r, size_t i, const char *list);

size_t word_at(const struct reading *r, size_t i, const char *list)
{
    const struct filter *f;
    uint32_t h;

    if (i >= r->tokens.n || token(r, i)->type != TOKEN_WORD)
        return 0;
    f = filter_of(r, list);
    h = token(r, i)->hash;
    return f && !(f->bits[h >> 6 & 15] >> (h & 63) & 1) ? 0 : match(r, i, list);
}

static size_t match(const struct reading *r, size_t i, const char *list)
{
    size_t n = r->tokens.n;

    for (;;) {
        const char *p = list;
        size_t k = 0;

        for (;;) {
            const struct token *t = i + k < n ? token(r, i + k) : NULL;

            if (!t || t->type != TOKEN_WORD || t->sentence != token(r, i)->sentence ||
                strncmp(p, t->word, t->length) != 0)
                break;
            p += t->length;
            if (*p == '|' || *p == '\0')
                return k + 1;
            if (*p++ != ' ')
                break;
            k++;
        }
        list = strchr(list, '|');
        if (!list)
            return 0;
        list++;
    }
}

size_t word_in(const struct reading *r, size_t from, size_t to, const char *list)
{
    while (from < to && !word_at(r, from, list))
        from++;
    return from;
}

int word_before(const struct reading *r, size_t i, const char *list)
{
    for (size_t back = 1; back <= 3 && back <= i; back++)
        if (word_at(r, i - back, list) == back)
            return 1;
    return 0;
}

/* ---- nouns ---- */

/* The longest noun at token i; returns how many tokens it is. */
static size_t noun_at(const struct reading *r, size_t i, enum kind *kind)
{
    size_t best = 0;

    *kind = KIND_NONE;
    if (i >= r->tokens.n || token(r, i)->type != TOKEN_WORD)
        return 0;
    for (size_t c = 0; c < sizeof nouns / sizeof *nouns; c++) {
        const char *list = nouns[c].words;

        while (list && word_at(r, i, nouns[c].words)) {
            const char *next = strchr(list, '|');

            if (strncmp(list, token(r, i)->word, token(r, i)->length) == 0) {
                size_t n = match(r, i, list); /* this one or a later of the kind: the longest is found in time */

                if (n > best) {
                    best = n;
                    *kind = nouns[c].kind;
                }
            }
            list = next ? next + 1 : NULL;
        }
    }
    return best;
}

static const char *noun_text(const struct reading *r, size_t from, size_t n)
{
    const char *text = token(r, from)->word;

    for (size_t k = 1; k < n; k++)
        text = arena_printf(r->arena, "%s %s", text, token(r, from + k)->word);
    return text;
}

/* "16 xã, thị trấn", "cán bộ, công chức": nouns of one kind in a row are one name. */
static size_t noun_row(const struct reading *r, size_t behind, enum kind kind)
{
    for (;;) {
        enum kind other;
        size_t n;

        if (behind + 1 >= r->tokens.n || token(r, behind)->sentence != token(r, behind + 1)->sentence ||
            !(is_punct(r, behind, ',') || word_at(r, behind, "và|hoặc")))
            return behind;
        n = noun_at(r, behind + 1, &other);
        if (!n || other != kind || kind == KIND_DOCUMENT)
            return behind;
        if (behind + 1 + n < r->tokens.n && token(r, behind + 1 + n)->type == TOKEN_COUNT)
            return behind;
        behind += 1 + n;
    }
}

/* "tổng số 610", "số 05/BC": behind "số" stands a number of a document only where none is counted. */
static int is_ordinal(const struct reading *r, size_t i)
{
    const struct token *t = token(r, i), *before = i ? token(r, i - 1) : NULL;

    if (!before || before->sentence != t->sentence || t->n->decimals)
        return 0;
    if (!t->n->kind && ((t->n->value < 1000 && word_before(r, i, ORDINALS)) || word_before(r, i, "iso|tcvn")))
        return 1;
    if (t->n->kind && t->n->value < 100 && word_before(r, i, "mức độ|thứ|nhóm|loại|hạng|bảng|biểu|phụ lục|khoản|điều"))
        return 1;
    if (word_at(r, i - 1, "số") && !t->n->kind && !word_before(r, i, "tổng số|trong số"))
        return 1;
    /* "mức độ 3, 4", "quý I và 2": goes on with an ordinal. */
    return i >= 2 && (is_punct(r, i - 1, ',') || word_at(r, i - 1, "và|hoặc")) &&
           token(r, i - 2)->type == TOKEN_OTHER && !number(r, i - 2)->decimals && number(r, i - 2)->value &&
           t->n->value < 100 && !t->n->kind;
}

static void name_noun(struct reading *r, size_t i)
{
    struct number *n = number(r, i);
    size_t words;

    n->behind = i + 1;
    words = noun_at(r, i + 1, &n->kind);
    if (!words || token(r, i + 1)->sentence != token(r, i)->sentence)
        return;
    n->noun = noun_text(r, i + 1, words);
    n->behind = noun_row(r, i + 1 + words, n->kind);
}

/* "8–10 ngày", "17:00": neither number is an amount. */
static int is_glued(const struct reading *r, size_t i)
{
    const struct token *x = token(r, i), *y, *z;

    if (i + 2 >= r->tokens.n)
        return 0;
    y = token(r, i + 1);
    z = token(r, i + 2);
    return x->n && z->n && y->type == TOKEN_PUNCT && x->end == y->at && y->end == z->at &&
           (is_punct(r, i + 1, '-') || is_punct(r, i + 1, ':') || strncmp(r->text + y->at, "–", y->end - y->at) == 0);
}

static int is_range(const struct reading *r, size_t i)
{
    return is_glued(r, i) || (i >= 2 && is_glued(r, i - 2));
}

static void name_number(struct reading *r, size_t i)
{
    struct token *t = &r->tokens.v[i];

    if (t->type == TOKEN_COUNT || t->type == TOKEN_FRACTION)
        name_noun(r, i);
    else
        t->n->behind = i + 1;
    if (t->type == TOKEN_FRACTION) {
        if (word_before(r, i, "thứ|hạng|vị trí"))
            t->type = TOKEN_RANK;
    } else if (t->type == TOKEN_COUNT) {
        if (word_at(r, i + 1, "điểm phần trăm") ||
            (word_at(r, i + 1, "điểm") && i + 2 < r->tokens.n && is_punct(r, i + 2, '%'))) {
            t->type = TOKEN_POINTS;
            t->n->behind = i + 3;
        } else if (word_at(r, i + 1, "phần trăm")) {
            t->type = TOKEN_PERCENT;
            t->n->behind = i + 3;
        } else if (word_at(r, i + 1, "lần")) {
            t->type = TOKEN_TIMES;
            t->n->behind = i + 2;
        } else if ((t->n->kind != KIND_MONEY && word_at(r, i + 1, MEASURES)) || is_ordinal(r, i) || is_range(r, i) ||
                   (t->n->decimals && t->n->kind != KIND_MONEY && t->n->kind != KIND_SCORE)) {
            t->type = TOKEN_OTHER;
        }
    }
}

/* ---- labels ---- */

static int is_break(const struct reading *r, size_t i)
{
    return is_punct(r, i, ';') || is_punct(r, i, '(') || is_punct(r, i, ')') || is_punct(r, i, ':');
}

/* What stands between two numbers is said of the first up to the first break or comma, of the second from the last
 * break, or else from the first comma; where there is neither, of both up to a word that turns to the next. */
static void part_words(struct reading *r, size_t before, size_t i)
{
    struct number *a = number(r, before), *b = number(r, i);
    size_t first = i, strong = i, turn = i;

    for (size_t k = a->behind; k < i; k++) {
        int brk = is_break(r, k) && !(is_punct(r, k, ':') && k + 1 == i);

        if (first == i && (brk || is_punct(r, k, ',')))
            first = k;
        if (brk)
            strong = k;
        if (turn == i && k > a->behind && word_at(r, k, TURNS))
            turn = k;
    }
    a->right = first;
    if (token(r, before)->type == TOKEN_PERCENT && a->behind + 1 == i && is_punct(r, a->behind, '(')) {
        b->left = a->left; /* "đúng hạn đạt 99,12% (27.402/27.645 hồ sơ)" */
        return;
    }
    b->left = strong < i ? strong + 1 : first < i ? first + 1 : a->behind;
    if (first == i && turn < i) {
        /* "364 hồ sơ đúng hạn và 9 hồ sơ quá hạn"; but "trước hạn và đúng hạn" is one name */
        if (!word_at(r, turn + 1, "đúng hạn|trước hạn|đúng thời hạn"))
            a->right = b->left = turn;
    }
}

static void label_sentence(struct reading *r, size_t sentence)
{
    size_t end = sentence_end(r, sentence), before = end;

    for (size_t i = sentence_first(r, sentence); i < end; i++) {
        struct token *t = &r->tokens.v[i];
        struct number *n = t->n;

        if (!n || t->type < TOKEN_COUNT || t->type > TOKEN_RANK)
            continue;
        n->ordinal = r->numbers.n;
        *vec_add(r->arena, &r->numbers) = i;
        n->behind = least(n->behind, end);
        n->right = end;
        if (before < end) {
            part_words(r, before, i);
        } else {
            n->left = sentence_first(r, sentence);
            for (size_t k = n->left; k + 1 < i; k++)
                if (is_break(r, k))
                    n->left = k + 1;
        }
        before = i;
    }
    if (before < end) {
        struct number *n = number(r, before);

        for (n->right = n->behind; n->right < end; n->right++)
            if (is_break(r, n->right) || is_punct(r, n->right, ','))
                break;
    }
}

void label_numbers(struct reading *r)
{
    for (size_t i = 0; i < r->tokens.n; i++)
        if (token(r, i)->n && token(r, i)->type != TOKEN_OTHER)
            name_number(r, i);
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        *vec_add(r->arena, &r->first) = r->numbers.n;
        label_sentence(r, s);
    }
    *vec_add(r->arena, &r->first) = r->numbers.n;
}

int labelled(const struct reading *r, size_t i, const char *list)
{
    const struct number *n = number(r, i);

    return word_in(r, n->left, i, list) < i || word_in(r, n->behind, n->right, list) < n->right;
}

int same_noun(const struct reading *r, size_t i, size_t k)
{
    const char *a = number(r, i)->noun, *b = number(r, k)->noun;

    if (!*a || !*b)
        return 0;
    while (*a && *a == *b)
        a++, b++;
    return (!*a && (!*b || *b == ' ')) || (!*b && *a == ' '); /* "cuộc", "cuộc kiểm tra" */
}

int same_kind(const struct reading *r, size_t i, size_t k)
{
    const struct number *x = number(r, i), *y = number(r, k);

    if (x->kind == KIND_MONEY || y->kind == KIND_MONEY || x->kind == KIND_SCORE || y->kind == KIND_SCORE ||
        x->kind == KIND_RANK || y->kind == KIND_RANK || x->kind == KIND_TIME || y->kind == KIND_TIME)
        return x->kind == y->kind && (x->kind != KIND_MONEY || strcmp(x->noun, y->noun) == 0);
    return !x->kind || !y->kind || x->kind == y->kind || same_noun(r, i, k);
}

void numbers_of(const struct reading *r, size_t sentence, size_t *from, size_t *to)
{
    *from = r->first.v[sentence];
    *to = r->first.v[sentence + 1];
    if (*to - *from > NUMBERS_MAX)
        *to = *from;
}

size_t context_of(const struct reading *r, size_t sentence)
{
    size_t paragraph = token(r, sentence_first(r, sentence))->paragraph, s = sentence;

    for (int back = 0; back < 2 && s; back++) {
        if (token(r, sentence_first(r, s - 1))->paragraph + 1 < paragraph)
            break;
        s--;
    }
    return s;
}

int is_vague(const struct reading *r, size_t i)
{
    return word_before(r, i,
                       "khoảng|gần|trên|hơn|dưới|xấp xỉ|ít nhất|tối thiểu|từ|không quá|tối đa|trên dưới|chừng|ước") ||
           word_at(r, number(r, i)->behind, "trở lên|trở xuống") || word_at(r, i + 1, "trở lên|trở xuống");
}

size_t words_shared(const struct reading *r, size_t from, size_t to, size_t number_at, size_t *all)
{
    const struct number *n = number(r, number_at);
    size_t shared = 0;

    *all = 0;
    while (from < to) {
        size_t skip = word_at(r, from, EMPTY);

        if (skip || token(r, from)->type != TOKEN_WORD) {
            from += skip ? skip : 1;
            continue;
        }
        ++*all;
        for (size_t k = number_at > n->left + BESIDE ? number_at - BESIDE : n->left; k < n->right; k++)
            if (token(r, k)->word == token(r, from)->word && *token(r, k)->word) {
                shared++;
                break;
            }
        from++;
    }
    return shared;
}

int is_said_whole(const struct reading *r, size_t i)
{
    size_t from = number(r, i)->left;

    for (size_t k = from; k < i; k++) /* "triệu đồng/1.550 triệu đồng", "tỷ đồng/kế hoạch 490 tỷ đồng" */
        if (is_punct(r, k, '/') && i - k <= SLASH_WORDS)
            return 1;
    /* "trên tổng kế hoạch 655,0 tỷ đồng" */
    for (size_t k = i; k-- > from && i - k <= 6;)
        if (word_at(r, k, "trên tổng|trên tổng số|trong tổng số|trong số|trên|trong tổng"))
            return word_in(r, k, i, "trên địa bàn") == i;
    return word_before(r, i, "trong") && number(r, i)->kind;
}
