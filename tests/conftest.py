from __future__ import annotations

import sys

import pytest
from hypothesis import is_hypothesis_test

NO_EXCEL = "needs Excel on Windows; what it would show is a step of docs/verified-in-excel.md"


def excel_is_here() -> bool:
    """Whether Windows knows an Excel; pywin32, which asks it, comes with xlwings there."""
    if sys.platform != "win32":
        return False
    import winreg  # type: ignore[unreachable]  # mypy reads this as on the system it runs on

    try:
        winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Excel.Application").Close()
    except OSError:
        return False
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, and count, the tests that need Excel itself.

    Coverage is not measured in the hundreds of examples that Hypothesis makes up: each goes
    through what tests of chosen values go through, in twice the time.
    """
    is_here = excel_is_here()
    for item in items:
        if item.get_closest_marker("excel") and not is_here:
            item.add_marker(pytest.mark.skip(reason=NO_EXCEL))
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)
