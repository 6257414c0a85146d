"""Damages that show beside the release before, or in the middle of a file, with what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.damage import AREA, FIRST, LABEL, Damaged, release

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Rows = list[list[str]]

BOROUGH: Final = "Barnet"
OFFENCE: Final = "SHOPLIFTING"
NEW_NAME: Final = "RETAIL THEFT"
HALF_WAY: Final = FIRST + 12
"""The column of the thirteenth of 24 months."""


def renamed_in_mid_series(*, area: str) -> Damaged:
    """A label that goes on under another name from the second year, in one area or ('') in all."""
    header, rows = release()
    added: Rows = []
    for row in rows:
        if row[LABEL] == OFFENCE and area in ("", row[AREA]):
            after = ["0"] * 12 + row[HALF_WAY:]
            added.append([row[0], NEW_NAME, row[AREA], *after])
            row[HALF_WAY:] = ["0"] * 12
    return Damaged(header=header, rows=rows + added, rules=("label-stops",), area=area)


def area_low(share: float, months: int) -> Damaged:
    """One area with a part of its offences lost in the last months."""
    header, rows = release()
    for row in rows:
        if row[AREA] == BOROUGH:
            row[-months:] = [str(round((1 - share) * int(cell))) for cell in row[-months:]]
    return Damaged(header=header, rows=rows, rules=("area-disagrees",), area=BOROUGH)


def moved_to_unknown(share: float, column: int) -> Damaged:
    """A part of every area's offences of one month under no area."""
    header, rows = release()
    moved: dict[str, int] = {}
    for row in rows:
        if row[AREA] != "Unknown":
            lost = round(share * int(row[column]))
            row[column] = str(int(row[column]) - lost)
            moved[row[LABEL]] = moved.get(row[LABEL], 0) + lost
    for row in rows:
        if row[AREA] == "Unknown":
            row[column] = str(int(row[column]) + moved.pop(row[LABEL], 0))
    return Damaged(header=header, rows=rows, rules=("unknown-share",))


def redefined(label: str, share: float) -> Damaged:
    """A release that counts a part of an offence no more, in all areas and months."""
    header, rows = release()
    for row in rows:
        if row[LABEL] == label:
            row[FIRST:] = [str(round((1 - share) * int(cell))) for cell in row[FIRST:]]
    return Damaged(header=header, rows=rows, rules=("definition-changed",), label=label)


def lost_lately(label: str, share: float, months: int) -> Damaged:
    """A part of an offence lost in all areas in the last months."""
    header, rows = release()
    for row in rows:
        if row[LABEL] == label:
            row[-months:] = [str(round((1 - share) * int(cell))) for cell in row[-months:]]
    return Damaged(header=header, rows=rows, rules=("offence-restated",), label=label)


def cell_lost(column: int) -> Damaged:
    """One area's offences of one month at two thirds."""
    header, rows = release()
    for row in rows:
        if row[AREA] == BOROUGH:
            row[column] = str(round(int(row[column]) * 2 / 3))
    return Damaged(header=header, rows=rows, rules=("month-disagrees",), area=BOROUGH)


PAIRS: Final[Mapping[str, Callable[[], Damaged]]] = {
    "one area 20 % low for 12 months": lambda: area_low(0.2, 12),
    "one area 10 % low for 12 months": lambda: area_low(0.1, 12),
    "an offence 20 % lower in every month": lambda: redefined("VIOLENCE WITHOUT INJURY", 0.2),
    "an offence 30 % lower for six months": lambda: lost_lately(
        "ROBBERY OF PERSONAL PROPERTY", 0.3, 6
    ),
    "one area at two thirds in a month": lambda: cell_lost(FIRST + 8),
}
"""Kinds that only the release before shows."""


def total(rows: Rows, area: str, label: str, columns: slice) -> int:
    """The sum of an area's rows of a label in some columns, as the file has them."""
    found = [row for row in rows if row[AREA] == area and label in ("", row[LABEL])]
    return int(np.sum([[int(cell) for cell in row[columns]] for row in found]))
