#!/usr/bin/python3
"""Runs a command with stderr and stdout on a terminal of 80 columns; prints what a person would see at the end, after
one line that says how many times the line of progress was drawn. usage: terminal.py COMMAND…"""
import fcntl, os, pty, re, struct, sys, termios

pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm"
    fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.execvp(sys.argv[1], sys.argv[1:])
data = b""
while True:
    try:
        more = os.read(fd, 65536)
    except OSError:
        break
    if not more:
        break
    data += more
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
text = data.decode("utf-8")
shown = re.findall(r"\r\x1b\[K([^\r]+)", text)
shown = [line for line in shown if not line.startswith("cchc-report:") and "\n" not in line]
for line in shown:
    if len(line) > 79:
        sys.exit(f"{len(line)} columns: {line!r}")
print(len(shown), shown[len(shown) // 2] if shown else "")
# Only the line of progress may be written over.
lines = [re.sub(r"^.*\r\x1b\[K", "", line) for line in text.replace("\r\n", "\n").split("\n")]
print("\n".join(lines), end="")
sys.exit(status)
