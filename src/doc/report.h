/* One unit's report: template + forms + figures → document. The only entrance of doc/ for run/. */
#ifndef DOC_REPORT_H
#define DOC_REPORT_H

#include "conf/config.h"
#include "data/checks.h"
#include "data/facts.h"
#include "doc/document.h"
#include "doc/form.h"

struct notes;

struct report_request {
    const struct config *config;
    const struct catalog *catalog;
    struct facts *facts;         /* bound */
    const struct checks *checks; /* what the units are asked, for a worksheet; NULL: none */
    const char *templates_dir;   /* …/templates */
    int unit;                    /* whose report: index in the catalog */
    int final;                   /* a gap (missing fragment, figure not entered) is then an error: 66 */
    const char *number;          /* final: "05"; "" in a draft */
    day_t date;                  /* final; DAY_NONE in a draft */
    /* for the foot of a draft's pages; NULL: none there */
    const char *program;     /* "cchc-report 0.1.0" */
    const char *fingerprint; /* of the data, hexadecimal */
    /* for papers that the program has more to say in than figures (ten_rieng of bao-cao.ini, forms of kind liet_ke) */
    const struct report_name {
        const char *name, *value;
    } * names;
    size_t nnames;
    const struct form_list *lists;
    size_t nlists;
};

/* Notes get gaps, missing coverage and the like. 65: a final refused for its data, 66: for missing text, 78: template.
 */
int report_build(struct arena *a, const struct report_request *q, struct document **out, struct notes *notes,
                 struct err *err);

/* Where the fragments of a unit's report are, the first that has one: its own folder <prose>/<KY>/<MA>, then for units
 * below the configured agency what is written for all of their level, <prose>/<KY>/chung/<cap>; NULL: none. */
enum { PROSE_FOLDERS = 2 };
void report_prose_folders(struct arena *a, const struct config *c, const struct catalog *catalog, const char *period,
                          int unit, const char *out[PROSE_FOLDERS]);

/* Ranges and sections a template needs counted are those of the period; this only checks that template, forms and
 * figures exist and agree (used before the scan, so that a typing error is told at once). */
int report_check(struct arena *a, const char *templates_dir, const char *report, const struct catalog *catalog,
                 struct facts *facts, struct err *err);

#endif
