"""What a lock file names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parents[2]
RUNTIME: Final = PROJECT / "requirements.lock"

_PACKAGE: Final = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(\[[\w,-]+\])?==(?P<version>[\w.+!-]+)( ; (?P<where>.+?))? \\"
)
_HASH: Final = re.compile(r"    --hash=sha256:(?P<sha256>[0-9a-f]{64})( \\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One version of one package, with the checksums of its files, of which one is installed."""

    name: str
    version: str
    where: str
    """The systems and Pythons that it is for, as an environment marker; empty: for all."""

    hashes: tuple[str, ...]


def locked(lock: Path) -> list[Locked]:
    """The packages of a lock file, in its order.

    `ValueError`, with the line, where one names no exact version, or has no checksum of its own.
    """
    found: list[Locked] = []
    text = lock.read_text(encoding="utf-8").replace(" \\\n    --hash", " \\\n\0    --hash")
    for number, entry in enumerate(re.split(r"\n(?!\0)", text.strip("\n")), start=1):
        first, *rest = entry.split("\n\0")
        package, hashes = _PACKAGE.fullmatch(first), [_HASH.fullmatch(line) for line in rest]
        if package is None or not hashes or None in hashes:
            message = (
                f"{lock.name}, entry {number}: a package with == and an exact version and its "
                f"sha256 checksums was wanted; found {first!r}. Make the lock again: make lock."
            )
            raise ValueError(message)
        found.append(
            Locked(
                name=package["name"],
                version=package["version"],
                where=package["where"] or "",
                hashes=tuple(sha["sha256"] for sha in hashes if sha),
            )
        )
    return found
