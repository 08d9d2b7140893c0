/* Who a report is from: the configured agency, or one of the units below it with what its row in don_vi says. */
#ifndef DOC_IDENTITY_H
#define DOC_IDENTITY_H

#include "conf/config.h"
#include "data/catalog.h"

struct identity {
    int own;                   /* 1: the configured agency itself */
    const char *parent_agency; /* "\n" breaks lines; "" for none */
    const char *agency;        /* "ỦY BAN NHÂN DÂN\nQUẬN BẮC TỪ LIÊM"; "" if it was never entered */
    const char *full;          /* "Ủy ban nhân dân quận Bắc Từ Liêm" */
    const char *full_first;    /* "Ủy ban nhân dân (UBND) quận Bắc Từ Liêm": where the text names it first */
    const char *brief;         /* "UBND quận" */
    const char *area;          /* "quận Bắc Từ Liêm" */
    const char *symbol, *place, *authority, *position, *signer; /* "" where not entered */
};

struct identity identity_of(struct arena *a, const struct config *config, const struct catalog *catalog, int unit);

/* "Phường Phú Diễn" inside a sentence is "phường Phú Diễn", but "Phường 12" keeps its capital
 * (Nghị định 30/2020/NĐ-CP, Phụ lục II, III.1.c). */
char *identity_inside_sentence(struct arena *a, const char *name);

/* " / " → line ends. */
char *identity_lines(struct arena *a, const char *s);

#endif
