"""Files written to a store: seen to be whole, tried again, and refused in words without secrets."""

from __future__ import annotations

import errno
import hashlib
import os
from typing import Any

import pytest

from workbook.fleet import store_files
from workbook.fleet.places import PlaceError
from workbook.fleet.store_files import ATTEMPTS, StoreFiles, reason_of

WHOLE = b"whole"


class Box:
    """A store's library: of what is written it keeps what it is told to, under a tag."""

    def __init__(self, kept: bytes, tag: str | None = None, error: Exception | None = None) -> None:
        self.kept = kept
        self.tag = tag
        self.error = error
        self.written = 0

    def invalidate_cache(self) -> None:
        """Nothing is remembered."""

    def pipe_file(self, _path: str, _content: bytes) -> None:
        self.written += 1
        if self.error is not None:
            raise self.error

    def info(self, _path: str) -> dict[str, Any]:
        return {"size": len(self.kept), "ETag": self.tag}

    def cat_file(self, _path: str) -> bytes:
        return self.kept


class CredentialError(Exception):
    """What a library raises that has none."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_files, "pause", lambda _seconds: None)


def put(box: Box) -> None:
    StoreFiles("s3://box", box, "box").put("a.csv", WHOLE)


def md5(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


@pytest.mark.parametrize("tag", [None, md5(WHOLE), md5(b"encrypted"), '"5d41-2"'])
def test_what_came_whole_is_written_once_whatever_its_tag(tag: str | None) -> None:
    box = Box(WHOLE, tag)

    put(box)

    assert box.written == 1


@pytest.mark.parametrize(
    ("kept", "says"), [(b"who", "found 3 bytes instead of 5"), (b"other", "found 5 bytes")]
)
def test_what_is_not_what_was_written_is_tried_again_and_said(kept: bytes, says: str) -> None:
    box = Box(kept, md5(kept))

    with pytest.raises(PlaceError, match=rf"s3://box: a.csv was to be written; {says}.*3 attempts"):
        put(box)

    assert box.written == ATTEMPTS


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FileNotFoundError("s3cret"), "no such store or file: correct the address"),
        (CredentialError("s3cret"), "no credentials for the store: give them in the environment"),
        (PermissionError("s3cret"), "that the store does not permit it: check the credentials"),
    ],
)
def test_what_would_fail_again_is_tried_once(error: Exception, says: str) -> None:
    box = Box(WHOLE, error=error)

    with pytest.raises(PlaceError, match=says) as said:
        put(box)

    assert box.written == 1
    assert "s3cret" not in str(said.value)


def test_an_error_of_the_system_is_said_by_its_number() -> None:
    assert reason_of(OSError(errno.ENOSPC, "s3cret")) == f"an error ({os.strerror(errno.ENOSPC)})"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (CredentialError("s3cret"), "found no credentials for the store: correct the address, or"),
        (ValueError("s3cret"), r"its library cannot use the address \(ValueError\)"),
        (RuntimeError("s3cret"), r"its library cannot use the address \(RuntimeError\)"),
    ],
)
def test_an_address_that_its_library_does_not_take_is_said_without_its_words(
    monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    core = pytest.importorskip("fsspec.core", reason="needs fsspec: pip install -e .[fleet]")

    def refusing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(core, "url_to_fs", refusing)

    with pytest.raises(PlaceError, match=says) as said:
        store_files.store_files("memory://box")

    assert "s3cret" not in str(said.value)
