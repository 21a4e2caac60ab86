"""The published Python package, unmodified, against our server: what a customer's backend does on its first day."""

from __future__ import annotations

import os
import time
import unittest
import uuid

import dregs

from server import Server

#: CONTRACT: first scores within two seconds of the event.
FIRST_SCORES_SECONDS = 2.0
POLL_SECONDS = 0.02


class SdkTest(unittest.TestCase):
    server: Server
    client: dregs.Dregs

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)
        # The environment is the documented way to point the package at another server.
        os.environ["DREGS_BASE_URL"] = f"{cls.server.url}/api"
        os.environ["DREGS_SECRET_KEY"] = cls.server.account["secretKey"]
        cls.client = dregs.Dregs(max_retries=0)
        cls.addClassCleanup(cls.client.close)

    def test_version_is_the_published_one(self) -> None:
        """What follows says something about 1.0.0 and about no other package."""
        self.assertEqual(dregs.__version__, "1.0.0")

    def test_the_same_event_id_is_one_event(self) -> None:
        """A retry is answered with the original event and stores nothing."""
        first = self.client.track("purchase", identity="ada", event_id="order-1", data={"total": 12})
        again = self.client.track("purchase", identity="ada", event_id="order-1", data={"total": 99})
        self.assertTrue(first.accepted)
        self.assertEqual((first.id, again.id), ("order-1", "order-1"))
        page = self.client.events.list(identity="ada")
        self.assertEqual([event.id for event in page], ["order-1"])
        self.assertEqual(page.total_elements, 1)
        self.assertEqual(self.client.events.get("order-1").data, {"total": 12})

    def test_an_identity_is_scored_within_two_seconds(self) -> None:
        """Track, then poll: scores arrive in time, with their observations and their history."""
        start = time.monotonic()
        result = self.client.track(
            "user.signup",
            identity="grace",
            data={"plan": "pro"},
            identity_data={"email": "grace.hopper@mailinator.com", "name": "Grace Hopper", "plan": "pro"},
        )
        self.assertTrue(result.accepted)
        scores = self._poll_scores("grace")
        took = time.monotonic() - start
        self.assertLessEqual(took, FIRST_SCORES_SECONDS)
        print(f"first scores after {took * 1000:.0f} ms", flush=True)

        identity = self.client.identities.get("grace")
        self.assertEqual(identity.display_email, "grace.hopper@mailinator.com")
        self.assertEqual(identity.display_name, "Grace Hopper")
        self.assertEqual(identity.data["plan"], "pro")
        self.assertIsNotNone(identity.last_scored_at)

        analysis = self.client.identities.analysis("grace")
        self.assertEqual(analysis.identity_id, "grace")
        self.assertEqual(analysis.event_count, 1)
        self.assertGreater(len(analysis.observations), 0)
        for observation in analysis.observations:
            self.assertTrue(0 <= observation.value <= 1, observation)
            self.assertTrue(0 <= observation.confidence <= 1, observation)
            self.assertTrue(observation.explanation, observation)
        self.assertEqual({score.category: score.value for score in scores}, {s.category: s.value for s in analysis.scores})

        history = self.client.identities.history("grace")
        self.assertEqual(history[0].cycle_id, analysis.id)
        older = self.client.identities.analysis("grace", analysis.id)
        self.assertEqual(older.id, analysis.id)

    def test_a_disposable_address_costs_authenticity(self) -> None:
        """The score that an integrator would act on moves the right way, and says why."""
        self.client.track("user.signup", identity="throwaway", identity_data={"email": "x9q2@mailinator.com"})
        self.client.track("user.signup", identity="settled", identity_data={"email": "margaret@example.org"})
        bad, good = self._poll_scores("throwaway"), self._poll_scores("settled")
        self.assertIsNotNone(bad.authenticity)
        if good.authenticity is not None:
            self.assertLess(bad.authenticity, good.authenticity)
        reasons = [observation.id for observation in self.client.identities.analysis("throwaway").observations]
        self.assertTrue(any(reason.startswith("authenticity.") for reason in reasons), reasons)

    def test_browser_and_backend_events_share_a_timeline(self) -> None:
        """dregs.identify() in the browser and track() on the server meet in one identity."""
        session, fingerprint = str(uuid.uuid4()), None
        device = {
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "language": "en-GB", "languages": ["en-GB"], "platform": "Linux x86_64", "timezone": "Europe/Berlin",
            "screen": {"width": 1920, "height": 1080, "colorDepth": 24}, "hardwareConcurrency": 8, "webdriver": False,
        }
        for kind in ("dregs_init", "dregs_identify", "added_to_cart"):
            data = {"_u": "http://shop.example/cart"}
            if kind != "dregs_init":
                data["_i"] = "joan"
            body = {"id": f"dregs-{uuid.uuid4()}", "type": kind, "session": session, "data": data}
            if kind == "dregs_init":
                body["device"] = device
            if kind == "dregs_identify":
                body["identity"] = {"id": "joan", "data": {"name": "Joan Clarke"}}
            # The script computes it and sends it along from then on; here the server's answer will do.
            if fingerprint:
                body["fingerprint"] = fingerprint
            answer = self.server.browser_event(body)
            self.assertEqual(answer["status"], "success")
            fingerprint = fingerprint or answer["fingerprint"]
        self.client.track("order.paid", identity="joan", data={"total": 40})

        timeline = list(self.client.events.list_all(identity="joan"))
        names = [event.name for event in timeline]
        self.assertEqual(names[0], "order.paid", "newest first")
        self.assertEqual(set(names), {"dregs_identify", "added_to_cart", "order.paid"} | ({"dregs_init"} & set(names)))
        self.assertEqual({event.source for event in timeline} & {"python-sdk"}, {"python-sdk"})
        browser = [event for event in timeline if event.name == "added_to_cart"][0]
        self.assertRegex(browser.fingerprint, r"^[0-9a-f]{32}$")
        self.assertEqual((browser.session, browser.fingerprint), (session, fingerprint))
        self.assertEqual(browser.identity.id, "joan")
        self.assertEqual([device.fingerprint for device in self.client.devices.list(identity="joan")], [fingerprint])
        self.assertEqual(self.client.identities.get("joan").display_name, "Joan Clarke")

    def test_ids_with_odd_characters_survive(self) -> None:
        """Ids are the customer's: an address, a slash, a percent sign."""
        for odd in ("ada@example.com", "a/b", "100%", "ünïcode", "a b+c"):
            self.client.track("login", identity=odd)
            self.assertEqual(self.client.identities.get(odd).id, odd)

    def test_failures_are_the_documented_ones(self) -> None:
        """Unknown is 404, a wrong key is 401, a malformed event is 400: each with its message and request id."""
        with self.assertRaises(dregs.NotFoundError) as unknown:
            self.client.identities.get("nobody")
        self.assertTrue(unknown.exception.request_id)
        with self.assertRaises(dregs.AuthenticationError), dregs.Dregs("sk_wrong", max_retries=0) as stranger:
            stranger.identities.get("ada")
        with self.assertRaises(dregs.BadRequestError):
            self.client.track("dregs_reserved", identity="ada")

    def _poll_scores(self, identity: str) -> dregs.Scores:
        end = time.monotonic() + 2 * FIRST_SCORES_SECONDS
        while True:
            scores = self.client.identities.scores(identity)
            if len(scores) > 0 or time.monotonic() > end:
                self.assertGreater(len(scores), 0, f"{identity} was not scored in time")
                return scores
            time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    unittest.main()
