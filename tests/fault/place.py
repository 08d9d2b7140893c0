"""What the scripts of this folder share: a small district to report on, what is published of it, and the tracer.

Environment: BIN (the program), SRC (source tree), BUILD (build folder), WORK (an empty folder), TORTURE (set: long form).
"""
import concurrent.futures
import errno
import hashlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys

BIN, SRC, BUILD, WORK = (os.environ[name] for name in ("BIN", "SRC", "BUILD", "WORK"))
TORTURE = bool(os.environ.get("TORTURE"))
SANITIZED = os.path.basename(BUILD) == "san"
SCALE = 0.1 if SANITIZED and not TORTURE else 1  # of the short form: there all is ten times as slow
FAULT = os.path.join(BUILD, "fault")
PERIOD = "2018-10M"
OUT = "ra"
DATABASE = "du_lieu.db"
OLD_FOLDER = os.path.join(WORK, "old")
ALL = ["--all-units"]
ONE = ["--unit", "P01"]
FINAL = ["--final", "--number", "5", "--date", "2018-11-05"]
UNFINISHED = ".tmp-"  # the prefix of what a run has not finished
CODES = {64, 65, 66, 69, 70, 73, 74, 75, 77, 78}
# The tracer and the leak detector of the sanitizers cannot both watch a process.
ENV = dict(os.environ, ASAN_OPTIONS="detect_leaks=0", LC_ALL="C.UTF-8")

failures = []


def fail(what, shown=""):
    failures.append(what)
    if len(failures) <= 20:
        last = shown.strip().split("\n")[-1]
        print(f"FAIL: {what}" + (f"\n    {last}" if last else ""))


def finish(summary):
    print(f"{summary}; {len(failures)} failed")
    sys.exit(1 if failures else 0)


def spread(numbers, n):
    """n of them, evenly; all if there are fewer."""
    numbers = list(numbers)
    if n >= len(numbers):
        return numbers
    return [numbers[i * len(numbers) // n] for i in range(n)]


def run(command, cwd, env=ENV, **more):
    """Status, paths on stdout, stderr."""
    done = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, **more)
    return done.returncode, done.stdout.decode().split(), done.stderr.decode(errors="replace")


def must(command, cwd, **more):
    status, _, told = run(command, cwd, **more)
    if status:
        sys.exit(f"{' '.join(command)}: status {status}: {told}")


def snapshot(top):
    """Path → bytes (None: a folder) of everything below a folder."""
    found = {}
    for folder, dirs, files in os.walk(top):
        for name in dirs:
            found[os.path.relpath(os.path.join(folder, name), top)] = None
        for name in files:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, top)] = open(path, "rb").read()
    return found


def check_published(files):
    """What is wrong with a published folder (name → bytes) by its own manifest; None if nothing is."""
    manifest = files.get("manifest.json")
    if manifest is None:
        return "no manifest"
    own = re.search(rb'^(.*\n)  "sha256": "([0-9a-f]{64})"\n}\n$', manifest, re.DOTALL)
    if not own or hashlib.sha256(own[1]).hexdigest().encode() != own[2]:
        return "the manifest's own hash"
    listed = json.loads(manifest)["tep"]
    if sorted(files) != sorted([f["ten"] for f in listed] + ["manifest.json"]):
        return f"files {sorted(files)}"
    for f in listed:
        data = files[f["ten"]]
        if len(data) != f["so_byte"] or hashlib.sha256(data).hexdigest() != f["sha256"]:
            return f["ten"]
    return None


def editions(tree):
    """Folder → (name → bytes) of everything under a final name, and the paths of all that is unfinished."""
    shown, unfinished = {}, []
    for path, data in tree.items():
        parts = path.split("/")
        if any(p.startswith(UNFINISHED) for p in parts):
            unfinished.append(path)
        elif len(parts) == 4:
            shown.setdefault(path, {})
        elif len(parts) > 4:
            shown.setdefault("/".join(parts[:4]), {})["/".join(parts[4:])] = data
    return shown, unfinished


class Place:
    """A folder with a database, a config and an output folder, for one run at a time."""

    def __init__(self, folder, cpu=None):
        self.folder = folder
        self.cpu = cpu
        self.out = os.path.join(folder, OUT)

    def command(self, what):
        return [BIN, "run", "-c", "config.ini", "--period", PERIOD] + what

    def run(self, what, **more):
        return run(self.command(what), self.folder, **more)

    def traced(self, options, what, cpus=1, **more):
        """With one CPU there is one child at a time, and the calls come in the same order each time."""
        pin = ["taskset", "-c", str(self.cpu)] if cpus == 1 else []
        return run(pin + [FAULT] + options + ["--"] + self.command(what), self.folder, **more)

    def calls(self, what, options=()):
        """What the tracer counts in an undisturbed run: (number, group, call, path)."""
        log = os.path.join(self.folder, "log")
        status, _, told = self.traced([*options, "--log", log], what)
        if status:
            sys.exit(f"traced run: status {status}: {told}")
        lines = [line.rstrip("\n").split(" ", 3) for line in open(log)]
        os.remove(log)
        return [(int(n), group, call, path) for n, group, call, path in lines]

    def tree(self):
        return snapshot(self.out)

    def reset(self, source=None):
        """The output folder as in `source`, without copying: nothing may ever write into what is published."""
        shutil.rmtree(self.out, ignore_errors=True)
        if source:
            shutil.copytree(source, self.out, copy_function=os.link)


def make_place(folder, cpu=None):
    common = os.path.join(SRC, "tests", "golden", "chung")
    os.makedirs(folder)
    shutil.copy(os.path.join(common, "config.ini"), folder)
    shutil.copytree(os.path.join(common, "noi_dung"), os.path.join(folder, "noi_dung"))
    database = os.path.join(folder, DATABASE)
    must([BIN, "init", "--db", database], folder)
    sql = "".join(open(os.path.join(common, name)).read() for name in ("don_vi.sql", "input.sql"))
    sql += "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu) VALUES ('P03', 'Phường Ba Lá', 'xa', 'QT', 6);"
    must(["sqlite3", database, sql], folder)
    return Place(folder, cpu)


def cpus():
    return sorted(os.sched_getaffinity(0))


free = queue.Queue()


def in_parallel(jobs, work):
    """work(place, job) for all jobs, with a place for each CPU."""
    if free.empty():
        for cpu in cpus():
            free.put(make_place(os.path.join(WORK, f"cpu{cpu}"), cpu))

    def one(job):
        place = free.get()
        try:
            work(place, job)
        except Exception as e:  # a script that stops says nothing about the rest
            fail(f"{job}: {e!r}")
        finally:
            free.put(place)

    with concurrent.futures.ThreadPoolExecutor(len(cpus())) as pool:
        list(pool.map(one, jobs))


def two_editions(*runs):
    """A place; the tree of an earlier edition, made of fewer dossiers, of the papers of all units and the agency (also in
    the folder OLD_FOLDER); and for each run the tree that it makes of nothing today."""
    place = make_place(os.path.join(WORK, "base"), cpus()[0])
    database, kept = os.path.join(place.folder, DATABASE), os.path.join(WORK, "today.db")
    new = []
    for what in runs:
        place.reset()
        must(place.command(what), place.folder)
        new.append(place.tree())
    place.reset()
    shutil.copy(database, kept)
    must(["sqlite3", database, "DELETE FROM ho_so WHERE rowid % 3 = 0; PRAGMA wal_checkpoint(TRUNCATE)"], place.folder)
    must(place.command(ALL), place.folder)
    must(place.command([]), place.folder)
    os.rename(place.out, OLD_FOLDER)
    place.reset(OLD_FOLDER)
    shutil.copy(kept, database)
    return place, place.tree(), new


def number(name):
    return str(getattr(errno, name))

