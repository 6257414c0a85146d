from __future__ import annotations

import sys

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, and count, the tests that need Excel itself."""
    if sys.platform == "win32":
        return
    for item in items:
        if item.get_closest_marker("excel"):
            item.add_marker(pytest.mark.skip(reason="needs Excel on Windows"))
