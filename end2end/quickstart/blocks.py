"""The code blocks of a quick start, and what to do with them.

The words after three backticks say it: `sh` alone is run; a second word is the name of the file that the block is saved as, but for
`environment` (settings that the reader replaces) and `answer` (what the server says).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"^export (\w+)=\S+$")


@dataclass(frozen=True)
class QuickStart:
    """One document: files to save, commands to run in order, settings to make."""

    settings: tuple[str, ...]
    files: dict[str, str]
    commands: tuple[str, ...]
    answers: tuple[str, ...]


def read(document: Path) -> QuickStart:
    """Takes a document apart; every block has to mean something."""
    settings: list[str] = []
    files: dict[str, str] = {}
    commands: list[str] = []
    answers: list[str] = []
    for language, role, text in FENCE.findall(document.read_text(encoding="utf-8")):
        if role == "environment":
            found = [SETTING.match(line) for line in text.splitlines()]
            if not all(found):
                raise ValueError(f"{document.name}: the environment is made of `export NAME=value`")
            settings += [match.group(1) for match in found if match]
        elif role == "answer":
            answers.append(text)
        elif role:
            files[role] = text
        elif language == "sh":
            commands.append(text)
        else:
            raise ValueError(f"{document.name}: a block of {language} that is neither run nor saved")
    return QuickStart(tuple(settings), files, tuple(commands), tuple(answers))
