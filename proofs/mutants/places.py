"""The places where faults are planted, and the tests that are asked to see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Place:
    """Source files by pattern, and the folders of the tests of which some go through them."""

    name: str
    words: str
    sources: Sequence[str]
    tests: Sequence[str]

    def files(self) -> list[str]:
        """Its source files, from the project's folder on."""
        found = {file for pattern in self.sources for file in PROJECT.glob(pattern)}
        return sorted(file.relative_to(PROJECT).as_posix() for file in found)

    def test_files(self) -> list[str]:
        """The files of its tests, from the project's folder on."""
        found = {file for folder in self.tests for file in (PROJECT / folder).rglob("test_*.py")}
        return sorted(file.relative_to(PROJECT).as_posix() for file in found)


FILE_GATES: Final = (
    "limits cells dates file_content file_format packed unpacked text_table sheet_rows sheet_scan"
    " withheld return_cells return_rows return_figures"
)
"""The modules of xlsrc/extracts that refuse a file, a row or a cell."""
PLACES: Final = (
    Place(
        "measures",
        "the measures (rates, changes, funnels, charts)",
        ["xlsrc/measures/*.py"],
        ["tests/xlsrc/measures", "tests/xlsrc/series"],
    ),
    Place(
        "gate",
        "the gate (what an extract is refused or doubted for)",
        [
            "xlsrc/gate/*.py",
            "xlsrc/extracts/gate/*.py",
            *(f"xlsrc/extracts/{name}.py" for name in FILE_GATES.split()),
        ],
        ["tests/xlsrc/gate", "tests/xlsrc/extracts"],
    ),
    Place(
        "save",
        "the save (a workbook's new file, its tables, charts and filters)",
        ["workbook/package/*.py", "workbook/surfaces/headless*.py"],
        ["tests/workbook/package", "tests/workbook/surfaces"],
    ),
    Place(
        "disclosure",
        "the disclosure control (what is published of small numbers)",
        ["xlsrc/disclosure/*.py", "workbook/publish/ward_rows.py", "workbook/publish/editions.py"],
        ["tests/xlsrc/disclosure", "tests/workbook/publish"],
    ),
)


def place_of(file: str) -> Place:
    """The place of a source file.

    Raises
    ------
    SystemExit
        for a file of no place.
    """
    for place in PLACES:
        if file in place.files():
            return place
    wanted = ", ".join(source for place in PLACES for source in place.sources)
    message = f"A file of {wanted} was wanted; found {file}"
    raise SystemExit(message)
