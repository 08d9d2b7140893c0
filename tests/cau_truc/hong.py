"""Breaks a paper in many ways, one at a time; kiem_tra.py must find every one.

Usage: hong.py KIEM_TRA PDF TREE
"""
import os
import re
import subprocess
import sys
import tempfile


def once(pattern, by, flags=re.S):
    def change(data):
        out, n = re.subn(pattern, by, data, count=1, flags=flags)
        return out if n else None
    return change


def in_object(inside, pattern, by):
    """In the first object whose text matches `inside` and where `pattern` can be replaced."""
    def change(data):
        for m in re.finditer(rb"(?ms)^\d+ 0 obj\n<<\n.*?^endobj", data):
            if re.search(inside, m.group(0)):
                new, n = re.subn(pattern, by, m.group(0), count=1)
                if n and new != m.group(0):
                    return data[:m.start()] + new + data[m.end():]
        return None
    return change


def swap(pattern):
    """Exchanges the two groups of the first match."""
    return once(pattern, lambda m: m.group(0).replace(m.group(1), b"\0").replace(m.group(2), m.group(1)).replace(
        b"\0", m.group(2)))


BREAKS = {
    "a rule outside of marked content": once(rb"/Artifact<</Type/Layout>>BDC\n(.*?)EMC\n", rb"\1"),
    "a word outside of marked content": once(rb"/P<</MCID \d+>>BDC\n(.*?)EMC\n", rb"\1"),
    "marked content left open": once(rb"EMC\n(/TD<<)", rb"\1"),
    "an artifact of no type": once(rb"/Artifact<</Type/Pagination>>BDC", b"/Artifact<<>>BDC"),
    "an MCID twice": once(rb"<</MCID 1>>BDC", b"<</MCID 0>>BDC"),
    "content of another role": once(rb"/TD(<</MCID)", rb"/P\1"),
    "text of a row as an artifact": once(rb"/TD<</MCID \d+>>BDC", b"/Artifact<</Type/Layout>>BDC"),
    "a wrong MCID in the tree": in_object(rb"/S /TD", rb"/K (\d+)", rb"/K 9\1"),
    "content missing in the tree": in_object(rb"/S /P\n", rb"  /K \d+\n", b""),
    "a page missing in an element": in_object(rb"/S /TD", rb"  /Pg \d+ 0 R\n", b""),
    "a wrong parent": in_object(rb"/S /TD", rb"/P \d+ 0 R", b"/P 1 0 R"),
    "entries of the parent tree exchanged": swap(rb"/Nums \[\s+0\s+\[\s+(\d+ 0 R)\s+(\d+ 0 R)"),
    "a parent tree that ends too early": once(rb"/ParentTreeNextKey \d+", b"/ParentTreeNextKey 3"),
    "limits of the parent tree": once(rb"(/Limits \[\s+)0(\s+\d+\s+\]\s+/Nums)", rb"\g<1>1\2"),
    "kids in another order": in_object(rb"/S /TR", rb"/K \[\n(\s+\d+ 0 R\n)(\s+\d+ 0 R\n)", rb"/K [\n\2\1"),
    "a paragraph lost": in_object(rb"/S /Part", rb"(/K \[\n)\s+\d+ 0 R\n", rb"\1"),
    "no structure type": in_object(rb"/S /LBody", rb"/S /LBody", b"/S /Text"),
    "an item outside of a list": in_object(rb"/S /L\n", rb"/S /L\n", b"/S /P\n"),
    "a heading left out": in_object(rb"/S /H2", rb"/S /H2", b"/S /H4"),
    "a figure without Alt": in_object(rb"/S /Figure", rb"  /Alt [^\n]*\n", b""),
    "another Alt": in_object(rb"/S /Figure", rb"/Alt <feff....", b"/Alt <feff0058"),
    "a figure without a box": in_object(rb"/S /Figure", rb"/BBox \[[^\]]*\]", b""),
    "a figure off its page": in_object(rb"/S /Figure", rb"(/BBox \[\s+)", rb"\1-"),
    "a header without Scope": in_object(rb"/S /TH", rb"    /Scope /Column\n", b""),
    "Headers without the row's": in_object(rb"/S /TD", rb"      \(\w+\)\n(    \]\n)", rb"\1"),
    "Headers of another column": in_object(rb"/S /TD", rb"/Headers \[\n      \(\w+\)", b"/Headers [\n      (zz)"),
    "no Headers": in_object(rb"/S /TD", rb"    /Headers \[[^\]]*\]\n", b""),
    "a wider header": in_object(rb"/ColSpan 2", rb"/ColSpan 2", b"/ColSpan 3"),
    "a header of one row less": in_object(rb"/RowSpan 3", rb"/RowSpan 3", b"/RowSpan 2"),
    "an ID changed": in_object(rb"/S /TH", rb"/ID \(\w+\)", b"/ID (zz)"),
    "no IDTree": once(rb"  /IDTree <<.*?  >>\n", b""),
    "a link without its annotation": in_object(rb"/OBJR", rb"<<\n\s+/Obj \d+ 0 R\n\s+/Type /OBJR\n\s+>>", b""),
    "a link of another element": in_object(rb"/Subtype /Link", rb"/StructParent (\d+)", b"/StructParent 0"),
    "a link without words": in_object(rb"/Subtype /Link", rb"  /Contents [^\n]*\n", b""),
    "a link not printed": in_object(rb"/Subtype /Link", rb"/F 4", b"/F 0"),
    "a field without a name": in_object(rb"/Subtype /Widget", rb"  /TU [^\n]*\n", b""),
    "a page without its key": in_object(rb"/Type /Page\n", rb"  /StructParents \d+\n", b""),
    "not marked": once(rb"/Marked true", b"/Marked false"),
    "no language": once(rb"/Lang \(vi-VN\)", b"/Lang (en)"),
    "the title not shown": once(rb"/DisplayDocTitle true", b"/DisplayDocTitle false"),
    "another letter": once(rb"(/TD<</MCID \d+>>BDC\n.*?\[<003)\d", rb"\g<1>a"),
    "a letter that copies as another": once(rb"<0020> <00FF> <0020>", b"<0020> <00FF> <0021>"),
    "letters that do not copy": once(rb"<1E00> <1EFF> <1E00>", b"<1E00> <1E01> <1E00>"),
}


def check(kiem_tra, pdf, tree):
    return subprocess.run([sys.executable, kiem_tra, pdf, tree], capture_output=True, text=True)


def main():
    kiem_tra, pdf, tree = sys.argv[1:4]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        plain, broken, fixed = (os.path.join(folder, n) for n in ("plain.pdf", "broken.pdf", "fixed.pdf"))
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, plain], check=True)
        data = open(plain, "rb").read()
        whole = check(kiem_tra, plain, tree)
        if whole.returncode:
            print(f"the paper itself is not right:\n{whole.stdout}{whole.stderr}")
            return 1
        for name, change in BREAKS.items():
            other = change(data)
            if other is None or other == data:
                print(f"hong.py: cannot make: {name}")
                failed = 1
                continue
            open(broken, "wb").write(other)
            with open(fixed, "wb") as out:
                subprocess.run(["fix-qdf", broken], stdout=out, check=True)
            found = check(kiem_tra, fixed, tree)
            if found.returncode != 1 or not found.stdout or found.stderr:
                print(f"not found: {name} ({found.returncode}) {found.stdout}{found.stderr[-300:]}")
                failed = 1
            elif os.environ.get("V"):
                print(f"{name}: {found.stdout.splitlines()[0].split(': ', 1)[1]}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
