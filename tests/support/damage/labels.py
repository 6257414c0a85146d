"""Labels that are lost, renamed or used for another offence, and areas under each other's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.damage.table import Damaged, Random, Table

    Maker = Callable[[Table, Random], Damaged]

_LEAST: Final = 500
"""A label with fewer offences than this in London is too rare to move a figure."""
_MONTHS_REBOOKED: Final = 6


def label_lost(table: Table, random: Random) -> Damaged:
    """No area has a row of a common label."""
    return _without(table, table.some_label(random))


def any_label_lost(table: Table, random: Random) -> Damaged:
    """No area has a row of some label; its offence may have another."""
    return _without(table, table.any_label(random, _LEAST))


def _without(table: Table, label: str) -> Damaged:
    table.rows = [row for row in table.rows if row[table.label] != label]
    return table.damaged("offence-lost", label=label)


def label_renamed(*, everywhere: bool) -> Maker:
    """A common label has a name that nobody knows, in all areas or in one."""

    def made(table: Table, random: Random) -> Damaged:
        area, label = table.some_area(random), table.some_label(random)
        return _renamed(table, "" if everywhere else area, label)

    return made


def any_label_renamed(table: Table, random: Random) -> Damaged:
    """Some label has a name that nobody knows; its offence may have another label."""
    return _renamed(table, "", table.any_label(random, _LEAST))


def _renamed(table: Table, area: str, label: str) -> Damaged:
    for row in table.of(area, label):
        row[table.label] = f"NEW NAME FOR {label}"
    rule = "rows-missing" if area else "offence-lost"
    return table.damaged(rule, area=area, label=label)


def label_renamed_in_mid_series(*, everywhere: bool) -> Maker:
    """From some month on a common label's counts stand under a name that nobody knows."""

    def made(table: Table, random: Random) -> Damaged:
        area, label = ("" if everywhere else table.some_area(random)), table.some_label(random)
        months = len(table.header) - table.first
        at = int(random.integers(months // 3, months - 2))
        for row in table.of(area, label):
            counts = table.counts(row)
            later = list(row)
            later[table.label] = f"NEW NAME FOR {label}"
            is_later = np.arange(counts.size) >= at
            table.set_counts(later, np.where(is_later, counts, 0))
            table.set_counts(row, np.where(is_later, 0, counts))
            table.rows.append(later)
        return table.damaged("label-stops", "label-zero", area=area, label=label)

    return made


def booked_elsewhere(table: Table, random: Random) -> Damaged:
    """For half a year 30 % of shoplifting is booked as other theft."""
    other = {row[table.area]: row for row in table.of(label="OTHER THEFT")}
    for row in table.of(label="SHOPLIFTING"):
        if row[table.area] not in other:
            continue
        counts, target = table.counts(row), other[row[table.area]]
        moved = random.binomial(counts, 0.3)
        moved[:-_MONTHS_REBOOKED] = 0
        table.set_counts(row, counts - moved)
        table.set_counts(target, table.counts(target) + moved)
    return table.damaged("offence-restated", label="SHOPLIFTING")


def to_unknown(share: float) -> Maker:
    """In one month a share of each area's offences stands under "Unknown"."""

    def made(table: Table, random: Random) -> Damaged:
        months = len(table.header) - table.first
        at = int(random.integers(months - 12, months))
        unknown = {row[table.label]: row for row in table.of("Unknown")}
        for row in list(table.rows):
            if row[table.area] == "Unknown":
                continue
            counts = table.counts(row)
            moved = np.zeros_like(counts)
            moved[at] = random.binomial(counts[at], share)
            table.set_counts(row, counts - moved)
            target = unknown.get(row[table.label])
            if target is None:
                target = list(row)
                target[table.area] = "Unknown"
                table.set_counts(target, np.zeros_like(counts))
                unknown[row[table.label]] = target
                table.rows.append(target)
            table.set_counts(target, table.counts(target) + moved)
        return table.damaged("unknown-share")

    return made


def areas_exchanged(table: Table, random: Random) -> Damaged:
    """Two areas stand under each other's name."""
    one = table.some_area(random)
    other = one
    while other == one:
        other = table.some_area(random)
    swapped = {one: other, other: one}
    for row in table.rows:
        row[table.area] = swapped.get(row[table.area], row[table.area])
    return table.damaged("area-disagrees", area=one)
