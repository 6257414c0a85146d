"""The tables Editions and Published: every edition with its figures as they were published."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure, in_order, kept

if TYPE_CHECKING:
    from workbook.tables.table_reader import Reader, Record
    from xlsrc.domain.published import Value


def published(reader: Reader) -> tuple[PublishedEdition, ...]:
    """Every edition of the table Editions after the one that it follows, with its figures.

    A row of figures that cannot be read is left out, and so is one of no edition: that the rows
    are not those that were published is what `safer check` says. Where no members' value is
    there, as in the tables of a public edition, the public ones stand for them all.
    """
    figures: dict[str, list[PublishedFigure]] = {}
    records = list(reader.records(PUBLISHED_TABLE.name))
    is_public = all(_value(record, "Value") is None for record in records)
    for record in records:
        found = _figure(record, is_public=is_public)
        if found is not None:
            figures.setdefault(found.edition, []).append(found)
    editions = (_edition(one, figures) for one in reader.records(EDITIONS_TABLE.name))
    return in_order([one for one in editions if one is not None])


def _edition(record: Record, figures: dict[str, list[PublishedFigure]]) -> PublishedEdition | None:
    name, as_at = record.text("Edition", required=True), record.month("As-at month")
    on = record.raw("Published on")
    if as_at is None and record.raw("As-at month") in (None, ""):
        record.fault(
            "As-at month", "the last month of the edition was wanted, as a date or YYYY-MM"
        )
    if not isinstance(on, datetime.date):
        record.fault("Published on", "the day of the edition was wanted, as a date")
    if as_at is None or not isinstance(on, datetime.date):
        return None
    return PublishedEdition(
        name=name,
        area=record.text("Area"),
        as_at=as_at,
        on=on.date() if isinstance(on, datetime.datetime) else on,
        digest=record.text("Digest"),
        parent=record.text("Edition before"),
        figures=tuple(figures.get(name, ())),
        reason=record.text("Reason"),
        imported=record.text("Imported from"),
        rows=record.whole("Figures", default=0),
    )


def _figure(record: Record, *, is_public: bool) -> PublishedFigure | None:
    month = record.raw("Month")
    value, public = _value(record, "Value"), _value(record, "Public value")
    try:
        figure = Figure(record.text("Figure"))
    except ValueError:
        return None
    if not isinstance(month, datetime.date) or (value is None and public is None):
        return None
    return PublishedFigure(
        edition=record.text("In edition"),
        indicator=record.text("Indicator id"),
        label=record.text("Indicator"),
        area=record.text("Place"),
        month=Month.of(month.year, month.month),
        figure=figure,
        value=public if is_public else value,
        vintage=record.text("Vintage"),
        definition=record.text("Counted as"),
        public=public,
    )


def _value(record: Record, column: str) -> Value:
    raw = record.raw(column)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return kept(record.text(column))
    return kept(float(raw))
