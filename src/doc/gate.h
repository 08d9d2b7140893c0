/* The identity gate: does the paper, as it is printed, agree with itself and with the data? It reads the printed
 * numbers and days back from the finished document, so what went wrong on the way from the count to the paper is found
 * too.
 *
 * error    cong_thuc_cot          a column is not what its formula gives of the printed columns of its row
 *          can_doi_cot            an identity between columns of a form does not hold in a row
 *          tong_khac_cac_dong     a total is not the sum of its parts; of distinct things: not between the largest part
 *                                 and the sum
 *          ty_le_khac_tu_mau      a percentage is not that of its numerator and denominator, wherever these are printed
 *          ty_le_tren_100         a share above the whole
 *          mot_so_lieu_hai_so     one figure, or one population, with two values
 *          bo_phan_khac_toan_the  parts that are more than their whole, or do not add up to it: units, fields, levels
 *          tong_khac_so_hang      a figure made of others is not what they give
 *          so_lieu_khong_khop     what [doi_chieu] of chi-tieu.ini says of figures does not hold
 *          so_khac_dem_lai        another number than the data give
 *          tang_giam_khac_so      a change that is not the difference of what it compares, or in the other direction
 *          chi_tieu_khac_so       another target of the year than the configuration's, or another distance from it
 *          so_khong_doc_duoc      no number where one should be
 *          ngay_khac_so_lieu      a printed day that is not that of the range counted
 *          ngay_rieng_khong_neu   figures counted over days of their own, which the paper does not name
 * warning  can_cu_sau_bao_cao     a legal basis later than the report
 *          ten_khac_ky            a title that does not name the period (days that are not the label's: ky_khac_nhan of
 *                                 conf/period.h)
 *          don_vi_khong_co_so_lieu a paper without any number above 0
 *
 * Each names both sides: the place and what is printed there, and what it should agree with. That a cell prints its own
 * value, and that the workbook holds what the paper does, is checked elsewhere (doc/validate.h, render/xlsx.h). */
#ifndef DOC_GATE_H
#define DOC_GATE_H

#include "conf/config.h"
#include "data/facts.h"
#include "doc/document.h"

struct note;
struct notes;

struct gate_request {
    const struct config *config;
    const struct catalog *catalog;
    struct facts *facts; /* bound */
    int unit;            /* whose paper it is */
    day_t issued;        /* of a final; DAY_NONE of a draft */
};

void gate_check(struct arena *a, const struct gate_request *q, const struct document *d, struct notes *notes);
/* Puts its findings behind a draft, if one of them is an error. */
void gate_add_page(struct arena *a, struct document *d, const struct note *notes, size_t n);

#endif
