"""A real `dregs` on a free loopback port, with a fresh data folder and one account."""

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
from pathlib import Path

START_SECONDS = 30


class Server:
    """Starts on construction; `stop` ends it and removes its data."""

    def __init__(self) -> None:
        self.binary = os.environ["DREGS_BIN"]
        self.folder = Path(tempfile.mkdtemp(prefix="dregs-sdk-"))
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "DREGS_BIND": f"127.0.0.1:{port}",
            "DREGS_DATA_DIR": str(self.folder),
        }
        self._log = (self.folder / "server.log").open("wb")
        self._process = subprocess.Popen(
            [self.binary, "serve"], env=self.environment, cwd=self.folder, stdout=self._log, stderr=self._log
        )
        try:
            self._wait()
            self.account = self._setup()
        except BaseException:
            self.stop()
            raise

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

    def browser_event(self, body: dict) -> dict:
        """Posts an event as dregs.js does: the public key in the body, a content type that needs no preflight."""
        request = urllib.request.Request(
            f"{self.url}/api/events",
            data=json.dumps({"key": self.account["publicKey"], **body}).encode(),
            headers={"Content-Type": "text/plain;charset=UTF-8", "Origin": "http://shop.example"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def _setup(self) -> dict:
        words = ["setup", "--email", "owner@example.com", "--password-file", "-", "--account", "Shop", "--json"]
        made = subprocess.run(
            [self.binary, *words], input=b"a long enough password\n", env=self.environment, cwd=self.folder,
            capture_output=True, check=False, timeout=60,
        )
        if made.returncode != 0:
            raise RuntimeError(f"dregs setup ended with {made.returncode}: {made.stderr.decode()}")
        return json.loads(made.stdout)

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


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
