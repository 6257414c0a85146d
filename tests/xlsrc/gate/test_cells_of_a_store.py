"""The figures that the rules for series see: of which files, areas, offences and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_cells import made_up_cells
from tests.support.made_up_release import (
    ARSON,
    BARNET,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    UNKNOWN,
    boroughs,
    made_up_extract,
    wards,
)
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.extracts.label import Label
from xlsrc.extracts.store import Store
from xlsrc.extracts.street_file import OUTCOMES, SEARCHES, STREET
from xlsrc.gate.cells import Cells, cells_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

LABELS = (ARSON, SHOPLIFTING)
FRAUD = Label(group="FRAUD AND FORGERY", offence="FRAUD AND FORGERY")
NFIB = Label(group="NFIB FRAUD", offence="NFIB FRAUD")
MPS = Source.MPS_RECORDED_CRIME


def cells_in(
    folder: Path,
    extracts: Sequence[Extract],
    changes: Sequence[KnownChange] = (),
    indicators: Sequence[Indicator] = (),
) -> list[Cells]:
    store = replace(Store.open(folder, cache=None), extracts=tuple(extracts))
    settings = replace(
        default_settings(), known_changes=tuple(changes), indicators=tuple(indicators)
    )
    return list(cells_of(store, settings))


def figures(areas: int, labels: int, months: int, begin: float = 1) -> NDArray[np.float64]:
    """Counts of which no two are alike."""
    number = areas * labels * months
    return np.arange(begin, begin + number).reshape(areas, labels, months)


def test_months_of_two_releases_follow_one_another(tmp_path: Path) -> None:
    areas = (*boroughs(2), UNKNOWN)
    before, now = figures(3, 2, 30), figures(3, 2, 26, 1000)
    older = made_up_extract(before, areas, LABELS, vintage="2025-12")
    newer = made_up_extract(now, areas, LABELS, first=FIRST + 6)

    (cells,) = cells_in(tmp_path, [older, newer])

    assert (cells.areas, cells.extracts) == (areas, (older, newer))
    assert cells.offences == ("Arson", "Shoplifting")
    assert (cells.first, cells.months, cells.level) == (FIRST, 32, Level.BOROUGH)
    assert cells.vintages == ("2025-12", "2026-01")
    assert cells.vintage.tolist() == [[[0] * 6 + [1] * 26] * 2] * 3
    both = np.concatenate([before[:, :, :6], now], axis=2)
    assert (cells.counts.tolist(), cells.as_counted.tolist()) == (both.tolist(), both.tolist())
    assert cells.ordinary.tolist() == [True, True, False]
    assert cells.members.tolist() == [True, True]
    assert not cells.masked.any()
    assert not cells.steps.any()
    assert cells.every_area
    assert cells.joins.nonzero()[2].tolist() == cells.levels.nonzero()[2].tolist() == [6] * 6
    assert cells.is_recent.tolist() == [False] * 8 + [True] * 24
    assert (cells.name(0), cells.name(31)) == ("January 2024", "August 2026")
    assert (cells.source, cells.is_returned) == (MPS, False)


def test_files_of_other_kinds_are_other_cells_and_some_are_none(tmp_path: Path) -> None:
    own = made_up_extract(figures(2, 1, 24), boroughs(2), [ARSON])
    parts = made_up_extract(figures(2, 1, 24), wards(2), [ARSON])
    street = replace(own, source=Source.POLICE_UK, layout=STREET, labels=(crime("Burglary"),))
    one, other = (replace(street, reporter=name) for name in ("North Police", "South Police"))
    lsoas = replace(parts, level=Level.LSOA)

    def found(*extracts: Extract) -> list[tuple[Source, Level, bool]]:
        cells = cells_in(tmp_path, extracts)
        return [(each.source, each.level, each.every_area) for each in cells]

    assert found(own, parts, one, other) == [
        (MPS, Level.BOROUGH, True),
        (MPS, Level.WARD, True),
        (Source.POLICE_UK, Level.BOROUGH, False),
        (Source.POLICE_UK, Level.BOROUGH, False),
    ]
    assert found(lsoas) == [(MPS, Level.LSOA, True)]
    assert found(replace(one, level=Level.WARD)) == [(Source.POLICE_UK, Level.WARD, False)]
    for none in (
        replace(own, illustrative=True),
        replace(own, months=()),
        replace(own, source=Source.HOME_OFFICE),
        replace(street, layout=OUTCOMES),
        replace(street, layout=SEARCHES),
        replace(one, level=Level.LSOA),
    ):
        assert found(none) == []
        assert len(found(none, own)) == 1


def crime(kind: str) -> Label:
    return Label(group=kind, offence=kind)


def test_areas_of_which_other_months_are_there_are_other_cells(tmp_path: Path) -> None:
    first, second, third = boroughs(3)
    whole = made_up_extract(figures(2, 2, 30), (second, UNKNOWN), LABELS)
    half = made_up_extract(figures(2, 2, 25, 900), (first, third), LABELS, first=FIRST + 5)
    odd = made_up_extract(figures(1, 2, 25, 500), (UNKNOWN,), LABELS, first=FIRST + 5)
    empty = made_up_extract(np.full((1, 2, 30), np.nan), (third,), LABELS)
    empty = replace(empty, sparse=False)

    one, other = cells_in(tmp_path, [whole, replace(half, file="half.csv")])

    assert (one.areas, other.areas) == ((second, UNKNOWN), (first, third))
    assert (one.every_area, other.every_area) == (False, False)
    assert (one.ordinary.tolist(), other.ordinary.tolist()) == ([True, False], [True, True])
    assert one.counts.tolist() == one.as_counted.tolist() == figures(2, 2, 30).tolist()
    assert other.counts[:, :, 5:].tolist() == figures(2, 2, 25, 900).tolist()
    assert other.as_counted[:, :, 5:].tolist() == figures(2, 2, 25, 900).tolist()
    assert other.vintage.tolist() == [[[-1] * 5 + [0] * 25] * 2] * 2
    # What has no place, and what has no month at all, is none of the areas that a fault reaches.
    alone = replace(whole, areas=(second, first))
    (only,) = cells_in(tmp_path, [alone, replace(odd, file="odd.csv")])
    assert (only.areas, only.every_area) == ((second, first), True)
    assert [one.areas for one in cells_in(tmp_path, [alone, replace(empty, file="e.csv")])] == [
        (second, first)
    ]


# "Fraud and forgery" is an offence and the group that holds it and another.
def test_the_members_are_parts_of_the_total_and_none_inside_another(tmp_path: Path) -> None:
    counts = figures(2, 3, 24)
    fraud = made_up_extract(counts, boroughs(2), [ARSON, FRAUD, NFIB])
    street = replace(
        made_up_extract(counts, boroughs(2), [crime("Anti-social behaviour"), *map(crime, "XY")]),
        source=Source.POLICE_UK,
    )
    disorder = replace(street, labels=street.labels[:1], label=np.zeros_like(street.label))

    ((all_frauds,), (with_total,), (none,)) = (
        cells_in(tmp_path, [one]) for one in (fraud, street, disorder)
    )

    assert all_frauds.offences == ("Arson", "Fraud and forgery", "NFIB fraud")
    assert all_frauds.members.tolist() == [True, True, False]
    assert with_total.offences == ("Anti-social behaviour", "X", "Y")
    assert with_total.members.tolist() == [False, True, True]
    assert none.members.tolist() == [True]


def test_of_the_dashboard_offences_alone_and_none_that_overlap(tmp_path: Path) -> None:
    labels = [
        Label(group="Robbery", offence="Personal Property", measure="Positive outcomes"),
        Label(group="Burglary", offence="Residential Burglary"),
        Label(group="Knife Crime", offence="Knife Crime"),
    ]
    extract = replace(
        made_up_extract(figures(2, 3, 24), boroughs(2), labels), source=Source.MPS_DASHBOARD
    )

    (cells,) = cells_in(tmp_path, [extract])

    of_label = {one.offence: one for one in extract.meanings}
    assert cells.offences == tuple(sorted(one.offence for one in extract.meanings[1:]))
    assert cells.members.tolist() == [not of_label[name].overlaps for name in cells.offences]
    assert sorted(cells.members.tolist()) == [False, True]


def change(effect: Effect, first: int, *applies_to: str, last: int | None = None) -> KnownChange:
    return KnownChange(
        id=f"{effect} {first}",
        label="A change",
        effect=effect,
        first=Month(FIRST + first),
        last=None if last is None else Month(FIRST + last),
        applies_to=applies_to,
        approved_by="A test",
    )


def counting(name: str, source: Source, *offences: str) -> Indicator:
    return Indicator(
        id=name,
        name=name,
        sections=(),
        headline=False,
        polarity=next(iter(Polarity)),
        source=source,
        offences=offences,
    )


def test_months_left_out_and_new_ways_of_recording(tmp_path: Path) -> None:
    counts = figures(2, 4, 30)
    extract = made_up_extract(counts, boroughs(2), [ARSON, BICYCLES, FRAUD, NFIB])
    indicators = [
        counting("bicycles", MPS, "Bicycle theft"),
        counting("nfib", MPS, "NFIB fraud"),
        counting("elsewhere", Source.POLICE_UK, "Bicycle theft"),
    ]
    mask, step = Effect.MASK, Effect.STEP
    changes = [
        change(mask, 3, MPS, last=4),
        change(mask, 8, "bicycles"),
        change(mask, 9, "nfib", "bicycles", last=10),
        change(mask, 20, "data.police.uk", "elsewhere", "nothing", last=21),
        change(step, 0, "nfib"),
        change(step, 12, "bicycles"),
        change(step, 13, MPS),
        change(step, 14, "data.police.uk"),
        change(step, -1, MPS),
        change(step, 30, MPS),
    ]

    (cells,) = cells_in(tmp_path, [extract], changes, indicators)

    # A change of one fraud is one of the sum of both; the months of each offence:
    masked = [[3, 4], [3, 4, 8, 9, 10], [3, 4, 9, 10], [3, 4, 9, 10]]
    assert [np.flatnonzero(row).tolist() for row in cells.masked] == masked
    assert [np.flatnonzero(row).tolist() for row in cells.steps] == [
        [13], [12, 13], [0, 13], [0, 13]
    ]  # fmt: skip
    gaps = np.isnan(cells.counts)
    assert [np.flatnonzero(row).tolist() for area in gaps for row in area] == 2 * masked
    # Both frauds are in the first's own series.
    expected = counts.copy()
    expected[:, 2] += expected[:, 3]
    assert cells.as_counted.tolist() == expected.tolist()
    assert cells.counts[~gaps].tolist() == expected[~gaps].tolist()


def test_a_partners_returns_have_no_new_ways_of_recording(tmp_path: Path) -> None:
    extract = replace(
        made_up_extract(figures(1, 1, 24), boroughs(1), [Label(group="", offence="fires")]),
        source=Source.PARTNER_RETURN,
        sparse=False,
    )
    changes = [change(Effect.STEP, 5, "Partner return"), change(Effect.MASK, 7, "Partner return")]

    (cells,) = cells_in(tmp_path, [extract], changes)

    assert cells.is_returned
    assert not cells.steps.any()
    assert np.argwhere(cells.masked).tolist() == [[0, 7]]


# A ward of which the first offence is half a year after its file's first month was not there yet;
# after the last it is no more. Where two months at either end are left out, as from those on.
@pytest.mark.parametrize("left_out", [0, 2])
def test_a_ward_before_its_first_offence_and_after_its_last_has_gaps(
    tmp_path: Path, left_out: int
) -> None:
    # A single offence of either kind is one.
    counts = np.zeros((5, 2, 30))
    counts[:3, 0] = counts[3:, 1] = 1
    counts[0, :, : 6 + left_out] = 0
    counts[1, :, : 5 + left_out] = 0
    counts[2, :, 24 - left_out :] = 0
    counts[3, :, 25 - left_out :] = 0
    counts[4, :, :25] = 0
    changes = [
        change(Effect.MASK, at, MPS, last=at + left_out - 1) for at in (0, 30 - left_out)
    ] * bool(left_out)

    (cells,) = cells_in(tmp_path, [made_up_extract(counts, wards(5), LABELS)], changes)
    (of_boroughs,) = cells_in(tmp_path, [made_up_extract(counts, boroughs(5), LABELS)])

    inside = slice(left_out, 30 - left_out)
    expected = counts.copy()
    expected[:, :, :left_out] = expected[:, :, 30 - left_out :] = np.nan
    expected[0, :, : 6 + left_out] = np.nan
    expected[2, :, 24 - left_out :] = np.nan
    expected[4, :, :25] = np.nan
    np.testing.assert_array_equal(cells.counts, expected)
    assert cells.as_counted.tolist() == counts.tolist()
    assert np.isfinite(cells.counts[[1, 3], :, inside]).all()
    assert of_boroughs.counts.tolist() == counts.tolist()


def test_wards_all_of_whose_months_are_left_out_have_none(tmp_path: Path) -> None:
    counts = np.full((2, 1, 24), 3.0)

    (cells,) = cells_in(
        tmp_path,
        [made_up_extract(counts, wards(2), [ARSON])],
        [change(Effect.MASK, 0, MPS, last=23)],
    )

    assert np.isnan(cells.counts).all()
    assert cells.as_counted.tolist() == counts.tolist()


def test_a_ward_without_any_offence_is_never_there(tmp_path: Path) -> None:
    counts = np.full((2, 1, 24), 3.0)
    counts[1] = 0

    (cells,) = cells_in(tmp_path, [made_up_extract(counts, wards(2), [ARSON])])

    assert np.isfinite(cells.counts).any(axis=2).tolist() == [[True], [False]]


def plain(months: int = 30, **facts: Any) -> Cells:
    """Three boroughs' arson and shoplifting, 100 a month."""
    cells = made_up_cells(np.full((3, 2, months), 100.0), LABELS)
    return replace(cells, **facts)


def test_where_a_series_goes_on_in_another_release_and_at_another_level() -> None:
    vintage = np.zeros((3, 2, 30), dtype=np.int16)
    vintage[0, 0, 10:] = 1
    vintage[0, 1, 19:] = 1
    vintage[1, 0, 18:] = 1
    vintage[1, 1, 5:7] = 1
    vintage[2, 0, :4] = -1
    vintage[2, 1, 12] = -1
    vintage[2, 1, 13:] = 1
    cells = plain(vintage=vintage, vintages=("2025-12", "2026-01"))

    # Another level is likely where the other release goes on for a year.
    assert np.argwhere(cells.joins).tolist() == [
        [0, 0, 10], [0, 1, 19], [1, 0, 18], [1, 1, 5], [1, 1, 7]
    ]  # fmt: skip
    assert np.argwhere(cells.levels).tolist() == [[0, 0, 10], [1, 0, 18], [1, 1, 7]]


@pytest.mark.parametrize("months", [11, 30])
def test_where_recording_changed_or_months_were_left_out_another_level_is_likely(
    months: int,
) -> None:
    steps, masked = np.zeros((2, 2, months), dtype=bool)
    steps[0, 7] = True
    masked[1, 3:5] = masked[0, months - 1] = True

    cells = plain(months, steps=steps, masked=masked)

    assert not cells.joins.any()
    assert np.argwhere(cells.levels).tolist() == [
        place for area in range(3) for place in ([area, 0, 7], [area, 1, 5])
    ]


def test_which_areas_are_large_and_which_a_fault_reaches() -> None:
    counts = np.zeros((4, 2, 24))
    counts[:, 0, 0] = 1, 99, 5000, 0.9
    counts[:, 1, 0] = 7000
    counts[0, 0, 5:9] = np.nan
    cells = replace(
        made_up_cells(counts, LABELS),
        ordinary=np.array([True, True, False, True]),
        members=np.array([True, False]),
    )

    # Of 100.9 by offences of the total in areas that are no odd ones, 1 is nearly a hundredth.
    assert cells.large.tolist() == [False, True, False, False]
    counts[3] = 0
    assert replace(cells, counts=counts).large.tolist() == [True, True, False, False]
    assert cells.reached is None
    first, second, _, fourth = cells.areas
    assert replace(cells, every_area=False).reached == frozenset([first, second, fourth])


def test_which_offences_a_fault_reaches() -> None:
    counts = np.full((2, 3, 24), 5.0)
    cells = replace(
        made_up_cells(counts, [ARSON, BICYCLES, SHOPLIFTING]), members=np.array([True, True, False])
    )
    vintage = cells.vintage.copy()
    vintage[:, 1] = -1

    assert cells.reached_of([0, 1]) is None
    assert cells.reached_of([0]) == frozenset(["Arson"])
    assert cells.reached_of([0, 2]) == frozenset(["Arson", "Shoplifting"])
    gone = replace(cells, vintage=vintage)
    assert (gone.is_there.tolist(), gone.reached_of([0])) == ([True, False, True], None)
    named = replace(cells, offences=("Burglary", "Moon theft", "Arson"))
    assert named.canonical([0, 1]) == frozenset(
        [
            "Residential burglary", "Business and community burglary", "Burglary non-dwelling",
            "Moon theft",
        ]
    )  # fmt: skip


def test_the_files_that_figures_come_from() -> None:
    one = made_up_extract(figures(2, 2, 10), boroughs(2), LABELS, vintage="2025-12")
    other = made_up_extract(figures(2, 2, 10), boroughs(2), LABELS, first=FIRST + 5)
    later = replace(other, months=tuple(range(FIRST + 15, FIRST + 20)), file="later.csv")
    vintage = np.zeros((3, 2, 20), dtype=np.int16)
    vintage[:, :, 8:] = 1
    vintage[0, 1, 8:10] = 0
    vintage[2, 0] = -1
    cells = plain(
        20, extracts=(one, other, later), vintage=vintage, vintages=("2025-12", "2026-01")
    )

    assert cells.files(0, 0, [7]) == ("2025-12.csv",)
    assert cells.files(0, 0, [8]) == ("2026-01.csv",)
    assert cells.files(0, 1, [8]) == ("2025-12.csv",)
    assert cells.files(0, 1, [9, 10]) == ("2025-12.csv", "2026-01.csv")
    assert cells.files(0, 0, [16]) == ("later.csv",)
    assert cells.files(2, 0, [7]) == ()
    assert cells.files(slice(None), 0, [8]) == ("2026-01.csv",)
    assert cells.files(slice(None), [0, 1], [8]) == ("2025-12.csv", "2026-01.csv")
    assert cells.files(slice(None), slice(None), [12, 16]) == ("2026-01.csv", "later.csv")
    assert BARNET in cells.areas
