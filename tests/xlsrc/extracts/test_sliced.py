"""Slices of a store: what is made of them is what is made of the whole store."""

from __future__ import annotations

import datetime
import pickle
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from tests.support.own_groups import LONG_GROUP, PARTS_OF_SHEFFIELD, with_own_groups
from tests.support.street import Incidents, months, name, rows, street_file
from xlsrc.assess import dashboard
from xlsrc.defaults import settings_for
from xlsrc.domain.area import Level
from xlsrc.extracts.packed import packed, unpacked
from xlsrc.extracts.sliced import SlicedExtracts, sliced
from xlsrc.extracts.store import Store
from xlsrc.gate.judged import NotJudgedError, judged_for
from xlsrc.records import as_json, records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.extracts.extract import Extract

TODAY: Final = datetime.date(2026, 11, 28)
FORCES: Final = {
    "South Yorkshire Police": ("Sheffield", "Barnsley", "Doncaster", "Rotherham"),
    "Dorset Police": ("Dorset", "Poole"),
    "South Wales Police": ("Cardiff", "Swansea", "Merthyr Tydfil"),
    "Metropolitan Police Service": ("Barnet", "Camden"),
}
PLACES: Final = (
    *(LONG_GROUP, PARTS_OF_SHEFFIELD),
    *("Poole", "Camden"),
)
"""Two areas of a list of one's own, a part of an authority, and one of London."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = with_own_groups(tmp_path_factory.mktemp("sliced"))
    for at, month in enumerate(months("2023-11", "2025-12")):
        for force, places in FORCES.items():
            incidents = [
                Incidents(place=place, kind=kind, number=number + (at * number) % 5)
                for number, place in enumerate((*places, ""), start=2)
                for kind in ("Burglary", "Vehicle crime")
            ]
            path = folder / name(month, force.rpartition(" ")[0])
            path.parent.mkdir(exist_ok=True)
            path.write_text(street_file(rows(force, month, incidents)), encoding="utf-8")
    return Store.open(folder, cache=None)


def judged_by_its_own(whole: Store, area: str) -> Store:
    place = whole.area(area)
    return judged_for(whole, [settings_for(place, whole.holding([place]))])


def figures(store: Store, area: str) -> tuple[str, object]:
    place = store.area(area)
    settings = settings_for(place, store.holding([place]))
    shown = dashboard(Scope.of(store, settings, today=TODAY))
    return as_json(records(shown)), (shown.sources, shown.findings, shown.files, shown.revisions)


def sent(store: Store) -> Store:
    """The store as another process would get it."""
    return pickle.loads(pickle.dumps(store))  # type: ignore[no-any-return]  # noqa: S301


@pytest.mark.slow
def test_a_slice_gives_the_figures_of_the_whole_store(
    whole: Store, proof: Callable[[str], None]
) -> None:
    rows_of_parts = []
    for area in PLACES:
        slice_ = sent(sliced(judged_by_its_own(whole, area), [whole.area(area)]))
        assert figures(slice_, area) == figures(whole, area), area
        rows_of_parts.append(sum(one.count.size for one in slice_.extracts))
    most = sum(one.count.size for one in whole.extracts)
    assert max(rows_of_parts) < most
    proof(
        f"{len(PLACES)} areas of {len(FORCES)} forces: a slice gives the figures of the whole "
        f"store, of {max(rows_of_parts)} of its {most} rows at most."
    )


@pytest.mark.slow
def test_a_slice_of_the_sample_gives_a_boroughs_figures(proof: Callable[[str], None]) -> None:
    sample = Store.open(data_folder())
    areas = ("Hackney",)
    sizes = []
    for area in areas:
        cut = sliced(judged_by_its_own(sample, area), [sample.area(area)])
        assert figures(sent(cut), area) == figures(sample, area), area
        sizes.append(len(pickle.dumps(cut)) / 2**20)
    assert max(sizes) < 5
    proof(f"A slice of the sample, {areas[0]}'s: {max(sizes):.1f} MiB as they are sent.")


def test_a_store_that_was_judged_so_before_is_the_same_store(whole: Store) -> None:
    judged = judged_by_its_own(whole, "Cardiff")

    assert judged is not whole
    assert judged_by_its_own(judged, "Cardiff") is judged


def test_a_slice_has_the_wards_and_lsoas_of_its_area_alone(whole: Store) -> None:
    cut = sliced(whole, [whole.area("Cardiff")])
    wards = {area.borough for one in cut.extracts if one.level is Level.WARD for area in one.areas}
    of_cut, of_whole = (
        {area for one in store.extracts if one.level is Level.BOROUGH for area in one.areas}
        for store in (cut, whole)
    )
    assert wards == {"Cardiff"}
    assert of_cut == of_whole
    assert [len(one.count) + one.left_out for one in cut.extracts] == [
        len(one.count) for one in whole.extracts
    ]


def test_what_slices_have_in_common_is_the_same_object_where_it_came_before(whole: Store) -> None:
    cardiff, sheffield = (
        sent(sliced(whole, [whole.area(one)])) for one in ("Cardiff", "Sheffield")
    )
    assert isinstance(cardiff.extracts, SlicedExtracts)
    assert isinstance(sheffield.extracts, SlicedExtracts)
    assert cardiff.extracts.common is sheffield.extracts.common
    assert cardiff.people is sheffield.people
    assert sliced(cardiff, [whole.area("Barnet")]) is cardiff


def test_a_changed_slice_is_sent_as_it_is(whole: Store) -> None:
    cut = replace(sliced(whole, [whole.area("Cardiff")]), faults=("one more",))
    assert sent(cut).faults == ("one more",)


def test_a_slice_whose_store_was_not_judged_by_its_settings_says_so(whole: Store) -> None:
    area = whole.area("Cardiff")
    cut = sliced(whole, [area])
    with pytest.raises(NotJudgedError, match="Findings of the whole extracts were wanted"):
        Scope.of(cut, settings_for(area, cut), today=TODAY)


def same(one: Extract, other: Extract) -> bool:
    values = ((getattr(one, of.name), getattr(other, of.name)) for of in fields(one) if of.compare)
    return all(
        np.array_equal(a, b, equal_nan=a.dtype.kind == "f") and a.dtype == b.dtype
        if isinstance(a, np.ndarray)
        else a == b
        for a, b in values
    )


def test_an_extract_that_was_packed_comes_out_as_it_was(whole: Store) -> None:
    plain = whole.extracts[0]
    size = plain.count.size
    odd = np.linspace(-1, 2, size)
    gaps = np.where(np.arange(size) % 2, np.nan, 300.0)
    for count in (plain.count, odd, gaps, np.full(size, -0.0), np.full(size, 70_000.0)):
        one = replace(plain, count=count, least=count, most=gaps)
        there = unpacked(packed(one))
        assert same(one, there)
        assert np.array_equal(np.signbit(one.count), np.signbit(there.count))
