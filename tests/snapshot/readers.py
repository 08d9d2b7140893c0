"""Reports made while others write: every figure of a run is that of one state of the database, counted again by plain
SQL in a replay of the transactions up to the one that the run saw.

Environment: BIN (the program), SRC (source tree), WORK (an empty folder), TORTURE (set: long form)."""
import collections
import gzip
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import openpyxl

from transactions import UNITS, apply, connect, fill, replay

BIN, SRC, WORK = (os.environ[name] for name in ("BIN", "SRC", "WORK"))
TORTURE = bool(os.environ.get("TORTURE"))
SANITIZED = "/san/" in BIN  # there all is ten times as slow
HERE = os.path.dirname(os.path.abspath(__file__))
PERIOD = "2018-Q3"
D1, D2 = "2018-06-15", "2018-09-14"
FIGURES = ("tiep_nhan", "giai_quyet", "khong_han", "qua_han", "kiem_tra")

failures = []
runs = collections.Counter()
waited = 0


def fail(what, shown=""):
    failures.append(what)
    if len(failures) <= 20:
        print(f"FAIL: {what}\n    {shown.strip()[-600:]}")


def call(*args, **more):
    return subprocess.run([BIN, *args], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120, **more)


def must(*args):
    p = call(*args)
    if p.returncode:
        sys.exit(f"{args}: {p.returncode}: {p.stdout}{p.stderr}")
    return p.stdout


# ---------------------------------------------------------------- counted again

# Σ over units = total holds in these by themselves, so that it is tested on the papers.
RECOUNT = f"""SELECT don_vi, sum(t), sum(t AND coalesce(e <= '{D2}', 0)), sum(t AND h IS NULL), sum(m) FROM
 (SELECT don_vi, ngay_hen_tra h, ngay_ket_thuc e, ma LIKE 'M%' m,
 ngay_tiep_nhan <= '{D2}' AND (ngay_ket_thuc IS NULL OR ngay_ket_thuc >= '{D1}') t FROM ho_so) GROUP BY don_vi"""


class Replay:
    """The database as it was behind a transaction, elsewhere; it only goes forward."""

    def __init__(self, database, seed):
        self.con, self.seed, self.at = connect(":memory:"), seed, 0
        source = connect(database)
        source.backup(self.con)
        source.close()

    def state(self, i):
        """Unit → its figures, "Q" → those of all; and what was entered last."""
        replay(self.con, self.seed, self.at + 1, i)
        self.at = i
        found = {u: [0] * len(FIGURES) for u in UNITS}
        for unit, *numbers in self.con.execute(RECOUNT):
            found[unit] = numbers + [0]
        for unit, n in self.con.execute("SELECT don_vi, count(*) FROM kiem_tra GROUP BY don_vi"):
            found[unit][-1] = n
        found["Q"] = [sum(column) for column in zip(*found.values())]
        entered, = self.con.execute("SELECT gia_tri FROM so_lieu WHERE don_vi = 'Q'").fetchone()
        return found, int(entered)

    def same_as(self, database):
        tables = ("SELECT * FROM ho_so ORDER BY ma", "SELECT * FROM kiem_tra ORDER BY ma", "SELECT * FROM so_lieu ORDER BY 2")
        other = connect(database)
        same = all(self.con.execute(t).fetchall() == other.execute(t).fetchall() for t in tables)
        other.close()
        return same


# ---------------------------------------------------------------- what the papers say

def number(text):
    return int(text.replace(".", ""))


def read_workbook(folder):
    """Name of the row → figures, of the form by units."""
    name, = [f for f in os.listdir(folder) if f.endswith(".xlsx")]
    rows = {}
    for row in openpyxl.load_workbook(f"{folder}/{name}", data_only=True).active.iter_rows(values_only=True):
        values = [v for v in row if v is not None]
        if values and re.fullmatch(r"Phường \d|Tổng số", str(values[0])):
            rows[values[0].replace("Phường ", "P")] = [int(v) for v in values[1:]]
    return rows


def read_text(folder):
    """The figures of the paper's sentence, and what was entered."""
    name, = [f for f in os.listdir(folder) if f.endswith(".pdf")]
    text = subprocess.run(["pdftotext", "-layout", f"{folder}/{name}", "-"], capture_output=True, text=True).stdout
    found = re.search(r"Đã tiếp nhận ([\d.]+) hồ sơ, giải quyết ([\d.]+), không hạn ([\d.]+), quá hạn ([\d.]+), kiểm tra"
                      r" ([\d.]+) cuộc, giao dịch ([\d.]+)\.", " ".join(text.split()))
    return [number(n) for n in found.groups()]


def paper(what, folder, unit, expected, text=True):
    found, entered = expected
    if text and read_text(folder) != found[unit] + [entered]:
        fail(f"{what}: the paper of {unit} prints {read_text(folder)} instead of {found[unit]}, {entered}")
    rows = read_workbook(folder)
    total = rows.pop("Tổng số")
    if total != found[unit][:4] or [sum(c) for c in zip(*rows.values())] != total:
        fail(f"{what}: the workbook of {unit}: {rows}, {total} instead of {found[unit]}")
    if unit == "Q" and any(rows[u] != found[u][:4] for u in UNITS):
        fail(f"{what}: the workbook by unit: {rows} instead of {found}")


def folders(out):
    return {unit: f"{out}/{PERIOD}/{unit}/bao_cao" for unit in os.listdir(f"{out}/{PERIOD}")}


# ---------------------------------------------------------------- one run of each kind: i of the state it saw

def run_agency(p, states, more=(), edition="du-thao"):
    folder = f"{folders('ra')['Q']}/{edition}"
    i = read_workbook(folder)["Tổng số"][3]
    paper(f"run {' '.join(more)}", folder, "Q", states(i))
    return i


def run_final(p, states):
    """Also the rows that it keeps: as many as it prints, of the units that it prints."""
    i = run_agency(p, states, ("--final",), "chinh-thuc")
    lines = gzip.open(f"{folders('ra')['Q']}/chinh-thuc/chi-tiet.tsv.gz", "rt").read().split("\n")
    start = lines.index(f"[ho_so {D1}..{D2}]")
    columns = lines[start + 1].split("\t")
    units = collections.Counter()
    for line in lines[start + 2:]:
        if not line or line.startswith("["):
            break
        units[line.split("\t")[columns.index("don_vi")]] += 1
    found, _ = states(i)
    if any(units[u] != found[u][0] for u in UNITS):
        fail(f"run --final: rows kept {units} instead of {found}")
    return i


def run_units(p, states):
    where = folders("ra")
    i = sum(read_workbook(f"{where[u]}/du-thao")["Tổng số"][3] for u in UNITS)
    expected = states(i)
    for unit in UNITS:
        paper("run --all-units", f"{where[unit]}/du-thao", unit, expected, text=unit == "P3")
    prints = {json.load(open(f"{where[u]}/du-thao/manifest.json"))["dau_van_tay"]["so_lieu"] for u in UNITS}
    if len(prints) != 1:
        fail(f"run --all-units: {len(prints)} fingerprints of one run")
    return i


def table(text):
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line and not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:]]


def cube(p, states):
    found = {u: [0] * 4 for u in UNITS}
    for cell in table(p.stdout):
        if "nguon" not in cell or (cell["tu_ngay"], cell["den_ngay"]) != (D1, D2) or not cell["tinh_trang"]:
            continue
        n = int(cell["so_ho_so"])
        for k, counts in enumerate((True, not cell["tinh_trang"].startswith("dang"), cell["co_han"] == "0",
                                    cell["tinh_trang"] == "qua_han")):
            found[cell["don_vi"]][k] += n * counts
    i = sum(f[3] for f in found.values())
    expected, _ = states(i)
    if any(found[u] != expected[u][:4] for u in UNITS):
        fail(f"cube: {found} instead of {expected}")
    return i


def explain_list(p, states):
    value = {line["ma"]: number(line["gia_tri"]) for line in table(p.stdout)}
    i = value["qua_han"]
    found, entered = states(i)
    if [value[f] for f in FIGURES] != found["Q"] or value["giao_dich"] != entered:
        fail(f"explain --list: {value} instead of {found['Q']}, {entered}")
    for unit in UNITS:
        if [value[f"theo_don_vi/{k}/don_vi={unit}"] for k in range(2, 6)] != found[unit][:4]:
            fail(f"explain --list: {unit} in {value} instead of {found[unit]}")
    return i


def explain(p, states):
    """The figure at its head, and the rows behind it."""
    head = number(re.search(r"giá trị: ([\d.]+)", p.stdout)[1])
    rows = table(p.stdout)
    i = sum(r["tinh_trang"] == "giải quyết quá hạn" for r in rows)
    found, _ = states(i)
    units = collections.Counter(r["don_vi"] for r in rows)
    if head != found["Q"][0] or len(rows) != head or any(units[u] != found[u][0] for u in UNITS):
        fail(f"explain: {head}, {units} instead of {found}")
    return i


def check(p, states):
    """The two findings that count all there is of a kind; an identity that does not hold would be an error."""
    seen = {"qua_han_khong_nguyen_nhan": 0, "khong_co_han": 0}
    for line in p.stdout.split("\n"):
        told = re.match(r"\S.*?\[(\w+)\] (Phường \d): .*?([\d.]+) hồ sơ", line)
        if told and told[1] in seen:
            seen[told[1]] += number(told[3])
        elif line.startswith("lỗi"):
            fail("check", line)
    i = seen["qua_han_khong_nguyen_nhan"]
    if i == 0:
        fail("check: nothing overdue was told", p.stdout)
    found, _ = states(i)
    if seen["khong_co_han"] != found["Q"][2]:
        fail(f"check: {seen} instead of {found['Q']}")
    return i


C = ("-c", "c.ini", "--period", PERIOD)
KINDS = [
    ("run", ("run", *C), run_agency),
    ("run --all-units", ("run", *C, "--all-units"), run_units),
    ("cube", ("cube", *C), cube),
    ("run --final", ("run", *C, "--final", "--number", "7", "--date", "2018-09-20"), run_final),
    ("explain --list", ("explain", *C, "--list"), explain_list),
    ("explain", ("explain", *C, "tiep_nhan"), explain),
    ("check", ("check", *C), check),
]


def judge(name, status, out, told, read, states):
    """-1: it had to wait for too long, and said so."""
    global waited
    if status == 75 and "đang giữ khóa" in told:
        waited += 1
        return -1
    if status != (1 if name == "check" and "lỗi [" in out else 0):
        fail(f"{name}: {status}", told)
        return -1
    runs[name] += 1
    try:
        return read(subprocess.CompletedProcess(name, status, out, told), states)
    except Exception as e:  # the others say more
        fail(f"{name}: {e!r}", out[-300:] + told)
        return -1


def read_once(kind, states):
    name, args, read = kind
    shutil.rmtree("ra", ignore_errors=True)
    p = call(*args)
    return judge(name, p.returncode, p.stdout, p.stderr, read, states)


# ---------------------------------------------------------------- the tests

def make_place():
    os.makedirs("noi-dung")
    shutil.copytree(f"{HERE}/mau", "mau")
    shutil.copy(f"{SRC}/templates/cau.ini", "mau/")
    shutil.copy(f"{HERE}/c.ini", "c.ini")
    must("init", "--db", "a.db")
    units = "".join(f"P{n},Phường {n},xa,Q\n" for n in range(1, 7))
    for name, rows in (("don_vi", f"ma,ten,cap,ma_cha\nQ,Quận Thử,huyen,\n{units}"), ("linh_vuc", "ma,ten\nDD,Đất đai\n"),
                       ("tthc", "ma,ten,linh_vuc,cap\nT1,Thủ tục một,DD,xa\nT2,Thủ tục hai,DD,xa\n"),
                       ("pham_vi", "bang,don_vi,tu_ngay,den_ngay\nho_so,Q,2017-01-01,2018-09-14\n"
                                   "kiem_tra,Q,2017-01-01,2018-09-14\n")):
        with open(f"{name}.csv", "w") as f:
            f.write(rows)
        must("import", "--db", "a.db", "--table", name, f"{name}.csv")
    con = connect("a.db")
    fill(con)
    apply(con, SEED, 1)  # so that something is overdue
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    con.close()


SEED = 20181014


class Writer:
    def __init__(self, first, last, pause):
        self.process = subprocess.Popen([sys.executable, f"{HERE}/transactions.py", BIN, "a.db", *map(str, (SEED, first, last, pause))])
        self.last = last

    def at_work(self):
        return self.process.poll() is None

    def finish(self):
        if self.process.wait():
            fail("the writer stopped")


def beside_a_writer(states, first, last, pause, kinds):
    """Every kind in turn, until the writer is done; the states that were seen."""
    seen, n = [], 0
    writer = Writer(first, last, pause)
    while writer.at_work() or n < len(kinds):
        seen.append(read_once(kinds[n % len(kinds)], states))
        n += 1
    writer.finish()
    seen = [i for i in seen if i >= 0]
    if seen != sorted(seen) or (seen and not (first - 1 <= seen[0] and seen[-1] <= last)):
        fail(f"states out of order: {seen}")
    return len(set(seen))


def stopped_in_the_middle(states, at, kinds, journal):
    """The program is stopped wherever it is, the database changes and is tidied up, and the program goes on: it sees what
    was before or what came after. Returns the last transaction and how often it saw which."""
    con = connect("a.db", timeout=0)
    before = after = 0
    rounds = 60 if TORTURE else 4 if SANITIZED else 12
    reading = 0
    for n in range(8 * rounds):  # a busy machine may need more than a round to meet both
        if n >= rounds and before and after:
            break
        if n % rounds == 0:
            start = time.time()
            call("cube", *C)
            reading = time.time() - start  # more or less: it does nothing else
        for kind in kinds:
            name, args, read = kind
            shutil.rmtree("ra", ignore_errors=True)
            p = subprocess.Popen([BIN, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            time.sleep(reading * 1.3 * (n % rounds + 0.5) / rounds)
            p.send_signal(signal.SIGSTOP)
            changed = 0
            for sql in (None, "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(RESTART)"):
                try:
                    if sql:
                        con.execute(sql).fetchall()
                    else:
                        apply(con, SEED, at + 1)
                        changed = 1
                except Exception as e:
                    if "locked" not in str(e) or (journal == "wal" and not sql):
                        fail(f"{name}: a reader was in the way of {sql or 'a writer'}: {e}")
                    if con.in_transaction:
                        con.execute("ROLLBACK")
            p.send_signal(signal.SIGCONT)
            out, told = p.communicate()
            i = judge(name, p.returncode, out, told, read, lambda i: states(max(i, at)))
            if i not in (-1, at, at + changed):
                fail(f"{name}: neither before nor after: {i}, {at}")
            before += i == at and changed
            after += i > at
            at += changed
    con.close()
    return at, before, after


def upgrade_meanwhile(at, states):
    """A database of the version before: refused until somebody upgrades it, then read."""
    con = connect("a.db")
    con.executescript("DROP INDEX ho_so_nguoc; PRAGMA user_version = 2;")
    con.close()
    readers, upgrade = [], subprocess.Popen([BIN, "init", "--db", "a.db", "--upgrade"], stderr=subprocess.DEVNULL)
    while len(readers) < 8 or (upgrade.poll() is None and len(readers) < 40):
        readers.append(subprocess.Popen([BIN, "cube", *C], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        time.sleep(0.003)
    for reader in readers:
        out, told = reader.communicate()
        if reader.returncode == 65 and "--upgrade" in told:
            continue
        if judge("cube", reader.returncode, out, told, cube, states) != at:
            fail("cube: another state beside an upgrade", told)
    if upgrade.wait() or read_once(KINDS[2], states) != at:
        fail("not upgraded")


def due_meanwhile(states, first, last):
    """The timer's drafts beside a writer: each is of one state, and when all is quiet those of the last."""
    shutil.rmtree("ra", ignore_errors=True)
    writer, starts = Writer(first, last, 3), 0
    while writer.at_work():
        p = call("run", "-c", "c.ini", "--due", "--today", "2018-09-20")
        starts += 1
        if p.returncode not in (0, 75):
            fail(f"run --due: {p.returncode}", p.stderr)
        elif p.returncode == 0:
            judge("run --due", 0, "", "", run_agency, states)
    writer.finish()
    if call("run", "-c", "c.ini", "--due", "--today", "2018-09-20").returncode or run_agency(None, states) != last:
        fail("run --due: not of the last state")
    for unit in UNITS:
        paper("run --due", f"{folders('ra')[unit]}/du-thao", unit, states(last))
    if must("run", "-c", "c.ini", "--due", "--today", "2018-09-20"):
        fail("run --due: made again without need")
    return starts


def locked(states, at):
    """One program has the whole database (possible without WAL alone): wait, and say so after some seconds."""
    con = connect("a.db")
    con.execute("BEGIN EXCLUSIVE")
    start = time.time()
    p = call("run", *C)
    took = time.time() - start
    if p.returncode != 75 or "đang giữ khóa; hãy chạy lại sau" not in p.stderr or not 2 < took < 10:
        fail(f"locked: {p.returncode} after {took:.1f} s", p.stderr)
    reader = subprocess.Popen([BIN, "cube", *C], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.7)
    con.execute("COMMIT")
    out, told = reader.communicate()
    if judge("cube", reader.returncode, out, told, cube, states) != at:
        fail("a lock that goes after 0,7 s", told)


def blocked_import(at, seed):
    """A report that is read from (stopped there) blocks an import without WAL: told, and nothing is kept."""
    for wait in range(1, 40):
        reader = subprocess.Popen([BIN, "check", *C], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait / 1000)
        reader.send_signal(signal.SIGSTOP)
        con = connect("a.db", timeout=0)
        try:
            con.execute("BEGIN EXCLUSIVE")
            con.execute("ROLLBACK")
            con.close()
            reader.send_signal(signal.SIGCONT)
            reader.wait()
            continue  # not reading just then
        except Exception:
            con.close()
        with open("chan.csv", "w") as f:
            f.write("ma,don_vi,tthc,ngay_tiep_nhan\nX1,P1,T1,2018-07-01\n")
        p = call("import", "--db", "a.db", "--table", "ho_so", "chan.csv")
        reader.send_signal(signal.SIGCONT)
        reader.wait()
        if p.returncode != 75 or "đang giữ khóa" not in p.stderr:
            fail(f"an import beside a reader: {p.returncode}", p.stderr)
        if connect("a.db").execute("SELECT count(*) FROM ho_so WHERE ma = 'X1'").fetchone()[0]:
            fail("an import that failed kept something")
        return
    fail("no reader was met while it read")


def leave_wal():
    for _ in range(100):  # waits for no one by itself
        con = connect("a.db")
        try:
            mode, = con.execute("PRAGMA journal_mode = DELETE").fetchone()
            return mode == "delete" or sys.exit("no rollback journal")
        except sqlite3.OperationalError:
            time.sleep(0.1)
        finally:
            con.close()
    sys.exit("somebody keeps the database open")


def main():
    os.chdir(WORK)
    make_place()
    replayed = Replay("a.db", SEED)
    replayed.at = 1
    at = 1
    distinct = 0
    for _ in range(10 if TORTURE else 1):
        distinct += beside_a_writer(replayed.state, at + 1, at + 1000, 4, KINDS)
        at += 1000
    transactions = at - 1
    at, before, after = stopped_in_the_middle(replayed.state, at, KINDS[:2] + KINDS[4:5], "wal")
    if not before or not after:
        fail(f"stopped always too early or too late: {before} before, {after} after")
    upgrade_meanwhile(at, replayed.state)
    starts = due_meanwhile(replayed.state, at + 1, at + 100)
    at += 100
    replayed.state(at)
    if not replayed.same_as("a.db"):
        fail("the replay is not the database")
    print(f"WAL: {transactions} transactions, {sum(runs.values())} runs of {distinct} states;"
          f" stopped in the middle: {before} saw the state before, {after} the one after; {starts} starts of --due")
    runs.clear()
    leave_wal()
    n = 1000 if TORTURE else 60
    distinct = beside_a_writer(replayed.state, at + 1, at + n, 10, KINDS)
    at += n
    at, before, after = stopped_in_the_middle(replayed.state, at, KINDS[2:3], "delete")
    locked(replayed.state, at)
    if TORTURE:
        blocked_import(at, SEED)
    replayed.state(at)
    if not replayed.same_as("a.db"):
        fail("the replay is not the database without WAL")
    print(f"rollback journal: {n} transactions, {sum(runs.values())} runs of {distinct} states, {waited} told to wait")
    missing = [name for name, *_ in KINDS if not runs[name]]
    if missing:
        fail(f"never run: {missing}")
    print(f"{len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
