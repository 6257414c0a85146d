"""Where Excel and xlwings look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where Excel and xlwings look on one system, for one person."""

    startup: Path
    configuration: Path
    desktop: Path
    documents: Path
    scripts: Path | None
    """Where a Mac keeps what Excel may ask it to run; None on Windows."""

    link: Path | None
    """Where a Mac gets a link to Python's folder, if it needs one; None on Windows."""
