/* cau.ini: words and sentence patterns. */
#include "doc/phrase.h"
#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    static const char *const names[] = {"luu",     "chuong_trinh", "ky",      "dau_van_tay", "van_ban",   "so",
                                        "ky_hieu", "ngay",         "co_quan", "nhan",        "tep",       "don_vi",
                                        "tu",      "den",          "hieu",    "phan_tram",   "nam_truoc", "truoc",
                                        "diem",    "nay",          "chi_tieu"};
    enum { SLOTS = sizeof names / sizeof *names };
    struct phrase_slot slots[SLOTS];
    struct err err = {.status = ST_OK};
    struct phrases *p;

    fuzz_file(a, "cau.ini", bytes, n);
    if (!fuzz_done(phrases_load(a, fuzz_dir(), &p, &err), &err))
        return;
    for (size_t i = 0; i < SLOTS; i++)
        slots[i] = (struct phrase_slot){names[i], {.text = i % 2 ? "05 cuộc" : ""}};
    for (int i = 0; i < PHRASE_COUNT; i++)
        fuzz_is_nfc(phrase_string(a, p, (enum phrase)i, slots, SLOTS));
}

const struct fuzz_target fuzz_phrases = {"phrases", run};
