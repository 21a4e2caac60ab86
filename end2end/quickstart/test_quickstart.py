"""The quick starts of the documentation, done as they say, word for word, by somebody with a key and an empty folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
SDK = ROOT / "end2end" / "sdk"
sys.path.insert(0, str(SDK))

from blocks import QuickStart, read  # noqa: E402
from support.server import Account, Server  # noqa: E402

DOCUMENTS = ROOT / "docs" / "quickstart"
CATEGORIES = {"HUMANITY", "AUTHENTICITY", "UNIQUENESS", "BEHAVIOR"}
#: Compiling the Rust one for the first time takes longest.
SECONDS = 300


class QuickStartTest(unittest.TestCase):
    server: Server

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self) -> None:
        self.account: Account = self.server.open_account()
        self.folder = Path(tempfile.mkdtemp(prefix="dregs-quickstart-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def test_every_quick_start_is_tested(self) -> None:
        """A new document is a new test."""
        documents = {document.stem for document in DOCUMENTS.glob("*.md")}
        tests = {name.removeprefix("test_") for name in dir(self) if name.startswith("test_")}
        self.assertEqual(documents - tests, set())

    def test_curl(self) -> None:
        """Each answer is what the document says it is."""
        quick_start = read(DOCUMENTS / "curl.md")
        stored, scores, analysis = (json.loads(text) for text in self.follow(quick_start))
        self.assertEqual(stored, json.loads(quick_start.answers[0]))
        self.assertLessEqual({score["category"] for score in scores}, CATEGORIES)
        self.assertGreater(len(scores), 0)
        self.assertEqual(analysis["identityId"], "user_12345")
        self.check_stored("api")

    def test_python(self) -> None:
        """With the release that the other tests use."""
        constraint = {"PIP_CONSTRAINT": str(SDK / "python-1.0.0" / "requirements.txt"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        self.check_printed(self.follow(read(DOCUMENTS / "python.md"), **constraint)[-1])
        self.check_stored("python-sdk")

    def test_rust(self) -> None:
        """With the versions that the other tests have compiled."""
        shutil.copy(SDK / "rust-1.0.0" / "Cargo.lock", self.folder)
        self.check_printed(self.follow(read(DOCUMENTS / "rust.md"))[-1])
        self.check_stored("rust-sdk")

    def test_node(self) -> None:
        """With nothing but Node.js."""
        self.check_printed(self.follow(read(DOCUMENTS / "node.md"))[-1])
        self.check_stored("api")

    def follow(self, quick_start: QuickStart, **environment: str) -> list[str]:
        """Saves the files, makes the settings, runs the commands; gives what each of them printed."""
        ours = {"DREGS_BASE_URL": self.server.api, "DREGS_SECRET_KEY": self.account.secret_key}
        self.assertEqual(set(quick_start.settings), set(ours))
        for name, text in quick_start.files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return [self.run_command(command, {**os.environ, **environment, **ours}) for command in quick_start.commands]

    def run_command(self, command: str, environment: dict[str, str]) -> str:
        """Ends with success, or the test ends with what it said."""
        ran = subprocess.run(
            ["bash", "-e", "-c", command], cwd=self.folder, env=environment, capture_output=True, check=False, text=True,
            timeout=SECONDS,
        )
        self.assertEqual(ran.returncode, 0, f"{command}\n{ran.stdout}\n{ran.stderr}")
        return ran.stdout

    def check_printed(self, output: str) -> None:
        """Scores, and then reasons."""
        lines = output.splitlines()
        scores = [line for line in lines if re.fullmatch(r"[A-Z]+ \d{1,3}", line)]
        reasons = [line for line in lines if re.fullmatch(r"- .+", line)]
        self.assertEqual(lines, scores + reasons)
        self.assertLessEqual({line.split()[0] for line in scores}, CATEGORIES)
        self.assertTrue(scores and reasons, output)

    def check_stored(self, source: str) -> None:
        """The event is there, as it was sent."""
        event = self.server.call("GET", "/events/signup-12345", key=self.account.secret_key)
        self.assertEqual((event["eventName"], event["eventSource"]), ("user.signup", source))
        self.assertEqual((event["identity"]["id"], event["identity"]["label"]), ("user_12345", "Ada Lovelace"))
        self.assertEqual((event["canonicalType"], event["eventData"]), ("REGISTRATION", {"plan": "trial"}))


if __name__ == "__main__":
    unittest.main()
