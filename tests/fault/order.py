"""What a power cut may take: every published file is synced behind its last write, every folder behind its last change,
before the rename that shows them, and every folder on the way to them behind that rename."""
from place import *

GROUPS = "write,sync,rename,unlink,mkdir,open,trunc"


def check(name, what, old):
    base.reset(old)
    there = {os.path.join(base.out, p) for p in base.tree()} | ({base.out} if old else set())
    calls = base.calls(what, ["--only", GROUPS])
    dirty = {}  # file, or folder whose entries changed → the call
    shown = 0
    for n, group, call, path in calls:
        path = path.removesuffix(" (deleted)")
        if not (path + "/").startswith(base.folder + "/") or f"/{UNFINISHED}viec" in path or DATABASE in path:
            continue
        if group in ("write", "trunc"):
            dirty[path] = n
        elif group == "mkdir" and path in there:
            continue  # it is asked for, and was there
        elif group in ("unlink", "mkdir", "open"):
            (there.add if group == "mkdir" else there.discard)(path)
            dirty[os.path.dirname(path)] = n
        elif group == "sync":
            dirty.pop(path, None)
        elif group == "rename" and not path.split("/")[-1].startswith(UNFINISHED + "thu-"):
            shown += 1
            for other, at in dirty.items():
                if other == path or other.startswith(path + "/"):
                    fail(f"{name}: call {n} shows {path}, but call {at} on {other} is not synced")
            dirty[os.path.dirname(path)] = n
            last[os.path.dirname(path)] = n
    for folder, n in last.items():
        while folder != os.path.dirname(base.folder):
            if folder in dirty and dirty[folder] <= n:
                fail(f"{name}: {folder}, changed by call {dirty[folder]}, is not synced behind call {n}")
            folder = os.path.dirname(folder)
    last.clear()
    return shown


last = {}
base, _, _ = two_editions()
figures = {name: check(name, what, old) for name, what, old in (
    ("first edition", ALL, None), ("replace", ALL, OLD_FOLDER), ("final", FINAL, OLD_FOLDER))}
finish(f"order of syncs: folders shown {figures}")
