"""Fills a catalogue of gaze's with made-up records, straight in its file: a million of them by requests would take an hour
of the machine, and come to the same rows."""

import hashlib
import random
import sqlite3
import uuid

COLUMNS = (
    "number, id, createdAt, updatedAt, name, status, visibility, owner, diskFormat, containerFormat, size, virtualSize, "
    "minDisk, minRAM, isProtected, isHidden, checksum, hashAlgorithm, hashValue, stores")


def fill(path, count, project):
    """Adds records as a cloud has them: two in five are the project's, some everybody's, a hundred shared with it.

    Many have their status and formats in common, one in ten its name, and those without data the want of a size. The same
    count makes the same records.
    """
    chance = random.Random(count)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    # Sorting the rows once for each index is a tenth of the work of finding each row's place in it.
    indexes = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    database.execute("BEGIN")
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    database.executemany(
        f"INSERT INTO image ({COLUMNS}) VALUES ({', '.join('?' * 20)})",
        (record(number, chance, project) for number in range(1, count + 1)))
    numbers = range(1, count + 1)
    database.executemany(
        "INSERT INTO imageTag (image, tag) VALUES (?, ?)", ((number, chance.choice(("linux", "lts"))) for number in numbers))
    database.executemany(
        "INSERT INTO imageProperty (image, key, value) VALUES (?, ?, ?)",
        (row for number in numbers for row in (
            (number, "architecture", "x86_64"), (number, "os_distro", chance.choice(("debian", "fedora", "alpine"))))))
    database.execute(
        """
        INSERT INTO imageMember (image, member, status, createdAt, updatedAt)
        SELECT number, ?, 'accepted', createdAt, createdAt FROM image
        WHERE visibility = 'shared' AND owner <> ? ORDER BY id LIMIT 100
        """, (project, project))
    for _, sql in indexes:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def record(number, chance, project):
    identity = str(uuid.UUID(int=chance.getrandbits(128)))
    created = 1_700_000_000_000_000 + number * 1_000_000
    name = "test" if chance.random() < 0.1 else f"{chance.choice(('debian', 'fedora', 'alpine'))}-{chance.randrange(1 << 30)}"
    status = chance.choices(("active", "queued", "deactivated"), (70, 25, 5))[0]
    data = (None, None, None, None, None)
    if status != "queued":
        digest = hashlib.sha512(identity.encode()).hexdigest()
        data = (int(2 ** chance.uniform(20, 40)), digest[:32], "sha512", digest, "local")
    size, checksum, algorithm, digest, stores = data
    return (
        number, identity, created, created + chance.randrange(1 << 40), name, status,
        chance.choices(("private", "shared", "public", "community"), (40, 50, 5, 5))[0],
        project if chance.random() < 0.4 else f"{chance.randrange(50):032x}",
        chance.choices(("qcow2", "raw", "iso", "vmdk", None), (70, 20, 5, 3, 2))[0],
        chance.choices(("bare", "ova", None), (95, 3, 2))[0],
        size, size, chance.randrange(20), 512 * chance.randrange(8), 0, int(chance.random() < 0.02),
        checksum, algorithm, digest, stores)


def markers(path):
    """Images that everybody sees, at several places of the catalogue and so of every order."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    count = database.execute("SELECT max(number) FROM image").fetchone()[0]
    found = [database.execute(
        "SELECT id FROM image NOT INDEXED WHERE number >= ? AND visibility = 'public' AND isHidden = 0 ORDER BY number LIMIT 1",
        (count * part // 100,)).fetchone()[0] for part in (20, 50, 80)]
    database.close()
    return found
