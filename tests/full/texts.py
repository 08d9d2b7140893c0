"""Texts of data that office programs could take for formulas, links, numbers or markup: in workbooks, in rejected rows and
in the TSV of 'explain' they stay texts, letter for letter, also when LibreOffice has opened and saved the file."""
import csv
import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys

import openpyxl

BIN, SRC = os.environ["BIN"], os.environ["SRC"]
COMMON = os.path.join(SRC, "tests", "golden", "chung")
TEXTS = ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(1)", "＝1+1", "=HYPERLINK(\"http://a.b\",\"c\")", "{=1}", "a;=1+1", "a,=1+1",
         "'=1+1", "''chữ", "\"=1+1\"", "http://a.b/c", "mailto:a@b.c", "\\\\may\\chung", "_x0041_ _x005F_x0041_", "]]>", "&amp;<b>x</b>",
         "<![CDATA[x", "1e5", "00123", "2018-01-01", "TRUE", "#REF!", "Đ" * 3900]
REJECTED = ["\t=1+1", "\n=1+1", "\r=1+1", "\u200b=1+1", "\u00a0=1+1", "a\t=1+1", "=1+1\n=2"]
XLSX = "xlsx:Calc MS Excel 2007 XML"
failed = 0


def fail(*what):
    global failed
    failed += 1
    print("FAIL:", *[ascii(w)[:200] for w in what])


def run(*command):
    done = subprocess.run([BIN, *command], capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def office(path, out, *options):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{os.getcwd()}/office", *options, "--convert-to",
                    XLSX, "--outdir", out, path], capture_output=True, timeout=300)
    return openpyxl.load_workbook(os.path.join(out, os.path.splitext(os.path.basename(path))[0] + ".xlsx"))


def cells(book):
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def check_book(name, book):
    texts = set()
    for cell in cells(book):
        if cell.hyperlink:
            fail(name, "a link", cell.coordinate)
        if cell.data_type in "eb" or (cell.data_type == "f" and re.search(r"cmd|HYPERLINK|1\+1", str(cell.value))):
            fail(name, cell.data_type, cell.coordinate, cell.value)
        if cell.data_type == "s":
            texts.add(cell.value)
    for text in TEXTS:
        # What openpyxl makes of it is not what stands there.
        if "_x00" not in text and not any(text in t for t in texts):
            fail(name, "not there", text)


# ---- a district whose tasks and units are called so ----
shutil.copytree(COMMON + "/noi_dung", "noi_dung")
config = open(COMMON + "/config.ini").read().replace("mau = cchc_dinh_ky", "mau = cchc_30c")
open("config.ini", "w").write(config)
run("init", "--db", "du_lieu.db")
db = sqlite3.connect("du_lieu.db")
for name in ("don_vi.sql", "input.sql"):
    db.executescript(open(f"{COMMON}/{name}").read())
columns = [c[1] for c in db.execute("PRAGMA table_info(nhiem_vu)")]
task = dict(zip(columns, db.execute("SELECT * FROM nhiem_vu LIMIT 1").fetchone()))
db.execute("DELETE FROM nhiem_vu")
for i, text in enumerate(TEXTS):
    new = dict(task, ma=f"X{i:02}", noi_dung=text, ke_hoach="trong_tam")
    db.execute(f"INSERT INTO nhiem_vu ({','.join(new)}) VALUES ({','.join('?' * len(new))})", list(new.values()))
    db.execute("INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES (?, ?, 'xa', 'QT')", (f"U{i:02}", text[:200]))
db.commit()
db.close()
run("run", "-c", "config.ini", "--period", "2018-10")
(book,) = glob.glob("ra/**/*.xlsx", recursive=True)
check_book("workbook", openpyxl.load_workbook(book))
check_book("workbook saved by LibreOffice", office(book, "saved"))

# ---- rejected rows, and a TSV, whatever separator somebody chooses ----
with open("linh_vuc.csv", "w", newline="") as f:
    csv.writer(f).writerows([("ma", "ten", "thu_tu")] + [(f"L{i}", text, "x") for i, text in enumerate(TEXTS + REJECTED)])
run("import", "--db", "du_lieu.db", "--table", "linh_vuc", "linh_vuc.csv")
os.rename("linh_vuc.csv.loi.csv", "loi.csv")
figure = run("explain", "-c", "config.ini", "--period", "2018-10", "nv_trong_tam_tong")
open("giai_thich.csv", "wb").write(figure)
rows = {"loi.csv": len(TEXTS + REJECTED), "giai_thich.csv": len(TEXTS)}
for path, least in rows.items():
    for separator in ",;\t":
        opened = cells(office(path, "opened", f"--infilter=CSV:{ord(separator)},34,76,1,,0,false,true,false,false"))
        if len({cell.row for cell in opened}) < least:
            fail(path, separator, "only", len(opened))
        for cell in opened:
            if cell.data_type == "f":
                fail(path, separator, "a formula", cell.coordinate, cell.value)
print(f"{len(TEXTS)} texts in workbooks, {len(TEXTS + REJECTED)} in rejected rows, {failed} failed")
sys.exit(failed > 0)
