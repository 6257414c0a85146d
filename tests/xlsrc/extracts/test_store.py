"""Series of the bundled sample against published figures and the rules of assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.domain.area import Level
from xlsrc.domain.errors import AreaError, ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.extracts.panel import Panel

MPS, DASHBOARD, RETURN = Source.MPS_RECORDED_CRIME, Source.MPS_DASHBOARD, Source.PARTNER_RETURN
TOTAL = Selection(offences=("All notifiable offences",))
MOPAC_7 = Selection(
    offences=(
        "Violence with injury",
        "Robbery",
        "Burglary",
        "Theft from the person",
        "Theft or taking of a motor vehicle",
        "Aggravated vehicle taking",
        "Theft from a motor vehicle",
        "Criminal damage",
    )
)
DECEMBER = Month.parse("2025-12")


def barnet(
    store: Store, selection: Selection, as_at: Month = DECEMBER, source: Source = MPS
) -> Panel:
    return store.panel(source, Level.BOROUGH, [store.area("Barnet")], [selection], as_at)


def years(panel: Panel) -> tuple[float, float]:
    """The last 12 months and the 12 before."""
    series = panel.counts[0, 0]
    return float(series[-12:].sum()), float(series[-24:-12].sum())


@pytest.mark.parametrize(
    ("offences", "now", "before"),
    [
        (("All notifiable offences",), 28_538, 28_364),
        (("Robbery",), 723, 841),
        (("Burglary",), 2_089, 2_433),
        (("Theft or taking of a motor vehicle", "Aggravated vehicle taking"), 1_761, 1_665),
        (("Personal robbery",), 475, 596),
        (("Residential burglary",), 1_636, 1_839),
        (("Violence without injury",), 3_710, 3_339),
        (("Theft from a motor vehicle",), 1_763, 2_251),
        (("Public order",), 1_804, 1_839),
        (("Rape",), 277, 254),
        (("Shoplifting",), 3_090, 2_944),
        (MOPAC_7.offences, 11_058, 11_898),
    ],
)
def test_barnet_to_december_2025_is_as_published(
    bundled: Store, offences: tuple[str, ...], now: int, before: int
) -> None:
    """Figures of look/summary.png and statistics.md, worked out from the files by their authors."""
    assert years(barnet(bundled, Selection(offences=offences))) == (now, before)


def test_both_years_of_a_comparison_come_from_one_vintage(bundled: Store) -> None:
    """Trap 1: taking each month's newest release would give 28,367 and 28,496."""
    panel = barnet(bundled, TOTAL, Month.parse("2025-11"))

    assert years(panel) == (28_248, 28_471)


def test_the_vintage_of_every_month_is_told(bundled: Store) -> None:
    panel = barnet(bundled, TOTAL)

    assert [panel.vintages[v] for v in panel.vintage[0, 0, -25:-23]] == ["2025-12", "2026-01"]


@pytest.mark.parametrize(("year_to", "total"), [("2012-03", 14_902), ("2017-03", 11_778)])
def test_mopac_7_of_the_december_2025_release_is_as_published(
    bundled: Store, year_to: str, total: int
) -> None:
    """extracts.md: 2016/17 against 2011/12 −21.0 %, published −21 %."""
    release = Store(
        folder=bundled.folder,
        extracts=tuple(one for one in bundled.extracts if one.vintage == "2025-12"),
        faults=(),
    )

    assert years(barnet(release, MOPAC_7, Month.parse(year_to)))[0] == total


def test_every_borough_of_the_met_has_24_months(bundled: Store) -> None:
    panel = bundled.panel(MPS, Level.BOROUGH, bundled.areas(Level.BOROUGH), [TOTAL], DECEMBER)

    assert np.isfinite(panel.counts[:, 0, -24:]).sum() == 32 * 24


def test_a_source_that_ends_earlier_ends_in_gaps(bundled: Store) -> None:
    """Trap 8: domestic abuse runs to July 2025 in the bundled dashboards."""
    panel = barnet(bundled, Selection(offences=("Domestic abuse",)), source=DASHBOARD)

    assert np.isfinite(panel.counts[0, 0, -7:]).tolist() == [True, True, *[False] * 5]


def test_a_late_source_s_last_year_is_whole(bundled: Store) -> None:
    """look/summary.png: domestic abuse to July 2025."""
    selection = Selection(offences=("Domestic abuse",))

    panel = barnet(bundled, selection, Month.parse("2025-07"), DASHBOARD)

    assert years(panel)[0] == 2_881


@pytest.mark.parametrize(
    "selection",
    [
        Selection(offences=("Domestic abuse",), measure="Positive outcomes"),
        Selection(offences=("Domestic abuse: positive outcomes",)),
    ],
)
def test_a_measure_may_stand_behind_the_offence_s_name(
    bundled: Store, selection: Selection
) -> None:
    """Barnet, July 2025: the published row says 54."""
    panel = barnet(bundled, selection, Month.parse("2025-07"), DASHBOARD)

    assert panel.counts[0, 0, -1] == 54


def test_an_omitted_month_of_a_sparse_file_is_a_true_zero(bundled: Store) -> None:
    """The dashboard leaves out months without a discharge; its group runs on."""
    selection = Selection(offences=("Lethal-barrel discharges",))

    panel = barnet(bundled, selection, Month.parse("2025-07"), DASHBOARD)

    assert (panel.counts[0, 0, -24:] == 0).any()


def test_an_offence_that_no_release_knows_is_missing_not_zero(bundled: Store) -> None:
    panel = barnet(bundled, Selection(offences=("Burglary non-dwelling",)))

    assert np.isnan(panel.counts).all()


def test_an_offence_inside_a_group_counts_once(bundled: Store) -> None:
    panel = barnet(bundled, Selection(offences=("Burglary", "Residential burglary")))

    assert years(panel)[0] == 2_089


def test_levels_are_never_added_up(bundled: Store) -> None:
    """Trap 5: wards hold about 2 % fewer offences than their borough."""
    wards = bundled.areas(Level.WARD, "Barnet")

    panel = bundled.panel(MPS, Level.WARD, wards, [TOTAL], DECEMBER)

    assert 0.97 < panel.counts[:, 0, -12:].sum() / 28_538 < 0.99


def test_an_lsoa_release_without_sexual_offences_has_none_missing_not_zero(bundled: Store) -> None:
    """Trap 5: ten groups only."""
    places = bundled.areas(Level.LSOA, "Barnet")[:1]

    panel = bundled.panel(MPS, Level.LSOA, places, [Selection(offences=("Rape",))], DECEMBER)

    assert np.isnan(panel.counts).all()


def test_a_borough_has_today_s_wards(bundled: Store) -> None:
    """Trap 7: 24 since May 2022."""
    codes = [area.code for area in bundled.areas(Level.WARD, "Barnet")]

    assert sorted(codes) == [f"E050136{number}" for number in range(28, 52)]


def test_odd_areas_are_not_among_the_boroughs(bundled: Store) -> None:
    """Trap 6: "Unknown", airports, "N/K (Legacy Only)" and others have no code."""
    assert len(bundled.areas(Level.BOROUGH)) == 32


def test_an_invented_series_is_marked(bundled: Store) -> None:
    panel = barnet(bundled, Selection(offences=("asb_incidents",)), source=RETURN)

    assert panel.illustrative.tolist() == [True]


@pytest.mark.parametrize(
    ("indicator", "now", "before"),
    [
        ("asb_incidents", 7_706, 8_123),
        ("deliberate_fires", 71, 66),
        ("first_time_entrants", 104, 78),
    ],
)
def test_the_illustrative_counts_are_those_of_the_reference_page(
    bundled: Store, indicator: str, now: int, before: int
) -> None:
    panel = barnet(bundled, Selection(offences=(indicator,)), source=RETURN)

    assert years(panel) == (now, before)


@pytest.mark.parametrize(
    ("indicator", "as_at", "percent"),
    [
        ("reoffending", "2025-06", 26.4),
        ("repeat_victims", "2025-12", 17.9),
        ("public_confidence", "2025-12", 62.0),
    ],
)
def test_the_illustrative_shares_are_those_of_the_reference_page(
    bundled: Store, indicator: str, as_at: str, percent: float
) -> None:
    selection = Selection(offences=(indicator,))

    panel = barnet(bundled, selection, Month.parse(as_at), RETURN)

    share = 100 * panel.counts[0, 0, -12:].sum() / panel.denominators[0, 0, -12:].sum()
    assert share == pytest.approx(percent, abs=0.05)


def test_a_real_return_replaces_an_illustrative_one(store_of: Callable[..., Store]) -> None:
    header = "indicator,area,month,value,numerator,denominator,note\n"
    store = store_of(
        {
            "2026-02/invented.csv": header + "fires,Barnet,2025-11,9,,,ILLUSTRATIVE\n",
            "2026-01/real.csv": header + "fires,Barnet,2025-12,3,,,\n",
        }
    )

    panel = barnet(store, Selection(offences=("fires",)), source=RETURN)

    assert (panel.illustrative[0], np.nansum(panel.counts)) == (False, 3.0)


def test_a_source_without_extracts_is_all_gaps(bundled: Store) -> None:
    panel = barnet(bundled, Selection(offences=("Burglary",)), source=Source.POLICE_UK)

    assert np.isnan(panel.counts).all()


def test_the_latest_month_is_each_level_s_own(bundled: Store) -> None:
    months = [str(bundled.latest_month(MPS, level)) for level in Level]

    assert months == ["2025-12", "2025-12", "2026-02"]


def test_a_month_of_nowhere_is_refused(bundled: Store) -> None:
    with pytest.raises(ExtractError, match=r"an extract of data\.police\.uk .* was wanted"):
        bundled.latest_month(Source.POLICE_UK, Level.BOROUGH)


@pytest.mark.parametrize("name", ["Barnet", "barnet", "E09000003", " BARNET "])
def test_a_borough_is_found_by_name_or_code(bundled: Store, name: str) -> None:
    assert bundled.area(name).code == "E09000003"


def test_a_borough_is_found_by_its_other_name(bundled: Store) -> None:
    assert bundled.area("Kingston-upon-Thames").name == "Kingston upon Thames"


@pytest.mark.parametrize(
    ("name", "advice"),
    [("Barnett", "Barnet"), ("City of London", "those of Barking and Dagenham, Barnet")],
)
def test_an_area_without_figures_is_refused_with_advice(
    bundled: Store, name: str, advice: str
) -> None:
    """Trap 6: City of London is absent from MPS files."""
    with pytest.raises(AreaError, match=advice):
        bundled.area(name)


def test_a_restated_month_is_told_with_both_figures(bundled: Store) -> None:
    """Trap 1: Barnet July 2025 is 2,553, then 2,586, in two of extracts.md's releases."""
    barnet_area = bundled.area("Barnet")

    revisions = bundled.revisions(MPS, Level.BOROUGH, barnet_area, [TOTAL], DECEMBER)

    july = next(one for one in revisions if str(one.month) == "2025-07")
    assert (july.before, july.after) == (2_553, 2_586)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="found no folder"):
        Store.open(tmp_path / "nowhere", cache=None)


def test_the_bundled_folder_has_no_faults(bundled: Store) -> None:
    assert bundled.faults == ()


def test_a_second_opening_reads_nothing_anew(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r.csv").write_text("indicator,area,month,value\nf,Barnet,2025-12,1\n")
    Store.open(tmp_path / "in", cache=tmp_path / "cache")
    read: list[str] = []

    Store.open(tmp_path / "in", cache=tmp_path / "cache", progress=read.append)

    assert read == []


def test_the_store_stands_on_the_bundled_folder(bundled: Store) -> None:
    assert bundled.folder == data_folder()
