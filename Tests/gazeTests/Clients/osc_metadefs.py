"""`openstack image metadef`: the metadata definitions."""


HIDDEN = "Glance's words tell that there is a namespace which the asker may not see."
TAKEN = "Glance fails with 500 where the new name is in use."


def play(stage, owner, guest, boss):
    namespaces(owner, guest, boss)
    objects(owner, boss)
    properties(owner, boss)
    resource_types(owner, boss)
    boss("image metadef namespace set --unprotected Test::Clients")
    boss("image metadef namespace delete Test::Clients Test::Bare Test::Nobody")
    boss("image metadef namespace list", keep="Test::")


def namespaces(owner, guest, boss):
    owner("image metadef namespace create Test::Mine")
    boss(
        "image metadef namespace create --display-name 'The clients' --description 'What clients say' --public --protected"
        " Test::Clients")
    boss("image metadef namespace create --private --unprotected Test::Bare")
    boss("image metadef namespace create Test::Bare")
    for person in (owner, guest, boss):
        person("image metadef namespace list", keep="Test::")
        person("image metadef namespace show Test::Clients")
        person(
            "image metadef namespace show Test::Bare",
            differs=None if person is boss else HIDDEN)
    boss("image metadef namespace list --visibility private", keep="Test::")
    boss("image metadef namespace list --visibility public", keep="Test::")
    boss("image metadef namespace list --resource-types OS::Test::Thing", keep="Test::")
    boss("image metadef namespace list --visibility nonsense")
    boss("image metadef namespace show Test::Nobody")
    boss("image metadef namespace delete Test::Clients")
    owner("image metadef namespace delete Test::Clients")
    owner("image metadef namespace set --description mine Test::Clients")
    boss(
        "image metadef namespace set --display-name Bare --description 'Without anything' --public --protected --tag one"
        " --tag two Test::Bare")
    boss("image metadef namespace show Test::Bare")
    boss("image metadef namespace set --private --unprotected --tag two --tag three Test::Bare")
    boss("image metadef namespace unset --tag one --tag nobody Test::Bare")
    boss("image metadef namespace unset --all-tags Test::Bare")
    owner("image metadef namespace unset --all-tags Test::Clients")
    boss("image metadef namespace set Test::Nobody")


def objects(owner, boss):
    boss("image metadef object create --namespace Test::Clients thing")
    boss("image metadef object create --namespace Test::Clients thing")
    boss("image metadef object create --namespace Test::Clients other")
    boss("image metadef object create --namespace Test::Nobody thing")
    owner("image metadef object create --namespace Test::Clients mine")
    owner("image metadef object list Test::Clients")
    owner("image metadef object show Test::Clients thing")
    owner("image metadef object show Test::Clients nobody")
    owner("image metadef object property show Test::Clients thing nobody")
    boss("image metadef object update --name renamed Test::Clients other")
    boss("image metadef object update --name thing Test::Clients renamed", differs=TAKEN)
    owner("image metadef object update --name mine Test::Clients thing")
    boss("image metadef object list Test::Clients")
    boss("image metadef namespace show Test::Clients")
    boss("image metadef object delete Test::Clients renamed")
    boss("image metadef namespace set --unprotected --public Test::Clients")
    boss("image metadef object delete Test::Clients thing nobody")
    owner("image metadef object delete Test::Clients renamed")
    boss("image metadef object delete Test::Clients")
    boss("image metadef object list Test::Clients")


def properties(owner, boss):
    boss(
        "image metadef property create --name size --title Size --type integer"
        " --schema '{schema}' Test::Clients",
        schema='{"description": "How large", "minimum": 1, "maximum": 9, "default": 5, "readonly": true}')
    boss(
        "image metadef property create --name word --title Word --type string --schema '{schema}' Test::Clients",
        schema='{"enum": ["a", "b"], "pattern": "^[ab]$", "minLength": 1, "maxLength": 1, "operators": ["<or>"]}')
    boss(
        "image metadef property create --name words --title Words --type array --schema '{schema}' Test::Clients",
        schema='{"items": {"type": "string", "enum": ["a"]}, "uniqueItems": true, "minItems": 1, "maxItems": 2,'
        ' "additionalItems": false}')
    boss("image metadef property create --name size --title Size --type integer --schema '{schema}' Test::Clients", schema="{}")
    boss("image metadef property create --name x --title X --type nonsense --schema '{schema}' Test::Clients", schema="{}")
    boss("image metadef property create --name x --title X --type string --schema nonsense Test::Clients")
    owner("image metadef property create --name x --title X --type string --schema '{schema}' Test::Clients", schema="{}")
    owner("image metadef property list Test::Clients")
    for name in ["size", "word", "words", "nobody"]:
        owner("image metadef property show Test::Clients {name}", name=name)
    boss(
        "image metadef property set --name weight --title Weight --type number --schema '{schema}' Test::Clients size",
        schema='{"minimum": 0}')
    boss("image metadef property show Test::Clients weight")
    boss("image metadef property set --name word Test::Clients words", differs=TAKEN)
    owner("image metadef property set --name mine Test::Clients words")
    boss("image metadef namespace show Test::Clients")
    boss("image metadef property delete Test::Clients words nobody")
    owner("image metadef property delete Test::Clients word")
    boss("image metadef property delete Test::Clients")
    boss("image metadef property list Test::Clients")


def resource_types(owner, boss):
    boss("image metadef resource type association create --properties-target image Test::Clients OS::Test::Thing")
    boss("image metadef resource type association create Test::Clients OS::Test::Other")
    boss("image metadef resource type association create Test::Clients OS::Test::Other")
    boss("image metadef resource type association create Test::Nobody OS::Test::Other")
    owner("image metadef resource type association create Test::Clients OS::Test::Mine")
    owner("image metadef resource type association list Test::Clients")
    owner("image metadef resource type list", keep="OS::Test::")
    boss("image metadef namespace list --resource-types OS::Test::Thing")
    boss("image metadef namespace show Test::Clients")
    boss("image metadef namespace set --protected --public Test::Clients")
    boss("image metadef resource type association delete Test::Clients OS::Test::Other")
    boss("image metadef resource type association delete --force Test::Clients OS::Test::Other OS::Test::Nobody")
    owner("image metadef resource type association delete Test::Clients OS::Test::Thing", differs=HIDDEN)
    boss("image metadef resource type association list Test::Clients")
    boss("image metadef namespace show Test::Clients")
