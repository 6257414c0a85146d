"""Charts and conditional formats as things to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.build.left_drawings import CHART, PICTURE, drawn
from workbook.build.left_rules import conditions
from workbook.check.against.chart_said import says_of_chart
from workbook.check.against.compared import Compared, compared
from workbook.check.against.difference import Kind
from workbook.check.against.thing import Asked, Thing
from workbook.package.structure import children, parsed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from workbook.build.left_rules import Condition
    from workbook.check.against.book import Book
    from workbook.check.against.indicators import Indicators

CHARTS: Final = Asked(kind=Kind.CHART, noun="chart", of="sheet", ordered=True)
PICTURES: Final = Asked(kind=Kind.PICTURE, noun="picture", of="sheet")
FORMATS: Final = Asked(kind=Kind.FORMAT, noun="conditional format", of="sheet")

_FIRST: Final = re.compile(r"[:;.]")
_WORD: Final = re.compile(r"(?<=[a-z])Chart")
_RGB: Final = 6


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


def pictures(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The pictures of sheets that both have, as a logo, known by their words or their names."""
    return compared(
        PICTURES, list(_pictures(old, now.keys())), list(_pictures(new, now.values())), now
    )


def formats(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The conditional formats of sheets that both have, each rule once, wherever it reaches."""
    return compared(
        FORMATS, list(_formats(old, now.keys())), list(_formats(new, now.values())), now
    )


def _charts(book: Book, sheets: Collection[str], named: Indicators) -> Iterator[Thing]:
    for sheet in sheets:
        side = book.sides.get(sheet)
        if side is None:
            continue
        for one in drawn(side):
            if one.kind != CHART:
                continue
            words = _FIRST.split(one.words or one.name, maxsplit=1)[0]
            name, of = named.by_id(words)
            if not of & named.passing:
                kinds = " and ".join(_WORD.sub("", kind) for kind in one.shows.kinds)
                drawn_as = {} if one.part is None else says_of_chart(book.archive, one.part)
                yield Thing(name=name, place=sheet, called=words, says={"kind": kinds} | drawn_as)


def _pictures(book: Book, sheets: Collection[str]) -> Iterator[Thing]:
    for sheet in sheets:
        side = book.sides.get(sheet)
        for one in () if side is None else drawn(side):
            if one.kind == PICTURE:
                yield Thing(name=one.words or one.name, place=sheet)


def _formats(book: Book, sheets: Collection[str]) -> Iterator[Thing]:
    looks = _looks(book)
    for sheet in sheets:
        side = book.sides.get(sheet)
        found: dict[tuple[Condition, str], str] = {}
        for rule, cells in () if side is None else conditions(side.tree, looks=True):
            look = looks.get(rule.look, "")
            found.setdefault((rule._replace(look=""), look), cells)
        for (rule, look), cells in found.items():
            called = f"{_said(rule)} of {cells}"
            yield Thing(name=repr(rule), place=sheet, called=called, says={"colours": look})


def _looks(book: Book) -> dict[str, str]:
    """The colours of each format that conditions give, ``font 9C0006, fill FFC7CE``, by number."""
    styles = book.found.styles
    root = None if styles is None else parsed(book.archive, styles)
    holder = None if root is None else next(children(root, "dxfs"), None)
    return {str(at): _colours(one) for at, one in enumerate(() if holder is None else holder)}


def _colours(look: Element) -> str:
    found: dict[str, str] = {}
    for part in look:
        of = part.tag.rpartition("}")[2]
        for element in part.iter():
            rgb = element.get("rgb", "")[-_RGB:].upper()
            # A fill of one colour has it as its background; programs may repeat it before.
            if rgb and (of not in found or element.tag.endswith("}bgColor")):
                found[of] = rgb
    return ", ".join(f"{of} {rgb}" for of, rgb in found.items())


def _said(rule: Condition) -> str:
    """A rule in a few words: what kind it is, and what it asks."""
    return " ".join(one for one in (*rule.attributes, *rule.formulas) if one)
