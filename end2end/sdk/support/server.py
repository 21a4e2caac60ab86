"""A real `dregs` on a free loopback port with a fresh data folder, and accounts on it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS = 30
USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
PASSWORD = "a long enough password"
#: High enough to never be met by tests that are about something else.
NO_LIMITS = {
    "DREGS_LIMIT_API": "1000000",
    "DREGS_LIMIT_SIGN_IN_PER_ADDRESS": "1000000",
    "DREGS_LIMIT_SIGN_IN_PER_MEMBER": "1000000",
}


@dataclass(frozen=True)
class Account:
    """A customer, with what its backend and its pages know."""

    server: Server
    slug: str
    email: str
    public_key: str
    secret_key: str

    def send(self, *events: dict[str, Any]) -> None:
        """Stores events as a backend does, up to 500 in one request; for what the SDK itself cannot send."""
        answer = self.server.call("POST", "/events", {"events": list(events)}, self.secret_key)
        refused = [result for result in answer["results"] if result.get("status") != "success"]
        if refused:
            raise AssertionError(f"{len(refused)} events were refused, the first with {refused[0]}")

    def send_from_browser(self, event: dict[str, Any]) -> dict[str, Any]:
        """Stores one as dregs.js does: the public key in the body, a content type that needs no preflight."""
        headers = {"Content-Type": "text/plain;charset=UTF-8", "Origin": "http://shop.example", "User-Agent": USER_AGENT}
        return self.server.call("POST", "/events", {"key": self.public_key, **event}, headers=headers)

    def used_events(self) -> int:
        """What the account has been charged for this month."""
        signed_in = self.server.call("POST", "/auth/login", {"email": self.email, "password": PASSWORD})
        return self.server.call("GET", "/auth/me", key=signed_in["token"])["account"]["eventsThisMonth"]


class Server:
    """Starts on construction, with settings of its own; `stop` ends it and removes its data."""

    def __init__(self, **settings: str) -> None:
        self.binary = os.environ["DREGS_BIN"]
        self.folder = Path(tempfile.mkdtemp(prefix="dregs-sdk-"))
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.api = f"{self.url}/api"
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "DREGS_BIND": f"127.0.0.1:{port}",
            "DREGS_DATA_DIR": str(self.folder),
            **NO_LIMITS,
            **settings,
        }
        self._accounts = 0
        self._log = (self.folder / "server.log").open("wb")
        self._process = subprocess.Popen(
            [self.binary, "serve"], env=self.environment, cwd=self.folder, stdout=self._log, stderr=self._log
        )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    @property
    def database(self) -> Path:
        """The SQLite file, for rows that no call can make."""
        return self.folder / "dregs.db"

    def open_account(self, *, monthly_events: int | None = None) -> Account:
        """Makes a customer the way an operator does: on the command line, beside the running server."""
        self._accounts += 1
        email = f"owner-{self._accounts}@example.com"
        words = ["setup", "--email", email, "--password-file", "-", "--account", f"Shop {self._accounts}", "--json"]
        if monthly_events is not None:
            words += ["--monthly-events", str(monthly_events)]
        made = subprocess.run(
            [self.binary, *words], input=PASSWORD.encode(), env=self.environment, cwd=self.folder,
            capture_output=True, check=False, timeout=60,
        )
        if made.returncode != 0:
            raise RuntimeError(f"dregs setup ended with {made.returncode}: {made.stderr.decode()}")
        keys = json.loads(made.stdout)
        return Account(self, keys["account"], email, keys["publicKey"], keys["secretKey"])

    def call(
        self, method: str, path: str, body: Any = None, key: str | None = None, headers: dict[str, str] | None = None
    ) -> Any:
        """One API call without any SDK; a failure is raised with the server's words."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if key is not None:
            sent["Authorization"] = f"Bearer {key}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.api}{path}", method=method, data=data, headers=sent)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as failure:
            raise AssertionError(f"{method} {path}: {failure.code} {failure.read().decode()}") from None

    def stop(self) -> None:
        """Ends the process politely and removes its data."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            if self._process.poll() is not None or time.monotonic() > end:
                log = (self.folder / "server.log").read_text(errors="replace")
                raise RuntimeError(f"dregs is not ready (exit status {self._process.returncode}):\n{log}")
            time.sleep(0.02)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
