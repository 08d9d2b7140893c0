"""One line of the table is one attack: what it writes, the verb, the status, words that must be told."""
import glob
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import openpyxl

BIN, SRC = os.environ["BIN"], os.environ["SRC"]
PERIOD = "2018-10M"
COMMON = os.path.join(SRC, "tests", "golden", "chung")
ENV = dict(os.environ, ASAN_OPTIONS="detect_leaks=0", LC_ALL="C.UTF-8")
FINAL = ["run", "--final", "--number", "1", "--date", "2018-10-20"]
ONE, ALL, CHECK = ["run"], ["run", "--all-units"], ["check"]
EXPLAIN = ["explain", "kt_don_vi"]

NAME = "UPDATE don_vi SET ten = {} WHERE ma = 'P01'"
UNIT = "INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ({}, 'Lạ', 'xa', 'QT')"
INSPECTED = "UPDATE kiem_tra SET co_quan = {} WHERE ma = 'K01'"
ESCAPE, CUT, HIGH = b"Ph\x1b[31m\x07", b"Ph\xe1\xbb", b"Ph\xed\xa0\xbd"
TABLE = [
    # statement, value, verb, status, told
    (NAME, ESCAPE, ALL, 0, ["(Ph?[31m?)"]),
    (NAME, CUT, ALL, 0, ["(Ph??)"]),
    (NAME, CUT, ONE, 0, ["chu_hong", "don_vi P01: ten"]),
    (NAME, HIGH, CHECK, 1, ["chu_hong"]),
    (NAME, b"P\xc0\xaf\x00x", CHECK, 1, ["chu_hong"]),
    (NAME, "\u202egnouhP\u2066".encode(), ONE, 0, ["chu_hong"]),
    (NAME, ("P" + 10000 * "\u0316").encode(), CHECK, 1, ["chu_hong"]),
    (NAME, 100000 * "Phường ".encode(), ALL, 0, []),
    (NAME, "Phường\nlỗi: giả".encode(), ALL, 0, ["Phường lỗi: giả"]),
    (NAME, "Phu\u031bo\u031b\u0300ng Mo\u0323t".encode(), ALL, 0, ["Phường Mọt"]),
    (NAME, "Phường 漢\U0001f600".encode(), ONE, 0, ["thieu_chu", "U+6F22", "U+1F600", "“Phường 漢"]),
    (NAME, "Phường 漢".encode(), FINAL, 65, ["thieu_chu", "U+6F22"]),
    (NAME, b"=cmd|'/c calc'!A1", ALL, 0, []),
    (NAME, b"=cmd|'/c calc'!A1", EXPLAIN, 0, ["\t'=cmd|"]),
    (INSPECTED, "\u200b ＝HYPERLINK(1)".encode(), EXPLAIN, 0, ["\t' ＝HYPERLINK(1)"]),
    (INSPECTED, CUT, EXPLAIN, 0, ["\tPh??\t"]),
    ("UPDATE nhiem_vu SET noi_dung = {}", ESCAPE, CHECK, 1, ["chu_hong", "nhiem_vu N1: noi_dung"]),
    ("UPDATE so_lieu SET ghi_chu = {}", CUT, CHECK, 1, ["chu_hong", "so_lieu"]),
    (UNIT, b"../x", ALL, 74, ["'../x'", "1 trong "]),
    (UNIT, b".an", ALL, 74, ["'.an'", "1 trong "]),
    (UNIT, b"A\x00B", ONE, 65, ["bảng don_vi: mã 'A' có byte 0"]),
    (UNIT, b"A\n", ONE, 65, ["có dấu xuống dòng hoặc tab"]),
    (UNIT, 600 * b"A", ONE, 65, ["dài quá 500 byte"]),
    ("UPDATE don_vi SET ma_cha = {} WHERE ma = 'QT'", b"P01", ONE, 65, ["nằm dưới chính nó"]),
    ("UPDATE so_lieu SET gia_tri = {}", 40 * b"9", ONE, 65, ["tối đa 18 chữ số"]),
    ("UPDATE kiem_tra SET so_van_de = CAST({} AS INTEGER)", b"9000000000000000000", ONE, 65, ["so_van_de"]),
]


def steers(text):
    """What no output may hold: controls but tab and line end, marks of direction."""
    return [hex(ord(c)) for c in text if (ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 or
            0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069]


def papers_are_wrong(folder):
    for pdf in glob.glob(folder + "/**/*.pdf", recursive=True):
        if subprocess.run(["qpdf", "--check", pdf], capture_output=True).returncode:
            return pdf
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True)
        if text.returncode or text.stderr or steers(text.stdout.decode().replace("\f", "")):
            return "text of " + pdf
    for book in glob.glob(folder + "/**/*.xlsx", recursive=True):
        for sheet in openpyxl.load_workbook(book):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.hyperlink or (cell.data_type == "f" and "cmd|" in cell.value):
                        return f"{book}: {sheet.title}!{cell.coordinate}"
    return None


def attack(place, statement, value, verb, status, told):
    db = sqlite3.connect(place + "/du_lieu.db", isolation_level=None)
    db.executescript("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;" +
                     statement.format(f"CAST(x'{value.hex()}' AS TEXT)"))
    db.close()
    done = subprocess.run([BIN, verb[0], "-c", "config.ini", "--period", PERIOD] + verb[1:], cwd=place, env=ENV,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    try:
        output = (done.stdout + done.stderr).decode()
    except UnicodeDecodeError:
        return "prints what is no UTF-8"
    if done.returncode != status:
        return f"status {done.returncode} instead of {status}: {output[-300:]}"
    if steers(output):
        return f"prints {steers(output)}"
    missing = [words for words in told if words not in output]
    if missing:
        return f"does not tell {missing}: {output[-300:]}"
    if sorted(os.listdir(os.path.dirname(place))) != ["base", "place"]:
        return "writes outside"
    return papers_are_wrong(place + "/ra")


top = tempfile.mkdtemp()
base = top + "/base"
os.mkdir(base)
shutil.copy(COMMON + "/config.ini", base)
shutil.copytree(COMMON + "/noi_dung", base + "/noi_dung")
subprocess.run([BIN, "init", "--db", base + "/du_lieu.db"], check=True)
db = sqlite3.connect(base + "/du_lieu.db")
for name in ("don_vi.sql", "input.sql"):
    db.executescript(open(f"{COMMON}/{name}").read())
db.execute("PRAGMA journal_mode = DELETE")
db.close()
failed = 0
for line in TABLE:
    shutil.copytree(base, top + "/place")
    wrong = attack(top + "/place", *line)
    if wrong:
        failed += 1
        print(f"FAIL: {line[0]} {line[1][:40]} {' '.join(line[2])}: {wrong}")
    shutil.rmtree(top + "/place")
shutil.rmtree(top)
print(f"{len(TABLE)} attacks, {failed} failed")
sys.exit(failed > 0)
