from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.support.made_up import AS_AT, WARDS, made_up_dashboard, made_up_outside
from workbook.block import Block, TableBlock
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits, wrapped
from workbook.sheets.exceptions import values as exceptions
from workbook.sheets.exceptions.columns import ASK_ROOM, COLUMNS_PX, LINES
from xlsrc.assessment import Dashboard, ExceptionRow
from xlsrc.domain.indicator import BY_PLACE, Disclosure, Polarity
from xlsrc.domain.month import Month
from xlsrc.series.outside import Standing
from xlsrc.words.asks import ask_of_exception

DASHBOARD = made_up_dashboard()
VIOLENCE = next(i for i in DASHBOARD.settings.indicators if i.id == "violence_without_injury")
OCTOBER = Month.of(2025, 10)
SEEN = made_up_outside(first=OCTOBER, last=OCTOBER, seen=359, low=231, high=357, z=3.36)
ROW = ExceptionRow(indicator=VIOLENCE, area=DASHBOARD.area, outside=SEEN, peers_percent=4.6)
OF_WARD = replace(ROW, area=WARDS[0])


def outside(**fields: object) -> ExceptionRow:
    return replace(ROW, outside=replace(SEEN, **fields))  # type: ignore[arg-type]  # fields of several types


def dashboard(*rows: ExceptionRow, watched: tuple[ExceptionRow, ...] = ()) -> Dashboard:
    return replace(DASHBOARD, exceptions=rows, watched=watched)


def values(name: str, shown: Dashboard) -> tuple[tuple[object, ...], ...]:
    found = (b for b in exceptions.blocks(shown) if isinstance(b, Block))
    return next(b.values for b in found if b.name == f"exceptions.{name}")


def table(shown: Dashboard) -> TableBlock:
    return next(b for b in exceptions.blocks(shown) if isinstance(b, TableBlock))


def test_an_exception_is_a_question_with_its_figures() -> None:
    assert values("table", dashboard(ROW))[0] == (
        "■ New",
        "Violence without injury",
        "Barnet",
        "Oct 25",
        "↑ 359",
        "231–357",
        "+5 % on a year before",
        ask_of_exception(ROW),
    )


def test_what_has_ended_says_since_when() -> None:
    ended = outside(standing=Standing.ENDED, until=OCTOBER, back=OCTOBER + 1)

    assert values("table", dashboard(ended))[0][0] == "– Ended Nov 25"


def test_a_new_one_that_is_over_says_so() -> None:
    over = outside(until=OCTOBER, back=OCTOBER + 1)
    row = values("table", dashboard(over))[0]

    assert row[0] == "■ New"
    assert str(row[7]).startswith("Back inside since November. ")


def test_a_fall_where_lower_is_better_has_its_own_sign() -> None:
    fallen = outside(seen=40, low=46, high=125, z=-3.3)
    fall = replace(fallen, indicator=replace(VIOLENCE, polarity=Polarity.LOWER))

    assert values("table", dashboard(fall))[0][4] == "▼ 40"


def test_a_share_is_written_with_its_sign_once() -> None:
    risen = outside(seen=31.5, low=18, high=26.25)
    share = replace(risen, indicator=replace(VIOLENCE, is_share=True))

    assert values("table", dashboard(share))[0][4:6] == ("↑ 31.5 %", "18.0–26.2 %")


@pytest.mark.parametrize(
    ("rows", "watched", "more", "watched_more"),
    [
        ([ROW] * 7, [ROW] * 3, None, None),
        (
            [ROW] * 13,
            [ROW] * 4,
            "and 6 more: see the table below",
            "and 1 more: see the table below",
        ),
        # The sentence that the borough has none takes a row.
        ([OF_WARD] * 7, [], "and 1 more: see the table below", None),
    ],
)
def test_what_does_not_fit_is_counted(
    rows: list[ExceptionRow], watched: list[ExceptionRow], more: str, watched_more: str
) -> None:
    shown = dashboard(*rows, watched=tuple(watched))

    assert (values("more", shown), values("watched_more", shown)) == (
        ((more,),),
        ((watched_more,),),
    )


def test_every_row_of_both_lists_is_in_the_table_with_its_list() -> None:
    found = table(dashboard(ROW, OF_WARD, watched=(outside(z=-2.7),)))

    assert [(row[2], row[4], row[8]) for row in found.rows] == [
        ("Barnet", 359, "Outside its usual range"),
        ("Barnet Vale ward", 359, "Outside its usual range"),
        ("Barnet", 359, "Worth watching"),
    ]


def test_an_empty_list_is_a_sentence_in_its_first_row() -> None:
    outside_rows, watched_rows = (values(name, dashboard()) for name in ("table", "watched"))

    for first, *others in (outside_rows, watched_rows):
        assert str(first[0]).startswith("Borough: none of ")
        assert str(first[0]).endswith("It was looked for, not left out.")
        assert {cell for row in (first[1:], *others) for cell in row[1:]} == {None}
    assert str(outside_rows[1][0]).startswith("Wards: none of ")
    assert {row[0] for row in (*outside_rows[2:], *watched_rows[1:])} == {None}


def test_rows_for_wards_stand_below_the_sentence_that_the_borough_has_none() -> None:
    rows = values("table", dashboard(OF_WARD))

    assert (str(rows[0][0])[:13], rows[1][2]) == ("Borough: none", "Barnet Vale ward")


def test_a_list_with_a_row_of_the_borough_has_no_such_sentence() -> None:
    rows = values("table", dashboard(ROW, OF_WARD))

    assert [row[2] for row in rows[:3]] == ["Barnet", "Barnet Vale ward", None]
    assert rows[2][0] is None


def test_where_no_ward_is_listed_a_sentence_below_the_rows_says_so() -> None:
    rows = values("table", dashboard(ROW))
    unseen = values("table", replace(dashboard(ROW), wards=()))

    assert (rows[0][2], str(rows[1][0])[:14]) == ("Barnet", "Wards: none of")
    assert unseen[1][0] is None


@pytest.mark.parametrize(
    ("published", "months"),
    [
        (AS_AT - 3, "every month since the last publication (data to September 2025)"),
        (AS_AT, "the last month again, which is published"),
        (None, "every month of the last quarter"),
    ],
)
def test_the_page_says_what_was_looked_at(published: Month | None, months: str) -> None:
    settings = replace(DASHBOARD.settings, last_published=published)
    note = values("head", replace(DASHBOARD, settings=settings))[1][0]

    assert str(note).endswith(f" pairs of ward and offence, {months}. {exceptions.PROMPT}")


@pytest.mark.parametrize("name", ["head", "table", "watched", "chance"])
def test_each_line_across_the_page_has_room(name: str) -> None:
    """An empty list's sentence, the note and the foot, with three years of months to look at."""
    settings = replace(DASHBOARD.settings, last_published=AS_AT - 36)
    shown = replace(dashboard(), settings=settings)
    room = 0.75 * (sum(COLUMNS_PX.values()) - 18)
    lines = [str(row[0]) for row in values(name, shown)[name == "head" :] if row[0]]

    assert lines
    assert [line for line in lines if not fits(line, room, BODY_SIZE)] == []


def test_the_foot_counts_what_chance_gives() -> None:
    lines, by_chance, wards = (str(row[0]) for row in values("chance", dashboard(ROW)))

    assert "chance and drift give about 3" in lines
    assert "about 1 month in 180" in by_chance
    assert "; none is listed." in wards


@pytest.mark.parametrize("listed", [(), (OF_WARD,)])
def test_small_counts_are_said_of_in_the_same_words_with_and_without_one(
    listed: tuple[ExceptionRow, ...],
) -> None:
    """A line that came and went would tell that there is one."""
    sensitive = replace(
        DASHBOARD.wards[0], indicator=replace(VIOLENCE, declared=Disclosure.SMALL_NUMBERS)
    )
    shown = replace(dashboard(*listed), wards=(sensitive, *DASHBOARD.wards[1:]))

    assert str(values("chance", shown)[2][0]).endswith(f" {exceptions.SMALL_COUNTS}")


def test_what_a_source_has_no_figures_of_others_for_is_a_dash() -> None:
    share = replace(ROW, indicator=replace(VIOLENCE, is_share=True), peers_percent=None)

    assert values("table", dashboard(share))[0][6] == "–"
    assert values("table", dashboard(replace(ROW, peers_percent=None)))[0][6] == (
        "no figure to compare"
    )


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("London boroughs", "What London did"),
        ("Outer London boroughs", "What Outer London did"),
        ("Outer London", "What peers did"),
        ("Demographically similar", "What peers did"),
        ("The Royal boroughs by the water boroughs", "What peers did"),
    ],
)
def test_the_peers_are_named_where_their_name_is_a_short_place(name: str, heading: str) -> None:
    group = replace(DASHBOARD.settings.peer_group, name=name)
    shown = replace(DASHBOARD, settings=replace(DASHBOARD.settings, peer_group=group))

    assert values("peers", shown) == values("watched_peers", shown) == ((heading,),)


def test_no_question_stands_in_five_rows_of_ten() -> None:
    known = DASHBOARD.settings.indicators
    rows = [replace(ROW, indicator=known[at]) for at in range(0, 2 * len(known) // 2, 4)][:10]
    asked = Counter(ask_of_exception(one) for one in rows)

    assert max(asked.values()) < 5


@pytest.mark.parametrize("is_over", [False, True])
@pytest.mark.parametrize("z", [3.4, -3.4])
def test_every_question_has_room_in_its_cell(z: float, *, is_over: bool) -> None:
    """Of each indicator that wards are looked at for, in the ward with the longest name."""
    ward = replace(WARDS[0], name="Totteridge & Woodside")
    over = replace(SEEN, z=z, until=OCTOBER, back=OCTOBER + 1) if is_over else replace(SEEN, z=z)
    known = [one for one in DASHBOARD.settings.indicators if one.source in BY_PLACE]
    rows = [replace(ROW, area=ward, indicator=one, outside=over) for one in known]
    asked = [str(row[7]) for one in rows for row in values("table", dashboard(one))[1:2]]

    assert len(asked) == len(known)
    assert [one for one in asked if len(wrapped(one, ASK_ROOM, BODY_SIZE)) > LINES] == []
