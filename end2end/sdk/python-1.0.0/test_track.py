"""`track()`: everything that can be said about an event is kept, and is said back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from support.case import SdkCase, both_clients


@both_clients
class TrackTest(SdkCase):
    async def test_everything_that_was_sent_can_be_read(self) -> None:
        """Each argument of `track()` comes back on the event, the identity or the group."""
        happened = datetime.now(timezone.utc).replace(microsecond=123000) - timedelta(hours=3)
        result = await self.client.track(
            "user.signup",
            identity="grace",
            data={"plan": "pro", "seats": 3, "price": 9.5, "trial": True, "tags": ["a", "b"], "coupon": None},
            identity_data={"email": "grace@example.com", "name": "Grace Hopper", "username": "amazing_grace"},
            groups=[{"id": "acme", "data": {"name": "Acme Inc"}}, {"type": "ParentCompany", "id": "holding"}],
            event_id="signup-1",
            timestamp=happened,
            source="billing",
        )
        self.assertEqual((result.status, result.id, result.fingerprint), ("success", "signup-1", None))
        self.assertTrue(result.accepted)

        event = await self.client.events.get("signup-1")
        self.assertEqual((event.name, event.source, event.timestamp), ("user.signup", "billing", happened))
        self.assertEqual(event.canonical_type, "REGISTRATION")
        sent = {"plan": "pro", "seats": 3, "price": 9.5, "trial": True, "tags": ["a", "b"], "coupon": None}
        self.assertEqual(event.data, sent)
        self.assertEqual((event.identity.id, event.identity.label), ("grace", "Grace Hopper"))
        self.assertEqual(event.identity.path, "/api/identities/grace")
        groups = {(group.type, group.id): group for group in event.groups}
        self.assertEqual(set(groups), {("organization", "acme"), ("parent_company", "holding")})
        self.assertEqual(groups["organization", "acme"].label, "Acme Inc")
        self.assertEqual(groups["organization", "acme"].path, "/api/groups/organization/acme")
        self.assertEqual((event.fingerprint, event.session, event.url), (None, None, None))

        identity = await self.client.identities.get("grace")
        self.assertEqual((identity.display_name, identity.display_email), ("Grace Hopper", "grace@example.com"))
        self.assertEqual(identity.display_username, "amazing_grace")

    async def test_the_least_one_can_send(self) -> None:
        """A name and an identity: the SDK makes the id, and says that it was the SDK."""
        result = await self.client.track("login", identity="minimal")
        self.assertRegex(result.id, r"^[0-9a-f]{32}$")
        event = await self.client.events.get(result.id)
        self.assertEqual((event.source, event.data, event.groups), ("python-sdk", {}, ()))
        self.assertLess(abs(datetime.now(timezone.utc) - event.timestamp), timedelta(minutes=1))

    async def test_the_same_id_is_one_event(self) -> None:
        """The second answers like the first, and changes neither the event nor the person."""
        first = await self.client.track(
            "purchase", identity="ada", event_id="order-1", data={"total": 12}, identity_data={"plan": "free"})
        again = await self.client.track(
            "refund", identity="eve", event_id="order-1", data={"total": 99}, identity_data={"plan": "pro"})
        self.assertEqual((first.id, again.id), ("order-1", "order-1"))
        event = await self.client.events.get("order-1")
        self.assertEqual((event.name, event.identity.id, event.data), ("purchase", "ada", {"total": 12}))
        self.assertEqual((await self.client.events.list(identity="ada")).total_elements, 1)
        self.assertEqual((await self.client.identities.get("ada")).data["plan"], "free")
        await self.assert_unknown(lambda: self.client.identities.get("eve"))

    async def test_what_is_known_of_a_person_is_merged(self) -> None:
        """Key by key; a `None` removes one."""
        await self.client.track("login", identity="joan", identity_data={"plan": "free", "phone": "1", "city": "Bath"})
        await self.client.track("login", identity="joan", identity_data={"plan": "pro", "phone": None})
        self.assertEqual((await self.client.identities.get("joan")).data, {"plan": "pro", "city": "Bath"})

    async def test_a_naive_time_is_utc_and_offsets_are_understood(self) -> None:
        """The same moment, said in three ways."""
        moment = datetime(2026, 3, 1, 12, 30, 15, tzinfo=timezone.utc)
        ways = {
            "naive": moment.replace(tzinfo=None),
            "east": moment.astimezone(timezone(timedelta(hours=5, minutes=30))),
            "west": moment.astimezone(timezone(timedelta(hours=-8))),
        }
        for name, timestamp in ways.items():
            await self.client.track("login", identity="traveller", event_id=f"time-{name}", timestamp=timestamp)
            self.assertEqual((await self.client.events.get(f"time-{name}")).timestamp, moment, name)

    async def test_unicode_survives(self) -> None:
        """In names, values and keys."""
        data = {"größe": "XL", "emoji": "👩‍🚀", "rtl": "שלום", "quote": "\"\\\n\t"}
        await self.client.track("login", identity="unicode", event_id="unicode-1", data=data, identity_data={"name": "Zoë 👩‍🚀"})
        self.assertEqual((await self.client.events.get("unicode-1")).data, data)
        self.assertEqual((await self.client.identities.get("unicode")).display_name, "Zoë 👩‍🚀")
