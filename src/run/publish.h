/* A folder of papers that appears complete or not at all: <root>/<KY>/<MA>/<BAO_CAO>/du-thao or chinh-thuc.
 * Files are made in a temporary folder beside it, then one rename shows them. Nobody else may be at work below the root
 * meanwhile (run/lock.h). */
#ifndef RUN_PUBLISH_H
#define RUN_PUBLISH_H

struct arena;
struct err;

struct publish_target {
    const char *root;                   /* made if missing */
    const char *period, *unit, *report; /* plain names [A-Za-z0-9._-] */
    const char *below;                  /* a folder below that, with folders of its own; NULL: none */
    int final;
    const char *name; /* of the final's folder; NULL: "chinh-thuc" */
};

struct publication;

/* The names that published folders have: "du-thao", "chinh-thuc". */
const char *publish_edition(int final);
int publish_is_edition(const char *name);

/* 73 if the final is already there: it is never overwritten. 64 for a name that could leave the folder. */
int publish_check(struct arena *a, const struct publish_target *t, struct err *err);

/* At the start of a run, before anything is counted: 69 where the file system of `root`, which is there, cannot
 * exchange folders or rename without replacing. Removes what an interrupted run left, of all papers of the period. */
int publish_prepare(const char *root, const char *period, struct err *err);

/* Makes the temporary folders. *out can be closed while this is still under way, by whoever ends the program. 73 as
 * above or not to be created. */
int publish_open(struct arena *a, const struct publish_target *t, struct publication **out, struct err *err);
const char *publish_dir(const struct publication *p);     /* for the files */
const char *publish_scratch(const struct publication *p); /* for work files, on the same file system; never published */

/* The files must be synced. Shows the folder under its final name, *path; a draft that was there goes as a whole. */
int publish_commit(struct publication *p, const char **path, struct err *err);
/* In every case: without a commit, nothing of this run stays. Allocates nothing. NULL is allowed. */
void publish_close(struct publication *p);

#endif
