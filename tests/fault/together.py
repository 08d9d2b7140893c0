"""A hundred starts of the same run at once: one is at work at a time, the others leave at once and say who it is."""
import time

from place import *

STARTS = 100 if SCALE == 1 else 20


def start(place, what, before=()):
    return subprocess.Popen([*before, *place.command(what)], cwd=place.folder, env=ENV, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(process):
    out, told = process.communicate(timeout=120)
    return process.returncode, out.decode().split(), told.decode()


def look(job, place, want):
    if place.tree() != want:
        fail(f"{job}: something else is published: {editions(place.tree())[1]}")


def others(job, results, holder=None):
    """What those say that found somebody at work."""
    for status, paths, told in results:
        if status != 75 or paths:
            fail(f"{job}: status {status}", told)
        elif "đang có lần chạy khác" not in told or not re.search(r"tiến trình \d+", told):
            fail(f"{job}: who it is, is not said", told)
        elif holder and f"tiến trình {holder} " not in told:
            fail(f"{job}: not {holder}", told)


def while_one_works(what):
    """The first waits in the middle of its work for the others to be gone: exactly one publishes."""
    job = f"{' '.join(what)}: while one works"
    place.reset(OLD_FOLDER)
    go, ready = os.path.join(WORK, "go"), os.path.join(WORK, "ready")
    wait = f"run=touch {ready}; while [ ! -e {go} ]; do sleep 0.02; done"
    first = start(place, what, [FAULT, "--only", "write", "--under", place.out, "--at", "1", wait, "--"])
    while not os.path.exists(ready) and first.poll() is None:
        time.sleep(0.02)
    began = time.monotonic()
    rest = [end(p) for p in [start(place, what) for _ in range(STARTS - 1)]]
    took = time.monotonic() - began
    holder = open(f"/proc/{first.pid}/task/{first.pid}/children").read().split()
    if editions(place.tree())[0] != editions(OLD)[0]:
        fail(f"{job}: something is published")
    open(go, "w").close()
    status, paths, told = end(first)
    if status or len(paths) != PAPERS[tuple(what)]:
        fail(f"{job}: the one: status {status}, {len(paths)} paths", told)
    others(job, rest, holder[0] if holder else None)
    look(job, place, NEW[tuple(what)])
    os.remove(go)
    os.remove(ready)
    return f"{STARTS - 1} left in {took:.1f} s"


def at_once(what):
    """All at once: one after the other may publish, nobody disturbs anybody."""
    job = f"{' '.join(what)}: at once"
    place.reset(OLD_FOLDER)
    results = [end(p) for p in [start(place, what) for _ in range(STARTS)]]
    done = [r for r in results if r[0] == 0]
    if not done:
        fail(f"{job}: nobody published", results[0][2])
    for _, paths, told in done:
        if len(paths) != PAPERS[tuple(what)]:
            fail(f"{job}: {len(paths)} paths", told)
    others(job, [r for r in results if r[0] != 0])
    look(job, place, NEW[tuple(what)])
    return f"{len(done)} published, {STARTS - len(done)} left"


def timers_at_once():
    """Those that come later find the paper there: exactly one publishes."""
    job = "--due at once"
    with open(os.path.join(place.folder, "due.ini"), "w") as f:
        f.write(open(os.path.join(place.folder, "config.ini")).read() + REGULAR)
    place.reset(OLD_FOLDER)
    command = [BIN, "run", "-c", "due.ini", "--due", "--today", "2018-10-20"]
    starts = [subprocess.Popen(command, cwd=place.folder, env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE) for _ in range(STARTS)]
    results = [end(p) for p in starts]
    published = [r for r in results if r[1]]
    if len(published) != 1 or published[0][0] != 0 or len(published[0][1]) != PAPERS[tuple(ONE)]:
        fail(f"{job}: {len(published)} published", published[0][2] if published else "")
    others(job, [r for r in results if r[0] != 0])
    return f"{len(published)} published, {sum(r[0] == 0 for r in results) - 1} found it there, the rest left"


REGULAR = "\n[dinh_ky.x]\nloai_ky = nhieu_thang\nso_thang = 10\ntu_ky = 2018-10M\n"
place, OLD, new = two_editions(ONE, ALL)
NEW = {tuple(what): OLD | tree for what, tree in zip((ONE, ALL), new)}
PAPERS = {tuple(what): sum(data is not None for data in tree.values()) for what, tree in zip((ONE, ALL), new)}
figures = [f"{' '.join(what)}: {while_one_works(what)}; at once: {at_once(what)}" for what in (ONE, ALL)]
finish(f"{STARTS} starts: {'; '.join(figures)}; --due at once: {timers_at_once()}")
