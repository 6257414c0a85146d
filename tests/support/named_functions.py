"""The workbook's own functions, worked out by IronCalc from the names as the file keeps them."""

from __future__ import annotations

import functools
import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ironcalc
import xlsxwriter

from workbook.house.named_functions import define_named_functions

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT_OUT: Final = object()
"""An argument that is not given."""

ERROR: Final = object()
"""A cell that shows an Excel error."""

_APART: Final = 100
"""Columns from one argument's range to the next; the answer begins behind three."""
_ANSWER: Final = 1 + 3 * _APART


def defined(path: Path, formulas: Sequence[str] = ()) -> Path:
    """A workbook with the functions, and with formulas in its first row."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    for column, formula in enumerate(formulas):
        sheet.write_dynamic_array_formula(0, column, 0, column, formula)
    define_named_functions(book)
    book.close()
    return path


@functools.cache
def _file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return defined(Path(folder) / "named.xlsx").read_bytes()


def answer(name: str, *arguments: object) -> list[list[Any]]:
    """The cells that a function gives for arguments: a list of rows is a range of cells, any other
    value one cell, ``LEFT_OUT`` nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "named.xlsx"
        path.write_bytes(_file())
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    given = [
        "" if argument is LEFT_OUT else _placed(model, argument, 1 + _APART * at)
        for at, argument in enumerate(arguments)
    ]
    while given and not given[-1]:
        given.pop()
    model.set_user_input(0, 1, _ANSWER, f"={name}({','.join(given)})")
    model.evaluate()
    return _spilled(model)


def _placed(model: Any, argument: object, column: int) -> str:  # noqa: ANN401 - IronCalc has no types
    rows = argument if isinstance(argument, list) else [[argument]]
    for row, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells, start=column):
            if cell is ERROR:
                model.set_user_input(0, row, at, "=1/0")
            elif isinstance(cell, bool):
                model.update_cell_with_bool(0, row, at, cell)
            elif isinstance(cell, str):
                model.update_cell_with_text(0, row, at, cell)
            elif cell is not None:
                model.update_cell_with_number(0, row, at, float(cell))
    first, last = (ironcalc.column_name_from_number(c) for c in (column, column + len(rows[0]) - 1))
    return f"{first}1:{last}{len(rows)}"


def _spilled(model: Any) -> list[list[Any]]:  # noqa: ANN401
    rows = (
        [*itertools.takewhile(_is_filled, (model.get_cell_value(0, row, at) for at in columns))]
        for row, columns in enumerate(itertools.repeat(range(_ANSWER, 2 * _ANSWER)), start=1)
    )
    return [*itertools.takewhile(bool, rows)]


def _is_filled(cell: object) -> bool:
    return cell is not None
