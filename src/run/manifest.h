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
    const char *program; /* that made it: "cchc-report 0.1.0" */
    const char *unit, *unit_name, *report;
    int final;
    const char *number;              /* final */
    day_t date;                      /* final */
    const struct manifest *corrects; /* of the final whose figures it puts right, NULL: it is a report; not read back */
    const struct period *period;
    char config[HASH_HEX], templates[HASH_HEX], prose[HASH_HEX], data[HASH_HEX];
    char context[HASH_HEX]; /* of whatever else the papers rest on: see run/unchanged.h; "" where it is not stated */
    char own[HASH_HEX];     /* of the manifest itself; read back only */
    const char *font;       /* name of the family */
    const struct manifest_file *fonts;
    size_t nfonts;
    const struct manifest_file *files;
    size_t nfiles;
    const struct notes *notes;
};

/* The last line but one holds the SHA-256 of all lines before it: head -n -2 manifest.json | sha256sum. */
void manifest_write(const struct manifest *m, struct buf *out);

/* Reads what manifest_write wrote (without the notes) from the folder `dir`, wherever the program that did was of
 * another version. 66 where there is none, 65 if it cannot be read or its own hash does not fit: then it was changed.
 * Of the folder's path the last `real` components must be no links. */
int manifest_read(struct arena *a, const char *dir, int real, struct manifest *out, struct err *err);
/* And is every file that it names in the folder as it was? Else 65, naming the first that is not. All of it is of one
 * folder: where that is exchanged for another meanwhile, of the other. *names (NULL: not asked for) gets what is in it.
 */
int manifest_verify(struct arena *a, const char *dir, int real, struct manifest *out, char ***names, struct err *err);

/* Name, size and hash of a file. */
int manifest_file(struct arena *a, const char *path, struct manifest_file *out, struct err *err);
/* One hash for all regular files below some folders: names (with folders, sorted) and contents. A folder that is
 * missing or NULL adds nothing. */
int manifest_hash_folders(const char *const *paths, size_t n, char out[HASH_HEX], struct err *err);

#endif
