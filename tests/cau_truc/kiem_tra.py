"""The logical structure of a PDF, read by a reader of its own (qpdf unpacks the objects; the program has no part in it):

  * everything painted stands in one marked content: an element's or an artifact's;
  * marked contents, the parent tree and the elements' /K agree, both ways, and so do annotations;
  * every data cell finds its header cells, by Headers or by Scope, and they are the ones above it and in its row;
  * figures have Alt and a box, lists and headings are well-formed, arrays are as short as PDF/A-1 wants them;
  * the text in reading order is the document's, word by word, in NFC (with TREE, the program's dump of the document).

Usage: kiem_tra.py PDF [TREE]      prints what is wrong, a line each; exit status 1 if anything is
"""
import base64
import json
import re
import subprocess
import sys
import unicodedata

ARRAY_MAX = 8191  # ISO 19005-1, 6.1.12
# PDF 1.4, 9.7.4: standard structure types
ROLES = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI
Lbl LBody Table TR TH TD Span Quote Note Reference BibEntry Code Link Figure Formula Form""".split())
PAINT = set("f F f* B B* b b* S s Tj TJ ' \" Do sh EI".split())
CHILDREN = {"L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "Table": {"TR", "Caption"}, "TR": {"TH", "TD"}}
PARENT = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}}

problems = []


def bad(text):
    problems.append(text)


class Pdf:
    def __init__(self, path):
        raw = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                              "--decode-level=specialized", path], capture_output=True, check=True).stdout
        header, self.objects = json.loads(raw)["qpdf"]
        self.trailer = self.objects["trailer"]["value"]

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.objects["obj:" + value]
            value = entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def stream(self, ref):
        return base64.b64decode(self.objects["obj:" + ref]["stream"]["data"])


def string(value):
    if value is None:
        return None
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return value


# ---- contents of pages ----

TOKEN = re.compile(rb"\s*(?:(?P<string>\()|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<open><<|\[)|(?P<close>>>|\])|"
                   rb"(?P<name>/[^\s()<>\[\]/%]*)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?![^\s()<>\[\]/%]))|"
                   rb"(?P<word>[^\s()<>\[\]/%]+))")
ESCAPES = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8, ord("f"): 12}


def literal(data, at):
    """The string behind the bracket at `at`, and where it ends."""
    out, depth = bytearray(), 1
    while True:
        c = data[at]
        at += 1
        if c == 0x5C:
            c = data[at]
            at += 1
            if 0x30 <= c <= 0x37:
                end = at
                while end < at + 2 and 0x30 <= data[end] <= 0x37:
                    end += 1
                out.append(int(data[at - 1:end], 8) & 255)
                at = end
            elif c not in (10, 13):
                out.append(ESCAPES.get(c, c))
            continue
        depth += (c == 0x28) - (c == 0x29)
        if depth == 0:
            return bytes(out), at
        out.append(c)


def operations(data):
    """(operator, operands); arrays are lists, dictionaries lists of keys and values."""
    stack, at = [[]], 0
    while True:
        m = TOKEN.match(data, at)
        if not m:
            break
        at = m.end()
        kind = m.lastgroup
        if kind == "string":
            value, at = literal(data, at)
            stack[-1].append(value)
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", m["hex"][1:-1])
            stack[-1].append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        elif kind == "open":
            stack.append([])
        elif kind == "close":
            value = stack.pop()
            stack[-1].append(value)
        elif kind == "name":
            stack[-1].append(m["name"].decode())
        elif kind == "number":
            stack[-1].append(float(m["number"]))
        else:
            yield m["word"].decode(), stack[0]
            stack = [[]]
    if data[at:].strip():
        bad(f"a page has contents that cannot be read: {data[at:at + 20]!r}")


def unicode_map(pdf, font):
    """Code → text, from the font's ToUnicode."""
    text, codes = pdf.stream(pdf.get(font)["/ToUnicode"]).decode("latin-1"), {}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for i in range(int(last, 16) - int(first, 16) + 1):
                codes[int(first, 16) + i] = chr(int(to, 16) + i)
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            codes[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
    return codes


class Page:
    """texts[mcid] and roles[mcid] of a page's marked contents; checks that nothing is painted outside of one."""

    def __init__(self, pdf, ref, number, maps):
        self.ref, self.number, self.dict = ref, number, pdf.get(ref)
        self.texts, self.roles = {}, {}
        contents = self.dict["/Contents"]
        data = b"\n".join(pdf.stream(r) for r in (contents if isinstance(contents, list) else [contents]))
        fonts = pdf.get(pdf.get(self.dict.get("/Resources", {})).get("/Font", {}))
        open_, codes, unmarked, in_text = None, {}, 0, False
        for op, args in operations(data):
            if op in ("BDC", "BMC"):
                if open_:
                    bad(f"page {number}: marked content inside marked content")
                open_ = self.begin(args, in_text)
            elif op == "EMC":
                if not open_:
                    bad(f"page {number}: EMC without BDC")
                open_ = None
            elif op in ("BT", "ET"):
                in_text = op == "BT"
            elif op == "Tf":
                font = fonts[args[0]]
                if font not in maps:
                    maps[font] = unicode_map(pdf, font)
                codes = maps[font]
            elif op in PAINT:
                unmarked += open_ is None
                if op in ("Tj", "TJ") and open_ and open_[0] == "element":
                    self.texts[open_[1]] += self.shown(args[0], codes)
        if open_:
            bad(f"page {number}: BDC without EMC")
        if unmarked:
            bad(f"page {number}: {unmarked} painting operators outside of marked content")
        if sorted(self.texts) != list(range(len(self.texts))):
            bad(f"page {number}: MCIDs are not 0 … {len(self.texts) - 1}")

    def begin(self, args, in_text):
        role = args[0][1:]
        properties = dict(zip(args[1][::2], args[1][1::2])) if len(args) > 1 and isinstance(args[1], list) else {}
        if in_text:
            bad(f"page {self.number}: marked content begins inside BT … ET")
        if role == "Artifact":
            if properties.get("/Type") not in ("/Pagination", "/Layout", "/Page"):
                bad(f"page {self.number}: artifact of type {properties.get('/Type')}")
            return "artifact", None
        mcid = properties.get("/MCID")
        if mcid is None:
            bad(f"page {self.number}: /{role} without an MCID")
            return "artifact", None
        mcid = int(mcid)
        if mcid in self.texts:
            bad(f"page {self.number}: MCID {mcid} twice")
        self.texts.setdefault(mcid, "")
        self.roles[mcid] = role
        return "element", mcid

    def shown(self, arg, codes):
        text = ""
        for part in arg if isinstance(arg, list) else [arg]:
            if not isinstance(part, bytes):
                continue
            for i in range(0, len(part), 2):
                code = part[i] << 8 | part[i + 1]
                if code not in codes:
                    bad(f"page {self.number}: code {code:04X} has no Unicode value")
                text += codes.get(code, "\uFFFD")
        return text


# ---- the tree ----

class Element:
    def __init__(self, ref, value, parent):
        self.ref, self.parent = ref, parent
        self.role = value.get("/S", "?")[1:]
        self.kids = []  # Element, (page, mcid) or annotation
        self.id, self.alt, self.box = string(value.get("/ID")), string(value.get("/Alt")), None
        self.headers, self.scope, self.rows, self.columns = [], None, 1, 1

    def path(self):
        names, e = [], self
        while e:
            names.append(e.role)
            e = e.parent
        return "/".join(reversed(names))

    def elements(self):
        return [k for k in self.kids if isinstance(k, Element)]

    def all(self):
        yield self
        for k in self.elements():
            yield from k.all()


class Structure:
    def __init__(self, pdf):
        self.pdf = pdf
        self.catalog = pdf.get(pdf.trailer["/Root"])
        maps, self.pages = {}, {}
        self.walk_pages(self.catalog["/Pages"], maps)
        self.root_ref = self.catalog.get("/StructTreeRoot")
        self.root = pdf.get(self.root_ref)
        self.content_owner, self.annotation_owner, self.ids = {}, {}, {}

    def walk_pages(self, ref, maps):
        node = self.pdf.get(ref)
        if node["/Type"] == "/Page":
            self.pages[ref] = Page(self.pdf, ref, len(self.pages) + 1, maps)
            return
        for kid in node["/Kids"]:
            self.walk_pages(kid, maps)

    # -- elements --

    def read(self, ref, parent):
        value = self.pdf.get(ref)
        e = Element(ref, value, parent)
        if value.get("/P") != (parent.ref if parent else self.root_ref):
            bad(f"{e.path()} ({ref}): /P is not its parent")
        if e.role not in ROLES:
            bad(f"{e.path()}: no structure type of PDF 1.4")
        if e.id is not None:
            if e.id in self.ids:
                bad(f"{e.path()}: ID {e.id} twice")
            self.ids[e.id] = e
        self.read_attributes(e, value)
        kids = value.get("/K", [])
        if isinstance(kids, list) and len(kids) > ARRAY_MAX:
            bad(f"{e.path()}: {len(kids)} kids")
        for kid in kids if isinstance(kids, list) else [kids]:
            self.read_kid(e, value, kid)
        return e

    def read_kid(self, e, value, kid):
        if isinstance(kid, int):
            self.own(e, value.get("/Pg"), kid)
        elif isinstance(kid, str):
            e.kids.append(self.read(kid, e))
        elif kid.get("/Type") == "/MCR":
            self.own(e, kid.get("/Pg", value.get("/Pg")), kid["/MCID"])
        elif kid.get("/Type") == "/OBJR":
            annotation = kid["/Obj"]
            if annotation in self.annotation_owner:
                bad(f"{e.path()}: annotation {annotation} in two elements")
            self.annotation_owner[annotation] = e
            e.kids.append(annotation)
        else:
            bad(f"{e.path()}: kid {kid}")

    def own(self, e, page, mcid):
        if page not in self.pages or mcid not in self.pages[page].texts:
            bad(f"{e.path()}: no content {mcid} on page {page}")
            return
        if (page, mcid) in self.content_owner:
            bad(f"{e.path()}: content {mcid} of page {self.pages[page].number} in two elements")
        if self.pages[page].roles[mcid] != e.role:
            bad(f"{e.path()}: its content is marked /{self.pages[page].roles[mcid]}")
        self.content_owner[page, mcid] = e
        e.kids.append((page, mcid))

    def read_attributes(self, e, value):
        attributes = self.pdf.get(value.get("/A", []))
        for a in attributes if isinstance(attributes, list) else [attributes]:
            a = self.pdf.get(a)
            if a.get("/O") == "/Table":
                e.headers = [string(h) for h in a.get("/Headers", [])]
                e.scope = a.get("/Scope")
                e.rows, e.columns = a.get("/RowSpan", 1), a.get("/ColSpan", 1)
            if a.get("/O") == "/Layout":
                e.box = a.get("/BBox")

    # -- agreement --

    def number_tree(self, ref, key):
        """Entries of a number or name tree, in order; limits and sorting are checked."""
        node, entries = self.pdf.get(ref), []
        for kid in node.get("/Kids", []):
            part = self.number_tree(kid, key)
            limits = self.pdf.get(kid).get("/Limits")
            if not part or limits != [part[0][0], part[-1][0]]:
                bad(f"{key} tree: limits {limits}")
            entries += part
        leaf = node.get("/Nums", node.get("/Names", []))
        if len(leaf) > ARRAY_MAX:
            bad(f"{key} tree: an array of {len(leaf)}")
        entries += list(zip(leaf[::2], leaf[1::2]))
        keys = [k if isinstance(k, int) else string(k).encode() for k, _ in entries]
        if any(a >= b for a, b in zip(keys, keys[1:])):
            bad(f"{key} tree: keys are not in order")
        return entries

    def check_agreement(self):
        entries = self.number_tree(self.root["/ParentTree"], "parent")
        parents, used = dict(entries), set()
        if entries and self.root.get("/ParentTreeNextKey", 0) <= entries[-1][0]:
            bad("ParentTreeNextKey is taken")
        for page in self.pages.values():
            self.check_page(page, parents, used)
        for key in set(parents) - used:
            bad(f"parent tree: key {key} belongs to nothing")
        for annotation in set(self.annotation_owner) - {r for p in self.pages.values() for r in p.dict.get("/Annots", [])}:
            bad(f"annotation {annotation} is in the tree and on no page")
        if "/IDTree" in self.root:
            named = {string(k): v for k, v in self.number_tree(self.root["/IDTree"], "ID")}
            if named != {k: e.ref for k, e in self.ids.items()}:
                bad("IDTree and the elements' IDs differ")
        elif self.ids:
            bad("IDs without an IDTree")

    def check_page(self, page, parents, used):
        key = page.dict.get("/StructParents")
        owners = self.pdf.get(parents.get(key, []))
        if key in used:
            bad(f"page {page.number}: StructParents {key} is taken")
        used.add(key)
        if len(owners) > ARRAY_MAX:
            bad(f"page {page.number}: {len(owners)} contents")
        want = [self.content_owner.get((page.ref, m)) for m in sorted(page.texts)]
        if None in want:
            bad(f"page {page.number}: content {want.index(None)} is in no element")
        elif [e.ref for e in want] != owners:
            bad(f"page {page.number}: the parent tree names other elements than the tree")
        for ref in page.dict.get("/Annots", []):
            self.check_annotation(page, ref, parents, used)

    def check_annotation(self, page, ref, parents, used):
        a = self.pdf.get(ref)
        owner, key = self.annotation_owner.get(ref), a.get("/StructParent")
        where = f"page {page.number}: {a.get('/Subtype')} annotation"
        if key in used:
            bad(f"{where}: StructParent {key} is taken")
        used.add(key)
        if not owner or parents.get(key) != owner.ref:
            bad(f"{where}: StructParent and the tree do not agree")
        elif owner.role != {"/Link": "Link", "/Widget": "Form"}.get(a.get("/Subtype")):
            bad(f"{where} in {owner.path()}")
        if not string(a.get("/Contents") if a.get("/Subtype") == "/Link" else a.get("/TU")):
            bad(f"{where} says nothing of itself")
        if a.get("/F", 0) & 4 == 0:
            bad(f"{where} is not printed")

    # -- kinds of elements --

    def check_elements(self, document):
        level = 0
        for e in document.all():
            kids = e.elements()
            for k in kids:
                if k.role not in CHILDREN.get(e.role, {k.role}) or e.role not in PARENT.get(k.role, {e.role}):
                    bad(f"{k.path()}: out of place")
            if re.fullmatch("H[1-6]", e.role):
                if int(e.role[1]) > level + 1:
                    bad(f"{e.path()}: heading after level {level}")
                level = int(e.role[1])
            if e.role == "Figure":
                self.check_figure(e)
            if e.role == "Link" and not any(isinstance(k, str) for k in e.kids):
                bad(f"{e.path()}: a link without its annotation")
            if e.role == "Table":
                self.check_table(e)
            if e.role in ("H1", "H2", "H3", "H4", "Lbl", "Caption", "Link") and not self.text(e).strip():
                bad(f"{e.path()}: empty")

    def check_figure(self, e):
        if not (e.alt or "").strip():
            bad(f"{e.path()}: no Alt")
        pages = {p for p, _ in (k for k in e.kids if isinstance(k, tuple))}
        if len(pages) != 1:
            bad(f"{e.path()}: on {len(pages)} pages")
            return
        media = self.pages[pages.pop()].dict["/MediaBox"]
        b = e.box
        if not b or not (media[0] <= b[0] < b[2] <= media[2] and media[1] <= b[1] < b[3] <= media[3]):
            bad(f"{e.path()}: box {b} on a page of {media}")

    def check_table(self, table):
        """Places the cells in a grid; every TD must find the TH above it and the TH of its row."""
        busy, width, cells = {}, None, []
        rows = [r for r in table.elements() if r.role == "TR"]
        for y, row in enumerate(rows):
            x = 0
            for cell in row.elements():
                while busy.get(x, 0) > y:
                    x += 1
                cells.append((y, x, cell))
                for i in range(cell.columns):
                    if busy.get(x + i, 0) > y:
                        bad(f"{cell.path()}: overlaps another cell")
                    busy[x + i] = y + cell.rows
                x += cell.columns
            columns = max((c for c, until in busy.items() if until > y), default=-1) + 1
            if width not in (None, columns) or columns != sum(until > y for until in busy.values()):
                bad(f"{table.path()}: row {y + 1} has {columns} columns, others {width}")
            width = columns
        if any(until > len(rows) for until in busy.values()):
            bad(f"{table.path()}: a cell reaches below the table")
        self.check_headers(table, cells)

    def check_headers(self, table, cells):
        above, levels, named = {}, set(), any(c.headers for _, _, c in cells)
        row_header = {y: c for y, _, c in cells if c.role == "TH" and c.scope in ("/Row", "/Both")}
        for y, x, cell in cells:
            span = range(x, x + cell.columns)
            column = [h for h in above.get(x, [])]
            if cell.role == "TH" and cell.scope not in ("/Row", "/Column", "/Both"):
                bad(f"{cell.path()} “{self.text(cell)}”: no Scope")
            if cell.role == "TD" and not column:
                bad(f"{cell.path()} “{self.text(cell)}”: no header above it")
            want = column + [row_header[y]] if y in row_header and row_header[y] is not cell and cell.role == "TD" else column
            if named and (cell.role == "TD" or column) and set(cell.headers) != {h.id for h in want}:
                bad(f"{cell.path()} “{self.text(cell)}”: Headers {cell.headers}, stands below {[h.id for h in want]}")
            if cell.role == "TH" and cell.scope in ("/Column", "/Both"):
                levels.add(y)
                for i in span:
                    above.setdefault(i, []).append(cell)
        if len(levels) > 1 and not named:
            bad(f"{table.path()}: {len(levels)} rows of headers and no Headers")

    # -- text --

    def text(self, e):
        return "".join(self.pages[k[0]].texts[k[1]] if isinstance(k, tuple) else self.text(k) if isinstance(k, Element)
                       else "" for k in e.kids)

    def header_again(self, table, row):
        """Is it a header row of a table that goes on the one before, too long for one array?"""
        siblings = table.parent.elements()
        before = siblings[siblings.index(table) - 1] if siblings.index(table) else None
        return (before and before.role == "Table" and all(c.scope == "/Column" for c in row.elements()) and
                self.text(row) in [self.text(r) for r in before.elements()[:8]])

    def blocks(self, e):
        """Text in reading order, figures left out; a new block for every element that is not part of a line."""
        if e.role == "Figure":
            yield f"<{e.alt}>"
            return
        line = ""
        for k in e.kids:
            if isinstance(k, Element) and k.role == "TR" and self.header_again(e, k):
                continue
            if isinstance(k, tuple):
                line += self.pages[k[0]].texts[k[1]]
            elif isinstance(k, Element) and k.role in ("Link", "Span"):
                line += self.text(k)
            elif isinstance(k, Element):
                yield line
                line = ""
                yield from self.blocks(k)
        yield line


# ---- what the document says ----

def plain(s):
    """Text of a line of the dump: its marks and escapes taken away."""
    out, i = "", 0
    while i < len(s):
        if s[i] == "\\":
            out += s[i + 1]
            i += 2
        elif m := re.match(r"\{(b|i|bi) ", s[i:]):
            i += m.end()
        elif m := re.match(r"\](\([^()\s]*\))?(->\([^()\s]*\))?", s[i:]):
            i += m.end()
        elif s[i] in "}[":
            i += 1
        else:
            out += " " if s[i] in "␣⏎" else s[i]
            i += 1
    return out


def cell_text(s):
    s = re.sub(r" \{span \d+\}$", "", s)
    s = re.sub(r" \([^()\s]*[/=][^()\s]*\)$", "", s)
    s = re.sub(r" \{missing\}$", "", s)
    return plain(re.sub(r" ?\{-?\d+/-?\d+\}$", "", s))


def entry(s, last):
    return s.lstrip("- ").rstrip(";. ") + ("." if last else ";")


class Tree:
    """The dump of a document → the blocks of text that its paper must hold, in order."""

    def __init__(self, path):
        lines = [l.rstrip("\n") for l in open(path, encoding="utf-8")]
        self.items = [(len(l) - len(l.lstrip()), l.strip()) for l in lines if l.strip()]
        self.out = []

    def take(self, i):
        """The lines below the i-th that stand deeper, and the place behind them."""
        depth, end = self.items[i][0], i + 1
        while end < len(self.items) and self.items[end][0] > depth:
            end += 1
        return [t for _, t in self.items[i + 1:end]], end

    @staticmethod
    def field(lines, name, default=""):
        values = Tree.fields(lines, name)
        return values[0] if values else default

    @staticmethod
    def fields(lines, name):
        return [plain(t[len(name) + 2:]) for t in lines if t.startswith(name + ": ")]

    def letterhead(self, t):
        number, symbol = self.field(t, "number"), self.field(t, "symbol")
        day = self.field(t, "date")
        out = [self.field(t, "parent"), self.field(t, "agency"), f"Số: {number} /{symbol}" if not number else
               f"Số: {number}/{symbol}", self.field(t, "secrecy"), self.field(t, "urgency"),
               "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        if day:
            y, m, d = (int(x) for x in day.split("-"))
            date = f"ngày {d:02d} tháng {m:02d} năm {y}" if m < 3 else f"ngày {d:02d} tháng {m} năm {y}"
        else:
            date = f"ngày tháng năm {self.field(t, 'year')}"
        place = self.field(t, "place")
        return out + [f"{place}, {date}" if place else date]

    def grid(self, t, caption):
        out = []
        if caption:
            out += [". ".join(x for x in (self.field(t, "label"), self.field(t, "caption")) if x), self.field(t, "unit")]
        header = [re.match(r"header (\d+),(\d+) \S+: ?(.*)", x).groups() for x in t if x.startswith("header ")]
        out += [plain(x) for _, _, x in sorted(header, key=lambda h: (int(h[0]), int(h[1])))]
        out += re.findall(r"number=(\S+)", "\n".join(x for x in t if x.startswith("column ")))
        for row in t:
            if re.match(r"(group|row|sub|total)( \||$)", row):
                out += [cell_text(c) for c in re.split(r" \|(?: |$)", row)[1:]]
        return out + self.fields(t, "note")

    def annex(self, t):
        unit = self.field(t, "unit")
        dashed = ["- " + x.removeprefix("- ") for x in self.fields(t, "right")]
        return ([self.field(t, "number"), self.field(t, "title"), self.field(t, "attached"), self.field(t, "left")] +
                self.fields(t, "centre") + dashed + [unit] + self.grid(t, False))

    def signature(self, t):
        r = self.fields(t, "recipient")
        out = ["Nơi nhận:"] * bool(r) + ["- " + entry(x, i + 1 == len(r)) for i, x in enumerate(r)]
        return out + self.fields(t, "title") + ["<Chữ ký số>", self.field(t, "name")]

    def blocks(self):
        i = 0
        while i < len(self.items):
            depth, line = self.items[i]
            t, end = self.take(i)
            word = line.split(" ")[0].rstrip(":")
            if word == "data":
                break
            if line == "letterhead":
                self.out += self.letterhead(t)
            elif word == "addressee":
                end = i
                while self.items[end][1].startswith("addressee: "):
                    end += 1
                names = [plain(x[11:]) for _, x in self.items[i:end]]
                many = ["Kính gửi:"] + ["- " + entry(x, k + 1 == len(names)) for k, x in enumerate(names)]
                self.out += many if len(names) > 1 else [f"Kính gửi: {names[0]}"]
            elif word == "table":
                self.out += self.grid(t, True)
            elif word == "chart":
                label = ". ".join(x for x in (self.field(t, "label"), self.field(t, "caption")) if x)
                self.out += [f"<{self.field(t, 'alt')}>", label, self.field(t, "note")]
            elif line == "signature":
                self.out += self.signature(t)
            elif word == "annex":
                self.out += self.annex(t)
            elif word in ("title", "heading", "paragraph", "item"):
                self.out.append(plain(line.split(": ", 1)[1]) if ": " in line else "")
                end = i + 1  # items of a list stand deeper than what they follow
            i = end
        return self.out


def words(blocks):
    return " ".join(b for b in blocks if b).split()


def compare(structure, document, tree):
    got = words(b for b in structure.blocks(document))
    want = [w for w in words(unicodedata.normalize("NFC", b) for b in Tree(tree).blocks() if b != "<Chữ ký số>")]
    for i, (g, w) in enumerate(zip(got + [None], want + [None])):
        if g != w:
            bad(f"text differs: “{' '.join(got[max(0, i - 6):i + 8])}”\n"
                f"  the document: “{' '.join(want[max(0, i - 6):i + 8])}”")
            return
    if not want:
        bad("the document has no text")


def main():
    pdf = Pdf(sys.argv[1])
    s = Structure(pdf)
    if not s.root or s.catalog.get("/MarkInfo", {}).get("/Marked") is not True:
        bad("not tagged")
    else:
        document = s.read(s.root["/K"], None)
        if document.role != "Document":
            bad(f"the root is {document.role}")
        s.check_agreement()
        s.check_elements(document)
        text = s.text(document)
        if text != unicodedata.normalize("NFC", text):
            bad("text is not in NFC")
        if len(sys.argv) > 2:
            compare(s, document, sys.argv[2])
    if string(s.catalog.get("/Lang")) != "vi-VN":
        bad(f"language {s.catalog.get('/Lang')}")
    if s.catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        bad("the title bar does not show the title")
    for p in problems[:40]:
        print(f"{sys.argv[1]}: {p}")
    if len(problems) > 40:
        print(f"… and {len(problems) - 40} more")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    sys.exit(main())
