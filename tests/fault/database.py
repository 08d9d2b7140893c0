"""Databases that are not what they should be: the right status, a sentence that names the file and says what to do, and
nothing published."""
import sqlite3
import stat

from place import *

NOBODY = 65534
cases = {}


def case(status, *words):
    """A function that spoils the database of a place; what it returns are arguments for run()."""
    def add(f):
        cases[f.__name__.replace("_", " ")] = (f, status, words)
        return f
    return add


def db(place):
    return os.path.join(place.folder, DATABASE)


def sql(place, text):
    c = sqlite3.connect(db(place), isolation_level=None)
    c.executescript(text)
    c.close()


@case(66, "không có cơ sở dữ liệu", "init --db")
def missing(place):
    os.remove(db(place))


@case(66, "không phải là tệp thường")
def directory(place):
    os.remove(db(place))
    os.mkdir(db(place))


@case(66, "không phải là tệp thường")
def pipe(place):
    os.remove(db(place))
    os.mkfifo(db(place))


@case(65, "tệp rỗng", "init --db")
def empty(place):
    open(db(place), "wb").close()


@case(65, "không phải là cơ sở dữ liệu SQLite")
def not_a_database(place):
    with open(db(place), "wb") as f:
        f.write("mã,tên,cấp\n".encode() * 1000)


@case(75, "chương trình khác đang giữ khóa", "chạy lại sau")
def locked(place):
    sql(place, "PRAGMA journal_mode = DELETE")
    c = sqlite3.connect(db(place), isolation_level=None, check_same_thread=False)
    c.execute("BEGIN EXCLUSIVE")
    place.held = c
    return {}


@case(75, "lần ghi trước bị ngắt giữa chừng", "--upgrade")
def hot_journal(place):
    sql(place, "PRAGMA journal_mode = DELETE")
    c = sqlite3.connect(db(place), isolation_level=None)
    c.executescript("PRAGMA cache_size = 2; BEGIN; UPDATE ho_so SET ngay_ket_thuc = NULL; "
                    "CREATE TABLE rac AS WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9999) "
                    "SELECT i FROM n;")
    for name in (DATABASE, DATABASE + "-journal"):  # as a power cut leaves them
        shutil.copy(os.path.join(place.folder, name), os.path.join(place.folder, name + ".cut"))
    c.rollback()
    c.close()
    for name in (DATABASE, DATABASE + "-journal"):
        os.replace(os.path.join(place.folder, name + ".cut"), os.path.join(place.folder, name))


def as_nobody(place):
    os.chmod(place.folder, 0o755)
    if os.getuid() == 0:
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return {}


@case(77, "không có quyền mở tệp hoặc ghi vào thư mục", "hãy cấp quyền")
def wal_in_an_unwritable_folder(place):
    os.chmod(db(place), 0o644)
    more = as_nobody(place)
    os.chmod(place.folder, 0o555)
    return more


@case(77, "không có quyền đọc tệp")
def unreadable(place):
    os.chmod(db(place), 0)
    return as_nobody(place)


@case(65, "init --db", "--upgrade")
def older(place):
    version = sqlite3.connect(db(place)).execute("PRAGMA user_version").fetchone()[0]
    sql(place, f"PRAGMA user_version = {version - 1}")


@case(65, "mới hơn phiên bản", "cập nhật chương trình")
def newer(place):
    sql(place, "PRAGMA user_version = 1000")


@case(65, "cơ sở dữ liệu của chương trình khác")
def foreign_id(place):
    sql(place, "PRAGMA application_id = 252006673")


@case(65, "không đúng lược đồ", "so_lieu")
def missing_table(place):
    sql(place, "DROP TABLE so_lieu")


@case(65, "không đúng lược đồ", "nhiem_vu")
def wrong_type(place):
    sql(place, "PRAGMA writable_schema = ON; "
               "UPDATE sqlite_schema SET sql = replace(sql, 'noi_dung TEXT', 'noi_dung BLOB') WHERE name = 'nhiem_vu';")


def look(name, place, status, paths, told, want, words):
    kind = name.split(" at ")[0]
    tally = counts.setdefault(kind, {})
    tally[status] = tally.get(status, 0) + 1
    if status != want:
        fail(f"{name}: status {status} instead of {want}", told)
    if status:
        last = told.strip().split("\n")[-1]
        for word in ("cchc-report: lỗi: ", DATABASE, *words):
            if word not in last:
                fail(f"{name}: no '{word}'", told)
        if "hãy" not in last.lower():
            fail(f"{name}: does not say what to do", told)
    tree = place.tree()
    if tree != (OLD if status else NEW) or (paths != []) != (status == 0):
        fail(f"{name}: status {status}: something was published", told)


def fresh(place):
    os.chmod(place.folder, 0o755)
    for name in os.listdir(place.folder):
        if name.startswith(DATABASE):
            path = os.path.join(place.folder, name)
            os.rmdir(path) if stat.S_ISDIR(os.lstat(path).st_mode) else os.remove(path)
    shutil.copy(os.path.join(WORK, "good.db"), db(place))
    place.reset(OLD_FOLDER)


def one(place, job):
    kind, at = job
    fresh(place)
    if kind == "cut":
        os.truncate(db(place), at)
        status, paths, told = place.run(ONE)
        # Of a last page that is there in part, SQLite reads the rest as zeros; no paper may need it.
        want = 0 if status == 0 and at > SIZE - 4096 else 65
        words = ("tệp bị hỏng", "phục hồi từ bản sao lưu") if want else ()
        return look(f"truncated at {at}", place, status, paths, told, want, words)
    if kind == "noise":
        with open(db(place), "r+b") as f:
            f.seek(at)
            f.write(b"\xff" * min(4096, SIZE - at))
        status, paths, told = place.run(ONE)
        # A page that no paper needs is not missed.
        return look(f"damaged at {at}", place, status, paths, told, status if status in (0, 65) else 65, ())
    spoil, want, words = cases[kind]
    more = spoil(place) or {}
    status, paths, told = place.run(ONE, **more)
    look(kind, place, status, paths, told, want, words)
    if hasattr(place, "held"):
        place.held.close()
        del place.held
    if kind == "hot journal":  # what the sentence says helps
        must([BIN, "init", "--db", db(place), "--upgrade"], place.folder)
        status, paths, told = place.run(ONE)
        look("hot journal, rolled back", place, status, paths, told, 0, ())
    return None


counts = {}
base, OLD, (new,) = two_editions(ONE)
NEW = OLD | new
sql(base, "PRAGMA wal_checkpoint(TRUNCATE)")
shutil.copy(db(base), os.path.join(WORK, "good.db"))
SIZE = os.path.getsize(db(base))
os.chmod(WORK, 0o755)
os.chmod(os.path.dirname(WORK), 0o755)
cuts = [n + more for n in range(0, SIZE, 4096) for more in (0, 100) if n + more]
jobs = [(name, 0) for name in cases] + [("cut", n) for n in cuts] + [("noise", n) for n in range(0, SIZE, 4096)]
in_parallel(jobs, one)
finish(f"databases: {len(jobs)} runs of {len(cases) + 2} kinds: {counts}")
