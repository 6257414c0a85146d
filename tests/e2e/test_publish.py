"""The sample published: what is kept, what is refused, and what the public cannot know."""

from __future__ import annotations

import csv
import dataclasses
import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tests.support.other_secrets import with_other_secrets
from tests.support.publishing import LATER, TODAY
from workbook.check.checks import faults
from workbook.cli import app
from workbook.layout.edition import Audience, Edition
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.publish.as_written import differing_cells
from workbook.publish.editions import of_audiences
from workbook.publish.folder import PREFIX
from workbook.publish.import_earlier import import_earlier
from workbook.publish.publish import put
from workbook.publish.refusals import refuse_old_figures
from workbook.publish.working import Working
from workbook.refresh import settings_of, silent
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError, WorkbookError
from xlsrc.domain.indicator import Disclosure
from xlsrc.published.chain import chain_faults
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.publishing import Publishing
    from workbook.refresh import Refreshed

PUBLIC, RESTRICTED, PAGE = (
    f"Barnet 2025-12 {name}" for name in ("public.xlsx", "restricted.xlsx", "public.html")
)
pytestmark = pytest.mark.filterwarnings("ignore:.*is not supported:UserWarning")


def test_what_was_published_is_in_the_workbook_as_it_was(publishing: Publishing) -> None:
    read = settings_of(HeadlessWorkbook.of(publishing.after, "Dashboard.xlsx")).published

    assert [one.digest for one in read] == [publishing.first.edition.digest]
    assert chain_faults(read) == ()
    assert (read[0].name, read[0].on) == ("December 2025", TODAY)


def test_the_published_workbook_is_in_order(publishing: Publishing, tmp_path: Path) -> None:
    path = tmp_path / "Dashboard.xlsx"
    path.write_bytes(publishing.after)

    assert faults(path) == ()


def test_publishing_again_on_another_day_is_the_same_edition(publishing: Publishing) -> None:
    assert publishing.again.rows is None
    assert publishing.again.edition.on == TODAY != LATER


def test_the_files_are_those_of_both_editions(publishing: Publishing) -> None:
    assert sorted(publishing.files) == sorted((PUBLIC, RESTRICTED, PAGE))
    assert max(map(len, publishing.files.values())) < 5_000_000
    assert len(publishing.files[PAGE]) < 1_500_000


def _row_of_all_indicators(content: bytes) -> dict[object, tuple[object, ...]]:
    book = HeadlessWorkbook.of(content, "Edition.xlsx")
    table = book.tables([ALL_INDICATORS_TABLE.name])[ALL_INDICATORS_TABLE.name]
    wanted = [
        at
        for at, column in enumerate(table.columns)
        if column.startswith(("Last 12", "12 months", "Per 1,000", "Change", "Last 3"))
    ]
    assert wanted
    return {row[0]: tuple(row[at] for at in wanted) for row in table.rows if row[0]}


def test_open_figures_are_the_same_for_members_and_for_all(
    publishing: Publishing, sample: Refreshed, proof: Callable[[str], None]
) -> None:
    public, members = (
        _row_of_all_indicators(publishing.files[name]) for name in (PUBLIC, RESTRICTED)
    )
    is_open = [
        one.indicator.name
        for one in sample.dashboard.assessments
        if one.indicator.disclosure is Disclosure.OPEN
    ]
    shown = [name for name in members if name in is_open]

    assert len(shown) > 10
    assert [name for name in shown if public[name] != members[name]] == []
    proof(f"Public and restricted: the figures of {len(shown)} open indicators are the same")


def test_other_secrets_give_the_same_public_edition(
    publishing: Publishing,
    sample: Refreshed,
    tmp_path: Path,
    proof: Callable[[str], None],
) -> None:
    extracts, changed = with_other_secrets(data_folder(), tmp_path / "extracts")
    workbook = tmp_path / sample.path.name
    shutil.copyfile(sample.path, workbook)
    working = Working.open(workbook, extracts, today=TODAY, as_at=None, progress=silent)
    made = of_audiences(working)[Audience.PUBLIC]
    edition = Edition(audience=Audience.PUBLIC, name="December 2025", on=TODAY)

    assert changed > 100
    assert made.excel(edition) == publishing.files[PUBLIC]
    assert made.html(edition) == publishing.files[PAGE]
    with pytest.raises(WorkbookError, match="figures that the tables and the extracts give now"):
        refuse_old_figures(working)
    proof(
        f"{changed:,} counts that the public may not know were changed: the public .xlsx "
        f"({len(publishing.files[PUBLIC]):,} bytes) and .html ({len(publishing.files[PAGE]):,}) "
        "are the same bytes, and the pages are printed of that .xlsx alone"
    )


def test_a_workbook_saved_meanwhile_stays_and_nothing_is_published(publishing: Publishing) -> None:
    publishing.reset()
    somebodys = publishing.before + b" "
    publishing.workbook.write_bytes(somebodys)

    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        put(publishing.first, silent)

    assert publishing.workbook.read_bytes() == somebodys
    assert publishing.published() == {}
    assert not [p for p in publishing.folder.iterdir() if p.name.startswith(PREFIX)]


def test_a_cell_changed_by_hand_is_named(sample: Refreshed) -> None:
    refreshed = Archive.read(sample.path)
    part = next(one.part for one in structure(refreshed).sheets if one.name == "Summary")
    by_hand = refreshed.text(part).replace("<v>28538</v>", "<v>28539</v>", 1)
    changed = Archive.of(refreshed.replaced({part: by_hand}), source="Dashboard.xlsx")

    assert [*differing_cells(refreshed, refreshed)] == []
    (found,) = differing_cells(changed, refreshed)
    assert found.address.startswith("Summary!")
    assert (found.found, found.wanted) == (28539, 28538)


def test_a_template_that_was_never_refreshed_is_none_to_publish(
    template: Path, tmp_path: Path
) -> None:
    workbook = tmp_path / "Own.xlsx"
    shutil.copyfile(template, workbook)
    working = Working.open(workbook, data_folder(), today=TODAY, as_at=None, progress=silent)

    with pytest.raises(WorkbookError, match="holds no figures yet"):
        refuse_old_figures(working)


@pytest.mark.parametrize("kind", ["none", "missing", "template", "edition"])
def test_what_is_no_working_workbook_is_refused_in_a_sentence(
    publishing: Publishing, template: Path, tmp_path: Path, kind: str
) -> None:
    edition = tmp_path / PUBLIC
    edition.write_bytes(publishing.files[PUBLIC])
    given = {
        "none": [],
        "missing": [str(tmp_path / "Lost.xlsx")],
        "template": [str(template)],
        "edition": [str(edition)],
    }[kind]

    result = CliRunner().invoke(app, ["publish", *given])

    assert isinstance(result.exception, DashboardError)
    assert "\n" not in str(result.exception)
    assert ("stays as it was published" if kind == "edition" else "Nothing was published.") in str(
        result.exception
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == [PUBLIC]


EARLIER = """\
Edition,Indicator,Figure,Value
2025-06,Shoplifting,Last 12 months,2000
2025-09,Shoplifting,Last 12 months,2100
"""


def test_earlier_editions_are_taken_in_once(sample: Refreshed, tmp_path: Path) -> None:
    workbook, file = tmp_path / "Dashboard.xlsx", tmp_path / "Earlier.csv"
    shutil.copyfile(sample.path, workbook)
    file.write_text(EARLIER, encoding="utf-8")

    done = import_earlier(workbook, file, data_folder(), today=TODAY)
    after = workbook.read_bytes()
    again = import_earlier(workbook, file, data_folder(), today=LATER)

    read = settings_of(HeadlessWorkbook.open(workbook)).published
    assert [one.name for one in done.editions] == ["June 2025", "September 2025"]
    assert read == tuple(dataclasses.replace(one) for one in done.editions)
    assert chain_faults(read) == ()
    assert (again.editions, workbook.read_bytes()) == ((), after)


def test_what_was_published_can_be_asked_for(publishing: Publishing, tmp_path: Path) -> None:
    path = tmp_path / "Dashboard.xlsx"
    path.write_bytes(publishing.after)
    asked = ["figures", "--workbook", str(path), "--format", "csv", "--as-published"]

    found = CliRunner().invoke(app, [*asked, "last"])

    assert found.exit_code == 0
    rows = list(csv.DictReader(found.stdout.splitlines()))
    years = [row for row in rows if row["figure"] == "Last 12 months"]
    assert len(years) > 20
    assert [row for row in years if row["published"] != row["now"]] == []


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (True, "The edition 'March 2024' was wanted; found December 2025: name one of these."),
        (False, "An edition was wanted; found that nothing was published from this workbook yet"),
    ],
    ids=["another", "none"],
)
def test_an_edition_that_is_not_there_is_said(
    publishing: Publishing, tmp_path: Path, said: str, *, kept: bool
) -> None:
    path = tmp_path / "Dashboard.xlsx"
    path.write_bytes(publishing.after if kept else publishing.before)

    found = CliRunner().invoke(
        app, ["figures", "--workbook", str(path), "--as-published", "March 2024"]
    )

    assert found.exit_code == 1
    assert isinstance(found.exception, WorkbookError | DashboardError)
    assert str(found.exception).startswith(said)
