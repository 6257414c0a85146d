"""Files that are kept for the next time: written in one step, and known by the code behind them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from functools import cache
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def in_one_step(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which stands at ``path`` once it is whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        yield part
    os.replace(part.name, path)  # noqa: PTH105 - one atomic step


@cache
def code_of(*folders: Path) -> str:
    """A digest of the code in some folders: what other code worked out is not what this would."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
