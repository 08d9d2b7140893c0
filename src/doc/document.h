/* The report as a tree, before any page: what doc/ builds, doc/validate checks and every renderer reads. All text is
 * valid UTF-8 in NFC; numbers in text are already written the Vietnamese way and carry the id of the figure they print.
 */
#ifndef DOC_DOCUMENT_H
#define DOC_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"

/* ---- text ---- */
enum run_style { RUN_BOLD = 1, RUN_ITALIC = 2 };

struct run {
    const char *text; /* U+00A0 joins words that may not be parted; "\n" forces a new line */
    unsigned style;
    const char *figure; /* id of the printed figure, NULL for plain text */
    const char *target; /* id of the table, chart or annex a reference leads to, NULL */
    const char *days;   /* "ho_so_tu_ngay", "ky_den_ngay": the day it prints; "ho_so": both ends of a section; NULL */
};

struct text {
    struct run *v;
    size_t n;
};

/* ---- tables ---- */
enum cell_kind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_COUNT,  /* num */
    CELL_RATE,   /* num/den, printed as a percentage without sign; den 0 → "–" */
    CELL_DATE,   /* num is a day_t */
    CELL_MISSING /* not loaded: "…" with the note below the table */
};
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct cell {
    enum cell_kind kind;
    struct text text; /* what is printed, whatever the kind */
    int64_t num, den;
    const char *figure;
    int span; /* columns covered, 0 and 1 alike; the covered cells are CELL_EMPTY */
    int sum;  /* 1: a count that is the sum of its column over the parts of its row, those not loaded left out */
};

enum row_kind {
    ROW_GROUP /* bold, capitals in text */,
    ROW_PLAIN,
    ROW_SUB /* italic, indented */,
    ROW_SUBTOTAL /* bold: of the group above it; several in a row close groups in groups */,
    ROW_TOTAL /* bold: the last rows */
};

struct row {
    enum row_kind kind;
    struct cell *cells; /* one per column */
    int depth;          /* 1 outermost; a row's parts are the rows one deeper behind it, those of 0 all of depth 1 */
};

struct column {
    enum cell_kind kind; /* of its body cells */
    enum align align;
    const char *number;  /* "(3)=(4)+(5)+(6)" under the header; NULL when the table has no number row */
    const char *name;    /* ASCII name for flat data: "da_giai_quyet" */
    const char *formula; /* over column numbers, "4+5+6" or "(8+9)/7"; NULL: counted */
    int by_row; /* 1: the rows are figures of their own: a rate has its formula where that gives what is printed */
    int key;    /* the number that formulas call it by; 0: see doc/formula.h */
    const char *counts; /* figure that its cells count, each for its row: "hs_giai_quyet", "kt_cuoc_cung_ky"; NULL */
    int over;           /* of rates: may be above 100 % */
    double weight;      /* share of free width, 0: as its content needs */
    int alert;          /* counts what should not be: overdue dossiers and the like, marked where there are any */
};

struct header_cell {
    const char *label; /* "\n" where the form breaks the line */
    int row, column, row_span, column_span;
};

struct days { /* first and last, both counted */
    day_t from, to;
};

struct grid {
    const char *id;      /* form code, e.g. "II.06a"; target of references */
    const char *label;   /* "Bảng 1", "" in annexes */
    const char *caption; /* "Kết quả giải quyết hồ sơ theo cấp" */
    const char *unit;    /* "Đơn vị tính: hồ sơ", "" for none */
    struct column *columns;
    size_t ncolumns;
    struct header_cell *header;
    size_t nheader;
    int header_rows; /* without the row of column numbers */
    int numbered;    /* has the row of column numbers */
    struct row *rows;
    size_t nrows;
    struct text note;        /* "Ghi chú: …" below, empty for none */
    const char **identities; /* between columns in every row: "3=7+11" */
    size_t nidentities;
    struct days *ranges; /* that its columns are counted over, each once */
    size_t nranges;
    const char *source; /* legal basis of the form, "" or NULL for none */
};

/* ---- charts ---- */
enum { CHART_SERIES = 5 }; /* that black and white keeps apart; more repeat their fills */

enum chart_kind {
    CHART_GROUPED, /* a bar for every value; those of a group stand side by side */
    CHART_STACKED, /* the values of a group are parts of one bar */
    CHART_SHARES   /* the same, and every bar is as long as the others: percentages of the group's sum */
};

struct chart {
    enum chart_kind kind;
    const char *id, *label, *caption; /* "kiem_tra_theo_loai", "Biểu đồ 1", "Số cuộc kiểm tra … (cuộc)" */
    const char *unit;                 /* of the values: "cuộc", "" */
    const char *heading;              /* what the groups are: "Nội dung kiểm tra", "" */
    const char **series;              /* legend */
    size_t nseries;
    const char **groups; /* below the axis */
    size_t ngroups;
    int64_t *values;      /* [group * nseries + series], ≥ 0; unless grouped, the sum of a group fits int64_t */
    const char **figures; /* ids, same order, NULL allowed */
    const char **counts;  /* the same figures as a text calls them: "hs_truoc_han_cung_ky/cap=xa"; NULL: not known */
    int *missing;         /* same order: 1 = not loaded, no bar */
    int bold_group;       /* group to set bold (the total), -1 */
    const char *alt;      /* the chart in one sentence */
    const char *note;     /* below the caption, "" for none */
    const char *gaps; /* what the marks of absent values mean: "Dấu “…”: chưa có số liệu.", "" for none */
    const char *source; /* as of a grid */
};

/* The sum of a group's values; -1 if one of them is not loaded. INT64_MAX if it is too large (never in a valid
 * document). */
int64_t chart_whole(const struct chart *c, size_t group);
/* "12,50%", never a rounded 100 or 0. */
const char *chart_share(struct arena *a, int64_t num, int64_t den);
/* What a value is drawn as: "1.234"; its part of the whole, "12,50%", in a chart of shares; "…" where it or another
 * part of the same bar is not loaded, "–" for shares of nothing. */
const char *chart_label(struct arena *a, const struct chart *c, size_t group, size_t series);

/* ---- the official parts: Nghị định 30/2020/NĐ-CP, Phụ lục I ---- */
struct letterhead {
    const char *parent_agency; /* "\n" breaks lines; "" for none */
    const char *agency;        /* "ỦY BAN NHÂN DÂN\nQUẬN BẮC TỪ LIÊM" */
    const char *number;        /* "" in a draft: the place stays blank */
    const char *symbol;        /* "BC-UBND" */
    const char *place;         /* "Hà Nội" */
    day_t date;                /* DAY_NONE in a draft */
    int year;                  /* printed in a draft: "ngày    tháng    năm 2018" */
    const char *urgency;       /* "KHẨN" …, "" */
    const char *secrecy;       /* "MẬT" …, "" */
};

struct signature {
    const char **titles; /* "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH" */
    size_t ntitles;
    const char *name;        /* "" leaves it blank */
    const char **recipients; /* "Như trên", …, "Lưu: VT, NV": without dash and end mark, which the layout adds */
    size_t nrecipients;
};

enum node_type {
    NODE_TITLE,      /* lines: "BÁO CÁO", then the subject lines */
    NODE_ADDRESSEES, /* "Kính gửi" */
    NODE_HEADING,    /* level 1 "I. …" capitals bold; 2 "1. …" bold; 3 "a) …" */
    NODE_PARAGRAPH,
    NODE_ITEM, /* hanging list item: marker "-", "+", "1.", "a)" */
    NODE_TABLE,
    NODE_CHART,
    NODE_SIGNATURE
};

struct node {
    enum node_type type;
    const char *id;     /* target of references; NULL */
    int level;          /* heading 1…3; item 1… */
    struct text text;   /* heading, paragraph, item */
    const char *marker; /* heading ("I.", "1.", "a)", or "" unnumbered), item */
    const char **lines; /* title: type of document first; addressees */
    size_t nlines;
    struct grid *table;
    struct chart *chart;
    struct signature *signature;
};

struct annex {
    const char *id;             /* form code: target of references */
    const char *number;         /* "Phụ lục", "Phụ lục I" */
    const char *title;          /* capitals, "\n" where it breaks */
    const char *attached;       /* "(Kèm theo Báo cáo số …)" */
    const char *form_left;      /* "Biểu số II.06a/VPCP/KSTT", "" */
    const char *form_centre[2]; /* "Kỳ báo cáo: …", "(Từ ngày … đến ngày …)" */
    const char *form_right[2];  /* "Đơn vị báo cáo: …", "Đơn vị nhận báo cáo: …" */
    int landscape;
    struct grid *table;
    const char *sheet; /* name of its worksheet */
};

/* A table that only the workbook shows, for those who look behind the paper. One header row, nothing merged: rows are
 * sorted and filtered there. */
struct worksheet {
    const char *name;     /* of the sheet */
    const char *title;    /* "ĐỐI CHIẾU SỐ LIỆU" */
    const char *lines[2]; /* below it: which paper, which period; "" for none */
    double scale;         /* how small it may be printed to fit a page's width: 0.6; 0: not smaller */
    struct grid *table;
};

#define DRAFT_MARK "DỰ THẢO" /* on every page of a draft */

struct document {
    /* properties */
    const char *title, *author, *subject; /* PDF and workbook properties */
    const char *period_code;              /* "2018-10M" */
    day_t day;                            /* date of the data's end: the only "time" in the output */
    int draft;
    const char *stamp;                 /* "SỐ LIỆU MINH HỌA" on every page; "" for none */
    const char *program, *fingerprint; /* that made it; of the data, hexadecimal; NULL where not known */
    const char *footer;                /* of every page of a draft: which run made it from which data; "" for none */

    struct letterhead letterhead;
    struct node *nodes; /* in reading order; ends with NODE_SIGNATURE */
    size_t nnodes;
    struct annex *annexes;
    size_t nannexes;
    /* of a draft, on pages behind all others that are no part of it; NULL for none */
    struct annex *findings; /* what is wrong with its figures */
    struct annex *quality;  /* what the units are asked about their data; in the workbook it is a worksheet */
    struct worksheet *sheets;
    size_t nsheets;
    struct grid *data; /* flat data for the workbook, NULL for none */
};

/* The page behind a draft, from 0; NULL if there are no more. */
const struct annex *document_behind(const struct document *d, size_t i);

/* Helpers for builders. */
struct text text_plain(struct arena *a, const char *s);
char *text_string(struct arena *a, const struct text *t); /* runs joined */
/* The first part of a row at or behind row `from`; nrows if there is none. */
size_t row_part(const struct grid *g, size_t row, size_t from);

#endif
