/* The verb init: a new, empty database, or an older one brought up to date. */
#ifndef RUN_INIT_H
#define RUN_INIT_H

struct err;

/* 73 if the file exists; with `upgrade` it must: 66, and 65 where it is not what its version says or newer. */
int run_init(const char *db_path, int upgrade, struct err *err);

#endif
