"""`python -m proofs.fuzz.worker TARGET FOLDER SEED -- libFuzzer's options`: one target, led by
coverage, in a process that may be lost.

A crash is kept in FOLDER/crashes under its digest, once for each place that it comes from, and
does not end the run. What ends the process (a hang, too much memory, a crash of a library) is
left by libFuzzer in FOLDER/lost; FOLDER/now is what was tried last.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import atheris

LONGEST: Final = 1 << 15
FIRST: Final = 20


USED: Final = """
import pathlib, sys
from proofs.fuzz.targets import crash_of
for file in sys.argv[2:]:
    crash_of(sys.argv[1], pathlib.Path(file).read_bytes())
print(*(name for name in sys.modules if name.startswith(("xlsrc.", "workbook."))))
"""


def _used(target: str, options: list[str]) -> list[str]:
    """What the first inputs import where it is used: it is to be watched as well.

    They are tried in another process, since what runs before the fuzzer is set up is not watched.
    """
    folders = (Path(name) for name in options if not name.startswith("-"))
    files = [str(path) for folder in folders for path in sorted(folder.iterdir())[:FIRST]]
    command = [sys.executable, "-c", USED, target, *files]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Run the target until its time is over."""
    target, folder, seed, options = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[5:]
    with atheris.instrument_imports(include=["xlsrc", "workbook"], enable_loader_override=False):
        from proofs.fuzz import mutator, targets

        for name in _used(target, options):
            importlib.import_module(name)
    for name in ("crashes", "lost", "found"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    known: dict[str, int] = {}
    chances = random.Random(seed)

    now = (folder / "now").open("wb", buffering=0)

    def one(data: bytes) -> None:
        now.seek(0)
        now.truncate()
        now.write(data)
        crash = targets.crash_of(target, data)
        if crash is None:
            return
        known[crash] = known.get(crash, 0) + 1
        if known[crash] == 1:
            name = hashlib.sha256(data).hexdigest()[:16]
            (folder / "crashes" / name).write_bytes(data)
        (folder / "crashes.json").write_text(json.dumps(known, indent=1), encoding="utf-8")

    def changed(data: bytes, longest: int, again: int) -> bytes:
        if chances.random() < 0.4:
            return bytes(atheris.Mutate(data, longest))
        return mutator.mutated(data, longest, again)

    mutate = {} if target in targets.BY_CHOICE else {"custom_mutator": changed}
    command = [
        "fuzz",
        f"-artifact_prefix={folder / 'lost'}/",
        f"-max_len={LONGEST}",
        "-timeout=30",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
        "-reload=0",
        "-keep_seed=1",
        "-reduce_inputs=0",
        f"-seed={seed}",
        *options,
    ]
    atheris.Setup(command, one, **mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
