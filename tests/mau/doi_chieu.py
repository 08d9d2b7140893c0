"""Papers of a sample against its rows: doi_chieu.py COUNTS CUBE EXPECTED.tsv EXPECTED.txt REPORT.pdf ANNEXES.xlsx

COUNTS is the output of dem.sql, CUBE that of the verb cube. EXPECTED.tsv holds what was asked for: named figures, and rows of its tables (level,
name, columns (3) to (13) as far as given); EXPECTED.txt holds sentences of the text, behind "! " what it must not say, behind "| " a row of a
table as it stands on the page.
"""
import re
import subprocess
import sys

import openpyxl

MARK = "SỐ LIỆU MINH HỌA"
FOOTER = "Dự thảo làm bằng cchc-report "
LEVELS = ["tinh", "huyen", "xa"]
failures = []


def check(ok, what):
    if not ok:
        failures.append(what)


def read_tsv(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f if line.strip()]


def read_counts(path):
    named, tables, lists = {}, {}, {}
    for kind, *rest in read_tsv(path):
        if kind == "so":
            named[rest[0]] = rest[1] if len(rest) > 1 else ""
        elif kind == "dong":
            lists.setdefault(rest[0], []).append(rest[1:])
        else:
            numbers = [int(float(x)) if x else None for x in rest[2:]]
            tables[kind, rest[0], rest[1]] = dict(zip([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, "kt"], numbers))
    return named, tables, lists


def check_cube(path, days, tables):
    """The program's own cells, added up by level, against the plain counts."""
    with open(path, encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    sums = {}
    for line in lines[1:]:
        cell = dict(zip(lines[0], line))
        if [cell["tu_ngay"], cell["den_ngay"]] != days:
            continue
        received = 6 if cell["nguon"] == "ky_truoc" else 4 if cell["kenh"] == "truc_tuyen" else 5
        state = {"truoc_han": 8, "qua_han": 10, "dang_trong_han": 12, "dang_qua_han": 13}.get(cell["tinh_trang"], 9)
        for column in (3, received, 7 if state <= 10 else 11, state):
            for key in (("tong", "", ""), ("cap", cell["cap"], "")):
                figures = sums.setdefault(key, dict.fromkeys(range(3, 14), 0))
                figures[column] += int(cell["so_ho_so"])
    if tables["tong", "", ""][3] is None:
        check(not sums, f"cube: dossiers out of nothing: {sums}")
        return
    for key in sums.keys() | {k for k in tables if k[0] in ("tong", "cap")}:
        want = {c: n for c, n in tables[key].items() if c != "kt"}
        check(sums.get(key) == want, f"cube, {key}: {sums.get(key)} instead of {want}")


def rate(num, den):
    """Half up on whole numbers; exact ends only when exact."""
    if not den:
        return "–"
    hundredths = (num * 20000 + den) // (2 * den)
    if 0 < num < den:
        hundredths = min(9999, max(1, hundredths))
    return hundredths / 100


def text_of(pdf, *options):
    return subprocess.run(["pdftotext", *options, pdf, "-"], check=True, capture_output=True).stdout.decode()


def check_text(pdf, sentences):
    pages = text_of(pdf).split("\f")
    rows = {" ".join(line.split()) for line in text_of(pdf, "-layout").splitlines()}
    pages = [p for p in pages if p.strip()]
    check(len(pages) >= 4, f"{pdf}: only {len(pages)} pages")
    for i, page in enumerate(pages, 1):
        check(MARK in page, f"page {i} does not say {MARK}")
        check(FOOTER in page, f"page {i} does not say what it was made from")
    # What a page adds around the running text.
    lines = [line for page in pages for line in page.splitlines()
             if line.strip() not in (MARK, "DỰ THẢO") and not re.fullmatch(r"\s*\d{1,2}\s*", line)
             and not line.startswith(FOOTER)]
    text = re.sub(r"\s+", " ", " ".join(lines))
    check("[CHƯA" not in text, "the text has a gap")
    with open(sentences, encoding="utf-8") as f:
        for sentence in filter(None, (line.strip() for line in f)):
            if sentence.startswith("! "):
                check(sentence[2:] not in text, f"in the text: {sentence[2:]}")
            elif sentence.startswith("| "):
                check(sentence[2:] in rows, f"no such row: {sentence[2:]}")
            else:
                check(sentence in text, f"not in the text: {sentence}")


def rows_of(sheet):
    """Rows between the row of column numbers and the last one of the table; the level that a row stands under."""
    started, level, out = False, -1, []
    for row in sheet.iter_rows(values_only=True):
        if not started:
            started = row[0] == "(1)"
            continue
        total = any(isinstance(x, str) and x.upper() == "TỔNG SỐ" for x in row[:2])
        if total:
            out.append(("tong", None, "", row))
            return out
        if re.fullmatch(r"[IVX]+", str(row[0])):
            level += 1
            out.append(("cap", level, "", row))
        else:
            out.append((None, level, re.sub(r"\s+", " ", str(row[1])), row))
    return out


def check_sheet(sheet, kind, tables, columns):
    """columns: for each column behind the name, a column of the form or a function of a row's figures."""
    levels = [c for c in LEVELS if ("cap", c, "") in tables]
    rows = rows_of(sheet)
    seen = set()
    for what, level, name, row in rows:
        key = (what or kind, levels[level] if level is not None else "", name)
        figures = tables.get(key)
        check(figures is not None, f"{sheet.title}: no such rows: {key}")
        if figures is None:
            continue
        seen.add(key)
        want = [c(figures) if callable(c) else figures[c] for c in columns]
        check(list(row[2:2 + len(want)]) == want, f"{sheet.title}, {key}: {row[2:]} instead of {want}")
    asked = {k for k in tables if k[0] in (kind, "cap", "tong")}
    check(seen == asked, f"{sheet.title}: rows not shown: {asked - seen}")


def check_list(sheet, want):
    """Every row of the list and no other, in its order; days are true days."""
    rows, started = [], False
    for row in sheet.iter_rows(values_only=True):
        if started and re.fullmatch(r"[0-9]+", str(row[0])):
            rows.append([x.date().isoformat() if hasattr(x, "date") else x or "" for x in row[1:]])
        started = started or row[0] == "(1)"
    rows = [[x.replace("\u00a0", " ") for x in row] for row in rows]
    check(rows == want, f"{sheet.title}: {rows} instead of {want}")


def check_dossiers(book, tables):
    check_sheet(book["II.06a"], "linh_vuc", tables, list(range(3, 14)))
    by_unit = book["Theo đơn vị"]
    inspections = any("kiểm" in str(c.value) for row in by_unit.iter_rows(max_row=12) for c in row[10:])
    check_sheet(by_unit, "don_vi", tables,
                [3, 7, 8, 9, 10, 11, 12, 13, lambda f: rate(f[7], f[3]), lambda f: rate(f[8] + f[9], f[7])]
                + ["kt"] * inspections)


def check_book(path, tables, lists):
    book = openpyxl.load_workbook(path, data_only=True)
    total = tables["tong", "", ""][3]
    if total is None:
        check(not {"II.06a", "Theo đơn vị"} & set(book.sheetnames), f"{path}: tables of dossiers that are not loaded")
    else:
        check_dossiers(book, tables)
    for title, rows in lists.items():
        check_list(book[title], rows)
    for sheet in book:
        marks = (sheet.oddHeader.center.text, sheet.oddFooter.center.text)
        check(MARK in marks, f"{sheet.title} does not say {MARK} on its pages")
    flat = book.worksheets[-1]
    head = [c.value for c in flat[1]]
    at = head.index("Số hồ sơ")
    shown = sum(row[at] for row in flat.iter_rows(min_row=2, values_only=True) if row[at] is not None)
    check(shown == (total or 0), f"{flat.title}: {shown} dossiers")


def main():
    counts, cube, expected, sentences, pdf, book = sys.argv[1:]
    named, tables, lists = read_counts(counts)
    given = {row[0]: row[1] for row in read_tsv(expected)}
    check_cube(cube, [given["tu"], given["den"]], tables)
    for name, *value in read_tsv(expected):
        if name in ("cap", "linh_vuc", "don_vi"):
            level, label, *figures = value
            got = list((tables.get((name, level, label)) or {}).values())
            check(got[:len(figures)] == [int(x) for x in figures], f"{name} {level} {label}: {got} instead of {figures}")
        elif name not in ("tu", "den", "tu4", "den_tthc", "den_nv", "phat_hien"):
            check(named.get(name) == value[0], f"{name}: {named.get(name)} instead of {value[0]}")
    check_text(pdf, sentences)
    check_book(book, tables, lists)
    for what in failures:
        print(what)
    return 1 if failures else 0


sys.exit(main())
