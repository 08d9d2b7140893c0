"""A disk that is really full: from the start, with room for less and less, bytes or files; or filled by others while the
program is at work; and files that may not grow. Run in a mount namespace of its own."""
import resource

from place import *

PAGE = 4096
FULL = "write,open,mkdir,trunc"


def mount(folder, options):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], stderr=subprocess.PIPE).returncode == 0


def look(job, place, old, status, paths, told):
    tally = counts.setdefault(job.split(":")[0], {})
    tally[status] = tally.get(status, 0) + 1
    tree = place.tree()
    if status not in (0, 74):
        fail(f"{job}: status {status}", told)
    if tree != (old if status else old | NEW):
        shown, unfinished = editions(tree)
        fail(f"{job}: status {status}: left {unfinished}, shown {sorted(shown)}", told)
    if (status == 0) != (len(paths) == 3):
        fail(f"{job}: status {status} and {len(paths)} paths")
    if status and "cchc-report: lỗi: " not in told:
        fail(f"{job}: no sentence", told)


def on_disk(place, kind, options, earlier, at=0):
    disk = place.folder + "-disk"
    os.makedirs(disk, exist_ok=True)
    if not mount(disk, options):
        return fail(f"{kind} {options}: no mount")
    what = [*ONE, "-o", os.path.join(disk, OUT)]
    place.out = what[-1]
    try:
        if earlier:
            shutil.copytree(OLD_FOLDER, place.out)
        if at:
            fill = f"run=head -c 100M /dev/zero >{disk}/others 2>/dev/null || true"
            status, paths, told = place.traced(["--only", FULL, "--under", disk, "--at", str(at), fill], what)
        else:
            status, paths, told = place.run(what)
        look(f"{kind}: {options} at {at}, earlier {earlier}", place, OLD if earlier else {}, status, paths, told)
    except shutil.Error:  # not even the earlier edition fits
        pass
    subprocess.run(["umount", disk])
    return None


def small_files(place, size):
    place.out = os.path.join(place.folder, OUT)
    place.reset(OLD_FOLDER)
    status, paths, told = place.run(ONE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    look(f"file size: {size}", place, OLD, status, paths, told)


def one(place, job):
    (small_files if job[0] == "file size" else on_disk)(place, *job[job[0] == "file size":])


counts = {}
base, OLD, (NEW,) = two_editions(ONE)
largest = max(len(d or b"") for d in NEW.values())
step = PAGE if TORTURE else 3 * PAGE
jobs = [("file size", size) for size in range(0, largest + 5 * PAGE, step)]
if mount(base.folder, "size=1m"):
    subprocess.run(["umount", base.folder])
    calls = base.calls(ONE, ["--only", FULL, "--under", base.out])
    for earlier in (False, True):
        jobs += [("room", f"size={size}", earlier) for size in range(PAGE, 5 << 20, (1 if TORTURE else 16) * 4 * PAGE)]
        jobs += [("files", f"nr_inodes={files}", earlier) for files in range(2, 30, 1 if TORTURE else 2)]
        jobs += [("filled", "size=8m", earlier, c[0]) for c in spread(calls, len(calls) if TORTURE else 40)]
else:
    print("  skipped: no small file system can be mounted here (neither root nor user namespaces)")
in_parallel(jobs, one)
for kind, tally in counts.items():
    if set(tally) != {0, 74}:
        fail(f"{kind}: only {tally}: the limit was never met, or always")
finish(f"full disk: {sum(sum(t.values()) for t in counts.values())} runs; statuses {counts}")
