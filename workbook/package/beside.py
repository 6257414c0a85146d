"""What analysts left beside rows that move: gathered over all tables of one save."""

from __future__ import annotations

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
        self._answers: list[Answer] = []
        self._hanging: dict[str, frozenset[tuple[int, int]]] = {}

    def hangs(self, part: SheetPart, xml: SheetXml, table: TablePart) -> bool:
        """Whether notes, conversations or links hang at cells of a table's data rows."""
        if part.part not in self._hanging:
            after = xml.text[xml.data_end :]
            self._hanging[part.part] = hanging_cells(self._archive, part.part, after)
        return any(table.data.contains(*cell) for cell in self._hanging[part.part])

    def table_moved(self, part: SheetPart, table: TablePart, change: TableChange) -> None:
        """Take in where the rows of a table go, and the answers of those that are gone."""
        self._answers += change.gone
        if change.to:
            area = MovedArea(table.data, change.to)
            self._moved.setdefault(part.part, []).append((table, change, area))

    def moved_parts(self) -> dict[str, str]:
        """The parts of notes and conversations with each at its row."""
        parts: dict[str, str] = {}
        for part in self._moved:
            changed, gone = moved_notes(self._archive, part, self._areas(part))
            parts |= changed
            _, links = moved_links(self._archive.text(part), self._areas(part), self._archive, part)
            self._answers += [self._hung(part, one) for one in (*gone, *links)]
        return parts

    def with_links(self, part: SheetPart, text: str) -> str:
        """A sheet's text with each link at its row."""
        areas = self._areas(part.part)
        return moved_links(text, areas, self._archive, part.part)[0] if areas else text

    def kept(self, as_at: datetime.date) -> TableBlock | None:
        """The rows for the answers that are to be kept, None when there are none.

        `TemplateError` when the workbook has no table for them.
        """
        if not self._answers:
            return None
        names = {table.name.casefold() for table in self._structure.tables}
        if KEPT_ANSWERS_TABLE.name.casefold() not in names:
            raise no_table_to_keep(self._structure.source, self._answers)
        return kept_answers(self._answers, as_at)

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
