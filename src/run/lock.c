#include "run/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"

enum { TRIES = 10 };

/* Whole words of what a process was started with, some hundred bytes of them. */
static const char *command_of(struct arena *a, int pid)
{
    FILE *f = fopen(arena_printf(a, "/proc/%d/cmdline", pid), "re");
    char words[512];
    size_t n = f ? fread(words, 1, sizeof words - 1, f) : 0;
    struct buf b;

    if (f)
        fclose(f);
    buf_init(&b, a);
    for (const char *word = words, *end; (end = memchr(word, '\0', n - (size_t)(word - words))) != NULL; word = end + 1)
        buf_printf(&b, "%s%s", b.n ? " " : "", b.n ? word : path_base(word));
    return buf_str(&b);
}

/* The process that holds the lock of a folder; 0 if the kernel does not say: it is on another machine, or just went. */
static int holder(int fd)
{
    FILE *f = fopen("/proc/locks", "re");
    unsigned major_number, minor_number;
    unsigned long inode;
    int pid, found = 0;
    char line[256];
    struct stat st;

    while (f && fgets(line, sizeof line, f) && fstat(fd, &st) == 0)
        /* Some file systems (btrfs) have another device number there: then the inode has to do. */
        if (sscanf(line, "%*d: FLOCK %*s WRITE %d %x:%x:%lu", &pid, &major_number, &minor_number, &inode) == 4 &&
            inode == st.st_ino && (!found || makedev(major_number, minor_number) == st.st_dev))
            found = pid;
    if (f)
        fclose(f);
    return found;
}

static int refuse(struct arena *a, const char *root, int pid, struct err *err)
{
    const char *command = pid ? command_of(a, pid) : "";

    return err_set(err, ST_TEMPFAIL, "đang có lần chạy khác ghi vào '%s'%s%s; hãy đợi nó xong rồi chạy lại.", root,
                   pid ? arena_printf(a, ": tiến trình %d", pid) : "",
                   *command ? arena_printf(a, " (%s)", command) : "");
}

int lock_take(struct arena *a, const char *root, int *fd, struct err *err)
{
    /* Again if the other one has just gone, or was left out of a list that changed while it was read. */
    for (int tries = 0;; tries++) {
        int folder, number, pid;

        if (dir_make_all(root, err))
            return -1;
        folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0)
            return err_sys(err, errno, "không mở được thư mục '%s'", root);
        if (flock(folder, LOCK_EX | LOCK_NB) == 0) {
            *fd = folder;
            return 0;
        }
        number = errno;
        pid = holder(folder);
        close(folder);
        if (number != EWOULDBLOCK)
            return err_set(
                err, ST_UNAVAILABLE,
                "hệ thống tệp của '%s' không khóa được thư mục; hãy chọn nơi khác bằng -o (ổ đĩa của máy này).", root);
        if (pid || tries == TRIES)
            return refuse(a, root, pid, err);
    }
}
