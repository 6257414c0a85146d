"""The figures of a column of texts: what is missing, what is one, and what a count may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.errors import WrongCellError
from xlsrc.extracts.limits import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.text_table import TextTable

MISSING: Final = frozenset(
    {"", "-", "–", ".", "..", "null", "*", "na", "n/a", "nan", "none", "[c]"}
)
_GROUPED: Final = re.compile(r"^[+-]?\d{1,3}([,\u00a0\u202f ]\d{3})+(\.\d+)?$")
_SEPARATORS: Final = re.compile("[,\u00a0\u202f ]")


def numbers(texts: Sequence[str], table: TextTable, column: str) -> NDArray[np.float64]:
    """The figures of a column's texts; ``nan`` where the file says missing or suppressed.

    Thousands separators and a closing ``%`` are understood. ``texts`` are the whole column in row
    order; :class:`~xlsrc.domain.errors.ExtractError` names the first cell that is no figure.
    """
    try:
        quick = np.array(texts, dtype=np.float64)
    except ValueError:
        quick = None
    if quick is not None and not np.isinf(quick).any():
        return quick
    figures = [_number(text) for text in texts]
    for line, text, figure in zip(table.lines, texts, figures, strict=True):
        if figure is None:
            message = (
                f"{table.file}, row {line}, column {column}: a number was wanted; "
                f"found {text!r}: correct the cell or leave it empty"
            )
            raise WrongCellError(message)
    return np.array(figures, dtype=np.float64)


def counts(texts: Sequence[str], table: TextTable, column: str) -> NDArray[np.float64]:
    """The figures of a counting column: as :func:`numbers`, whole, none below 0 or beyond belief.

    :class:`~xlsrc.domain.errors.ExtractError` names the first cell that holds no such figure.
    """
    figures = numbers(texts, table, column)
    refused = (
        (
            figures < 0,
            "a count of 0 or more",
            "correct the cell, or ask the publisher for the count itself and not its adjustment",
        ),
        (
            figures > MAX_COUNT,
            f"a count of at most {MAX_COUNT:,.0f}",
            "correct the cell or leave it empty",
        ),
        (
            figures % 1 > 0,
            "a whole count",
            "correct the cell, or ask the publisher for the count itself and not its rate",
        ),
    )
    for at_fault, wanted, action in refused:
        if at_fault.any():
            at = int(np.argmax(at_fault))
            message = (
                f"{table.file}, row {table.lines[at]}, column {column}: {wanted} was wanted; "
                f"found {texts[at]!r}: {action}"
            )
            raise WrongCellError(message)
    return figures


def _number(text: str) -> float | None:
    """The figure of one cell, ``nan`` for missing, ``None`` for anything else."""
    cleaned = text.strip().removesuffix("%").strip()
    if cleaned.casefold() in MISSING:
        return float("nan")
    if _GROUPED.match(cleaned):
        cleaned = _SEPARATORS.sub("", cleaned)
    try:
        figure = float(cleaned)
    except ValueError:
        return None
    return figure if np.isfinite(figure) else None
