"""The figures of an edition, made again by the tables of the workbook that published it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.check.against.report import published_in
from workbook.layout.edition import MARKINGS, Audience, Edition
from workbook.package.archive import Archive
from workbook.package.reference import Rectangle, cell_address, column_number
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import structure
from workbook.publish.editions import of_audiences
from workbook.publish.publish import edition_as
from workbook.publish.working import Working
from workbook.reproduce.compared import Cells, Compared
from workbook.sheets.cover.layout import DRAFT
from workbook.sheets.cover.values import edition_said
from xlsrc.domain.workbook_errors import ReproduceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from workbook.package.cell import Value
    from xlsrc.domain.published import PublishedEdition

Places = dict[tuple[str, int, int], "Value"]
"""What cells hold that hold anything, by sheet, row and column."""


def of_edition(
    cells: Cells, said: str, made_from: Path, folder: Path, progress: Callable[[str], None]
) -> Iterator[Compared]:
    """Every cell of an edition beside that of the same edition made anew.

    ``said`` is what its Cover calls it. `WorkbookError` where its Cover does not say whom it is
    for, or the workbook that it was ``made_from`` has not published it.
    """
    audience = audience_of(cells, said)
    one = published_as(made_from, said, audience)
    working = Working.open(made_from, folder, today=one.on, as_at=one.as_at, progress=progress)
    made = of_audiences(working)[audience]
    again = Archive.of(made.excel(edition_as(audience, made, one)), source="The edition made again")
    shown, now = values_of(cells), values_of(Cells(again, structure(again)))
    about: dict[tuple[str, int], str] = {}
    for (sheet, row, _), value in now.items():
        if isinstance(value, str):
            about.setdefault((sheet, row), value)
    # In the order of the sheets; what an edition has beyond the new one comes last.
    for place in dict.fromkeys((*now, *shown)):
        sheet, row, column = place
        yield Compared(
            f"{sheet}!{cell_address(row, column)}",
            about.get((sheet, row), sheet),
            shown.get(place),
            now.get(place),
        )


def audience_of(cells: Cells, said: str) -> Audience:
    """Whom an edition is for, as its Cover says; `WorkbookError` where it says nobody known."""
    marking = cells.surface.block_values(DRAFT.name)[0][0]
    for audience, words in MARKINGS.items():
        if marking == words:
            return audience
    message = (
        f"Whom the {said} is for was wanted on its Cover ({' or '.join(MARKINGS.values())}); found "
        f"'{marking or ''}': it was changed by hand. Give the edition as it was published."
    )
    raise ReproduceError(message)


def published_as(made_from: Path, said: str, audience: Audience) -> PublishedEdition:
    """The edition that a workbook published as ``said``; `WorkbookError` where it did not."""
    editions = published_in(made_from)
    for one in editions:
        if edition_said(Edition(audience=audience, name=one.name, on=one.on)) == said:
            return one
    there = ", ".join(one.name for one in editions) or "none"
    message = (
        f"The working workbook that published the {said} was wanted; {made_from.name} keeps "
        f"others (found {there}). Name the one that it was made from."
    )
    raise ReproduceError(message)


def values_of(cells: Cells, sheets: Collection[str] = ()) -> Places:
    """What the cells of these sheets hold, of all sheets where none is named."""
    texts = shared_texts(cells.archive, cells.structure.shared_strings)
    found: Places = {}
    for sheet in cells.structure.sheets:
        if not sheet.is_worksheet or (sheets and sheet.name not in sheets):
            continue
        xml = SheetXml(
            cells.archive.text(sheet.part), where=sheet.name, date_1904=cells.structure.date_1904
        )
        for row in xml.rows:
            columns = [column_number(cell[2]) for cell in xml.cells(row)]
            if columns:
                area = Rectangle(row, min(columns), row, max(columns))
                (values,) = xml.values(area, texts)
                for column, value in enumerate(values, area.first_column):
                    if value is not None:
                        found[sheet.name, row, column] = value
    return found
