"""What schemathesis is told of the API beyond its description: which events go with the key of the run, and what no schema can say."""

from __future__ import annotations

import atexit
import json
import os
import re
from collections import Counter
from typing import Any

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

#: Refused although it fits the schema: operation, how the message begins, and why no schema can say it.
REFUSALS = [
    (r"GET /.*", r"cursor: is not from this list", "a cursor is good once a page of that very list has given it"),
    (r"POST /events", r"timestamp: must not be more than 5 minutes in the future", "a schema has no clock"),
    (r"POST /events", r"groups\[\d+\]\.type: an event can carry one group of each type", "types are the same by their folded names"),
    (r".*", r"body: a number is beyond 64 bits", "a schema sees one number where JSON has digits or an exponent"),
    (r".*", r"[^:]*\btype: must be 1 to 50 letters or digits", "the characters of a type are counted when it is folded"),
    (r".*", r"[^:]*: must not nest deeper than 8 levels", "a schema that refers to itself has no depth"),
    (r".*", r"attributes: must not be larger than 32 KB in all", "what was there before counts too"),
    (r"(PUT|POST) /datasets/.*", r"(entries\[\d+\]\.)?key: must be ", "what a key looks like depends on the dataset in the path"),
    (r"PATCH /mappings/.*", r"target: must be null or one of ", "what a name can mean depends on the kind in the path"),
    (r"(POST|PATCH) /channels.*", r"config\.url: (must|leads) ", "whether a text is an address that may be called is more than a pattern"),
    (r"PATCH /channels/.*", r"config: an? [A-Z]+ channel has ", "where a channel can lead depends on its type, which is stored"),
    (r".* /(badge|escalation)-rules.*", r"(rule\.)?enabled: says something else than mode", "two fields that must agree"),
    (r".* /escalation-rules.*", r"(rule\.)?channels: there is no channel ", "which channels there are is stored"),
    (r"PATCH /escalations/.*", r"closeReason: goes with the status CLOSED", "one field that goes with another"),
    (r"PATCH /escalations/.*", r"body: must say at least one of ", "fields that may be null, and not all of them"),
    (r"PATCH /escalations/.*", r"assignee: must be the address of a member", "who is a member is stored"),
    (r"POST /auth/password", r"currentPassword: is not right", "a schema does not know the password"),
]
#: How often each reason was needed.
counted: Counter[str] = Counter()


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Leaves the events of the other kind of key out: which of the two may be sent depends on the key."""
    other = f"#/components/schemas/{os.environ['FUZZ_NOT_SENT']}"
    leave_out(raw_schema["components"]["schemas"]["EventBody"], {"$ref": other})


def leave_out(schema: Any, option: dict[str, str]) -> None:
    """Takes an option away, wherever it is one."""
    if isinstance(schema, dict):
        if option in schema.get("anyOf", []):
            schema["anyOf"].remove(option)
        for part in schema.values():
            leave_out(part, option)
    elif isinstance(schema, list):
        for part in schema:
            leave_out(part, option)


@schemathesis.hook
def filter_failure(context: Any, failure: Failure, case: Any, response: Any) -> bool:
    """Whether a finding is one."""
    if isinstance(failure, RejectedPositiveData):
        return response.status_code != 400 or not is_listed(case.operation.label, message_of(response))
    if isinstance(failure, AcceptedNegativeData):
        return not (case.operation.label == "POST /events" and refuses_in_results(response))
    return True


def is_listed(operation: str, message: str) -> bool:
    """Whether a refusal is one that no schema can say."""
    for where, begin, reason in REFUSALS:
        if re.fullmatch(where, operation) and re.match(begin, message):
            counted[reason] += 1
            return True
    return False


def message_of(response: Any) -> str:
    """The server's words."""
    return json.loads(response.content).get("message", "")


def refuses_in_results(response: Any) -> bool:
    """A batch is taken whatever its events are; the refusal of an event is its result."""
    results = json.loads(response.content).get("results", [])
    if not any(result["status"] != "success" for result in results):
        return False
    counted["a bad event of a batch is refused in its result"] += 1
    return True


@atexit.register
def tell() -> None:
    """Says how often which reason was needed."""
    for reason, times in sorted(counted.items()):
        print(f"not a finding, {times} times: {reason}")
