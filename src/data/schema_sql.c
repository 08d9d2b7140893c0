/* The schema, one list of statements per version: a new database gets them all in turn, an older one those it lacks.
 * A list that was ever in use is never changed; later versions add to it.
 *
 * Checks are what every writer must keep, this program or another one. That a dossier ends before it was received is
 * no check: import rejects it, and what others write is listed as a finding. */
#include <stddef.h>

#include "data/schema_impl.h"

/* clang-format off */

/* Only a real day gives the same text back: 2018-02-30 becomes 2018-03-02. Without the "+0 days" SQLite would give back
 * what it was given (measured, 3.40). An absent day passes. */
#define DAY(column)           " " column " TEXT CHECK (date(" column ", '+0 days') IS " column "),\n"
#define DAY_REQUIRED(column)  " " column " TEXT NOT NULL CHECK (date(" column ", '+0 days') IS " column "),\n"
#define TEXT(column)          " " column " TEXT CHECK (" column " <> ''),\n"
#define TEXT_REQUIRED(column) " " column " TEXT NOT NULL CHECK (" column " <> ''),\n"
#define KEY(column)           " " column " TEXT NOT NULL PRIMARY KEY CHECK (" column " <> ''),\n"
#define CHOICE(column, list)  " " column " TEXT CHECK (" column " IN (" list ")),\n"
#define CHOICE_REQUIRED(column, list) " " column " TEXT NOT NULL CHECK (" column " IN (" list ")),\n"
#define FLAG(column)          " " column " INTEGER CHECK (" column " IN (0, 1)),\n"
#define COUNT(column)         " " column " INTEGER CHECK (" column " >= 0),\n"
#define COUNT_REQUIRED(column) " " column " INTEGER NOT NULL CHECK (" column " >= 0),\n"
#define UNIT(column)          " " column " TEXT NOT NULL REFERENCES don_vi (ma),\n"
#define SHA256(column, null) \
    " " column " TEXT" null " CHECK (length(" column ") = 64 AND " column " NOT GLOB '*[^0-9a-f]*'),\n"
#define IN_ORDER(from, to)    " CHECK (" from " <= " to ")\n" /* passes where one is absent */

#define LEVELS   "'tinh', 'huyen', 'xa'"
#define CHANNELS "'truc_tiep', 'truc_tuyen', 'buu_chinh'"
#define OUTCOMES "'cap_ket_qua', 'tra_lai', 'rut', 'tu_choi', 'dung'"
#define TABLES   "'don_vi', 'ke_thua', 'linh_vuc', 'tthc', 'ho_so', 'kiem_tra', 'nhiem_vu', 'so_lieu'"

/* Columns of a dossier that ho_so and its history have in common. The unit that received it may be one of another
 * province, so it is no reference. */
#define DOSSIER                                                                                     \
    TEXT("don_vi_tiep_nhan")                                                                        \
    " kenh TEXT NOT NULL DEFAULT 'truc_tiep' CHECK (kenh IN (" CHANNELS ")),\n"                     \
    DAY_REQUIRED("ngay_tiep_nhan") DAY("ngay_hen_tra") DAY("ngay_ket_thuc") CHOICE("ket_qua", OUTCOMES) \
    DAY("ngay_yeu_cau_bo_sung") DAY("ngay_bo_sung") FLAG("nop_tai_nha") FLAG("tra_buu_chinh")       \
    " nguyen_nhan TEXT CHECK (nguyen_nhan <> '')\n"

static const char *const version_1[] = {
    "CREATE TABLE don_vi (\n"
    KEY("ma")
    TEXT_REQUIRED("ten")
    CHOICE_REQUIRED("cap", LEVELS)
    " ma_cha TEXT REFERENCES don_vi (ma) DEFERRABLE INITIALLY DEFERRED,\n" /* a parent may come later in a file */
    COUNT("thu_tu")
    DAY("hieu_luc_tu")
    DAY("hieu_luc_den")
    TEXT("co_quan_chu_quan")
    TEXT("ten_co_quan")
    TEXT("ky_hieu")
    TEXT("dia_danh")
    TEXT("quyen_han_ky")
    TEXT("chuc_vu_ky")
    TEXT("nguoi_ky")
    " CHECK (ma_cha <> ma),\n"
    IN_ORDER("hieu_luc_tu", "hieu_luc_den")
    ") STRICT",

    "CREATE TABLE ke_thua (\n"
    UNIT("ma_cu")
    UNIT("ma_moi")
    DAY_REQUIRED("tu_ngay")
    " PRIMARY KEY (ma_cu, ma_moi, tu_ngay),\n"
    " CHECK (ma_cu <> ma_moi)\n"
    ") STRICT",

    "CREATE TABLE linh_vuc (\n"
    KEY("ma")
    TEXT_REQUIRED("ten")
    " thu_tu INTEGER CHECK (thu_tu >= 0)\n"
    ") STRICT",

    "CREATE TABLE tthc (\n"
    KEY("ma")
    TEXT_REQUIRED("ten")
    " linh_vuc TEXT NOT NULL REFERENCES linh_vuc (ma),\n"
    CHOICE("cap", LEVELS)
    CHOICE("muc_do", "'toan_trinh', 'mot_phan', 'muc_3', 'muc_4', 'khac'")
    FLAG("mot_cua")
    FLAG("lien_thong")
    FLAG("quy_trinh_noi_bo")
    DAY("hieu_luc_tu")
    DAY("hieu_luc_den")
    IN_ORDER("hieu_luc_tu", "hieu_luc_den")
    ") STRICT",

    "CREATE TABLE ho_so (\n"
    KEY("ma")
    UNIT("don_vi")
    " tthc TEXT NOT NULL REFERENCES tthc (ma),\n"
    DOSSIER
    ") STRICT",
    SCHEMA_SCAN_INDEX,

    /* What a dossier was before an import changed it: which import and file took its place. */
    "CREATE TABLE ho_so_lich_su (\n"
    " thay_luc_phien INTEGER NOT NULL REFERENCES nhap_lieu (phien),\n"
    TEXT_REQUIRED("tep")
    TEXT_REQUIRED("ma")
    TEXT_REQUIRED("don_vi")
    TEXT_REQUIRED("tthc")
    DOSSIER
    ") STRICT",
    "CREATE INDEX ho_so_lich_su_ma ON ho_so_lich_su (ma)",

    "CREATE TABLE kiem_tra (\n"
    KEY("ma")
    UNIT("don_vi")
    CHOICE_REQUIRED("loai", "'cchc', 'cong_vu', 'noi_vu', 'quy_tac_ung_xu', 'khac'")
    CHOICE_REQUIRED("hinh_thuc", "'dinh_ky', 'dot_xuat', 'tu_kiem_tra'")
    DAY_REQUIRED("ngay")
    TEXT("co_quan")
    COUNT("so_van_de")
    COUNT("so_da_xu_ly")
    " ngay_xu_ly_xong TEXT CHECK (date(ngay_xu_ly_xong, '+0 days') IS ngay_xu_ly_xong)\n"
    ") STRICT",

    "CREATE TABLE nhiem_vu (\n"
    KEY("ma")
    UNIT("don_vi")
    TEXT_REQUIRED("ke_hoach")
    CHOICE_REQUIRED("nguon", "'ke_hoach', 'cap_tren'")
    TEXT_REQUIRED("noi_dung")
    DAY("ngay_giao")
    DAY("ngay_bat_dau")
    DAY("han")
    " ngay_hoan_thanh TEXT CHECK (date(ngay_hoan_thanh, '+0 days') IS ngay_hoan_thanh)\n"
    ") STRICT",

    "CREATE TABLE so_lieu (\n"
    TEXT_REQUIRED("chi_tieu")
    UNIT("don_vi")
    DAY_REQUIRED("tu_ngay")
    DAY_REQUIRED("den_ngay")
    /* -?[0-9]+(\.[0-9]+)? */
    " gia_tri TEXT NOT NULL CHECK (gia_tri NOT GLOB '*[^-.0-9]*' AND gia_tri NOT GLOB '?*-*'"
    " AND gia_tri NOT GLOB '*.*.*' AND (gia_tri GLOB '[0-9]*' OR gia_tri GLOB '-[0-9]*') AND gia_tri GLOB '*[0-9]'),\n"
    TEXT("ghi_chu")
    " PRIMARY KEY (chi_tieu, don_vi, tu_ngay, den_ngay),\n"
    IN_ORDER("tu_ngay", "den_ngay")
    ") STRICT",

    /* For which days and units a table is complete: without it, "no rows" would mean nothing. */
    "CREATE TABLE pham_vi (\n"
    CHOICE_REQUIRED("bang", TABLES)
    UNIT("don_vi")
    DAY_REQUIRED("tu_ngay")
    DAY_REQUIRED("den_ngay")
    TEXT("tep")
    SHA256("sha256", "")
    " PRIMARY KEY (bang, don_vi, tu_ngay, den_ngay),\n"
    IN_ORDER("tu_ngay", "den_ngay")
    ") STRICT",

    /* Imports; the history of dossiers points here. */
    "CREATE TABLE nhap_lieu (\n"
    " phien INTEGER PRIMARY KEY,\n"
    CHOICE_REQUIRED("bang", TABLES ", 'pham_vi'")
    TEXT_REQUIRED("tep")
    SHA256("sha256", " NOT NULL")
    DAY_REQUIRED("ngay")
    COUNT_REQUIRED("so_dong")
    COUNT_REQUIRED("so_moi")
    COUNT_REQUIRED("so_thay_doi")
    COUNT_REQUIRED("so_giu_nguyen")
    COUNT_REQUIRED("so_tu_choi")
    " CHECK (so_dong = so_moi + so_thay_doi + so_giu_nguyen + so_tu_choi)\n"
    ") STRICT",

    NULL,
};

/* Rejected rows by reason, for the findings about the quality of a unit's data. A row may count for several reasons. */
static const char *const version_2[] = {
    "CREATE TABLE nhap_lieu_tu_choi (\n"
    " phien INTEGER NOT NULL REFERENCES nhap_lieu (phien),\n"
    " don_vi TEXT REFERENCES don_vi (ma),\n" /* absent: the row names no known unit */
    TEXT_REQUIRED("cot")
    TEXT_REQUIRED("ly_do")
    " so_dong INTEGER NOT NULL CHECK (so_dong > 0)\n"
    ") STRICT",
    "CREATE INDEX nhap_lieu_tu_choi_phien ON nhap_lieu_tu_choi (phien)",
    NULL,
};

/* A dossier that ended before it was received hides from the scan, which leads with the end: these are few, and found
 * without reading the history. */
static const char *const version_3[] = {
    "CREATE INDEX ho_so_nguoc ON ho_so (ngay_tiep_nhan) WHERE ngay_ket_thuc < ngay_tiep_nhan",
    NULL,
};

/* clang-format on */

const char *const *const SCHEMA_STEPS[SCHEMA_VERSION] = {version_1, version_2, version_3};
