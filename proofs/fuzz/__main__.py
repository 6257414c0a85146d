"""`python -m proofs.fuzz again TARGET FILE ...`: what a target says of inputs.

`python -m proofs.fuzz keep`: takes into the corpus what the last run has found and it lacks.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Try inputs again, or keep those of the last run."""
    from proofs.fuzz.campaign import merged
    from proofs.fuzz.run import KEPT
    from proofs.fuzz.targets import TARGETS, crash_of

    what, *words = sys.argv[1:] or [""]
    if what == "keep":
        for target in TARGETS:
            merged(target, KEPT / target / "found")
        return 0
    if what != "again" or len(words) < 2 or words[0] not in TARGETS:
        print(__doc__, f"Targets: {', '.join(TARGETS)}", sep="\n")
        return 2
    crashes = [crash_of(words[0], Path(file).read_bytes()) for file in words[1:]]
    for file, crash in zip(words[1:], crashes, strict=True):
        print(f"{file}: {crash or 'a result, or one sentence'}")
    return 1 if any(crashes) else 0


if __name__ == "__main__":
    sys.exit(main())
