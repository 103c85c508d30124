"""`openstack image`: records and their data, lists, members."""

from stage import Pipe


def play(stage, owner, guest, boss):
    create(stage, owner, guest, boss)
    show(owner, guest)
    list_(owner, guest, boss)
    change(owner, boss)
    save(stage, owner, guest)
    members(owner, guest, boss)
    cache(owner, boss)
    delete(owner, guest, boss)


def create(stage, owner, guest, boss):
    owner("image create queued")
    owner(
        "image create --id {id:everything} --container-format bare --disk-format qcow2 --min-disk 2"
        " --min-ram 512 --file {folder}/disk.qcow2 --progress --size {size} --protected --community --tag lts --tag alpine"
        " --property hw_disk_bus=virtio --property os_distro=alpine --project {owner_project} --project-domain default"
        " everything", size=stage.size("disk.qcow2"), is_terminal=True)
    owner("image create --id {id:everything} again")
    owner("image create --private --unprotected --file {folder}/disk.raw --tag lts --property os_distro=debian whole")
    owner("image create --shared piped", pipe=Pipe(b"some bytes"))
    owner("image create --shared --size 10 'piped with a size'", pipe=Pipe(b"some bytes"))
    owner("image create empty", pipe=Pipe(b""))
    owner("image create --disk-format qcow2 --file {folder}/disk.raw 'not qcow2'")
    owner("image create --size 7 --file {folder}/disk.raw 'of another size'")
    owner("image create --file {folder}/nothing missing")
    owner("image create --size 7 'no data'")
    owner("image create --id nonsense nonsense")
    owner("image create --min-disk -1 negative")
    owner("image create --property status=active reserved")
    owner("image create --property os_hidden=true --property hw_rng_model=virtio 'alpiné 日本'")
    for disk in ["ami", "ari", "aki", "vhd", "vmdk", "vhdx", "vdi", "iso", "ploop"]:
        owner("image create --disk-format {disk} 'a disk'", disk=disk)
    for container in ["ami", "ari", "aki", "docker", "ova", "ovf"]:
        owner("image create --container-format {container} 'a container'", container=container)
    owner("image create --public 'not allowed'")
    owner("image create --project {guest_project} 'not mine'")
    boss("image create --public --file {folder}/disk.raw public")
    boss("image create --project {guest_project} --private \"guest's\"")
    stage.settle(owner("image create --import --file {folder}/disk.raw imported", is_racing=True)["id"])
    owner("image show imported")


def show(owner, guest):
    owner("image show everything")
    owner("image show whole --human-readable")
    owner("image show 'alpiné 日本'")
    owner("image show 'a disk'")
    owner("image show nobody")
    owner("image show {id:everything}")
    owner("image show {nobody}")
    guest("image show whole")
    guest("image show {id:everything}")
    guest("image show public")


def list_(owner, guest, boss):
    owner("image list")
    owner("image list --long")
    for visibility in ["public", "private", "community", "shared", "all"]:
        # Other tests leave images that everybody sees.
        owner("image list --{visibility} --sort name --project {owner_project}", visibility=visibility)
    guest("image list --community --project {owner_project}")
    owner("image list --private --project {owner_project} --project-domain default")
    owner("image list --property os_distro=debian")
    owner("image list --name whole")
    owner("image list --name nobody")
    for status in ["queued", "active", "deactivated", "nonsense"]:
        owner("image list --status {status}", status=status)
    owner("image list --tag lts")
    owner("image list --tag lts --tag alpine --community --project {owner_project}")
    owner("image list --tag nobody")
    owner("image list --hidden")
    for sort in ["name:desc", "size:asc,name:desc", "status,name:desc", "created_at:desc", "disk_format,container_format"]:
        owner("image list --long --sort {sort}", sort=sort)
    owner("image list --limit 2")
    owner("image list --limit 2 --marker whole")
    owner("image list --limit 0")
    owner("image list --max-items 3")
    owner("image list --marker piped")
    owner("image list --marker nobody")
    guest("image list")
    boss("image list --project {owner_project} --private")
    boss("image list --project {guest_project}")
    boss("image list --all --project {owner_project} --long")


def change(owner, boss):
    owner(
        "image set --name renamed --min-disk 3 --min-ram 1024 --container-format ovf --disk-format vmdk --protected"
        " --private --tag x --tag y --property a=b --property 'c d=é' --architecture x86_64"
        " --instance-id {id:instance} --kernel-id {id:kernel}"
        " --ramdisk-id {id:ramdisk} --os-distro alpine --os-version 3.20 --hidden queued")
    owner("image list --hidden --long")
    owner("image show renamed")
    renamed = owner("image list --hidden")[0]["ID"]
    owner("image show {renamed}", renamed=renamed)
    owner("image set --unprotected --shared --unhidden --property a=c --tag x {renamed}", renamed=renamed)
    owner("image show renamed")
    owner("image set --community renamed")
    owner("image set --public renamed")
    owner("image set --kernel-id nonsense renamed")
    owner("image set --property size=5 renamed")
    owner("image set --property os_glance_x=5 renamed")
    owner("image set --disk-format qcow2 whole")
    owner("image set --min-disk -1 renamed")
    given = owner("image create given")["id"]
    owner("image set --project {guest_project} --project-domain default given")
    boss("image delete {given}", given=given)
    owner("image set --name x nobody")
    owner("image set renamed")
    owner("image unset --tag y --property a --property 'c d' renamed")
    owner("image unset --tag nobody renamed")
    owner("image unset --property nobody renamed")
    owner("image unset --property os_distro --property architecture renamed")
    owner("image unset --property name renamed")
    owner("image unset --property os_hidden renamed")
    owner("image show renamed")
    owner("image set --deactivate whole")
    owner("image list --status deactivated")
    owner("image set --deactivate whole")
    owner("image save --file {home}/whole whole")
    owner("image set --activate --tag back whole")
    owner("image show whole")
    owner("image set --deactivate renamed")
    owner("image set --activate renamed")
    boss("image set --project {guest_project} renamed")
    boss("image show renamed")
    owner("image show {renamed}", renamed=renamed)


def save(stage, owner, guest):
    for options in ["", "--chunk-size 4096", "--store-preference cheap --store-preference fast", "--store-preference nope"]:
        owner(f"image save --file {{home}}/saved {options} whole")
        stage.saved()
    owner("image save whole")
    owner("image save empty")
    owner("image save 'a disk'")
    owner("image save nobody")
    owner("image save --file {home}/no/such/folder whole")
    guest("image save --file {home}/saved public")
    guest("image save whole")
    owner("image create 'without data'")
    owner("image save --file {home}/saved 'without data'")


def members(owner, guest, boss):
    owner("image create --shared --file {folder}/disk.raw lent")
    guest("image show lent")
    owner("image add project lent {guest_project}")
    owner("image add project lent {guest_project}")
    owner("image add project --project-domain default lent {boss_project}")
    owner("image add project whole {guest_project}")
    owner("image add project nobody {guest_project}")
    owner("image member list lent")
    owner("image member list --project-domain default lent")
    owner("image member list whole")
    owner("image member get lent {guest_project}")
    owner("image member get --project-domain default lent {owner_project}")
    lent = owner("image show lent")["id"]
    guest("image list")
    guest("image show lent")
    guest("image show {lent}", lent=lent)
    guest("image member list {lent}", lent=lent)
    for status in ["pending", "rejected", "accepted", "all"]:
        guest("image list --member-status {status} --shared", status=status)
    owner("image set --accept --project {guest_project} lent")
    for answer in ["reject", "pending", "accept"]:
        guest(f"image set --{answer} {{lent}}", lent=lent)
        guest("image list")
        guest("image member get {lent} {guest_project}", lent=lent)
    for status in ["pending", "rejected", "accepted", "all"]:
        guest("image list --member-status {status}", status=status)
    guest("image set --reject --project {guest_project} {lent}", lent=lent)
    guest("image set --reject --project {boss_project} {lent}", lent=lent)
    guest("image set --name mine {lent}", lent=lent)
    guest("image delete {lent}", lent=lent)
    guest("image save --file {home}/lent {lent}", lent=lent)
    guest("image add project {lent} {boss_project}", lent=lent)
    guest("image remove project {lent} {boss_project}", lent=lent)
    boss("image set --pending --project {guest_project} {lent}", lent=lent)
    owner("image set --private lent")
    owner("image member list lent")
    guest("image show {lent}", lent=lent)
    owner("image set --shared lent")
    owner("image member list lent")
    owner("image remove project lent {guest_project}")
    owner("image remove project --project-domain default lent {boss_project}")
    owner("image remove project lent {guest_project}")
    owner("image member list lent")
    guest("image show {lent}", lent=lent)


def cache(owner, boss):
    for person in (owner, boss):
        person("cached image list")
        person("cached image queue whole piped" if person is owner else "cached image queue public")
        person("cached image delete whole" if person is owner else "cached image delete public")
        person("cached image clear")
        person("cached image clear --cache")
        person("cached image clear --queue")
    owner("cached image queue nobody")
    owner("cached image delete nobody")


def delete(owner, guest, boss):
    owner("image delete whole nobody everything piped")
    owner("image list --all --project {owner_project}")
    owner("image set --unprotected everything")
    owner("image delete everything")
    owner("image delete everything")
    owner("image delete --store cheap lent")
    guest("image delete public")
    boss("image delete --store cheap public")
    boss("image delete --store fast public")
    boss("image delete --store nope public")
    boss("image delete public")
    owner("image list")
