"""Labels that nearly vanish in nearly all areas within a year: perhaps recorded elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.stopped import stopped

if TYPE_CHECKING:
    from xlsrc.extracts.gate.release import Release

# The lowest that a label of a real release fell to within a year is 0.32.
_FELL, _AREAS, _LEAST = 0.25, 0.80, 60
_QUARTER, _YEAR = 3, 12
_RECENT: Final = 60
"""Falls that are longer ago than so many months before the release's last are history."""


def label_falls(release: Release) -> list[Finding]:
    """A note for each label of which three months have a quarter of the same a year before."""
    judged = release.counts[:, :, -_RECENT - _YEAR - _QUARTER + 1 :]
    if judged.shape[2] < _YEAR + _QUARTER:
        return []
    known = release.ordinary
    if not known.any():
        return []
    sums = np.lib.stride_tricks.sliding_window_view(judged[known], _QUARTER, axis=2).sum(axis=3)
    now, then = sums[:, :, _YEAR:], sums[:, :, :-_YEAR]
    fell = ((now <= _FELL * then) & (then > 0)).sum(axis=0)
    hits = (
        (then.sum(axis=0) >= _LEAST)
        & (fell >= _AREAS * known.sum())
        # In all areas together, too: many small ones fall by chance.
        & (now.sum(axis=0) <= _FELL * then.sum(axis=0))
    )
    gone = stopped(release)
    judged_months = release.extract.months[-judged.shape[2] :]
    findings = []
    for label in np.flatnonzero(hits.any(axis=1)).tolist():
        name = release.extract.labels[label]
        if label in gone or name.measure != OFFENCES_MEASURE:
            continue
        columns = np.flatnonzero(hits[label]).tolist()
        months = sorted(
            {judged_months[at + _YEAR + one] for at in columns for one in range(_QUARTER)}
        )
        first = columns[0]
        findings.append(
            Finding(
                rule="label-falls",
                severity=Severity.NOTES,
                source=release.source,
                files=(release.extract.file,),
                offences=frozenset([release.meanings[label].offence]),
                months=frozenset(months),
                wanted="Counts like those of a year before were wanted",
                found=(
                    f"'{name.offence}' fell in nearly all areas from "
                    f"{then[:, label, first].sum():,.0f} to {now[:, label, first].sum():,.0f} in "
                    f"the three months from {Month(months[0]).name}"
                ),
                where=release.where,
                action="Ask the publisher whether it is recorded elsewhere now",
                size=float(now[:, label, first].sum()),
            )
        )
    return findings
