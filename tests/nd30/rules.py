"""Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, as a table, and the checks that hold a finished PDF against it.

Nothing here comes from the program's own layout: places and sizes are the decree's, texts are what the config asks for.
A rule has a name; every check says under which name it found what.
"""
import re
from collections import namedtuple

from page import MM, Span

TOLERANCE = 0.5  # mm
SINGLE = 1.15    # line spacing "single" of Times New Roman, of the size
FAMILIES = {"LiberationSerif", "TimesNewRoman", "TimesNewRomanPS", "TimesNewRomanPSMT", "Tinos"}
ALPHABET = "a b c d đ e g h i k l m n o p q r s t u v x y".split()

Style = namedtuple("Style", "article sizes bold italic capitals")  # capitals: True, False, None for what is mixed
BOLD, ITALIC = True, True

# Mục V of the decree (mẫu chữ): size from–to in points, bold, italic, capitals.
STYLES = {
    "nation":         Style("II.1.a", (12, 13), True, False, True),
    "motto":          Style("II.1.b", (13, 14), True, False, False),
    "parent":         Style("II.2.b", (12, 13), False, False, True),
    "agency":         Style("II.2.b", (12, 13), True, False, True),
    "number":         Style("II.3.c", (13, 13), False, False, None),
    "date":           Style("II.4.c", (13, 14), False, True, False),
    "type":           Style("II.5", (13, 14), True, False, True),
    "subject":        Style("II.5", (13, 14), True, False, False),
    "addressees":     Style("II.9.a", (13, 14), False, False, False),
    "body":           Style("II.6.d", (13, 14), False, False, False),
    "section":        Style("II.6.đ", (13, 14), True, False, True),
    "clause":         Style("II.6.đ", (13, 14), True, False, False),
    "signer_title":   Style("II.7.d", (13, 14), True, False, True),
    "signer":         Style("II.7.d", (13, 14), True, False, False),
    "recipients":     Style("II.9.c", (12, 12), True, True, False),
    "recipient":      Style("II.9.c", (11, 11), False, False, False),
    "urgency":        Style("III.2.b", (13, 14), True, False, True),
    # "theo quy định hiện hành": Thông tư 24/2020/TT-BCA, mẫu 01–03
    "secrecy":        Style("III.2.a", (13, 14), True, False, True),
    "page_number":    Style("I.7", (13, 14), False, False, None),
    "annex_number":   Style("III.1.b", (14, 14), True, False, False),
    "annex_title":    Style("III.1.b", (13, 14), True, False, True),
    "annex_attached": Style("III.1.c", (13, 14), False, True, False),
}

RULES = {name + ".style": s.article for name, s in STYLES.items()}
RULES.update({
    "page.size":           "I.1 A4, 210 x 297 mm; a table that is an annex may lie across",
    "page.margins":        "I.3 top and bottom 20-25 mm, left 30-35, right 15-20: nothing but marks outside",
    "page.edges":          "I.3 all pages begin and end at the same left and right edge",
    "page.font":           "I.4 Times New Roman, Unicode",
    "page.black":          "I.4 black; III.2.b red for the urgency mark only (secrecy: its own circular)",
    "page.overlap":        "nothing stands on anything else",
    "page_number.place":   "I.7 centred in the top margin, Arabic, from 1; every annex by itself (III.1.đ)",
    "page_number.first":   "I.7 not shown on the first page",
    "nation.place":        "IV ô 1: top right of the first page, level with the first line of ô 2",
    "motto.place":         "II.1.b centred under Quốc hiệu, single spacing",
    "motto.rule":          "II.1.b solid line below, exactly as long as the text",
    "agency.place":        "II.2.b centred under the agency above it; single spacing; clear of the other column",
    "agency.text":         "II.2 name of the agency and of the one above it",
    "agency.rule":         "II.2.b solid line below, 1/3 to 1/2 of the text, balanced",
    "number.text":         "II.3 'Số: 05/BC-UBND': below 10 with a 0, no blanks; left free in a draft",
    "number.place":        "II.3.c centred under the agency",
    "date.text":           "II.4 place, comma, 'ngày 05 tháng 01 năm 2020': 0 before days < 10 and months 1, 2",
    "date.place":          "II.4.c on the line of the number, centred under Quốc hiệu and Tiêu ngữ",
    "type.place":          "II.5 centred",
    "subject.place":       "II.5 right below the type, centred",
    "subject.text":        "II.5 trích yếu as in the file's title, lines broken by sense",
    "subject.rule":        "II.5 solid line below, 1/3 to 1/2 of the text, balanced",
    "addressees.one":      "II.9.a one: on the line of 'Kính gửi:'",
    "addressees.many":     "II.9.a more: each a line '- ...;', the last '.', dashes in line under the colon",
    "addressees.none":     "II.9.b a report to nobody above has no 'Kính gửi' and no '- Như trên;'",
    "body.justified":      "II.6.d both edges straight",
    "body.indent":         "II.6.d first lines 1 cm or 1,27 cm in",
    "body.gap":            "II.6.d at least 6 pt between paragraphs",
    "body.spacing":        "II.6.d single to 1,5 lines, the same everywhere",
    "body.lines":          "at least two lines of a paragraph on either side of a page's end",
    "section.number":      "II.6.đ mục: roman, one after the other",
    "clause.number":       "II.6.đ khoản: Arabic, one after the other",
    "point.letter":        "II.6.đ điểm: Vietnamese alphabet, one after the other, not bold",
    "end.mark":            "the text ends './.', and so does every annex",
    "signer_title.text":   "II.7 TM., KT., TL., TUQ., Q. and office as configured, a line each",
    "signer_title.place":  "II.7.d right half, lines centred on one axis",
    "signer.place":        "II.7.d centred under the office, with room for signature and seal",
    "recipients.place":    "II.9.c level with the first line of the office, at the left margin",
    "recipients.text":     "II.9.b '- Như trên;' where there is 'Kính gửi', '- ...;', last '- Lưu: VT, ....'",
    "signature.together":  "IV ô 7 and 9 on one page, the report's last, below at least two lines of text",
    "urgency.box":         "III.2.b HỎA TỐC 30 x 8 mm, THƯỢNG KHẨN 40 x 8, KHẨN 20 x 8, single border, bright red",
    "secrecy.box":         "III.2.a TT 24/2020/TT-BCA: MẬT 20 x 8 mm, TỐI MẬT 30 x 8, TUYỆT MẬT 40 x 8, red",
    "marks.place":         "IV ô 10a, 10b: left column, below the number",
    "annex.number":        "III.1.a, b 'Phụ lục' for one, roman numbers for more, centred, a line of its own",
    "annex.title":         "III.1.b centred below the number",
    "annex.attached":      "III.1.c '(Kèm theo ...)' centred; number and date left free in an electronic document",
    "annex.rule":          "III.1.c solid line below, balanced",
    "annex.cited":         "III.1.a the text refers to each annex",
    "draft.mark":          "DỰ THẢO and the data's fingerprint on every page of a draft, on no final",
})

# A period, a number with its noun: never on two lines of a title.
TOGETHER = r"(?i)(quý\s[IVX]+|\d+\stháng(\s(đầu|cuối))?|tháng\s\d+)(\snăm\s\d+)?|(năm|ngày|số|phường|quận)\s\d+"

URGENCY_BOX = {"HỎA TỐC": 30, "THƯỢNG KHẨN": 40, "KHẨN": 20}
SECRECY_BOX = {"MẬT": (20, 1), "TỐI MẬT": (30, 2), "TUYỆT MẬT": (40, 2)}  # width, borders


def near(a, b, tolerance=TOLERANCE):
    return abs(a - b) <= tolerance


def squeeze(s):
    return re.sub(r"\s+", "", s)


def roman(n):
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out, n = out + letters, n - value
    return out


def wrapped(lines, text, start=0):
    """The lines that `text` fills, one below the other from lines[start] on; [] if it is not there."""
    words, out, skipped = text.split(), [], 0
    for line in lines[start:]:
        part = None
        for k in range(len(words), 0, -1):
            part = line.find(" ".join(words[:k]))
            if part and (out or k >= min(2, len(words))):
                break
            part = None
        if part:
            out.append(part)
            words = words[k:]
            skipped = 0
            if not words:
                return out
        elif out:
            skipped += 1
            if skipped > 2:
                return []
    return []


class Paragraph:
    def __init__(self):
        self.lines, self.pages, self.gaps = [], [], []

    text = property(lambda s: " ".join(x.text for x in s.lines))
    bold = property(lambda s: all(x.bold for x in s.lines))


class Check:
    """One PDF against the table. `e`: what the config asks for, see cases.py."""

    def __init__(self, pages, e):
        self.pages, self.e = pages, e
        self.failures, self.held = [], set()

    def rule(self, name, ok, what, page=None):
        assert name in RULES, name
        if ok:
            self.held.add(name)
        else:
            self.failures.append((name, f"{'' if page is None else f'page {page + 1}: '}{what}"))
        return ok

    def style(self, name, spans, page):
        s = STYLES[name]
        for x in spans if isinstance(spans, list) else [spans]:
            text = x.text
            sizes = x.sizes()
            ok = len(sizes) == 1 and s.sizes[0] <= sizes[0] <= s.sizes[1]
            ok = self.rule(name + ".style", ok, f"“{text}” is set in {sizes} pt, not {s.sizes}", page) and ok
            weight = all(g.bold == s.bold and g.italic == s.italic for g in x.glyphs)
            self.rule(name + ".style", weight, f"“{text}”: bold {x.bold}, italic {x.italic}", page)
            case = s.capitals is None or (text == text.upper()) == s.capitals or not re.search(r"[^\W\d_]", text)
            self.rule(name + ".style", case, f"“{text}” is in the wrong case", page)

    # ---- pages ----

    def run(self):
        self.split_parts()
        self.report = [i for i, part in enumerate(self.parts) if part == 0]
        for i, page in enumerate(self.pages):
            self.page(i, page)
        self.letterhead()
        self.title()
        self.addressees()
        self.signature()
        self.body()
        self.annexes()
        return self.failures

    def split_parts(self):
        self.areas, self.parts, self.numbers = [], [], []
        part, number = 0, 0
        for page in self.pages:
            lines = page.lines()
            area = [x for x in lines if 20 <= x.y <= page.height - 20]
            if area and re.fullmatch(r"Phụ lục( \S+)?", area[0].text) and area[0].bold:
                part, number = part + 1, 0
            number += 1
            self.areas.append(area)
            self.parts.append(part)
            self.numbers.append(number)

    def page(self, i, page):
        across = page.width > page.height
        size = (297, 210) if across else (210, 297)
        self.rule("page.size", near(page.width, size[0]) and near(page.height, size[1]) and
                  not (across and self.parts[i] == 0), f"{page.width:.1f} x {page.height:.1f} mm", i)
        for g in page.glyphs:
            if not self.rule("page.font", g.family in FAMILIES, f"font {g.family}", i):
                break
        self.margins(i, page)
        self.furniture(i, page)
        self.overlap(i, page)
        marks = squeeze(self.e["urgency"]) + squeeze(self.e["secrecy"])
        for x in page.lines():
            red = "".join(g.c for g in x.glyphs if g.red)
            ok = all(g.black or g.red for g in x.glyphs) and (not red or (i == 0 and red in marks))
            if not self.rule("page.black", ok, f"“{x.text}” is not black", i):
                break

    def margins(self, i, page):
        area = self.areas[i]
        if not area:
            return
        left = min([x.x0 for x in area] + [s.x0 for s in page.strokes])
        right = page.width - max([x.x1 for x in area] + [s.x1 for s in page.strokes])
        top = min(min(x.top for x in area), min([s.y0 for s in page.strokes], default=99))
        bottom = page.height - max(max(x.bottom for x in area), max([s.y1 for s in page.strokes], default=0))
        eps = 0.15  # half the width of a rule
        self.rule("page.margins", 30 - eps <= left <= 35 + eps, f"left margin {left:.2f} mm", i)
        self.rule("page.margins", right >= 15 - eps, f"right margin {right:.2f} mm", i)
        self.rule("page.margins", 20 - eps <= top <= 25 + eps, f"top margin {top:.2f} mm", i)
        self.rule("page.margins", bottom >= 20 - eps, f"bottom margin {bottom:.2f} mm", i)
        if i == 0:
            self.left = min(x.x0 for x in area if x.y > 100)
            self.right = max(x.x1 for x in area if x.y > 100)
        if self.parts[i] == 0:
            self.rule("page.edges", near(left, self.left), f"left edge {left:.2f} instead of {self.left:.2f} mm", i)
            self.rule("page.edges", max(x.x1 for x in area) <= self.right + 0.2, "text beyond the right edge", i)
            self.rule("page.margins", 15 - eps <= page.width - self.right <= 20 + eps,
                      f"right margin {page.width - self.right:.2f} mm", i)

    def axis(self, i):
        """Middle of the text area."""
        if self.parts[i] == 0:
            return (self.left + self.right) / 2
        area = self.areas[i]
        strokes = [s for s in self.pages[i].strokes if s.width > 100]
        return (self.left + self.pages[i].width - (210 - self.right)) / 2 if area or strokes else 0

    def furniture(self, i, page):
        """What stands in the margins: page number, marks of a draft."""
        lines = page.lines()
        head = [p for x in lines if x.y < 20 for p in x.pieces(10)]
        foot = [x for x in lines if x.y > page.height - 20]
        numbers = [x for x in head if re.fullmatch(r"\d+", x.text)]
        rest = [x for x in head if x not in numbers]
        if self.numbers[i] == 1:
            self.rule("page_number.first", not numbers, f"“{numbers[0].text if numbers else ''}” on a first page", i)
        else:
            ok = self.rule("page_number.place", len(numbers) == 1 and numbers[0].text == str(self.numbers[i]),
                           f"{[x.text for x in numbers]} instead of {self.numbers[i]}", i)
            if ok:
                self.style("page_number", numbers[0], i)
                self.rule("page_number.place", near(numbers[0].axis, self.axis(i)),
                          f"axis {numbers[0].axis:.2f}, of the text {self.axis(i):.2f}", i)
                self.rule("page_number.place", numbers[0].top > 0 and numbers[0].bottom <= 20, "not in the margin", i)
        marks = [x.text for x in rest]
        self.rule("draft.mark", marks == (["DỰ THẢO"] if self.e["draft"] else []), f"in the top margin: {marks}", i)
        expected = [self.e["stamp"]] if self.e["stamp"] else []
        texts = [x.text for x in foot]
        self.rule("draft.mark", len(texts) == len(expected) + self.e["draft"] and texts[:len(expected)] == expected,
                  f"in the bottom margin: {texts}", i)
        if self.e["draft"] and texts:
            line = foot[-1]
            wanted = [self.e["fingerprint"][:12], self.e["period"], "cchc-report"]
            self.rule("draft.mark", all(w in line.text for w in wanted), f"{line.text!r} without {wanted}", i)
            self.rule("draft.mark", all(8 <= s <= 9 for s in line.sizes()) and line.x0 >= 30 - 0.1 and
                      line.x1 <= page.width - 15 and line.bottom < page.height - 4, "footer of the draft", i)

    def overlap(self, i, page):
        lines = page.lines()
        for k, x in enumerate(lines):
            for a, b in zip(x.glyphs, x.glyphs[1:]):
                if not self.rule("page.overlap", b.x0 - a.x1 > -0.06 * a.size * MM, f"letters in “{x.text}”", i):
                    return
            for y in lines[k + 1:]:
                if y.y - x.y > 6:
                    break
                if y.y - x.y >= 0.86 * min(x.size, y.size) * MM:
                    continue
                for p in x.pieces(1.5):
                    for q in y.pieces(1.5):
                        ok = p.x1 <= q.x0 + 0.1 or q.x1 <= p.x0 + 0.1
                        if not self.rule("page.overlap", ok, f"“{p.text}” on “{q.text}”", i):
                            return
        for s in page.strokes:
            if not s.horizontal:
                continue
            for x in lines:
                if not x.y - 0.55 * x.size * MM < s.y < x.y + 0.05 * x.size * MM:
                    continue
                for p in x.pieces(1.5):
                    ok = p.x1 <= s.x0 + 0.1 or p.x0 >= s.x1 - 0.1 or i in self.chart_pages()
                    if not self.rule("page.overlap", ok, f"a line through “{p.text}”", i):
                        return

    def chart_pages(self):
        """Values stand on white patches over the grid of a chart."""
        return {i for i, area in enumerate(self.areas) if any(x.text.startswith("Biểu đồ ") and x.bold for x in area)}

    # ---- head of the first page ----

    def below(self, line, reach=6.0, page=0):
        """The rule right below a line of text, or None."""
        found = [s for s in self.pages[page].strokes if s.horizontal and s.x1 > line.x0 and s.x0 < line.x1 and
                 line.y < s.y <= line.bottom + reach and s.line >= 0.3]
        return min(found, key=lambda s: s.y) if found else None

    def share(self, name, lines, page=0):
        """A solid line 1/3 to 1/2 as long as the text, centred below it."""
        last = lines[-1]
        s = self.below(last, 3.0, page)
        if not self.rule(name, s is not None, f"no line below “{last.text}”", page):
            return
        self.rule(name, near(s.axis, last.axis), f"line below “{last.text}” is off by {s.axis - last.axis:.2f} mm", page)
        self.rule(name, last.width / 3 - 0.2 <= s.width <= last.width / 2 + 0.2,
                  f"line of {s.width:.1f} mm below “{last.text}” of {last.width:.1f}", page)
        shortest, longest = min(x.width for x in lines), max(x.width for x in lines)
        if longest / 3 <= shortest / 2:  # one length suits all lines
            self.rule(name, longest / 3 - 0.2 <= s.width <= shortest / 2 + 0.2,
                      f"line of {s.width:.1f} mm below lines of {shortest:.1f} to {longest:.1f}", page)

    def letterhead(self):
        e, lines, page = self.e, self.areas[0], self.pages[0]
        nation = next((s for s in (x.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for x in lines) if s), None)
        self.head_end = 0
        if not self.rule("nation.place", nation is not None and nation.y < 40, "no Quốc hiệu", 0):
            return
        self.style("nation", nation, 0)
        self.rule("nation.place", nation.axis > page.width / 2 and nation.x0 > self.left + 50, "not on the right", 0)
        right = [Span(g) for g in ([g for g in x.glyphs if g.x0 >= nation.x0 - 0.1] for x in lines) if g]
        left = [Span(g) for g in ([g for g in x.glyphs if g.x0 < nation.x0 - 0.1] for x in lines) if g]
        self.motto(nation, right)
        last = self.agency(nation, left)
        self.number_and_date(nation, last)

    def motto(self, nation, right):
        motto = next((x for x in right if x.text == "Độc lập - Tự do - Hạnh phúc"), None)
        self.motto_size = motto.size if motto else 0
        if not self.rule("motto.place", motto is not None, "no Tiêu ngữ", 0):
            return
        self.style("motto", motto, 0)
        self.rule("motto.place", near(motto.axis, nation.axis), "not centred under Quốc hiệu", 0)
        self.rule("motto.place", motto.size == nation.size + 1, f"{motto.size} pt under {nation.size}", 0)
        pitch = (motto.y - nation.y) / MM / motto.size
        self.rule("motto.place", 1.0 <= pitch <= 1.3, f"lines {pitch:.2f} sizes apart", 0)
        s = self.below(motto, 3.0)
        self.rule("motto.rule", s is not None and near(s.x0, motto.x0) and near(s.x1, motto.x1),
                  f"line {s and (round(s.x0, 1), round(s.x1, 1))} below {motto.x0:.1f}-{motto.x1:.1f}", 0)

    def agency(self, nation, left):
        e, spans, at = self.e, {"parent": [], "agency": []}, 0
        for which in spans:
            for text in e[which]:
                found = wrapped(left, text, at)
                if not self.rule("agency.text", found, f"“{text}” is not in the head", 0):
                    continue
                at += len(found)
                spans[which] += found
            self.style(which, spans[which], 0)
        lines = spans["parent"] + spans["agency"]
        if not lines or not spans["agency"]:
            return None
        self.rule("nation.place", near(lines[0].y, nation.y), "not level with the agency", 0)
        axis = lines[0].axis
        for a, b in zip(lines, lines[1:]):
            pitch = (b.y - a.y) / MM / b.size
            self.rule("agency.place", 1.0 <= pitch <= 1.3, f"“{b.text}” {pitch:.2f} sizes below “{a.text}”", 0)
            self.rule("agency.place", near(b.axis, axis), f"“{b.text}” is not centred under “{a.text}”", 0)
        for x in lines:
            for y in self.areas[0]:
                beside = [g.x0 for g in y.glyphs if g.x0 > x.x1 and abs(y.y - x.y) < 4]
                self.rule("agency.place", not beside or min(beside) - x.x1 >= 2, f"“{x.text}” too near the right", 0)
        extra = [x for x in left if x.y <= lines[-1].y and not any(near(x.y, y.y, 0.2) for y in lines)]
        self.rule("agency.text", not extra, f"besides: {[x.text for x in extra]}", 0)
        for x in left:
            mine = next((y for y in lines if near(x.y, y.y, 0.2)), None)
            self.rule("agency.text", not mine or mine.text == x.text, f"“{x.text}”", 0)
        self.share("agency.rule", spans["agency"])
        return lines[-1]

    def number_and_date(self, nation, last):
        e, lines = self.e, self.areas[0]
        number = f"Số: {e['number']}/{e['symbol']}" if e["number"] else f"Số: /{e['symbol']}"
        date = f"{e['place']}, {e['date']}"
        at = next((x for x in lines if x.text.startswith("Số:")), None)
        span = at and at.find(number)
        if self.rule("number.text", span is not None and span.text == number, f"“{at and at.text}”, not “{number}”", 0):
            self.style("number", span, 0)
            self.rule("number.place", last and near(span.axis, last.axis), "not centred under the agency", 0)
            self.rule("number.place", last and span.y > last.y, "not below the agency", 0)
            if not e["number"]:
                free = max(b.x0 - a.x1 for a, b in zip(span.glyphs, span.glyphs[1:]))
                self.rule("number.text", free >= 8, f"only {free:.1f} mm free for the number", 0)
        self.number = span
        rest = [x for x in lines if span and near(x.y, span.y)]
        found = next((s for s in (x.find(date) for x in rest) if s), None)
        if not found:  # a long place takes two lines: the last one is level with the number
            parts = wrapped(lines, date)
            found = parts[-1] if parts and span and near(parts[-1].y, span.y) else None
            texts = " ".join(p.text for p in parts)
        else:
            parts, texts = [found], found.text
        self.rule("date.text", texts == date, f"“{texts}”, not “{date}”", 0)
        if not self.rule("date.place", found is not None, f"“{date}” is not on the line of the number", 0):
            return
        self.style("date", parts, 0)
        for p in parts:
            self.rule("date.place", near(p.axis, nation.axis), f"axis {p.axis:.1f}, Quốc hiệu {nation.axis:.1f}", 0)
        self.rule("date.place", found.size == self.motto_size, f"{found.size} pt, Tiêu ngữ {self.motto_size}", 0)
        if not e["number"]:
            free = sorted(b.x0 - a.x1 for a, b in zip(found.glyphs, found.glyphs[1:]))[-2:]
            self.rule("date.text", min(free) >= 6, f"{free} mm free for day and month", 0)
        self.head_end = max(found.y, span.y)
        self.marks(span)

    def marks(self, number):
        e, page = self.e, self.pages[0]
        for name in ("urgency", "secrecy"):
            text = e[name]
            boxes = [s for s in page.strokes if s.box and s.red]
            if not text:
                continue
            span = next((p for x in self.areas[0] for p in x.pieces(20) if p.text == text and p.y > number.y), None)
            if not self.rule(name + ".style", span is not None, f"no “{text}”", 0):
                continue
            self.style(name, span, 0)
            self.rule("marks.place", near(span.axis, number.axis) and span.y < number.y + 40, f"“{text}”", 0)
            around = sorted((s for s in boxes if s.x0 < span.x0 and s.x1 > span.x1 and s.y0 < span.y < s.y1),
                            key=lambda s: s.width)
            width, borders = (URGENCY_BOX[text], 1) if name == "urgency" else SECRECY_BOX[text]
            ok = self.rule(name + ".box", len(around) == borders, f"{len(around)} borders around “{text}”", 0)
            if not ok:
                continue
            outer = around[-1]
            self.rule(name + ".box", near(outer.width, width) and near(outer.height, 8),
                      f"“{text}” in {outer.width:.1f} x {outer.height:.1f} mm", 0)
            self.rule(name + ".box", near(outer.axis, span.axis), f"“{text}” is not in the middle", 0)
            middle = span.y - 0.331 * span.size * MM  # of the capitals
            self.rule(name + ".box", near(middle, (outer.y0 + outer.y1) / 2, 0.6), f"“{text}” is not in the middle", 0)
            self.rule(name + ".box", all(g.red for g in span.glyphs), f"“{text}” is not red", 0)
            if borders == 2:
                self.rule(name + ".box", near(around[0].x0 - outer.x0, 1) and near(around[0].y0 - outer.y0, 1),
                          "borders are not 1 mm apart", 0)
            self.head_end = max(self.head_end, outer.y1)
        red = [s for s in page.strokes if s.red]
        wanted = (1 if e["urgency"] else 0) + (SECRECY_BOX[e["secrecy"]][1] if e["secrecy"] else 0)
        self.rule("page.black", len(red) == wanted, f"{len(red)} red boxes", 0)

    # ---- title and addressees ----

    def title(self):
        self.title_end = self.head_end
        lines = [x for x in self.areas[0] if x.y > self.head_end + 1]
        at = next((k for k, x in enumerate(lines) if x.text == "BÁO CÁO"), None)
        if not self.rule("type.place", at == 0, "BÁO CÁO does not follow the head", 0):
            return
        axis = self.axis(0)
        self.style("type", lines[0], 0)
        self.rule("type.place", near(lines[0].axis, axis), f"axis {lines[0].axis:.2f}, text {axis:.2f}", 0)
        subject = []
        for x in lines[1:]:
            if not x.bold or re.match(r"[IVX]+\. ", x.text):
                break
            subject.append(x)
        if not self.rule("subject.place", subject, "no trích yếu", 0):
            return
        self.style("subject", subject, 0)
        for a, b in zip(lines, subject):
            pitch = (b.y - a.y) / MM / b.size
            self.rule("subject.place", near(b.axis, axis), f"“{b.text}” is not centred", 0)
            self.rule("subject.place", 1.0 <= pitch <= 1.5 * SINGLE, f"“{b.text}” is {pitch:.2f} sizes lower", 0)
        text = " ".join(["BÁO CÁO"] + [x.text for x in subject])
        self.rule("subject.text", text.lower() == self.e["title"].lower(), f"“{text}”, file: “{self.e['title']}”", 0)
        torn = [m.group().replace("\n", " | ") for m in re.finditer(TOGETHER, "\n".join(x.text for x in subject))
                if "\n" in m.group()]
        self.rule("subject.text", not torn, f"torn apart: {torn}", 0)
        self.rule("subject.text", len(subject) < 2 or min(x.width for x in subject) >= max(x.width for x in subject) / 3,
                  "a line is much shorter than the others", 0)
        self.share("subject.rule", subject)
        self.title_end = subject[-1].y

    def addressees(self):
        names = self.e["addressees"]
        lines = [x for x in self.areas[0] if x.y > self.title_end + 0.1]
        at = next((k for k, x in enumerate(lines) if x.text.startswith("Kính gửi")), None)
        self.body_start = self.title_end
        if not names:
            self.rule("addressees.none", at is None, "“Kính gửi” without an addressee", 0)
            return
        name = "addressees.one" if len(names) == 1 else "addressees.many"
        if not self.rule(name, at == 0, "“Kính gửi” does not follow the title", 0):
            return
        if len(names) == 1:
            found = wrapped(lines, f"Kính gửi: {names[0]}")
            self.rule(name, found and found[0] is not None and " ".join(x.text for x in found) ==
                      f"Kính gửi: {names[0]}", f"“{lines[0].text}”", 0)
            self.rule(name, not found or len(found[0].text) > len("Kính gửi: "), "the name is not on the line", 0)
            self.rule(name, not found or near((min(x.x0 for x in found) + max(x.x1 for x in found)) / 2,
                                              self.axis(0), 1), "not in the middle", 0)
            spans = found
        else:
            self.rule(name, lines[0].text == "Kính gửi:", f"“{lines[0].text}”", 0)
            colon, spans, k = lines[0].glyphs[-1].x0, [lines[0]], 1
            for i, n in enumerate(names):
                text = f"- {n}" + ("." if i + 1 == len(names) else ";")
                found = wrapped(lines, text, k)
                ok = self.rule(name, found and " ".join(x.text for x in found) == text, f"no “{text}”", 0)
                if not ok:
                    return
                self.rule(name, near(found[0].x0, colon), f"dash at {found[0].x0:.2f}, colon at {colon:.2f}", 0)
                k += len(found)
                spans += found
        if not spans:
            return
        self.style("addressees", spans, 0)
        self.body_start = spans[-1].y

    # ---- signature and recipients ----

    def signature(self):
        self.sign_page, self.sign_top = self.report[-1], self.pages[0].height
        at = next(((i, k) for i in self.report for k, x in enumerate(self.areas[i])
                   if x.text.startswith("Nơi nhận:") and x.glyphs[0].bold), None)
        if not self.rule("recipients.place", at is not None, "no “Nơi nhận:”"):
            return
        i, k = at
        lines = self.areas[i]
        head = lines[k].find("Nơi nhận:")
        titles, start = [], next(n for n, x in enumerate(lines) if x.y > head.y - 4)
        for n, text in enumerate(self.e["titles"]):
            found = wrapped(lines, text, start)
            if not self.rule("signer_title.text", found and " ".join(x.text for x in found) == text,
                             f"no “{text}” beside the recipients", i):
                break
            titles += found
            start = lines.index(next(x for x in lines if near(x.y, found[-1].y, 0.05))) + 1
        self.sign_page, self.sign_top = i, min([head.y] + [x.y for x in titles])
        self.rule("signature.together", i == self.report[-1], "pages follow the signature", i)
        text_before = [x for x in lines if x.y < self.sign_top - 1]
        if len(self.report) > 1:
            self.rule("signature.together", len(text_before) >= 2, "no two lines of text above the signature", i)
        self.style("recipients", head, i)
        self.rule("recipients.place", near(head.x0, self.left), f"“Nơi nhận” at {head.x0:.2f} mm", i)
        self.recipients(i, lines[k + 1:])
        if not titles:
            return
        self.rule("recipients.place", near(head.y, titles[0].y), "not level with the office", i)
        self.style("signer_title", titles, i)
        axis = titles[0].axis
        self.rule("signer_title.place", axis > self.axis(i), "not on the right", i)
        for a, b in zip(titles, titles[1:]):
            pitch = (b.y - a.y) / MM / b.size
            self.rule("signer_title.place", near(b.axis, axis), f"“{b.text}” is not centred", i)
            self.rule("signer_title.place", 1.0 <= pitch <= 1.5 * SINGLE, f"“{b.text}” {pitch:.2f} sizes lower", i)
        for x in titles:
            beside = [g.x1 for y in lines if abs(y.y - x.y) < 4 for g in y.glyphs if g.x1 < x.x0 - 0.01 and
                      g.size < 13]
            self.rule("signer_title.place", not beside or x.x0 - max(beside) >= 2, f"“{x.text}” touches", i)
        self.signer(i, lines, titles)

    def recipients(self, i, lines):
        e = self.e
        names = (["Như trên"] if e["addressees"] else []) + e["recipients"] + [f"Lưu: {e['archive']}"]
        lines = [x for x in (Span([g for g in x.glyphs if g.size < 12]) for x in lines) if x.glyphs]
        spans = []
        for n, name in enumerate(names):
            text = f"- {name}" + ("." if n + 1 == len(names) else ";")
            found = wrapped(lines[len(spans):], text)
            ok = found and found[0].y == lines[len(spans)].y and " ".join(x.text for x in found) == text
            if not self.rule("recipients.text", ok, f"no “{text}” in its place", i):
                return
            self.rule("recipients.place", near(found[0].x0, self.left), f"“{text}” at {found[0].x0:.2f} mm", i)
            spans += found
        self.rule("recipients.text", len(spans) == len(lines), f"besides: {[x.text for x in lines[len(spans):]]}", i)
        if not e["addressees"]:
            self.rule("addressees.none", not any("Như trên" in x.text for x in lines), "“Như trên”", i)
        self.style("recipient", spans, i)

    def signer(self, i, lines, titles):
        name = self.e["name"]
        below = [Span(g) for g in ([g for g in x.glyphs if g.size >= 13] for x in lines if x.y > titles[-1].y + 0.1)
                 if g]
        if not name:
            self.rule("signer.place", not below, f"{[x.text for x in below]} instead of a blank", i)
            return
        found = wrapped(below, name)
        if not self.rule("signer.place", found and len(below) == len(found), f"{[x.text for x in below]}", i):
            return
        self.style("signer", found, i)
        self.rule("signer.place", all(near(x.axis, titles[0].axis) for x in found), "not centred under the office", i)
        free = found[0].top - titles[-1].bottom
        self.rule("signer.place", 25 <= free <= 40, f"{free:.1f} mm for the signature", i)

    # ---- the text ----

    def body(self):
        self.paragraphs = []
        size = self.body_size()
        spacing = []
        for i in self.report:
            before = None  # the line above on this page, nothing between them
            for x in self.areas[i]:
                if (i == 0 and x.y <= self.body_start + 0.1) or (i == self.sign_page and x.y >= self.sign_top - 1):
                    continue
                if size not in x.sizes():  # tables, charts and their captions
                    before = None
                    continue
                self.line(i, x, before, spacing)
                before = x
        self.spacing(spacing)
        for p in self.paragraphs:
            self.paragraph(p)
        self.levels()
        text = [p.text for p in self.paragraphs]
        self.rule("end.mark", text and text[-1].endswith("./.") and sum("./." in t for t in text) == 1,
                  f"“{text[-1][-30:] if text else ''}”")

    def body_size(self):
        count = {}
        for i in self.report:
            for x in self.areas[i]:
                if not x.bold and x.width > 100:
                    count[x.size] = count.get(x.size, 0) + 1
        return max(count, key=count.get) if count else 14

    def line(self, i, x, before, spacing):
        last = self.paragraphs[-1] if self.paragraphs else None
        offset = x.x0 - self.left
        goes_on = last and (near(offset, 0, 0.3) or
                            (last.hang and near(x.x0, last.hang, 0.3) and not self.marker(x) and
                             (before is None or (x.y - before.y) / MM < 1.5 * x.size)))
        if goes_on:
            if before is not None:
                spacing.append((x.y - before.y, 0, i, x))
            last.lines.append(x)
            last.pages.append(i)
            return
        if before is not None:
            spacing.append((x.y - before.y, 1, i, x))
        p = Paragraph()
        p.lines, p.pages, p.outer = [x], [i], last
        words = x.words()
        p.hang = words[1].x0 if self.marker(x) and len(words) > 1 else None
        self.paragraphs.append(p)

    @staticmethod
    def marker(x):
        return re.match(r"(-|\+|\d+\.|[a-zđ]\)|[IVX]+\.) ", x.text)

    def spacing(self, spacing):
        inside = [d for d, new, _, _ in spacing if not new]
        if not inside:
            return
        pitch = max(set(round(d, 2) for d in inside), key=lambda v: sum(near(d, v, 0.02) for d in inside))
        for d, new, i, x in spacing:
            if new:
                self.rule("body.gap", (d - pitch) / MM >= 6 - 0.1,
                          f"{(d - pitch) / MM:.1f} pt between paragraphs before “{x.text[:30]}”", i)
            else:
                self.rule("body.spacing", near(d, pitch, 0.05), f"{d:.2f} mm to “{x.text[:30]}”, not {pitch:.2f}", i)
        lines = pitch / MM / (SINGLE * spacing[0][3].size)
        self.rule("body.spacing", 1 - 0.005 <= lines <= 1.5, f"{lines:.2f} lines")

    def paragraph(self, p):
        i, first = p.pages[0], p.lines[0]
        indent = first.x0 - self.left
        nested = p.outer and p.hang and p.outer.hang and indent > 13
        self.rule("body.indent", near(indent, 10) or near(indent, 12.7) or nested,
                  f"“{first.text[:30]}” begins {indent:.2f} mm in", i)
        heading = p.bold and not p.text.startswith("[")
        for k, x in enumerate(p.lines):
            if k and p.hang is None:
                self.rule("body.justified", near(x.x0, self.left, 0.1), f"“{x.text[:30]}” does not begin at the edge",
                          p.pages[k])
            if k + 1 < len(p.lines) and not heading:
                self.rule("body.justified", near(x.x1, self.right, 0.2), f"“{x.text[-30:]}” ends at {x.x1:.2f} mm",
                          p.pages[k])
        for page in set(p.pages):
            here = p.pages.count(page)
            self.rule("body.lines", here == len(p.lines) or here >= 2, f"one line of “{p.text[:30]}”", page)

    def levels(self):
        """Numbers of sections, clauses and points; how each is set."""
        section, clause, item, letter = 0, 0, 0, None  # an item is a clause without a title
        for p in self.paragraphs:
            i, text = p.pages[0], p.text
            m = re.match(r"([IVX]+|\d+|[a-zđ])(\.|\)) ", text)
            label = m.group(1) if m else ""
            if m and re.fullmatch("[IVX]+", label) and m.group(2) == ".":
                section, clause, item, letter = section + 1, 0, 0, None
                self.rule("section.number", label == roman(section), f"“{text[:40]}” after {section - 1} sections", i)
                self.style("section", p.lines, i)
            elif label.isdigit() and m.group(2) == "." and p.lines[0].bold:
                clause, item, letter = clause + 1, 0, None
                self.rule("clause.number", int(label) == clause, f"“{text[:40]}” after {clause - 1} clauses", i)
                self.style("clause", p.lines, i)
            elif label.isdigit() and m.group(2) == ".":
                self.rule("clause.number", int(label) in (item + 1, 1), f"“{text[:40]}” after {item}.", i)
                item, letter = int(label), None
                self.style("body", p.lines, i)
            elif m and m.group(2) == ")":
                expected = ALPHABET[0 if letter is None else ALPHABET.index(letter) + 1]
                self.rule("point.letter", label in (expected, "a"), f"“{text[:40]}” instead of {expected})", i)
                self.rule("point.letter", not any(g.bold for x in p.lines for g in x.glyphs), f"“{text[:40]}” bold", i)
                letter = label if label in ALPHABET else letter
                self.style("body", p.lines, i)
            elif not text.startswith("["):  # a gap marked in a draft
                self.style("body", p.lines, i)

    # ---- annexes ----

    def annexes(self):
        n = max(self.parts)
        self.rule("annex.number", n == self.e["annexes"], f"{n} annexes instead of {self.e['annexes']}")
        text = squeeze(" ".join(p.text for p in self.paragraphs))
        for part in range(1, n + 1):
            number = "Phụ lục" if n == 1 else f"Phụ lục {roman(part)}"
            self.rule("annex.cited", squeeze(number) in text, f"the text does not refer to “{number}”")
            self.annex(part, number, self.parts.index(part))

    def annex(self, part, number, i):
        lines, axis = self.areas[i], self.axis(i)
        self.rule("annex.number", lines[0].text == number and near(lines[0].axis, axis),
                  f"“{lines[0].text}” instead of “{number}”, axis {lines[0].axis:.2f} ({axis:.2f})", i)
        self.style("annex_number", lines[0], i)
        title = []
        for x in lines[1:]:
            if not x.bold or x.text != x.text.upper():
                break
            title.append(x)
        if self.rule("annex.title", title, f"“{lines[1].text}” is no title", i):
            self.style("annex_title", title, i)
            for x in title:
                self.rule("annex.title", near(x.axis, axis), f"“{x.text}” is not centred", i)
        found = wrapped(lines, self.e["attached"], 1 + len(title))
        ok = found and squeeze(" ".join(x.text for x in found)) == squeeze(self.e["attached"])
        if self.rule("annex.attached", ok, f"“{lines[1 + len(title)].text}”, not “{self.e['attached']}”", i):
            at = lines.index(next(x for x in lines if near(x.y, found[0].y, 0.05)))
            self.rule("annex.attached", at == 1 + len(title), "not below the title", i)
            self.rule("annex.attached", all(lines[at + k].text == x.text for k, x in enumerate(found)), "besides", i)
            self.style("annex_attached", found, i)
            for x in found:
                self.rule("annex.attached", near(x.axis, axis), f"“{x.text}” is not centred", i)
            s = self.below(found[-1], 3.0, i)
            self.rule("annex.rule", s is not None and near(s.axis, axis) and
                      min(x.width for x in found) / 4 <= s.width <= max(x.width for x in found), "no line below", i)
        last = max(k for k, p in enumerate(self.parts) if p == part)
        words = [x.text for x in self.areas[last]]
        self.rule("end.mark", words[-1].endswith("./."), f"“{words[-1][-30:]}” ends {number}", last)
