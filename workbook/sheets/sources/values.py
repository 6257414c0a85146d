"""Sources: the files that the figures came from, and the months that newer files restated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block, TableBlock
from workbook.layout.figure_tables import REVISIONS_TABLE, SOURCES_TABLE
from xlsrc.domain import wording
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from workbook.block import Row, Write
    from xlsrc.assessment import Dashboard, RevisionRow, SourceRow
    from xlsrc.extracts.population import PopulationFile

AS_AT_NAME: Final = "sources.as_at"
HASH_DIGITS: Final = 16
"""Digits shown of a file's SHA-256: enough to tell files apart, short enough to read."""

POPULATION_PUBLISHER: Final = "Office for National Statistics"
BUNDLED_NOTE: Final = (
    "Bundled with the dashboard: a folder population beside the extracts goes first"
)
MIDDLE_OF_THE_YEAR: Final = 6
"""The estimates are of 30 June."""


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """Both tables whole; when nothing was restated, one row says so."""
    revisions = tuple(map(_revision_row, dashboard.revisions))
    return (
        Block(AS_AT_NAME, ((f"Data to {dashboard.as_at.name}",),)),
        TableBlock(
            table=SOURCES_TABLE.name,
            columns=SOURCES_TABLE.headers,
            rows=(
                *map(_source_row, dashboard.sources),
                *map(_population_row, dashboard.populations),
            ),
        ),
        TableBlock(
            table=REVISIONS_TABLE.name,
            columns=REVISIONS_TABLE.headers,
            rows=revisions or (_nothing_restated(),),
        ),
    )


def _source_row(source: SourceRow) -> Row:
    return (
        f"{source.file} ‡" if source.illustrative else source.file,
        source.source,
        source.publisher,
        source.layout,
        source.level,
        source.vintage,
        source.first_month.first_day,
        source.last_month.first_day,
        source.rows,
        source.gaps or "none",
        "‡ invented" if source.illustrative else "no",
        source.sha256[:HASH_DIGITS],
        source.notes or wording.DOES_NOT_APPLY,
    )


def _population_row(file: PopulationFile) -> Row:
    """The people that rates are per head of; the publisher is known of bundled files alone."""
    return (
        file.file,
        "Population",
        POPULATION_PUBLISHER if file.bundled else wording.DOES_NOT_APPLY,
        "Mid-year estimates",
        file.level.value,
        f"{file.last_year}",
        Month.of(file.first_year, MIDDLE_OF_THE_YEAR).first_day,
        Month.of(file.last_year, MIDDLE_OF_THE_YEAR).first_day,
        file.areas,
        wording.DOES_NOT_APPLY,
        "no",
        file.sha256[:HASH_DIGITS],
        BUNDLED_NOTE if file.bundled else wording.DOES_NOT_APPLY,
    )


def _revision_row(revision: RevisionRow) -> Row:
    return (
        revision.indicator,
        revision.month.first_day,
        revision.before,
        revision.vintage_before,
        revision.after,
        revision.vintage_after,
        revision.after - revision.before,
    )


def _nothing_restated() -> Row:
    dashes = (wording.DOES_NOT_APPLY,) * (len(REVISIONS_TABLE.columns) - 1)
    return ("Nothing was restated", *dashes)
