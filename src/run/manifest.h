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

struct manifest_file {
    const char *name; /* without folders */
    int64_t size;     /* bytes; -1: not stated */
    char sha256[HASH_HEX];
};

struct manifest {
    const char *unit, *unit_name, *report;
    int final;
    const char *number; /* final */
    day_t date;         /* final */
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

/* Name, size and hash of a file. */
int manifest_file(struct arena *a, const char *path, struct manifest_file *out, struct err *err);
/* One hash for all regular files below some folders: names (with folders, sorted) and contents. A folder that is
 * missing or NULL adds nothing. */
int manifest_hash_folders(const char *const *paths, size_t n, char out[HASH_HEX], struct err *err);

#endif
