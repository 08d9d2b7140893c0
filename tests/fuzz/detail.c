/* chi-tiet.tsv.gz of a final: bytes that begin as gzip does are the file, others are the text in it. */
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gzip.h"
#include "fuzz.h"
#include "run/detail_file.h"

static const char *compressed(struct arena *a, const char *bytes, size_t n)
{
    const char *path = path_join(a, fuzz_dir(), "chi-tiet.tsv.gz");
    struct err err = {.status = ST_OK};
    struct gzip_writer *w;

    if (n >= 2 && memcmp(bytes, "\x1F\x8B", 2) == 0)
        return fuzz_file(a, "chi-tiet.tsv.gz", bytes, n);
    unlink(path);
    if (gzip_create(a, path, &w, &err))
        fuzz_fail("%s", err.text);
    gzip_add(w, bytes, n);
    if (gzip_finish(w, &err))
        fuzz_fail("%s", err.text);
    return path;
}

/* Every value of every row, as explanations show them. */
static void look_at(const struct detail *d, const struct catalog *c)
{
    const struct rows *r = &d->rows;

    for (size_t i = 0; i < r->n; i++) {
        FUZZ_HOLDS(d->codes[i]);
        for (size_t k = 0; k < TABLES[r->table].ndims; k++) {
            char number[ROWS_NUMBER];

            FUZZ_HOLDS(strlen(rows_value(r, c, i, (int)k, number)) < SIZE_MAX);
        }
    }
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    const struct run_context *x = fuzz_world();
    struct err err = {.status = ST_OK};
    struct detail_file *f = NULL;
    struct kept_figure *figures;
    struct detail *detail;
    struct range range;
    enum table t;
    size_t count;
    int got;

    if (!fuzz_done(detail_file_open(a, compressed(a, bytes, n), &f, &err), &err))
        return;
    if (!fuzz_done(detail_file_figures(f, &figures, &count, &err), &err))
        goto out;
    while ((got = detail_file_next(f, &t, &range, &err)) == 1) {
        if (!fuzz_done(detail_file_rows(f, t, x->catalog, &detail, &err), &err))
            goto out;
        look_at(detail, x->catalog);
    }
    if (got < 0)
        fuzz_refused(&err);
out:
    detail_file_close(f);
}

const struct fuzz_target fuzz_detail = {"detail", run};
