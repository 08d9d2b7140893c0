/* Quận Bắc Từ Liêm, 9 tháng đầu năm 2016 by the calendar (01/01 - 30/9/2016). Published: dossiers received and
 * resolved, and the entered figures. Invented, but consistent in every identity: the split over states, levels, fields,
 * units, channels and days; causes. Inspections, tasks and documents are not among what was published: none are loaded.
 */
#include "bac_tu_liem.h"

/* clang-format off */

static const struct sample_cause CAUSES_LAND[] = {
    {"phoi_hop", 48}, {"cong_chuc", 22}, {"quy_dinh", 14}, {"he_thong", 6}, {"khac", 7}, {"", 3}, {0}};
static const struct sample_cause CAUSES[] = {
    {"cong_chuc", 41}, {"phoi_hop", 27}, {"he_thong", 16}, {"khac", 13}, {"", 3}, {0}};

/* unit, level, field, (4), (5), (6), {(8), (9), (10), (12), (13)}, waiting, returned, withdrawn, online settled, causes */
static const struct sample_line LINES[] = {
    {"BTL-TP", "huyen", "CT", 0, 13418, 0, {8127, 5291, 0, 0, 0}, 0, 0, 0, 0, CAUSES},
    {"BTL-TP", "huyen", "HT", 0, 2213, 22, {1258, 931, 5, 41, 0}, 5, 5, 2, 0, CAUSES},
    {"BTL-TNMT", "huyen", "TNMT", 0, 7706, 741, {2904, 3873, 742, 887, 41}, 102, 84, 33, 0, CAUSES_LAND},
    {"BTL-QLDT", "huyen", "QLDT", 0, 2117, 219, {968, 874, 231, 248, 15}, 37, 31, 9, 0, CAUSES_LAND},
    {"BTL-TCKH", "huyen", "DKKD", 312, 2630, 58, {1784, 1139, 4, 73, 0}, 38, 9, 7, 0, CAUSES},
    {"BTL-LDTBXH", "huyen", "LDTBXH", 0, 4102, 117, {2290, 1741, 52, 136, 0}, 18, 16, 4, 0, CAUSES},
    {"BTL-NV", "huyen", "TDTG", 0, 934, 21, {541, 385, 0, 29, 0}, 2, 2, 0, 0, CAUSES},
    {"BTL-VHTT", "huyen", "VHTT", 0, 341, 9, {187, 149, 0, 14, 0}, 1, 2, 1, 0, CAUSES},
    {NULL, "xa", "CT", 0, 196152, 0, {120380, 75772, 0, 0, 0}, 0, 0, 0, 0, CAUSES},
    {NULL, "xa", "HT", 428, 20386, 61, {12370, 8391, 29, 85, 0}, 8, 12, 6, 0, CAUSES},
    {NULL, "xa", "BTXH", 0, 9218, 133, {5322, 3806, 94, 129, 0}, 19, 17, 5, 0, CAUSES},
    {NULL, "xa", "DDXD", 0, 5307, 236, {2563, 2547, 277, 148, 8}, 31, 22, 8, 0, CAUSES_LAND},
};

static const struct sample_dossiers DOSSIERS = {
    .from = "2016-01-01",
    .to = "2016-09-30",
    .line = LINES,
    .nlines = COUNT(LINES),
    .counter_too = 1,
    .month = {96, 88, 108, 104, 101, 108, 112, 115, 104, 97, 99, 102},
    .weekday = {0, 122, 106, 100, 97, 92, 22}, /* Saturday mornings: one-stop offices are open */
    .seed = 2016,
};

static const struct sample_entry ENTRIES[] = {
    {"hn_tuyen_truyen", "BTL", "2016-01-01", "2016-03-31", "29", NULL},
    {"hn_tuyen_truyen", "BTL", "2016-04-01", "2016-06-30", "41", NULL},
    {"hn_tuyen_truyen", "BTL", "2016-07-01", "2016-09-30", "38", NULL},
    {"tt_luot_nguoi", "BTL", "2016-01-01", "2016-03-31", "4386", NULL},
    {"tt_luot_nguoi", "BTL", "2016-04-01", "2016-06-30", "6714", NULL},
    {"tt_luot_nguoi", "BTL", "2016-07-01", "2016-09-30", "5912", NULL},
    {"hoa_giai_tiep_nhan", "BTL", "2016-01-01", "2016-03-31", "47", NULL},
    {"hoa_giai_tiep_nhan", "BTL", "2016-04-01", "2016-06-30", "59", NULL},
    {"hoa_giai_tiep_nhan", "BTL", "2016-07-01", "2016-09-30", "58", NULL},
    {"hoa_giai_thanh", "BTL", "2016-01-01", "2016-03-31", "40", NULL},
    {"hoa_giai_thanh", "BTL", "2016-04-01", "2016-06-30", "49", NULL},
    {"hoa_giai_thanh", "BTL", "2016-07-01", "2016-09-30", "48", NULL},
    {"don_thu_tiep_nhan", "BTL", "2016-01-01", "2016-09-30", "610", "gồm cả đơn từ kỳ trước chuyển sang"},
    {"don_thu_giai_quyet", "BTL", "2016-01-01", "2016-09-30", "442", NULL},
};

static const struct sample_coverage COVERAGE[] = {
    {"ho_so", "BTL", "2016-01-01", "2016-09-30"},
};

static const char *const HOLIDAYS[] = {
    "2016-01-01", "2016-02-06", "2016-02-08", "2016-02-09", "2016-02-10", "2016-02-11", "2016-02-12", "2016-02-13",
    "2016-04-16", "2016-04-18", "2016-04-30", "2016-05-02", "2016-05-03", "2016-09-02", "2016-09-03", "2017-01-02",
    "2017-01-26", "2017-01-27", "2017-01-30", "2017-01-31", "2017-02-01", "2017-04-06", "2017-05-01", "2017-05-02",
};

const struct sample SAMPLE_BAC_TU_LIEM_2016 = {
    .name = "bac-tu-liem-2016",
    .unit = BTL_UNITS,
    .nunits = COUNT(BTL_UNITS),
    .field = BTL_FIELDS,
    .nfields = COUNT(BTL_FIELDS),
    .procedure = BTL_PROCEDURES,
    .nprocedures = COUNT(BTL_PROCEDURES),
    .dossiers = &DOSSIERS,
    .entry = ENTRIES,
    .nentries = COUNT(ENTRIES),
    .coverage = COVERAGE,
    .ncoverages = COUNT(COVERAGE),
    .holiday = HOLIDAYS,
    .nholidays = COUNT(HOLIDAYS),
};
