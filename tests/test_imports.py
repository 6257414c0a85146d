from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

SOURCES = sorted(
    path for package in ("xlsrc", "workbook") for path in (ROOT / package).rglob("*.py")
)
# xlwings' licence line: these parts are not BSD.
NOT_BSD = ("xlwings.pro", "xlwings.server", "xlwings.reports", "xlwings.com_server")


def imported_names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_imports_keep_to_the_contracts() -> None:
    linted = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_bsd_part_of_xlwings_is_imported(path: Path) -> None:
    imported = imported_names(path)

    assert not {name for name in imported if name.startswith(NOT_BSD)}


def test_everything_of_ours_is_there_without_a_licence_of_xlwings() -> None:
    # xlwings tries its paid part itself when it is imported, and leaves it out without a key.
    environment = {k: v for k, v in os.environ.items() if k != "XLWINGS_LICENSE_KEY"}
    script = (
        "import workbook.excel.functions, workbook.excel.buttons, workbook.surfaces.live, xlwings;"
        "print(xlwings.__pro__)"
    )

    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "False\n"
