"""XML spelt as Excel spells it: what other programs may write otherwise, and mean the same.

The parts of a workbook are scanned as text. What XML allows and Excel never writes (comments,
CDATA, single quotes, blanks in tags, cells without addresses) is put into Excel's spelling before
that; a part that Excel could have written comes back as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from workbook.package.reference import column_letters, column_number
from workbook.package.xml_text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

_DECLARATION: Final = re.compile(r"\ufeff?<\?xml\b[^>]*\?>\s*")
# What gives each oddity away, cheap to look for, and the pattern that makes sure of it.
_ODDITIES: Final = tuple(
    # A pattern finds two characters of which both are frequent in half of the time of str.find.
    (sign if len(sign) == 1 else re.compile(sign), re.compile(pattern))
    for sign, pattern in (
        ("!", r"<!"),
        ("?", r"<\?"),
        ("'", r"""='[^'<>]*'[^<>]*>"""),
        ("= ", r"""= +["'][^<>]*>"""),
        (" =", r""" =\s*["'][^<>]*>"""),
        (" >", r"""</[^<>"]*\s>"""),
        ("\n", r"""\n[^<>]*>"""),
        ("\r", r"""\r[^<>]*>"""),
        ("\t", r"""\t[^<>]*>"""),
    )
)
_END_IN_ATTRIBUTE: Final = re.compile(r"""="[^"<>]*>|='[^'<>]*>""")
_IN_ATTRIBUTE: Final = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_ADDRESS: Final = re.compile(r'\sr="([A-Z]*)([^"]*)"')
_ROW, _CELL = r"[1-9]\d{0,6}", r"[A-Z]{1,3}[1-9]\d{0,6}"
"""The addresses of rows and cells."""


def plainly_spelt(text: str) -> str:
    """The text of an XML part as Excel would spell it; ``expat.ExpatError`` for what is no XML."""
    declaration = _DECLARATION.match(text)
    start = declaration.end() if declaration else 0
    for sign, pattern in _ODDITIES:
        at = _first(sign, text, start)
        if at >= 0 and pattern.search(text, max(start, at - 1)) is not None:
            return _spelt_again(text, declaration[0] if declaration else "")
    # Counting is much faster than looking into each value for what would end a tag.
    is_odd = text.count("<", start) != text.count(">", start)
    if is_odd and _END_IN_ATTRIBUTE.search(text, start) is not None:
        return _spelt_again(text, declaration[0] if declaration else "")
    return text


def _first(sign: str | re.Pattern[str], text: str, start: int) -> int:
    """Where a sign stands first, -1 for nowhere."""
    if isinstance(sign, str):
        return text.find(sign, start)
    found = sign.search(text, start)
    return -1 if found is None else found.start()


def _spelt_again(text: str, declaration: str) -> str:
    pieces = [declaration]
    open_tag = False

    def close_tag() -> None:
        nonlocal open_tag
        if open_tag:
            pieces.append(">")
            open_tag = False

    def start(name: str, attributes: Sequence[str]) -> None:
        nonlocal open_tag
        close_tag()
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        written = "".join(f' {key}="{escape(value, _IN_ATTRIBUTE)}"' for key, value in pairs)
        pieces.append(f"<{name}{written}")
        open_tag = True

    def end(name: str) -> None:
        nonlocal open_tag
        pieces.append("/>" if open_tag else f"</{name}>")
        open_tag = False

    def characters(data: str) -> None:
        close_tag()
        pieces.append(escape(data, {"\r": "&#13;"}))

    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.Parse(text.removeprefix("\ufeff").encode(), True)  # noqa: FBT003 - by position
    return "".join(pieces)


def with_addresses(text: str, prefix: str) -> str:
    """A worksheet part whose rows and cells all say where they stand.

    One without an address follows the one before it (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73);
    a row is also known by the address of its first cell. ``ValueError`` for what is no address.
    """
    tag = re.compile(rf"<{prefix}(row|c)(?=[\s/>])([^>]*)>")
    first_cell = re.compile(rf'\s*<{prefix}c\s[^>]*?\br="[A-Z]+(\d+)"')
    start = max(text.find(f"<{prefix}sheetData"), 0)
    end = max(text.rfind(f"</{prefix}sheetData>"), start)
    # No other element of a sheet's data begins like these two; Excel writes the address first.
    without = re.compile(
        "|".join(
            rf'<{prefix}{name}(?! r="{place}")(?=[\s/>])(?![^>]*\sr="{place}")'
            for name, place in (("row", _ROW), ("c", _CELL))
        )
    )
    if without.search(text, start, end) is None:
        return text
    data = text[start:end]
    row = column = 0

    def addressed(match: re.Match[str]) -> str:
        nonlocal row, column
        found = _ADDRESS.search(match[2])
        if (
            found
            and re.fullmatch(_ROW if match[1] == "row" else _CELL, found[1] + found[2]) is None
        ):
            raise ValueError(found[0].strip())
        if match[1] == "row":
            known = None if found else first_cell.match(data, match.end())
            row = int(found[2]) if found else int(known[1]) if known else row + 1
            column = 0
            address = str(row)
        else:
            column = column_number(found[1]) if found else column + 1
            address = f"{column_letters(column)}{row}"
        if found:
            return match[0]
        return f'<{prefix}{match[1]} r="{address}"{match[2]}>'

    return text[:start] + tag.sub(addressed, data) + text[end:]
