"""xlwings' server of functions as it runs on Windows, without Windows: its calls of COM stubbed."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw

from tests.support.parity.engine import engine
from workbook.excel import excel_function, functions

if TYPE_CHECKING:
    import pytest

LEFT_OUT: Final = -2147352572
"""What COM hands over for an optional argument that is not given."""

_OF_WINDOWS: Final = ("pythoncom", "pywintypes", "win32com", "win32com.client")


def functions_on_windows(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ModuleType]:
    """xlwings' module of functions, and ours as made by its own decorators."""
    for name in _OF_WINDOWS:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    for module, name in (
        ("pythoncom", "CoInitialize"),
        ("pythoncom", "IID_IDispatch"),
        ("win32com.client", "Dispatch"),
    ):
        monkeypatch.setattr(sys.modules[module], name, None, raising=False)
    from xlwings import udfs

    monkeypatch.setattr(xw, "func", udfs.xlfunc)
    monkeypatch.setattr(xw, "arg", udfs.xlarg)
    monkeypatch.setattr(excel_function, "FUNCTIONS", {})
    made = importlib.util.spec_from_file_location("workbook.excel.functions", functions.__file__)
    if made is None or made.loader is None:
        raise FileNotFoundError(functions.__file__)
    ours = importlib.util.module_from_spec(made)
    made.loader.exec_module(ours)
    return udfs, ours


def called(
    monkeypatch: pytest.MonkeyPatch, name: str, arguments: tuple[object, ...], caller: xw.Range
) -> Any:  # noqa: ANN401 - what a cell takes
    """What a function gives when a cell calls it through xlwings' server."""
    udfs, ours = functions_on_windows(monkeypatch)
    server: Any = ModuleType("xlwings.com_server")
    server.loop = None
    monkeypatch.setitem(sys.modules, "xlwings.com_server", server)
    windows = SimpleNamespace(Range=lambda xl: xl, is_range_instance=lambda _value: False)
    monkeypatch.setattr(xw, "_xlwindows", windows, raising=False)
    monkeypatch.setitem(xw.engines.engines_by_name, "excel", engine())
    monkeypatch.setattr(udfs, "ComRange", lambda found: found)
    monkeypatch.setattr(udfs, "get_udf_module", lambda *_: ours)
    return udfs.call_udf("workbook.excel.functions", name, arguments, caller=caller.impl)
