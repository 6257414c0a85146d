"""The words of an Assessment: is the change real, which status, what cannot be said and why.

Statistics say higher or lower; here, and only here, polarity turns that into better or worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import Indicator, Polarity
from xlsrc.domain.settings import Effect
from xlsrc.domain.status import Status
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange

FEW_A_MONTH: Final = "Few a month: only large changes can be seen"
"""The note on an indicator that counts under 5 a month."""


def status(
    indicator: Indicator,
    *,
    difference: float | None,
    significant: bool | None,
) -> Status:
    """The status word; the first that applies (docs/statistics.md publishes this table).

    1. Years that cannot be compared, or no figure for one of them: cannot say.
    2. A neutral indicator: context.
    3. A change that is real or probably real: better or worse, by polarity.
    4. Everything else: steady.
    """
    if difference is None or significant is None:
        return Status.CANNOT_SAY
    if indicator.polarity is Polarity.NEUTRAL:
        return Status.CONTEXT
    if not significant or difference == 0:
        return Status.STEADY
    rises_are_good = indicator.polarity is Polarity.HIGHER
    return Status.BETTER if (difference > 0) == rises_are_good else Status.WORSE


def change_words(*, words: str, difference: float | None, change: KnownChange | None) -> str:
    """``A real fall``, ``Usual variation``, ``Recording changed Mar 24``, or why there is none.

    ``words`` are those of :func:`xlsrc.measures.change.words`.
    """
    if change is not None:
        return f"{_what_changed(change)} {change.first.short}"
    if difference is None or not words:
        return "No two years to compare"
    way = "rise" if difference > 0 else "fall"
    return {
        "a real": f"A real {way}",
        "probably real": f"Probably a real {way}",
        "usual variation": "Usual variation",
    }[words]


def absences(
    indicator: Indicator,
    figures: Mapping[str, float | None],
    *,
    last: Month | None,
    change: KnownChange | None,
) -> tuple[str, ...]:
    """Why each absent figure is absent, as ``field: reason``; ``figures`` are by field name."""
    if last is None:
        return (f"no data: no extract holds {indicator.name}",)
    notes = []
    months = {"volume_3m": 3, "volume_3m_prior": 15, "volume_12m": 12, "volume_12m_prior": 24}
    for field, needed in months.items():
        if figures[field] is None:
            why = f"a gap in, or fewer than, the {needed} months to {last.name}"
            if change is not None and field.endswith("prior"):
                why = f"not comparable: {_what_changed(change).lower()} {change.first.name}"
            notes.append(f"{field}: {why}")
    if figures["change"] is None:
        notes.append("change: there are no two years to compare")
    elif figures["change_pct"] is None:
        notes.append(f"change_pct: {_no_percent(indicator)}")
    return tuple(notes)


def _no_percent(indicator: Indicator) -> str:
    if indicator.is_share:
        return "the change of a share is in percentage points"
    if indicator.count_only:
        return "shown as a count only"
    return f"fewer than {SMALLEST_BASE_FOR_PERCENT} a year before: too few for a percentage"


def _what_changed(change: KnownChange) -> str:
    return "Recording changed" if change.effect is Effect.STEP else change.label
