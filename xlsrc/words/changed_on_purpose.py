"""The reasons of what is otherwise than in the edition before, as the partnership accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.published import edition_before

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard


def changed_on_purpose(dashboard: Dashboard) -> tuple[str, ...]:
    """Each reason once, without its full stop, in the order of the table AcceptedDifferences.

    Of what was accepted by the day of the edition before, that edition has told; a reason without
    a day is told as long as its row is there. A row at fault accepts nothing, and tells nothing.
    """
    settings = dashboard.settings
    before = edition_before(settings.published, dashboard.as_at, dashboard.area.name)
    reasons = (
        one.reason.rstrip(". ")
        for one in settings.accepted
        if not one.fault and (one.since is None or before is None or one.since > before.on)
    )
    return tuple(dict.fromkeys(filter(None, reasons)))
