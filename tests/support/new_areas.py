"""Made street files of partnerships of each kind, for their new workbooks."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

from tests.support import street
from tests.support.street import Incidents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SOUTH_YORKSHIRE: Final = ("Sheffield", "Barnsley", "Doncaster", "Rotherham")
KINDS: Final = {
    "Anti-social behaviour": 9,
    "Burglary": 6,
    "Violence and sexual offences": 12,
    "Vehicle crime": 4,
}
"""What each place has each month."""

LONDON: Final = re.compile(
    r"\bLondon|\bboroughs?\b|\bMPS\b|\bMetropolitan|\bBarnet|\bMOPAC|\bMayor", re.IGNORECASE
)
"""The words of the one force that the example is of."""


def street_folder(folder: Path, force: str, areas: Sequence[str], last: str = "2025-06") -> Path:
    """Two and a half years of a force: street files, outcomes and searches, in month folders."""
    first = f"{int(last[:4]) - 2}-01"
    for month in street.months(first, last):
        path = folder / street.name(month, force)
        path.parent.mkdir(parents=True, exist_ok=True)
        incidents = [
            Incidents(place=area, kind=kind, number=number + int(month[-1]) % 3)
            for area in areas
            for kind, number in KINDS.items()
        ]
        path.write_text(street.street_file(street.rows(force, month, incidents)))
        outcomes = [Incidents(place=area, kind="Suspect charged", number=3) for area in areas]
        path.with_name(path.name.replace("street", "outcomes")).write_text(
            street.outcomes_file(force, month, outcomes)
        )
        searches = [
            Incidents(place=area, kind=kind, number=number)
            for area in areas
            for kind, number in (("Arrest", 2), ("A no further action disposal", 6))
        ]
        path.with_name(path.name.replace("street", "stop-and-search")).write_text(
            street.searches_file(month, searches)
        )
    return folder


def london_words(workbook: Path) -> set[str]:
    """What stands around each word of London's in any part of a workbook: cells, names, texts."""
    found = set()
    with zipfile.ZipFile(workbook) as archive:
        for part in archive.namelist():
            text = archive.read(part).decode("utf-8", "replace")
            found |= {
                f"{part}: {text[max(0, at.start() - 60) : at.end() + 40]}"
                for at in LONDON.finditer(text)
            }
    return found
