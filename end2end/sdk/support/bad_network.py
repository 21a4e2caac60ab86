"""A proxy between an SDK and the server that loses what it is told to lose, or changes the key."""

from __future__ import annotations

import http.client
import socket
import threading
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


class Fate(Enum):
    """What becomes of a request."""

    #: The connection ends before the server heard of it.
    REQUEST_LOST = "request lost"
    #: The server has answered, and the connection ends before the client heard of it.
    ANSWER_LOST = "answer lost"
    #: The server has answered, and the client waits for it in vain.
    ANSWER_LATE = "answer late"


class BadNetwork:
    """Stands before `server`; the first requests meet the given fates, one each, and later ones pass."""

    def __init__(self, server: str, *fates: Fate, key: str | None = None) -> None:
        self.requests = 0
        self._key = key
        self._target = urlsplit(server).netloc
        self._fates = list(fates)
        self._lock = threading.Lock()
        self._over = threading.Event()
        network = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                """Standard error belongs to the tests."""

            def _relay(self) -> None:
                network._relay(self)

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _relay

        self._listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.api = f"http://127.0.0.1:{self._listener.server_port}/api"
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends every connection."""
        self._over.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()

    def _relay(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.requests += 1
            fate = self._fates.pop(0) if self._fates else None
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if fate is Fate.REQUEST_LOST:
            return _hang_up(handler)
        status, headers, answer = self._ask(handler, body)
        if fate is Fate.ANSWER_LATE:
            self._over.wait(60)
        if fate is not None:
            return _hang_up(handler)
        handler.send_response(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "date"):
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer)))
        handler.end_headers()
        handler.wfile.write(answer)

    def _ask(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection(self._target, timeout=10)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        if self._key is not None:
            headers["authorization"] = f"Bearer {self._key}"
        try:
            connection.request(handler.command, handler.path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    try:
        handler.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # The client was faster.
