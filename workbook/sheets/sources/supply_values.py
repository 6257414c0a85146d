"""The tables of supply on Sources: each source's resilience, and what agencies owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import KEEP, TableBlock
from workbook.tables.plan_layout import RESILIENCE_TABLE, RETURNS_TABLE
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.supply.resilience import resilience
from xlsrc.supply.returns import awaited, months_of

if TYPE_CHECKING:
    from workbook.block import Row, Write
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.supply import Awaited, SourceResilience

NO_LONGER_USED = "not used"
NOTHING_AWAITED = "nothing"


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """Refresh's columns of both tables; the analyst's rating and reason stay as they are."""
    ratings = resilience(dashboard)
    used = {rating.source for rating in ratings}
    left = tuple(v for v in dashboard.settings.rating_views if v.source not in used)
    kept: Row = (KEEP,) * (len(RESILIENCE_TABLE.refresh_headers) - 2)
    return (
        TableBlock(
            table=RESILIENCE_TABLE.name,
            columns=RESILIENCE_TABLE.refresh_headers,
            rows=(
                *map(_rating_row, ratings),
                *((v.source, NO_LONGER_USED, *kept) for v in left),
            ),
            keys=("Source",),
        ),
        TableBlock(
            table=RETURNS_TABLE.name,
            columns=("Agency", *RETURNS_TABLE.refresh_headers),
            rows=tuple(map(_awaited_row, awaited(dashboard))),
            keys=("Agency",),
        ),
    )


def _rating_row(found: SourceResilience) -> Row:
    return (
        found.source,
        found.rating.value,
        found.shown_reason,
        found.worked_out.value,
        found.data_to.first_day if found.data_to else None,
        None if found.months_late is None else max(found.months_late, 0),
        found.gaps,
        DOES_NOT_APPLY if found.restated is None else f"{100 * found.restated:.1f} %",
        found.releases,
        ", ".join(found.other_sources) or "none",
    )


def _awaited_row(found: Awaited) -> Row:
    late = "; ".join(
        f"{name}: {first.short}–{last.short} ({months_of(first, last)})"
        if first != last
        else f"{name}: {first.short}"
        for name, first, last in found.late
    )
    return (
        found.agency.name,
        found.data_to.first_day if found.data_to else None,
        found.due_to.first_day if found.due_to else None,
        late or NOTHING_AWAITED,
    )
