"""What a refresh needs of a workbook, whether it lies on disk or is open in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbook.block import TableData


class Surface(Protocol):
    """A workbook whose tables and blocks can be read."""

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets in tab order."""

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of all Excel tables."""

    def tables(self, names: Collection[str]) -> dict[str, TableData]:
        """The named tables with their rows; errors as of the surface."""

    def block_place(self, name: str) -> tuple[str, int, int]:
        """The sheet and the first row and column (from 1) of the cells of a defined name;
        `TemplateError` for a lost or broken one.
        """

    def block_values(self, name: str) -> tuple[tuple[object, ...], ...]:
        """The values that the cells of a defined name hold now."""
