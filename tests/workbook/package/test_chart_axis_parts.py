"""The steps of an axis as written into a chart part: which axis, of which figures, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.package.chart_axis import axis_end, step, with_steps

if TYPE_CHECKING:
    from workbook.package.cell import Value
    from workbook.package.reference import Rectangle

HOUSE = '<{0}numFmt formatCode="[&lt;10]General;#,##0" sourceLinked="0"/>'


def _series(place: str, *points: float | str, p: str = "c:") -> str:
    cache = "".join(
        f'<{p}pt idx="{at}" x="1"><{p}v>{point}</{p}v></{p}pt>'
        for at, point in enumerate(points)
        if point != ""
    )
    return (
        f'<{p}ser><{p}val><{p}numRef><{p}f>{place}</{p}f><{p}numCache><{p}ptCount val="2"/>'
        f"{cache}</{p}numCache></{p}numRef></{p}val></{p}ser>"
    )


def _group(kind: str, *series: str, stacked: bool = False, p: str = "c:") -> str:
    grouping = f'<{p}grouping val="{"stacked" if stacked else "standard"}"/>'
    return f"<{p}{kind}Chart>{grouping}{''.join(series)}</{p}{kind}Chart>"


def _axis(unit: str = "", p: str = "c:", house: str = HOUSE) -> str:
    major = f'<{p}majorUnit val="{unit}"/>' if unit else ""
    return f'<{p}valAx>{house.format(p)}<{p}crossBetween val="midCat"/>{major}<{p}x/></{p}valAx>'


def _chart(*groups: str, axis: str | None = None) -> str:
    return f"<c:plotArea>{''.join(groups)}{_axis() if axis is None else axis}<z/></c:plotArea>"


CELLS: dict[str, list[list[Value]] | None] = {
    "A1:A2": [[10.0], [40.0]],
    "B1:B2": [[30.0], [20.0]],
    "C1:C2": [[500], ["too few"]],
    "D1:D2": None,
    "E1:E2": [[None], [None]],
    "F1:F2": [["too few"], [None]],
    "H1:H2": [[4.5], [4.6]],
}


def _stepped(old: str, new: str | None = None) -> str:
    def written(place: tuple[str, Rectangle]) -> list[list[Value]] | None:
        assert place[0] == "My & sheet"
        return CELLS[place[1].address]

    return with_steps(old, old if new is None else new, written)


def _empty(column: str, p: str = "c:") -> str:
    return _series(f"'My &amp; sheet'!${column}$1:${column}$2", p=p)


@pytest.mark.parametrize(
    ("groups", "unit"),
    [
        ([_group("line", _empty("A"))], "10"),
        ([_group("bar", _empty("B"), _empty("A"))], "10"),
        ([_group("area", _empty("A"), _empty("B"), stacked=True)], "20"),
        ([_group("area", _empty("A"), stacked=True), _group("line", _empty("B"))], "10"),
        (
            [_group("line", _empty("B")), _group("area", _empty("A"), _empty("B"), stacked=True)],
            "20",
        ),
        ([_group("line", _empty("A")), _group("line", _empty("C"))], "200"),
        ([_group("line", _empty("C")), _group("line", _empty("A"))], "200"),
        ([_group("bar", _empty("E"))], "1"),
        ([_group("pie", _empty("C")), _group("line", _empty("E"))], "1"),
        ([], "1"),
    ],
)
def test_a_chart_without_figures_gets_the_steps_of_those_that_are_written(
    groups: list[str], unit: str
) -> None:
    assert _stepped(_chart(*groups)) == _chart(*groups, axis=_axis(unit))


def test_the_steps_stand_in_the_newer_text() -> None:
    old = _chart(_group("line", _empty("A")))
    new = "<!-- longer -->" + _chart(_group("line", _empty("D")))
    assert _stepped(old, new) == new.replace(_axis(), _axis("10"))


@pytest.mark.parametrize("p", ["", "c:", "chart:"])
def test_elements_are_found_with_their_prefix(p: str) -> None:
    text = _group("line", _empty("A", p), p=p) + _axis(p=p)
    assert _stepped(text) == _group("line", _empty("A", p), p=p) + _axis("10", p)
    set_already = _group("line", _series("'My &amp; sheet'!$A$1:$A$2", 1, 4, p=p), p=p)
    assert _stepped(set_already + _axis("1", p)) == set_already + _axis("10", p)
    assert _stepped(_axis(p=p)) == _axis("1", p)


@pytest.mark.parametrize(
    ("groups", "was", "now"),
    [
        ([_group("line", _series("'My &amp; sheet'!$A$1:$A$2", 3, 4))], "1", "10"),
        ([_group("line", _series("'My &amp; sheet'!$A$1:$A$2", 3, 4))], "2", "2"),
        ([_group("line", _series("'My &amp; sheet'!$A$1:$A$2", 3, 8))], "2", "10"),
        ([_group("line", _series("'My &amp; sheet'!$A$1:$A$2", 3, "#N/A"))], "1", "10"),
        ([_group("line", _series("'My &amp; sheet'!$A$1:$A$2", "", 8))], "2", "10"),
        ([_group("line", _series("'My &amp; sheet'!$A$1:$A$2", "1e2", "-5"))], "25", "10"),
        (
            [
                _group(
                    "area",
                    _series("'My &amp; sheet'!$A$1:$A$2", 30, 10),
                    _series("'My &amp; sheet'!$B$1:$B$2", 10, 40),
                    stacked=True,
                )
            ],
            "20",
            "20",
        ),
        (
            [
                _group(
                    "area",
                    _series("'My &amp; sheet'!$A$1:$A$2", 30),
                    _series("'My &amp; sheet'!$B$1:$B$2", 10, 45),
                    stacked=True,
                )
            ],
            "10",
            "20",
        ),
        (
            [
                _group("line", _series("'My &amp; sheet'!$A$1:$A$2", 3, 4)),
                _group("bar", _series("'My &amp; sheet'!$B$1:$B$2", 300)),
            ],
            "100",
            "10",
        ),
        ([_group("line", _series("'My &amp; sheet'!$D$1:$D$2", 3, 4))], "1", "1"),
        ([_group("line", _empty("A"))], "1", "10"),
        ([_group("line", _empty("A"))], "2", "2"),
    ],
)
def test_steps_follow_the_figures_where_they_followed_those_before(
    groups: list[str], was: str, now: str
) -> None:
    assert _stepped(_chart(*groups, axis=_axis(was))) == _chart(*groups, axis=_axis(now))


def test_what_is_no_figure_adds_nothing_to_those_below_it() -> None:
    gaps = _group(
        "area",
        _series("'My &amp; sheet'!$A$1:$A$2", "", 4),
        _series("'My &amp; sheet'!$B$1:$B$2", 4.5),
        stacked=True,
    )
    assert _stepped(_chart(gaps, axis=_axis("1"))) == _chart(gaps, axis=_axis("20"))
    words = _group("area", _empty("F"), _empty("H"), stacked=True)
    assert _stepped(_chart(words)) == _chart(words, axis=_axis("1"))


def test_what_is_not_the_house_s_or_not_known_stays() -> None:
    line = _group("line", _empty("A"))
    drawn = _group("line", _series("'My &amp; sheet'!$A$1:$A$2", 3))
    other = '<{0}numFmt formatCode="General" sourceLinked="0"/>'
    category = f"<c:catAx>{HOUSE.format('c:')}</c:catAx>"
    for text in (
        _chart(line, axis=_axis(house=other)),
        _chart(line, axis=category),
        _chart(line, axis=category + _axis(house=other)),
        _chart(drawn),
        _chart(_group("line", _empty("A"), _empty("D"))),
        _chart(_group("line", _series("#REF!"))),
        _chart(_group("line", "<c:val><c:numLit/></c:val>")),
    ):
        assert _stepped(text) == text


def test_an_axis_takes_its_steps_once_and_behind_where_it_crosses() -> None:
    line = _group("line", _empty("A"))
    text = _chart(line, axis=_axis() + _axis())
    assert _stepped(text) == _chart(line, axis=_axis("10") + _axis())
    two = _axis().replace("<c:x/>", '<c:crossBetween val="between"/>')
    assert _stepped(_chart(line, axis=two)) == _chart(
        line, axis=two.replace('val="midCat"/>', 'val="midCat"/><c:majorUnit val="10"/>')
    )


@pytest.mark.parametrize(
    ("largest", "distance", "end"),
    [
        (0.0, 1, 0),
        (4.76, 1, 5),
        (4.77, 2, 6),
        (9.52, 2, 10),
        (9.53, 3, 12),
        (14.28, 3, 15),
        (14.3, 5, 20),
        (23.8, 5, 25),
        (23.9, 10, 30),
        (47.6, 10, 50),
        (48.0, 20, 60),
        (96.0, 25, 125),
        (120.0, 50, 150),
        (239.0, 100, 300),
        (1_000.0, 250, 1_250),
    ],
)
def test_the_least_step_of_which_five_are_enough(largest: float, distance: int, end: int) -> None:
    """Excel's axis ends at the step above 1.05 times the largest value."""
    assert (step(largest), axis_end(largest)) == (distance, end)
