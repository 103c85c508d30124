"""The two services that are measured."""

import json
import os
import pathlib
import re
import subprocess
import urllib.request


class Login:
    """A user who is logged in at Keystone."""

    def __init__(self, openstack, user):
        body = {"auth": {
            "identity": {"methods": ["password"], "password": {"user": {
                "name": user, "password": openstack["password"], "domain": {"id": "default"}}}},
            "scope": {"project": {"name": user, "domain": {"id": "default"}}}}}
        request = urllib.request.Request(
            openstack["auth_url"] + "/auth/tokens", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            self.token = answer.headers["X-Subject-Token"]
            self.project = json.load(answer)["token"]["project"]["id"]


class Glance:
    """The Glance that Tests/openstack/run has started."""

    def __init__(self, openstack, token):
        self.url = openstack["image_url"]
        self.token = token


class Gaze:
    """A `gaze serve` with Keystone's users, for as long as the `with` lasts."""

    def __init__(self, program, folder, openstack, token):
        self.folder = pathlib.Path(folder)
        self.token = token
        self.command = [
            program, "serve", "--listen", "127.0.0.1:0", "--data", folder, "--auth", "keystone",
            "--keystone-url", openstack["auth_url"]]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        address = re.search(r"http://\S+", self.process.stdout.readline())
        if not address:
            raise RuntimeError(f"gaze did not start: {self.process.wait()}")
        self.url = address.group()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self.process.stdout.close()

    @property
    def catalogue(self):
        return self.folder / "catalogue.sqlite"

    def memory(self, name):
        """A figure of /proc/PID/status in MiB: VmRSS for what is in memory now, VmHWM for the most that ever was."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE).group(1)) / 1024

    def forget_peak(self):
        """Begins VmHWM anew (proc(5), clear_refs)."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def written(self):
        """Bytes that it has made the kernel bring to the disk."""
        text = pathlib.Path(f"/proc/{self.process.pid}/io").read_text()
        return int(re.search(r"^write_bytes: (\d+)", text, re.MULTILINE).group(1))


def openstack():
    """What Tests/openstack/run says of its services."""
    return json.loads(pathlib.Path(os.environ["GAZE_TEST_OPENSTACK"]).read_text())
