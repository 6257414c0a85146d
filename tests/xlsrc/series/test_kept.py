"""What was worked out once is read back, and only for the very same figures."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.series import kept as kept_module
from xlsrc.series.kept import kept
from xlsrc.series.past import past_and_direction, past_of

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = np.random.default_rng(6).poisson(30, (3, 60)).astype(float)
NO_WHOLE = np.full(COUNTS.shape, np.nan)
NO_STEPS = np.zeros(COUNTS.shape, dtype=bool)


class Worker:
    """Something to work out, that counts how often it was."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, np.ndarray]:
        self.times += 1
        return {"doubled": 2 * COUNTS, "flags": COUNTS > 30}


def test_the_same_figures_are_worked_out_once(tmp_path: Path) -> None:
    work = Worker()

    first, second = (kept(tmp_path, (COUNTS,), work) for _ in range(2))

    assert work.times == 1
    np.testing.assert_array_equal(first["doubled"], second["doubled"])
    assert second["flags"].dtype == bool


@pytest.mark.parametrize(
    "other",
    [COUNTS + 1, COUNTS.T.copy(), COUNTS.astype(np.int64), np.where(COUNTS > 30, np.nan, COUNTS)],
    ids=["a figure", "the shape", "the kind", "a gap"],
)
def test_other_figures_are_worked_out_anew(tmp_path: Path, other: np.ndarray) -> None:
    work = Worker()

    kept(tmp_path, (COUNTS,), work)
    kept(tmp_path, (other,), work)

    assert work.times == 2


def test_other_code_works_them_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Worker()

    kept(tmp_path, (COUNTS,), work)
    monkeypatch.setattr(kept_module, "code_of", lambda *_: "a measure was mended")
    kept(tmp_path, (COUNTS,), work)

    assert work.times == 2


def test_a_damaged_file_is_passed_over(tmp_path: Path) -> None:
    work = Worker()
    kept(tmp_path, (COUNTS,), work)
    (file,) = tmp_path.rglob("*.npz")
    file.write_bytes(file.read_bytes()[:200])

    found = kept(tmp_path, (COUNTS,), work)

    assert work.times == 2
    np.testing.assert_array_equal(found["doubled"], 2 * COUNTS)


def test_without_a_folder_nothing_is_kept() -> None:
    work = Worker()

    kept(None, (COUNTS,), work)
    kept(None, (COUNTS,), work)

    assert work.times == 2


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")

    assert kept(in_the_way, (COUNTS,), Worker())["flags"].shape == COUNTS.shape


def test_what_is_read_back_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    fresh, again = (
        past_and_direction(COUNTS, NO_WHOLE, NO_STEPS, months=48, cache=tmp_path) for _ in range(2)
    )

    for at in range(2):
        for field in dataclasses.fields(fresh[at]):
            one, other = getattr(fresh[at], field.name), getattr(again[at], field.name)
            np.testing.assert_array_equal(one, other)


def test_fewer_months_are_another_outlook(tmp_path: Path) -> None:
    long, short = (
        past_of(COUNTS, NO_WHOLE, NO_STEPS, months=months, cache=tmp_path) for months in (48, 12)
    )

    assert (long.z1.shape[1], short.z1.shape[1]) == (48, 12)
