"""`client.groups`: the organizations and teams that people act in."""

from __future__ import annotations

from support.case import SdkCase, both_clients, every
from support.events import login, numbered


@both_clients
class GroupsTest(SdkCase):
    async def test_create_then_get(self) -> None:
        """A group without a type is an organization; its name is taken from its attributes."""
        made = await self.client.groups.create("acme", attributes={"name": "Acme Inc", "plan": "enterprise"})
        self.assertEqual((made.type, made.id, made.display_name), ("organization", "acme", "Acme Inc"))
        self.assertEqual((made.identity_count, made.data), (0, {"name": "Acme Inc", "plan": "enterprise"}))
        self.assertIsNotNone(made.created_at)
        self.assertIsNone(made.last_tracked_at)
        self.assertEqual(await self.client.groups.get("organization", "acme"), made)

    async def test_types_are_written_one_way(self) -> None:
        """`ParentCompany`, `parent-company` and `parent_company` are one type, in bodies and in paths."""
        made = await self.client.groups.create("holding", group_type="ParentCompany", attributes={"name": "Holding"})
        self.assertEqual(made.type, "parent_company")
        for spelling in ("ParentCompany", "parent-company", "parent_company"):
            self.assertEqual((await self.client.groups.get(spelling, "holding")).display_name, "Holding", spelling)
            listed = await self.client.groups.list(group_type=spelling)
            self.assertEqual([group.id for group in listed], ["holding"], spelling)

    async def test_create_again_merges(self) -> None:
        """So that it can be called at every synchronisation."""
        await self.client.groups.create("merge", attributes={"name": "Old", "plan": "free", "phone": "1"})
        merged = await self.client.groups.create("merge", attributes={"name": "New", "phone": None})
        self.assertEqual((merged.display_name, merged.data), ("New", {"name": "New", "plan": "free"}))
        self.assertEqual((await self.client.groups.list(term="merge")).total_elements, 1)

    async def test_update_merges(self) -> None:
        """Key by key; a `None` removes one."""
        await self.client.groups.create("update", group_type="team", attributes={"name": "Payments", "floor": 2})
        changed = await self.client.groups.update("team", "update", {"floor": None, "room": "B"})
        self.assertEqual(changed.data, {"name": "Payments", "room": "B"})
        self.assertEqual((await self.client.groups.get("team", "update")).data, {"name": "Payments", "room": "B"})

    async def test_members_come_and_go(self) -> None:
        """Adding and removing twice is the same as once; the count follows."""
        await self.client.track("login", identity="joan")
        await self.client.groups.create("hut8", group_type="team")
        for _ in range(2):
            self.assertIsNone(await self.client.groups.add_member("team", "hut8", "joan"))
            self.assertEqual((await self.client.groups.get("team", "hut8")).identity_count, 1)
        members = await self.client.identities.list(group="hut8", group_type="team")
        self.assertEqual([identity.id for identity in members], ["joan"])
        for _ in range(2):
            self.assertIsNone(await self.client.groups.remove_member("team", "hut8", "joan"))
            self.assertEqual((await self.client.groups.get("team", "hut8")).identity_count, 0)
        self.assertEqual(len(await self.client.identities.list(group="hut8", group_type="team")), 0)

    async def test_tracked_groups_are_these_groups(self) -> None:
        """What an event says of a group is read here, with the time of the event."""
        await self.client.track(
            "login", identity="ada", groups=[{"type": "team", "id": "engine", "data": {"name": "Engine", "size": 2}}])
        group = await self.client.groups.get("team", "engine")
        self.assertEqual((group.display_name, group.identity_count), ("Engine", 1))
        self.assertEqual(group.data, {"name": "Engine", "size": 2})
        self.assertIsNotNone(group.last_tracked_at)

    async def test_what_does_not_exist_is_unknown(self) -> None:
        """The group, its type, or the person."""
        await self.client.groups.create("real", group_type="team")
        await self.client.track("login", identity="ada")
        groups = self.client.groups
        await self.assert_unknown(lambda: groups.get("team", "nothing"))
        await self.assert_unknown(lambda: groups.get("company", "real"))
        await self.assert_unknown(lambda: groups.update("team", "nothing", {"name": "x"}))
        for call in (groups.add_member, groups.remove_member):
            await self.assert_unknown(lambda call=call: call("team", "nothing", "ada"))
            await self.assert_unknown(lambda call=call: call("team", "real", "nobody"))


@both_clients
class ListTest(SdkCase):
    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        for group_type, group_id, name in (("team", "g-1", "Blue"), ("team", "g-2", "Amber"), ("shop", "g-3", "Crimson")):
            await self.client.groups.create(group_id, group_type=group_type, attributes={"name": name})
        await self.client.track("login", identity="ada", groups=[{"type": "team", "id": "g-2"}])

    async def ids(self, **filters: object) -> list[str]:
        """Which are listed, in the order of their ids."""
        return sorted([group.id for group in await self.client.groups.list(**filters)])

    async def test_types_people_and_terms_choose(self) -> None:
        """A term looks at ids and names."""
        self.assertEqual(await self.ids(), ["g-1", "g-2", "g-3"])
        self.assertEqual(await self.ids(group_type="team"), ["g-1", "g-2"])
        self.assertEqual(await self.ids(identity="ada"), ["g-2"])
        self.assertEqual(await self.ids(identity="nobody"), [])
        self.assertEqual(await self.ids(term="crims"), ["g-3"])
        self.assertEqual(await self.ids(term="G-1"), ["g-1"])

    async def test_pages_and_order(self) -> None:
        """By name, or the most recently active first; lists leave the attributes out."""
        chosen = {"sort": "displayName", "order": "asc", "page_size": 2}
        first = await self.client.groups.list(page=0, **chosen)
        second = await self.client.groups.list(page=1, **chosen)
        self.assertEqual([group.display_name for group in [*first, *second]], ["Amber", "Blue", "Crimson"])
        self.assertEqual((first.total_elements, first.last, second.last), (3, False, True))
        self.assertNotIn("data", first[0].raw)
        latest = await self.client.groups.list(sort="lastTrackedAt", order="desc")
        self.assertEqual(latest[0].id, "g-2")
        self.assertEqual((await self.client.groups.list())[0].id, "g-2")


@both_clients
class WalkTest(SdkCase):
    async def test_list_all_finds_each_of_260_once(self) -> None:
        """Over several pages, in the asked order, with every filter of `list`."""
        ids = [f"group-{number}" for number in numbered(260)]
        self.account.send(*(
            login("ada", groups=[{"type": "team" if n < 130 else "shop", "id": group, "data": {"name": group.upper()}}])
            for n, group in enumerate(ids)
        ))
        walk = self.client.groups.list_all
        self.assertEqual(sorted([group.id for group in await every(walk())]), ids)
        in_order = await every(walk(sort="displayName", order="desc", page_size=100))
        self.assertEqual([group.id for group in in_order], ids[::-1])
        teams = await every(walk(group_type="team", identity="ada", term="group-", page_size=9))
        self.assertEqual(sorted([group.id for group in teams]), ids[:130])
        self.assertEqual(await every(walk(identity="nobody")), [])
