"""Plays one script of a client's commands on Glance and on gaze, and compares what the client says.

    python play.py SCRIPT CONFIGURATION

SCRIPT is the name of a module beside this one. CONFIGURATION is a JSON file:

    services   names and addresses of the image services, Glance among them
    cast       what cast.py has printed: who plays, with their tokens
    folder     where files may be kept
    auth_url   Keystone's address
    web_host, web_port   where the services may download from

A report is printed, as JSON:

    steps        how many there were
    differences  the steps in which a service's client said something else than Glance's, with both
    vain         the steps that were to differ and do not
    missing      what of the client's own commands, options or methods no step has used
"""

import http.server
import importlib
import json
import multiprocessing
import pathlib
import subprocess
import sys
import threading
import traceback

import logins
from stage import Stage


def write_files(folder):
    """The data of images: bytes that look like nothing in particular, and a disk that is one."""
    folder.joinpath("disk.raw").write_bytes(bytes((n * 2_654_435_761 >> 13) & 255 for n in range(100_001)))
    subprocess.run(
        ["qemu-img", "create", "-q", "-f", "qcow2", folder / "disk.qcow2", "2M"], check=True, stdin=subprocess.DEVNULL)


class Web(http.server.SimpleHTTPRequestHandler):
    """The web that images are downloaded from; it does not log."""

    def log_message(self, *_):
        pass


def serve(folder, host, port):
    """Serves a folder to web-download."""
    def handler(*arguments):
        return Web(*arguments, directory=folder)
    server = http.server.ThreadingHTTPServer((host, port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def perform(script, stage, path):
    """Plays the script on one service, in a process of its own, and writes down what happened."""
    try:
        script.play(stage)
    except BaseException:
        stage.record("the script", {"crashed": traceback.format_exc()})
    stage.clear()
    path.write_text(json.dumps({"steps": stage.steps, "missing": script.missing(stage.used)}))


def compare(transcripts):
    """The steps in which services differ from Glance, and those that were to differ and do not."""
    model = transcripts.pop("Glance")
    differences, vain = [], []
    for name, steps in transcripts.items():
        for number in range(max(len(model), len(steps))):
            one, other = (each[number] if number < len(each) else None for each in (model, steps))
            intended = (one or other).get("differs")
            if isinstance(intended, dict):
                intended = intended.get(name)
            if one == other:
                if intended:
                    vain.append(f"{name}: {one['title']}")
            elif not intended:
                differences.append({"step": number, "service": name, "Glance's": one, "its": other})
    return differences, vain


def main():
    script = importlib.import_module(sys.argv[1])
    configuration = json.loads(pathlib.Path(sys.argv[2]).read_text())
    folder = pathlib.Path(configuration["folder"])
    logins.remember(configuration["cast"])
    write_files(folder)
    transcripts, missing, processes = {}, [], {}
    for name, url in configuration["services"].items():
        home = folder / name
        home.mkdir()
        stage = Stage(name, url, configuration, home)
        process = multiprocessing.get_context("fork").Process(
            target=perform, args=(script, stage, home / "transcript.json"))
        process.start()
        processes[name] = process
    serve(folder, configuration["web_host"], configuration["web_port"])
    for name, process in processes.items():
        process.join()
        transcript = json.loads((folder / name / "transcript.json").read_text())
        transcripts[name] = transcript["steps"]
        missing = transcript["missing"]
    steps = len(transcripts["Glance"])
    differences, vain = compare(transcripts)
    json.dump({
        "steps": steps, "differences": differences, "vain": vain, "missing": missing},
        sys.stdout, indent=1)


main()
