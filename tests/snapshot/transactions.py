"""A thousand and more transactions on a small district, each of which any other one can tell apart from all before it.

Transaction i adds the one overdue dossier M<i>, so that the number of overdue dossiers names the state of the database;
besides, it moves dossiers between units, ends, deletes and adds some, and counts itself in two other tables. The same
seed gives the same transactions: replay() makes, elsewhere, any state that a reader says it saw.

As a program, the writer: transactions.py PROGRAM DB SEED FIRST LAST PAUSE_MS"""
import os
import random
import sqlite3
import subprocess
import sys
import time

UNITS = [f"P{n}" for n in range(1, 7)]
DOSSIERS = 3000
IMPORT_EVERY = 20  # these come by the program's own import, dossiers only
HEADER = "ma,don_vi,tthc,kenh,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc"
PUT = f"INSERT OR REPLACE INTO ho_so ({HEADER}) VALUES (?, ?, ?, ?, ?, ?, ?)"


def connect(path, timeout=60):
    return sqlite3.connect(path, timeout=timeout, isolation_level=None)


def dossier(r, code):
    """Never overdue: that is what markers are. Received before or in the quarter; a third is open, a tenth not due."""
    received = f"2018-{r.randint(4, 8):02d}-{r.randint(1, 28):02d}"
    ended = None if r.random() < 0.3 else f"2018-09-{r.randint(1, 20):02d}"
    due = None if r.random() < 0.1 else "2018-10-01"
    return (code, r.choice(UNITS), "T1", r.choice(("truc_tiep", "truc_tuyen")), received, due, ended)


def fill(con):
    r = random.Random(1)
    con.execute("BEGIN")
    con.executemany(PUT, [dossier(r, f"H{n:05d}") for n in range(DOSSIERS)])
    for unit in ["Q"] + UNITS:
        con.execute("INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri)"
                    " VALUES ('giao_dich', ?, '2018-06-15', '2018-09-14', '0')", (unit,))
    con.execute("COMMIT")


def plan(seed, i):
    """The dossiers that transaction i puts, moves and deletes."""
    r = random.Random(seed * 1000000 + i)

    def some(n):
        return [f"H{x:05d}" for x in r.sample(range(DOSSIERS), n)]

    put = [(f"M{i:05d}", UNITS[i % len(UNITS)], "T2", "truc_tiep", "2018-07-02", "2018-07-05", "2018-07-20")]
    put += [dossier(r, code) for code in some(20)]
    return put, [(r.choice(UNITS), code) for code in some(40)], [(code,) for code in some(12)]


def is_import(i):
    return i % IMPORT_EVERY == 0


def apply(con, seed, i):
    """As one transaction; by an import only the first part."""
    put, moved, deleted = plan(seed, i)
    con.execute("BEGIN IMMEDIATE")
    if not is_import(i):
        con.executemany("DELETE FROM ho_so WHERE ma = ?", deleted)
        con.executemany("UPDATE ho_so SET don_vi = ? WHERE ma = ?", moved)
    con.executemany(PUT, put)
    if not is_import(i):
        con.execute("INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) VALUES (?, ?, 'cchc', 'dinh_ky', '2018-08-01')",
                    (f"K{i}", UNITS[i % len(UNITS)]))
        con.execute("UPDATE so_lieu SET gia_tri = ?", (str(i),))
    con.execute("COMMIT")


def import_one(program, database, seed, i):
    name = f"{database}.{i}.csv"
    with open(name, "w") as f:
        f.write(HEADER + "\n")
        for row in plan(seed, i)[0]:
            f.write(",".join(x or "" for x in row) + "\n")
    while True:  # 75: somebody else had the lock for longer than the program waits
        p = subprocess.run([program, "import", "--db", database, "--table", "ho_so", name], capture_output=True, text=True)
        if p.returncode != 75:
            break
    os.remove(name)
    if p.returncode:
        sys.exit(f"import of transaction {i}: {p.returncode}: {p.stderr}")


def replay(con, seed, first, last):
    for i in range(first, last + 1):
        apply(con, seed, i)


def housekeeping(con, i):
    """What programs that have the database to themselves do now and then; each may find it busy."""
    for every, sql in ((25, "PRAGMA wal_checkpoint(TRUNCATE)"), (10, "PRAGMA wal_checkpoint(PASSIVE)"), (120, "VACUUM"),
                       (200, "ANALYZE"), (250, "PRAGMA wal_checkpoint(RESTART)")):
        if i % every == 0:
            try:
                con.execute(sql).fetchall()
            except sqlite3.OperationalError as e:
                if "locked" not in str(e):
                    raise


def main():
    program, database, seed, first, last, pause = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:7])
    con = connect(database)
    for i in range(first, last + 1):
        if is_import(i):
            import_one(program, database, seed, i)
        else:
            apply(con, seed, i)
        housekeeping(con, i)
        time.sleep(pause / 1000)


if __name__ == "__main__":
    main()
