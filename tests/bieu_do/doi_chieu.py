"""doi_chieu.py FOLDER: compares the charts of bieu_do.pdf and bieu_do.xlsx with the document in FOLDER/tree."""
import re
import subprocess
import sys

import openpyxl
from openpyxl.chart import BarChart

folder = sys.argv[1]
failed = False


def check(ok, what):
    global failed
    if not ok:
        print("FAIL:", what)
        failed = True


def charts():
    """The charts of the tree: fields, and groups as (name, values), None for what is missing."""
    chart = None
    for line in open(f"{folder}/tree", encoding="utf-8"):
        line = line.rstrip("\n").replace("␣", " ")
        if line.startswith("chart "):
            chart = {"groups": [], "series": []}
            yield chart
        elif chart is not None and line.startswith("  group "):
            name, *values = line[len("  group "):].split(" | ")
            name = re.sub(r"^\{b (.*)\}$", r"\1", name)
            chart["groups"].append(
                (name, [None if v.startswith("{missing}") else int(v.split(" ")[0]) for v in values]))
        elif chart is not None and line.startswith("  "):
            key, value = line.strip().split(": ", 1)
            chart["series"].append(value) if key == "series" else chart.__setitem__(key, value)
        else:
            chart = None


def count(n):
    return f"{n:,}".replace(",", ".")


def share(value, values):
    """In per cent with two decimals, half up, 100 and 0 only for all and none."""
    whole = sum(values)
    hundredths = (value * 20000 + whole) // (2 * whole)
    if 0 < value < whole:
        hundredths = min(max(hundredths, 1), 9999)
    return hundredths / 100


def compare_sheet(sheet, chart):
    where = sheet.title
    n, shares = len(chart["series"]), chart["kind"] == "shares"
    check(sheet["A1"].value == f"{chart['label']}. {chart['caption']}", f"{where}: title {sheet['A1'].value}")
    header = next(r for r in range(2, 6) if [sheet.cell(r, 2 + i).value for i in range(n)] == chart["series"])
    first = header + 1
    for i, (name, values) in enumerate(chart["groups"]):
        row = [sheet.cell(first + i, c).value for c in range(1, 2 + n)]
        check(row == [name] + values, f"{where}: row {row} instead of {name} {values}")
    check(len(sheet._charts) == 1 and isinstance(sheet._charts[0], BarChart), f"{where}: no chart")
    drawn = sheet._charts[0]
    check(drawn.y_axis.scaling.min == 0, f"{where}: the axis begins at {drawn.y_axis.scaling.min}")
    check(drawn.grouping == ("clustered" if chart["kind"] == "grouped" else "stacked"), f"{where}: {drawn.grouping}")
    check(len(drawn.series) == n, f"{where}: {len(drawn.series)} series")
    last = first + len(chart["groups"]) - 1
    for i, series in enumerate(drawn.series):
        column = openpyxl.utils.get_column_letter(2 + i + (n if shares else 0))
        rows = f"${first}" if first == last else f"${first}:$%s${last}"
        for ref, letter in ((series.cat.strRef.f, "A"), (series.val.numRef.f, column)):
            want = f"'{where}'!${letter}" + (rows % letter if "%s" in rows else rows)
            check(ref == want, f"{where}: {ref} instead of {want}")
        check(series.dLbls is not None and series.dLbls.showVal, f"{where}: values are not written")
        # A figure that is not loaded is a blank cell: text would be drawn as nought. Nothing has no shares either.
        kept = {p.idx: float(p.v) for p in series.val.numRef.numCache.pt if p.v not in (None, "")}
        known = {g: share(values[i], values) if shares else values[i] for g, (_, values) in enumerate(chart["groups"])
                 if values[i] is not None and not (shares and (None in values or sum(values) == 0))}
        check(kept == known, f"{where}: series {i} keeps {kept} instead of {known}")
    fills = [(s.graphicalProperties.pattFill.prst if s.graphicalProperties.pattFill else None,
              str(s.graphicalProperties.solidFill.srgbClr) if s.graphicalProperties.solidFill else None)
             for s in drawn.series]
    check(len(set(fills)) == n, f"{where}: fills {fills}")


def compare_paper(text, chart):
    caption = f"{chart['label']}. {chart['caption']}"
    check(caption in text, f"{caption}: no such caption")
    words = text.replace(" ", "")
    for name, values in chart["groups"]:
        for value in values:
            if value is not None and chart["kind"] != "shares":
                check(count(value) in words, f"{caption}: {name} {value} is not printed")


found = list(charts())
book = openpyxl.load_workbook(f"{folder}/bieu_do.xlsx")
paper = subprocess.run(["pdftotext", "-layout", f"{folder}/bieu_do.pdf", "-"], check=True, capture_output=True)
check(not paper.stderr, paper.stderr.decode())
text = re.sub(r"\s+", " ", paper.stdout.decode())
check(len(found) > 10 and [s.title for s in book] == [c["label"] for c in found], "the sheets are not the charts")
for sheet, chart in zip(book, found):
    compare_sheet(sheet, chart)
    compare_paper(text, chart)
sys.exit(failed)
