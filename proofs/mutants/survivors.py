"""survivors.md: the mutants that the tests let live, each with why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("survivors.md")


def listed() -> set[str]:
    """The names of those listed. A line is `- NAME — why it survives`."""
    text = LIST.read_text(encoding="utf-8")
    return {name.strip() for name in re.findall(r"^- (.+?) — .+$", text, flags=re.MULTILINE)}
