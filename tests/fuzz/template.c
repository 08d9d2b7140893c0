/* noi-dung.md of a report, with the parts of the periodic report. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "fuzz.h"

/* bao-cao.ini without the fragments [doan.*] that the text has no place for: a report that declares one in vain is
 * refused before anything of its text is looked at. */
static const char *report_file(struct arena *a, const char *text)
{
    static const char head[] = "[doan.";
    struct err err = {.status = ST_OK};
    struct buf out;
    char *all;
    size_t n;
    int kept = 1;

    if (file_read(a, fuzz_source(a, "templates/cchc_dinh_ky/bao-cao.ini"), SIZE_MAX, &all, &n, &err))
        fuzz_fail("%s", err.text);
    buf_init(&out, a);
    for (const char *line = all, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        end += *end == '\n';
        if (*line == '[')
            kept = strncmp(line, head, strlen(head)) != 0 ||
                   strstr(text,
                          arena_printf(a, ">doan %.*s}}", (int)strcspn(line + strlen(head), "]"), line + strlen(head)));
        if (kept)
            buf_printf(&out, "%.*s", (int)(end - line), line);
    }
    return buf_str(&out);
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    const char *file = report_file(a, bytes);

    fuzz_templates();
    fuzz_file(a, "mau/thu/bao-cao.ini", file, strlen(file));
    fuzz_file(a, "mau/thu/noi-dung.md", bytes, n);
    fuzz_report(a, NULL);
}

const struct fuzz_target fuzz_template = {"template", run};
