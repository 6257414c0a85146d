"""Random bytes and texts through every door, led by the coverage of the code; then Hypothesis.

Each failure is printed with its input, which lies in out/proofs/fuzz; `python -m proofs.fuzz`
says how to try one again and how to keep what a run has found in the corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proofs.count import Count


def proof(folder: Path, part: float) -> Iterator[Count]:
    """The corpus; each target for its share of an hour; Hypothesis for minutes."""
    # What is imported here would not be watched: see the worker.
    from proofs.fuzz.run import counts

    return counts(folder, part)
