"""Caches that many runs fill at once, and logs that many faults fill."""

from __future__ import annotations

import random
import zlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from proofs.count import Count
from proofs.secrets.found import words_in
from workbook.excel.fault_log import log_fault
from xlsrc.extracts.kept_file import in_one_step, read_again
from xlsrc.keeping import trimmed
from xlsrc.keeping.limits import LOG_BYTES, LOG_FILES
from xlsrc.keeping.trimmed import files_of, tended

if TYPE_CHECKING:
    from pathlib import Path

SEED: Final = 19
LIMIT: Final = 4 << 20
AT_ONCE: Final = 4
_UNIT: Final = 1 << 10
_FOLDERS: Final = ("", "measures", "functions", "findings")


def _limited() -> None:
    """A limit that runs of seconds reach, for this process alone."""
    vars(trimmed).update(CACHE_BYTES=LIMIT, UNIT=_UNIT)


def _run(cache: Path, seed: int) -> tuple[int, int, int]:
    """One run: the most bytes that it saw, the files it read again, and those that were damaged."""
    chance = random.Random(seed)
    tended(cache)
    most = read = damaged = 0
    for _ in range(chance.randint(5, 40)):
        number = chance.randrange(400)
        path = cache / chance.choice(_FOLDERS) / f"{number:064x}.npz"
        try:
            with read_again(path) as file:
                content = file.read()
            read += 1
            damaged += zlib.crc32(content[4:]).to_bytes(4, "big") != content[:4]
        except FileNotFoundError:
            body = chance.randbytes(chance.randrange(60_000))
            with in_one_step(path) as file:
                file.write(zlib.crc32(body).to_bytes(4, "big") + body)
        most = max(most, sum(size for _, size, _ in files_of(cache)))
    return most, read, damaged


def filled(cache: Path, runs: int) -> Count:
    """Random runs, several at once, that write to a cache and read it while others trim it."""
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn"), _limited) as pool:
        found = list(pool.map(_run, [cache] * runs, range(SEED, SEED + runs)))
    most = max(one for one, _, _ in found)
    read, damaged = sum(one for _, one, _ in found), sum(one for _, _, one in found)
    failed = sum(one > LIMIT for one, _, _ in found) + damaged
    said = f"at most {most / LIMIT:.0%} of the limit; {read:,} files read again, {damaged} damaged"
    return Count("Random runs that fill a cache, four at once", runs, failed, said)


def logged(folder: Path, faults: int) -> Count:
    """Faults whose words hold secrets, at a button in Excel."""
    file = folder / "buttons.log"
    for at in range(faults):
        told = f"/home/zqhomecanary/{at}: postgresql://reader:zqaddresscanary@server"
        log_fault(file, "refresh", _raised(ValueError(told)))
    logs = sorted(folder.iterdir())
    most = max(path.stat().st_size for path in logs)
    words = [word for path in logs for word in words_in(path.read_bytes())]
    wide = [path for path in (folder, *logs) if path.stat().st_mode & 0o077]
    failed = len(words) + len(wide) + (len(logs) > LOG_FILES + 1) + (most > LOG_BYTES)
    said = f"{len(logs)} files, the longest {most:,} bytes of {LOG_BYTES:,}"
    return Count("Faults written to the log of the buttons", faults, failed, said)


def _raised(error: Exception) -> Exception:
    """The error, with a trace."""
    try:
        raise error
    except ValueError as raised:
        return raised
