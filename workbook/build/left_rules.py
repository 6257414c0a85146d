"""Conditional formats, validations and sparklines that the new template lacks, by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.build.sheet_pair import one_or_more, without_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from workbook.build.sheet_pair import SheetPair

    Rule = tuple[object, ...]
    Rules = Callable[[Element], Iterator[tuple[Rule, str]]]


_OF_CONDITION: Final = (
    "type", "operator", "text", "rank", "percent", "bottom", "timePeriod", "stdDev",
    "equalAverage", "aboveAverage",
)  # fmt: skip
_OF_VALIDATION: Final = ("promptTitle", "prompt", "errorTitle", "error", "errorStyle")
_WITHOUT_OPERATOR: Final = frozenset({"list", "none", "custom"})
_DRAWN: Final = frozenset({"colorScale", "dataBar", "iconSet"})
_UNSAID: Final = {"min": "val", "max": "val"}
"""Ends of a scale for which programs write a value or none."""


class Condition(NamedTuple):
    """A conditional format: what kind it is, its formulas without places, and what it draws.

    ``look`` is the number of the format in the styles, where it is asked for.
    """

    attributes: tuple[str | None, ...]
    formulas: tuple[str, ...]
    drawn: tuple[Rule, ...]
    look: str = ""


def lines(pair: SheetPair) -> Iterator[str]:
    """One line for each kind of rule of a sheet that is left behind, with its cells."""
    for noun, plural, rules in (
        ("conditional format of", "conditional formats of", conditions),
        ("data validation of", "data validations of", _validations),
        ("sparklines of", "sparklines of", _sparklines),
    ):
        known = {rule for rule, _ in rules(pair.new.tree)}
        lost = dict.fromkeys(
            cells.replace(" ", " and ") for rule, cells in rules(pair.old.tree) if rule not in known
        )
        if lost:
            first, *others = lost
            yield one_or_more(noun, plural, [f"{pair.name}!{first}", *others])


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _within(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if _local(element) == name)


def conditions(tree: Element, *, looks: bool = False) -> Iterator[tuple[Condition, str]]:
    """The conditional formats of a sheet, their formulas without places, with their cells.

    ``looks`` asks for the numbers of their formats too, which are those of one file.
    """
    # Excel keeps the newer half of a data bar apart, under the number of the older half.
    halves = {e.text for e in _within(tree, "id")}
    for holder in _within(tree, "conditionalFormatting"):
        cells = holder.get("sqref", "") or _text_of(holder, "sqref")
        for rule in holder:
            if _local(rule) != "cfRule" or rule.get("id") in halves - {None}:
                continue
            formulas = tuple(
                without_places(e.text or "")
                for e in rule.iter()
                if _local(e) in {"formula", "f"} and e.text
            )
            drawn = tuple(_shape(e) for e in rule if _local(e) in _DRAWN)
            look = rule.get("dxfId", "") if looks else ""
            yield Condition(tuple(map(rule.get, _OF_CONDITION)), formulas, drawn, look), cells


def _shape(element: Element) -> Rule:
    """A scale, bars or icons with their colours; which program wrote them does not matter."""
    name = _local(element)
    unsaid = _UNSAID.get(element.get("type", "")) if name == "cfvo" else None
    attributes = tuple(sorted((k, v) for k, v in element.attrib.items() if k != unsaid))
    inner = tuple(_shape(child) for child in element if _local(child) != "f")
    return name, attributes, inner


def _validations(tree: Element) -> Iterator[tuple[Rule, str]]:
    for rule in _within(tree, "dataValidation"):
        kind = rule.get("type", "none")
        operator = None if kind in _WITHOUT_OPERATOR else rule.get("operator", "between")
        formulas = tuple(
            without_places("".join(e.itertext()))
            for e in rule
            if _local(e) in {"formula1", "formula2"}
        )
        cells = rule.get("sqref", "") or _text_of(rule, "sqref")
        yield (kind, operator, tuple(map(rule.get, _OF_VALIDATION)), formulas), cells


def _sparklines(tree: Element) -> Iterator[tuple[Rule, str]]:
    for group in _within(tree, "sparklineGroup"):
        for one in _within(group, "sparkline"):
            formula = without_places(_text_of(one, "f"))
            yield (group.get("type", "line"), formula), _text_of(one, "sqref")


def _text_of(element: Element, name: str) -> str:
    return next((e.text or "" for e in element.iter() if _local(e) == name), "")
