"""The settings that the package ships, with the tables of ``data/defaults``."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from xlsrc.domain.area import Level
from xlsrc.domain.harm import HARM_WEIGHTS, HarmWeight, weighed
from xlsrc.domain.indicator import (
    MAY_EXCEED,
    Disclosure,
    Indicator,
    Polarity,
    Section,
    Source,
    on_sheets,
)
from xlsrc.domain.month import Month
from xlsrc.domain.setting import Nameable
from xlsrc.domain.settings import ALL_SETTINGS, Effect, KnownChange, PeerGroup, Settings
from xlsrc.domain.source_choices import source_choices
from xlsrc.domain.target import IndicatorTarget, Target, TargetKind
from xlsrc.extracts.chosen_source import fed
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.peer_words import ALL_WITH_DATA, named_peers
from xlsrc.extracts.places import shipped_places
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.area import Area
    from xlsrc.extracts.store import Store

    Record = Mapping[str, str]

YES, NO = "yes", "no"
SEPARATOR = ";"
NATIONAL = "national"
"""The folder of the rows for an area of any police force."""


def default_records(table: str, folder: str = "") -> tuple[tuple[str, ...], list[list[str]]]:
    """The heading and the rows of ``data/defaults[/<folder>]/<table>.csv``, as text."""
    path = data_folder() / "defaults" / folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        heading, *rows = csv.reader(lines)
    return tuple(heading), rows


def default_indicators(folder: str = "") -> tuple[Indicator, ...]:
    """The indicators of ``data/defaults[/<folder>]/Definitions.csv``, also those not shown yet."""
    return tuple(map(_indicator, _records("Definitions", folder)))


@cache
def default_weights() -> tuple[HarmWeight, ...]:
    """The weights of ``data/defaults/HarmWeights.csv``: of any area."""
    return tuple(
        HarmWeight(
            subgroup=record["Subgroup"],
            days=float(record["Days"]),
            offences=listed_names(record["Counts"]),
            is_victim_reported=record["Victim-reported"] == YES,
        )
        for record in _records(HARM_WEIGHTS)
    )


def default_folder(area: Area, store: Store) -> str:
    """Where the rows of an area's own indicators lie: those of the Metropolitan Police's files
    for a London borough that a store has in these, else those of any police force.
    """
    files = store.select(Source.MPS_RECORDED_CRIME, Level.BOROUGH)
    return "" if any(area in one.areas for one in files) else NATIONAL


def settings_for(area: Area, store: Store) -> Settings:
    """The default settings for an area, as :func:`default_settings`, by what a store feeds.

    An area of any police force is compared with all that the store has figures of.
    """
    if default_folder(area, store) != NATIONAL:
        return replace(default_settings(), area=area.name)
    ids = fed(default_indicators(NATIONAL), store, area)
    sections = tuple(map(_section, _records("Sections", NATIONAL)))
    fed_ones = (one for one in default_indicators(NATIONAL) if one.id in ids)
    everywhere = {"Id": "with_data", "Peer group": "All areas that have data", "Note": ""}
    return replace(
        default_settings(),
        area=area.name,
        peer_group=_peer_group(everywhere | {"Members": ALL_WITH_DATA}),
        map_indicator="",
        last_published=None,
        indicators=on_sheets(fed_ones, sections),
        sections=tuple(one for one in sections if one.is_shown),
        known_changes=tuple(map(_known_change, _records("KnownChanges", NATIONAL))),
        targets=(),
        asked=(),
    )


def default_settings() -> Settings:
    """The settings, indicators, sections, known changes and targets of a new workbook.

    What only a workbook shows (a plan, commentary, agencies) is left empty.
    """
    defined = default_indicators()
    sections = tuple(map(_section, _records("Sections")))
    indicators = on_sheets(defined, sections)
    groups = tuple(map(_peer_group, _records("PeerGroups")))
    nameable = Nameable(indicators=indicators, peer_groups=groups)
    values: dict[str, Any] = {
        field: setting.parse(setting.shipped, nameable) for field, setting in ALL_SETTINGS.items()
    }
    return Settings(
        **values,
        indicators=indicators,
        sections=tuple(one for one in sections if one.is_shown),
        known_changes=tuple(map(_known_change, _records("KnownChanges"))),
        targets=tuple(map(_target, _records("Targets"))),
        asked=tuple(one for one in defined if not one.sections),
    )


def _records(table: str, folder: str = "") -> list[Record]:
    heading, rows = default_records(table, folder)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def listed_names(text: str) -> tuple[str, ...]:
    """The parts of a text that lists several, separated by semicolons."""
    return tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())


def _month(text: str) -> Month | None:
    return Month.parse(text) if text else None


def _indicator(record: Record) -> Indicator:
    per = listed_names(record["Per 100 of"])
    choices = source_choices(
        [Source(name) for name in listed_names(record["Source"])],
        record["Offences"],
        record["Per 100 of"],
        record["Normal lag, months"],
    )
    names = shipped_offences().names
    choices = tuple(weighed(one, default_weights(), names) for one in choices)
    first = choices[0]
    return Indicator(
        id=record["Id"],
        name=record["Indicator"],
        sections=listed_names(record["Sections"]),
        headline=record["Headline"] == YES,
        polarity=Polarity(record["Polarity"]),
        source=first.source,
        offences=first.offences,
        per_offences=first.per_offences,
        weights=first.weights,
        is_share=bool(per),
        may_exceed_whole=any(MAY_EXCEED in words.casefold() for words in per),
        count_only=record["Count only"] == YES,
        declared=Disclosure(record["Disclosure"]) if record["Disclosure"] else None,
        lag_months=first.lag_months,
        definition=record["Definition"],
        good_looks_like=record["What good looks like"],
        caveats=record["Caveats"],
        choices=choices,
    )


def _section(record: Record) -> Section:
    return Section(
        id=record["Id"],
        name=record["Section"],
        sheet=record["Sheet"],
        objective=record["Objective"],
        lead=record["Lead role"],
        action_plan=record["Action plan"],
        is_priority=record["Kind"] == "priority",
        is_shown=record["Shown"] != NO,
    )


def _known_change(record: Record) -> KnownChange:
    return KnownChange(
        id=record["Id"],
        label=record["What changed"],
        effect=Effect(record["Effect"]),
        first=Month.parse(record["First month"]),
        last=_month(record["Last month"]),
        applies_to=listed_names(record["Applies to"]),
        approved_by=record["Approved by"],
    )


def _peer_group(record: Record) -> PeerGroup:
    named = named_peers(listed_names(record["Members"]), shipped_places())
    return PeerGroup(
        id=record["Id"],
        name=record["Peer group"],
        members=named.members,
        among=named.among,
        note=record["Note"],
    )


def _target(record: Record) -> IndicatorTarget:
    return IndicatorTarget(
        indicator=record["Indicator id"],
        target=Target(
            kind=TargetKind(record["Kind"]),
            amount=float(record["Amount"] or "nan"),
            baseline_year=record["Baseline year"],
        ),
        first=_month(record["From month"]),
        due=_month(record["To month"]),
        note=record["Note"],
    )
