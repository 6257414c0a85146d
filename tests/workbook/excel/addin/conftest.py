from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.excel.addin.package import FILE_NAME, addin
from workbook.excel.addin.project import Kind, Module

if TYPE_CHECKING:
    from pathlib import Path

LONG = Module(
    name="Long",
    kind=Kind.PROCEDURES,
    source="\n".join(f"' {line} {line * 7919 % 104729:x}" for line in range(5000)),
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in with one more module, of over 64 KB."""
    path = tmp_path_factory.mktemp("addin") / FILE_NAME
    path.write_bytes(addin(extra=[LONG]))
    return path
