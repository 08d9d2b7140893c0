/* Words and sentence patterns that the program itself puts into a report: templates/cau.ini. Slots stand in {…}. */
#ifndef DOC_PHRASE_H
#define DOC_PHRASE_H

#include "doc/document.h"

struct err;
struct phrases;

enum phrase {
    /* [tu_ngu] */
    PHRASE_TABLE,        /* Bảng */
    PHRASE_CHART,        /* Biểu đồ */
    PHRASE_ANNEX,        /* Phụ lục */
    PHRASE_AS_ABOVE,     /* Như trên */
    PHRASE_ARCHIVE,      /* Lưu: {luu} */
    PHRASE_ILLUSTRATIVE, /* SỐ LIỆU MINH HỌA */
    PHRASE_DRAFT_FOOTER, /* {chuong_trinh} · kỳ {ky} · dấu vân tay số liệu {dau_van_tay} */
    PHRASE_ATTACHED,     /* (Kèm theo {van_ban} số {so}/{ky_hieu} {ngay} của {co_quan}) */
    PHRASE_BLANK_DATE,
    PHRASE_END, /* ./. */
    PHRASE_NOT_LOADED,
    PHRASE_NOT_ENTERED,
    PHRASE_NO_PROSE,
    PHRASE_NONE_OF,  /* không có {don_vi} */
    PHRASE_RANGE,    /* từ ngày {tu} đến hết ngày {den} */
    PHRASE_RANGE_TO, /* đến hết ngày {den}: the start is the report's own */
    PHRASE_CHART_MISSING,
    PHRASE_CHART_NOTHING, /* a share of nothing */
    /* [so_sanh] */
    PHRASE_MORE,
    PHRASE_LESS,
    PHRASE_MORE_FEW, /* the base is too small for a percentage */
    PHRASE_LESS_FEW,
    PHRASE_SAME,
    PHRASE_NEITHER,
    PHRASE_NEW,
    PHRASE_GONE,
    PHRASE_NO_BASE,
    /* [so_sanh_gon] */
    PHRASE_SHORT_MORE,
    PHRASE_SHORT_LESS,
    /* [so_sanh_ty_le] */
    PHRASE_RATE_UP,
    PHRASE_RATE_DOWN,
    PHRASE_RATE_SAME,
    /* [so_chi_tieu] */
    PHRASE_TARGET_MET,
    PHRASE_TARGET_ABOVE,
    PHRASE_TARGET_BELOW,
    PHRASE_COUNT
};

int phrases_load(struct arena *a, const char *templates_dir, struct phrases **out, struct err *err);
const char *phrase(const struct phrases *p, enum phrase which);
/* [muc]: what a section with dates of its own is called in the text; NULL if it has no name there. */
const char *phrase_section(const struct phrases *p, const char *section);

struct phrase_slot {
    const char *name;
    struct run value;
};

/* The pattern with its slots filled. An empty value takes the blank before it along. */
struct text phrase_fill(struct arena *a, const struct phrases *p, enum phrase which, const struct phrase_slot *slots,
                        size_t n);
/* The same as one string. */
char *phrase_string(struct arena *a, const struct phrases *p, enum phrase which, const struct phrase_slot *slots,
                    size_t n);

#endif
