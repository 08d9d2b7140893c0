/* Huyện Gia Lâm, thành phố Hà Nội, 6 tháng đầu năm 2021: 12 phòng, 22 xã, thị trấn.
 * Published: dossiers of both levels from 16/12/2020 to 31/5/2021, 12 of 21 tasks done by 10/6, 262 + 148 procedures on
 * 19/5, 34 documents, 23 + 20 procedures made simpler. Invented, but consistent in every identity: the split over
 * fields, units, channels and days; the tasks; the inspections; news items. */
#include "mau.h"
#include "thu_tuc.h"

/* clang-format off */

#define DISTRICT "UBND HUYỆN GIA LÂM"
#define ROOM(code, name, agency, symbol, position) \
    {code, name, "huyen", "GL", NULL, NULL, "000.00.34.H26", DISTRICT, agency, symbol, "Gia Lâm", NULL, position, {0}}
#define COMMUNE(code, kind, kind_upper, name, upper, prefix, ...) \
    {code, kind " " name, "xa", "GL", NULL, NULL, prefix, DISTRICT, "ỦY BAN NHÂN DÂN / " kind_upper " " upper, "UBND", \
     name, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", {__VA_ARGS__}}
#define TOWN(code, name, upper, prefix, ...) COMMUNE(code, "Thị trấn", "THỊ TRẤN", name, upper, prefix, __VA_ARGS__)
#define XA(code, name, upper, prefix, ...) COMMUNE(code, "Xã", "XÃ", name, upper, prefix, __VA_ARGS__)

/* The five weights of a commune: before due, on the due day, late, open in time, open overdue. */
static const struct sample_unit UNITS[] = {
    {"GL", "Huyện Gia Lâm", "huyen", NULL, NULL, NULL, NULL, "UBND THÀNH PHỐ HÀ NỘI",
     "ỦY BAN NHÂN DÂN / HUYỆN GIA LÂM", "UBND", "Gia Lâm", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", {0}},
    ROOM("GL-VP", "Văn phòng Hội đồng nhân dân và UBND", "VĂN PHÒNG / HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN", "VP", "CHÁNH VĂN PHÒNG"),
    ROOM("GL-NV", "Phòng Nội vụ", "PHÒNG NỘI VỤ", "PNV", "TRƯỞNG PHÒNG"),
    ROOM("GL-TP", "Phòng Tư pháp", "PHÒNG TƯ PHÁP", "PTP", "TRƯỞNG PHÒNG"),
    ROOM("GL-TCKH", "Phòng Tài chính - Kế hoạch", "PHÒNG TÀI CHÍNH - KẾ HOẠCH", "PTCKH", "TRƯỞNG PHÒNG"),
    ROOM("GL-TNMT", "Phòng Tài nguyên và Môi trường", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", "PTNMT", "TRƯỞNG PHÒNG"),
    ROOM("GL-LDTBXH", "Phòng Lao động - Thương binh và Xã hội", "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "PLĐTBXH", "TRƯỞNG PHÒNG"),
    ROOM("GL-VHTT", "Phòng Văn hóa và Thông tin", "PHÒNG VĂN HÓA VÀ THÔNG TIN", "PVHTT", "TRƯỞNG PHÒNG"),
    ROOM("GL-GDDT", "Phòng Giáo dục và Đào tạo", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT", "TRƯỞNG PHÒNG"),
    ROOM("GL-YT", "Phòng Y tế", "PHÒNG Y TẾ", "PYT", "TRƯỞNG PHÒNG"),
    ROOM("GL-TTR", "Thanh tra huyện", "THANH TRA HUYỆN", "TTR", "CHÁNH THANH TRA"),
    ROOM("GL-KT", "Phòng Kinh tế", "PHÒNG KINH TẾ", "PKT", "TRƯỞNG PHÒNG"),
    ROOM("GL-QLDT", "Phòng Quản lý đô thị", "PHÒNG QUẢN LÝ ĐÔ THỊ", "PQLĐT", "TRƯỞNG PHÒNG"),
    TOWN("GL-TTTQ", "Trâu Quỳ", "TRÂU QUỲ", "000.01.34.H26", 168, 116, 0, 20, 0),
    TOWN("GL-TTYV", "Yên Viên", "YÊN VIÊN", "000.02.34.H26", 88, 53, 0, 9, 0),
    XA("GL-XBT", "Bát Tràng", "BÁT TRÀNG", "000.03.34.H26", 53, 33, 0, 8, 0),
    XA("GL-XCB", "Cổ Bi", "CỔ BI", "000.04.34.H26", 67, 52, 0, 12, 0),
    XA("GL-XDH", "Dương Hà", "DƯƠNG HÀ", "000.05.34.H26", 33, 25, 0, 6, 0),
    XA("GL-XDQ", "Dương Quang", "DƯƠNG QUANG", "000.06.34.H26", 70, 54, 0, 8, 0),
    XA("GL-XDX", "Dương Xá", "DƯƠNG XÁ", "000.07.34.H26", 91, 60, 0, 20, 0),
    XA("GL-XDT", "Đa Tốn", "ĐA TỐN", "000.08.34.H26", 93, 70, 0, 12, 0),
    XA("GL-XDaX", "Đặng Xá", "ĐẶNG XÁ", "000.09.34.H26", 130, 78, 0, 30, 0),
    XA("GL-XDiX", "Đình Xuyên", "ĐÌNH XUYÊN", "000.10.34.H26", 72, 45, 0, 11, 0),
    XA("GL-XDD", "Đông Dư", "ĐÔNG DƯ", "000.11.34.H26", 36, 18, 0, 3, 0),
    XA("GL-XKK", "Kiêu Kỵ", "KIÊU KỴ", "000.12.34.H26", 103, 56, 0, 13, 0),
    XA("GL-XKL", "Kim Lan", "KIM LAN", "000.13.34.H26", 36, 27, 0, 4, 0),
    XA("GL-XKS", "Kim Sơn", "KIM SƠN", "000.14.34.H26", 76, 52, 0, 17, 0),
    XA("GL-XLC", "Lệ Chi", "LỆ CHI", "000.15.34.H26", 76, 55, 0, 14, 0),
    XA("GL-XNH", "Ninh Hiệp", "NINH HIỆP", "000.16.34.H26", 117, 70, 0, 17, 0),
    XA("GL-XPT", "Phú Thị", "PHÚ THỊ", "000.17.34.H26", 57, 35, 0, 6, 0),
    XA("GL-XPD", "Phù Đổng", "PHÙ ĐỔNG", "000.18.34.H26", 80, 62, 0, 11, 0),
    XA("GL-XTM", "Trung Mầu", "TRUNG MẦU", "000.19.34.H26", 36, 21, 0, 5, 0),
    XA("GL-XVD", "Văn Đức", "VĂN ĐỨC", "000.20.34.H26", 47, 32, 0, 9, 0),
    XA("GL-XYT", "Yên Thường", "YÊN THƯỜNG", "000.21.34.H26", 117, 76, 0, 16, 0),
    XA("GL-XYV", "Yên Viên", "YÊN VIÊN", "000.22.34.H26", 95, 53, 0, 18, 0),
};

/* unit, level, field, (4), (5), (6), {(8), (9), (10), (12), (13)}, waiting, returned, withdrawn, online settled, causes */
static const struct sample_line LINES[] = {
    {"GL-TP", "huyen", "CT", 0, 3149, 0, {1952, 1197, 0, 0, 0}, 0, 0, 0, 0, NULL},
    {"GL-TP", "huyen", "HT", 96, 588, 9, {372, 305, 0, 16, 0}, 1, 0, 0, 0, NULL},
    {"GL-TNMT", "huyen", "DD", 0, 2816, 241, {1099, 1720, 0, 238, 0}, 26, 0, 0, 0, NULL},
    {"GL-TNMT", "huyen", "BD", 0, 1418, 0, {907, 511, 0, 0, 0}, 0, 0, 0, 0, NULL},
    {"GL-TNMT", "huyen", "MT", 0, 21, 2, {9, 11, 0, 3, 0}, 0, 0, 0, 0, NULL},
    {"GL-QLDT", "huyen", "XD", 131, 389, 35, {202, 317, 0, 36, 0}, 4, 0, 0, 0, NULL},
    {"GL-QLDT", "huyen", "NO", 22, 42, 3, {30, 33, 0, 4, 0}, 0, 0, 0, 0, NULL},
    {"GL-TCKH", "huyen", "KD", 1166, 412, 18, {1007, 567, 0, 22, 0}, 2, 0, 0, 0, NULL},
    {"GL-TCKH", "huyen", "HTX", 12, 25, 1, {18, 19, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"GL-TCKH", "huyen", "TC", 0, 29, 3, {12, 19, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"GL-KT", "huyen", "TM", 42, 138, 7, {86, 95, 0, 6, 0}, 0, 0, 0, 0, NULL},
    {"GL-KT", "huyen", "NN", 0, 33, 2, {14, 19, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {"GL-LDTBXH", "huyen", "LD", 31, 42, 0, {38, 34, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"GL-LDTBXH", "huyen", "NCC", 0, 618, 27, {309, 322, 0, 14, 0}, 1, 0, 0, 0, NULL},
    {"GL-LDTBXH", "huyen", "BTXH", 0, 874, 31, {451, 435, 0, 19, 0}, 2, 0, 0, 0, NULL},
    {"GL-GDDT", "huyen", "GD", 24, 96, 1, {66, 54, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"GL-VHTT", "huyen", "VH", 36, 71, 2, {60, 47, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {"GL-VHTT", "huyen", "TTTT", 9, 18, 0, {14, 13, 0, 0, 0}, 0, 0, 0, 0, NULL},
    {"GL-NV", "huyen", "TG", 0, 17, 1, {7, 10, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"GL-NV", "huyen", "TDKT", 0, 138, 4, {75, 63, 0, 4, 0}, 0, 0, 0, 0, NULL},
    {"GL-NV", "huyen", "TCBC", 0, 22, 1, {9, 13, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {"GL-YT", "huyen", "YT", 0, 74, 2, {33, 42, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "CT", 0, 43840, 0, {26742, 17098, 0, 0, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "HT", 2960, 8194, 46, {6440, 4664, 0, 96, 0}, 10, 0, 0, 0, NULL},
    {NULL, "xa", "NCN", 0, 11, 1, {4, 6, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "DD", 0, 1238, 142, {513, 653, 0, 214, 0}, 23, 0, 0, 0, NULL},
    {NULL, "xa", "NN", 0, 92, 4, {46, 44, 0, 6, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "NCC", 0, 1281, 39, {717, 541, 0, 62, 0}, 6, 0, 0, 0, NULL},
    {NULL, "xa", "BTXH", 0, 2806, 74, {1613, 1169, 0, 98, 0}, 10, 0, 0, 0, NULL},
    {NULL, "xa", "TE", 0, 238, 2, {141, 95, 0, 4, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "GD", 0, 29, 1, {15, 14, 0, 1, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "VH", 0, 73, 1, {38, 33, 0, 3, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "TG", 0, 19, 1, {9, 9, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "TDKT", 0, 94, 2, {47, 45, 0, 4, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "YT", 0, 58, 2, {33, 25, 0, 2, 0}, 0, 0, 0, 0, NULL},
    {NULL, "xa", "QS", 0, 246, 0, {172, 74, 0, 0, 0}, 0, 0, 0, 0, NULL},
};

static const struct sample_dossiers DOSSIERS = {
    .from = "2020-12-16",
    .to = "2021-05-31",
    .line = LINES,
    .nlines = COUNT(LINES),
    .counter_too = 1,
    .post_return = 1246,
    .month = {100, 72, 112, 108, 92, 100, 100, 100, 100, 100, 104, 106},
    .weekday = {0, 121, 106, 100, 98, 93, 20}, /* Saturday mornings: one-stop offices are open */
    .seed = 2021,
};

#define CCHC "cchc", "dinh_ky"
#define CONG_VU "cong_vu", "dot_xuat"
#define TEAM "Đoàn kiểm tra của UBND huyện"

/* 14 of this period, 11 of the same days a year before. */
static const struct sample_inspection INSPECTIONS[] = {
    {"GL-XDaX", CONG_VU, "2020-01-07", TEAM, 1, 1, "2020-02-04"},
    {"GL-TNMT", CCHC, "2020-02-18", TEAM, 2, 2, "2020-03-16"},
    {"GL-TTYV", CCHC, "2020-02-20", TEAM, 1, 1, "2020-03-18"},
    {"GL-XKK", CONG_VU, "2020-03-03", TEAM, 2, 2, "2020-03-27"},
    {"GL-XNH", CCHC, "2020-03-10", TEAM, 3, 3, "2020-04-29"},
    {"GL-XLC", CONG_VU, "2020-03-17", TEAM, 0, 0, NULL},
    {"GL-XYT", CCHC, "2020-05-05", TEAM, 1, 1, "2020-06-02"},
    {"GL-QLDT", CCHC, "2020-05-12", TEAM, 2, 2, "2020-06-15"},
    {"GL-XPD", CONG_VU, "2020-05-14", TEAM, 1, 1, "2020-06-10"},
    {"GL-XDT", CCHC, "2020-05-19", TEAM, 0, 0, NULL},
    {"GL-XBT", CONG_VU, "2020-05-26", TEAM, 1, 1, "2020-06-22"},
    {"GL-XYV", CONG_VU, "2020-12-22", TEAM, 1, 1, "2021-01-15"},
    {"GL-XCB", CONG_VU, "2021-01-12", TEAM, 0, 0, NULL},
    {"GL-XDX", CONG_VU, "2021-01-19", TEAM, 2, 2, "2021-02-26"},
    {"GL-LDTBXH", CCHC, "2021-03-02", TEAM, 1, 1, "2021-03-31"},
    {"GL-XPT", CCHC, "2021-03-04", TEAM, 2, 2, "2021-04-05"},
    {"GL-XDiX", CCHC, "2021-03-09", TEAM, 1, 1, "2021-04-08"},
    {"GL-TTTQ", CONG_VU, "2021-03-16", TEAM, 1, 1, "2021-04-14"},
    {"GL-XVD", CCHC, "2021-03-18", TEAM, 2, 2, "2021-04-23"},
    {"GL-TCKH", CCHC, "2021-03-30", TEAM, 1, 1, "2021-04-28"},
    {"GL-XKS", CONG_VU, "2021-04-06", TEAM, 3, 3, "2021-05-07"},
    {"GL-XTM", CCHC, "2021-04-08", TEAM, 1, 1, "2021-05-12"},
    {"GL-XDQ", CONG_VU, "2021-04-13", TEAM, 0, 0, NULL},
    {"GL-XKL", CCHC, "2021-04-15", TEAM, 2, 1, NULL},
    {"GL-XDX", CCHC, "2021-04-27", TEAM, 1, 0, NULL},
};

#define PLAN "ke-hoach-cchc-2021", "ke_hoach"

/* given, begun, due, done: 10 done by 31/5, 12 by 10/6, one more behind that day */
static const struct sample_task TASKS[] = {
    {"NV-2021-01", "GL-NV", PLAN, "Ban hành Kế hoạch cải cách hành chính năm 2021 của huyện",
     "2020-12-21", "2020-12-21", "2021-01-15", "2021-01-14"},
    {"NV-2021-02", "GL-NV", PLAN, "Ban hành kế hoạch kiểm tra cải cách hành chính, kiểm tra công vụ năm 2021",
     "2021-01-14", "2021-01-18", "2021-02-26", "2021-02-05"},
    {"NV-2021-03", "GL-VHTT", PLAN, "Ban hành kế hoạch tuyên truyền cải cách hành chính năm 2021",
     "2021-01-14", "2021-01-18", "2021-02-26", "2021-02-23"},
    {"NV-2021-04", "GL-NV", PLAN, "Xác định Chỉ số cải cách hành chính năm 2020 của các phòng, xã, thị trấn",
     "2021-01-14", "2021-02-01", "2021-04-30", "2021-04-27"},
    {"NV-2021-05", "GL-NV", PLAN, "Kiểm tra cải cách hành chính, kiểm tra công vụ tại các phòng, xã, thị trấn",
     "2021-01-14", "2021-01-12", "2021-11-30", NULL},
    {"NV-2021-06", "GL-TP", PLAN, "Ban hành kế hoạch theo dõi tình hình thi hành pháp luật năm 2021",
     "2021-01-14", "2021-01-20", "2021-02-26", "2021-02-08"},
    {"NV-2021-07", "GL-TP", PLAN, "Rà soát văn bản quy phạm pháp luật do huyện và các xã, thị trấn ban hành",
     "2021-01-14", "2021-03-01", "2021-10-29", NULL},
    {"NV-2021-08", "GL-VP", PLAN, "Niêm yết, công khai thủ tục hành chính tại Bộ phận Một cửa của huyện và các xã, thị trấn",
     "2021-01-14", "2021-01-18", "2021-03-31", "2021-03-25"},
    {"NV-2021-09", "GL-VP", PLAN, "Rà soát, đề xuất đơn giản hóa thủ tục hành chính năm 2021",
     "2021-01-14", "2021-03-01", "2021-06-15", "2021-06-04"},
    {"NV-2021-10", "GL-VP", PLAN, "Cập nhật quy trình nội bộ giải quyết thủ tục hành chính",
     "2021-01-14", "2021-02-22", "2021-09-30", NULL},
    {"NV-2021-11", "GL-TNMT", PLAN, "Ký quy chế phối hợp giải quyết thủ tục đất đai với Chi nhánh Văn phòng Đăng ký đất đai",
     "2021-01-14", "2021-03-08", "2021-05-31", "2021-05-20"},
    {"NV-2021-12", "GL-TNMT", PLAN, "Cấp Giấy chứng nhận quyền sử dụng đất lần đầu cho các thửa đất đủ điều kiện",
     "2021-01-14", "2021-01-18", "2021-12-15", NULL},
    {"NV-2021-13", "GL-NV", PLAN, "Rà soát chức năng, nhiệm vụ của các phòng chuyên môn",
     "2021-01-14", "2021-03-15", "2021-06-15", "2021-06-09"},
    {"NV-2021-14", "GL-NV", PLAN, "Sắp xếp, kiện toàn thôn, tổ dân phố",
     "2021-01-14", "2021-04-05", "2021-09-30", NULL},
    {"NV-2021-15", "GL-NV", PLAN, "Đánh giá cán bộ, công chức, viên chức hằng tháng theo kết quả công việc",
     "2021-01-14", "2021-01-29", "2021-12-15", NULL},
    {"NV-2021-16", "GL-NV", PLAN, "Bồi dưỡng kỹ năng giao tiếp cho công chức Bộ phận Một cửa",
     "2021-01-14", "2021-05-17", "2021-06-30", "2021-06-14"},
    {"NV-2021-17", "GL-TCKH", PLAN, "Công khai dự toán ngân sách năm 2021",
     "2021-01-14", "2021-01-14", "2021-01-29", "2021-01-22"},
    {"NV-2021-18", "GL-TCKH", PLAN, "Giao quyền tự chủ tài chính cho các đơn vị sự nghiệp công lập giai đoạn 2021 - 2025",
     "2021-01-14", "2021-03-22", "2021-09-30", NULL},
    {"NV-2021-19", "GL-VHTT", PLAN, "Nâng cấp đường truyền phục vụ phần mềm một cửa tại các xã, thị trấn",
     "2021-01-14", "2021-02-22", "2021-04-30", "2021-04-16"},
    {"NV-2021-20", "GL-VP", PLAN, "Gửi, nhận văn bản điện tử có chữ ký số giữa huyện với các xã, thị trấn",
     "2021-01-14", "2021-01-18", "2021-03-31", "2021-03-30"},
    {"NV-2021-21", "GL-NV", PLAN, "Khảo sát sự hài lòng của tổ chức, cá nhân đối với sự phục vụ hành chính năm 2021",
     "2021-01-14", NULL, "2021-11-30", NULL},
};

static const struct sample_entry ENTRIES[] = {
    {"vb_chi_dao", "GL", "2020-12-16", "2021-03-15", "19", NULL},
    {"vb_chi_dao", "GL", "2021-03-16", "2021-05-31", "15", NULL},
    {"tt_tin_bai", "GL", "2020-12-16", "2021-03-15", "96", "Cổng thông tin điện tử, đài truyền thanh huyện"},
    {"tt_tin_bai", "GL", "2021-03-16", "2021-05-31", "118", "Cổng thông tin điện tử, đài truyền thanh huyện"},
    {"tthc_don_gian_hoa_huyen", "GL", "2020-12-16", "2021-05-31", "23", NULL},
    {"tthc_don_gian_hoa_xa", "GL", "2020-12-16", "2021-05-31", "20", NULL},
};

static const struct sample_coverage COVERAGE[] = {
    {"ho_so", "GL", "2020-12-16", "2021-05-31"},
    {"kiem_tra", "GL", "2019-12-16", "2021-05-31"},
    {"nhiem_vu", "GL", "2020-12-16", "2021-06-10"},
};

static const char *const HOLIDAYS[] = {
    "2020-09-02", "2021-01-01", "2021-02-10", "2021-02-11", "2021-02-12", "2021-02-13", "2021-02-15", "2021-02-16",
    "2021-04-21", "2021-04-30", "2021-05-01", "2021-05-03", "2021-09-02", "2021-09-03",
};

const struct sample SAMPLE_GIA_LAM_2021 = {
    .name = "gia-lam-2021",
    .unit = UNITS,
    .nunits = COUNT(UNITS),
    .field = FIELDS,
    .nfields = COUNT(FIELDS),
    .procedure = PROCEDURES_2021,
    .nprocedures = COUNT(PROCEDURES_2021),
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
