"""An edition's figures as it published them, beside the same as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.nearest import nearest_names
from xlsrc.domain.published import DECIMALS, Figure
from xlsrc.domain.workbook_errors import UnknownEditionError
from xlsrc.published.rows import new_edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.published import PublishedEdition, Value
    from xlsrc.domain.record import Value as Recorded

LAST: Final = "last"
NONE_YET: Final = "nothing was published from this workbook yet: see `safer publish`"


def edition_named(published: Sequence[PublishedEdition], name: str) -> PublishedEdition:
    """The edition of a name (``September 2025``) or a month (``2025-09``), the last of that month.

    ``last`` is the last of all. ``DashboardError`` where there is none.
    """
    wanted = " ".join(name.split()).casefold()
    found = [
        one
        for one in published
        if wanted in (LAST, one.name.casefold(), str(one.as_at), one.as_at.name.casefold())
    ]
    exact = [one for one in found if one.name.casefold() == wanted]
    if exact or found:
        return (exact or found)[-1]
    known = [one.name for one in published]
    if not known:
        message = f"An edition was wanted; found that {NONE_YET}."
        raise UnknownEditionError(message)
    near = nearest_names(name, known) or known
    message = f"The edition '{name}' was wanted; found {', '.join(near)}: name one of these."
    raise UnknownEditionError(message)


def as_published(edition: PublishedEdition, now: Dashboard) -> list[dict[str, Recorded]]:
    """A record a figure of an edition: as published, as now, and whether it was restated.

    ``now`` is made to the edition's month. A figure that is now of another month than it was then
    (a return that came late) has none beside it. Of wards' calendar years
    and of definitions there are no records: where an
    indicator counts otherwise, ``counted_otherwise`` says so in each of its records.
    """
    again = {
        (one.indicator, one.area, one.figure): one
        for one in new_edition(now, None, edition.on, ()).figures
    }
    found: list[dict[str, Recorded]] = []
    for one in edition.figures:
        if one.figure in {Figure.DEFINITION, Figure.WARD_YEAR}:
            continue
        same = again.get((one.indicator, one.area, one.figure))
        is_listed = one.figure is Figure.EXCEPTION
        value = None if same is None else same.value
        if same is not None and same.month != one.month and not is_listed:
            value = None
        otherwise = bool(
            same and one.definition and same.definition and one.definition != same.definition
        )
        found.append(
            {
                "edition": edition.name,
                "indicator": one.indicator,
                "name": one.label,
                "place": one.area,
                "month": str(one.month),
                "figure": one.figure.value,
                "published": one.value,
                "public": one.public,
                "now": value,
                "restated": value is not None and not otherwise and _differ(one.value, value),
                "counted_otherwise": otherwise,
            }
        )
    return found


def _differ(then: Value, now: Value) -> bool:
    if isinstance(then, str) or isinstance(now, str) or then is None or now is None:
        return then != now
    return round(then - now, DECIMALS) != 0
