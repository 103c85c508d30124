"""Fills an empty catalogue of gaze's with the records of the README's pictures."""

import hashlib
import sqlite3
import sys
import time
import uuid

MINUTE, HOUR, DAY = 60, 3600, 86400
# Name, status, visibility, disk format, MiB of data, and how long ago it changed.
IMAGES = (
    ("alpine-3.20", "active", "shared", "qcow2", 56.3, 2 * MINUTE),
    ("debian-12-genericcloud", "saving", "private", "qcow2", None, 40),
    ("windows-2022", "queued", "private", "vhdx", None, DAY),
    ("ubuntu-24.04-server", "active", "public", "qcow2", 590, 3 * HOUR),
    ("fedora-coreos-41", "uploading", "shared", "qcow2", None, 42),
    ("rocky-9", "importing", "shared", "raw", None, MINUTE),
    ("cirros-0.6.2", "deactivated", "community", "qcow2", 20.4, 12 * DAY),
    ("rhel-10-beta", "killed", "private", "vmdk", None, 26 * DAY),
    ("netboot", "active", "public", "iso", 1.2, 200 * DAY),
)
PROPERTIES = (
    ("architecture", "x86_64"), ("hw_disk_bus", "virtio"), ("hw_firmware_type", "uefi"), ("os_distro", "ubuntu"),
    ("os_type", "linux"), ("os_version", "24.04"))


def main(path):
    database = sqlite3.connect(path)
    now = time.time()
    for number, (name, status, visibility, disk, size, age) in enumerate(IMAGES, 1):
        data = (None, None, None, None, None)
        if size:
            digest = hashlib.sha512(name.encode()).hexdigest()
            data = (int(size * 2 ** 20), digest[:32], "sha512", digest, "local")
        database.execute(
            """
            INSERT INTO image (
                number, id, createdAt, updatedAt, name, status, visibility, owner, diskFormat, containerFormat,
                size, checksum, hashAlgorithm, hashValue, stores, minDisk, minRAM, isProtected, isHidden)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'local', ?, 'bare', ?, ?, ?, ?, ?, 1, 512, 0, 0)
            """,
            (number, str(uuid.uuid5(uuid.NAMESPACE_DNS, name)), int((now - 300 * DAY - number) * 1e6), int((now - age) * 1e6),
             name, status, visibility, disk, *data))
        database.execute("INSERT INTO imageTag (image, tag) VALUES (?, 'linux')", (number,))
        database.executemany(
            "INSERT INTO imageProperty (image, key, value) VALUES (?, ?, ?)", ((number, *row) for row in PROPERTIES))
    database.commit()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1])
