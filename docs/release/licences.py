"""Under which licence is each package, and may it be depended on? The list is licences.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from license_expression import Licensing
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import Message

LIST: Final = Path(__file__).with_name("licences.toml")


@cache
def rules() -> dict[str, Any]:
    """What licences.toml says."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def licence(package: str) -> str:
    """The SPDX expression of a package's licence, from its metadata or as stated by hand.

    `ValueError` where neither says one that is known.
    """
    stated = rules()["stated"].get(package)
    if stated:
        return str(stated)
    try:
        found = licence_said(metadata(package))  # type: ignore[arg-type]  # a Message all the same
    except PackageNotFoundError:
        found = None
    if found is None:
        message = (
            f"{package}: a licence was wanted; found none in its metadata, or it is not installed. "
            f"Read what it publishes, and state it in {LIST.name}."
        )
        raise ValueError(message)
    return found


def licence_said(said: Message) -> str | None:
    """The SPDX expression of what a package's metadata say; the most exact word goes first."""
    words = [said.get("License-Expression"), said.get("License")]
    classes = [
        kind.rpartition(" :: ")[2]
        for kind in said.get_all("Classifier") or []
        if kind.startswith("License ::")
    ]
    words.append(" OR ".join(filter(None, map(_expression, classes))))
    known = [_expression(word) for word in words]
    exact = [one for one in known if one and "LicenseRef-BSD" not in one]
    return next(iter([*exact, *filter(None, known)]), None)


def _expression(word: str | None) -> str | None:
    if not word:
        return None
    try:
        return canonicalize_license_expression(rules()["words"].get(word.strip(), word))
    except InvalidLicenseExpression:
        return None


def refused(package: str, expression: str, use: str) -> tuple[str, ...]:
    """The licences by which a package may not be used for ``use`` ("run", "tools"); none: it may.

    Of licences joined by OR, one that is allowed is enough.
    """
    allowed = {
        one
        for family in rules()["family"]
        if use in family["allowed"]
        for one in family["licences"]
    }
    if use == "tools":
        allowed |= {one["licence"] for one in rules()["alone"] if one["package"] == package}
    parsed = Licensing().parse(expression)
    return tuple(sorted(set(_refused(parsed, allowed))))


def _refused(parsed: Any, allowed: set[str]) -> Iterable[str]:  # noqa: ANN401 - a tree without types
    parts = list(getattr(parsed, "args", ()))
    if not parts:
        return () if str(parsed) in allowed else (str(parsed),)
    each = [tuple(_refused(part, allowed)) for part in parts]
    if parsed.operator.strip() == "OR" and not all(each):
        return ()
    return (one for found in each for one in found)
