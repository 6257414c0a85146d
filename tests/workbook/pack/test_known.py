from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from tests.support.made_up import made_up_settings
from workbook.pack.said.content import Tone
from workbook.pack.said.known import Known, known_indicators, last_month, tones_by_ref
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.target import IndicatorTarget, Target, TargetKind

DECEMBER = datetime.datetime(2025, 12, 1)  # noqa: DTZ001 - a day of a cell has no time zone


def known(
    name: str = "Residential burglary",
    *,
    status: object = "● Steady",
    value: object = 100.0,
    target: object = "–",
) -> Known:
    """What is known of burglary, where lower is better, by its row in AllIndicators."""
    settings = made_up_settings()
    burglary = next(one for one in settings.indicators if one.id == "residential_burglary")
    assert burglary.polarity is Polarity.LOWER
    aim = Target(kind=TargetKind.VALUE, amount=80)
    settings = replace(
        settings, targets=(IndicatorTarget(indicator="residential_burglary", target=aim),)
    )
    record: dict[str, object] = {
        "Indicator": name,
        "Status": status,
        "Data to": DECEMBER,
        "Last 12 months": value,
        "Per 1,000": 4.0,
        "Target": target,
    }
    return known_indicators([record], settings)["residential_burglary"]


@pytest.mark.parametrize(
    ("status", "tone"),
    [("▲ Worse", Tone.WORSE), ("▼ Better", Tone.BETTER), ("● Steady", Tone.PLAIN)],
)
def test_a_status_is_marked_by_its_value(status: str, tone: Tone) -> None:
    assert known(status=status).status is tone


@pytest.mark.parametrize("status", ["▲ Worse, but see the note", "▲", "", None, 3.0])
def test_a_status_in_other_words_is_left_plain(status: object) -> None:
    assert known(status=status).status is Tone.PLAIN


@pytest.mark.parametrize(
    ("value", "tone"), [(79.0, Tone.PLAIN), (84.0, Tone.PLAIN), (85.0, Tone.GONE_WRONG)]
)
def test_a_target_missed_by_more_than_5_per_cent_stands_out(value: float, tone: Tone) -> None:
    assert known(value=value, target=80.0).target is tone


@pytest.mark.parametrize(("value", "target"), [("no data", 80.0), (85.0, "–"), (85.0, -1.0)])
def test_without_a_figure_or_a_target_nothing_stands_out(value: object, target: object) -> None:
    assert known(value=value, target=target).target is Tone.PLAIN


def test_an_invented_indicator_is_known_by_the_key_of_its_row() -> None:
    assert known("Residential burglary ‡").invented


def test_an_indicator_without_a_row_is_left_plain() -> None:
    assert known("Break-ins", status="▲ Worse") == Known()


def test_the_month_is_the_last_that_any_figure_runs_to() -> None:
    july = datetime.datetime(2025, 7, 1)  # noqa: DTZ001

    found = last_month([{"Data to": july}, {"Data to": DECEMBER}, {"Data to": "no data"}])
    assert found == Month.of(2025, 12)


@pytest.mark.parametrize(
    ("status", "tone"),
    [
        ("▲ Overdue", Tone.GONE_WRONG),
        ("▲ Overdue (set)", Tone.GONE_WRONG),
        ("▲ Behind", Tone.GONE_WRONG),
        ("▲ Not yet an action", Tone.GONE_WRONG),
        ("● On track", Tone.PLAIN),
        ("▲ 7 things", Tone.PLAIN),
    ],
)
def test_a_row_of_the_plan_stands_out_by_the_value_of_its_status(status: str, tone: Tone) -> None:
    assert tones_by_ref([{"Ref": 7.2, "Status": status}]) == {"7.2": tone}
