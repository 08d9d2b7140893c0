"""Every allocation of our own code refused once, and those of libraries: no crash of the program, nothing published but
whole papers, nothing left behind."""
import io
import zipfile

from place import *

# Module → how many of its allocations are refused in the short form; the program's own: all.
MODULES = {"": 10**9, "libc.so": 30, "libsqlite3": 15, "libiniparser": 10, "libmd4c": 3, "libexpat": 8, "libhpdf": 12,
           "libxlsxwriter": 20, "libminizip": 6, "libz.so": 4}
# iniparser 4.1 crashes behind its own message that it has no memory; nothing can be done about that here.
CRASHES = {"libiniparser"}
# In these only a child is at work: it may crash, the program says so.
IN_CHILD = {"libhpdf", "libxlsxwriter", "libminizip"}
TORTURE_POINTS = 400
SHIM = os.path.join(BUILD, "fault-alloc.so")


def preloaded(place, n, module, on=""):
    counter = os.path.join(place.folder, "counter")
    with open(counter, "wb") as f:
        f.write(bytes(8))
    done = run(["taskset", "-c", str(place.cpu), "env", f"LD_PRELOAD={SHIM}", f"FAULT_ALLOC={counter}:{n}:{module}{on}"] +
               place.command(ONE), place.folder)
    seen = int.from_bytes(open(counter, "rb").read(), "little")
    return done, seen


def essence(tree):
    """The papers without what libxlsxwriter may lose for want of memory and not say so: which cells are selected, and
    which of them get no green corner; and without the hashes that show it."""
    found = {}
    for path, data in tree.items():
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as z:
                for name in z.namelist():
                    found[path, name] = re.sub(rb"<(sheetViews|ignoredErrors)>.*?</\1>", b"", z.read(name), flags=re.DOTALL)
        elif path.endswith("manifest.json"):
            found[path] = re.sub(rb'"(so_byte|sha256)": ("[^"]*"|\d+)', b"", data)
        else:
            found[path] = data
    return found


def one(place, job):
    n, module, on = job
    place.reset(OLD_FOLDER)
    (status, paths, told), _ = preloaded(place, n, module, on)
    job = f"{module or 'own'} allocation {n}{on}"
    counts[status] = counts.get(status, 0) + 1
    crashed = status == -11 and module in CRASHES
    if status not in CODES | {0} and not crashed:
        fail(f"{job}: status {status}", told)
    if status and not crashed and "cchc-report: lỗi: " not in told:
        fail(f"{job}: status {status} without a sentence", told)
    if "lỗi nặng" in told and module not in IN_CHILD:
        fail(f"{job}: the child crashed", told)
    tree = place.tree()
    behind[0] += status != 0 and tree == NEW  # memory ended when the papers were there: only nobody was told
    if module == "libxlsxwriter" and not status and tree != NEW:
        cosmetic[0] += 1
        if essence(tree) != essence(NEW) or check_published(editions(tree)[0][f"{PERIOD}/P01/cchc_dinh_ky/du-thao"]):
            fail(f"{job}: published, but not the same", told)
    elif tree not in ((OLD, NEW) if status else (NEW,)):
        shown, unfinished = editions(tree)
        fail(f"{job}: status {status}: left: {unfinished}, shown: {sorted(shown)}", told)


if SANITIZED:
    print("skipped: the sanitizers allocate for themselves")
    sys.exit(0)
counts, behind, cosmetic = {}, [0], [0]
base, OLD, (new,) = two_editions(ONE)
NEW = OLD | new
jobs, totals = [], {}
for module, points in MODULES.items():
    base.reset(OLD_FOLDER)
    (status, _, told), seen = preloaded(base, 0, module)
    if status or not seen:
        sys.exit(f"{module}: status {status}, {seen} allocations: {told}")
    points = max(points, TORTURE_POINTS) if TORTURE else points
    chosen = spread(range(1, seen + 1), points)
    totals[module or "own"] = f"{len(chosen)}/{seen}"
    jobs += [(n, module, "") for n in chosen]
    if not module:  # and when memory stays gone
        jobs += [(n, module, ":on") for n in spread(chosen, 10**9 if TORTURE else 60)]
in_parallel(jobs, one)
finish(f"memory: {len(jobs)} runs ({', '.join(f'{m} {t}' for m, t in totals.items())}), by status "
       f"{dict(sorted(counts.items()))}, {behind[0]} behind the rename, {cosmetic[0]} with another selection or corner")
