from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
"""The project's folder."""

EXCERPTS: Final = ROOT / "tests" / "data"
"""A few rows of each kind of extract."""

VECTORS: Final = ROOT / "tests" / "vectors"
"""Known answers, worked out elsewhere."""

EXCEL_FILES: Final = ROOT / "tests" / "excel_files"
"""Workbooks saved by real Excel."""

NPM: Final = ROOT / ".ci" / "node_modules"
"""What `npm ci --prefix .ci` installs: programs that the tests look at things with."""

SHARED: Final = ROOT.parent / "shared"
"""More material beside the project, on its developers' machines only."""
