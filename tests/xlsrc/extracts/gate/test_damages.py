from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.damage import KINDS, NEWER, ONLY_BESIDE_THE_RELEASE_BEFORE, damaged
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.extracts.gate.finding import Finding

SEEDS = range(2)

pytestmark = pytest.mark.slow

EVERY = [
    pytest.param(
        kind, seed, with_older, id=f"{kind}, {seed}, {'beside' if with_older else 'alone'}"
    )
    for kind in KINDS
    for seed in SEEDS
    for with_older in (False, True)
    if with_older or kind not in ONLY_BESIDE_THE_RELEASE_BEFORE
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize(("kind", "seed", "with_older"), EVERY)
def test_a_damage_is_one_doubt_about_what_was_damaged(
    kind: str, seed: int, *, with_older: bool, tmp_path: Path, cache: Path
) -> None:
    damage = damaged(kind, seed)

    store = Store.open(damage.written(tmp_path / "extracts", with_older=with_older), cache=cache)

    found = [one for one in store.findings if one.is_doubt and NEWER in one.files]
    assert [(one.rule in damage.rules, _is_about(one, damage.area)) for one in found] == [
        (True, True)
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "doubled" in kind or "total" in kind])
def test_a_release_that_is_stopped_is_a_fault_and_not_used(
    kind: str, tmp_path: Path, cache: Path
) -> None:
    folder = damaged(kind, 1).written(tmp_path / "extracts", with_older=True)

    store = Store.open(folder, cache=cache)

    stops = [one for one in store.findings if one.severity is Severity.STOPS]
    assert list(store.faults) == [one.sentence for one in stops]
    assert [one.vintage for one in store.extracts] == ["2025-12"]
    assert [(line.state, line.detail) for line in store.files if line.file == NEWER] == [
        ("not used", f"see finding {stops[0].reference}")
    ]


def _is_about(finding: Finding, area: str) -> bool:
    return not area or (finding.areas is not None and area in {one.name for one in finding.areas})
