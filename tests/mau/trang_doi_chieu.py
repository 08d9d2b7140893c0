"""The worksheet "Đối chiếu" against the list of figures: trang_doi_chieu.py LIST.tsv WORKBOOK

Every printed figure has its row, in reading order, with the text of that place; what the row holds as numbers is that
text again; a percentage is its numerator over its denominator; and each says how it is made.
"""
import csv
import re
import sys
from fractions import Fraction

import openpyxl

listed = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig"), delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
book = openpyxl.load_workbook(sys.argv[2], data_only=True)
sheet = book["Đối chiếu"]
first = next(r for r in range(1, 10) if sheet.cell(r, 1).value == "STT")
head = [c.value for c in sheet[first]]
assert head == ["STT", "Mã số liệu", "Nơi in", "In ra là", "Giá trị", "Tử số", "Mẫu số", "Tỷ lệ (%)", "Đơn vị tính", "Chỉ tiêu",
                "Quy tắc tính", "Kỳ số liệu", "Căn cứ"], head
rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=first + 1)]
bad = 0


def fail(row, *what):
    global bad
    bad += 1
    print("row", row[0], row[1], row[3], *what)


def number(text):
    """"1.234,5" """
    text = text.replace(".", "").replace(",", ".")
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def hundredths(num, den):
    """num/den in percent with two decimals, half away from zero"""
    n = abs(Fraction(num, den)) * 10000
    r = (2 * n.numerator + n.denominator) // (2 * n.denominator)
    return r if num >= 0 else -r


if len(rows) != len(listed):
    print(len(rows), "rows for", len(listed), "figures")
    bad += 1
for i, (row, want) in enumerate(zip(rows, listed)):
    stt, ma, place, text, value, num, den, rate, unit, label, rule, days, source = row
    if [ma, text, place] != [want[0], want[1], want[2]]:
        fail(row, "is", want, "in the list")
    if stt != i + 1 or not label or not rule:
        fail(row, "has no number, label or rule")
    if (num is None) != (den is None):
        fail(row, "has half a fraction")
    if rate not in (None, "–"):
        printed = number(text.rstrip("%"))
        if printed is not None and abs(printed) != abs(Fraction(round(rate * 100), 100)):
            fail(row, "says", rate)
        if den and abs(hundredths(num, den) - round(rate * 100)) > (0 if abs(num) != den and num else 1):
            fail(row, "is", num, "/", den)
        if value is not None:
            fail(row, "has a value beside its rate")
    elif isinstance(value, int):
        if number(text) is not None and number(text) != abs(value):
            fail(row, "says", value)
        if number(text) is None and re.search(r"\d", text):
            fail(row, "prints no such number")
    elif value is None and rate is None:
        fail(row, "has no value")
print(len(rows), "figures in the worksheet,", bad, "faults")
sys.exit(bad > 0)
