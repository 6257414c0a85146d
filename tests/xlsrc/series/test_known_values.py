"""What scipy's functions gave is read back to the last bit, and only for the very same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import special as scipys

from xlsrc.measures import special
from xlsrc.series.kept import kept
from xlsrc.series.known_values import values_known

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = np.random.default_rng(5).poisson(30, (3, 4))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of scipy's functions, each time that one is asked."""
    names: list[str] = []

    def of_scipy(name: str) -> object:
        names.append(name)
        return getattr(scipys, name)

    monkeypatch.setattr(special, "_of_scipy", of_scipy)
    return names


def figures() -> tuple[object, ...]:
    return (
        special.gammaincinv(COUNTS + 0.5, 0.025),
        special.bdtr(COUNTS, COUNTS + COUNTS[0], 0.5),
        special.ndtri(0.975),
        special.gammaln(np.array([[0.5], [7.0]])),
    )


def test_the_second_time_scipy_is_not_asked(tmp_path: Path, asked: list[str]) -> None:
    with values_known(tmp_path, "here"):
        first = figures()
    asked.clear()
    with values_known(tmp_path, "here"):
        second = figures()

    assert asked == []
    for one, other, plain in zip(first, second, figures(), strict=True):
        assert type(one) is type(other) is type(plain)
        np.testing.assert_array_equal(other, plain, strict=True)
        np.testing.assert_array_equal(one, other, strict=True)


@pytest.mark.parametrize(
    "other",
    [COUNTS + 1, COUNTS.T.copy(), COUNTS.astype(np.float64)],
    ids=["a figure", "the shape", "the kind"],
)
def test_of_other_numbers_it_is_asked(other: np.ndarray, tmp_path: Path, asked: list[str]) -> None:
    with values_known(tmp_path, "here"):
        special.gammaln(COUNTS)
    with values_known(tmp_path, "here"):
        found = special.gammaln(other)

    assert asked == ["gammaln"] * 2
    np.testing.assert_array_equal(found, scipys.gammaln(other))


def test_what_is_written_into_is_known_as_it_was(tmp_path: Path) -> None:
    with values_known(tmp_path, "here"):
        special.gammaln(COUNTS)[:] = 0
        np.testing.assert_array_equal(special.gammaln(COUNTS), scipys.gammaln(COUNTS))


def test_a_damaged_file_is_passed_over(tmp_path: Path) -> None:
    with values_known(tmp_path, "here"):
        figures()
    (file,) = tmp_path.rglob("*.npz")
    file.write_bytes(file.read_bytes()[:300])

    with values_known(tmp_path, "here"):
        assert special.ndtri(0.975) == scipys.ndtri(0.975)


def test_what_is_no_longer_asked_is_forgotten(tmp_path: Path, asked: list[str]) -> None:
    for last in (1.0, 2.0, 1.0):
        with values_known(tmp_path, "here"):
            special.gammaln(last)

    assert asked == ["gammaln"] * 3
    assert len(list(tmp_path.rglob("*.npz"))) == 1


def test_what_is_kept_as_a_whole_is_not_kept_in_parts(tmp_path: Path, asked: list[str]) -> None:
    with values_known(tmp_path, "here"):
        kept(tmp_path, (COUNTS,), lambda: {"all": np.asarray(special.gammaln(COUNTS))})

    assert asked == ["gammaln"]
    assert not (tmp_path / "functions").exists()


def test_without_a_folder_scipy_is_asked_each_time(asked: list[str]) -> None:
    for _ in range(2):
        with values_known(None, "here"):
            special.ndtri(0.5)

    assert asked == ["ndtri"] * 2
