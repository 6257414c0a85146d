"""The files of a store, such as a bucket of S3: listed, read and written, and tried again."""

from __future__ import annotations

import hashlib
import os
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from workbook.fleet.addresses import (
    NoPackageError,
    PlaceError,
    StoreAddressError,
    StoreRefusesError,
    refuse_unsafe,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

ATTEMPTS: Final = 3
FIRST_PAUSE_SECONDS: Final = 1.0  # doubled after every attempt
_TAGS: Final = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created")
_S3: Final = frozenset({"s3", "s3a"})
_EXTRA: Final = "'safer-communities-dashboard[fleet]'"


class Known(NamedTuple):
    """A file's bytes, and a tag that changes with its content (None: its store has none)."""

    size: int
    tag: str | None


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """What is below an address; see `store_files`.

    Every name is below the address, with "/" between its parts. What fails is tried again,
    twice, with growing pauses; what then still fails, and what the store does not permit, is a
    `PlaceError` of one sentence that repeats nothing of what the store's library said: that can
    hold a credential.
    """

    address: str
    system: Any  # of fsspec, which has no types
    root: str

    def path(self, name: str) -> str:
        """The whole path of a file, as the library takes it."""
        return f"{self.root}/{name}" if self.root else name

    @property
    def is_parallel(self) -> bool:
        """Whether the library does several transfers at once."""
        return bool(self.system.async_impl)

    def listed(self) -> dict[str, Known]:
        """Every file by its name; what stands for a folder is none."""

        def found() -> dict[str, dict[str, Any]]:
            self.system.invalidate_cache()
            try:
                return dict(self.system.find(self.root, detail=True))
            except FileNotFoundError:
                return {}

        below = f"{self.root}/"
        files = {
            path.removeprefix(below): _known(one)
            for path, one in self._tried(found, "the list of its files", "read").items()
            if path.startswith(below) and one.get("type") != "directory"
        }
        folders = {name[:at] for name in files for at in range(len(name)) if name[at] == "/"}
        return {
            name: known
            for name, known in sorted(files.items())
            if name and not name.endswith("/") and not (known.size == 0 and name in folders)
        }

    def known(self, name: str) -> Known | None:
        """A file's bytes and tag; None where there is no such file."""

        def found() -> Known | None:
            self.system.invalidate_cache()
            try:
                one = self.system.info(self.path(name))
            except FileNotFoundError:
                return None
            return None if one.get("type") == "directory" else _known(one)

        return self._tried(found, name, "read")

    def get(self, name: str) -> bytes | None:
        """What a file holds; None where there is no such file."""

        def content() -> bytes | None:
            try:
                return bytes(self.system.cat_file(self.path(name)))
            except (FileNotFoundError, IsADirectoryError):
                return None

        return self._tried(content, name, "read")

    def bring(self, name: str, known: Known, target: Path) -> None:
        """Copy a file to ``target``; one of another size than is ``known`` is not whole."""

        def brought() -> None:
            self.system.get_file(self.path(name), str(target))
            size = target.stat().st_size
            if size != known.size:
                raise _NotWholeError(size, known.size)

        self._tried(brought, name, "read")

    def put(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all, and see that it is there.

        One that is there is replaced at once, when the last of its bytes has come.
        """

        def written() -> None:
            self.system.pipe_file(self.path(name), content)
            self.system.invalidate_cache()
            found = _known(self.system.info(self.path(name)))
            if found.size != len(content):
                raise _NotWholeError(found.size, len(content))
            # Where a store keeps its files encrypted, its tag is no digest of the content.
            if _is_md5(found.tag) and found.tag != _md5(content):
                again = self.system.cat_file(self.path(name))
                if again != content:
                    raise _NotWholeError(len(again), len(content))

        self._tried(written, name, "written")

    def _tried(self, what: Callable[[], T], name: str, done: str) -> T:
        reason = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                pause(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
            try:
                return what()
            except Exception as error:  # noqa: BLE001 - each store's library has its own errors
                if is_final(error):
                    raise self._refused(error, name, done) from None
                reason = reason_of(error)
        message = (
            f"{self.address}: {name} was to be {done}; found {reason} in {ATTEMPTS} attempts: "
            f"check the connection and the store, and run the command again"
        )
        raise StoreRefusesError(message)

    def _refused(self, error: Exception, name: str, done: str) -> PlaceError:
        if isinstance(error, FileNotFoundError):
            found, advice = "no such store or file", "correct the address"
        elif _is_without_credentials(error):
            found = "no credentials for the store"
            advice = "give them in the environment (AWS_…, AZURE_…)"
        else:
            found = "that the store does not permit it"
            advice = (
                "check the credentials in the environment (AWS_…, AZURE_…), and that they may "
                "read and write there"
            )
        return StoreRefusesError(
            f"{self.address}: {name} was to be {done}; found {found}: {advice}"
        )


def store_files(address: str) -> StoreFiles:
    """The files below a store's address, by its library.

    Credentials are the library's affair, which takes them from the environment or its own files.
    `PlaceError` for an address that holds one, that cannot be read, or whose library is not here.
    """
    refuse_unsafe(address)
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise _package_is_missing(address, "fsspec", _EXTRA) from None
    try:
        options = _tried_once(address)
        system, root = url_to_fs(address, **options)
    except ImportError as error:
        package = getattr(error.__cause__, "name", None) or address.partition("://")[0]
        raise _package_is_missing(address, package, package) from None
    except ValueError as error:
        if "Protocol not known" not in str(error):
            raise _unusable(address, error) from None
        message = (
            f"a folder, or a store's address such as s3://bucket/folder, was wanted; found "
            f"{address!r}, of a kind that is not known: correct what stands before ://"
        )
        raise StoreAddressError(message) from None
    except Exception as error:  # noqa: BLE001 - each store's library has its own errors
        raise _unusable(address, error) from None
    if "config_kwargs" in options:
        system.retries = 1
    return StoreFiles(address.rstrip("/"), system, str(root).rstrip("/"))


def pause(seconds: float) -> None:
    """Wait before the next attempt."""
    time.sleep(seconds)


def is_final(error: Exception) -> bool:
    """Whether another attempt would fail in the same way."""
    return isinstance(error, FileNotFoundError | PermissionError) or _is_without_credentials(error)


def reason_of(error: Exception) -> str:
    """What went wrong, in words that hold nothing of what a store's library said."""
    if isinstance(error, _NotWholeError):
        found, wanted = error.args
        return f"{found:,} bytes instead of {wanted:,}"
    chain = [error, error.__cause__, error.__context__]
    for one in chain:
        answer = getattr(one, "response", None)
        code = answer.get("Error", {}).get("Code") if isinstance(answer, dict) else None
        if isinstance(code, str) and re.fullmatch(r"[A-Za-z0-9]{1,40}", code):
            return f"the answer {code}"
    names = " ".join(type(one).__name__ for one in chain if one is not None)
    if "Timeout" in names:
        return "no answer in time"
    if re.search("Connect|ClientPayload|IncompleteRead|HTTPClient|Closed", names):
        return "a broken connection"
    if isinstance(error, OSError) and error.errno is not None:
        return f"an error ({os.strerror(error.errno)})"
    return f"an error ({type(error).__name__})"


def _tried_once(address: str) -> dict[str, Any]:
    """What keeps S3's library from trying five times five times by itself: `StoreFiles` does it."""
    from fsspec.config import conf

    scheme = address.partition("://")[0].lower()
    if scheme not in _S3:
        return {}
    own = conf.get(scheme, {}).get("config_kwargs", {})
    return {"config_kwargs": {**own, "retries": {"total_max_attempts": 1}}}


class _NotWholeError(Exception):
    """A file that came, or was written, in another size than it has."""


def _is_without_credentials(error: Exception) -> bool:
    return "Credential" in type(error).__name__ or "Authentication" in type(error).__name__


def _known(one: dict[str, Any]) -> Known:
    tag = next((one[key] for key in _TAGS if one.get(key) is not None), None)
    return Known(int(one.get("size") or 0), None if tag is None else str(tag).strip('"'))


def _is_md5(tag: str | None) -> bool:
    return tag is not None and re.fullmatch("[0-9a-f]{32}", tag) is not None


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _package_is_missing(address: str, package: str, install: str) -> PlaceError:
    message = (
        f"{address}: a store was to be used; found that the package {package} is not installed "
        f"here: install it (pip install {install})"
    )
    return NoPackageError(message)


def _unusable(address: str, error: Exception) -> PlaceError:
    if _is_without_credentials(error):
        found = "no credentials for the store"
    else:
        found = f"that its library cannot use the address ({type(error).__name__})"
    message = (
        f"{address}: a store was to be used; found {found}: correct the address, or give what the "
        f"store asks for in the environment (AWS_…, AZURE_…)"
    )
    return StoreAddressError(message)
