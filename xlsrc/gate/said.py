"""The words that the series rules' findings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.extracts.gate.release import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area

CHECK = "Fetch the file again, or ask the publisher; if it is true, acknowledge this"
"""What to do where a figure may be no figure."""


def where(files: Sequence[str]) -> str:
    """The files, as sentences name them."""
    return f"{'File' if len(files) == 1 else 'Files'} {named(list(files))}"


def place(area: Area) -> str:
    """An area by its name, with the borough around it."""
    return f"{area.name} ({area.borough})" if area.borough else area.name
