"""Editions of the sample with a word of its own wherever somebody may not see one."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property, partial
from html import unescape
from typing import TYPE_CHECKING

from workbook.layout.edition import Audience, Edition
from workbook.publish.edition import edition_file, tables_for
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.assess import dashboard as assessed
from xlsrc.disclosure.ward_years import WardYears
from xlsrc.extracts.folder import FileLine
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.plan.invented import without_invented
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.block import TableData
    from xlsrc.assessment import Dashboard


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


def made_editions(canaries: dict[str, set[Audience]]) -> dict[Audience, Made]:
    """Both editions of the sample, and into ``canaries`` each word with who may see it."""
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
