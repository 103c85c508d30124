"""python-glanceclient's program: `glance`, the whole of it."""

import importlib
import os
import sys

import glanceclient.shell
import glanceclient.v2.shell

import commands
import glance_imports
import glance_metadefs
import glance_records

#: Options that no step can use, and why.
EXEMPT = {}


class Glance:
    """`glance` as one person, with a token; by a log-in at Keystone where that is asked for."""

    def __init__(self, stage, role):
        self.stage = stage
        self.role = role
        self.values = stage.values

    def __call__(
            self, line, pipe=None, keep=None, differs=None, is_racing=False, is_unordered=False, is_terminal=False,
            logs_in=False, looks_for_version=False, is_schema=False, **values):
        """Runs a command line, notes what came of it, and returns the lines that it printed.

        pipe: its standard input. keep: the lines with this text alone. is_racing: what it prints of the image depends on how
        far an import has come. is_unordered: the order of the lines does not count. is_terminal: it prints to a terminal.
        logs_in: it has a password, and no token. looks_for_version: it is not told which version to use. is_schema: the
        descriptions are prose, and each service has its own.
        """
        words = commands.split(line, self.values | values)
        command = next(word for word in words if not word.startswith("--"))
        self.stage.use(command, *(word for word in words if word.startswith("--")))
        person = self.stage.cast[self.role]
        # Without, each start would look anew which versions there are.
        os.environ |= {"OS_IMAGE_URL": self.stage.url, "OS_IMAGE_API_VERSION": "" if looks_for_version else "2"}
        if logs_in and self.stage.has_logins:
            os.environ.pop("OS_AUTH_TOKEN", None)
            os.environ |= {
                "OS_AUTH_URL": self.stage.auth_url, "OS_USERNAME": person["name"], "OS_PASSWORD": person["password"],
                "OS_PROJECT_NAME": person["name"], "OS_USER_DOMAIN_NAME": "Default", "OS_PROJECT_DOMAIN_NAME": "Default"}
        else:
            os.environ.pop("OS_AUTH_URL", None)
            os.environ |= {"OS_AUTH_TOKEN": person["token"]}
        real, sys.argv = sys.argv, ["glance", *words]
        try:
            status, output, errors = commands.run(glanceclient.shell.main, pipe, is_terminal)
        finally:
            sys.argv = real
        result = commands.outcome(status, output, errors, self.stage.words, keep)
        if is_racing:
            del result["output"]
        if is_schema and status == 0:
            names = (line.split("|")[1].strip() for line in result["output"] if line.startswith("|"))
            result["output"] = sorted(name for name in names if name)
        if is_unordered:
            result["output"].sort()
        self.stage.record(f"{self.role}: glance {' '.join(words)}", result, differs)
        return output.splitlines()


def missing(used):
    shell = glanceclient.shell.OpenStackImagesShell()
    shell.get_subcommand_parser(2, [])
    common = ["-h", "--help"]
    aside = {"help", "bash-completion", "bash_completion"}
    surface = {
        name: commands.options(parser, common) for name, parser in shell.subcommands.items() if name not in aside}
    return commands.unused(surface, used, EXEMPT)


def play(stage):
    stage.enter()
    owner, guest, boss = (Glance(stage, role) for role in ("owner", "guest", "boss"))
    owner("image-list", looks_for_version=True)
    # From the second start on, the options come from the service's own schemas.
    importlib.reload(glanceclient.v2.shell)
    glance_records.play(stage, owner, guest, boss)
    glance_imports.play(stage, owner, guest, boss)
    glance_metadefs.play(stage, owner, guest, boss)
