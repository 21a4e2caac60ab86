"""`dregs.webhooks`: what a channel sends is what the SDK's verifier takes, and what a library for Standard Webhooks takes."""

from __future__ import annotations

import json
import queue
import threading
import time
import unittest
from collections import Counter
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dregs import WebhookVerificationError
from dregs.webhooks import verify
from standardwebhooks.webhooks import Webhook

from support.rows import pass_for_delivery
from support.server import PASSWORD, Account, Server

WAIT_SECONDS = 10
#: The contract: one attempt, and one after each wait of 10 s to 24 h.
ATTEMPTS = 9
#: Longer than the longest wait.
HOURS = 27


class Receiver:
    """Keeps what it is sent, in order."""

    def __init__(self) -> None:
        self.requests: queue.Queue[tuple[Message, bytes]] = queue.Queue()
        #: How many attempts of a delivery are answered 500.
        self.failures = 0
        attempts: Counter[str] = Counter()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                """Standard error belongs to the tests."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                attempts[self.headers["webhook-id"]] += 1
                self.send_response(500 if attempts[self.headers["webhook-id"]] <= receiver.failures else 204)
                self.end_headers()
                receiver.requests.put((self.headers, body))

        self._listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._listener.server_port}/dregs"
        threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True).start()

    def next(self) -> tuple[Message, bytes]:
        """The next request; fails when none comes."""
        return self.requests.get(timeout=WAIT_SECONDS)

    def close(self) -> None:
        """Listens no more."""
        self._listener.shutdown()
        self._listener.server_close()


class WebhooksTest(unittest.TestCase):
    server: Server
    account: Account

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = Server(DREGS_WEBHOOK_ALLOW_PRIVATE="127.0.0.0/8")
        cls.addClassCleanup(cls.server.stop)
        cls.account = cls.server.open_account()

    def setUp(self) -> None:
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        signed_in = self.server.call("POST", "/auth/login", {"email": self.account.email, "password": PASSWORD})
        self.token = signed_in["token"]

    def open_channel(self, *events: str) -> tuple[str, str]:
        """A new webhook: its path and its secret."""
        draft = {"name": "Hook", "type": "WEBHOOK", "config": {"url": self.receiver.url}, "events": list(events)}
        made = self.server.call("POST", "/channels", draft, self.token)
        return f"/channels/{made['channel']['id']}", made["secret"]

    def written_down(self, delivery: str, attempts: int) -> dict[str, Any]:
        """A delivery, once so many attempts have come to their end: the receiver knows of them sooner than the log."""
        end = time.monotonic() + WAIT_SECONDS
        while True:
            shown = self.server.call("GET", f"/deliveries/{delivery}", key=self.token)
            if shown["attempts"] == attempts:
                return shown
            if time.monotonic() > end:
                raise AssertionError(f"{attempts} attempts are not written down: {shown}")
            time.sleep(0.02)

    def test_every_event_verifies(self) -> None:
        """With the default tolerance, in both ways, and with nobody else's secret."""
        events = ["IDENTITY_SCORED", "IDENTITY_BADGES_CHANGED", "ESCALATION_OPENED", "ESCALATION_CLOSED"]
        path, secret = self.open_channel(*events)
        for event in events:
            self.server.call("POST", f"{path}/actions/test", {"event": event}, self.token)
            headers, body = self.receiver.next()
            verified = verify(payload=body, signature=headers["X-Dregs-Signature"], secret=secret)
            self.assertEqual((verified["event"], headers["X-Dregs-Event"]), (event, event))
            self.assertEqual(verified, Webhook(secret).verify(body, headers))
            with self.assertRaises(WebhookVerificationError):
                verify(payload=body + b" ", signature=headers["X-Dregs-Signature"], secret=secret)
            with self.assertRaises(WebhookVerificationError):
                verify(payload=body, signature=headers["X-Dregs-Signature"], secret=f"{secret}x")

    def test_a_score_arrives_within_three_seconds(self) -> None:
        """From the event to the webhook, through a cycle."""
        _, secret = self.open_channel("IDENTITY_SCORED")
        person = {"id": "ada@example.com", "data": {"name": "Ada Lovelace"}}
        self.account.send({"type": "signup", "identity": person})
        headers, body = self.receiver.requests.get(timeout=3)
        verified = verify(payload=body, signature=headers["X-Dregs-Signature"], secret=secret)
        self.assertEqual((verified["event"], verified["identityId"]), ("IDENTITY_SCORED", "ada@example.com"))
        self.assertEqual(verified["data"]["displayName"], "Ada Lovelace")

    def test_the_last_retry_is_as_fresh_as_the_first_attempt(self) -> None:
        """After more than a week of failures: the same delivery, stamped and signed anew each time, within the default tolerance."""
        _, secret = self.open_channel("IDENTITY_SCORED")
        self.receiver.failures = ATTEMPTS - 1
        self.account.send({"type": "signup", "identity": {"id": "grace@example.com"}})
        attempts = []
        for number in range(1, ATTEMPTS + 1):
            headers, body = self.receiver.next()
            verified = verify(payload=body, signature=headers["X-Dregs-Signature"], secret=secret)
            self.assertEqual(verified, Webhook(secret).verify(body, headers))
            self.assertEqual((verified["identityId"], verified["deliveryId"]), ("grace@example.com", headers["webhook-id"]))
            attempts.append((headers, body))
            delivery = self.written_down(headers["webhook-id"], number)
            self.assertEqual(delivery["status"], "DELIVERED" if number == ATTEMPTS else "PENDING")
            self.assertEqual(pass_for_delivery(self.account, headers["webhook-id"], HOURS), number < ATTEMPTS)
        bodies = [json.loads(body) for _, body in attempts]
        self.assertEqual(len({headers["webhook-id"] for headers, _ in attempts}), 1)
        stamps = [body.pop("timestamp") for body in bodies]
        self.assertEqual(stamps, sorted(set(stamps)))
        self.assertEqual(len({headers["X-Dregs-Signature"] for headers, _ in attempts}), ATTEMPTS)
        self.assertTrue(all(body == bodies[0] for body in bodies))

    def test_rotation_breaks_no_receiver_of_standard_webhooks(self) -> None:
        """For a day the old secret and the new one verify; the SDK's header is by the new one, and one beside it by the old."""
        path, old = self.open_channel("IDENTITY_SCORED")
        new = self.server.call("POST", f"{path}/actions/rotate-secret", key=self.token)["secret"]
        self.server.call("POST", f"{path}/actions/test", {}, self.token)
        headers, body = self.receiver.next()
        for secret in (old, new):
            Webhook(secret).verify(body, headers)
        verify(payload=body, signature=headers["X-Dregs-Signature"], secret=new)
        verify(payload=body, signature=headers["X-Dregs-Signature-Previous"], secret=old)
