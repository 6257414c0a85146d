"""Rows that an area should have, by what the other areas and the release before have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.release import named, perhaps_renamed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Pair, Release

# The largest count that would be expected of a truly absent row of a real release is 3.4, of a
# ward's 7.3; the smallest share of what is expected that a real row has is 0.25.
_EXPECTED: Final = 5
_EXPECTED_OF_WARD: Final = 8
_EXPECTED_OF_LOW: Final = 20
_LOW: Final = 0.15
_QUANTILE, _QUANTILE_OF_WARDS = 0.10, 0.05
_MOST: Final = 0.90
"""The quantile over areas of an offence's share: no more than that is likely missing."""
_FEW_AREAS: Final = 10
_MOST_AREAS: Final = 0.7
"""Of what so many areas have, those without a row tell nothing of what is usual."""
# The most that a real release had in a row that the next one lacks is 3.
_HAD: Final = 8
_STILL_IN: Final = 20
_LINES: Final = 2
"""Areas with rows missing that are findings of their own: more have one fault."""
CUT: Final = 5
"""From so many rows on, the file may be cut: one finding for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A row that should be there: what the other areas make likely, what the release before had."""

    area: Area
    offence: str
    group: str
    name: str
    measure: str
    expected: float = 0.0
    has: float = 0.0
    before: float = 0.0
    vintage: str = ""
    most: float = 0.0

    @property
    def place(self) -> str:
        """The area, and the borough that it is a part of."""
        return f"{self.area.name}, {self.area.borough}" if self.area.borough else self.area.name

    @property
    def words(self) -> str:
        """``Barnet, SHOPLIFTING: none (at least 2,100 expected from the other areas)``."""
        parts = []
        if self.expected:
            parts.append(f"at least {self.expected:,.0f} expected from the other areas")
        if self.before:
            parts.append(f"{self.before:,.0f} in the same months of {self.vintage}")
        has = f"{self.has:,.0f}" if self.has else "no row"
        return f"{self.place}, {self.name}: {has} ({'; '.join(parts)})"


def rows_missing(release: Release, pair: Pair | None) -> list[Finding]:
    """A finding for each area with rows missing; one where more areas, or many rows, are."""
    cells = _by_other_areas(release)
    for key, cell in ({} if pair is None else _by_release_before(pair)).items():
        cells.setdefault(key, cell)
    found = [cell if pair is None else _by_older_count(cell, pair) for cell in cells.values()]
    areas = sorted({cell.area for cell in found})
    is_cut = len(found) >= CUT
    if is_cut or len(areas) > _LINES:
        return [_finding(release, found, is_cut=is_cut)]
    return [
        _finding(release, [cell for cell in found if cell.area == area], is_cut=False)
        for area in areas
    ]


def _by_older_count(cell: _Cell, pair: Pair) -> _Cell:
    """The cell with what the release before makes likely to be missing, if that has any of it.

    The months that only the newer release has are taken to be like the others.
    """
    older, newer = (
        _count(release, cell, figures)
        for release, figures in ((pair.older, pair.before_all), (pair.newer, pair.now_all))
    )
    if not older:
        return cell
    months = len(pair.newer.extract.months) / len(pair.months)
    return replace(cell, most=max(0.0, (older - newer) * months))


def _count(release: Release, cell: _Cell, figures: NDArray[np.float64]) -> float:
    area = release.area_keys().get((cell.area.borough, cell.area.code))
    labels = release.by_offence().get((cell.offence, cell.measure), [])
    return 0.0 if area is None else float(figures[area][labels].sum())


def _finding(release: Release, cells: list[_Cell], *, is_cut: bool) -> Finding:
    may = f"{len(cells)} rows are missing and the file may be cut: " if is_cut else ""
    return Finding(
        rule="rows-missing",
        severity=Severity.WITHHOLDS,
        source=release.source,
        files=(release.extract.file,),
        areas=frozenset(cell.area for cell in cells),
        offences=frozenset(cell.offence for cell in cells),
        wanted="Every area should have a row for each offence",
        found=may
        + (_listed(cells) if is_cut else named([cell.words for cell in cells]))
        + perhaps_renamed(release, {cell.group for cell in cells}),
        where=release.where,
        action="A row that is absent is no 0: fetch the file again, or ask the publisher",
        size=float(len(cells)),
        missing=tuple(
            Missing(
                area=cell.area,
                offence=cell.offence,
                months=frozenset(release.extract.months),
                most=cell.most,
            )
            for cell in cells
        ),
    )


def _listed(cells: list[_Cell]) -> str:
    """Every cell, by area, as ``Barnet: ARSON, SHOPLIFTING; Brent: RAPE``."""
    by_place: dict[str, list[str]] = {}
    for cell in sorted(cells, key=lambda one: (one.place, one.name)):
        by_place.setdefault(cell.place, []).append(cell.name)
    return "; ".join(f"{place}: {', '.join(names)}" for place, names in by_place.items())


_Cells = dict[tuple["Area", str], _Cell]


def _by_other_areas(release: Release) -> _Cells:
    ordinary = np.flatnonzero(release.ordinary & (release.totals.sum(axis=1) > 0))
    if ordinary.size < 2:  # noqa: PLR2004 - of a single area there are no others
        return {}
    totals, present = release.totals[ordinary], release.present[ordinary]
    cells: _Cells = {}
    extract = release.extract
    by_offence = release.by_offence()
    measures = np.array([label.measure for label in extract.labels])
    wanted = [([at], extract.labels[at].offence) for at in range(len(extract.labels))]
    wanted += [(at, offence) for (offence, _), at in by_offence.items() if len(at) > 1]
    for labels, name in wanted:
        first = labels[0]
        whole = totals[:, measures == extract.labels[first].measure].sum(axis=1)
        has = totals[:, labels].sum(axis=1)
        there: NDArray[np.bool_] = np.asarray(present[:, labels].any(axis=1))
        expected = _expected(has, whole, there, of_boroughs=release.is_of_boroughs)
        most = whole * np.quantile(_share(has, whole), _MOST) - has
        few = ordinary.size < _FEW_AREAS
        least = _EXPECTED if release.is_of_boroughs else _EXPECTED_OF_WARD
        absent = ~there & (expected >= (_EXPECTED_OF_LOW if few else least))
        low = there & (has < _LOW * expected) & (expected >= _EXPECTED_OF_LOW)
        # Wards are too unlike for a low row to mean that part of it is lost.
        doubtful = absent | low if release.is_of_boroughs else absent
        for at in np.flatnonzero(doubtful).tolist():
            area, offence = extract.areas[ordinary[at]], release.meanings[first].offence
            cells[area, offence] = _Cell(
                area=area,
                offence=offence,
                group=release.meanings[first].group,
                name=name,
                measure=extract.labels[first].measure,
                expected=float(expected[at]),
                has=float(has[at]),
                most=max(0.0, float(most[at])),
            )
    return cells


def _expected(
    has: NDArray[np.float64],
    whole: NDArray[np.float64],
    there: NDArray[np.bool_],
    *,
    of_boroughs: bool,
) -> NDArray[np.float64]:
    """What each area has at least, if its share is like the lowest of the others.

    The lowest of those that have a row, where most have one: of a file with a tenth of its rows
    lost the lowest would be none.
    """
    share = _share(has, whole)
    if share.size >= _FEW_AREAS:
        usual = share[there] if there.mean() >= _MOST_AREAS else share
        low = np.quantile(usual, _QUANTILE if of_boroughs else _QUANTILE_OF_WARDS)
        return np.asarray(whole * low)
    others = np.array([np.delete(share, at).min() for at in range(share.size)])
    return np.asarray(whole * others)


def _share(has: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(has, whole, out=np.zeros_like(has), where=whole > 0)


def _by_release_before(pair: Pair) -> _Cells:
    """Rows that the release before has, and that other areas still have."""
    newer = pair.newer
    extract = newer.extract
    known = newer.ordinary[pair.areas]
    now, before = pair.now.sum(axis=2), pair.before.sum(axis=2)
    spread = (newer.present & newer.ordinary[:, None]).sum(axis=0)[pair.labels] >= _STILL_IN
    gone = known[:, None] & spread & (before >= _HAD) & (now == 0)
    cells: _Cells = {}
    for row, column in zip(*(index.tolist() for index in np.nonzero(gone)), strict=True):
        area, label = extract.areas[pair.areas[row]], pair.labels[column]
        offence = newer.meanings[label].offence
        cells[area, offence] = _Cell(
            area=area,
            offence=offence,
            group=newer.meanings[label].group,
            name=extract.labels[label].offence,
            measure=extract.labels[label].measure,
            before=float(before[row, column]),
            vintage=pair.older.extract.vintage,
        )
    return cells
