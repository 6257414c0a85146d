"""The partnership's plan: actions, outputs, outcomes, decisions, and what to estimate of impact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime

    from xlsrc.domain.month import Month

ILLUSTRATIVE_MARK: Final = "‡"
"""The last character of an invented text; it vanishes with the text that replaces it."""


def unmarked(text: str) -> str:
    """A text without the mark of an invented one."""
    return text.removesuffix(ILLUSTRATIVE_MARK).strip()


class ActionStatus(StrEnum):
    """How an action stands, in one word.

    Not known: an earlier month is asked for, and the entry was written after it.
    """

    OVERDUE = "overdue"
    AT_RISK = "at risk"
    NOT_REPORTED = "not reported"
    NOT_KNOWN = "not known"
    ON_TRACK = "on track"
    NOT_STARTED = "not started"
    COMPLETE = "complete"


SET_BY_HAND: Final = tuple(one for one in ActionStatus if one is not ActionStatus.NOT_KNOWN)
"""What an analyst may say of an action: whoever says anything knows."""


class MeasuredAs(StrEnum):
    """How an output's period values make the figure that is held against its target."""

    TOTAL = "total to date"
    LATEST = "latest value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One row of the Actions table.

    ``progress`` is a share from 0 to 1, ``None`` where nobody has reported any; ``override`` is
    the analyst's own status word. ``priority`` is the id of a section. ``written_later``: an
    earlier month is asked for, and how the action stood then was not kept
    (`xlsrc.plan.back_dated`).
    """

    ref: str
    priority: str
    text: str
    lead: str
    start: datetime.date
    due: datetime.date
    progress: float | None
    completed_on: datetime.date | None = None
    override: ActionStatus | None = None
    last_update: datetime.date | None = None
    written_later: bool = False

    @property
    def illustrative(self) -> bool:
        """Whether the action is invented for the sample."""
        return self.text.endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of the board; ``action`` is the reference of the action that it became."""

    ref: str
    date: datetime.date
    text: str
    action: str

    @property
    def illustrative(self) -> bool:
        """Whether the decision is invented for the sample."""
        return self.text.endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What actions produce: its target, and when that is due; ``actions`` are references.

    The target is for the whole period of the plan; ``None`` where there is none. ``withheld``:
    one of its values is so small that none of them may be shown.
    """

    ref: str
    actions: tuple[str, ...]
    text: str
    unit: str
    measured_as: MeasuredAs
    target: float | None
    start: datetime.date
    due: datetime.date
    withheld: bool = False

    @property
    def illustrative(self) -> bool:
        """Whether the output is invented for the sample."""
        return self.text.endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputValue:
    """What a partner returned for an output over a period that ended with ``month``."""

    output: str
    month: Month
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An intermediate outcome: what its outputs lead to, towards a priority's objective."""

    ref: str
    priority: str
    text: str
    outputs: tuple[str, ...]

    @property
    def illustrative(self) -> bool:
        """Whether the outcome is invented for the sample."""
        return self.text.endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactQuestion:
    """Which indicator an action, or a priority's plan, was to move, since when and where.

    Without ``wards`` the borough is set against its peers. With them, the wards are set against
    all other wards but those ``nearby``, or against ``controls`` where the partnership names
    these, and so are the wards nearby. ``actions`` may be empty: then the question is about the
    priority as a whole.
    """

    ref: str
    priority: str
    actions: tuple[str, ...]
    indicator: str
    start: Month
    wards: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The analysts' tables of what is done and what it is for; empty where none is kept.

    ``later_decisions``: an earlier month is asked for, and these were taken after it.
    """

    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    later_decisions: tuple[Decision, ...] = ()
    outputs: tuple[Output, ...] = ()
    output_values: tuple[OutputValue, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    impact_questions: tuple[ImpactQuestion, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether anything is recorded that is done, decided or meant to come of it."""
        return bool(self.actions or self.decisions or self.outputs or self.outcomes)

    def actions_of(self, priority: str) -> tuple[Action, ...]:
        """The actions of a priority, in the order of the table."""
        return tuple(action for action in self.actions if action.priority == priority)

    def outputs_of(self, priority: str) -> tuple[Output, ...]:
        """The outputs of any of a priority's actions, in the order of the table."""
        refs = {action.ref for action in self.actions_of(priority)}
        return tuple(output for output in self.outputs if refs & set(output.actions))

    def outcomes_of(self, priority: str) -> tuple[Outcome, ...]:
        """The intermediate outcomes of a priority, in the order of the table."""
        return tuple(outcome for outcome in self.outcomes if outcome.priority == priority)
