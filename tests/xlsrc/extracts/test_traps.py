"""What goes wrong in real files (extracts.md, "Traps"), on real rows or rows altered from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.damage import NEWER, Damaged, release
from tests.support.damage.table import GROUP
from tests.support.paths import EXCERPTS
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RELEASE = (EXCERPTS / "mps_borough_2025.csv").read_text(encoding="utf-8")
WARDS = (EXCERPTS / "mps_ward_2025.csv").read_text(encoding="utf-8")
DASHBOARD = (EXCERPTS / "dashboard_crime_type.csv").read_text(encoding="utf-8")
HISTORY = (EXCERPTS / "mps_borough_historical.csv").read_text(encoding="utf-8")
MPS = Source.MPS_RECORDED_CRIME
BARNET = Area(code="E09000003", name="Barnet")
DECEMBER = Month.parse("2025-12")


def last_year(store: Store, *offences: str) -> float:
    """Barnet's 12 months to December 2025."""
    selection = Selection(offences=offences)
    panel = store.panel(MPS, Level.BOROUGH, [BARNET], [selection], DECEMBER)
    return float(panel.counts[0, 0, -12:].sum())


def test_the_share_without_a_borough_is_told(store_of: Callable[..., Store]) -> None:
    """Trap 2: March 2020 moves 12,577 London offences to Unknown."""
    (extract,) = store_of({"history.csv": HISTORY}).extracts

    assert any(note.startswith("March 2020: 12,577 of") for note in extract.notes)


def test_a_new_label_counts_in_the_total(store_of: Callable[..., Store]) -> None:
    """Trap 3: labels change inside and between releases."""
    renamed = RELEASE.replace("BURGLARY BUSINESS AND COMMUNITY", "COMMERCIAL BREAK-IN")

    assert last_year(store_of({"r.csv": renamed}), "All notifiable offences") == 28_538


def test_a_new_label_counts_in_its_group(store_of: Callable[..., Store]) -> None:
    """Trap 4: total burglary is the sum of the group, never a list of minors."""
    renamed = RELEASE.replace("BURGLARY BUSINESS AND COMMUNITY", "COMMERCIAL BREAK-IN")

    assert last_year(store_of({"r.csv": renamed}), "Burglary") == 2_089


def test_a_new_label_is_told(store_of: Callable[..., Store]) -> None:
    renamed = RELEASE.replace("BURGLARY BUSINESS AND COMMUNITY", "COMMERCIAL BREAK-IN")

    store = store_of({"r.csv": renamed})

    assert store.unmapped() == ("r.csv: BURGLARY / COMMERCIAL BREAK-IN",)


def test_a_ward_name_in_two_boroughs_is_two_wards(store_of: Callable[..., Store]) -> None:
    """Trap 6: London has an Abbey in Barking and Dagenham and another in Merton."""
    store = store_of({"wards.csv": WARDS})

    boroughs = [area.borough for area in store.areas(Level.WARD) if area.name == "Abbey"]

    assert boroughs == ["Barking and Dagenham", "Merton"]


def test_a_ward_code_under_two_boroughs_is_two_wards(store_of: Callable[..., Store]) -> None:
    """Trap 6: Heathrow Villages stands under Hillingdon and under Aviation Security."""
    lines = WARDS.splitlines(keepends=True)
    heathrow = next(line for line in lines if "Heathrow Villages" in line)
    other = heathrow.replace("Hillingdon", "Aviation Security (SO18)")
    other = (
        other if other != heathrow else heathrow.replace("Aviation Security (SO18)", "Hillingdon")
    )

    store = store_of({"wards.csv": "".join([lines[0], heathrow, other])})

    homes = {area.borough for area in store.areas(Level.WARD) if area.code == "E05013570"}
    assert homes == {"Aviation Security (SO18)", "Hillingdon"}


def test_old_wards_make_way_for_new_ones(store_of: Callable[..., Store]) -> None:
    """Trap 7: figures of E05000043 to 063 are not carried onto the wards of 2022."""
    old = WARDS.replace("E05013631,Barnet", "E05000046,Barnet")

    store = store_of({"2022-01/wards.csv": old, "2026-01/wards.csv": WARDS})

    assert "E05000046" not in {area.code for area in store.areas(Level.WARD, "Barnet")}


def test_the_month_that_is_still_counted_is_left_out(store_of: Callable[..., Store]) -> None:
    """Trap 8: a refresh on 2 August has two days of August."""
    lines = DASHBOARD.splitlines(keepends=True)
    august = next(line for line in lines if line.startswith("2025-07-01")).replace(
        "2025-07-01", "2025-08-01"
    )

    (extract,) = store_of({"d.csv": "".join([*lines, august])}).extracts

    assert str(Month(extract.months[-1])) == "2025-07"


def test_a_month_cut_short_is_left_out_and_told(store_of: Callable[..., Store]) -> None:
    """Trap 8: a release made while its last month was still being counted."""
    header, *rows = RELEASE.replace("\r", "").splitlines()
    cells = [row.split(",") for row in rows]
    short = [",".join([*row[:-1], str(int(row[-1]) // 5)]) for row in cells]
    store = store_of({"r.csv": "\n".join([header, *short, ""])})

    scope = Scope.of(store, replace(default_settings(), area="Barnet"))

    (left_out,) = (one for one in scope.store.findings if one.rule == "month-incomplete")
    assert str(scope.as_at) == "2025-11"
    assert left_out.severity is Severity.WITHHOLDS
    assert "December 2025 looks unfinished" in left_out.found
    assert left_out.action.startswith("Left out; as at November 2025")


def test_the_same_file_twice_counts_once(store_of: Callable[..., Store]) -> None:
    """Trap 9."""
    store = store_of({"2026-01/a.csv": RELEASE, "2026-01/copy of a.csv": RELEASE})

    assert last_year(store, "All notifiable offences") == 28_538


def test_the_same_file_twice_is_told(store_of: Callable[..., Store]) -> None:
    store = store_of({"a.csv": RELEASE, "b.csv": RELEASE})

    assert store.faults == ("b.csv is the same file as a.csv and counts once",)


def test_a_month_in_two_files_of_a_release_counts_once(store_of: Callable[..., Store]) -> None:
    """Trap 9: saved again, so that the files differ and their months do not."""
    store = store_of({"2026-01/a.csv": RELEASE, "2026-01/b.csv": RELEASE.replace("\r", "")})

    assert last_year(store, "All notifiable offences") == 28_538


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<html>Service unavailable</html>", "found a web page"),
        (RELEASE[:-20], "the file was cut off"),
        ("name,colour\nBarnet,green\n", "the columns of a known extract were wanted"),
        (RELEASE.splitlines()[0] + "\n", "found the header alone"),
        ("", "found an empty file"),
    ],
)
def test_a_file_at_fault_does_not_stop_the_others(
    store_of: Callable[..., Store], content: str, told: str
) -> None:
    """Trap 9."""
    store = store_of({"good.csv": RELEASE, "2026-02/bad.csv": content})

    assert (len(store.extracts), told in store.faults[0]) == (1, True)


@pytest.mark.parametrize("with_older", [False, True])
def test_a_file_cut_off_between_two_rows_is_told(*, with_older: bool, tmp_path: Path) -> None:
    """Trap 9: nothing in the file itself shows it."""
    header, rows = release()
    kept = [row for row in rows if row[GROUP] != "VIOLENCE AGAINST THE PERSON"]
    cut = Damaged(header=header, rows=kept, rules=())

    store = Store.open(cut.written(tmp_path / "extracts", with_older=with_older), cache=None)

    lost = [one for one in store.findings if one.is_doubt and NEWER in one.files]
    assert {"Violence with injury", "Violence without injury", "Homicide"} <= {
        offence for one in lost for offence in one.offences or ()
    }


def test_a_group_that_a_file_lacks_is_missing_not_zero(store_of: Callable[..., Store]) -> None:
    lines = RELEASE.splitlines(keepends=True)
    cut = "".join(line for line in lines if not line.startswith("VIOLENCE"))
    store = store_of({"2026-01/cut.csv": cut, "2026-01/history.csv": HISTORY})

    assert np.isnan(last_year(store, "Violence with injury"))


@pytest.mark.parametrize("missing", ["-", "..", "NULL", "*", ""])
def test_a_suppressed_figure_is_missing_not_zero(
    store_of: Callable[..., Store], missing: str
) -> None:
    """Trap 9."""
    lines = RELEASE.replace("\r", "").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("ROBBERY,ROBBERY OF PERSONAL"))
    lines[at] = lines[at].rpartition(",")[0] + "," + missing

    store = store_of({"r.csv": "\n".join([*lines, ""])})

    assert np.isnan(last_year(store, "Robbery"))


def test_a_month_in_two_columns_is_refused(store_of: Callable[..., Store]) -> None:
    store = store_of({"r.csv": RELEASE.replace("202511,202512", "202512,202512")})

    assert "found 2025-12 more than once" in store.faults[0]


def test_offences_that_are_not_notifiable_are_no_part_of_the_total(
    store_of: Callable[..., Store],
) -> None:
    """Trap 10: rows named OTHER ACCEPTED CRIME."""
    lines = RELEASE.splitlines(keepends=True)
    barnet = next(line for line in lines if ",Barnet," in line)
    extra = barnet.replace(
        "ARSON AND CRIMINAL DAMAGE,ARSON", "OTHER ACCEPTED CRIME,OTHER ACCEPTED CRIME"
    )

    store = store_of({"r.csv": "".join([lines[0], extra, *lines[1:]])})

    assert last_year(store, "All notifiable offences") == 28_538


def test_a_row_that_stands_twice_counts_once(store_of: Callable[..., Store]) -> None:
    """Duplicate keys occur in the dashboards' files."""
    lines = DASHBOARD.splitlines(keepends=True)

    once, twice = (
        store_of({name: "".join(rows)}).extracts[-1]
        for name, rows in (("a.csv", lines), ("2025-09/b.csv", [*lines, lines[1]]))
    )

    assert once.count.sum() == twice.count.sum()


def test_two_counts_of_one_refresh_are_refused_with_both_lines(
    store_of: Callable[..., Store],
) -> None:
    lines = DASHBOARD.splitlines(keepends=True)
    other = lines[1].replace(",249,", ",250,")

    store = store_of({"d.csv": "".join([*lines, other])})

    # The heading is line 1.
    assert (
        f"in rows 2 and {len(lines) + 1}, which are both Barnet, Domestic Abuse" in store.faults[0]
    )
    assert store.extracts == ()


def test_of_two_counts_the_one_refreshed_later_is_taken(store_of: Callable[..., Store]) -> None:
    lines = DASHBOARD.splitlines(keepends=True)
    later = lines[1].replace(",249,2025-08-02", ",250,2025-08-30")

    (extract,) = store_of({"d.csv": "".join([*lines, later])}).extracts

    assert extract.count[0] == 250


def test_an_area_type_that_is_not_read_is_told(store_of: Callable[..., Store]) -> None:
    lines = DASHBOARD.splitlines(keepends=True)
    unit = lines[1].replace(",Borough,", ",Basic Command Unit,", 1)

    (extract,) = store_of({"d.csv": "".join([*lines, unit])}).extracts

    assert extract.notes == ("1 rows of area type Basic Command Unit are not read",)


def test_a_hostile_name_stays_text(store_of: Callable[..., Store]) -> None:
    """Trap 11: it must reach a cell as text; readers keep it as it is."""
    hostile = WARDS.replace("Childs Hill", '"=HYPERLINK(""http://x"")"')

    store = store_of({"w.csv": hostile})

    assert '=HYPERLINK("http://x")' in {area.name for area in store.areas(Level.WARD, "Barnet")}


def test_what_lies_beside_the_extracts_is_passed_over(store_of: Callable[..., Store]) -> None:
    store = store_of(
        {
            "README.md": "notes",
            "population/people.csv": "LSOA21CD,2022\nE01000115,1376\n",
            "areas.csv": "code,name,aliases,group,has_mps_data\n",
            "~$return.xlsx": b"lock",
            "notes.txt": "the analyst's own notes",
        }
    )

    assert store.faults == ()
