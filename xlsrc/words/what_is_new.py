"""The few lines that say what is new in a workbook just written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.wording import count_of
from xlsrc.words.board import board_sentences
from xlsrc.words.published import redefined_sentence, restated_sentence

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month

LINES: Final = 5
NAMED: Final = 3


def new_lines(dashboard: Dashboard) -> tuple[str, ...]:
    """Five lines: the period, the headlines that changed, what is late, what was restated.

    One more where a return has come that no sheet shows.
    """
    sentences = [f"{topic}: {sentence}" for topic, sentence in board_sentences(dashboard)]
    return (
        _period(dashboard),
        *sentences[: LINES - 3],
        _late(dashboard),
        _restated(dashboard),
        *_unshown(dashboard),
    )


def _period(dashboard: Dashboard) -> str:
    shown = sum(1 for a in dashboard.assessments if a.volume.last_12 is not None)
    illustrative = sum(1 for a in dashboard.assessments if a.illustrative)
    return (
        f"{dashboard.area.name}, 12 months to {dashboard.as_at.name}: {shown} of "
        f"{len(dashboard.assessments)} indicators have figures, {illustrative} of them "
        "ILLUSTRATIVE."
    )


def _late(dashboard: Dashboard) -> str:
    """What runs past its normal lag, by the month it ends in."""
    ends: dict[Month, list[str]] = {}
    for assessment in dashboard.assessments:
        if assessment.late and assessment.as_at is not None and not assessment.withheld_by:
            ends.setdefault(assessment.as_at, []).append(assessment.indicator.name)
    late = [f"to {month.name} only: {_first_names(names)}" for month, names in sorted(ends.items())]
    return f"Late: {'; '.join(late)}." if late else "Late: nothing."


def _unshown(dashboard: Dashboard) -> tuple[str, ...]:
    names = [one.indicator.name for one in dashboard.asked if one.as_at and not one.illustrative]
    if not names:
        return ()
    returned = f"Returned, and on no sheet: {'; '.join(names)}."
    return (f"{returned} Give it a section in Definitions, then run safer build.",)


def _first_names(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _restated(dashboard: Dashboard) -> str:
    if dashboard.since is not None:
        anew = redefined_sentence(dashboard.since, NAMED)
        return " ".join(filter(None, (restated_sentence(dashboard.since), anew)))
    months = {row.month for row in dashboard.revisions}
    if not months:
        return "Restated: nothing."
    return (
        f"Restated: {count_of(len(dashboard.revisions), 'figure')} in "
        f"{count_of(len(months), 'month')} since the vintage before; see Sources."
    )
