"""A chart part of several references, whatever its prefixes: each cache as its own cells are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.package.chart import (
    cached_numbers,
    drawn_cells,
    refreshed_chart,
    with_lines_apart,
)
from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from workbook.package.chart import Grid, Place

CELLS: dict[str, Grid] = {
    "A1:A2": [[1.0], [2.0]],
    "B1:B2": [[True], ["x & y"]],
    "C1:C2": [["#N/A"], [None]],
    "D1:D2": [["Jan"], [3.0]],
    "E1:F2": [["p", "q"], [None, 4.0]],
    "G1": [["name"]],
}


def _reference(p: str, kind: str, place: str, cache: str = "", more: str = "") -> str:
    return f"<{p}{kind}><{p}f>{place}</{p}f>{cache}{more}</{p}{kind}>"


def _cache(p: str, name: str, count: int, *points: tuple[int, str], code: str = "") -> str:
    written = "".join(f'<{p}pt idx="{at}"><{p}v>{text}</{p}v></{p}pt>' for at, text in points)
    return f'<{p}{name}>{code}<{p}ptCount val="{count}"/>{written}</{p}{name}>'


def _general(p: str) -> str:
    return f"<{p}formatCode>General</{p}formatCode>"


def _refreshed(text: str, names: dict[str, str] | None = None) -> str:
    def values(place: Place) -> Grid:
        assert place[0] == "S"
        return CELLS[place[1].address]

    return refreshed_chart(text, names=names or {}, is_changed=lambda _: True, values=values)


@pytest.mark.parametrize("p", ["", "c:", "chart1:"])
def test_every_reference_is_written_in_the_prefix_of_its_part(p: str) -> None:
    def chart(*caches: str) -> str:
        tx, cat, val, label = caches
        return (
            f"<?xml?><{p}chartSpace xmlns='x'><{p}ser>"
            f"<{p}tx>{_reference(p, 'strRef', 'S!$G$1', tx)}</{p}tx>"
            f"<{p}cat>\n{_reference(p, 'strRef', 'S!$D$1:$D$2', cat)}</{p}cat>"
            f"<{p}val>{_reference(p, 'numRef', 'S!$A$1:$A$2', val, '<e/>')}</{p}val>"
            f"<c15:datalabelsRange><c15:f>S!$B$1:$B$2</c15:f>{label}</c15:datalabelsRange>"
            f"</{p}ser></{p}chartSpace>"
        )

    labels = (
        f'<c15:dlblRangeCache><{p}ptCount val="2"/><{p}pt idx="0"><{p}v>TRUE</{p}v></{p}pt>'
        f'<{p}pt idx="1"><{p}v>x &amp; y</{p}v></{p}pt></c15:dlblRangeCache>'
    )
    wanted = chart(
        _cache(p, "strCache", 1, (0, "name")),
        _cache(p, "strCache", 2, (0, "Jan"), (1, "3")),
        _cache(p, "numCache", 2, (0, "1"), (1, "2"), code=_general(p)),
        labels,
    )
    assert _refreshed(chart("", "", "", "")) == wanted
    assert _refreshed(wanted) == wanted
    emptied = chart(
        f"<{p}strCache/>",
        f"\n<{p}strCache></{p}strCache>",
        _cache(p, "numCache", 2, (0, "9"), (1, "2"), code=_general(p)),
        "<c15:dlblRangeCache/>",
    )
    assert _refreshed(emptied) == wanted


def test_a_part_without_a_root_is_written_in_the_usual_prefix() -> None:
    text = "<c:val><c:numRef><c:f>S!$A$1:$A$2</c:f></c:numRef></c:val>"
    cache = _cache("c:", "numCache", 2, (0, "1"), (1, "2"), code=_general("c:"))
    assert _refreshed(text) == text.replace("</c:f>", f"</c:f>{cache}")


def test_a_new_cache_is_written_in_the_prefix_of_the_part_and_not_of_its_reference() -> None:
    text = f"<c:chartSpace><val>{_reference('', 'numRef', 'S!$A$1:$A$2')}</val></c:chartSpace>"
    cache = _cache("c:", "numCache", 2, (0, "1"), (1, "2"), code=_general("c:"))
    assert _refreshed(text) == text.replace("</f>", f"</f>{cache}")


@pytest.mark.parametrize(
    ("around", "kind", "place", "now", "cache"),
    [
        ("cat", "numRef", "D1:$D$2", "strRef", ("strCache", 2, (0, "Jan"), (1, "3"))),
        ("xVal", "numRef", "D1:$D$2", "strRef", ("strCache", 2, (0, "Jan"), (1, "3"))),
        ("cat", "strRef", "A1:$A$2", "strRef", ("strCache", 2, (0, "1"), (1, "2"))),
        ("cat", "strRef", "C1:$C$2", "strRef", ("strCache", 2, (0, "#N/A"))),
        ("val", "strRef", "C1:$C$2", "strRef", ("strCache", 2, (0, "#N/A"))),
        ("tx", "strRef", "E1:$F$2", "strRef", ("strCache", 4, (0, "p"), (1, "q"), (3, "4"))),
    ],
)
def test_what_a_reference_becomes(
    around: str, kind: str, place: str, now: str, cache: tuple[str, int, tuple[int, str]]
) -> None:
    at = f"S!${place[0]}${place[1:]}"
    text = f"<c:{around}>{_reference('c:', kind, at)}</c:{around}>"
    wanted = _reference("c:", now, at, _cache("c:", *cache))
    assert _refreshed(text) == f"<c:{around}>{wanted}</c:{around}>"


def test_figures_that_are_true_or_an_error_or_blank() -> None:
    text = f"<c:val>{_reference('c:', 'numRef', 'S!$B$1:$B$2')}</c:val>"
    cache = _cache("c:", "numCache", 2, (0, "1"), code=_general("c:"))
    assert _refreshed(text) == text.replace("</c:f>", f"</c:f>{cache}")
    error = f"<c:val>{_reference('c:', 'numRef', 'S!$C$1:$C$2')}</c:val>"
    cache = _cache("c:", "numCache", 2, (0, "#N/A"), code=_general("c:"))
    assert _refreshed(error) == error.replace("</c:f>", f"</c:f>{cache}")


def test_a_union_is_one_row_of_points_and_a_name_is_its_cells() -> None:
    union = f"<c:val>{_reference('c:', 'numRef', '(S!$A$1:$A$2, S!$C$1:$C$2)')}</c:val>"
    cache = _cache("c:", "numCache", 4, (0, "1"), (1, "2"), (2, "#N/A"), code=_general("c:"))
    assert _refreshed(union) == union.replace("</c:f>", f"</c:f>{cache}")
    axis = union.replace("c:val", "c:cat")
    assert _refreshed(axis) == axis.replace("</c:f>", f"</c:f>{cache}")
    named = f"<c:val>{_reference('c:', 'numRef', 'Book.xlsx!Total')}</c:val>"
    cache = _cache("c:", "numCache", 2, (0, "1"), (1, "2"), code=_general("c:"))
    wanted = named.replace("</c:f>", f"</c:f>{cache}")
    assert _refreshed(named, {"total": "S!$A$1:$A$2"}) == wanted
    assert _refreshed(named, {"other": "S!$A$1:$A$2"}) == named


@pytest.mark.parametrize(
    ("column", "is_union", "is_other"), [(1, True, False), (2, True, False), (3, False, True)]
)
def test_a_reference_is_looked_at_where_any_of_its_ranges_changed(
    column: int, *, is_union: bool, is_other: bool
) -> None:
    union = f"<c:val>{_reference('c:', 'numRef', '(S!$A$1,S!$B$1)')}</c:val>"
    other = f"<c:val>{_reference('c:', 'numRef', 'S!$C$1')}</c:val>"
    written = refreshed_chart(
        other + union,
        names={},
        is_changed=lambda place: place[1].first_column == column,
        values=lambda _: [[7.0]],
    )
    assert written.endswith(union) is not is_union
    assert written.startswith(other) is not is_other


def test_levels_are_told_from_columns_by_their_number_of_points() -> None:
    def levels(count: str, grid: Grid) -> str:
        old = f"<c:multiLvlStrCache>{count}<c:lvl></c:lvl></c:multiLvlStrCache>"
        text = f"<c:cat>{_reference('c:', 'multiLvlStrRef', 'S!$E$1:$F$2', old)}</c:cat>"
        written = refreshed_chart(text, names={}, is_changed=lambda _: True, values=lambda _: grid)
        start = written.index("<c:ptCount")
        return written[start : written.index("</c:multiLvlStrCache>")]

    def level(*points: str) -> str:
        each = "".join(f'<c:pt idx="{i}"><c:v>{v}</c:v></c:pt>' for i, v in enumerate(points))
        return f"<c:lvl>{each}</c:lvl>"

    wide: Grid = [["a", "b", "c"], ["x", "y", "z"]]
    by_column = '<c:ptCount val="2"/>' + level("c", "z") + level("b", "y") + level("a", "x")
    by_row = '<c:ptCount val="3"/>' + level("x", "y", "z") + level("a", "b", "c")
    assert levels('<c:ptCount val="3"/>', wide) == by_row
    assert levels('<c:ptCount val="2"/>', wide) == by_column
    assert levels("", wide) == by_column
    square: Grid = [["a", "b"], ["x", "y"]]
    assert levels('<c:ptCount val="2"/>', square) == (
        '<c:ptCount val="2"/>' + level("b", "y") + level("a", "x")
    )


@pytest.mark.parametrize(
    ("kind", "cache", "stays"),
    [
        ("numRef", '<c:ptCount val="2"/><c:pt idx="0"><c:v>1.0</c:v></c:pt>{}', True),
        ("numRef", '<c:ptCount val="2"/><c:pt idx="0"><c:v>1.5</c:v></c:pt>{}', False),
        ("numRef", '<c:ptCount val="3"/><c:pt idx="0"><c:v>1</c:v></c:pt>{}', False),
        ("numRef", '<c:pt idx="0"><c:v>1</c:v></c:pt>{}', False),
        ("strRef", '<c:ptCount val="2"/><c:pt idx="0"><c:v>1</c:v></c:pt>{}', True),
        ("strRef", '<c:ptCount val="2"/><c:pt idx="0"><c:v>_x0031_</c:v></c:pt>{}', True),
        ("strRef", '<c:ptCount val="2"/><c:pt idx="0"><c:v>1.0</c:v></c:pt>{}', False),
    ],
)
def test_a_cache_in_another_spelling_stays_where_it_says_the_same(
    kind: str, cache: str, *, stays: bool
) -> None:
    name = kind.replace("Ref", "Cache")
    inner = cache.format('<c:pt idx="1"><c:v>2</c:v></c:pt>')
    old = f"<c:{name}>{inner}</c:{name}>"
    text = f"<c:val>{_reference('c:', kind, 'S!$A$1:$A$2', old)}</c:val>"
    assert (_refreshed(text) == text) is stays


def test_the_formats_of_points_go_with_their_place_and_the_cache_keeps_its_own() -> None:
    old = (
        '<c:numCache><c:formatCode>0%</c:formatCode><c:ptCount val="2"/>'
        '<c:pt idx="0"><c:v>8</c:v></c:pt>'
        '<c:pt idx="1" formatCode="&lt;0&gt;"><c:v>9</c:v></c:pt></c:numCache>'
    )
    text = f"<c:val>{_reference('c:', 'numRef', 'S!$A$1:$A$2', old, '<c:ext/>')}</c:val>"
    assert _refreshed(text) == text.replace("<c:v>8<", "<c:v>1<").replace("<c:v>9<", "<c:v>2<")


def test_the_ranges_that_series_draw_are_told_from_all_others() -> None:
    text = (
        f"<val>{_reference('', 'numRef', 'S!$A$1')}</val>"
        f"<x:yVal> {_reference('x:', 'numRef', '&apos;A &amp; B&apos;!$B$2')}</x:yVal>"
        f"<c:cat>{_reference('c:', 'numRef', 'S!$C$1')}</c:cat>"
        f"<c:val><c:wrap/>{_reference('c:', 'numRef', 'S!$D$1')}</c:val>"
        f"<c:val>{_reference('c:', 'numRef', '[1]S!$E$1')}</c:val>"
    )
    assert drawn_cells(text, {}) == [
        ("S", Rectangle(1, 1, 1, 1)),
        ("A & B", Rectangle(2, 2, 2, 2)),
    ]


def test_the_saved_figures_of_each_series_by_their_place() -> None:
    def numbers(place: str, *points: tuple[int, str]) -> str:
        return _reference("c:", "numRef", place, _cache("c:", "numCache", 3, *points))

    text = "".join(
        (
            numbers("S!$A$1:$A$3", (0, "1"), (2, "x")),
            numbers("Lost", (0, "1")),
            numbers("Total", (1, "5")),
            _reference("c:", "numRef", "S!$B$1", "<c:numCache></c:numCache>"),
        )
    )
    assert list(cached_numbers(text, {"total": "S!$D$4"})) == [
        (("S", Rectangle(1, 1, 3, 1)), {0: "1", 2: "x"}),
        (("S", Rectangle(4, 4, 4, 4)), {1: "5"}),
    ]


@pytest.mark.parametrize("p", ["", "c:"])
def test_every_group_of_lines_is_taken_apart_once(p: str) -> None:
    stacked = f'<{p}grouping val="stacked"/>'
    lines = f"<{p}lineChart>{stacked}<x/>{stacked}</{p}lineChart>"
    apart = lines.replace("stacked", "standard", 1)
    bars = f"<{p}barChart>{stacked}</{p}barChart>"
    assert with_lines_apart(lines + bars + lines) == apart + bars + apart
