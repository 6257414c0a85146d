"""The commands that a document tells its reader to type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def typed(paper: Path) -> list[str]:
    """The blocks of a document that are to be typed, from the first to the last."""
    return _BLOCK.findall(paper.read_text(encoding="utf-8"))
