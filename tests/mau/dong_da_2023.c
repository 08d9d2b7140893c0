/* Quận Đống Đa, thành phố Hà Nội, "9 tháng" of 2023 with data of eight (01/01 - 31/8/2023): 12 phòng, 21 phường.
 * Published: 7.724 dossiers resolved at the quận and 61.649 at the phường, all on time; 339 + 176 procedures. Invented,
 * but consistent in every identity: received and open dossiers; the split over fields, units, channels and days;
 * tasks, inspections and every entered figure. */
#include "mau.h"
#include "thu_tuc.h"

/* clang-format off */

#define DISTRICT "UBND QUẬN ĐỐNG ĐA"
#define ROOM(code, name, agency, symbol, position) \
    {code, name, "huyen", "DD", NULL, NULL, "000.00.21.H26", DISTRICT, agency, symbol, "Đống Đa", NULL, position, {0}}
/* Nghị định 32/2021/NĐ-CP: the chairman of a phường of Hà Nội signs as the head of an agency, not for its committee. */
#define WARD(code, name, upper, prefix, ...) \
    {code, "Phường " name, "xa", "DD", NULL, NULL, prefix, DISTRICT, "ỦY BAN NHÂN DÂN / PHƯỜNG " upper, "UBND", \
     name, NULL, "CHỦ TỊCH", {__VA_ARGS__}}

/* The five weights of a ward: before due, on the due day, late, open in time, open overdue. */
static const struct sample_unit UNITS[] = {
    {"DD", "Quận Đống Đa", "huyen", NULL, NULL, NULL, NULL, "UBND THÀNH PHỐ HÀ NỘI",
     "ỦY BAN NHÂN DÂN / QUẬN ĐỐNG ĐA", "UBND", "Đống Đa", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", {0}},
    ROOM("DD-VP", "Văn phòng Hội đồng nhân dân và UBND", "VĂN PHÒNG / HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN", "VP", "CHÁNH VĂN PHÒNG"),
    ROOM("DD-NV", "Phòng Nội vụ", "PHÒNG NỘI VỤ", "PNV", "TRƯỞNG PHÒNG"),
    ROOM("DD-TP", "Phòng Tư pháp", "PHÒNG TƯ PHÁP", "PTP", "TRƯỞNG PHÒNG"),
    ROOM("DD-TCKH", "Phòng Tài chính - Kế hoạch", "PHÒNG TÀI CHÍNH - KẾ HOẠCH", "PTCKH", "TRƯỞNG PHÒNG"),
    ROOM("DD-TNMT", "Phòng Tài nguyên và Môi trường", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", "PTNMT", "TRƯỞNG PHÒNG"),
    ROOM("DD-LDTBXH", "Phòng Lao động - Thương binh và Xã hội", "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "PLĐTBXH", "TRƯỞNG PHÒNG"),
    ROOM("DD-VHTT", "Phòng Văn hóa và Thông tin", "PHÒNG VĂN HÓA VÀ THÔNG TIN", "PVHTT", "TRƯỞNG PHÒNG"),
    ROOM("DD-GDDT", "Phòng Giáo dục và Đào tạo", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT", "TRƯỞNG PHÒNG"),
    ROOM("DD-YT", "Phòng Y tế", "PHÒNG Y TẾ", "PYT", "TRƯỞNG PHÒNG"),
    ROOM("DD-TTR", "Thanh tra quận", "THANH TRA QUẬN", "TTR", "CHÁNH THANH TRA"),
    ROOM("DD-KT", "Phòng Kinh tế", "PHÒNG KINH TẾ", "PKT", "TRƯỞNG PHÒNG"),
    ROOM("DD-QLDT", "Phòng Quản lý đô thị", "PHÒNG QUẢN LÝ ĐÔ THỊ", "PQLĐT", "TRƯỞNG PHÒNG"),
    WARD("DD-PCL", "Cát Linh", "CÁT LINH", "000.01.21.H26", 65, 43, 0, 10, 0),
    WARD("DD-PHB", "Hàng Bột", "HÀNG BỘT", "000.02.21.H26", 106, 78, 0, 25, 0),
    WARD("DD-PKT", "Khâm Thiên", "KHÂM THIÊN", "000.03.21.H26", 53, 41, 0, 10, 0),
    WARD("DD-PKTh", "Khương Thượng", "KHƯƠNG THƯỢNG", "000.04.21.H26", 92, 50, 0, 9, 0),
    WARD("DD-PKL", "Kim Liên", "KIM LIÊN", "000.05.21.H26", 86, 53, 0, 16, 0),
    WARD("DD-PLH", "Láng Hạ", "LÁNG HẠ", "000.06.21.H26", 154, 119, 0, 25, 0),
    WARD("DD-PLT", "Láng Thượng", "LÁNG THƯỢNG", "000.07.21.H26", 155, 91, 0, 24, 0),
    WARD("DD-PND", "Nam Đồng", "NAM ĐỒNG", "000.08.21.H26", 96, 55, 0, 11, 0),
    WARD("DD-PNTS", "Ngã Tư Sở", "NGÃ TƯ SỞ", "000.09.21.H26", 44, 32, 0, 5, 0),
    WARD("DD-POCD", "Ô Chợ Dừa", "Ô CHỢ DỪA", "000.10.21.H26", 203, 129, 0, 47, 0),
    WARD("DD-PPL", "Phương Liên", "PHƯƠNG LIÊN", "000.11.21.H26", 104, 64, 0, 22, 0),
    WARD("DD-PPM", "Phương Mai", "PHƯƠNG MAI", "000.12.21.H26", 112, 75, 0, 24, 0),
    WARD("DD-PQT", "Quang Trung", "QUANG TRUNG", "000.13.21.H26", 76, 57, 0, 11, 0),
    WARD("DD-PQTG", "Quốc Tử Giám", "QUỐC TỬ GIÁM", "000.14.21.H26", 51, 30, 0, 10, 0),
    WARD("DD-PTQ", "Thịnh Quang", "THỊNH QUANG", "000.15.21.H26", 99, 65, 0, 10, 0),
    WARD("DD-PTho", "Thổ Quan", "THỔ QUAN", "000.16.21.H26", 101, 71, 0, 13, 0),
    WARD("DD-PTL", "Trung Liệt", "TRUNG LIỆT", "000.17.21.H26", 126, 88, 0, 28, 0),
    WARD("DD-PTP", "Trung Phụng", "TRUNG PHỤNG", "000.18.21.H26", 91, 66, 0, 22, 0),
    WARD("DD-PTT", "Trung Tự", "TRUNG TỰ", "000.19.21.H26", 83, 45, 0, 8, 0),
    WARD("DD-PVC", "Văn Chương", "VĂN CHƯƠNG", "000.20.21.H26", 91, 62, 0, 16, 0),
    WARD("DD-PVM", "Văn Miếu", "VĂN MIẾU", "000.21.21.H26", 47, 36, 0, 8, 0),
};

/* unit, level, field, (4), (5), (6), {(8), (9), (10), (12), (13)}, waiting, returned, withdrawn, online settled, causes */
static const struct sample_line LINES[] = {
    {"DD-TP", "huyen", "CT", 0, 2028, 0, {1338, 690, 0, 0, 0}, 0, 0, 0, 0, NULL},
    {"DD-TP", "huyen", "HT", 402, 681, 12, {642, 429, 0, 24, 0}, 2, 0, 0, 0, NULL},
    {"DD-TNMT", "huyen", "DD", 0, 106, 14, {45, 57, 0, 18, 0}, 2, 0, 0, 0, NULL},
    {"DD-TNMT", "huyen", "MT", 6, 7, 1, {4, 7, 0, 3, 0}, 0, 0, 0, 0, NULL},
    {"DD-QLDT", "huyen", "XD", 418, 189, 48, {272, 321, 0, 62, 0}, 6, 0, 0, 0, NULL},
    {"DD-QLDT", "huyen", "NO", 176, 121, 8, {161, 132, 0, 12, 0}, 1, 0, 0, 0, NULL},
    {"DD-TCKH", "huyen", "KD", 1688, 270, 22, {1405, 547, 0, 28, 0}, 3, 0, 0, 0, NULL},
    {"DD-TCKH", "huyen", "HTX", 6, 3, 0, {4, 4, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"DD-TCKH", "huyen", "TC", 0, 11, 1, {4, 7, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"DD-KT", "huyen", "TM", 152, 104, 9, {145, 106, 0, 14, 0}, 1, 0, 0, 0, NULL},
    {"DD-LDTBXH", "huyen", "LD", 44, 25, 1, {37, 30, 0, 3, 0}, 0, 0, 0, 0, NULL},
    {"DD-LDTBXH", "huyen", "NCC", 0, 325, 17, {166, 155, 0, 21, 0}, 2, 0, 0, 0, NULL},
    {"DD-LDTBXH", "huyen", "BTXH", 0, 431, 24, {235, 193, 0, 27, 0}, 3, 0, 0, 0, NULL},
    {"DD-GDDT", "huyen", "GD", 88, 98, 10, {106, 71, 0, 19, 0}, 2, 0, 0, 0, NULL},
    {"DD-VHTT", "huyen", "VH", 51, 41, 4, {50, 39, 0, 7, 0}, 0, 0, 0, 0, NULL},
    {"DD-VHTT", "huyen", "TTTT", 14, 7, 0, {11, 9, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"DD-NV", "huyen", "TDKT", 0, 161, 7, {79, 80, 0, 9, 0}, 1, 0, 0, 0, NULL},
    {"DD-NV", "huyen", "TCBC", 0, 22, 2, {10, 11, 0, 3, 0}, 0, 0, 0, 0, NULL},
    {"DD-YT", "huyen", "YT", 61, 66, 5, {63, 59, 0, 10, 0}, 1, 0, 0, 0, NULL},
    {NULL, "xa", "CT", 0, 44997, 0, {28798, 16199, 0, 0, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "HT", 9846, 3482, 72, {8908, 4388, 0, 104, 0}, 11, 0, 0, 0, NULL},
    {NULL, "xa", "DD", 0, 301, 29, {127, 139, 0, 64, 0}, 7, 0, 0, 0, NULL},
    {NULL, "xa", "NCC", 0, 662, 28, {372, 270, 0, 48, 0}, 5, 0, 0, 0, NULL},
    {NULL, "xa", "BTXH", 0, 1503, 57, {864, 576, 0, 120, 0}, 13, 0, 0, 0, NULL},
    {NULL, "xa", "TE", 0, 206, 4, {126, 78, 0, 6, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "GD", 0, 39, 1, {20, 18, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "VH", 0, 58, 2, {30, 27, 0, 3, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "TDKT", 0, 126, 4, {62, 59, 0, 9, 0}, 1, 0, 0, 0, NULL},
    {NULL, "xa", "YT", 0, 69, 1, {40, 28, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "QS", 0, 520, 0, {374, 146, 0, 0, 0}, 0, 0, 0, 0, NULL},
};

static const struct sample_dossiers DOSSIERS = {
    .from = "2023-01-01",
    .to = "2023-08-31",
    .line = LINES,
    .nlines = COUNT(LINES),
    .counter_too = 1,
    .by_post = 306,
    .post_return = 2167,
    .month = {74, 98, 108, 98, 102, 106, 108, 112, 100, 100, 100, 100},
    .weekday = {0, 122, 106, 100, 97, 92, 20}, /* Saturday mornings: one-stop offices are open */
    .seed = 2023,
};

#define CCHC "cchc", "dinh_ky"
#define CONG_VU "cong_vu", "dot_xuat"
#define TEAM "Đoàn kiểm tra của UBND quận"

/* 16 of this period, 18 of the same days a year before. */
static const struct sample_inspection INSPECTIONS[] = {
    {"DD-PTL", CONG_VU, "2022-02-15", TEAM, 1, 1, "2022-03-11"},
    {"DD-PLH", CONG_VU, "2022-02-22", TEAM, 0, 0, NULL},
    {"DD-PHB", CCHC, "2022-03-22", TEAM, 2, 2, "2022-04-20"},
    {"DD-PKL", CCHC, "2022-03-29", TEAM, 1, 1, "2022-04-27"},
    {"DD-TP", CCHC, "2022-04-12", TEAM, 1, 1, "2022-05-12"},
    {"DD-PVC", CONG_VU, "2022-04-19", TEAM, 2, 2, "2022-05-20"},
    {"DD-PTQ", CCHC, "2022-05-10", TEAM, 1, 1, "2022-06-08"},
    {"DD-PLT", CONG_VU, "2022-05-17", TEAM, 0, 0, NULL},
    {"DD-PNTS", CONG_VU, "2022-05-24", TEAM, 1, 1, "2022-06-21"},
    {"DD-PPL", CONG_VU, "2022-06-07", TEAM, 2, 2, "2022-07-06"},
    {"DD-PQT", CCHC, "2022-06-14", TEAM, 3, 3, "2022-07-15"},
    {"DD-KT", CCHC, "2022-06-21", TEAM, 1, 1, "2022-07-20"},
    {"DD-PPM", CONG_VU, "2022-06-28", TEAM, 0, 0, NULL},
    {"DD-QLDT", CCHC, "2022-07-12", TEAM, 2, 2, "2022-08-12"},
    {"DD-PVM", CONG_VU, "2022-07-19", TEAM, 1, 1, "2022-08-16"},
    {"DD-PCL", CONG_VU, "2022-07-26", TEAM, 1, 1, "2022-08-23"},
    {"DD-POCD", CCHC, "2022-08-09", TEAM, 2, 2, "2022-09-13"},
    {"DD-PKTh", CCHC, "2022-08-16", TEAM, 1, 1, "2022-09-20"},
    {"DD-PND", CONG_VU, "2023-02-07", TEAM, 1, 1, "2023-03-07"},
    {"DD-POCD", CONG_VU, "2023-02-14", TEAM, 2, 2, "2023-03-15"},
    {"DD-PLT", CCHC, "2023-03-14", TEAM, 1, 1, "2023-04-12"},
    {"DD-PTP", CONG_VU, "2023-03-21", TEAM, 0, 0, NULL},
    {"DD-PTT", CCHC, "2023-03-28", TEAM, 2, 2, "2023-04-26"},
    {"DD-TCKH", CCHC, "2023-04-11", TEAM, 1, 1, "2023-05-10"},
    {"DD-PPL", CONG_VU, "2023-04-18", TEAM, 1, 1, "2023-05-17"},
    {"DD-PVM", CCHC, "2023-05-09", TEAM, 1, 1, "2023-06-07"},
    {"DD-PKT", CONG_VU, "2023-05-16", TEAM, 2, 2, "2023-06-14"},
    {"DD-LDTBXH", CCHC, "2023-05-30", TEAM, 1, 1, "2023-06-28"},
    {"DD-PTho", CCHC, "2023-06-13", TEAM, 2, 2, "2023-07-12"},
    {"DD-POCD", CCHC, "2023-06-27", TEAM, 1, 1, "2023-07-26"},
    {"DD-PQTG", CCHC, "2023-07-11", TEAM, 1, 1, "2023-08-09"},
    {"DD-PTL", CONG_VU, "2023-07-25", TEAM, 0, 0, NULL},
    {"DD-PHB", CONG_VU, "2023-08-08", TEAM, 2, 1, NULL},
    {"DD-QLDT", CCHC, "2023-08-22", TEAM, 1, 0, NULL},
};

#define PLAN "ke-hoach-cchc-2023", "ke_hoach"

/* given, begun, due, done */
static const struct sample_task TASKS[] = {
    {"NV-2023-01", "DD-NV", PLAN, "Ban hành Kế hoạch cải cách hành chính năm 2023 của quận",
     "2023-01-03", "2023-01-03", "2023-01-31", "2023-01-30"},
    {"NV-2023-02", "DD-NV", PLAN, "Ban hành kế hoạch kiểm tra cải cách hành chính, kiểm tra công vụ năm 2023",
     "2023-01-30", "2023-02-01", "2023-02-28", "2023-02-06"},
    {"NV-2023-03", "DD-VHTT", PLAN, "Ban hành kế hoạch tuyên truyền cải cách hành chính năm 2023",
     "2023-01-30", "2023-02-01", "2023-02-28", "2023-02-24"},
    {"NV-2023-04", "DD-NV", PLAN, "Xác định Chỉ số cải cách hành chính năm 2022 của các phòng, phường",
     "2023-01-30", "2023-02-13", "2023-04-28", "2023-04-25"},
    {"NV-2023-05", "DD-NV", PLAN, "Kiểm tra cải cách hành chính, kiểm tra công vụ tại các phòng, phường",
     "2023-01-30", "2023-02-07", "2023-11-30", NULL},
    {"NV-2023-06", "DD-TP", PLAN, "Rà soát văn bản quy phạm pháp luật do quận ban hành",
     "2023-01-30", "2023-03-01", "2023-06-30", "2023-06-27"},
    {"NV-2023-07", "DD-VP", PLAN, "Công khai thủ tục hành chính tại Bộ phận Một cửa của quận và các phường",
     "2023-01-30", "2023-02-06", "2023-03-31", "2023-03-28"},
    {"NV-2023-08", "DD-VP", PLAN, "Rà soát, đơn giản hóa thủ tục hành chính năm 2023",
     "2023-01-30", "2023-03-06", "2023-08-15", "2023-08-14"},
    {"NV-2023-09", "DD-VP", PLAN, "Nhân rộng mô hình “Thủ tục hành chính không chờ” tại các phường",
     "2023-01-30", "2023-02-20", "2023-06-30", "2023-06-29"},
    {"NV-2023-10", "DD-VP", PLAN, "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
     "2023-01-30", "2023-03-01", "2023-12-15", NULL},
    {"NV-2023-11", "DD-NV", PLAN, "Xây dựng đề án vị trí việc làm của các phòng chuyên môn",
     "2023-01-30", "2023-04-03", "2023-09-29", NULL},
    {"NV-2023-12", "DD-NV", PLAN, "Đánh giá cán bộ, công chức, viên chức hằng tháng",
     "2023-01-30", "2023-01-31", "2023-12-15", NULL},
    {"NV-2023-13", "DD-NV", PLAN, "Bồi dưỡng kỹ năng giao tiếp, ứng xử cho công chức Bộ phận Một cửa",
     "2023-01-30", "2023-05-08", "2023-07-31", "2023-07-21"},
    {"NV-2023-14", "DD-TCKH", PLAN, "Công khai dự toán, quyết toán ngân sách",
     "2023-01-30", "2023-01-30", "2023-07-31", "2023-07-18"},
    {"NV-2023-15", "DD-VHTT", PLAN, "Tập huấn kỹ năng số cho các Tổ công nghệ số cộng đồng",
     "2023-01-30", "2023-03-13", "2023-06-30", "2023-06-22"},
    {"NV-2023-16", "DD-NV", PLAN, "Khảo sát sự hài lòng của người dân, tổ chức năm 2023",
     "2023-01-30", NULL, "2023-11-15", NULL},
};

static const struct sample_entry ENTRIES[] = {
    {"vb_chi_dao", "DD", "2023-01-01", "2023-03-31", "21", NULL},
    {"vb_chi_dao", "DD", "2023-04-01", "2023-06-30", "16", NULL},
    {"vb_chi_dao", "DD", "2023-07-01", "2023-08-31", "9", NULL},
    {"doi_thoai_cuoc", "DD", "2023-01-01", "2023-08-31", "4", "với hộ kinh doanh, tổ dân phố"},
    {"tttt_hs_phai_nop", "DD", "2023-01-01", "2023-08-31", "51326", "hồ sơ có phí, lệ phí"},
    {"tttt_hs_truc_tuyen", "DD", "2023-01-01", "2023-08-31", "7219", NULL},
    {"sh_ket_qua", "DD", "2023-01-01", "2023-08-31", "20874", NULL},
    {"cnsc_to", "DD", "2023-01-01", "2023-08-31", "21", "mỗi phường một tổ"},
    {"tt_tin_bai", "DD", "2023-01-01", "2023-06-30", "241", "Cổng thông tin điện tử, trang mạng xã hội của quận"},
    {"tt_tin_bai", "DD", "2023-07-01", "2023-08-31", "87", "Cổng thông tin điện tử, trang mạng xã hội của quận"},
};

static const struct sample_coverage COVERAGE[] = {
    {"ho_so", "DD", "2023-01-01", "2023-08-31"},
    {"kiem_tra", "DD", "2022-01-01", "2023-08-31"},
    {"nhiem_vu", "DD", "2023-01-01", "2023-08-31"},
};

static const char *const HOLIDAYS[] = {
    "2022-09-01", "2022-09-02", "2023-01-02", "2023-01-20", "2023-01-21", "2023-01-23", "2023-01-24", "2023-01-25",
    "2023-01-26", "2023-04-29", "2023-05-01", "2023-05-02", "2023-05-03", "2023-09-01", "2023-09-04", "2024-01-01",
    "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14",
};

const struct sample SAMPLE_DONG_DA_2023 = {
    .name = "dong-da-2023",
    .unit = UNITS,
    .nunits = COUNT(UNITS),
    .field = FIELDS,
    .nfields = COUNT(FIELDS),
    .procedure = PROCEDURES_2023,
    .nprocedures = COUNT(PROCEDURES_2023),
    .dossiers = &DOSSIERS,
    .inspection = INSPECTIONS,
    .ninspections = COUNT(INSPECTIONS),
    .task = TASKS,
    .ntasks = COUNT(TASKS),
    .entry = ENTRIES,
    .nentries = COUNT(ENTRIES),
    .coverage = COVERAGE,
    .ncoverages = COUNT(COVERAGE),
    .holiday = HOLIDAYS,
    .nholidays = COUNT(HOLIDAYS),
};
