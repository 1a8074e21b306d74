"""Answers requests with Principal Mapper's local evaluation: one JSON request a line in, true or false a line out."""

import collections
import collections.abc
import json
import sys

# Principal Mapper 1.1.5 still looks for these names where Python had them before 3.10.
for name in ("Mapping", "MutableMapping"):
    setattr(collections, name, getattr(collections.abc, name))

from principalmapper.common.nodes import Node  # noqa: E402
from principalmapper.common.policies import Policy  # noqa: E402
from principalmapper.querying.query_interface import local_check_authorization_full  # noqa: E402


def policy(name, document):
    return Policy("arn:aws:iam::111111111111:policy/" + name, name, document)


def answer(request):
    policies = request["policies"]
    boundary = policies.get("permissionsBoundary")
    is_role = ":role/" in request["principal"]
    node = Node(
        request["principal"],
        "AROAEXAMPLE" if is_role else "AIDAEXAMPLE",
        [policy("identity%d" % i, document) for i, document in enumerate(policies.get("identity", []))],
        None if is_role else [],
        {"Version": "2012-10-17", "Statement": []} if is_role else None,
        None,
        0,
        False,
        False,
        None if boundary is None else policy("boundary", boundary),
        False,
        {},
    )
    levels = policies.get("serviceControl")
    return local_check_authorization_full(
        node,
        request["action"],
        request["resource"],
        request["context"],
        policies.get("resource"),
        request["resourceAccount"],
        None if levels is None else [[policy("scp%d" % i, d) for i, d in enumerate(level)] for level in levels],
        None,
    )


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
