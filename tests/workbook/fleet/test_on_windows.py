"""What a fleet does otherwise on Windows: names of a store's files, and how workers start."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from workbook.fleet import executor
from workbook.fleet.addresses import PlaceError
from workbook.fleet.store_copy import refuse_names
from workbook.fleet.store_files import Known

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

NOT_THERE = ["nul.csv", "2025/aux", "COM1.tar.gz", "a:b.csv", "what?.csv", "2025. /a.csv", "a "]


@pytest.mark.parametrize("name", NOT_THERE)
def test_a_name_that_windows_cannot_give_is_refused_there(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is brought to a device is gone, and to a hidden part of a file is not found again."""
    listed = {name: Known(1, "1")}
    monkeypatch.setattr(sys, "platform", "linux")
    refuse_names("s3://box", listed, is_case_blind=False)

    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(PlaceError, match="which no folder can hold"):
        refuse_names("s3://box", listed, is_case_blind=False)


@pytest.mark.parametrize(("system", "method"), [("win32", "spawn"), ("linux", "forkserver")])
def test_workers_start_as_the_system_lets_them(
    system: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    methods: list[str] = []

    def pool(workers: int, *, mp_context: BaseContext, **_: object) -> None:
        methods.append(f"{workers} by {mp_context.get_start_method()}")

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(executor, "ProcessPoolExecutor", pool)

    executor.Processes(2)

    assert methods == [f"2 by {method}"]
