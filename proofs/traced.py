"""A plugin of pytest for tests that are measured: measuring goes on after a test that ended it.

Coverage is not told where something takes its trace away; all that this process runs later would
count as not gone through.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDED: Final = "PROOFS_TRACE_ENDED"
"""The environment's name for the file that lists the tests after which nothing was measured."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Put the trace back that was there before a test; keep the test's name."""
    measuring = sys.gettrace()
    try:
        return (yield)
    finally:
        if sys.gettrace() is not measuring:
            sys.settrace(measuring)
            with Path(os.environ[ENDED]).open("a", encoding="utf-8") as file:
                file.write(f"{item.nodeid}\n")
