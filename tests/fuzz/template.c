/* noi-dung.md of a report, with the parts of the periodic report. */
#include "base/file.h"
#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    static char *report_file;
    static size_t length;

    if (!report_file) {
        struct err err = {.status = ST_OK};
        static struct arena *kept;

        kept = arena_new();
        if (file_read(kept, fuzz_source(a, "templates/cchc_dinh_ky/bao-cao.ini"), SIZE_MAX, &report_file, &length,
                      &err))
            fuzz_fail("%s", err.text);
    }
    fuzz_templates();
    fuzz_file(a, "mau/thu/bao-cao.ini", report_file, length);
    fuzz_file(a, "mau/thu/noi-dung.md", bytes, n);
    fuzz_report(a, NULL);
}

const struct fuzz_target fuzz_template = {"template", run};
