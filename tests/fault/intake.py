"""An import killed, or failing, at every call that writes: the database holds all of the file or nothing of it, and the next
import brings it to where an undisturbed one does."""
import sqlite3

from place import *

GROUPS = "write,sync,rename,unlink,open,trunc"
ROWS = 400
POINTS = 10**9 if TORTURE else int(60 * SCALE)
HOW = ["kill-all", "torn", "fail=ENOSPC", "fail=EIO"]


def action(text):
    name, _, code = text.partition("=")
    return f"{name}={number(code)}" if code else name


def content(database):
    c = sqlite3.connect(database)
    rows = c.execute("SELECT * FROM ho_so ORDER BY ma").fetchall()
    sound = c.execute("PRAGMA integrity_check").fetchone()
    c.close()
    return rows, sound


def fresh(place):
    for name in os.listdir(place.folder):
        if name.startswith(DATABASE) or name.endswith(".loi.csv"):
            os.remove(os.path.join(place.folder, name))
    shutil.copy(os.path.join(WORK, "before.db"), os.path.join(place.folder, DATABASE))
    shutil.copy(os.path.join(WORK, "ho_so.csv"), place.folder)


def one(place, job):
    (n, group, call, path), how = job
    fresh(place)
    pin = ["taskset", "-c", str(place.cpu), FAULT, "--only", GROUPS, "--under", place.folder]
    status, _, told = run([*pin, "--at", str(n), action(how), "--", *IMPORT], place.folder)
    job = f"call {n} {call} {os.path.basename(path)}: {how}"
    counts[status] = counts.get(status, 0) + 1
    database = os.path.join(place.folder, DATABASE)
    # A database that does not open for writing is opened for reading: SQLite then knows no better reason.
    if status not in ({137} if how in HOW[:2] else {0, 74, 77} if group == "open" else {0, 74}):
        fail(f"{job}: status {status}", told)
    if status in (74, 77) and "cchc-report: lỗi: " not in told:
        fail(f"{job}: no sentence", told)
    there = content(database)
    if there not in (BEFORE, AFTER) or (status == 0 and there != AFTER):
        fail(f"{job}: status {status}: {len(there[0])} rows, {there[1]}", told)
    status, _, told = run(IMPORT, place.folder)
    if status or content(database) != AFTER:
        fail(f"{job}: the next import: status {status}, {len(content(database)[0])} rows", told)


IMPORT = [BIN, "import", "--db", DATABASE, "--table", "ho_so", "ho_so.csv"]
counts = {}
base = make_place(os.path.join(WORK, "base"), cpus()[0])
database = os.path.join(base.folder, DATABASE)
c = sqlite3.connect(database, isolation_level=None)
c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
c.close()
shutil.copy(database, os.path.join(WORK, "before.db"))
with open(os.path.join(WORK, "ho_so.csv"), "w") as f:
    f.write("ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc\n")
    for i in range(ROWS):
        f.write(f"M{i},P02,HT1,2018-09-{i % 30 + 1:02},2018-10-{i % 28 + 1:02},{'2018-10-09' if i % 3 else ''}\n")
fresh(base)
BEFORE = content(database)
must(IMPORT, base.folder)
AFTER = content(database)
fresh(base)
log = os.path.join(base.folder, "log")
must(["taskset", "-c", str(base.cpu), FAULT, "--only", GROUPS, "--under", base.folder, "--log", log, "--", *IMPORT],
     base.folder)
calls = [line.rstrip("\n").split(" ", 3) for line in open(log)]
jobs = spread([(c, how) for c in calls for how in HOW], POINTS)
in_parallel(jobs, one)
finish(f"import: {len(jobs)} runs at {len(calls)} calls, {len(BEFORE[0])} rows before and {len(AFTER[0])} after, by status "
       f"{dict(sorted(counts.items()))}")
