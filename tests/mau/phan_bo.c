/* Whole numbers shared out in proportion, with every sum kept exactly. */
#include <assert.h>

#include "mau.h"

static int64_t sum(const int32_t *v, size_t n)
{
    int64_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += v[i];
    return total;
}

void split_table(const int32_t *row_sum, size_t rows, const int32_t *col_sum, size_t cols, int32_t *out)
{
    enum { MOST = 64 };
    int64_t total = sum(row_sum, rows);
    if (total != sum(col_sum, cols) || cols > MOST)
        fail("shares of units add up to %lld, lines to %lld", (long long)total, (long long)sum(col_sum, cols));
    int32_t left[MOST];
    for (size_t c = 0; c < cols; c++)
        left[c] = col_sum[c];
    for (size_t i = 0; i < rows * cols; i++) {
        out[i] = total ? (int32_t)((int64_t)row_sum[i / cols] * col_sum[i % cols] / total) : 0;
        left[i % cols] -= out[i];
    }
    /* What rounding down left over: rows and columns lack the same total, so going row by row always comes out even. */
    for (size_t r = 0; r < rows; r++) {
        int32_t lack = row_sum[r] - (int32_t)sum(out + r * cols, cols);
        for (size_t c = 0; c < cols; c++) {
            int32_t take = lack < left[c] ? lack : left[c];
            out[r * cols + c] += take;
            left[c] -= take;
            lack -= take;
        }
        assert(lack == 0);
    }
}

void split_total(int32_t total, const int32_t *weight, const int32_t *limit, size_t n, int32_t *out)
{
    int64_t all = sum(weight, n);
    int32_t left = total;
    for (size_t i = 0; i < n; i++) {
        out[i] = all ? (int32_t)((int64_t)total * weight[i] / all) : 0;
        if (limit && out[i] > limit[i])
            out[i] = limit[i];
        left -= out[i];
    }
    while (left > 0) {
        int32_t before = left;
        for (size_t i = 0; i < n && left > 0; i++)
            if (weight[i] > 0 && (!limit || out[i] < limit[i])) {
                out[i]++;
                left--;
            }
        if (left == before)
            fail("%d cannot be shared out", (int)total);
    }
}
