"""Workbooks put into a store: never over what somebody has typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.package_edits import Package
from workbook.fleet.outputs import write
from workbook.fleet.places import get, put
from workbook.fleet.workbooks import Found
from workbook.package.archive import Archive
from workbook.package.file_state import FileState
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.workbook_errors import ChangedMeanwhileError
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from collections.abc import Iterator

fsspec = pytest.importorskip("fsspec", reason="needs fsspec: pip install -e .[fleet]")
OLD, NEW = b"old", b"a new workbook"
NAME = "north/A.xlsx"


@pytest.fixture
def store() -> Iterator[str]:
    yield "memory://box/out"
    fsspec.filesystem("memory").store.clear()


def found(content: bytes) -> Found:
    return Found(name=NAME, path=Path(NAME), state=FileState.of(content))


@pytest.mark.parametrize(
    ("there", "source", "before"),
    [(None, None, b""), (OLD, None, OLD), (OLD, found(OLD), b"")],
    ids=["none there", "put by a run before", "refreshed where it lies"],
)
def test_a_workbook_is_put_where_nothing_is_lost(
    store: str, there: bytes | None, source: Found | None, before: bytes
) -> None:
    if there is not None:
        put(store, NAME, there)

    write(store, NAME, NEW, source=source, put_as=FileState.of(before).digest)

    assert get(store, NAME) == NEW


def test_one_that_somebody_saved_meanwhile_stays(store: str) -> None:
    put(store, NAME, b"saved meanwhile")

    with pytest.raises(ChangedMeanwhileError, match=r"^north/A\.xlsx was changed by somebody else"):
        write(store, NAME, NEW, source=found(OLD), put_as="")

    assert get(store, NAME) == b"saved meanwhile"


def test_another_file_that_is_no_workbook_stays_and_is_named_as_in_the_store(store: str) -> None:
    put(store, NAME, OLD)

    with pytest.raises(WorkbookError, match=r"north/A\.xlsx") as said:
        write(store, NAME, shipped_template().read_bytes(), source=None, put_as="")

    assert "safer-communities" not in str(said.value)
    assert get(store, NAME) == OLD


def test_another_workbook_is_replaced_where_the_new_one_has_all_its_entries(store: str) -> None:
    content = shipped_template().read_bytes()
    book = Package.of(Archive.of(content, source="A.xlsx"))
    book.put("docProps/app.xml", "</Properties>", "<Manager>jane</Manager></Properties>")
    new = Archive.of(content, source="A.xlsx").replaced(book.changed)
    put(store, NAME, content)

    write(store, NAME, new, source=None, put_as="")

    assert get(store, NAME) == new
