"""Rows written straight into the server's database: badges and escalations, which it makes only under rules, and time that passed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from .server import Account

SEVERITIES = {"INFO": 1, "WARNING": 2, "CRITICAL": 3}


def add_badge(account: Account, identity: str, slug: str) -> None:
    """Puts a badge on an identity."""
    with _database(account) as (database, account_id):
        row = (account_id, _identity(database, account_id, identity), slug, "Trial farm", "BAD", "Many trials.", '{"trials": 9}')
        columns = "account_id, identity_id, slug, name, type, explanation, metadata, since"
        database.execute(f"INSERT INTO badges ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, _now()))


def add_escalations(
    account: Account, identity: str, rules: range, *, status: str = "OPEN", severity: str = "WARNING"
) -> list[int]:
    """Opens one escalation about an identity for each rule, a second apart, the last one latest; returns their ids."""
    columns = (
        "account_id, identity_id, rule_id, rule_slug, rule_name, status, severity, score_snapshot, "
        "opened_at, created_at, updated_at"
    )
    ids = []
    with _database(account) as (database, account_id):
        identity_id = _identity(database, account_id, identity)
        for index, rule in enumerate(rules):
            at = _now() - 1000 * (len(rules) - index)
            opened = None if status == "PENDING" else at
            row = (
                account_id, identity_id, rule, f"rule-{rule}", f"Rule {rule}", status, SEVERITIES[severity],
                json.dumps({"humanity": 12, "behavior": 40}), opened, at, at,
            )
            sql = f"INSERT INTO escalations ({columns}) VALUES ({', '.join('?' * len(row))})"
            ids.append(database.execute(sql, row).lastrowid)
    return ids


def pass_for_delivery(account: Account, delivery: str, hours: int) -> bool:
    """The clock moved, not waited: makes a delivery that waits for its next attempt older; says whether it waits."""
    with _database(account) as (database, account_id):
        sql = (
            "UPDATE deliveries SET created_at = created_at - :by, next_at = next_at - :by "
            "WHERE account_id = :account AND delivery_id = :delivery AND status = 'PENDING' AND attempts > 0 AND lease IS NULL"
        )
        values = {"by": hours * 3_600_000, "account": account_id, "delivery": delivery}
        return database.execute(sql, values).rowcount > 0


@contextmanager
def _database(account: Account) -> Iterator[tuple[sqlite3.Connection, int]]:
    with closing(sqlite3.connect(account.server.database, timeout=10)) as database, database:
        (account_id,) = database.execute("SELECT id FROM accounts WHERE slug = ?", (account.slug,)).fetchone()
        yield database, account_id


def _identity(database: sqlite3.Connection, account_id: int, identity: str) -> int:
    sql = "SELECT id FROM identities WHERE account_id = ? AND identity_id = ?"
    return database.execute(sql, (account_id, identity)).fetchone()[0]


def _now() -> int:
    return time.time_ns() // 1_000_000
