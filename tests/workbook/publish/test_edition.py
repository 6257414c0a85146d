"""The editions' workbooks of the sample: nothing that their readers may not see, in any part."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.canaries import Made, made_editions
from tests.support.ooxml import OFFICE_VERSIONS, needs_validator, schema_errors
from workbook.check.checks import faults
from workbook.html.page import html_edition
from workbook.layout.edition import Audience
from workbook.publish.file_names import without_file_names
from workbook.refresh import settings_of
from workbook.sheets.about_edition.words import LEFT_OUT
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


pytestmark = pytest.mark.slow

ANALYSTS_SHEETS = re.compile(
    r"\b(?:on|see|in|sheet|table) (?:the sheet |the table )?"
    r"(?:Commentary|Definitions|Settings|Actions|Outputs|Outcomes|Duties|What we heard|Help"
    r"|Checks|Deck|Indicator|Acknowledged|HarmWeights|Kept answers)\b"
    r"|\bsafer [a-z]+|\b[Rr]efresh\w*|\byour(?:s|self)?\b|\byou\b"
)


@pytest.fixture(scope="module")
def canaries() -> dict[str, set[Audience]]:
    return {}


@pytest.fixture(scope="module")
def editions(canaries: dict[str, set[Audience]]) -> dict[Audience, Made]:
    return made_editions(canaries)


@pytest.fixture(scope="module", params=list(Audience))
def made(editions: dict[Audience, Made], request: pytest.FixtureRequest) -> Made:
    return editions[request.param]


@pytest.fixture(scope="module")
def public(editions: dict[Audience, Made]) -> Made:
    return editions[Audience.PUBLIC]


def test_no_part_has_a_word_that_its_readers_may_not_see(
    editions: dict[Audience, Made], canaries: dict[str, set[Audience]], proof: Callable[[str], None]
) -> None:
    parts = {audience: made.parts for audience, made in editions.items()}

    leaked = {
        (audience, word, name)
        for audience, of_edition in parts.items()
        for name, text in of_edition.items()
        for word in re.findall(r"zq\w+?canary", text)
        if audience not in canaries[word]
    }

    assert leaked == set()
    assert any("canary" in text for text in parts[Audience.RESTRICTED].values())
    assert not any("canary" in text for text in parts[Audience.PUBLIC].values())
    count = sum(len(of_edition) for of_edition in parts.values())
    proof(f"{len(canaries)} canaries: 0 in the {count} parts of both editions' workbooks")


def test_the_same_figures_and_day_give_the_same_bytes(public: Made) -> None:
    assert public.make() == public.content


def test_there_is_nothing_to_calculate_and_no_prompt_to(made: Made) -> None:
    parts = made.parts

    assert [name for name, text in parts.items() if re.search(r"<f[ >]", text)] == []
    assert "fullCalcOnLoad" not in parts["xl/workbook.xml"]
    assert '<calcPr calcId="191029"/>' in parts["xl/workbook.xml"]


def test_the_package_holds_no_person_macro_or_printer(made: Made) -> None:
    parts = made.parts

    assert "lastModifiedBy" not in parts["docProps/core.xml"]
    assert "<dc:creator>Safer Communities Partnership Board<" in parts["docProps/core.xml"]
    others = [name for name in parts if re.search(r"vba|printer|custom|external|comments", name)]
    assert others == []
    assert len(made.content) < 5_000_000


def test_links_and_names_lead_to_sheets_that_are_there(made: Made) -> None:
    sheets = set(made.opened.sheet_names)
    text = "".join(made.parts.values())

    places = set(re.findall(r'location="\'?([^!"\']*)\'?!', text))
    names = re.findall(r"<definedName [^>]*>'?([^!<']*)'?!", text)

    assert len(places) > len(sheets) / 2
    assert places <= sheets
    assert set(names) <= sheets
    assert "<dataValidation " not in text


def test_the_sheets_are_those_of_its_readers(editions: dict[Audience, Made]) -> None:
    public = editions[Audience.PUBLIC].opened.sheet_names
    restricted = editions[Audience.RESTRICTED].opened.sheet_names

    assert public[0] == restricted[0] == "Cover"
    assert public[-1] == "About this edition"
    assert set(restricted) - set(public) == {"Data quality"}
    left_out = {"Indicator", "Checks", "Deck", "Help", "Settings", "Actions", "Commentary"}
    assert left_out.isdisjoint(restricted)


def test_every_page_says_whom_it_is_for(made: Made) -> None:
    sheets = {name: text for name, text in made.parts.items() if "worksheets/sheet" in name}
    said = rf"<oddFooter>&amp;L&amp;\d+ {made.edition.marking} · Barnet · data to Dec 2025&amp;C"

    assert [name for name, text in sheets.items() if not re.search(said, text)] == []


def test_the_cover_names_the_edition_and_what_was_meant(made: Made) -> None:
    assert "December 2025 edition, published 5 February 2026" in made.texts
    assert made.edition.marking in made.texts
    assert "Not as in the edition before: a list was mended." in made.texts
    assert "DRAFT" not in made.texts


def test_no_text_speaks_to_who_fills_the_workbook_in(made: Made) -> None:
    spoken = {text for text in made.texts if ANALYSTS_SHEETS.search(text)}

    assert spoken == set()


def test_the_public_is_told_the_same_every_quarter(public: Made) -> None:
    (first, *_) = LEFT_OUT.split(";")

    assert any(text.startswith(first[:60]) for text in public.texts)


def test_wards_by_year_stand_in_a_table(public: Made) -> None:
    table = public.opened.tables(["WardYears"])["WardYears"]

    assert table.columns == ("Indicator", "Ward", "Ward code", "2023", "2024", "2025")
    assert table.rows[0][0] == "Rape"
    assert table.rows[0][3:] == ("1–4", "[c]", 12)
    assert len(table.rows) == 24


def test_other_programs_read_it(public: Made) -> None:
    with warnings.catch_warnings():
        # openpyxl does not read sparklines; it says so.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(public.content), read_only=True)

    assert tuple(book.sheetnames) == public.opened.sheet_names
    assert book["Cover"]["A1"].value == "Safer Communities dashboard"


def test_check_finds_no_fault(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "Edition.xlsx"
    path.write_bytes(made.content)

    assert faults(path) == ()


def test_an_edition_is_refused_where_a_working_workbook_is_wanted(made: Made) -> None:
    with pytest.raises(DashboardError, match=r"found the December 2025 edition, .* stays as it"):
        settings_of(made.opened)


@needs_validator
def test_an_edition_follows_the_schema(public: Made, tmp_path: Path) -> None:
    path = tmp_path / "Edition.xlsx"
    path.write_bytes(public.content)

    assert schema_errors(path, OFFICE_VERSIONS[-1]) == []


def test_the_page_of_the_public_edition_has_no_word_that_is_not_the_publics(
    editions: dict[Audience, Made], canaries: dict[str, set[Audience]]
) -> None:
    made = editions[Audience.PUBLIC]
    shown, _, edition, years = made.make.args  # type: ignore[attr-defined]  # a partial
    page = html_edition(without_file_names(shown), edition, years, LEFT_OUT)

    assert len(canaries) > 20
    assert [word for word in canaries if word in page] == []
