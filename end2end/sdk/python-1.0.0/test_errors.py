"""What goes wrong arrives as the exception that the SDK has for it, with the number under which the server logged it."""

from __future__ import annotations

from functools import cache
from typing import Any

import dregs

from support.bad_network import BadNetwork
from support.case import SdkCase, both_clients, server
from support.clients import Client
from support.events import nested, tomorrow
from support.server import Server, free_port


@cache
def strict_server() -> Server:
    """A server that takes one event a second and two calls a minute."""
    return Server(DREGS_LIMIT_INGESTION="1", DREGS_LIMIT_INGESTION_BURST="1", DREGS_LIMIT_API="2")


def tearDownModule() -> None:
    """Ends the second server."""
    strict_server().stop()


@both_clients
class ErrorsTest(SdkCase):
    async def fails(self, kind: type[dregs.DregsAPIError], status: int, code: str, call: Any) -> dregs.DregsAPIError:
        """The call raises exactly this, and the exception carries all that the answer said."""
        with self.assertRaises(kind) as raised:
            await call
        failure = raised.exception
        self.assertIs(type(failure), kind)
        self.assertEqual((failure.status_code, failure.body["status"], failure.body["code"]), (status, status, code))
        self.assertEqual(failure.message, failure.body["message"])
        self.assertLessEqual({"timestamp", "error"}, set(failure.body))
        self.assertTrue(failure.request_id)
        self.assertEqual(str(failure), f"HTTP {status}: {failure.message} (request {failure.request_id})")
        return failure

    async def test_400_names_the_field(self) -> None:
        """Whatever is malformed."""
        track = self.client.track
        for field, call in (
            ("type", track("dregs_reserved", identity="ada")),
            ("type", track("not a name", identity="ada")),
            ("type", track("x" * 101, identity="ada")),
            ("source", track("login", identity="ada", source="s" * 51)),
            ("timestamp", track("login", identity="ada", timestamp=tomorrow())),
            ("data", track("login", identity="ada", data={"deep": nested(9)})),
            ("data", track("login", identity="ada", data={"text": "x" * 33_000})),
            ("groups", track("login", identity="ada", groups=[{"type": "ParentCompany", "id": "1"}, {"type": "parent-company", "id": "2"}])),
            ("pageSize", self.client.events.list(page_size=101)),
            ("sort", self.client.devices.list(sort="shoeSize")),
        ):
            failure = await self.fails(dregs.BadRequestError, 400, "bad_request", call)
            self.assertTrue(failure.message.startswith(field), f"{failure.message!r} does not begin with {field}")
        self.assertEqual((await self.client.events.list()).total_elements, 0)

    async def test_401_for_a_key_that_is_not_one(self) -> None:
        """Never seen, or not even shaped like a key: the same answer."""
        for key in ("sk_wrong", f"sk_{'x' * 43}", "nonsense"):
            stranger = self.connect(key)
            await self.fails(dregs.AuthenticationError, 401, "unauthorized", stranger.identities.get("ada"))
            await self.fails(dregs.AuthenticationError, 401, "unauthorized", stranger.track("login", identity="ada"))

    async def test_a_refusal_does_not_cost_the_connection(self) -> None:
        """A client that keeps its connection is refused a hundred times on it, and is never cut off."""
        stranger = self.connect("sk_wrong")
        for _ in range(100):
            with self.assertRaises(dregs.AuthenticationError):
                await stranger.identities.update("ada", attributes={"plan": "pro"})

    async def test_402_when_the_month_is_used_up(self) -> None:
        """Nothing of the refused event is stored; reading goes on."""
        small = server().open_account(monthly_events=2)
        client = self.connect(small.secret_key)
        await client.track("login", identity="ada", event_id="first")
        await client.track("login", identity="ada", event_id="second")
        await self.fails(dregs.QuotaExceededError, 402, "quota_exceeded", client.track("login", identity="eve", event_id="third"))
        # What is stored already costs nothing.
        self.assertEqual((await client.track("login", identity="ada", event_id="first")).id, "first")
        self.assertEqual((await client.events.list()).total_elements, 2)
        await self.fails(dregs.NotFoundError, 404, "not_found", client.identities.get("eve"))
        self.assertEqual(small.used_events(), 2)

    async def test_403_for_a_key_that_may_not(self) -> None:
        """The SDK refuses a public key; one that a gateway put in its place can send events and read nothing."""
        with self.assertRaises(ValueError):
            self.connect(self.account.public_key)
        gateway = BadNetwork(server().url, key=self.account.public_key)
        self.addCleanup(gateway.close)
        client = self.connect(base_url=gateway.api)
        await self.fails(dregs.PermissionDeniedError, 403, "forbidden", client.identities.list())
        await self.fails(dregs.PermissionDeniedError, 403, "forbidden", client.identities.get("ada"))

    async def test_404_is_the_same_for_what_is_not_yours(self) -> None:
        """Another customer's identity, event and device look like none."""
        other = server().open_account()
        theirs = self.connect(other.secret_key)
        await theirs.track("login", identity="theirs", event_id="theirs")
        absent = await self.fails(dregs.NotFoundError, 404, "not_found", self.client.identities.get("nobody"))
        hidden = await self.fails(dregs.NotFoundError, 404, "not_found", self.client.identities.get("theirs"))
        self.assertEqual({**absent.body, "timestamp": None}, {**hidden.body, "timestamp": None})
        self.assertNotEqual(absent.request_id, hidden.request_id)
        await self.fails(dregs.NotFoundError, 404, "not_found", self.client.events.get("theirs"))

    async def test_429_says_when_to_come_back(self) -> None:
        """For events by the second, for other calls by the minute."""
        account = strict_server().open_account()
        client = self.connect(account.secret_key, base_url=strict_server().api)
        limited = await self.fails(dregs.RateLimitError, 429, "too_many_requests", self.hurry(client))
        self.assertEqual(limited.retry_after, 1.0)
        await client.events.list()
        await client.events.list()
        limited = await self.fails(dregs.RateLimitError, 429, "too_many_requests", client.events.list())
        self.assertTrue(1 <= limited.retry_after <= 60, limited.retry_after)
        self.assertEqual(limited.retry_after, int(limited.retry_after))

    async def hurry(self, client: Client) -> None:
        """Two events in one second, for as long as a slow machine needs to manage that."""
        for _ in range(100):
            await client.track("login", identity="ada")

    async def test_429_is_waited_out(self) -> None:
        """The SDK waits as long as the server says, and the event is stored once."""
        account = strict_server().open_account()
        client = self.connect(account.secret_key, base_url=strict_server().api, max_retries=1)
        await client.track("login", identity="ada", event_id="first")
        await client.track("login", identity="ada", event_id="second")
        self.assertEqual({event.id for event in await client.events.list()}, {"first", "second"})
        self.assertEqual(account.used_events(), 2)

    async def test_no_answer_is_no_api_error(self) -> None:
        """Nobody listens there."""
        client = self.connect(base_url=f"http://127.0.0.1:{free_port()}/api")
        with self.assertRaises(dregs.DregsConnectionError) as raised:
            await client.identities.get("ada")
        self.assertNotIsInstance(raised.exception, (dregs.DregsAPIError, dregs.DregsTimeoutError))
