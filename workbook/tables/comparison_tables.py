"""The tables that say what figures are held against: PeerGroups and Targets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from workbook.tables.settings_layout import PEER_GROUPS_TABLE, TARGETS_TABLE
from workbook.tables.table_reader import ID_WANTED, is_id, unique
from xlsrc.domain.baseline import baseline_months
from xlsrc.domain.settings import PeerGroup
from xlsrc.domain.target import IndicatorTarget, Target, TargetKind
from xlsrc.extracts.peer_words import named_peers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.tables.table_reader import Reader, Record
    from xlsrc.domain.indicator import Indicator
    from xlsrc.extracts.places import Places

MOST_MEMBERS: Final = 40
"""Members of a peer group that Indicator's charts have room for."""

LARGEST_FALL: Final = -100
"""A change in per cent that leaves nothing."""


def peer_groups(reader: Reader, places: Places) -> tuple[PeerGroup, ...]:
    """Every peer group of the table; faults go to the reader."""
    records = reader.records(PEER_GROUPS_TABLE.name)
    unique(records, "Id", check=is_id, wanted=ID_WANTED)
    if not records:
        reader.faults.append(f"{PEER_GROUPS_TABLE.sheet}: PeerGroups needs at least one row.")
    return tuple(_peer_group(record, places) for record in records)


def _peer_group(record: Record, places: Places) -> PeerGroup:
    named = named_peers(record.names("Members"), places)
    note = record.text("Note")
    for fault in named.faults:
        record.fault("Members", fault)
    if len(named.members) > MOST_MEMBERS:
        record.fault("Members", f"Members must be at most {MOST_MEMBERS} areas")
    if not record.text("Members") and not note:
        record.fault("Note", "Note must say why the group has no members")
    return PeerGroup(
        id=record.text("Id"),
        name=record.text("Peer group", required=True),
        members=named.members,
        among=named.among,
        note=note,
    )


def targets(reader: Reader, indicators: Sequence[Indicator]) -> tuple[IndicatorTarget, ...]:
    """Every target of the table; faults go to the reader."""
    by_id = {indicator.id: indicator for indicator in indicators}
    records = reader.records(TARGETS_TABLE.name)
    found: list[IndicatorTarget] = []
    for record in records:
        target = _target(record, by_id.get(record.text("Indicator id")))
        if target is None:
            continue
        if any(_are_both_judged(target, other) for other in found):
            record.fault(
                "Indicator id", "an indicator has one target at a time, but months of two meet"
            )
        found.append(target)
    return tuple(found)


def _target(record: Record, indicator: Indicator | None) -> IndicatorTarget | None:
    kind = record.choice("Kind", TargetKind)
    amount = record.number("Amount")
    first, due = record.month("From month"), record.month("To month")
    if indicator is None:
        record.fault("Indicator id", "Indicator id must be an id of Definitions")
    if first is not None and due is not None and due < first:
        record.fault("To month", f"to month must not be before {first.name}")
    if kind is None or indicator is None:
        return None
    _check_kind(record, kind, indicator)
    _check_amount(record, kind, amount)
    return IndicatorTarget(
        indicator=indicator.id,
        target=Target(
            kind=kind,
            amount=math.nan if amount is None else amount,
            baseline_year=record.text("Baseline year"),
        ),
        first=first,
        due=due,
        note=record.text("Note"),
    )


def _check_kind(record: Record, kind: TargetKind, indicator: Indicator) -> None:
    if indicator.count_only and kind is not TargetKind.VALUE:
        record.fault("Kind", f"kind must be {TargetKind.VALUE} for {indicator.name}, a count only")
    if indicator.is_share and kind is TargetKind.PEER_RATE:
        record.fault("Kind", f"{indicator.name} is a share and has no {TargetKind.PEER_RATE}")
    if kind is TargetKind.CHANGE:
        try:
            baseline_months(record.text("Baseline year"))
        except ValueError:
            record.fault("Baseline year", "baseline year must be written 2011/12 or 2019")


def _check_amount(record: Record, kind: TargetKind, amount: float | None) -> None:
    is_change = kind is TargetKind.CHANGE
    lowest = LARGEST_FALL if is_change else 0
    if record.raw("Amount") in (None, ""):
        if kind is not TargetKind.PEER_RATE:
            record.fault("Amount", "Amount must not be empty")
    elif amount is not None and amount < lowest:
        record.fault("Amount", f"amount must not be below {lowest}")
    elif amount is not None and is_change and 0 < abs(amount) < 1:
        # Excel keeps a typed -20% as -0.2.
        record.fault("Amount", "amount is in per cent: -20 for a fifth fewer")


def _are_both_judged(one: IndicatorTarget, other: IndicatorTarget) -> bool:
    """Whether two targets of one indicator have a month in common."""
    if one.indicator != other.indicator:
        return False
    ends_before = one.due is not None and other.first is not None and one.due < other.first
    begins_after = one.first is not None and other.due is not None and other.due < one.first
    return not (ends_before or begins_after)
