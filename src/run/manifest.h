/* manifest.json of a published folder: what the papers were made from, and how to see that none of them was changed. */
#ifndef RUN_MANIFEST_H
#define RUN_MANIFEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/note.h"
#include "conf/period.h"

struct buf;
struct err;

#define MANIFEST_NAME "manifest.json"

struct manifest_file {
    const char *name; /* without folders */
    int64_t size;     /* bytes; -1: not stated */
    char sha256[HASH_HEX];
};

struct manifest {
    const char *unit, *unit_name, *report;
    int final;
    const char *number;              /* final */
    day_t date;                      /* final */
    const struct manifest *corrects; /* of the final whose figures it puts right, NULL: it is a report; not read back */
    const struct period *period;
    char config[HASH_HEX], templates[HASH_HEX], prose[HASH_HEX], data[HASH_HEX];
    const char *font; /* name of the family */
    const struct manifest_file *fonts;
    size_t nfonts;
    const struct manifest_file *files;
    size_t nfiles;
    const struct notes *notes;
};

/* The last line but one holds the SHA-256 of all lines before it: head -n -2 manifest.json | sha256sum. */
void manifest_write(const struct manifest *m, struct buf *out);

/* Reads what manifest_write wrote (without the notes), wherever the program that did was of another version. 66 where
 * there is none, 65 if it cannot be read or its own hash does not fit: then it was changed. */
int manifest_read(struct arena *a, const char *path, struct manifest *out, struct err *err);
/* Is every file of the manifest in its folder as it was? Else 65, naming the first that is not. */
int manifest_check(struct arena *a, const char *dir, const struct manifest *m, struct err *err);

/* Name, size and hash of a file. */
int manifest_file(struct arena *a, const char *path, struct manifest_file *out, struct err *err);
/* One hash for all regular files below some folders: names (with folders, sorted) and contents. A folder that is
 * missing or NULL adds nothing. */
int manifest_hash_folders(const char *const *paths, size_t n, char out[HASH_HEX], struct err *err);

#endif
