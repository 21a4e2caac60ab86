"""`client.devices`: the browsers that people were seen with."""

from __future__ import annotations

import dregs

from support.case import SdkCase, both_clients, every
from support.events import DEVICE, browser_event, device, login, numbered


@both_clients
class DevicesTest(SdkCase):
    fingerprints: dict[str, str] = {}

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        for number, identity in enumerate(("ada", "grace")):
            event = browser_event("dregs_identify", f"7b8a3c1e-0000-4000-8000-00000000000{number}")
            answer = cls.account.send_from_browser({**event, "device": device(identity), "identity": {"id": identity}})
            cls.fingerprints[identity] = answer["fingerprint"]

    async def test_a_device_says_what_is_known_of_it(self) -> None:
        """Where it was seen from, with what, and when."""
        seen = await self.client.devices.get(self.fingerprints["ada"])
        self.assertEqual((seen.fingerprint, seen.ip), (self.fingerprints["ada"], "127.0.0.1"))
        self.assertEqual((seen.timezone, seen.disregarded), (DEVICE["timezone"], False))
        self.assertIn("Mozilla/5.0", seen.user_agent)
        self.assertLessEqual(seen.first_seen_at, seen.last_seen_at)
        for place in ("asn", "asnLabel", "city", "region", "country", "countryCode", "latitude", "longitude"):
            self.assertIn(place, seen.raw)

    async def test_people_and_terms_choose(self) -> None:
        """A term looks at the fingerprint, the address, the place and the browser."""
        one = await self.client.devices.list(identity="ada")
        self.assertEqual([found.fingerprint for found in one], [self.fingerprints["ada"]])
        self.assertEqual(len(await self.client.devices.list(identity="nobody")), 0)
        by_print = await self.client.devices.list(term=self.fingerprints["grace"][:12])
        self.assertEqual([found.fingerprint for found in by_print], [self.fingerprints["grace"]])
        self.assertEqual((await self.client.devices.list(term="127.0.0.1")).total_elements, 2)
        self.assertEqual((await self.client.devices.list(term="CHROME/140")).total_elements, 2)

    async def test_pages_and_order(self) -> None:
        """By when it was first or last seen, or by country; last seen first is the default."""
        chosen = {"sort": "firstSeenAt", "order": "asc", "page_size": 1}
        first = await self.client.devices.list(page=0, **chosen)
        second = await self.client.devices.list(page=1, **chosen)
        found = [machine.fingerprint for machine in [*first, *second]]
        self.assertEqual(found, [self.fingerprints["ada"], self.fingerprints["grace"]])
        self.assertEqual((first.total_pages, first.last, second.last), (2, False, True))
        for sort in ("lastSeenAt", "country"):
            self.assertEqual(len(await self.client.devices.list(sort=sort, order="desc")), 2, sort)
        self.assertEqual((await self.client.devices.list())[0].fingerprint, self.fingerprints["grace"])
        with self.assertRaisesRegex(dregs.BadRequestError, "lastSeenAt, firstSeenAt, country"):
            await self.client.devices.list(sort="shoeSize")

    async def test_an_unknown_device_is_unknown(self) -> None:
        """Whether it is read or changed, and whether or not it looks like a fingerprint."""
        for fingerprint in ("0" * 32, "nothing"):
            await self.assert_unknown(lambda fingerprint=fingerprint: self.client.devices.get(fingerprint))
            await self.assert_unknown(
                lambda fingerprint=fingerprint: self.client.devices.update(fingerprint, disregarded=True))


@both_clients
class DisregardTest(SdkCase):
    async def test_a_disregarded_device_links_nobody(self) -> None:
        """A shared office machine, until somebody thinks better of it."""
        for number, identity in enumerate(("ada", "joan")):
            event = browser_event("dregs_identify", f"7b8a3c1e-0000-4000-8000-00000000001{number}", device=device("office"))
            answer = self.account.send_from_browser({**event, "identity": {"id": identity}})
        office = answer["fingerprint"]

        async def links() -> list[dregs.LinkedIdentity]:
            return [link for link in await self.client.identities.links("joan") if link.type == "SAME_DEVICE"]

        async def none() -> bool:
            return not await links()

        await self.until("the link", links)
        marked = await self.client.devices.update(office, disregarded=True)
        self.assertEqual((marked.fingerprint, marked.disregarded), (office, True))
        self.assertTrue((await self.client.devices.get(office)).disregarded)
        await self.until("no link", none)
        self.assertFalse((await self.client.devices.update(office, disregarded=False)).disregarded)
        await self.until("the link again", links)


@both_clients
class WalkTest(SdkCase):
    async def test_list_all_finds_each_of_260_once(self) -> None:
        """Over several pages, in the asked order, with every filter of `list`."""
        self.account.send(*(login("ada", device=device(number)) for number in numbered(260)))
        walk = self.client.devices.list_all
        found = [machine.fingerprint for machine in await every(walk())]
        self.assertEqual((len(found), len(set(found))), (260, 260))
        in_order = await every(walk(sort="firstSeenAt", order="asc", page_size=100))
        self.assertEqual(sorted(machine.fingerprint for machine in in_order), sorted(found))
        moments = [machine.first_seen_at for machine in in_order]
        self.assertEqual(moments, sorted(moments))
        chosen = await every(walk(identity="ada", term=found[0]))
        self.assertEqual([machine.fingerprint for machine in chosen], [found[0]])
        self.assertEqual(await every(walk(identity="nobody")), [])
