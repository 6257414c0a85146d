"""What fuzzing found is tried again: each input gives a result or one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proofs.fuzz.campaign import CORPUS
from proofs.fuzz.readers import cleared
from proofs.fuzz.targets import SHARES, TARGETS, crash_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_BYTES, MOST_BYTES = 1, 1_500_000
QUICK = 30
"""Inputs of a target that are tried here, the smallest; `make prove` tries all."""


@pytest.fixture(scope="module", autouse=True)
def _folder() -> Iterator[None]:
    yield
    cleared()


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_of_the_corpus_fells_its_target(target: str) -> None:
    files = sorted((CORPUS / target).iterdir(), key=lambda path: (path.stat().st_size, path.name))

    fell = {path.name: crash_of(target, path.read_bytes()) for path in files[:QUICK]}

    assert fell
    assert {name: crash for name, crash in fell.items() if crash} == {}


def test_every_target_has_its_share_of_the_time_and_the_corpus_stays_small() -> None:
    sizes = [path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()]

    assert SHARES.keys() == TARGETS.keys()
    assert sum(share for share, _ in SHARES.values()) == 100
    assert FEWEST_BYTES <= sum(sizes) <= MOST_BYTES
