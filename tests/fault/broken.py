"""Every call that writes, syncs, closes, opens, makes, renames, removes, locks or forks fails once, or all from one point
on as on a full disk: no silent success, the earlier edition stays, nothing is left behind."""
from place import *

# Group → what may come back. "short": half is written, and the rest must follow.
ONCE = {
    "write": ["short", "fail=ENOSPC", "fail=EIO"],
    "sync": ["fail=EIO", "fail=ENOSPC"],
    "close": ["fail=EIO", "fail=ENOSPC"],
    "rename": ["fail=EIO", "fail=ENOSPC"],
    "open": ["fail=ENOSPC", "fail=EMFILE", "fail=EACCES"],
    "mkdir": ["fail=ENOSPC", "fail=EACCES"],
    "trunc": ["fail=ENOSPC", "fail=EIO"],
    "unlink": ["fail=EIO", "fail=EACCES"],
    "lock": ["fail=EIO", "fail=ENOLCK"],
    "fork": ["fail=EAGAIN", "fail=EMFILE"],
}
EVERY = ",".join(ONCE)
FULL = "write,open,mkdir,trunc"
SHARE = 1 if TORTURE else 0.22 * SCALE


def action(text):
    name, _, code = text.partition("=")
    return f"{name}={number(code)}" if code else name


def expected(group, path, how):
    """Statuses of a run that did not get over it."""
    if how == "fail=EACCES":
        return {74, 77}
    if group == "lock" or "/.tmp-thu-" in path:
        return {69, 74}  # what the file system cannot do
    if group == "read" or path.startswith("pipe:"):
        return CODES
    return {74}


def look(place, job, status, paths, told):
    """What a run that met a failure may leave and say."""
    _, what, (_, group, _, path), how = job
    job = f"{' '.join(what)}: call {job[2][0]} {job[2][2]} {path.split('/', 4)[-1]}: {how}"
    shown, unfinished = editions(place.tree())
    new = NEW[tuple(what)]
    for folder, files in shown.items():
        wrong = check_published(files)
        if wrong:
            fail(f"{job}: {folder}: {wrong}", told)
        elif files not in (OLD.get(folder), new.get(folder)):
            fail(f"{job}: {folder}: neither the earlier edition nor the new one", told)
    if shown.keys() != OLD.keys():
        fail(f"{job}: folders: {sorted(shown)}", told)
    if unfinished:
        fail(f"{job}: left behind: {unfinished}", told)
    there = {folder for folder in new if shown.get(folder) == new[folder]}
    told_of = {os.path.relpath(os.path.dirname(p), OUT) for p in paths}
    if status not in expected(group, path, how) | {0}:
        fail(f"{job}: status {status}", told)
    if status == 0 and there != new.keys():
        fail(f"{job}: silent: {len(there)} of {len(new)} papers", told)
    if group != "read" and not path.startswith("pipe:") and told_of != there:
        fail(f"{job}: status {status}: announced {sorted(told_of)}, there {sorted(there)}", told)
    if not told_of <= there:
        fail(f"{job}: announced {sorted(told_of)}, there {sorted(there)}", told)
    if status and ("cchc-report: lỗi: " not in told or "mã lỗi hệ thống" in told):
        fail(f"{job}: status {status} without a sentence", told)
    if unfinished:
        must(place.command(what), place.folder)
        if editions(place.tree())[1]:
            fail(f"{job}: not cleared up by the next run")


def one(place, job):
    only, what, (n, group, _, _), how = job
    place.reset(OLD_FOLDER)
    under = ["--under", place.folder] if only == FULL else []
    status, paths, told = place.traced(["--only", only, *under, "--at", str(n), action(how)], what)
    look(place, job, status, paths, told)
    key = f"{'full disk' if only == FULL else group}"
    tally = counts.setdefault(key, {})
    tally[status] = tally.get(status, 0) + 1


counts = {}
base, old, (one_new, all_new) = two_editions(ONE, ALL)
OLD = editions(old)[0]
NEW = {tuple(ONE): editions(one_new)[0], tuple(ALL): editions(all_new)[0]}


def calls(what, *options):
    base.reset(OLD_FOLDER)
    return base.calls(what, options)


jobs = []
for what, share in ((ONE, SHARE), (ALL, SHARE if TORTURE else 0.02 * SCALE)):
    once = [(EVERY, what, c, how) for c in calls(what, "--only", EVERY) for how in ONCE[c[1]]]
    full = [(FULL, what, c, "full=ENOSPC") for c in calls(what, "--only", FULL, "--under", base.folder)]
    jobs += spread(once, int(len(once) * share)) + spread(full, int(len(full) * share))
# What cannot be read is not the subject here: only that nothing half-made appears, and no success is claimed.
reads = [("read", ONE, c, "fail=EIO") for c in calls(ONE, "--only", "read") if ".so" not in c[3]]
jobs += spread(reads, int(len(reads) * SHARE))
in_parallel(jobs, one)
finish(f"failing calls: {len(jobs)} runs; group, statuses: {counts}")
