"""Why no range, trend, forecast or chance is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.made_up import AS_AT, made_up_dashboard, with_parts
from xlsrc.measures.level_filter import BURN
from xlsrc.measures.outlook import FIRM
from xlsrc.words.outlook_notes import BROKEN_YEAR, outlook_notes

BURGLARY = next(a for a in made_up_dashboard().assessments if a.indicator.id == "burglary")


def said(**parts: Any) -> dict[str, str]:
    return {note.figure: note.text for note in outlook_notes(with_parts(BURGLARY, **parts))}


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, f"a usual range needs {BURN} months of whole numbers"),
        (1, f"1 month of figures: a usual range needs {BURN}"),
        (BURN - 1, f"{BURN - 1} months of figures: a usual range needs {BURN}"),
        (FIRM - 1, f"provisional: it rests on {FIRM - 1} months of figures, and is too wide"),
    ],
)
def test_too_few_months_are_counted(months: int, words: str) -> None:
    found = said(usual={"history": months})

    assert list(found) == ["expected"]
    assert found["expected"].startswith(words)


def test_a_new_way_of_recording_is_named() -> None:
    found = said(usual={"history": FIRM, "expected": None}, level={"trend": None})

    assert found["expected"] == "recording changed in December 2025"
    assert found["trend"] == "recording changed in the 12 months"


def test_a_year_without_an_end_says_why() -> None:
    whole = with_parts(replace(BURGLARY, year_end=None), usual={"history": FIRM})
    in_march = replace(whole, as_at=AS_AT + 3)

    assert [n.text for n in outlook_notes(whole) if n.figure == "forecast_year_end"] == [
        BROKEN_YEAR
    ]
    assert [n.text for n in outlook_notes(in_march) if n.figure == "forecast_year_end"] == [
        "the financial year is complete"
    ]


def test_of_no_figures_nothing_is_noted() -> None:
    assert list(outlook_notes(replace(BURGLARY, as_at=None))) == []
