"""Measures the Glance that Tests/openstack/run has started, and gaze. Run it by Tests/benchmark/run."""

import argparse
import os
import pathlib
import tempfile
import time

import catalogue
import disk
import load
from services import Gaze, Glance, Login, openstack
from table import Table

KEYS = ("name", "status", "container_format", "disk_format", "size", "id", "created_at", "updated_at")
SEVERAL = ("name:asc,created_at:desc", "status:asc,name:asc", "disk_format:asc,size:desc", "size:asc,status:desc,name:asc")


class Extent:
    """How much is measured."""

    def __init__(self, brief):
        self.seconds = 2 if brief else 10
        self.page_seconds = 1
        self.few, self.many = 1000, 20_000 if brief else 1_000_000
        self.upload = (64 << 20) if brief else (1 << 30)
        self.uploads = 1 if brief else 3
        self.large_upload = (256 << 20) if brief else (10 << 30)


class Measurement:
    def __init__(self, program, folder, extent):
        self.program, self.folder, self.extent = program, pathlib.Path(folder), extent
        self.openstack = openstack()
        self.member, self.admin = Login(self.openstack, "demo"), Login(self.openstack, "admin")
        self.glance = Glance(self.openstack, self.member.token)
        self.table = Table()

    def gaze(self, name, login=None):
        return Gaze(self.program, self.folder / name, self.openstack, (login or self.member).token)

    def run(self):
        self.lists()
        self.creates()
        self.uploads()
        self.memory()
        self.flatness()

    def best(self, measure, connections):
        """The rate with as many connections as go best, and how many those are."""
        return max((measure(count), count) for count in connections)

    def lists(self):
        """A page of 100 of a thousand records, made by requests in both."""
        with self.gaze("lists") as gaze:
            rates = []
            for service in (self.glance, gaze):
                self.create(service, self.extent.few)
                rates.append(self.best(
                    lambda count: load.pages(service, "limit=100", count, self.extent.seconds)[0], (1, 2, 4, 8)))
        (theirs, their_count), (ours, our_count) = rates
        self.table.ratio(
            "list page of 100", f"{theirs:.0f}/s ({their_count})", f"{ours:.0f}/s ({our_count})", ours / theirs, 40)

    def create(self, service, count):
        done = 0
        while done < count:
            done += int(load.creates(service, 4, 5) * 5)

    def creates(self):
        """Images made one after the other, and many at once."""
        seconds = self.extent.seconds
        with self.gaze("creates") as gaze:
            load.creates(gaze, 1, 2)
            alone, syncs, size = self.beside_the_disk(gaze)
            together = load.creates(gaze, 32, seconds)
        glance_alone = load.creates(self.glance, 1, seconds)
        glance_together, count = self.best(lambda count: load.creates(self.glance, count, seconds), (4, 8, 32))
        self.table.ratio(
            "POST /v2/images, 1 connection", f"{glance_alone:.0f}/s", f"{alone:.0f}/s", alone / glance_alone, 3)
        self.table.ratio(
            f"  beside fdatasync of {size >> 10} KiB", f"disk: {syncs:.0f}/s", f"{alone:.0f}/s", alone / syncs, 0.7)
        self.table.ratio(
            "POST /v2/images, 32 connections", f"{glance_together:.0f}/s ({count})", f"{together:.0f}/s",
            together / glance_together, 30)

    def beside_the_disk(self, gaze):
        """Images made one after the other in a second, how often the disk takes as many bytes as one costs, and these bytes.

        A disk that others use too is quick at one moment and slow at the next, so both are measured in turn."""
        rates, disks, size = [], [], 4096
        for _ in range(self.extent.seconds):
            before = gaze.written()
            rates.append(load.creates(gaze, 1, 1))
            size = max(4096, round((gaze.written() - before) / rates[-1] / 4096) * 4096)
            disks.append(disk.syncs(self.folder, size, 1))
        return sum(rates) / len(rates), sum(disks) / len(disks), size

    def uploads(self):
        size = self.extent.upload
        file = disk.random_file(self.folder / "upload", size)
        rates = []
        with self.gaze("uploads") as gaze:
            for service in (self.glance, gaze):
                seconds = []
                for _ in range(self.extent.uploads):
                    # What an upload before has left in memory is none of this one's.
                    os.sync()
                    seconds.append(load.upload(service, file))
                rates.append(size / sorted(seconds)[len(seconds) // 2] / 1e6)
        file.unlink()
        theirs, ours = rates
        self.table.ratio(
            f"upload of {size >> 20} MiB", f"{theirs:.0f} MB/s", f"{ours:.0f} MB/s", ours / theirs, 3)

    def memory(self):
        """What a service takes that has just started, that has served, and that takes data in."""
        with self.gaze("memory") as gaze:
            time.sleep(2)
            self.table.limit("memory, just started", gaze.memory("VmRSS"), 40)
            load.creates(gaze, 32, self.extent.seconds)
            load.pages(gaze, "limit=100", 8, self.extent.seconds)
            time.sleep(2)
            self.table.limit("memory, idle after 32 connections", gaze.memory("VmRSS"), 40)
        file = self.folder / "large"
        file.touch()
        os.truncate(file, self.extent.large_upload)
        with self.gaze("memory") as gaze:
            gaze.forget_peak()
            load.upload(gaze, file)
            self.table.limit(
                f"memory, most during {self.extent.large_upload >> 20} MiB", gaze.memory("VmHWM"), 80)
        file.unlink()

    def flatness(self):
        """Pages of a few records and of many, in every order: the first, and those after markers deep inside."""
        sizes = (self.extent.few, self.extent.many)
        for size in sizes:
            with self.gaze(f"flat-{size}") as gaze:
                pass
            catalogue.fill(gaze.catalogue, size, self.member.project)
        times = [self.page_times(f"flat-{size}") for size in sizes]
        self.table.heading(f"a page of 100 in {sizes[0]:,} and in {sizes[1]:,} records")
        for name in times[0]:
            few, many = (each[name] for each in times)
            self.table.flat(name, few * 1000, many * 1000, many / few)

    def page_times(self, folder):
        """Seconds, by what is asked for; the slowest of both directions, and of a member's list and an admin's."""
        times = {}
        orders = [(key, f"sort={key}:{direction}") for key in KEYS for direction in ("asc", "desc")]
        orders += [(several, f"sort={several}") for several in SEVERAL]
        for login in (self.member, self.admin):
            with self.gaze(folder, login) as gaze:
                markers = catalogue.markers(gaze.catalogue)
                for name, order in orders:
                    for place, ends in (("first", [""]), ("marker", [f"&marker={marker}" for marker in markers])):
                        for end in ends:
                            query = f"limit=100&{order}{end}"
                            _, median = load.pages(gaze, query, 1, self.extent.page_seconds)
                            key = f"{name}, {place}"
                            times[key] = max(times.get(key, 0), median)
        return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--brief", action="store_true")
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} processors; {os.getloadavg()[0]:.1f} programs at work before the start")
    with tempfile.TemporaryDirectory(prefix="gaze-benchmark-") as folder:
        measurement = Measurement(arguments.program, folder, Extent(arguments.brief))
        measurement.run()
        raise SystemExit(measurement.table.close())


main()
