"""Where the bundled ``data/`` and ``templates/`` lie: in the wheel, or in a source checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from xlsrc.domain.errors import InstallationError


@cache
def data_folder() -> Path:
    """The folder of the bundled sample: extracts, boundaries, population, partner returns."""
    return _bundled("data")


@cache
def templates_folder() -> Path:
    """The folder of the bundled workbook template."""
    return _bundled("templates")


def shipped_template() -> Path:
    """The template that came with the program, from which every new workbook is made."""
    return templates_folder() / "Dashboard.xlsx"


def is_checkout() -> bool:
    """Whether this is the project's own folder, where its template is made, and no installation."""
    return (templates_folder().parent / "pyproject.toml").is_file()


def _bundled(name: str) -> Path:
    package = Path(str(files("xlsrc")))
    # The wheel carries the folders inside the package; a source checkout has them beside it.
    candidates = (package / "_bundle" / name, package.parent / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    message = (
        f"the bundled folder {name}/ was wanted; found neither {candidates[0]} nor "
        f"{candidates[1]}: install the package again"
    )
    raise InstallationError(message)
