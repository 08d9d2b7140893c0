/* Every weak ordering of the dates of a dossier and of a period, against tables written from the rules of biểu II.06a.
 */
#include "data/classify.h"
#include "unit.h"

/* The dates; the first three are always there. */
enum { R, D1, D2, H, E, ASKED, SUPPLIED, DATES };

/* How one date stands to another: any of "<", "=", ">", or "-" when the first is absent; "*" is anything. */
struct relation {
    int x, y;
};

static const struct relation R_D1 = {R, D1}, R_D2 = {R, D2}, E_R = {E, R}, E_D1 = {E, D1}, E_D2 = {E, D2}, H_E = {H, E},
                             H_D2 = {H, D2};

/* Each ordering must fit exactly one row. Columns: R to D1, R to D2, E to R, E to D1, E to D2, H to E, H to D2. */
static const struct rule {
    const char *r_d1, *r_d2, *e_r, *e_d1, *e_d2, *h_e, *h_d2;
    enum origin origin;
    enum state state;
    int late;
} RULES[] = {
    /* excluded: ended before it was received */
    {"*", "*", "<", "*", "*", "*", "*", ORIGIN_NONE, STATE_NONE, 0},
    /* received after the period */
    {"*", ">", "-=>", "*", "*", "*", "*", ORIGIN_NONE, STATE_NONE, 0},
    /* ended before the period */
    {"<", "*", "=>", "<", "*", "*", "*", ORIGIN_NONE, STATE_NONE, 0},

    /* from the period before, resolved: (6) with (8), (9) due that day, (9) no due day, (10) */
    {"<", "*", ">", "=>", "<=", ">", "*", ORIGIN_BEFORE, STATE_EARLY, 0},
    {"<", "*", ">", "=>", "<=", "=", "*", ORIGIN_BEFORE, STATE_ON_TIME, 0},
    {"<", "*", ">", "=>", "<=", "-", "*", ORIGIN_BEFORE, STATE_ON_TIME, 0},
    {"<", "*", ">", "=>", "<=", "<", "*", ORIGIN_BEFORE, STATE_LATE, 1},
    /* received in the period, resolved: (4) or (5) with the same */
    {"=>", "<=", "=>", "*", "<=", ">", "*", ORIGIN_WITHIN, STATE_EARLY, 0},
    {"=>", "<=", "=>", "*", "<=", "=", "*", ORIGIN_WITHIN, STATE_ON_TIME, 0},
    {"=>", "<=", "=>", "*", "<=", "-", "*", ORIGIN_WITHIN, STATE_ON_TIME, 0},
    {"=>", "<=", "=>", "*", "<=", "<", "*", ORIGIN_WITHIN, STATE_LATE, 1},

    /* open on the cut-off, never ended or ended later: (12) with the due day to come, today or none; (13) */
    {"<", "*", "-", "*", "*", "*", ">=-", ORIGIN_BEFORE, STATE_OPEN, 0},
    {"<", "*", "-", "*", "*", "*", "<", ORIGIN_BEFORE, STATE_OPEN_OVERDUE, 1},
    {"<", "*", ">", "*", ">", "*", ">=-", ORIGIN_BEFORE, STATE_OPEN, 0},
    {"<", "*", ">", "*", ">", "*", "<", ORIGIN_BEFORE, STATE_OPEN_OVERDUE, 1},
    {"=>", "<=", "-", "*", "*", "*", ">=-", ORIGIN_WITHIN, STATE_OPEN, 0},
    {"=>", "<=", "-", "*", "*", "*", "<", ORIGIN_WITHIN, STATE_OPEN_OVERDUE, 1},
    {"=>", "<=", ">", "*", ">", "*", ">=-", ORIGIN_WITHIN, STATE_OPEN, 0},
    {"=>", "<=", ">", "*", ">", "*", "<", ORIGIN_WITHIN, STATE_OPEN_OVERDUE, 1},
};

/* Waiting on the cut-off: asked to D2, supplied to D2. An open dossier that waits is in time. */
static const struct {
    char asked, supplied;
    int suspended;
} SUPPLEMENTS[] = {
    {'-', '-', 0}, {'-', '<', 0}, {'-', '=', 0}, {'-', '>', 0}, {'<', '-', 1}, {'<', '<', 0},
    {'<', '=', 0}, {'<', '>', 1}, {'=', '-', 1}, {'=', '<', 0}, {'=', '=', 0}, {'=', '>', 1},
    {'>', '-', 0}, {'>', '<', 0}, {'>', '=', 0}, {'>', '>', 0},
};

/* What an outcome does to a resolved dossier; STATE_NONE: the dates decide. */
static const struct {
    enum outcome stored, shown;
    enum state on_time, apart; /* in the two modes */
} OUTCOMES[] = {
    {OUTCOME_NONE, OUTCOME_GRANTED, STATE_NONE, STATE_NONE},
    {OUTCOME_GRANTED, OUTCOME_GRANTED, STATE_NONE, STATE_NONE},
    {OUTCOME_REFUSED, OUTCOME_REFUSED, STATE_NONE, STATE_NONE},
    {OUTCOME_RETURNED, OUTCOME_RETURNED, STATE_ON_TIME, STATE_RETURNED},
    {OUTCOME_WITHDRAWN, OUTCOME_WITHDRAWN, STATE_ON_TIME, STATE_WITHDRAWN},
    {OUTCOME_STOPPED, OUTCOME_STOPPED, STATE_ON_TIME, STATE_STOPPED},
};

/* Ranks of the dates; 0 is absent. */
static char relate(const int *rank, struct relation rel)
{
    int x = rank[rel.x], y = rank[rel.y];

    return x == 0 || y == 0 ? '-' : x < y ? '<' : x > y ? '>' : '=';
}

static int fits(const int *rank, struct relation rel, const char *allowed)
{
    return *allowed == '*' || strchr(allowed, relate(rank, rel)) != NULL;
}

static const struct rule *rule_of(const int *rank)
{
    const struct rule *found = NULL;

    for (size_t i = 0; i < LENGTH(RULES); i++) {
        const struct rule *r = &RULES[i];

        if (!fits(rank, R_D1, r->r_d1) || !fits(rank, R_D2, r->r_d2) || !fits(rank, E_R, r->e_r) ||
            !fits(rank, E_D1, r->e_d1) || !fits(rank, E_D2, r->e_d2) || !fits(rank, H_E, r->h_e) ||
            !fits(rank, H_D2, r->h_d2))
            continue;
        if (found)
            fail_msg("two rules for one ordering: %zu and %zu", (size_t)(found - RULES), i);
        found = r;
    }
    if (!found)
        fail_msg("no rule for R%d D1 %d D2 %d H%d E%d", rank[R], rank[D1], rank[D2], rank[H], rank[E]);
    return found;
}

static int is_suspended(const int *rank)
{
    char asked = relate(rank, (struct relation){ASKED, D2}), supplied = relate(rank, (struct relation){SUPPLIED, D2});

    for (size_t i = 0; i < LENGTH(SUPPLEMENTS); i++)
        if (SUPPLEMENTS[i].asked == asked && SUPPLEMENTS[i].supplied == supplied)
            return SUPPLEMENTS[i].suspended;
    fail_msg("no row for %c %c", asked, supplied);
    return 0;
}

static day_t day_of(int rank)
{
    return rank ? day_from_ymd(2020, 2, 27) + rank : DAY_NONE; /* crosses 29/2 */
}

static void check_ordering(const int *rank)
{
    const struct rule *rule = rule_of(rank);
    struct range period = {day_of(rank[D1]), day_of(rank[D2])};
    int resolved = rule->state == STATE_EARLY || rule->state == STATE_ON_TIME || rule->state == STATE_LATE;
    int open = rule->state == STATE_OPEN || rule->state == STATE_OPEN_OVERDUE;

    for (size_t i = 0; i < 2 * LENGTH(OUTCOMES); i++) {
        enum returned_mode mode = i % 2 ? RETURNED_APART : RETURNED_ON_TIME;
        struct dossier_dates d = {day_of(rank[R]),     day_of(rank[H]),        day_of(rank[E]),
                                  day_of(rank[ASKED]), day_of(rank[SUPPLIED]), OUTCOMES[i / 2].stored};
        struct dossier_class want = {.origin = rule->origin, .state = rule->state, .late = rule->late}, got;
        enum state by_outcome = mode == RETURNED_APART ? OUTCOMES[i / 2].apart : OUTCOMES[i / 2].on_time;

        if (resolved) {
            want.outcome = OUTCOMES[i / 2].shown;
            want.state = by_outcome == STATE_NONE ? want.state : by_outcome;
        }
        if (open && is_suspended(rank)) {
            want.suspended = 1;
            want.state = STATE_OPEN;
        }
        want.has_due = want.origin != ORIGIN_NONE && rank[H] != 0;
        got = classify(&d, period, mode);
        if (got.origin != want.origin || got.state != want.state || got.outcome != want.outcome ||
            got.late != want.late || got.has_due != want.has_due || got.suspended != want.suspended)
            fail_msg("R%d D1 %d D2 %d H%d E%d asked %d supplied %d, outcome %d, mode %d: origin %d/%d state %d/%d "
                     "outcome %d/%d late %d/%d has_due %d/%d suspended %d/%d (got/want)",
                     rank[R], rank[D1], rank[D2], rank[H], rank[E], rank[ASKED], rank[SUPPLIED], (int)d.outcome,
                     (int)mode, (int)got.origin, (int)want.origin, (int)got.state, (int)want.state, (int)got.outcome,
                     (int)want.outcome, got.late, want.late, got.has_due, want.has_due, got.suspended, want.suspended);
    }
}

/* An ordering is told by ranks 1 … k that are all in use. */
static int is_ordering(const int *rank)
{
    int used[DATES + 1] = {0}, highest = 0;

    for (int i = 0; i < DATES; i++) {
        used[rank[i]] = 1;
        highest = rank[i] > highest ? rank[i] : highest;
    }
    for (int i = 1; i <= highest; i++)
        if (!used[i])
            return 0;
    return 1;
}

static size_t check_from(int *rank, int date)
{
    size_t n = 0;

    if (date == DATES) {
        if (rank[D1] > rank[D2] || !is_ordering(rank))
            return 0;
        check_ordering(rank);
        return 1;
    }
    for (rank[date] = date >= H ? 0 : 1; rank[date] <= DATES; rank[date]++)
        n += check_from(rank, date + 1);
    return n;
}

/* Weak orderings of n dates: 13, 75, 541, 4683, 47293 for n = 3 … 7. Those with D1 ≤ D2 are half of them and of those
 * where the two are equal, which is the number for one date less. Each of four dates may be absent. */
static void test_every_ordering(void **state)
{
    static const size_t orderings[] = {1, 1, 3, 13, 75, 541, 4683, 47293}, choose_4[] = {1, 4, 6, 4, 1};
    int rank[DATES] = {0};
    size_t want = 0;

    (void)state;
    for (size_t absent = 0; absent <= 4; absent++)
        want += choose_4[absent] * (orderings[DATES - absent] + orderings[DATES - absent - 1]) / 2;
    assert_int_equal(check_from(rank, 0), want);
}

static void test_unreadable_received(void **state)
{
    struct dossier_dates d = {DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, OUTCOME_NONE};

    (void)state;
    assert_int_equal(classify(&d, (struct range){0, 10}, RETURNED_APART).origin, ORIGIN_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_ordering),
        cmocka_unit_test(test_unreadable_received),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
