#include "data/classify.h"

static enum state state_of_resolved(const struct dossier_dates *d, enum outcome outcome, enum returned_mode mode)
{
    switch (outcome) {
    case OUTCOME_RETURNED:
        return mode == RETURNED_APART ? STATE_RETURNED : STATE_ON_TIME;
    case OUTCOME_WITHDRAWN:
        return mode == RETURNED_APART ? STATE_WITHDRAWN : STATE_ON_TIME;
    case OUTCOME_STOPPED:
        return mode == RETURNED_APART ? STATE_STOPPED : STATE_ON_TIME;
    case OUTCOME_NONE:
    case OUTCOME_GRANTED:
    case OUTCOME_REFUSED:
        break;
    }
    if (d->due == DAY_NONE || d->ended == d->due)
        return STATE_ON_TIME;
    return d->ended < d->due ? STATE_EARLY : STATE_LATE;
}

struct dossier_class classify(const struct dossier_dates *d, struct range period, enum returned_mode mode)
{
    struct dossier_class c = {0};
    int has_due = d->due != DAY_NONE, has_end = d->ended != DAY_NONE;

    if (d->received == DAY_NONE || (has_end && d->ended < d->received))
        return c;
    /* One that ended on the first day was still open when the period began: it is carried over. */
    if (d->received > period.to || (has_end && d->ended < period.from))
        return c;
    c.origin = d->received < period.from ? ORIGIN_BEFORE : ORIGIN_WITHIN;
    c.has_due = has_due;
    if (has_end && d->ended <= period.to) {
        c.outcome = d->outcome == OUTCOME_NONE ? OUTCOME_GRANTED : d->outcome;
        c.late = has_due && d->ended > d->due;
        c.state = state_of_resolved(d, c.outcome, mode);
        return c;
    }
    /* Open on the cut-off, whatever happened later. The due day itself is still in time. */
    c.late = has_due && d->due < period.to;
    c.suspended = d->asked != DAY_NONE && d->asked <= period.to && (d->supplied == DAY_NONE || d->supplied > period.to);
    c.state = c.late && !c.suspended ? STATE_OPEN_OVERDUE : STATE_OPEN;
    return c;
}
