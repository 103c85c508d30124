"""Times keys in lists of ten and of many records, and the printing of the latter."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from terminal import Terminal

FEW = 10


def home(folder, program, count):
    """A home whose embedded service has so many records."""
    path = os.path.join(folder, f"home-{count}")
    os.makedirs(path)
    environment = {"HOME": path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    # The first command makes the catalogue.
    subprocess.run([program, "list"], env=environment, check=True, stdout=subprocess.DEVNULL)
    started = time.monotonic()
    # In a process of its own: the most memory that a child has had counts what its parent had when it was made.
    catalogue = os.path.join(os.path.dirname(__file__), "catalogue.py")
    subprocess.run(
        [sys.executable, catalogue, os.path.join(path, ".local/share/gaze/catalogue.sqlite"), str(count)], check=True)
    print(f"{count:,} records made in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return environment


def bar(number):
    """The bar is on a record."""
    return lambda screen: f"▌ image-{number:07d}" in screen


def measure(program, environment, count):
    """The milliseconds that each thing took, the median of several."""
    times = {}

    def timed(what, keys, wanted):
        times.setdefault(what, []).append(terminal.press(keys, wanted))

    for _ in range(3):
        terminal = Terminal([program], environment)
        times.setdefault("start, until the list is there", []).append(terminal.wait(bar(count)))
        terminal.press("q", None)
        terminal.close()
    terminal = Terminal([program], environment)
    terminal.wait(bar(count))
    for _ in range(5):
        for step in range(1, 9):
            timed("j, one down", "j", bar(count - step))
        for step in range(7, -1, -1):
            timed("k, one up", "k", bar(count - step))
        timed("G, to the end", "G", bar(1))
        timed("k, one up, at the end", "k", bar(2))
        timed("g, to the beginning", "g", bar(count))
        timed("s, ordered by name", "s", lambda screen: "NAME ↑" in screen and bar(1)(screen))
        timed("S, the other way round", "S", lambda screen: "NAME ↓" in screen and bar(count)(screen))
        for _ in range(7):
            # Past the other keys, back to the newest first.
            terminal.press("s", None)
            terminal.settle()
        terminal.wait(bar(count))
        first = count // 1000 * 1000
        wanted = f"tag:rare name:*{first:07d}" if count >= 1000 else f"disk_format:raw name:*{9:07d}"
        terminal.press("/", lambda screen: "Filter" in screen)
        terminal.type(wanted)
        terminal.wait(lambda screen: "Filter " + wanted in screen)
        timed("enter, a filter", "\r", lambda screen: "1–1 of 1 " in screen and " among " in screen)
        timed("esc, the filter away", "\x1b", lambda screen: "1–1 of 1 " not in screen and bar(count)(screen))
    if count > 1000:
        for _ in range(100):
            timed("PgDn, a hundred times, each", "\x1b[6~", lambda screen, before=terminal.screen(): screen != before)
            terminal.settle()
    terminal.press("q", None)
    terminal.close()
    return {what: 1000 * statistics.median(values) for what, values in times.items()}


def printed(program, environment, arguments):
    """How long a command takes, what it has of memory at most, and the lines that it prints."""
    started = time.monotonic()
    process = subprocess.Popen([program, "list", *arguments], env=environment, stdout=subprocess.PIPE)
    lines = sum(block.count(b"\n") for block in iter(lambda: process.stdout.read(1 << 20), b""))
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, status
    return time.monotonic() - started, usage.ru_maxrss / 1024, lines


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="gaze-scale-") as folder:
        few, many = home(folder, program, FEW), home(folder, program, count)
        short, long = measure(program, few, FEW), measure(program, many, count)
        print(f"{'':34}{FEW:>10,}{count:>14,}   ratio")
        for what, milliseconds in long.items():
            if what in short:
                print(f"{what:34}{short[what]:>7.1f} ms{milliseconds:>11.1f} ms{milliseconds / short[what]:>8.1f}")
            else:
                print(f"{what:34}{'':>10}{milliseconds:>11.1f} ms")
        print()
        for arguments in (["--limit", "10000"], [], ["--format", "json"], ["--format", "csv"], ["--format", "yaml"], ["tag:rare"]):
            seconds, memory, lines = printed(program, many, arguments)
            print(f"gaze list {' '.join(arguments):24}{seconds:>8.1f} s{memory:>8.0f} MiB at most{lines:>12,} lines")


if __name__ == "__main__":
    main()
