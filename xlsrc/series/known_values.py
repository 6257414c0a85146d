"""What the functions of scipy gave in the last run, kept for the next."""

from __future__ import annotations

import importlib.util
import zipfile
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.extracts.kept_file import read_again, unpacked
from xlsrc.measures import special
from xlsrc.series.kept import keep

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def values_known(folder: Path | None, about: str) -> Iterator[None]:
    """Have what scipy gave the last time read back, and kept for the next.

    Parameters
    ----------
    folder
        In whose folder "functions" it is kept; None: nowhere. One that cannot be written keeps
        nothing; a damaged or foreign file in it is passed over.
    about
        What is worked out: of each only the last run is kept.
    """
    if folder is None:
        yield
        return
    path = folder / "functions" / f"{sha256(f'{_version()}{about}'.encode()).hexdigest()}.npz"
    table = special.Known(_read(path))
    with special.known(table):
        yield
    if table.has_news:
        keep(path, _arrays(table.used))


def _version() -> str:
    """The release of scipy, without importing it: another may give other numbers."""
    found = importlib.util.find_spec("scipy")
    if found is None or found.origin is None:
        return ""
    return Path(found.origin).with_name("version.py").read_text(encoding="utf-8")


def _read(path: Path) -> dict[bytes, np.ndarray]:
    try:
        with read_again(path) as file, np.load(file, allow_pickle=False) as arrays:
            held = unpacked(arrays)
            keys, ends, values = (held[name] for name in ("keys", "ends", "values"))
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return {}
    return dict(zip(map(bytes, keys), np.split(values, ends[:-1]), strict=True))


def _arrays(used: dict[bytes, np.ndarray]) -> dict[str, np.ndarray]:
    values = list(used.values())
    return {
        "keys": np.frombuffer(b"".join(used), dtype=np.uint8).reshape(-1, special.DIGEST),
        "ends": np.cumsum([value.size for value in values]),
        "values": np.concatenate(values),
    }
