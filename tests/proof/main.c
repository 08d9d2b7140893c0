/* How well the proof-reading judges.
 *
 * FILE.txt: a corpus of statements, one a line, in which {right|wrong} gives a figure and what somebody might write
 * instead. "¶" begins a new paragraph, "⏎" a new line, ";" a comment line. Every line as it should be must raise no
 * doubt; with any one of its figures wrong it must raise one.
 * FILE.md: a whole report, beside it FILE.sua with edits "old → new", one a line: as it is it must raise no doubt, with
 * any one edit it must raise one.
 *
 * Prints both shares of every file; fails below the goals. With -v each doubt is shown. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "doc/proof.h"

enum { FOUND_MIN = 95, ALARMS_MAX = 2 /* per cent */, FILE_MAX = 1 << 22 };

struct score {
    int right, alarms, wrong, found;
    size_t judged; /* statements of the right texts that were computed again */
};

static int verbose;

static size_t doubts(struct arena *a, const char *text, int show, struct score *s)
{
    const struct proof *p = proof_read(a, text);

    for (size_t i = 0; show && i < p->doubts.n; i++)
        printf("    %s, line %zu: %s; %s; %s\n", doubt_kind_name(p->doubts.v[i].kind), p->doubts.v[i].line,
               p->doubts.v[i].says, p->doubts.v[i].gives, p->doubts.v[i].typo);
    if (p->doubts.n > p->judged) {
        printf("%zu doubts in %zu statements: %s\n", p->doubts.n, p->judged, text);
        exit(1);
    }
    if (s)
        s->judged += p->judged;
    return p->doubts.n;
}

static void score_right(struct arena *a, const char *name, const char *text, struct score *s)
{
    s->right++;
    if (!doubts(a, text, 0, s))
        return;
    s->alarms++;
    printf("false alarm: %s\n", name);
    doubts(a, text, 1, NULL);
}

static void score_wrong(struct arena *a, const char *name, const char *text, struct score *s)
{
    s->wrong++;
    if (doubts(a, text, verbose, NULL))
        s->found++;
    else
        printf("missed: %s\n", name);
}

/* The line with its alternatives resolved: the right ones, but the wrong one at position `wrong` (-1: none). Returns
 * how many there are. */
static int resolve(struct arena *a, const char *line, int wrong, struct buf *out)
{
    int n = 0;

    buf_init(out, a);
    while (*line) {
        if (*line == '{') {
            size_t right = strcspn(line, "|"), end = strcspn(line, "}");

            if (n == wrong)
                buf_add(out, line + right + 1, end - right - 1);
            else
                buf_add(out, line + 1, right - 1);
            n++;
            line += end + 1;
        } else if (strncmp(line, "¶", strlen("¶")) == 0) {
            buf_puts(out, "\n\n");
            line += strlen("¶");
        } else if (strncmp(line, "⏎", strlen("⏎")) == 0) {
            buf_putc(out, '\n');
            line += strlen("⏎");
        } else {
            buf_putc(out, *line++);
        }
    }
    return n;
}

static void score_corpus(struct arena *a, char *text, struct score *s)
{
    struct buf b;
    char *next;

    for (char *line = text; *line; line = next) {
        int alternatives;

        next = line + strcspn(line, "\n");
        next += *next ? (*next = '\0', 1) : 0;
        if (!*line || *line == ';')
            continue;
        alternatives = resolve(a, line, -1, &b);
        score_right(a, buf_str(&b), buf_str(&b), s);
        for (int i = 0; i < alternatives; i++) {
            resolve(a, line, i, &b);
            score_wrong(a, buf_str(&b), buf_str(&b), s);
        }
    }
}

static int score_report(struct arena *a, const char *file, const char *text, struct score *s, struct err *err)
{
    static const char arrow[] = " → ";
    char *edits, *next, *name = arena_printf(a, "%.*ssua", (int)strlen(file) - 2, file);
    size_t n;

    score_right(a, file, text, s);
    if (file_read(a, name, FILE_MAX, &edits, &n, err))
        return -1;
    edits = utf8_nfc(a, edits);
    for (char *line = edits; *line; line = next) {
        char *to = strstr(line, arrow), *at;

        next = line + strcspn(line, "\n");
        next += *next ? (*next = '\0', 1) : 0;
        if (!*line)
            continue;
        if (!to || to > next)
            return err_set(err, ST_DATA, "%s: no arrow in '%s'", name, line);
        *to = '\0';
        at = strstr(text, line);
        if (!at || strstr(at + 1, line))
            return err_set(err, ST_DATA, "%s: '%s' stands not once in the report", name, line);
        score_wrong(a, arena_printf(a, "%s: %s → %s", name, line, to + strlen(arrow)),
                    arena_printf(a, "%.*s%s%s", (int)(at - text), text, to + strlen(arrow), at + strlen(line)), s);
    }
    return 0;
}

static int score_file(const char *file, struct score *s, struct err *err)
{
    struct arena *a = arena_new();
    char *text;
    size_t n;
    int result = file_read(a, file, FILE_MAX, &text, &n, err);

    if (!result) {
        text = utf8_nfc(a, text);
        if (strcmp(file + strlen(file) - 3, ".md") == 0)
            result = score_report(a, file, text, s, err);
        else
            score_corpus(a, text, s);
    }
    arena_free(a);
    return result;
}

int main(int argc, char **argv)
{
    struct err err = {.status = ST_OK};
    struct score s = {0};

    verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    for (int i = 1 + verbose; i < argc; i++)
        if (score_file(argv[i], &s, &err)) {
            log_error(&err);
            return 1;
        }
    printf("%d right texts (%zu statements computed again), %d false alarms (%.1f %%); %d wrong ones, %d found "
           "(%.1f %%)\n",
           s.right, s.judged, s.alarms, s.right ? 100.0 * s.alarms / s.right : 0, s.wrong, s.found,
           s.wrong ? 100.0 * s.found / s.wrong : 0);
    return s.right == 0 || s.wrong == 0 || s.alarms * 100 > ALARMS_MAX * s.right || s.found * 100 < FOUND_MIN * s.wrong;
}
