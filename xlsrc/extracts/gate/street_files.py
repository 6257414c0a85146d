"""Rules for single street files: rows that stand again, copies, other places, months not there."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.area import Area
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.street import LEAST_MONTHS, months_in_words
from xlsrc.extracts.street_file import Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.gate.street import ForceMonths
    from xlsrc.extracts.street_file import StreetFile

_OWN: Final = 0.95  # real files: 98 to 99.1 % of rows are in the force's own authorities
_ANOTHER_PLACE: Final = 0.50
_SAME_IDS, _LEAST_IDS = 0.30, 20


def street_repeated(
    files: Sequence[StreetFile], areas_of: dict[str, frozenset[Area]]
) -> list[Finding]:
    """A finding that stops each month whose rows stand again."""
    return [
        Finding(
            rule="street-repeated",
            severity=Severity.STOPS,
            source=Source.POLICE_UK,
            files=(one.file,),
            areas=areas_of.get(one.force) or _areas(one),
            months=frozenset([one.month]),
            wanted="Each incident once was wanted",
            found=_repeated(one),
            where=f"File {one.file}, {one.force}, {Month(one.month).name}",
            action="Nobody can know which rows are right and the month is not used: fetch it again",
            size=float(one.repeated or one.even),
        )
        for one in files
        if one.use is Use.REPEATED
    ]


def _repeated(one: StreetFile) -> str:
    if one.ids_stand_again:
        share = one.repeated / one.identified
        return (
            f"{one.repeated:,} of {one.identified:,} rows with a Crime ID ({wording.share(share)}) "
            "have that of another row"
        )
    return (
        f"{one.even:,} of {one.distinct:,} kinds of row without a Crime ID stand two, four or six "
        f"times ({wording.share(one.even / one.distinct)}; usual is a fifth)"
    )


def _areas(one: StreetFile) -> frozenset[Area]:
    return frozenset(Area(code=code, name=name) for code, name, _, _ in one.placed)


def street_elsewhere(force: ForceMonths) -> list[Finding]:
    """A finding for each month with too few rows in the force's own authorities."""
    if not force.own.any() or len(force.months) < LEAST_MONTHS:
        return []
    by_area = force.placed.sum(axis=1)
    whole = by_area.sum(axis=0)
    share = np.divide(
        by_area[force.own].sum(axis=0), whole, out=np.ones_like(whole), where=whole > 0
    )
    return [
        Finding(
            rule="street-elsewhere",
            severity=Severity.WITHHOLDS if share[at] < _ANOTHER_PLACE else Severity.NOTES,
            source=Source.POLICE_UK,
            files=force.extracts,
            areas=force.own_areas,
            months=frozenset([force.months[at]]),
            wanted=(
                f"At least {wording.share(_OWN)} of rows in the authorities of {force.force} "
                "were wanted"
            ),
            found=f"{wording.share(share[at])} in {Month(force.months[at]).name}",
            where=f"File {force.files[at].file}",
            action="It may be another force's file: fetch it again",
            size=float(share[at]),
        )
        for at in np.flatnonzero(share < _OWN).tolist()
    ]


def street_month_twice(force: ForceMonths) -> list[Finding]:
    """A finding for each two months of a force that hold the same Crime IDs."""
    found = []
    samples = [(one, frozenset(one.sample)) for one in force.files]
    for (one, ids), (other, others) in combinations(samples, 2):
        least = min(len(ids), len(others))
        if least < _LEAST_IDS or len(ids & others) < _SAME_IDS * least:
            continue
        months = " and ".join(Month(month).name for month in sorted((one.month, other.month)))
        found.append(
            Finding(
                rule="same-month-twice",
                severity=Severity.WITHHOLDS,
                source=Source.POLICE_UK,
                files=force.extracts,
                areas=force.own_areas or frozenset(force.areas),
                months=frozenset([one.month, other.month]),
                wanted="Each month's own incidents were wanted",
                found=f"{months} of {force.force} hold the same Crime IDs",
                where=f"Files {one.file} and {other.file}",
                action="One of them is a copy: fetch both again",
            )
        )
    return found


def months_missing(force: ForceMonths, files: Sequence[StreetFile]) -> list[Finding]:
    """At most one finding: months between a force's first and last of which it has no file.

    ``files`` are all of the folder's: a month that is not used for another reason is told as that.
    """
    held = {one.month for one in files if one.force == force.force}
    missing = sorted(set(range(min(held), force.months[-1] + 1)) - held)
    if not missing or not force.own.any():
        return []
    return [
        Finding(
            rule="months-missing",
            severity=Severity.WITHHOLDS,
            source=Source.POLICE_UK,
            files=force.extracts,
            areas=force.own_areas,
            months=frozenset(missing),
            wanted=f"A file of {force.force} for every month was wanted",
            found=f"none for {months_in_words(missing)}",
            where=force.where,
            action=(
                "No sum uses these months: fetch them, or if the force published none, "
                "acknowledge it"
            ),
            size=float(len(missing)),
        )
    ]


def two_downloads(
    files: Sequence[StreetFile], areas_of: dict[str, frozenset[Area]]
) -> list[Finding]:
    """A finding for each download that is not used, or in part, beside another of its force."""
    found = []
    unused: dict[tuple[str, str, Use], list[StreetFile]] = {}
    for one in files:
        if one.use in (Use.SHORT, Use.PARTED):
            unused.setdefault((one.force, one.download, one.use), []).append(one)
    for (force, download, use), months in unused.items():
        used = sorted({one.download for one in files if one.force == force and one.use is Use.USED})
        ordinals = [one.month for one in months]
        is_short = use is Use.SHORT
        found.append(
            Finding(
                rule="two-downloads",
                severity=Severity.NOTES if is_short else Severity.WITHHOLDS,
                source=Source.POLICE_UK,
                files=tuple(one.file for one in months),
                areas=areas_of.get(force),
                months=frozenset(ordinals),
                wanted="This year and last year of one download were wanted",
                found=(
                    f"{months_in_words(ordinals)} of {force} are of another download than "
                    f"{'the two years' if is_short else 'this year'} and are not used with it"
                ),
                where=(
                    f"{download or 'The folder of extracts'}, beside "
                    f"{', '.join(used) or 'the folder of extracts'}"
                ),
                action="Fetch the two years to the latest month in one download",
                size=float(len(ordinals)),
            )
        )
    return found
