"""The settings: their names, what they begin with, what they mean."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from docs.reference.markdown import anchor, code, page, plain, table
from xlsrc.domain.setting import Listed
from xlsrc.domain.settings import ALL_SETTINGS

if TYPE_CHECKING:
    from xlsrc.domain.setting import Setting


def settings() -> str:
    """The page of the settings."""
    rows = (
        (f"[{one.name}](#{anchor(one.name)})", plain(one.shipped), plain(one.meaning))
        for one in ALL_SETTINGS.values()
    )
    return page(
        "Settings",
        "Each is a row of the table `Settings` on the sheet *Settings*: change its *Value*, then "
        "refresh. What it *begins with* is that of the sample's workbook; `safer new` writes what "
        "fits your area.",
        table(("setting", "begins with", "means"), rows),
        *map(_section, ALL_SETTINGS.values()),
    )


def _section(one: Setting) -> str:
    parts = [f"## {one.name}", plain(one.meaning)]
    if isinstance(one.choices, Listed):
        parts.append(f"One of the names in the table `{one.choices.value}`.")
    elif one.choices:
        parts.append(f"One of: {', '.join(map(code, one.choices))}.")
    if one.hint and one.hint not in one.meaning:
        parts.append(plain(one.hint))
    if one.required:
        parts.append("It has to be there, and to hold something.")
    elif isinstance(one.default, StrEnum):
        parts.append(f"In a workbook without the row it is {code(one.default.value)}.")
    return "\n\n".join(parts)
