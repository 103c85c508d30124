"""openstacksdk: every method of the image proxy, `openstack.connect().image`."""

import io

import openstack
import openstack.image.v2._proxy

import calls
import commands
import sdk_metadefs
from stage import FEDERATED, NOBODY, Pipe


def missing(used):
    return sorted(calls.methods(openstack.image.v2._proxy.Proxy) - set(used))


def play(stage):
    stage.enter()
    owner, guest, boss = (
        calls.Recorder(stage, role, openstack.connect(cloud=role).image) for role in ("owner", "guest", "boss"))
    image = create(stage, owner, guest)
    find(stage, owner, guest, boss, image)
    update(stage, owner, boss, image)
    download(stage, owner, guest, image)
    members(stage, owner, guest, image)
    imports(stage, owner, boss)
    service(owner, boss, image)
    sdk_metadefs.play(owner, boss)
    remove(stage, owner, guest, boss, image)


def create(stage, owner, guest):
    data = open(stage.path("disk.raw"), "rb").read()
    image = owner.create_image(
        "whole", data=data, disk_format="raw", container_format="bare", tags=["lts"], min_disk=1, os_distro="alpine",
        validate_checksum=True)
    owner.create_image("whole", data=data, disk_format="raw", validate_checksum=True)
    owner.create_image("disk", filename=stage.path("disk.qcow2"), disk_format="qcow2", validate_checksum=True, wait=True)
    owner.create_image("wrong", data=data, disk_format="raw", md5="0" * 32, validate_checksum=True)
    owner.create_image("piped", data=Pipe(b"piped bytes"), disk_format="raw", allow_duplicates=True)
    owner.create_image("sized", data=Pipe(b"piped bytes"), disk_format="raw", size=11)
    owner.create_image("wrongly sized", data=Pipe(b"piped bytes"), disk_format="raw", size=7)
    owner.create_image("not qcow2", data=data, disk_format="qcow2")
    owner.create_image("raw values", disk_format="raw", meta={"min_ram": 64, "protected": True, "os_hidden": False})
    owner.create_image("public", disk_format="raw", visibility="public")
    owner.create_image("bad", disk_format="nonsense")
    owner.create_image("signed", disk_format="raw", data=b"some bytes", img_signature="AAAA",
                       img_signature_certificate_uuid=NOBODY, img_signature_hash_method="SHA-256",
                       img_signature_key_type="RSA-PSS")
    owner.upload_image("bare", "raw", data=b"some bytes", name="uploaded")
    owner.upload_image(data=b"some bytes", name="formatless")
    return image


def find(stage, owner, guest, boss, image):
    owner.get_image(image)
    owner.get_image(image.id)
    owner.get_image(NOBODY)
    guest.get_image(image.id)
    owner.find_image("whole")
    owner.find_image(image.id)
    owner.find_image("nobody")
    owner.find_image("nobody", ignore_missing=False)
    owner.create_image("piped", disk_format="raw", allow_duplicates=True)
    owner.find_image("piped")
    owner.create_image("hidden", disk_format="raw", is_hidden=True)
    owner.find_image("hidden")
    owner.images()
    owner.images(limit=2)
    owner.images(limit=2, paginated=False)
    for query in [
            {"name": "whole"}, {"status": "queued"}, {"visibility": "private"}, {"visibility": "shared"},
            {"visibility": "all", "owner": stage.cast["owner"]["project"]},
            {"is_hidden": True}, {"is_protected": True}, {"owner": stage.cast["owner"]["project"]}, {"tag": "lts"},
            {"size_min": 12, "size_max": 200_000}, {"disk_format": "raw", "container_format": "bare"},
            {"created_at": "gte:2000-01-01T00:00:00Z"}, {"updated_at": "lt:2000-01-01"}, {"member_status": "all"},
            {"id": image.id}, {"os_distro": "alpine"}, {"min_ram": 64}, {"size": 11}, {"nonsense": "x"}]:
        owner.images(**query)
    for sort in ["name:asc", "size:desc,name:asc", "status,created_at:desc", "nonsense:asc"]:
        owner.images(sort=sort)
    owner.images(sort_key="name", sort_dir="desc")
    owner.images(marker=image.id)
    guest.images()
    boss.images(owner=stage.cast["owner"]["project"], limit=3)


def update(stage, owner, boss, image):
    owner.update_image(image.id, name="renamed", min_disk=2, is_protected=True, is_hidden=True, os_distro="debian")
    owner.update_image(image.id, is_protected=False, is_hidden=False, visibility="community")
    owner.update_image(image.id, tags=["b", "a"])
    owner.update_image(image.id, visibility="public")
    given = owner.create_image("given", disk_format="raw")
    owner.update_image(given.id, visibility="community")
    owner.update_image(
        given.id, owner_id=stage.cast["guest"]["project"],
        _differs="Glance guards the owner against replace and forgets add.")
    boss.delete_image(given.id)
    owner.update_image(image.id, disk_format="qcow2")
    owner.update_image(image.id, min_disk=-1)
    owner.update_image(image.id, name=None)
    owner.update_image(image.id, name="whole", visibility="shared", needs_config_drive="mandatory", hw_rng_model="virtio",
                       is_hw_boot_menu_enabled=True, needs_secure_boot="required")
    owner.update_image(NOBODY, name="x")
    owner.update_image_properties(owner.get_image(image.id), hw_disk_bus="virtio", min_ram=128)
    owner.update_image_properties(owner.get_image(image.id), meta={"x y": "é"})
    owner.get_image(image.id)
    owner.add_tag(image, "one more")
    owner.add_tag(NOBODY, "one more")
    owner.remove_tag(image, "one more")
    owner.remove_tag(image, "one more")
    owner.deactivate_image(image.id)
    owner.get_image(image.id)
    owner.reactivate_image(image.id)
    boss.update_image(image.id, name="whole")
    owner.get_image(image.id)


def download(stage, owner, guest, image):
    owner.download_image(image.id)
    whole = owner.download_image(image, stream=True)
    stage.record("the stream", {"value": commands.digest(b"".join(whole.iter_content(4096)))})
    owner.download_image(image, output=str(stage.home / "out"), chunk_size=1000)
    stage.record("the file", {"value": commands.digest((stage.home / "out").read_bytes())})
    file = io.BytesIO()
    owner.download_image(image, output=file)
    stage.record("the other file", {"value": commands.digest(file.getvalue())})
    owner.download_image(image, store_preferences=["cheap", "fast"])
    owner.download_image(image, store_preferences=["nope"])
    guest.download_image(image.id)
    owner.download_image(NOBODY)


def members(stage, owner, guest, image):
    project = stage.cast["guest"]["project"]
    owner.add_member(image, member_id=project)
    owner.add_member(image, member_id=project)
    owner.add_member(image, member_id="")
    owner.members(image)
    owner.get_member(project, image)
    owner.find_member(project, image)
    owner.find_member("nobody", image)
    owner.find_member("nobody", image, ignore_missing=False)
    owner.update_member(project, image, status="accepted")
    for status in ["accepted", "rejected", "pending", "nonsense"]:
        guest.update_member(project, image, status=status)
        guest.images(member_status=status, visibility="shared")
    guest.get_image(image.id)
    guest.remove_member(project, image)
    owner.remove_member(project, image)
    owner.remove_member(project, image)
    owner.remove_member(project, image, ignore_missing=False)
    guest.get_image(image.id)


def imports(stage, owner, boss):
    owner.get_import_info(_differs=FEDERATED)
    owner.stores()
    owner.stores(details=True)
    boss.stores(details=True, _differs="The folders are each service's own.")
    image = owner.create_image("staged", disk_format="raw")
    owner.stage_image(image.id, data=b"without a look")
    image = owner.get_image(image.id)
    owner.stage_image(image, data=b"staged bytes")
    owner.stage_image(image, data=b"staged bytes")
    owner.import_image(image, store="nope")
    owner.import_image(image, store="cheap")
    owner.import_image(image, stores=["fast", "cheap"], all_stores_must_succeed=False)
    owner.wait_for_status(image, "active", interval=0.1, wait=60, _racing=["id", "status"])
    stage.settle(image.id)
    owner.get_image(image.id)
    owner.image_tasks(image)
    boss.delete_image(image, store="cheap")
    owner.get_image(image.id)
    boss.import_image(image.id, method="copy-image", all_stores=True)
    boss.import_image(boss.get_image(image.id), method="copy-image", all_stores=True)
    stage.settle(image.id)
    owner.get_image(image.id)
    image = owner.create_image("web", disk_format="raw")
    owner.import_image(image, method="web-download", uri="http://127.0.0.1:1/x")
    owner.import_image(image, method="web-download", uri=f"{stage.web}/disk.raw", all_stores=True)
    stage.settle(image.id)
    owner.get_image(image.id)
    image = owner.create_image("staged from a file", disk_format="raw")
    owner.stage_image(image, filename=stage.path("disk.raw"), size=stage.size("disk.raw"))
    owner.import_image(image)
    stage.settle(image.id)
    owner.get_image(image.id)
    for name, options in [
            ("by import", {"filename": stage.path("disk.raw"), "use_import": True}),
            ("in both", {"data": b"some bytes", "stores": []}),
            ("everywhere", {"data": b"some bytes", "all_stores": True, "all_stores_must_succeed": True}),
            ("from the web", {"import_method": "web-download", "use_import": True, "uri": f"{stage.web}/disk.raw"})]:
        image = owner.create_image(name, disk_format="raw", **options)
        stage.settle(image.id)
        owner.get_image(image.id)
    tasks(stage, owner, boss)


def tasks(stage, owner, boss):
    project = stage.cast["owner"]["project"]
    owner.tasks()
    listed = [task for task in boss.tasks(_keep=project) if task.owner_id == project]
    boss.tasks(status="success", limit=2, _keep=project)
    boss.tasks(sort_key="created_at", sort_dir="asc", _keep=project)
    boss.tasks(type="nonsense")
    task = boss.get_task(listed[0])
    boss.wait_for_task(task, status="success", interval=0.1, wait=10)
    boss.get_task("nobody")
    boss.create_task(type="import", input={"import_from": "http://127.0.0.1:1/x"})


def service(owner, boss, image):
    for kind in ["images", "image", "members", "member", "tasks", "task"]:
        getattr(owner, f"get_{kind}_schema")()
    for person in (owner, boss):
        person.get_image_cache()
        person.queue_image(image)
        person.cache_delete_image(image.id)
        person.cache_delete_image(image.id, ignore_missing=False)
        person.clear_cache()
        person.clear_cache("queue")
        person.cached_image_nodes(image)
        person.clean_cache()
        person.prune_cache()
        person.image_locations(image)
        person.add_image_location(image, "http://127.0.0.1/x")


def remove(stage, owner, guest, boss, image):
    owner.delete_image(NOBODY)
    owner.delete_image(NOBODY, ignore_missing=False)
    guest.delete_image(image.id, ignore_missing=False)
    owner.delete_image(image, store="fast")
    owner.update_image(owner.find_image("raw values").id, is_protected=True)
    owner.delete_image(owner.find_image("raw values"))
    owner.update_image(owner.find_image("raw values").id, is_protected=False)
    for each in owner.images(visibility="all", owner=stage.cast["owner"]["project"]):
        owner.delete_image(each.id)
    owner.wait_for_delete(image, interval=0.1, wait=10)
    owner.images()
