"""The map of wards: the workbook's own shapes, classes, labels and outlines, drawn as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Self

from workbook.block import Block, ShapeStyle, TableBlock
from workbook.house.text_width import room_for, text_width, unbroken
from workbook.html.svg.figure import Figure, drawing, nothing, number, text_of
from workbook.sheets.map import layout
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.label_places import Ground, Taken, best_in
from workbook.sheets.map.labels import LABEL_POINTS, LINE_POINTS
from workbook.sheets.map.parts import CLASS_FILLS, ROW_NUMBER, border_name
from workbook.sheets.map.placed import placed_map, shape_of_parts, wards_of
from workbook.sheets.map.values import blocks, ordered_wards
from workbook.sheets.map.words import value_words
from xlsrc.domain.wording import DOES_NOT_APPLY, count, percent
from xlsrc.measures.rolling import PER_CENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.block import Cell, Write
    from workbook.html.svg.figure import Cells, Table
    from workbook.sheets.map.parts import DrawnWard
    from workbook.sheets.map.placed import PlacedMap
    from workbook.sheets.map.shape_xml import Parts
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.area_map import AreaMap
    from xlsrc.maps.geography import Geography

MAP_WIDTH, MAP_HEIGHT = 400.0, 424.0
"""The box that the map is drawn in, of whose units the workbook's labels are 8.8 high: 12 pixels on
a page that is half as wide as the map and its table."""

MARGIN: Final = 3.0
"""Around the map: an outline of a cluster is as thick as that."""

BASE_LINE: Final = 3.0
"""From the middle of a label's letters down to their base line."""

SLIVER: Final = 0.5
LETTERS_LESS: Final = 3.0
"""How much lower the letters of lines are together than the lines."""

PHONE_SIZE: Final = 15.0
PHONE_BASE: Final = 5.3
MOST_OUTSIDE: Final = 0.1
"""The share of a value on a phone that may lie outside its ward; elsewhere the table has it."""

RUN_BUILD: Final = ": run safer build."
"""What a sheet says to its analysts."""

NO_CLASS: Final = "none"
NUMBER, NAME, CHANGE, RATE, FOUND = "No.", "Ward", "Change", "Per 1,000", "Found"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a refresh would write of the map: looks of shapes by name, texts and rows."""

    looks: Mapping[str, ShapeStyle]
    texts: Mapping[str, Sequence[Sequence[Cell]]]
    rows: Sequence[Mapping[str, Cell]]

    @classmethod
    def of(cls, writes: Sequence[Write]) -> Self:
        """What is in the sheet's writes."""
        rows = [
            dict(zip(one.columns, row, strict=True))
            for one in writes
            if isinstance(one, TableBlock)
            for row in one.rows
        ]
        return cls(
            looks={one.name: one for one in writes if isinstance(one, ShapeStyle)},
            texts={one.name: one.values for one in writes if isinstance(one, Block)},
            rows=rows,
        )

    def text(self, name: str) -> str:
        """The one cell of a block, '' where it is blank."""
        ((value,),) = self.texts[name]
        return "" if value is None else str(value)

    def cells(self, name: str) -> Cells:
        """The cells of a block of one row, '' where they are blank."""
        (row,) = self.texts[name]
        return tuple("" if value is None else str(value) for value in row)


def map_figure(dashboard: Dashboard, found: Geography, name: str) -> Figure:
    """The map that the settings ask for, of these wards; ``name`` is the drawing's id on the page.

    Wards have their names and values where there is room, on phones their values alone. The
    figure's ``legend`` are its classes, ``shades`` the class of each row of its table.
    """
    shown = dashboard.ward_map
    if shown is None or shown.indicator is None:
        return nothing("Map by ward", "No indicator has figures of wards.")
    if shown.reason or not found.outlines:
        why = shown.reason or f"No ward boundaries of {dashboard.area.name} were at hand."
        return nothing("Map by ward", why)
    box = MAP_WIDTH - 2 * MARGIN, MAP_HEIGHT - 2 * MARGIN
    placed = placed_map(found.outlines, *box)
    wards = wards_of(found, placed.labels)
    said = _Said.of(blocks(dashboard, wards, ward_surroundings(dashboard, wards)))
    title = said.text(layout.TITLE.name).removeprefix("Map: ")
    measure = said.text(layout.NOTE.name).split(" · ")[0]
    period = said.text(layout.PERIOD.name)
    caption = unbroken(f"{title[:1].upper()}{title[1:]}. {measure}, {period}")
    figures = {figure.area.code: figure for figure in shown.figures}
    ordered = ordered_wards(shown, figures, wards)
    values = (f"{ward.name} {value_words(shown, figures.get(ward.code))}" for ward in ordered)
    describes = f"{'; '.join(values)}. {said.text(layout.CLUSTERS.name)}"
    size = MAP_WIDTH, placed.height + 2 * MARGIN
    parts = _parts(placed, wards, said, shown, name)
    return Figure(
        svg=drawing(name, caption, describes, size, parts, kind="s-map"),
        caption=caption,
        describes=describes,
        table=_table(said, wards),
        notes=tuple(line for line in _notes(said) if line),
        legend=_legend(said),
        shades=(*(_shade(said.looks[ward.code]) for ward in ordered), None),
    )


def _shade(look: ShapeStyle) -> int | None:
    return None if look.hatched else CLASS_FILLS.index(look.fill)


def _legend(said: _Said) -> tuple[tuple[str, str], ...]:
    """The classes' CSS names and words, those that there are."""
    cells = said.cells(layout.LEGEND.name)
    names = (*(f"s-class-{at}" for at in range(len(CLASS_FILLS))), f"s-class-{NO_CLASS}")
    has_gaps = any(look.hatched for look in said.looks.values())
    return tuple(
        (name, text.removeprefix("///").strip())
        for name, text in zip(names, cells, strict=True)
        if text and (has_gaps or not name.endswith(NO_CLASS))
    )


def _notes(said: _Said) -> tuple[str, ...]:
    """What the signs mean, the clusters, how the classes were set, and the sources."""
    (how,), (sources,) = said.texts[layout.FOOT.name]
    signs = said.text(layout.MARKS.name)
    return (
        said.text(layout.CLUSTERS.name),
        signs,
        "" if how is None else str(how).replace(RUN_BUILD, "."),
        "" if sources is None else str(sources),
    )


def _table(said: _Said, wards: Sequence[DrawnWard]) -> Table:
    """The sheet's table, and the whole area below; without numbers where no ward bears one."""
    has_numbers = any(ward.label.startswith(ROW_NUMBER) for ward in wards)
    headers = [
        header for header in layout.WARD_MAP_TABLE.headers if header != NUMBER or has_numbers
    ]
    (area,) = said.texts[layout.AREA.name]
    whole = dict(zip(layout.WARD_MAP_TABLE.headers, area, strict=True))
    rows = tuple(
        tuple(_cell_words(header, row[header]) for header in headers) for row in (*said.rows, whole)
    )
    return tuple(headers), rows


def _cell_words(header: str, value: Cell) -> str:
    """A cell as its column's format shows it."""
    if value is None:
        return DOES_NOT_APPLY
    if not isinstance(value, int | float):
        return str(value)
    if header == CHANGE:
        return percent(PER_CENT * value)
    return f"{value:,.1f}" if header == RATE else count(round(value))


def _parts(
    placed: PlacedMap, wards: Sequence[DrawnWard], said: _Said, shown: AreaMap, name: str
) -> Iterator[str]:
    left = (MAP_WIDTH - placed.width) / 2
    if _is_written_beside(placed, wards, said):
        # What stands beside the wards is written in ink on white, in dark, too.
        deep = number(placed.height + 2 * MARGIN)
        yield f'<path class="s-plate" d="M0 0H{number(MAP_WIDTH)}V{deep}H0z"/>'
    hatched = [at for at, ward in enumerate(wards) if said.looks[ward.code].hatched]
    if hatched:
        yield (
            f'<defs><pattern id="{name}-hatch" width="5" height="5" '
            'patternUnits="userSpaceOnUse"><path class="s-hatch" d="M0 5L5 0"/></pattern></defs>'
        )
    yield f'<g transform="translate({number(left)} {number(MARGIN)})">'
    for ward, area in zip(wards, placed.areas, strict=True):
        look = said.looks[ward.code]
        shade = _shade(look)
        yield (
            f'<path class="s-ward s-class-{NO_CLASS if shade is None else shade}" '
            f'd="{_lines(area, closed=True)}"/>'
        )
    for at in hatched:
        yield f'<path fill="url(#{name}-hatch)" d="{_lines(placed.areas[at], closed=True)}"/>'
    yield from _edges(placed, said)
    yield from _labels(placed, wards, said)
    yield from _phone(placed, wards, shown, left)
    yield "</g>"


def _is_written_beside(placed: PlacedMap, wards: Sequence[DrawnWard], said: _Said) -> bool:
    """Whether any words reach out of the wards."""
    import shapely

    # Simplified wards leave slivers between them.
    ground = shapely.union_all([shape_of_parts(area) for area in placed.areas]).buffer(SLIVER)
    boxes = []
    for ward, label in zip(wards, placed.labels, strict=True):
        lines = said.looks[ward.code].label.split("\n")
        wide = max(text_width(line, LABEL_POINTS, bold=True) for line in lines)
        deep = LINE_POINTS * len(lines) - LETTERS_LESS
        x, y = label.x, label.y
        boxes.append(shapely.box(x - wide / 2, y - deep / 2, x + wide / 2, y + deep / 2))
    return not all(map(ground.covers, boxes))


def _lines(parts: Parts, *, closed: bool) -> str:
    """Rings or lines as a path, each step from the point before."""
    data = []
    for part in parts:
        for ring in part:
            points = [(round(10 * x), round(10 * y)) for x, y in ring]
            data.append(f"M{_tenths(points[0][0])} {_tenths(points[0][1])}l")
            steps = (
                f"{_tenths(x - a)} {_tenths(y - b)}"
                for (a, b), (x, y) in pairwise(points)
                if (a, b) != (x, y)
            )
            data.append(" ".join(steps).replace(" -", "-"))
            data.append("z" if closed else "")
    return "".join(data)


def _tenths(value: int) -> str:
    return number(value / 10)


def _edges(placed: PlacedMap, said: _Said) -> Iterator[str]:
    """The borders around clusters: solid of high ones, dashed of low ones."""
    for codes, lines in placed.borders:
        own = border_name(codes)
        look = said.looks.get(own)
        if look is not None and look.edge:
            low = " s-edge-low" if look.dashed else ""
            yield f'<path class="s-edge{low}" d="{_lines(lines, closed=False)}"/>'


def _labels(placed: PlacedMap, wards: Sequence[DrawnWard], said: _Said) -> Iterator[str]:
    """Names and values as on the sheet, with lines from numbers beside their wards."""
    yield '<g class="s-wide">'
    for ward, label in zip(wards, placed.labels, strict=True):
        if label.points_at is not None:
            x, y = label.points_at
            yield (
                f'<path class="s-pointer" d="M{number(label.x)} {number(label.y)}'
                f'L{number(x)} {number(y)}"/>'
            )
        lines = [line for line in said.looks[ward.code].label.split("\n") if line]
        top = label.y - LINE_POINTS * (len(lines) - 1) / 2 + BASE_LINE
        for at, line in enumerate(lines):
            is_value = label.value_width > 0 and at == len(lines) - 1
            style = ' class="s-value"' if is_value else ""
            y = top + LINE_POINTS * at
            yield f'<text{style} x="{number(label.x)}" y="{number(y)}">{text_of(line)}</text>'
    yield "</g>"


def _phone(
    placed: PlacedMap, wards: Sequence[DrawnWard], shown: AreaMap, left: float
) -> Iterator[str]:
    """Values alone, larger, in those wards that have room for theirs."""
    figures = {figure.area.code: figure for figure in shown.figures}
    grounds = [Ground.of(shape_of_parts(area)) for area in placed.areas]
    taken = Taken(within=(-left, 0.0, placed.width + left, placed.height))
    yield '<g class="s-phone">'
    for at in sorted(range(len(wards)), key=lambda at: grounds[at].shape.area):
        text = value_words(shown, figures.get(wards[at].code))
        size = room_for(text, PHONE_SIZE, bold=True), PHONE_SIZE
        place = best_in(grounds[at], [size], taken, MOST_OUTSIDE)
        if place is not None:
            _, x, y = place
            taken.add((x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2))
            yield f'<text x="{number(x)}" y="{number(y + PHONE_BASE)}">{text_of(text)}</text>'
    yield "</g>"
