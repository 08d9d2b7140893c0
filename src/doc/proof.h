/* Proof-reading of figures in prose: does the arithmetic that a Vietnamese official text states hold?
 *
 *   "đã giải quyết 265.027/266.881 hồ sơ, đạt 99,38%"              rates, half up to the decimals written
 *   "48 cuộc, tăng 37,15% so với năm 2017 (35 cuộc)"               changes
 *   "410 thủ tục, gồm 262 thủ tục cấp huyện, 148 thủ tục cấp xã"   sums
 *   "tiếp nhận 610 đơn, giải quyết 442 đơn, còn lại 168 đơn"       remainders
 *   "100% hồ sơ đúng hạn" beside "quá hạn 1.712 hồ sơ"             statements that exclude each other
 *   "7/14 phòng … 4/11 phòng"                                      two sizes of one population
 *   "9 tháng năm 2023" over "từ ngày 01/01 đến ngày 31/8/2023"     a title that the dates contradict
 *
 * A statement is doubted only where the text itself ties its numbers together; what cannot be followed is passed over.
 */
#ifndef DOC_PROOF_H
#define DOC_PROOF_H

#include "base/arena.h"

enum doubt_kind {
    DOUBT_RATE,
    DOUBT_CHANGE,
    DOUBT_SUM,
    DOUBT_REMAINDER,
    DOUBT_WHOLE,
    DOUBT_POPULATION,
    DOUBT_PERIOD,
    DOUBT_KINDS
};

struct doubt {
    enum doubt_kind kind;
    size_t line, column;  /* of the figure, from 1; columns in characters */
    size_t page;          /* form feeds before it, from 1 */
    size_t paragraph;     /* of the text, from 1 */
    const char *sentence; /* that it stands in */
    const char *says;     /* "265.027/266.881 = 99,38%" */
    const char *gives;    /* "99,31%" */
    const char *typo; /* what would explain it: "sai một chữ số: 265.227 thay cho 265.027"; "" where nothing does */
};

struct proof {
    VEC(struct doubt) doubts; /* in the order of the text */
    size_t judged;            /* statements whose arithmetic was followed */
};

/* `text`: valid UTF-8 in NFC; paragraphs end with an empty line, a heading, a list item or a table row of Markdown. */
struct proof *proof_read(struct arena *a, const char *text);

const char *doubt_kind_name(enum doubt_kind kind); /* "tỷ lệ", "tăng giảm" … */

#endif
