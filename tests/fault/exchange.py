"""A published folder that is exchanged while `verify` reads it: for another edition, as a run does it, that is no damage; for
a link or for something else, nothing outside is read, and what is damaged is told."""
from place import *

VERIFY = [BIN, "verify", OUT]
UNITS = ("P01", "P02")
DRAFT = f"{OUT}/{PERIOD}/P01/cchc_dinh_ky/du-thao"
# What comes in the folder's place → statuses that may follow; a pipe that nobody writes into would be waited for for ever.
INSTEAD = {
    "another edition": ("cp -r next {draft}", {0}),
    "a link": ("ln -s $PWD/trap {draft}", {0, 1}),
    "a pipe": ("mkfifo {draft}", {0, 1}),
    "nothing": ("true", {0, 1}),
    "pipes and links inside": ("cp -r trap {draft}", {0, 1}),
}


def prepare(place):
    """Two editions of P01, and a folder with the names of its files that nobody may read."""
    place.reset(WHOLE)
    shutil.rmtree(place.folder + "/next", ignore_errors=True)
    shutil.copytree(NEXT, place.folder + "/next")
    trap = place.folder + "/trap"
    if not os.path.exists(trap):
        os.mkdir(trap)
        for i, name in enumerate(sorted(os.listdir(NEXT))):
            os.mkfifo(f"{trap}/{name}") if i % 2 else os.symlink("/dev/zero", f"{trap}/{name}")


def verify(place, options):
    return run(["taskset", "-c", str(place.cpu), FAULT, "--only", "read", *options, "--", *VERIFY], place.folder)


def one(place, job):
    number, what = job
    make, allowed = INSTEAD[what]
    prepare(place)
    exchange = f"run=mv {DRAFT} gone && rm -r gone && " + make.format(draft=DRAFT)
    status, told, errors = verify(place, ["--at", str(number), exchange])
    told = " ".join(told)
    if status not in allowed or ("HỎNG" in told) != (status == 1):
        fail(f"{what} at call {number}: status {status}: {told}", errors)
    tally = counts.setdefault(what, {})
    tally[status] = tally.get(status, 0) + 1


counts = {}
base = make_place(os.path.join(WORK, "base"), cpus()[0])
WHOLE, NEXT = os.path.join(WORK, "whole"), os.path.join(WORK, "next")
for unit in UNITS:
    must(base.command(["--unit", unit]), base.folder)
os.rename(base.out, WHOLE)
must(["sqlite3", os.path.join(base.folder, DATABASE), "DELETE FROM ho_so WHERE rowid % 3 = 0"], base.folder)
must(base.command(["--unit", UNITS[0]]), base.folder)
os.rename(os.path.join(base.folder, DRAFT), NEXT)
prepare(base)
log = os.path.join(base.folder, "log")
status, told, _ = verify(base, ["--log", log])
if status or told.count("nguyên") != len(UNITS):
    sys.exit(f"verify without an exchange: {status}: {told}")
calls = [int(line.split()[0]) for line in open(log) if OUT in line]
in_parallel([(n, what) for n in calls for what in INSTEAD], one)
for what, tally in counts.items():
    if INSTEAD[what][1] != set(tally):
        fail(f"{what}: only {tally}")
finish(f"exchanged under verify: {sum(sum(t.values()) for t in counts.values())} runs at {len(calls)} calls; statuses {counts}")
