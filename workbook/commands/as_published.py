"""`safer figures --as-published`: an edition's figures beside the same as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.commands.command_options import template
from workbook.commands.console import progress, show_table
from xlsrc.domain import wording
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsrc.domain.record import Value

HEADINGS: Final = ("indicator", "figure", "to", "published", "now", "")
LISTED: Final = (Figure.VOLUME_12M.value, Figure.EXCEPTION.value)
"""The figures that a terminal shows of every indicator; of the others, those that moved."""


def then_and_now(
    workbook: Path | None, extracts: Path, name: str
) -> tuple[list[dict[str, Value]], str]:
    """The records of the edition of a name or month, and the table's title."""
    from workbook.refresh import dashboard_of, settings_of
    from workbook.surfaces.headless import HeadlessWorkbook
    from xlsrc.published.as_published import as_published, edition_named

    path = workbook or template()
    with progress() as step:
        published = settings_of(HeadlessWorkbook.open(path), extracts).published
        edition = edition_named(published, name)
        now = dashboard_of(path, extracts, area=edition.area, as_at=edition.as_at, progress=step)
    on = f"{edition.on.day} {edition.on:%B %Y}"
    return as_published(edition, now), f"{edition.area}, {edition.name}, published on {on}"


def show_then_and_now(records: Sequence[dict[str, Value]], title: str) -> None:
    """Print the year and the exceptions, and all else that is shown otherwise now."""
    shown = [
        one
        for one in records
        if one["figure"] in LISTED
        or one["counted_otherwise"]
        or (one["restated"] and _value(one["published"]) != _value(one["now"]))
    ]
    show_table(
        title,
        HEADINGS,
        [
            (
                one["name"] if one["figure"] != Figure.EXCEPTION.value else _at_place(one),
                one["figure"],
                Month.parse(str(one["month"])).short,
                _value(one["published"]),
                _value(one["now"]),
                _mark(one),
            )
            for one in shown
        ],
    )
    left_out = len(records) - len(shown)
    if left_out:
        same = wording.count_of(left_out, "figure")
        print(f"{same} more, nearly or wholly the same now: --format csv or json.")


def _at_place(one: dict[str, Value]) -> str:
    return f"{one['name']}, {one['place']}"


def _value(value: Value) -> object:
    return wording.count(round(value, 1)) if isinstance(value, float) else value


def _mark(one: dict[str, Value]) -> str:
    if one["counted_otherwise"]:
        return "counted otherwise"
    return "restated" if one["restated"] else ""
