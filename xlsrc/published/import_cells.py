"""The cells of a file of earlier quarters' figures: months, days, figures and values."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, ListedException, kept
from xlsrc.extracts.dates import month_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.domain.published import Value

TEXTS: Final = frozenset(
    {Figure.STATUS, Figure.CHANGE_WORDS, Figure.RAG, Figure.EXCEPTION, Figure.DEFINITION}
)
"""The figures that are words; all others are numbers, or words such as ``at least 1,204``."""

_NUMBER: Final = re.compile(r"[-−+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?", re.ASCII)
"""A number with commas between thousands: of ``12,5`` nobody knows what is meant."""

_DAY_FIRST: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def out_of_time(as_at: object, month: object, on: object, today: datetime.date) -> Iterator[str]:
    """What cannot be of an edition's month, a figure's and the day of publication, in words."""
    if not isinstance(as_at, Month):
        return
    if as_at > Month.of(today.year, today.month):
        yield f"an edition's month that has begun was wanted; found {as_at.name}"
    if isinstance(month, Month) and month > as_at:
        yield f"a month no later than its edition's, {as_at.name}, was wanted; found {month.name}"
    if isinstance(on, datetime.date) and not as_at.first_day <= on <= today:
        yield (
            f"a day from {as_at.first_day.isoformat()}, when the edition's month began, to "
            f"{today.isoformat()} was wanted; found {on.isoformat()}"
        )


def month_in(text: str) -> Month:
    """A month as extracts write it, or as an edition is named; ``ValueError`` for anything else."""
    found = month_of(text.partition("(")[0])
    if found is None:
        raise ValueError(text)
    return found


def day_in(text: str) -> datetime.date | None:
    """``2025-07-21``, or ``21/07/2025`` as Excel saves it in Britain; None for nothing."""
    if day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, day_first.groups())
        return datetime.date(year, month, day)
    return datetime.date.fromisoformat(text) if text else None


def figure_in(text: str) -> Figure:
    """A figure by its name or its key; ``ValueError`` for anything else."""
    for figure in Figure:
        if text.casefold() in (figure.value.casefold(), figure.key):
            return figure
    raise ValueError(text)


def wanted(figure: Figure) -> str:
    """What a figure's value has to be, in words."""
    if figure is Figure.EXCEPTION:
        return "an exception, as 'new; above; 2025-04 to 2025-09; since 2025-08',"
    if figure in TEXTS:
        return "its words"
    return "a number" if figure is Figure.CHANGE_PCT else "a number of 0 or more"


def value_in(text: str, figure: Figure) -> Value:
    """A number, or of what is said in words the text; ``ValueError`` for anything else."""
    if not text:
        raise ValueError(text)
    if figure is Figure.EXCEPTION:
        return str(ListedException.parse(text))
    if figure in TEXTS or text.startswith(("at least ", "1–4")):
        return kept(text)
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    number = float(text.replace(",", "").replace("−", "-").removesuffix("%"))
    if number < 0 and figure is not Figure.CHANGE_PCT:
        raise ValueError(text)
    return kept(number)
