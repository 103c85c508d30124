"""python-openstackclient: `openstack image …`, the whole of it."""

import functools
import importlib.metadata

import openstackclient.command
import openstackclient.shell
import osc_lib.clientmanager

import commands
import osc_imports
import osc_metadefs
import osc_records

GROUP = "openstack.image.v2"

#: Options that no step can use, and why.
EXEMPT = {
    "image create": {
        "--volume": "Cinder makes the image, not the image service.",
        "--force": "It is about --volume.",
        "--sign-key-path": "The password of the key is asked for at a terminal, and the check is Barbican's.",
        "--sign-cert-id": "It goes with --sign-key-path.",
    },
}


class OpenStack:
    """`openstack` as one person."""

    def __init__(self, stage, role):
        self.stage = stage
        self.role = role
        self.values = stage.values

    def __call__(self, line, pipe=None, keep=None, differs=None, is_racing=False, is_terminal=False, **values):
        """Runs a command line, notes what came of it, and returns the JSON that it printed.

        pipe: its standard input. keep: of a list, the rows with this text alone. is_racing: what it prints of the image
        depends on how far an import has come.
        """
        words = commands.split(line, self.values | values)
        command = next(
            name for name in sorted(entries(), key=len, reverse=True) if words[:len(name.split())] == name.split())
        self.stage.use(command, *(word for word in words if word.startswith("--")))
        forget()
        format = ["-f", "json"] if prints(command) else []
        status, output, errors = commands.run(
            lambda: openstackclient.shell.OpenStackShell().run(["--os-cloud", self.role, *words, *format]),
            pipe, is_terminal)
        result = commands.outcome(status, output, errors, self.stage.words, keep)
        printed = result["output"]
        if is_racing and status == 0:
            result["output"] = {"id": printed["id"]}
        self.stage.record(f"{self.role}: openstack {' '.join(words)}", result, differs)
        return printed


@functools.cache
def entries():
    """The client's own list of its commands."""
    return {
        entry.name.replace("_", " "): entry for entry in importlib.metadata.entry_points(group=GROUP)}


def forget():
    """Has the client log in anew, as it does at each start."""
    for part in vars(osc_lib.clientmanager.ClientManager).values():
        if isinstance(part, osc_lib.clientmanager.ClientCache):
            part._handle = None


@functools.cache
def prints(command):
    return issubclass(entries()[command].load(), (openstackclient.command.ShowOne, openstackclient.command.Lister))


def missing(used):
    common = set()
    for kind in (openstackclient.command.ShowOne, openstackclient.command.Lister, openstackclient.command.Command):
        class Bare(kind):
            def take_action(self, parsed_args):
                pass
        for words in commands.options(Bare(None, None).get_parser("")):
            common |= set(words)
    surface = {
        name: commands.options(entry.load()(None, None).get_parser(""), common) for name, entry in entries().items()}
    return commands.unused(surface, used, EXEMPT)


def play(stage):
    stage.enter()
    owner, guest, boss = (OpenStack(stage, role) for role in ("owner", "guest", "boss"))
    osc_records.play(stage, owner, guest, boss)
    osc_imports.play(stage, owner, guest, boss)
    osc_metadefs.play(stage, owner, guest, boss)
