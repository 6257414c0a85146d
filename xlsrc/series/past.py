"""What the past says of series, worked out once for the same figures."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.measures.direction import Direction, direction
from xlsrc.measures.outlook import Outlook, outlook
from xlsrc.series.kept import kept

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


LEVELS: Final = "levels."
"""Before the names of the levels' arrays where all are kept together."""


def past_of(
    values: Numbers, out_of: Numbers, steps: Flags, *, months: int, cache: Path | None
) -> Outlook:
    """The outlook of series, arguments as for :func:`~xlsrc.measures.outlook.outlook`.

    ``cache`` is the folder in which it is kept; None: nowhere.
    """
    given = (values, out_of, steps, np.array([months, 0]))
    found = kept(cache, given, lambda: _arrays(outlook(values, out_of, steps, months=months)))
    return Outlook(runs=(), **found)


def past_and_direction(
    values: Numbers,
    out_of: Numbers,
    steps: Flags,
    *,
    months: int,
    cache: Path | None,
    only: Flags | None = None,
) -> tuple[Outlook, Direction]:
    """The same with the levels behind the series; of those that are not among ``only`` nothing is
    said, and nothing of the others' figures depends on them.
    """
    if only is not None and not only.all():
        past_of_some, way_of_some = past_and_direction(
            values[only], out_of[only], steps[only], months=months, cache=cache
        )
        return (
            replace(past_of_some, **_spread(past_of_some, only)),
            replace(way_of_some, **_spread(way_of_some, only)),
        )

    def work_out() -> dict[str, NDArray[Any]]:
        past = outlook(values, out_of, steps, months=months)
        way = {f"{LEVELS}{name}": array for name, array in _arrays(direction(past)).items()}
        return _arrays(past) | way

    found = kept(cache, (values, out_of, steps, np.array([months, 1])), work_out)
    levels = {name.removeprefix(LEVELS): a for name, a in found.items() if name.startswith(LEVELS)}
    past = {name: array for name, array in found.items() if not name.startswith(LEVELS)}
    return Outlook(runs=(), **past), Direction(**levels)


def _spread(found: Outlook | Direction, rows: Flags) -> dict[str, Any]:
    """A figure's arrays at their rows of all; nothing at the others: ``nan``, 0 or False."""
    spread = {}
    for name, some in _arrays(found).items():
        nothing = np.nan if some.dtype.kind == "f" else 0
        whole = np.full((rows.size, *some.shape[1:]), nothing, dtype=some.dtype)
        whole[rows] = some
        spread[name] = whole
    return spread


def _arrays(found: Outlook | Direction) -> dict[str, NDArray[Any]]:
    """The arrays of a figure's object by name, without the runs that they were made of."""
    named = {field.name: getattr(found, field.name) for field in fields(found)}
    return {name: array for name, array in named.items() if isinstance(array, np.ndarray)}
