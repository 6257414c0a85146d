"""What an SVG drawing holds, read back: its texts' boxes, its lines' points, what is forbidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from workbook.house.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED = {"svg", "title", "desc", "g", "path", "circle", "rect", "text", "defs", "pattern"}
ATTRIBUTES = {
    "class", "viewBox", "role", "aria-labelledby", "aria-describedby", "id", "d", "x", "y", "cx",
    "cy", "r", "width", "height", "text-anchor", "transform", "fill", "patternUnits",
}  # fmt: skip
ASCENT, DESCENT = 0.72, 0.22
"""Of the size of the type: how far letters reach above and below their base line."""

_STEP = re.compile(r"([MLHVhlvmzZ])([^MLHVhlvmzZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Words:
    text: str
    box: tuple[float, float, float, float]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def assert_safe(svg: str) -> None:
    """Well-formed, of known elements and attributes alone, each id once, no colour of its own."""
    root = parsed(svg)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in root.iter():
        assert one.tag in ALLOWED
        assert set(one.attrib) <= ATTRIBUTES
        assert re.fullmatch(r"url\(#[\w-]+\)", one.get("fill", "url(#a)"))
    named = {root.get("aria-labelledby"), root.get("aria-describedby")}
    assert root.get("role") == "img"
    assert named <= set(ids)


def texts(svg: str, size: float) -> Iterator[Words]:
    """Each line of words with its box: west, north, east, south."""
    for one in parsed(svg).iter("text"):
        text = one.text or ""
        bold = "s-strong" in one.get("class", "")
        wide = text_width(text, size, bold=bold)
        x, y = float(one.get("x", "")), float(one.get("y", ""))
        x -= {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", "start"), 0.0)
        yield Words(text, (x, y - ASCENT * size, x + wide, y + DESCENT * size))


def assert_words_fit(svg: str, size: float) -> None:
    """No words beyond the drawing, none upon others."""
    *_, width, height = map(float, parsed(svg).get("viewBox", "").split())
    found = list(texts(svg, size))
    for one in found:
        west, north, east, south = one.box
        assert west >= -0.5, one
        assert east <= width + 0.5, one
        assert north >= -0.5, one
        assert south <= height + 0.5, one
    for one, other in combinations(found, 2):
        a, b = one.box, other.box
        is_apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert is_apart, (one, other)


def points(svg: str, mark: str) -> list[tuple[float, float]]:
    """The points of the lines and dots of a class, from left to right."""
    found = []
    for one in parsed(svg).iter():
        if mark in one.get("class", "").split():
            if one.tag == "circle":
                found.append((float(one.get("cx", "")), float(one.get("cy", ""))))
            elif one.tag == "path":
                found += _line(one.get("d", ""))
    return sorted(found)


def _line(data: str) -> Iterator[tuple[float, float]]:
    for step, numbers in _STEP.findall(data):
        if step in "ML":
            x, y = map(float, _NUMBER.findall(numbers))
            yield x, y


def axis(svg: str) -> tuple[float, float]:
    """The pixels of 0 and of 1 on a chart's axis of figures, by its own labels."""
    named = [
        (float(one.text.replace(",", "")), float(one.get("y", "")) - 5)
        for one in parsed(svg).iter("text")
        if one.get("text-anchor") == "end" and one.text and one.text[0].isdigit()
    ]
    (low, y_low), (high, y_high) = min(named), max(named)
    return y_low, y_low + (y_high - y_low) / (high - low)
