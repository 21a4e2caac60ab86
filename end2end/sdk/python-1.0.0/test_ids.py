"""Ids are the customer's: whatever is in them, they come back as they were sent."""

from __future__ import annotations

from datetime import datetime

import dregs

from support.case import SdkCase, both_clients
from support.events import browser_event

ODD = (
    "ada@example.com", "a/b", "ünï", "x" * 255, "ü" * 255, "100%", "a%2Fb", "a b+c", "a?b=c&d#e", "a;b,c", "a\\b", "'\"<&>",
    "日本語", "👩‍🚀", " spaced ", "_", "0", "null", "actions", "summary",
)


@both_clients
class IdsTest(SdkCase):
    async def test_identities(self) -> None:
        """In bodies, in paths, in queries, and in the references of events."""
        for number, odd in enumerate(ODD):
            with self.subTest(odd[:16]):
                await self.client.track("login", identity=odd, event_id=f"id-{number}", timestamp=datetime(2026, 3, 1))
                identity = await self.client.identities.get(odd)
                self.assertEqual(identity.id, odd)
                self.assertIsInstance(await self.client.identities.scores(odd), dregs.Scores)
                self.assertIsInstance(await self.client.identities.history(odd), list)
                self.assertIsInstance(await self.client.identities.links(odd), list)
                await self.client.identities.analyze(odd)
                changed = await self.client.identities.update(odd, attributes={"seen": True})
                self.assertEqual((changed.id, changed.data), (odd, {"seen": True}))
                event = (await self.client.events.list(identity=odd, sort="timestamp", order="asc"))[0]
                self.assertEqual((event.id, event.identity.id), (f"id-{number}", odd))
                # The path of a reference can be asked as it is.
                found = self.account.server.call("GET", event.identity.path.removeprefix("/api"), key=self.account.secret_key)
                self.assertEqual(found["id"], odd)

    async def test_reviews_of_odd_identities(self) -> None:
        """The calls that have something behind the id; as many as may wait at once."""
        for odd in ODD[:8]:
            with self.subTest(odd[:16]):
                await self.client.track("login", identity=odd)
                self.assertEqual((await self.client.identities.review(odd)).identity_id, odd)
                self.assertEqual(len(await self.client.identities.reviews(odd)), 1)

    async def test_events(self) -> None:
        """Up to 64 characters of anything."""
        for odd in (*(odd for odd in ODD if len(odd) <= 64), "e" * 64, "ü" * 64):
            with self.subTest(odd[:16]):
                self.assertEqual((await self.client.track("login", identity="ada", event_id=odd)).id, odd)
                self.assertEqual((await self.client.events.get(odd)).id, odd)

    async def test_groups_and_their_members(self) -> None:
        """Two odd ids in one path."""
        for odd in ODD:
            with self.subTest(odd[:16]):
                await self.client.track("login", identity=odd)
                self.assertEqual((await self.client.groups.create(odd, group_type="team")).id, odd)
                await self.client.groups.add_member("team", odd, odd)
                self.assertEqual((await self.client.groups.get("team", odd)).identity_count, 1)
                (group,) = await self.client.groups.list(identity=odd)
                self.assertEqual(group.id, odd)
                (member,) = await self.client.identities.list(group=odd)
                self.assertEqual(member.id, odd)
                await self.client.groups.remove_member("team", odd, odd)
                self.assertEqual((await self.client.groups.update("team", odd, {"name": "Odd"})).identity_count, 0)

    async def test_one_character_more_is_refused(self) -> None:
        """With the name of the field, and nothing is stored."""
        for kind, over in (("ascii", "x" * 256), ("wide", "ü" * 256)):
            with self.subTest(kind), self.assertRaisesRegex(dregs.BadRequestError, "identity"):
                await self.client.track("login", identity=over, event_id=f"over-{kind}")
            await self.assert_unknown(lambda kind=kind: self.client.events.get(f"over-{kind}"))

    async def test_a_browsers_id_cannot_be_taken(self) -> None:
        """The names of browser events are theirs; the SDK refuses before anything is sent."""
        session = "7b8a3c1e-0000-4000-8000-000000000001"
        sent = self.account.send_from_browser(browser_event("page_view", session))
        with self.assertRaises(ValueError):
            await self.client.track("login", identity="ada", event_id=sent["id"])
        self.assertEqual((await self.client.events.get(sent["id"])).name, "page_view")
