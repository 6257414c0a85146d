"""The steps of a chart's vertical axis: at most five, whatever the figures.

Left to themselves, Excel and LibreOffice draw up to ten. The scale of the house's own charts
follows from the figures that a refresh writes, so a refresh writes their steps too; an axis that
somebody set otherwise, and a chart drawn from formulas, keep theirs.
"""

from __future__ import annotations

import math
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.package.cell import escaped_text, unescaped_xml
from workbook.package.reference import sheet_range

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.package.cell import Value
    from workbook.package.reference import Rectangle

    Written = Callable[[tuple[str, Rectangle]], list[list[Value]] | None]

HOUSE_AXIS: Final = "[<10]General;#,##0"
"""The number format of the house's axes of figures, by which they are known: whole thousands,
and the decimals of a small axis as they are."""

MOST_STEPS: Final = 5
HEADROOM: Final = 1.05
"""Excel's automatic axis ends at the step above this many times the largest value."""

_UNITS: Final = (1.0, 2.0, 3.0, 5.0)
_TENS: Final = (1.0, 2.0, 2.5, 5.0)
"""Steps that read well: below ten, and as parts of a power of ten."""

_AXIS: Final = re.compile(r"<((?:\w+:)?)valAx>.*?</\1valAx>", re.DOTALL)
_LONGEST_PREFIX: Final = 12
"""How far before ``valAx>`` its tag may begin; a search from there spares all the caches."""

_HOUSE_FORMAT: Final = f'formatCode="{escaped_text(HOUSE_AXIS)}"'
_UNIT: Final = re.compile(r'<(?:\w+:)?majorUnit val="([^"]+)"/>')
_CROSSES: Final = re.compile(r"<(?:\w+:)?crossBetween [^>]*/>")
_GROUP: Final = re.compile(
    r"<((?:\w+:)?)(area|line|bar)Chart>(.*?)</\1\2Chart>",
    re.DOTALL,
)
_STACKED: Final = re.compile(r'<(?:\w+:)?grouping val="stacked"/>')
_VALUES: Final = re.compile(r"<((?:\w+:)?)val>(.*?)</\1val>", re.DOTALL)
_FORMULA: Final = re.compile(r"<(?:\w+:)?f>([^<]*)</")
_POINT: Final = re.compile(r'<(?:\w+:)?pt idx="(\d+)"[^>]*><(?:\w+:)?v>([-+.\deE]+)</')


def step(largest: float) -> float:
    """The distance of gridlines, 1, 2, 3, 5, 10, 20, 25 and so on, from 0 past ``largest``."""
    power = 1.0
    while True:
        for part in _UNITS if power == 1 else _TENS:
            if math.ceil(HEADROOM * largest / (part * power)) <= MOST_STEPS:
                return part * power
        power *= 10


def axis_end(largest: float) -> float:
    """Where Excel's axis from 0 past ``largest`` ends."""
    unit = step(largest)
    return unit * math.ceil(HEADROOM * largest / unit)


def with_steps(old: str, new: str, written: Written) -> str:
    """A chart part whose axis has the steps that its figures ask for.

    ``old`` is the part before its caches were brought up to date, ``new`` after; ``written``
    gives the values of a range where each cell gets a plain value by this save, else None.
    """
    if _HOUSE_FORMAT not in new:
        return new
    axis = _AXIS.search(new, max(0, new.find("valAx>") - _LONGEST_PREFIX))
    if axis is None or _HOUSE_FORMAT not in axis[0]:
        return new
    groups = _groups(old)  # it names the same cells as the new text, and is the shorter one
    figures = _largest_written(groups, written)
    if figures is None:
        return new
    found = _UNIT.search(axis[0])
    if found is None and _has_figures(old):
        return new  # somebody made it automatic
    if found is not None and float(found[1]) != step(_largest_cached(groups)):
        return new  # somebody set it
    unit = f'<{axis[1]}majorUnit val="{step(figures):g}"/>'
    if found is not None:
        changed = axis[0].replace(found[0], unit)
    else:
        changed = _CROSSES.sub(lambda crosses: crosses[0] + unit, axis[0], count=1)
    return new[: axis.start()] + changed + new[axis.end() :]


class _Group(NamedTuple):
    """The series that a chart draws in one way: the XML of the values of each."""

    is_stacked: bool
    series: Sequence[str]


def _groups(text: str) -> list[_Group]:
    return [
        _Group(
            _STACKED.search(group[3]) is not None,
            [match[2] for match in _VALUES.finditer(group[3])],
        )
        for group in _GROUP.finditer(text)
    ]


def _largest_written(groups: Sequence[_Group], written: Written) -> float | None:
    """The highest point that the written cells will draw; None where not all are plain."""
    tops = [0.0]
    for group in groups:
        drawn: list[list[float]] = []
        for series in group.series:
            formula = _FORMULA.search(series)
            place = sheet_range(unescaped_xml(formula[1])) if formula else None
            grid = None if place is None else written(place)
            if grid is None:
                return None
            values = [value for row in grid for value in row]
            drawn.append([one if isinstance(one, (int, float)) else 0.0 for one in values])
        tops.append(_top(drawn, is_stacked=group.is_stacked))
    return max(tops)


def _has_figures(text: str) -> bool:
    return any(_POINT.search(match[2]) for match in _VALUES.finditer(text))


def _largest_cached(groups: Sequence[_Group]) -> float:
    """The highest point of a chart as its caches draw it."""
    tops = [0.0]
    for group in groups:
        drawn = []
        for series in group.series:
            points = {int(at): float(value) for at, value in _POINT.findall(series)}
            drawn.append([points.get(at, 0.0) for at in range(max(points, default=-1) + 1)])
        tops.append(_top(drawn, is_stacked=group.is_stacked))
    return max(tops)


def _top(series: Sequence[Sequence[float]], *, is_stacked: bool) -> float:
    """The highest point of series that stand on one another or side by side."""
    if is_stacked:
        return max(map(sum, zip_longest(*series, fillvalue=0.0)), default=0.0)
    return max((max(one) for one in series if one), default=0.0)
