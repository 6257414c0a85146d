"""Two editions beside one another, which have no settings: what their sheets show is compared."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from workbook.check.against import drawn, on_sheets, printed
from workbook.check.against.book import Book
from workbook.check.against.compared import Compared
from workbook.check.against.difference import Difference, Kind
from workbook.check.against.differences import differences
from workbook.layout.edition import MARKINGS, Audience
from workbook.package.reference import Rectangle
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.cover.layout import DRAFT, EDITION, HEAD
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from workbook.layout.named_block import NamedBlock

NONE = Compared(differences=(), pairs=())
NEW, OLD = Path("New.xlsx"), Path("Old.xlsx")


class Fake(Book):
    """A workbook by what its cells hold, without a file."""

    def __init__(  # without a package there is nothing to hand on
        self, name: str, blocks: dict[str, str], listed: list[dict[str, str]] | None = None
    ) -> None:
        self.name = name
        self.found: Any = SimpleNamespace(names=dict.fromkeys(blocks))
        self.blocks = blocks
        self.listed = listed or []

    @property
    def sides(self) -> Any:  # noqa: ANN401 - of a sheet there are names alone
        """One sheet, with its blocks below one another."""
        names = {one: Rectangle(at, 1, at, 9) for at, one in enumerate(self.blocks, 1)}
        return {"Crime": SimpleNamespace(names=names)}

    def values(self, block: NamedBlock | str) -> tuple[tuple[object, ...], ...]:
        """The one or two rows of a block."""
        held = self.blocks.get(block if isinstance(block, str) else block.name)
        return () if held is None else tuple((row,) for row in held.split("|"))

    def rows(self, name: str) -> list[dict[str, str]]:
        """Those of All indicators."""
        return self.listed if name == ALL_INDICATORS_TABLE.name else []


def edition(name: str, audience: Audience, area: str, **blocks: str) -> dict[str, Any]:
    head = {HEAD.name: f"Cover|{area} · to Dec 2025", EDITION.name: "December 2025"}
    panels = {f"panel.crime.{one}.head": called for one, called in blocks.items()}
    return {"name": name, "blocks": {**head, DRAFT.name: MARKINGS[audience], **panels}}


def compare(monkeypatch: pytest.MonkeyPatch, new: Book, old: Book) -> tuple[str, ...]:
    """The sentences on two workbooks that are alike but for what their sheets show."""
    books = {NEW: new, OLD: old}
    monkeypatch.setattr(Book, "open", books.__getitem__)
    one_sheet = SimpleNamespace(differences=(), names={"Crime": "Crime"})
    monkeypatch.setattr(on_sheets, "sheets", lambda *_: one_sheet)
    for room, names in (
        (on_sheets, ("tables", "columns")),
        (drawn, ("charts", "pictures", "formats")),
        (printed, ("board_set", "pages", "looks")),
    ):
        for one in names:
            monkeypatch.setattr(room, one, lambda *_: NONE)
    return tuple(one.sentence for one in differences(NEW, OLD))


def test_what_the_sheets_of_two_editions_show_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"Indicator": "Burglary", "Section": "Crime", "Unit": "offences", "Last 12": "1,782"}
    old = Fake(
        **edition("Old.xlsx", Audience.PUBLIC, "Barnet", burglary="Burglary", theft="Theft"),
        listed=[row],
    )
    new = Fake(
        **edition("New.xlsx", Audience.PUBLIC, "Barnet", burglary="Break-ins"),
        listed=[row | {"Indicator": "Break-ins", "Unit": "homes", "Last 12": "1,640"}],
    )

    assert compare(monkeypatch, new, old) == (
        "Sheet Crime: the indicator 'Theft' is gone (was number 2 of 2).",
        "Sheet Crime: the indicator 'Break-ins': name was 'Burglary', is now 'Break-ins'.",
        "Table AllIndicators: the indicator 'Break-ins': Unit was 'offences', is now 'homes'.",
    )


def test_two_editions_that_show_the_same_have_no_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = (
        Fake(**edition(name, Audience.RESTRICTED, "Barnet", theft="Theft"))
        for name in ("Old.xlsx", "New.xlsx")
    )

    assert compare(monkeypatch, new, old) == ()


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (
            edition("New.xlsx", Audience.RESTRICTED, "Barnet"),
            (
                "Two workbooks of a sort were wanted; found that New.xlsx is a restricted edition, "
                "and Old.xlsx a public edition: compare like with like."
            ),
        ),
        (
            {"name": "New.xlsx", "blocks": {HEAD.name: "Cover|Barnet"}},
            (
                "Two workbooks of a sort were wanted; found that New.xlsx is a working workbook, "
                "and Old.xlsx a public edition: compare like with like."
            ),
        ),
        (
            edition("New.xlsx", Audience.PUBLIC, "Enfield"),
            (
                "Two workbooks of one area were wanted; found that New.xlsx is about Enfield, and "
                "Old.xlsx about Barnet: compare like with like."
            ),
        ),
    ],
    ids=["for others", "a working workbook", "of another area"],
)
def test_what_is_not_of_a_sort_is_not_compared(
    monkeypatch: pytest.MonkeyPatch, new: dict[str, Any], said: str
) -> None:
    old = Fake(**edition("Old.xlsx", Audience.PUBLIC, "Barnet"))

    with pytest.raises(WorkbookError) as refused:
        compare(monkeypatch, Fake(**new), old)

    assert str(refused.value) == said


def test_a_table_that_only_a_later_version_has_is_one_difference_of_the_template(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = (
        Fake(**edition(name, Audience.PUBLIC, "Barnet")) for name in ("Old.xlsx", "New.xlsx")
    )
    compare(monkeypatch, new, old)
    table = Difference(
        kind=Kind.TABLE, where="", of="Settings", was="", now="Settings", sentence="It is new."
    )
    found = Compared(differences=(table,), pairs=())
    monkeypatch.setattr(on_sheets, "tables", lambda *_: found)

    (told,) = differences(NEW, OLD)

    assert (told.kind, told.of, told.sentence) == (
        Kind.TEMPLATE,
        "the table Settings",
        "Old.xlsx was made by an earlier version of the template, which lacks the table Settings.",
    )
