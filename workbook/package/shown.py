"""What a save shows again on a sheet: rows that filters or people hid where it writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.layout.kept_answers import filters_cleared, rows_shown
from workbook.package.filters import (
    hidden_rows,
    is_filtered,
    sheet_filter,
    with_rows_shown,
    without_filter,
    without_filter_mode,
    without_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.package.reference import Rectangle
    from workbook.package.sheet import SheetXml
    from workbook.package.structure import TablePart


@dataclass(slots=True)
class Shown:
    """The tables and sheets whose filter was cleared, and the tables whose rows are shown again.

    ``parts`` are the texts of tables that changed with it.
    """

    filters: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)

    def sentences(self) -> tuple[str, ...]:
        """What was cleared and shown, in words."""
        return tuple(filter(None, (filters_cleared(self.filters), rows_shown(self.tables))))

    def sheet(
        self,
        sheet: SheetXml,
        text: str,
        tables: Sequence[TablePart],
        text_of: Callable[[str], str],
        *,
        written: Sequence[Rectangle],
        whole: dict[str, Rectangle],
        advanced: str,
    ) -> str:
        """The sheet's text with the rows shown in which something was ``written``.

        ``tables`` are the sheet's, ``text_of`` gives the text of a part; ``whole`` are the rows
        of those that refresh owns whole, before and after, by the table's name. The filters of
        all tables in the rows written go, since a row is hidden for all that stands in it; rows
        hidden by hand are shown where a table holds other content in them now.
        """
        shown: set[int] = set()
        remaining = False
        for table in tables:
            part = text_of(table.part)
            new = without_order(part) if table.name in whole else part
            if is_filtered(part):
                if _shares_rows(table.data, written):
                    new = without_filter(new)
                    self.filters.add(table.name)
                    shown |= hidden_rows(sheet, [whole.get(table.name, table.data)])
                else:
                    remaining = True
            if new != part:
                self.parts[table.part] = new
        own = sheet_filter(sheet, text, advanced)
        if own is not None and _shares_rows(own.area, written):
            text = own.text
            self.filters.add(f"the sheet {sheet.where}")
            shown |= hidden_rows(sheet, [own.area])
        elif shown and own is None and not remaining:
            text = without_filter_mode(sheet, text)
        for name, area in whole.items():
            by_hand = hidden_rows(sheet, [area]) - shown
            if by_hand:
                self.tables.add(name)
                shown |= by_hand
        return with_rows_shown(text, sheet.prefix, shown)


def _shares_rows(area: Rectangle, written: Sequence[Rectangle]) -> bool:
    return any(area.first_row <= one.last_row and one.first_row <= area.last_row for one in written)
