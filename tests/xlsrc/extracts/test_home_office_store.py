"""The figures of Home Office tables in a store: a quarter's stands at its last month. Made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.support.home_office import BURGLARY, COVER, HEADER, SHOPLIFTING, as_xlsx, row, year_table
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.home_office import Cell

    Table = Sequence[Sequence[Cell]]

SHEFFIELD = Area(code="E08000019", name="Sheffield")
ROTHERHAM = Area(code="E08000018", name="Rotherham")
HOME_BREAKING = (
    ("Residential burglary of a home", "Theft offences", "Residential burglary", "28E"),
    ("Attempted burglary of a home", "Theft offences", "Residential burglary", "28F"),
)


def saved(folder: Path, name: str, *tables: Table) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    sheets = {f"CSP {at}": table for at, table in enumerate(tables)}
    path.write_bytes(as_xlsx({"Cover": COVER, **sheets}))


def figures(store: Store, offence: str, area: Area = SHEFFIELD, to: str = "2020-03") -> list[float]:
    """The last 12 months of one selection; ``nan`` for the months that nobody counted."""
    selections = [Selection(offences=(offence,))]
    as_at = Month.parse(to)
    panel = store.panel(Source.HOME_OFFICE, Level.BOROUGH, [area], selections, as_at)
    return [float(count) for count in panel.counts[0, 0, -12:]]


def of_quarters(found: Sequence[float]) -> list[float]:
    """The figures at the last months of quarters; the others must be gaps."""
    assert np.isnan(np.reshape(found, (4, 3))[:, :2]).all()
    return list(found[2::3])


def test_a_quarter_stands_at_its_last_month_and_no_other_month_has_a_figure(tmp_path: Path) -> None:
    saved(tmp_path, "made up.xlsx", year_table(2019, ["Sheffield"]))
    store = Store.open(tmp_path, cache=None)

    assert of_quarters(figures(store, "Shoplifting")) == [11, 13, 15, 17]
    assert of_quarters(figures(store, "All notifiable offences")) == [21, 25, 29, 33]
    assert store.latest_month(Source.HOME_OFFICE, Level.BOROUGH) == Month.parse("2020-03")


def test_an_offence_is_what_its_subgroup_is_whatever_its_description(tmp_path: Path) -> None:
    rows = [row("2019/20", 1, "Sheffield", what, n) for n, what in enumerate(HOME_BREAKING, 4)]
    saved(tmp_path, "made up.xlsx", [HEADER, *rows])
    store = Store.open(tmp_path, cache=None)

    assert store.unmapped() == ()
    for name in ("Residential burglary", "Burglary"):
        assert figures(store, name, to="2019-06")[-1] == 4 + 5


def test_an_unknown_subgroup_is_unmapped_and_in_the_total(tmp_path: Path) -> None:
    new = ("Moon theft", "Moon offences", "Moon theft of kinds", "99Z")
    table = [*year_table(2019, ["Sheffield"]), row("2019/20", 1, "Sheffield", new, 100)]
    saved(tmp_path, "made up.xlsx", table)
    store = Store.open(tmp_path, cache=None)

    assert store.unmapped() == ("made up.xlsx: Moon offences / Moon theft",)
    assert figures(store, "All notifiable offences")[2] == 21 + 100


def test_an_area_without_rows_in_a_quarter_is_missing_there_and_an_offence_left_out_is_0(
    tmp_path: Path,
) -> None:
    table = year_table(2019, ["Sheffield", "Rotherham"])
    kept = [one for one in table if one[1:4:2] != (2, "Rotherham")]
    kept.remove(row("2019/20", 1, "Rotherham", SHOPLIFTING, 13))
    saved(tmp_path, "made up.xlsx", kept)

    first, second, *others = of_quarters(
        figures(Store.open(tmp_path, cache=None), "Shoplifting", ROTHERHAM)
    )

    assert (first, others) == (0, [21, 25])
    assert np.isnan(second)


def test_an_offence_is_not_0_before_it_was_recorded(tmp_path: Path) -> None:
    rape = ("Rape", "Sexual offences", "Rape", "19C")
    table = [*year_table(2019, ["Sheffield"]), row("2019/20", 3, "Sheffield", rape, 2)]
    saved(tmp_path, "made up.xlsx", table)

    assert np.isfinite(figures(Store.open(tmp_path, cache=None), "Rape")).tolist() == [
        at == 8 for at in range(12)
    ]


def test_files_of_one_release_join_and_the_folder_is_the_release(tmp_path: Path) -> None:
    saved(tmp_path, "2021-07/2019.xlsx", year_table(2019, ["Sheffield"]))
    saved(tmp_path, "2021-07/2020.xlsx", year_table(2020, ["Sheffield"], 100))
    store = Store.open(tmp_path, cache=None)

    assert {one.vintage for one in store.extracts} == {"2021-07"}
    assert of_quarters(figures(store, "Shoplifting")) == [11, 13, 15, 17]
    assert of_quarters(figures(store, "Shoplifting", to="2021-03")) == [101, 103, 105, 107]


def test_without_a_folder_the_day_of_publication_is_the_release(tmp_path: Path) -> None:
    saved(tmp_path, "made up.xlsx", year_table(2019, ["Sheffield"]))

    assert Store.open(tmp_path, cache=None).extracts[0].vintage == "2025-07"  # as COVER says


def test_a_later_release_restates_and_the_revision_is_of_the_quarter(tmp_path: Path) -> None:
    saved(tmp_path, "2020-07/a.xlsx", year_table(2019, ["Sheffield"]))
    saved(tmp_path, "2021-01/a.xlsx", year_table(2019, ["Sheffield"], 20))
    store = Store.open(tmp_path, cache=None)

    selections = [Selection(offences=("Shoplifting",))]
    found = store.revisions(
        Source.HOME_OFFICE, Level.BOROUGH, SHEFFIELD, selections, Month.parse("2020-03")
    )

    assert [(str(one.month), one.before, one.after) for one in found] == [
        ("2019-06", 11, 21),
        ("2019-09", 13, 23),
        ("2019-12", 15, 25),
        ("2020-03", 17, 27),
    ]


def test_an_area_of_several_partnerships_needs_all_of_them_in_a_quarter(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(
        "code,name,aliases,group,has_mps_data,members\n,Don and Rother,,,no,Sheffield|Rotherham\n"
    )
    table = year_table(2019, ["Sheffield", "Rotherham"])
    kept = [one for one in table if one[1:4:2] != (3, "Rotherham")]
    saved(tmp_path, "made up.xlsx", kept)
    whole = Area(code="Don and Rother", name="Don and Rother")

    found = of_quarters(
        figures(Store.open(tmp_path, cache=None).holding([whole]), "Shoplifting", whole)
    )

    # Sheffield and Rotherham side by side: 11 + 13, 15 + 17, a gap, 23 + 25.
    assert [found[0], found[1], found[3]] == [24, 32, 48]
    assert np.isnan(found[2])


def test_what_is_of_no_partnership_stands_by_its_force_and_in_no_area(tmp_path: Path) -> None:
    table = [
        *year_table(2019, ["Sheffield"]),
        row("2019/20", 1, "Unassigned", BURGLARY, 50),
        row("2019/20", 1, "Unassigned", BURGLARY, 60, force="Dyfed-Powys"),
    ]
    saved(tmp_path, "made up.xlsx", table)
    store = Store.open(tmp_path, cache=None)

    names = [area.name for area in store.extracts[0].areas if not area.code]
    assert names == ["Unassigned South Yorkshire", "Unassigned Dyfed-Powys"]
    assert [area.name for area in store.areas(Level.BOROUGH)] == ["Sheffield"]
    assert figures(store, "All notifiable offences")[2] == 21
