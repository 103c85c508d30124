"""Fills an empty catalogue of gaze's with so many records, straight in its file: what is where in it can be told beforehand.

    catalogue.py FILE COUNT

Record N of COUNT is the N-th by age and is called image-N, with zeros before it to seven digits. Its size is larger the larger
N * 7919 is in the remainder by COUNT; each thousandth has the tag rare.
"""

import sqlite3
import sys


def fill(path, count):
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
        database.execute(f"PRAGMA {pragma}")
    # Sorting the rows once for each index is a tenth of the work of finding each row's place in it.
    indexes = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    database.execute("BEGIN")
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    database.execute(
        """
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
        INSERT INTO image (
            number, id, createdAt, updatedAt, name, status, visibility, owner, diskFormat, containerFormat, size,
            virtualSize, minDisk, minRAM, isProtected, isHidden, checksum, hashAlgorithm, hashValue, stores)
        SELECT
            n, printf('%08x-0000-4000-8000-%012x', n, n), 1700000000000000 + n * 1000000, 1700000000000000 + n * 1000000,
            printf('image-%07d', n), 'active', 'private', 'local', CASE n % 3 WHEN 0 THEN 'raw' ELSE 'qcow2' END, 'bare',
            1048576 + n * 7919 % :count * 4096, NULL, n % 20, 0, 0, 0, printf('%032x', n), 'sha512', printf('%0128x', n), 'local'
        FROM numbers
        """, {"count": count})
    database.execute("INSERT INTO imageTag (image, tag) SELECT number, 'rare' FROM image WHERE number % 1000 = 0")
    database.execute("INSERT INTO imageProperty (image, key, value) SELECT number, 'os_distro', 'alpine' FROM image")
    for _, sql in indexes:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
