"""Finished PDFs read back: glyphs, rules and boxes with their places in millimetres from the top left corner.

The reader is mupdf's trace of what a page paints: it knows nothing of how the file was made.
"""
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET

MM = 25.4 / 72
BLANK = 0.12    # of the size: a gap this wide between letters is a blank
ASCENT = 0.891  # Times New Roman and the faces made to its measure, of the size
DESCENT = 0.216


class Glyph:
    __slots__ = ("c", "x0", "x1", "y", "size", "bold", "italic", "family", "red", "black", "upright")


class Span:
    """Glyphs of one line, from left to right, without blanks."""

    def __init__(self, glyphs):
        self.glyphs = glyphs

    x0 = property(lambda s: s.glyphs[0].x0)
    x1 = property(lambda s: s.glyphs[-1].x1)
    y = property(lambda s: s.glyphs[0].y)
    width = property(lambda s: s.x1 - s.x0)
    axis = property(lambda s: (s.x0 + s.x1) / 2)
    size = property(lambda s: s.glyphs[0].size)
    top = property(lambda s: s.y - max(g.size for g in s.glyphs) * ASCENT * MM)
    bottom = property(lambda s: s.y + max(g.size for g in s.glyphs) * DESCENT * MM)
    bold = property(lambda s: all(g.bold for g in s.glyphs))
    italic = property(lambda s: all(g.italic for g in s.glyphs))

    def sizes(self):
        return sorted({g.size for g in self.glyphs})

    def words(self):
        out = [[self.glyphs[0]]]
        for a, b in zip(self.glyphs, self.glyphs[1:]):
            if b.x0 - a.x1 > BLANK * b.size * MM:
                out.append([])
            out[-1].append(b)
        return [Span(w) for w in out]

    @property
    def letters(self):
        return "".join(g.c for g in self.glyphs)

    @property
    def text(self):
        return " ".join(w.letters for w in self.words())

    def find(self, text):
        """The part that reads `text`, blanks left out of account, or None."""
        wanted = re.sub(r"\s", "", text)
        at = self.letters.find(wanted)
        return Span(self.glyphs[at:at + len(wanted)]) if wanted and at >= 0 else None

    def pieces(self, gap):
        """Cut where a gap is wider than `gap` mm."""
        out = [[self.glyphs[0]]]
        for a, b in zip(self.glyphs, self.glyphs[1:]):
            if b.x0 - a.x1 > gap:
                out.append([])
            out[-1].append(b)
        return [Span(p) for p in out]


class Stroke:
    """A straight line or a box that is drawn, not filled."""
    __slots__ = ("x0", "y0", "x1", "y1", "line", "red", "black", "box")

    horizontal = property(lambda s: not s.box and abs(s.y1 - s.y0) < 0.05)
    width = property(lambda s: s.x1 - s.x0)
    height = property(lambda s: s.y1 - s.y0)
    axis = property(lambda s: (s.x0 + s.x1) / 2)
    y = property(lambda s: s.y0)


class Page:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.glyphs, self.strokes, self.fills = [], [], []

    def lines(self, among=None):
        """Upright text by baseline, from top to bottom."""
        rows = {}
        for g in (self.glyphs if among is None else among):
            if g.upright and not g.c.isspace():
                rows.setdefault(round(g.y / 0.1), []).append(g)
        merged = []
        for key in sorted(rows):  # a baseline that falls between two steps
            if merged and abs(rows[key][0].y - merged[-1][0].y) < 0.12:
                merged[-1] += rows[key]
            else:
                merged.append(list(rows[key]))
        return [Span(sorted(row, key=lambda g: g.x0)) for row in merged]


def _colour(node):
    values = [float(v) for v in node.get("color", "0").split()]
    if node.get("colorspace") == "DeviceRGB":
        r, g, b = values
        return r > 0.8 and g < 0.2 and b < 0.2, max(values) < 0.01
    return False, values == [0.0]


def _matrix(node):
    return [float(v) for v in node.get("transform", "1 0 0 1 0 0").split()]


def _glyphs(page, node):
    a, b, c, d, e, f = _matrix(node)
    red, black = _colour(node)
    for span in node.iter("span"):
        t = [float(v) for v in span.get("trm").split()]
        name = span.get("font").split("+")[-1]
        for n in span.iter("g"):
            x, y = float(n.get("x")), float(n.get("y"))
            g = Glyph()
            g.c = unicodedata.normalize("NFC", n.get("unicode"))
            g.size = round(abs(t[3] * d) or abs(t[1] * c), 2)
            g.x0 = (a * x + c * y + e) * MM
            g.x1 = g.x0 + float(n.get("adv")) * t[0] * a * MM
            g.y = (b * x + d * y + f) * MM
            g.bold, g.italic = "Bold" in name, "Ital" in name  # mupdf keeps 31 letters of a name
            g.family = re.split(r"[-,]", name)[0]
            g.red, g.black = red, black
            g.upright = abs(t[1]) < 1e-6 and abs(b) < 1e-6
            page.glyphs.append(g)


def _parts(node):
    """Points of each part of a path; whether it is closed."""
    a, b, c, d, e, f = _matrix(node)
    parts, closed = [[]], False
    for n in node:
        if n.tag == "moveto" and parts[-1]:
            parts.append([])
        if n.tag in ("moveto", "lineto"):
            x, y = float(n.get("x")), float(n.get("y"))
            parts[-1].append(((a * x + c * y + e) * MM, (b * x + d * y + f) * MM))
        closed |= n.tag in ("closepath", "rect")
    return [p for p in parts if p], closed


def _bounds(points):
    return (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))


def _strokes(page, node, clips):
    red, black = _colour(node)
    parts, closed = _parts(node)
    for points in parts:
        for ends in ([points] if closed else zip(points, points[1:])):
            s = Stroke()
            s.x0, s.y0, s.x1, s.y1 = _bounds(ends)
            for x0, y0, x1, y1 in clips:  # hatching is cut to its bar
                s.x0, s.y0, s.x1, s.y1 = max(s.x0, x0), max(s.y0, y0), min(s.x1, x1), min(s.y1, y1)
            s.line, s.red, s.black, s.box = float(node.get("linewidth", "0")), red, black, closed
            if s.x0 <= s.x1 and s.y0 <= s.y1:
                page.strokes.append(s)


def read(pdf):
    trace = subprocess.run(["mutool", "draw", "-q", "-F", "trace", pdf], check=True, capture_output=True).stdout
    pages = []
    for node in ET.fromstring(trace).iter("page"):
        x0, y0, x1, y1 = (float(v) for v in node.get("mediabox").split())
        page = Page((x1 - x0) * MM, (y1 - y0) * MM)
        clips = []
        for n in node.iter():
            if n.tag == "fill_text":
                _glyphs(page, n)
            elif n.tag == "stroke_path":
                _strokes(page, n, clips)
            elif n.tag == "clip_path":
                clips.append(_bounds(sum(_parts(n)[0], [])))
            elif n.tag == "pop_clip":
                clips.pop()
            elif n.tag not in ("page", "layer", "end_layer", "set_default_colorspaces", "span", "g", "moveto",
                               "lineto", "closepath", "fill_path", "curveto",
                               "structure", "end_structure", "metatext", "end_metatext"):  # mupdf 1.25 tells the tags
                raise ValueError(f"{pdf}: the reader does not know <{n.tag}>")
        pages.append(page)
    return pages


def title_of(pdf):
    info = subprocess.run(["pdfinfo", "-enc", "UTF-8", pdf], check=True, capture_output=True).stdout.decode()
    return re.search(r"^Title:\s*(.*)$", info, re.M).group(1)
