"""The tables of what was published: a row an edition, and a row a figure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import TableBlock
from workbook.layout.table import Seen, Table, refresh

if TYPE_CHECKING:
    from workbook.block import Row
    from xlsrc.domain.published import PublishedEdition, PublishedFigure

PUBLISHED: Final = "Published"
"""The sheet that they stand on."""

# The two stand one below the other: the columns share widths.
EDITIONS_TABLE: Final = Table(
    name="Editions",
    sheet=PUBLISHED,
    columns=(
        refresh("Edition", 14, seen=Seen.PUBLIC),
        refresh("Area", 17, seen=Seen.PUBLIC),
        refresh("Reason", 23, wraps=True, seen=Seen.PUBLIC),
        refresh("Published on", 15, "day", seen=Seen.PUBLIC),
        refresh("As-at month", 9, "month", seen=Seen.PUBLIC),
        refresh("Imported from", 17, wraps=True, seen=Seen.NEVER),
        refresh("Digest", 19, seen=Seen.NEVER),
        refresh("Edition before", 18, seen=Seen.NEVER),
        refresh("Figures", 9, "count", seen=Seen.NEVER),
    ),
    is_new=True,
)

PUBLISHED_TABLE: Final = Table(
    name="Published",
    sheet=PUBLISHED,
    columns=(
        refresh("In edition", 14, seen=Seen.PUBLIC),
        refresh("Indicator id", 17, seen=Seen.PUBLIC),
        refresh("Indicator", 23, seen=Seen.PUBLIC),
        refresh("Place", 15, seen=Seen.PUBLIC),
        refresh("Month", 9, "month", seen=Seen.PUBLIC),
        refresh("Figure", 17, seen=Seen.PUBLIC),
        refresh("Value", 19, seen=Seen.RESTRICTED),
        refresh("Public value", 18, seen=Seen.PUBLIC),
        refresh("Vintage", 9, seen=Seen.PUBLIC),
        refresh("Counted as", 12, seen=Seen.PUBLIC),
    ),
    is_new=True,
)


def published_blocks(edition: PublishedEdition) -> tuple[TableBlock, ...]:
    """The rows that an edition adds to both tables; those that are there stay as they are.

    Every column is a key, so that a row which is there already is neither written nor repeated.
    """
    editions, figures = EDITIONS_TABLE.headers, PUBLISHED_TABLE.headers
    rows = tuple(dict.fromkeys(map(figure_row, edition.figures)))
    return (
        TableBlock(EDITIONS_TABLE.name, editions, (edition_row(edition),), editions),
        TableBlock(PUBLISHED_TABLE.name, figures, rows, figures),
    )


def edition_row(edition: PublishedEdition) -> Row:
    """An edition's row, in the order of the columns."""
    return (
        edition.name,
        edition.area,
        edition.reason or None,
        edition.on,
        edition.as_at.first_day,
        edition.imported or None,
        edition.digest,
        edition.parent or None,
        edition.rows,
    )


def figure_row(one: PublishedFigure) -> Row:
    """A figure's row, in the order of the columns."""
    return (
        one.edition,
        one.indicator,
        one.label,
        one.area,
        one.month.first_day,
        one.figure.value,
        one.value,
        one.public,
        one.vintage or None,
        one.definition or None,
    )
