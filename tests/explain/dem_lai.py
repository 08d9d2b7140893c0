"""Counts the rows of explanations again, with nothing of the program: dem_lai.py ALL.tsv EXPLANATION.tsv…

ALL.tsv is `explain --list` of the report. An explanation names its figure, how it is counted, and under which role its
rows serve; from the rows alone the figure must come out as the report prints it."""
import re
import sys
from fractions import Fraction


def read(path):
    data = open(path, "rb").read()
    assert data.startswith(b"\xef\xbb\xbf"), f"{path}: no mark of UTF-8"
    text = data.decode("utf-8-sig")
    assert text.endswith("\n"), f"{path}: the last line is cut"
    return text[:-1].split("\n")


def count_text(n):
    return ("-" if n < 0 else "") + re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", str(abs(n)))


def decimal_text(x):
    """A number with a finite decimal form, the Vietnamese way."""
    places = 0
    while x.denominator != 1 and (x * 10**places).denominator != 1:
        places += 1
    whole, part = divmod(abs(x) * 10**places, 10**places)
    text = count_text(int(whole)) + (f",{int(part):0{places}d}" if places else "")
    return ("-" if x < 0 else "") + text


def hundredths(x):
    """Of a percent, half up away from zero."""
    n = (abs(x) * 20000 + 1) // 2
    return int(n if x >= 0 else -n)


def percent_forms(x):
    """As prose, tables and charts write it; the rounding never claims a false 0 or 100."""
    whole, part = divmod(abs(hundredths(x)), 100)
    full = f"{count_text(whole)},{part:02d}"
    short = full.rstrip("0").rstrip(",") if part else count_text(whole)
    forms = {full, full + "%", short + "%"}
    if x == 1:
        forms |= {"100%", "100,00"}
    if hundredths(x) == 10000 and x != 1:
        forms = {"99,99", "99,99%", "trên 99,99%"} if x < 1 else forms
    if hundredths(x) == 0 and x != 0:
        forms = {"0,01", "0,01%", "dưới 0,01%"}
    return forms


def number_forms(x):
    text = decimal_text(x)
    return {text, "0" + text if 0 <= x < 10 else text, decimal_text(abs(x)), "0" + decimal_text(abs(x))}


class Figure:
    def __init__(self, path):
        self.comments, self.tables, header = [], [], None
        for line in read(path):
            if line.startswith("# "):
                self.comments.append(line[2:].split(": ", 1))
                header = None
            elif header is None:
                header = line.split("\t")
                self.tables.append((header, []))
            else:
                cells = line.split("\t")
                assert len(cells) == len(header), f"{path}: {len(cells)} cells under {len(header)} names: {line}"
                assert not any(c[:1] in "=+@" and not re.fullmatch(r"[+-]?[\d.,]+", c) for c in cells if c), line
                self.tables[-1][1].append(dict(zip(header, cells)))
        self.first = {}
        for key, value in self.comments:
            self.first.setdefault(key, value)
        self.id, self.how = self.first["mã"], self.first["cách tính"]

    def rule(self, role):
        """How the leaf of this role is counted."""
        if not role:
            return self.how
        # keys of comments hold ": " themselves
        lines = [": ".join(x) for x in self.comments]
        found = [x[len(role) + 2:] for x in lines if x.startswith(role + ": ") and "; " in x and " = " in x.split("; ")[0]]
        found = [x.split("; ", 1)[1] for x in found]
        leaves = [x for x in found if re.match(r"đếm|cộng \S+ .* của |số nhập|ghi trong", x)]
        assert leaves, f"{self.id}: no rule for '{role}'"
        return leaves[0]

    def leaf(self, role):
        """The measure over the rows that serve as this; one that serves twice counts twice."""
        total, values = Fraction(0), set()
        distinct = self.rule(role).startswith("đếm số")
        for _, rows in self.tables:
            for row in rows:
                roles, weights = row["vai_tro"].split("; "), row["gia_tri"].split("; ")
                for i, each in enumerate(roles):
                    if each != (role or "được tính"):
                        continue
                    weight = weights[i] if len(weights) > 1 else weights[0]
                    if distinct:
                        values.add(weight)
                    else:
                        total += Fraction(weight)
        return Fraction(len(values)) if distinct else total

    def roles(self):
        found = {r for _, rows in self.tables for row in rows for r in row["vai_tro"].split("; ")}
        found |= {m.group(1) for m in (re.match(r"((?:[^:=;]+: )*[^:=;]+): [^=]* = ", ": ".join(c)) for c in self.comments)
                  if m and re.search(r"tử số|mẫu số|cộng|trừ|kỳ này|cùng kỳ|tỷ lệ|chỉ tiêu", m.group(1))}
        return found - {"cách tính", "giá trị", "công thức"}

    def value(self, prefix=""):
        """Of the node under this role; a target of the configuration is what its line says."""
        below = {r[len(prefix):].removeprefix(": ").split(": ")[0] for r in self.roles()
                 if r != prefix and (not prefix or r.startswith(prefix + ": "))} - {"được tính"}
        join = lambda part: f"{prefix}: {part}" if prefix else part
        if prefix.split(": ")[-1] == "chỉ tiêu":
            line = next(": ".join(c) for c in self.comments if ": ".join(c).startswith(prefix + ": "))
            return Fraction(re.search(r" = ([\d,]+)%; ghi", line).group(1).replace(",", ".")) / 100
        if below >= {"tử số", "mẫu số"}:
            num, den = self.value(join("tử số")), self.value(join("mẫu số"))
            return num / den if den else None
        if below & {"cộng", "trừ"}:
            return sum(self.value(join(x)) * sign for x, sign in (("cộng", 1), ("trừ", -1)) if x in below)
        if below >= {"kỳ này", "cùng kỳ"}:
            now, before = self.value(join("kỳ này")), self.value(join("cùng kỳ"))
            if "tỷ lệ tăng, giảm" in self.how:
                return (now - before) / before
            return Fraction(hundredths(now) - hundredths(before), 100) if "như đã in" in self.how else now - before
        if below >= {"tỷ lệ", "chỉ tiêu"}:
            return Fraction(hundredths(self.value(join("tỷ lệ"))) - hundredths(self.value(join("chỉ tiêu"))), 100)
        if below >= {"tỷ lệ"}:
            return 1 - Fraction(hundredths(self.value(join("tỷ lệ"))), 10000)
        return self.leaf(prefix)


def check(figure, printed):
    value = figure.value()
    is_rate = re.match(r"tỷ lệ|phần còn lại|ghi trong", figure.how)
    if value is None:
        wanted = {"–"}
    elif figure.how.startswith("ghi trong"):
        return figure.first["giá trị"] in printed
    elif is_rate:
        wanted = percent_forms(value) | percent_forms(abs(value))
    else:
        wanted = number_forms(value)
    for text in printed:
        none = value == 0 and text.startswith("không ")
        if text not in wanted and not none:
            print(f"{figure.id}: the paper prints {text}, the rows give {value} ({' '.join(sorted(wanted))})")
            return False
    return True


def main():
    printed = {}
    for line in read(sys.argv[1])[1:]:
        cells = line.split("\t")
        printed.setdefault(cells[0].removeprefix("'"), set()).add(cells[1].removeprefix("'"))
    wrong = 0
    for path in sys.argv[2:]:
        figure = Figure(path)
        wrong += not check(figure, printed[figure.id])
    print(f"{len(sys.argv) - 2} explanations counted again, {wrong} differences")
    return wrong > 0


sys.exit(main())
