/* bench [-b COMMAND] RUNS PROGRAM ARGUMENT…: runs a program several times, its output thrown away, and prints the
 * median of its CPU time (milliseconds, with its children), the median of the time that passed, and the highest peak of
 * memory of one process (KB). COMMAND is run by the shell before each and not measured. bench yardstick: the CPU time
 * of a fixed piece of work, to compare machines by. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 101, TABLE = 1 << 16, STEPS = 60000000 };

struct figures {
    double cpu[RUNS_MAX], wall[RUNS_MAX];
    long peak;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double cpu_of(const struct rusage *u)
{
    return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1e3 +
           (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e3;
}

static void run_once(char **argv, struct figures *f, int i)
{
    double start = now();
    struct rusage used;
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);

        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &used) != pid || !WIFEXITED(status) || WEXITSTATUS(status)) {
        fprintf(stderr, "bench: '%s' failed\n", argv[0]);
        exit(1);
    }
    f->wall[i] = now() - start;
    f->cpu[i] = cpu_of(&used);
    if (used.ru_maxrss > f->peak)
        f->peak = used.ru_maxrss;
}

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_size);
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* Random places of a table that fits the second level of caches: some arithmetic, some waiting, as in real work. */
static uint32_t work(void)
{
    static uint32_t table[TABLE];
    uint32_t x = 1;

    for (uint32_t i = 0; i < STEPS; i++) {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        table[x % TABLE] += x ^ table[(x >> 16) % TABLE];
    }
    return table[1];
}

static int yardstick(void)
{
    enum { TIMES = 5 };
    double cpu[TIMES];
    uint32_t sum = 0;

    for (int i = 0; i < TIMES; i++) {
        struct rusage before, after;

        getrusage(RUSAGE_SELF, &before);
        sum += work();
        getrusage(RUSAGE_SELF, &after);
        cpu[i] = cpu_of(&after) - cpu_of(&before);
    }
    printf("%.1f\n", median(cpu, TIMES));
    return sum == 1; /* it never is, but then the work must be done */
}

int main(int argc, char **argv)
{
    static struct figures f;
    const char *before = NULL;
    int runs;

    if (argc == 2 && strcmp(argv[1], "yardstick") == 0)
        return yardstick();
    if (argc > 3 && strcmp(argv[1], "-b") == 0) {
        before = argv[2];
        argv += 2;
        argc -= 2;
    }
    runs = argc > 2 ? atoi(argv[1]) : 0;
    if (runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: bench [-b COMMAND] RUNS PROGRAM [ARGUMENT…] | bench yardstick\n");
        return 64;
    }
    for (int i = 0; i < runs; i++) {
        if (before && system(before)) {
            fprintf(stderr, "bench: '%s' failed\n", before);
            return 1;
        }
        run_once(argv + 2, &f, i);
    }
    printf("%.1f %.1f %ld\n", median(f.cpu, runs), median(f.wall, runs), f.peak);
    return 0;
}
