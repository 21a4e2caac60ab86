"""`client.escalations`: what rules raised about people, and what the team made of it."""

from __future__ import annotations

import dregs

from support import rows
from support.case import SdkCase, both_clients, every


@both_clients
class EscalationsTest(SdkCase):
    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        await self.client.track("login", identity="ada@example.com", identity_data={"name": "Ada Lovelace"})

    def raised(self, **fields: str) -> int:
        """A new escalation about Ada, by a rule of its own."""
        rule = self.next_rule()
        (escalation,) = rows.add_escalations(self.account, "ada@example.com", range(rule, rule + 1), **fields)
        return escalation

    @classmethod
    def next_rule(cls) -> int:
        """A number that no earlier escalation of this account has for its rule."""
        cls.rules = getattr(cls, "rules", 100) + 1
        return cls.rules

    async def test_an_escalation_says_whom_and_why(self) -> None:
        """The identity, the rule, and the scores of that moment."""
        escalation = await self.client.escalations.get(self.raised(severity="CRITICAL"))
        self.assertEqual((escalation.status, escalation.severity), ("OPEN", "CRITICAL"))
        self.assertEqual((escalation.identity.id, escalation.identity.label), ("ada@example.com", "Ada Lovelace"))
        self.assertEqual(escalation.identity.path, "/api/identities/ada%40example.com")
        self.assertEqual(escalation.rule.label, f"Rule {self.rules}")
        self.assertEqual(escalation.scores, {"humanity": 12, "behavior": 40})
        self.assertIsNotNone(escalation.opened_at)
        self.assertIsNotNone(escalation.created_at)
        self.assertEqual((escalation.acknowledged_at, escalation.closed_at), (None, None))

    async def test_an_escalation_is_moved_along(self) -> None:
        """Acknowledged, closed, and open again, with the times of it, and the summary follows."""
        before = await self.client.escalations.summary()
        escalation = self.raised()
        self.assertEqual((await self.client.escalations.summary()).open, before.open + 1)
        taken = await self.client.escalations.update(escalation, status="acknowledged")
        self.assertEqual((taken.id, taken.status), (escalation, "ACKNOWLEDGED"))
        self.assertIsNotNone(taken.acknowledged_at)
        summary = await self.client.escalations.summary()
        self.assertEqual((summary.open, summary.acknowledged), (before.open, before.acknowledged + 1))
        closed = await self.client.escalations.update(str(escalation), status="closed")
        self.assertEqual(closed.status, "CLOSED")
        self.assertGreaterEqual(closed.closed_at, closed.acknowledged_at)
        self.assertEqual((await self.client.escalations.summary()).closed, before.closed + 1)
        again = await self.client.escalations.update(escalation, status="open")
        self.assertEqual((again.status, again.closed_at), ("OPEN", None))
        self.assertEqual((await self.client.escalations.get(escalation)).status, "OPEN")

    async def test_each_filter_chooses(self) -> None:
        """By status, severity, person, and rule."""
        await self.client.track("login", identity="grace")
        rule = self.next_rule()
        (mine,) = rows.add_escalations(self.account, "grace", range(rule, rule + 1), severity="INFO", status="CLOSED")

        async def ids(**filters: object) -> list[int]:
            return [escalation.id for escalation in await self.client.escalations.list(**filters)]

        self.assertEqual(await ids(identity="grace"), [mine])
        self.assertEqual(await ids(identity="grace", status="closed", severity="info", rule=rule), [mine])
        self.assertEqual(await ids(rule=rule), [mine])
        self.assertEqual(await ids(rule=f"rule-{rule}"), [mine])
        self.assertEqual(await ids(identity="grace", status="open"), [])
        self.assertEqual(await ids(identity="grace", severity="warning"), [])
        self.assertEqual(await ids(identity="nobody"), [])
        self.assertEqual(await ids(rule=99_999), [])

    async def test_what_still_waits_is_hidden(self) -> None:
        """An escalation whose delay is running is neither listed nor counted."""
        before = (await self.client.escalations.summary()).raw
        waiting = self.raised(status="PENDING")
        self.assertNotIn(waiting, [escalation.id for escalation in await every(self.client.escalations.list_all())])
        self.assertEqual((await self.client.escalations.summary()).raw, before)

    async def test_pages_and_order(self) -> None:
        """Newest first, or by severity."""
        await self.client.track("login", identity="joan")
        mild, bad = self.next_rule(), self.next_rule()
        (first,) = rows.add_escalations(self.account, "joan", range(bad, bad + 1), severity="CRITICAL")
        (second,) = rows.add_escalations(self.account, "joan", range(mild, mild + 1), severity="INFO")
        worst = await self.client.escalations.list(identity="joan", sort="severity", order="desc")
        self.assertEqual([escalation.id for escalation in worst], [first, second])
        oldest = {"identity": "joan", "sort": "openedAt", "order": "asc", "page_size": 1}
        pages = [await self.client.escalations.list(page=page, **oldest) for page in (0, 1)]
        newest = [escalation.id for escalation in await self.client.escalations.list(identity="joan")]
        self.assertEqual([page[0].id for page in pages], newest[::-1])
        self.assertEqual((pages[0].total_elements, pages[0].last, pages[1].last), (2, False, True))
        with self.assertRaisesRegex(dregs.BadRequestError, "openedAt, severity"):
            await self.client.escalations.list(sort="shoeSize")

    async def test_an_unknown_escalation_is_unknown(self) -> None:
        """Whether it is read or moved."""
        await self.assert_unknown(lambda: self.client.escalations.get(2**53))
        await self.assert_unknown(lambda: self.client.escalations.update(2**53, status="closed"))


@both_clients
class WalkTest(SdkCase):
    async def test_list_all_finds_each_of_260_once(self) -> None:
        """Over several pages, newest first, with every filter of `list`."""
        await self.client.track("login", identity="ada")
        ids = rows.add_escalations(self.account, "ada", range(1, 261))
        walk = self.client.escalations.list_all
        self.assertEqual([escalation.id for escalation in await every(walk())], ids[::-1])
        in_order = await every(walk(identity="ada", sort="openedAt", order="asc", page_size=100))
        self.assertEqual([escalation.id for escalation in in_order], ids)
        chosen = await every(walk(status="open", severity="warning", rule=17))
        self.assertEqual([escalation.id for escalation in chosen], [ids[16]])
        self.assertEqual(await every(walk(identity="nobody")), [])
        self.assertEqual((await self.client.escalations.summary()).open, 260)
