"""Bits that flip in published folders: each of them is found, by a reader of manifests of its own and by `verify`."""
import random

from place import *

FLIPS = 10000
# Starts of the program are dear; the folder in memory is not.
PROGRAM = FLIPS if TORTURE else 200


def has_verify(place):
    return run([BIN, "verify", "--help"], place.folder)[0] == 0


def flip(files, at):
    """The folder with bit `at` of all its bytes turned round, and the name of the file it is in."""
    byte = at // 8
    for name in sorted(files):
        if byte < len(files[name]):
            data = bytearray(files[name])
            data[byte] ^= 1 << at % 8
            return dict(files, **{name: bytes(data)}), name
        byte -= len(files[name])
    raise IndexError(at)


def in_memory(place, job):
    folder, bits = job
    files = shown[folder]
    for at in bits:
        broken, name = flip(files, at)
        hit[os.path.splitext(name)[1]] = hit.get(os.path.splitext(name)[1], 0) + 1
        try:
            found = check_published(broken)
        except ValueError:
            found = "no manifest"
        if not found:
            fail(f"{folder}: bit {at} of {name} is not found")


def by_program(place, job):
    folder, at = job
    broken, name = flip(shown[folder], at)
    target = os.path.join(place.folder, "hong")
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    for n, data in broken.items():
        with open(os.path.join(target, n), "wb") as f:
            f.write(data)
    status, told, _ = run([BIN, "verify", target], place.folder)
    if status != 1 or not any(name in word for word in told):
        fail(f"verify: {folder}: bit {at} of {name}: status {status}", " ".join(told))


hit = {}
base = make_place(os.path.join(WORK, "base"), cpus()[0])
must(base.command(ALL), base.folder)
must(base.command(FINAL), base.folder)
shown, _ = editions(base.tree())
for folder, files in shown.items():
    if check_published(files):
        fail(f"{folder}: {check_published(files)}")
chance = random.Random(5)
bits = {folder: [] for folder in shown}
for _ in range(FLIPS):
    folder = chance.choice(sorted(shown))
    # A manifest is small beside a paper, and as important: half of the bits.
    total, size = 8 * sum(map(len, shown[folder].values())), 8 * len(shown[folder]["manifest.json"])
    before = 8 * sum(len(d) for n, d in shown[folder].items() if n < "manifest.json")
    bits[folder].append(before + chance.randrange(size) if chance.random() < 0.5 else chance.randrange(total))
in_parallel(sorted(bits.items()), in_memory)
summary = f"bit flips: {FLIPS} in {len(shown)} folders, {dict(sorted(hit.items()))}"
if has_verify(base):
    jobs = spread([(folder, at) for folder in sorted(bits) for at in bits[folder]], PROGRAM)
    in_parallel(jobs, by_program)
    summary += f"; {len(jobs)} of them by verify"
else:
    print("  the program has no verb 'verify' yet: only the reader of this folder looked")
finish(summary)
