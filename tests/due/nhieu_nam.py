"""A timer over simulated years, with a machine that sleeps, data that come late and runs that fail: in the end every
report that was ready and whose data were there has exactly one draft or final, and all are as they were published.
usage: nhieu_nam.py PROGRAM YEARS, in a folder with co-quan.ini, csv/ and templates."""
import datetime
import json
import os
import random
import shutil
import subprocess
import sys

program, years = sys.argv[1], int(sys.argv[2])
random.seed(20190101)
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
starts = failures = waits = finals = dossiers = 0
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
    # Sometimes what the run needs is not there.
    broken = random.random() < 0.15 and random.choice(("mau/chi-tieu.ini", "a.db", "mau/bao_cao"))
    if broken:
        os.rename(broken, broken + ".xa")
        run("run", "-c", "c.ini", "--due", "--today", str(today), expect=(66, 78, 0))
        os.rename(broken + ".xa", broken)
        failures += 1
    p = run("run", "-c", "c.ini", "--due", "--today", str(today), expect=(0, 75))
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
assert failures and waits and finals, (failures, waits, finals)
print(f"{years} years: {starts} starts, {failures} broken, {waits} waited for data, {len(want)} reports, "
      f"{finals} of them issued, each there once")
