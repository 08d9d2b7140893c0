"""A unit whose papers run away, each way: it is named with the limit it met and leaves nothing, the others are there. A
child that sleeps ends with the program, whatever ends that."""
import signal
import time

from place import *

SHIM = os.path.join(BUILD, "fault-runaway.so")
UNIT = "P02"
# How, limits of the config, what is said.
WAYS = [
    ("sleep", "thoi_gian = 1", "quá 1 giây"),
    ("cpu", "cpu = 1", "nhiều hơn 1 giây của bộ xử lý"),
    ("memory", "bo_nho = 256", "256 MB"),
    ("file", "tep = 1", "tệp vượt quá cỡ cho phép"),
]


def look(job, place, status, paths, told, part):
    shown, unfinished = editions(place.tree())
    want = {folder: files for folder, files in NEW.items() if f"/{UNIT}/" not in folder}
    if unfinished or shown.keys() != want.keys():
        fail(f"{job}: left: {unfinished or sorted(shown)}", told)
    if status != 74 or f"đơn vị '{UNIT}': " not in told or part not in told:
        fail(f"{job}: status {status}, no '{part}'", told)
    if {os.path.relpath(os.path.dirname(p), OUT) for p in paths} != want.keys():
        fail(f"{job}: announced {paths}", told)


def children(pid):
    return open(f"/proc/{pid}/task/{pid}/children").read().split()


def asleep(place):
    """The program at work, and its child that sleeps."""
    place.reset(OLD_FOLDER)
    running = subprocess.Popen(place.command(ONE), cwd=place.folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                               env=dict(ENV, LD_PRELOAD=SHIM, FAULT_RUNAWAY="sleep:.pdf"))
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for child in children(running.pid):
            if any(f.name.endswith(".pdf") for f in os.scandir(os.path.join(place.out, PERIOD, "P01/cchc_dinh_ky/.tmp-du-thao"))):
                return running, child
        time.sleep(0.01)
    running.kill()
    sys.exit("the child does not sleep")


def is_gone(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def ended(place, number):
    running, child = asleep(place)
    began = time.monotonic()
    running.send_signal(number)
    running.communicate()
    while not is_gone(child) and time.monotonic() - began < 5:
        time.sleep(0.01)
    took = time.monotonic() - began
    job = f"signal {number} while a child sleeps"
    if not is_gone(child):
        fail(f"{job}: the child stays")
        os.kill(int(child), signal.SIGKILL)
    if running.returncode != (-9 if number == signal.SIGKILL else 128 + number):
        fail(f"{job}: status {running.returncode}")
    if number != signal.SIGKILL and place.tree() != OLD:
        fail(f"{job}: left: {editions(place.tree())[1]}")
    must(place.command(ONE), place.folder)
    if editions(place.tree())[1]:
        fail(f"{job}: not cleared up by the next run")
    return took


if SANITIZED:
    print("skipped: the sanitizers want to be loaded first")
    sys.exit(0)
place, OLD, (new,) = two_editions(ALL)
NEW = editions(new)[0]
config = os.path.join(place.folder, "config.ini")
text = open(config).read()
seconds = []
for how, limit, part in WAYS:
    place.reset()
    with open(config, "w") as f:
        f.write(f"{text}\n[gioi_han]\n{limit}\n")
    began = time.monotonic()
    status, paths, told = place.run(ALL, env=dict(ENV, LD_PRELOAD=SHIM, FAULT_RUNAWAY=f"{how}:/{UNIT}/"))
    seconds.append(f"{how} {time.monotonic() - began:.1f} s")
    look(how, place, status, paths, told, part)
with open(config, "w") as f:
    f.write(f"{text}\n[gioi_han]\nthoi_gian = 0\n")
status, _, told = place.run(ALL)
if status != 78 or "thoi_gian" not in told:
    fail(f"a limit of nothing: status {status}", told)
with open(config, "w") as f:
    f.write(text)
longest = max(ended(place, n) for n in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT))
finish(f"limits: {', '.join(seconds)}; a child that sleeps ends {longest:.2f} s behind the program at the latest")
