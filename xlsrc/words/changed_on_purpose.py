"""The reasons of what is otherwise than in the last edition, as the partnership accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsrc.domain.settings import Settings


def changed_on_purpose(settings: Settings) -> tuple[str, ...]:
    """Each reason once, without its full stop, in the order of the table AcceptedDifferences.

    A reason is told until an edition is published after the day under Since; one without a day
    is told as long as its row is there. A row at fault accepts nothing, and tells nothing.
    """
    reasons = (one.reason.rstrip(". ") for one in settings.accepted if not one.fault)
    return tuple(dict.fromkeys(filter(None, reasons)))
