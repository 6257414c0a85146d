"""Which edition a publication is: a new one, or one that the workbook holds already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.publish.ward_rows import ward_figures
from xlsrc.domain.errors import WorkbookError
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

    Figures that are published already are the same edition, of the day that it was published on.
    `WorkbookError` where an edition of the month, or of a later one, is there with other figures
    and no reason for a further one is given (``again``).
    """
    before = shown.settings.published
    made = new_edition(shown, public, on, before, again)
    made = sealed(replace(made, figures=(*made.figures, *ward_figures(made.name, wards))))
    same = published_already(made, before)
    if same is not None:
        return same, False
    later = [one for one in before if one.as_at >= made.as_at]
    if later and not again.strip():
        last = later[-1]
        message = (
            f"Figures after those of {last.name}, published on {day_words(last.on)}, were wanted; "
            f"found other figures to {made.as_at.name}. What is published stays as it is; for "
            'a further edition say why (safer publish --again "REASON"). Nothing was published.'
        )
        raise WorkbookError(message)
    return made, True
