from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

import pytest

from tests.support.elsewhere import write_street
from workbook.block import TableData
from workbook.refresh import silent
from workbook.reproduce.months_together import digest_together, first_of, members
from workbook.reproduce.named_files import FilesNow, NamedFile, as_named, files_now, named_files
from xlsrc.domain.errors import WorkbookError
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbook.surfaces.headless import HeadlessWorkbook

DIGITS = "c69a17c04e2c7fe1"
STREET = {
    f"{month}/{month}-a-force-{kind}.csv": f"{month}{kind}"
    for month in ("2025-01", "2025-02", "2025-03", "2025-04")
    for kind in ("street", "outcomes")
}


class Book:
    """A workbook with the table Sources alone."""

    def __init__(self, columns: tuple[str, ...], *rows: tuple[object, ...]) -> None:
        self._sources = TableData(
            name="Sources", sheet="Sources", columns=columns, first_row=5, first_column=1, rows=rows
        )

    def tables(self, names: Collection[str]) -> dict[str, TableData]:
        return dict.fromkeys(names, self._sources)


def named(*columns: str, rows: tuple[tuple[object, ...], ...]) -> tuple[NamedFile, ...]:
    return named_files(cast("HeadlessWorkbook", Book(columns, *rows)), "W.xlsx")


def test_a_file_of_several_levels_is_named_once_and_without_its_mark() -> None:
    rows = (("a.csv ‡", "X", DIGITS), ("a.csv ‡", "X", DIGITS), (None, None, None))

    assert named("File", "Source", "SHA-256", rows=rows) == (
        NamedFile(name="a.csv", digits=DIGITS, is_population=False),
    )


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        (("File", "Source"), ("a.csv", "X"), "no column File or SHA-256"),
        (("File", "Source", "SHA-256"), ("a.csv", "X", "c69a"), "Sources!C5; found c69a"),
        (("File", "Source", "SHA-256"), ("a.csv", "X", None), "Sources!C5; found nothing"),
        (("File", "Source", "SHA-256"), (None, None, None), "names no file on the sheet Sources"),
    ],
)
def test_a_workbook_of_before_says_in_a_sentence_what_it_lacks(
    columns: tuple[str, ...], row: tuple[object, ...], said: str
) -> None:
    with pytest.raises(WorkbookError, match=said):
        named(*columns, rows=(row,))


def test_months_named_together_are_as_many_as_it_says() -> None:
    street = [name for name in STREET if "street" in name]

    found = members(f"{street[0]} and 2 more", STREET)

    assert found == tuple(street[:3])


def test_their_checksum_is_that_of_all_their_checksums_in_order() -> None:
    expected = hashlib.sha256(b"12").hexdigest()

    assert digest_together(("b", "a"), {"a": "2", "b": "1"}) == expected


def test_a_single_file_is_not_named_together() -> None:
    assert (first_of("2025-01/a.csv"), members("2025-01/a.csv", STREET)) == ("", ())


def test_files_go_by_their_names_of_then_and_without_those_that_came_since(tmp_path: Path) -> None:
    for name in ("moved/b.csv", "new.csv", "population/p.csv", "same.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    now = FilesNow(folder=tmp_path, added=("new.csv",), renamed={"2025-01/a.csv": "moved/b.csv"})

    with as_named(now) as folder:
        found = {path.relative_to(folder).as_posix(): path.read_text() for path in
                 folder.rglob("*.csv")}  # fmt: skip

    assert (found, folder.exists()) == (
        {
            "2025-01/a.csv": "moved/b.csv",
            "population/p.csv": "population/p.csv",
            "same.csv": "same.csv",
        },
        False,
    )
    assert (tmp_path / "new.csv").read_text() == "new.csv"


def test_each_file_that_is_otherwise_is_named_with_what_to_do(tmp_path: Path) -> None:
    lost = NamedFile(name="lost.csv", digits=DIGITS, is_population=False)
    now = FilesNow(
        folder=tmp_path,
        changed=(("mps.csv", DIGITS, "b44d659d99334f37" + 48 * "0"),),
        missing=(lost,),
        added=("new.csv",),
    )

    changed, missing, added = now.sentences("W.xlsx")

    assert changed == (
        f"mps.csv has changed since this workbook was made: its checksum was {DIGITS}, is "
        "b44d659d99334f37. Put the file of then back, or refresh W.xlsx."
    )
    assert missing.startswith(f"lost.csv (checksum {DIGITS}) was read")
    assert "--extracts" in missing
    assert added.startswith("new.csv was not read when this workbook was made")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("A later {}", "Burglary", "Robbery"), ("../2026-01/{}", "2025-11", "2026-01")],
)
def test_a_second_file_of_a_month_and_a_later_month_are_left_aside(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    write_street(tmp_path, months=2)
    then = tuple(
        NamedFile(name=one.file, digits=one.sha256[:16], is_population=False)
        for one in Store.open(tmp_path).extracts
    )
    told = "\n".join(path.name for path in tmp_path.rglob("*.csv"))
    (first, *_) = sorted(tmp_path.rglob("*-street.csv"))
    later = (first.parent / name.format(first.name.replace("2025-11", "2026-01"))).resolve()
    later.parent.mkdir(exist_ok=True)
    later.write_text(first.read_text().replace(old, new))

    found = files_now(then, tmp_path, "", told, progress=silent)

    assert (found.added, found.changed, found.missing) == (
        (later.relative_to(tmp_path).as_posix(),),
        (),
        (),
    )
