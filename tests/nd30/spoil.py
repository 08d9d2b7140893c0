"""The checks can fail: papers that kept every rule are spoilt in one place each, as little as the tolerance allows to
see, and the rule that is broken must be the one named. No rule is left out.
"""
import pickle

import rules
from page import Span, Stroke

PAPER, DRAFT = "so_05_ngay_05_thang_01", "du_thao"


def lines(pages, starts):
    """(page, line) of the first line whose text begins so; columns side by side are apart."""
    for p in pages:
        for line in p.lines():
            for piece in line.pieces(3) + [line]:
                if piece.text.startswith(starts):
                    return p, piece
    raise LookupError(starts)


def part(pages, text):
    for p in pages:
        for line in p.lines():
            found = line.find(text)
            if found:
                return p, found
    raise LookupError(text)


def move(span, dx=0.0, dy=0.0):
    for g in span.glyphs if isinstance(span, Span) else span:
        g.x0, g.x1, g.y = g.x0 + dx, g.x1 + dx, g.y + dy


def drop(page, glyphs):
    gone = {id(g) for g in glyphs}
    page.glyphs = [g for g in page.glyphs if id(g) not in gone]


def moved(text, dx=0.0, dy=0.0, find=lines):
    return lambda pages, e: move(find(pages, text)[1], dx, dy)


def rewritten(text, old, new, find=lines):
    def spoil(pages, e):
        span = find(pages, text)[1].find(old)
        for g, c in zip(span.glyphs, new):
            g.c = c
    return spoil


def cut(text, what, at=0):
    """Leaves letters out: `what` behind the first `at` letters of the line that begins with `text`."""
    def spoil(pages, e):
        page, line = lines(pages, text)
        drop(page, Span(line.glyphs[at:]).find(what).glyphs)
    return spoil


def rule_below(text, change):
    """Changes the drawn line right below a text."""
    def spoil(pages, e):
        page, line = lines(pages, text)
        below = min((s for s in page.strokes if s.horizontal and s.y > line.y and s.x0 < line.axis < s.x1),
                    key=lambda s: s.y)
        change(page, below, line)
    return spoil


def longer(share):
    def change(page, s, line):
        s.x0, s.x1 = s.axis - line.width * share / 2, s.axis + line.width * share / 2
    return change


def boxes(change):
    def spoil(pages, e):
        for s in pages[0].strokes:
            if s.red:
                change(s)
    return spoil


def widen(s):
    s.x0, s.x1 = s.x0 - 0.5, s.x1 + 0.5


def first_page_number(pages, e):
    pages[0].glyphs += lines([pages[1]], "2")[1].glyphs


def single_line(pages, e):
    """Of a paragraph that goes on at the top of a page only its last line is left there."""
    c = rules.Check(pages, e)
    c.run()
    p = next(p for p in c.paragraphs if len(set(p.pages)) > 1)
    for line, i in list(zip(p.lines, p.pages))[:-1]:
        if i == p.pages[-1]:
            drop(pages[i], line.glyphs)


def signature_alone(pages, e):
    c = rules.Check(pages, e)
    c.run()
    page = pages[c.sign_page]
    drop(page, [g for g in page.glyphs if 20 < g.y < c.sign_top - 1])


def shift_page(dx):
    def spoil(pages, e):
        move(pages[1].glyphs, dx)
        for s in pages[1].strokes:
            s.x0, s.x1 = s.x0 + dx, s.x1 + dx
    return spoil


def mark_aside(pages, e):
    page, line = lines(pages, "KHẨN")
    move(line, 5)
    boxes(lambda s: (setattr(s, "x0", s.x0 + 5), setattr(s, "x1", s.x1 + 5)))(pages, e)


def attribute(text, name, value, count=1):
    def spoil(pages, e):
        for g in lines(pages, text)[1].glyphs[:count]:
            setattr(g, name, value)
    return spoil


def no_footer(pages, e):
    page = pages[-1]
    drop(page, [g for g in page.glyphs if g.y > page.height - 10])


SUBJECT_END = "phương hướng, nhiệm vụ"

SPOILS = [
    ("page.size", PAPER, lambda pages, e: setattr(pages[1], "width", 212)),
    ("page.margins", PAPER, shift_page(-0.6)),
    ("page.edges", PAPER, shift_page(0.6)),
    ("page.font", PAPER, attribute("Độc lập", "family", "Arial")),
    ("page.black", PAPER, attribute("Độc lập", "black", False)),
    ("page.overlap", PAPER, lambda pages, e: move(lines(pages, "Thực hiện")[1].words()[3], -3)),
    ("page_number.place", PAPER, lambda pages, e: move(lines([pages[2]], "3")[1], 0.6)),
    ("page_number.first", PAPER, first_page_number),
    ("nation.place", PAPER, moved("CỘNG HÒA XÃ HỘI", dy=0.6)),
    ("motto.place", PAPER, moved("Độc lập", dx=0.6)),
    ("motto.rule", PAPER, rule_below("Độc lập", longer(0.97))),
    ("agency.place", PAPER, moved("QUẬN THỬ", dx=0.6)),
    ("agency.text", PAPER, rewritten("QUẬN THỬ", "THỬ", "THƯ")),
    ("agency.rule", PAPER, rule_below("QUẬN THỬ", longer(0.55))),
    ("number.text", PAPER, cut("Số: 05/BC", "0")),
    ("number.place", PAPER, moved("Số: 05/BC", dx=0.6)),
    ("date.text", PAPER, cut("Hà Nội, ngày", "0", 10)),
    ("date.place", PAPER, moved("Hà Nội, ngày", dy=0.6)),
    ("type.place", PAPER, moved("BÁO CÁO", dx=0.6)),
    ("subject.place", PAPER, moved(SUBJECT_END, dx=0.6)),
    ("subject.text", PAPER, rewritten(SUBJECT_END, "hướng", "hương")),
    ("subject.text", "quy", lambda pages, e: move(part(pages, "IV năm 2018")[1], dy=6.35)),
    ("subject.rule", PAPER, rule_below(SUBJECT_END, longer(0.3))),
    ("addressees.one", "kinh_gui_mot", lambda pages, e: move(part(pages, "Sở Nội vụ thành phố Hà Nội")[1], dy=6.4)),
    ("addressees.many", PAPER, moved("- Sở Nội vụ", dx=0.6)),
    ("addressees.none", PAPER, lambda pages, e: e.update(addressees=[])),
    ("body.justified", PAPER, lambda pages, e: move(lines(pages, "Thực hiện")[1].words()[-1], -0.6)),
    ("body.indent", PAPER, moved("Thực hiện", dx=-0.6)),
    ("body.gap", PAPER, moved("I. CÔNG TÁC CHỈ ĐẠO", dy=-0.6)),
    ("body.spacing", PAPER, moved("Nội", dy=0.6)),
    ("body.lines", "cuoi_trang_16", single_line),
    ("section.number", PAPER, rewritten("I. CÔNG TÁC CHỈ ĐẠO", "I", "V")),
    ("clause.number", PAPER, rewritten("2. Về kiểm tra", "2", "4")),
    ("point.letter", PAPER, rewritten("b) ", "b", "d")),
    ("end.mark", PAPER, lambda pages, e: drop(pages[-1], part([pages[-1]], "./.")[1].glyphs)),
    ("signer_title.text", PAPER, rewritten("KT. CHỦ TỊCH", "KT", "TL")),
    ("signer_title.place", PAPER, moved("PHÓ CHỦ TỊCH", dx=0.6)),
    ("signer.place", PAPER, moved("Nguyễn Văn A", dy=-6)),
    ("recipients.place", PAPER, moved("Nơi nhận:", dy=0.6)),
    ("recipients.text", PAPER, cut("- Như trên", ";")),
    ("signature.together", PAPER, signature_alone),
    ("urgency.box", "khan", boxes(widen)),
    ("secrecy.box", "mat", boxes(widen)),
    ("marks.place", "khan", mark_aside),
    ("annex.number", PAPER, rewritten("Phụ lục II", "II", "2.", lambda pages, text: lines(pages[-1:], text))),
    ("annex.title", PAPER, moved("TÌNH HÌNH, KẾT QUẢ", dx=0.6)),
    ("annex.attached", "so_09_ngay_28_thang_02_giay", rewritten("(Kèm theo", "09/BC", "08/BC")),
    ("annex.rule", "so_09_ngay_28_thang_02_giay", rule_below("(Kèm theo", lambda page, s, line: page.strokes.remove(s))),
    ("annex.cited", PAPER, lambda pages, e: drop(pages[2], part(pages[:-2], "Phụ lục II")[1].glyphs) or
     [drop(p, part([p], "Phụ lục II")[1].glyphs) for p in pages[:-2] if any(x.find("Phụ lục II") for x in p.lines())]),
    ("draft.mark", DRAFT, no_footer),
]

# Where each kind of text stands in which paper.
TEXTS = {
    "nation": "CỘNG HÒA XÃ HỘI", "motto": "Độc lập", "parent": "UBND THÀNH PHỐ", "agency": "QUẬN THỬ",
    "number": "Số: 05/BC", "date": "Hà Nội, ngày", "type": "BÁO CÁO", "subject": SUBJECT_END,
    "addressees": "- Sở Nội vụ", "body": "Thực hiện", "section": "I. CÔNG TÁC CHỈ ĐẠO", "clause": "1. Về kế hoạch",
    "signer_title": "PHÓ CHỦ TỊCH", "signer": "Nguyễn Văn A", "recipients": "Nơi nhận:", "recipient": "- Như trên",
    "urgency": "KHẨN", "secrecy": "MẬT", "annex_number": "Phụ lục I", "annex_title": "TÌNH HÌNH, KẾT QUẢ",
    "annex_attached": "(Kèm theo",
}
PAPERS = {"urgency": "khan", "secrecy": "mat"}


def find_text(name, pages):
    if name == "page_number":
        return lines([pages[1]], "2")[1]
    if name.startswith("annex"):
        pages = [p for p in pages if p.width > p.height]
    return lines(pages, TEXTS[name])[1]


def resized(name, by):
    def spoil(pages, e):
        for g in find_text(name, pages).glyphs[:3]:
            g.size += by
    return spoil


def slanted(name):
    def spoil(pages, e):
        for g in find_text(name, pages).glyphs:
            g.italic = not g.italic
    return spoil


def other_case(name):
    def spoil(pages, e):
        capitals = rules.STYLES[name].capitals
        for g in find_text(name, pages).glyphs[2 * capitals:]:  # behind the number of a section
            g.c = g.c.lower() if capitals else g.c.upper()
    return spoil


def style_spoils():
    for name, style in rules.STYLES.items():
        paper = PAPERS.get(name, PAPER)
        yield name + ".style", paper, resized(name, style.sizes[1] - style.sizes[0] + 0.5)
        yield name + ".style", paper, slanted(name)
    for name in ("subject", "section"):
        yield name + ".style", PAPER, other_case(name)


def every_rule(read):
    """`read`: case → (pages, what was asked for). Returns the number of spoils that went unnoticed."""
    missed, caught = 0, set()
    for rule, name, spoil in SPOILS + list(style_spoils()):
        pages, e = pickle.loads(pickle.dumps(read[name]))
        spoil(pages, e)
        c = rules.Check(pages, e)
        c.run()
        if any(r == rule for r, _ in c.failures):
            caught.add(rule)
        else:
            missed += 1
            print(f"{name}: spoilt against [{rule}] and nobody saw it; seen: {sorted({r for r, _ in c.failures})}")
    for rule in sorted(set(rules.RULES) - caught):
        print(f"no paper is spoilt against [{rule}]")
        missed += 1
    return missed
