"""The counts of street files that a folder of Parquet holds, for whoever reads those files."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from xlsrc.extracts.street_counts import counts_again, described
from xlsrc.extracts.unpacked import ARCHIVE_SUFFIXES
from xlsrc.keeping.trimmed import used

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xlsrc.extracts.street_counts import FileCounts

_TOGETHER: Final = 64
"""Files whose counts are read at a time: opening one costs more than what is in it."""

_Key = tuple[str, str]
_Parts = list[tuple["Path", dict[str, Any]]]


class CountsFolder:
    """The counts that a folder holds, by the file that they are of; their metadata is read once."""

    def __init__(self, folder: Path) -> None:
        self._parts: defaultdict[_Key, _Parts] = defaultdict(list)
        for path in sorted(folder.glob("force=*/month=*/*.parquet")):
            said = _said(path)
            if said is not None:
                used(path)
                self._parts[said["file"], said["sha256"]].append((path, said))
        self._keys = sorted(self._parts, key=lambda key: (PurePosixPath(key[0]), key[1]))
        self._place = {key: at for at, key in enumerate(self._keys)}
        self._ahead: dict[_Key, FileCounts] = {}
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for file, sha256 in self._parts:
            self._names[file].append(sha256)

    def counts(self, file: str, sha256: str) -> FileCounts | None:
        """The counts of a street file by name and checksum; None where they are not there.

        With them those of the next files by name are read, which are mostly asked for next.
        """
        key = (file, sha256)
        if key not in self._place:
            return None
        if key not in self._ahead:
            at = self._place[key]
            self._ahead = self._counted(self._keys[at : at + _TOGETHER])
        return self._ahead.pop(key, None)

    def _counted(self, keys: Sequence[_Key]) -> dict[_Key, FileCounts]:
        """The counts of files; of several with a damaged one among them those of the first."""
        try:
            found = counts_again([self._parts[key] for key in keys])
        except OSError:
            found = None
        if found is not None:
            return dict(zip(keys, found, strict=True))
        return self._counted(keys[:1]) if len(keys) > 1 else {}

    def held(self, file: str) -> frozenset[tuple[str, str]]:
        """Of which files, by name and checksum, all counts are there: ``file`` or those in it."""
        inside = f"{file}/"
        names = {file: self._names[file]} if file in self._names else {}
        if file.lower().endswith(tuple(ARCHIVE_SUFFIXES)):
            names |= {one: own for one, own in self._names.items() if one.startswith(inside)}
        keys = ((name, sha256) for name, own in names.items() for sha256 in own)
        return frozenset(
            key for key in keys if len(self._parts[key]) == self._parts[key][0][1]["parts"]
        )

    def members(self, archive: str, sha256: str) -> dict[str, FileCounts]:
        """The street files in an archive, by name, whose counts are there."""
        there = (name for name, own in self.held(archive) if own == sha256 and name != archive)
        found = {name: self.counts(name, sha256) for name in sorted(there)}
        return {name: counts for name, counts in found.items() if counts is not None}

    def without(self, wanted: Iterable[tuple[str, str]]) -> Iterator[Path]:
        """The files of Parquet that are of no file, by name and checksum, that is wanted."""
        for key in self._parts.keys() - set(wanted):
            yield from (path for path, _ in self._parts[key])


def _said(path: Path) -> dict[str, Any] | None:
    try:
        return described(path)
    except OSError:
        return None
