"""What may happen to the files that a workbook's figures are of, one at a time."""

from __future__ import annotations

import string
import zipfile
from typing import TYPE_CHECKING, Final

from workbook.reproduce.months_together import members

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from pathlib import Path

CHANGED: Final = "{} has changed since"
MISSING: Final = "{} (checksum"
ADDED: Final = "{} was not read when"


def _digit(content: bytearray, chance: random.Random) -> str:
    """Change one digit; where it is."""
    at = chance.choice([at for at, byte in enumerate(content) if 48 <= byte <= 57])
    content[at] = ord(chance.choice(string.digits.replace(chr(content[at]), "")))
    return f"byte {at} is {chr(content[at])}"


def _row(content: bytearray, chance: random.Random) -> str:
    """Take out one row below the first; which."""
    lines = content.splitlines(keepends=True)
    at = chance.randrange(1, len(lines)) if len(lines) > 1 else 0
    content[:] = b"".join(lines[:at] + lines[at + 1 :])
    return f"line {at + 1} is gone"


def _inside(
    change: Callable[[bytearray, random.Random], str],
) -> Callable[[Path, random.Random], tuple[str, str]]:
    """A change of a file's text, or of the text of one file in an archive."""

    def changed(file: Path, chance: random.Random) -> tuple[str, str]:
        if file.suffix not in {".zip", ".xlsx"}:
            content = bytearray(file.read_bytes())
            what = change(content, chance)
            file.write_bytes(content)
            return file.name, what
        with zipfile.ZipFile(file) as archive:
            held = {one: bytearray(archive.read(one)) for one in archive.namelist()}
        name = chance.choice([name for name, content in held.items() if content])
        what = change(held[name], chance)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for one, content in held.items():
                archive.writestr(one, bytes(content))
        return file.name, f"{name} in it: {what}"

    return changed


def _missing(file: Path, _chance: random.Random) -> tuple[str, str]:
    """Take the file away."""
    file.unlink()
    return file.name, "gone"


def _added(file: Path, chance: random.Random) -> tuple[str, str]:
    """Put one like it, with a digit changed, beside it."""
    new = file.with_name(f"A later {file.name}")
    new.write_bytes(file.read_bytes())
    _, what = _inside(_digit)(new, chance)
    return new.name, f"put there: {what}"


WAYS: Final[dict[str, tuple[Callable[[Path, random.Random], tuple[str, str]], tuple[str, ...]]]] = {
    "one digit of an extract changed": (_inside(_digit), (CHANGED,)),
    "one row of an extract taken out": (_inside(_row), (CHANGED,)),
    # Of months that Sources names together the others are still there.
    "one extract taken away": (_missing, (MISSING, CHANGED)),
    "one extract added": (_added, (ADDED,)),
}
"""What is done to a file, and what is then said: of the file that Sources names, or of the new."""


def chosen(names: Sequence[str], copy: Path, chance: random.Random) -> tuple[str, Path]:
    """One of the names on Sources, and a file of it in a copy of the folder."""
    there = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*.*"))
    name = chance.choice(names)
    # A name may be of several months' files, or of one in an archive.
    alike = members(name, there)
    if alike:
        return name, copy / chance.choice(alike)
    holders = [one for one in there if name.startswith(one)]
    return name, copy / max(holders, key=len)
