"""Commentary: the drafted text of every indicator beside the analyst's own view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import KEEP, TableBlock
from workbook.tables.plan_layout import COMMENTARY_TABLE
from xlsrc.words import commentary
from xlsrc.words.views import NO_LONGER_REPORTED, REPORTED, view_of

if TYPE_CHECKING:
    from workbook.block import Row, Write
    from xlsrc.assessment import Assessment, Dashboard

KEY = "Indicator id"


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """Refresh's columns of the Commentary table, found by the indicator's id.

    The row of an indicator that is no longer defined stays as it is and says so.
    """
    reported = {a.indicator.id for a in dashboard.assessments}
    left = tuple(v for v in dashboard.settings.views if v.indicator_id not in reported)
    return (
        TableBlock(
            table=COMMENTARY_TABLE.name,
            columns=COMMENTARY_TABLE.refresh_headers,
            rows=(
                *(_row(dashboard, assessment) for assessment in dashboard.assessments),
                *(
                    (v.indicator_id, KEEP, NO_LONGER_REPORTED, KEEP, KEEP, KEEP, KEEP, KEEP)
                    for v in left
                ),
            ),
            keys=(KEY,),
        ),
    )


def _row(dashboard: Dashboard, assessment: Assessment) -> Row:
    _, review = view_of(dashboard, assessment)
    return (
        assessment.indicator.id,
        assessment.label,
        REPORTED,
        assessment.as_at.first_day if assessment.as_at else None,
        commentary.what_it_shows(assessment),
        review.speaks_of.first_day if review.speaks_of else None,
        review.needs or None,
        review.mark or None,
    )
