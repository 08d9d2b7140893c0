/* What became of a dossier since a report: its row now, what it was before, and the import that changed it. */
#ifndef DATA_HISTORY_H
#define DATA_HISTORY_H

#include "base/date.h"
#include "data/db.h"

struct dossier_version { /* as stored, "" for none */
    int found;
    const char *unit, *procedure, *received, *due, *ended;
};

struct dossier_trail {
    struct dossier_version now;  /* not found: no row has the code any more */
    struct dossier_version then; /* after the import `since`; not found: it came later, or nothing tells */
    int64_t session;             /* the last import since then that loaded or changed it; 0: none did, or not known */
    const char *file;            /* of that import, "" */
    day_t day;                   /* of that import, DAY_NONE */
    int changes;                 /* how often its row was changed since */
};

struct history;

/* since: number of the last import that the report knew. */
int history_open(struct arena *a, struct db *db, int64_t since, struct history **out, struct err *err);
int history_of(struct history *h, const char *code, struct dossier_trail *out, struct err *err);
void history_close(struct history *h); /* NULL is allowed */

#endif
