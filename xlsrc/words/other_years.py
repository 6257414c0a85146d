"""The year to date and the baseline in words, where the settings ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.series.years import NoBaseline
from xlsrc.words.changes import moved_by
from xlsrc.words.note import Note
from xlsrc.words.verdicts import certainty_words, known_change_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.assessment import Assessment
    from xlsrc.series.other_years import Beside
    from xlsrc.series.years import Lacking

NOT_TESTED: Final = "not tested: a gap in the 24 months that its test rests on"
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
        f"{_upper(name)}: {_said(assessment, one, against)}."
        for name, one, against in _asked(assessment)
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
            yield Note(figure=figure, text=_why(one))


def why_none(lacking: Lacking) -> str:
    """Why a baseline year, or what it is compared with, has no figure."""
    month = lacking.month.name
    return {
        NoBaseline.TO_COME: f"it has not begun where figures end, {month}",
        NoBaseline.UNFINISHED: f"it is not over where figures end, {month}",
        NoBaseline.TOO_EARLY: f"figures begin {month}",
        NoBaseline.GAP: f"a gap in {month}",
        NoBaseline.OVERLAPS: f"it reaches into the months that it is compared with, to {month}",
        NoBaseline.NO_WHOLE: f"a share of nothing in the 12 months to {month}",
    }[lacking.why]


def _asked(assessment: Assessment) -> Iterator[tuple[str, Beside, str]]:
    """What each comparison is called, itself, and what it is compared with."""
    if assessment.to_date is not None:
        name = f"the financial year to date, {spell_name(assessment.to_date)}"
        yield name, assessment.to_date, f"the same months to {assessment.to_date.before[1].name}"
    if assessment.baseline is not None:
        name = baseline_name(assessment.baseline)
        yield f"against {name}", assessment.baseline, ""


def _said(assessment: Assessment, one: Beside, against: str) -> str:
    if one.difference is None:
        return f"no comparison, {_why(one)}"
    difference = one.difference if assessment.indicator.is_share else round(one.difference)
    moved = moved_by(assessment.indicator, difference, one.percent)
    if against:
        volume = wording.figure(one.volume or 0, is_share=assessment.indicator.is_share)
        moved = f"{volume}, {moved} {'on' if moved == 'no change' else 'than in'} {against}"
    return f"{moved}; {_lower(_verdict(one))}"


def _verdict(one: Beside) -> str:
    if one.broken_by is not None:
        return known_change_words(one.broken_by)
    if one.difference is None:
        return "No figure"
    if one.certainty is None:
        return "Cannot say" if one.doubted else "Not tested"
    return certainty_words(one.certainty, one.difference)


def _why(one: Beside) -> str:
    """Why there is no comparison, or no verdict on it."""
    if one.broken_by is not None:
        return f"not comparable: {_lower(known_change_words(one.broken_by))}"
    if one.lacking is not None:
        return why_none(one.lacking)
    return NO_VERDICT if one.doubted else NOT_TESTED


def _month(name: str) -> str:
    return name.partition(" ")[0]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
