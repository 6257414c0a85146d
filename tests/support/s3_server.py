"""A store of S3's kind on this machine, and a broken line to it."""

from __future__ import annotations

import http.client
import importlib.util
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOT_HERE: Final = "needs s3fs and moto's server, which the lock of the developers' packages brings"
SECRET: Final = "a-secret-of-the-tests"  # noqa: S105 - of a server that lives as long as the tests
CREDENTIALS: Final = {
    "AWS_ACCESS_KEY_ID": "AKIATESTS",
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
_SECONDS_TO_START: Final = 60


def is_here() -> bool:
    """Whether a server can be had."""
    return all(importlib.util.find_spec(name) for name in ("s3fs", "moto", "flask_cors"))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The endpoint of a server of its own process, while it runs; its words go to ``folder``."""
    if not is_here():
        pytest.skip(NOT_HERE)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "s3.log").open("wb") as log:
        start = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(start, stdout=log, stderr=log, env=os.environ | CREDENTIALS)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = "the store of the tests did not start"
    raise RuntimeError(message)


class BrokenLine:
    """A line to a server, which fails as told; ``requests`` are those that came through it.

    ``faults`` are done in order, each to the next request that ``concerns`` names (a method and
    a part of the path): "500", "503", "403", "cut" (a connection that ends without an answer),
    "half" (one that ends in the middle of the content), "silent" (no answer until the line is
    closed).
    """

    def __init__(self, server: str) -> None:
        self.faults: list[str] = []
        self.concerns = ("GET", "")
        self.requests: list[tuple[str, str]] = []
        self.lock = threading.Lock()
        self.closed = threading.Event()
        self._server = server.removeprefix("http://")
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def fail(self, *faults: str, method: str = "GET", path: str = "") -> None:
        """Fail the next requests of a kind."""
        with self.lock:
            self.faults, self.concerns, self.requests = list(faults), (method, path), []

    def asked(self, method: str, path: str = "") -> int:
        """How many requests of a kind came."""
        with self.lock:
            return sum(one == method and path in at for one, at in self.requests)

    def close(self) -> None:
        """No more requests are taken."""
        self.closed.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=10)

    def next_fault(self, method: str, path: str) -> str:
        """What happens to a request; "" nothing."""
        with self.lock:
            self.requests.append((method, path))
            concerned = self.concerns[0] == method and self.concerns[1] in path
            return self.faults.pop(0) if concerned and self.faults else ""

    def passed_on(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """The server's own answer."""
        line = http.client.HTTPConnection(self._server, timeout=30)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            line.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        broken = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

            def log_message(self, *_args: object) -> None:
                pass

            def _do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                fault = broken.next_fault(self.command, self.path)
                if fault.isdecimal():
                    _refuse(self, int(fault))
                elif fault == "silent":
                    broken.closed.wait(30)
                    self.close_connection = True
                elif fault == "cut":
                    _cut(self)
                else:
                    headers = dict(self.headers.items())
                    answer = broken.passed_on(self.command, self.path, headers, body)
                    _answer(self, answer, is_half=fault == "half")

            do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _do  # noqa: N815 - http.server's

        return Handler


_CODES: Final = {403: "AccessDenied", 500: "InternalError", 503: "SlowDown"}


def _refuse(request: BaseHTTPRequestHandler, status: int) -> None:
    text = f"<Error><Code>{_CODES[status]}</Code><Message>{SECRET}</Message></Error>".encode()
    request.send_response(status)
    request.send_header("Content-Type", "application/xml")
    request.send_header("Content-Length", str(len(text)))
    request.end_headers()
    if request.command != "HEAD":
        request.wfile.write(text)


def _cut(request: BaseHTTPRequestHandler) -> None:
    # Closed at once, without the system's own goodbye.
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    request.close_connection = True


def _answer(
    request: BaseHTTPRequestHandler,
    answer: tuple[int, list[tuple[str, str]], bytes],
    *,
    is_half: bool,
) -> None:
    status, headers, content = answer
    request.send_response_only(status)
    for name, value in headers:
        if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
            request.send_header(name, value)
    length = {name.lower(): value for name, value in headers}.get("content-length")
    is_head = request.command == "HEAD"
    request.send_header("Content-Length", length or "0" if is_head else str(len(content)))
    request.end_headers()
    if not is_head:
        request.wfile.write(content[: len(content) // 2] if is_half else content)
    if is_half:
        request.wfile.flush()
        _cut(request)
