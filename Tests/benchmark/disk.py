"""How quick the disk is by itself."""

import os
import time


def syncs(folder, size, seconds):
    """How often in a second this many bytes can be written and brought to the disk, as a journal does it: one after the other
    over the same few MiB, so that no file grows."""
    room = max(4 << 20, size)
    data = os.urandom(size)
    path = os.path.join(folder, "syncs")
    file = os.open(path, os.O_CREAT | os.O_RDWR)
    try:
        os.pwrite(file, os.urandom(room), 0)
        os.fsync(file)
        count, offset, start = 0, 0, time.monotonic()
        while (passed := time.monotonic() - start) < seconds:
            os.pwrite(file, data, offset)
            os.fdatasync(file)
            offset = offset + size if offset + 2 * size <= room else 0
            count += 1
        return count / passed
    finally:
        os.close(file)
        os.unlink(path)


def random_file(path, size):
    """A file of bytes that cannot be made smaller, on the disk and in memory."""
    with open(path, "wb") as file:
        for _ in range(size >> 20):
            file.write(os.urandom(1 << 20))
        os.fsync(file.fileno())
    return path
