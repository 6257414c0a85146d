"""The analysts' words in the tables: views, evidence, agencies and ratings of sources."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from workbook.tables.plan_layout import (
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)
from xlsrc.domain.commentary import Evidence, View
from xlsrc.domain.supply import Agency, Rating, RatingView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.tables.table_reader import Reader, Record
    from xlsrc.domain.indicator import Indicator

QUOTE, SUMMARY = "quote", "summary"


def views(reader: Reader) -> tuple[View, ...]:
    """The rows of Commentary, also of indicators that are no longer defined."""
    seen: set[str] = set()
    found = []
    for record in reader.records(COMMENTARY_TABLE.name):
        indicator_id = record.text("Indicator id")
        text = record.text("Analyst's view")
        if not indicator_id:
            if text:
                record.fault("Indicator id", "a view must have its indicator's id beside it")
            continue
        if indicator_id in seen:
            record.fault("Indicator id", "Indicator id must be different in every row")
        seen.add(indicator_id)
        found.append(
            View(
                indicator_id=indicator_id,
                text=text,
                confirmed_for=record.month("Confirmed for"),
                data_to=record.month("Data to"),
                draft=record.text("Drafted text"),
                speaks_of=record.month("Speaks of"),
                mark=record.text("Mark"),
            )
        )
    return tuple(found)


def evidence(reader: Reader) -> tuple[Evidence, ...]:
    """The rows of Evidence. A link to an indicator that is no longer defined is no fault."""
    return tuple(
        Evidence(
            linked_to=_some(record, "Linked to", "linked to must name an indicator or section"),
            date=_date(record, "Date"),
            source=record.text("Source", required=True),
            words=record.text("Words", required=True),
            is_quote=_kind(record) == QUOTE,
            illustrative=record.yes("Illustrative"),
        )
        for record in reader.records(EVIDENCE_TABLE.name)
    )


def agencies(reader: Reader, indicators: Sequence[Indicator]) -> tuple[Agency, ...]:
    """The agencies of the Returns table with the partner indicators that each one sends."""
    partner = {i.id for i in indicators if i.may_be_returned}
    defined = {i.id for i in indicators}
    taken: set[str] = set()
    names: set[str] = set()
    found = []
    for record in reader.records(RETURNS_TABLE.name):
        name = record.text("Agency", required=True)
        if name.casefold() in names:
            record.fault("Agency", "Agency must be different in every row")
        names.add(name.casefold())
        ids = record.names("Indicators")
        for indicator_id in ids:
            if indicator_id in taken:
                record.fault("Indicators", f"'{indicator_id}' must stand with one agency only")
            # The id of an indicator that was taken out of Definitions may stay here.
            elif indicator_id in defined - partner:
                record.fault("Indicators", f"'{indicator_id}' is not counted from a partner return")
        taken |= set(ids)
        found.append(Agency(name=name, indicator_ids=ids, contact_role=record.text("Contact role")))
    return tuple(found)


def rating_views(reader: Reader) -> tuple[RatingView, ...]:
    """The rows of Resilience with the analyst's own rating, if there is one."""
    return tuple(
        RatingView(
            source=record.text("Source", required=True),
            rating=record.choice("Analyst's rating", Rating)
            if record.text("Analyst's rating")
            else None,
            reason=record.text("Analyst's reason"),
        )
        for record in reader.records(RESILIENCE_TABLE.name)
    )


def _some(record: Record, column: str, wanted: str) -> tuple[str, ...]:
    names = record.names(column)
    if not names:
        record.fault(column, wanted)
    return names


def _kind(record: Record) -> str:
    kind = record.text("Kind").casefold()
    if kind not in (QUOTE, SUMMARY):
        record.fault("Kind", f"kind must be {QUOTE} or {SUMMARY}")
    return kind


def _date(record: Record, column: str) -> datetime.date | None:
    value = record.raw(column)
    if value in (None, ""):
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value).strip())
    except ValueError:
        record.fault(column, f"{column.lower()} must be a date")
        return None
