"""Areas that no file names, made of what lies in them; and parts of an area without a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.recorded_crime import indicator
from tests.support.street import months, street_file
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import AreaError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

# LSOAs of 2021 with the names and wards that the ONS look-up of 2024 gives them.
MERTHYR = ("W01001290", "Merthyr Tydfil 007A")
RHONDDA = ("W01001195", "Rhondda Cynon Taf 030C")
DORSET = ("E01020403", "Dorset 015A")
BOURNEMOUTH = ("E01015387", "Bournemouth, Christchurch and Poole 029B")
CHRISTCHURCH = ("E01020349", "Bournemouth, Christchurch and Poole 019A")
MENDIP = ("E01029018", "Mendip 006A")
SHEFFIELD = ("E01007913", "Sheffield 018C")
BARNSLEY = ("E01007334", "Barnsley 009A")
DECEMBER = Month.parse("2025-12")
TOTAL = Selection(offences=("All notifiable offences",))


def street(folder: Path, number: dict[tuple[str, str], int]) -> Store:
    """So many burglaries a month of 2025 in each LSOA."""
    force = "A Force"
    for month in months("2025-01", "2025-12"):
        lines = [
            f'{code}-{month}-{at},{month},{force},{force},,,,{code},"{name}",Burglary,,'
            for (code, name), times in number.items()
            for at in range(times)
        ]
        (folder / f"{month}-a-street.csv").write_text(street_file(lines), encoding="utf-8")
    return Store.open(folder, cache=None)


def own_areas(folder: Path, name: str, members: str) -> None:
    (folder / "areas.csv").write_text(
        f"code,name,aliases,group,has_mps_data,members\n,{name},,,,{members}\n", encoding="utf-8"
    )


def months_of(store: Store, name: str) -> list[float]:
    """The counts of the months of 2025."""
    area = store.area(name)
    held = store.holding([area])
    panel = held.panel(Source.POLICE_UK, Level.BOROUGH, [area], [TOTAL], DECEMBER)
    counts: list[float] = panel.counts[0, 0, -12:].tolist()
    return counts


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Merthyr Tydfil", 3),
        ("Cwm Taf", 3 + 4),  # a partnership of two authorities
        ("W14000023", 3 + 4),
        ("Dorset", 5 + 2),  # Dorset and Christchurch: a part of an authority
        ("Dorset Council", 5),
        ("Bournemouth, Christchurch and Poole", 7 + 2),
        ("Dorset Police", 5 + 7 + 2),  # a police force area
        ("Mendip", 6),  # a former district
        ("Somerset Council", 6),
    ],
)
def test_an_area_has_the_rows_of_what_lies_in_it(tmp_path: Path, name: str, count: int) -> None:
    number = {MERTHYR: 3, RHONDDA: 4, DORSET: 5, BOURNEMOUTH: 7, CHRISTCHURCH: 2, MENDIP: 6}

    assert months_of(street(tmp_path, number), name) == [count] * 12


@pytest.mark.parametrize(
    ("members", "count"),
    [
        ("Sheffield|Barnsley", 8 + 9),
        ("E05010864", 8),  # the ward Darnall
        ("E01007913|Barnsley", 8 + 9),
        ("E05010864|E01007913", 8),  # what lies in two members counts once
    ],
)
def test_a_group_of_the_partnerships_own_has_its_members_rows(
    tmp_path: Path, members: str, count: int
) -> None:
    own_areas(tmp_path, "Two of the North", members)

    store = street(tmp_path, {SHEFFIELD: 8, BARNSLEY: 9, DORSET: 5})

    assert months_of(store, "Two of the North") == [count] * 12


def test_a_member_that_nobody_knows_is_told(tmp_path: Path) -> None:
    own_areas(tmp_path, "Two of the North", "Sheffield|Barnslee")
    store = street(tmp_path, {SHEFFIELD: 8})

    with pytest.raises(AreaError, match="'Barnslee': did you mean Barnsley"):
        store.area("Two of the North")


@pytest.mark.parametrize(("name", "there"), [("Cwm Taf", MERTHYR), ("Dorset", DORSET)])
def test_a_part_of_an_area_is_not_taken_for_the_whole(
    tmp_path: Path, name: str, there: tuple[str, str]
) -> None:
    """An authority that has a part of the partnership is not in the file."""
    store = street(tmp_path, {there: 3})

    with pytest.raises(AreaError, match=f"figures of {name} were wanted; found those of"):
        store.area(name)


def test_boroughs_of_the_met_add_up(bundled: Store, tmp_path: Path) -> None:
    own_areas(tmp_path, "Two boroughs", "Kensington and Chelsea|Westminster")
    for file in (data_folder() / "mps" / "2026-01").glob("*Borough*.csv"):
        (tmp_path / file.name).symlink_to(file)
    store = Store.open(tmp_path, cache=None)
    both = store.area("Two boroughs")
    alone = [store.area("Kensington and Chelsea"), store.area("Westminster")]
    selections = [TOTAL, Selection(offences=("Burglary",))]

    found = store.holding([both]).panel(
        Source.MPS_RECORDED_CRIME, Level.BOROUGH, [both, *alone], selections, DECEMBER
    )

    year = found.counts[:, :, -12:].sum(axis=2)
    assert year[0].tolist() == (year[1] + year[2]).tolist()
    assert (year[0] > 0).all()
    assert "Two boroughs" not in {one.name for one in bundled.areas(Level.BOROUGH)}


def test_an_area_without_police_figures_is_refused_in_a_sentence(bundled: Store) -> None:
    with pytest.raises(AreaError, match=r"figures of City of London were wanted; found those of"):
        bundled.area("City of London")


def finding(area: Area) -> Finding:
    return Finding(
        rule="made-up",
        severity=Severity.WITHHOLDS,
        source=Source.POLICE_UK,
        files=("a.csv",),
        areas=frozenset([area]),
        wanted="",
        found="",
        where="",
        action="",
        missing=(Missing(area=area, offence="Burglary", months=frozenset([1]), most=3.0),),
    )


@pytest.mark.parametrize(
    "part",
    [
        Area(code="W06000024", name="Merthyr Tydfil"),
        Area(code="W05001616", name="A ward", level=Level.WARD, borough="Merthyr Tydfil"),
    ],
    ids=lambda area: area.level.value,
)
def test_what_is_found_of_a_part_is_found_of_the_whole(tmp_path: Path, part: Area) -> None:
    store = replace(street(tmp_path, {MERTHYR: 3, RHONDDA: 4}), findings=(finding(part),))
    area = store.area("Cwm Taf")

    (found,) = store.holding([area]).findings

    assert found.areas == frozenset({part, area})
    whole = {one.area for one in found.missing} - {part}
    assert whole == ({area} if part.level is Level.BOROUGH else set())


def test_what_is_found_elsewhere_is_not_found_of_it(tmp_path: Path) -> None:
    far = finding(Area(code="E08000019", name="Sheffield"))
    store = replace(street(tmp_path, {MERTHYR: 3, RHONDDA: 4, SHEFFIELD: 1}), findings=(far,))

    assert store.holding([store.area("Cwm Taf")]).findings == (far,)


def test_a_ward_and_an_lsoa_without_a_row_have_none_and_are_no_gaps(tmp_path: Path) -> None:
    store = street(tmp_path, {SHEFFIELD: 8, BARNSLEY: 9})
    settings = replace(
        default_settings(),
        area="Sheffield",
        indicators=(indicator("Burglary", id="burglary", source=Source.POLICE_UK),),
    )

    scope = Scope.of(store, settings)

    for level, number in ((Level.WARD, 28), (Level.LSOA, 343)):
        parts = scope.parts(level, Source.POLICE_UK)
        burglary = [Selection(offences=("Burglary",))]
        panel = scope.store.panel(Source.POLICE_UK, level, parts, burglary, DECEMBER)
        year = panel.counts[:, 0, -12:]
        assert len(parts) == number
        assert np.isfinite(year).all()
        assert year.sum() == 12 * 8
    # Of an authority that was not asked for only what has rows is there.
    assert len(scope.store.areas(Level.WARD, borough="Barnsley")) == 1
