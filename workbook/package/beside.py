"""What analysts left beside rows that move: gathered over all tables of one save."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from workbook.layout.kept_answers import (
    KEPT_ANSWERS_TABLE,
    Answer,
    answers_kept,
    kept_answers,
    no_table_to_keep,
)
from workbook.package.moved_notes import MovedArea, hanging_cells, moved_links, moved_notes

if TYPE_CHECKING:
    import datetime

    from workbook.block import TableBlock
    from workbook.package.archive import Archive
    from workbook.package.moved_notes import Hanging
    from workbook.package.sheet import SheetXml
    from workbook.package.structure import SheetPart, Structure, TablePart
    from workbook.package.table import TableChange


class Beside:
    """The rows that move on each sheet, and the answers whose row is gone."""

    def __init__(self, archive: Archive, structure: Structure) -> None:
        self._archive = archive
        self._structure = structure
        self._moved: dict[str, list[tuple[TablePart, TableChange, MovedArea]]] = {}
        self._answers: list[tuple[tuple[bool, int], Answer]] = []
        """Each with its place among them: those in cells, by table, before those that hung."""
        self._numbers: dict[str, int] = {}
        self._hanging: dict[str, frozenset[tuple[int, int]]] = {}

    def hangs(self, part: SheetPart, xml: SheetXml, table: TablePart) -> bool:
        """Whether notes, conversations or links hang at cells of a table's data rows."""
        if part.part not in self._hanging:
            after = xml.text[xml.data_end :]
            self._hanging[part.part] = hanging_cells(self._archive, part.part, after)
        return any(table.data.contains(*cell) for cell in self._hanging[part.part])

    def table_moved(
        self, part: SheetPart, table: TablePart, change: TableChange, number: int
    ) -> None:
        """Take in where the rows of a table go, and the answers of those that are gone.

        ``number`` is the table's place among those of the save.
        """
        self._answers += [((False, number), one) for one in change.gone]
        if change.to:
            area = MovedArea(table.data, change.to)
            self._moved.setdefault(part.part, []).append((table, change, area))
            self._numbers.setdefault(part.part, number)

    def moved_parts(self, part: str) -> dict[str, str]:
        """The parts of a sheet's notes and conversations with each at its row."""
        areas = self._areas(part)
        if not areas:
            return {}
        changed, gone = moved_notes(self._archive, part, areas)
        _, links = moved_links(self._archive.text(part), areas, self._archive, part)
        at = (True, self._numbers[part])
        self._answers += [(at, self._hung(part, one)) for one in (*gone, *links)]
        return changed

    def with_links(self, part: SheetPart, end: str) -> str:
        """What follows a sheet's cells, with each link at its row."""
        areas = self._areas(part.part)
        return moved_links(end, areas, self._archive, part.part)[0] if areas else end

    @property
    def has_answers(self) -> bool:
        """Whether any answer's row is gone, of the sheets so far."""
        return bool(self._answers)

    def kept(self, as_at: datetime.date) -> TableBlock | None:
        """The rows for the answers that are to be kept, None when there are none.

        `TemplateError` when the workbook has no table for them.
        """
        if not self._answers:
            return None
        answers = [answer for _, answer in sorted(self._answers, key=itemgetter(0))]
        if self.kept_on is None:
            raise no_table_to_keep(self._structure.source, answers)
        return kept_answers(answers, as_at)

    @property
    def kept_on(self) -> str | None:
        """The name of the sheet with the table of kept answers, None where there is none."""
        wanted = KEPT_ANSWERS_TABLE.name.casefold()
        return next((t.sheet for t in self._structure.tables if t.name.casefold() == wanted), None)

    def sentences(self) -> tuple[str, ...]:
        """What was kept, in words."""
        return (answers_kept(len(self._answers)),) if self._answers else ()

    def _areas(self, part: str) -> list[MovedArea]:
        return [area for _, _, area in self._moved.get(part, ())]

    def _hung(self, part: str, one: Hanging) -> Answer:
        table, change = next(
            (table, change)
            for table, change, area in self._moved[part]
            if area.data.contains(one.row, one.column)
        )
        return Answer(
            table=table.name,
            key=change.lost[one.row - table.data.first_row],
            column=table.columns[one.column - table.area.first_column],
            value=one.text,
            kind=one.kind,
        )
