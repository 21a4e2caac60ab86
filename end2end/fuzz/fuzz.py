"""Tries the server with requests made from its own description: `DREGS_BIN=target/debug/dregs python fuzz.py`.

schemathesis reads what the server says of itself, makes requests that fit and requests that do not, and runs all of its checks on every
answer: no 5xx, no status and no body that the description does not name, nothing refused that it allows, nothing accepted that it forbids.
`hooks.py` lists the few refusals that no schema can say.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "sdk"))

from support.server import PASSWORD, USER_AGENT, Account, Server, free_port  # noqa: E402

#: Requests of a whole run, at least.
LEAST_CASES = 2_000
SIGNALS = {"userAgent": USER_AGENT, "platform": "Linux x86_64", "timezone": "Europe/Berlin", "languages": ["de"], "colorDepth": 24}
SESSION = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b"
SETTINGS = {
    "DREGS_LIMIT_SENSITIVE": "1000000",
    "DREGS_LIMIT_CHANNELS": "1000000",
    "DREGS_LIMIT_INGESTION": "1000000",
    "DREGS_LIMIT_INGESTION_BURST": "1000000",
    "DREGS_WEBHOOK_ALLOW_PRIVATE": "127.0.0.0/8",
}
#: Leads to a port where nobody listens: no stranger is called.
CHANNEL = {"name": "Nobody", "type": "WEBHOOK", "config": {"url": f"http://127.0.0.1:{free_port()}/"}, "events": ["IDENTITY_SCORED"]}
#: What cannot be tried like the rest.
EXCLUDED = {
    "open_stream": "its answer never ends",
    "create_demo": "makes a whole account, which takes seconds a time",
    "logout": "would end the token that the run itself uses",
    "logout_everywhere": "would end the token that the run itself uses",
    "change_password": "would end the token that the run itself uses",
}
#: Run with a member of its own whose token may end; a 401 is then in order, as the description says.
THROW_AWAY = ["logout", "logout_everywhere", "change_password"]
#: What a page may call, with its public key.
OF_PAGES = ["create_event", "get_device"]


def seed(server: Server, account: Account, token: str) -> dict[str, list[Any]]:
    """Stores something of every kind; answers with the ids, by the parameters that take them."""
    people = [f"person-{number}" for number in range(4)] + ["ada@example.com", "a/b"]
    device = account.send_from_browser({"type": "dregs_init", "session": SESSION, "device": SIGNALS})["fingerprint"]
    account.send(*(
        {
            "id": f"event-{number}", "type": "user.signup", "identity": {"id": person, "data": {"name": "Ada Lovelace"}},
            "groups": [{"id": "acme"}], "session": SESSION, "fingerprint": device, "ip": "203.0.113.7", "userAgent": USER_AGENT,
        }
        for number, person in enumerate(people)
    ))
    mapping = {"kind": "EVENT_TYPE", "source": "abo_abgeschlossen", "target": "PURCHASE"}
    made = server.call("POST", "/mappings", mapping, token)
    credential = server.call("POST", "/credentials", {"name": "To be changed"}, token)["credential"]
    channels = [server.call("POST", "/channels", CHANNEL, token)["channel"]["id"] for _ in range(3)]
    deliveries = [server.call("POST", f"/channels/{channel}/actions/test", {}, token)["id"] for channel in channels]
    conditions = [{"condition": "SCORE_LT", "category": "ANY", "threshold": 100}]
    badge_rule = server.call("POST", "/badge-rules", {"name": "Anybody", "type": "BAD", "conditions": conditions, "mode": "ON"}, token)
    rule = {"name": "Anybody", "severity": "INFO", "conditions": conditions, "mode": "ON"}
    escalation_rule = server.call("POST", "/escalation-rules", rule, token)
    server.call("POST", "/datasets/trusted_ips/entries", {"entries": [{"key": "203.0.113.7"}]}, token)
    return {
        "identity": people,
        "event": [f"event-{number}" for number in range(len(people))],
        "group_type": ["organization"],
        "group": ["acme"],
        "device": [device],
        # The first page; others are good once a list has given them.
        "cursor": [""],
        "channel": channels,
        "delivery": deliveries,
        "badge_rule": [badge_rule["id"]],
        "escalation_rule": [escalation_rule["id"]],
        "escalation": [1, 2, 3],
        "version": [1],
        "mapping": [made["id"]],
        "credential": [credential["id"]],
        "dataset": ["trusted_ips"],
        "entry": ["203.0.113.7"],
    }


#: What is read by the page.
LISTS = r"^/(identities|events|groups|devices|escalations|mappings|deliveries|datasets/\{name\}/entries)$"
#: Which ids go where: path, parameter, kind.
PLACES = [
    (r"^/identities/\{id\}", "path.id", "identity"),
    (r"^/groups/\{type\}/\{id\}", "path.type", "group_type"),
    (r"^/groups/\{type\}/\{id\}", "path.id", "group"),
    (r"^/groups/\{type\}/\{id\}/identities/\{identity\}$", "path.identity", "identity"),
    (r"^/events/\{id\}$", "path.id", "event"),
    (r"^/devices/\{fingerprint\}$", "path.fingerprint", "device"),
    (r"^/channels/\{id\}", "path.id", "channel"),
    (r"^/deliveries/\{id\}", "path.id", "delivery"),
    (r"^/badge-rules/\{id\}", "path.id", "badge_rule"),
    (r"^/escalation-rules/\{id\}", "path.id", "escalation_rule"),
    (r"-rules/\{id\}/versions/\{version\}", "path.version", "version"),
    (r"^/escalations/\{id\}", "path.id", "escalation"),
    (r"^/mappings/\{id\}$", "path.id", "mapping"),
    (r"^/credentials/\{id\}", "path.id", "credential"),
    (r"^/datasets/\{name\}/entries", "path.name", "dataset"),
    (r"^/datasets/\{name\}/entries/\{key\}$", "path.key", "entry"),
    (LISTS, "query.cursor", "cursor"),
]


def configuration(ids: dict[str, list[Any]], keys: dict[str, str], paths: list[str]) -> str:
    """The settings of schemathesis: who calls, and ids that exist in half of the requests."""
    lines = ['hooks = "hooks"', ""]
    for scheme, key in keys.items():
        lines += [f"[auth.openapi.{scheme}]", f"bearer = {json.dumps(key)}", ""]
    for kind, values in ids.items():
        lines += [f"[dictionaries.{kind}]", f"values = {json.dumps(values)}", ""]
    for path in paths:
        bound = [(parameter, kind) for pattern, parameter, kind in PLACES if re.search(pattern, path)]
        if bound:
            lines += ["[[operations]]", f"include-path = {json.dumps(path)}", "[operations.parameters]"]
            lines += [
                f'"{parameter}" = {{ dictionary = "{kind}", probability = {1.0 if kind == "cursor" else 0.5} }}' for parameter, kind in bound
            ]
            lines.append("")
    return "\n".join(lines)


def run(server: Server, folder: Path, config: str, options: argparse.Namespace, not_sent: str, *words: str) -> tuple[int, int]:
    """One run without one kind of events; its exit status, and how many requests it made."""
    (folder / "schemathesis.toml").write_text(config)
    # One worker: Hypothesis moves Python's recursion limit, and a parser in another thread trips over that.
    command = [
        sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "--config-file", "schemathesis.toml",
        "run", f"{server.url}/openapi.json", "--url", server.api, "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful",
        "--seed", str(options.seed), "--no-color",
        "--max-examples", str(options.examples), "--continue-on-failure", "--no-shrink", "--workers", "1", "--warnings", "off", *words,
    ]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "150", "FUZZ_NOT_SENT": not_sent}
    made = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    cases = 0
    for line in made.stdout:
        print(line, end="", flush=True)
        if found := re.search(r"(\d[\d,]*) generated", line):
            cases += int(found[1].replace(",", ""))
    return made.wait(), cases


def main() -> int:
    """All runs; not passed unless there were enough requests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=15, help="requests of each operation and phase, at most")
    parser.add_argument("rest", nargs="*", help="more words for schemathesis, after --")
    options = parser.parse_args()
    server = Server(**SETTINGS)
    try:
        with tempfile.TemporaryDirectory(prefix="dregs-fuzz-") as folder:
            return all_runs(server, Path(folder), options)
    finally:
        server.stop()


def all_runs(server: Server, folder: Path, options: argparse.Namespace) -> int:
    """The account's operations with its key or its owner's token, those that end a token with another member's, and those of pages."""
    account, other = server.open_account(), server.open_account()
    token, spare = (
        server.call("POST", "/auth/login", {"email": owner.email, "password": PASSWORD})["token"] for owner in (account, other)
    )
    ids = seed(server, account, token)
    with urllib.request.urlopen(f"{server.url}/openapi.json", timeout=10) as answer:
        paths = list(json.load(answer)["paths"])
    # A key where a key will do; the owner's token for what only members may do.
    keys = {"secretKey": account.secret_key, "token": token}
    excluded = [word for name in EXCLUDED for word in ("--exclude-operation-id", name)]
    runs = [(configuration(ids, keys, paths), "PageEvent", [*excluded, *options.rest])]
    if not options.rest:
        page = configuration(ids, {"publicKey": account.public_key}, paths)
        runs.append((configuration({}, {"token": spare}, []), "PageEvent", only(THROW_AWAY)))
        runs.append((page, "ServerEvent", only(OF_PAGES)))
    outcomes = [run(server, folder, config, options, not_sent, *words) for config, not_sent, words in runs]
    status, cases = max(status for status, _ in outcomes), sum(cases for _, cases in outcomes)
    print(f"fuzz: {cases} requests, at least {LEAST_CASES} wanted; {'passed' if status == 0 else 'findings above'}")
    return status or int(cases < LEAST_CASES and not options.rest)


def only(operations: list[str]) -> list[str]:
    """The words that choose these operations."""
    return [word for name in operations for word in ("--include-operation-id", name)]


if __name__ == "__main__":
    sys.exit(main())
