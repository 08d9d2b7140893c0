#include "fuzz.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"

static const struct fuzz_target *const targets[] = {
    &fuzz_calendar,  &fuzz_check_text,  &fuzz_config,   &fuzz_csv,      &fuzz_detail,  &fuzz_figures,
    &fuzz_form,      &fuzz_fragment,    &fuzz_manifest, &fuzz_map,      &fuzz_numbers, &fuzz_phrases,
    &fuzz_predicate, &fuzz_report_file, &fuzz_schedule, &fuzz_template, &fuzz_text,
};

const struct fuzz_target *const *fuzz_targets(size_t *n)
{
    *n = sizeof targets / sizeof *targets;
    return targets;
}

const struct fuzz_target *fuzz_target(const char *name)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i]->name, name) == 0)
            return targets[i];
    return NULL;
}

void fuzz_one(const struct fuzz_target *t, const char *bytes, size_t n)
{
    struct arena *a = arena_new();

    t->run(a, arena_strndup(a, bytes, n), n);
    arena_free(a);
}

void fuzz_fail(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}

void fuzz_is_text(const char *s)
{
    if (!utf8_valid(s, strlen(s)))
        fuzz_fail("not valid UTF-8: %s", s);
}

void fuzz_is_nfc(const char *s)
{
    fuzz_is_text(s);
    if (!utf8_is_nfc(s))
        fuzz_fail("not in NFC: %s", s);
}

static int ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

void fuzz_refused(const struct err *err)
{
    size_t n = strlen(err->text);

    FUZZ_HOLDS(err->status != ST_OK && err->status != ST_INTERNAL);
    FUZZ_HOLDS(n);
    fuzz_is_text(err->text);
    /* A sentence ends, unless there was no room for its end. */
    if (n < sizeof err->text - 8 && !strchr(".?", err->text[n - 1]) && !ends_with(err->text, "…"))
        fuzz_fail("no whole sentence: %s", err->text);
}

int fuzz_done(int result, const struct err *err)
{
    FUZZ_HOLDS(result == 0 || result == -1);
    if (result)
        fuzz_refused(err);
    else
        FUZZ_HOLDS(err->status == ST_OK);
    return result == 0;
}

void fuzz_are_notes(const struct notes *notes)
{
    for (size_t i = 0; i < notes->list.n; i++) {
        const struct note *n = &notes->list.v[i];

        FUZZ_HOLDS(*n->id && *n->text);
        fuzz_is_text(n->place);
        fuzz_is_text(n->text);
    }
}

/* ---- files ---- */

static char folder[64];
static pid_t owner; /* libFuzzer's children leave the folder to it */

static void remove_folder(void)
{
    struct err ignored = {.status = ST_OK};

    if (getpid() == owner)
        dir_remove_all(folder, &ignored);
}

const char *fuzz_dir(void)
{
    if (!*folder) {
        snprintf(folder, sizeof folder, "%s/cchc-fuzz-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
        if (!mkdtemp(folder))
            fuzz_fail("mkdtemp: %s", strerror(errno));
        owner = getpid();
        atexit(remove_folder);
    }
    return folder;
}

const char *fuzz_file(struct arena *a, const char *name, const char *bytes, size_t n)
{
    const char *path = path_join(a, fuzz_dir(), name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0 || write(fd, bytes, n) != (ssize_t)n || close(fd))
        fuzz_fail("%s: %s", path, strerror(errno));
    return path;
}
