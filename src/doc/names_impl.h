/* What the files names*.c share. Nobody else includes this. */
#ifndef DOC_NAMES_IMPL_H
#define DOC_NAMES_IMPL_H

#include "doc/identity.h"
#include "doc/names.h"
#include "doc/phrase.h"

struct own_name {
    const char *name, *value;
};

struct names {
    struct arena *arena;
    struct names_request q;
    struct notes *notes;
    struct phrases *phrases;
    struct identity who;     /* unset when only checking */
    const char *above;       /* full name of the unit above a unit below the agency; "" of the agency's */
    const char **addressees; /* whom the report is for */
    size_t naddressees;
    const struct period *period; /* NULL when only checking */
    VEC(struct own_name) own;
    VEC(const char *) gaps; /* figures already told as missing */
};

enum format {
    FORMAT_NONE,
    FORMAT_CAPITAL,
    FORMAT_SMALL,
    FORMAT_CAPITALS,
    FORMAT_LONG_DATE,
    FORMAT_NUMBER,
    FORMAT_WITH_UNIT,
    FORMAT_COUNTED,
    FORMAT_COMPARE,
    FORMAT_COMPARE_SHORT,
    FORMAT_REST,
    FORMAT_TARGET,
    FORMAT_COUNT
};

/* A figure's name with its format, in a scope → runs. The name must exist and the format suit it. */
int names_figure(struct names *n, const char *name, enum format format, struct scope s, const char *place,
                 struct text *out, struct err *err);
/* Hundredths of a percent of the target with this name; -1 if the config gives none. */
int64_t names_target(const struct names *n, const char *name);
/* A target of the year as the config gives it; 78 if it gives none. */
int names_target_run(struct names *n, const char *name, const char *place, struct run *out, struct err *err);
int names_is_rate(const struct figure_ref *ref);

#endif
