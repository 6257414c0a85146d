"""Which edition a publication is: a new one, or one that the workbook holds already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.publish.ward_rows import ward_figures
from workbook.publish.working import NOTHING
from xlsrc.domain.workbook_errors import OtherEditionError
from xlsrc.extracts.gate.acknowledged import day_words
from xlsrc.published.rows import new_edition, published_already, sealed

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from xlsrc.assessment import Dashboard
    from xlsrc.disclosure.ward_years import WardYears
    from xlsrc.domain.published import PublishedEdition


def which_edition(
    shown: Dashboard,
    public: Dashboard,
    wards: Sequence[WardYears],
    on: datetime.date,
    again: str,
) -> tuple[PublishedEdition, bool]:
    """The edition of these figures, and whether it is new to the workbook.

    Figures that are published already are the same edition, of the day that it was published on,
    unless a reason for a further one is given that it has not (``again``). `WorkbookError` where
    an edition of the month, of a later one or of another area is there and no reason is given,
    or where the last one is of a later day.
    """
    before = shown.settings.published
    made = new_edition(shown, public, on, before, again)
    made = sealed(replace(made, figures=(*made.figures, *ward_figures(made.name, wards))))
    same = published_already(made, before)
    if same is not None:
        return same, False
    _refuse_day(on, before)
    if not made.reason:
        _refuse_without_reason(made, before)
    return made, True


def _refuse_day(on: datetime.date, before: Sequence[PublishedEdition]) -> None:
    later = [one for one in before if one.on > on and not one.imported]
    if later:
        message = (
            f"A day from {day_words(later[-1].on)} on was wanted, when {later[-1].name} was "
            f"published; found that this computer's clock says {day_words(on)}. Set it right. "
            f"{NOTHING}"
        )
        raise OtherEditionError(message)


def _refuse_without_reason(made: PublishedEdition, before: Sequence[PublishedEdition]) -> None:
    if before and before[-1].area != made.area:
        last = before[-1]
        message = (
            f"Figures of {last.area} were wanted, for which this workbook published {last.name}; "
            f"found figures of {made.area}. Make another area a workbook of its own (safer new); "
            f'if it is the same partnership, say why (safer publish --again "REASON"). {NOTHING}'
        )
        raise OtherEditionError(message)
    later = [one for one in before if one.as_at >= made.as_at]
    if later:
        last = later[-1]
        message = (
            f"Figures after those of {last.name}, published on {day_words(last.on)}, were wanted; "
            f"found other figures to {made.as_at.name}. What is published stays as it is; for "
            f'a further edition say why (safer publish --again "REASON"). {NOTHING}'
        )
        raise OtherEditionError(message)
