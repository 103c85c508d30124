"""`openstack image`: stores, staged data, imports and their tasks."""

from stage import FEDERATED, Pipe

FAILURE = "Glance says of every failed task that there was an internal error; ours says what it was."


def play(stage, owner, guest, boss):
    stores(owner, boss)
    staged(stage, owner, guest)
    downloaded(stage, owner)
    copied(stage, owner, boss)
    tasks(stage, owner, boss)


def stores(owner, boss):
    owner("image import info", differs=FEDERATED)
    owner("image stores list")
    owner("image stores list --detail")
    boss("image stores list --detail", differs="The folders are each service's own.")


def staged(stage, owner, guest):
    """glance-direct."""
    def new(name, line, **more):
        image = owner(f"image create {name}")["id"]
        owner(f"image stage {line} {name}", **more)
        return image

    image = new("one", "--file {folder}/disk.raw")
    owner("image show one")
    owner("image save --file {home}/staged one")
    owner("image stage --file {folder}/disk.raw one")
    guest("image import {image}", image=image)
    owner("image import one --store nope")
    owner("image import one")
    stage.settle(image)
    owner("image show one")
    owner("image import one")

    image = new("two", "--file {folder}/disk.raw --progress --size {size}", size=stage.size("disk.raw"), is_terminal=True)
    owner("image import --method glance-direct --store fast cheap --allow-failure two")
    stage.settle(image)
    owner("image show two")

    image = new("three", "", pipe=Pipe(b"piped bytes"))
    owner("image import --all-stores --disallow-failure --wait three")
    stage.settle(image)
    owner("image show three")

    image = new("four", "--size 10", pipe=Pipe(b"some bytes"))
    owner("image import --store cheap four")
    stage.settle(image)
    owner("image show four")

    owner("image stage --size 10 four")
    owner("image stage --file {folder}/nothing four")
    owner("image stage nobody")
    owner("image create five")
    owner("image import five")
    image = owner("image create --disk-format qcow2 'not qcow2'")["id"]
    owner("image stage --file {folder}/disk.raw {image}", image=image)
    owner("image import {image}", image=image)
    stage.settle(image)
    owner("image show {image}", image=image)
    owner("image delete {image}", image=image)


def downloaded(stage, owner):
    """web-download, and what is said of the options that are for glance-download alone."""
    image = owner("image create --disk-format qcow2 web")["id"]
    owner("image import --method web-download --uri {web}/disk.qcow2 web")
    stage.settle(image)
    owner("image show web")
    image = owner("image create gone")["id"]
    owner("image import --method web-download --uri {web}/nothing gone")
    stage.settle(image)
    owner("image show gone")
    owner("image import --method web-download --uri http://127.0.0.1:1/x gone")
    owner("image import --method web-download --uri http://169.254.169.254/x gone")
    owner("image import --method web-download --uri nonsense gone")
    owner("image import --method web-download gone")
    owner("image import --uri {web}/disk.raw gone")
    owner(
        "image import --method web-download --uri {web}/disk.raw --remote-image {nobody} --remote-region RegionTwo"
        " --remote-service-interface public gone")
    owner("image import --method web-download --uri {web}/disk.raw --store cheap gone")
    stage.settle(image)
    owner("image show gone")


def copied(stage, owner, boss):
    """copy-image, and the removal of a copy."""
    image = owner("image create --file {folder}/disk.raw copied")["id"]
    owner("image import --method copy-image --store cheap copied")
    owner("image import --method copy-image copied")
    boss("image import {image} --method copy-image --store fast", image=image)
    boss("image import --method copy-image --all-stores {image}", image=image)
    stage.settle(image)
    owner("image show copied")
    owner("image save --file {home}/copied copied")
    boss("image delete --store fast {image}", image=image)
    owner("image show copied")
    boss("image delete --store cheap {image}", image=image)
    owner("image set --deactivate copied")
    boss("image import {image} --method copy-image --store fast", image=image)
    owner("image set --activate copied")
    boss("image import {image} --method copy-image --store fast", image=image)
    stage.settle(image)
    owner("image show copied")


def tasks(stage, owner, boss):
    project = stage.cast["owner"]["project"]
    owner("image task list")
    listed = boss("image task list", keep=project)
    boss("image task list --sort-key created_at --sort-dir asc", keep=project)
    for status in ["success", "failure", "pending", "processing"]:
        boss("image task list --status {status}", keep=project, status=status)
    boss("image task list --type import", keep=project)
    boss("image task list --limit 2", keep=project)
    boss("image task list --max-items 3 --marker {marker}", keep=project, marker=listed[1]["ID"])
    boss("image task list --sort-key nonsense")
    for task in listed:
        boss("image task show {task}", task=task["ID"], differs=FAILURE if task["Status"] == "failure" else None)
    owner("image task show {task}", task=listed[0]["ID"])
    boss("image task show nobody")
