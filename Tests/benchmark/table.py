"""What is printed."""

WIDTHS = (42, 16, 16, 8, 14)


class Table:
    """One row for each thing that is measured, printed as soon as it is."""

    def __init__(self):
        self.missed = 0
        self.row("work", "Glance", "gaze", "ratio", "reach")

    def row(self, work, theirs, ours, ratio, reach):
        cells = [work.ljust(WIDTHS[0])] + [
            cell.rjust(width) for cell, width in zip((theirs, ours, ratio, reach), WIDTHS[1:])]
        print("  ".join(cells).rstrip(), flush=True)

    def judged(self, work, theirs, ours, ratio, reach, reached):
        self.missed += not reached
        self.row(work, theirs, ours, ratio, reach if reached else reach + " MISSED")

    def ratio(self, work, theirs, ours, ratio, reach):
        self.judged(work, theirs, ours, f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}", f"{reach}", ratio >= reach)

    def limit(self, work, mebibytes, reach):
        self.judged(work, "", f"{mebibytes:.0f} MiB", "", f"{reach} MiB", mebibytes <= reach)

    def heading(self, text):
        self.row("", "", "", "", "")
        print(text, flush=True)

    # Twice as long for a thousand times as many: an index is some levels deeper, and what it leads to is further apart.
    FLAT = 2

    def flat(self, work, few, many, ratio):
        self.judged("  " + work, f"{few:.2f} ms", f"{many:.2f} ms", f"{ratio:.2f}", f"{self.FLAT}", ratio <= self.FLAT)

    def close(self):
        """Says what was missed; the exit status."""
        print(f"{self.missed} missed." if self.missed else "Everything is reached.", flush=True)
        return 1 if self.missed else 0
