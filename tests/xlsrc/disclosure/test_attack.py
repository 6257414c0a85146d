"""What is published of sensitive wards, over four editions, does not tell a small count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.ward_attack import attacked, history
from xlsrc.disclosure import suppression
from xlsrc.disclosure.suppression import Mark, is_small

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES, OF_THEM = 500, 25


@pytest.mark.slow
def test_no_small_count_of_500_random_tables_over_four_editions_is_told(
    proof: Callable[[str], None],
) -> None:
    tried, told = np.sum([attacked(history(seed)) for seed in range(TABLES)], axis=0)

    proof(f"{TABLES} random tables, 4 editions each: {told} of {tried:,} small counts are told")
    assert tried > TABLES
    assert told == 0


@pytest.mark.slow
def test_without_other_counts_kept_back_the_attack_tells_some(
    monkeypatch: pytest.MonkeyPatch, proof: Callable[[str], None]
) -> None:
    monkeypatch.setattr(
        suppression,
        "_year",
        lambda counts, _: np.where(is_small(counts), Mark.SMALL, Mark.SHOWN).astype(np.int8),
    )

    tried, told = np.sum([attacked(history(seed)) for seed in range(OF_THEM)], axis=0)

    proof(f"With small counts alone kept back: {told} of {tried:,} are told")
    assert told > tried / 4


@pytest.mark.slow
def test_a_year_shown_anew_when_it_is_restated_tells_some(proof: Callable[[str], None]) -> None:
    found = [attacked(history(seed, repeats=False)) for seed in range(2 * OF_THEM)]

    tried, told = np.sum(found, axis=0)
    proof(f"With restated years shown anew: {told} of {tried:,} are told")
    assert told > 0
