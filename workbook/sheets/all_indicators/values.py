"""All indicators: one table row an indicator, with a word wherever there is no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.wording import (
    POLARITY_SHORT,
    percent_absent,
    year_before_absent,
    year_before_volume_absent,
)
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE, AS_AT
from xlsrc.domain import wording
from xlsrc.domain.published import Figure
from xlsrc.records import FIGURES
from xlsrc.words.commentary import what_it_shows
from xlsrc.words.notes import notes
from xlsrc.words.outlook import trend_words
from xlsrc.words.outside import when
from xlsrc.words.verdicts import absent_word, peer_verdict
from xlsrc.words.volumes import at_least

if TYPE_CHECKING:
    from workbook.block import Cell, Write
    from xlsrc.assessment import Assessment, Dashboard, ThenAndNow
    from xlsrc.domain.record import Value
    from xlsrc.domain.settings import Settings
    from xlsrc.series.outside import Outside

NO_EXCEPTION: Final = "None"
INVENTED: Final = "‡ invented"
"""What the column Illustrative says of figures that are."""

HEADINGS: Final = {c.figure: c.header for c in ALL_INDICATORS_TABLE.columns if c.figure}
"""What the sheet calls each published figure."""

COMPARED: Final = ("volume_12m_prior", "change", "change_p")
"""Figures that years which cannot be compared have none of."""


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table and the line that says how far the data run."""
    volumes = () if dashboard.since is None else dashboard.since.volumes
    then = {one.indicator.id: one for one in volumes if one.figure is Figure.VOLUME_12M}
    return (
        AS_AT.written((f"Data to {dashboard.as_at.name}",)),
        ALL_INDICATORS_TABLE.whole(
            values(a, dashboard.settings, then.get(a.indicator.id)) for a in dashboard.assessments
        ),
    )


def values(
    assessment: Assessment, settings: Settings, then: ThenAndNow | None = None
) -> dict[str, Cell]:
    """The cells of one indicator by heading: figures, or the word that stands for none.

    ``then`` is its 12 months as the last edition published them, beside the same now.
    """
    absent = absent_word(assessment) if assessment.as_at is None else wording.DOES_NOT_APPLY
    words = dict.fromkeys(COMPARED, year_before_absent(assessment))
    words["volume_12m_prior"] = year_before_volume_absent(assessment)
    if assessment.volume.bounds is not None:
        words["volume_12m"] = at_least(assessment.volume.bounds)
    if assessment.volume.bounds_3 is not None:
        words["volume_3m"] = at_least(assessment.volume.bounds_3)
    if assessment.withheld_by:
        words |= {"volume_3m": wording.WITHHELD, "volume_12m": wording.WITHHELD}
    if assessment.usual.z1 is not None:
        words["exception"] = NO_EXCEPTION
        # What is an exception is not looked at for less.
        words["worth_watching"] = NO_EXCEPTION if assessment.exception is None else absent
    own = _own(assessment, settings) | _published(then)
    return {
        column.header: _shown(
            own[column.header] if column.header in own else FIGURES[column.figure](assessment),
            words.get(column.figure, absent),
        )
        for column in ALL_INDICATORS_TABLE.columns
    }


def _own(assessment: Assessment, settings: Settings) -> dict[str, Cell]:
    """What the sheet shows otherwise than it is published, or besides."""
    indicator = assessment.indicator
    usual_low, usual_high = assessment.usual.quarter or (None, None)
    as_at, exception = assessment.as_at, assessment.exception
    back = None if exception is None else exception.back
    return {
        "Indicator": assessment.label,
        "Section": "; ".join(s.sheet for s in settings.sections if s.id in indicator.sections),
        "Unit": indicator.unit,
        "Data to": None if as_at is None else as_at.first_day,
        "Usual range, low": usual_low,
        "Usual range, high": usual_high,
        "Change %": _percent_change(assessment),
        "To date, change %": _fraction(FIGURES["ytd_change_pct"](assessment)),
        "On baseline, change %": _fraction(FIGURES["baseline_change_pct"](assessment)),
        "Against peers": peer_verdict(assessment.peers.verdict),
        "Exception": _outside(exception),
        "Exception since": None if exception is None else exception.since.first_day,
        "Back inside since": None if back is None else back.first_day,
        "Worth watching": _outside(assessment.watched),
        "Level change": None if indicator.count_only else assessment.level.change,
        "Level on a year ago": trend_words(assessment),
        "Polarity": POLARITY_SHORT[indicator.polarity],
        "Illustrative": INVENTED if assessment.illustrative else "no",
        "What it shows": what_it_shows(assessment),
        "Notes": ". ".join(
            note.named(HEADINGS.get(note.figure, note.figure)).removesuffix(".")
            for note in notes(assessment)
        ),
    }


def _published(then: ThenAndNow | None) -> dict[str, Cell]:
    """What the last edition published, and the same months now; nothing where it had none."""
    return {
        "Last edition's month": None if then is None else then.month.first_day,
        "Published then": None if then is None else then.published,
        "The same now": None if then is None else then.now,
    }


def _shown(value: Cell | Value, word: str) -> Cell:
    """A figure's cell, or the word that stands for none."""
    if isinstance(value, list):
        return "; ".join(one for one in value if isinstance(one, str)) or word
    return word if value is None or value == "" else value


def _outside(one: Outside | None) -> Cell:
    """``Above its usual range, Jul–Dec 25``, ``Was below its usual range, Oct 25``."""
    if one is None:
        return None
    side = "above" if one.is_high else "below"
    if one.restated:
        return f"Listed {side}, {when(one)}: restated"
    words = f"{side if one.in_force else f'was {side}'} its usual range, {when(one)}"
    return words[0].upper() + words[1:]


def _fraction(percent: Value) -> Cell:
    """What the cell's format shows in per cent."""
    return percent / 100 if isinstance(percent, float) else None


def _percent_change(assessment: Assessment) -> Cell:
    """The change as a fraction, which the cell's format shows in per cent."""
    if assessment.change.percent is not None:
        return assessment.change.percent / 100
    if assessment.change.difference is not None and assessment.indicator.is_share:
        return wording.DOES_NOT_APPLY  # a share's change is in points
    return percent_absent(assessment)
