/* mau NAME DIR: writes the CSV files of a sample agency into a folder. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "mau.h"

static const struct sample *const SAMPLES[] = {&SAMPLE_BA_DINH_2011, &SAMPLE_BAC_TU_LIEM_2016, &SAMPLE_BAC_TU_LIEM_2018,
                                               &SAMPLE_GIA_LAM_2021, &SAMPLE_DONG_DA_2023};

void fail(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fputs("mau: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

day_t must_day(const char *iso)
{
    if (!iso || !*iso)
        return DAY_NONE;
    day_t d = day_parse_iso(iso, (int)strlen(iso));
    if (d == DAY_NONE)
        fail("no such day: %s", iso);
    return d;
}

int main(int argc, char **argv)
{
    const struct sample *sample = NULL;
    for (size_t i = 0; argc == 3 && i < COUNT(SAMPLES); i++)
        if (strcmp(argv[1], SAMPLES[i]->name) == 0)
            sample = SAMPLES[i];
    if (!sample) {
        fputs("usage: mau NAME DIR\nNAME:", stderr);
        for (size_t i = 0; i < COUNT(SAMPLES); i++)
            fprintf(stderr, " %s", SAMPLES[i]->name);
        fputc('\n', stderr);
        return 64;
    }
    if (mkdir(argv[2], 0777) != 0 && errno != EEXIST)
        fail("cannot create %s: %s", argv[2], strerror(errno));

    struct arena *a = arena_new();
    struct dossiers dossiers = {0};
    if (sample->dossiers)
        dossiers_make(a, sample, &dossiers);
    write_tables(sample, &dossiers, argv[2]);
    arena_free(a);
    return 0;
}
