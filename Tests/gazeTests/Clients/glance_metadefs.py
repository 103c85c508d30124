"""`glance md-…`: the metadata definitions."""

import json
import pathlib


HIDDEN = "Glance's words tell that there is a namespace which the asker may not see."
TAKEN = "Glance fails with 500 where the new name is in use."


def play(stage, owner, guest, boss):
    namespaces(stage, owner, guest, boss)
    objects(owner, boss)
    properties(owner, boss)
    tags(owner, boss)
    resource_types(owner, boss)
    boss("md-namespace-update --protected False Test::Glance")
    for name in ["Test::Glance", "Test::Whole", "Test::Nobody"]:
        boss("md-namespace-show {name} --max-column-width 60", name=name)
        boss("md-namespace-delete {name}", name=name)
    boss("md-namespace-list", keep="Test::")


def namespaces(stage, owner, guest, boss):
    owner("md-namespace-create Test::Mine")
    boss(
        "md-namespace-create Test::Glance --display-name 'The clients' --description 'What clients say' --visibility public"
        " --protected True --owner {boss_project}")
    boss("md-namespace-create Test::Glance")
    boss("md-namespace-create Test::Bare --visibility nonsense")
    boss("md-namespace-create Test::Bare --resource-type-associations OS::Shell::Thing")
    whole = {
        "namespace": "Test::Whole", "display_name": "Whole", "description": "All at once", "visibility": "private",
        "protected": False, "resource_type_associations": [{"name": "OS::Shell::Whole", "prefix": "w_"}],
        "properties": {"size": {"title": "Size", "type": "integer", "description": "How large"}},
        "objects": [{
            "name": "thing", "description": "A thing", "required": ["x"],
            "properties": {"x": {"title": "X", "type": "string", "description": "An x"}}}],
        "tags": [{"name": "one"}, {"name": "two"}]}
    path = pathlib.Path(stage.home) / "whole.json"
    path.write_text(json.dumps(whole))
    owner("md-namespace-import --file {path}", path=path)
    boss("md-namespace-import --file {path}", path=path)
    boss("md-namespace-import --file {path}", path=path)
    boss("md-namespace-import --file {folder}/disk.qcow2")
    for person in (owner, guest, boss):
        person("md-namespace-show Test::Whole", differs=None if person is boss else HIDDEN)
        person("md-namespace-show Test::Glance")
        person("md-namespace-list", keep="Test::")
    boss("md-namespace-show Test::Whole --resource-type OS::Shell::Whole")
    boss("md-property-list Test::Whole")
    boss("md-namespace-list --visibility private --page-size 1", keep="Test::")
    boss("md-namespace-list --visibility public --page-size 2", keep="Test::")
    boss("md-namespace-list --resource-types OS::Shell::Whole --resource-types OS::Shell::Other")
    boss("md-namespace-list --visibility nonsense")
    boss("md-namespace-show Test::Nobody")
    boss("md-namespace-delete Test::Glance")
    owner("md-namespace-delete Test::Glance")
    owner("md-namespace-update --description mine Test::Glance")
    boss(
        "md-namespace-update --namespace Test::Renamed --display-name Renamed --description 'Not for long'"
        " --visibility private --protected False --owner {boss_project} Test::Glance")
    boss("md-namespace-show Test::Glance")
    boss("md-namespace-update --namespace Test::Whole Test::Renamed")
    boss("md-namespace-update --namespace Test::Glance --visibility public --protected True Test::Renamed")
    boss("md-namespace-update --description x Test::Nobody")


def objects(owner, boss):
    thing = json.dumps({
        "description": "A thing", "required": ["size"],
        "properties": {"size": {"title": "Size", "type": "integer", "description": "How large", "minimum": 1}}})
    boss("md-object-create Test::Glance --name thing --schema '{schema}'", schema=thing)
    boss("md-object-create Test::Glance --name thing --schema '{schema}'", schema=thing)
    boss("md-object-create Test::Glance --name other --schema '{schema}'", schema="{}")
    boss("md-object-create Test::Glance --name bad --schema nonsense")
    boss("md-object-create Test::Nobody --name thing --schema '{schema}'", schema="{}")
    owner("md-object-create Test::Glance --name mine --schema '{schema}'", schema="{}")
    owner("md-object-list Test::Glance")
    owner("md-object-show Test::Glance thing --max-column-width 60")
    owner("md-object-show Test::Glance nobody")
    owner("md-object-property-show Test::Glance thing size --max-column-width 60")
    owner("md-object-property-show Test::Glance thing nobody")
    boss("md-object-update Test::Glance other --name renamed --schema '{schema}'", schema='{"description": "Now known"}')
    boss("md-object-update Test::Glance renamed --name thing", differs=TAKEN)
    boss("md-object-update Test::Glance nobody --name somebody")
    owner("md-object-update Test::Glance thing --name mine")
    boss("md-namespace-show Test::Glance")
    owner("md-object-delete Test::Glance thing")
    boss("md-object-delete Test::Glance thing")
    boss("md-namespace-objects-delete Test::Glance")
    boss("md-namespace-update --protected False Test::Glance")
    boss("md-object-delete Test::Glance thing")
    boss("md-object-delete Test::Glance thing")
    owner("md-namespace-objects-delete Test::Glance")
    boss("md-namespace-objects-delete Test::Glance")
    boss("md-object-list Test::Glance")


def properties(owner, boss):
    size = '{"description": "How large", "minimum": 1, "maximum": 9, "default": 5, "readonly": true}'
    word = '{"enum": ["a", "b"], "pattern": "^[ab]$", "minLength": 1, "maxLength": 1, "operators": ["<or>"]}'
    words = '{"items": {"type": "string", "enum": ["a"]}, "uniqueItems": true, "minItems": 1, "maxItems": 2,' \
        ' "additionalItems": false}'
    line = "md-property-create Test::Glance --name {name} --title {title} --type {type} --schema '{schema}'"
    boss(line, name="size", title="Size", type="integer", schema=size)
    boss(line, name="word", title="Word", type="string", schema=word)
    boss(line, name="words", title="Words", type="array", schema=words)
    boss(line, name="size", title="Size", type="integer", schema="{}")
    boss(line, name="x", title="X", type="nonsense", schema="{}")
    boss(line, name="x", title="X", type="string", schema="nonsense")
    owner(line, name="x", title="X", type="string", schema="{}")
    owner("md-property-list Test::Glance")
    for name in ["size", "word", "words", "nobody"]:
        owner("md-property-show Test::Glance {name} --max-column-width 60", name=name)
    boss(
        "md-property-update Test::Glance size --name weight --title Weight --schema '{schema}'",
        schema='{"type": "number", "minimum": 0}')
    boss("md-property-update Test::Glance words --name word", differs=TAKEN)
    boss("md-property-update Test::Glance nobody --name x")
    owner("md-property-update Test::Glance word --title Mine")
    boss("md-namespace-show Test::Glance")
    owner("md-property-delete Test::Glance word")
    boss("md-property-delete Test::Glance word")
    boss("md-property-delete Test::Glance word")
    owner("md-namespace-properties-delete Test::Glance")
    boss("md-namespace-properties-delete Test::Glance")
    boss("md-property-list Test::Glance")


def tags(owner, boss):
    boss("md-tag-create Test::Glance --name one")
    boss("md-tag-create Test::Glance --name one")
    boss("md-tag-create Test::Glance --name ' '")
    owner("md-tag-create Test::Glance --name mine")
    boss("md-tag-create-multiple Test::Glance --names a,b,c")
    boss("md-tag-list Test::Glance")
    boss("md-tag-create-multiple Test::Glance --names 'd;e' --delim ';' --append")
    owner("md-tag-list Test::Glance")
    owner("md-tag-create-multiple Test::Glance --names x")
    owner("md-tag-show Test::Glance a")
    owner("md-tag-show Test::Glance nobody")
    boss("md-tag-update Test::Glance a --name z")
    boss("md-tag-update Test::Glance z --name b")
    boss("md-tag-update Test::Glance nobody --name x")
    owner("md-tag-update Test::Glance b --name x")
    owner("md-tag-delete Test::Glance b")
    boss("md-tag-delete Test::Glance b")
    boss("md-tag-delete Test::Glance b")
    boss("md-namespace-show Test::Glance")
    owner("md-namespace-tags-delete Test::Glance")
    boss("md-namespace-tags-delete Test::Glance")
    boss("md-tag-list Test::Glance")


def resource_types(owner, boss):
    boss("md-resource-type-associate Test::Glance --name OS::Shell::Thing --prefix t_ --properties-target image")
    boss("md-resource-type-associate Test::Glance --name OS::Shell::Other")
    boss("md-resource-type-associate Test::Glance --name OS::Shell::Other")
    boss("md-resource-type-associate Test::Nobody --name OS::Shell::Other")
    owner("md-resource-type-associate Test::Glance --name OS::Shell::Mine")
    owner("md-namespace-resource-type-list Test::Glance")
    owner("md-resource-type-list", keep="OS::Shell::")
    boss("md-namespace-update --protected True Test::Glance")
    boss("md-resource-type-deassociate Test::Glance OS::Shell::Other")
    boss("md-namespace-update --protected False Test::Glance")
    boss("md-resource-type-deassociate Test::Glance OS::Shell::Other")
    boss("md-resource-type-deassociate Test::Glance OS::Shell::Other")
    owner("md-resource-type-deassociate Test::Glance OS::Shell::Thing")
    boss("md-namespace-resource-type-list Test::Glance")
