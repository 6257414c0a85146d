"""Five LSOAs of South Yorkshire over 56 months: the dashboard's figures beside pandas' counts."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import EXCERPTS
from tests.support.second_count import incidents, months_to
from tests.support.second_figures import FOUR, KINDS, Second, shown
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store
from xlsrc.words.notes import notes

if TYPE_CHECKING:
    from pathlib import Path

CUT = EXCERPTS / "police_uk_five_lsoas.zip"
PEOPLE = {  # ONS, by authority: mid-2020 and mid-2022
    "E08000016": {2020: 244_201, 2022: 246_448},
    "E08000017": {2020: 308_185, 2022: 310_964},
    "E08000018": {2020: 265_593, 2022: 268_267},
    "E08000019": {2020: 555_036, 2022: 564_702},
}


@pytest.fixture(scope="module")
def second() -> Second:
    """The rows by the authority that their LSOA's name begins with: its four have had one name."""
    codes = {name: code for code, name in FOUR.items()}
    rows = incidents([CUT])
    names = rows["name"].str.rpartition(" ")[0]
    rows = rows.assign(authority=names.map(codes), ward=None, lsoa=rows["code"])
    return Second(rows.assign(perhaps_ward=None, perhaps_lsoa=None))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("five")
    (folder / CUT.name).write_bytes(CUT.read_bytes())
    return Store.open(folder, cache=None)


@pytest.mark.parametrize("end", ["2021-09", "2020-06", "2019-06", "2025-12"])
@pytest.mark.parametrize("code", FOUR)
def test_figures_are_as_counted(code: str, end: str, store: Store, second: Second) -> None:
    year = min(int(months_to(end, 12)[0][:4]), 2022)
    dashboard = shown(store, code, end)

    assert [one.indicator.id for one in dashboard.assessments] == list(KINDS)
    for one in dashboard.assessments:
        kind = one.indicator.id
        counts = {area: second.volume(area, kind, end, 12) for area in FOUR}
        before = second.volume(code, kind, end, 12, 12)
        assert one.volume.last_12 == counts[code], kind
        assert one.volume.last_12_before == before, kind
        assert one.volume.last_3 == second.volume(code, kind, end, 3), kind
        assert one.volume.last_3_before == second.volume(code, kind, end, 3, 12), kind
        moved = None if None in (counts[code], before) else (counts[code] or 0) - (before or 0)
        assert one.change.difference == moved, kind
        rates = {
            area: 1000 * count / PEOPLE[area][year]
            for area, count in counts.items()
            if count is not None and year in PEOPLE[area]
        }
        if rates:
            assert one.peers.rate == pytest.approx(rates[code]), kind
            assert one.peers.rank == 1 + sum(rate < rates[code] for rate in rates.values()), kind
            assert {row.area.code: row.count for row in one.peers.rows} == counts, kind


@pytest.mark.parametrize("code", FOUR)
def test_lsoas_have_all_of_their_authority(code: str, store: Store, second: Second) -> None:
    lsoa_map = shown(store, code, "2021-09").lsoa_map
    assert lsoa_map is not None
    rows = second.monthly("lsoa", code, "All notifiable offences")
    wanted = {
        place: sum(rows[place, month] for month in months_to("2021-09", 12)) for place, _ in rows
    }

    found = {one.area.code: one.volume for one in lsoa_map.figures if one.volume}

    assert found == {place: number for place, number in wanted.items() if number}


def test_a_sum_over_july_2019_is_withheld_and_says_why(store: Store) -> None:
    total = shown(store, "Sheffield", "2020-06").assessments[0]

    assert (total.volume.last_12, total.peers.rate) == (None, None)
    assert "volume_12m: withheld: months missing (see Data quality)" in map(str, notes(total))
    assert any("July 2019" in one.sentence for one in total.findings)


def test_the_39_months_between_two_downloads_are_said(store: Store) -> None:
    dashboard = shown(store, "Sheffield", "2025-12")

    (hole,) = (one for one in dashboard.findings if one.rule == "hole")
    assert "40 months missing: July 2019, October 2021 to December 2024" in hole.sentence
    assert dashboard.assessments[0].volume.last_12 is not None
    assert dashboard.assessments[0].change.difference is None


def test_a_second_force_with_one_month_is_said(second: Second, tmp_path: Path) -> None:
    """British Transport Police has rows in January 2025; they count there, and a note says so."""
    with zipfile.ZipFile(CUT) as files:
        for name in files.namelist():
            if name.startswith("2025"):
                files.extract(name, tmp_path)
    dashboard = shown(Store.open(tmp_path, cache=None), "Sheffield", "2025-12")

    (note,) = (one for one in dashboard.findings if one.rule == "force-stops")

    assert note.severity is Severity.NOTES
    assert note.sentence == (
        "Files of British Transport Police to December 2025 were wanted, as of the other forces: "
        "those of January 2025 alone (35 rows a month). File 2025-01/2025-01-btp-street.csv. Its "
        "rows count in January 2025 and in no other month: fetch its other files, or take that "
        "one out."
    )
    total = dashboard.assessments[0].volume
    assert total.last_12 == second.volume("E08000019", "All notifiable offences", "2025-12", 12)
    assert total.last_12_before is None


def test_a_figure_that_is_absent_has_its_own_reason(store: Store) -> None:
    with_lockdowns = shown(store, "Sheffield", "2021-09", as_shipped=True).assessments[0]

    before = "volume_12m_prior: not comparable: first COVID-19 lockdown April 2020"
    assert before in map(str, notes(with_lockdowns))
