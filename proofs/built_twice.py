"""A release built twice, the second time elsewhere and under other settings."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING
from unittest.mock import patch

from docs.release.build import build
from proofs.count import Count

if TYPE_CHECKING:
    from pathlib import Path


def built_twice(folder: Path) -> Count:
    """The files of a release, and those of the second build that have other bytes."""
    folder.mkdir()
    first = _digests(build(folder / "built"))
    there = folder / "temporary"
    there.mkdir()
    before = os.umask(0o027)
    try:
        with patch.dict(os.environ, TZ="Asia/Kathmandu", TMPDIR=str(there)):
            second = _digests(build(folder / "a folder"))
    finally:
        os.umask(before)
    others = sorted(name for name in first | second if first.get(name) != second.get(name))
    for name in others:
        print(f"  FAILED {name}: {first.get(name)}, then {second.get(name)}", flush=True)
    told = f"{len(first) + len(second) - len(others) * 2} of {len(first) * 2} with the same bytes"
    return Count("Files of a release, built twice", len(first), len(others), told)


def _digests(files: list[Path]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
