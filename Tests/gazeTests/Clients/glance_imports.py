"""`glance`: stores, staged data, imports and their tasks."""

from stage import Pipe

FAILURE = "Glance says of every failed task that there was an internal error; ours says what it was."


def play(stage, owner, guest, boss):
    owner("stores-info")
    owner("stores-info --detail")
    boss("stores-info --detail", differs="The folders are each service's own.")
    staged(stage, owner, guest)
    created(stage, owner)
    downloaded(stage, owner)
    copied(stage, owner, boss)
    tasks(stage, owner, boss)


def names(stage, count, group):
    return [stage.id(f"{group} {number}") for number in range(count)]


def new(owner, image, options="--disk-format raw --container-format bare"):
    owner(f"image-create --id {{image}} {options}", image=image)


def finish(stage, owner, image):
    stage.settle(image)
    owner("image-show {image}", image=image)
    owner("image-tasks {image}", image=image)


def staged(stage, owner, guest):
    """glance-direct."""
    one, two, three, four, five, six, formatless = names(stage, 7, "staged")
    new(owner, one)
    owner("image-import {image}", image=one)
    owner("image-stage --file {folder}/disk.raw {image}", image=one)
    owner("image-show {image}", image=one)
    owner("image-stage --file {folder}/disk.raw {image}", image=one)
    guest("image-import {image}", image=one)
    owner("image-import --store nope {image}", image=one)
    owner("image-import --import-method glance-direct --store cheap {image}", image=one, is_racing=True)
    finish(stage, owner, one)
    new(owner, two)
    owner(
        "image-stage --progress --size {size} --file {folder}/disk.raw {image}", image=two, size=stage.size("disk.raw"),
        is_terminal=True)
    owner("image-import --stores fast,cheap --allow-failure True {image}", image=two, is_racing=True)
    finish(stage, owner, two)
    new(owner, three)
    owner("image-stage {image}", image=three, pipe=Pipe(b"piped bytes"))
    owner("image-import --all-stores True --allow-failure False {image}", image=three, is_racing=True)
    finish(stage, owner, three)
    owner("--verbose image-tasks {image}", image=three)
    new(owner, four)
    owner("image-stage --size 7 {image}", image=four, pipe=Pipe(b"piped bytes"))
    owner("image-show {image}", image=four)
    new(owner, formatless, "")
    owner("image-stage --file {folder}/disk.raw {image}", image=formatless)
    owner("image-import {image}", image=formatless)
    new(owner, five)
    owner("image-import --store fast --all-stores True {image}", image=five)
    owner("image-import --import-method nonsense {image}", image=five)
    new(owner, six, "--disk-format qcow2 --container-format bare")
    owner("image-stage --file {folder}/disk.raw {image}", image=six)
    owner("image-import {image}", image=six, is_racing=True)
    stage.settle(six)
    owner(
        "image-show {image}", image=six, differs="Glance leaves the image importing for ever; ours waits for its data again.")
    owner("image-tasks {image}", image=six, differs=FAILURE)
    owner("image-tasks {nobody}")


def created(stage, owner):
    """image-create-via-import."""
    direct, web, both, every, plain, piped = names(stage, 6, "created")
    owner(
        "image-create-via-import --id {image} --name direct --disk-format raw --container-format bare --min-disk 1 --min-ram 1"
        " --visibility private --protected False --hidden False --owner {owner_project} --tags a b --property a=b"
        " --file {folder}/disk.raw --progress --import-method glance-direct --store cheap", image=direct, is_racing=True)
    finish(stage, owner, direct)
    owner(
        "image-create-via-import --id {image} --name web --disk-format qcow2 --container-format bare"
        " --import-method web-download --uri {web}/disk.qcow2", image=web, is_racing=True)
    finish(stage, owner, web)
    owner(
        "image-create-via-import --id {image} --disk-format raw --container-format bare --file {folder}/disk.raw"
        " --stores fast,cheap --allow-failure False", image=both, is_racing=True)
    finish(stage, owner, both)
    owner(
        "image-create-via-import --id {image} --disk-format raw --container-format bare --file {folder}/disk.raw"
        " --all-stores True --allow-failure True", image=every, is_racing=True)
    finish(stage, owner, every)
    owner(
        "image-create-via-import --disk-format raw --container-format bare --import-method web-download"
        " --remote-region RegionTwo --remote-image-id {nobody} --remote-service-interface public")
    owner("image-create-via-import --id {image} --name plain", image=plain)
    owner(
        "image-create-via-import --id {image} --disk-format raw --container-format bare", image=piped,
        pipe=Pipe(b"piped bytes"), is_racing=True)
    finish(stage, owner, piped)
    owner("image-create-via-import --size 7 --disk-format raw --container-format bare --file {folder}/disk.raw")
    owner("image-create-via-import --import-method copy-image --disk-format raw --container-format bare")
    owner("image-create-via-import --import-method web-download --disk-format raw --container-format bare")
    owner(
        "image-create-via-import --import-method web-download --disk-format raw --container-format bare"
        " --uri http://127.0.0.1:1/x --name refused")


def downloaded(stage, owner):
    """web-download."""
    one, gone = names(stage, 2, "downloaded")
    new(owner, one)
    owner("image-import --import-method web-download --uri {web}/disk.raw {image}", image=one, is_racing=True)
    finish(stage, owner, one)
    new(owner, gone)
    owner("image-import --import-method web-download --uri {web}/nothing {image}", image=gone, is_racing=True)
    stage.settle(gone)
    owner("image-show {image}", image=gone)
    owner("image-tasks {image}", image=gone, differs=FAILURE)
    owner("image-import --import-method web-download --uri http://127.0.0.1:1/x {image}", image=gone)
    owner("image-import --import-method web-download --uri ftp://127.0.0.1/x {image}", image=gone)
    owner("image-import --import-method web-download {image}", image=gone)
    owner("image-import --uri {web}/disk.raw {image}", image=gone)
    owner(
        "image-import --import-method web-download --uri {web}/disk.raw --remote-region RegionTwo --remote-image-id {nobody}"
        " --remote-service-interface public {image}", image=gone)


def copied(stage, owner, boss):
    """copy-image, and the removal of a copy."""
    (image,) = names(stage, 1, "copied")
    owner("image-create --id {image} --disk-format raw --container-format bare --file {folder}/disk.raw", image=image)
    owner("image-import --import-method copy-image --stores cheap {image}", image=image)
    owner("image-import --import-method copy-image {image}", image=image)
    boss("image-import --import-method copy-image --stores nope {image}", image=image)
    boss("image-import --import-method copy-image --stores fast {image}", image=image)
    boss("image-import --import-method copy-image --all-stores True {image}", image=image, is_racing=True)
    finish(stage, owner, image)
    owner("stores-delete --store cheap {image}", image=image)
    boss("stores-delete --store nope {image}", image=image)
    boss("stores-delete --store fast {image}", image=image)
    boss("stores-delete --store fast {image}", image=image)
    boss("stores-delete --store cheap {image}", image=image)
    owner("image-show {image}", image=image)


def tasks(stage, owner, boss):
    project = stage.cast["owner"]["project"]
    owner("task-list")
    boss("task-list", keep=project, is_unordered=True)
    boss("task-list --sort-key id --sort-dir asc --page-size 2", keep=project, is_unordered=True)
    boss("task-list --sort-key type --sort-dir desc", keep=project, is_unordered=True)
    for status in ["success", "failure", "pending", "processing"]:
        boss("task-list --status {status}", keep=project, is_unordered=True, status=status)
    boss("task-list --status nonsense")
    boss("task-list --type import", keep=project)
    boss("task-list --type api_image_import")
    task = stage.ask(f"/v2/images/{names(stage, 1, 'copied')[0]}/tasks")["tasks"][0]["id"]
    boss("task-show {task}", task=task)
    owner("task-show {task}", task=task)
    boss("task-show nobody")
    boss("task-create --type import --input '{input}'", input="{}")
    boss("task-create --type import --input '{input}'", input='{"import_from": "http://127.0.0.1:1/x"}')
    boss("task-create --type nonsense")
    owner("task-create --type import --input '{input}'", input="{}")
