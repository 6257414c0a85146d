from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.damage import AREA, FIRST, LABEL, OLDER, Damaged, release
from xlsrc.defaults import default_settings
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store
from xlsrc.gate.judged import series_findings
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.gate.finding import Finding

    Rows = list[list[str]]

LAST = -1
BOROUGHS = ("Barnet", "Brent", "Camden", "Croydon", "Ealing", "Enfield", "Hackney", "Harrow")
LAST_MONTH = Month.parse("2025-12").ordinal


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return default_settings()


def thinned(rows: Rows, column: int, share: float, where: Callable[[list[str]], bool]) -> None:
    """Keeps each offence of a month with a chance, as of a count taken before it was finished."""
    random = np.random.default_rng(3)
    for row in rows:
        if where(row):
            row[column] = str(random.binomial(int(row[column]), share))


def everywhere(_row: list[str]) -> bool:
    return True


def of_area(area: str) -> Callable[[list[str]], bool]:
    return lambda row: row[AREA] == area


def doubts(
    header: list[str], rows: Rows, folder: Path, settings: Settings, *, with_older: bool = False
) -> list[Finding]:
    damage = Damaged(header=header, rows=rows, rules=())
    store = Store.open(damage.written(folder / "extracts", with_older=with_older), cache=None)
    return [one for one in series_findings(store, settings) if one.is_doubt]


def names(finding: Finding) -> set[str]:
    return {area.name for area in finding.areas or ()}


@pytest.mark.parametrize(
    "folder", ["", "mps/2025-12", "mps/2026-01", "mps/2026-04", "mps-dashboard/2025-08"]
)
def test_clean_releases_are_not_doubted_and_little_is_noted(
    folder: str, cache: Path, settings: Settings
) -> None:
    store = Store.open(data_folder() / folder, cache=cache)

    found = series_findings(store, settings)

    # A fifth of March 2020 has no ward in the file of wards, and no other file by which to know it.
    true = ["month-incomplete"] if folder == "mps/2026-04" else []
    assert [one.rule for one in found if one.is_doubt] == true
    assert max(Counter(file for one in found for file in one.files).values(), default=0) <= 8


# The design's operating points: of last months at 80 % and less every one is found.
@pytest.mark.parametrize("share", [0.5, 0.7, 0.8])
def test_a_last_month_that_is_unfinished_everywhere_is_one_doubt(
    share: float, tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, LAST, share, everywhere)

    (finding,) = doubts(header, rows, tmp_path, settings)

    assert finding.rule == "month-incomplete"
    assert (finding.areas, finding.offences) == (None, None)
    assert finding.months == frozenset([LAST_MONTH])
    assert finding.sentence.startswith("Whole months were wanted: December 2025 looks unfinished")


def test_an_unfinished_month_says_how_much_may_be_missing_and_that_is_enough(
    tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    true = {(row[AREA], row[LABEL]): int(row[LAST]) for row in rows}
    thinned(rows, LAST, 0.7, everywhere)
    lost = {(row[AREA], row[LABEL]): true[row[AREA], row[LABEL]] - int(row[LAST]) for row in rows}

    (finding,) = doubts(header, rows, tmp_path, settings)

    most = {(one.area.name, one.offence): one.most for one in finding.missing}
    # The upper ends of ranges that hold 95 % of real months; the highest are beyond 1 in 40.
    held = [lost[place, "SHOPLIFTING"] <= most[place, "Shoplifting"] for place in BOROUGHS]
    assert sum(held) >= len(held) - 2
    assert sum(most.values()) >= sum(lost.values())


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5])
@pytest.mark.parametrize("area", ["Barnet", "Sutton", "Westminster"])
def test_a_last_month_of_one_area_that_is_unfinished_is_one_doubt_about_it(
    area: str, share: float, tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, LAST, share, of_area(area))

    (finding,) = doubts(header, rows, tmp_path, settings)

    assert finding.rule == "area-month-low"
    assert (names(finding), finding.months) == ({area}, frozenset([LAST_MONTH]))


def test_an_older_month_at_half_is_one_doubt(tmp_path: Path, settings: Settings) -> None:
    header, rows = release()
    thinned(rows, LAST - 4, 0.5, everywhere)

    (finding,) = doubts(header, rows, tmp_path, settings)

    assert finding.rule == "month-incomplete"
    assert finding.months == frozenset([LAST_MONTH - 4])


def test_an_older_month_of_one_area_at_nothing_is_one_doubt_and_no_high_after_it(
    tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, LAST - 4, 0, of_area("Barnet"))

    (finding,) = doubts(header, rows, tmp_path, settings, with_older=True)

    assert (finding.rule, names(finding)) == ("area-month-low", {"Barnet"})
    assert finding.months == frozenset([LAST_MONTH - 4])


@pytest.mark.parametrize("column", [LAST, LAST - 5])
def test_a_label_that_falls_to_0_in_one_area_is_one_doubt(
    column: int, tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, column, 0, lambda row: (row[AREA], row[LABEL]) == ("Barnet", "SHOPLIFTING"))

    (finding,) = doubts(header, rows, tmp_path, settings)

    assert finding.rule == "label-zero"
    assert (names(finding), finding.offences) == ({"Barnet"}, frozenset({"Shoplifting"}))
    assert finding.months == frozenset([LAST_MONTH + 1 + column])
    assert finding.missing == ()


def test_a_label_that_is_split_in_one_area_is_no_0(tmp_path: Path, settings: Settings) -> None:
    header, rows = release()
    # Both labels are of one offence: what moves from one to the other is not lost.
    moved = next(
        row for row in rows if (row[AREA], row[LABEL]) == ("Barnet", "RES BURGLARY OF A HOME")
    )
    other = [*moved]
    other[LABEL] = "BURGLARY IN A DWELLING"
    for at in range(FIRST, len(header)):
        (moved if at >= len(header) - 3 else other)[at] = "0"

    assert doubts(header, [*rows, other], tmp_path, settings) == []


def test_a_month_that_is_missing_is_a_hole(tmp_path: Path, settings: Settings) -> None:
    header, rows = release()
    for row in (header, *rows):
        del row[LAST - 6]

    (finding,) = doubts(header, rows, tmp_path, settings)

    assert finding.rule == "hole"
    assert (finding.areas, finding.offences) == (None, None)
    assert finding.months == frozenset([LAST_MONTH - 6])
    assert "1 month missing: June 2025" in finding.sentence


def test_a_month_that_only_another_release_has_is_not_put_in(
    tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    for row in (header, *rows):
        del row[LAST - 6]

    found = doubts(header, rows, tmp_path, settings, with_older=True)

    assert [(one.rule, one.months) for one in found] == [
        ("hole", frozenset({Month.of(2025, 6).ordinal}))
    ]


def test_a_month_that_a_known_change_leaves_out_is_not_judged(
    tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, LAST, 0.5, everywhere)
    last = Month(LAST_MONTH)
    known = KnownChange(
        id="strike",
        label="A strike",
        effect=Effect.MASK,
        first=last,
        last=last,
        applies_to=(Source.MPS_RECORDED_CRIME,),
        approved_by="A test",
    )
    knowing = dataclasses.replace(settings, known_changes=(*settings.known_changes, known))

    assert doubts(header, rows, tmp_path, knowing) == []


def test_rows_in_another_order_give_the_same(tmp_path: Path, settings: Settings) -> None:
    header, rows = release()
    thinned(rows, LAST, 0.5, of_area("Barnet"))

    one = doubts(header, rows, tmp_path / "one", settings)
    other = doubts(header, rows[::-1], tmp_path / "other", settings)

    assert [(a.id, a.found) for a in one] == [(a.id, a.found) for a in other]


def test_findings_of_series_are_the_same_when_they_are_read_back(
    tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, LAST, 0.7, everywhere)
    folder = Damaged(header=header, rows=rows, rules=()).written(tmp_path / "x", with_older=False)
    store = Store.open(folder, cache=tmp_path / "cache")

    first, again = (series_findings(store, settings) for _ in range(2))

    assert first == again
    # With the files' own findings, and with other known changes, it is another judgement.
    fewer = dataclasses.replace(settings, known_changes=())
    series_findings(store, fewer)
    assert len(list((tmp_path / "cache" / "findings").iterdir())) == 3
    # And for an edition of an earlier month.
    series_findings(store, dataclasses.replace(settings, as_at=Month.parse("2025-06")))
    assert len(list((tmp_path / "cache" / "findings").iterdir())) == 4


def test_the_scope_has_the_findings_of_files_and_of_series(
    tmp_path: Path, settings: Settings
) -> None:
    header, rows = release()
    thinned(rows, LAST, 0.5, of_area("Barnet"))
    kept = [row for row in rows if (row[AREA], row[LABEL]) != ("Ealing", "SHOPLIFTING")]
    folder = Damaged(header=header, rows=kept, rules=()).written(tmp_path / "x", with_older=False)

    scope = Scope.of(Store.open(folder, cache=None), settings)

    assert [one.rule for one in scope.store.findings if one.is_doubt] == [
        "rows-missing",
        "area-month-low",
    ]


def test_high_figures_are_only_noted(tmp_path: Path, settings: Settings) -> None:
    header, rows = release()
    for row in rows:
        if (row[AREA], row[LABEL]) == ("Barnet", "SHOPLIFTING"):
            row[LAST] = str(2 * int(row[LAST]))
    folder = Damaged(header=header, rows=rows, rules=()).written(tmp_path / "x", with_older=False)

    found = series_findings(Store.open(folder, cache=None), settings)

    (about,) = [one for one in found if "Barnet" in names(one) and LAST_MONTH in (one.months or ())]
    assert (about.rule, about.severity) == ("series-high", Severity.NOTES)
    assert OLDER not in about.files
