/* How a node of the tree is counted, in one Vietnamese clause. */
#include <assert.h>

#include "base/buf.h"
#include "data/basis.h"

static void put_rows(struct buf *out, const struct selection *s, const struct catalog *c)
{
    const struct dim *d = s->measure == MEASURE_COUNT ? NULL : &TABLES[s->table].dims[s->dim];

    if (s->measure == MEASURE_DISTINCT)
        buf_printf(out, "đếm số %s khác nhau trong ", d->label);
    else if (s->measure == MEASURE_SUM)
        buf_printf(out, "cộng %s của ", d->label);
    else
        buf_puts(out, "đếm ");
    selection_words(out, s, c);
}

static void put_entries(struct buf *out, const struct basis *b)
{
    if (b->kind == BASIS_TEXT)
        buf_printf(out, "lời nhập ở cột ghi_chu của bảng so_lieu, chỉ tiêu %s", b->entry);
    else if (b->stock)
        buf_printf(out, "số nhập ở bảng so_lieu, chỉ tiêu %s: lần nhập sau cùng tính đến ngày chốt", b->entry);
    else
        buf_printf(out, "số nhập ở bảng so_lieu, chỉ tiêu %s: cộng các lần nhập nằm trọn trong kỳ", b->entry);
    buf_puts(out, b->kind == BASIS_TEXT ? "" : "; đơn vị đã tự nhập thì không cộng các đơn vị bên dưới");
}

static int has_minus(const struct basis *b)
{
    for (size_t i = 0; i < b->nparts; i++)
        if (b->signs[i] < 0)
            return 1;
    return 0;
}

void basis_words(struct buf *out, const struct basis *b, const struct catalog *c)
{
    switch (b->kind) {
    case BASIS_ROWS:
        put_rows(out, b->selection, c);
        return;
    case BASIS_ENTRIES:
    case BASIS_TEXT:
        put_entries(out, b);
        return;
    case BASIS_SETTING:
        buf_puts(out, "ghi trong tệp cấu hình của cơ quan");
        return;
    case BASIS_NONE:
        buf_puts(out, "không có số này trong phạm vi được hỏi");
        return;
    case BASIS_SUM:
        buf_puts(out, has_minus(b) ? "cộng, trừ các số dưới đây" : "cộng các số dưới đây");
        return;
    case BASIS_RATIO:
        buf_puts(out, "tỷ lệ: tử số chia cho mẫu số");
        return;
    case BASIS_CHANGE:
        buf_puts(out, "chênh lệch: kỳ này trừ cùng kỳ năm trước");
        return;
    case BASIS_CHANGE_RATIO:
        buf_puts(out, "tỷ lệ tăng, giảm: chênh lệch chia cho số của cùng kỳ năm trước");
        return;
    case BASIS_POINTS:
        buf_puts(out, "chênh lệch của hai tỷ lệ như đã in, tính bằng điểm phần trăm");
        return;
    case BASIS_REST:
        buf_puts(out, "phần còn lại: 100% trừ tỷ lệ như đã in");
        return;
    }
    assert(0 && "unknown kind of basis");
}

/* What the part is in the node, NULL where it is what the node itself is. */
static const char *part_word(const struct basis *b, size_t i)
{
    switch (b->kind) {
    case BASIS_RATIO:
        return i ? "mẫu số" : "tử số";
    case BASIS_SUM:
        return b->nparts == 1 && b->signs[i] > 0 ? NULL : b->signs[i] > 0 ? "cộng" : "trừ";
    case BASIS_CHANGE:
    case BASIS_CHANGE_RATIO:
        return i ? "cùng kỳ" : "kỳ này";
    case BASIS_POINTS:
        if (b->parts[1]->kind == BASIS_SETTING)
            return i ? "chỉ tiêu" : "tỷ lệ";
        return i ? "cùng kỳ" : "kỳ này";
    case BASIS_REST:
        return "tỷ lệ";
    case BASIS_ROWS:
    case BASIS_ENTRIES:
    case BASIS_TEXT:
    case BASIS_SETTING:
    case BASIS_NONE:
        break;
    }
    return NULL;
}

const char *basis_role(struct arena *a, const struct basis *b, size_t i, const char *role)
{
    const char *word = part_word(b, i);

    if (!word)
        return role;
    return *role ? arena_printf(a, "%s: %s", role, word) : word;
}
