"""`glance`: records and their data, lists, members, locations, the cache, schemas."""

from stage import FEDERATED, Pipe


def play(stage, owner, guest, boss):
    create(stage, owner, boss)
    signed(owner)
    data(stage, owner, guest)
    lists(stage, owner, guest, boss)
    update(owner, boss)
    tags(owner)
    members(owner, guest, boss)
    locations(owner, boss)
    states(owner)
    cache(owner, boss)
    schemas(owner)
    delete(owner, guest, boss)


def create(stage, owner, boss):
    owner("image-create")
    owner("image-create", logs_in=True)
    owner(
        "image-create --id {id:first} --name everything --disk-format qcow2 --container-format bare --min-disk 2 --min-ram 512"
        " --visibility community --protected True --hidden False --owner {owner_project} --tags lts alpine"
        " --property hw_disk_bus=virtio --file {folder}/disk.qcow2 --progress --store cheap"
        " --property os_distro=alpine --property kernel_id={id:third}",
        is_terminal=True)
    owner("image-create --id {id:first} --name again")
    owner("image-create --id {id:second} --name whole --disk-format raw --container-format bare --visibility private"
          " --file {folder}/disk.raw --property os_distro=debian")
    owner("image-create --id {id:third} --name piped --disk-format raw --container-format bare", pipe=Pipe(b"some bytes"))
    owner("image-create --name formatless --file {folder}/disk.raw")
    owner("image-create --name 'in no store' --store fast")
    owner("image-create --name 'in no store' --disk-format raw --container-format bare --store nope --file {folder}/disk.raw")
    owner("image-create --name 'of another size' --disk-format raw --container-format bare --size 7 --file {folder}/disk.raw")
    owner(
        "image-create --id {id:refused} --name 'not qcow2' --disk-format qcow2 --container-format bare"
        " --file {folder}/disk.raw")
    owner("image-show {id:refused}", differs="Glance leaves with the record what it notes of refused data.")
    owner("image-delete {id:refused}")
    owner("image-create --name 'no file' --disk-format raw --container-format bare --file {folder}/nothing")
    owner("image-create --id nonsense")
    owner("image-create --disk-format nonsense --name x")
    owner("image-create --min-disk -1")
    owner("image-create --protected perhaps")
    owner("image-create --property kernel_id=nonsense --name 'with a kernel'")
    owner("image-create --kernel-id nonsense")
    owner("image-create --visibility public --name public")
    owner("image-create --owner {guest_project} --name 'not mine'")
    owner("image-create --property status=active")
    owner("image-create --hidden True --name hidden --tags hidden")
    boss("image-create --visibility public --name public --disk-format raw --container-format bare --file {folder}/disk.raw")
    boss("image-create --owner {guest_project} --visibility private --name \"guest's\"")


def signed(owner):
    """Nobody here can check a signature."""
    owner(
        "image-create --id {id:signed} --disk-format raw --container-format bare --property img_signature=AAAA"
        " --property img_signature_certificate_uuid={nobody} --property img_signature_hash_method=SHA-256"
        " --property img_signature_key_type=RSA-PSS")
    owner("image-upload --file {folder}/disk.raw {id:signed}")
    owner("image-show {id:signed}")
    owner("image-update --remove-property img_signature {id:signed}")
    owner("image-upload --file {folder}/disk.raw {id:signed}")
    owner("image-show {id:signed}")


def data(stage, owner, guest):
    for options in [
            "", "--progress", "--prefer cheap,fast", "--prefer nope", "--allow-md5-fallback"]:
        owner(f"image-download --file {{home}}/saved {options} {{id:first}}", is_terminal=True)
        stage.saved()
    owner("image-download {id:third}")
    owner("image-download {id:third}", is_terminal=True)
    guest("image-download --file {home}/saved {id:second}")
    owner("image-download --file {home}/saved {nobody}")
    owner("image-upload --file {folder}/disk.raw {id:second}")
    owner("image-upload --file {folder}/disk.raw {nobody}")
    owner("image-create --id {id:fourth} --name uploaded --disk-format raw --container-format bare")
    owner("image-download --file {home}/saved {id:fourth}")
    guest("image-upload --file {folder}/disk.raw {id:fourth}")
    owner("image-upload --store nope --file {folder}/disk.raw {id:fourth}")
    owner("image-upload --size 7 --file {folder}/disk.raw {id:fourth}")
    owner(
        "image-upload --progress --store cheap --size {size} --file {folder}/disk.raw {id:fourth}",
        size=stage.size("disk.raw"), is_terminal=True)
    owner("image-show {id:fourth}")
    owner("image-create --id {id:fifth} --name 'wrong size' --disk-format raw --container-format bare")
    owner("image-upload --size 7 {id:fifth}", pipe=Pipe(b"some bytes"))
    owner("image-show {id:fifth}")
    owner("image-upload {id:fifth}", pipe=Pipe(b"some bytes"))
    owner("image-show --human-readable --max-column-width 60 {id:fifth}")
    owner("image-show {nobody}")
    guest("image-show {id:second}")
    guest("image-show {id:first}")


def lists(stage, owner, guest, boss):
    owner("image-list")
    owner("image-list", logs_in=True)
    owner("--verbose image-list --include-stores")
    owner("image-list --limit 2")
    owner("image-list --limit 2 --page-size 1")
    owner("image-list --page-size 2")
    for visibility in ["public", "private", "community", "shared", "all", "nonsense"]:
        # Other tests leave images that everybody sees.
        owner("image-list --visibility {visibility} --owner {owner_project}", visibility=visibility)
    guest("image-list --visibility community --owner {owner_project}")
    owner("image-list --owner {owner_project} --property-filter os_distro=debian")
    owner("image-list --property-filter os_distro=debian --property-filter status=active")
    owner("image-list --property-filter size_min=11 --property-filter size_max=200000")
    owner("image-list --property-filter name=in:whole,piped")
    owner("image-list --property-filter created_at=lt:2000-01-01T00:00:00Z")
    owner("image-list --property-filter created_at=nonsense")
    owner("image-list --property-filter protected=true")
    owner("image-list --property-filter nonsense")
    record = stage.ask("/v2/images/" + stage.id("second"), "owner")
    owner("image-list --checksum {checksum}", checksum=record["checksum"])
    owner("image-list --hash {hash}", hash=record["os_hash_value"])
    owner("image-list --tag lts --tag alpine --visibility community --owner {owner_project}")
    owner("image-list --tag nobody")
    owner("image-list --hidden")
    owner("image-list --hidden False --include-stores True")
    for key in ["name", "status", "container_format", "disk_format", "size", "created_at", "updated_at"]:
        owner("image-list --sort-key {key} --sort-dir asc", key=key)
    owner("image-list --sort-key id --sort-dir desc --property-filter name=in:whole,piped,uploaded --limit 2")
    owner("image-list --sort-key disk_format --sort-key name --sort-dir desc --sort-dir asc")
    owner("image-list --sort name:asc,created_at:desc")
    owner("image-list --sort status,disk_format:desc")
    owner("image-list --sort nonsense")
    guest("image-list")
    boss("image-list --owner {owner_project} --visibility private")
    boss("image-list --owner {guest_project}")


def update(owner, boss):
    owner(
        "image-update --name renamed --min-disk 3 --min-ram 1024 --visibility shared --protected True --hidden True"
        " --property a=b --property 'c d=é' {id:second}")
    owner("image-update --protected False --hidden False --remove-property a --remove-property nobody {id:second}")
    owner("image-update --owner {owner_project} {id:second}")
    owner("image-update --owner {guest_project} {id:second}")
    owner("image-update --disk-format qcow2 --container-format ovf {id:second}")
    owner("image-update --visibility public {id:second}")
    owner("image-update --visibility nonsense {id:second}")
    owner("image-update --min-disk -1 {id:second}")
    owner("image-update --property status=queued {id:second}")
    owner("image-update --property os_glance_x=1 {id:second}")
    owner("image-update --remove-property name {id:second}")
    owner("image-update --name x {nobody}")
    owner("image-update --name renamed {id:second}")
    boss("image-update --name 'by the boss' {id:second}")
    owner("image-show {id:second}")


def tags(owner):
    owner("image-tag-update {id:second} one")
    owner("image-tag-update {id:second} 'two words'")
    owner("image-tag-update {id:second} one")
    owner("image-tag-update {nobody} one")
    owner("image-tag-delete {id:second} one")
    owner("image-tag-delete {id:second} one")
    owner("image-create --id {id:accented}")
    owner(
        "image-tag-update {id:accented} é",
        differs="Glance reads the bytes of a tag in the address as Latin-1.")
    owner("image-delete {id:accented}")
    owner("image-show {id:second}")


def members(owner, guest, boss):
    owner("member-create {id:second} {guest_project}")
    owner("member-create {id:second} {guest_project}")
    owner("member-create {id:first} {guest_project}")
    owner("member-create {nobody} {guest_project}")
    owner("member-create {id:second} {boss_project}")
    owner("member-list --image-id {id:second}")
    owner("member-list --image-id {id:first}")
    owner("member-get {id:second} {guest_project}")
    owner("member-get {id:second} {owner_project}")
    owner("member-update {id:second} {guest_project} accepted")
    for status in ["accepted", "rejected", "pending"]:
        guest("member-update {id:second} {guest_project} {status}", status=status)
        guest("member-list --image-id {id:second}")
        for filter in ["accepted", "rejected", "pending", "all"]:
            guest("image-list --member-status {filter} --visibility shared", filter=filter)
        guest("image-list")
    guest("image-list --member-status nonsense")
    guest("member-update {id:second} {boss_project} accepted")
    guest("member-get {id:second} {boss_project}")
    guest("member-delete {id:second} {guest_project}")
    boss("member-update {id:second} {guest_project} rejected")
    owner("member-delete {id:second} {boss_project}")
    owner("member-delete {id:second} {boss_project}")
    owner("member-delete {id:second} {guest_project}")
    owner("member-list --image-id {id:second}")


def locations(owner, boss):
    for person in (owner, boss):
        person("location-add --url http://127.0.0.1/x {id:second}")
        person(
            "location-add --url http://127.0.0.1/x --metadata '{metadata}' --checksum {checksum} --hash-algo sha512"
            " --hash-value {hash} {id:second}", metadata='{"a": "b"}', checksum="0" * 32, hash="0" * 128)
        person("location-update --url http://127.0.0.1/x --metadata '{metadata}' {id:second}", metadata='{"a": "b"}')
        person("location-delete --url http://127.0.0.1/x {id:second}")
        person("add-location --url http://127.0.0.1/x {id:second}")
    owner("location-add --url http://127.0.0.1/x --metadata nonsense {id:second}")
    owner("image-create --id {id:sixth} --disk-format raw --container-format bare")
    for person in (owner, boss):
        person("add-location --url http://127.0.0.1/x {id:sixth}")
        person(
            "add-location --url http://127.0.0.1/x --validation-data '{validation}' {id:sixth}",
            validation='{"os_hash_algo": "sha512", "os_hash_value": "' + "0" * 128 + '"}')
        person("add-location --url file:///etc/passwd {id:sixth}")
        person("location-add --url http://127.0.0.1/x {id:sixth}")
    owner("image-show {id:sixth}")


def states(owner):
    owner("image-deactivate {id:second}")
    owner("image-deactivate {id:second}")
    owner("image-show {id:second}")
    owner("image-download --file {home}/saved {id:second}")
    owner("image-reactivate {id:second}")
    owner("image-show {id:second}")
    owner("image-deactivate {nobody}")
    owner("image-reactivate {nobody}")


def cache(owner, boss):
    for person in (owner, boss):
        person("cache-list")
        person("cache-queue {id:second} {nobody}")
        person("cache-delete {id:second} {nobody}")
        for target in ["both", "cache", "queue"]:
            person("cache-clear --target {target}", target=target)
        person("cache-nodes-list {id:second}")
        person("cache-clean")
        person("cache-prune")


def schemas(owner):
    for model in [
            "image", "images", "member", "members", "task", "tasks", "metadefs/namespace", "metadefs/namespaces",
            "metadefs/object", "metadefs/objects", "metadefs/property", "metadefs/properties", "metadefs/tag",
            "metadefs/tags", "metadefs/resource_type", "metadefs/resource_types", "nonsense"]:
        owner("explain {model}", model=model, is_schema=True)
    owner("import-info", differs=FEDERATED)
    owner("usage")


def delete(owner, guest, boss):
    public = ours(boss, "public")
    owner("image-delete {id:first} {nobody} {id:third}")
    guest("image-delete {id:second}")
    guest("image-delete {public}", public=public)
    owner("image-update --protected False {id:first}")
    owner("image-delete {id:first}")
    owner("image-delete {id:first}")
    boss("image-delete {public}", public=public)
    owner("image-list --visibility all --owner {owner_project}")


def ours(person, name):
    """The id of an image of one's own."""
    lines = person(f"image-list --property-filter name={name} --owner {{boss_project}}")
    return lines[3].split("|")[1].strip()
