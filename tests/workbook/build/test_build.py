"""What a build makes its template of, where it puts it, and what it never writes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book, row, table
from workbook.build import build as building
from workbook.build.build import Built, build
from workbook.tables.defaults import default_tables
from xlsrc.domain.settings import Paper
from xlsrc.domain.workbook_errors import OutputNameError
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.block import TableData
    from xlsrc.domain.settings import Settings

DEFINITIONS = Leaf(
    row(1, "Id", "Indicator") + row(2, "robbery", "Robbery"),
    tables=(table("Definitions", "A1:B2", "Id", "Indicator"),),
)
MADE = little_book({"Definitions": DEFINITIONS}).replaced({})
HEARD = ("Linked to", "Date", "Source", "Kind", "Words", "Illustrative")
EVIDENCE = Leaf(
    row(4, *HEARD) + row(5, "robbery", "", "Survey", "quote", "We heard"),
    tables=(table("Evidence", "A4:F5", *HEARD),),
)


class Author:
    """Stands for the making of the template: keeps what it is made of."""

    def __init__(self) -> None:
        self.tables: dict[str, TableData] = {}
        self.boundaries: tuple[Path | None, ...] = ()

    def __call__(
        self,
        _target: Path,
        _settings: Settings,
        tables: dict[str, TableData],
        _extras: object,
        boundaries: tuple[Path | None, ...],
    ) -> bytes:
        self.tables, self.boundaries = tables, boundaries
        return MADE

    def setting(self, name: str) -> object:
        return next(row[1] for row in self.tables["Settings"].rows if row[0] == name)


@pytest.fixture
def author(monkeypatch: pytest.MonkeyPatch) -> Author:
    one = Author()
    monkeypatch.setattr(building, "authored", one)
    return one


def built(out: Path | None, workbook: Path | None = None, **said: object) -> Built:
    said = {"area": None} | said
    return build(workbook, out=out, progress=lambda _: None, **said)  # type: ignore[arg-type]  # as the test says them


def test_of_nothing_but_a_name_it_is_the_shipped_tables(tmp_path: Path, author: Author) -> None:
    found = built(tmp_path / "new.xlsx")

    assert (found.path, found.not_carried) == (tmp_path / "new.xlsx", ())
    assert found.path.read_bytes() == MADE
    assert author.tables == default_tables()


@pytest.mark.parametrize(("area", "has_plan"), [("Barnet", True), ("Bromley", False)])
def test_the_examples_plan_is_that_of_its_own_area(
    tmp_path: Path, author: Author, area: str, *, has_plan: bool
) -> None:
    built(tmp_path / "new.xlsx", area=area)

    assert author.setting("Area") == area
    assert bool(author.tables["Actions"].rows) is has_plan


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A workbook too old for all the tables but one, with a sheet of somebody's own."""
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(little_book({"What we heard": EVIDENCE, "Mine": Leaf()}).replaced({}))
    return path


def test_of_a_workbook_it_is_its_tables_and_the_shipped_ones(given: Path, author: Author) -> None:
    found = built(given.with_name("new.xlsx"), given, area="Bromley", paper=Paper.A3)

    assert (author.setting("Area"), author.setting("Paper")) == ("Bromley", "A3")
    assert author.tables["Evidence"].rows == (
        ("robbery", None, "Survey", "quote", "We heard", None),
    )
    assert author.tables["Definitions"] == default_tables()["Definitions"]
    assert found.not_carried == ("the sheet 'What we heard'", "the sheet 'Mine'")
    assert author.boundaries == (None, None, None)


def test_neither_the_given_workbook_nor_the_shipped_template_is_written_over(
    given: Path, author: Author
) -> None:
    before = given.read_bytes()

    with pytest.raises(OutputNameError, match=r"^A new file was wanted for the new template; .*"):
        built(given, given)
    with pytest.raises(OutputNameError, match="is the template that every new workbook is made"):
        built(shipped_template(), area="Bromley")
    assert author.tables == {}
    assert given.read_bytes() == before


@pytest.mark.parametrize("in_checkout", [True, False])
def test_the_shipped_template_gives_way_to_its_like_in_the_projects_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, author: Author, *, in_checkout: bool
) -> None:
    shipped = tmp_path / "Dashboard.xlsx"
    shipped.write_bytes(b"as it was")
    monkeypatch.setattr(building, "is_checkout", lambda: in_checkout)
    monkeypatch.setattr(building, "shipped_template", lambda: shipped)

    if in_checkout:
        assert built(shipped).path.read_bytes() == MADE
        assert author.tables == default_tables()
    else:
        with pytest.raises(OutputNameError, match="is no workbook of this dashboard"):
            built(shipped)
        assert shipped.read_bytes() == b"as it was"
