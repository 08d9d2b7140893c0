#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "data/intake.h"
#include "data/intake_text.h"
#include "unit.h"

enum { MANY = 20 };

/* Cells of a line as tests write it: "a|b|c". */
static struct csv_row split(struct arena *a, const char *line)
{
    struct csv_row row = {.line = 1, .offset = -1};
    char *rest = arena_strdup(a, line), *part;

    row.cells = arena_alloc(a, MANY * sizeof *row.cells);
    while ((part = strsep(&rest, "|")) != NULL) {
        assert_true(row.n < MANY);
        row.cells[row.n++] = part;
    }
    return row;
}

static struct intake *bind(struct arena *a, const char *table, const struct intake_map *map, const char *header,
                           struct notes *notes, struct err *err)
{
    struct csv_row row = split(a, header);
    struct intake *in = NULL;

    if (intake_bind(a, intake_table(table), map, "x.csv", &row, notes, &in, err))
        return NULL;
    for (size_t c = 0; c < in->table->ncolumns; c++)
        if (in->table->columns[c].refers)
            index_add(&in->refs[c], "U", 1, 0);
    return in;
}

#define DOSSIER "ma|don_vi|tthc|kenh|ngay_tiep_nhan|ngay_hen_tra|ngay_ket_thuc|nop_tai_nha|don_vi_tiep_nhan"

/* One cell changed in a row that is right otherwise. */
static void cells(void **state)
{
    static const struct {
        const char *table, *column, *cell;
        const char *want; /* NULL: rejected for `reason`, or empty with REJECT_COUNT */
        enum reject_reason reason;
    } cases[] = {
        /* codes stay as they are but for blanks at the ends and composition */
        {"ho_so", "ma", " 000.00.18.H26-230412-0001 ", "000.00.18.H26-230412-0001", 0},
        {"ho_so", "ma", "007", "007", 0},
        {"ho_so", "ma", "\u00A0A 1\u3000", "A 1", 0},
        {"ho_so", "ma", "", NULL, REJECT_EMPTY},
        {"ho_so", "ma", " \u00A0 ", NULL, REJECT_EMPTY},
        {"ho_so", "ma", "A\n1", NULL, REJECT_CODE},
        {"ho_so", "ma", "A\u00A01", NULL, REJECT_CODE},
        {"ho_so", "ma", "A\t1", NULL, REJECT_CODE},
        {"ho_so", "ma", "A\x01", NULL, REJECT_CHARACTER},
        {"ho_so", "ma", "A\u202E1", NULL, REJECT_CHARACTER},
        {"ho_so", "ma", "A\uFFFD", NULL, REJECT_CHARACTER},
        {"ho_so", "ma", "=1+1", "=1+1", 0},
        {"ho_so", "don_vi", "V", NULL, REJECT_UNKNOWN},
        {"ho_so", "tthc", "V", NULL, REJECT_UNKNOWN},
        {"ho_so", "don_vi_tiep_nhan", "V", "V", 0},
        /* of units they become folders */
        {"don_vi", "ma", "H26.01_a-B", "H26.01_a-B", 0},
        {"don_vi", "ma", " -1 ", "-1", 0},
        {"don_vi", "ma", "../../x", NULL, REJECT_FOLDER},
        {"don_vi", "ma", "a/b", NULL, REJECT_FOLDER},
        {"don_vi", "ma", ".an", NULL, REJECT_FOLDER},
        {"don_vi", "ma", "P 01", NULL, REJECT_FOLDER},
        {"don_vi", "ma", "Đ1", NULL, REJECT_FOLDER},
        {"linh_vuc", "ma", "../../x", "../../x", 0},
        {"ho_so", "ma", "../a b/Đ", "../a b/Đ", 0},
        /* names: one line, NFC */
        {"linh_vuc", "ten", "  Đất  đai \n và\tnhà ", "Đất đai và nhà", 0},
        {"linh_vuc", "ten", "Ho\u0323\u0302 ti\u0323ch", "Hộ tịch", 0},
        {"linh_vuc", "ten", "Ðường \u200Bsá", "Đường sá", 0},
        {"linh_vuc", "ten", "§¹i häc", NULL, REJECT_LEGACY},
        {"linh_vuc", "ten", "Ñaïi hoïc", NULL, REJECT_LEGACY},
        {"linh_vuc", "ten", "Uûy ban nhaân daân", NULL, REJECT_LEGACY},
        {"linh_vuc", "ten", "ThÃ´ng tÆ°", NULL, REJECT_LEGACY},
        {"linh_vuc", "ten",
         "PhÆ°á»\xC2\x9D"
         "ng",
         NULL, REJECT_CHARACTER},
        {"linh_vuc", "ten", "Máy Windows® § 2 m² 30° “Müller & Söhne GmbH”",
         "Máy Windows® § 2 m² 30° “Müller & Söhne GmbH”", 0},
        {"linh_vuc", "ten",
         "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộ",
         "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộ", 0},
        /* days */
        {"ho_so", "ngay_hen_tra", "2018-09-30", "2018-09-30", 0},
        {"ho_so", "ngay_hen_tra", " 30/9/2018", "2018-09-30", 0},
        {"ho_so", "ngay_hen_tra", "30/09/2018 23:30", "2018-09-30", 0},
        {"ho_so", "ngay_hen_tra", "2018-09-30T17:00:00Z", "2018-10-01", 0},
        {"ho_so", "ngay_hen_tra", "2018-09-30T23:59:59+07:00", "2018-09-30", 0},
        {"ho_so", "ngay_hen_tra", "2016-02-29", "2016-02-29", 0},
        {"ho_so", "ngay_hen_tra", "", NULL, REJECT_COUNT},
        {"ho_so", "ngay_hen_tra", "2018-02-29", NULL, REJECT_DAY},
        {"ho_so", "ngay_hen_tra", "31/4/2018", NULL, REJECT_DAY},
        {"ho_so", "ngay_hen_tra", "43373", NULL, REJECT_DAY},
        {"ho_so", "ngay_hen_tra", "30/9/18", NULL, REJECT_DAY},
        {"ho_so", "ngay_hen_tra", "0000-00-00", NULL, REJECT_DAY},
        {"ho_so", "ngay_tiep_nhan", "", NULL, REJECT_EMPTY},
        /* lists and flags */
        {"ho_so", "kenh", "", "truc_tiep", 0},
        {"ho_so", "kenh", "buu_chinh ", "buu_chinh", 0},
        {"ho_so", "kenh", "Truc_tuyen", NULL, REJECT_CHOICE},
        {"ho_so", "kenh", "1", NULL, REJECT_CHOICE},
        {"ho_so", "nop_tai_nha", "1", "1", 0},
        {"ho_so", "nop_tai_nha", "", NULL, REJECT_COUNT},
        {"ho_so", "nop_tai_nha", "2", NULL, REJECT_FLAG},
        {"ho_so", "nop_tai_nha", "01", NULL, REJECT_FLAG},
        {"ho_so", "nop_tai_nha", "có", NULL, REJECT_FLAG},
        /* numbers without a map: canonical, and nothing that could be read two ways */
        {"linh_vuc", "thu_tu", "0", "0", 0},
        {"linh_vuc", "thu_tu", "0012", "12", 0},
        {"linh_vuc", "thu_tu", "999999999999999999", "999999999999999999", 0},
        {"linh_vuc", "thu_tu", "1000000000000000000", NULL, REJECT_TOO_LARGE},
        {"linh_vuc", "thu_tu", "-1", NULL, REJECT_NUMBER},
        {"linh_vuc", "thu_tu", "1.5", NULL, REJECT_NUMBER},
        {"linh_vuc", "thu_tu", "0x10", NULL, REJECT_NUMBER},
        {"linh_vuc", "thu_tu", "1 200", NULL, REJECT_NUMBER},
        {"linh_vuc", "thu_tu", "1.200", NULL, REJECT_AMBIGUOUS},
        {"linh_vuc", "thu_tu", "1,200", NULL, REJECT_AMBIGUOUS},
        {"so_lieu", "gia_tri", "1200", "1200", 0},
        {"so_lieu", "gia_tri", "12.5", "12.5", 0},
        {"so_lieu", "gia_tri", "-12.50", "-12.50", 0},
        {"so_lieu", "gia_tri", "0.125", "0.125", 0},
        {"so_lieu", "gia_tri", "1200.500", "1200.500", 0},
        {"so_lieu", "gia_tri", "-0", "0", 0},
        {"so_lieu", "gia_tri", "-00.50", "-0.50", 0},
        {"so_lieu", "gia_tri", "1.200", NULL, REJECT_AMBIGUOUS},
        {"so_lieu", "gia_tri", "-1.200", NULL, REJECT_AMBIGUOUS},
        {"so_lieu", "gia_tri", "1.200.300", NULL, REJECT_AMBIGUOUS},
        {"so_lieu", "gia_tri", "1,200", NULL, REJECT_AMBIGUOUS},
        {"so_lieu", "gia_tri", "12,5", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "1e5", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", ".5", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "5.", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "+5", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "--5", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "NaN", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "12%", NULL, REJECT_NUMBER},
        {"so_lieu", "gia_tri", "12345678901234567.89", NULL, REJECT_TOO_LARGE},
        {"pham_vi", "sha256", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
         "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 0},
        {"pham_vi", "sha256", "0123", NULL, REJECT_SHA256},
        /* rules between columns */
        {"ho_so", "ngay_ket_thuc", "2018-01-01", NULL, REJECT_RULE},
        {"ho_so", "ngay_ket_thuc", "2018-01-02", "2018-01-02", 0},
        {"ho_so", "ngay_hen_tra", "2018-01-01", "2018-01-01", 0},
        {"so_lieu", "den_ngay", "2018-01-01", NULL, REJECT_RULE},
        {"ke_thua", "ma_moi", "U", NULL, REJECT_RULE},
    };
    static const struct {
        const char *table, *header, *row;
    } bases[] =
        {
            {"ho_so", DOSSIER, "M|U|U||2018-01-02||||"},
            {"don_vi", "ma|ten|cap", "M|T|xa"},
            {"linh_vuc", "ma|ten|thu_tu", "M|T|"},
            {"so_lieu", "chi_tieu|don_vi|tu_ngay|den_ngay|gia_tri", "C|U|2018-01-02|2018-01-02|1"},
            {"pham_vi", "bang|don_vi|tu_ngay|den_ngay|sha256", "ho_so|U|2018-01-02|2018-01-02|"},
            {"ke_thua", "ma_cu|ma_moi|tu_ngay", "U|U2|2018-01-02"},
        },
      *b;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(b, bases)) {
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct intake *in;
        size_t tried = 0;

        notes_init(&notes, a);
        in = bind(a, b->table, NULL, b->header, &notes, &e);
        assert_non_null(in);
        if (strcmp(b->table, "ke_thua") == 0)
            index_add(&in->refs[1], "U2", 2, 0);
        for (size_t i = 0; i < LENGTH(cases); i++) {
            int c = intake_column(in->table, cases[i].column), ok, want_ok;
            struct csv_row row = split(a, b->row);

            if (strcmp(cases[i].table, b->table) != 0)
                continue;
            tried++;
            row.cells[in->source[c]] = arena_strdup(a, cases[i].cell);
            ok = intake_row(in, &row);
            want_ok = cases[i].want || cases[i].reason == REJECT_COUNT;
            if (ok != want_ok || (ok && cases[i].want && strcmp(in->values[c].text, cases[i].want) != 0) ||
                (!ok && in->rejections.v[0].reason != cases[i].reason))
                CASE("%s.%s = '%s': %s", b->table, cases[i].column, cases[i].cell,
                     ok ? in->values[c].text : in->rejections.v[0].text);
            assert_int_equal(ok, want_ok);
            if (!ok) {
                assert_int_equal(in->rejections.n, 1);
                assert_int_equal(in->rejections.v[0].reason, cases[i].reason);
                assert_int_equal(in->rejections.v[0].column, c);
            } else if (cases[i].want) {
                assert_string_equal(in->values[c].text, cases[i].want);
            } else {
                assert_null(in->values[c].text);
            }
        }
        assert_true(tried > 0);
        intake_close(in);
    }
    arena_free(a);
}

static void rows_as_a_whole(void **state)
{
    static const struct {
        const char *row;
        enum csv_problem problem;
        const char *reasons; /* ids joined */
    } cases[] =
        {
            {"M|T|1", CSV_FINE, ""},
            {"M|T|1||", CSV_FINE, ""},
            {"M|T|1||x", CSV_FINE, "sai_so_o"},
            {"M|T", CSV_FINE, "sai_so_o"},
            {"M|T|1", CSV_INVALID_TEXT, "sai_ma_chu"},
            {"M|T|1", CSV_BAD_QUOTES, "sai_ngoac_kep"},
            {"||x", CSV_FINE, "de_trong de_trong so_sai"},
        },
      *c;
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK};
    struct notes notes;
    struct intake *in;

    (void)state;
    notes_init(&notes, a);
    in = bind(a, "linh_vuc", NULL, "ma|ten|thu_tu", &notes, &e);
    for (EACH(c, cases)) {
        struct csv_row row = split(a, c->row);
        char got[200] = "";

        row.problem = c->problem;
        intake_row(in, &row);
        for (size_t i = 0; i < in->rejections.n; i++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? " " : "",
                     reject_id(in->rejections.v[i].reason));
        assert_string_equal(got, c->reasons);
    }
    /* Texts given back in between: many rows that need work, then one more. */
    for (int i = 0; i < 5000; i++) {
        struct csv_row row = split(a, "M|Đất   đai|1");

        assert_int_equal(intake_row(in, &row), 1);
        assert_string_equal(in->values[1].text, "Đất đai");
    }
    intake_close(in);
    arena_free(a);
}

static void headers(void **state)
{
    static const struct {
        const char *table, *header, *error, *notes; /* part of the error, ids of notes */
    } cases[] =
        {
            {"linh_vuc", "ma|ten", NULL, ""},
            {"linh_vuc", " MA |Ten|họ và tên|số điện thoại", NULL, "cot_bo_qua"},
            {"linh_vuc", "ten|ma|", NULL, ""},
            {"linh_vuc", "ma|ten|thu_tuu", NULL, "cot_gan_giong cot_bo_qua"},
            {"linh_vuc", "ma|tenn", "thiếu cột bắt buộc của bảng linh_vuc: 'ten' (gần nhất: 'tenn')", ""},
            {"linh_vuc", "thu_tu|x|y",
             "thiếu cột bắt buộc của bảng linh_vuc: 'ma', 'ten'. Các cột khác có trong tệp: 'x', 'y'", ""},
            {"linh_vuc", "ma|x1|x2|x3|x4|x5|x6|x7|x8|x9|x10|x11|x12", "'x9', 'x10' và 2 cột khác. Hãy sửa dòng tiêu đề",
             ""},
            {"linh_vuc", "Nguyễn Văn A|0912345678", "'ma', 'ten'. Không ô nào trong 2 ô của dòng này giống tên cột.",
             ""},
            {"linh_vuc", "ma|ten|Ma", "hai cột cùng tên 'Ma' (cột 1 và 3)", ""},
            {"ho_so", "ma|don_vi|tthc|Ngày tiếp nhận", "'ngay_tiep_nhan' (gần nhất: 'Ngày tiếp nhận')", ""},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct intake *in;
        char got[200] = "";

        notes_init(&notes, a);
        in = bind(a, c->table, NULL, c->header, &notes, &e);
        for (size_t i = 0; i < notes.list.n; i++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? " " : "", notes.list.v[i].id);
        if (c->error) {
            assert_null(in);
            assert_int_equal(e.status, ST_DATA);
            if (!strstr(e.text, c->error))
                fail_msg("%s: %s", c->error, e.text);
        } else {
            assert_non_null(in);
            assert_string_equal(got, c->notes);
        }
        intake_close(in);
    }
    arena_free(a);
}

static struct intake_map *load_map(struct arena *a, const char *text, const char *table, struct err *err)
{
    struct intake_map *map = NULL;
    char dir[256], *path;

    path = path_join(a, temp_dir(dir), "map.ini");
    assert_int_equal(file_write(path, text, strlen(text), err), 0);
    if (intake_map_load(a, path, intake_table(table), &map, err))
        map = NULL;
    unlink(path);
    rmdir(dir);
    return map;
}

static void maps(void **state)
{
    static const char text[] =
        "[cot]\nma = Mã hồ sơ\ndon_vi = Đơn vị\ntthc = Mã TTHC\nngay_tiep_nhan = Ngày  TIẾP nhận\n"
        "don_vi_tiep_nhan = Đơn vị\nket_qua = Kết quả\n"
        "[gia_tri.kenh]\ntruc_tuyen = Trực tuyến | 2\ntruc_tiep = Trực tiếp\ntrong = Không rõ\n"
        "[gia_tri.nop_tai_nha]\n1 = Có | x\n0 = Không\n";
    static const struct {
        const char *row, *channel, *home;
    } cases[] =
        {
            {"M|U|U|2018-01-02|TRỰC  TUYẾN|có", "truc_tuyen", "1"},
            {"M|U|U|2018-01-02|2|X", "truc_tuyen", "1"},
            {"M|U|U|2018-01-02|2|Không", "truc_tuyen", "0"},
            {"M|U|U|2018-01-02|trực tiếp|0", "truc_tiep", "0"},
            {"M|U|U|2018-01-02|buu_chinh|", "buu_chinh", NULL},
            {"M|U|U|2018-01-02|Không rõ|", "truc_tiep", NULL},
            {"M|U|U|2018-01-02|3|", NULL, NULL},
        },
      *c;
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK};
    struct notes notes;
    struct intake_map *map = load_map(a, text, "ho_so", &e);
    struct intake *in;
    int channel, home;

    (void)state;
    if (!map)
        fail_msg("%s", e.text);
    notes_init(&notes, a);
    in = bind(a, "ho_so", map, "Mã hồ sơ|Đơn vị|Mã TTHC|Ngày tiếp nhận|kenh|nop_tai_nha", &notes, &e);
    if (!in)
        fail_msg("%s", e.text);
    assert_int_equal(notes.list.n, 1); /* the caption of ket_qua is not there */
    assert_string_equal(notes.list.v[0].id, "cot_khong_co");
    channel = intake_column(in->table, "kenh");
    home = intake_column(in->table, "nop_tai_nha");
    for (int round = 0; round < 2; round++) { /* the second time from what was met */
        for (EACH(c, cases)) {
            struct csv_row row = split(a, c->row);

            assert_int_equal(intake_row(in, &row), c->channel != NULL);
            if (!c->channel) {
                assert_int_equal(in->rejections.v[0].reason, REJECT_CHOICE);
                continue;
            }
            assert_string_equal(in->values[channel].text, c->channel);
            assert_string_equal(in->values[intake_column(in->table, "don_vi_tiep_nhan")].text, "U");
            if (c->home)
                assert_string_equal(in->values[home].text, c->home);
            else
                assert_null(in->values[home].text);
        }
    }
    intake_close(in);
    arena_free(a);
}

static void wrong_maps(void **state)
{
    static const struct {
        const char *text, *part;
    } cases[] =
        {
            {"[cot]\nmaa = X\n", "dòng 2: bảng ho_so không có cột 'maa'; có phải bạn muốn viết 'ma'?"},
            {"[cot]\nma =\n", "dòng 2: cột 'ma' thiếu tên"},
            {"[cott]\nma = X\n", "cott"},
            {"[gia_tri.kenhh]\ntruc_tiep = X\n", "bảng ho_so không có cột 'kenhh'"},
            {"[gia_tri.ma]\nx = X\n", "không phải cột 'ma'"},
            {"[gia_tri.kenh]\nonline = X\n", "'online' không phải giá trị của cột này"},
            {"[gia_tri.nop_tai_nha]\nco = X\n", "'co' không phải giá trị của cột này (1, 0, trong)"},
            {"[gia_tri.kenh]\ntruc_tiep = X\nbuu_chinh = Y | x\n", "dòng 3: giá trị 'x' được đổi hai lần"},
            {"[gia_tri.kenh]\ntruc_tiep = X |\n", "dòng 2: khóa 'truc_tiep' của mục [gia_tri.kenh] có phần trống"},
            {"[so]\nkieu = my\n", "viet_nam"},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct err e = {.status = ST_OK};

        assert_null(load_map(a, c->text, "ho_so", &e));
        assert_int_equal(e.status, ST_CONFIG);
        if (!strstr(e.text, c->part))
            fail_msg("%s: %s", c->part, e.text);
    }
    arena_free(a);
}

static void numbers_of_a_map(void **state)
{
    static const struct {
        const char *text;
        int decimal;
        const char *vietnam, *international; /* NULL: refused */
    } cases[] =
        {
            {"1.200", 1, "1200", "1.200"},       {"1,200", 1, "1.200", "1200"},  {"1.200.300", 1, "1200300", NULL},
            {"1.200,5", 1, "1200.5", NULL},      {"1,200.5", 1, NULL, "1200.5"}, {"12,5", 1, "12.5", NULL},
            {"12.5", 1, NULL, "12.5"},           {"1200", 1, "1200", "1200"},    {"-1.200", 1, "-1200", "-1.200"},
            {"1.20", 1, NULL, "1.20"},           {"1.2000", 1, NULL, "1.2000"},  {"1200.300", 1, NULL, "1200.300"},
            {"0.125", 1, NULL, "0.125"},         {"1.200", 0, "1200", NULL},     {"1,200", 0, NULL, "1200"},
            {"12.345.678", 0, "12345678", NULL}, {"1.200,5", 0, NULL, NULL},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        const enum number_style styles[] = {NUMBERS_VIETNAM, NUMBERS_INTERNATIONAL};
        const char *wants[] = {c->vietnam, c->international};

        for (int i = 0; i < 2; i++) {
            char *got;
            enum reject_reason why = text_number(a, c->text, styles[i], c->decimal, &got);

            if ((why == REJECT_COUNT) != (wants[i] != NULL))
                CASE("%s, style %d", c->text, i);
            assert_int_equal(why == REJECT_COUNT, wants[i] != NULL);
            if (wants[i])
                assert_string_equal(got, wants[i]);
        }
    }
    arena_free(a);
}

/* In a file of rejected rows the apostrophes that guard formulas are not part of the data. */
static void own_rejects(void **state)
{
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK};
    struct notes notes;
    struct intake *in;
    struct csv_row row;

    (void)state;
    notes_init(&notes, a);
    in = bind(a, "linh_vuc", NULL, "dong|cot|ly_do|ma|ten", &notes, &e);
    assert_non_null(in);
    assert_int_equal(notes.list.n, 0);
    row = split(a, "7|ten|ô trống|'=A|'x");
    assert_int_equal(intake_row(in, &row), 1);
    assert_string_equal(in->values[0].text, "=A");
    assert_string_equal(in->values[1].text, "'x");
    row = split(a, "7|ten|ô trống|''=A|a;'=1 '-2");
    assert_int_equal(intake_row(in, &row), 1);
    assert_string_equal(in->values[0].text, "'=A");
    assert_string_equal(in->values[1].text, "a;=1 '-2");
    intake_close(in);
    in = bind(a, "linh_vuc", NULL, "dong|cot|ly_do|ten|ma|'=x", &notes, &e);
    assert_non_null(in);
    assert_int_equal(notes.list.n, 1);
    assert_non_null(strstr(notes.list.v[0].text, "'=x'"));
    assert_null(strstr(notes.list.v[0].text, "''=x'"));
    intake_close(in);
    /* nor do they go where they are the user's own */
    in = bind(a, "linh_vuc", NULL, "ma|ten", &notes, &e);
    assert_non_null(in);
    row = split(a, "'=A|a;'=1");
    assert_int_equal(intake_row(in, &row), 1);
    assert_string_equal(in->values[0].text, "'=A");
    assert_string_equal(in->values[1].text, "a;'=1");
    intake_close(in);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),       cmocka_unit_test(rows_as_a_whole), cmocka_unit_test(headers),
        cmocka_unit_test(maps),        cmocka_unit_test(wrong_maps),      cmocka_unit_test(numbers_of_a_map),
        cmocka_unit_test(own_rejects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
