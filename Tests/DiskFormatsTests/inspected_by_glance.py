"""Says what Glance makes of disks: what oslo.utils' inspectors find in the bytes, and what Glance's set_data then does.

    python inspected_by_glance.py FOLDER < DISKS > VERDICTS

DISKS is a JSON list. Each of its disks is a file of the folder, cut off at a length, with bytes written over it: `base`,
`length`, `patches` ([offset, hexadecimal], ...). VERDICTS is a list of the same order. A disk's verdict has `matches`
(null where the inspection falls over) and for each record's disk format in `records` a virtual size, null, or a refusal.
"""

import io
import json
import logging
import pathlib
import sys
import types

from glance import location
from glance.common import config, exception
from glance_store.common import utils
from oslo_utils.imageutils import format_inspector

FORMATS = ["raw", "qcow2", "vmdk", "vhd", "vhdx", "vdi", "iso", "ami", "aki", "ploop"]
# What the file system store reads at a time.
CHUNK = 65536
# What a catalogue can hold: a larger size breaks Glance when it saves the record.
LARGEST = 2**63


def disk(folder, bases, recipe):
    name = recipe["base"]
    if name not in bases:
        bases[name] = (folder / name).read_bytes()
    data = bytearray(bases[name][:recipe["length"]])
    for offset, patch in recipe["patches"]:
        patch = bytes.fromhex(patch)
        data[offset:offset + len(patch)] = patch
    return bytes(data)


def inspected(data):
    wrapper = format_inspector.InspectWrapper(io.BytesIO(data))
    for _ in utils.chunkreadable(wrapper, CHUNK):
        pass
    wrapper.close()
    return wrapper


def size(of):
    """A virtual size, or the word for one that cannot be read."""
    try:
        value = of()
    except Exception:
        return "unreadable"
    return "unreadable" if value >= LARGEST else value


def match(inspector):
    safe = True
    try:
        inspector.safety_check()
    except (format_inspector.SafetyCheckFailed, format_inspector.ImageFormatError):
        safe = False
    return {"format": str(inspector), "size": size(lambda: inspector.virtual_size),
            "isComplete": inspector.complete, "isSafe": safe}


class Store:
    """Takes data that has been read already."""

    def add_to_backend_with_multihash(self, conf, image_id, data, size, *arguments, **options):
        return "file:///disk", size, "", "", {}


class Record:
    image_id = "disk"
    container_format = "bare"
    status = "saving"
    size = checksum = os_hash_value = os_hash_algo = virtual_size = None

    def __init__(self, disk_format):
        self.disk_format = disk_format
        self.extra_properties = {}
        self.locations = []


def verdict(wrapper, disk_format):
    """What Glance's own code decides about a record of this format."""
    record = Record(disk_format)
    proxy = location.ImageProxy.__new__(location.ImageProxy)
    proxy.image, proxy.context, proxy.store_api = record, None, Store()
    location.format_inspector = types.SimpleNamespace(
        **{name: value for name, value in vars(format_inspector).items() if name != "InspectWrapper"},
        InspectWrapper=lambda data: wrapper)
    try:
        proxy.set_data(None)
    except exception.InvalidImageData as error:
        return {"refusal": str(error)}
    finally:
        location.format_inspector = format_inspector
    if record.virtual_size is not None and record.virtual_size >= LARGEST:
        return {"refusal": "Image format inspection failed"}
    return {"size": record.virtual_size}


def main():
    logging.disable(logging.CRITICAL)
    config.parse_args(args=[], default_config_files=[], default_config_dirs=[])
    folder = pathlib.Path(sys.argv[1])
    bases = {}
    verdicts = []
    for recipe in json.load(sys.stdin):
        wrapper = inspected(disk(folder, bases, recipe))
        try:
            matches = sorted(map(match, wrapper.formats), key=lambda match: match["format"])
        except AttributeError:
            matches = None
        verdicts.append({"matches": matches, "records": {name: verdict(wrapper, name) for name in FORMATS}})
    json.dump(verdicts, sys.stdout)


main()
