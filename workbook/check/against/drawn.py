"""Charts and conditional formats as things to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.build.left_drawings import CHART, drawn
from workbook.build.left_rules import conditions
from workbook.check.against.compared import Compared, compared
from workbook.check.against.difference import Kind
from workbook.check.against.thing import Asked, Thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from workbook.build.left_drawings import Drawn
    from workbook.build.left_rules import Condition
    from workbook.check.against.book import Book
    from workbook.check.against.indicators import Indicators

CHARTS: Final = Asked(kind=Kind.CHART, noun="chart", of="sheet", ordered=True)
FORMATS: Final = Asked(kind=Kind.FORMAT, noun="conditional format", of="sheet")

_FIRST: Final = re.compile(r"[:;.]")
_WORD: Final = re.compile(r"(?<=[a-z])Chart")


def charts(old: Book, new: Book, now: Mapping[str, str], named: Indicators) -> Compared:
    """The charts of sheets that both have, known by the first words of their alternative texts.

    The charts of an indicator that is new, gone, or on another sheet come and go with it.
    """
    return compared(
        CHARTS,
        list(_charts(old, now.keys(), named)),
        list(_charts(new, now.values(), named)),
        now,
    )


def formats(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The conditional formats of sheets that both have, each rule once, wherever it reaches."""
    return compared(
        FORMATS, list(_formats(old, now.keys())), list(_formats(new, now.values())), now
    )


def _charts(book: Book, sheets: Collection[str], named: Indicators) -> Iterator[Thing]:
    for sheet in sheets:
        side = book.sides.get(sheet)
        for one in () if side is None else drawn(side):
            if one.kind != CHART:
                continue
            words = _FIRST.split(one.words or one.name, maxsplit=1)[0]
            name, of = named.by_id(words)
            if not of & named.passing:
                yield Thing(name=name, place=sheet, called=words, says=_says(one))


def _says(one: Drawn) -> dict[str, str]:
    return {
        "kind": " and ".join(_WORD.sub("", kind) for kind in one.shows.kinds),
        "colours": ", ".join(sorted(one.shows.colours)),
    }


def _formats(book: Book, sheets: Collection[str]) -> Iterator[Thing]:
    for sheet in sheets:
        side = book.sides.get(sheet)
        found: dict[Condition, str] = {}
        for rule, cells in () if side is None else conditions(side.tree):
            found.setdefault(rule, cells)
        for rule, cells in found.items():
            yield Thing(name=repr(rule), place=sheet, called=f"{_said(rule)} of {cells}")


def _said(rule: Condition) -> str:
    """A rule in a few words: what kind it is, and what it asks."""
    return " ".join(one for one in (*rule.attributes, *rule.formulas) if one)
