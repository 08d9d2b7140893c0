/* Ctrl-C, SIGTERM, SIGHUP and SIGQUIT while there is something to clean up: held back, asked for between steps.
 * Elsewhere main's handler ends the process at once. */
#ifndef RUN_SIGNALS_H
#define RUN_SIGNALS_H

#include <signal.h>

struct err;

struct signals {
    int fd; /* readable when one is waiting */
    sigset_t before;
};

/* Around something short that leaves nothing when it is done: one that comes meanwhile ends the process behind it. */
void signals_defer(sigset_t *before);
void signals_resume(const sigset_t *before);

int signals_hold(struct signals *s, struct err *err);
/* 0, or -1 with status 130, 143 … (128 + its number) if one came. */
int signals_check(const struct signals *s, struct err *err);
int signals_stopped(const struct err *err); /* 1 if that is why it failed */
/* Lets them through again; one that came after the last check, when all was done, is dropped. */
void signals_release(struct signals *s);

#endif
