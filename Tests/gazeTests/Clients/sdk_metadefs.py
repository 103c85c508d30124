"""openstacksdk: the metadata definitions."""


def play(owner, boss):
    name = "Test::SDK"
    for kind in [
            "namespace", "namespaces", "resource_type", "resource_types", "object", "objects", "property", "properties", "tag",
            "tags"]:
        getattr(owner, f"get_metadef_{kind}_schema")()
    boss.create_metadef_namespace(
        namespace=name, display_name="The SDK", description="Of the SDK", visibility="public", is_protected=False)
    boss.create_metadef_namespace(namespace=name)
    owner.create_metadef_namespace(namespace="Test::Mine")
    owner.get_metadef_namespace(name)
    owner.get_metadef_namespace("Test::Nobody")
    owner.metadef_namespaces(_keep="Test::")
    boss.metadef_namespaces(visibility="public", limit=2, sort_key="namespace", sort_dir="asc", _keep="Test::")
    boss.update_metadef_namespace(name, description="Changed", visibility="public", is_protected=False)
    owner.update_metadef_namespace(name, description="Mine")
    for part in (tags, objects, properties, resource_types):
        part(owner, boss, name)
    owner.get_metadef_namespace(name)
    owner.delete_metadef_namespace(name)
    boss.delete_metadef_namespace(name)
    boss.delete_metadef_namespace(name)
    boss.delete_metadef_namespace(name, ignore_missing=False)


def tags(owner, boss, space):
    boss.add_tag_to_metadef_namespace(space, "one")
    boss.add_tag_to_metadef_namespace(space, "two")
    boss.add_tag_to_metadef_namespace(space, "two")
    owner.add_tag_to_metadef_namespace(space, "mine")
    boss.remove_tag_from_metadef_namespace(space, "one")
    boss.remove_tag_from_metadef_namespace(space, "nobody")
    owner.get_metadef_namespace(space)
    boss.remove_tags_from_metadef_namespace(space)
    owner.remove_tags_from_metadef_namespace(space)


def objects(owner, boss, space):
    thing = boss.create_metadef_object(
        space, name="thing", description="A thing", required=["x"],
        properties={"x": {"title": "X", "type": "string", "description": "An x"}})
    boss.create_metadef_object(space, name="thing")
    owner.create_metadef_object(space, name="mine")
    owner.get_metadef_object("thing", space)
    owner.get_metadef_object("nobody", space)
    owner.metadef_objects(space)
    boss.update_metadef_object(thing, space, name="renamed", description="Renamed")
    boss.update_metadef_object("nobody", space, name="x")
    boss.delete_metadef_object("renamed", space)
    boss.delete_metadef_object("renamed", space)
    boss.delete_all_metadef_objects(space)
    owner.delete_all_metadef_objects(space)


def properties(owner, boss, space):
    boss.create_metadef_property(
        space, name="size", title="Size", type="integer", description="How large", minimum=1, maximum=9, default=5,
        is_readonly=True, operators=["<or>"])
    boss.create_metadef_property(space, name="word", title="Word", type="string", enum=["a"], pattern="^a$", min_length=1)
    boss.create_metadef_property(
        space, name="words", title="Words", type="array", items={"type": "string"}, require_unique_items=True, min_items=1,
        max_items=2, allow_additional_items=False)
    owner.create_metadef_property(space, name="mine", title="Mine", type="string")
    owner.get_metadef_property("size", space)
    owner.get_metadef_property("nobody", space)
    owner.metadef_properties(space)
    boss.update_metadef_property("size", space, name="weight", title="Weight", type="number")
    boss.update_metadef_property("nobody", space, name="x", title="X", type="number")
    boss.delete_metadef_property("weight", space)
    boss.delete_metadef_property("weight", space)
    boss.delete_metadef_property("weight", space, ignore_missing=False)
    boss.delete_all_metadef_properties(space)
    owner.delete_all_metadef_properties(space)


def resource_types(owner, boss, space):
    boss.create_metadef_resource_type_association(space, name="OS::SDK::SDK", prefix="s_", properties_target="image")
    boss.create_metadef_resource_type_association(space, name="OS::SDK::SDK")
    owner.create_metadef_resource_type_association(space, name="OS::SDK::Mine")
    owner.metadef_resource_type_associations(space)
    owner.metadef_resource_types(_keep="OS::SDK::SDK")
    owner.get_metadef_namespace(space)
    boss.delete_metadef_resource_type_association("OS::SDK::SDK", space)
    boss.delete_metadef_resource_type_association("OS::SDK::SDK", space)
    boss.delete_metadef_resource_type_association("OS::SDK::SDK", space, ignore_missing=False)
