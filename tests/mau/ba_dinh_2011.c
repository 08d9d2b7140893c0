/* Quận Ba Đình, thành phố Hà Nội, tháng 10/2011: 14 phòng, 14 phường. Published: how far the review of procedures is in
 * them, and eight main tasks with four deadlines. Invented: which units are how far, the words of the tasks, who is in
 * charge. Each unit's review is a task of one plan. No dossiers were published, none are loaded. */
#include "mau.h"

/* clang-format off */

#define DISTRICT "UBND QUẬN BA ĐÌNH"
#define ROOM(code, name, agency, symbol, position) \
    {code, name, "huyen", "BD", NULL, NULL, NULL, DISTRICT, agency, symbol, "Ba Đình", NULL, position, {0}}
#define WARD(code, name, upper) \
    {code, "Phường " name, "xa", "BD", NULL, NULL, NULL, DISTRICT, "ỦY BAN NHÂN DÂN / PHƯỜNG " upper, "UBND", name, \
     "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", {0}}

static const struct sample_unit UNITS[] = {
    {"BD", "Quận Ba Đình", "huyen", NULL, NULL, NULL, NULL, "UBND THÀNH PHỐ HÀ NỘI", "ỦY BAN NHÂN DÂN / QUẬN BA ĐÌNH",
     "UBND", "Ba Đình", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", {0}},
    ROOM("BD-VP", "Văn phòng Hội đồng nhân dân và UBND", "VĂN PHÒNG / HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN", "VP", "CHÁNH VĂN PHÒNG"),
    ROOM("BD-NV", "Phòng Nội vụ", "PHÒNG NỘI VỤ", "PNV", "TRƯỞNG PHÒNG"),
    ROOM("BD-TP", "Phòng Tư pháp", "PHÒNG TƯ PHÁP", "PTP", "TRƯỞNG PHÒNG"),
    ROOM("BD-TCKH", "Phòng Tài chính - Kế hoạch", "PHÒNG TÀI CHÍNH - KẾ HOẠCH", "PTCKH", "TRƯỞNG PHÒNG"),
    ROOM("BD-TNMT", "Phòng Tài nguyên và Môi trường", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", "PTNMT", "TRƯỞNG PHÒNG"),
    ROOM("BD-LDTBXH", "Phòng Lao động - Thương binh và Xã hội", "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "PLĐTBXH", "TRƯỞNG PHÒNG"),
    ROOM("BD-VHTT", "Phòng Văn hóa và Thông tin", "PHÒNG VĂN HÓA VÀ THÔNG TIN", "PVHTT", "TRƯỞNG PHÒNG"),
    ROOM("BD-GDDT", "Phòng Giáo dục và Đào tạo", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT", "TRƯỞNG PHÒNG"),
    ROOM("BD-YT", "Phòng Y tế", "PHÒNG Y TẾ", "PYT", "TRƯỞNG PHÒNG"),
    ROOM("BD-KT", "Phòng Kinh tế", "PHÒNG KINH TẾ", "PKT", "TRƯỞNG PHÒNG"),
    ROOM("BD-QLDT", "Phòng Quản lý đô thị", "PHÒNG QUẢN LÝ ĐÔ THỊ", "PQLĐT", "TRƯỞNG PHÒNG"),
    ROOM("BD-TTR", "Thanh tra quận", "THANH TRA QUẬN", "TTR", "CHÁNH THANH TRA"),
    ROOM("BD-TTXD", "Thanh tra Xây dựng quận", "THANH TRA XÂY DỰNG QUẬN", "TTXD", "CHÁNH THANH TRA"),
    ROOM("BD-GPMB", "Ban Bồi thường giải phóng mặt bằng", "BAN BỒI THƯỜNG / GIẢI PHÓNG MẶT BẰNG", "BBT", "TRƯỞNG BAN"),
    WARD("BD-PPX", "Phúc Xá", "PHÚC XÁ"),
    WARD("BD-PTB", "Trúc Bạch", "TRÚC BẠCH"),
    WARD("BD-PVP", "Vĩnh Phúc", "VĨNH PHÚC"),
    WARD("BD-PCV", "Cống Vị", "CỐNG VỊ"),
    WARD("BD-PLG", "Liễu Giai", "LIỄU GIAI"),
    WARD("BD-PNTT", "Nguyễn Trung Trực", "NGUYỄN TRUNG TRỰC"),
    WARD("BD-PQT", "Quán Thánh", "QUÁN THÁNH"),
    WARD("BD-PNH", "Ngọc Hà", "NGỌC HÀ"),
    WARD("BD-PDB", "Điện Biên", "ĐIỆN BIÊN"),
    WARD("BD-PDC", "Đội Cấn", "ĐỘI CẤN"),
    WARD("BD-PNK", "Ngọc Khánh", "NGỌC KHÁNH"),
    WARD("BD-PKM", "Kim Mã", "KIM MÃ"),
    WARD("BD-PGV", "Giảng Võ", "GIẢNG VÕ"),
    WARD("BD-PTC", "Thành Công", "THÀNH CÔNG"),
};

#define REVIEW(number, unit, due, begun, done) \
    {"RS-2011-" number, unit, "ra_soat_tthc", "ke_hoach", "Rà soát thủ tục hành chính thuộc thẩm quyền giải quyết", \
     "2011-10-10", begun, due, done}
#define ROOM_DUE "2011-11-15"
#define WARD_DUE "2011-11-20"
#define MAIN(number, unit, due, text) \
    {"TT-2011-" number, unit, "trong_tam", "ke_hoach", text, "2011-10-31", NULL, due, NULL}

/* given 10/10; begun, done */
static const struct sample_task TASKS[] = {
    REVIEW("01", "BD-VP", ROOM_DUE, "2011-10-10", "2011-10-25"),
    REVIEW("02", "BD-NV", ROOM_DUE, "2011-10-10", "2011-10-24"),
    REVIEW("03", "BD-TP", ROOM_DUE, "2011-10-11", "2011-10-26"),
    REVIEW("04", "BD-TCKH", ROOM_DUE, "2011-10-11", "2011-10-28"),
    REVIEW("05", "BD-TNMT", ROOM_DUE, "2011-10-17", NULL),
    REVIEW("06", "BD-LDTBXH", ROOM_DUE, "2011-10-12", "2011-10-28"),
    REVIEW("07", "BD-VHTT", ROOM_DUE, "2011-10-13", "2011-10-31"),
    REVIEW("08", "BD-GDDT", ROOM_DUE, "2011-10-19", NULL),
    REVIEW("09", "BD-YT", ROOM_DUE, "2011-10-20", NULL),
    REVIEW("10", "BD-KT", ROOM_DUE, "2011-10-12", "2011-10-31"),
    REVIEW("11", "BD-QLDT", ROOM_DUE, "2011-10-18", NULL),
    REVIEW("12", "BD-TTR", ROOM_DUE, NULL, NULL),
    REVIEW("13", "BD-TTXD", ROOM_DUE, NULL, NULL),
    REVIEW("14", "BD-GPMB", ROOM_DUE, NULL, NULL),
    REVIEW("15", "BD-PPX", WARD_DUE, "2011-10-20", NULL),
    REVIEW("16", "BD-PTB", WARD_DUE, "2011-10-13", "2011-10-27"),
    REVIEW("17", "BD-PVP", WARD_DUE, "2011-10-21", NULL),
    REVIEW("18", "BD-PCV", WARD_DUE, "2011-10-18", NULL),
    REVIEW("19", "BD-PLG", WARD_DUE, "2011-10-17", NULL),
    REVIEW("20", "BD-PNTT", WARD_DUE, "2011-10-24", NULL),
    REVIEW("21", "BD-PQT", WARD_DUE, "2011-10-14", "2011-10-31"),
    REVIEW("22", "BD-PNH", WARD_DUE, "2011-10-19", NULL),
    REVIEW("23", "BD-PDB", WARD_DUE, "2011-10-17", NULL),
    REVIEW("24", "BD-PDC", WARD_DUE, "2011-10-20", NULL),
    REVIEW("25", "BD-PNK", WARD_DUE, "2011-10-18", NULL),
    REVIEW("26", "BD-PKM", WARD_DUE, "2011-10-14", "2011-10-28"),
    REVIEW("27", "BD-PGV", WARD_DUE, "2011-10-21", NULL),
    REVIEW("28", "BD-PTC", WARD_DUE, "2011-10-24", NULL),
    MAIN("01", "BD-NV", "2011-12-31", "Tổng kết công tác cải cách hành chính năm 2011, trình Kế hoạch cải cách hành chính năm 2012"),
    MAIN("02", "BD-VP", "2011-11-15", "Đôn đốc các phòng chuyên môn hoàn thành rà soát thủ tục hành chính, gửi kết quả về UBND quận"),
    MAIN("03", "BD-TP", "2011-11-20", "Tổng hợp kết quả rà soát thủ tục hành chính của các phường, đề xuất phương án đơn giản hóa"),
    MAIN("04", "BD-NV", "2011-11-30", "Kiểm tra việc thực hiện cơ chế một cửa và kỷ luật, kỷ cương hành chính tại các phường"),
    MAIN("05", "BD-VHTT", "2011-11-30", "Đăng tải bộ thủ tục hành chính đã rà soát trên Cổng giao tiếp điện tử của quận"),
    MAIN("06", "BD-VP", "2011-11-20", "Niêm yết công khai thủ tục hành chính tại bộ phận một cửa của quận và 14 phường"),
    MAIN("07", "BD-TCKH", "2011-12-31", "Đánh giá việc thực hiện chế độ tự chủ về biên chế và kinh phí quản lý hành chính năm 2011"),
    MAIN("08", "BD-TP", "2011-11-15", "Báo cáo kết quả rà soát văn bản quy phạm pháp luật do quận ban hành"),
};

static const struct sample_coverage COVERAGE[] = {
    {"nhiem_vu", "BD", "2011-10-01", "2011-10-31"},
};

const struct sample SAMPLE_BA_DINH_2011 = {
    .name = "ba-dinh-2011",
    .unit = UNITS,
    .nunits = COUNT(UNITS),
    .task = TASKS,
    .ntasks = COUNT(TASKS),
    .coverage = COVERAGE,
    .ncoverages = COUNT(COVERAGE),
};
