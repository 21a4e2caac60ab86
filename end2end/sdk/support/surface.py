"""Everything the SDK offers, found by looking at it, held against everything the tests have called."""

from __future__ import annotations

import inspect
import unittest
from collections.abc import Iterator
from typing import Any

import dregs

from .clients import called, is_namespace

KINDS = ("Dregs", "AsyncDregs")


def surface() -> Iterator[str]:
    """The constructors, methods, properties and parameters that the documentation of the SDK names."""
    for kind in KINDS:
        maker = getattr(dregs, kind)
        yield from _callable(kind, maker)
        client = maker("sk_nobody")
        yield from _members(kind, client)
        for name, namespace in sorted(vars(client).items()):
            if not name.startswith("_") and is_namespace(namespace):
                yield from _members(f"{kind}.{name}", namespace)


class Surface(unittest.TestCase):
    """Runs last."""

    def test_everything_public_was_called(self) -> None:
        """What no test gets an answer from is a hole in this suite."""
        offered = list(surface())
        missing = sorted(set(offered) - called)
        methods = [name for name in offered if "(" not in name]
        parameters = len(offered) - len(methods)
        counts = f"{len(methods)} members, {parameters} parameters, {len(missing)} not called"
        # On a line of its own: the runner has begun one.
        print(f"\nsurface: dregs {dregs.__version__}: {counts}", flush=True)
        self.assertEqual(missing, [], "no test got an answer from these")


def _members(name: str, target: Any) -> Iterator[str]:
    for member, attribute in inspect.getmembers(type(target)):
        if member.startswith("_"):
            continue
        if inspect.isroutine(attribute):
            yield from _callable(f"{name}.{member}", getattr(target, member))
        elif isinstance(attribute, property):
            yield f"{name}.{member}"


def _callable(name: str, method: Any) -> Iterator[str]:
    yield name
    yield from (f"{name}({parameter})" for parameter in inspect.signature(method).parameters)
