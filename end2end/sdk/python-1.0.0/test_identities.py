"""`client.identities`: who was seen, how they score, and why."""

from __future__ import annotations

import time
from datetime import datetime, timezone

import dregs

from support import rows
from support.case import FIRST_SCORES_SECONDS, SdkCase, both_clients, every
from support.events import browser_event, device, login, numbered

CATEGORIES = {"HUMANITY", "AUTHENTICITY", "UNIQUENESS", "BEHAVIOR"}


@both_clients
class ScoresTest(SdkCase):
    async def test_first_scores_come_within_two_seconds_with_their_reasons(self) -> None:
        """Track, then ask: scores, the analysis behind them, and the history agree."""
        start = time.monotonic()
        await self.client.track(
            "user.signup", identity="grace", identity_data={"email": "x9q2@mailinator.com", "name": "Grace Hopper"})
        scores = await self.scored("grace")
        took = time.monotonic() - start
        self.assertLessEqual(took, FIRST_SCORES_SECONDS)
        values = {score.category.value: score.value for score in scores}
        self.assertLessEqual(set(values), CATEGORIES)
        self.assertTrue(all(0 <= value <= 100 for value in values.values()), values)
        self.assertEqual(values.get("AUTHENTICITY"), scores.authenticity)
        self.assertTrue(all(0 <= score.raw["confidence"] <= 1 for score in scores))

        identity = await self.client.identities.get("grace")
        self.assertEqual({score.category.value: score.value for score in identity.scores}, values)
        self.assertEqual(set(identity.raw["confidence"]), {name.lower() for name in values})
        self.assertIsNotNone(identity.last_scored_at)

        analysis = await self.client.identities.analysis("grace")
        self.assertEqual((analysis.identity_id, analysis.event_count, analysis.device_count), ("grace", 1, 0))
        self.assertEqual({score.category.value: score.value for score in analysis.scores}, values)
        self.assertGreaterEqual(analysis.duration_millis, 0)
        self.assertLessEqual(analysis.started_at, analysis.finished_at)
        self.assertGreater(len(analysis.observations), 0)
        for observation in analysis.observations:
            self.assertTrue(observation.id.startswith(f"{observation.category.value.lower()}."), observation)
            self.assertTrue(observation.label and observation.explanation, observation)
            self.assertTrue(0 <= observation.value <= 1 and 0 <= observation.confidence <= 1, observation)
            self.assertGreater(observation.weight, 0, observation)

        history = await self.client.identities.history("grace")
        self.assertEqual((history[0].cycle_id, history[0].authenticity), (analysis.id, scores.authenticity))
        self.assertEqual((history[0].event_count, history[0].finished_at), (1, analysis.finished_at))

    async def test_a_disposable_address_costs_authenticity(self) -> None:
        """The score that a customer would act on moves the right way, and says why."""
        await self.client.track("user.signup", identity="throwaway", identity_data={"email": "x9q2@mailinator.com"})
        await self.client.track("user.signup", identity="settled", identity_data={"email": "margaret@example.org"})
        bad, good = await self.scored("throwaway"), await self.scored("settled")
        # Nothing held against somebody may mean no score at all.
        self.assertLess(bad.authenticity, 101 if good.authenticity is None else good.authenticity)
        analysis = await self.client.identities.analysis("throwaway")
        reasons = [observation.id for observation in analysis.observations]
        self.assertTrue(any(reason.startswith("authenticity.") for reason in reasons), reasons)

    async def test_analyze_makes_another_cycle_and_keeps_the_old_one(self) -> None:
        """Each cycle can be read afterwards; history counts from the newest, up to a limit."""
        await self.client.track("user.signup", identity="charles", identity_data={"email": "charles@example.com"})
        await self.scored("charles")
        first = (await self.client.identities.history("charles"))[-1]

        self.assertIsNone(await self.client.identities.analyze("charles"))

        async def newer() -> list[dregs.ScoreHistoryEntry]:
            return [entry for entry in await self.client.identities.history("charles") if entry.cycle_id > first.cycle_id]

        newest = (await self.until("another cycle", newer))[0]
        self.assertEqual((await self.client.identities.analysis("charles")).id, newest.cycle_id)
        older = await self.client.identities.analysis("charles", cycle_id=first.cycle_id)
        self.assertEqual((older.id, older.finished_at), (first.cycle_id, first.finished_at))
        limited = await self.client.identities.history("charles", limit=1)
        self.assertEqual([entry.cycle_id for entry in limited], [newest.cycle_id])

    async def test_disregarded_means_left_alone(self) -> None:
        """No cycle looks at the person any more, until the mark is taken off."""
        await self.client.track("user.signup", identity="qa-bot", identity_data={"email": "qa@example.com"})
        await self.scored("qa-bot")
        marked = await self.client.identities.update("qa-bot", disregarded=True)
        self.assertEqual((marked.id, marked.disregarded), ("qa-bot", True))
        self.assertTrue((await self.client.identities.get("qa-bot")).disregarded)
        cycles = len(await self.client.identities.history("qa-bot"))

        await self.client.track("login", identity="qa-bot")
        await self.client.track("user.signup", identity="later", identity_data={"email": "later@example.com"})
        await self.scored("later")
        self.assertEqual(len(await self.client.identities.history("qa-bot")), cycles)

        self.assertFalse((await self.client.identities.update("qa-bot", disregarded=False)).disregarded)

        async def more() -> bool:
            return len(await self.client.identities.history("qa-bot")) > cycles

        await self.until("a cycle after the mark was taken off", more)

    async def test_attributes_are_merged(self) -> None:
        """`update` does what `identity_data` does, without an event."""
        await self.client.track("login", identity="joan", identity_data={"plan": "free", "phone": "1"})
        changed = await self.client.identities.update("joan", attributes={"plan": "pro", "phone": None, "name": "Joan Clarke"})
        self.assertEqual(changed.data, {"plan": "pro", "name": "Joan Clarke"})
        self.assertEqual((await self.client.identities.get("joan")).display_name, "Joan Clarke")
        self.assertEqual((await self.client.events.list(identity="joan")).total_elements, 1)

    async def test_people_on_one_device_are_linked(self) -> None:
        """Each is told of the other, with a strength and a sentence."""
        for identity in ("left", "right"):
            event = browser_event("dregs_identify", f"7b8a3c1e-0000-4000-8000-00000000000{len(identity)}")
            self.account.send_from_browser({**event, "device": device("one"), "identity": {"id": identity}})
        for identity, other in (("left", "right"), ("right", "left")):

            async def linked(identity: str = identity) -> list[dregs.LinkedIdentity]:
                return [link for link in await self.client.identities.links(identity) if link.type == "SAME_DEVICE"]

            (link,) = await self.until(f"the link of {identity}", linked)
            self.assertEqual(link.identity_id, other)
            self.assertTrue(0 < link.value <= 1 and 0 < link.confidence <= 1, link)
            self.assertTrue(link.explanation)
            self.assertIsInstance(link.created_at, datetime)
        self.account.send(login("alone"))
        self.assertEqual(await self.client.identities.links("alone"), [])

    async def test_a_review_is_asked_for_and_read_later(self) -> None:
        """It comes back pending, keeps what the customer said, and ends with words or with a reason."""
        await self.client.track("user.signup", identity="ada", identity_data={"email": "ada@example.com"})
        await self.scored("ada")
        first = await self.client.identities.review("ada")
        second = await self.client.identities.review("ada", feedback="This is a long-standing customer.")
        self.assertEqual((first.identity_id, first.status, first.feedback), ("ada", "PENDING", None))
        self.assertEqual((second.status, second.feedback), ("PENDING", "This is a long-standing customer."))
        self.assertLess(abs((datetime.now(timezone.utc) - second.created_at).total_seconds()), 60)

        async def finished() -> list[dregs.IdentityReview]:
            reviews = await self.client.identities.reviews("ada")
            return [] if any(review.status == "PENDING" for review in reviews) else list(reviews)

        reviews = await self.until("the reviews", finished)
        self.assertEqual([review.id for review in reviews], [second.id, first.id], "newest first")
        for review in reviews:
            self.assertIn(review.status, ("FINISHED", "FAILED"))
            self.assertTrue(review.summary if review.status == "FINISHED" else review.error_message)
            self.assertIsNotNone(review.completed_at)

    async def test_nobody_is_unknown_everywhere(self) -> None:
        """Each call about somebody who was never seen is the same 404."""
        identities = self.client.identities
        for call in (
            identities.get, identities.scores, identities.analysis, identities.history, identities.links,
            identities.analyze, identities.reviews, identities.review,
        ):
            await self.assert_unknown(lambda call=call: call("nobody"))
        await self.assert_unknown(lambda: identities.update("nobody", disregarded=True))
        await self.assert_unknown(lambda: identities.update("nobody", attributes={"plan": "pro"}))

    async def test_a_cycle_belongs_to_one_person(self) -> None:
        """The number of somebody else's cycle is unknown here."""
        await self.client.track("user.signup", identity="one", identity_data={"email": "one@example.com"})
        await self.client.track("user.signup", identity="two", identity_data={"email": "two@example.com"})
        await self.scored("one")
        await self.scored("two")
        cycle = (await self.client.identities.analysis("one")).id
        await self.assert_unknown(lambda: self.client.identities.analysis("two", cycle))
        await self.assert_unknown(lambda: self.client.identities.analysis("one", 2**53))


@both_clients
class ListTest(SdkCase):
    fingerprint: str

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        people = {
            "u-1": {"name": "Ada Lovelace", "email": "ada@example.com", "username": "countess"},
            "u-2": {"name": "Grace Hopper", "email": "grace@example.org", "username": "amazing"},
            "u-3": {"name": "Joan Clarke", "email": "joan@example.org", "username": "hut8"},
        }
        for hour, (identity, data) in enumerate(people.items()):
            group = {"id": "enigma"} if identity == "u-1" else {"type": "team", "id": "enigma"}
            known = {"id": identity, "data": data}
            cls.account.send({"type": "login", "identity": known, "groups": [group], "timestamp": f"2026-03-01T0{hour}:00:00Z"})
        event = browser_event("dregs_identify", "7b8a3c1e-0000-4000-8000-000000000001")
        answer = cls.account.send_from_browser({**event, "device": device("two"), "identity": {"id": "u-3"}})
        cls.fingerprint = answer["fingerprint"]

    async def ids(self, **filters: object) -> list[str]:
        """Who is listed, in the order of their ids."""
        return sorted([identity.id for identity in await self.client.identities.list(**filters)])

    async def test_a_term_finds_ids_names_addresses_and_user_names(self) -> None:
        """Any part of them, in any case."""
        for term, found in (("u-2", "u-2"), ("LOVELACE", "u-1"), ("joan@", "u-3"), ("amazing", "u-2")):
            self.assertEqual(await self.ids(term=term), [found], term)
        self.assertEqual(await self.ids(term="example.org"), ["u-2", "u-3"])
        self.assertEqual(await self.ids(term="%"), [])

    async def test_groups_devices_and_badges_choose(self) -> None:
        """The type tells two groups of one id apart."""
        self.assertEqual(await self.ids(group="enigma"), ["u-1", "u-2", "u-3"])
        self.assertEqual(await self.ids(group="enigma", group_type="team"), ["u-2", "u-3"])
        self.assertEqual(await self.ids(group_type="organization"), ["u-1"])
        self.assertEqual(await self.ids(device=self.fingerprint), ["u-3"])
        self.assertEqual(await self.ids(badge="trial-farm"), [])

    async def test_a_badge_is_worn_and_searched_by(self) -> None:
        """It comes with its type, a sentence and the counts behind it."""
        await self.client.track("login", identity="farmer")
        rows.add_badge(self.account, "farmer", "trial-farm-2")
        (badge,) = (await self.client.identities.get("farmer")).badges
        self.assertEqual((badge.slug, badge.name, badge.type), ("trial-farm-2", "Trial farm", "BAD"))
        self.assertEqual((badge.explanation, badge.metadata), ("Many trials.", {"trials": 9}))
        self.assertEqual(await self.ids(badge="trial-farm-2"), ["farmer"])
        walked = await every(self.client.identities.list_all(badge="trial-farm-2"))
        self.assertEqual([identity.id for identity in walked], ["farmer"])

    async def test_pages_and_order(self) -> None:
        """Two on the first page and one on the second, either way round."""
        chosen = {"term": "u-", "sort": "createdAt", "order": "asc", "page_size": 2}
        first = await self.client.identities.list(**chosen)
        second = await self.client.identities.list(page=1, **chosen)
        self.assertEqual([identity.id for identity in [*first, *second]], ["u-1", "u-2", "u-3"])
        self.assertEqual((first.total_elements, first.total_pages, first.page_size), (3, 2, 2))
        self.assertEqual((first.first, first.last, second.first, second.last), (True, False, False, True))
        self.assertEqual((second.page_number, first.has_next, second.has_next), (1, True, False))
        back = await self.client.identities.list(**{**chosen, "order": "desc", "page_size": 100})
        self.assertEqual([identity.id for identity in back], ["u-3", "u-2", "u-1"])
        latest = await self.client.identities.list(term="u-")
        self.assertEqual(latest[0].id, "u-3", "most recently tracked first")

    async def test_every_documented_sort_is_taken(self) -> None:
        """And an unknown one is refused with the list of those that are known."""
        for sort in ("lastTrackedAt", "createdAt", "lastScoredAt", *(f"{c.lower()}Score" for c in CATEGORIES)):
            for order in ("asc", "desc"):
                self.assertGreaterEqual(len(await self.client.identities.list(sort=sort, order=order)), 3, sort)
        with self.assertRaisesRegex(dregs.BadRequestError, "lastTrackedAt"):
            await self.client.identities.list(sort="shoeSize")


@both_clients
class WalkTest(SdkCase):
    async def test_list_all_finds_each_of_260_once(self) -> None:
        """Over several pages, in the asked order, with every filter of `list`."""
        ids = [f"walker-{number}" for number in numbered(260)]
        on_one_device = {"device": device("walk"), "session": "7b8a3c1e-0000-4000-8000-000000000009"}
        self.account.send(*(
            login(identity, groups=[{"type": "team", "id": "walkers"}], timestamp=f"2026-03-01T10:{n // 60:02}:{n % 60:02}Z",
                  **(on_one_device if n < 130 else {}))
            for n, identity in enumerate(ids)
        ))
        walk = self.client.identities.list_all
        self.assertEqual(sorted([found.id for found in await every(walk())]), ids)
        in_order = await every(walk(term="walker", sort="lastTrackedAt", order="asc", page_size=100))
        self.assertEqual([found.id for found in in_order], ids)
        grouped = await every(walk(group="walkers", group_type="team", page_size=7))
        self.assertEqual(sorted([found.id for found in grouped]), ids)
        (seen, *_) = await self.client.devices.list(identity=ids[0])
        on_device = await every(walk(device=seen.fingerprint))
        self.assertEqual(sorted([found.id for found in on_device]), ids[:130])
        self.assertEqual(await every(walk(term="nobody")), [])
