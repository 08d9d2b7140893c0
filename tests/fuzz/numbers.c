/* Numbers and days as people and programs write them: what is read must be written the same again. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vi.h"
#include "conf/period.h"
#include "data/amount.h"
#include "data/intake_text.h"
#include "fuzz.h"

static void days(struct arena *a, const char *s)
{
    char iso[11];
    day_t d = day_parse_any(s);

    if (d == DAY_NONE)
        return;
    day_iso(d, iso);
    FUZZ_HOLDS(strlen(iso) == 10 && day_parse_iso(iso, 10) == d && day_parse_any(iso) == d);
    FUZZ_HOLDS(day_parse_any(vi_date(a, d)) == d);
    FUZZ_HOLDS(day_weekday(d) >= 0 && day_weekday(d) <= 6);
    fuzz_is_text(vi_date_long(a, d));
}

static void amounts(struct arena *a, const char *s)
{
    for (int style = NUMBERS_CANONICAL; style <= NUMBERS_INTERNATIONAL; style++)
        for (int decimal = 0; decimal <= 1; decimal++) {
            struct amount x, again, sum = {0};
            int64_t whole = 0;
            const char *text, *spelled;
            char *canonical = NULL;

            if (text_number(a, s, (enum number_style)style, decimal, &canonical) != REJECT_COUNT)
                continue;
            fuzz_is_text(vi_decimal(a, canonical, 1));
            if (!amount_parse(canonical, &x))
                continue;
            text = amount_text(a, x, &whole);
            spelled = text ? text : arena_printf(a, "%lld", (long long)whole);
            FUZZ_HOLDS(amount_parse(spelled, &again) && amount_align(&x, &again) && x.n == again.n);
            FUZZ_HOLDS(amount_add(&sum, x, 1) && amount_add(&sum, x, -1) && sum.n == 0);
        }
}

/* Two numbers in a row are a share of one in the other. */
static void shares(struct arena *a, const char *s)
{
    char *end;
    int64_t num = strtoll(s, &end, 10), den = strtoll(end, NULL, 10), hundredths;

    fuzz_is_text(vi_count(a, num));
    fuzz_is_text(vi_count_padded(a, num, 1));
    if (den <= 0 || num < 0 || num > den)
        return;
    hundredths = vi_percent_hundredths(num, den);
    FUZZ_HOLDS(hundredths >= 0 && hundredths <= 10000);
    FUZZ_HOLDS((strcmp(vi_percent(a, num, den), "100%") == 0) == (num == den));
    FUZZ_HOLDS((strcmp(vi_percent(a, num, den), "0%") == 0) == (num == 0));
    FUZZ_HOLDS((strcmp(vi_percent_cell(a, num, den), "100,00") == 0) == (num == den));
    FUZZ_HOLDS((strcmp(vi_percent_cell(a, num, den), "0,00") == 0) == (num == 0));
}

static void periods(const char *s)
{
    struct err err = {.status = ST_OK};
    struct period p = {0};

    if (!fuzz_done(period_parse(s, &p, &err), &err))
        return;
    for (int rule = RULE_ND09; rule <= RULE_CALENDAR; rule++) {
        struct range r = period_range(&p, (enum period_rule)rule);

        FUZZ_HOLDS(r.from != DAY_NONE && r.from < r.to);
    }
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    if (!utf8_valid(bytes, n))
        return;
    days(a, bytes);
    amounts(a, bytes);
    shares(a, bytes);
    periods(bytes);
}

const struct fuzz_target fuzz_numbers = {"numbers", run};
