"""Random edits of random sheets: what is written is read back, and all else stays as it was."""

from __future__ import annotations

import datetime
import math
import re
from typing import TYPE_CHECKING, Final, NoReturn
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from proofs.fuzz.picks import Picks
from workbook.block import Formula
from workbook.package.cell import as_read
from workbook.package.edit import STALE, Moved, RowEdit, Stale
from workbook.package.reference import column_letters, column_number
from workbook.package.sheet import SheetXml
from workbook.package.spelling import plainly_spelt
from workbook.package.splice import spliced_pieces
from workbook.package.xml_text import escape

if TYPE_CHECKING:
    from workbook.package.edit import Content

NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN: Final = f"{{{NAMESPACE}}}"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_DIMENSION: Final = re.compile(r"<(?:\w+:)?dimension [^>]*>")
_ADDRESS: Final = re.compile(r"([A-Z]+)(\d+)")

Place = tuple[int, int]


class ChangedError(Exception):
    """What was not to change has changed, or what was written is not read back."""


def _refuse(what: str) -> NoReturn:
    raise ChangedError(what)


def splice(data: bytes) -> None:
    """A sheet that the bytes make, and edits that they make."""
    picks = Picks(data)
    text = _sheet(picks)
    _spliced(text, _edits(picks))


def splice_any(data: bytes) -> None:
    """Edits of any text that is a part of a sheet."""
    picks = Picks(data)
    edits = _edits(Picks(picks.take(40)))
    try:
        text = plainly_spelt(picks.rest().decode())
        if not _is_sound(text):
            return
    except (ValueError, LookupError, ExpatError, ElementTree.ParseError):
        return
    _spliced(text, edits)


def _parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 - made here


def _is_sound(text: str) -> bool:
    """Whether rows and cells stand where they say, in order: Excel opens no other sheet."""
    root = _parsed(text)
    data = root.findall(f"{_MAIN}sheetData")
    everywhere = sum(1 for _ in root.iter(f"{_MAIN}sheetData"))
    if root.tag != f"{_MAIN}worksheet" or (len(data), everywhere) != (1, 1):
        return False
    last = 0
    for row in data[0]:
        number = int(row.get("r", last + 1))
        column = 0
        for cell in row:
            address = cell.get("r", f"{column_letters(column + 1)}{number}")
            match = _ADDRESS.fullmatch(address)
            is_plain = {one.tag for one in cell} <= {f"{_MAIN}{name}" for name in ("f", "v", "is")}
            if any(len(one) for one in cell if one.tag != f"{_MAIN}is"):
                return False
            if match is None or int(match[2]) != number or not is_plain:
                return False
            if column_number(match[1]) <= column or cell.tag != f"{_MAIN}c":
                return False
            column = column_number(match[1])
        if number <= last or row.tag != f"{_MAIN}row":
            return False
        last = number
    return sum(1 for _ in root.iter(f"{_MAIN}c")) == sum(len(row) for row in data[0])


def _spliced(text: str, edits: dict[int, RowEdit]) -> None:
    before = SheetXml(text, where="S")
    formulas = before.formulas()
    others: set[Place] = set()
    try:
        pieces = spliced_pieces(before, edits, formulas, date_1904=False, others=others)
        made = None if pieces is None else "".join(pieces)
    except ValueError:
        if all(map(_is_writable, _values(edits).values())):
            raise
        return
    if made is None:
        made = before.text
    _held_against(before, SheetXml(made, where="S"), edits)


def _held_against(before: SheetXml, after: SheetXml, edits: dict[int, RowEdit]) -> None:
    ends = (before.text[before.data_end :], after.text[after.data_end :])
    if not before.is_empty and ends[0] != ends[1]:
        _refuse("what stands after the cells")
    heads = (before.text[: before.data_start], after.text[: after.data_start])
    if not before.is_empty and len({_DIMENSION.sub("", head) for head in heads}) != 1:
        _refuse("what stands before the cells")
    if not _is_sound(after.text):
        _refuse("the order of rows and cells")
    old, new = _cells(before.text), _cells(after.text)
    values = _values(edits)
    for place in old.keys() | new.keys():
        if place not in values and _bare(old.get(place)) != _bare(new.get(place)):
            _refuse(f"a cell that nobody wrote to, {place}")
    for place, value in values.items():
        allowed = edits[place[0]].new_formulas
        _is_there(value, old.get(place), new.get(place), place, is_new_allowed=allowed)


def _is_there(
    value: Content,
    old: ElementTree.Element | None,
    new: ElementTree.Element | None,
    place: Place,
    *,
    is_new_allowed: bool,
) -> None:
    had, has = _formula(old), _formula(new)
    if isinstance(value, Formula) and had is None:
        if is_new_allowed and has != (value.text, {}):
            _refuse(f"a new formula in {place} reads {has}")
        if not is_new_allowed and _bare(old) != _bare(new):
            _refuse(f"a value that is an analyst's, {place}")
        return
    if had is not None and (value is STALE or isinstance(value, Formula)):
        if had != has:
            _refuse(f"the formula in {place}")
        return
    found = None if new is None else _value(new)
    wanted = None if isinstance(value, Stale | Moved) else as_read(value, date_1904=False)
    if isinstance(wanted, str):
        wanted = wanted or None
    same = wanted == found and isinstance(wanted, bool) == isinstance(found, bool)
    if not same:
        _refuse(f"{place} was to hold {wanted!r} and holds {found!r}")


def _formula(cell: ElementTree.Element | None) -> tuple[str, dict[str, str]] | None:
    found = None if cell is None else cell.find(f"{_MAIN}f")
    return None if found is None else (found.text or "", dict(found.attrib))


def _value(cell: ElementTree.Element) -> str | float | bool | None:
    """What a cell holds, read by another reader than the product's own."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        text = "".join(one.text or "" for one in cell.iter(f"{_MAIN}t"))
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) or None
    held = cell.find(f"{_MAIN}v")
    if held is None or not held.text:
        return None
    if kind == "b":
        return held.text == "1"
    return float(held.text) if kind == "n" else held.text


def _cells(text: str) -> dict[Place, ElementTree.Element]:
    found: dict[Place, ElementTree.Element] = {}
    for row in _parsed(text).iter(f"{_MAIN}row"):
        for cell in row.iter(f"{_MAIN}c"):
            match = _ADDRESS.fullmatch(cell.get("r", ""))
            if match is not None:
                found[int(match[2]), column_number(match[1])] = cell
    return found


def _bare(cell: ElementTree.Element | None) -> bytes | None:
    """A cell's XML; a blank without a look is as none."""
    if cell is None or not (len(cell) or set(cell.keys()) - {"r"}):
        return None
    cell.tail = None  # what stands between cells is no cell's
    return ElementTree.tostring(cell)


def _values(edits: dict[int, RowEdit]) -> dict[Place, Content]:
    return {(row, at): value for row, edit in edits.items() for at, value in edit.cells.items()}


def _is_writable(value: Content) -> bool:
    """Whether a cell of Excel can hold it."""
    if isinstance(value, Formula):
        return _is_writable(value.value)
    if isinstance(value, datetime.date):
        return value.year >= 1900
    if isinstance(value, str):
        return len(value) <= 32_767
    return not isinstance(value, float) or math.isfinite(value)


def _edits(picks: Picks) -> dict[int, RowEdit]:
    edits: dict[int, RowEdit] = {}
    for _ in range(1 + picks.below(6)):
        row, column = 1 + picks.below(9), 1 + picks.below(9)
        edit = edits.setdefault(row, RowEdit({}, new_formulas=bool(picks.below(2))))
        kind = picks.below(8)
        if kind == 0:
            edit.cells[column] = STALE
        elif kind == 1:
            value = picks.value()
            edit.cells[column] = Formula("A1*2" if picks.below(2) else "SUM(B1:B2)", value)
        else:
            edit.cells[column] = picks.value()
    return edits


def _sheet(picks: Picks) -> str:
    p = "x:" if picks.below(4) == 3 else ""
    names = f'xmlns{":x" if p else ""}="{NAMESPACE}"'
    head = f"<{p}worksheet {names}>" + (f'<{p}dimension ref="A1:C3"/>' if picks.below(2) else "")
    rows, number = [], 0
    for _ in range(picks.below(6)):
        number += 1 + picks.below(3)
        rows.append(_row(picks, p, number))
    closed = f"<{p}sheetData/>" if not rows else f"<{p}sheetData>{''.join(rows)}</{p}sheetData>"
    text = f'{head}{closed}<{p}pageMargins left="0.7"/></{p}worksheet>'
    return plainly_spelt(text)


def _row(picks: Picks, p: str, number: int) -> str:
    addressed = picks.below(8) != 7
    attributes = f' r="{number}"' if addressed else ""
    attributes += picks.one(("", ' spans="1:3"', ' ht="20" customHeight="1"', " s='2'"))
    if picks.below(5) == 4:
        return f"<{p}row{attributes}/>"
    cells, column = [], 0
    for _ in range(picks.below(6)):
        column += 1 + picks.below(2)
        place = f' r="{column_letters(column)}{number}"' if addressed else ""
        cells.append(_cell(picks, p, place))
    return f"<{p}row{attributes}>{picks.one(('', chr(10), '<!-- n -->'))}{''.join(cells)}</{p}row>"


def _cell(picks: Picks, p: str, place: str) -> str:
    look = picks.one(("", ' s="1"', " s='3'", ' cm="1"'))
    text = escape(_NOT_XML.sub("", picks.text()))
    kind = picks.below(10)
    forms = (
        "/>",
        f"><{p}v>{picks.below(99)}</{p}v></{p}c>",
        f' t="s"><{p}v>0</{p}v></{p}c>',
        f' t="inlineStr"><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>',
        f' t="str"><{p}f>A1*2</{p}f><{p}v>{text}</{p}v></{p}c>',
        f"><{p}f>A1*2</{p}f><{p}v>4</{p}v></{p}c>",
        f' t="b"><{p}v>1</{p}v></{p}c>',
        f' t="e"><{p}v>#REF!</{p}v></{p}c>',
        f"><{p}v><![CDATA[7]]></{p}v></{p}c>",
        f' t="inlineStr"><{p}is><{p}r><{p}t>{text}</{p}t></{p}r></{p}is></{p}c>',
    )
    return f"<{p}c{place}{look}{forms[kind]}"


def seeds() -> dict[str, list[bytes]]:
    """Bytes of all kinds, and the sheets of a little workbook."""
    from proofs.fuzz.packages import small_parts

    sheets = [text for name, text in small_parts().items() if "sheets/sheet" in name]
    any_bytes = [bytes((at * step) % 256 for at in range(160)) for step in (1, 3, 7, 11, 37)]
    return {"splice": any_bytes, "splice_any": [any_bytes[2][:40] + one for one in sheets]}
