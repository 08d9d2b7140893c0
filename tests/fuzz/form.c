/* A form of templates/bieu, shown in the text and as an annex; one of kind liet_ke with rows that the program gives. */
#include <string.h>

#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    static const char table[] = "[bao_cao]\nloai = BÁO CÁO\nviet_tat = BC\ntrich_yeu = Thử\nnoi_dung = noi-dung.md\n"
                                "phu_luc = thu\n",
                      chart[] = "[bao_cao]\nloai = BÁO CÁO\nviet_tat = BC\ntrich_yeu = Thử\nnoi_dung = noi-dung.md\n",
                      table_body[] = "# I. KẾT QUẢ\n\n{{>bang thu}}\n\n{{#neu co_bieu.thu}}\nCó.\n{{/neu}}\n",
                      chart_body[] = "# I. KẾT QUẢ\n\n{{>bieu_do thu}}\n\nXem {{tham_chieu thu}}.\n";
    static const char *const fields[] = {"ma", "don_vi", "khi_do", "hien_nay"},
                             *const cells[] = {"HS1", "Phường 1", "đúng hạn", "", "HS2", "", "Trực tuyến|*a*", "05"};
    static const struct form_list list = {"thu", fields, 4, cells, 2};
    int is_chart = memmem(bytes, n, "bieu_do", strlen("bieu_do")) != NULL;
    const char *report = is_chart ? chart : table, *body = is_chart ? chart_body : table_body;

    fuzz_templates();
    fuzz_file(a, "mau/bieu/thu.ini", bytes, n);
    fuzz_file(a, "mau/thu/bao-cao.ini", report, strlen(report));
    fuzz_file(a, "mau/thu/noi-dung.md", body, strlen(body));
    fuzz_report(a, memmem(bytes, n, "liet_ke\n", strlen("liet_ke\n")) ? &list : NULL);
}

const struct fuzz_target fuzz_form = {"form", run};
