/* Loaded before a program: whoever creates a file whose path has a part in it runs away there. FAULT_RUNAWAY=HOW:PART
 *   sleep   does nothing any more        cpu    computes for ever
 *   memory  takes all it can get         file   writes for ever, until that fails
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void run_away(int fd, const char *how)
{
    static char block[1 << 16];

    if (strncmp(how, "sleep:", 6) == 0)
        for (;;)
            pause();
    if (strncmp(how, "cpu:", 4) == 0)
        for (volatile unsigned n = 0;; n++)
            ;
    if (strncmp(how, "memory:", 7) == 0)
        for (size_t size = 1 << 26; size; size /= 2)
            while (malloc(size))
                ;
    if (strncmp(how, "file:", 5) == 0)
        while (write(fd, block, sizeof block) > 0)
            ;
}

int open64(const char *path, int flags, ...)
{
    int (*real)(const char *, int, ...) = NULL;
    const char *how = getenv("FAULT_RUNAWAY"), *part = how ? strchr(how, ':') : NULL;
    unsigned mode;
    va_list args;
    int fd;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, unsigned) : 0;
    va_end(args);
    *(void **)&real = dlsym(RTLD_NEXT, "open64");
    fd = real(path, flags, mode);
    if (fd >= 0 && (flags & O_CREAT) && part && strstr(path, part + 1))
        run_away(fd, how);
    return fd;
}

int open(const char *path, int flags, ...) __attribute__((alias("open64")));
