"""Why figures are absent, and what is to be known of them: each note in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xlsrc.comparison.comparison import NoPeers, NoRate
from xlsrc.domain import wording
from xlsrc.domain.target import TargetKind
from xlsrc.extracts.gate.definitions import RULE as DEFINITION_CHANGED
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.measures.targets import Grey
from xlsrc.words.doubt import doubt_sentence
from xlsrc.words.note import Note
from xlsrc.words.other_years import other_years_notes, why_none
from xlsrc.words.outlook_notes import outlook_notes
from xlsrc.words.verdicts import moved_words, what_changed, withheld_in_short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from xlsrc.assessment import Assessment
    from xlsrc.comparison.comparison import Alone, Comparison, Mixed

FEW_A_MONTH: Final = "Few a month: only large changes can be seen"
"""The note on an indicator that counts under 5 a month."""

RETURN_FAULTS_SHOWN: Final = 3
"""How many sentences on unusable returns stand beside an indicator."""

PEERS_NAMED: Final = 10
"""How many peers a note names."""

NO_RATE: Final = {
    NoRate.NO_DATA: "no data",
    NoRate.COUNT_ONLY: "shown as a count only",
    NoRate.SHARE: "a share has no rate per 1,000 residents",
    NoRate.WEIGHTED: "a weighted sum, whose rate would be ranked by its rarest offences",
    NoRate.NO_POPULATION: "no population, or a gap in the 12 months",
    NoRate.SUPPRESSED: "suppressed months are among the 12",
}


def notes(assessment: Assessment) -> tuple[Note, ...]:
    """Every note on an indicator, those on absent figures first."""
    few = (Note(text=FEW_A_MONTH),) if assessment.few_a_month else ()
    target = _target(assessment)
    return (
        *_doubts(assessment),
        *_absences(assessment),
        *outlook_notes(assessment),
        *few,
        *peer_notes(assessment.peers),
        *other_years_notes(assessment),
        *((Note(figure="target", text=target),) if target else ()),
    )


def _doubts(assessment: Assessment) -> Iterator[Note]:
    """What the gate found that makes the figures, or those of the peers, doubtful or shorter."""
    for figure, findings in (("", assessment.findings), ("peer_rate", assessment.peer_findings)):
        for finding in findings:
            is_shown = finding.is_doubt and assessment.is_of_two_years(finding)
            if is_shown or finding.rule == DEFINITION_CHANGED:
                yield Note(figure=figure, text=finding.sentence)


def _absences(assessment: Assessment) -> Iterator[Note]:
    """Why each absent volume and change is absent."""
    last = assessment.as_at
    yield from _returned(assessment)
    if last is None:
        why = _withheld(assessment) or f"no data: no extract holds {assessment.indicator.name}"
        if not assessment.returned:
            yield Note(text=why)
        return
    volume, change = assessment.volume, assessment.change
    for figure, value, bounds, months, is_before in (
        ("volume_3m", volume.last_3, volume.bounds_3, 3, False),
        ("volume_3m_prior", volume.last_3_before, volume.bounds_3_before, 15, True),
        ("volume_12m", volume.last_12, volume.bounds, 12, False),
        ("volume_12m_prior", volume.last_12_before, volume.bounds_before, 24, True),
    ):
        if value is not None:
            continue
        if bounds is not None:
            text = f"at least {wording.count(bounds[0])}, at most {wording.count(bounds[1])}: "
            among = months - (MONTHS_IN_YEAR if is_before else 0)
            yield Note(figure=figure, text=f"{text}suppressed months are among the {among}")
            continue
        own = range(
            last.ordinal - months + 1, last.ordinal - (MONTHS_IN_YEAR if is_before else 0) + 1
        )
        why = (
            _withheld(assessment, own)
            or _suppressed(assessment, own)
            or f"a gap in, or fewer than, the {months} months to {last.name}"
        )
        if change.broken_by is not None and is_before:
            label = what_changed(change.broken_by)
            what = label[:1].lower() + label[1:]
            why = f"not comparable: {what} {change.broken_by.first.name}"
        yield Note(figure=figure, text=why)
    if change.doubt is not None or change.difference is None:
        yield Note(figure="change", text=doubt_sentence(change) or _no_change(assessment))
    if change.difference is not None and change.percent is None:
        yield Note(figure="change_pct", text=_no_percent(assessment))


def _no_change(assessment: Assessment) -> str:
    if assessment.change.suppressed:
        return "suppressed months are among the two years: no change is worked out"
    why = "" if assessment.change.broken_by is not None else _withheld(assessment)
    return why or "there are no two years to compare"


def _withheld(assessment: Assessment, months: Collection[int] = ()) -> str:
    """``withheld: rows missing (see Data quality)``; '' where nothing withholds."""
    if not assessment.withheld_by:
        return ""
    return f"withheld: {withheld_in_short(assessment, months)} (see Data quality)"


def _suppressed(assessment: Assessment, months: Collection[int]) -> str:
    """Why a sum of these months has not even bounds: small shares among them; '' without any."""
    monthly = assessment.monthly
    hidden = zip(monthly.months, monthly.suppressed, strict=False)
    found = any(one is not None and month.ordinal in months for month, one in hidden)
    return "suppressed months are among them" if found else ""


def _returned(assessment: Assessment) -> Iterator[Note]:
    """What of its partner returns is not used: the first few of many sentences."""
    if assessment.returned and assessment.as_at is None:
        yield Note(text="no figure: what was returned could not be used")
    for fault in assessment.returned[:RETURN_FAULTS_SHOWN]:
        yield Note(text=f"its return: {fault.sentence}")
    more = len(assessment.returned) - RETURN_FAULTS_SHOWN
    if more > 0:
        yield Note(text=f"and {more} more faults of its returns: see Sources")


def _no_percent(assessment: Assessment) -> str:
    if assessment.indicator.is_share:
        return "the change of a share is in percentage points"
    if assessment.indicator.count_only:
        return "shown as a count only"
    return f"fewer than {SMALLEST_BASE_FOR_PERCENT} a year before: too few for a percentage"


def peer_notes(peers: Comparison) -> tuple[Note, ...]:
    """Why there is no rate, or nobody to compare with; who of the group is left out or apart."""
    if peers.no_rate is not None:
        return (Note(figure="rate_per_1000", text=NO_RATE[peers.no_rate]),)
    found = []
    if peers.alone is not None:
        found.append(_alone(peers.alone))
    if peers.left_out:
        found.append(
            f"without {wording.some(peers.left_out, PEERS_NAMED)} (no whole year of figures)"
        )
    if peers.mixed is not None:
        found.append(_mixed(peers.mixed))
    return tuple(Note(figure="peer_rate", text=text) for text in found)


def _alone(alone: Alone) -> str:
    group = alone.group
    return {
        NoPeers.SOURCE: alone.source.no_peers,
        NoPeers.GROUP: f"{group.name}: {group.note[:1].lower()}{group.note[1:].rstrip('.')}",
        NoPeers.NO_OTHER: f"{group.name}: no other member has a whole year of figures",
    }[alone.why]


def _mixed(mixed: Mixed) -> str:
    others = wording.some([f"{name} ({vintage})" for name, vintage in mixed.others], PEERS_NAMED)
    return f"not all of the release {mixed.usual}: {others}"


def _target(assessment: Assessment) -> str:
    """What is aimed at, how far off the figure is, what it would take, the table's own note.

    Without a figure to reach, why there is none; '' without a target.
    """
    standing = assessment.target
    aim = standing.aim
    if aim is None:
        return "no data" if standing.progress.grey is Grey.NO_FIGURE else ""
    if standing.broken_by is not None:
        return (
            f"recording changed {standing.broken_by.first.name}, after {aim.target.baseline_year}"
        )
    if standing.lacking is not None:
        return f"no figure for {aim.target.baseline_year}: {why_none(standing.lacking)}"
    if standing.figure is None:
        return "no figure for the peers"
    by = f" by {aim.due.name}" if aim.due is not None else ""
    parts = [f"{_in_unit(assessment, standing.figure)}{by}"]
    if standing.progress.grey is Grey.NO_FIGURE and assessment.is_suppressed:
        parts.append("not judged, for suppressed months are among the 12")
    distance = standing.progress.distance
    if not math.isnan(distance):
        off = abs(distance)
        is_in_points = assessment.indicator.is_share
        size = f"{off:.1f} pt" if is_in_points else _in_unit(assessment, off)
        parts.append(f"{size} {'above' if distance > 0 else 'below'} it")
    parts += [moved_words(assessment), _what_it_takes(assessment), aim.note.rstrip(".")]
    return "; ".join(part for part in parts if part)


def _in_unit(assessment: Assessment, value: float) -> str:
    """A figure in the unit of the target."""
    aim = assessment.target.aim
    if aim is not None and aim.target.kind is TargetKind.PEER_RATE:
        return f"{value:,.1f} per 1,000"
    return f"{value:.1f} %" if assessment.indicator.is_share else wording.count(round(value))


def _what_it_takes(assessment: Assessment) -> str:
    """The monthly average with which a missed count meets its target in time; '' for no such."""
    standing = assessment.target
    if standing.needed is None or standing.lately is None:
        return ""
    if standing.needed < 0:
        return "out of reach by then"
    return f"{standing.needed:,.1f} a month needed, {standing.lately:,.1f} a month in the last year"
