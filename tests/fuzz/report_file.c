/* bao-cao.ini of a report with a short text. */
#include <string.h>

#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    static const char body[] = "# I. KẾT QUẢ\n\nTrong {{ky}}: {{hs_giai_quyet}} hồ sơ.\n";

    fuzz_templates();
    fuzz_file(a, "mau/thu/bao-cao.ini", bytes, n);
    fuzz_file(a, "mau/thu/noi-dung.md", body, strlen(body));
    fuzz_report(a, NULL);
}

const struct fuzz_target fuzz_report_file = {"report_file", run};
