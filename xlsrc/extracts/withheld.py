"""What of a panel is withheld because a fault of the files could explain it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.names import name_key
from xlsrc.extracts.gate.unplaced import NOT_JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Source
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding, Missing
    from xlsrc.extracts.offences import Offences
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.selection import Selection

MOST_HIDDEN: Final = 0.05
"""Where a fault can hide more than this part of a series' figures, they are withheld."""

_MONTHS_IN_YEAR: Final = 12


def withheld(
    panel: Panel,
    findings: Iterable[Finding],
    extracts: Sequence[Extract],
    areas: Sequence[Area],
    selections: Sequence[Selection],
) -> Panel:
    """The panel without the figures that a finding withholds: those are gaps.

    ``extracts`` are those that the panel was made of, all of one source and level. A finding
    withholds where it is not acknowledged, in the months of its files' releases that it reaches.
    Where it says how much it can hide and that is little, the figures stay, and ``more`` has how
    many offences more there may be.
    """
    if not extracts:
        return panel
    level = extracts[0].level
    by_file = _releases(extracts)
    here = [one for one in findings if not by_file.keys().isdisjoint(one.files)]
    doubts = [one for one in here if one.is_doubt or _is_not_judged(one)]
    if not doubts:
        return panel
    known, source = extracts[0].offences, extracts[0].source
    weights = [_weights(known, source, selection) for selection in selections]
    counts, more = panel.counts.copy(), np.zeros_like(panel.counts)
    unsure = np.zeros(counts.shape, dtype=bool)
    for finding in doubts:
        releases = {name for file in finding.files for name in by_file.get(file, ())}
        of_release = np.isin(
            panel.vintage, [at for at, name in enumerate(panel.vintages) if name in releases]
        )
        reached = of_release & _cells(panel, finding, areas, weights, level)
        if finding.rule == NOT_JUDGED:
            unsure |= reached
            continue
        if not finding.missing or _is_the_end(finding, extracts):
            counts[reached] = np.nan
            continue
        hidden = np.where(reached, _hidden(panel, finding.missing, areas, weights), 0.0)
        much = _most_in_a_year(hidden) > MOST_HIDDEN * _a_year(panel.counts)
        counts[reached & much] = np.nan
        more += np.where(much, 0.0, hidden)
    # A month that a fault makes low is no exception.
    unsure |= more > MOST_HIDDEN * counts
    return replace(panel, counts=counts, more=more, unsure=unsure)


def _weights(known: Offences, source: Source, selection: Selection) -> dict[str, float]:
    """What one of each canonical offence behind a selection adds to its figure."""
    return {
        offence: weight
        for name, weight in selection.weight_of.items()
        for offence in known.of(source, name)
    }


def _is_not_judged(finding: Finding) -> bool:
    """Whether its months are not to be judged; what is acknowledged is."""
    return finding.rule == NOT_JUDGED and finding.acknowledged is None


def ends_withheld(
    findings: Iterable[Finding], extracts: Sequence[Extract], area: Area | None
) -> frozenset[tuple[str, int]]:
    """The (vintage, month) pairs of which every figure of an area, or of all, is withheld."""
    if not extracts:
        return frozenset()
    level = extracts[0].level
    by_file = _releases(extracts)
    return frozenset(
        (vintage, month)
        for one in findings
        if one.is_doubt and one.offences is None and one.months is not None
        if one.areas is None or (area is not None and _is_about(one, area, level))
        for file in one.files
        for vintage in by_file.get(file, ())
        for month in one.months
    )


def _releases(extracts: Iterable[Extract]) -> dict[str, set[str]]:
    """The vintages of each file; the police forces in one archive may end in different months."""
    by_file: dict[str, set[str]] = {}
    for extract in extracts:
        by_file.setdefault(extract.file, set()).add(extract.vintage)
    return by_file


def _cells(
    panel: Panel,
    finding: Finding,
    areas: Sequence[Area],
    weights: Sequence[Mapping[str, float]],
    level: Level,
) -> NDArray[np.bool_]:
    """Area × selection × month: whether the finding is about it."""
    of_area = np.array([_is_about(finding, area, level) for area in areas], dtype=bool)
    of_selection = np.array([_changes(finding, one) for one in weights], dtype=bool)
    months = panel.first_month.ordinal + np.arange(panel.counts.shape[2])
    of_month = (
        np.ones(months.size, dtype=bool)
        if finding.months is None
        else np.isin(months, list(finding.months))
    )
    reached: NDArray[np.bool_] = of_area[:, None, None] & of_selection[:, None] & of_month
    return reached


def _changes(finding: Finding, weights: Mapping[str, float]) -> bool:
    """Whether a sum is not what it should be: counts that moved among offences of unlike weights
    are wrong in a sum of all of them too.
    """
    is_alike = len({weights[one] for one in finding.within if one in weights}) <= 1
    judged = finding if is_alike else replace(finding, within=frozenset())
    return judged.changes_the_sum_of(frozenset(weights))


def _is_about(finding: Finding, area: Area, level: Level) -> bool:
    if finding.areas is None:
        return True
    names = {_place(one) for one in finding.areas}
    # A borough's fault in a file of wards is every ward's.
    return _place(area) in names or (
        level is not Level.BOROUGH and ("", name_key(area.borough)) in names
    )


def _place(area: Area) -> tuple[str, str]:
    return name_key(area.borough), name_key(area.name)


def _hidden(
    panel: Panel,
    missing: Sequence[Missing],
    areas: Sequence[Area],
    weights: Sequence[Mapping[str, float]],
) -> NDArray[np.float64]:
    """Area × selection × month: how many offences, or how much of their weight, more may be."""
    hidden = np.zeros_like(panel.counts)
    place = {_place(area): at for at, area in enumerate(areas)}
    months = panel.first_month.ordinal + np.arange(panel.counts.shape[2])
    for one in missing:
        at = place.get(_place(one.area))
        if at is None or not one.months:
            continue
        counted = np.array([of_selection.get(one.offence, 0.0) for of_selection in weights])
        share = one.most / len(one.months)
        hidden[at] += counted[:, None] * np.isin(months, list(one.months)) * share
    return hidden


def _most_in_a_year(hidden: NDArray[np.float64]) -> NDArray[np.float64]:
    """Area × selection × 1: the largest sum of 12 months running."""
    sums = np.pad(hidden, ((0, 0), (0, 0), (_MONTHS_IN_YEAR, 0))).cumsum(axis=2)
    running = sums[:, :, _MONTHS_IN_YEAR:] - sums[:, :, :-_MONTHS_IN_YEAR]
    return np.asarray(running.max(axis=2, keepdims=True))


def _a_year(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Area × selection × 1: the sum of a year of the last two that there are figures of."""
    recent = np.nan_to_num(counts[:, :, -2 * _MONTHS_IN_YEAR :])
    return np.asarray(_MONTHS_IN_YEAR * recent.mean(axis=2, keepdims=True))


def _is_the_end(finding: Finding, extracts: Sequence[Extract]) -> bool:
    """Whether it is about the last month alone: that is left out, and the series ends before."""
    last = max(extract.months[-1] for extract in extracts if extract.months)
    return finding.months is not None and finding.months == {last}
