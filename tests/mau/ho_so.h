/* The dates of one dossier, drawn until they fit the state that the plan asks for. */
#ifndef MAU_HO_SO_H
#define MAU_HO_SO_H

#include "mau.h"

enum source { BEFORE, ONLINE, COUNTER };
enum kind { PLAIN, SUSPENDED, RETURNED, WITHDRAWN };

struct choice { /* procedures that fit a cell and a channel, with running weights */
    const uint16_t *procedure;
    const uint32_t *upto;
    size_t n;
};

struct maker {
    const struct sample *sample;
    struct calendar *calendar;
    struct rng rng;
    day_t from, to;       /* the plan's period */
    day_t first, last;    /* days that `weight` covers */
    const uint32_t *upto; /* running weights of receiving, one per day from `first` */
};

void maker_init(struct maker *m, struct arena *a, const struct sample *s);
/* Fills everything but unit, order and number. */
void maker_draw(struct maker *m, const struct choice *c, enum source source, enum state state, enum kind kind,
                const struct sample_cause *causes, struct dossier *out);

#endif
