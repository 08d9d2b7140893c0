/* Runs a program and makes one of its system calls go wrong: a tracer sees every call of the whole tree of processes,
 * those of libraries inside stdio too, which a preloaded library would not. With one CPU (taskset) the calls come in
 * the same order each time, so that they can be numbered.
 *
 *   fault [--only GROUP,…] [--under DIR] [--log FILE] [--at N ACTION] -- PROGRAM ARGUMENT…
 *
 * Counted are the calls of the groups (all of them by default) on files below DIR (everywhere by default), never those
 * on standard error. --log writes "number group call path", a line for each. What happens at call N, counted from 1:
 *   kill         SIGKILL to the process that calls, before the call
 *   kill-all     to all processes of the tree at once
 *   torn         half of what is to be written is, then as kill-all
 *   short        half of what is to be written is
 *   fail=ERRNO   the call fails and does nothing (a close does close)
 *   full=ERRNO   so does every counted call from this one on
 *   signal=N     signal N to the first process, then the call
 *   run=COMMAND  a shell runs the command first
 * Exit status: the program's, 128 + signal if it was killed, 125 for a mistake here, 77 where this cannot work. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_SKIP = 77, STATUS_MISTAKE = 125, STATUS_SIGNAL = 128 };

#ifdef __x86_64__

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

enum group { WRITE, SYNC, RENAME, UNLINK, MKDIR, OPEN, CLOSE, TRUNCATE, LOCK, FORK, READ, GROUPS };

static const char *const group_names[GROUPS] = {"write", "sync",  "rename", "unlink", "mkdir", "open",
                                                "close", "trunc", "lock",   "fork",   "read"};

/* Where a call says which file is meant: a descriptor, a path, or a path after the descriptor of a folder. */
enum place { FD, PATH, AT, NOWHERE };

static const struct call {
    long number;
    const char *name;
    enum group group;
    enum place place;
    int flags; /* which argument holds those of open; 0: none */
} calls[] = {
    {SYS_write, "write", WRITE, FD, 0},
    {SYS_pwrite64, "pwrite", WRITE, FD, 0},
    {SYS_writev, "writev", WRITE, FD, 0},
    {SYS_pwritev, "pwritev", WRITE, FD, 0},
    {SYS_sendfile, "sendfile", WRITE, FD, 0},
    {SYS_copy_file_range, "copy_file_range", WRITE, NOWHERE, 0},
    {SYS_fsync, "fsync", SYNC, FD, 0},
    {SYS_fdatasync, "fdatasync", SYNC, FD, 0},
    {SYS_msync, "msync", SYNC, NOWHERE, 0},
    {SYS_rename, "rename", RENAME, PATH, 0},
    {SYS_renameat, "renameat", RENAME, AT, 0},
    {SYS_renameat2, "renameat2", RENAME, AT, 0},
    {SYS_link, "link", RENAME, PATH, 0},
    {SYS_linkat, "linkat", RENAME, AT, 0},
    {SYS_unlink, "unlink", UNLINK, PATH, 0},
    {SYS_unlinkat, "unlinkat", UNLINK, AT, 0},
    {SYS_rmdir, "rmdir", UNLINK, PATH, 0},
    {SYS_mkdir, "mkdir", MKDIR, PATH, 0},
    {SYS_mkdirat, "mkdirat", MKDIR, AT, 0},
    {SYS_creat, "creat", OPEN, PATH, 0},
    {SYS_open, "open", OPEN, PATH, 1},
    {SYS_openat, "openat", OPEN, AT, 2},
    {SYS_memfd_create, "memfd_create", OPEN, NOWHERE, 0},
    {SYS_close, "close", CLOSE, FD, 0},
    {SYS_ftruncate, "ftruncate", TRUNCATE, FD, 0},
    {SYS_fallocate, "fallocate", TRUNCATE, FD, 0},
    {SYS_flock, "flock", LOCK, FD, 0},
    {SYS_fcntl, "fcntl", LOCK, FD, 0},
    {SYS_fork, "fork", FORK, NOWHERE, 0},
    {SYS_vfork, "vfork", FORK, NOWHERE, 0},
    {SYS_clone, "clone", FORK, NOWHERE, 0},
    {SYS_clone3, "clone3", FORK, NOWHERE, 0},
    {SYS_pipe2, "pipe2", FORK, NOWHERE, 0},
    {SYS_signalfd4, "signalfd", FORK, NOWHERE, 0},
    {SYS_read, "read", READ, FD, 0},
    {SYS_pread64, "pread", READ, FD, 0},
    {SYS_getdents64, "getdents", READ, FD, 0},
};

enum { CALLS = sizeof calls / sizeof *calls };

enum action { NOTHING, KILL, KILL_ALL, TORN, SHORT, FAIL, FULL, SIGNAL, RUN };

static const struct {
    const char *name;
    int has_more;
} actions[] = {
    [KILL] = {"kill", 0},  [KILL_ALL] = {"kill-all", 0}, [TORN] = {"torn", 0},      [SHORT] = {"short", 0},
    [FAIL] = {"fail=", 1}, [FULL] = {"full=", 1},        [SIGNAL] = {"signal=", 1}, [RUN] = {"run=", 1},
};

static struct {
    int counted[GROUPS];
    const char *under;
    FILE *log;
    enum action action;
    long at, number; /* of the call; errno or signal */
    const char *command;
} want;

enum { PROCESSES = 64 };

static struct process {
    pid_t pid;      /* 0: free */
    long result;    /* to be returned by the call that it is in */
    int kill_after; /* that call */
} processes[PROCESSES];

static long seen;

__attribute__((noreturn)) static void die(const char *what)
{
    perror(what);
    exit(STATUS_MISTAKE);
}

/* ---- which calls ---- */

static const struct call *find_call(long number)
{
    for (size_t i = 0; i < CALLS; i++)
        if (calls[i].number == number)
            return &calls[i];
    return NULL;
}

static unsigned long argument(const struct user_regs_struct *r, int i)
{
    const unsigned long long values[] = {r->rdi, r->rsi, r->rdx, r->r10};

    return (unsigned long)values[i];
}

static void read_link(pid_t pid, const char *what, char out[PATH_MAX])
{
    char link[64];
    ssize_t n;

    snprintf(link, sizeof link, "/proc/%d/%s", (int)pid, what);
    n = readlink(link, out, PATH_MAX - 1);
    out[n < 0 ? 0 : n] = '\0';
}

static void read_fd(pid_t pid, int fd, char out[PATH_MAX])
{
    char what[32];

    snprintf(what, sizeof what, "fd/%d", fd);
    read_link(pid, fd == AT_FDCWD ? "cwd" : what, out);
}

static void read_path(pid_t pid, int dir, unsigned long address, char out[PATH_MAX])
{
    char name[PATH_MAX / 2] = "", folder[PATH_MAX];
    struct iovec to = {name, sizeof name - 1}, from = {(void *)address, sizeof name - 1}; /* NOLINT */
    ssize_t n;

    /* Memory behind the name may end at any page. */
    while ((n = process_vm_readv(pid, &to, 1, &from, 1, 0)) < 0 && from.iov_len > 1)
        to.iov_len = from.iov_len /= 2;
    name[n < 0 ? 0 : n] = '\0';
    read_fd(pid, dir, folder);
    if (name[0] == '/')
        snprintf(out, PATH_MAX, "%s", name);
    else
        snprintf(out, PATH_MAX, "%.2000s/%.2000s", folder, name);
}

static void locate(pid_t pid, const struct call *c, const struct user_regs_struct *r, char out[PATH_MAX])
{
    out[0] = '\0';
    if (c->place == FD)
        read_fd(pid, (int)argument(r, 0), out);
    else if (c->place == PATH)
        read_path(pid, AT_FDCWD, argument(r, 0), out);
    else if (c->place == AT)
        read_path(pid, (int)argument(r, 0), argument(r, 1), out);
}

static int is_open_for_writing(pid_t pid, int fd)
{
    char path[64], line[64];
    unsigned flags = 0;
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, fd);
    f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "flags: %o", &flags) == 1)
            break;
    if (f)
        fclose(f);
    return (flags & O_ACCMODE) != O_RDONLY;
}

/* Is this call one of those that count? */
static int counts(pid_t pid, const struct call *c, const struct user_regs_struct *r, char path[PATH_MAX])
{
    int fd = (int)argument(r, 0);

    if (!c || !want.counted[c->group] || (c->place == FD && fd == STDERR_FILENO))
        return 0;
    if (c->flags && !(argument(r, c->flags) & (O_CREAT | O_ACCMODE)))
        return 0;
    if (c->number == SYS_fcntl && argument(r, 1) != F_SETLK && argument(r, 1) != F_SETLKW)
        return 0;
    if (c->group == CLOSE && !is_open_for_writing(pid, fd))
        return 0;
    locate(pid, c, r, path);
    return !want.under || strncmp(path, want.under, strlen(want.under)) == 0;
}

/* ---- what happens to them ---- */

static void kill_all(void)
{
    for (size_t i = 0; i < PROCESSES; i++)
        if (processes[i].pid)
            kill(processes[i].pid, SIGKILL);
}

static void set_registers(pid_t pid, struct user_regs_struct *r)
{
    if (ptrace(PTRACE_SETREGS, pid, NULL, r))
        die("registers");
}

static void fail(struct process *p, const struct call *c, struct user_regs_struct *r)
{
    if (c->group == CLOSE) {
        p->result = -want.number; /* the descriptor is gone all the same */
        return;
    }
    r->orig_rax = (unsigned long long)-1;
    r->rax = (unsigned long long)-want.number;
    set_registers(p->pid, r);
}

static void halve(pid_t pid, const struct call *c, struct user_regs_struct *r)
{
    if (c->number == SYS_write || c->number == SYS_pwrite64) {
        r->rdx /= 2;
        set_registers(pid, r);
    }
}

static void act(struct process *p, pid_t first, const struct call *c, struct user_regs_struct *r)
{
    switch (want.action) {
    case KILL:
        kill(p->pid, SIGKILL);
        break;
    case KILL_ALL:
        kill_all();
        break;
    case TORN:
        halve(p->pid, c, r);
        p->kill_after = 1;
        break;
    case SHORT:
        halve(p->pid, c, r);
        break;
    case FAIL:
    case FULL:
        fail(p, c, r);
        break;
    case SIGNAL:
        kill(first, (int)want.number);
        break;
    case RUN:
        if (system(want.command))
            die(want.command);
        break;
    case NOTHING:
        break;
    }
}

static void on_call(struct process *p, pid_t first)
{
    struct user_regs_struct r;
    const struct call *c;
    char path[PATH_MAX];

    if (ptrace(PTRACE_GETREGS, p->pid, NULL, &r))
        return; /* killed meanwhile */
    c = find_call((long)r.orig_rax);
    if (!counts(p->pid, c, &r, path))
        return;
    seen++;
    if (want.log)
        fprintf(want.log, "%ld %s %s %s\n", seen, group_names[c->group], c->name, path);
    if (seen == want.at || (want.action == FULL && want.at && seen > want.at))
        act(p, first, c, &r);
}

static void on_call_done(struct process *p)
{
    struct user_regs_struct r;

    if (p->kill_after)
        kill_all();
    else if (ptrace(PTRACE_GETREGS, p->pid, NULL, &r) == 0) {
        r.rax = (unsigned long long)p->result;
        set_registers(p->pid, &r);
    }
    p->result = 0;
    p->kill_after = 0;
}

/* ---- tracing ---- */

static struct process *process_of(pid_t pid)
{
    struct process *free_one = NULL;

    for (size_t i = 0; i < PROCESSES; i++) {
        if (processes[i].pid == pid)
            return &processes[i];
        if (!processes[i].pid)
            free_one = &processes[i];
    }
    if (!free_one)
        die("too many processes");
    *free_one = (struct process){.pid = pid};
    return free_one;
}

static void set_filter(void)
{
    struct sock_filter code[2 * CALLS + 2];
    struct sock_fprog program = {.filter = code};
    size_t n = 0;

    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < CALLS; i++) {
        if (!want.counted[calls[i].group])
            continue;
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].number, 0, 1);
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    }
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    program.len = (unsigned short)n;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        _exit(STATUS_SKIP);
}

static pid_t start(char **argv)
{
    const long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
                         PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
    int go[2];
    pid_t pid;
    char c;

    if (pipe2(go, O_CLOEXEC))
        die("pipe");
    pid = fork();
    if (pid == 0) {
        if (read(go[0], &c, 1) != 1)
            _exit(STATUS_MISTAKE);
        set_filter();
        execvp(argv[0], argv);
        _exit(STATUS_MISTAKE);
    }
    if (pid < 0)
        die("fork");
    if (ptrace(PTRACE_SEIZE, pid, NULL, options)) {
        perror("ptrace");
        exit(STATUS_SKIP);
    }
    if (write(go[1], "g", 1) != 1)
        die("pipe");
    close(go[0]);
    close(go[1]);
    return pid;
}

static void stopped(struct process *p, pid_t first, int status)
{
    int event = status >> 16, number = WSTOPSIG(status);

    if (event == PTRACE_EVENT_SECCOMP)
        on_call(p, first);
    else if (number == (SIGTRAP | 0x80))
        on_call_done(p);
    if (event || number == (SIGTRAP | 0x80))
        number = 0;
    ptrace(p->result || p->kill_after ? PTRACE_SYSCALL : PTRACE_CONT, p->pid, NULL, (long)number);
}

static int trace(char **argv)
{
    pid_t first = start(argv), pid;
    int status, result = STATUS_MISTAKE;

    while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
        struct process *p = pid > 0 ? process_of(pid) : NULL;

        if (p && WIFSTOPPED(status)) {
            stopped(p, first, status);
        } else if (p) {
            p->pid = 0;
            if (pid == first)
                result = WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_SIGNAL + WTERMSIG(status);
        }
    }
    return result;
}

/* ---- command line ---- */

static int set_groups(char *list)
{
    for (char *name = strtok(list, ","); name; name = strtok(NULL, ",")) {
        size_t i = 0;

        while (i < GROUPS && strcmp(group_names[i], name) != 0)
            i++;
        if (i == GROUPS)
            return -1;
        want.counted[i] = 1;
    }
    return 0;
}

static int set_action(const char *at, const char *text)
{
    want.at = strtol(at, NULL, 10);
    for (size_t i = KILL; i <= RUN; i++) {
        size_t n = strlen(actions[i].name);

        if (actions[i].has_more ? strncmp(text, actions[i].name, n) == 0 : strcmp(text, actions[i].name) == 0) {
            want.action = (enum action)i;
            want.number = strtol(text + n, NULL, 10);
            want.command = text + n;
            return want.at > 0 ? 0 : -1;
        }
    }
    return -1;
}

int main(int argc, char **argv)
{
    int i = 1, all = 1, bad = 0;

    for (; i + 1 < argc && strcmp(argv[i], "--") != 0 && !bad; i += 2) {
        if (strcmp(argv[i], "--only") == 0) {
            bad = set_groups(argv[i + 1]);
            all = 0;
        } else if (strcmp(argv[i], "--under") == 0) {
            want.under = argv[i + 1];
        } else if (strcmp(argv[i], "--log") == 0) {
            want.log = fopen(argv[i + 1], "we");
            bad = !want.log;
        } else if (strcmp(argv[i], "--at") == 0 && i + 2 < argc) {
            bad = set_action(argv[i + 1], argv[i + 2]);
            i++;
        } else {
            bad = 1;
        }
    }
    if (bad || i + 1 >= argc) {
        fputs("usage: fault [--only GROUP,...] [--under DIR] [--log FILE] [--at N ACTION] -- PROGRAM...\n", stderr);
        return STATUS_MISTAKE;
    }
    for (size_t g = 0; g < READ && all; g++) /* reading only when asked for */
        want.counted[g] = 1;
    return trace(argv + i + 1);
}

#else

int main(void)
{
    fputs("fault: knows the registers of x86-64 only\n", stderr);
    return STATUS_SKIP;
}

#endif
