"""The editions' workbooks of the sample: nothing that their readers may not see, in any part."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from functools import cached_property, partial
from html import unescape
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.ooxml import OFFICE_VERSIONS, needs_validator, schema_errors
from workbook.check.checks import faults
from workbook.html.page import html_edition
from workbook.layout.edition import Audience, Edition
from workbook.publish.edition import edition_file, tables_for
from workbook.publish.file_names import without_file_names
from workbook.refresh import settings_of
from workbook.sheets.about_edition.words import LEFT_OUT
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.assess import dashboard as assessed
from xlsrc.disclosure.ward_years import WardYears
from xlsrc.domain.errors import DashboardError
from xlsrc.extracts.folder import FileLine
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.plan.invented import without_invented
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.block import TableData
    from xlsrc.assessment import Dashboard

pytestmark = pytest.mark.slow

DAY = datetime.date(2026, 2, 5)
TYPED = {
    # Cells that are checked as they are read: a word of the column's own must stand there.
    ("Returns", "Indicators"),
    ("Resilience", "Analyst's rating"),
    ("Editions", "Figures"),
    ("CaseReviews", "Applications received"),
    ("CaseReviews", "Threshold not met"),
    ("CaseReviews", "Reviews carried out"),
    ("CaseReviews", "With recommendations"),
}
PUBLISHED_BEFORE: dict[str, dict[str, object]] = {
    "Editions": {"Edition": "September 2025", "As-at month": DAY, "Published on": DAY},
    "Published": {"In edition": "September 2025", "Month": DAY, "Figure": "Status"},
}
"""What a row of an edition must hold, to be read as one."""
IDS = {
    "total_notifiable",
    "asb_incidents",
    "mopac7_total",
    "criminal_damage",
    "domestic_abuse",
    "rape",
    "personal_robbery",
    "reoffending",
    "residential_burglary",
    "shoplifting",
    "hate_crime",
    "confidence",
}
OF_INDICATORS = {
    "Definitions": "Id",
    "Commentary": "Indicator id",
    "Targets": "Indicator id",
    "ImpactQuestions": "Indicator",
    "KnownChanges": "Applies to",
}
ANALYSTS_SHEETS = re.compile(
    r"\b(?:on|see|in|sheet|table) (?:the sheet |the table )?"
    r"(?:Commentary|Definitions|Settings|Actions|Outputs|Outcomes|Duties|What we heard|Help"
    r"|Checks|Deck|Indicator|Acknowledged|HarmWeights|Kept answers)\b"
    r"|\bsafer [a-z]+|\b[Rr]efresh\w*|\byour(?:s|self)?\b|\byou\b"
)


@dataclass(kw_only=True)
class Made:
    """An edition, and how it was made."""

    edition: Edition
    content: bytes
    make: Callable[[], bytes]

    @cached_property
    def parts(self) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return {name: package.read(name).decode() for name in package.namelist()}

    @cached_property
    def opened(self) -> HeadlessWorkbook:
        return HeadlessWorkbook.of(self.content, "Edition.xlsx")

    @cached_property
    def texts(self) -> set[str]:
        """Every text of a cell."""
        found = re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", "".join(self.parts.values()))
        return set(map(unescape, found))


def _few(given: dict[str, TableData]) -> dict[str, TableData]:
    """The tables with a few indicators: at least one of each sheet, and of each source."""
    few = {}
    for name, table in given.items():
        column = OF_INDICATORS.get(name)
        rows = table.rows
        if column is not None:
            at = table.columns.index(column)
            rows = tuple(row for row in rows if set(str(row[at]).split("; ")) & IDS)
            rows = tuple(
                (
                    *row[:at],
                    "; ".join(one for one in str(row[at]).split("; ") if one in IDS),
                    *row[at + 1 :],
                )
                for row in rows
            )
        few[name] = dataclasses.replace(table, rows=rows)
    return few


def _canaries() -> tuple[dict[str, TableData], dict[str, set[Audience]]]:
    """The shipped tables with a word of its own in each column that somebody may not see, and
    which editions may have that word.
    """
    given = _few(default_tables())
    allowed: dict[str, set[Audience]] = {}
    for table in ANALYST_TABLES:
        rows = [dict(zip(table.headers, row, strict=True)) for row in given[table.name].rows]
        rows = rows or [dict.fromkeys(table.headers) | PUBLISHED_BEFORE.get(table.name, {})]
        for column in table.columns:
            if column.is_seen_by(Audience.PUBLIC) or (table.name, column.header) in TYPED:
                continue
            word = f"zq{len(allowed)}canary"
            allowed[word] = {one for one in Audience if column.is_seen_by(one)}
            for at, row in enumerate(rows):
                if at == 0 or row[column.header]:
                    row[column.header] = word if at == 0 else f"{word} {at}"
        given[table.name] = dataclasses.replace(
            given[table.name], rows=tuple(tuple(row.values()) for row in rows)
        )
    return given, allowed


def _spied(dashboard: Dashboard, allowed: dict[str, set[Audience]]) -> Dashboard:
    """The dashboard with words of their own where its files are named."""
    name, unread, sha, notes = (f"zq{word}canary" for word in ("file", "unread", "sha", "notes"))
    allowed |= {name: set(), unread: set(), sha: set(), notes: {Audience.RESTRICTED}}
    first, *others = dashboard.sources
    named = dataclasses.replace(first, file=f"police/{name}.csv", sha256=sha, notes=notes)
    line = FileLine(file=f"partner/{unread}.csv", state="not read", detail=f"{unread}.csv is bad")
    finding, *more = dashboard.findings
    spied = dataclasses.replace(finding, where=f"File police/{name}.csv", files=(named.file,))
    return dataclasses.replace(
        dashboard,
        sources=(named, *others),
        files=(*dashboard.files, FileLine(file=named.file, state="read"), line),
        findings=(dataclasses.replace(spied, found=f"in {name}.csv"), *more),
        faults=(f"partner/{unread}.csv is bad",),
    )


def _ward_years(dashboard: Dashboard) -> tuple[WardYears, ...]:
    indicator = next(one for one in dashboard.settings.indicators if one.id == "rape")
    wards = dashboard.wards[0].wards
    shown: tuple[tuple[int | str, ...], ...] = tuple(("1–4", "[c]", 12) for _ in wards)
    return (WardYears(indicator=indicator, years=(2023, 2024, 2025), wards=wards, shown=shown),)


@pytest.fixture(scope="module")
def canaries() -> dict[str, set[Audience]]:
    return {}


@pytest.fixture(scope="module")
def editions(canaries: dict[str, set[Audience]]) -> dict[Audience, Made]:
    tables, allowed = _canaries()
    canaries |= allowed
    store = Store.open(data_folder())
    found: dict[Audience, Made] = {}
    for audience in Audience:
        seen = tables_for(tables, audience)
        made = without_invented(settings(seen, shipped_offences().names))
        shown = _spied(assessed(Scope.of(store, made)), canaries)
        edition = Edition(
            audience=audience, name="December 2025", on=DAY, reasons=("a list was mended",)
        )
        years = _ward_years(shown) if edition.is_public else ()
        make = partial(edition_file, shown, seen, edition, years)
        found[audience] = Made(edition=edition, content=make(), make=make)
    return found


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
