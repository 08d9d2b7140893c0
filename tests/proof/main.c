/* How well the proof-reading judges: a corpus of statements, one a line, in which {right|wrong} gives a figure and what
 * somebody might write instead. "¶" begins a new paragraph, "⏎" a new line, ";" a comment line. Every line as it should
 * be must raise no doubt; with any one of its figures wrong it must raise one. Prints both shares; fails below the
 * goals. */
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

static size_t doubts(struct arena *a, const char *text, int show)
{
    const struct proof *p = proof_read(a, text);

    for (size_t i = 0; show && i < p->doubts.n; i++)
        printf("    %s: %s; %s; %s\n", doubt_kind_name(p->doubts.v[i].kind), p->doubts.v[i].says, p->doubts.v[i].gives,
               p->doubts.v[i].typo);
    return p->doubts.n;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    int right = 0, alarms = 0, wrong = 0, found = 0;
    char *text, *line, *next;
    struct buf b;
    size_t n;

    if (argc != 2 || file_read(a, argv[1], FILE_MAX, &text, &n, &err)) {
        log_error(&err);
        return 1;
    }
    text = utf8_nfc(a, text);
    for (line = text; *line; line = next) {
        int alternatives;

        next = line + strcspn(line, "\n");
        next += *next ? (*next = '\0', 1) : 0;
        if (!*line || *line == ';')
            continue;
        alternatives = resolve(a, line, -1, &b);
        right++;
        if (doubts(a, buf_str(&b), 0)) {
            alarms++;
            printf("false alarm: %s\n", buf_str(&b));
            doubts(a, buf_str(&b), 1);
        }
        for (int i = 0; i < alternatives; i++) {
            resolve(a, line, i, &b);
            wrong++;
            if (doubts(a, buf_str(&b), 0))
                found++;
            else
                printf("missed: %s\n", buf_str(&b));
        }
    }
    printf("%d right statements, %d false alarms; %d wrong statements, %d found (%.1f %%)\n", right, alarms, wrong,
           found, wrong ? 100.0 * found / wrong : 0);
    arena_free(a);
    return right == 0 || wrong == 0 || alarms * 100 > ALARMS_MAX * right || found * 100 < FOUND_MIN * wrong;
}
