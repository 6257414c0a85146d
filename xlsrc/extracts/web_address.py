"""Addresses in the web: which are asked, and how they are shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from xlsrc.domain.errors import AddressError


def shown_address(address: str) -> str:
    """An address as it may be printed: without what may be a password or a token."""
    base = re.split(r"[?#]", address, maxsplit=1)[0]
    more = "?…" if base != address else ""
    if "@" in base:
        return f"…@{base.rpartition('@')[2]}{more}"
    if "@" in address:
        return "one with an @"  # where a password has a "?", what comes before it is its beginning
    return f"{base}{more}"


def refuse_unsafe(address: str) -> None:
    """Nothing is asked of an address that is not https, has a password or cannot be read.

    :class:`~xlsrc.domain.errors.ExtractError` says which, and repeats no password.
    """
    if not _is_readable(address):
        message = (
            f"an address such as https://example.org/file.csv was wanted; found "
            f"{shown_address(address)!r}: correct it"
        )
        raise AddressError(message)
    parts = urlsplit(address)
    if "@" in parts.netloc:
        message = (
            f"an address without a user name and password was wanted; found "
            f"{shown_address(address)!r} with them: download it by hand into the folder"
        )
        raise AddressError(message)
    if parts.scheme.lower() != "https" or not parts.hostname:
        message = (
            f"an address that begins with https:// was wanted; found "
            f"{shown_address(address)!r}: only encrypted addresses are read"
        )
        raise AddressError(message)


def _is_readable(address: str) -> bool:
    try:
        port = urlsplit(address).port
    except ValueError:
        return False
    return port != 0 and address.isprintable()
