"""Extracts from a web address: https only, within limits of size and time, kept with its ETag."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from xlsrc.domain.errors import DownloadError, TooLargeError
from xlsrc.extracts.kept_file import in_one_step, read_again
from xlsrc.extracts.web_address import refuse_unsafe, shown_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

MAX_BYTES: Final = 200 * 1024**2  # the largest MPS file, London's LSOAs since 2010, has 70 MB
TIMEOUT_SECONDS: Final = 30.0  # for the connection and between two pieces
TOTAL_SECONDS: Final = 600.0
ATTEMPTS: Final = 4
REDIRECTS: Final = 10
FIRST_PAUSE_SECONDS: Final = 1.0  # doubled after every attempt
RETRIED: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_MODIFIED: Final = 304
_ERRORS_FROM: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file from the web with its checksum; ``note`` says when an older copy stands in."""

    name: str
    content: bytes
    sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """What is kept of an address: the file, and what its server calls this state of it."""

    path: Path
    etag: str
    sha256: str

    def content(self) -> bytes:
        return self.path.read_bytes()


class _TryAgainError(Exception):
    """The server or the connection may do better in a moment."""


def download(
    address: str,
    folder: Path | None,
    *,
    client: httpx.Client | None = None,
    pause: Callable[[float], None] = time.sleep,
    max_bytes: int = MAX_BYTES,
) -> Download:
    """The file at an https address; the copy in ``folder`` where the server says it is still good.

    A server that is busy or silent is asked again, with growing pauses; when it stays so, the
    copy stands in and ``note`` says so. :class:`~xlsrc.domain.errors.ExtractError` for another
    scheme or a password in the address, where a redirect leads too, before it is asked; for a file
    over the limit, a refusal, and no answer without a copy. With no ``folder`` nothing is kept.
    """
    import httpx

    refuse_unsafe(address)
    copy = None if folder is None else _copy_of(address, folder)
    name = unquote(PurePosixPath(urlsplit(address).path).name) or "download"
    own = client is None
    client = client or httpx.Client(timeout=TIMEOUT_SECONDS)
    try:
        reason = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                pause(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
            try:
                return _fetched(client, address, name, folder, copy, max_bytes)
            except (_TryAgainError, httpx.RequestError) as error:
                reason = str(error) or type(error).__name__
    finally:
        if own:
            client.close()
    shown = shown_address(address)
    if copy is None:
        message = (
            f"{shown}: a file was wanted; found {reason} in {ATTEMPTS} attempts: check the "
            f"address and the connection, or download it by hand into the folder"
        )
        raise DownloadError(message)
    note = f"{shown} could not be reached ({reason}); the copy kept from before is used"
    return Download(name=name, content=copy.content(), sha256=copy.sha256, note=note)


def _answered(client: httpx.Client, address: str, headers: dict[str, str]) -> httpx.Response:
    """The answer where the redirects end, each of which is looked at before it is followed."""
    request = client.build_request("GET", address, headers=headers)
    for _ in range(REDIRECTS + 1):
        refuse_unsafe(str(request.url))
        response = client.send(request, stream=True, follow_redirects=False)
        if response.next_request is None:
            return response
        response.close()
        request = response.next_request
    message = (
        f"{shown_address(address)}: a file was wanted; found more than {REDIRECTS} redirects: "
        f"correct the address"
    )
    raise DownloadError(message)


def _fetched(
    client: httpx.Client,
    address: str,
    name: str,
    folder: Path | None,
    copy: _Copy | None,
    max_bytes: int,
) -> Download:
    headers = {"If-None-Match": copy.etag} if copy is not None and copy.etag else {}
    with closing(_answered(client, address, headers)) as response:
        if response.status_code == _NOT_MODIFIED and copy is not None:
            return Download(name=name, content=copy.content(), sha256=copy.sha256)
        if response.status_code in RETRIED:
            raise _TryAgainError(_answer(response))
        if response.status_code >= _ERRORS_FROM:
            message = (
                f"{shown_address(address)}: a file was wanted; found {_answer(response)}: "
                f"correct the address"
            )
            raise DownloadError(message)
        content = _content(response, address, max_bytes)
        etag = response.headers.get("ETag", "")
    sha256 = hashlib.sha256(content).hexdigest()
    if folder is not None:
        _keep(address, folder, content, etag, sha256)
    return Download(name=name, content=content, sha256=sha256)


def _answer(response: httpx.Response) -> str:
    return f"the answer {response.status_code} {response.reason_phrase}".rstrip()


def _content(response: httpx.Response, address: str, max_bytes: int) -> bytes:
    deadline = time.monotonic() + TOTAL_SECONDS
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > max_bytes:
            message = (
                f"{shown_address(address)}: a file of at most {max_bytes:,} bytes was wanted; "
                f"found a larger one: check that it is the right address"
            )
            raise TooLargeError(message)
        if time.monotonic() > deadline:
            message = f"no end after {TOTAL_SECONDS:.0f} seconds"
            raise _TryAgainError(message)
    return bytes(content)


def _paths(address: str, folder: Path) -> tuple[Path, Path]:
    stem = hashlib.sha256(address.encode()).hexdigest()
    return folder / f"{stem}.bin", folder / f"{stem}.json"


def _copy_of(address: str, folder: Path) -> _Copy | None:
    """The copy kept of an address, if it is whole: its checksum is still that of the download."""
    path, facts = _paths(address, folder)
    try:
        with read_again(facts) as file:
            known = json.load(file)
        with read_again(path) as file:
            whole = hashlib.sha256(file.read()).hexdigest() == known["sha256"]
        return _Copy(path=path, etag=known["etag"], sha256=known["sha256"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(address: str, folder: Path, content: bytes, etag: str, sha256: str) -> None:
    path, facts = _paths(address, folder)
    try:
        with in_one_step(path) as file:
            file.write(content)
        known = {"address": shown_address(address), "etag": etag, "sha256": sha256}
        with in_one_step(facts) as file:
            file.write(json.dumps(known).encode())
    except OSError:
        return  # a folder that cannot be written keeps nothing; the download itself is good
