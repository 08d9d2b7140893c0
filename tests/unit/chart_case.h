/* Charts for tests: of a given size, and of any size by a seed. */
#ifndef CHART_CASE_H
#define CHART_CASE_H

#include <string.h>

#include "base/vi.h"
#include "doc/document.h"

static const char *const chart_units[] = {
    "Phường Đông Ngạc",
    "Phường Cổ Nhuế 1",
    "Phường Xuân Đỉnh",
    "Thị trấn Trâu Quỳ",
    "Phòng Tư pháp",
    "Phường Thượng Cát",
    "Xã Ninh Hiệp",
    "Phường Quốc Tử Giám",
    "Thanh tra quận",
    "Phòng Tài nguyên và Môi trường",
    "Phường Ô Chợ Dừa",
    "Xã Dương Xá",
    "Phòng Văn hóa và Thông tin",
    "Phường Kim Liên",
    "Xã Bát Tràng",
};
static const char *const chart_long[] = {
    "Phòng Lao động - Thương binh và Xã hội",
    "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính của Ủy ban nhân dân quận Bắc Từ Liêm",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    "Chi nhánh Văn phòng Đăng ký đất đai Hà Nội tại quận, trực thuộc Sở Tài nguyên và Môi trường",
};

enum { CHART_UNITS = sizeof chart_units / sizeof *chart_units, CHART_LONG = sizeof chart_long / sizeof *chart_long };

static inline struct chart *chart_new(struct arena *a, enum chart_kind kind, size_t groups, size_t series)
{
    struct chart *c = arena_alloc(a, sizeof *c);

    *c = (struct chart){.kind = kind,
                        .id = "bieu_do",
                        .label = "Biểu đồ 1",
                        .caption = "Hồ sơ tiếp nhận, giải quyết theo đơn vị (hồ sơ)",
                        .unit = "hồ sơ",
                        .heading = "Đơn vị",
                        .alt = "Hồ sơ tiếp nhận, giải quyết theo đơn vị.",
                        .note = "",
                        .gaps = "",
                        .nseries = series,
                        .ngroups = groups,
                        .bold_group = -1};
    c->series = arena_alloc(a, series * sizeof *c->series);
    c->groups = arena_alloc(a, groups * sizeof *c->groups);
    c->values = arena_alloc(a, groups * series * sizeof *c->values);
    c->figures = arena_alloc(a, groups * series * sizeof *c->figures);
    c->missing = arena_alloc(a, groups * series * sizeof *c->missing);
    for (size_t s = 0; s < series; s++)
        c->series[s] = arena_printf(a, "Dãy thứ %zu", s + 1);
    for (size_t g = 0; g < groups; g++)
        c->groups[g] = chart_units[g % CHART_UNITS];
    for (size_t i = 0; i < groups * series; i++)
        c->figures[i] = arena_printf(a, "so/%zu", i);
    return c;
}

static inline uint64_t chart_dice(uint64_t *state, uint64_t n)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (*state >> 11) % n;
}

/* 1…40 groups of 1…4 values of 0…10^9: some missing, some nothing, some enormous beside tiny ones, some long names. */
static inline struct chart *chart_random(struct arena *a, uint64_t seed)
{
    uint64_t d = seed * 0x9E3779B97F4A7C15u + 1;
    uint64_t most = 1, missing, zero, far, long_names;
    struct chart *c;
    size_t groups, series;

    for (int i = 0; i < 8; i++)
        chart_dice(&d, 2);
    groups = 1 + (size_t)chart_dice(&d, chart_dice(&d, 2) ? 40 : 8);
    series = 1 + (size_t)chart_dice(&d, 4);
    c = chart_new(a, (enum chart_kind)chart_dice(&d, 3), groups, series);
    for (uint64_t n = chart_dice(&d, 10); n > 0; n--)
        most *= 10;
    missing = chart_dice(&d, 3) ? 0 : 5;
    zero = chart_dice(&d, 2) ? 3 : 50;
    far = chart_dice(&d, 2);
    long_names = chart_dice(&d, 3) ? 0 : 3;
    c->bold_group = chart_dice(&d, 2) ? -1 : 0;
    c->note = chart_dice(&d, 2) ? "" : "Dấu “…”: chưa có số liệu.";
    for (size_t g = 0; g < groups; g++)
        c->groups[g] = long_names && chart_dice(&d, long_names) == 0 ? chart_long[chart_dice(&d, CHART_LONG)]
                                                                     : chart_units[chart_dice(&d, CHART_UNITS)];
    for (size_t s = 0; s < series; s++)
        if (chart_dice(&d, 4) == 0)
            c->series[s] = arena_printf(a, "Số hồ sơ đã giải quyết %zu tháng đầu năm 2018, kể cả hồ sơ trả lại", s + 1);
    for (size_t i = 0; i < groups * series; i++) {
        c->missing[i] = missing && chart_dice(&d, missing) == 0;
        c->values[i] = c->missing[i] || chart_dice(&d, zero) == 0 ? 0 : (int64_t)chart_dice(&d, most + 1);
        if (far && i > 0)
            c->values[i] %= 7;
    }
    return c;
}

#endif
