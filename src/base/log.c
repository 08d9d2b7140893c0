#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/note.h"

#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static int use_colour(void)
{
    const char *no = getenv("NO_COLOR"); /* no-color.org: any value but an empty one */

    return isatty(STDERR_FILENO) && !(no && *no);
}

/* File names and data come into messages: what would steer a terminal is shown as "?". */
static void add_safe(struct buf *b, const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)s[0], next = (unsigned char)s[1];
        int c1_control = c == 0xC2 && next >= 0x80 && next <= 0x9F;

        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c1_control)
            buf_putc(b, '?');
        else
            buf_putc(b, (char)c);
        s += c1_control;
    }
}

/* One write for the whole line, so that lines of several processes do not mix. */
static void print_line(struct buf *b)
{
    buf_putc(b, '\n');
    fwrite(b->p, 1, b->n, stderr);
}

static void start_line(struct buf *b, const char *colour, const char *label)
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
    start_line(&b, RED, "lỗi");
    buf_puts(&b, ": ");
    add_safe(&b, e->text);
    print_line(&b);
    arena_free(a);
}

void log_note(const struct note *n)
{
    static const char *const colours[] = {[NOTE_INFO] = BOLD, [NOTE_WARNING] = YELLOW, [NOTE_ERROR] = RED};
    struct arena *a = arena_new();
    struct buf b;

    buf_init(&b, a);
    start_line(&b, colours[n->level], note_level_name(n->level));
    buf_printf(&b, " [%s]", n->id);
    if (*n->place)
        buf_putc(&b, ' ');
    add_safe(&b, n->place);
    buf_puts(&b, ": ");
    add_safe(&b, n->text);
    print_line(&b);
    arena_free(a);
}

void log_info(const char *fmt, ...)
{
    struct arena *a = arena_new();
    va_list args;
    struct buf b;

    buf_init(&b, a);
    start_line(&b, NULL, "");
    va_start(args, fmt);
    add_safe(&b, arena_vprintf(a, fmt, args));
    va_end(args);
    print_line(&b);
    arena_free(a);
}

void put_shown(const char *s, FILE *out)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)s[0], next = (unsigned char)s[1];
        int c1_control = c == 0xC2 && next >= 0x80 && next <= 0x9F;

        putc(c < 0x20 || c == 0x7F || c1_control ? '?' : c, out);
        s += c1_control;
    }
}
