"""The ground that every test of a Python SDK stands on."""

from __future__ import annotations

import asyncio
import sys
import time
import unittest
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from typing import Any

import dregs

from .clients import Client
from .server import Account, Server
from .surface import KINDS

#: The contract: first scores within two seconds of the event.
FIRST_SCORES_SECONDS = 2.0
POLL_SECONDS = 0.02


@cache
def server() -> Server:
    """The server that all tests share; each class has an account of its own on it."""
    return Server()


class SdkCase(unittest.IsolatedAsyncioTestCase):
    """A class of tests with an account and a client; `both_clients` says which."""

    kind: str
    account: Account
    client: Client

    @classmethod
    def setUpClass(cls) -> None:
        cls.account = server().open_account()

    async def asyncSetUp(self) -> None:
        # The synchronous client holds the loop up, and may.
        asyncio.get_running_loop().slow_callback_duration = 60
        self.client = self.connect()

    def connect(self, secret_key: str | None = None, **options: Any) -> Client:
        """A client that does not retry and is closed after the test, unless told otherwise."""
        options = {"base_url": server().api, "max_retries": 0, **options}
        client = Client(self.kind, secret_key or self.account.secret_key, **options)
        self.addAsyncCleanup(client.end)
        return client

    async def until(self, what: str, ask: Callable[[], Awaitable[Any]], seconds: float = 2 * FIRST_SCORES_SECONDS) -> Any:
        """Asks until the answer is more than nothing."""
        end = time.monotonic() + seconds
        while not (answer := await ask()):
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not within {seconds:.0f} seconds")
            await asyncio.sleep(POLL_SECONDS)
        return answer

    async def scored(self, identity: str) -> dregs.Scores:
        """The scores, once there are some."""
        return await self.until(f"scores of {identity}", lambda: self.client.identities.scores(identity))

    async def assert_unknown(self, call: Callable[[], Awaitable[Any]]) -> None:
        """The call is a 404, as the SDK says it."""
        with self.assertRaises(dregs.NotFoundError) as raised:
            await call()
        self.assertEqual(raised.exception.body["code"], "not_found")
        self.assertTrue(raised.exception.request_id)


async def every(items: AsyncIterator[Any]) -> list[Any]:
    """What a walk yields."""
    return [item async for item in items]


def both_clients(case: type[SdkCase]) -> None:
    """Makes two classes of one: the same tests for `Dregs` and for `AsyncDregs`."""
    module = sys.modules[case.__module__]
    for kind in KINDS:
        name = f"{case.__name__}With{kind}"
        members = {"kind": kind, "__module__": case.__module__, "__qualname__": name, "__doc__": case.__doc__}
        setattr(module, name, type(name, (case,), members))
