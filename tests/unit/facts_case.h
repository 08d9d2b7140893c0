/* A district with two wards in memory, its figures, and the cube they are counted from. */
#ifndef FACTS_CASE_H
#define FACTS_CASE_H

#include <unistd.h>

#include "base/file.h"
#include "base/note.h"
#include "data/cube.h"
#include "data/facts.h"
#include "store.h"

/* Q holds the wards A and B; dossiers, inspections and tasks of 2018, less of 2017. */
static const char data[] =
    "INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('Q', 'Quận', 'huyen', NULL), ('A', 'An', 'xa', 'Q'),"
    " ('B', 'Bình', 'xa', 'Q');"
    "INSERT INTO don_vi (ma, ten, cap, ma_cha, hieu_luc_den) VALUES ('C', 'Cũ', 'xa', 'Q', '2016-12-31');"
    "INSERT INTO linh_vuc (ma, ten) VALUES ('L1', 'Một'), ('L2', 'Hai');"
    "INSERT INTO tthc (ma, ten, linh_vuc, cap) VALUES ('1', 'M', 'L1', 'huyen'), ('2', 'N', 'L1', 'xa'),"
    " ('3', 'O', 'L2', 'xa');"
    "INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc) VALUES"
    " ('1', 'Q', '1', 'truc_tiep', '2018-02-01', '2018-02-10', '2018-02-09'),"
    " ('2', 'Q', '1', 'truc_tuyen', '2018-02-01', '2018-02-10', '2018-02-11'),"
    " ('3', 'A', '2', 'truc_tiep', '2018-03-01', '2018-03-10', '2018-03-10'),"
    " ('4', 'A', '3', 'truc_tuyen', '2018-08-15', NULL, '2018-08-16'),"
    " ('5', 'B', '3', 'truc_tiep', '2018-08-15', '2018-08-20', NULL),"
    " ('6', 'B', '2', 'truc_tiep', '2017-12-15', '2017-12-20', '2018-01-05'),"
    " ('7', 'A', '2', 'truc_tiep', '2017-03-01', '2017-03-10', '2017-03-10'),"
    " ('8', 'Q', '1', 'truc_tiep', '2017-03-01', '2017-03-10', '2017-03-20');"
    "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de) VALUES"
    " ('1', 'A', 'cong_vu', 'dot_xuat', '2018-02-01', 3), ('2', 'A', 'noi_vu', 'dinh_ky', '2018-05-01', NULL),"
    " ('3', 'B', 'cong_vu', 'dot_xuat', '2018-09-30', 4), ('4', 'A', 'cong_vu', 'dot_xuat', '2017-05-01', 1);"
    "INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung, ngay_hoan_thanh) VALUES"
    " ('1', 'Q', 'KH 1', 'ke_hoach', 'x', '2018-09-01'), ('2', 'Q', 'KH 1', 'ke_hoach', 'x', NULL),"
    " ('3', 'Q', 'KH 2', 'ke_hoach', 'x', NULL);"
    "INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri, ghi_chu) VALUES"
    " ('vb', 'Q', '2018-01-01', '2018-03-31', '10', NULL), ('vb', 'Q', '2018-04-01', '2018-09-30', '5', NULL),"
    " ('vb', 'A', '2018-01-01', '2018-09-30', '99', NULL),"
    " ('vb', 'Q', '2018-10-01', '2018-12-31', '1000', NULL), ('vb', 'Q', '2017-01-01', '2017-09-30', '12', NULL),"
    " ('hoi_nghi', 'A', '2018-01-01', '2018-09-30', '1.5', NULL),"
    " ('hoi_nghi', 'B', '2018-01-01', '2018-06-30', '2.25', NULL),"
    " ('hoi_nghi', 'B', '2018-07-01', '2018-09-30', '0.5', NULL),"
    " ('hoi_nghi', 'B', '2018-07-01', '2018-12-31', '70', NULL),"
    " ('bien_che', 'Q', '2018-01-01', '2018-03-31', '40', NULL), ('bien_che', 'Q', '2018-04-01', '2018-06-30', '41',"
    " NULL), ('bien_che', 'Q', '2018-07-01', '2018-12-31', '42', NULL),"
    " ('chong', 'Q', '2018-01-01', '2018-03-31', '1', NULL), ('chong', 'Q', '2018-03-31', '2018-04-30', '1', NULL),"
    " ('lech', 'Q', '2018-01-01', '2018-12-31', '7', NULL),"
    " ('sang_kien', 'Q', '2018-09-01', '2018-09-30', '0', 'Ngày thứ Bảy vì dân'),"
    " ('ten_cu', 'Q', '2017-09-01', '2017-12-31', '0', 'năm trước');";

static const char all_covered[] =
    "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) SELECT b.column1, 'Q', '2017-01-01', '2018-12-31'"
    " FROM (VALUES ('ho_so'), ('kiem_tra'), ('nhiem_vu')) b;";
/* Of the wards only, and of this year only: dossiers, of which Q has some too, and inspections, of which it has none.
 */
static const char wards_covered[] __attribute__((unused)) =
    "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('ho_so', 'A', '2018-01-01', '2018-12-31'),"
    " ('ho_so', 'B', '2018-01-01', '2018-12-31'), ('kiem_tra', 'A', '2018-01-01', '2018-12-31'),"
    " ('kiem_tra', 'B', '2018-01-01', '2018-12-31');";

#define COUNTED(name, table, measure, where) \
    "[" name "]\nnhan = Nhãn\ndon_vi_tinh = cái\nbang = " table "\ndo = " measure "\ndieu_kien = " where "\n"
#define ENTERED(name, kind) "[" name "]\nnhan = Nhãn\ndo = nhap\nkieu = " kind "\n"
static const char figures[] = COUNTED("hs_tong", "ho_so", "dem", "")                                          //
    COUNTED("hs_truc_tuyen", "ho_so", "dem", "kenh = truc_tuyen")                                             //
    COUNTED("hs_xong", "ho_so", "dem", "tinh_trang IN (truoc_han, dung_han, qua_han)")                        //
    COUNTED("hs_som", "ho_so", "dem", "tinh_trang IN (truoc_han, dung_han)")                                  //
    COUNTED("hs_thu_tuc", "ho_so", "khac_nhau:tthc", "")                                                      //
    COUNTED("hs_ly_do", "ho_so", "khac_nhau:nguyen_nhan", "")                                                 //
    COUNTED("kt_cuoc", "kiem_tra", "dem", "")                                                                 //
    COUNTED("kt_don_vi", "kiem_tra", "khac_nhau:don_vi", "")                                                  //
    COUNTED("kt_van_de", "kiem_tra", "tong:so_van_de", "loai = cong_vu")                                      //
    COUNTED("nv_kh1", "nhiem_vu", "dem", "ke_hoach = \"KH 1\"")                                               //
    COUNTED("nv_xong", "nhiem_vu", "dem", "tinh_trang = xong_khong_han")                                      //
    COUNTED("thu_tuc", "tthc", "dem", "")                                                                     //
    COUNTED("phuong", "don_vi", "dem", "co_cap_duoi = 0")                                                     //
    "[hs_muc]\nnhan = N\nbang = ho_so\ndo = dem\ndieu_kien = nguon = trong_ky\nmuc = muc_4\n"                 //
    "[tl_xong]\nnhan = N\ndo = ty_le\ntu = hs_xong\nmau = hs_tong\n"                                          //
    "[tl_xa]\nnhan = N\ndo = ty_le\ntu = hs_tong_cap_xa\nmau = hs_tong\n"                                     //
    "[tl_khong]\nnhan = N\ndo = ty_le\ntu = hs_tong\nmau = hs_ly_do\n"                                        //
    "[tl_nhap]\nnhan = N\ndo = ty_le\ntu = hoi_nghi\nmau = vb\n"                                              //
    "[con_lai]\nnhan = N\ndo = cong_thuc\ncong_thuc = hs_tong - hs_xong\n"                                    //
    "[gop]\nnhan = N\ndo = cong_thuc\ncong_thuc = vb + hoi_nghi-bien_che\n"                                   //
    ENTERED("vb", "tong") ENTERED("hoi_nghi", "tong") ENTERED("bien_che", "cuoi_ky") ENTERED("chong", "tong") //
    ENTERED("lech", "tong") ENTERED("chua", "tong") ENTERED("sang_kien", "chu") ENTERED("ten_cu", "chu")      //
    "[van_ban]\nnhan = N\ndo = nhap\nkieu = tong\nchi_tieu = vb\n";

struct fixture {
    struct arena *arena;
    struct db *db;
    struct catalog *catalog;
    struct coverage *coverage;
    struct cube *cube;
    struct facts *facts;
    struct period period;
    struct period_section sections[2];
    struct notes notes;
};

static inline const char *write_file(struct arena *a, const char *dir, const char *text)
{
    const char *path = path_join(a, dir, "chi-tieu.ini");
    struct err err = {.status = ST_OK};

    unlink(path);
    if (file_write(path, text, strlen(text), &err))
        fail_msg("%s", err.text);
    return path;
}

static inline struct range range_of(int year, int month, int last_month)
{
    return (struct range){day_from_ymd(year, month, 1), day_from_ymd(year, last_month, 30)};
}

static inline void open_fixture(struct fixture *x, const char *covered)
{
    struct err err = {.status = ST_OK};
    struct range ranges[4];
    char dir[256];
    char *text;

    *x = (struct fixture){.arena = arena_new()};
    notes_init(&x->notes, x->arena);
    x->db = store_open(x->arena, arena_printf(x->arena, "%s%s", data, covered));
    x->sections[0] = (struct period_section){"", range_of(2018, 1, 9), range_of(2017, 1, 9)};
    x->sections[1] = (struct period_section){"muc_4", range_of(2018, 8, 9), range_of(2017, 8, 9)};
    x->period = (struct period){.code = "2018-9M", .year = 2018, .sections = x->sections, .nsections = 2};
    for (size_t i = 0; i < 2; i++) {
        ranges[2 * i] = x->sections[i].now;
        ranges[2 * i + 1] = x->sections[i].before;
    }
    temp_dir(dir);
    text = arena_strdup(x->arena, figures);
    if (catalog_load(x->arena, x->db, &x->catalog, &err) ||
        coverage_load(x->arena, x->db, x->catalog, &x->coverage, &err) ||
        cube_count(x->arena, x->db, x->catalog, ranges, 4, RETURNED_ON_TIME, &x->cube, &err) ||
        facts_define(x->arena, write_file(x->arena, dir, text), x->catalog, &x->facts, &err) ||
        facts_bind(x->facts, x->db, x->cube, x->coverage, &x->period, &x->notes, &err))
        fail_msg("%s", err.text);
    dir_remove_all(dir, &err);
}

static inline void close_fixture(struct fixture *x)
{
    db_close(x->db);
    arena_free(x->arena);
}

#endif
