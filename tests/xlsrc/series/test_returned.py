"""Returns against the Definitions: unknown ids, shares without parts, invented figures."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store
from xlsrc.records import as_json, records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.series.series import series_set

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.domain.indicator import Indicator
    from xlsrc.series.series import SeriesSet

BARNET = Area(code="E09000003", name="Barnet")
HEADER = "indicator,area,month,value,numerator,denominator,note\n"
INVENTED = HEADER + "".join(
    f"asb_incidents,Barnet,2025-{month:02d},600,,,ILLUSTRATIVE\n" for month in range(1, 13)
)


def indicator(name: str) -> Indicator:
    """A shipped indicator as a partner return counts it."""
    shipped = next(one for one in default_settings().indicators if one.id == name)
    return shipped.by(Source.PARTNER_RETURN) or shipped


def series_of(folder: Path, shown: Indicator, *rows: str) -> SeriesSet:
    (folder / "invented.csv").write_text(INVENTED)
    (folder / "real.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows))
    store = Store.open(folder, cache=None)
    return series_set(store, [shown], BARNET, Level.BOROUGH, Month.parse("2025-12"))


@pytest.mark.parametrize(
    "row",
    [
        "asb_incident,Barnet,2025-12,640,,,",
        "asb_incidents,Barmet,2025-12,640,,,",
        "asb_incidents,Barnet,the spring,640,,,",
        "asb_incidents,Barnet,2025-12,<5,,,",
        "asb_incidents,Barnet,2025-12,-3,,,",
    ],
)
def test_an_invented_figure_never_stands_for_a_return_that_failed(tmp_path: Path, row: str) -> None:
    series = series_of(tmp_path, indicator("asb_incidents"), row)

    assert np.isnan(series.values).all()
    assert series.illustrative == (False,)
    assert series.returned.by_indicator["asb_incidents"][0].sentence.startswith("real.csv, ")


def test_an_invented_figure_stands_where_nothing_was_returned(tmp_path: Path) -> None:
    series = series_of(tmp_path, indicator("asb_incidents"), "deliberate_fires,Barnet,2025-12,4,,,")

    assert series.illustrative == (True,)
    assert series.values[0, -1] == 600


def test_an_unknown_id_is_named_with_the_nearest(tmp_path: Path) -> None:
    series = series_of(tmp_path, indicator("asb_incidents"), "asb_incident,Barnet,2025-12,640,,,")

    (sentence,) = series.returned.anew
    assert "found 'asb_incident': perhaps asb_incidents" in sentence


def test_what_partners_are_asked_for_is_no_unknown_id(tmp_path: Path) -> None:
    """It has a row of Definitions without a section: the figures wait, and are on no sheet."""
    (tmp_path / "real.csv").write_text(f"{HEADER}asb_incidents,Barnet,2025-12,640,,,\n")
    store = Store.open(tmp_path, cache=None)
    shown, asked = indicator("confidence"), indicator("asb_incidents")

    series = series_set(
        store, [shown], BARNET, Level.BOROUGH, Month.parse("2025-12"), asked=[asked]
    )

    assert series.returned.anew == ()
    assert series.returned.by_indicator == {}


def test_a_whole_number_is_no_share_either(tmp_path: Path) -> None:
    series = series_of(tmp_path, indicator("confidence"), "public_confidence,Barnet,2025-12,62,,,")

    assert np.isnan(series.numerators).all()
    assert "a share needs numerator and denominator" in series.returned.anew[0]


@pytest.mark.parametrize("allowed", [False, True])
def test_a_share_above_its_whole_needs_leave(tmp_path: Path, allowed: bool) -> None:  # noqa: FBT001
    shown = dataclasses.replace(indicator("confidence"), may_exceed_whole=allowed)
    series = series_of(tmp_path, shown, "public_confidence,Barnet,2025-12,120,120,100,")

    assert np.isfinite(series.values).any() == allowed
    assert ("found 120 of 100 in December 2025" in "".join(series.returned.anew)) != allowed


def test_a_return_cut_within_a_row_loses_that_row_alone(tmp_path: Path) -> None:
    rows = [f"asb_incidents,Barnet,2025-{month:02d},{700 + month},,,\n" for month in range(1, 13)]
    (tmp_path / "invented.csv").write_text(INVENTED)
    (tmp_path / "real.csv").write_text((HEADER + "".join(rows))[:-6])  # …,2025-12,7
    store = Store.open(tmp_path, cache=None)

    shown = [indicator("asb_incidents"), indicator("deliberate_fires")]
    series = series_set(store, shown, BARNET, Level.BOROUGH, Month.parse("2025-12"))

    assert series.values[0, -12:-1].tolist() == [701.0 + month for month in range(11)]
    assert np.isnan(series.values[0, -1])
    assert series.illustrative == (False, False)
    # What stood behind the cut may have been any indicator's.
    (fires,) = series.returned.by_indicator["deliberate_fires"]
    assert fires.sentence == (
        "real.csv, row 13, column note: 7 cells as in the header was wanted; found "
        "4: the return was cut off here: ask for it again; the row is left out"
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04 a damaged workbook", b"\xd0\xcf\x11\xe0 locked"])
def test_an_invented_figure_never_stands_for_a_return_nobody_can_read(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "invented.csv").write_text(INVENTED)
    (tmp_path / "Return of the team.xlsx").write_bytes(content)
    store = Store.open(tmp_path, cache=None)

    shown = [indicator("asb_incidents")]
    series = series_set(store, shown, BARNET, Level.BOROUGH, Month.parse("2025-12"))

    assert np.isnan(series.values).all()
    (fault,) = series.returned.by_indicator["asb_incidents"]
    assert fault.sentence in store.faults


def test_a_fault_of_a_return_is_among_the_findings_of_its_indicator(tmp_path: Path) -> None:
    (tmp_path / "return.csv").write_text(
        HEADER + "asb_incidents,Barnet,2025-11,640,,,\nasb_incidents,Barnet,2025-12,about 40,,,\n"
    )
    for file in (data_folder() / "mps/2026-01").glob("MPS Borough*24*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    settings = dataclasses.replace(
        default_settings(), indicators=(indicator("asb_incidents"), indicator("arson"))
    )
    rows = records(dashboard(Scope.of(Store.open(tmp_path, cache=None), settings)))

    asb, arson = (one["findings"] for one in json.loads(as_json(rows)))
    (finding,) = asb
    assert finding == {
        "id": finding["id"],
        "reference": finding["id"],
        "rule": "return",
        "severity": "withholds",
        "sentence": "return.csv, row 3, column value: a number of at least 0 was wanted; found "
        "'about 40' for asb_incidents: correct the cell or leave it empty; it is a gap",
        "of_peers": False,
        "acknowledged": None,
    }
    assert "return" not in {one["rule"] for one in arson}
