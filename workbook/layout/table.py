"""What an Excel table of the workbook is: columns with a heading, an owner and a format."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from workbook.block import TableBlock
from workbook.layout.edition import Audience

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.block import Cell, Row


class Owner(StrEnum):
    """Who writes a table column."""

    ANALYST = "analyst"
    REFRESH = "refresh"
    FORMULA = "formula"


class Seen(StrEnum):
    """Which editions show a table column: both, the members' alone, or neither."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One table column: its heading, owner, width in characters, number format (a key of
    ``workbook.house.style.NUMBERS``), and whether long text in it runs over several lines.

    ``figure`` is the key of the published figure that it shows (``xlsrc.records.FIGURES``), ''
    for what is the sheet's own. A workbook may lack a column that ``is_new`` to it: its cells
    are empty then, and ``safer build`` adds it. ``seen`` is the column's class: which editions
    show what stands in it. A column without one is in no edition, and fails a test.
    """

    header: str
    owner: Owner = Owner.REFRESH
    width: float = 12
    number: str = "text"
    wraps: bool = False
    figure: str = ""
    is_new: bool = False
    seen: Seen | None = None

    def is_seen_by(self, audience: Audience) -> bool:
        """Whether an edition for this audience shows the column."""
        return self.seen is Seen.PUBLIC or (
            self.seen is Seen.RESTRICTED and audience is Audience.RESTRICTED
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An Excel table: its name, sheet and columns in order.

    ``identity`` are the headings that tell the rows of a table apart which refresh owns whole: a
    row with the same cells there is the same row at the next refresh, wherever it stands then.
    A workbook may lack a table that ``is_new`` to it: it has no rows then, and ``safer build``
    adds it.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    is_new: bool = False
    headers: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """The headings, in order."""

    def __post_init__(self) -> None:
        """Note the headings once: every formula and every block asks for them."""
        object.__setattr__(self, "headers", tuple(column.header for column in self.columns))

    def __hash__(self) -> int:
        """By the name: that of all columns takes a thousand times as long."""
        return hash(self.name)

    def column(self, header: str) -> int:
        """The position of a column, from 0; ``ValueError`` when none has that heading."""
        return self.headers.index(header)

    def shown_to(self, audience: Audience) -> Table:
        """The table with the columns alone that an edition for this audience shows."""
        columns = tuple(column for column in self.columns if column.is_seen_by(audience))
        headers = {column.header for column in columns}
        identity = tuple(header for header in self.identity if header in headers)
        return dataclasses.replace(self, columns=columns, identity=identity)

    def blank(self) -> Row:
        """An empty row."""
        return (None,) * len(self.columns)

    def whole(self, rows: Iterable[Mapping[str, Cell] | Row]) -> TableBlock:
        """All rows of a table that is refresh's alone, each in the columns' order or by heading.

        Raises
        ------
        ValueError
            A row has cells for other columns than the table's.

        """
        headers = self.headers
        width, columns = len(headers), set(headers)
        written: list[Row] = []
        for row in rows:
            if isinstance(row, tuple):  # asked first: of such rows there are tens of thousands
                if len(row) != width:
                    message = f"the table {self.name} has {width} columns; found {len(row)}"
                    raise ValueError(message)
                written.append(row)
            else:
                if row.keys() != columns:
                    message = f"the table {self.name} has the columns {headers}; found {[*row]}"
                    raise ValueError(message)
                written.append(tuple(map(row.__getitem__, headers)))
        return TableBlock(self.name, headers, tuple(written), identity=self.identity)

    @property
    def refresh_headers(self) -> tuple[str, ...]:
        """The headings of the columns that refresh writes."""
        return tuple(c.header for c in self.columns if c.owner is Owner.REFRESH)


def analyst(
    header: str,
    width: float,
    number: str = "text",
    *,
    wraps: bool = False,
    is_new: bool = False,
    seen: Seen | None = None,
) -> Column:
    """A column that analysts fill and refresh never writes; for the arguments see ``Column``."""
    return Column(
        header=header,
        owner=Owner.ANALYST,
        width=width,
        number=number,
        wraps=wraps,
        is_new=is_new,
        seen=seen,
    )


def refresh(
    header: str,
    width: float,
    number: str = "text",
    *,
    wraps: bool = False,
    figure: str = "",
    seen: Seen | None = None,
) -> Column:
    """A column that refresh writes; for the arguments see ``Column``."""
    return Column(
        header=header,
        owner=Owner.REFRESH,
        width=width,
        number=number,
        wraps=wraps,
        figure=figure,
        seen=seen,
    )


def formula(header: str, width: float, number: str = "text", *, seen: Seen | None = None) -> Column:
    """A column that holds a formula of the template; for the arguments see ``Column``."""
    return Column(header=header, owner=Owner.FORMULA, width=width, number=number, seen=seen)
