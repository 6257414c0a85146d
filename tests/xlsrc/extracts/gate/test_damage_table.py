"""Every kind of damage once: the benchmark ``damages`` takes more seeds and prints the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.damage.kinds import (
    BESIDE_ALONE,
    BOROUGH_KINDS,
    SERIES_KINDS,
    damaged,
)
from tests.support.damage.measured import (
    HOSTS,
    borough_judge,
    borough_row,
    other_judge,
    other_row,
)
from tests.support.damage.other_files import OTHER_FILES
from tests.support.damage.return_outcome import return_outcome
from tests.support.damage.returns import RETURN_KINDS, UNFINDABLE_IN_RETURNS
from tests.support.damage.table import HISTORICAL, NEWER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.damage.outcome import Judge

pytestmark = pytest.mark.slow

SEED = 4
BY_CLAIM = frozenset(kind for kind in SERIES_KINDS if kind.endswith("to Unknown"))
"""Kinds that are noted: whether a figure is in doubt is decided by the figure."""

MORE_BY_SEED = 1.5
"""What is left is the largest of a few seeds: that of another may be so much larger."""
LEAST_LEFT = 1.0
TWO_LINES = 2

# Those of files have their own tests. One of the two ways of the others, and of other files every
# third kind: all of them, and more seeds, are the benchmark's.
BOROUGH = [(kind, list(HOSTS)[at % 2]) for at, kind in enumerate(SERIES_KINDS)]
OTHERS = [(file, kind) for file, one in OTHER_FILES.items() for kind in one.kinds][SEED % 3 :: 3]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def judges(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, Judge]:
    folder = tmp_path_factory.mktemp("damages")
    return {mode: borough_judge(mode, folder, cache) for mode in HOSTS}


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, Judge]:
    folder = tmp_path_factory.mktemp("other damages")
    return {file: other_judge(file, folder, cache) for file in OTHER_FILES}


@pytest.mark.parametrize(("kind", "mode"), BOROUGH)
def test_a_damaged_release_is_never_worse_than_the_prototype_found(
    kind: str, mode: str, judges: dict[str, Judge]
) -> None:
    reached = getattr(BOROUGH_KINDS[kind], mode)

    row = borough_row(judges[mode], kind, [SEED])

    is_shown = mode == "beside" or kind not in BESIDE_ALONE
    must_be_found = reached.found == reached.of and is_shown and kind not in BY_CLAIM
    must_be_said = reached.found + reached.noted == reached.of and is_shown
    assert row.broken == ()
    assert row.found >= must_be_found
    assert not (row.silent and must_be_said)
    assert not (row.found and row.peers)
    assert row.left <= max(LEAST_LEFT, MORE_BY_SEED * reached.left)


@pytest.mark.parametrize(("file", "kind"), OTHERS)
def test_a_damaged_file_of_another_sort_breaks_nothing(
    file: str, kind: str, others: dict[str, Judge]
) -> None:
    assert other_row(others[file], file, kind, [SEED]).broken == ()


@pytest.mark.parametrize(
    "kind", ["cut by 5 %", "10 % of rows missing", "month missing", "last month: 50 %"]
)
@pytest.mark.parametrize("file", ["wards", "LSOAs"])
def test_a_file_of_small_areas_that_lacks_a_part_is_found(
    file: str, kind: str, others: dict[str, Judge]
) -> None:
    row = other_row(others[file], file, kind, [SEED])

    assert (row.found, row.left) == (1, 0.0)
    assert max(row.lines) <= TWO_LINES


@pytest.mark.parametrize(
    "kind", ["last month, one area: 50 %", "older month, one area: 0", "one cell x 10"]
)
def test_a_damaged_month_of_an_earlier_edition_is_spoken_of(
    kind: str, others: dict[str, Judge]
) -> None:
    """Of the historical file November 2023 is asked for. A zero of October 2023 is no echo of the
    places that a tenth of that month's offences lack."""
    # The fourth is Islington's October 2023, whose every count is 0.
    row = other_row(others["historical"], "historical", kind, [7_310_003])

    assert (row.found + row.noted > 0, row.silent, row.broken) == (True, 0, ())


@pytest.mark.parametrize("kind", RETURN_KINDS)
def test_a_damaged_return_gives_no_wrong_figure_unsaid(kind: str, tmp_path: Path) -> None:
    outcome = return_outcome(kind, SEED, tmp_path)

    assert (outcome.broken, outcome.silent) == ("", kind in UNFINDABLE_IN_RETURNS)


def test_the_truth_of_a_damage_is_what_it_did(judges: dict[str, Judge]) -> None:
    # Barnet's last 12 months to December 2025, and the 12 before, in the release of that month:
    # 28,538 is what the design's reference page prints.
    clean = judges["beside"].clean
    barnet = [area.name for area in clean.question.areas].index("Barnet")
    total = [one.id for one in clean.question.indicators].index("total_notifiable")

    assert clean.year[barnet, total] == 28_538


def test_a_damage_is_the_same_for_the_same_seed() -> None:
    assert damaged("one cell x 10", 3).rows == damaged("one cell x 10", 3).rows


def test_a_clean_release_in_the_place_of_a_damaged_one_is_no_damage(
    judges: dict[str, Judge],
) -> None:
    judge = judges["beside"]

    outcome = judge.outcome(judge.host.table().damaged())

    assert (judge.host.file, HISTORICAL in judge.host.others) == (NEWER, True)
    assert (outcome.found, outcome.noted, outcome.moved, outcome.left, outcome.lines) == (
        False,
        False,
        0.0,
        0.0,
        0,
    )
