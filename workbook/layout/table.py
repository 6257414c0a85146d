"""What an Excel table of the workbook is: columns with a heading, an owner and a format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Owner(StrEnum):
    """Who writes a table column."""

    ANALYST = "analyst"
    REFRESH = "refresh"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One table column: its heading, owner, width in characters, number format (a key of
    ``workbook.template.style.NUMBERS``), and whether long text in it runs over several lines.

    ``figure`` is the key of the published figure that it shows (``xlsrc.records.FIGURES``), ''
    for what is the sheet's own.
    """

    header: str
    owner: Owner = Owner.REFRESH
    width: float = 12
    number: str = "text"
    wraps: bool = False
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An Excel table: its name, sheet and columns in order."""

    name: str
    sheet: str
    columns: tuple[Column, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.header for column in self.columns)

    @property
    def refresh_headers(self) -> tuple[str, ...]:
        """The headings of the columns that refresh writes."""
        return tuple(c.header for c in self.columns if c.owner is Owner.REFRESH)


def analyst(header: str, width: float, number: str = "text", *, wraps: bool = False) -> Column:
    """A column that analysts fill and refresh never writes; for the arguments see ``Column``."""
    return Column(header=header, owner=Owner.ANALYST, width=width, number=number, wraps=wraps)


def refresh(
    header: str, width: float, number: str = "text", *, wraps: bool = False, figure: str = ""
) -> Column:
    """A column that refresh writes; for the arguments see ``Column``."""
    return Column(
        header=header,
        owner=Owner.REFRESH,
        width=width,
        number=number,
        wraps=wraps,
        figure=figure,
    )


def formula(header: str, width: float, number: str = "text") -> Column:
    """A column that holds a formula of the template; for the arguments see ``Column``."""
    return Column(header=header, owner=Owner.FORMULA, width=width, number=number)
