"""Clients that are libraries: each call is noted, with what came of it."""

import collections.abc
import io
import json

import glanceclient.v2.schemas
import openstack.resource
import requests
import wrapt

import commands


class Recorder:
    """Stands before a client, or a part of one. A call's result is handed on; a refusal is noted, and None is handed on.

    Of a call's arguments these are the recorder's: `_keep`, the entries of a list that have this text alone; `_racing`, the
    fields that alone count, because the rest depends on how far an import has come; `_sorted`, that the order of a list does
    not count; `_differs`, why the answer is not as Glance's.
    """

    def __init__(self, stage, role, target, name=""):
        self._stage, self._role, self._target, self._name = stage, role, target, name

    def __getattr__(self, name):
        value = getattr(self._target, name)
        path = f"{self._name}.{name}".lstrip(".")
        if not callable(value):
            return Recorder(self._stage, self._role, value, path)

        def call(*arguments, _keep=None, _racing=None, _sorted=False, _differs=None, **named):
            self._stage.use(path)
            title = f"{self._role}: {path}({text(arguments, named)})"
            result, outcome = attempt(value, arguments, named, self._stage.words)
            if _keep and "value" in outcome:
                outcome["value"] = [each for each in outcome["value"] if _keep in json.dumps(each)]
            if _sorted:
                outcome["value"] = sorted(self._stage.words.inside(outcome["value"]), key=json.dumps)
            if _racing and "value" in outcome:
                outcome["value"] = {field: outcome["value"].get(field) for field in _racing}
            self._stage.record(title, outcome, _differs)
            return result

        return call


def attempt(function, arguments, named, words):
    """Calls a function: what it returns, and a note of that or of what it raises."""
    try:
        result = function(*arguments, **named)
        # A proxy of whatever it is has all the methods there are.
        if type(result).__name__ == "GeneratorProxy" or (
                isinstance(result, collections.abc.Iterator) and not isinstance(result, wrapt.ObjectProxy)):
            result = list(result)
        return result, {"value": plain(result)}
    except Exception as error:
        return None, {"raises": type(error).__name__, "words": words.error(str(error))}


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, wrapt.ObjectProxy):
        value = value.__wrapped__
    if isinstance(value, glanceclient.v2.schemas.Schema):
        return undescribed(value.raw())
    if isinstance(value, openstack.resource.Resource):
        is_schema = "Schema" in type(value).__name__
        value = {
            key: each for key, each in value.to_dict(computed=False, original_names=True).items() if each is not None}
        if is_schema:
            return undescribed(plain(value))
    if isinstance(value, requests.Response):
        content = value.content
        return {"status": value.status_code, "body": bytes_(content)}
    if isinstance(value, bytes):
        return bytes_(value)
    if isinstance(value, collections.abc.Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(each) for each in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return f"a {type(value).__name__}"


def undescribed(value):
    """A schema without the descriptions of its parts: they are prose, and each service has its own."""
    if isinstance(value, dict):
        return {
            key: undescribed(each) for key, each in value.items() if key != "description" or not isinstance(each, str)}
    if isinstance(value, list):
        return [undescribed(each) for each in value]
    return value


def bytes_(data):
    try:
        return data.decode() if len(data) < 1000 else commands.digest(data)
    except UnicodeDecodeError:
        return commands.digest(data)


def text(arguments, named):
    """Arguments as they would stand in a program; of a resource, what it is called."""
    def word(value):
        if isinstance(value, openstack.resource.Resource):
            return f"<{type(value).__name__} {value.id}>"
        if isinstance(value, (list, tuple)):
            return "[" + ", ".join(word(each) for each in value) + "]"
        if isinstance(value, bytes):
            return commands.digest(value)
        if isinstance(value, io.IOBase):
            return type(value).__name__
        return repr(value)
    return ", ".join([word(each) for each in arguments] + [f"{name}={word(each)}" for name, each in named.items()])


def methods(kind):
    """The public methods that a class itself has."""
    return {name for name, value in vars(kind).items() if not name.startswith("_") and callable(value)}
