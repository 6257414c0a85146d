"""What the tables of a refreshed workbook hold as values, whatever the words around them say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.pack.said.cell import words
from workbook.pack.said.content import Tone
from workbook.sheets.plan.words import ACTION_WORDS, NOT_YET_AN_ACTION, OUTPUT_WORDS, set_by_hand
from xlsrc.domain.action import ILLUSTRATIVE_MARK, ActionStatus
from xlsrc.domain.month import Month
from xlsrc.domain.status import Status
from xlsrc.domain.target import TargetKind
from xlsrc.measures.targets import Rag, progress
from xlsrc.plan.outputs import OutputStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import Settings

Record = dict[str, object]
"""A row of an Excel table by its columns."""

STATUS_TONES: Final = {Status.WORSE: Tone.WORSE, Status.BETTER: Tone.BETTER}

GONE_WRONG: Final = frozenset(
    (
        ACTION_WORDS[ActionStatus.OVERDUE],
        set_by_hand(ACTION_WORDS[ActionStatus.OVERDUE]),
        NOT_YET_AN_ACTION,
        OUTPUT_WORDS[OutputStatus.BEHIND],
        OUTPUT_WORDS[OutputStatus.MISSED],
    )
)
"""The values of the Status columns of Actions, Decisions and Outputs that stand out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an indicator: how its status is marked, whether its figures are invented,
    and how its target is marked. An indicator that no row of AllIndicators is of is left plain.
    """

    status: Tone = Tone.PLAIN
    target: Tone = Tone.PLAIN
    invented: bool = False


def known_indicators(records: Sequence[Record], settings: Settings) -> dict[str, Known]:
    """What AllIndicators holds of each indicator, by id."""
    rows = {record["Indicator"]: record for record in records}
    return {indicator.id: _known(indicator, rows, settings) for indicator in settings.indicators}


def marked(name: str) -> str:
    """A name with the mark of invented figures, as the key of its row in AllIndicators."""
    return f"{name} {ILLUSTRATIVE_MARK}"


def _known(indicator: Indicator, rows: Mapping[object, Record], settings: Settings) -> Known:
    key = marked(indicator.name)
    row = rows.get(key) or rows.get(indicator.name)
    if row is None:
        return Known()
    status = next((one for one in Status if one.value == row["Status"]), None)
    return Known(
        status=Tone.PLAIN if status is None else STATUS_TONES.get(status, Tone.PLAIN),
        target=Tone.GONE_WRONG if _is_red(indicator, row, settings) else Tone.PLAIN,
        invented=row is rows.get(key),
    )


def _is_red(indicator: Indicator, row: Record, settings: Settings) -> bool:
    """Whether the figure misses its target by far, by the figures of both."""
    last = last_month([row])
    judged = (
        one.target.kind
        for one in settings.targets
        if one.indicator == indicator.id and last is not None and one.is_judged_in(last)
    )
    column = "Per 1,000" if TargetKind.PEER_RATE in judged else "Last 12 months"
    value, target = row[column], row["Target"]
    if not isinstance(value, float) or not isinstance(target, float) or target < 0:
        return False
    return progress(value, target, indicator.polarity).rag is Rag.RED


def last_month(records: Sequence[Record]) -> Month | None:
    """The last month that any figure of AllIndicators runs to; None where none has a month."""
    days = [day for record in records if isinstance(day := record["Data to"], datetime.date)]
    return max((Month.of(day.year, day.month) for day in days), default=None)


def tones_by_ref(records: Sequence[Record]) -> dict[str, Tone]:
    """How the rows of Actions, Decisions or Outputs are marked by their Status, by reference."""
    return {
        words(record["Ref"]): Tone.GONE_WRONG if record["Status"] in GONE_WRONG else Tone.PLAIN
        for record in records
    }
