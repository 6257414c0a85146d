"""Wards that do not add up to their borough as they do elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.area import Level
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import home_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.gate.release import Release

_BELOW: Final = 0.05
_FEW_BOROUGHS: Final = 5


def ward_borough(release: Release, others: Sequence[Release]) -> list[Finding]:
    """A note for each borough whose wards have less of it than wards elsewhere have of theirs.

    ``release`` is one of wards; of ``others`` the borough file of its vintage is taken.
    """
    if release.extract.level is not Level.WARD:
        return []
    months = set(release.extract.months)
    files = [
        other
        for other in others
        if other.is_of_boroughs
        and other.source is release.source
        and other.extract.vintage == release.extract.vintage
        and months & set(other.extract.months)
    ]
    if not files:
        return []
    whole = max(files, key=lambda other: len(months & set(other.extract.months)))
    common = tuple(sorted(months & set(whole.extract.months)))
    parts, boroughs = _totals(release, common), _totals(whole, common)
    names = sorted(name for name in parts if name in boroughs and boroughs[name].all())
    if len(names) < _FEW_BOROUGHS:
        return []
    share = np.array([parts[name] / boroughs[name] for name in names])
    usual = np.median(share, axis=0)
    low = share - usual < -_BELOW
    return [
        _finding(
            release,
            whole,
            (names[at], [common[column] for column in np.flatnonzero(low[at]).tolist()]),
            (float(share[at][low[at]].mean()), float(usual[low[at]].mean())),
        )
        for at in np.flatnonzero(low.any(axis=1)).tolist()
    ]


def _finding(
    release: Release,
    whole: Release,
    place: tuple[str, list[int]],
    shares: tuple[float, float],
) -> Finding:
    borough, months = place
    share, usual = shares
    area = next(area for area in whole.extract.areas if area.name == borough)
    files = (release.extract.file, whole.extract.file)
    one, others = ("borough", "boroughs") if release.source.is_of_london else ("area", "areas")
    when = (
        f"{Month(months[0]).name} to {Month(months[-1]).name}"
        if months[1:]
        else Month(months[0]).name
    )
    return Finding(
        rule="ward-borough",
        severity=Severity.NOTES,
        source=release.source,
        files=files,
        areas=frozenset([area]),
        months=frozenset(months),
        wanted=f"Wards were wanted that add up to their {one} as they do elsewhere",
        found=(
            f"the wards of {borough} have {wording.share(share)} of its offences in "
            f"{wording.count_of(len(months), 'month')} ({when}), those of other {others} "
            f"{wording.share(usual)}"
        ),
        where=f"Files {' and '.join(files)}",
        action="Read its ward figures as incomplete",
        size=100 * (usual - share),
    )


def _totals(release: Release, months: Sequence[int]) -> dict[str, NDArray[np.float64]]:
    columns = np.searchsorted(np.array(release.extract.months), np.array(months))
    notifiable = [at for at, meaning in enumerate(release.meanings) if meaning.notifiable]
    counts = release.counts[:, notifiable][:, :, columns].sum(axis=1)
    found: dict[str, NDArray[np.float64]] = {}
    for at in np.flatnonzero(release.ordinary).tolist():
        home = home_of(release.extract.areas[at])
        found[home] = found.get(home, np.zeros(len(months))) + counts[at]
    return found
