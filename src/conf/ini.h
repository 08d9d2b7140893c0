/* INI files, read strictly: every file the user edits (config, forms, figures, fonts, column maps) goes through here.
 * Refused with file and line (status 78): invalid UTF-8, not NFC-repairable text, a line without "=", a key or section
 * given twice, lines longer than the parser's limit. A BOM and CRLF are accepted. Values may be quoted ("…") to keep
 * ; and #. Keys and sections are lower-case ASCII. */
#ifndef CONF_INI_H
#define CONF_INI_H

#include <stddef.h>

#include "base/date.h"

struct arena;
struct err;

struct ini_item {
    const char *section, *key, *value; /* value "" when empty; NFC */
    int line;
};

struct ini {
    const char *path;
    struct ini_item *v; /* in file order */
    size_t n;
    const char **sections; /* in file order */
    int *section_lines;
    size_t nsections;
};

int ini_load(struct arena *a, const char *path, struct ini **out, struct err *err);
const struct ini_item *ini_find(const struct ini *ini, const char *section, const char *key); /* NULL if absent */
int ini_has_section(const struct ini *ini, const char *section);
/* The items of a section are neighbours: the first one and how many; NULL if there are none. */
const struct ini_item *ini_section(const struct ini *ini, const char *section, size_t *n);

/* Fails with status 78 and "tệp 'x', dòng 12: …". */
int ini_error(const struct ini *ini, int line, struct err *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* One section read into a struct by a table of fields. Unknown keys are errors that name the nearest known key. */
enum ini_type {
    INI_TEXT,   /* const char *            */
    INI_COUNT,  /* int, 0…1 000 000, decimal digits only */
    INI_BOOL,   /* int: co / khong         */
    INI_CHOICE, /* int: index in choices   */
    INI_DATE,   /* day_t: YYYY-MM-DD or DD/MM/YYYY */
    INI_PATH,   /* const char *, made relative to the INI file's folder */
    INI_LIST    /* struct ini_list: parts between "|", trimmed */
};

struct ini_list {
    const char **v;
    size_t n;
};

struct ini_field {
    const char *key;
    enum ini_type type;
    int required;               /* missing or empty → error */
    const char *const *choices; /* INI_CHOICE: NULL-terminated */
    size_t offset; /* offsetof(struct …, member); the member keeps its preset value when the key is absent */
};

int ini_read(struct arena *a, const struct ini *ini, const char *section, const struct ini_field *fields, size_t n,
             void *out, struct err *err);

/* Every section must be in `known` (NULL-terminated; "cot.*" allows any name behind "cot."). */
int ini_check_sections(const struct ini *ini, const char *const *known, struct err *err);

#endif
