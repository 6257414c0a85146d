"""Chromium, asked by its DevTools protocol over a pipe: pages at any width, light and dark."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 120
"""How long the browser may say nothing."""


def program() -> str | None:
    """The browser that is here, if any."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Browser:
    """A page in a running browser; every request that it makes is counted."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to = to_browser
        self._from = from_browser
        self._unread = bytearray()
        self._loaded: set[str] = set()
        self._number = 0
        self._session = ""
        self.requests: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)

    def close(self) -> None:
        """Let go of the pipe; the browser ends."""
        os.close(self._from)
        os.close(self._to)

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """The answer to a command."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while (end := self._unread.find(b"\0")) < 0:
            ready, _, _ = select.select([self._from], [], [], SECONDS)
            assert ready, f"the browser has said nothing for {SECONDS} seconds"
            read = os.read(self._from, 1 << 16)
            assert read, "the browser went away"
            self._unread += read
        answer: dict[str, Any] = json.loads(self._unread[:end])
        del self._unread[: end + 1]
        if answer.get("method") == "Network.requestWillBeSent":
            self.requests.append(answer["params"]["request"]["url"])
        if answer.get("method") == "Page.lifecycleEvent" and answer["params"]["name"] == "load":
            self._loaded.add(answer["params"]["loaderId"])
        return answer

    def open(self, page: Path) -> None:
        """Go to a file, and wait until it is loaded."""
        # It may be loaded before the browser answers that it goes there.
        loader = self.ask("Page.navigate", url=page.as_uri())["loaderId"]
        while loader not in self._loaded:
            self._next()

    def show(self, width: int, scheme: str = "light", height: int = 900) -> None:
        """Set the window's width, and whether the reader has chosen light or dark."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", features=features)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """What a script's expression gives, a promise awaited."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def picture(self, *, whole: bool = False) -> bytes:
        """The page as PNG."""
        answer = self.ask("Page.captureScreenshot", captureBeyondViewport=whole)
        return base64.b64decode(answer["data"])

    def printed(self) -> bytes:
        """The page as a tagged PDF, by its own style sheet for print."""
        answer = self.ask(
            "Page.printToPDF",
            preferCSSPageSize=True,
            generateTaggedPDF=True,
            generateDocumentOutline=True,
            printBackground=True,
        )
        return base64.b64decode(answer["data"])


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window, of a profile of its own, which is gone afterwards."""
    found = program()
    assert found is not None
    read_here, write_there = os.pipe()
    read_there, write_here = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            "bash",
            "-c",
            f'exec "$@" 3<&{read_there} 4>&{write_there}',
            "bash",
            found,
            "--headless=new",
            "--remote-debugging-pipe",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={profile}",
        ]
        process = subprocess.Popen(
            command,
            pass_fds=(read_there, write_there),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_there)
        os.close(write_there)
        opened = Browser(write_here, read_here)
        try:
            yield opened
        finally:
            process.terminate()
            process.wait(timeout=20)
            opened.close()
