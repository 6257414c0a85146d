"""Changes to texts word by word: an element doubled, a figure made odd, two rows exchanged."""

from __future__ import annotations

import random
import re
from typing import Final

from proofs.fuzz.picks import ODD_TEXTS

_PIECE: Final = re.compile(rb"<[^<>]*>|[\w.:-]+|[^\w<]", re.DOTALL)
_ODD: Final = tuple(text.encode("utf-8", errors="surrogatepass") for text in ODD_TEXTS)
_MOST: Final = 4


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    """The bytes with one to four changes; the first, which chooses what they are, mostly stays."""
    chances = random.Random(seed)
    first, pieces = data[:1], _PIECE.findall(data[1:])
    for _ in range(chances.randint(1, _MOST)):
        if not pieces:
            break
        _change(pieces, chances)
    if chances.random() < 0.02:
        first = bytes([chances.randrange(256)])
    return (first + b"".join(pieces))[:longest]


def _change(pieces: list[bytes], chances: random.Random) -> None:
    """One change: of a piece, of a run of pieces, of two."""
    at = chances.randrange(len(pieces))
    until = min(len(pieces), at + chances.choice((1, 1, 2, 5, 12, 40)))
    kind = chances.randrange(7)
    if kind == 0:
        del pieces[at:until]
    elif kind == 1:
        pieces[at:at] = pieces[at:until]
    elif kind == 2:
        other = chances.randrange(len(pieces))
        pieces[at], pieces[other] = pieces[other], pieces[at]
    elif kind == 3:
        pieces[at] = pieces[chances.randrange(len(pieces))]
    elif kind == 4:
        words = [place for place, piece in enumerate(pieces) if piece[:1].isalnum()]
        pieces[chances.choice(words) if words else at] = chances.choice(_ODD)
    elif kind == 5:
        figures = [place for place, piece in enumerate(pieces) if piece.isdigit()]
        if figures:
            pieces[chances.choice(figures)] = str(chances.choice(_FIGURES)).encode()
    else:
        pieces[at] = _in_tag(pieces[at], chances)


_FIGURES: Final = (0, 1, 2, 9, 12, 13, 99, 255, 1900, 9999, 16384, 16385, 1048576, 1048577, 2**31,
                   10**9, 10**30)  # fmt: skip


def _in_tag(piece: bytes, chances: random.Random) -> bytes:
    """A tag without one of its attributes, or with an odd one."""
    attributes = list(re.finditer(rb'\s[\w:]+="([^"]*)"', piece))
    if not attributes:
        return piece
    one = chances.choice(attributes)
    if chances.random() < 0.4:
        return piece[: one.start()] + piece[one.end() :]
    odd = chances.choice([*_ODD[:30], *(str(figure).encode() for figure in _FIGURES)])
    odd = odd.replace(b"<", b"").replace(b'"', b"").replace(b"&", b"")
    return piece[: one.start(1)] + odd + piece[one.end(1) :]
