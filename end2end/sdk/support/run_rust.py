"""Runs the tests of the Rust crate beside servers they can use: `python -m support.run_rust rust-1.0.0`.

The tests know nothing but the environment: where the server is, which keys there are, and what was put into the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from . import rows
from .bad_network import BadNetwork, Fate
from .events import login
from .server import Server


def main(suite: str, *arguments: str) -> int:
    """Whatever `cargo test` says."""
    with ExitStack() as stack:
        # The flags of our own workspace are not for this one; the quick start then finds its dependencies compiled.
        environment = {**os.environ, "RUSTFLAGS": "", **_prepare(stack)}
        cargo = ["cargo", "test", "--locked", "--no-fail-fast", *arguments]
        return subprocess.run(cargo, cwd=Path(__file__).parent.parent / suite, env=environment, check=False).returncode


def _prepare(stack: ExitStack) -> dict[str, str]:
    server = _started(stack, Server())
    strict = _started(stack, Server(DREGS_LIMIT_INGESTION="1", DREGS_LIMIT_INGESTION_BURST="1"))
    account, retried, small = server.open_account(), server.open_account(), server.open_account(monthly_events=1)
    account.send(*(login(identity) for identity in ("escalated", "moved", "waiting")))
    rows.add_escalations(account, "escalated", range(1, 261), severity="CRITICAL")
    rows.add_escalations(account, "moved", range(1001, 1002))
    rows.add_escalations(account, "waiting", range(1002, 1003), status="PENDING")
    lost = BadNetwork(server.url, Fate.REQUEST_LOST, Fate.ANSWER_LOST)
    late = BadNetwork(server.url, Fate.ANSWER_LATE)
    gateway = BadNetwork(server.url, key=account.public_key)
    for network in (lost, late, gateway):
        stack.callback(network.close)
    return {
        "DREGS_BASE_URL": server.api,
        "DREGS_SECRET_KEY": account.secret_key,
        "DREGS_PUBLIC_KEY": account.public_key,
        "DREGS_RETRIED_SECRET_KEY": retried.secret_key,
        "DREGS_SMALL_SECRET_KEY": small.secret_key,
        "DREGS_LOST_BASE_URL": lost.api,
        "DREGS_LATE_BASE_URL": late.api,
        "DREGS_PUBLIC_KEY_BASE_URL": gateway.api,
        "DREGS_STRICT_BASE_URL": strict.api,
        "DREGS_STRICT_SECRET_KEY": strict.open_account().secret_key,
    }


def _started(stack: ExitStack, server: Server) -> Server:
    stack.callback(server.stop)
    return server


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
