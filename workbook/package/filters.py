"""Filters over written cells: cleared, and the rows that they hid shown again.

A hidden row holds other content after a refresh, and Excel writes an array of values into the
visible cells alone; so both surfaces clear the filter of what they write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.package.cell import unescaped_xml
from workbook.package.reference import Rectangle, sheet_range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbook.package.sheet import SheetXml

_FILTER: Final = re.compile(
    r'(<((?:\w+:)?)autoFilter\b[^>]*?\sref="([^"]+)"[^>]*?)(?:/>|>(.*?)</\2autoFilter>)', re.DOTALL
)
_COLUMN: Final = re.compile(
    r"(<((?:\w+:)?)filterColumn\b[^>]*?)(/>|>.*?</\2filterColumn>)", re.DOTALL
)
_SORT: Final = re.compile(r"<((?:\w+:)?)sortState\b[^>]*?(?:/>|>.*?</\1sortState>)", re.DOTALL)
_MODE: Final = re.compile(r'\sfilterMode="(?:1|true)"')
_PROPERTIES: Final = re.compile(r"<(?:\w+:)?sheetPr\b[^>]*>")
_FILTER_NAME: Final = re.compile(
    r'<(?:\w+:)?definedName\b[^>]*\sname="_xlnm\._FilterDatabase"[^>]*>([^<]*)<'
)
_HIDDEN: Final = re.compile(r"""\shidden=["'](?:1|true)["']""")
_NUMBER: Final = re.compile(r"""\sr=["'](\d+)["']""")


def is_filtered(text: str) -> bool:
    """Whether a table's part, or the end of a sheet's, holds a filter that hides rows."""
    found = _FILTER.search(text)
    return found is not None and any(match[3] != "/>" for match in _COLUMN.finditer(found[0]))


def without_filter(text: str) -> str:
    """A part whose filter shows every row; its buttons and its order stay."""

    def cleared(match: re.Match[str]) -> str:
        content = _COLUMN.sub(_shows_all, match[4] or "")
        return f"{match[1]}>{content}</{match[2]}autoFilter>" if content else f"{match[1]}/>"

    return _FILTER.sub(cleared, text, count=1) if is_filtered(text) else text


def _shows_all(match: re.Match[str]) -> str:
    is_self_closed = match[3] == "/>"
    # A column may hide its button, which is no filter.
    return f"{match[1]}/>" if is_self_closed or "Button=" in match[1] else ""


def without_order(text: str) -> str:
    """A table's part that no longer says by what its rows are sorted."""
    return _SORT.sub("", text) if "sortState" in text else text


@dataclass(frozen=True, slots=True)
class SheetFilter:
    """The filter of a sheet's plain range that hides rows: its rows below the headings, and the
    sheet's text without it.
    """

    area: Rectangle
    text: str


def sheet_filter(sheet: SheetXml, text: str, advanced: str) -> SheetFilter | None:
    """The filter of a sheet's own range, None where no rows are hidden by one.

    ``text`` is the sheet as it is written now; ``advanced`` is what the hidden name of the sheet's
    last filter refers to, which is all that is left of an advanced filter.
    """
    head, tail = text[: sheet.data_start], text[text.rindex("sheetData") :]
    found = _FILTER.search(tail)
    if is_filtered(tail) and found is not None:
        reference = found[3]
    elif _is_filter_mode(head) and advanced:
        reference = advanced
    else:
        return None
    try:
        area = Rectangle.parse(reference)
    except ValueError:
        return None
    if area.first_row == area.last_row:
        return None
    # The headings are never hidden.
    area = Rectangle(area.first_row + 1, area.first_column, area.last_row, area.last_column)
    middle = text[len(head) : len(text) - len(tail)]
    return SheetFilter(area, f"{_without_mode(head)}{middle}{without_filter(tail)}")


def _is_filter_mode(head: str) -> bool:
    found = _PROPERTIES.search(head)
    return found is not None and _MODE.search(found[0]) is not None


def without_filter_mode(sheet: SheetXml, text: str) -> str:
    """A sheet's text that no longer says that a filter hides some of its rows."""
    return f"{_without_mode(text[: sheet.data_start])}{text[sheet.data_start :]}"


def _without_mode(head: str) -> str:
    return _PROPERTIES.sub(lambda match: _MODE.sub("", match[0]), head, count=1)


def hidden_rows(sheet: SheetXml, areas: Iterable[Rectangle]) -> set[int]:
    """The rows of some ranges that the sheet hides."""
    if " hidden=" not in sheet.text:
        return set()
    wanted = list(areas)
    return {
        number
        for number, place in sheet.rows.items()
        if _HIDDEN.search(sheet.text, place.start, place.body)
        and any(area.first_row <= number <= area.last_row for area in wanted)
    }


def with_rows_shown(text: str, prefix: str, rows: Collection[int]) -> str:
    """A sheet's text in which these rows are hidden no longer."""
    if not rows:
        return text

    def shown(match: re.Match[str]) -> str:
        number = _NUMBER.search(match[0])
        if number is None or int(number[1]) not in rows:
            return match[0]
        return _HIDDEN.sub("", match[0], count=1)

    return re.sub(rf"<{prefix}row\b[^>]*>", shown, text)


def filter_names(workbook_xml: str) -> dict[str, str]:
    """What the hidden name of each sheet's last filter refers to, by the sheet in small letters."""
    found = {}
    for reference in _FILTER_NAME.findall(workbook_xml):
        place = sheet_range(unescaped_xml(reference))
        if place is not None:
            found[place[0].casefold()] = place[1].address
    return found
