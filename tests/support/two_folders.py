"""Two folders of made-up extracts that differ only in counts that the public may not know."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

BOROUGHS: Final = ("Barnet", "Brent", "Camden", "Enfield")
WARDS: Final = ("Barnet Vale", "Burnt Oak", "Edgware", "Garden Suburb", "Hendon", "Whetstone")
LABELS: Final = (
    ("SEXUAL OFFENCES", "RAPE", 0.9),
    ("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES", 1.2),
    ("BURGLARY", "BURGLARY - RESIDENTIAL", 9.0),
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY", 4.0),
    ("THEFT", "SHOPLIFTING", 12.0),
)
SENSITIVE: Final = 2
"""The first of the labels are sensitive."""

MONTHS: Final = [f"{year}{month:02}" for year, month in product((2023, 2024, 2025), range(1, 13))]
_FACTORS: Final = (2.0, 1.5, 1.0, 0.2, 3.0, 0.15)
"""How much of each label a ward has: in two of them a year has few."""


def written(folder: Path, *, other: bool) -> Path:
    """A folder of them; the ``other`` has its small counts, and the months of wards, otherwise.

    A ward's months of a sensitive offence are in another order, and of two wards of 1 to 4 in a
    year one has one less and the other one more where both stay small. A partner's counts of 1 to
    4 are others of these. The area's own figures are the same.
    """
    random = np.random.default_rng(17)
    levels = np.array([level for _, _, level in LABELS])
    wards = random.poisson(levels[:, None] * np.array(_FACTORS)[:, None, None], (6, 5, 36))
    boroughs = random.poisson(levels[:, None] * 12, (len(BOROUGHS), 5, 36))
    boroughs[0] = wards.sum(axis=0) + 1
    returned = random.poisson(5, (2, 36))
    if other:
        wards, returned = _moved(wards), _others(returned)
    (folder / "2026-01").mkdir(parents=True)
    _write(folder / "2026-01" / "boroughs.csv", "", [(one,) for one in BOROUGHS], boroughs)
    codes = [(f"E050136{at:02}", ward, "Barnet") for at, ward in enumerate(WARDS, 28)]
    _write(folder / "2026-01" / "wards.csv", "WardCode,WardName,", codes, wards)
    lines = [
        f"{name},Barnet,{month[:4]}-{month[4:]},{count},,"
        for name, counts in zip(("first_time_entrants", "deliberate_fires"), returned, strict=True)
        for month, count in zip(MONTHS, counts, strict=True)
    ]
    shares = random.poisson(6, 36)
    if other:
        shares = _others(shares)
    lines += [
        f"repeat_victims,Barnet,{month[:4]}-{month[4:]},,{count},60"
        for month, count in zip(MONTHS, shares, strict=True)
    ]
    text = "\n".join(("indicator,area,month,value,numerator,denominator", *lines, ""))
    (folder / "2026-01" / "returns.csv").write_text(text, encoding="utf-8")
    return folder


def _write(path: Path, columns: str, areas: Sequence[tuple[str, ...]], counts: Numbers) -> None:
    header = f"{columns}MajorText,MinorText,BoroughName,{','.join(MONTHS)}"
    lines = [
        ",".join((*area[:-1], group, label, area[-1], *map(str, months)))
        for area, of_area in zip(areas, counts, strict=True)
        for (group, label, _), months in zip(LABELS, of_area, strict=True)
    ]
    path.write_text("\n".join((header, *lines, "")), encoding="utf-8")


def _moved(wards: Numbers) -> Numbers:
    moved = wards.copy()
    for label, year in product(range(SENSITIVE), range(3)):
        own = moved[:, label, 12 * year : 12 * year + 12]
        own[:] = own[:, ::-1]
        sums = own.sum(axis=1)
        fewer = np.flatnonzero((sums > 1) & (sums <= 4))
        more = np.flatnonzero((sums > 0) & (sums < 4))
        pair = next(((a, b) for a in fewer for b in more if a != b), None)
        if pair is not None:
            own[pair[0], own[pair[0]].argmax()] -= 1
            own[pair[1], 0] += 1
    return moved


def _others(returned: Numbers) -> Numbers:
    is_small = (returned > 0) & (returned < 5)
    return np.where(is_small, 5 - returned, returned)
