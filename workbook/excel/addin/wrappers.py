"""The VBA that stands between a cell and a Python function, and the wizard's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.excel.excel_function import CATEGORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.excel.excel_function import ExcelFunction

MODULE: Final = "workbook.excel.functions"
NOT_ON_A_MAC: Final = (
    "This function works in Excel on Windows. On a Mac use the buttons, and Safer.Rate and the "
    "other functions of the workbook."
)


def wrappers(functions: Iterable[ExcelFunction]) -> str:
    """A VBA function for each Python one, calling it as xlwings' own wrappers do."""
    return "\n\n".join(_wrapper(function) for function in functions)


def descriptions(functions: Iterable[ExcelFunction]) -> str:
    """The procedure that gives Excel's function wizard its texts."""
    lines = ["Public Sub DescribeFunctions()", "    On Error Resume Next"]
    for function in functions:
        texts = ", _\n        ".join(_quoted(text) for text in function.arguments.values())
        lines += [
            f"    Application.MacroOptions Macro:={_quoted(function.name)}, _",
            f"        Description:={_quoted(function.help)}, _",
            f"        Category:={_quoted(CATEGORY)}, _",
            f"        ArgumentDescriptions:=Array({texts})",
        ]
    return "\n".join([*lines, "End Sub"])


def _wrapper(function: ExcelFunction) -> str:
    declared = ", ".join(
        f"Optional {name}" if name in function.optional else name for name in function.arguments
    )
    # xlwings puts the cell that calls in the place of Nothing.
    passed = ", ".join([*function.arguments, *(["Nothing"] if function.knows_its_cell else [])])
    name = function.name
    return f"""\
Function {name}({declared})
#If Mac Then
    {name} = {_quoted(NOT_ON_A_MAC)}
#Else
    If TypeOf Application.Caller Is Range Then On Error GoTo failed
    {name} = XLPy.CallUDF("{MODULE}", "{name}", Array({passed}), ActiveWorkbook, Application.Caller)
    Exit Function
failed:
    {name} = Err.Description
#End If
End Function"""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
