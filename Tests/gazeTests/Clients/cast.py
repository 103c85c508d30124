"""Makes the people of a script in Keystone, each in a project of their own, and prints them as JSON.

    python cast.py

They are "owner" and "guest", who are members, and "boss", who is an admin.
"""

import json
import secrets

import openstack

ROLES = {"owner": "member", "guest": "member", "boss": "admin"}


def make(cloud, role):
    name, password = f"gaze-{role}-{secrets.token_hex(4)}", "p" + secrets.token_hex(12)
    identity = cloud.identity
    project = identity.create_project(name=name, domain_id="default")
    user = identity.create_user(name=name, password=password, domain_id="default")
    identity.assign_project_role_to_user(project, user, identity.find_role(ROLES[role]))
    log_in = cloud.connect_as(username=name, password=password, project_name=name).session.auth
    access = log_in.get_access(cloud.session)
    return {
        "name": name, "password": password, "user": user.id, "project": project.id, "roles": access.role_names,
        "token": access.auth_token, "access": access._data}


cloud = openstack.connect()
print(json.dumps({role: make(cloud, role) for role in ROLES}))
