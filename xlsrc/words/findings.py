"""What the gate found, in words: how serious, where, what it did to figures, who knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.domain.month import Month
from xlsrc.domain.wording import count_of, listed, some
from xlsrc.extracts.gate.acknowledged import day_words, entries_at_fault
from xlsrc.extracts.gate.finding import Severity
from xlsrc.words.not_judged import verdict_count
from xlsrc.words.titles import title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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

FAULT_WORD: Final = "■ Not used"
"""The word of a file, or a part of one, that is at fault."""

CANNOT_BE_FOUND: Final = tuple(
    """\
A last month that is 90 to 95 % complete everywhere: the month is 5 to 10 % low, the change on a \
year by up to 0.9 points.
The last month of one area at 80 to 90 % of what it should be: its change on a year by about 1 \
point.
One offence of one area halved in one month, where it has fewer than about 100 a month.
An area or an offence that loses the same share from the first month of all data held.
An offence that is booked under another one in every release.
A place that is lost evenly in both years.
The sum of a few rows under a name that nobody knows.
In a first file without any release before it: most of what only two releases show together.
Why: recording, reporting and crime look alike. Keep every release: with the one before, most of \
this is found a month later.""".splitlines()
)
"""What no rule can tell from a true figure; measured on damaged releases (gate, section 10)."""

QUALITY: Final = "Data quality"
NOTHING: Final = "Nothing"
"""The effect of a finding that touches no figure that is shown."""

NOTHING_WITHHELD: Final = "nothing found withholds a figure"

ALL_MONTHS: Final = "all months"


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


def left_out(dashboard: Dashboard) -> str:
    """``December 2025 is left out: it looks unfinished.``; '' where the last month is shown.

    Of the source by which the as-at month goes, where no other month was asked for.
    """
    if dashboard.settings.as_at is not None:
        return ""
    crime = dashboard.leading
    first = dashboard.as_at.ordinal + 1
    rows = (
        row
        for row in dashboard.sources
        if (row.source, row.level) == (crime.value, Level.BOROUGH.value)
    )
    last = max((row.last_month.ordinal for row in rows), default=0)
    months = range(first, last + 1)
    reasons = [
        one
        for one in dashboard.doubts
        if one.source is crime and one.offences is None
        if one.areas is None or dashboard.area in one.areas
        if one.months is None or not one.months.isdisjoint(months)
    ]
    if not months or not reasons:
        return ""
    spell = Month(first).name if len(months) == 1 else f"{Month(first).name} to {Month(last).name}"
    is_one = len(months) == 1
    if reasons[0].rule in _UNFINISHED:
        why = "it looks unfinished" if is_one else "they look unfinished"
    else:
        why = f"{title(reasons[0]).lower()}, see Data quality"
    return f"{spell} {'is' if is_one else 'are'} left out: {why}."


_UNFINISHED: Final = {"month-incomplete", "area-month-low"}


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
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    return listed([*said, *filter(None, [verdict_count(dashboard)])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A finding, or the fault of a file, in words: what a row of Data quality shows.

    ``is_doubt`` where it stops or withholds and nobody has acknowledged it. A fault of a file has
    no reference, no place but its sentence, and no parts. ``reach`` is its effect by
    how many indicators it has.
    """

    severity: str
    title: str
    is_doubt: bool
    source: str = ""
    files: tuple[str, ...] = ()
    areas: str = ""
    offences: str = ""
    months: str = ""
    wanted: str = ""
    found: str
    action: str = ""
    effect: str
    reach: str = ""
    standing: str = ""
    reference: str = ""

    @property
    def sentence(self) -> str:
        """What was wanted, what was found and what to do, without the place."""
        parts = (self.wanted and f"{self.wanted}: {self.found}", self.action)
        return " ".join(f"{part}." for part in parts if part) or self.found


def said(dashboard: Dashboard) -> tuple[Said, ...]:
    """Everything that was found, the most serious first; faults of files after all doubts."""
    found = [_said(one, dashboard) for one in by_weight(dashboard)]
    doubts = len(dashboard.doubts)
    faults = [
        Said(
            severity=FAULT_WORD,
            title="Fault of a file",
            is_doubt=True,
            found=str(fault),
            effect="What is at fault is not used",
        )
        for fault in dashboard.faults
    ]
    return (*found[:doubts], *faults, *found[doubts:])


def _said(finding: Finding, dashboard: Dashboard) -> Said:
    return Said(
        severity=severity_word(finding),
        title=title(finding),
        is_doubt=finding.is_doubt,
        source=finding.source.value,
        files=finding.files,
        areas=area_words(finding),
        offences=offence_words(finding),
        months=month_words(finding),
        wanted=finding.wanted,
        found=finding.found,
        action=finding.action,
        effect=effect_words(finding, dashboard),
        reach=_effect(finding, dashboard, lambda rows: count_of(len(rows), "indicator")),
        standing=standing_words(finding),
        reference=finding.reference,
    )


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
    return _effect(finding, dashboard, lambda rows: some(_names(rows), NAMED))


def _effect(
    finding: Finding, dashboard: Dashboard, said_of: Callable[[Sequence[Assessment]], str]
) -> str:
    own, beside = _touched(finding, dashboard)
    parts = [said_of(own)] if own else []
    parts += [f"the peers of {said_of(beside)}"] if beside else []
    about = "; ".join(parts)
    if finding.acknowledged is not None or finding.severity is Severity.NOTES:
        return f"Only said beside {about}" if about else NOTHING
    if finding.severity is Severity.STOPS:
        return f"The file is not used; it has {about}" if about else "The file is not used"
    return f"Withheld where it reaches: {about}" if about else f"No figure of {dashboard.area.name}"


def area_words(finding: Finding) -> str:
    """``Barnet and Sutton``, ``all areas``."""
    if finding.areas is None:
        return "all areas"
    return some(sorted(one.name for one in finding.areas), NAMED)


def offence_words(finding: Finding) -> str:
    """``Shoplifting``, ``all offences``."""
    return "all offences" if finding.offences is None else some(sorted(finding.offences), NAMED)


def month_words(finding: Finding) -> str:
    """``Mar 25``, ``Jan 24 to Dec 25`` for every month between, ``all months``."""
    if not finding.months:
        return ALL_MONTHS
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
