"""What is said of a workbook that was worked out again, and of what stands in its way."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from tests.support.little_workbook import NS, archive_of, link, links
from workbook.layout.edition import MARKINGS, Audience, Edition
from workbook.package.structure import structure
from workbook.reproduce import editions, report
from workbook.reproduce.compared import Cells, Compared
from workbook.reproduce.named_files import FilesNow
from workbook.reproduce.report import MOST_NAMED, Reproduction
from workbook.sheets.cover.values import edition_said
from xlsrc.domain.month import Month
from xlsrc.domain.workbook_errors import ReproduceError

if TYPE_CHECKING:
    from workbook.surfaces.headless import HeadlessWorkbook

HERE = FilesNow(folder=Path("here"))
OTHERWISE = FilesNow(folder=Path("here"), changed=(("a.csv", "abc", "def0"),))
NUMBER = Compared("A!B2", "Burglary", 5.0, 6.0)


def surface(said: object) -> HeadlessWorkbook:
    return cast("HeadlessWorkbook", SimpleNamespace(block_values=lambda _: [[said]]))


def reproduction(files: FilesNow, *others: Compared) -> Reproduction:
    return Reproduction(workbook="B.xlsx", files=files, figures=40, words=3, others=others)


def test_a_whole_one_is_said_in_one_line() -> None:
    found = reproduction(HERE)

    assert found.is_whole
    assert [*found.lines] == [
        "B.xlsx: reproduced 40 of 40 figures, and 3 of 3 texts without a figure."
    ]


def test_cells_that_are_others_are_named_up_to_a_number_and_the_reason_given() -> None:
    word = Compared("A!A1", "Cover", "two\n words", None)
    found = [*reproduction(HERE, *[NUMBER] * (MOST_NAMED - 1), word, word).lines]

    assert found[0] == "A!B2 (Burglary): shows 5, now 6"
    assert found[MOST_NAMED - 1] == "A!A1 (Cover): shows 'two words', now nothing"
    assert found[MOST_NAMED] == "and 1 more"
    assert found[MOST_NAMED + 1].startswith("Why: every file is the one of then")
    assert found[-1] == "B.xlsx: reproduced 21 of 40 figures, and 1 of 3 texts without a figure."


@pytest.mark.parametrize("others", [(), (NUMBER,)], ids=["same", "others"])
def test_where_a_file_has_changed_that_is_the_reason(others: tuple[Compared, ...]) -> None:
    found = reproduction(OTHERWISE, *others)
    lines = [*found.lines]

    assert not found.is_whole
    assert lines[0].startswith("a.csv has changed since this workbook was made")
    reasons = [line for line in lines if line.startswith("Why: the files named above")]
    assert len(reasons) == len(others)


def test_the_month_is_the_one_that_sources_says() -> None:
    assert report.month_of(surface("Data to December 2025")) == Month.of(2025, 12)


@pytest.mark.parametrize("said", ["Data to Dezember 2025", "Data to May soon", None])
def test_a_month_changed_by_hand_is_refused(said: str | None) -> None:
    with pytest.raises(ReproduceError, match=f"found '{said or ''}': it was changed by hand"):
        report.month_of(surface(said))


def cells_marked(said: object) -> Cells:
    return cast("Cells", SimpleNamespace(surface=surface(said)))


@pytest.mark.parametrize("audience", list(Audience))
def test_whom_an_edition_is_for_stands_on_its_cover(audience: Audience) -> None:
    assert editions.audience_of(cells_marked(MARKINGS[audience]), "edition") is audience


def test_an_edition_for_nobody_known_is_refused() -> None:
    with pytest.raises(ReproduceError, match="found 'For friends': it was changed by hand"):
        editions.audience_of(cells_marked("For friends"), "edition")


def test_a_workbook_that_published_other_editions_says_which(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on = datetime.date(2026, 1, 20)
    one = SimpleNamespace(name="December 2025", on=on)
    monkeypatch.setattr(editions, "published_in", lambda _: (one,))
    said = edition_said(Edition(audience=Audience.PUBLIC, name=one.name, on=one.on))

    assert editions.published_as(Path("B.xlsx"), said, Audience.PUBLIC).on == on
    with pytest.raises(ReproduceError, match=r"B\.xlsx keeps others \(found December 2025\)"):
        editions.published_as(Path("B.xlsx"), "edition of May", Audience.PUBLIC)


def test_cells_that_hold_something_are_found_by_sheet_row_and_column() -> None:
    def sheet(rows: str) -> str:
        return f'<worksheet xmlns="main"><sheetData>{rows}</sheetData></worksheet>'

    archive = archive_of(
        {
            "book.xml": f'<workbook {NS}><sheets><sheet name="One" sheetId="1" r:id="a"/>'
            '<sheet name="Two" sheetId="2" r:id="b"/></sheets></workbook>',
            "_rels/book.xml.rels": links(
                link("a", "worksheet", "one.xml"), link("b", "worksheet", "two.xml")
            ),
            "one.xml": sheet('<row r="1"/><row r="2"><c r="B2"><v>5</v></c><c r="C2"/></row>'),
            "two.xml": sheet('<row r="3"><c r="A3"><v>7</v></c></row>'),
        }
    )
    cells = Cells(archive, structure(archive))

    assert editions.values_of(cells) == {("One", 2, 2): 5.0, ("Two", 3, 1): 7.0}
    assert editions.values_of(cells, ("Two",)) == {("Two", 3, 1): 7.0}
