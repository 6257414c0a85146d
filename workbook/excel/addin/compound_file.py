"""A compound file (MS-CFB, version 3) made of streams in storages."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

SECTOR: Final = 512
MINI_SECTOR: Final = 64
CUT_OFF: Final = 4096
"""Streams of at least this many bytes lie in sectors of their own, shorter ones in the mini
stream.
"""

FREE: Final = 0xFFFFFFFF
END: Final = 0xFFFFFFFE
FAT_SECTOR: Final = 0xFFFFFFFD
NONE: Final = 0xFFFFFFFF
IN_HEADER: Final = 109
"""Sectors of the allocation table that the header has room for: 7 MB of content."""

STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
ENTRY: Final = struct.Struct("<64sHBBIII16sIQQIQ")
IDS_IN_SECTOR: Final = SECTOR // 4

Storage = dict[str, "bytes | Storage"]


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    colour: int = BLACK
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        return ENTRY.pack(
            name,
            len(name) + 2,
            self.kind,
            self.colour,
            self.left,
            self.right,
            self.child,
            bytes(16),
            0,
            0,
            0,
            self.start,
            self.size,
        )


@dataclass(slots=True)
class _Sectors:
    """Sectors one after the other, with the table that chains them."""

    size: int
    table: list[int] = field(default_factory=list)
    content: bytearray = field(default_factory=bytearray)

    def add(self, content: bytes) -> int:
        """Append a stream; its first sector, or the end mark for an empty one."""
        if not content:
            return END
        first = len(self.table)
        number = -(-len(content) // self.size)
        self.table += [*range(first + 1, first + number), END]
        self.content += content.ljust(number * self.size, b"\0")
        return first


def compound_file(streams: Storage) -> bytes:
    """The bytes of a compound file with these streams and storages; always the same.

    ``ValueError`` for a content beyond 7 MB, which the header's own table cannot tell of.
    """
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _add(entries, streams)
    sectors, mini = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries:
        if entry.kind == STREAM:
            home = mini if len(entry.content) < CUT_OFF else sectors
            entry.size = len(entry.content)
            entry.start = home.add(entry.content)
    entries[0].size = len(mini.content)
    entries[0].start = sectors.add(bytes(mini.content))
    mini_table = b"".join(number.to_bytes(4, "little") for number in mini.table)
    padded = mini_table + b"\xff" * (-len(mini_table) % SECTOR)
    mini_table_start = sectors.add(padded)
    directory = b"".join(entry.packed() for entry in entries)
    unused = _Entry("", 0)
    blank = unused.packed()[:64] + bytes(4) + unused.packed()[68:]
    directory += blank * (-len(entries) % (SECTOR // ENTRY.size))
    directory_start = sectors.add(directory)
    return _whole(sectors, directory_start, mini_table_start, len(padded) // SECTOR)


def _add(entries: list[_Entry], streams: Storage) -> int:
    """Append a storage's members as a balanced tree; returns the entry at its top."""
    first = len(entries)
    # MS-CFB 2.6.4: a shorter name comes first, equally long ones by their capitals.
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    for name in names:
        content = streams[name]
        is_stream = isinstance(content, bytes)
        kind = STREAM if is_stream else STORAGE
        entries.append(_Entry(name, kind, content if isinstance(content, bytes) else b""))
    for offset, name in enumerate(names):
        content = streams[name]
        if not isinstance(content, bytes):
            entries[first + offset].child = _add(entries, content)
    return _tree(entries, first, first + len(names), 0, len(names).bit_length() - 1)


def _tree(entries: list[_Entry], first: int, end: int, depth: int, deepest: int) -> int:
    """A search tree over sorted entries; the incomplete last level is red, all else black."""
    if first >= end:
        return NONE
    middle = (first + end) // 2
    entries[middle].colour = RED if depth == deepest and depth > 0 else BLACK
    entries[middle].left = _tree(entries, first, middle, depth + 1, deepest)
    entries[middle].right = _tree(entries, middle + 1, end, depth + 1, deepest)
    return middle


def _whole(
    sectors: _Sectors, directory_start: int, mini_table_start: int, mini_table_sectors: int
) -> bytes:
    content_sectors = len(sectors.table)
    table_sectors = 1
    while table_sectors * IDS_IN_SECTOR < content_sectors + table_sectors:
        table_sectors += 1
    if table_sectors > IN_HEADER:
        message = f"a compound file takes at most {IN_HEADER} table sectors; needed {table_sectors}"
        raise ValueError(message)
    places = list(range(content_sectors, content_sectors + table_sectors))
    table = [*sectors.table, *[FAT_SECTOR] * table_sectors]
    table += [FREE] * (table_sectors * IDS_IN_SECTOR - len(table))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        bytes(16),
        0x003E,  # minor version
        3,
        0xFFFE,  # little-endian
        9,  # sectors of 2 ** 9 bytes
        6,  # mini sectors of 2 ** 6 bytes
        bytes(6),
        0,  # directory sectors: not counted in version 3
        table_sectors,
        directory_start,
        0,  # no transactions
        CUT_OFF,
        mini_table_start,
        mini_table_sectors,
        END,  # no table sectors beyond the header's
        0,
    )
    header += struct.pack(f"<{IN_HEADER}I", *places, *[FREE] * (IN_HEADER - len(places)))
    return header + bytes(sectors.content) + struct.pack(f"<{len(table)}I", *table)
