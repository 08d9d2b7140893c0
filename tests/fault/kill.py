"""kill -9 at every write, sync, rename, unlink and the like of a run for many units: what is under a final name is whole,
old or new; the next run gives the bytes of an undisturbed one and leaves nothing else."""
from place import *

RESUMED, DONE = os.path.join(WORK, "resumed"), ("P01", "P02")  # an earlier edition, but of some units today's
# (name, arguments, the edition that is there, who is killed, share of the points, CPUs and so children at once)
SCENES = [
    ("replace, who calls", ALL, OLD_FOLDER, "kill", 5, 1),
    ("replace, all processes", ALL, OLD_FOLDER, "kill-all", 3, 1),
    ("replace, half a write, then all", ALL, OLD_FOLDER, "torn", 3, 1),
    ("first edition, all processes", ALL, None, "kill-all", 2, 1),
    ("replace, all of several at once", ALL, OLD_FOLDER, "kill-all", 1, 0),
    ("final beside a draft", FINAL, OLD_FOLDER, "kill-all", 2, 1),
    ("resumed, all processes", ALL, RESUMED, "kill-all", 2, 1),
]
POINTS = 10**9 if TORTURE else int(330 * SCALE)
GROUPS = "write,sync,rename,unlink,mkdir,open,close,trunc"


class Scene:
    def __init__(self, name, what, earlier, action, share, cpus):
        self.name, self.what, self.action, self.share, self.cpus = name, what, action, share, cpus
        self.before = earlier
        base.reset(earlier)
        self.old = editions(base.tree())[0] if earlier else {}
        self.points = base.calls(what, ["--only", GROUPS])
        self.tree = base.tree()
        self.new = editions(self.tree)[0]
        if earlier == RESUMED:
            for unit in DONE:
                manifest = f"{PERIOD}/{unit}/cchc_dinh_ky/du-thao/manifest.json"
                if not os.path.samefile(f"{RESUMED}/{manifest}", f"{base.out}/{manifest}"):
                    fail(f"{name}: {unit} was made again")


def look(scene, job, place, over):
    """over: the program ended by itself, so it has cleaned up."""
    shown, unfinished = editions(place.tree())
    for folder, files in shown.items():
        wrong = check_published(files)
        if wrong:
            fail(f"{job}: {folder}: {wrong}")
        elif files not in (scene.old.get(folder), scene.new.get(folder)):
            fail(f"{job}: {folder}: neither the earlier edition nor the new one")
    for folder in scene.old:
        if folder not in shown:
            fail(f"{job}: {folder}: the earlier edition is gone")
    if over and unfinished:
        fail(f"{job}: left behind: {unfinished}")


def one(place, job):
    scene, (n, _, call, path) = job
    job = f"{scene.name}: call {n} {call} {path}"
    place.reset(scene.before)
    status, _, told = place.traced(["--only", GROUPS, "--at", str(n), scene.action], scene.what, scene.cpus)
    killed = status == 137
    # Of several at once the calls come in any order, and may be fewer.
    if not killed and not (scene.action == "kill" and status in (70, 74)) and not (status == 0 and not scene.cpus):
        fail(f"{job}: status {status}", told)
    counts["run" if killed else "child"] += 1
    look(scene, job, place, not killed)
    made = scene.what == FINAL and os.path.exists(f"{place.out}/{PERIOD}/QT/cchc_dinh_ky/chinh-thuc")
    status, _, told = place.run(scene.what)
    if status != (73 if made else 0):
        fail(f"{job}: the next run: status {status}", told)
    tree = place.tree()
    if tree != scene.tree:
        differ = [p for p in sorted(tree.keys() | scene.tree.keys()) if tree.get(p, 0) != scene.tree.get(p, 0)]
        fail(f"{job}: the next run gives something else: {differ}")


counts = {"run": 0, "child": 0}
base, OLD, _ = two_editions()
base.reset(OLD_FOLDER)
for unit in DONE:
    must(base.command(["--unit", unit]), base.folder)
os.rename(base.out, RESUMED)
scenes = [Scene(*s) for s in SCENES]
total = sum(s.share for s in scenes)
jobs = [(s, p) for s in scenes for p in spread(s.points, POINTS * s.share // total)]
in_parallel(jobs, one)
finish(f"kill: {len(jobs)} of {sum(len(s.points) for s in scenes)} points: all of it or the parent {counts['run']} times, "
       f"only a child {counts['child']} times")
