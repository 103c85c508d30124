"""What puts a service under load: wrk for many small requests, curl for data."""

import json
import pathlib
import subprocess

SCRIPT = pathlib.Path(__file__).with_name("load.lua")


class Failure(Exception):
    """A service that did not answer as it should."""


def rate(url, token, connections, seconds, *arguments):
    """Sends one kind of request over and over: how many were answered in a second, and the median time of an answer."""
    command = [
        "wrk", "--threads", str(min(connections, 2)), "--connections", str(connections), "--duration", f"{seconds}s",
        "--timeout", "60s", "--script", SCRIPT, url, "--", token, *arguments]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    answer = json.loads(result.stdout.splitlines()[-1])
    if not answer["requests"] or answer["refused"] or answer["broken"]:
        raise Failure(f"{url} with {connections} connections: {answer}")
    return answer["requests"] / answer["seconds"], answer["median"]


def creates(service, connections, seconds):
    """Creates images: how many in a second."""
    return rate(service.url + "/v2/images", service.token, connections, seconds, "create")[0]


def pages(service, query, connections, seconds):
    """Reads one page of a list over and over: how many in a second, and the median time of one in seconds."""
    return rate(f"{service.url}/v2/images?{query}", service.token, connections, seconds)


def upload(service, file):
    """Gives a new image its data: seconds until the service has said that it has it."""
    image = curl(
        service, "/v2/images", "-X", "POST", "-H", "Content-Type: application/json",
        "-d", '{"disk_format": "raw", "container_format": "bare"}')
    path = "/v2/images/" + json.loads(image)["id"]
    seconds = curl(
        service, path + "/file", "-X", "PUT", "-H", "Content-Type: application/octet-stream", "-H", "Expect:",
        "--upload-file", file, "-w", "%{time_total}")
    curl(service, path, "-X", "DELETE")
    return float(seconds)


def curl(service, path, *arguments):
    command = ["curl", "-sS", "--fail", "-H", f"X-Auth-Token: {service.token}", *arguments, service.url + path]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
