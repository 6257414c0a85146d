from __future__ import annotations

from dataclasses import replace

from tests.support.made_up import WARDS, made_up_dashboard, made_up_outside
from workbook.block import Block
from workbook.sheets.exceptions import values as exceptions
from xlsrc.assessment import ExceptionRow
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.series.outside import Standing

DASHBOARD = made_up_dashboard()
VIOLENCE = next(i for i in DASHBOARD.settings.indicators if i.id == "violence_without_injury")
OCTOBER = Month.of(2025, 10)
SEEN = made_up_outside(first=OCTOBER, last=OCTOBER, seen=359, low=231, high=357, z=3.36)
ROW = ExceptionRow(indicator=VIOLENCE, area=DASHBOARD.area, outside=SEEN)


def outside(**fields: object) -> ExceptionRow:
    return replace(ROW, outside=replace(SEEN, **fields))  # type: ignore[arg-type]  # fields of several types


def values(name: str, *rows: ExceptionRow) -> tuple[tuple[object, ...], ...]:
    blocks = exceptions.blocks(replace(DASHBOARD, exceptions=rows))
    return next(b.values for b in blocks if isinstance(b, Block) and b.name == f"exceptions.{name}")


def test_an_exception_is_a_question_with_its_figures() -> None:
    assert values("table", ROW)[0] == (
        "■ New",
        "Violence without injury",
        "Barnet (borough)",
        "Oct 25",
        "↑ 359",
        "231–357",
        "About 1 month in 1,300 would be this high if nothing had changed",
        "More crime, or more reports?",
    )


def test_new_ones_come_first_and_ended_ones_last() -> None:
    standings = (Standing.ENDED, Standing.CONTINUING, Standing.NEW)

    table = values("table", *(outside(standing=standing) for standing in standings))

    assert [row[0] for row in table[:3]] == ["■ New", "□ Continuing", "– Ended"]


def test_a_fall_where_lower_is_better_has_its_own_sign() -> None:
    fallen = outside(seen=40, low=46, high=125, z=-3.3)
    fall = replace(fallen, indicator=replace(VIOLENCE, polarity=Polarity.LOWER))

    assert values("table", fall)[0][4] == "▼ 40"


def test_a_share_is_written_with_its_sign_once() -> None:
    risen = outside(seen=31.5, low=18, high=26.25)
    share = replace(risen, indicator=replace(VIOLENCE, is_share=True))

    assert values("table", share)[0][4:6] == ("↑ 31.5 %", "18.0–26.2 %")


def test_what_does_not_fit_is_counted() -> None:
    assert values("more", *[ROW] * 16) == (("and 6 more: see the table below",),)


def test_without_exceptions_the_sheet_says_so() -> None:
    assert values("table")[0][1] == "Nothing is outside its usual range."


def test_the_sheet_says_how_many_chance_alone_would_give() -> None:
    assert values("chance") == (
        ("33 indicators looked at over 3 months: about 2 outside the range by chance alone.",),
    )


def test_of_rows_for_wards_one_in_twenty_may_be_chance() -> None:
    words = values("chance", *[replace(ROW, area=WARDS[0])] * 20)[0][0]

    assert str(words).endswith("Of the 20 rows for wards about 1.")
