"""One difference between two workbooks: its sentence, and the reference it is accepted by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_LETTERS: Final = 8


class Kind(StrEnum):
    """What can be otherwise; each is what a reference begins with."""

    TEMPLATE = "template"
    SHEET = "sheet"
    TABLE = "table"
    COLUMN = "column"
    CHART = "chart"
    PICTURE = "picture"
    FORMAT = "format"
    PAGE = "page"
    LOOK = "look"
    INDICATOR = "indicator"
    ORDER = "order"
    SECTION = "section"
    SETTING = "setting"
    PEERS = "peers"
    TARGET = "target"
    WEIGHT = "weight"
    CHANGE = "change"
    MAP = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is otherwise: its kind, where it is, its name, what it was and what it is now.

    ``was`` is '' of what is new, and ``now`` of what is gone. ``reason`` is the one it was
    accepted with in the table AcceptedDifferences, '' while it is not.
    """

    kind: Kind
    where: str
    of: str
    was: str
    now: str
    sentence: str
    reason: str = ""

    @property
    def key(self) -> str:
        """The reference, ``column-3f9a1c20``: the same as long as the same is otherwise.

        Its kind stands before it, so that Excel never takes it for a number.
        """
        parts = (self.kind.value, self.where, self.of, self.was, self.now)
        return f"{self.kind}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:_LETTERS]}"
