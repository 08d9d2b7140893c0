/* Every table of the database as import sees it: columns, types, what is required, what refers to what. */
#include <assert.h>
#include <string.h>

#include "data/intake.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *const levels[] = {"tinh", "huyen", "xa", NULL};
static const char *const online_levels[] = {"toan_trinh", "mot_phan", "muc_3", "muc_4", "khac", NULL};
static const char *const channels[] = {"truc_tiep", "truc_tuyen", "buu_chinh", NULL};
static const char *const outcomes[] = {"cap_ket_qua", "tra_lai", "rut", "tu_choi", "dung", NULL};
static const char *const inspection_kinds[] = {"cchc", "cong_vu", "noi_vu", "quy_tac_ung_xu", "khac", NULL};
static const char *const inspection_forms[] = {"dinh_ky", "dot_xuat", "tu_kiem_tra", NULL};
static const char *const task_sources[] = {"ke_hoach", "cap_tren", NULL};
static const char *const covered_tables[] = {"don_vi",   "ke_thua",  "linh_vuc", "tthc", "ho_so",
                                             "kiem_tra", "nhiem_vu", "so_lieu",  NULL};

static const struct intake_column units[] = {
    {.name = "ma", .type = INTAKE_CODE, .required = 1, .key = 1, .folder = 1},
    {.name = "ten", .type = INTAKE_TEXT, .required = 1},
    {.name = "cap", .type = INTAKE_CHOICE, .required = 1, .choices = levels},
    {.name = "ma_cha", .type = INTAKE_CODE, .refers = "don_vi"},
    {.name = "thu_tu", .type = INTAKE_COUNT},
    {.name = "hieu_luc_tu", .type = INTAKE_DAY},
    {.name = "hieu_luc_den", .type = INTAKE_DAY},
    {.name = "co_quan_chu_quan", .type = INTAKE_TEXT},
    {.name = "ten_co_quan", .type = INTAKE_TEXT},
    {.name = "ky_hieu", .type = INTAKE_TEXT},
    {.name = "dia_danh", .type = INTAKE_TEXT},
    {.name = "quyen_han_ky", .type = INTAKE_TEXT},
    {.name = "chuc_vu_ky", .type = INTAKE_TEXT},
    {.name = "nguoi_ky", .type = INTAKE_TEXT},
};
static const struct intake_rule unit_rules[] = {
    {0, 3, 1, "đơn vị không thể là cấp trên của chính nó"},
    {5, 6, 0, "ngày hết hiệu lực (hieu_luc_den) trước ngày có hiệu lực (hieu_luc_tu)"},
};

static const struct intake_column successors[] = {
    {.name = "ma_cu", .type = INTAKE_CODE, .required = 1, .key = 1, .refers = "don_vi"},
    {.name = "ma_moi", .type = INTAKE_CODE, .required = 1, .key = 1, .refers = "don_vi"},
    {.name = "tu_ngay", .type = INTAKE_DAY, .required = 1, .key = 1},
};
static const struct intake_rule successor_rules[] = {
    {0, 1, 1, "đơn vị không thể kế thừa chính nó"},
};

static const struct intake_column fields[] = {
    {.name = "ma", .type = INTAKE_CODE, .required = 1, .key = 1},
    {.name = "ten", .type = INTAKE_TEXT, .required = 1},
    {.name = "thu_tu", .type = INTAKE_COUNT},
};

static const struct intake_column procedures[] = {
    {.name = "ma", .type = INTAKE_CODE, .required = 1, .key = 1},
    {.name = "ten", .type = INTAKE_TEXT, .required = 1},
    {.name = "linh_vuc", .type = INTAKE_CODE, .required = 1, .refers = "linh_vuc"},
    {.name = "cap", .type = INTAKE_CHOICE, .choices = levels},
    {.name = "muc_do", .type = INTAKE_CHOICE, .choices = online_levels},
    {.name = "mot_cua", .type = INTAKE_FLAG},
    {.name = "lien_thong", .type = INTAKE_FLAG},
    {.name = "quy_trinh_noi_bo", .type = INTAKE_FLAG},
    {.name = "hieu_luc_tu", .type = INTAKE_DAY},
    {.name = "hieu_luc_den", .type = INTAKE_DAY},
};
static const struct intake_rule procedure_rules[] = {
    {8, 9, 0, "ngày hết hiệu lực (hieu_luc_den) trước ngày có hiệu lực (hieu_luc_tu)"},
};

static const struct intake_column dossiers[] = {
    {.name = "ma", .type = INTAKE_CODE, .required = 1, .key = 1},
    {.name = "don_vi", .type = INTAKE_CODE, .required = 1, .refers = "don_vi"},
    {.name = "tthc", .type = INTAKE_CODE, .required = 1, .refers = "tthc"},
    {.name = "don_vi_tiep_nhan", .type = INTAKE_CODE},
    {.name = "kenh", .type = INTAKE_CHOICE, .choices = channels, .preset = "truc_tiep"},
    {.name = "ngay_tiep_nhan", .type = INTAKE_DAY, .required = 1},
    {.name = "ngay_hen_tra", .type = INTAKE_DAY},
    {.name = "ngay_ket_thuc", .type = INTAKE_DAY},
    {.name = "ket_qua", .type = INTAKE_CHOICE, .choices = outcomes},
    {.name = "ngay_yeu_cau_bo_sung", .type = INTAKE_DAY},
    {.name = "ngay_bo_sung", .type = INTAKE_DAY},
    {.name = "nop_tai_nha", .type = INTAKE_FLAG},
    {.name = "tra_buu_chinh", .type = INTAKE_FLAG},
    {.name = "nguyen_nhan", .type = INTAKE_CODE},
};
static const struct intake_rule dossier_rules[] = {
    {5, 7, 0, "ngày kết thúc (ngay_ket_thuc) trước ngày tiếp nhận (ngay_tiep_nhan)"},
};

static const struct intake_column inspections[] = {
    {.name = "ma", .type = INTAKE_CODE, .required = 1, .key = 1},
    {.name = "don_vi", .type = INTAKE_CODE, .required = 1, .refers = "don_vi"},
    {.name = "loai", .type = INTAKE_CHOICE, .required = 1, .choices = inspection_kinds},
    {.name = "hinh_thuc", .type = INTAKE_CHOICE, .required = 1, .choices = inspection_forms},
    {.name = "ngay", .type = INTAKE_DAY, .required = 1},
    {.name = "co_quan", .type = INTAKE_TEXT},
    {.name = "so_van_de", .type = INTAKE_COUNT},
    {.name = "so_da_xu_ly", .type = INTAKE_COUNT},
    {.name = "ngay_xu_ly_xong", .type = INTAKE_DAY},
};

static const struct intake_column tasks[] = {
    {.name = "ma", .type = INTAKE_CODE, .required = 1, .key = 1},
    {.name = "don_vi", .type = INTAKE_CODE, .required = 1, .refers = "don_vi"},
    {.name = "ke_hoach", .type = INTAKE_CODE, .required = 1},
    {.name = "nguon", .type = INTAKE_CHOICE, .required = 1, .choices = task_sources},
    {.name = "noi_dung", .type = INTAKE_TEXT, .required = 1},
    {.name = "ngay_giao", .type = INTAKE_DAY},
    {.name = "ngay_bat_dau", .type = INTAKE_DAY},
    {.name = "han", .type = INTAKE_DAY},
    {.name = "ngay_hoan_thanh", .type = INTAKE_DAY},
};

static const struct intake_column entries[] = {
    {.name = "chi_tieu", .type = INTAKE_CODE, .required = 1, .key = 1},
    {.name = "don_vi", .type = INTAKE_CODE, .required = 1, .key = 1, .refers = "don_vi"},
    {.name = "tu_ngay", .type = INTAKE_DAY, .required = 1, .key = 1},
    {.name = "den_ngay", .type = INTAKE_DAY, .required = 1, .key = 1},
    {.name = "gia_tri", .type = INTAKE_DECIMAL, .required = 1},
    {.name = "ghi_chu", .type = INTAKE_TEXT},
};
static const struct intake_rule entry_rules[] = {
    {2, 3, 0, "ngày cuối (den_ngay) trước ngày đầu (tu_ngay)"},
};

static const struct intake_column coverage[] = {
    {.name = "bang", .type = INTAKE_CHOICE, .required = 1, .key = 1, .choices = covered_tables},
    {.name = "don_vi", .type = INTAKE_CODE, .required = 1, .key = 1, .refers = "don_vi"},
    {.name = "tu_ngay", .type = INTAKE_DAY, .required = 1, .key = 1},
    {.name = "den_ngay", .type = INTAKE_DAY, .required = 1, .key = 1},
    {.name = "tep", .type = INTAKE_TEXT},
    {.name = "sha256", .type = INTAKE_SHA256},
};

#define COLUMNS(list) .columns = (list), .ncolumns = LENGTH(list)
#define RULES(list) .rules = (list), .nrules = LENGTH(list)

static const struct intake_table tables[] = {
    {.name = "don_vi", .label = "đơn vị", COLUMNS(units), RULES(unit_rules), .unit = -1},
    {.name = "ke_thua", .label = "kế thừa đơn vị", COLUMNS(successors), RULES(successor_rules), .unit = -1},
    {.name = "linh_vuc", .label = "lĩnh vực", COLUMNS(fields), .unit = -1},
    {.name = "tthc", .label = "thủ tục hành chính", COLUMNS(procedures), RULES(procedure_rules), .unit = -1},
    {.name = "ho_so", .label = "hồ sơ", COLUMNS(dossiers), RULES(dossier_rules), .unit = 1, .keeps_history = 1},
    {.name = "kiem_tra", .label = "kiểm tra", COLUMNS(inspections), .unit = 1},
    {.name = "nhiem_vu", .label = "nhiệm vụ", COLUMNS(tasks), .unit = 1},
    {.name = "so_lieu", .label = "số liệu nhập", COLUMNS(entries), RULES(entry_rules), .unit = 1},
    {.name = "pham_vi", .label = "phạm vi số liệu", COLUMNS(coverage), RULES(entry_rules), .unit = -1},
};

const struct intake_table *intake_tables(size_t *n)
{
    *n = LENGTH(tables);
    return tables;
}

const struct intake_table *intake_table(const char *name)
{
    for (size_t i = 0; i < LENGTH(tables); i++)
        if (strcmp(tables[i].name, name) == 0)
            return &tables[i];
    return NULL;
}

int intake_column(const struct intake_table *t, const char *name)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

int intake_self_reference(const struct intake_table *t)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].refers && strcmp(t->columns[i].refers, t->name) == 0)
            return (int)i;
    return -1;
}

static const struct {
    const char *id, *label;
} reasons[REJECT_COUNT] = {
    [REJECT_TEXT] = {"sai_ma_chu", "chữ không đúng mã UTF-8"},
    [REJECT_QUOTES] = {"sai_ngoac_kep", "dấu ngoặc kép sai chỗ"},
    [REJECT_CELLS] = {"sai_so_o", "số ô khác dòng tiêu đề"},
    [REJECT_CHARACTER] = {"ky_tu_la",
                          "có ký tự điều khiển, ký tự đổi chiều chữ, ký tự hỏng hoặc chữ chồng quá nhiều dấu"},
    [REJECT_LENGTH] = {"qua_dai", "dài quá 4.000 chữ"},
    [REJECT_LEGACY] = {"bang_ma_cu", "chữ theo bảng mã cũ hoặc bị đọc sai mã"},
    [REJECT_EMPTY] = {"de_trong", "bỏ trống ô bắt buộc"},
    [REJECT_CODE] = {"ma_sai", "mã có dấu xuống dòng hoặc khoảng trống lạ"},
    [REJECT_FOLDER] = {"ma_thu_muc", "mã không làm được tên thư mục"},
    [REJECT_CHOICE] = {"ngoai_danh_sach", "giá trị ngoài danh sách"},
    [REJECT_FLAG] = {"khong_phai_0_1", "không phải 0 hoặc 1"},
    [REJECT_DAY] = {"ngay_sai", "ngày không đọc được"},
    [REJECT_NUMBER] = {"so_sai", "số không đọc được"},
    [REJECT_AMBIGUOUS] = {"so_mo_ho", "số có thể hiểu hai cách"},
    [REJECT_TOO_LARGE] = {"so_qua_lon", "số quá lớn"},
    [REJECT_SHA256] = {"sha256_sai", "không phải mã SHA-256"},
    [REJECT_UNKNOWN] = {"khong_co_ma", "mã không có trong danh mục"},
    [REJECT_RULE] = {"trai_quy_tac", "hai cột trái nhau"},
    [REJECT_LOOP] = {"vong_lap", "đơn vị nằm dưới chính nó"},
    [REJECT_DUPLICATE] = {"trung_khoa", "trùng khóa trong tệp nhưng khác nội dung"},
};

const char *reject_id(enum reject_reason r)
{
    assert(r < REJECT_COUNT);
    return reasons[r].id;
}

const char *reject_label(enum reject_reason r)
{
    assert(r < REJECT_COUNT);
    return reasons[r].label;
}

const char *reject_label_of(const char *id)
{
    for (int r = 0; r < REJECT_COUNT; r++)
        if (strcmp(reasons[r].id, id) == 0)
            return reasons[r].label;
    return NULL;
}
