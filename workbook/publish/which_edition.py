"""Which edition a publication is: a new one, or one that the workbook holds already."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

from xlsrc.domain.errors import WorkbookError
from xlsrc.extracts.gate.acknowledged import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.published import PublishedEdition, PublishedFigure


def which_edition(
    made: PublishedEdition, before: Sequence[PublishedEdition], again: str
) -> tuple[PublishedEdition, bool]:
    """The edition of these figures, and whether it is new to the workbook.

    One of the same month and the same figures is the same edition, of the day that it was
    published on. `WorkbookError` where an edition of the month, or of a later one, is there with
    other figures and no reason for another is given (``again``).
    """
    same = [one for one in before if one.as_at == made.as_at and have_same_figures(one, made)]
    if same:
        return same[-1], False
    later = [one for one in before if one.as_at >= made.as_at]
    if later and not again:
        last = later[-1]
        message = (
            f"Figures after those of {last.name}, published on {day_words(last.on)}, were wanted; "
            f"found other figures to {made.as_at.name}. What is published stays as it is; for "
            'a further edition say why (safer publish --again "REASON"). Nothing was published.'
        )
        raise WorkbookError(message)
    return made, True


def have_same_figures(one: PublishedEdition, other: PublishedEdition) -> bool:
    """Whether two editions say the same, whatever they are called."""
    return len(one.figures) == len(other.figures) and all(
        map(_is_same, one.figures, other.figures)
    )


def _is_same(one: PublishedFigure, other: PublishedFigure) -> bool:
    fields = (field.name for field in dataclasses.fields(one) if field.name != "edition")
    return all(_is_equal(getattr(one, name), getattr(other, name)) for name in fields)


def _is_equal(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        # Excel keeps fifteen digits.
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return one == other
