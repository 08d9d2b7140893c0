/* The settings of one agency: one INI file, read strictly (unknown or missing key, bad value → 78 with file and line).
 */
#ifndef CONF_CONFIG_H
#define CONF_CONFIG_H

#include "conf/ini.h"
#include "conf/period.h"
#include "conf/schedule.h"

enum edition { EDITION_ELECTRONIC, EDITION_PAPER };
enum pdf_standard { PDF_ARCHIVE, PDF_PLAIN };                    /* chuan = PDF/A-1b | PDF-1.4 */
enum pdf_tagging { PDF_TAGS_AUTO, PDF_TAGS_ALL, PDF_TAGS_NONE }; /* the = tu_dong | het | khong */
enum returned_mode { RETURNED_ON_TIME, RETURNED_APART };         /* tra_lai_rut = dung_han | rieng */

enum { PROGRAMME_AREAS = 6 };

struct fixed_range {              /* [ky.2018-10M] or [ky.2018-10M.dich_vu_cong_muc_4] */
    const char *period, *section; /* section "" for the report itself */
    struct range range;           /* DAY_NONE where not given */
    int line;
};

/* [don_vi.tinh], [don_vi.huyen], [don_vi.xa]: papers of the units of a level. Entries of lists may hold {{names}}. */
struct unit_papers {
    struct ini_list addressees; /* kinh_gui; default {{cap_tren}} */
    struct ini_list recipients; /* noi_nhan */
    const char *archive;        /* luu; default the first of the agency's own: "VT" */
};

/* [gioi_han]: what one unit's papers may take while they are made; far above what 40 000 pages need. */
struct limits {
    int memory, file; /* bo_nho, tep: MB; default 8192, 2048 */
    int cpu, time;    /* cpu, thoi_gian: seconds of a processor, seconds in all; default 900, 1800 */
};

struct config {
    const char *path, *dir;
    const struct ini *ini;

    /* [du_lieu] */
    const char *database;   /* co_so_du_lieu */
    const char *prose_dir;  /* noi_dung: folder of fragments <KY>/<MA>/<phan>.md */
    const char *output_dir; /* ket_qua: default of -o */

    /* [co_quan] */
    const char *unit;          /* ma: code in don_vi */
    const char *parent_agency; /* co_quan_chu_quan: "UBND THÀNH PHỐ HÀ NỘI"; "" for none; " / " breaks lines */
    const char *agency;        /* ten_co_quan: "ỦY BAN NHÂN DÂN / QUẬN BẮC TỪ LIÊM" */
    const char *agency_full;   /* ten_day_du: "Ủy ban nhân dân quận Bắc Từ Liêm" (annexes) */
    const char *agency_short;  /* ten_goi: "UBND quận" (inside sentences) */
    const char *area;          /* dia_ban: "quận Bắc Từ Liêm" */
    const char *symbol;        /* ky_hieu: "UBND" → Số: 05/BC-UBND */
    const char *place;         /* dia_danh: "Hà Nội" */

    /* [ky_ten] */
    const char *authority; /* quyen_han: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"; may be "" */
    const char *position;  /* chuc_vu: "PHÓ CHỦ TỊCH" */
    const char *signer;    /* nguoi_ky: "" leaves the name blank */

    /* [bao_cao] */
    const char *templates_dir;         /* thu_muc_mau: an own templates folder; "" = the program's */
    const char *report;                /* mau: folder under templates/, and the BAO_CAO part of the output path */
    struct ini_list addressees;        /* kinh_gui; empty: a report without "Kính gửi" */
    struct ini_list recipients;        /* noi_nhan, without "Như trên" and "Lưu" (the program adds both) */
    const char *archive;               /* luu: "VT, NV" */
    struct ini_list left_out;          /* bo_phan: parts of the report that this agency does not report on */
    struct unit_papers unit_papers[3]; /* of the units below the agency, by enum level */
    int quality_page;    /* trang_chat_luong = co: what the units are asked about their data, behind a draft */
    const char *urgency; /* do_khan: "" | hoa_toc | thuong_khan | khan: kept as text of the mark, see config.c */
    const char *secrecy; /* do_mat: text of the mark, "" for none */

    /* [chuong_trinh]: the reform programme that the report follows */
    const char *programme; /* can_cu, as cited in the opening: "Chương trình số 08-CTr/TU ngày 26/4/2016 của …" */
    const char *areas[PROGRAMME_AREAS]; /* noi_dung_1 … noi_dung_6 */

    /* [cap]: what this place calls the levels; "" where it has no such level */
    const char *level_name[3]; /* tinh, huyen, xa: "thành phố", "quận", "phường" */
    const char
        *level_group[3]; /* nhom_tinh, nhom_huyen, nhom_xa: "Các phòng chuyên môn", "Ủy ban nhân dân các phường" */

    /* [ky] */
    enum period_rule rule; /* quy_tac = nd09 | duong_lich */
    struct fixed_range *fixed;
    size_t nfixed;

    /* [dinh_ky.*]: reports that are made period by period, see schedule.h */
    struct regular *regular;
    size_t nregular;
    const char *calendar_dir; /* [lich] thu_muc: years of working days; "" = the program's */

    /* [cach_tinh] */
    enum returned_mode returned;
    int rank_minimum; /* toi_thieu_xep_hang: units with fewer resolved dossiers are not ranked, default 30 */

    /* [van_ban] */
    enum edition edition;       /* ban = dien_tu | giay */
    int pad_counts;             /* them_so_0 = co | khong: "05 văn bản" */
    int illustrative;           /* minh_hoa = co: every page says SỐ LIỆU MINH HỌA */
    const char *annex_receiver; /* don_vi_nhan: "UBND thành phố Hà Nội" in the head of forms; "" for none */

    /* [pdf] */
    enum pdf_standard standard; /* chuan: what the file claims to be */
    enum pdf_tagging tagging;   /* the: which parts carry their logical structure */
    int signature_field;        /* o_ky = co: an empty field for the digital signature above the signer's name */

    struct limits limits;

    /* [chi_tieu_nam]: targets of the year in hundredths of a percent, by name; usable in templates as chi_tieu.<ten> */
    const struct ini_item **targets;
    size_t ntargets;
};

int config_load(struct arena *a, const char *path, struct config **out, struct err *err);
const char *config_unit_section(int level); /* "don_vi.xa" */

int config_leaves_out(const struct config *c, const char *part);

#endif
