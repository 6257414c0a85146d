"""Sources: the files that the figures came from, and the months that newer files restated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.sources.layout import AS_AT, REVISIONS_TABLE, SOURCES_TABLE
from xlsrc.domain import wording
from xlsrc.domain.area import Level
from xlsrc.domain.month import Month
from xlsrc.national.area_word import level_word

if TYPE_CHECKING:
    from workbook.block import Cell, Write
    from xlsrc.assessment import Dashboard, RevisionRow, SourceRow
    from xlsrc.domain.area import Area
    from xlsrc.extracts.population import PopulationFile

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
        AS_AT.written((f"Data to {dashboard.as_at.name}",)),
        SOURCES_TABLE.whole(
            (
                *(_source_row(source, dashboard.area) for source in dashboard.sources),
                *(_population_row(file, dashboard.area) for file in dashboard.populations),
            )
        ),
        REVISIONS_TABLE.whole(revisions or (_nothing_restated(),)),
    )


def _source_row(source: SourceRow, area: Area) -> dict[str, Cell]:
    return {
        "File": f"{source.file} ‡" if source.illustrative else source.file,
        "Source": source.source,
        "Publisher": source.publisher,
        "Layout": source.layout,
        "Level": level_word(Level(source.level), area),
        "Vintage": source.vintage,
        "First month": source.first_month.first_day,
        "Last month": source.last_month.first_day,
        "Rows": source.rows,
        "Missing months": source.gaps or "none",
        "Illustrative": "‡ invented" if source.illustrative else "no",
        "SHA-256": source.sha256[:HASH_DIGITS],
        "Notes": source.notes or wording.DOES_NOT_APPLY,
    }


def _population_row(file: PopulationFile, area: Area) -> dict[str, Cell]:
    """The people that rates are per head of; the publisher is known of bundled files alone."""
    return {
        "File": file.file,
        "Source": "Population",
        "Publisher": POPULATION_PUBLISHER if file.bundled else wording.DOES_NOT_APPLY,
        "Layout": "Mid-year estimates",
        "Level": level_word(file.level, area),
        "Vintage": f"{file.last_year}",
        "First month": Month.of(file.first_year, MIDDLE_OF_THE_YEAR).first_day,
        "Last month": Month.of(file.last_year, MIDDLE_OF_THE_YEAR).first_day,
        "Rows": file.areas,
        "Missing months": wording.DOES_NOT_APPLY,
        "Illustrative": "no",
        "SHA-256": file.sha256[:HASH_DIGITS],
        "Notes": BUNDLED_NOTE if file.bundled else wording.DOES_NOT_APPLY,
    }


def _revision_row(revision: RevisionRow) -> dict[str, Cell]:
    return {
        "Indicator": revision.indicator,
        "Month": revision.month.first_day,
        "Was": revision.before,
        "In vintage": revision.vintage_before,
        "Is now": revision.after,
        "From vintage": revision.vintage_after,
        "Difference": revision.after - revision.before,
    }


def _nothing_restated() -> dict[str, Cell]:
    dashes: dict[str, Cell] = dict.fromkeys(REVISIONS_TABLE.headers, wording.DOES_NOT_APPLY)
    return dashes | {"Indicator": "Nothing was restated"}
