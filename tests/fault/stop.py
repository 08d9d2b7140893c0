"""SIGTERM, SIGINT, SIGHUP and SIGQUIT at every call: children stop, what is unfinished goes, what is published is whole and named."""
from place import *

SIGNALS = {"signal=15": 143, "signal=2": 130, "signal=1": 129, "signal=3": 131}
GROUPS = "write,sync,rename,unlink,mkdir,open,fork"
POINTS = 10**9 if TORTURE else int(60 * SCALE)


def one(place, job):
    (n, _, call, path), how = job
    place.reset(OLD_FOLDER)
    status, paths, told = place.traced(["--only", GROUPS, "--at", str(n), how], ALL)
    job = f"call {n} {call} {path.split('/', 4)[-1]}: {how}"
    counts[status] = counts.get(status, 0) + 1
    shown, unfinished = editions(place.tree())
    there = set()
    for folder in OLD:
        if folder in NEW and shown.get(folder) == NEW[folder]:
            there.add(folder)
        elif shown.get(folder) != OLD[folder]:
            fail(f"{job}: {folder}: neither the earlier edition nor the new one", told)
    if shown.keys() != OLD.keys() or unfinished:
        fail(f"{job}: left behind: {unfinished or sorted(shown)}", told)
    if status not in (0, SIGNALS[how]):
        fail(f"{job}: status {status}", told)
    if status == 0 and there != NEW.keys():
        fail(f"{job}: status 0 and {len(there)} of {len(NEW)} papers", told)
    told_of = {os.path.relpath(os.path.dirname(p), OUT) for p in paths}
    if told_of != there:
        fail(f"{job}: announced {sorted(told_of)}, there {sorted(there)}", told)


counts = {}
base, old, (new,) = two_editions(ALL)
OLD, NEW = editions(old)[0], editions(new)[0]
jobs = [(c, how) for c in base.calls(ALL, ["--only", GROUPS]) for how in SIGNALS]
jobs = spread(jobs, POINTS)
in_parallel(jobs, one)
finish(f"signals: {len(jobs)} runs, by status {dict(sorted(counts.items()))}")
