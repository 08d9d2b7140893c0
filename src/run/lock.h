/* One run at a time in an output folder: who finds another at work leaves. The lock is on the folder itself, so nothing
 * of it is left when a run is killed. */
#ifndef RUN_LOCK_H
#define RUN_LOCK_H

struct arena;
struct err;

/* Makes the folder if it is missing. *fd holds the lock until it is closed; untouched on failure. 73 not to be created,
 * 75 another run is at work here (the sentence names its process), 69 where the file system cannot lock. */
int lock_take(struct arena *a, const char *root, int *fd, struct err *err);

#endif
