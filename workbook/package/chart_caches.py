"""What the charts of a workbook hold of cells that a save changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.package.chart import refreshed_chart
from workbook.package.chart_axis import with_steps
from workbook.package.sheet import SheetXml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbook.package.archive import Archive
    from workbook.package.cell import Value
    from workbook.package.reference import Rectangle
    from workbook.package.sheet_edits import SheetEdits
    from workbook.package.structure import Structure

    Place = tuple[str, Rectangle]
    Grid = list[list[Value]]


@dataclass(frozen=True, kw_only=True)
class ChartCaches:
    """The charts of a workbook while it is saved.

    ``sheets`` are those that the save looked at, by part; ``text`` gives a part as it is now.
    """

    archive: Archive
    structure: Structure
    sheets: Mapping[str, SheetEdits]
    text: Callable[[str], str]
    shared_texts: Callable[[], Sequence[str]]
    _grids: dict[Place, Grid | None] = field(default_factory=dict, init=False)
    _after: dict[str, SheetXml] = field(default_factory=dict, init=False)

    def refreshed(self) -> dict[str, str]:
        """The chart parts whose caches change, brought up to date."""
        changed = {
            sheet.part.name.casefold(): sheet.changed
            for sheet in self.sheets.values()
            if sheet.changed
        }
        if not changed:
            return {}

        def is_changed(place: Place) -> bool:
            if self._written(place) is not None:
                return True
            return any(place[1].meets(area) for area in changed.get(place[0].casefold(), ()))

        parts = {}
        for part in self.structure.charts:
            text = self.archive.text(part)
            new = refreshed_chart(
                text, names=self.structure.names, is_changed=is_changed, values=self._values
            )
            if new != text:
                parts[part] = with_steps(text, new, self._written)
        return parts

    def _written(self, place: Place) -> Grid | None:
        """The values of a range where this save gives each of its cells a plain one."""
        if place not in self._grids:
            part = self.structure.sheet(place[0])
            sheet = None if part is None else self.sheets.get(part.part)
            date_1904 = self.structure.date_1904
            grid = None if sheet is None else sheet.written(place[1], date_1904=date_1904)
            self._grids[place] = grid
        return self._grids[place]

    def _values(self, place: Place) -> Grid:
        part = self.structure.sheet(place[0])
        if part is None:
            return [[None] * place[1].shape[1] for _ in range(place[1].shape[0])]
        written = self._written(place)
        if written:
            return written
        if part.part not in self._after:
            self._after[part.part] = SheetXml(
                self.text(part.part), where=part.name, date_1904=self.structure.date_1904
            )
        return self._after[part.part].values(place[1], self.shared_texts())
