"""The first release: one way to send events, four calls to read what came of them."""

from __future__ import annotations

import os
import time
import unittest
from datetime import datetime, timezone
from unittest import mock

import dregs
import httpx

from support.bad_network import BadNetwork, Fate
from support.case import FIRST_SCORES_SECONDS, SdkCase, both_clients, server
from support.clients import Client

ODD = ("ada@example.com", "a/b", "ünï", "x" * 255, "100%", "a b+c", "a?b=c&d#e")


class PackageTest(unittest.TestCase):
    def test_version_is_the_published_one(self) -> None:
        """What this folder shows, it shows of 0.1.0 and of no other package."""
        self.assertEqual(dregs.__version__, "0.1.0")


@both_clients
class EverythingTest(SdkCase):
    async def test_the_environment_is_enough(self) -> None:
        """`DREGS_BASE_URL` and `DREGS_SECRET_KEY` point the package at this server."""
        environment = {"DREGS_BASE_URL": server().api, "DREGS_SECRET_KEY": self.account.secret_key}
        with mock.patch.dict(os.environ, environment):
            client = Client(self.kind)
        async with client:
            self.assertEqual((client.base_url, client.max_retries), (server().api, 2))
            self.assertTrue((await client.track("login", identity="ada")).accepted)
        with self.assertRaises(RuntimeError):
            await client.track("login", identity="ada")

    async def test_a_customers_own_http_client_is_used(self) -> None:
        """For proxies and TLS settings of one's own."""
        maker = httpx.AsyncClient if self.kind == "AsyncDregs" else httpx.Client
        own = maker()
        await self.connect(http_client=own).track("login", identity="ada")
        await own.aclose() if self.kind == "AsyncDregs" else own.close()

    async def test_events_are_kept_and_people_are_scored(self) -> None:
        """Every argument of `track()`, and then scores within two seconds, with their reasons."""
        start = time.monotonic()
        result = await self.client.track(
            "user.signup",
            identity="grace",
            data={"plan": "pro"},
            identity_data={"email": "x9q2@mailinator.com", "name": "Grace Hopper", "username": "amazing"},
            event_id="signup-1",
            timestamp=datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc),
            source="billing",
        )
        self.assertEqual((result.status, result.id, result.accepted), ("success", "signup-1", True))
        scores = await self.scored("grace")
        self.assertLessEqual(time.monotonic() - start, FIRST_SCORES_SECONDS)
        self.assertTrue(0 <= scores.authenticity <= 100)

        event = self.stored_event("signup-1")
        self.assertEqual((event["eventName"], event["eventSource"]), ("user.signup", "billing"))
        self.assertEqual((event["timestamp"], event["eventData"]), ("2026-03-01T12:30:00.000Z", {"plan": "pro"}))

        identity = await self.client.identities.get("grace")
        self.assertEqual((identity.display_name, identity.display_username), ("Grace Hopper", "amazing"))
        self.assertEqual(identity.display_email, "x9q2@mailinator.com")
        self.assertEqual((identity.authenticity_score, identity.badges), (scores.authenticity, ()))
        self.assertEqual([score.category for score in identity.scores], [score.category for score in scores])

        analysis = await self.client.identities.analysis("grace")
        self.assertEqual((analysis.identity_id, analysis.event_count), ("grace", 1))
        self.assertTrue(all(observation.explanation for observation in analysis.observations))
        self.assertGreater(len(analysis.observations), 0)

        self.assertIsNone(await self.client.identities.analyze("grace"))

        async def newer() -> bool:
            return (await self.client.identities.analysis("grace")).id > analysis.id

        await self.until("another cycle", newer)

    async def test_odd_ids(self) -> None:
        """They come back as they were sent."""
        for odd in ODD:
            with self.subTest(odd[:16]):
                await self.client.track("login", identity=odd)
                self.assertEqual((await self.client.identities.get(odd)).id, odd)
                await self.client.identities.scores(odd)
                await self.client.identities.analyze(odd)

    async def test_failures_are_its_own_exceptions(self) -> None:
        """Each with the number under which the server logged it."""
        small = server().open_account(monthly_events=0)
        over = self.connect(small.secret_key)
        stranger = self.connect("sk_wrong")
        for kind, call in (
            (dregs.BadRequestError, self.client.track("dregs_reserved", identity="ada")),
            (dregs.AuthenticationError, stranger.identities.get("ada")),
            (dregs.QuotaExceededError, over.track("login", identity="ada")),
            (dregs.NotFoundError, self.client.identities.get("nobody")),
            (dregs.NotFoundError, self.client.identities.scores("nobody")),
            (dregs.NotFoundError, self.client.identities.analysis("nobody")),
            (dregs.NotFoundError, self.client.identities.analyze("nobody")),
        ):
            with self.assertRaises(kind) as raised:
                await call
            self.assertIs(type(raised.exception), kind)
            self.assertTrue(raised.exception.request_id)
            self.assertEqual(raised.exception.message, raised.exception.body["message"])

    async def test_retries_do_not_count_twice(self) -> None:
        """An answer is lost, another comes late; the event is stored and charged once."""
        account = server().open_account()
        network = BadNetwork(server().url, Fate.ANSWER_LOST, Fate.ANSWER_LATE)
        self.addCleanup(network.close)
        client = self.connect(account.secret_key, base_url=network.api, max_retries=2, timeout=0.5)
        result = await client.track("purchase", identity="ada")
        self.assertTrue(result.accepted)
        self.assertEqual((network.requests, account.used_events()), (3, 1))

    def stored_event(self, event: str) -> dict:
        """This release cannot read events."""
        return server().call("GET", f"/events/{event}", key=self.account.secret_key)
