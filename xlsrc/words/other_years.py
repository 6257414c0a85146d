"""The year to date and the baseline in words, where the settings ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.series.years import NoBaseline
from xlsrc.words.changes import moved_by
from xlsrc.words.letters import lower_first, upper_first
from xlsrc.words.note import Note
from xlsrc.words.verdicts import certainty_words, known_change_words
from xlsrc.words.volumes import amount_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.assessment import Assessment
    from xlsrc.series.other_years import Beside
    from xlsrc.series.years import Lacking

NOT_TESTED: Final = "not tested: a gap in the 24 months that its test rests on"
NOT_TESTED_FOR_SMALL: Final = (
    "not tested: suppressed months are among the 24 that its test rests on"
)
NO_VERDICT: Final = "no verdict, for what else could explain it could turn it"


def spell_name(one: Beside) -> str:
    """``April to December 2025``, ``April 2025``: the months that are compared."""
    first, last = one.now
    if first == last:
        return last.name
    return f"{first.name if first.year != last.year else _month(first.name)} to {last.name}"


def baseline_name(one: Beside) -> str:
    """``2019``, ``2018/19``, ``the mean of the three years to December 2024``."""
    first, last = one.before
    if one.years > 1:
        return f"the mean of the three years to {last.name}"
    return f"{first.year}" if first.year == last.year else f"{first.year}/{last.year % 100:02d}"


def other_years_sentences(assessment: Assessment) -> str:
    """One sentence for each comparison that is asked for; '' where none is."""
    return " ".join(
        f"{upper_first(name)}: {_said(assessment, one)}." for name, one in _asked(assessment)
    )


def year_to_date_words(assessment: Assessment) -> str | None:
    """``A real fall``, or why there is no verdict; ``None`` where it is not asked for."""
    return None if assessment.to_date is None else _verdict(assessment.to_date)


def baseline_words(assessment: Assessment) -> str | None:
    """The same of the baseline."""
    return None if assessment.baseline is None else _verdict(assessment.baseline)


def other_years_notes(assessment: Assessment) -> Iterator[Note]:
    """Why each comparison that is asked for is not there, or has no verdict."""
    for figure, one in (
        ("ytd_change", assessment.to_date),
        ("baseline_change", assessment.baseline),
    ):
        if one is None:
            continue
        if one.difference is None or one.certainty is None:
            yield Note(figure=figure, text=_why(assessment, one))


def why_none(lacking: Lacking) -> str:
    """Why a baseline year, or what it is compared with, has no figure."""
    month = lacking.month.name
    return {
        NoBaseline.TO_COME: f"it has not begun where figures end, {month}",
        NoBaseline.UNFINISHED: f"it is not over where figures end, {month}",
        NoBaseline.TOO_EARLY: f"figures begin {month}",
        NoBaseline.GAP: f"a gap in {month}",
        NoBaseline.SUPPRESSED: f"{month} is suppressed",
        NoBaseline.OVERLAPS: f"it reaches into the months that it is compared with, to {month}",
        NoBaseline.NO_WHOLE: f"a share of nothing in the 12 months to {month}",
    }[lacking.why]


def _asked(assessment: Assessment) -> Iterator[tuple[str, Beside]]:
    """What each comparison is called, and itself."""
    if assessment.to_date is not None:
        yield f"financial year to date ({spell_name(assessment.to_date)})", assessment.to_date
    if assessment.baseline is not None:
        yield f"against {baseline_name(assessment.baseline)}", assessment.baseline


def _said(assessment: Assessment, one: Beside) -> str:
    if one.difference is None:
        return f"no comparison, {_why(assessment, one)}"
    indicator = assessment.indicator
    difference = one.difference if indicator.is_share else round(one.difference)
    said = f"{moved_by(indicator, difference, one.percent)}; {lower_first(_verdict(one))}"
    if one.doubted:
        said += ": faults of the figures could turn it"
    if one is assessment.baseline or one.volume is None:
        return said
    return f"{amount_words(indicator, one.volume)}, {said}"


def _verdict(one: Beside) -> str:
    if one.broken_by is not None:
        return known_change_words(one.broken_by)
    if one.difference is None:
        return "No figure"
    if one.certainty is None:
        return "Cannot say" if one.doubted else "Not tested"
    return certainty_words(one.certainty, one.difference)


def _why(assessment: Assessment, one: Beside) -> str:
    """Why there is no comparison, or no verdict on it."""
    if one.broken_by is not None:
        return f"not comparable: {lower_first(known_change_words(one.broken_by))}"
    if one.lacking is not None:
        return why_none(one.lacking)
    if one.doubted:
        return NO_VERDICT
    return NOT_TESTED_FOR_SMALL if assessment.is_suppressed else NOT_TESTED


def _month(name: str) -> str:
    return name.partition(" ")[0]
