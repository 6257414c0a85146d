"""`python -m proofs.mutants FILE | PLACE [--number N] [--seed TEXT]`: what its tests let live.

All mutants of a source file, or a sample of a place's (measures, gate, save, disclosure); the tree
is not touched. New tests are seen at once: they count where they lie in the place's test folders.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from proofs.mutants import said, survivors
from proofs.mutants.places import PLACES, Place, place_of
from proofs.mutants.planting import Mutant, sampled
from proofs.mutants.trying import Workshop


def main() -> int:
    """Plant them; print the survivors, and how many were killed."""
    asked = _arguments()
    place, mutants = _asked_for(asked)
    if not mutants:
        print("No mutants of these lines")
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        Workshop(Path(folder), asked.workers) as workshop,
    ):
        lived = workshop.survivors(place, mutants)
    listed = survivors.listed()
    shown = [f"{'listed: ' * (mutant.name in listed)}{mutant.said()}\n" for mutant in lived]
    lines = [f"- {mutant.name} — " for mutant in lived if mutant.name not in listed]
    found = f"Of {len(mutants):,} {said(len(mutants), len(lived), len(lived) - len(lines))}"
    text = "\n".join([*shown, "For survivors.md:", *lines, "", found])
    print(f"\n{text}")
    if asked.into:
        asked.into.write_text(text + "\n", encoding="utf-8")
    return 1 if lines else 0


def _asked_for(asked: argparse.Namespace) -> tuple[Place, list[Mutant]]:
    named = {place.name: place for place in PLACES}
    if asked.target in named:
        place = named[asked.target]
        return place, sampled(place.files(), asked.number or 100, asked.seed)
    place = place_of(asked.target)
    first, _, last = asked.lines.partition("-")
    mutants = [
        mutant
        for mutant in sampled([asked.target], asked.number or sys.maxsize, asked.seed)
        if int(first) <= mutant.line <= int(last or first)
    ]
    return place, sorted(mutants, key=lambda mutant: mutant.line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m proofs.mutants", description=__doc__)
    parser.add_argument("target", metavar="FILE|PLACE")
    parser.add_argument("--number", type=int, help="so many, by lot (of a place: 100)")
    parser.add_argument("--seed", default="practice", help="of the lot; the proof has its own")
    parser.add_argument("--lines", default="1-999", help="of a file, these lines alone")
    parser.add_argument("--workers", type=int, default=1, help="mutants at once")
    parser.add_argument("--into", type=Path, help="a file for the survivors besides")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
