/* What an office wrote for a part of its report. */
#include <string.h>

#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    static const char report[] = "[bao_cao]\nloai = BÁO CÁO\nviet_tat = BC\ntrich_yeu = Thử\nnoi_dung = noi-dung.md\n"
                                 "phu_luc = II.06a\n[doan.thu]\nnhan = Thử\nbat_buoc = khong\n",
                      body[] = "# I. KẾT QUẢ\n\n{{>doan thu}}\n\n{{>bang theo_cap}}\n";

    fuzz_templates();
    fuzz_file(a, "mau/thu/bao-cao.ini", report, strlen(report));
    fuzz_file(a, "mau/thu/noi-dung.md", body, strlen(body));
    fuzz_file(a, "noi_dung/2018-10M/QT/thu.md", bytes, n);
    fuzz_report(a, NULL);
}

const struct fuzz_target fuzz_fragment = {"fragment", run};
