"""python-glanceclient as a library: every method of `glanceclient.v2`."""

import io

import glanceclient
import glanceclient.v2.client

import calls
import commands
from stage import FEDERATED, NOBODY, Pipe


def client(stage, role):
    whole = glanceclient.Client("2", endpoint=stage.url, token=stage.cast[role]["token"])
    return calls.Recorder(stage, role, whole)


def parts():
    """The client's own parts, by name."""
    whole = glanceclient.v2.client.Client("http://127.0.0.1:1", token="none")
    return {
        name: type(part) for name, part in vars(whole).items() if "Controller" in type(part).__name__}


def missing(used):
    aside = {"model", "unvalidated_model"}
    known = {f"{name}.{method}" for name, kind in parts().items() for method in calls.methods(kind) - aside}
    return sorted(known - set(used))


def play(stage):
    stage.enter()
    owner, guest, boss = (client(stage, role) for role in ("owner", "guest", "boss"))
    guest_project = stage.cast["guest"]["project"]
    image = records(stage, owner, guest)
    lists(stage, owner, boss)
    members(owner, guest, image, guest_project)
    states(stage, owner, boss, image)
    imports(stage, owner, boss)
    metadefs(stage, owner, boss)
    for number in owner.images.list(filters={"owner": stage.cast["owner"]["project"], "visibility": "all"}):
        owner.images.delete(number.id)
    owner.images.delete(image)
    owner.images.delete(NOBODY)


def records(stage, owner, guest):
    owner.versions.list(_sorted=True)
    for name in ["image", "images", "member", "members", "task", "tasks"]:
        owner.schemas.get(name)
    image = owner.images.create(
        name="whole", disk_format="raw", container_format="bare", tags=["lts"], min_disk=1, visibility="community",
        hw_disk_bus="virtio").id
    owner.images.create(id=image)
    owner.images.create(name=5)
    owner.images.create(status="active")
    owner.images.create(name="in a store", backend="cheap")
    data = open(stage.path("disk.raw"), "rb").read()
    owner.images.data(image)
    guest.images.upload(image, io.BytesIO(data))
    owner.images.upload(image, io.BytesIO(data), image_size=7)
    owner.images.upload(image, io.BytesIO(data), backend="nope")
    owner.images.upload(image, io.BytesIO(data), image_size=len(data), backend="cheap")
    owner.images.upload(image, Pipe(data))
    owner.images.get(image)
    guest.images.get(image)
    owner.images.get(NOBODY)
    for options in [{}, {"do_checksum": False}, {"allow_md5_fallback": True}, {"prefer": ["fast", "cheap"]}]:
        body = owner.images.data(image, **options)
        stage.record("the data", {"value": commands.digest(b"".join(body))})
    owner.images.update(image, name="renamed", hw_disk_bus="scsi", os_distro="alpine")
    owner.images.update(image, remove_props=["hw_disk_bus", "nobody"], min_ram=64)
    owner.images.update(image, visibility="public")
    owner.images.update(image, size=5)
    owner.images.update(image, disk_format="qcow2")
    owner.images.update(image, visibility="shared")
    owner.image_tags.update(image, "one more")
    owner.image_tags.update(NOBODY, "x")
    owner.image_tags.delete(image, "one more")
    owner.image_tags.delete(image, "one more")
    owner.images.get(image)
    return image


def lists(stage, owner, boss):
    project = stage.cast["owner"]["project"]
    for number in range(5):
        owner.images.create(
            name=f"image {number}", disk_format="raw" if number % 2 else "qcow2", tags=["few", f"t{number % 2}"])
    owner.images.list()
    owner.images.list(limit=3, page_size=2)
    owner.images.list(page_size=2)
    for filters in [
            {"name": "image 3"}, {"disk_format": "raw"}, {"tag": ["few", "t1"]}, {"status": "queued"},
            {"visibility": "shared"}, {"owner": project}, {"size_min": 1}, {"name": "in:image 1,image 3"},
            {"os_hidden": True}, {"created_at": "gt:2000-01-01"}, {"created_at": "nonsense"}, {"visibility": "nonsense"}]:
        owner.images.list(filters=filters)
    owner.images.list(sort="name:desc,disk_format")
    owner.images.list(sort_key=["disk_format", "name"], sort_dir=["asc", "desc"])
    owner.images.list(sort_key="name", sort_dir="asc", page_size=2)
    marker = next(iter(owner.images.list(filters={"name": "image 2"}))).id
    owner.images.list(sort_key="name", sort_dir="asc", marker=marker)
    owner.images.list(marker=NOBODY)
    boss.images.list(filters={"owner": project})


def members(owner, guest, image, guest_project):
    owner.image_members.create(image, guest_project)
    owner.image_members.create(image, guest_project)
    owner.image_members.create(NOBODY, guest_project)
    owner.image_members.list(image)
    owner.image_members.get(image, guest_project)
    owner.image_members.get(image, "nobody")
    owner.image_members.update(image, guest_project, "accepted")
    for status in ["accepted", "rejected", "pending", "nonsense"]:
        guest.image_members.update(image, guest_project, status)
        guest.images.list(filters={"member_status": status, "visibility": "shared"})
    guest.image_members.list(image)
    guest.image_members.delete(image, guest_project)
    owner.image_members.delete(image, guest_project)
    owner.image_members.delete(image, guest_project)
    guest.image_members.list(image)


def states(stage, owner, boss, image):
    owner.images.deactivate(image)
    owner.images.get(image)
    owner.images.data(image)
    owner.images.reactivate(image)
    for person in (owner, boss):
        person.cache.list()
        person.cache.queue(image)
        person.cache.delete(image)
        person.cache.clear("both")
        person.cache.clear("queue")
        person.cache.list_cached_nodes(image)
        person.cache.clean()
        person.cache.prune()
        person.cache.is_supported("v2.14")
        person.images.get_image_locations(image)
        person.images.add_image_location(image, "http://127.0.0.1/x")
        person.images.add_location(image, "http://127.0.0.1/x", {})
        person.images.update_location(image, "http://127.0.0.1/x", {"a": "b"})
        person.images.delete_locations(image, {"http://127.0.0.1/x"})
    owner.info.get_usage()


def imports(stage, owner, boss):
    owner.images.get_import_info(_differs=FEDERATED)
    owner.images.get_stores_info()
    owner.images.get_stores_info_detail()
    boss.images.get_stores_info_detail(_differs="The folders are each service's own.")

    def new():
        return owner.images.create(disk_format="raw", container_format="bare").id

    image = new()
    owner.images.image_import(image)
    owner.images.stage(image, io.BytesIO(b"staged bytes"), image_size=12)
    owner.images.image_import(image, backend="nope")
    owner.images.image_import(image, stores=["fast"])
    stage.settle(image)
    owner.images.get(image)
    owner.images.get_associated_image_tasks(image)
    owner.images.get_associated_image_tasks(NOBODY)
    owner.images.image_import(image, method="copy-image", stores=["cheap"])
    boss.images.image_import(image, method="copy-image", all_stores=True)
    stage.settle(image)
    owner.images.get(image)
    owner.images.delete_from_store("cheap", image)
    boss.images.delete_from_store("cheap", image)
    boss.images.delete_from_store("cheap", image)
    downloaded = new()
    owner.images.image_import(
        downloaded, method="web-download", uri=f"{stage.web}/disk.raw", all_stores=True, allow_failure=False)
    stage.settle(downloaded)
    owner.images.get(downloaded)
    image = new()
    owner.images.image_import(image, method="web-download", uri="http://127.0.0.1:1/x")
    project = stage.cast["owner"]["project"]
    owner.tasks.list()
    boss.tasks.list(_keep=project)
    boss.tasks.list(page_size=1, sort_key="id", sort_dir="desc", _keep=project, _sorted=True)
    boss.tasks.list(filters={"status": "success"}, sort_key="status", sort_dir="asc", _keep=project, _sorted=True)
    boss.tasks.list(sort_key="nonsense")
    boss.tasks.list(filters={"type": "nonsense"})
    boss.tasks.get(stage.ask(f"/v2/images/{downloaded}/tasks")["tasks"][0]["id"])
    boss.tasks.get("nobody")
    boss.tasks.create(type="import", input={"import_from": "http://127.0.0.1:1/x"})


def metadefs(stage, owner, boss):
    spaces, things, properties = boss.metadefs_namespace, boss.metadefs_object, boss.metadefs_property
    types, tags, name = boss.metadefs_resource_type, boss.metadefs_tag, "Test::Library"
    for schema in [
            "namespace", "namespaces", "object", "objects", "property", "properties", "tag", "tags", "resource_type",
            "resource_types"]:
        owner.schemas.get(f"metadefs/{schema}")
    spaces.create(namespace=name, display_name="Library", description="Of the library", visibility="public")
    owner.metadefs_namespace.create(namespace="Test::Mine")
    spaces.update(name, description="Changed", protected=False)
    spaces.list(filters={"visibility": "public"}, sort_key="created_at", sort_dir="desc", page_size=2, _keep=name)
    spaces.list(marker=name, sort_key="namespace", sort_dir="asc", _keep=name)
    things.create(name, name="thing", description="A thing", properties={"x": {"title": "X", "type": "string"}})
    things.update(name, "thing", description="Another", required=["x"])
    things.get(name, "thing")
    things.list(name)
    properties.create(name, name="size", title="Size", type="integer", minimum=1)
    properties.update(name, "size", maximum=9)
    properties.get(name, "size")
    properties.list(name)
    types.associate(name, name="OS::Library::Thing", prefix="l_")
    types.get(name)
    types.list(_keep="OS::Library::Thing")
    spaces.get(name, resource_type="OS::Library::Thing")
    tags.create(name, "one")
    tags.create_multiple(name, tags=["two", "three"], append=True)
    tags.update(name, "one", name="first")
    tags.get(name, "first")
    tags.list(name)
    spaces.get(name)
    tags.delete(name, "first")
    tags.delete_all(name)
    things.delete(name, "thing")
    things.delete_all(name)
    properties.delete(name, "size")
    properties.delete_all(name)
    types.deassociate(name, "OS::Library::Thing")
    spaces.get(name)
    spaces.delete(name)
    spaces.delete(name)
