"""A workbook opened to be compared: its sheets, tables, blocks, and what kind of workbook it is."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from workbook.build import left_names
from workbook.build.sheet_pair import OneSide
from workbook.layout.edition import MARKINGS
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.sheets.cover.layout import DRAFT, EDITION, HEAD
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError
from xlsrc.domain.workbook_errors import NotADashboardError

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.layout.named_block import NamedBlock
    from workbook.package.structure import Structure

_BETWEEN: Final = " · "


class Book:
    """One of the two workbooks: what is there, each part read when it is first asked for."""

    def __init__(self, archive: Archive, found: Structure, name: str) -> None:
        self.archive, self.found, self.name = archive, found, name

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workbook of a file; ``WorkbookError`` where it is none, or is no dashboard."""
        archive = Archive.read(path)
        found = structure(archive)
        if HEAD.name not in found.names:
            message = (
                f"{path.name} must be a dashboard, a working workbook or an edition; found a "
                f"workbook without the cells named {HEAD.name}. Name another file."
            )
            raise NotADashboardError(message)
        return cls(archive, found, path.name)

    @property
    def is_working(self) -> bool:
        """Whether it is a working workbook, and no edition."""
        return EDITION.name not in self.found.names

    @property
    def sort(self) -> str:
        """What sort of dashboard it is: ``a working workbook``, or an edition for whom."""
        if self.is_working:
            return "a working workbook"
        said = str(next((row[0] for row in self.values(DRAFT)), None) or "")
        sorts = (one.value for one, marking in MARKINGS.items() if said == marking)
        return f"a {next(sorts, 'nameless')} edition"

    @property
    def area(self) -> str:
        """The area as the Cover says it; '' before a first refresh."""
        subtitle = next((row[0] for row in self.values(HEAD)[1:]), None)
        return str(subtitle or "").partition(_BETWEEN)[0]

    @cached_property
    def sides(self) -> dict[str, OneSide]:
        """The worksheets by name, in tab order."""
        printed = left_names.printed(self.archive, self.found)
        return {
            sheet.name: OneSide(self.archive, self.found, sheet, printed.get(sheet.name, {}))
            for sheet in self.found.sheets
            if sheet.is_worksheet
        }

    @cached_property
    def _surface(self) -> HeadlessWorkbook:
        return HeadlessWorkbook(self.archive, self.found)

    def values(self, block: NamedBlock | str) -> tuple[tuple[object, ...], ...]:
        """What the cells of a block hold; () where the workbook has none of that name."""
        try:
            return self._surface.block_values(block if isinstance(block, str) else block.name)
        except TemplateError:
            return ()

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table by heading, their cells as texts; [] where there is no such table."""
        if not any(table.name.casefold() == name.casefold() for table in self.found.tables):
            return []
        table = self._surface.tables([name])[name]
        rows = [dict(zip(table.columns, map(text, row), strict=True)) for row in table.rows]
        return [row for row in rows if any(row.values())]


def text(value: object) -> str:
    """A cell as a text that is the same whichever program wrote it."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
