"""A timer over simulated years, with a machine that sleeps, data that come late and runs that fail: in the end every
report that was ready and whose data were there has exactly one draft or final, and all are as they were published.
usage: nhieu_nam.py PROGRAM FAULT YEARS (FAULT: the tracer that makes calls fail), in a folder with co-quan.ini, csv/ and templates."""
import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import time

program, tracer, years = sys.argv[1], sys.argv[2], int(sys.argv[3])
random.seed(20190101)
traceable = subprocess.run([tracer, "--", "true"]).returncode == 0
day = datetime.timedelta(days=1)
first, last = datetime.date(2019, 1, 1), datetime.date(2018 + years, 12, 31)


def run(*args, expect=(0,)):
    p = subprocess.run([program, *args], capture_output=True, text=True)
    assert p.returncode in expect, (args, p.returncode, p.stdout, p.stderr)
    return p


def quarters():
    """Code, first and last day, by Nghị định 09/2019/NĐ-CP, counted here once more."""
    for year in range(first.year, last.year + 1):
        for q in range(1, 5):
            begin = datetime.date(year - 1, 12, 15) if q == 1 else datetime.date(year, 3 * q - 3, 15)
            yield f"{year}-Q{q}", begin, datetime.date(year, 3 * q, 14)
        yield f"{year}", datetime.date(year - 1, 12, 15), datetime.date(year, 12, 14)


os.makedirs("nam/lich")
for name in ("mau", "noi-dung"):
    shutil.copytree(name, f"nam/{name}")
os.chdir("nam")
for year in range(first.year, last.year + 2):
    with open(f"lich/{year}.ini", "w") as f:
        f.write(f"[lich]\nnam = {year}\ncan_cu = thử\n")
with open("c.ini", "w") as f:
    f.write(open("../co-quan.ini").read())
    f.write("[lich]\nthu_muc = lich\n")
    f.write("[dinh_ky.quy]\nloai_ky = quy\ntu_ky = 2019-Q1\nhan_gui = 2\n")
    f.write("[dinh_ky.nam]\nloai_ky = nam\ntu_ky = 2019\nsau_chot = 3\nhan_gui = 5\n")
run("init", "--db", "a.db")
for table in ("don_vi", "linh_vuc", "tthc"):
    run("import", "--db", "a.db", "--table", table, f"../csv/{table}.csv")

covered = datetime.date(2017, 12, 14)  # data are there up to this day


def cover(begin, end):
    with open("pham_vi.csv", "w") as f:
        f.write(f"bang,don_vi,tu_ngay,den_ngay\nho_so,Q,{begin},{end}\n")
    run("import", "--db", "a.db", "--table", "pham_vi", "pham_vi.csv")


run("import", "--db", "a.db", "--table", "ho_so", "../csv/ho_so.csv")
cover("2016-01-01", covered)
starts = waits = finals = dossiers = 0
gone, killed, full = [0, 0], [0, 0], [0, 0]  # starts that failed, of them those that did


def count(tally, hit):
    tally[0] += 1
    tally[1] += bool(hit)


today = first
while today <= last:
    # Data arrive for a stretch of days, now and then long after them.
    upto = today - day * random.choice((1, 5, 20, 70, 120))
    if upto > covered:
        with open("them.csv", "w") as f:
            f.write("ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc\n")
            for _ in range(random.randint(0, 3)):
                dossiers += 1
                f.write(f"S{dossiers},{random.choice(('P1', 'P2'))},T1,{upto},{upto + 5 * day},\n")
        run("import", "--db", "a.db", "--table", "ho_so", "--today", str(today), "them.csv")
        cover(covered + day, upto)
        covered = upto
    # Sometimes what the run needs is not there; the machine goes down in the middle; the disk is full from some call on.
    due = ("run", "-c", "c.ini", "--due", "--today", str(today))
    fate = random.choice((None, None, None, "mau/chi-tieu.ini", "a.db", "mau/bao_cao", "kill", "kill", "full", "full"))
    if fate == "kill":
        p = subprocess.Popen([program, *due], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.random() * 0.15)
        p.kill()
        count(killed, p.wait() < 0)
    elif fate == "full" and traceable:
        p = subprocess.run([tracer, "--only", "write,open,mkdir,trunc,sync", "--under", os.path.abspath("out.d"), "--at",
                            str(random.randint(1, 40)), "full=28", "--", program, *due], capture_output=True, text=True,
                           env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))  # which cannot be, traced
        assert p.returncode in (0, 74, 75), (p.returncode, p.stderr)
        count(full, p.returncode == 74)
    elif fate and fate != "full":
        os.rename(fate, fate + ".xa")
        count(gone, run(*due, expect=(66, 78, 0)).returncode)
        os.rename(fate + ".xa", fate)
    p = run(*due, expect=(0, 75))
    assert "lần chạy khác" not in p.stderr, p.stderr  # nothing outlives a run
    starts += 1
    waits += p.returncode == 75
    # The office issues what is some months old, most of the time.
    for code, begin, end in quarters():
        folder = f"out.d/{code}/Q/bao_cao"
        if end < today - 90 * day and os.path.isdir(f"{folder}/du-thao") and not os.path.isdir(f"{folder}/chinh-thuc"):
            finals += 1
            run("run", "-c", "c.ini", "--period", code, "--final", "--number", str(finals), "--date", str(today))
            shutil.rmtree(f"{folder}/du-thao")  # tidied up by hand
    today += day * random.choice((1, 2, 5, 15, 30, 200))

# The last start, on the last day, with all data there.
cover(covered + day, last)
run("run", "-c", "c.ini", "--due", "--today", str(last))
again = run("run", "-c", "c.ini", "--due", "--today", str(last))
assert again.stdout == "", again.stdout
want = {c for c, _, end in quarters() if end + day * (1 if "Q" in c else 4) <= last}
have = set(os.listdir("out.d"))
assert have == want, (have ^ want)
for code in have:
    editions = os.listdir(f"out.d/{code}/Q/bao_cao")
    assert len(editions) == 1, (code, editions)
    with open(f"out.d/{code}/Q/bao_cao/{editions[0]}/manifest.json") as f:
        assert json.load(f)["ky"]["ma"] == code
assert run("verify", "out.d").stdout.count("nguyên vẹn") == len(want)
left = [name for _, folders, _ in os.walk("out.d") for name in folders if name.startswith(".")]
assert not left, left
assert waits and finals and gone[1] and killed[1] and (full[1] or not traceable), (waits, finals, gone, killed, full)
print(f"{years} years: {starts} starts, {waits} waited for data; before them, starts that failed: {gone[1]} of {gone[0]} for "
      f"want of a file, {killed[1]} of {killed[0]} killed, {full[1]} of {full[0]} on a full disk; {len(want)} reports, "
      f"{finals} of them issued, each there once")
