"""Addresses of stores: which are used, and how they are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from xlsrc.domain.errors import DashboardError
from xlsrc.extracts.web_address import shown_address

_OF_THIS_MACHINE: Final = frozenset({"file", "local"})
_CONTAINER_FIRST: Final = frozenset({"abfs", "abfss"})
"""Schemes whose addresses are CONTAINER@ACCOUNT/FOLDER: an @ there is no user's."""
_WITHOUT_LIST: Final = frozenset({"http", "https"})
_SECRET: Final = re.compile(r"(secret|token|password|accountkey|signature|sig)=", re.IGNORECASE)


class PlaceError(DashboardError):
    """A store's address that is not used, or a store that does not give or take a file."""


class StoreAddressError(PlaceError):
    """A store's address, or the name of a file in it, that is not used."""

    code = "store-address"


class StoreRefusesError(PlaceError):
    """A store or a folder does not give a file, does not take it, or keeps it for another run."""

    code = "store-refuses"


class NoPackageError(PlaceError):
    """The package that reaches a store of this kind is not installed."""

    code = "installation"


def folder_of(where: str | Path) -> Path | None:
    """The folder of this machine that is meant; None where it is a store's address."""
    text = str(where)
    if "://" not in text or isinstance(where, Path):
        return Path(where)
    parts = urlsplit(text)
    if parts.scheme.lower() in _OF_THIS_MACHINE and not parts.netloc:
        return Path(url2pathname(parts.path))
    return None


def shown(where: str | Path) -> str:
    """A place as it may be printed and written down: without what may be a password or a token."""
    text = str(where)
    if folder_of(where) is not None or not _is_with_secret(text):
        return text
    scheme, _, rest = text.partition("://")
    # Of one without an @ it cannot be told where its secret ends.
    if ":" in re.split(r"[/?#@]", rest)[0] or _SECRET.search(re.split(r"[?#]", text)[0]):
        return f"{scheme}://…"
    return shown_address(text)


def refuse_unsafe(where: str) -> None:
    """No store is asked at an address that holds a secret or cannot be read.

    `PlaceError` says which, and repeats no password.
    """
    if "::" in where:
        message = (
            f"a store's address such as s3://bucket/folder was wanted; found one in another: "
            f"{shown(where)!r}: unpack its files, and give where they are then"
        )
        raise StoreAddressError(message)
    if _is_with_secret(where):
        message = (
            f"a store's address without a user, password or options was wanted, such as "
            f"s3://bucket/folder; found {shown(where)!r} with them: take them out, and give what "
            f"the store asks for in the environment (AWS_…, AZURE_…)"
        )
        raise StoreAddressError(message)
    if not _is_readable(where):
        message = (
            f"a store's address such as s3://bucket/folder was wanted; found {shown(where)!r}: "
            f"correct it"
        )
        raise StoreAddressError(message)
    if urlsplit(where).scheme.lower() in _WITHOUT_LIST:
        message = (
            f"a folder, or a store's address such as s3://bucket/folder, was wanted; found "
            f"{shown(where)!r}: a web site does not list its files. Download them into a folder"
        )
        raise StoreAddressError(message)


def _is_with_secret(where: str) -> bool:
    scheme, _, rest = where.partition("://")
    user, at, _ = rest.rpartition("@")
    if scheme.lower() in _CONTAINER_FIRST and re.fullmatch(r"[a-z0-9-]+", user):
        at = ""
    return (
        bool(at)
        or "?" in where
        or "#" in where
        or _SECRET.search(where) is not None
        or not re.fullmatch(r"[^:]*(:\d{1,5})?", rest.split("/", maxsplit=1)[0])
    )


def _is_readable(where: str) -> bool:
    if not where.isprintable():
        return False
    try:
        parts = urlsplit(where)
        return bool(parts.scheme and parts.netloc) and parts.port != 0
    except ValueError:
        return False
