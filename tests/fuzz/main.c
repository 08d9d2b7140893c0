/* fuzz FOLDER: runs every input of FOLDER/<target>; fuzz TARGET FILE…: these inputs. Fails for an input that takes
 * longer than $LIMIT (seconds of processor time; 1 by default, more with sanitizers). Built for libFuzzer, the target
 * is $FUZZ_TARGET. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "fuzz.h"

enum { LARGEST = 64 << 20 };

#ifdef CCHC_LIBFUZZER
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct fuzz_target *target;
    const char *name = getenv("FUZZ_TARGET");

    if (!target)
        target = fuzz_target(name ? name : "");
    if (!target)
        fuzz_fail("FUZZ_TARGET names no target");
    fuzz_one(target, (const char *)bytes, n);
    return 0;
}
#else
#ifdef __SANITIZE_ADDRESS__
static double limit = 5;
#else
static double limit = 1;
#endif
static const char *current = ""; /* for the handler */
static size_t inputs;
static int slow;

static struct {
    double seconds;
    char path[512];
} slowest;

/* A crash names its input. */
static void died(int number)
{
    static const char text[] = "fuzz: died at ";

    if (write(STDERR_FILENO, text, sizeof text - 1) < 0 || write(STDERR_FILENO, current, strlen(current)) < 0 ||
        write(STDERR_FILENO, "\n", 1) < 0)
        _exit(1);
    signal(number, SIG_DFL);
    raise(number);
}

static double processor_time(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run_file(const struct fuzz_target *t, const char *path)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    double start;
    char *text;
    size_t n;

    current = path;
    if (file_read(a, path, LARGEST, &text, &n, &err))
        fuzz_fail("%s", err.text);
    start = processor_time();
    fuzz_one(t, text, n);
    start = processor_time() - start;
    if (start > slowest.seconds) {
        slowest.seconds = start;
        snprintf(slowest.path, sizeof slowest.path, "%s", path);
    }
    if (start > limit) {
        fprintf(stderr, "%s: took %.1f s\n", path, start);
        slow = 1;
    }
    inputs++;
    arena_free(a);
}

static void run_folder(struct arena *a, const struct fuzz_target *t, const char *dir)
{
    struct err err = {.status = ST_OK};
    char **names;

    if (dir_list(a, dir, &names, &err))
        fuzz_fail("%s", err.text);
    if (!*names)
        fuzz_fail("%s: no input", dir);
    for (; *names; names++)
        run_file(t, path_join(a, dir, *names));
}

static void report(const char *name)
{
    struct rusage used;

    getrusage(RUSAGE_SELF, &used);
    printf("%-12s %5zu inputs, slowest %.3f s (%s), %ld MB so far\n", name, inputs, slowest.seconds,
           path_base(slowest.path), used.ru_maxrss / 1024);
    inputs = 0;
    slowest.seconds = 0;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new();
    const struct fuzz_target *const *all, *one;
    size_t n;

    if (argc < 2) {
        fprintf(stderr, "usage: fuzz FOLDER | fuzz TARGET FILE...\n");
        return ST_USAGE;
    }
    signal(SIGABRT, died);
    signal(SIGSEGV, died);
    if (getenv("LIMIT"))
        limit = strtod(getenv("LIMIT"), NULL);
    all = fuzz_targets(&n);
    if (argc == 2) {
        for (size_t i = 0; i < n; i++) {
            /* The district is opened outside of the time of the first input. */
            fuzz_world();
            run_folder(a, all[i], path_join(a, argv[1], all[i]->name));
            report(all[i]->name);
        }
    } else {
        one = fuzz_target(argv[1]);
        if (!one)
            fuzz_fail("no target '%s'", argv[1]);
        fuzz_world();
        for (int i = 2; i < argc; i++)
            run_file(one, argv[i]);
        report(one->name);
    }
    arena_free(a);
    return slow;
}
#endif
