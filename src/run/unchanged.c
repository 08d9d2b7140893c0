#include "run/unchanged.h"

#include <string.h>

#include "base/arena.h"

static void add_number(struct arena *a, struct hash *h, int64_t n)
{
    hash_add_text(h, arena_printf(a, "%jd", (intmax_t)n));
}

static void add_range(struct arena *a, struct hash *h, struct range r)
{
    add_number(a, h, r.from);
    add_number(a, h, r.to);
}

static void add_period(struct arena *a, struct hash *h, const struct period *p)
{
    hash_add_text(h, p->code);
    hash_add_text(h, p->label);
    hash_add_text(h, p->label_before);
    hash_add_text(h, p->label_next);
    for (size_t i = 0; i < p->nsections; i++) {
        hash_add_text(h, p->sections[i].name);
        add_range(a, h, p->sections[i].now);
        add_range(a, h, p->sections[i].before);
    }
    add_number(a, h, (int64_t)p->nsections);
}

/* The fingerprint of the data is of what is counted; these are also about what is not. */
static void add_questions(struct arena *a, struct hash *h, const struct checks *checks, int unit)
{
    struct data_question *v;
    size_t n = checks_questions(a, checks, unit, &v);

    for (size_t i = 0; i < n; i++) {
        const char *const texts[] = {v[i].id, v[i].who, v[i].place, v[i].what, v[i].codes, v[i].remedy};

        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            hash_add_text(h, texts[k]);
        add_number(a, h, (int64_t)v[i].level);
        add_range(a, h, v[i].range);
        add_number(a, h, v[i].count);
        add_number(a, h, v[i].more);
    }
    add_number(a, h, (int64_t)n);
}

static void add_final(struct hash *h, const struct final *f)
{
    hash_add_text(h, f ? f->manifest.own : "");
}

static void add_past_final(struct arena *a, struct hash *h, const struct past_final *p)
{
    size_t n = p ? p->differences.list.n : 0;

    add_final(h, p ? p->final : NULL);
    for (size_t i = 0; i < n; i++) {
        const struct difference *d = &p->differences.list.v[i];

        hash_add_text(h, d->code);
        hash_add_text(h, d->unit);
        hash_add_text(h, d->was);
        hash_add_text(h, d->is);
        hash_add_text(h, difference_source(a, d));
        add_range(a, h, d->range);
        add_number(a, h, d->gone);
    }
    add_number(a, h, (int64_t)n);
}

void unchanged_context(struct arena *a, const struct period *p, const struct checks *checks, int unit,
                       const struct past *past, char out[HASH_HEX])
{
    struct hash *h = hash_new(a);

    add_period(a, h, p);
    add_questions(a, h, checks, unit);
    add_past_final(a, h, past->before);
    add_past_final(a, h, past->same);
    add_final(h, past->first);
    add_final(h, past->year);
    for (size_t i = 0; i < past->notes.list.n; i++) {
        const struct note *n = &past->notes.list.v[i];

        hash_add_text(h, n->id);
        hash_add_text(h, n->text);
        add_number(a, h, (int64_t)n->level);
    }
    hash_end(h, out);
}

const char *changed_input(const struct manifest *then, const struct manifest *now)
{
    const struct {
        const char *name, *then, *now;
    } inputs[] = {
        {"số liệu", then->data, now->data},
        {"lời văn", then->prose, now->prose},
        {"mẫu", then->templates, now->templates},
        {"cấu hình", then->config, now->config},
        {"chương trình", then->program, now->program},
    };

    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        if (strcmp(inputs[i].then, inputs[i].now) != 0)
            return inputs[i].name;
    return NULL;
}

int unchanged(const struct manifest *then, const struct manifest *now)
{
    if (changed_input(then, now) || strcmp(then->context, now->context) != 0 || strcmp(then->font, now->font) != 0 ||
        then->nfonts != now->nfonts || then->nfiles != now->nfiles)
        return 0;
    for (size_t i = 0; i < now->nfonts; i++)
        if (strcmp(then->fonts[i].name, now->fonts[i].name) != 0 ||
            strcmp(then->fonts[i].sha256, now->fonts[i].sha256) != 0)
            return 0;
    for (size_t i = 0; i < now->nfiles; i++)
        if (strcmp(then->files[i].name, now->files[i].name) != 0)
            return 0;
    return 1;
}
