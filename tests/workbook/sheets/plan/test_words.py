"""How cells say actions and outputs within the room that there is."""

from __future__ import annotations

import datetime

import pytest

from workbook.sheets.plan.words import output_prospect, shortened
from xlsrc.domain.action import MeasuredAs, Output
from xlsrc.plan.outputs import Direction, MeasuredOutput, OutputStatus

# "Neighbourhood police" is 81.5 points wide at 9 pt in Carlito, and 83.2 in bold, as FreeType
# draws it; two in a hundred are kept beside that.


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert shortened("Neighbourhood police", 84) == "Neighbourhood police"


def test_a_text_that_does_not_fit_ends_in_three_dots() -> None:
    assert shortened("Neighbourhood police", 83) == "Neighbourhood poli…"


def test_bold_letters_need_more_room() -> None:
    assert shortened("Neighbourhood police", 84, bold=True) == "Neighbourhood poli…"


def test_smaller_letters_need_less_room() -> None:
    assert shortened("Neighbourhood police", 80, 8.5) == "Neighbourhood police"


def test_the_mark_of_an_invented_text_stays_last() -> None:
    assert shortened("Neighbourhood police ‡", 83) == "Neighbourhood p… ‡"


def measured(
    status: OutputStatus,
    on_pace: float | None = None,
    trend: Direction | None = None,
    target: float | None = 40,
    measured_as: MeasuredAs = MeasuredAs.TOTAL,
) -> MeasuredOutput:
    output = Output(
        ref="O1",
        actions=("1.1",),
        text="Men who began the programme",
        unit="people",
        measured_as=measured_as,
        target=target,
        start=datetime.date(2025, 4, 1),
        due=datetime.date(2026, 3, 31),
    )
    return MeasuredOutput(
        output=output,
        to_date=15,
        share=None,
        status=status,
        trend=trend,
        to=None,
        on_pace=on_pace,
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (measured(OutputStatus.MET), "met"),
        (measured(OutputStatus.MISSED), "no: was due Mar 26"),
        (measured(OutputStatus.NO_TARGET, target=None), "–"),
        (measured(OutputStatus.NO_RETURN), "cannot say"),
        (measured(OutputStatus.BEHIND, on_pace=19.9), "no: 19 at this pace"),
        (measured(OutputStatus.ON_COURSE, on_pace=37.2), "nearly: 37 at this pace"),
        (measured(OutputStatus.ON_COURSE, on_pace=39.99), "nearly: 39 at this pace"),
        (measured(OutputStatus.ON_COURSE, on_pace=40.0), "yes, at this pace"),
        (measured(OutputStatus.ON_COURSE), "too early to say"),
        (
            measured(OutputStatus.BEHIND, trend=Direction.UP, measured_as=MeasuredAs.LATEST),
            "rising, not there yet",
        ),
        (
            measured(OutputStatus.BEHIND, trend=Direction.LEVEL, measured_as=MeasuredAs.LATEST),
            "not as it stands",
        ),
    ],
)
def test_whether_a_target_will_be_met_never_says_more_than_the_pace(
    one: MeasuredOutput, words: str
) -> None:
    assert output_prospect(one) == words
