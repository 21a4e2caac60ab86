"""`client.events`: what happened, newest first."""

from __future__ import annotations

import uuid

import dregs

from support.case import SdkCase, both_clients, every
from support.events import browser_event, device, login, numbered


@both_clients
class EventsTest(SdkCase):
    async def test_browser_and_backend_events_share_a_timeline(self) -> None:
        """`dregs.identify()` in the browser and `track()` on the server meet in one identity."""
        session, page = str(uuid.uuid4()), "http://shop.example/cart"
        send = self.account.send_from_browser
        init = send(browser_event("dregs_init", session, device=device("cart"), data={"_u": page}))
        seen = {"fingerprint": init["fingerprint"]}
        send(browser_event("dregs_identify", session, identity={"id": "joan"}, data={"_u": page}, **seen))
        send(browser_event("added_to_cart", session, data={"_u": page, "_i": "joan", "sku": "A-1"}, **seen))
        await self.client.track("order.paid", identity="joan", data={"total": 40})

        timeline = await every(self.client.events.list_all(identity="joan"))
        names = [event.name for event in timeline]
        self.assertEqual(names, ["order.paid", "added_to_cart", "dregs_identify", "dregs_init"])
        self.assertEqual([event.source for event in timeline], ["python-sdk", "browser", "browser", "browser"])
        added = timeline[1]
        self.assertEqual((added.session, added.fingerprint, added.url), (session, init["fingerprint"], page))
        self.assertEqual((added.ip, added.identity.id), ("127.0.0.1", "joan"))
        self.assertEqual(added.data, {"sku": "A-1"}, "keys that begin with an underscore are ours")
        self.assertEqual(await self.client.events.get(added.id), added)

    async def test_an_unknown_event_is_unknown(self) -> None:
        """As everything that does not exist."""
        await self.assert_unknown(lambda: self.client.events.get("nothing"))


@both_clients
class ListTest(SdkCase):
    session = str(uuid.uuid4())
    browser: str
    fingerprint: str

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.account.send(
            {**login("ada", id="e-login", groups=[{"type": "team", "id": "g-1"}]), "timestamp": "2026-03-01T00:00:00Z"},
            {**login("ada", id="e-purchase", groups=[{"type": "shop", "id": "g-1"}]), "type": "purchase", "timestamp": "2026-03-01T01:00:00Z"},
            {**login("grace", id="e-logout"), "type": "logout", "timestamp": "2026-03-01T02:00:00Z"},
        )
        browser = browser_event("dregs_identify", cls.session, device=device("list"), identity={"id": "joan"})
        answer = cls.account.send_from_browser(browser)
        cls.browser, cls.fingerprint = answer["id"], answer["fingerprint"]

    async def ids(self, **filters: object) -> set[str]:
        """Which are listed."""
        return {event.id for event in await self.client.events.list(**filters)}

    async def test_each_filter_chooses(self) -> None:
        """By person, group, device and browser session."""
        self.assertEqual(await self.ids(identity="ada"), {"e-login", "e-purchase"})
        self.assertEqual(await self.ids(group="g-1"), {"e-login", "e-purchase"})
        self.assertEqual(await self.ids(group="g-1", group_type="shop"), {"e-purchase"})
        self.assertEqual(await self.ids(group_type="team"), {"e-login"})
        self.assertEqual(await self.ids(device=self.fingerprint, session=self.session), {self.browser})
        self.assertEqual(await self.ids(session=str(uuid.uuid4())), set())
        self.assertEqual(await self.ids(identity="nobody"), set())

    async def test_a_term_finds_names_addresses_and_people(self) -> None:
        """Any part of them, in any case."""
        self.assertEqual(await self.ids(term="PURCH"), {"e-purchase"})
        self.assertEqual(await self.ids(term="127.0.0"), {self.browser})
        self.assertEqual(await self.ids(term="grace"), {"e-logout"})

    async def test_pages_and_order(self) -> None:
        """By time or by name, either way round; the default is the newest first."""
        chosen = {"sort": "eventName", "order": "asc", "page_size": 3}
        first = await self.client.events.list(page=0, **chosen)
        second = await self.client.events.list(page=1, **chosen)
        names = [event.name for event in [*first, *second]]
        self.assertEqual(names, ["dregs_identify", "login", "logout", "purchase"])
        self.assertEqual((first.total_elements, first.total_pages, second.last), (4, 2, True))
        oldest = await self.client.events.list(sort="timestamp", order="asc")
        self.assertEqual([event.id for event in oldest], ["e-login", "e-purchase", "e-logout", self.browser])
        self.assertEqual([event.id for event in await self.client.events.list()], [event.id for event in oldest][::-1])
        with self.assertRaisesRegex(dregs.BadRequestError, "timestamp, eventName"):
            await self.client.events.list(sort="shoeSize")


@both_clients
class WalkTest(SdkCase):
    async def test_list_all_finds_each_of_260_once(self) -> None:
        """Over several pages, newest first also within one second, with every filter of `list`."""
        ids = [f"walk-{number}" for number in numbered(260)]
        seen = {"device": device("walk"), "session": str(uuid.uuid4())}
        self.account.send(*(
            login("ada", id=event, timestamp=f"2026-03-01T10:00:{n // 10:02}.{n % 10}00Z", groups=[{"id": "acme"}], **seen)
            for n, event in enumerate(ids)
        ))
        self.account.send(login("grace", id="somebody-else"))
        walk = self.client.events.list_all
        self.assertEqual([event.id for event in await every(walk(identity="ada"))], ids[::-1])
        by_group = await every(walk(group="acme", group_type="organization", sort="timestamp", order="asc", page_size=100))
        self.assertEqual([event.id for event in by_group], ids)
        (machine,) = await self.client.devices.list()
        by_device = await every(walk(device=machine.fingerprint, session=seen["session"], term="login", page_size=11))
        self.assertEqual([event.id for event in by_device], ids[::-1])
        self.assertEqual(len(await every(walk())), 261)
