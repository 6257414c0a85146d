"""The analysts' tables and what was published, with random cells; and earlier quarters' files."""

from __future__ import annotations

import dataclasses
import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from proofs.fuzz.picks import Picks
from proofs.fuzz.readers import put_alone
from workbook.layout.edition import Audience
from workbook.tables.defaults import default_tables
from workbook.tables.edition_tables import tables_for
from workbook.tables.published_layout import published_blocks
from workbook.tables.settings import settings
from xlsrc.disclosure.settings import public_settings
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure
from xlsrc.extracts.offences import shipped_offences
from xlsrc.published.as_published import edition_named
from xlsrc.published.chain import branches, chain_faults, went_on_elsewhere
from xlsrc.published.importing import imported
from xlsrc.published.rows import published_already, sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import TableData
    from xlsrc.domain.settings import Settings

TODAY: Final = datetime.date(2026, 11, 28)
NAMED: Final = ("Published", "Editions", "AcceptedDifferences", "Definitions", "Settings")
"""The tables that are changed most: what was published, and what may be."""


def entries(data: bytes) -> None:
    """All tables of a workbook, some of whose cells hold what the bytes make."""
    picks = Picks(data)
    tables = dict(_shipped())
    names = (*NAMED, *tables)
    for _ in range(1 + picks.below(3)):
        name = picks.one(names)
        tables[name] = _changed(tables[name], picks)
    found = settings(tables, shipped_offences().names)
    # One of the two, not both: an input in half the time reaches as much.
    if picks.below(2):
        tables_for(tables, picks.one(tuple(Audience)))
    else:
        public_settings(found, shipped_offences())
    named = [one.name for one in found.published]
    _asked(found, picks.one((*named, *named, picks.text())))


def earlier(data: bytes) -> None:
    """A file of earlier quarters' figures, and its editions as published ones."""
    file = put_alone("earlier.csv", data)
    found = imported(file, _settings(), "Barnet", TODAY)
    chain = (*_settings().published, *found)
    if chain_faults(chain):
        message = "an imported edition that breaks the chain"
        raise AssertionError(message)
    for one in found:
        published_blocks(one)


def _asked(found: Settings, name: str) -> None:
    published = found.published
    chain_faults(published)
    own = _settings().published
    branches(published, own)
    went_on_elsewhere(published, own, found.area, "other.xlsx")
    for one in published:
        published_already(sealed(one), published)
    edition_named(published, name)


def _changed(table: TableData, picks: Picks) -> TableData:
    """The table with another cell, a row more or less, or a column of another name."""
    kind = picks.below(8)
    rows = [list(row) for row in table.rows]
    if kind == 0:
        rows.append([picks.value() for _ in table.columns])
    elif kind == 1 and rows:
        rows.append(list(picks.one(rows)))
    elif kind == 2 and rows:
        del rows[picks.below(len(rows))]
    elif kind == 3:
        columns = list(table.columns)
        columns[picks.below(len(columns))] = picks.text()
        return dataclasses.replace(table, columns=tuple(columns))
    elif rows:
        row = picks.one(rows)
        row[picks.below(len(row))] = picks.value()
    return dataclasses.replace(table, rows=tuple(map(tuple, rows)))


@cache
def _shipped() -> dict[str, TableData]:
    tables = default_tables()
    for edition in _editions():
        for block in published_blocks(edition):
            there = tables[block.table]
            more: Sequence[tuple[object, ...]] = block.rows
            tables[block.table] = dataclasses.replace(there, rows=(*there.rows, *more))
    return tables


@cache
def _settings() -> Settings:
    return settings(_shipped(), shipped_offences().names)


def _editions() -> tuple[PublishedEdition, ...]:
    """Two editions, the second after the first."""
    found: list[PublishedEdition] = []
    for as_at in (Month.of(2025, 6), Month.of(2025, 9)):
        figures = tuple(
            PublishedFigure(
                edition=as_at.name,
                indicator="burglary",
                label="Burglary",
                area="Barnet",
                month=as_at,
                figure=figure,
                value=value,
                vintage="2026-01",
                definition="d123456789",
                public=value,
            )
            for figure, value in (
                (Figure.VOLUME_12M, 1204.0),
                (Figure.STATUS, "steady"),
                (Figure.EXCEPTION, "new; above; 2025-04 to 2025-09; since 2025-08"),
            )
        )
        made = PublishedEdition(
            name=as_at.name,
            area="Barnet",
            as_at=as_at,
            on=as_at.first_day,
            digest="",
            parent=found[-1].digest if found else "",
            figures=figures,
        )
        found.append(sealed(made))
    return tuple(found)


def seeds() -> dict[str, list[bytes]]:
    """Some bytes that choose, and a file of earlier quarters."""
    lines = (
        b"Edition,Indicator id,Place,Month,Figure,Value,Public value,Published on\n"
        b"2025-03,burglary,Barnet,2025-03,Last 12 months,1204,1204,2025-04-21\n"
        b"March 2025,burglary,Barnet,2025-03,Direction,steady,,21/04/2025\n"
    )
    other = b"Edition month;Indicator;Figure;Value\r\n2024-12;Burglary;Last 3 months;301\r\n"
    chosen = [bytes((at * step) % 256 for at in range(120)) for step in (1, 5, 9, 13, 77)]
    return {"entries": chosen, "earlier": [lines, other]}
