"""The whole run: the corpus again, the targets, as many at once as there are cores, Hypothesis."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT, Count
from proofs.fuzz.campaign import CORPUS, campaign
from proofs.fuzz.readers import cleared
from proofs.fuzz.smaller import smaller
from proofs.fuzz.structured import structured
from proofs.fuzz.targets import SHARES, TARGETS, crash_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proofs.fuzz.campaign import Campaign

SECONDS: Final = 3_600
SEED: Final = 20261128
KEPT: Final = PROJECT / "out" / "proofs" / "fuzz"


def counts(folder: Path, part: float) -> Iterator[Count]:
    """The corpus; each target for its share of an hour; Hypothesis for minutes."""
    yield _replayed()
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each target's worker is another process
        begun = [
            pool.submit(
                campaign,
                target,
                folder / target,
                max(10.0, SECONDS * part * share / 100),
                SEED + 1000 * at,
            )
            for at, (target, (share, _)) in enumerate(SHARES.items())
        ]
        of_kinds = list(structured(part, SEED, KEPT))
        for running, (_, tried) in zip(begun, SHARES.values(), strict=True):
            yield _counted(running.result(), tried)
    yield from of_kinds
    cleared()


def _replayed() -> Count:
    """Every input of the corpus through its target."""
    failed, files = 0, 0
    for target in TARGETS:
        for file in sorted((CORPUS / target).iterdir()):
            files += 1
            if crash := crash_of(target, file.read_bytes()):
                failed += 1
                print(f"{target}: {crash}: {file}")
    kinds = f"{len(TARGETS)} doors"
    return Count("Inputs that earlier fuzzing found, tried again", files, failed, kinds)


def _counted(done: Campaign, tried: str) -> Count:
    kept = KEPT / done.target
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(done.folder, kept)
    for crash, times in done.crashes.items():
        print(f"{done.target}: {crash} ({times} times)")
    for file in sorted((kept / "crashes").glob("*")):
        data = file.read_bytes()
        fell = crash_of(done.target, data)
        if fell is not None:
            least = smaller(data, partial(_falls_so, done.target, fell))
            file.write_bytes(least)
            print(f"{done.target}: {fell}: {file} ({len(least)} bytes)")
    for file in done.lost:
        print(f"{done.target}: a process was lost: {kept / 'lost' / file.name}")
    kept_before = len(list((CORPUS / done.target).iterdir()))
    found = (
        f"{done.edges:,} branches of the code reached; {len(done.found):,} inputs reached what "
        f"the {kept_before:,} kept ones did not"
    )
    return Count(tried, done.executions, len(done.crashes) + len(done.lost), found)


def _falls_so(target: str, fell: str, data: bytes) -> bool:
    return crash_of(target, data) == fell
