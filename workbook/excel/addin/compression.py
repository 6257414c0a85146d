"""The compression of VBA source, MS-OVBA 2.4.1."""

from __future__ import annotations

from typing import Final

SIGNATURE: Final = 0x01
CHUNK: Final = 4096
"""Bytes of source in a chunk: a longer module has several."""

CHUNK_SIGNATURE: Final = 0b011 << 12
COMPRESSED: Final = 1 << 15
SHORTEST_COPY: Final = 3
TOKENS_IN_GROUP: Final = 8
FEWEST_OFFSET_BITS: Final = 4


def compressed(source: bytes) -> bytes:
    """The compressed container of some bytes; each chunk refers back only within itself."""
    container = bytearray([SIGNATURE])
    for start in range(0, len(source), CHUNK):
        chunk = source[start : start + CHUNK]
        tokens = _tokens(chunk)
        if len(tokens) < CHUNK:
            header = COMPRESSED | CHUNK_SIGNATURE | (len(tokens) + 2 - 3)
            container += header.to_bytes(2, "little") + tokens
        else:
            header = CHUNK_SIGNATURE | (CHUNK + 2 - 3)
            container += header.to_bytes(2, "little") + chunk.ljust(CHUNK, b"\0")
    return bytes(container)


def _tokens(chunk: bytes) -> bytes:
    """The chunk as groups of eight literals or copies, each group behind a byte of flags."""
    found = bytearray()
    earlier: dict[bytes, int] = {}
    position = 0
    while position < len(chunk):
        flags, group = 0, bytearray()
        for token in range(TOKENS_IN_GROUP):
            if position >= len(chunk):
                break
            offset, length = _match(chunk, position, earlier)
            if length:
                flags |= 1 << token
                group += _copy(position, offset, length)
            else:
                group.append(chunk[position])
                length = 1
            for at in range(position, position + length):
                earlier[chunk[at : at + SHORTEST_COPY]] = at
            position += length
        found.append(flags)
        found += group
    return bytes(found)


def _match(chunk: bytes, position: int, earlier: dict[bytes, int]) -> tuple[int, int]:
    """How far back the next bytes stand already, and how many; ``(0, 0)`` when nowhere."""
    start = earlier.get(chunk[position : position + SHORTEST_COPY])
    if start is None or position + SHORTEST_COPY > len(chunk):
        return 0, 0
    longest = min(_longest_copy(position), len(chunk) - position)
    length = SHORTEST_COPY
    while length < longest and chunk[start + length] == chunk[position + length]:
        length += 1
    return position - start, length


def _offset_bits(position: int) -> int:
    return max(FEWEST_OFFSET_BITS, (position - 1).bit_length())


def _longest_copy(position: int) -> int:
    return (0xFFFF >> _offset_bits(position)) + SHORTEST_COPY


def _copy(position: int, offset: int, length: int) -> bytes:
    bits = _offset_bits(position)
    token = ((offset - 1) << (16 - bits)) | (length - SHORTEST_COPY)
    return token.to_bytes(2, "little")
