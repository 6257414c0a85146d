"""Where a workbook says something by colour alone: formats, cells, and the series of charts.

WCAG 2.2, success criterion 1.4.1: who cannot tell colours apart, or prints in black and white,
must find a word, a symbol or a form that says the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from workbook.check.opened import STYLED_CELL
from workbook.check.palette import contrast
from workbook.package.cell import unescaped_xml
from workbook.package.reference import cell_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.check.opened import OpenedWorkbook
    from workbook.check.palette import Palette

LEAST_APART: Final = 3.0
"""The contrast (WCAG 2.2, 1.4.11) from which two colours differ in brightness too."""

FEW: Final = 1 / 3
"""Below this share of a column's cells a fill marks some of them; above it, it is banding."""

_FORMATTED: Final = re.compile(
    r'<(?:\w+:)?conditionalFormatting\b[^>]*\bsqref="([^"]+)"[^>]*>(.*?)'
    r"</(?:\w+:)?conditionalFormatting>",
    re.DOTALL,
)
_RULE: Final = re.compile(r"<(?:\w+:)?cfRule\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?cfRule>)", re.DOTALL)
_FORMULA: Final = re.compile(r"<(?:\w+:)?(?:formula|f)>([^<]*)</")
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')
_ICONS: Final = re.compile(r"<(?:\w+:)?iconSet\b([^>]*)>")
_BY_FIGURES: Final = (
    "cellIs", "expression", "top10", "aboveAverage", "duplicateValues", "uniqueValues",
    "timePeriod",
)  # fmt: skip
"""Conditions that no word in the cell need say."""

_LIKE_ICONS: Final = ("3TrafficLights", "4TrafficLights", "4RedToBlack", "3Flags")
"""Icons of one form in several colours; Excel's own set is the first."""

_CACHES: Final = re.compile(
    r"<((?:\w+:)?(?:numCache|strCache|multiLvlStrCache))>.*?</\1>", re.DOTALL
)


def conditional_colours(opened: OpenedWorkbook) -> Iterator[str]:
    """Conditional formats that change a cell's colours and nothing else for what no word says."""
    plain = _colour_only_formats(opened)
    for part, sheet in opened.sheets:
        for block in _FORMATTED.finditer(sheet.text):
            for rule in _RULE.finditer(block[2]):
                attributes = dict(_ATTRIBUTE.findall(rule[1]))
                icons = _ICONS.search(rule[2] or "")
                if icons is not None and _is_colour_of_icons(icons[1]):
                    yield (
                        f"{part.name}!{block[1]}: icons that differ by colour alone stand without "
                        "their numbers; show the numbers, or use icons of several forms."
                    )
                words = unescaped_xml("".join(_FORMULA.findall(rule[2] or "")))
                if (
                    attributes.get("type") in _BY_FIGURES
                    and attributes.get("dxfId") in plain
                    and '"' not in words
                ):
                    yield (
                        f"{part.name}!{block[1]}: a conditional format says by colour alone what "
                        "no word says; make it bold too, or write the word beside it."
                    )


def _is_colour_of_icons(attributes: str) -> bool:
    found = dict(_ATTRIBUTE.findall(attributes))
    name = found.get("iconSet", _LIKE_ICONS[0])
    return found.get("showValue") in ("0", "false") and name.startswith(_LIKE_ICONS)


def _colour_only_formats(opened: OpenedWorkbook) -> set[str]:
    """The numbers of the conditional formats that change nothing but colours."""
    styles = opened.styles
    formats = [] if styles is None else [one for one in styles if _tag(one) == "dxfs"]
    return {
        str(number)
        for number, one in enumerate(formats[0] if formats else ())
        if len(one) and all(_is_colour(child) for child in one)
    }


def _is_colour(element: ElementTree.Element) -> bool:
    if _tag(element) == "fill":
        return True
    is_font = _tag(element) == "font"
    return is_font and all(
        _tag(child) == "color" or child.get("val") in ("0", "false", "none") for child in element
    )


def filled_cells(opened: OpenedWorkbook) -> Iterator[str]:
    """Cells of tables whose fill alone tells them from others of their column."""
    fills = [look.fill for look in opened.looks]
    for part, table, values in opened.tables:
        sheet = next(sheet for known, sheet in opened.sheets if known is part)
        filled = {
            match[1]: fills[int(match[2])]
            for match in STYLED_CELL.finditer(sheet.text)
            if int(match[2]) < len(fills) and fills[int(match[2])]
        }
        if not filled:
            continue
        for offset, heading in enumerate(table.columns):
            column = table.data.first_column + offset
            cells = [
                (cell_address(row, column), line[offset])
                for row, line in enumerate(values, table.data.first_row)
            ]
            usual, count = Counter(filled.get(at) for at, _ in cells).most_common(1)[0]
            if count == len(cells) or len(cells) - count > FEW * len(cells):
                continue
            plain = {value for at, value in cells if filled.get(at) == usual}
            for at, value in cells:
                if filled.get(at) == usual or (value not in (None, "") and value not in plain):
                    continue
                yield (
                    f"{part.name}!{at}: the fill alone tells this cell from others of the column "
                    f"'{heading}' of {table.name}; write a word or a symbol."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """How a series is drawn, but for its colour; ``colour`` is None where the theme decides."""

    position: int
    kind: str
    form: tuple[str, ...]
    colour: str | None


def series_of_charts(opened: OpenedWorkbook) -> Iterator[str]:
    """Charts whose series only their colours tell apart."""
    for part in opened.structure.charts:
        text = _CACHES.sub("", opened.archive.text(part))
        root = ElementTree.fromstring(text)  # noqa: S314 - the archive has refused DTDs
        drawn = _drawn_series(root, opened.palette)
        alike = [
            (one, other)
            for one, other in combinations(drawn, 2)
            if (one.kind, one.form) == (other.kind, other.form) and not _are_apart(one, other)
        ]
        if alike:
            one, other = alike[0]
            yield (
                f"{opened.sheet_of_chart(part)}: series {one.position} and {other.position} of the "
                f"chart {part.rpartition('/')[2]} differ by colour alone; give one of them a dash, "
                "a marker, a pattern or a label."
            )


def _are_apart(one: _Drawn, other: _Drawn) -> bool:
    """Whether brightness tells two colours apart, or there is one colour only."""
    if one.colour is None or other.colour is None:
        return False
    return one.colour == other.colour or contrast(one.colour, other.colour) >= LEAST_APART


def _drawn_series(root: ElementTree.Element, palette: Palette) -> list[_Drawn]:
    """The series that are seen and carry no label of their own."""
    found = []
    position = 0
    for group in root.iter():
        kind = _tag(group)
        if not kind.endswith("Chart") or kind == "stockChart":
            continue
        for series in (one for one in group if _tag(one) == "ser"):
            position += 1
            drawn = _as_drawn(series, kind, position, palette)
            if drawn is not None and not _has_label(series):
                found.append(drawn)
    return found


def _as_drawn(
    series: ElementTree.Element, kind: str, position: int, palette: Palette
) -> _Drawn | None:
    shape = _child(series, "spPr")
    if kind not in ("lineChart", "scatterChart", "radarChart"):
        solid, pattern = _child(shape, "solidFill"), _child(shape, "pattFill")
        if _child(shape, "noFill") is not None:
            return None
        form = () if pattern is None else (pattern.get("prst", ""),)
        return _Drawn(position=position, kind=kind, form=form, colour=_rgb(solid, palette))
    line = _child(shape, "ln")
    marker = _child(series, "marker")
    symbol = "none" if marker is None else _value(marker, "symbol", "automatic")
    has_line = line is None or _child(line, "noFill") is None
    if not has_line and symbol == "none":
        return None
    dash = _value(line, "prstDash", "solid") if has_line else "no line"
    width = (line.get("w", "") if line is not None else "") if has_line else ""
    size = _value(marker, "size", "") if symbol != "none" else ""
    source = line if has_line else _child(marker, "spPr")
    colour = _rgb(_child(source, "solidFill"), palette)
    return _Drawn(position=position, kind=kind, form=(dash, width, symbol, size), colour=colour)


def _has_label(series: ElementTree.Element) -> bool:
    labels = _child(series, "dLbls")
    return labels is not None and any(
        _tag(one) == "showSerName" and one.get("val", "1") in ("1", "true") for one in labels.iter()
    )


def _rgb(solid: ElementTree.Element | None, palette: Palette) -> str | None:
    colour = None if solid is None else next(iter(solid), None)
    if colour is None:
        return None
    if _tag(colour) == "schemeClr":
        return palette.theme.get(colour.get("val", ""))
    return colour.get("val", "").upper() or None


def _value(parent: ElementTree.Element | None, name: str, default: str) -> str:
    found = _child(parent, name)
    return default if found is None else found.get("val", default)


def _child(parent: ElementTree.Element | None, name: str) -> ElementTree.Element | None:
    return None if parent is None else next((one for one in parent if _tag(one) == name), None)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
