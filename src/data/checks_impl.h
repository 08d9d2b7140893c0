/* What the files checks*.c share. Nobody else includes this. */
#ifndef DATA_CHECKS_IMPL_H
#define DATA_CHECKS_IMPL_H

#include "base/arena.h"
#include "data/checks.h"

/* In the order in which they are told. */
enum question_kind {
    ASK_ENDED_FIRST,
    ASK_UNREADABLE,
    ASK_UNKNOWN_UNIT,
    ASK_UNKNOWN_PROCEDURE,
    ASK_INSPECTION_UNREADABLE,
    ASK_INSPECTION_UNIT,
    ASK_TASK_UNREADABLE,
    ASK_TASK_UNIT,
    ASK_TEXT,
    ASK_REJECTED,
    ASK_STRANGE_CODE,
    ASK_DUE_FIRST,
    ASK_ALIKE,
    ASK_MOVED,
    ASK_RECEIVED_LATER,
    ASK_ENDED_LATER,
    ASK_NOT_COVERED,
    ASK_NO_REASON,
    ASK_SET_ASIDE_LATE,
    ASK_NO_DUE,
    ASK_ON_DUE,
    ASK_LAST_DAY,
    ASK_COUNT
};

struct asked {
    enum question_kind kind;
    struct data_question q;
};

/* A row that one of the first kinds is about; `label` is its code, with what is needed beside it. */
struct found {
    enum question_kind kind;
    int unit; /* -1: of no known unit */
    const char *label;
};

struct checks {
    struct arena *arena;
    const struct facts *facts;
    const struct cube *cube;
    const struct catalog *catalog;
    const struct coverage *coverage;
    const struct period *period;
    const struct config *config;
    day_t today;
    struct range span; /* from the first day of any section to the last */
    VEC(struct found) found;
    VEC(struct asked) asked; /* of all units, by kind, unit and days */
};

/* Does a figure count the table over the days of this section? */
int checks_counts(const struct checks *c, enum table t, size_t section);

/* checks_rows.c, checks_import.c: add to `found`, and to `asked` what is no list of rows */
int checks_find_rows(struct checks *c, struct db *db, struct err *err);
/* checks_text.c: cells whose text cannot be shown as it is. */
int checks_find_texts(struct checks *c, struct db *db, struct err *err);
int checks_find_rejected(struct checks *c, struct db *db, struct err *err);
/* Codes that are alike or were another unit's: goes through all rows of the period. */
int checks_find_codes(struct checks *c, struct db *db, struct err *err);
void checks_add_found(struct checks *c, enum question_kind kind, int unit, const char *label);

/* checks_questions.c: the first `limit` of the labels, sorted; how a question of the kind begins */
struct data_question checks_question(const struct checks *c, enum question_kind kind, int unit, int64_t count);
void checks_ask(struct checks *c, enum question_kind kind, const struct data_question *q);
/* Everything found, and what the scan noticed → asked. */
int checks_make_questions(struct checks *c, struct db *db, struct err *err);
/* A code as it may stand in a sentence, a cell and a terminal. */
const char *checks_label(struct arena *a, const char *code);

#endif
