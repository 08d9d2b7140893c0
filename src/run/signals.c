#include "run/signals.h"

#include <errno.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/err.h"

static const int held[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* What shells give for a process ended by a signal: 130 for SIGINT, 143 for SIGTERM. */
enum { STATUS_OF_SIGNAL = 128 };

static void held_set(sigset_t *set)
{
    sigemptyset(set);
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        sigaddset(set, held[i]);
}

void signals_defer(sigset_t *before)
{
    sigset_t set;

    held_set(&set);
    sigprocmask(SIG_BLOCK, &set, before);
}

void signals_resume(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}

int signals_hold(struct signals *s, struct err *err)
{
    sigset_t set;

    held_set(&set);
    if (sigprocmask(SIG_BLOCK, &set, &s->before))
        return err_sys(err, errno, "không giữ được tín hiệu");
    s->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (s->fd < 0) {
        int number = errno;

        sigprocmask(SIG_SETMASK, &s->before, NULL);
        return err_sys(err, number, "không theo dõi được tín hiệu");
    }
    return 0;
}

/* The signal that came, 0 if none. */
static int take(const struct signals *s)
{
    struct signalfd_siginfo info;

    return read(s->fd, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int signals_check(const struct signals *s, struct err *err)
{
    int number = take(s);

    if (!number)
        return 0;
    return err_set(err, (enum status)(STATUS_OF_SIGNAL + number), "đã dừng theo yêu cầu; chưa công bố tệp nào.");
}

void signals_release(struct signals *s)
{
    while (take(s))
        ;
    close(s->fd);
    sigprocmask(SIG_SETMASK, &s->before, NULL);
}

int signals_stopped(const struct err *err)
{
    return (int)err->status > STATUS_OF_SIGNAL;
}
