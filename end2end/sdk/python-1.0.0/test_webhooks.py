"""`dregs.webhooks`: what a channel sends is what the SDK's verifier takes, and what a library for Standard Webhooks takes."""

from __future__ import annotations

import queue
import threading
import unittest
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dregs import WebhookVerificationError
from dregs.webhooks import verify
from standardwebhooks.webhooks import Webhook

from support.server import PASSWORD, Account, Server

WAIT_SECONDS = 10


class Receiver:
    """Keeps what it is sent, in order."""

    def __init__(self) -> None:
        self.requests: queue.Queue[tuple[Message, bytes]] = queue.Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                """Standard error belongs to the tests."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(204)
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
