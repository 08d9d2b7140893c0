/* The rows of thu_tuc_huyen.h and thu_tuc_xa.h say in which list a procedure stands:
 *   BOTH(code, field, days, weight, linked, muc_do of 2021, muc_do of 2023, name)
 *   OLD(code, field, days, weight, linked, muc_do of 2021, name)                       only in 2021
 *   NEW(code, field, days, weight, linked, muc_do of 2023, name)                       only in 2023
 *   SOON(code, field, days, weight, linked, muc_do of 2023, first day, name)           in 2021 published, not in force
 * days: working days, 0 = the same day; weight: share among the dossiers of its field and level; linked: lien_thong. */
#include "thu_tuc.h"

#define KHAC "khac"
#define MUC_3 "muc_3"
#define MUC_4 "muc_4"
#define MOT_PHAN "mot_phan"
#define TOAN_TRINH "toan_trinh"

/* clang-format off */

const struct sample_field FIELDS[] = {
    {"CT", "Chứng thực"},
    {"HT", "Hộ tịch"},
    {"NCN", "Nuôi con nuôi"},
    {"PBPL", "Phổ biến, giáo dục pháp luật"},
    {"BTNN", "Bồi thường nhà nước"},
    {"DD", "Đất đai"},
    {"BD", "Đăng ký biện pháp bảo đảm"},
    {"MT", "Môi trường, tài nguyên nước"},
    {"XD", "Quy hoạch, xây dựng"},
    {"NO", "Nhà ở, hạ tầng kỹ thuật"},
    {"GT", "Giao thông vận tải"},
    {"KD", "Đăng ký hộ kinh doanh"},
    {"HTX", "Đăng ký hợp tác xã"},
    {"THT", "Tổ hợp tác"},
    {"TM", "Công thương"},
    {"NN", "Nông nghiệp và phát triển nông thôn"},
    {"TL", "Thủy lợi, phòng, chống thiên tai"},
    {"LD", "Lao động, việc làm, giáo dục nghề nghiệp"},
    {"NCC", "Người có công"},
    {"BTXH", "Bảo trợ xã hội"},
    {"TE", "Trẻ em, phòng, chống tệ nạn xã hội"},
    {"GD", "Giáo dục và đào tạo"},
    {"VH", "Văn hóa, gia đình, thể dục thể thao"},
    {"TTTT", "Thông tin và truyền thông"},
    {"TG", "Tín ngưỡng, tôn giáo"},
    {"TDKT", "Thi đua - khen thưởng"},
    {"TCBC", "Tổ chức, biên chế, hội, quỹ"},
    {"CC", "Công chức, viên chức"},
    {"TC", "Tài chính, quản lý công sản"},
    {"DT", "Đầu tư, đấu thầu"},
    {"YT", "Y tế, an toàn thực phẩm"},
    {"QS", "Quân sự"},
    {"TCD", "Tiếp công dân, khiếu nại, tố cáo"},
    {"PCTN", "Phòng, chống tham nhũng"},
};

#define BOTH(code, field, days, weight, linked, in_2021, in_2023, name) \
    {code, name, field, LEVEL, in_2021, days, weight, linked, NULL},
#define OLD(code, field, days, weight, linked, in_2021, name) \
    {code, name, field, LEVEL, in_2021, days, weight, linked, NULL},
#define NEW(code, field, days, weight, linked, in_2023, name)
#define SOON(code, field, days, weight, linked, in_2023, from, name) \
    {code, name, field, LEVEL, KHAC, days, 0, linked, from},
const struct sample_procedure PROCEDURES_2021[] = {
#define LEVEL "huyen"
#include "thu_tuc_huyen.h"
#undef LEVEL
#define LEVEL "xa"
#include "thu_tuc_xa.h"
#undef LEVEL
};
#undef BOTH
#undef OLD
#undef NEW
#undef SOON

#define BOTH(code, field, days, weight, linked, in_2021, in_2023, name) \
    {code, name, field, LEVEL, in_2023, days, weight, linked, NULL},
#define OLD(code, field, days, weight, linked, in_2021, name)
#define NEW(code, field, days, weight, linked, in_2023, name) \
    {code, name, field, LEVEL, in_2023, days, weight, linked, NULL},
#define SOON(code, field, days, weight, linked, in_2023, from, name) \
    {code, name, field, LEVEL, in_2023, days, weight, linked, from},
const struct sample_procedure PROCEDURES_2023[] = {
#define LEVEL "huyen"
#include "thu_tuc_huyen.h"
#undef LEVEL
#define LEVEL "xa"
#include "thu_tuc_xa.h"
#undef LEVEL
};
