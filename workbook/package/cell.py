"""One cell as XML: what a value looks like in a worksheet part, and back."""

from __future__ import annotations

import datetime
import math
import numbers
import re
from typing import TYPE_CHECKING, Final

from workbook.package.dates import iso_date, serial
from workbook.package.reference import cell_address
from workbook.package.xml_text import UNWRITABLE, escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.block import Cell, Formula

Value = str | float | bool | None
"""What a cell holds as read: a date is its day number."""

TEXT_LIMIT: Final = 32_767  # Excel specifications and limits: characters in a cell
ERRORS: Final = frozenset(
    {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
_EXACT_INTEGERS: Final = 1e15  # integers below it print alike in Excel's fifteen digits
_LINE_END: Final = re.compile("\r\n?")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_RELATIVE: Final = re.compile(r"[A-Za-z]\$?\d|\d:\$?\d|[A-Za-z]:\$?[A-Za-z]")
"""What may be a reference that changes when its formula is filled into another cell."""
_FUTURE_PREFIX: Final = re.compile(r"_xlfn\.|_xlws\.|_xlpm\.")
_REFERENCE: Final = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));")
_ENTITIES: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_LAST_CHARACTER: Final = 0x10FFFF
_NONE: Final = re.compile("[\0\ud800-\udfff]")
_BLANKS_OF_FORMULA: Final = re.compile(
    r"""("[^"]*"|'[^']*'|\[[^\]]*\])|\s*([-+*/^&=<>,;(){}])\s*"""
)
_TRUTH_CALL: Final = re.compile(
    r"\b(TRUE|FALSE)\(\)(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", re.IGNORECASE
)


def number_text(number: float) -> str:
    """The digits of a number, exact when read back; ``ValueError`` for nan and infinity."""
    value = float(number)
    text = repr(value)
    if text.endswith(".0") and -_EXACT_INTEGERS < value < _EXACT_INTEGERS:
        return text[:-2] if value else "0"
    if not math.isfinite(value):
        message = f"a cell holds a number or is empty (None); found {value}"
        raise ValueError(message)
    return text


def plain_text(text: str) -> str:
    """Text as a cell can hold it: without control characters, line ends as line feeds."""
    return UNWRITABLE.sub("", _LINE_END.sub("\n", text))


def as_read(value: Cell, *, date_1904: bool) -> Value:
    """A plain value as a cell that holds it is read: dates as day numbers, numbers as floats."""
    if value is None or isinstance(value, (float, bool)):
        return value
    if isinstance(value, str):
        return plain_text(value) or None
    if isinstance(value, datetime.date):
        return serial(value, date_1904=date_1904)
    if isinstance(value, numbers.Real):  # also numpy's numbers
        return float(value)
    raise _no_value(value)


def escaped_text(text: str) -> str:
    """Text as element content, where ``_x0041_`` stays itself and is no escape of Excel's."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", plain_text(text)))


def unescaped_xml(text: str) -> str:
    """Element content or an attribute's value as XML reads it: references are characters.

    Comments and CDATA are none of its business: `Archive.text` gives a part without them.
    """
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return _ENTITIES[reference[3]]
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    # No XML has a reference to what is no character: it stands as it is.
    return reference[0] if number > _LAST_CHARACTER or _NONE.match(chr(number)) else chr(number)


def truth(text: str) -> bool:
    """A truth value of a file, in a cell or an attribute: ``1``, ``true`` or ``TRUE``."""
    return text.strip().casefold() in {"1", "true"}


def is_true(value: object) -> bool:
    """Whether a cell says TRUE, also where a program keeps it as the number 1 or as a word."""
    return truth(value) if isinstance(value, str) else value in (True, 1)


def same_formula(left: str, right: str) -> bool:
    """Whether two formulas are one, however a program spells it.

    Left aside are ``=``, the prefixes of newer functions, blanks around operators, and the
    brackets of ``TRUE()``, as which LibreOffice writes TRUE.
    """
    return left == right or _bare_formula(left) == _bare_formula(right)


def _bare_formula(text: str) -> str:
    text = _FUTURE_PREFIX.sub("", text.strip().removeprefix("=").strip())
    text = _BLANKS_OF_FORMULA.sub(lambda part: part[1] or part[2], text)
    return _TRUTH_CALL.sub(r"\1", text) if "()" in text else text


def translated(formula: str, origin: str, row: int, column: int) -> str:
    """A formula as it reads when filled from ``origin`` to another cell, without ``=``."""
    if _RELATIVE.search(formula) is None:
        return formula
    from openpyxl.formula.translate import Translator

    moved: str = Translator(f"={formula}", origin=origin).translate_formula(
        cell_address(row, column)
    )
    return moved.removeprefix("=")


def cell_tails(prefix: str, *, date_1904: bool, iso_dates: bool = False) -> Callable[[Cell], str]:
    """A function that gives the rest of a ``<c`` tag for a plain value, from its type on.

    ``prefix`` is that of the sheet's elements (``""`` or ``"x:"``); with ``iso_dates`` a date is
    written as such and not as its number. ``ValueError`` for a value that no cell can hold.
    """

    def tail(value: Cell) -> str:
        if type(value) is float:  # most of them
            return f"><{prefix}v>{number_text(value)}</{prefix}v></{prefix}c>"
        if value is None or value == "":
            return "/>"
        if isinstance(value, str):
            return (
                f' t="inlineStr"><{prefix}is>{_text_element(value, prefix)}</{prefix}is>'
                f"</{prefix}c>"
            )
        if isinstance(value, bool):
            return f' t="b"><{prefix}v>{value:d}</{prefix}v></{prefix}c>'
        if iso_dates and isinstance(value, datetime.date):
            return f' t="d"><{prefix}v>{iso_date(value)}</{prefix}v></{prefix}c>'
        return f"><{prefix}v>{_digits(value, date_1904=date_1904)}</{prefix}v></{prefix}c>"

    return tail


def formula_tail(formula: Formula, prefix: str, *, date_1904: bool) -> str:
    """The rest of a ``<c`` tag for a new formula with its value."""
    kind, result = formula_result(formula, prefix, date_1904=date_1904)
    text = escape(formula.text.removeprefix("="))
    return f"{kind}><{prefix}f>{text}</{prefix}f>{result}</{prefix}c>"


def formula_result(formula: Formula, prefix: str, *, date_1904: bool) -> tuple[str, str]:
    """The type attribute and the ``<v>`` element of a formula's cached value."""
    value = formula.value
    if value is None:
        return ("", "")
    if isinstance(value, bool):
        return (' t="b"', f"<{prefix}v>{value:d}</{prefix}v>")
    if isinstance(value, str):
        kind = ' t="e"' if value in ERRORS else ' t="str"'
        return (kind, f"<{prefix}v>{_within_limit(escaped_text(value))}</{prefix}v>")
    return ("", f"<{prefix}v>{_digits(value, date_1904=date_1904)}</{prefix}v>")


def _digits(value: object, *, date_1904: bool) -> str:
    if isinstance(value, (float, int)):
        return number_text(value)
    if isinstance(value, datetime.date):
        return number_text(serial(value, date_1904=date_1904))
    if isinstance(value, numbers.Real):  # also numpy's numbers
        return number_text(float(value))
    raise _no_value(value)


def _no_value(value: object) -> ValueError:
    return ValueError(f"a cell holds text, a number, a date or a truth value; found {value!r}")


def _text_element(text: str, prefix: str) -> str:
    content = _within_limit(escaped_text(text))
    space = ' xml:space="preserve"' if content != content.strip() or "\n" in content else ""
    return f"<{prefix}t{space}>{content}</{prefix}t>"


def _within_limit(content: str) -> str:
    # Excel counts UTF-16 units, so that an emoji counts twice.
    if len(content) <= TEXT_LIMIT // 2:
        return content
    length = len(unescaped_xml(content).encode("utf-16-le")) // 2
    if length > TEXT_LIMIT:
        message = f"a cell holds at most {TEXT_LIMIT:,} characters; found {length:,}"
        raise ValueError(message)
    return content
