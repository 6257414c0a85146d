"""What the gate found, in words: how serious, where, what it did to figures, who knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month
from xlsrc.domain.wording import count_of, listed
from xlsrc.extracts.gate.acknowledged import day_words, entries_at_fault
from xlsrc.extracts.gate.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.extracts.gate.finding import Finding

NAMED: Final = 3
"""Names that a cell gives before it says how many more there are."""

MARKS: Final = {Severity.STOPS: "■", Severity.WITHHOLDS: "▲", Severity.NOTES: "○"}
"""How serious a finding is, as a mark that stands without colour."""

SEVERITY_WORDS: Final = {
    Severity.STOPS: "■ Stops",
    Severity.WITHHOLDS: "▲ Withholds",
    Severity.NOTES: "○ Note",
}
ACKNOWLEDGED: Final = "✓ Known"
"""The word of a finding that would stop or withhold, had nobody acknowledged it."""

FAULT_WORD: Final = "■ Not read"
"""The word of a file, or a part of one, that could not be used."""

TITLES: Final = {
    "repeated-key": "Rows twice",
    "total-row": "Totals among rows",
    "unknown-area": "Unknown area",
    "area-missing": "Area missing",
    "rows-missing": "Rows missing",
    "same-month-twice": "Same month twice",
    "offence-lost": "Offence lost",
    "a-copy": "Not a new release",
    "unknown-label": "Unknown label",
    "month-incomplete": "Month unfinished",
    "unknown-share": "Places missing",
    "area-month-low": "Month of an area low",
}
"""Short names of rules; of others the rule's own name says it."""


def title(finding: Finding) -> str:
    """``Rows missing``: the kind of a finding in a word or two."""
    return TITLES.get(finding.rule, finding.rule.replace("-", " ").capitalize())


def severity_word(finding: Finding) -> str:
    """``▲ Withholds``; ``✓ Known`` once it is acknowledged."""
    if finding.acknowledged is not None and finding.severity is not Severity.NOTES:
        return ACKNOWLEDGED
    return SEVERITY_WORDS[finding.severity]


def by_weight(dashboard: Dashboard) -> tuple[Finding, ...]:
    """All findings, the most serious first: those that stop, that withhold, that somebody has
    acknowledged, then notes. Of equals those that touch more of the area's figures come first.
    """

    def weight(finding: Finding) -> tuple[int, int, int]:
        own, beside = _touched(finding, dashboard)
        if finding.is_doubt:
            rank = 0 if finding.severity is Severity.STOPS else 1
        else:
            rank = 3 if finding.severity is Severity.NOTES else 2
        return rank, -len(own), -len(beside)

    return tuple(sorted(dashboard.findings, key=weight))


def doubt_count(dashboard: Dashboard) -> str:
    """``2 files are not used; 3 findings withhold figures``; '' where nothing does."""
    stops = sum(one.severity is Severity.STOPS for one in dashboard.doubts)
    withholds = len(dashboard.doubts) - stops
    faults = len(dashboard.faults)
    parts = (
        (faults, "fault of a file", "faults of files"),
        (stops, "finding stops a file", "findings stop files"),
        (withholds, "finding withholds figures", "findings withhold figures"),
    )
    return listed(
        [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    )


def worst(dashboard: Dashboard) -> tuple[str, ...]:
    """A line for everything that stops or withholds, and for each fault of a file, worst first."""
    doubts = [one for one in by_weight(dashboard) if one.is_doubt]
    lines = [f"{MARKS[one.severity]} {one.sentence}" for one in doubts]
    stops = sum(one.severity is Severity.STOPS for one in doubts)
    faults = [f"{FAULT_WORD[0]} {fault}" for fault in dashboard.faults]
    return (*lines[:stops], *faults, *lines[stops:])


def standing_words(finding: Finding) -> str:
    """Who acknowledged a finding, until when and why; or why that holds no more; '' for nobody."""
    one = finding.acknowledged
    if one is None:
        return finding.lapsed
    until = "always" if one.until is None else f"until {day_words(one.until)}"
    return f"acknowledged by {one.who}, {until}: {one.why}"


def entry_faults(dashboard: Dashboard) -> tuple[str, ...]:
    """The wrong rows of the table Acknowledged, each as a sentence."""
    references = [one.reference for one in dashboard.findings]
    return entries_at_fault(dashboard.settings.acknowledged, references)


def effect_words(finding: Finding, dashboard: Dashboard) -> str:
    """What a finding did to the figures that are shown, by indicator."""
    own, beside = _touched(finding, dashboard)
    parts = [_some(_names(own))] if own else []
    parts += [f"the peers of {_some(_names(beside))}"] if beside else []
    about = "; ".join(parts)
    if finding.acknowledged is not None or finding.severity is Severity.NOTES:
        return f"Only said beside {about}" if about else "Nothing"
    if finding.severity is Severity.STOPS:
        return f"The file is not used: {about}" if about else "The file is not used"
    return f"Not to be relied on: {about}" if about else f"No figure of {dashboard.area.name}"


def area_words(finding: Finding) -> str:
    """``Barnet and Sutton``, ``all areas``."""
    if finding.areas is None:
        return "all areas"
    return _some(sorted(one.name for one in finding.areas))


def offence_words(finding: Finding) -> str:
    """``Shoplifting``, ``all offences``."""
    return "all offences" if finding.offences is None else _some(sorted(finding.offences))


def month_words(finding: Finding) -> str:
    """``Mar 25``, ``Jan 24 to Dec 25`` for every month between, ``all months``."""
    if not finding.months:
        return "all months"
    months = sorted(finding.months)
    first, last = Month(months[0]), Month(months[-1])
    if len(months) == 1:
        return first.short
    if months[-1] - months[0] == len(months) - 1:
        return f"{first.short} to {last.short}"
    if len(months) <= NAMED:
        return listed([Month(one).short for one in months])
    return f"{count_of(len(months), 'month')}, {first.short} to {last.short}"


def _touched(finding: Finding, dashboard: Dashboard) -> tuple[list[Assessment], list[Assessment]]:
    """The assessments whose own figures, and those whose peers, a finding is about."""
    own = [one for one in dashboard.assessments if finding in one.findings]
    return own, [one for one in dashboard.assessments if finding in one.peer_findings]


def _names(assessments: Iterable[Assessment]) -> list[str]:
    return [one.indicator.name for one in assessments]


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return listed([*names[:NAMED], f"{more} more"] if more > 0 else names)
