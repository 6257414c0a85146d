"""Offences that a release has lost, and labels that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import OFFENCES_MEASURE, Source
from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import home_of, named, perhaps_renamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Pair, Release

IN_EVERY_RELEASE: Final = (
    "Arson", "Criminal damage", "Residential burglary", "Business and community burglary",
    "Drug possession", "Drug trafficking", "Homicide", "Violence with injury",
    "Violence without injury", "Possession of weapons", "Personal robbery", "Business robbery",
    "Rape", "Other sexual offences", "Bicycle theft", "Other theft", "Shoplifting",
    "Theft from the person", "Theft from a motor vehicle", "Theft or taking of a motor vehicle",
)  # fmt: skip
"""Offences that every real release of recorded crime by borough or ward has rows of."""

_WHOLE: Final = len(IN_EVERY_RELEASE) // 2
"""A file with fewer of them is an excerpt: of the others nothing is said."""
_FEW_AREAS: Final = 10  # fewer may well have no homicide in two years
_HAD: Final = 100
_SHARE: Final = 0.02
_LOWER: Final = 0.9


def offence_lost(release: Release, pair: Pair | None) -> list[Finding]:
    """A finding for each offence that is gone from the file, or has lost one of its labels."""
    lost = {} if not _is_whole(release) else _of_every_release(release)
    if pair is not None:
        lost |= _of_the_release_before(pair)
    return [
        Finding(
            rule="offence-lost",
            severity=Severity.WITHHOLDS,
            source=release.source,
            files=(release.extract.file,),
            offences=frozenset([offence]),
            wanted=f"Rows of {offence} were wanted",
            found=found + perhaps_renamed(release, [group]),
            where=release.where,
            action="Add a new label to offences.csv beside the extracts, or fetch the file again",
        )
        for offence, (found, group) in sorted(lost.items())
    ]


def unknown_label(release: Release, earlier: Sequence[Finding] = ()) -> list[Finding]:
    """A finding for each label that stands for no offence; large ones make their group doubtful.

    A label that came where an offence of its group went, by an ``earlier`` finding, is the same
    fault, and named there.
    """
    findings = []
    totals = release.totals.sum(axis=0)
    for at, meaning in enumerate(release.meanings):
        if meaning.mapped:
            continue
        label = release.extract.labels[at]
        group = [
            place
            for place, (one, other) in enumerate(
                zip(release.meanings, release.extract.labels, strict=True)
            )
            if one.group == meaning.group and other.measure == label.measure
        ]
        siblings = release.extract.offences.of(release.source, meaning.group)
        is_large = totals[at] >= _SHARE * totals[group].sum()
        areas = release.present[:, at]
        everywhere = _is_everywhere(release, areas)
        reached = (
            None
            if everywhere
            else frozenset(release.extract.areas[place] for place in np.flatnonzero(areas).tolist())
        )
        if any(_came_for(one, reached, siblings) for one in earlier):
            continue
        findings.append(
            Finding(
                rule="unknown-label",
                severity=Severity.WITHHOLDS if is_large else Severity.NOTES,
                source=release.source,
                files=(release.extract.file,),
                areas=reached,
                offences=(siblings if is_large else frozenset()) | {meaning.offence},
                within=siblings,
                wanted="A known label was wanted",
                found=(
                    f"'{label.offence}' in {label.group} "
                    f"({count_of(round(float(totals[at])), 'offence')}, counted in totals only)"
                ),
                where=release.where,
                action="Add it to offences.csv beside the extracts",
                size=float(totals[at]),
            )
        )
    return findings


def _is_everywhere(release: Release, areas: NDArray[np.bool_]) -> bool:
    """Whether a label has a row in every borough of a file, be it in a part of it alone."""
    homes = {home_of(release.extract.areas[at]) for at in np.flatnonzero(areas).tolist()}
    return homes >= release.homes()


def _came_for(earlier: Finding, reached: frozenset[Area] | None, siblings: frozenset[str]) -> bool:
    return (
        earlier.rule in {"rows-missing", "offence-lost", "label-stops"}
        and (earlier.areas is None or (reached is not None and reached <= earlier.areas))
        and (earlier.offences is not None and not earlier.offences.isdisjoint(siblings))
    )


def _is_whole(release: Release) -> bool:
    known = {meaning.offence for meaning in release.meanings}
    return (
        release.source is Source.MPS_RECORDED_CRIME
        and release.extract.level in {Level.BOROUGH, Level.WARD}
        and len(known.intersection(IN_EVERY_RELEASE)) >= _WHOLE
        and int(release.ordinary.sum()) >= _FEW_AREAS
    )


def _of_every_release(release: Release) -> dict[str, tuple[str, str]]:
    known = {meaning.offence for meaning in release.meanings}
    lost = {}
    for offence in IN_EVERY_RELEASE:
        if offence not in known:
            group = next(iter(release.extract.offences.groups_of(release.source, offence)), "")
            lost[offence] = ("no row in any area; every release has some", group)
    return lost


def _of_the_release_before(pair: Pair) -> dict[str, tuple[str, str]]:
    older, newer = pair.older, pair.newer
    before, now = pair.before_all.sum(axis=(0, 2)), pair.now_all.sum(axis=(0, 2))
    kept, here = newer.label_keys(), newer.by_offence()
    keys = list(older.label_keys())
    vintage = older.extract.vintage
    lost: dict[str, tuple[str, str]] = {}
    for (offence, measure), labels in older.by_offence().items():
        if measure != OFFENCES_MEASURE:
            continue
        had, group = before[labels].sum(), older.meanings[labels[0]].group
        places = here.get((offence, measure))
        if places is None:
            if had >= _HAD:
                found = f"no row in any area; {had:,.0f} in the same months of {vintage}"
                lost[offence] = (found, group)
            continue
        has = now[places].sum()
        gone = [at for at in labels if keys[at] not in kept and before[at] >= _SHARE * had]
        if gone and has < _LOWER * had:
            names = named([older.extract.labels[at].offence for at in gone])
            found = f"{names} is gone: {has:,.0f} offences, {had:,.0f} in the months of {vintage}"
            lost[offence] = (found, group)
    return lost
