"""What cells of returns say; the shorthand is that of the Government Analysis Function."""

from __future__ import annotations

import math

import pytest

from xlsrc.extracts.return_cells import reading


@pytest.mark.parametrize(
    ("text", "figure", "mark"),
    [
        ("650", 650, ""),
        (" 12 ", 12, ""),
        ("1,234", 1234, ""),
        ("12 345", 12345, ""),
        ("650 [r]", 650, "revised"),
        ("650[R]", 650, "revised"),
        ("1,050 (p)", 1050, "provisional"),
        ("71 [e]", 71, "estimated"),
        ("0", 0, ""),
        ("26.4%", 26.4, ""),
    ],
)
def test_a_figure_is_read_whatever_stands_behind_it(text: str, figure: float, mark: str) -> None:
    cell = reading(text)

    assert (cell.figure, cell.mark, cell.gap, cell.fault) == (figure, mark, "", None)


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("<5", "suppressed"),
        ("< 10", "suppressed"),
        ("≤4", "suppressed"),
        ("fewer than 5", "suppressed"),
        ("[c]", "suppressed"),
        ("*", "suppressed"),
        ("[x]", "not available"),
        ("..", "not available"),
        (":", "not available"),
        ("-", "not available"),
        ("–", "not available"),
        ("NULL", "not available"),
        ("N/A", "not available"),
        ("[z]", "not applicable"),
        ("[low]", "a low figure that rounds to 0"),
        ("[u]", "too unreliable to be given"),
    ],
)
def test_a_gap_has_its_reason(text: str, gap: str) -> None:
    cell = reading(text)

    assert math.isnan(cell.figure)
    assert cell.gap == gap


@pytest.mark.parametrize(
    "text",
    [
        "-3",
        "−3",
        "#DIV/0!",
        "#N/A",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "Err:502",
        "=SUM(B2:B9)",
        "inf",
        "-inf",
        "1e999",
        "1,23",
        "1.2.3",
        "650[q]",
        "twelve",
        "12or13",
    ],
)
def test_anything_else_is_a_fault_and_no_figure(text: str) -> None:
    cell = reading(text)

    assert math.isnan(cell.figure)
    assert cell.fault is not None


def test_an_empty_cell_is_neither() -> None:
    assert not reading("  ").is_figure
    assert not reading("").gap


def test_a_figure_beyond_belief_is_a_fault() -> None:
    assert reading("1000000000").fault is None
    assert reading("1,000,000,001").fault == (
        "a number of at most 1,000,000,000",
        "correct the cell or leave it empty",
    )
