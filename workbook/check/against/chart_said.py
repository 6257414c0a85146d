"""What there is to say of a chart beside its kind: its series in order, and its axes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.reference import column_number
from workbook.package.structure import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive

_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_VALUES: Final = frozenset({"val", "yVal", "bubbleSize"})
_SCALE: Final = frozenset({"logBase", "min", "max"})


def says_of_chart(archive: Archive, part: str) -> dict[str, str]:
    """The series of a chart, each by its colours and which column or row it shows, and its axes.

    Columns are counted from the first one that the chart shows: cells may have moved together.
    """
    root = parsed(archive, part)
    series = list(_all(root, {"ser"}))
    places = _places([_values(one) for one in series])
    told = [f"{_colours(one)} {place}" for one, place in zip(series, places, strict=True)]
    axes = [f"{_local(one)} {one.get('val', '')}" for one in _all(root, _SCALE)]
    return {"series": "; ".join(told), "limits of the axes": ", ".join(axes)}


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: Element, names: frozenset[str] | set[str]) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) in names)


def _colours(series: Element) -> str:
    found = dict.fromkeys(one.get("val", "").upper() for one in _all(series, {"srgbClr"}))
    return "/".join(found) or "no colour"


def _values(series: Element) -> str:
    """The cells of a series' values as a formula; '' where it has none."""
    cells = (one.text or "" for held in _all(series, _VALUES) for one in _all(held, {"f"}))
    return next(cells, "").rpartition("!")[2]


def _places(cells: Sequence[str]) -> Iterator[str]:
    """Where each series' values stand: ``of column 2``, or of a row where columns are one."""
    found = [
        match and (column_number(match[1]), int(match[2])) for match in map(_CELL.match, cells)
    ]
    known = [one for one in found if one is not None]
    way = 0 if len({column for column, _ in known}) > 1 else 1
    first = min((one[way] for one in known), default=0)
    for one, formula in zip(found, cells, strict=True):
        if one is None:
            yield f"of {formula or 'no cells'}"
        else:
            yield f"of {('column', 'row')[way]} {one[way] - first + 1}"
