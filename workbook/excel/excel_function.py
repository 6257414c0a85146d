"""How a plain function becomes one of Excel's: its help in the wizard, sentences for errors."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import xlwings as xw

from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.excel.excel_arguments import CellsOut

CATEGORY: Final = "Safer Communities"
CALLER: Final = "caller"
"""What xlwings names the argument by which it tells a function the cell that it stands in."""

HELP_LIMIT: Final = 255
"""Letters that Excel's function wizard takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcelFunction:
    """A function as the wizard shows it: its name, its help and that of each argument."""

    name: str
    help: str
    arguments: dict[str, str]
    optional: frozenset[str]
    knows_its_cell: bool
    """Whether it is told, as its last argument, which cell it stands in."""

    call: Callable[..., CellsOut]


FUNCTIONS: Final[dict[str, ExcelFunction]] = {}
"""All functions by name, in the order in which they are made."""


def excel_function(
    help_text: str, **arguments: str
) -> Callable[[Callable[..., CellsOut]], Callable[..., CellsOut]]:
    """Make a function Excel's: its help, its arguments' help, errors as a sentence in the cell."""

    def decorated(function: Callable[..., CellsOut]) -> Callable[..., CellsOut]:
        @functools.wraps(function)
        def answered(*values: object) -> CellsOut:
            try:
                return function(*values)
            except DashboardError as error:
                return [[str(error)]]
            except ValueError as error:
                # The measures' own checks: one clause about the figures.
                return [[f"{function.__name__}: {error}."]]

        answered.__doc__ = help_text
        # xlwings would take an annotation for the name of a converter.
        answered.__annotations__ = {}
        parameters = inspect.signature(function).parameters
        FUNCTIONS[function.__name__] = ExcelFunction(
            name=function.__name__,
            help=help_text,
            arguments=arguments,
            optional=frozenset(p.name for p in parameters.values() if p.default is not p.empty),
            knows_its_cell=CALLER in parameters,
            call=answered,
        )
        known: Callable[..., CellsOut] = xw.func(category=CATEGORY)(answered)
        for name, explained in arguments.items():
            known = xw.arg(name, ndim=2, doc=explained)(known)
        return known

    return decorated
