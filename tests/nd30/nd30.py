"""Finished PDFs against Nghị định 30/2020/NĐ-CP.

  nd30.py matrix BIN SRC WORK [CASE...]  makes the papers of cases.py in WORK and checks them all
  nd30.py paper SRC CONFIG.ini PDF       checks one paper of the config (its manifest beside it)
"""
import os
import shutil
import subprocess
import sys

import cases
import page
import spoil
from rules import RULES, Check


def report(name, failures):
    for rule, what in failures:
        print(f"{name}: [{rule}] {what} ({RULES[rule]})")


def database(binary, src, path):
    golden = os.path.join(src, "tests/golden/chung")
    subprocess.run([binary, "init", "--db", path], check=True)
    sql = b"".join(open(os.path.join(golden, f), "rb").read() for f in ("don_vi.sql", "input.sql"))
    subprocess.run(["sqlite3", "-bail", path], input=sql, check=True)


def make(binary, src, work, name, c):
    """Runs the program on a case; returns its config and PDF."""
    folder = os.path.join(work, name)
    golden = os.path.join(src, "tests/golden/chung")
    os.mkdir(folder)
    config = {"du_lieu.co_so_du_lieu": os.path.join(work, "du_lieu.db"), "van_ban.minh_hoa": "khong",
              "du_lieu.noi_dung": os.path.join(folder, "noi_dung"), "ky_ten.nguoi_ky": "Nguyễn Văn A", **c["config"]}
    prose = os.path.join(folder, "noi_dung", c["period"])
    shutil.copytree(os.path.join(golden, "noi_dung/2018-10M"), prose)
    cases.change_prose(os.path.join(prose, "QT"), c["annexes"], c["prose"])
    if c["annexes"] != 2 or c["subject"]:
        config["bao_cao.thu_muc_mau"] = os.path.join(folder, "templates")
        shutil.copytree(os.path.join(src, "templates"), config["bao_cao.thu_muc_mau"])
        cases.change_templates(config["bao_cao.thu_muc_mau"], c["annexes"], c["subject"])
    path = os.path.join(folder, "config.ini")
    with open(os.path.join(golden, "config.ini"), encoding="utf-8") as f:
        text = cases.change_config(f.read(), config)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    final = ["--final", "--number", c["final"][0], "--date", c["final"][1]] if c["final"] else []
    unit = ["--unit", c["unit"]] if c["unit"] else []
    done = subprocess.run([binary, "run", "-c", path, "--period", c["period"], "-o", os.path.join(folder, "ra")] +
                          final + unit, capture_output=True, text=True)
    pdfs = [line for line in done.stdout.splitlines() if line.endswith(".pdf")]
    if done.returncode or len(pdfs) != 1:
        raise SystemExit(f"{name}: exit {done.returncode}: {done.stderr}")
    return {**cases.read_config(path), **(cases.WARD_CONFIG if c["unit"] else {})}, pdfs[0]


def check(config, pdf, annexes):
    pages = page.read(pdf)
    e = cases.expected(config, pdf, annexes)
    c = Check(pages, e)
    c.run()
    return pages, e, c


def matrix(binary, src, work, names):
    database(binary, src, os.path.join(work, "du_lieu.db"))
    failed, held, read = 0, set(), {}
    for name in names or cases.CASES:
        c = cases.CASES[name]
        config, pdf = make(binary, src, work, name, c)
        pages, e, done = check(config, pdf, cases.WARD_ANNEXES if c["unit"] else c["annexes"])
        report(name, done.failures)
        failed += bool(done.failures)
        held |= done.held
        read[name] = (pages, e)
    if not names:
        idle = sorted(set(RULES) - held)
        if idle:
            print(f"rules that no paper kept: {idle}")
        failed += bool(idle)
        if not failed:
            failed += spoil.every_rule(read)
    print(f"{len(read)} papers, {len(RULES)} rules, {failed} failed")
    return failed


if sys.argv[1] == "matrix":
    sys.exit(matrix(sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]) > 0)
_, _, source, config_path, paper = sys.argv
checked = check(cases.read_config(config_path), paper, cases.annexes_of(source, config_path))[2]
report(os.path.basename(paper), checked.failures)
sys.exit(bool(checked.failures))
