"""The chain of editions: changed rows are noticed, and so are two that follow one."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.four_quarters import editions
from xlsrc.domain.published import PublishedEdition, digest_of, in_order, kept
from xlsrc.published.chain import branches, chain_faults, went_on_elsewhere
from xlsrc.published.rows import sealed

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = editions()
SECOND = YEAR[1]


def changed(**fields: object) -> tuple[PublishedEdition, ...]:
    """The year with another second edition."""
    return (YEAR[0], replace(SECOND, **fields), *YEAR[2:])  # type: ignore[arg-type]  # as a test names them


def test_a_whole_chain_has_no_fault() -> None:
    assert chain_faults(YEAR) == ()
    assert chain_faults(()) == ()


def first_changed(change: Callable[[object], object]) -> tuple[PublishedEdition, ...]:
    first, *rest = SECOND.figures
    return changed(figures=(replace(first, value=change(first.value)), *rest))  # type: ignore[arg-type]  # any value


def test_a_value_that_was_changed_is_noticed_with_its_edition() -> None:
    (fault,) = chain_faults(first_changed(lambda value: float(value) + 1))  # type: ignore[arg-type]  # a number

    assert fault.startswith(
        "Published: the edition June 2025 as it was published was wanted; found that one of its "
        "rows, or its row in Editions, was changed: go back to a copy"
    )


def test_a_row_that_is_gone_is_counted() -> None:
    (fault,) = chain_faults(changed(figures=SECOND.figures[2:]))

    assert f"found that 2 rows of its {SECOND.rows} can no longer be read or are gone" in fault


def test_a_row_put_in_is_counted() -> None:
    more = (*SECOND.figures, replace(SECOND.figures[0], area="Elsewhere"))

    assert "found that 1 row more than its" in chain_faults(changed(figures=more))[0]


@pytest.mark.parametrize(
    "fields",
    [{"on": datetime.date(2025, 7, 21)}, {"name": "Summer"}, {"reason": "A misprint"}],
    ids=["day", "name", "reason"],
)
def test_an_editions_own_row_is_part_of_it(fields: dict[str, object]) -> None:
    assert len(chain_faults(changed(**fields))) == 1


def test_an_edition_whose_row_is_gone_is_missed_by_the_next() -> None:
    (fault,) = chain_faults((YEAR[0], *YEAR[2:]))

    assert fault.startswith(
        "Published: the edition September 2025 follows one whose row in Editions is gone"
    )


def test_two_after_one_are_noticed() -> None:
    other = sealed(replace(SECOND, on=datetime.date(2025, 7, 30), name="June 2025 (2)"))

    (fault,) = chain_faults(in_order((*YEAR, other)))

    assert "found that June 2025 and June 2025 (2) follow the same one" in fault


def test_the_order_of_the_rows_does_not_count() -> None:
    sorted_by_hand = tuple(replace(one, figures=one.figures[::-1]) for one in YEAR)

    assert chain_faults(in_order(sorted_by_hand[::-1])) == ()


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 1e15 / 7, -0.0])
def test_a_number_saved_by_another_program_is_the_same(value: float) -> None:
    first, *rest = SECOND.figures
    mine = sealed(replace(SECOND, figures=(replace(first, value=kept(value)), *rest)))
    saved = float(f"{kept(value):.15g}")
    read_back = replace(mine, figures=(replace(first, value=saved), *rest))

    assert digest_of(read_back) == mine.digest


def test_spaces_that_a_program_drops_are_no_change() -> None:
    first, *rest = SECOND.figures
    padded = replace(first, label=f"{first.label}  ")

    assert digest_of(replace(SECOND, figures=(padded, *rest))) == SECOND.digest


def by_itself(at: int, day: int) -> PublishedEdition:
    """An edition of the year as another workbook published it."""
    return sealed(replace(YEAR[at], on=datetime.date(2026, 1, day)))


def test_two_workbooks_that_published_by_themselves_are_named_with_what_they_come_from() -> None:
    other = (*YEAR[:3], by_itself(3, 22))

    assert branches(YEAR, other) == (
        "Both workbooks come from the edition September 2025 and each published December 2025 by "
        "itself, on 20 January 2026 and on 22 January 2026: what the board has seen can stand in "
        "one only; keep that one and publish from it, and lay the other aside."
    )


def test_of_different_months_too() -> None:
    assert branches(YEAR, (YEAR[0], by_itself(2, 5))).startswith(
        "Both workbooks come from the edition March 2025 and one published June 2025, the other "
        "September 2025, each by itself, on "
    )


def test_from_the_beginning() -> None:
    assert branches(YEAR[:1], (by_itself(0, 9),)).startswith(
        "Both workbooks begin with none and each published March 2025 by itself"
    )


@pytest.mark.parametrize("older", range(5))
def test_an_older_copy_is_no_branch(older: int) -> None:
    assert branches(YEAR, YEAR[:older]) == ""
    assert branches(YEAR[:older], YEAR) == ""


def test_two_areas_are_no_branches() -> None:
    assert branches(YEAR[:1], (sealed(replace(YEAR[0], area="Enfield")),)) == ""


def test_a_workbook_that_has_gone_on_is_named_with_its_edition_and_day() -> None:
    said = went_on_elsewhere(YEAR[:2], YEAR[:3], "Barnet", "Ann.xlsx")

    assert said.startswith(
        "One workbook that goes on from edition to edition was wanted; found that 'Ann.xlsx' has "
        "published September 2025 after June 2025, on 20 October 2025, and this one lacks it"
    )
    assert "published March 2025, on 20 April" in went_on_elsewhere((), YEAR, "Barnet", "Ann.xlsx")
    assert "published June 2025 after March" in went_on_elsewhere(
        (YEAR[0], by_itself(1, 9), *YEAR[2:]), YEAR, "Barnet", "Ann.xlsx"
    )


def test_one_that_is_behind_or_of_another_area_has_not_gone_on() -> None:
    for other in ((), YEAR[:2], YEAR[:3]):
        assert went_on_elsewhere(YEAR[:3], other, "Barnet", "Ann.xlsx") == ""
    assert went_on_elsewhere(YEAR[:2], YEAR, "Enfield", "Ann.xlsx") == ""
