"""What cells of returns say; the shorthand is that of the Government Analysis Function."""

from __future__ import annotations

import math

import pytest

from xlsrc.extracts.fault import FaultLog
from xlsrc.extracts.return_cells import reading
from xlsrc.extracts.return_figures import figure_of
from xlsrc.extracts.return_rows import ReturnRow


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


# What a suppressed count may be: below a bound from 1 on, at most a bound or in a range from 0 on;
# of a share everything. Who only marks it suppresses what is below 5.
@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("<5", 1, 4),
        ("<1", 0, 0),
        ("under 10", 1, 9),
        ("≤4", 0, 4),
        ("up to 3", 0, 3),
        ("3-7", 3, 7),
        ("0 to 4", 0, 4),
        ("[c]", 1, 4),
        ("*", 1, 4),
        ("<5%", 0, 1_000_000_000),
    ],
)
def test_a_suppressed_count_has_its_bounds(text: str, least: int, most: int) -> None:
    assert reading(text).gap == "suppressed"
    assert (reading(text).least, reading(text).most) == (least, most)


@pytest.mark.parametrize("text", ["5-5", "7-3"])
def test_a_range_without_a_width_is_a_fault(text: str) -> None:
    assert reading(text).fault == ("a number of at least 0", "correct the cell or leave it empty")
    assert not reading(text).gap


def test_what_is_left_of_a_share_of_which_a_part_is_suppressed() -> None:
    def figure(value: str, numerator: str = "", denominator: str = "") -> tuple[float, float]:
        row = ReturnRow(
            line=2,
            indicator="Visits",
            area="Barnet",
            month="2025-01",
            value=value,
            numerator=numerator,
            denominator=denominator,
        )
        found = figure_of(row, FaultLog())
        assert math.isnan(found.count)
        return found.least, found.most

    assert figure("<5") == (1, 4)
    assert figure("", "<5", "100") == (0, 1_000_000_000)
    assert figure("[c]", "3", "[c]") == (0, 1_000_000_000)
    assert all(map(math.isnan, figure("", "<5", "[x]")))
    assert all(map(math.isnan, figure("[x]")))
