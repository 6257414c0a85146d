"""Which extracts are releases that the file rules are made for, and which are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding

RECORDED_CRIME: Final = frozenset({Source.MPS_RECORDED_CRIME, Source.MPS_DASHBOARD})


def is_judged(extract: Extract) -> bool:
    """Whether the file rules are made for an extract: a release of many areas and offences."""
    return extract.source in RECORDED_CRIME and extract.sparse and bool(extract.months)


def is_by_quarter(extract: Extract) -> bool:
    """Whether the rules of quarters are made for an extract."""
    return extract.source.every > 1 and extract.level is Level.BOROUGH and bool(extract.months)


def used(extracts: Sequence[Extract], findings: Iterable[Finding]) -> tuple[Extract, ...]:
    """The extracts without the files that a finding stops: none is used in part.

    Of police forces' street files a month is a file, which is left out as they are joined.
    """
    stopped = {file for one in findings if one.severity is Severity.STOPS for file in one.files}
    return tuple(one for one in extracts if one.file not in stopped)
