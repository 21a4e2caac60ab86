"""Events that tests send around the SDK: what browsers send, and many at once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone
from typing import Any

from .server import USER_AGENT

#: What dregs.js reads from a browser.
DEVICE = {
    "userAgent": USER_AGENT,
    "language": "en-GB", "languages": ["en-GB"], "platform": "Linux x86_64", "timezone": "Europe/Berlin",
    "screen": {"width": 1920, "height": 1080, "colorDepth": 24}, "hardwareConcurrency": 8, "webdriver": False,
}


def device(name: str) -> dict[str, Any]:
    """One device for each name: the same browser on another graphics card."""
    return {**DEVICE, "webgl": {"vendor": "Mesa", "renderer": "Mesa", "hash": name}}


def browser_event(kind: str, session: str, **fields: Any) -> dict[str, Any]:
    """An event as dregs.js makes it."""
    return {"id": f"dregs-{uuid.uuid4()}", "type": kind, "session": session, **fields}


def login(identity: str, **fields: Any) -> dict[str, Any]:
    """A server's event."""
    return {"type": "login", "identity": {"id": identity}, **fields}


def numbered(count: int) -> list[str]:
    """Ids in the order of their numbers."""
    return [f"{number:04}" for number in range(count)]


def nested(levels: int) -> dict[str, Any]:
    """An object within an object, and so on."""
    return {"in": nested(levels - 1)} if levels > 1 else {}


def tomorrow() -> datetime:
    """Later than an event may be."""
    return datetime.now(timezone.utc) + timedelta(days=1)
