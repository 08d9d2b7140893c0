#include "base/log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/note.h"
#include "base/progress.h"
#include "base/safe.h"

#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static int use_colour(void)
{
    const char *no = getenv("NO_COLOR"); /* no-color.org: any value but an empty one */

    return isatty(STDERR_FILENO) && !(no && *no);
}

const char *log_mark(enum log_priority p)
{
    static const char *const marks[] = {[LOG_ERROR] = "<3>", [LOG_WARNING] = "<4>", [LOG_INFO] = "<6>"};
    const char *stream = getenv("JOURNAL_STREAM");
    char own[64];
    struct stat st;

    /* The variable is inherited by what redirects stderr to somewhere else. */
    if (!stream || fstat(STDERR_FILENO, &st))
        return "";
    snprintf(own, sizeof own, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
    return strcmp(stream, own) == 0 ? marks[p] : "";
}

/* One write for the line, so that those of several processes do not mix. What comes from elsewhere ends none. */
static void print(struct arena *a, const struct buf *line, enum log_priority p)
{
    struct buf b;

    buf_init(&b, a);
    buf_puts(&b, log_mark(p));
    buf_add(&b, line->p, line->n);
    buf_putc(&b, '\n');
    progress_hide();
    fwrite(b.p, 1, b.n, stderr);
}

static void start(struct buf *b, const char *colour, const char *label)
{
    int coloured = colour && use_colour();

    buf_puts(b, "cchc-report: ");
    if (coloured)
        buf_puts(b, colour);
    buf_puts(b, label);
    if (coloured)
        buf_puts(b, PLAIN);
}

void log_error(const struct err *e)
{
    struct arena *a = arena_new();
    struct buf b;

    buf_init(&b, a);
    start(&b, RED, "lỗi");
    buf_puts(&b, ": ");
    buf_add_safe(&b, e->text);
    /* What waits for data, or for another run, is nothing to wake somebody for. */
    print(a, &b, e->status == ST_TEMPFAIL ? LOG_WARNING : LOG_ERROR);
    arena_free(a);
}

void log_note(const struct note *n)
{
    static const struct {
        const char *colour;
        enum log_priority priority;
    } levels[] = {
        [NOTE_INFO] = {BOLD, LOG_INFO}, [NOTE_WARNING] = {YELLOW, LOG_WARNING}, [NOTE_ERROR] = {RED, LOG_ERROR}};
    struct arena *a = arena_new();
    struct buf b;

    buf_init(&b, a);
    start(&b, levels[n->level].colour, note_level_name(n->level));
    buf_printf(&b, " [%s]", n->id);
    if (*n->place)
        buf_putc(&b, ' ');
    buf_add_safe(&b, n->place);
    buf_puts(&b, ": ");
    buf_add_safe(&b, n->text);
    print(a, &b, levels[n->level].priority);
    arena_free(a);
}

void log_info(const char *fmt, ...)
{
    struct arena *a = arena_new();
    va_list args;
    struct buf b;

    buf_init(&b, a);
    start(&b, NULL, "");
    va_start(args, fmt);
    buf_add_safe(&b, arena_vprintf(a, fmt, args));
    va_end(args);
    print(a, &b, LOG_INFO);
    arena_free(a);
}

void put_shown(const char *s, FILE *out)
{
    struct arena *a = arena_new();
    struct buf b;

    buf_init(&b, a);
    buf_add_safe(&b, s);
    fwrite(buf_str(&b), 1, b.n, out);
    arena_free(a);
}
