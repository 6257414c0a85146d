"""The pages of the reference, made from the code: `python -m docs.reference.make`.

They are committed, so that they can be read where the project's files are; a test says when one
is stale.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from docs.reference.of_codes import errors, findings
from docs.reference.of_commands import commands
from docs.reference.of_functions import functions
from docs.reference.of_indicators import indicators
from docs.reference.of_settings import settings
from docs.reference.of_tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE: Final = Path(__file__).parent
PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "commands": commands,
    "tables": tables,
    "settings": settings,
    "functions": functions,
    "findings": findings,
    "errors": errors,
    "indicators": indicators,
}
"""What makes each page, by its name."""


def main() -> None:
    """Write every page beside this file."""
    for name, made in PAGES.items():
        (HERE / f"{name}.md").write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
