"""Findings that a partnership has acknowledged: they then only mark, for as long as facts stand."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import rounded

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from xlsrc.domain.acknowledgement import Acknowledgement
    from xlsrc.extracts.gate.finding import Finding

MOVED: Final = 0.1
"""By more than this share of what was acknowledged a size has moved."""

_REFERENCE: Final = re.compile(r"([0-9a-f]{10})(?:-(-?\d+(?:\.\d+)?))?")


def reference_parts(text: str) -> tuple[str, float] | None:
    """The id and the size, nan for none, of ``3f9a1c20b7-1200``; None for what is no reference."""
    found = _REFERENCE.fullmatch(text.strip().lower())
    if found is None:
        return None
    return found[1], math.nan if found[2] is None else float(found[2])


def acknowledged_findings(
    findings: Iterable[Finding],
    acknowledgements: Sequence[Acknowledgement],
    today: datetime.date,
) -> tuple[Finding, ...]:
    """The findings, each with the acknowledgement that holds for it on this day, if one does.

    One holds while the finding's size is within a tenth of the one in its reference and its last
    day has not passed. Where none of those that name a finding holds, ``lapsed`` says why.
    """
    sound = [one for one in acknowledgements if not one.fault]
    return tuple(_acknowledged(finding, sound, today) for finding in findings)


def _acknowledged(
    finding: Finding, acknowledgements: Sequence[Acknowledgement], today: datetime.date
) -> Finding:
    named = [one for one in acknowledgements if one.finding == finding.id]
    ended = [_ended(finding, one, today) for one in named]
    holding = next((one for one, why in zip(named, ended, strict=True) if not why), None)
    lapsed = ended[-1] if ended and holding is None else ""
    if (holding, lapsed) == (finding.acknowledged, finding.lapsed):
        return finding
    return replace(finding, acknowledged=holding, lapsed=lapsed)


def _ended(finding: Finding, one: Acknowledgement, today: datetime.date) -> str:
    """Why an acknowledgement of a finding does not hold; '' while it does."""
    if one.until is not None and today > one.until:
        return f"acknowledged by {one.who}, but only until {day_words(one.until)}"
    if math.isnan(finding.size) and math.isnan(one.size):
        return ""
    if math.isnan(one.size):
        return f"acknowledged by {one.who}, but the reference lacks its figure: copy it whole"
    if math.isnan(finding.size):
        return f"acknowledged by {one.who} at {_said(one.size)}, but there is no such figure now"
    if abs(finding.size - one.size) > MOVED * abs(one.size):
        return (
            f"acknowledged by {one.who}, but the figure moved from {_said(one.size)} to "
            f"{_said(finding.size)}"
        )
    return ""


def day_words(date: datetime.date) -> str:
    """``3 March 2026``."""
    return f"{date.day} {Month.of(date.year, date.month).name}"


def _said(size: float) -> str:
    """A size as it stands in references, from a thousand on with its comma."""
    text = rounded(size)
    return text if "." in text else f"{int(text):,}"


def entries_at_fault(
    acknowledgements: Iterable[Acknowledgement], references: Iterable[str]
) -> tuple[str, ...]:
    """A sentence for each row of the table Acknowledged that is wrong, or names no finding.

    ``references`` are those of all findings that there are now.
    """
    known = {parts[0] for parts in map(reference_parts, references) if parts is not None}
    return tuple(
        one.fault or _unknown(one)
        for one in acknowledgements
        if one.fault or one.finding not in known
    )


def _unknown(one: Acknowledgement) -> str:
    return (
        f"{one.cell}: the reference of a finding on Data quality was wanted; found "
        f"'{one.reference}', which none has now: take the row out if what it was about is mended, "
        "or copy the reference again."
    )
