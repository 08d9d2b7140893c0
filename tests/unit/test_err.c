#include <errno.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/note.h"
#include "base/utf8.h"
#include "unit.h"

static void first_error_wins(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    assert_int_equal(err_set(&e, ST_DATA, "dòng %d: sai.", 7), -1);
    assert_int_equal(err_set(&e, ST_IO, "lỗi sau."), -1);
    assert_int_equal(err_sys(&e, ENOSPC, "lỗi sau nữa"), -1);
    assert_int_equal(e.status, ST_DATA);
    assert_string_equal(e.text, "dòng 7: sai.");
    assert_int_equal(err_prefix(&e, "biểu '%s': ", "II.06a"), -1);
    assert_int_equal(err_prefix(&e, "báo cáo: "), -1);
    assert_int_equal(e.status, ST_DATA);
    assert_string_equal(e.text, "báo cáo: biểu 'II.06a': dòng 7: sai.");
}

/* Every length around the room that there is, so that the cut falls on each byte of a character. */
static void long_text_is_cut_between_characters(void **state)
{
    static const char *const letters[] = {"ă", "ế", "😀", "aă", "ếb"};
    const char *const *letter;
    struct err e;

    (void)state;
    for (EACH(letter, letters)) {
        for (int lead = 0; lead < 8; lead++) {
            char text[3 * sizeof e.text];
            size_t n = (size_t)lead;

            memset(text, '.', n);
            while (n + strlen(*letter) < sizeof text) {
                memcpy(text + n, *letter, strlen(*letter));
                n += strlen(*letter);
            }
            text[n] = '\0';
            e.status = ST_OK;
            err_set(&e, ST_DATA, "%s", text);
            assert_true(utf8_valid(e.text, strlen(e.text)));
            assert_memory_equal(e.text, text, strlen(e.text));
            assert_in_range(strlen(e.text), sizeof e.text - 4, sizeof e.text - 1);

            err_prefix(&e, "đầu %.*s: ", lead, "........");
            assert_true(utf8_valid(e.text, strlen(e.text)));
            assert_memory_equal(e.text, "đầu ", strlen("đầu "));
        }
    }
    for (size_t n = sizeof e.text - 100; n < sizeof e.text + 4; n++) {
        e.status = ST_OK;
        err_sys(&e, ENOSPC, "%0*d", (int)n, 0);
        assert_true(utf8_valid(e.text, strlen(e.text)));
        assert_in_range(strlen(e.text), n < sizeof e.text ? n : sizeof e.text - 1, sizeof e.text - 1);
    }
}

static void system_errors(void **state)
{
    static const struct {
        int number;
        enum status status;
        const char *text;
    } cases[] =
        {
            {ENOSPC, ST_IO, "không ghi được tệp 'x': ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại."},
            {EACCES, ST_NOPERM,
             "không ghi được tệp 'x': không có quyền truy cập; hãy kiểm tra quyền của tệp và thư mục."},
            {EROFS, ST_NOPERM, "không ghi được tệp 'x': ổ đĩa chỉ cho đọc."},
            {ENOENT, ST_CANTCREATE, "không ghi được tệp 'x': không có thư mục hoặc tệp này."},
            {EEXIST, ST_CANTCREATE, "không ghi được tệp 'x': đã có tệp hoặc thư mục cùng tên."},
            {EIO, ST_IO, "không ghi được tệp 'x': lỗi đọc ghi của ổ đĩa."},
            {4095, ST_IO, "không ghi được tệp 'x': mã lỗi hệ thống 4095."},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct err e = {.status = ST_OK};

        assert_int_equal(err_sys(&e, c->number, "không ghi được tệp '%s'", "x"), -1);
        assert_int_equal(e.status, c->status);
        assert_string_equal(e.text, c->text);
    }
}

static void notes_are_kept_and_counted(void **state)
{
    struct arena *a = arena_new();
    char id[] = "tre_khi_tra_lai", place[] = "ho_so.csv:7";
    struct notes n;

    (void)state;
    notes_init(&n, a);
    assert_int_equal(notes_count(&n, NOTE_INFO), 0);
    note_add(&n, NOTE_WARNING, id, place, "có %d hồ sơ.", 12);
    note_add(&n, NOTE_ERROR, "x", NULL, "100%%");
    note_add(&n, NOTE_INFO, "y", "", "%s", "");
    memset(id, '.', sizeof id - 1);
    memset(place, '.', sizeof place - 1);
    assert_int_equal(notes_count(&n, NOTE_INFO), 3);
    assert_int_equal(notes_count(&n, NOTE_WARNING), 2);
    assert_int_equal(notes_count(&n, NOTE_ERROR), 1);
    assert_string_equal(n.list.v[0].id, "tre_khi_tra_lai");
    assert_string_equal(n.list.v[0].place, "ho_so.csv:7");
    assert_string_equal(n.list.v[0].text, "có 12 hồ sơ.");
    assert_string_equal(n.list.v[1].place, "");
    assert_string_equal(n.list.v[1].text, "100%");
    assert_string_equal(note_level_name(NOTE_INFO), "lưu ý");
    assert_string_equal(note_level_name(NOTE_WARNING), "cảnh báo");
    assert_string_equal(note_level_name(NOTE_ERROR), "lỗi");
    arena_free(a);
}

/* stderr goes to a file meanwhile: no terminal, so no colour. */
static void messages_on_stderr(void **state)
{
    static const char want[] = "cchc-report: lỗi: dòng 3: sai?[31m ? é.\n"
                               "cchc-report: cảnh báo [tre] ho_so: có 12 hồ sơ.\n"
                               "cchc-report: lưu ý [tre]: xong.\n"
                               "cchc-report: 5 tệp\n";
    struct err e = {.status = ST_OK};
    char got[1024] = "";
    int saved = dup(STDERR_FILENO);
    FILE *file = tmpfile();

    (void)state;
    assert_non_null(file);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    err_set(&e, ST_DATA, "dòng 3: sai\033[31m \302\233 é.");
    log_error(&e);
    log_note(&(struct note){.id = "tre", .level = NOTE_WARNING, .place = "ho_so", .text = "có 12 hồ sơ."});
    log_note(&(struct note){.id = "tre", .level = NOTE_INFO, .place = "", .text = "xong."});
    log_info("%d tệp", 5);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    assert_int_equal(fread(got, 1, sizeof got - 1, file), sizeof want - 1);
    fclose(file);
    assert_string_equal(got, want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_error_wins),   cmocka_unit_test(long_text_is_cut_between_characters),
        cmocka_unit_test(system_errors),      cmocka_unit_test(notes_are_kept_and_counted),
        cmocka_unit_test(messages_on_stderr),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
