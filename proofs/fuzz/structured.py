"""Hypothesis for minutes: valid files with slips, each count with its seed printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings

from proofs.count import Count
from proofs.fuzz.strategies import STRUCTURED, Drawn
from proofs.fuzz.targets import where
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy


def structured(part: float, first_seed: int, kept: Path) -> Iterator[Count]:
    """A count for each kind of file that Hypothesis makes."""
    for at, (tried, (strategy, target, tries)) in enumerate(STRUCTURED.items()):
        number = max(5, round(tries * part))
        print(f"{tried}: Hypothesis with seed {first_seed + at}")
        yield _tried(tried, strategy, target, number, first_seed + at, kept)


def _tried(
    tried: str,
    strategy: SearchStrategy[Drawn],
    target: Callable[..., None],
    number: int,
    of_seed: int,
    kept: Path,
) -> Count:
    outcomes = {"result": 0, "sentence": 0}
    crashes: dict[str, Drawn] = {}

    @seed(of_seed)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def one(drawn: Drawn) -> None:
        try:
            target(drawn)
            outcomes["result"] += 1
        except DashboardError:
            outcomes["sentence"] += 1
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            crashes.setdefault(where(error), drawn)

    one()
    kept.mkdir(parents=True, exist_ok=True)
    for at, (crash, drawn) in enumerate(crashes.items()):
        file = kept / f"hypothesis-{of_seed}-{at}"
        file.write_bytes(drawn if isinstance(drawn, bytes) else drawn[1])
        print(f"{tried}: {crash}: {file} {'' if isinstance(drawn, bytes) else drawn[0]}")
    made = sum(outcomes.values()) + len(crashes)
    found = f"{outcomes['result']:,} gave a result, {outcomes['sentence']:,} one sentence"
    return Count(f"{tried} (Hypothesis)", made, len(crashes), found)
