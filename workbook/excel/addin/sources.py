"""The add-in's modules: our own text files, the generated ones, and xlwings' open part."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from workbook.excel.addin.project import Kind, Module
from workbook.excel.addin.wrappers import descriptions, wrappers
from workbook.excel.functions import EXCEL_FUNCTIONS
from xlsrc.domain.errors import InstallationError

CONFIGURATION: Final = "safer-communities"
"""What xlwings' module calls its settings file, and a sheet of settings, after."""

_CLASS_HEADER: Final = re.compile(r"\AVERSION .*?^END\r?\n", re.DOTALL | re.MULTILINE)
_ATTRIBUTE: Final = re.compile(r"^Attribute VB_\w+ = .*\r?\n", re.MULTILINE)
_PROJECT_NAME: Final = 'PROJECT_NAME As String = "myaddin"'
_PAID_PART: Final = re.compile(
    r"    ' PythonCommand with embedded code\n    If uses_embedded_code = True Then\n"
    r".*?\n    End If\n(?=\n)",
    re.DOTALL,
)
_SETTINGS_OF_OTHERS: Final = re.compile(
    r"    ' Sheet\n    #If App = .*?(?=    ' User Config\n)", re.DOTALL
)
"""Where a sheet of the open workbook, or a file beside it, could say which program to start."""

_SEARCH_FOR_CODE: Final = re.compile(
    r"    ' Check for embedded Python code\n.*?    Next i\n", re.DOTALL
)

# Python is started with no variable of its own and without the current folder, where a file
# workbook.py would go before the product. A workbook's name goes as numbers, its folder not at all:
# cmd, a shell and Python would each read %, &, ^, =, $ or quotes in it in their own way.
_ALONE: Final = "-E -P"
_PATHS: Final = re.compile(
    r"    ' The first 5 args are not technically.*?(?=    OPTIMIZED_CONNECTION = )"
    r"|    ' TODO: Doesn't automatically check if code is embedded\n"
    r".*?(?=    PYTHON_WIN = GetConfig\(\"INTERPRETER_WIN\")",
    re.DOTALL,
)
_PREPARED: Final = r'import xlwings.utils;xlwings.utils.prepare_sys_path(\""" & PYTHONPATH & "\"");'
_COMMANDS: Final = (
    (f' -B -c ""{_PREPARED} " & PythonCommand', f' {_ALONE} -B -c """ & PythonCommand'),
    (f'" -B -c ""import sys, os;" & LicenseKeyEnvString & "{_PREPARED}',
     f'" {_ALONE} -B -c ""import sys, os;" & LicenseKeyEnvString & "'),
    ('" --wb=" & """" & ActiveWorkbook.Name & """ --from_xl=1"',
     '" --wb=" & Encoded(ActiveWorkbook.Name)'),
    ('"|" + ActiveWorkbook.Name', '"|" + Encoded(ActiveWorkbook.Name)'),
    ('"|" + PythonInterpreter', f'"|" + PythonInterpreter + " {_ALONE}"'),
)  # fmt: skip
"""What xlwings starts Python with, and what we do."""


def modules() -> tuple[Module, ...]:
    """Every module of the add-in, in the order of the project.

    Raises
    ------
    DashboardError
        When the installed xlwings has another module than the add-in is made for.

    """
    return (
        Module(name="ThisWorkbook", kind=Kind.WORKBOOK, source=_ours("ThisWorkbook.cls")),
        Module(name="Sheet1", kind=Kind.SHEET, source=""),
        Module(name="Callbacks", kind=Kind.PROCEDURES, source=_ours("Callbacks.bas")),
        Module(name="AppEvents", kind=Kind.CLASS, source=_ours("AppEvents.cls")),
        Module(name="Functions", kind=Kind.PROCEDURES, source=wrappers(EXCEL_FUNCTIONS)),
        Module(name="FunctionHelp", kind=Kind.PROCEDURES, source=descriptions(EXCEL_FUNCTIONS)),
        Module(name="xlwings", kind=Kind.PROCEDURES, source=xlwings_module()),
        Module(name="Dictionary", kind=Kind.CLASS, source=_of_xlwings("addin/Dictionary.cls")),
    )


def ribbon() -> bytes:
    """The ribbon tab, customUI of 2009."""
    return (files("workbook.excel.addin") / "ribbon.xml").read_bytes()


def xlwings_module() -> str:
    """Xlwings' BSD-licensed module for add-ins of one's own, with our settings file's name, and
    without the way into its paid part (Python code in sheets).

    Which Python it starts stands in the person's own settings alone: a workbook that came by
    e-mail must not name another program.
    """
    source = _of_xlwings("xlwings_custom_addin.bas")
    renamed = source.replace(_PROJECT_NAME, _PROJECT_NAME.replace("myaddin", CONFIGURATION))
    found = _SEARCH_FOR_CODE.sub("", renamed, count=1)
    open_part = _PAID_PART.sub("", found, count=1)
    own_settings = _SETTINGS_OF_OTHERS.sub("", open_part, count=1)
    steps = [source, renamed, found, open_part, own_settings, _PATHS.sub("", own_settings)]
    for theirs, with_ours in _COMMANDS:
        steps.append(steps[-1].replace(theirs, with_ours))
    ours = steps[-1]
    if len(set(steps)) < len(steps) or "xlwings.pro" in ours or "prepare_sys_path" in ours:
        message = (
            "xlwings 0.37 was wanted, whose add-in module is known; found another: install the "
            "versions of requirements.lock."
        )
        raise InstallationError(message)
    return ours


def _ours(name: str) -> str:
    return (files("workbook.excel.addin") / name).read_text(encoding="ascii")


def _of_xlwings(name: str) -> str:
    """A module that comes with xlwings, without what only an exported file needs."""
    text = files("xlwings").joinpath(name).read_text(encoding="utf-8-sig")
    text = text.replace("\r\n", "\n")
    return _ATTRIBUTE.sub("", _CLASS_HEADER.sub("", text)).replace("\r", "")
