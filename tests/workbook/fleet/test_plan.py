"""Which workbooks a run refreshes: those where it writes, or those of another place."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.fleet.plan import Asked, workbooks_of
from xlsrc.domain.errors import NoFolderError

if TYPE_CHECKING:
    from pathlib import Path


def asked(workbooks: str | None, out: str) -> Asked:
    return Asked(
        areas=("all",),
        extracts="extracts",
        out=out,
        today=datetime.date(2026, 2, 5),
        workbooks=workbooks,
    )


@pytest.mark.parametrize(
    ("workbooks", "out", "is_in_place"),
    [
        (None, "s3://box/out", True),
        ("s3://box/out/", "s3://box/out", True),
        ("s3://box/in", "s3://box/out", False),
        ("folder", "s3://box/out", False),
        ("folder/../folder", "folder", True),
        ("folder", "another", False),
    ],
)
def test_workbooks_are_refreshed_in_place_where_both_are_one(
    workbooks: str | None, out: str, *, is_in_place: bool
) -> None:
    assert asked(workbooks, out).is_in_place is is_in_place


def test_a_folder_of_workbooks_that_is_not_there_is_named(tmp_path: Path) -> None:
    given = str(tmp_path / "none")

    with pytest.raises(NoFolderError, match=r"A folder of workbooks was wanted; found none at .*n"):
        workbooks_of(asked(given, str(tmp_path)), {}, str, {})
