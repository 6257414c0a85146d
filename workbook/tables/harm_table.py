"""The table HarmWeights: what one offence of each subgroup weighs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbook.tables.settings_layout import HARM_WEIGHTS_TABLE
from xlsrc.domain.harm import HarmWeight, counted_twice
from xlsrc.domain.indicator import COMPARABLE_SOURCES
from xlsrc.domain.nearest import nearest_names
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.tables.table_reader import Reader, Record
    from xlsrc.domain.indicator import Source


def harm_weights(
    reader: Reader, offence_names: Callable[[Source], frozenset[str]]
) -> tuple[HarmWeight, ...] | None:
    """Every row of the table; ``None`` where one is at fault, which the reader is told.

    ``offence_names`` gives the canonical offences and groups that a source can be counted by.
    """
    told = len(reader.faults)
    known = frozenset().union(*(offence_names(source) for source in COMPARABLE_SOURCES))
    records = reader.records(HARM_WEIGHTS_TABLE.name)
    found = [(record, _weight(record, known)) for record in records]
    there = [(record, one) for record, one in found if one is not None]
    weights = tuple(one for _, one in there)
    _fault_twice(there)
    return weights if len(reader.faults) == told else None


def _fault_twice(there: Sequence[tuple[Record, HarmWeight]]) -> None:
    """A fault for each row whose subgroup or offence another one has, or that has one twice."""
    weights = tuple(one for _, one in there)
    by_subgroup = {one.subgroup: record for record, one in there}
    if len(by_subgroup) < len(weights):
        seen: set[str] = set()
        for record, one in there:
            if one.subgroup in seen:
                record.fault("Subgroup", "Subgroup must be different in every row")
            seen.add(one.subgroup)
        return
    listed = shipped_offences()
    twice = {
        subgroup
        for source in COMPARABLE_SOURCES
        for subgroup in counted_twice(weights, partial(listed.of, source))
    }
    for subgroup, record in by_subgroup.items():
        if subgroup in twice:
            record.fault("Counts", "counts must name no offence twice, nor one of a row above")


def _weight(record: Record, known: frozenset[str]) -> HarmWeight | None:
    days, said = record.number("Days"), record.text("Victim-reported").casefold()
    offences = record.names("Counts")
    lower = {name.casefold() for name in known}
    if not offences:
        record.fault("Counts", "Counts must name at least one offence")
    for name in offences:
        if name.casefold() not in lower:
            near = nearest_names(name, known)
            hint = f" (the nearest: {', '.join(near)})" if near else ""
            record.fault("Counts", f"'{name}' is not an offence of any source{hint}")
    if record.raw("Days") in (None, "") or (days is not None and days <= 0):
        record.fault("Days", "days must be a number above 0")
    if said not in ("yes", "no"):
        record.fault("Victim-reported", "victim-reported must be yes or no")
    record.text("Source", required=True)
    subgroup = record.text("Subgroup", required=True)
    if days is None or not offences:
        return None
    return HarmWeight(
        subgroup=subgroup, days=days, offences=offences, is_victim_reported=said == "yes"
    )
