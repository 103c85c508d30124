"""A program in a pseudo-terminal, whose screen can be looked at."""

import codecs
import fcntl
import os
import pty
import select
import struct
import termios
import time

import pyte


class NotSeen(Exception):
    """What was waited for did not come in time."""


class Terminal:
    ROWS, COLUMNS = 24, 80
    PATIENCE = 120

    def __init__(self, arguments, environment):
        self._display = pyte.Screen(self.COLUMNS, self.ROWS)
        self._stream = pyte.Stream(self._display)
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self._process, self._file = pty.fork()
        if self._process == 0:
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", self.ROWS, self.COLUMNS, 0, 0))

    def screen(self):
        return "\n".join(self._display.display)

    def type(self, text):
        os.write(self._file, text.encode())

    def press(self, keys, wanted):
        """Presses keys; returns the seconds until the screen is as wanted."""
        started = time.monotonic()
        os.write(self._file, keys.encode())
        return self.wait(wanted, started) if wanted else 0

    def wait(self, wanted, started=None):
        """Returns the seconds until the screen is as wanted."""
        started = started or time.monotonic()
        while not wanted(self.screen()):
            if not self._read(self.PATIENCE):
                raise NotSeen(self.screen())
        return time.monotonic() - started

    def settle(self):
        """Waits until nothing is drawn for a moment."""
        while self._read(0.2):
            pass

    def _read(self, seconds):
        if not select.select([self._file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._file, 1 << 16)
        except OSError:
            # The program has ended.
            return False
        self._stream.feed(self._text.decode(data))
        return bool(data)

    def close(self):
        """Waits for the program's end."""
        while self._read(self.PATIENCE):
            pass
        os.close(self._file)
        os.waitpid(self._process, 0)
