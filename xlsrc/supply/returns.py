"""Partner returns: what each agency owes by the normal lag, and the text that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.file_name import file_name
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.supply import Awaited
from xlsrc.domain.wording import count_of
from xlsrc.measures.rolling import QUARTER
from xlsrc.series.comparable import expected_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Asked, Assessment, Dashboard
    from xlsrc.domain.supply import Agency

FIRST_RETURN_MONTHS: Final = 24
"""Months asked of an agency that has sent nothing: two years, to compare one with the other."""


CHASER: Final = """\
To: {to}
Subject: Figures awaited for the {board}, {area}

The {board} is preparing its report with data to {month}. These figures have not reached us:

{lines}

Please fill in the attached '{file}.xlsx' and send it back. Leave a month empty if it is not \
known; 0 means that none happened. Send numbers only: no names, addresses, dates of birth or case \
references.

If the figures cannot be supplied any more, please say so: the report will then show that the \
source is ending."""
"""What an officer pastes into a message."""


def awaited(dashboard: Dashboard) -> tuple[Awaited, ...]:
    """What each agency of the Returns table owes, in the table's order."""
    return tuple(_awaited(dashboard, agency) for agency in dashboard.settings.agencies)


def without_agency(dashboard: Dashboard) -> tuple[str, ...]:
    """The names of partner indicators that no agency is named for."""
    named = {i for agency in dashboard.settings.agencies for i in agency.indicator_ids}
    return tuple(
        a.indicator.name
        for a in _all_of(dashboard)
        if a.indicator.source is Source.PARTNER_RETURN and a.indicator.id not in named
    )


def wanted_months(dashboard: Dashboard, assessment: Assessment | Asked) -> tuple[Month, ...]:
    """The months that a return should hold for an indicator: those overdue, else the next ones."""
    first, last = _span(dashboard, assessment)
    if last < first:
        # When nothing is late, the months up to the next meeting.
        last = first + (QUARTER - 1)
    return tuple(Month(ordinal) for ordinal in range(first.ordinal, last.ordinal + 1))


def members(dashboard: Dashboard, agency: Agency) -> tuple[Assessment | Asked, ...]:
    """The assessments of an agency's indicators, then those that no sheet shows yet."""
    ids = set(agency.indicator_ids)
    return tuple(one for one in _all_of(dashboard) if one.indicator.id in ids)


def _all_of(dashboard: Dashboard) -> tuple[Assessment | Asked, ...]:
    return (*dashboard.assessments, *dashboard.asked)


def _span(dashboard: Dashboard, assessment: Assessment | Asked) -> tuple[Month, Month]:
    """The first month not received, or only as an example, and the last that is due."""
    last = expected_month(assessment.indicator, dashboard.as_at)
    if assessment.as_at is None or assessment.illustrative:
        return (last - (FIRST_RETURN_MONTHS - 1), last)
    return (assessment.as_at + 1, last)


def _awaited(dashboard: Dashboard, agency: Agency) -> Awaited:
    own = members(dashboard, agency)
    spans = [(a.indicator.name, *_span(dashboard, a)) for a in own]
    late = tuple((name, first, last) for name, first, last in spans if first <= last)
    return Awaited(
        agency=agency,
        data_to=max(
            (a.as_at for a in own if a.as_at is not None and not a.illustrative), default=None
        ),
        due_to=max((last for _, _, last in spans), default=None),
        late=late,
        chaser=_chaser(dashboard, agency, late),
    )


def _chaser(dashboard: Dashboard, agency: Agency, late: Sequence[tuple[str, Month, Month]]) -> str:
    """A message ready to paste; ``""`` when nothing is late."""
    if not late:
        return ""
    board = dashboard.settings.board
    lines = [f"- {name}: {spell(first, last)}" for name, first, last in late]
    to = f"{agency.contact_role}, {agency.name}" if agency.contact_role else agency.name
    return CHASER.format(
        to=to,
        board=board,
        area=dashboard.area.name,
        month=dashboard.as_at.name,
        lines="\n".join(lines),
        file=return_name(agency),
    )


def return_name(agency: Agency) -> str:
    """The name of an agency's return file, without its ending."""
    return file_name(f"Return {agency.name}")


def months_of(first: Month, last: Month) -> str:
    """``3 months``."""
    return count_of(last.ordinal - first.ordinal + 1, "month")


def spell(first: Month, last: Month) -> str:
    """``November 2025 (1 month)``, ``May 2025 to July 2025 (3 months)``."""
    months = months_of(first, last)
    if first == last:
        return f"{first.name} ({months})"
    return f"{first.name} to {last.name} ({months})"
