"""A drawing part: fill, alternative text and label of the map's shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.cell import plain_text, unescaped_xml
from workbook.package.xml_text import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.block import ShapeStyle

EMU_PER_POINT: Final = 12700
"""The unit of drawings: English metric units (ECMA-376 part 1, 20.1.10.16)."""

LABEL_SUFFIX: Final = " label"
"""A shape's label stands in the shape itself, or in a text box of its name with this added."""

EDGE_SUFFIX: Final = " edge"
"""A shape of the same outline and no fill, above all others, that is drawn or not."""

HATCH: Final = "ltUpDiag"
HATCH_COLOUR: Final = "7B8794"
"""The lines on a shape without data."""

_SHAPE: Final = re.compile(r"<((?:\w+:)?)sp\b[^>]*>.*?</\1sp>", re.DOTALL)
_PROPERTIES: Final = re.compile(r'<(?:\w+:)?cNvPr\b(?:[^>"]|"[^"]*")*?>')
_NAME: Final = re.compile(r'\sname="([^"]*)"')
_DESCRIPTION: Final = re.compile(r'\sdescr="[^"]*"')
_SHAPE_LOOK: Final = re.compile(r"(<((?:\w+:)?)spPr\b[^>]*?)(?:/>|>(.*?)</\2spPr>)", re.DOTALL)
_PLAIN_FILL: Final = re.compile(
    r'^(<((?:\w+:)?)solidFill>\s*<\2srgbClr\s+val=")[0-9A-Fa-f]{6}(?=")', re.DOTALL
)
_FILL: Final = re.compile(
    r"<((?:\w+:)?)(solidFill|noFill|gradFill|pattFill|blipFill|grpFill)\b[^>]*?"
    r"(?:/>|>.*?</\1\2>)",
    re.DOTALL,
)
_OUTLINE: Final = re.compile(r"<(?:\w+:)?(?:ln|effectLst|effectDag|scene3d|sp3d|extLst)\b")
_LINE_COLOUR: Final = re.compile(
    r"(<((?:\w+:)?)ln\b[^>]*>\s*)"
    r"(?:<\2noFill\s*/>|<\2noFill>\s*</\2noFill>|<\2solidFill>.*?</\2solidFill>)",
    re.DOTALL,
)
_DASHES: Final = re.compile(r'<(?:\w+:)?prstDash\s+val="sysDash"\s*/>')
_PARAGRAPH: Final = re.compile(r"<((?:\w+:)?)p>.*?</\1p>", re.DOTALL)
_RUN_TEXT: Final = re.compile(r"(<((?:\w+:)?)t>)[^<]*(</\2t>)|(<((?:\w+:)?)t)\s*/>")


def shapes_gone(sheets: tuple[str, ...]) -> str:
    """The sentence on maps of which a file holds no shape at all."""
    named = " and ".join(sheet for sheet in sheets if sheet) or "the map's sheet"
    return (
        f"The map's shapes on {named} are not in this file, as not every program keeps them; all "
        "figures and texts are written. Run `safer build` on it to draw them again."
    )


def styled_drawing(text: str, styles: Mapping[str, ShapeStyle]) -> tuple[str, frozenset[str]]:
    """A drawing part with the named shapes restyled, and the names found in it.

    Beside a shape's own name, ``NAME label`` stands for the text box with its label, ``NAME
    edge`` for its outline. Shapes lie anywhere, also in nested groups; a name that occurs twice
    is styled twice.
    """
    found: set[str] = set()

    def styled(match: re.Match[str]) -> str:
        shape = match[0]
        properties = _PROPERTIES.search(shape)
        named = _NAME.search(properties[0]) if properties else None
        if properties is None or named is None:
            return shape
        name = unescaped_xml(named[1])
        style = styles.get(name)
        if style is not None and style.fill:
            found.add(name)
            tag = described(properties[0], style.alt_text)
            shape = shape.replace(properties[0], tag, 1)
            shape = _SHAPE_LOOK.sub(lambda look: _filled(look, style), shape, count=1)
            # The plain search spares the long outlines, which hold no text, the slow one.
            if style.label and "txBody" in shape and _RUN_TEXT.search(shape):
                found.add(name + LABEL_SUFFIX)
                shape = _labelled(shape, style.label)
        label_of = styles.get(name.removesuffix(LABEL_SUFFIX))
        if name.endswith(LABEL_SUFFIX) and label_of is not None and label_of.label:
            found.add(name)
            shape = _labelled(shape, label_of.label)
        edge_of = styles.get(name.removesuffix(EDGE_SUFFIX))
        if name.endswith(EDGE_SUFFIX) and edge_of is not None and edge_of.edge is not None:
            found.add(name)
            shape = _edged(shape, edge_of.edge, dashed=edge_of.dashed)
        return shape

    return _SHAPE.sub(styled, text), frozenset(found)


def described(tag: str, alt_text: str) -> str:
    """The tag of an object's properties with this alternative text."""
    attribute = " descr=" + quoteattr(plain_text(alt_text), {'"': "&quot;", "\n": "&#10;"})
    if _DESCRIPTION.search(tag):
        return _DESCRIPTION.sub(lambda _: attribute, tag, count=1)
    end = "/>" if tag.endswith("/>") else ">"
    return tag.removesuffix(end).rstrip() + attribute + end


def _filled(look: re.Match[str], style: ShapeStyle) -> str:
    """The shape's own fill replaced; a fill inside its outline is another one."""
    opening, prefix, content = look[1], look[2], look[3] or ""
    outline = _OUTLINE.search(content)
    end = outline.start() if outline else len(content)
    before, after = content[:end], content[end:]
    old = _FILL.search(before)
    a = old[1] if old else "a:"
    if old is None:
        before += _fill(a, style)
    elif not style.hatched and (plain := _PLAIN_FILL.match(old[0])) is not None:
        new = plain[1] + style.fill + old[0][plain.end() :]
        before = before[: old.start()] + new + before[old.end() :]
    else:
        before = before[: old.start()] + _fill(a, style) + before[old.end() :]
    return f"{opening}>{before}{after}</{prefix}spPr>"


def _fill(a: str, style: ShapeStyle) -> str:
    if not style.hatched:
        return _solid(a, style.fill)
    return (
        f'<{a}pattFill prst="{HATCH}"><{a}fgClr><{a}srgbClr val="{HATCH_COLOUR}"/></{a}fgClr>'
        f'<{a}bgClr><{a}srgbClr val="{style.fill}"/></{a}bgClr></{a}pattFill>'
    )


def _solid(a: str, fill: str) -> str:
    return f'<{a}solidFill><{a}srgbClr val="{fill}"/></{a}solidFill>'


def _edged(shape: str, colour: str, *, dashed: bool) -> str:
    """The shape's line in a colour, dashed or not, or none."""

    def drawn(line: re.Match[str]) -> str:
        if not colour:
            return f"{line[1]}<{line[2]}noFill/>"
        dashes = f'<{line[2]}prstDash val="sysDash"/>' if dashed else ""
        return line[1] + _solid(line[2], colour) + dashes

    return _LINE_COLOUR.sub(drawn, _DASHES.sub("", shape), count=1)


def _labelled(shape: str, label: str) -> str:
    """The shape's paragraphs with one line each; lines beyond them repeat the last one's look."""
    paragraphs = [m for m in _PARAGRAPH.finditer(shape) if _RUN_TEXT.search(m[0])]
    if not paragraphs:
        return shape
    lines = plain_text(label).split("\n")
    patterns = [m[0] for m in paragraphs]
    patterns += [patterns[-1]] * (len(lines) - len(patterns))
    lines += [""] * (len(patterns) - len(lines))
    written = [_with_line(pattern, line) for pattern, line in zip(patterns, lines, strict=True)]
    pieces: list[str] = []
    position = 0
    for index, match in enumerate(paragraphs):
        is_last = index == len(paragraphs) - 1
        pieces += (
            shape[position : match.start()],
            *written[index : None if is_last else index + 1],
        )
        position = match.end()
    return "".join((*pieces, shape[position:]))


def _with_line(paragraph: str, line: str) -> str:
    """The line in the paragraph's first run; its other runs become empty."""
    texts = iter((escape(line),))

    def written(match: re.Match[str]) -> str:
        text = next(texts, "")
        if match[1]:
            return f"{match[1]}{text}{match[3]}"
        return f"{match[4]}>{text}</{match[5]}t>"

    return _RUN_TEXT.sub(written, paragraph)
