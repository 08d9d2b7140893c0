#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "folder.h"
#include "run/manifest.h"
#include "run/version.h"

static const char *text_of(int final)
{
    static struct period_section sections[2] = {{"", {0, 1}, {2, 3}}, {"muc_4", {4, 5}, {6, 7}}};
    static const struct period period = {.code = "2018-10M", .label = "10 tháng", .sections = sections, .nsections = 2};
    static const struct manifest_file files[] = {{"a.pdf", 12345678901, "ab"}, {"b.xlsx", 0, "cd"}};
    struct notes notes;
    struct manifest m = {.program = "cchc-report " CCHC_VERSION,
                         .unit = "BTL",
                         .unit_name = "quận \"Bắc\" \\ \n\x01",
                         .report = "cchc",
                         .final = final,
                         .number = "05",
                         .date = 17820,
                         .period = &period,
                         .config = "c1",
                         .templates = "t1",
                         .prose = "p1",
                         .data = "d1",
                         .context = "x1",
                         .font = "Liberation Serif",
                         .fonts = files,
                         .nfonts = 1,
                         .files = files,
                         .nfiles = 2,
                         .notes = &notes};
    struct buf b;

    notes_init(&notes, arena);
    note_add(&notes, NOTE_WARNING, "ky_khac_nhan", "2018-10M", "nói \"gì\"");
    buf_init(&b, arena);
    manifest_write(&m, &b);
    return b.p;
}

static const char before_hash[] =
    "{\n"
    "  \"chuong_trinh\": \"cchc-report " CCHC_VERSION "\",\n"
    "  \"don_vi\": \"BTL\",\n"
    "  \"ten_don_vi\": \"quận \\\"Bắc\\\" \\\\ \\u000a\\u0001\",\n"
    "  \"bao_cao\": \"cchc\",\n"
    "  \"ban\": \"chinh_thuc\",\n"
    "  \"so\": \"05\",\n"
    "  \"ngay\": \"2018-10-16\",\n"
    "  \"ky\": {\n"
    "    \"ma\": \"2018-10M\",\n"
    "    \"nhan\": \"10 tháng\",\n"
    "    \"phan\": [\n"
    "      {\"ten\": \"\", \"ngay\": [\"1970-01-01\", \"1970-01-02\"], \"cung_ky\": [\"1970-01-03\", "
    "\"1970-01-04\"]},\n"
    "      {\"ten\": \"muc_4\", \"ngay\": [\"1970-01-05\", \"1970-01-06\"], \"cung_ky\": [\"1970-01-07\", "
    "\"1970-01-08\"]}\n"
    "    ]\n"
    "  },\n"
    "  \"dau_van_tay\": {\n"
    "    \"cau_hinh\": \"c1\",\n"
    "    \"mau\": \"t1\",\n"
    "    \"loi_van\": \"p1\",\n"
    "    \"so_lieu\": \"d1\",\n"
    "    \"boi_canh\": \"x1\"\n"
    "  },\n"
    "  \"phong_chu\": \"Liberation Serif\",\n"
    "  \"tep_phong_chu\": [\n"
    "    {\"ten\": \"a.pdf\", \"so_byte\": 12345678901, \"sha256\": \"ab\"}\n"
    "  ],\n"
    "  \"tep\": [\n"
    "    {\"ten\": \"a.pdf\", \"so_byte\": 12345678901, \"sha256\": \"ab\"},\n"
    "    {\"ten\": \"b.xlsx\", \"so_byte\": 0, \"sha256\": \"cd\"}\n"
    "  ],\n"
    "  \"phat_hien\": [\n"
    "    {\"ma\": \"ky_khac_nhan\", \"muc\": \"canh_bao\", \"noi\": \"2018-10M\", \"noi_dung\": \"nói \\\"gì\\\"\"}\n"
    "  ],\n";

static void final_is_written_with_its_own_hash(void **state)
{
    const char *text = text_of(1);
    char hash[HASH_HEX];

    (void)state;
    hash_bytes(before_hash, sizeof before_hash - 1, hash);
    assert_string_equal(text, arena_printf(arena, "%s  \"sha256\": \"%s\"\n}\n", before_hash, hash));
}

static void draft_has_no_number(void **state)
{
    const char *text = text_of(0);

    (void)state;
    assert_non_null(strstr(text, "\"ban\": \"du_thao\",\n  \"ky\": {"));
}

static const char *folder_hash(void)
{
    struct err e = {.status = ST_OK};
    char *hash = arena_alloc(arena, HASH_HEX);

    const char *const folders[] = {root};

    if (manifest_hash_folders(folders, 1, hash, &e))
        fail_msg("%s", e.text);
    return hash;
}

static void put(const char *name, const char *text)
{
    struct err e = {.status = ST_OK};
    const char *path = path_join(arena, root, name);

    unlink(path);
    assert_int_equal(file_write(path, text, strlen(text), &e), 0);
}

static void every_change_of_a_folder_changes_its_hash(void **state)
{
    const char *hashes[6];

    (void)state;
    hashes[0] = folder_hash();
    put("a", "1");
    hashes[1] = folder_hash();
    put("a", "2");
    hashes[2] = folder_hash();
    assert_int_equal(mkdir(path_join(arena, root, "d"), 0700), 0);
    put("d/a", "2");
    hashes[3] = folder_hash();
    unlink(path_join(arena, root, "a"));
    hashes[4] = folder_hash();
    put("b", "2");
    hashes[5] = folder_hash();
    for (size_t i = 0; i < LENGTH(hashes); i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(hashes[i], hashes[k]);
    put("a", "2");
    unlink(path_join(arena, root, "b"));
    assert_string_equal(folder_hash(), hashes[3]);
}

static void missing_folder_has_the_hash_of_nothing(void **state)
{
    struct err e = {.status = ST_OK};
    const char *const folders[] = {path_join(arena, root, "khong-co"), NULL};
    char hash[HASH_HEX], nothing[HASH_HEX];

    (void)state;
    assert_int_equal(manifest_hash_folders(folders, 2, hash, &e), 0);
    hash_bytes("", 0, nothing);
    assert_string_equal(hash, nothing);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(final_is_written_with_its_own_hash),
        TEST(draft_has_no_number),
        TEST(every_change_of_a_folder_changes_its_hash),
        TEST(missing_folder_has_the_hash_of_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
