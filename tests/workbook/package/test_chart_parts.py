"""A chart's references and caches, each as the cells are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.package.chart import cached_numbers, drawn_cells, refreshed_chart, with_lines_apart
from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from workbook.package.chart import Grid

CELLS = Rectangle.parse("B2:B4")
OLD = '<c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>9</c:v></c:pt></c:numCache>'


def _chart(kind: str, cache: str, around: str = "c:val", formula: str = "S!$B$2:$B$4") -> str:
    return (
        f"<c:chartSpace><{around}><c:{kind}><c:f>{formula}</c:f>{cache}</c:{kind}></{around}>"
        "</c:chartSpace>"
    )


def _refreshed(text: str, grid: Grid) -> str:
    return refreshed_chart(text, names={}, is_changed=lambda _: True, values=lambda _: grid)


@pytest.mark.parametrize(
    ("grid", "points"),
    [
        ([[1.5], [None], [3.0]], ((0, "1.5"), (2, "3"))),
        ([["no figure"], [0.0], ["#N/A"]], ((1, "0"), (2, "#N/A"))),
        ([[None], [None], [None]], ()),
    ],
)
def test_the_numbers_of_a_series(grid: Grid, points: tuple[tuple[int, str], ...]) -> None:
    written = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in points)
    wanted = (
        "<c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="3"/>{written}</c:numCache>'
    )
    assert _refreshed(_chart("numRef", OLD), grid) == _chart("numRef", wanted)
    assert _refreshed(_chart("numRef", ""), grid) == _chart("numRef", wanted)


def test_the_formats_of_points_and_cache_are_kept() -> None:
    old = (
        "<c:numCache><c:formatCode>0.0%</c:formatCode>"
        '<c:ptCount val="2"/><c:pt idx="0" formatCode="0&quot;x&quot;"><c:v>1</c:v></c:pt>'
        '<c:pt idx="1"><c:v>2</c:v></c:pt></c:numCache>'
    )
    wanted = (
        "<c:numCache><c:formatCode>0.0%</c:formatCode>"
        '<c:ptCount val="3"/><c:pt idx="0" formatCode=\'0"x"\'><c:v>4</c:v></c:pt>'
        '<c:pt idx="1"><c:v>5</c:v></c:pt><c:pt idx="2"><c:v>6</c:v></c:pt></c:numCache>'
    )
    assert _refreshed(_chart("numRef", old), [[4.0], [5.0], [6.0]]) == _chart("numRef", wanted)


def test_a_cache_that_says_so_already_is_left_in_its_own_spelling() -> None:
    same = (
        '<c:numCache>\n<c:ptCount val="2"/><c:pt idx="0">\n<c:v>1.50</c:v></c:pt>'
        '<c:pt idx="1"><c:v>#N/A</c:v></c:pt></c:numCache>'
    )
    text = _chart("numRef", same)
    assert _refreshed(text, [[1.5], ["#N/A"]]) == text
    assert _refreshed(text, [[1.5], [2.0]]) != text
    assert _refreshed(text, [[1.5], ["#N/A"], [None]]) != text
    uncounted = _chart("numRef", same.replace('<c:ptCount val="2"/>', ""))
    assert 'ptCount val="2"' in _refreshed(uncounted, [[1.5], ["#N/A"]])


def test_the_texts_of_a_series() -> None:
    wanted = (
        '<c:strCache><c:ptCount val="4"/><c:pt idx="0"><c:v>A &amp; B</c:v></c:pt>'
        '<c:pt idx="1"><c:v>TRUE</c:v></c:pt><c:pt idx="3"><c:v>0</c:v></c:pt></c:strCache>'
    )
    grid: Grid = [["A & B"], [True], [None], [0.0]]
    written = _refreshed(_chart("strRef", "", "c:cat"), grid)
    assert written == _chart("strRef", wanted, "c:cat")
    assert _refreshed(written, grid) == written


@pytest.mark.parametrize(
    ("around", "grid", "kind"),
    [
        ("c:cat", [["Jan"], [2.0]], "strRef"),
        ("c:xVal", [["Jan"], [2.0]], "strRef"),
        ("c:val", [["Jan"], [2.0]], "numRef"),
        ("c:cat", [["#N/A"], [2.0]], "numRef"),
        ("c:cat", [[1.0], [2.0]], "numRef"),
        ("c:cat", [[1.0, 2.0], [3.0, 4.0]], "multiLvlStrRef"),
        ("c:cat", [[1.0, 2.0]], "numRef"),
    ],
)
def test_categories_are_of_the_kind_of_their_cells(around: str, grid: Grid, kind: str) -> None:
    written = _refreshed(_chart("numRef", OLD, around), grid)
    assert f"<{around}><c:{kind}><c:f>S!$B$2:$B$4</c:f>" in written
    assert f"</c:{kind}></{around}>" in written


def test_the_innermost_level_comes_first() -> None:
    grid: Grid = [["2025", "Q1"], [None, "Q2"], ["2026", "Q3"]]
    wanted = (
        '<c:multiLvlStrCache><c:ptCount val="3"/><c:lvl><c:pt idx="0"><c:v>Q1</c:v></c:pt>'
        '<c:pt idx="1"><c:v>Q2</c:v></c:pt><c:pt idx="2"><c:v>Q3</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="0"><c:v>2025</c:v></c:pt><c:pt idx="2"><c:v>2026</c:v></c:pt></c:lvl>'
        "</c:multiLvlStrCache>"
    )
    text = _chart("multiLvlStrRef", "", "c:cat")
    written = _refreshed(text, grid)
    assert written == _chart("multiLvlStrRef", wanted, "c:cat")
    assert _refreshed(written, grid) == written


def test_levels_that_lie_in_rows_stay_so() -> None:
    old = '<c:multiLvlStrCache><c:ptCount val="3"/><c:lvl></c:lvl></c:multiLvlStrCache>'
    grid: Grid = [["a", None, None], ["x", "y", "z"]]
    wanted = (
        '<c:multiLvlStrCache><c:ptCount val="3"/><c:lvl><c:pt idx="0"><c:v>x</c:v></c:pt>'
        '<c:pt idx="1"><c:v>y</c:v></c:pt><c:pt idx="2"><c:v>z</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="0"><c:v>a</c:v></c:pt></c:lvl></c:multiLvlStrCache>'
    )
    assert _refreshed(_chart("multiLvlStrRef", old, "c:cat"), grid) == (
        _chart("multiLvlStrRef", wanted, "c:cat")
    )


def test_only_references_with_a_changed_cell_are_read() -> None:
    text = _chart("numRef", OLD) + _chart("numRef", OLD, formula="T!$A$1")
    asked = []

    def values(place: tuple[str, Rectangle]) -> Grid:
        asked.append(place)
        return [[7.0]]

    written = refreshed_chart(
        text, names={}, is_changed=lambda place: place[0] == "T", values=values
    )
    assert asked == [("T", Rectangle(1, 1, 1, 1))]
    assert written.startswith(_chart("numRef", OLD))
    assert written.count("<c:v>7</c:v>") == 1


def test_the_cells_of_the_series_by_reference_union_and_name() -> None:
    text = "".join(
        (
            _chart("numRef", OLD),
            _chart("numRef", OLD, formula="('A, b'!$A$1,S!$B$2)"),
            _chart("numRef", OLD, "c:yVal", formula="[0]!Total"),
            _chart("numRef", OLD, "c:cat", formula="S!$C$1"),
            _chart("numRef", OLD, formula="Lost"),
            _chart("numRef", OLD, formula="(S!$A$1,Lost)"),
        )
    )
    names = {"total": "S!$D$4"}
    assert drawn_cells(text, names) == [
        ("S", CELLS),
        ("A, b", Rectangle(1, 1, 1, 1)),
        ("S", Rectangle(2, 2, 2, 2)),
        ("S", Rectangle(4, 4, 4, 4)),
    ]


def test_the_saved_figures_of_a_chart() -> None:
    text = "".join(
        (
            _chart("numRef", OLD),
            _chart("numRef", ""),
            _chart("numRef", "<c:numCache/>"),
            _chart("strRef", OLD.replace("num", "str")),
            _chart("numRef", OLD, formula="(S!$A$1,S!$B$1)"),
        )
    )
    assert list(cached_numbers(text, {})) == [(("S", CELLS), {0: "9"})]


def test_a_reference_that_does_not_end_is_left() -> None:
    text = "<c:chartSpace><c:val><c:numRef><c:f>S!$A$1</c:f>"
    assert _refreshed(text, [[1.0]]) == text
    assert drawn_cells(text, {}) == []


def test_only_lines_are_taken_apart() -> None:
    stacked = '<c:grouping val="stacked"/>'
    text = f"<c:lineChart>{stacked}</c:lineChart><c:areaChart>{stacked}</c:areaChart>"
    assert with_lines_apart(text) == text.replace("stacked", "standard", 1)
