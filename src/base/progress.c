#include "base/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

enum {
    INTERVAL_MS = 100,
    BAR_MOST = 30, /* characters */
    BAR_LEAST = 8,
    COLUMNS_DEFAULT = 80,
    COLUMNS_MOST = 200,
    LINE_BYTES = 4 * COLUMNS_MOST + 16, /* a character has 4 at most */
    /* Before that what is left would be a guess. */
    ETA_AFTER_MS = 1000,
    PASSED_AFTER_MS = 2000,
    ETA_AFTER_DONE = 2,
    ETA_AFTER_SHARE = 20 /* a twentieth */
};

static const char clear_line[] = "\r\033[K";

static struct {
    int on;
    int64_t began, drawn; /* milliseconds */
    volatile sig_atomic_t visible;
} line;

static int64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int can_draw(void)
{
    const char *term = getenv("TERM");

    return isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

void progress_begin(void)
{
    progress_hide();
    line.on = can_draw();
    line.began = now();
    line.drawn = 0;
}

int progress_due(void)
{
    return line.on && now() - line.drawn >= INTERVAL_MS;
}

int progress_wait_ms(void)
{
    int64_t left = line.drawn + INTERVAL_MS - now();

    return !line.on ? -1 : left > 0 ? (int)left : 0;
}

static size_t columns(void)
{
    struct winsize size;
    size_t n = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : COLUMNS_DEFAULT;

    /* In the last column some terminals begin a new line. */
    return (n < COLUMNS_MOST ? n : COLUMNS_MOST) - 1;
}

/* So that a line that says the same for long is seen to live. */
static const char *time_passed(int64_t elapsed, char out[64])
{
    if (elapsed < PASSED_AFTER_MS)
        return "";
    snprintf(out, 64, ", đã %d giây", (int)(elapsed / 1000));
    return out;
}

static const char *time_left(int64_t done, int64_t total, char out[64])
{
    int64_t elapsed = now() - line.began, seconds;

    if (done >= total || elapsed < ETA_AFTER_MS || done < ETA_AFTER_DONE || done < total / ETA_AFTER_SHARE)
        return time_passed(elapsed, out);
    seconds = (int64_t)((double)elapsed / 1000 / (double)done * (double)(total - done)) + 1;
    if (seconds < 60)
        snprintf(out, 64, ", còn khoảng %d giây", (int)seconds);
    else if (seconds < 3600)
        snprintf(out, 64, ", còn khoảng %d phút", (int)((seconds + 59) / 60));
    else
        snprintf(out, 64, ", còn khoảng %.1f giờ", (double)seconds / 3600);
    return out;
}

/* At most n characters of s, what would steer the terminal as "?". All letters of Vietnamese in NFC take one column.
 * Returns how many there were. */
static size_t put(char **to, const char *s, size_t n)
{
    size_t count = 0;

    for (; count < n && *s; count++) {
        const char *from = s;
        char one[5] = {0};

        utf8_next(&s);
        memcpy(one, from, (size_t)(s - from));
        *to = stpcpy(*to, utf8_forbidden(one) || *one == '\n' || *one == '\t' ? "?" : one);
    }
    return count;
}

static void put_bar(char **to, size_t cells, int64_t done, int64_t total)
{
    size_t full = (size_t)((double)cells * (double)done / (double)total);

    *to = stpcpy(*to, "[");
    for (size_t i = 0; i < cells; i++)
        *(*to)++ = i < full ? '#' : ' ';
    *to = stpcpy(*to, "] ");
}

void progress_show(const char *what, int64_t done, int64_t total, const char *text)
{
    char buffer[LINE_BYTES], time[64], *out = stpcpy(buffer, clear_line);
    const char *eta = time_left(done, total, time);
    size_t left = columns(), fixed = utf8_length(what) + strlen(" [] ") + utf8_length(text) + utf8_length(eta);
    size_t room = left > fixed ? left - fixed : 0;
    pid_t front = tcgetpgrp(STDERR_FILENO);

    line.drawn = now();
    if (!line.on || (front >= 0 && front != getpgrp())) /* in the background the terminal is somebody else's */
        return;
    left -= put(&out, what, left);
    left -= put(&out, " ", left);
    if (room >= BAR_LEAST && total > 0) {
        size_t cells = room < BAR_MOST ? room : BAR_MOST;

        put_bar(&out, cells, done, total);
        left -= cells + strlen("[] ");
    }
    left -= put(&out, text, left);
    put(&out, eta, left);
    line.visible = 1;
    if (write(STDERR_FILENO, buffer, (size_t)(out - buffer)) < 0)
        line.on = 0;
}

void progress_hide(void)
{
    int error = errno;

    if (line.visible && write(STDERR_FILENO, clear_line, sizeof clear_line - 1) < 0)
        line.on = 0;
    line.visible = 0;
    errno = error;
}
