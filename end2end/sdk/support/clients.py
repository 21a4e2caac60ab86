"""The SDK's two clients behind one way of calling them, and a memory of what was called.

Tests are written once, in the words of the asynchronous client: every call is awaited, every walk is an `async for`. For the
synchronous client the same words run the plain calls.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from typing import Any

import dregs

#: `Dregs.identities.get` for a call that came back, `Dregs.identities.get(identity_id)` for each parameter it was given.
called: set[str] = set()


class Client:
    """A `dregs.Dregs` or a `dregs.AsyncDregs`, made with the given arguments."""

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        maker = getattr(dregs, kind)
        self._calls = _Calls(kind, maker(*args, **kwargs))
        _remember(kind, maker, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._calls, name)

    async def __aenter__(self) -> Client:
        await self._calls.enter()
        return self

    async def __aexit__(self, *failure: Any) -> None:
        await self._calls.leave(*failure)


class _Calls:
    """The client itself, or one of its namespaces."""

    def __init__(self, name: str, target: Any) -> None:
        self._name = name
        self._target = target

    def __getattr__(self, name: str) -> Any:
        full, attribute = f"{self._name}.{name}", getattr(self._target, name)
        if inspect.isroutine(attribute):
            return lambda *args, **kwargs: _Call(full, attribute, args, kwargs)
        if is_namespace(attribute):
            return _Calls(full, attribute)
        called.add(full)
        return attribute

    async def end(self) -> None:
        """`close()` or `aclose()`."""
        await (self.aclose() if hasattr(self._target, "aclose") else self.close())

    async def enter(self) -> None:
        """`with` or `async with`."""
        asynchronous = hasattr(self._target, "__aenter__")
        entered = await self._target.__aenter__() if asynchronous else self._target.__enter__()
        if entered is not self._target:
            raise AssertionError("`with` gave another client")

    async def leave(self, *failure: Any) -> None:
        """The end of the `with`."""
        asynchronous = hasattr(self._target, "__aexit__")
        await self._target.__aexit__(*failure) if asynchronous else self._target.__exit__(*failure)


def is_namespace(attribute: Any) -> bool:
    """Whether it is one of `client.identities` and its like."""
    return type(attribute).__module__ == "dregs.resources"


class _Call:
    """A call that is about to be made: awaited for its answer, or walked for its items."""

    def __init__(self, name: str, method: Callable[..., Any], args: Any, kwargs: Any) -> None:
        self._make = lambda: method(*args, **kwargs)
        self._remember = lambda: _remember(name, method, args, kwargs)

    def __await__(self) -> Generator[Any, None, Any]:
        answer = self._make()
        if isinstance(answer, Awaitable):
            answer = yield from answer.__await__()
        self._remember()
        return answer

    async def __aiter__(self) -> AsyncIterator[Any]:
        items = self._make()
        if isinstance(items, AsyncIterator):
            async for item in items:
                yield item
        else:
            for item in items:
                yield item
        self._remember()


def _remember(name: str, method: Callable[..., Any], args: Any, kwargs: Any) -> None:
    called.add(name)
    called.update(f"{name}({parameter})" for parameter in inspect.signature(method).bind(*args, **kwargs).arguments)
