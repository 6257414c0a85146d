"""Verdicts in words: whether a change is real, how a rate stands to its peers', to its target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.settings import Effect
from xlsrc.domain.status import Status
from xlsrc.measures.benchmark import Verdict
from xlsrc.measures.change import Certainty
from xlsrc.measures.rolling import PER_CENT
from xlsrc.measures.targets import AMBER_WITHIN, ROUNDING, Grey, Rag
from xlsrc.series.doubt import Because
from xlsrc.words.doubt import IN_SHORT
from xlsrc.words.titles import title

if TYPE_CHECKING:
    from collections.abc import Collection

    from xlsrc.assessment import Assessment
    from xlsrc.domain.settings import KnownChange
    from xlsrc.measures.targets import Progress
    from xlsrc.series.year_on_year import Change

MILLION: Final = 1_000_000
NO_TWO_YEARS: Final = "No two years to compare"
GREY: Final = {
    Grey.NO_TARGET: "No target",
    Grey.NO_FIGURE: "No figure",
    Grey.NOT_COMPARABLE: "Not comparable",
    Grey.NEUTRAL: "Neither good nor bad",
}


def is_it_real(assessment: Assessment) -> str:
    """``A real fall``, ``Withheld: rows missing``, or why else nobody can say."""
    change = assessment.change
    if change.broken_by is None and change.difference is None and assessment.withheld_by:
        return f"Withheld: {withheld_in_short(assessment)}"
    return change_words(change)


def withheld_in_short(assessment: Assessment, months: Collection[int] = ()) -> str:
    """``rows missing``: the kind of the first finding that withholds a figure.

    It is one about the figure's own ``months``, their ordinals, if there is one.
    """
    by = assessment.withheld_by
    own = (one for one in by if months and not (one.months or set(months)).isdisjoint(months))
    name = title(next(own, by[0]))
    return f"{name[:1].lower()}{name[1:]}"


def absent_word(assessment: Assessment) -> str:
    """The word that stands for a figure that is not there: withheld, not worked out, or no data."""
    if assessment.withheld_by:
        return wording.WITHHELD
    return wording.DOES_NOT_APPLY if assessment.is_suppressed else wording.NO_DATA


def late_word(assessment: Assessment) -> str:
    """Why a series ends before it should: its later months are withheld, or it is late."""
    return wording.WITHHELD if assessment.withheld_by else "late"


def change_words(change: Change) -> str:
    """``A real fall``, ``No clear change``, ``Recording changed Mar 24``, or why there is none."""
    if change.broken_by is not None:
        return known_change_words(change.broken_by)
    if change.suppressed:
        return f"Cannot say: {IN_SHORT[Because.SUPPRESSED]}"
    if change.difference is None or change.certainty is None:
        if change.doubt is None:
            return NO_TWO_YEARS
        return f"Cannot say: {IN_SHORT[change.doubt.causes[0].because]}"
    return certainty_words(change.certainty, change.difference)


def certainty_words(certainty: Certainty, difference: float) -> str:
    """``A real fall``, ``Probably a real rise``, ``No clear change``."""
    way = "rise" if difference > 0 else "fall"
    return {
        Certainty.REAL: f"A real {way}",
        Certainty.PROBABLY_REAL: f"Probably a real {way}",
        Certainty.NO_CLEAR_CHANGE: "No clear change",
    }[certainty]


def known_change_words(change: KnownChange) -> str:
    """``Recording changed Mar 24``, ``Lockdown Apr 20``."""
    return f"{what_changed(change)} {change.first.short}"


def what_changed(change: KnownChange) -> str:
    """``Recording changed``, or the label of months that are left out."""
    return "Recording changed" if change.effect is Effect.STEP else change.label


def peer_verdict(verdict: Verdict | None) -> str | None:
    """``Much higher``; ``None`` for no verdict."""
    return None if verdict is None else verdict.capitalize()


def peer_sentence(verdict: Verdict | None) -> str:
    """``much higher than peers``, ``similar to peers``; empty for no verdict."""
    if verdict is None:
        return ""
    return f"{verdict} to peers" if verdict is Verdict.SIMILAR else f"{verdict} than peers"


def target_words(assessment: Assessment) -> str:
    """``Green: meets; −26 % on 2011/12``, ``Red: misses by 8 %``, ``No target``."""
    standing = assessment.target
    words = progress_words(standing.progress, count_only=assessment.indicator.count_only)
    moved = moved_words(assessment)
    return f"{words}; {moved}" if moved and standing.progress.rag is Rag.GREEN else words


def status_beside_target(assessment: Assessment) -> str:
    """``Steady and Red: …``: why a year that is not worse can miss its target; '' elsewhere."""
    progress = assessment.target.progress
    if progress.rag not in (Rag.RED, Rag.AMBER):
        return ""
    missed = f"the level {progress_words(progress, count_only=assessment.indicator.count_only)}"
    missed = missed.replace(f"{progress.rag}: misses", "still misses its target")
    why = {
        Status.STEADY: "no clear change on the year",
        Status.BETTER: "the year got better",
    }.get(assessment.status)
    word = f"{assessment.status.value.split()[-1]} and {progress.rag}"
    return f"{word}: {why}; {missed}." if why else ""


def moved_words(assessment: Assessment) -> str:
    """``−26 % on 2011/12``; '' for a target that is no change on a year."""
    standing = assessment.target
    if standing.moved is None or standing.aim is None:
        return ""
    return f"{wording.percent(standing.moved)} on {standing.aim.target.baseline_year}"


def progress_words(found: Progress, *, count_only: bool = False) -> str:
    """How a figure stands to its target; few events (``count_only``) bear no per cent."""
    if found.grey is not None:
        return GREY[found.grey]
    if found.rag is Rag.GREEN:
        return f"{Rag.GREEN}: meets"
    is_count = count_only or math.isinf(found.miss)
    size = _distance(abs(found.distance)) if is_count else f"{_percent(found.miss)} %"
    chance = ", could be chance" if found.could_be_chance else ""
    return f"{found.rag}: misses by {size}{chance}"


def _distance(distance: float) -> str:
    """To six figures, and a larger one whole: never with an exponent, which nobody reads out."""
    return f"{float(f'{distance:.6g}') if distance < MILLION else distance:.15g}"


def _percent(miss: float) -> str:
    """A missed share in whole per cent, finer where that would read as 0 or as the wrong colour."""
    percent = PER_CENT * miss
    whole = round(percent)
    limit = PER_CENT * AMBER_WITHIN
    if whole == 0 or (percent > limit + PER_CENT * ROUNDING and whole <= limit):
        return f"{math.ceil(10 * percent) / 10:.1f}"
    return f"{whole}"
