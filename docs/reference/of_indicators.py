"""The indicators that a new workbook begins with, as the shipped tables have them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from docs.reference.markdown import code, page, plain, table
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Final = (
    ("In London", ""),
    ("In the rest of England and Wales", "national"),
)
POLARITY: Final = {
    "lower_is_better": "lower is better",
    "higher_is_better": "higher is better",
    "neutral": "neither",
}


def indicators() -> str:
    """The page of the indicators."""
    return page(
        "Indicators",
        "What a new workbook counts. They are rows of the table `Definitions`, yours to change; a "
        "workbook made by `safer new` has those that your extracts feed. A section that is "
        "switched off on Settings hides those that stand in no other.",
        *(_kind(words, folder) for words, folder in KINDS),
    )


def defined(folder: str) -> list[dict[str, str]]:
    """The rows of the shipped Definitions in a folder of the defaults."""
    path = data_folder() / "defaults" / folder / "Definitions.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _kind(words: str, folder: str) -> str:
    rows = (_row(one) for one in defined(folder))
    headings = ("indicator, and its id", "what it counts", "source", "what is good")
    return f"## {words}\n\n{table(headings, rows)}"


def _row(one: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"{plain(one['Indicator'])} {code(one['Id'])}",
        f"{plain(one['Definition'])} *Bear in mind:* {plain(one['Caveats'])}"
        if one["Caveats"]
        else plain(one["Definition"]),
        plain(one["Source"].replace("; ", ", else ")),
        POLARITY[one["Polarity"]],
    )
