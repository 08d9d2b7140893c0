"""Papers of units against the agency's own: don_vi.py AGENCY.xlsx AGENCY_CODE UNIT.xlsx…

The figures of all units and the agency's own rows must add up to the agency's paper, cell by cell of biểu II.06a; each
unit's total must be its row in the agency's table by unit. Prints how many figures were compared.
"""
import collections
import re
import sys

import openpyxl

FIGURES = 11  # columns (3) to (13)


def form_rows(book):
    """(level, name) → columns (3) to (13) of biểu II.06a; ("", "") is the total."""
    started, level, out = False, "", {}
    for row in book["II.06a"].iter_rows(values_only=True):
        if not started:
            started = row[0] == "(1)"
            continue
        figures = list(row[2:2 + FIGURES])
        if any(isinstance(x, str) and x.upper() == "TỔNG SỐ" for x in row[:2]):
            out["", ""] = figures
            return out
        if re.fullmatch(r"[IVX]+", str(row[0])):
            level = row[1]
            out[level, ""] = figures
        else:
            out[level, row[1]] = figures
    raise SystemExit("biểu II.06a has no total")


def unit_rows(book):
    started, out = False, {}
    for row in book["Theo đơn vị"].iter_rows(values_only=True):
        if not started:
            started = row[0] == "(1)"
        elif str(row[0]).isdigit():
            out[re.sub(r"\s+", " ", str(row[1]))] = list(row[2:10])
    return out


def flat_rows(book):
    sheet = book.worksheets[-1]
    head = [c.value for c in sheet[1]]
    return head, [row for row in sheet.iter_rows(min_row=2, values_only=True)]


def main():
    agency, code, *units = sys.argv[1:]
    whole = openpyxl.load_workbook(agency, data_only=True)
    want, by_unit = form_rows(whole), unit_rows(whole)
    head, flat = flat_rows(whole)
    at, name_at = head.index("Mã đơn vị"), head.index("Đơn vị")
    if any(row[at] == code for row in flat):
        raise SystemExit("the agency has dossiers of its own: they would have to be added here")
    got, parts, failures, compared = {}, collections.Counter(), [], 0
    for path in units:
        book = openpyxl.load_workbook(path, data_only=True)
        rows = form_rows(book)
        for key, figures in rows.items():
            got[key] = [a + b for a, b in zip(got.get(key, [0] * FIGURES), figures)]
        own = flat_rows(book)[1]
        parts.update(own)
        if own:
            t = rows["", ""]  # (3) (7) (8) (9) (10) (11) (12) (13)
            mine = [t[i] for i in (0, 4, 5, 6, 7, 8, 9, 10)]
            name = own[0][name_at]
            compared += len(mine)
            if by_unit.get(name) != mine:
                failures.append(f"{name}: {mine} in its own paper, {by_unit.get(name)} in the agency's")
        if "Theo đơn vị" in book.sheetnames:
            failures.append(f"{path}: a table by unit for a unit alone")
    for key in sorted(want.keys() | got.keys()):
        compared += FIGURES
        if want.get(key) != got.get(key):
            failures.append(f"{key}: {got.get(key)} in all units, {want.get(key)} in the agency's paper")
    if parts != collections.Counter(flat):
        failures.append("the flat rows of the units are not those of the agency")
    print(*failures, f"{len(units)} units, {compared} figures, {len(failures)} differences", sep="\n")
    return 1 if failures else 0


sys.exit(main())
