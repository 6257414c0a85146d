"""The Summary's words: each in the longest form that its column has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import SUMMARY_SIZE
from workbook.house.text_width import cut, fits
from workbook.sheets.summary.columns import room
from xlsrc.domain import wording
from xlsrc.domain.settings import Effect
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.measures.targets import Rag
from xlsrc.series.level import Trend
from xlsrc.words.outlook import chance_words, trend_words
from xlsrc.words.verdicts import is_it_real, moved_words, target_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month

ARROWS: Final = {Trend.RISING: "↗", Trend.FALLING: "↘"}
NO_TWO_YEARS: Final = "No two years"
WITHHELD: Final = "Withheld"


def verdict(assessment: Assessment) -> str:
    """Whether the change is real, or why nobody can say."""
    words, known = is_it_real(assessment), assessment.change.broken_by
    before, _, why = words.partition(": ")
    short = [f"{why[:1].upper()}{why[1:]}"] if why else []
    if known is not None:
        new = "New recording" if known.effect is Effect.STEP else "Left out:"
        short = [f"{new} {known.first.short}"]
    elif assessment.change.difference is None:
        if before == WITHHELD:
            short = [WITHHELD]
        elif not assessment.change.suppressed:
            short = [NO_TWO_YEARS, *short]
    return _first_that_fits((words, *short), "is_it_real")


def trend(assessment: Assessment) -> str:
    """``↗ rising +22 %`` where the level moves, ``no clear change``; ``–`` for no level."""
    level = assessment.level
    if not trend_words(assessment) or level.trend is None:
        return DOES_NOT_APPLY
    if level.trend is Trend.NO_CLEAR_CHANGE:
        return str(level.trend)
    words = f"{ARROWS[level.trend]} {level.trend}"
    if level.change is None or assessment.indicator.count_only:
        return words
    is_share = assessment.indicator.is_share
    moved = wording.points(level.change) if is_share else wording.percent(level.change)
    return _first_that_fits((f"{words} {moved}", words), "trend", bold=True)


def peers(assessment: Assessment, of: int | None) -> str:
    """``similar, 9th``; ``7th of 12`` where that is not the heading's number; ``–`` for none."""
    found = assessment.peers
    parts = [] if found.verdict is None else [str(found.verdict)]
    if found.rank is not None:
        among = "" if found.rank_of == of else f" of {found.rank_of}"
        parts.append(f"{wording.ordinal(found.rank)}{among}")
    if not parts:
        return DOES_NOT_APPLY
    return _first_that_fits((", ".join(parts), parts[-1]), "peers")


def ranked_among(assessments: Iterable[Assessment]) -> int | None:
    """Among how many areas most indicators are ranked; ``None`` where none is."""
    counts = [one.peers.rank_of for one in assessments if one.peers.rank_of is not None]
    return max(counts, key=counts.count, default=None)


def target(assessment: Assessment) -> str:
    """``Red: misses by 8 %``, ``Green: meets, −26 %``, ``No target``."""
    words, progress = target_words(assessment), assessment.target.progress
    moved, _, _ = moved_words(assessment).partition(" on ")
    short = words.partition(", could be chance")[0]
    if progress.rag is Rag.GREEN:
        short = words.partition(";")[0]
        return _first_that_fits((f"{short}, {moved}" if moved else words, short), "target")
    return _first_that_fits((words, short, str(progress.rag)), "target")


def by(assessment: Assessment, end: Month) -> str:
    """The chance of meeting the target by the ``end`` of the financial year, in words; for a target
    of another month that month with the word, or where there is no room ``Jun 26: 30 %``; ``–``
    where none is said.
    """
    standing = assessment.target
    if standing.chance is None or standing.by is None:
        return DOES_NOT_APPLY
    word = chance_words(standing.chance)
    if standing.by == end:
        return _first_that_fits((word,), "by")
    month, rounded = standing.by.short, round(standing.chance, 1)
    return _first_that_fits((f"{month}: {word}", f"{month}: {wording.share(rounded)}"), "by")


def _first_that_fits(forms: Iterable[str], key: str, *, bold: bool = False) -> str:
    """The first form that its column has room for; the last one is cut."""
    last = ""
    for form in forms:
        last = form
        if fits(form, room(key), SUMMARY_SIZE, bold=bold):
            return form
    return cut(last, room(key), SUMMARY_SIZE, 1)
