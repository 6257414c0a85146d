"""A chart part: the cached values of series whose cells changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.package.cell import ERRORS, escaped_text, number_text, unescaped_xml
from workbook.package.reference import Rectangle, sheet_range
from workbook.package.strings import string_text
from workbook.package.xml_text import quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbook.package.cell import Value

# ECMA-376 part 1, 21.2.2: numRef, strRef, multiLvlStrRef; [MS-ODRAWXML] 2.24.3.21 datalabelsRange
_REFERENCE: Final = re.compile(
    r"<((?:\w+:)?)(numRef|strRef|multiLvlStrRef|datalabelsRange)>"
    r"(\s*<(?:\w+:)?f>([^<]*)</(?:\w+:)?f>)"
)
_AXIS: Final = re.compile(r"<(?:\w+:)?(?:cat|xVal)>\s*\Z")
_VALUES: Final = re.compile(r"<(?:\w+:)?(?:val|yVal)>\s*\Z")
_AXIS_TAG: Final = 40  # characters before a reference in which the tag around it stands
_CACHE: Final = re.compile(
    r"\s*<((?:\w+:)?(?:numCache|strCache|multiLvlStrCache|dlblRangeCache))(?:/>|>(.*?)</\1>)",
    re.DOTALL,
)
_POINT: Final = re.compile(
    r'<(?:\w+:)?pt\s+idx="(\d+)"(?:\s+formatCode="([^"]*)")?[^>]*>\s*'
    r"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>"
)
_COUNT: Final = re.compile(r'<(?:\w+:)?ptCount\s+val="(\d+)"')
_FORMAT: Final = re.compile(r"<(?:\w+:)?formatCode>[^<]*</(?:\w+:)?formatCode>")
_LEVEL: Final = re.compile(r"<(?:\w+:)?lvl>(.*?)</(?:\w+:)?lvl>", re.DOTALL)
_ROOT: Final = re.compile(r"<((?:\w+:)?)chartSpace[\s>]")
_CACHE_NAMES: Final = {
    "numRef": "numCache",
    "strRef": "strCache",
    "multiLvlStrRef": "multiLvlStrCache",
    "datalabelsRange": "dlblRangeCache",
}

_LINES: Final = re.compile(r"<((?:\w+:)?)lineChart>.*?</\1lineChart>", re.DOTALL)
_STACKED: Final = re.compile(r'(<(?:\w+:)?grouping val=")stacked(")')

Place = tuple[str, Rectangle]
Grid = list[list["Value"]]


class _Reference(NamedTuple):
    """A reference of a chart to cells: its element, from where to where it stands in the text."""

    prefix: str
    kind: str
    f: str
    """The element of the formula."""
    formula: str
    rest: str
    """What follows the formula: the cache, and what programs added."""
    start: int
    end: int


def _references(text: str) -> Iterator[_Reference]:
    """The references of a chart, in order.

    The end of each is looked for as such: a pattern for all of it would try each character of
    the caches, which are most of a chart.
    """
    position = 0
    while (opening := _REFERENCE.search(text, position)) is not None:
        prefix, kind, f, formula = opening.groups()
        closing = f"</{prefix}{kind}>"
        position = opening.end()
        end = text.find(closing, position)
        if end >= 0:
            rest = text[position:end]
            position = end + len(closing)
            yield _Reference(
                prefix, kind, f, unescaped_xml(formula), rest, opening.start(), position
            )


class _Cache(NamedTuple):
    """What a cache says: number of points, and per level the text of each point that has one."""

    size: int
    levels: tuple[dict[int, str], ...]


def refreshed_chart(
    text: str,
    *,
    names: Mapping[str, str],
    is_changed: Callable[[Place], bool],
    values: Callable[[Place], Grid],
) -> str:
    """A chart part whose caches agree with the cells.

    Only references with a changed cell are looked at, and only caches that differ are written;
    a reference without a cache gets one. A blank cell is no point. A text among numbers is no
    point either: it is "no figure", not the 0 as which Excel would draw it.
    """
    root = _ROOT.search(text)
    prefix = root[1] if root else "c:"
    pieces: list[str] = []
    position = 0
    for reference in _references(text):
        places = _places(reference.formula, names)
        if not places or not any(map(is_changed, places)):
            continue
        is_axis = _AXIS.search(_before(text, reference)) is not None
        grids = [values(place) for place in places]
        new = _with_cache(reference, prefix, grids, is_axis=is_axis)
        if new is not None:
            pieces += (text[position : reference.start], new)
            position = reference.end
    return "".join((*pieces, text[position:])) if pieces else text


def _before(text: str, reference: _Reference) -> str:
    return text[max(0, reference.start - _AXIS_TAG) : reference.start]


def drawn_cells(text: str, names: Mapping[str, str]) -> list[Place]:
    """The range that each series of a chart draws, several of one that draws a union.

    Left out are ranges of other workbooks and names that mean no range.
    """
    return [
        place
        for reference in _references(text)
        if _VALUES.search(_before(text, reference))
        for place in _places(reference.formula, names)
    ]


def cached_numbers(text: str, names: Mapping[str, str]) -> Iterator[tuple[Place, dict[int, str]]]:
    """The range and the saved figures, by position, of each series that has any saved.

    Left out are unions of ranges and references without saved points.
    """
    for reference in _references(text):
        places = _places(reference.formula, names)
        cache = _CACHE.search(reference.rest)
        if reference.kind == "numRef" and len(places) == 1 and cache is not None and cache[2]:
            yield places[0], {int(at): value for at, _, value in _POINT.findall(cache[2])}


def _places(formula: str, names: Mapping[str, str]) -> list[Place]:
    """The ranges of ``Sheet1!$A$1:$A$9``, of a union of such, or of a defined name."""
    found: list[Place] = []
    for part in _union_parts(formula.strip()):
        place = sheet_range(part)
        if place is None:
            place = sheet_range(names.get(part.rpartition("!")[2].casefold(), ""))
        if place is None:
            return []
        found.append(place)
    return found


def _union_parts(formula: str) -> list[str]:
    if not (formula.startswith("(") and formula.endswith(")")):
        return [formula]
    return [part.strip() for part in re.findall(r"(?:'[^']*'|[^,'])+", formula[1:-1])]


def _with_cache(
    reference: _Reference, prefix: str, grids: Sequence[Grid], *, is_axis: bool
) -> str | None:
    """The reference with its cache as the cells are; None where it says so already."""
    kind, rest, p = reference.kind, reference.rest, reference.prefix
    cache = _CACHE.search(rest)
    content = (cache[2] or "") if cache else ""
    grid = grids[0]
    is_table = len(grids) == 1 and len(grid) > 1 and len(grid[0]) > 1
    if is_axis:
        kind = _axis_kind(kind, grids, is_table=is_table)
    if kind == "multiLvlStrRef":
        new = _levels(grid, _COUNT.search(content))
    else:
        flat = [value for part in grids for row in part for value in row]
        points = _numbers(flat) if kind == "numRef" else _texts(flat)
        new = _Cache(len(flat), (points,))
    written = _written(new, kind, prefix, content, p)
    # Mostly it is there as this program wrote it; what others spell otherwise is read.
    if cache is not None and kind == reference.kind:
        is_there = cache[0] == written or _says(content, kind, new)
        if is_there:
            return None
    start, end = cache.span() if cache else (0, 0)
    rest = rest[:start] + written + rest[end:]
    return f"<{p}{kind}>{reference.f}{rest}</{p}{kind}>"


def _axis_kind(kind: str, grids: Sequence[Grid], *, is_table: bool) -> str:
    """Categories may be numbers or words; the kind of their reference follows the cells."""
    if is_table:
        return "multiLvlStrRef"
    has_words = any(
        isinstance(value, str) and value not in ERRORS
        for grid in grids
        for row in grid
        for value in row
    )
    return "strRef" if has_words and kind == "numRef" else kind


def _numbers(values: Sequence[Value]) -> dict[int, str]:
    return {
        index: value if isinstance(value, str) else number_text(value)
        for index, value in enumerate(values)
        if value is not None and (not isinstance(value, str) or value in ERRORS)
    }


def _texts(values: Sequence[Value]) -> dict[int, str]:
    return {index: _label(value) for index, value in enumerate(values) if value is not None}


def _label(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else number_text(value or 0)


def _levels(grid: Grid, count: re.Match[str] | None) -> _Cache:
    """The innermost level (the last column) comes first."""
    is_sideways = count is not None and int(count[1]) == len(grid[0]) != len(grid)
    lines = grid if is_sideways else [list(column) for column in zip(*grid, strict=True)]
    return _Cache(len(lines[0]), tuple(_texts(line) for line in reversed(lines)))


def _says(content: str, kind: str, new: _Cache) -> bool:
    count = _COUNT.search(content)
    parts = _LEVEL.findall(content) if kind == "multiLvlStrRef" else [content]
    old = tuple(
        {int(index): string_text(value) for index, _, value in _POINT.findall(part)}
        for part in parts
    )
    if count is None or int(count[1]) != new.size:
        return False
    if kind != "numRef":
        return old == new.levels
    return {i: _figure(v) for i, v in old[0].items()} == {
        i: _figure(v) for i, v in new.levels[0].items()
    }


def _figure(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _written(new: _Cache, kind: str, c: str, content: str, p: str) -> str:
    is_number = kind == "numRef"
    formats: dict[int, str] = {}
    if is_number and " formatCode=" in content:
        formats = {int(at): _format(code) for at, code, _ in _POINT.findall(content) if code}
    levels = [
        "".join(
            [
                f'<{c}pt idx="{index}"{formats.get(index, "")}>'
                f"<{c}v>{value if is_number else escaped_text(value)}</{c}v></{c}pt>"
                for index, value in level.items()
            ]
        )
        for level in new.levels
    ]
    if kind == "multiLvlStrRef":
        points = "".join(f"<{c}lvl>{level}</{c}lvl>" for level in levels)
    else:
        points = levels[0]
    code = ""
    if is_number:
        found = _FORMAT.search(content)
        code = found[0] if found else f"<{c}formatCode>General</{c}formatCode>"
    name = _CACHE_NAMES[kind]
    holder = p if kind == "datalabelsRange" else c
    return f'<{holder}{name}>{code}<{c}ptCount val="{new.size}"/>{points}</{holder}{name}>'


def _format(code: str) -> str:
    return f" formatCode={quoteattr(unescaped_xml(code))}"


def with_lines_apart(text: str) -> str:
    """A chart part whose lines each show their own figures.

    LibreOffice saves the lines before a stacked area as stacked, too: each would then be drawn on
    top of the others. No chart of the dashboard stacks lines.
    """
    return _LINES.sub(lambda lines: _STACKED.sub(r"\g<1>standard\g<2>", lines[0], count=1), text)
