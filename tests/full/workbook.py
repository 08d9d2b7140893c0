"""Workbooks as other programs see them: workbook.py FOLDER FILE.xlsx …

What Excel accepts is looked up in the package; LibreOffice computes every formula anew, from a copy without the cached
values, and prints the sheets: the figures must be those of the file. FOLDER is for what is made on the way.
"""
import os
import re
import subprocess
import sys
import unicodedata
import zipfile

import openpyxl

folder, files = sys.argv[1], sys.argv[2:]
failed = 0
FIGURE = re.compile(r"(?<![^\s|])(?:-?\d[\d,]*(?:\.\d\d)?|–|…)(?![^\s|])")


def fail(path, *what):
    global failed
    failed = 1
    print(f"{path}:", *what)


def office(target, outdir, paths):
    os.makedirs(outdir, exist_ok=True)
    run = subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", target,
                          "--outdir", outdir, *paths], capture_output=True, text=True, timeout=500)
    for path in paths:
        name = os.path.splitext(os.path.basename(path))[0] + "." + target
        if not os.path.exists(os.path.join(outdir, name)):
            fail(path, "LibreOffice does not open it:", run.stderr)


def without_values(path, out):
    """A copy in which nobody has computed anything yet; returns how many formulas there are."""
    n = 0
    with zipfile.ZipFile(path) as i, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as o:
        for name in i.namelist():
            data = i.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, k = re.subn(r"(<c [^>]*?)(?: t=\"str\")?>(<f>[^<]*</f>)<v>[^<]*</v>", r"\1>\2", data.decode())
                n += k
                data = text.encode()
            o.writestr(name, data)
    return n


def check_package(path):
    with zipfile.ZipFile(path) as z:
        sheets = [z.read(n).decode() for n in z.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
        everything = "".join(z.read(n).decode() for n in z.namelist() if n.endswith(".xml"))
    if re.search(r"<v>[^<]*(?:nan|inf)", everything, re.I) or re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", everything):
        fail(path, "no number, or a control character")
    for text in sheets:
        for height in re.findall(r" ht=\"([\d.]+)\"", text):
            if float(height) > 409.5:
                fail(path, "row height", height)
        for width in re.findall(r"<col [^>]*width=\"([\d.]+)\"", text):
            if float(width) > 255:
                fail(path, "column width", width)
        for formula in re.findall(r"<f>([^<]*)</f>", text):
            if len(formula) > 8192:
                fail(path, "formula of", len(formula), "characters")


def check_book(path, book):
    names = [unicodedata.normalize("NFC", s.title).casefold() for s in book.worksheets]
    if len(set(names)) != len(names):
        fail(path, "sheet names alike", names)
    for s in book.worksheets:
        title = s.title
        if not title or len(title.encode("utf-16-le")) > 62 or set(title) & set("[]:*?/\\") or title[0] == "'" \
                or title[-1] == "'" or title.casefold() == "history":
            fail(path, "sheet name", title)
        covered = set()
        for m in s.merged_cells.ranges:
            cells = {(r, c) for r in range(m.min_row, m.max_row + 1) for c in range(m.min_col, m.max_col + 1)}
            if cells & covered:
                fail(path, title, "merged cells overlap at", m)
            covered |= cells
        first = int(re.sub(r":.*|[A-Z]", "", s.auto_filter.ref)) if s.auto_filter.ref else s.max_row + 1
        if any(r >= first for r, _ in covered):
            fail(path, title, "merged cells in data")
        for row in s.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and len(cell.value) > 32767:
                    fail(path, title, cell.coordinate, "too long")


def same(x, y):
    if isinstance(x, (int, float)) and isinstance(y, (int, float)):
        return abs(x - y) < 1e-9
    return (x if x is not None else "") == (y if y is not None else "")


def compare(path, recomputed):
    """Every cell as LibreOffice computes it against the cached value."""
    want, have = (openpyxl.load_workbook(p, data_only=True) for p in (path, recomputed))
    check_book(path, want)
    if want.sheetnames != have.sheetnames:
        fail(path, "sheets", have.sheetnames)
        return want
    for s in want.worksheets:
        other, bad = have[s.title], 0
        for row in s.iter_rows():
            for cell in row:
                if not same(cell.value, other[cell.coordinate].value):
                    bad += 1
                    if bad <= 5:
                        fail(path, s.title, cell.coordinate, "is", repr(cell.value), "computed", repr(other[cell.coordinate].value))
    return want


def shown(cell):
    if isinstance(cell.value, (int, float)):
        return f"{cell.value:.2f}" if cell.number_format.startswith("0.00") else f"{cell.value:,}"
    return cell.value if cell.value in ("–", "…") else None


def check_printed(path, book, pdf):
    """Each row of figures is printed, in order, and no last one stands alone on a page. Flat data and the tables of charts,
    with a drawing beside them, are not looked at."""
    pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True).stdout.split("\f")
    lines = [(number, FIGURE.findall(line)) for number, page in enumerate(pages) for line in page.split("\n")]
    at = 0
    for s in book.worksheets:
        if s.auto_filter.ref or s._charts:
            continue
        counts = {}
        for row in s.iter_rows():
            want = [f for f in (shown(c) for c in row) if f is not None]
            if not want or not any(isinstance(c.value, (int, float)) for c in row) and "…" not in want:
                continue
            found = at
            while found < len(lines) and lines[found][1][-len(want):] != want:
                found += 1
            if found == len(lines):
                fail(path, s.title, "row", row[0].row, "is not printed:", want)
                continue
            at = found + 1
            counts[lines[found][0]] = counts.get(lines[found][0], 0) + 1
        if len(counts) > 1 and list(counts.values())[-1] < 2:
            fail(path, s.title, "rows per page", list(counts.values()))


bare = os.path.join(folder, "bare")
os.makedirs(bare, exist_ok=True)
copies, formulas = {}, 0
for k, path in enumerate(files):
    copies[path] = os.path.join(bare, f"{k}.xlsx")
    formulas += without_values(path, copies[path])
    check_package(path)
if not formulas:
    fail("all workbooks", "no formulas")
office("xlsx", os.path.join(folder, "computed"), list(copies.values()))
named = os.path.join(folder, "named")
os.makedirs(named, exist_ok=True)
for path, copy in copies.items():
    os.symlink(os.path.abspath(path), os.path.join(named, os.path.basename(copy)))
office("pdf", os.path.join(folder, "printed"), [os.path.join(named, os.path.basename(c)) for c in copies.values()])
for path, copy in copies.items():
    name = os.path.basename(copy)
    book = compare(path, os.path.join(folder, "computed", name))
    check_printed(path, book, os.path.join(folder, "printed", name.replace(".xlsx", ".pdf")))
print(f"{len(files)} workbooks, {formulas} formulas")
sys.exit(failed)
