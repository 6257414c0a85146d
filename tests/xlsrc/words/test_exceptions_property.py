"""Whatever lies outside its usual range, its row says what it holds, and nothing against it."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.made_up import AS_AT, WARDS, made_up_dashboard
from workbook.block import Block
from workbook.sheets.exceptions import values
from xlsrc.assessment import ExceptionRow
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import MONTH_NAMES, Month
from xlsrc.series.outside import Kind, Outside, Standing
from xlsrc.words.asks import ask_of_exception
from xlsrc.words.outside import outside_words, when

MADE_UP = made_up_dashboard()
ABBREVIATIONS = [name[:3] for name in MONTH_NAMES]


@st.composite
def outsides(draw: st.DrawFn) -> Outside:
    """Any that :func:`xlsrc.series.outside.outside` can give: ended is over, continuing is not."""
    standing = draw(st.sampled_from(Standing))
    is_over = standing is Standing.ENDED or (standing is Standing.NEW and draw(st.booleans()))
    until = AS_AT - draw(st.integers(1, 5)) if is_over else AS_AT
    since = until - draw(st.integers(0, 24))
    kind = draw(st.sampled_from(Kind))
    last = until - draw(st.integers(0, until.ordinal - since.ordinal))
    low = draw(st.integers(0, 500))
    high = low + draw(st.integers(1, 500))
    is_high = draw(st.booleans())
    size = draw(st.floats(2.58, 12))
    return Outside(
        kind=kind,
        standing=standing,
        since=since,
        until=until,
        back=until + 1 if is_over else None,
        first=last - 5 if kind is Kind.SUSTAINED else last,
        last=last,
        seen=high + draw(st.integers(1, 99)) if is_high else low - 1,
        low=low,
        high=high,
        z=size if is_high else -size,
    )


@st.composite
def rows(draw: st.DrawFn) -> ExceptionRow:
    indicator = draw(st.sampled_from(MADE_UP.settings.indicators))
    polarity = draw(st.sampled_from(Polarity))
    return ExceptionRow(
        indicator=dataclasses.replace(indicator, polarity=polarity),
        area=draw(st.sampled_from((MADE_UP.area, WARDS[0]))),
        outside=draw(outsides()),
        illustrative=draw(st.booleans()),
        late=draw(st.booleans()),
        wards_behind=draw(st.sampled_from(((), ("Childs Hill",), ("Childs Hill", "Burnt Oak")))),
    )


def months_of(text: str) -> tuple[Month, Month]:
    """The first and the last month that ``Jul–Dec 25`` names."""
    found = re.fullmatch(r"(?:(\w{3})(?: (\d\d))?–)?(\w{3}) (\d\d)", text)
    assert found is not None
    first, first_year, last, year = found.groups()
    end = Month.of(2000 + int(year), ABBREVIATIONS.index(last) + 1)
    if first is None:
        return end, end
    return Month.of(2000 + int(first_year or year), ABBREVIATIONS.index(first) + 1), end


@pytest.mark.slow
@given(outsides())
def test_the_months_named_are_those_that_lie_outside(one: Outside) -> None:
    assert months_of(when(one)) == (one.first, one.last)


@pytest.mark.slow
@given(outsides())
def test_a_sentence_has_the_side_the_last_month_and_whether_it_is_over(one: Outside) -> None:
    said = outside_words(one)
    spell, _, back = said.partition("; back inside it since ")

    assert said.startswith("Above" if one.z > 0 else "Below")
    assert spell.endswith(one.last.name)
    assert back == ("" if one.back is None else one.back.name)


@pytest.mark.slow
@given(rows())
def test_a_question_fits_what_is_known(row: ExceptionRow) -> None:
    asked = ask_of_exception(row)

    assert ("Back inside" in asked) == (not row.outside.in_force)
    assert "?" in asked


@pytest.mark.slow
@given(rows(), st.booleans())
def test_a_row_of_the_page_says_what_it_holds(row: ExceptionRow, is_watched: bool) -> None:  # noqa: FBT001 - drawn
    one = row.outside
    exceptions, watched = ((), (row,)) if is_watched else ((row,), ())
    name = f"exceptions.{'watched' if is_watched else 'table'}"
    shown_on = dataclasses.replace(MADE_UP, exceptions=exceptions, watched=watched)
    written = values.blocks(shown_on)
    found = next(b for b in written if isinstance(b, Block) and b.name == name)
    shown = next(r for r in found.values if r[1])
    standing, _, where, months, seen = map(str, shown[:5])

    symbol = {Standing.NEW: "■", Standing.CONTINUING: "□", Standing.ENDED: "–"}[one.standing]
    assert standing[0] == symbol
    ended = re.search(r"Ended (.+)", standing)
    assert (None if ended is None else months_of(ended[1])[0]) == (
        one.back if one.standing is Standing.ENDED else None
    )
    assert where == (f"{WARDS[0].name} ward" if row.is_of_ward else "Barnet")
    assert months_of(months.removesuffix(", late")) == (one.first, one.last)
    assert months.endswith(", late") == row.late
    assert seen[0] in ("↑▲" if one.z > 0 else "↓▼")
    assert (seen[0] in "↑↓") == (row.indicator.polarity is Polarity.NEUTRAL)
