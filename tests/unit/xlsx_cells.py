"""Prints a workbook as lines "sheet!cell<TAB>type<TAB>value<TAB>number format<TAB>font size style", and what holds for a sheet."""
import re
import sys
import zipfile

import openpyxl

path, data_only = sys.argv[1], sys.argv[2] == "values"
book = openpyxl.load_workbook(path, data_only=data_only)
p = book.properties
print("properties", p.title, p.subject, p.creator, p.created.isoformat(), sep="\t")
with zipfile.ZipFile(path) as z:  # Debian's openpyxl does not read them
    custom = z.read("docProps/custom.xml").decode() if "docProps/custom.xml" in z.namelist() else ""
for name, value in re.findall(r'name="([^"]*)"><vt:lpwstr>([^<]*)<', custom):
    print("custom", name, value, sep="\t")
names = book.defined_names
for defined in names.values() if hasattr(names, "values") else names.definedName:  # openpyxl 3.1, 3.0
    print("name", defined.name, defined.attr_text, sep="\t")
for sheet in book.worksheets:
    page = sheet.page_setup
    area = sheet.print_area  # 3.1 gives 'sheet'!cells,…; 3.0 a list of cells
    if isinstance(area, str):
        area = [a.rsplit("!", 1)[-1] for a in area.split(",")]
    print(f"{sheet.title}!", "freeze", sheet.freeze_panes, "repeat", sheet.print_title_rows, "area", area,
          "paper", page.paperSize, page.orientation, "fit", page.fitToWidth, page.fitToHeight,
          sheet.sheet_properties.pageSetUpPr.fitToPage, "footer", sheet.oddFooter.center.text,
          "header", sheet.oddHeader.center.text, "filter", sheet.auto_filter.ref, sep="\t")
    merges = [str(m) for m in sheet.merged_cells.ranges]
    print(f"{sheet.title}!", "merged", " ".join(sorted(merges)), sep="\t")
    for row in sheet.iter_rows():
        height = sheet.row_dimensions[row[0].row].height
        for cell in row:
            if cell.value is None:
                continue
            f = cell.font
            look = f"{f.name} {f.sz:g}{' bold' if f.b else ''}{' italic' if f.i else ''} h{height:g}"
            print(f"{sheet.title}!{cell.coordinate}", cell.data_type, repr(cell.value), cell.number_format, look, sep="\t")
