"""Retries over a bad network: an event is stored once and charged once, however often it was sent."""

from __future__ import annotations

import dregs

from support.bad_network import BadNetwork, Fate
from support.case import SdkCase, both_clients, server
from support.clients import Client


@both_clients
class RetriesTest(SdkCase):
    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        # What is counted is counted from nothing.
        self.account = server().open_account()
        self.client = self.connect()

    def over(self, *fates: Fate, **options: object) -> tuple[Client, BadNetwork]:
        """A client whose requests meet these fates before they pass."""
        network = BadNetwork(server().url, *fates)
        self.addCleanup(network.close)
        return self.connect(base_url=network.api, **{"max_retries": 2, **options}), network

    async def assert_stored(self, *ids: str) -> None:
        """These events are stored and charged, each once, and no others."""
        stored = [event.id for event in await self.client.events.list()]
        self.assertEqual(sorted(stored), sorted(ids))
        self.assertEqual(self.account.used_events(), len(ids))

    async def test_a_lost_answer_does_not_count_twice(self) -> None:
        """The server had stored the event; the second attempt is answered with the first."""
        client, network = self.over(Fate.ANSWER_LOST)
        result = await client.track("purchase", identity="ada", data={"total": 12})
        self.assertTrue(result.accepted)
        self.assertEqual(network.requests, 2)
        await self.assert_stored(result.id)

    async def test_ids_of_ones_own_do_not_count_twice(self) -> None:
        """Two lost answers, three attempts, one event."""
        client, network = self.over(Fate.ANSWER_LOST, Fate.ANSWER_LOST)
        result = await client.track("purchase", identity="ada", event_id="order-1")
        self.assertEqual((result.id, network.requests), ("order-1", 3))
        await self.assert_stored("order-1")

    async def test_a_lost_request_is_sent_again(self) -> None:
        """The server had not heard of it; now it has."""
        client, network = self.over(Fate.REQUEST_LOST)
        result = await client.track("purchase", identity="ada")
        self.assertEqual(network.requests, 2)
        await self.assert_stored(result.id)

    async def test_a_late_answer_does_not_count_twice(self) -> None:
        """The client stops waiting and asks again."""
        client, network = self.over(Fate.ANSWER_LATE, timeout=0.5)
        result = await client.track("purchase", identity="ada")
        self.assertEqual(network.requests, 2)
        await self.assert_stored(result.id)

    async def test_without_retries_the_caller_repeats(self) -> None:
        """The exception says that nobody knows; the same id makes the repetition safe."""
        client, _ = self.over(Fate.ANSWER_LOST, Fate.ANSWER_LATE, max_retries=0, timeout=0.5)
        for failure in (dregs.DregsConnectionError, dregs.DregsTimeoutError):
            with self.assertRaises(failure):
                await client.track("purchase", identity="ada", event_id="order-1")
        self.assertEqual((await client.track("purchase", identity="ada", event_id="order-1")).id, "order-1")
        await self.assert_stored("order-1")

    async def test_a_retry_fits_into_the_month(self) -> None:
        """The last event of the plan, its answer lost: the second attempt is not refused."""
        self.account = server().open_account(monthly_events=1)
        self.client = self.connect()
        client, network = self.over(Fate.ANSWER_LOST)
        await client.track("purchase", identity="ada", event_id="order-1")
        self.assertEqual(network.requests, 2)
        await self.assert_stored("order-1")

    async def test_reading_is_repeated_too(self) -> None:
        """A list over three pages survives an answer that is lost in the middle."""
        ids = [f"walk-{number}" for number in range(5)]
        for event in ids:
            await self.client.track("login", identity="ada", event_id=event)
        client, network = self.over(Fate.REQUEST_LOST, Fate.ANSWER_LOST)
        found = [event.id async for event in client.events.list_all(identity="ada", page_size=2)]
        self.assertEqual((sorted(found), network.requests), (ids, 5))
