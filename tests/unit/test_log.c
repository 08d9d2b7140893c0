#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/note.h"
#include "unit.h"

enum stream { NO_VARIABLE, OWN, OTHER_INODE, OTHER_DEVICE, NONSENSE };

/* What the messages write to stderr, a pipe, while JOURNAL_STREAM names that pipe or something else. */
static void said(enum stream stream, void (*messages)(void), char out[1024])
{
    int ends[2], before = dup(STDERR_FILENO);
    char variable[64] = "nhật ký";
    struct stat st;
    ssize_t n;

    assert_return_code(pipe(ends), 0);
    assert_return_code(fstat(ends[1], &st), 0);
    if (stream != NONSENSE)
        snprintf(variable, sizeof variable, "%ju:%ju", (uintmax_t)st.st_dev + (stream == OTHER_DEVICE),
                 (uintmax_t)st.st_ino + (stream == OTHER_INODE));
    if (stream != NO_VARIABLE)
        setenv("JOURNAL_STREAM", variable, 1);
    dup2(ends[1], STDERR_FILENO);
    messages();
    dup2(before, STDERR_FILENO);
    unsetenv("JOURNAL_STREAM");
    close(before);
    close(ends[1]);
    n = read(ends[0], out, 1023);
    close(ends[0]);
    assert_true(n >= 0);
    out[n] = '\0';
}

static void all_kinds(void)
{
    struct err failed = {.status = ST_OK}, waiting = {.status = ST_OK};
    struct arena *a = arena_new();
    struct notes notes;

    err_set(&failed, ST_IO, "hỏng\nhai dòng");
    err_set(&waiting, ST_TEMPFAIL, "chờ");
    notes_init(&notes, a);
    note_add(&notes, NOTE_INFO, "mot", "", "xem");
    note_add(&notes, NOTE_WARNING, "hai", "tệp:2", "ngờ");
    note_add(&notes, NOTE_ERROR, "ba", "", "sai");
    log_error(&failed);
    log_error(&waiting);
    for (size_t i = 0; i < notes.list.n; i++)
        log_note(&notes.list.v[i]);
    log_info("<3>tệp %d", 1);
    arena_free(a);
}

static const char plain[] = "cchc-report: lỗi: hỏng?hai dòng\n"
                            "cchc-report: lỗi: chờ\n"
                            "cchc-report: lưu ý [mot]: xem\n"
                            "cchc-report: cảnh báo [hai] tệp:2: ngờ\n"
                            "cchc-report: lỗi [ba]: sai\n"
                            "cchc-report: <3>tệp 1\n";

static const char with_priorities[] = "<3>cchc-report: lỗi: hỏng?hai dòng\n"
                                      "<4>cchc-report: lỗi: chờ\n"
                                      "<6>cchc-report: lưu ý [mot]: xem\n"
                                      "<4>cchc-report: cảnh báo [hai] tệp:2: ngờ\n"
                                      "<3>cchc-report: lỗi [ba]: sai\n"
                                      "<6>cchc-report: <3>tệp 1\n";

static void journal_gets_priorities(void **state)
{
    static const struct {
        enum stream stream;
        const char *want;
    } cases[] =
        {
            {NO_VARIABLE, plain},  {OWN, with_priorities}, {OTHER_INODE, plain},
            {OTHER_DEVICE, plain}, {NONSENSE, plain},
        },
      *c;
    char out[1024];

    (void)state;
    for (EACH(c, cases)) {
        CASE("stream %d", (int)c->stream);
        said(c->stream, all_kinds, out);
        assert_string_equal(out, c->want);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(journal_gets_priorities)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
