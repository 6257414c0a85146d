"""What people give commands: areas, months, editions, names of files, functions' arguments."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from proofs.fuzz.picks import Picks
from proofs.fuzz.readers import put_alone
from workbook.excel.excel_arguments import cells, counts, history, numbers, series
from workbook.fleet.asked_areas import asked_areas, words_of
from xlsrc.defaults import default_settings
from xlsrc.domain.file_name import file_name
from xlsrc.domain.month import Month
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.published.as_published import edition_named

if TYPE_CHECKING:
    from collections.abc import Callable


def words(data: bytes) -> None:
    """A word in each place in which a command takes one."""
    picks = Picks(data)
    kind = picks.below(6)
    text = picks.rest().decode("utf-8", errors="surrogateescape")
    asked: tuple[Callable[[str], object], ...] = (
        lambda word: shipped_places().area_of(word),
        lambda word: _store().area(word),
        lambda word: asked_areas(words_of(word), _store()),
        lambda word: edition_named(default_settings().published, word),
        _month,
        _name,
    )
    asked[kind](text)


def functions(data: bytes) -> None:
    """Cells that Excel hands to a function."""
    picks = Picks(data)
    shape = picks.below(4)
    rows = [[picks.value() for _ in range(1 + picks.below(4))] for _ in range(1 + picks.below(5))]
    argument: object = rows if shape else rows[0][0]
    if shape == 3:
        argument = [value for row in rows for value in row]
    cells(argument)
    picked = picks.below(4)
    if picked == 0:
        numbers(argument, "value")
    elif picked == 1:
        series(argument, "value", least=2)
    elif picked == 2:
        counts(argument, "value")
    else:
        history(argument, "value", least=3)


def _month(text: str) -> None:
    month_of(text)
    try:
        month = Month.parse(text)
    except ValueError as error:
        if "\n" in str(error) or not str(error):
            raise
        return
    for shown in (str(month), month.name, month.short, month.first_day.isoformat()):
        if not shown:
            message = "a month without a name"
            raise AssertionError(message)


def _name(text: str) -> None:
    put_alone(f"{file_name(text)}.xlsx", b"")


@cache
def _store() -> Store:
    folder = put_alone("empty.txt", b"").parent / "none"
    folder.mkdir(exist_ok=True)
    return Store.open(folder, cache=None)


def seeds() -> dict[str, list[bytes]]:
    """Words as people give them."""
    said = ("Barnet", "E09000003", "2025-12", "December 2025", "last", "all", "South Yorkshire")
    chosen = [bytes((at * step) % 256 for at in range(60)) for step in (1, 3, 9)]
    each = [bytes([kind]) + word.encode() for word in said for kind in range(6)]
    return {"words": each, "functions": chosen}
