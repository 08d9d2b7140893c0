/* Loaded before a program: counts the allocations that one module asks for, in the program and its children together,
 * and refuses the n-th, or all from the n-th on. FAULT_ALLOC=FILE:N:MODULE[:on]   FILE holds the counter (8 bytes, made
 * by the caller); N = 0 only counts; MODULE is part of the name of a library, empty for the program itself. */
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The real ones: dlsym would allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

static atomic_long *counter; /* NULL: not set up, nothing is counted */
static uintptr_t low = UINTPTR_MAX, high;
static long refused;
static int and_all_later;

static int find_module(struct dl_phdr_info *info, size_t size, void *name)
{
    const char *wanted = name;

    (void)size;
    /* The program comes first and has no name. */
    if (*wanted ? !strstr(info->dlpi_name, wanted) : *info->dlpi_name != '\0')
        return 0;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        uintptr_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;

        if (info->dlpi_phdr[i].p_type != PT_LOAD)
            continue;
        low = start < low ? start : low;
        high = start + info->dlpi_phdr[i].p_memsz > high ? start + info->dlpi_phdr[i].p_memsz : high;
    }
    return 1;
}

__attribute__((constructor)) static void set_up(void)
{
    const char *text = getenv("FAULT_ALLOC");
    char file[1024], module[64] = "", *end;
    size_t n = text ? strcspn(text, ":") : 0;
    void *map;
    int fd;

    if (n == 0 || n >= sizeof file)
        return;
    memcpy(file, text, n);
    file[n] = '\0';
    refused = strtol(text + n + 1, &end, 10);
    text = end + 1;
    n = strcspn(text, ":");
    memcpy(module, text, n < sizeof module ? n : sizeof module - 1);
    and_all_later = text[n] == ':';
    dl_iterate_phdr(find_module, module);
    fd = open(file, O_RDWR | O_CLOEXEC);
    map = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map != MAP_FAILED)
        counter = map;
}

static int refuse(const void *caller)
{
    long n;

    if (!counter || (uintptr_t)caller < low || (uintptr_t)caller >= high)
        return 0;
    n = atomic_fetch_add(counter, 1) + 1;
    if (!refused || (and_all_later ? n < refused : n != refused))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return refuse(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return refuse(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    return refuse(__builtin_return_address(0)) ? NULL : __libc_realloc(p, size);
}
