"""Pages of section 5 against the tables of fields that the program reads files by: every key is in the page, as required
as it is, and no key that does not exist; likewise sections, dimensions and formats. Also unpacks the pages' examples.
usage: khoa.py SRC FOLDER_FOR_EXAMPLES"""
import glob
import os
import re
import sys

src, folder = sys.argv[1:]
failures = 0

# Page, its section (and subsection) → the sources of its keys.
FIELDS = {
    ("cau-hinh", "CẤU HÌNH CỦA CƠ QUAN"): ["conf/config.c", "conf/schedule.c"],
    ("cau-hinh", "LỊCH LÀM VIỆC"): ["conf/calendar.c"],
    ("cau-hinh", "TỆP ÁNH XẠ"): ["data/intake_map.c"],
    ("cau-hinh", "PHÔNG CHỮ"): ["run/fonts.c"],
    ("mau", "BÁO CÁO"): ["doc/report_file.c"],
    ("mau", "CHỈ TIÊU"): ["data/facts.c"],
    ("mau", "BIỂU"): ["doc/form.c", "doc/form_columns.c", "doc/form_chart_read.c", "doc/form_listing.c"],
}
WORDS = {
    ("mau", "CHIỀU"): ("data/rows.c", r'\.name = "(\w+)"'),
    ("mau", "NỘI DUNG/Dạng"): ("doc/names.c", r'\[FORMAT_\w+\] = \{"(\w+)"'),
}
REQUIRED = " (bắt buộc)"


def fail(text):
    global failures
    failures += 1
    print("FAIL:", text)


def read(path):
    with open(os.path.join(src, path), encoding="utf-8") as f:
        return f.read()


def fields_of(path):
    text = read("src/" + path)
    found = set(re.findall(r'(?:FIELD\(|\{)\s*"(\w+)",\s*INI_\w+,\s*([01])', text))
    found |= set(re.findall(r'CHOICE\(\s*"(\w+)",\s*([01])', text))
    for key, rest in re.findall(r'\{\s*\.key = "(\w+)",(.*?)\}', text, re.S):
        found.add((key, "1" if re.search(r"\.required = 1", rest) else "0"))
    return found


def sections_of(path):
    """First words of the names in lists of known sections."""
    found = set()
    for names in re.findall(r"static const char \*const (?:known|known_sections|sections|of_\w+)\[\] = \{(.*?)NULL",
                            read("src/" + path), re.S):
        found |= {n.split(".")[0] for n in re.findall(r'"([\w.*]+)"', names)}
    return found


def page_of(name):
    """Section (and section/subsection) → its keys with '1' where required, and its [sections]."""
    keys, heads, place, sub, previous = {}, {}, "", "", ""
    for line in read(f"src/man/cchc-report-{name}.5").split("\n"):
        if line.startswith(".SH "):
            place, sub = line[4:], ""
        elif line.startswith(".SS "):
            sub = line[4:]
            heads.setdefault(place, set()).update(re.findall(r"\[([a-z_]+)", sub))
        elif previous == ".TP" and re.match(r"\.BR? [a-z]", line):
            text = re.sub(r'^\.BR? |"', "", line).replace(" , ", " ")
            must = "1" if REQUIRED in text else "0"
            for key in text.replace(REQUIRED, "").split():
                for where in (place, f"{place}/{sub}"):
                    keys.setdefault(where, set()).add((key, must))
        previous = line
    return keys, heads


def same(what, program, page):
    for x in sorted(program - page):
        fail(f"{what}: the page has no {x}")
    for x in sorted(page - program):
        fail(f"{what}: the program has no {x}")
    if not program:
        fail(f"{what}: nothing found in the sources")


pages = {name: page_of(name) for name in ("cau-hinh", "mau")}
for (name, section), files in FIELDS.items():
    keys, heads = pages[name]
    same(f"{name}, {section}: keys", set().union(*map(fields_of, files)), keys.get(section, set()))
    known = set().union(*map(sections_of, files))
    if known:
        same(f"{name}, {section}: sections", known, heads.get(section, set()))
for (name, section), (path, pattern) in WORDS.items():
    same(f"{name}, {section}", set(re.findall(pattern, read("src/" + path))),
         {key for key, _ in pages[name][0].get(section, set())})

# Whoever reads files by a table of fields has a page.
documented = {f for files in FIELDS.values() for f in files}
for path in glob.glob(os.path.join(src, "src/*/*.c")):
    short = os.path.relpath(path, os.path.join(src, "src"))
    if not short.startswith("conf/ini") and fields_of(short) and short not in documented:
        fail(f"{short}: its keys are in no page")

for path in glob.glob(os.path.join(src, "src/man/*.5")):
    for file, text in re.findall(r'^\.\\" tệp: ([^\n]*)\n\.EX\n(.*?)^\.EE', read(os.path.relpath(path, src)), re.S | re.M):
        target = os.path.join(folder, file)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as f:
            f.write(text.replace("\\-", "-").replace("\\e", "\\"))
sys.exit(failures != 0)
