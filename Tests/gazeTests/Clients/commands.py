"""Programs of the command line, run within this process: starting `openstack` costs more than a second."""

import argparse
import ast
import contextlib
import hashlib
import io
import json
import logging
import re
import shlex
import sys


class Input:
    """Standard input: a terminal where nobody types, or a pipe with data."""

    def __init__(self, pipe=None):
        self.buffer = pipe
        self.closed = False

    def isatty(self):
        return self.buffer is None

    def read(self, *_):
        return ""

    readline = read


class Output(io.TextIOWrapper):
    """Standard output or error, kept; it may pass for a terminal."""

    def __init__(self, is_terminal=False):
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal

    def text(self):
        """What was printed. Of a line that was printed over itself, the last state; of data, the digest."""
        data = self.buffer.getvalue()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return digest(data)
        return "\n".join(line.rsplit("\r", 1)[-1] for line in text.split("\n"))


def digest(data):
    """Data, in a few words."""
    return f"{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}"


def run(main, pipe=None, is_terminal=False):
    """Runs a program's main function: its status, and what it printed."""
    output, errors, real = Output(is_terminal), Output(), sys.stdin
    sys.stdin = Input(pipe)
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                status = main() or 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.stdin = real
        # Each start adds its own handlers, which hold on to its own standard error.
        for name in [None, "glanceclient", "keystoneauth"]:
            logging.getLogger(name).handlers.clear()
    return status, output.text(), errors.text()


def outcome(status, output, errors, words, keep=None):
    """What came of a command, in which the widths of columns do not count. JSON is kept as what it says."""
    result = {"status": status}
    # A progress bar may stand before it.
    start = re.search(r"^([{\[]|\[\])$", output, re.MULTILINE)
    try:
        result["output"] = json.loads(output[start.start():] if start else output)
        if keep:
            result["output"] = [row for row in result["output"] if keep in json.dumps(row)]
    except ValueError:
        result["output"] = [words(line) for line in rows(output) if not keep or keep in line]
    if errors:
        lines = [narrow(line) for line in words.error(errors)]
        # A command line that is not understood: how it should be says nothing of the service.
        result["errors"] = lines[-1:] if lines[0].startswith("usage:") else lines
    return result


def narrow(line):
    return re.sub(r"-{3,}", "---", re.sub(r" +", " ", line))


def rows(output):
    """The lines of a table, with a value of several lines in one; a list or an object with its keys in order."""
    result = []
    for line in output.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if not cells:
            result.append(narrow(line))
        elif not cells[0] and any(cells) and isinstance(result[-1], list):
            result[-1] = [" ".join(part for part in pair if part) for pair in zip(result[-1], cells)]
        else:
            result.append(cells)
    return [row if isinstance(row, str) else "| " + " | ".join(map(ordered, row)) + " |" for row in result]


def ordered(cell):
    """A cell of a table: JSON, or what Python prints of a list or an object, in one order of keys."""
    if not re.match(r"[\[{].*[\]}]$", cell):
        return narrow(cell)
    try:
        value = json.loads(cell)
    except ValueError:
        try:
            value = ast.literal_eval(cell)
        except (ValueError, SyntaxError):
            return narrow(cell)
    # Tags are a set: Glance answers them in any order.
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value.sort()
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def options(parser, common=()):
    """The options of a parser, each as the words for it; those that are no longer told of do not count."""
    return [
        action.option_strings for action in parser._actions
        if action.option_strings and action.help != argparse.SUPPRESS and not set(action.option_strings) & set(common)
    ]


def unused(surface, used, exempt):
    """The commands and options that no step has used, and exemptions that are none.

    surface: commands, and the options of each. exempt: the same, with why no step can use them.
    """
    known_words = {command: {word for words in known for word in words} for command, known in surface.items()}
    missing = [
        f"{command} {word} is exempt, and there is no such option, or a step uses it"
        for command, words in exempt.items() for word in words
        if word not in known_words.get(command, ()) or word in used.get(command, ())]
    for command, known in sorted(surface.items()):
        if command not in used:
            missing.append(command)
            continue
        for words in known:
            word = words[-1]
            if set(words) & set(used[command]) or word in exempt.get(command, {}):
                continue
            missing.append(f"{command} {word}")
    return missing


def split(line, values):
    """A command line as its words. What is in braces is one word, whatever it holds."""
    return [word.format(**values) for word in shlex.split(line)]
