"""Where a script is played: one image service, and a transcript of what its clients say."""

import io
import json
import os
import re
import time
import urllib.request
import uuid

import commands
import logins


class Words:
    """Puts words in the place of what no two services have in common."""

    UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
    TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?")
    REQUEST = re.compile(r"req-<id \d+>")
    # What an error says beyond what was wrong: markup, the sentence that stands for the status alone, and, where a value fails
    # a schema, that schema in Python's notation.
    FRAME = re.compile(
        r"(Access was denied to this resource|There was a conflict when trying to complete your request)\.(: |\s+)|<br />"
        r"|:?\s*(Failed validating|On instance).*", re.DOTALL)
    PLACE = re.compile(r"file://\S*/(fast|cheap)/\S*(<id \d+>)")

    def __init__(self, known):
        # The longest first: one may begin with another.
        self.known = sorted(known.items(), key=lambda pair: -len(pair[0]))
        self.ids = {}

    def __call__(self, text):
        for literal, word in self.known:
            text = text.replace(literal, word)
        text = self.UUID.sub(lambda match: self.ids.setdefault(match[0], f"<id {len(self.ids) + 1}>"), text)
        text = self.REQUEST.sub("<request>", self.TIME.sub("<time>", text))
        return self.PLACE.sub(r"file://<\1>/\2", text)

    def error(self, text):
        """The lines of what a client says of a refusal."""
        text = self.FRAME.sub("", self(text)).replace("[None, ", "[null, ")
        # How much of too much had come.
        text = re.sub(r"got \d+ bytes", "got more", text)
        return [line for line in text.splitlines() if line.strip()]

    def inside(self, value):
        """The same value with words in each of its texts."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, dict):
            return {
                self(key): sorted(self.inside(each)) if key.lower() == "tags" and is_words(each) else self.inside(each)
                for key, each in value.items()}
        if isinstance(value, list):
            return [self.inside(each) for each in value]
        return value


#: Why the methods of imports differ.
FEDERATED = {"gaze": "With Keystone's catalog it offers glance-download as well, which Glance here is not told to."}
#: The id of no image.
NOBODY = "00000000-0000-4000-8000-000000000000"


class Ids:
    """The ids of a stage, where text is formatted."""

    def __init__(self, stage):
        self.stage = stage

    def __format__(self, name):
        return self.stage.id(name)


def is_words(value):
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


class Stage:
    """One service. `steps` is the transcript; `used` is what of the client's surface was exercised."""

    def __init__(self, name, url, configuration, home):
        # A file of tokens has no token that Keystone gives later.
        self.has_logins = "tokens" not in name
        self.url = url
        self.home = home
        self.folder = configuration["folder"]
        self.cast = configuration["cast"]
        self.auth_url = configuration["auth_url"]
        self.web = f"http://{configuration['web_host']}:{configuration['web_port']}"
        self.steps = []
        self.used = {}
        known = {url: "<service>", str(home): "<home>", self.folder: "<folder>", self.web: "<web>"}
        for role, person in self.cast.items():
            known |= {person["name"]: role, person["user"]: f"<user {role}>", person["project"]: f"<project {role}>"}
        self.words = Words(known)
        # What a script calls things in command lines; "{id:x}" is `id("x")`.
        self.values = {
            "folder": self.folder, "home": str(home), "web": self.web, "nobody": NOBODY, "id": Ids(self),
            **{f"{role}_project": person["project"] for role, person in self.cast.items()}}

    def enter(self):
        """Makes this process's surroundings those of the service."""
        clouds = self.home / "clouds.yaml"
        logins.write_clouds(clouds, self.cast, self.auth_url, self.url)
        for name in [name for name in os.environ if name.startswith("OS_")]:
            del os.environ[name]
        os.environ |= {"HOME": str(self.home), "OS_CLIENT_CONFIG_FILE": str(clouds), "COLUMNS": "200"}

    def record(self, title, outcome, differs=None):
        """Notes a step. `differs` says why gaze's is not as Glance's, on purpose; or that of each service that differs."""
        step = {"title": self.words(title), **self.words.inside(outcome)}
        if differs:
            step["differs"] = differs
        self.steps.append(step)

    def use(self, command, *options):
        self.used.setdefault(command, set()).update(options)

    def id(self, name):
        """An id to be asked for: the same on each service, and another for each cast, since none can be used again."""
        return str(uuid.uuid5(uuid.UUID(self.cast["owner"]["project"]), name))

    def path(self, name):
        return f"{self.folder}/{name}"

    def size(self, name):
        return os.path.getsize(self.path(name))

    def ask(self, path, role="boss"):
        """What the service itself says, whichever client there is."""
        return json.loads(self.send("GET", path, role=role))

    def send(self, method, path, body=None, role="boss"):
        """Asks the service itself."""
        kind = "application/openstack-images-v2.1-json-patch" if method == "PATCH" else "application/json"
        request = urllib.request.Request(
            self.url + path, None if body is None else json.dumps(body).encode(), method=method,
            headers={"X-Auth-Token": self.cast[role]["token"], "Content-Type": kind})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    def saved(self):
        """Notes what a client has saved as `saved`, and removes it."""
        file = self.home / "saved"
        self.record("what was saved", {"output": commands.digest(file.read_bytes()) if file.exists() else None})
        file.unlink(missing_ok=True)

    def clear(self):
        """Removes what the cast has left on the service: the images, and the namespaces of tests."""
        for person in self.cast.values():
            for hidden in ("false", "true"):
                query = f"owner={person['project']}&visibility=all&os_hidden={hidden}&limit=1000"
                for image in self.ask("/v2/images?" + query)["images"]:
                    path = f"/v2/images/{image['id']}"
                    if image["protected"]:
                        self.send("PATCH", path, [{"op": "replace", "path": "/protected", "value": False}])
                    self.send("DELETE", path)
        for space in self.ask("/v2/metadefs/namespaces?limit=1000")["namespaces"]:
            if space["namespace"].startswith("Test::"):
                path = f"/v2/metadefs/namespaces/{space['namespace']}"
                self.send("PUT", path, {"namespace": space["namespace"], "protected": False})
                self.send("DELETE", path)

    def settle(self, image):
        """Waits until an import has come to its end."""
        def is_over():
            record = self.ask(f"/v2/images/{image}")
            if "os_glance_import_task" in record:
                return False
            # To be asked for last: to list tasks, Glance writes, and on SQLite that makes a writer of the import fail.
            tasks = self.ask(f"/v2/images/{image}/tasks")["tasks"]
            for task in tasks:
                self.words(task["id"])
            return all(task["status"] in ("success", "failure") for task in tasks)

        end = time.monotonic() + 300
        while not is_over():
            if time.monotonic() > end:
                raise TimeoutError(f"the import of {image} does not end")
            time.sleep(0.1)


class Pipe(io.RawIOBase):
    """Bytes whose number nobody knows before the end, as at the end of a pipe."""

    def __init__(self, data):
        self.data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.data.readinto(buffer)
