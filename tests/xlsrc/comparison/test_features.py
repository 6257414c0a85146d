"""Features made of people and outlines, beside those published for England's authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.comparison.features import FEATURES, features, plain_features
from xlsrc.extracts.population import authority_features
from xlsrc.national.areas import shipped_areas
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsrc.national.named_area import NamedArea

PUBLISHED = authority_features(data_folder() / "population" / "lad_features_england.csv", FEATURES)


def authorities() -> list[NamedArea]:
    return [shipped_areas().named(code) for code in PUBLISHED.codes]


def test_an_authority_of_england_has_what_is_published_for_it() -> None:
    np.testing.assert_allclose(features(authorities()), PUBLISHED.values, rtol=1e-9)


@pytest.mark.parametrize(
    ("feature", "usual", "at_most"),
    [
        # Exact but for the LSOAs that cross from Cherwell into West Northamptonshire.
        ("population_2022", 0.0, 0.012),
        # Outlines are generalised, and cut at the shore otherwise than the published areas.
        ("people_per_km2", 0.004, 0.12),
        # Small LSOAs lose most land to generalising: more crowded by a twentieth.
        ("population_weighted_density", 0.052, 0.55),
    ],
)
def test_what_is_worked_out_is_near_what_is_published(
    feature: str, usual: float, at_most: float
) -> None:
    column = FEATURES.index(feature)
    off = np.abs(plain_features(authorities())[:, column] / PUBLISHED.values[:, column] - 1)

    assert np.median(off) <= usual
    assert off.max() <= at_most


def test_growth_is_near_what_is_published() -> None:
    off = np.abs(plain_features(authorities())[:, 1] - PUBLISHED.values[:, 1])

    assert (np.median(off) < 0.0001, off.max() < 0.2) == (True, True)  # percentage points


def test_what_is_worked_out_puts_authorities_in_nearly_the_same_order() -> None:
    worked_out = plain_features(authorities())

    for column in range(4):
        assert np.corrcoef(worked_out[:, column], PUBLISHED.values[:, column])[0, 1] > 0.99


def test_every_partnership_has_its_features() -> None:
    partnerships = shipped_areas().partnerships

    assert plain_features(partnerships).shape == (314, 4)
    assert np.isfinite(plain_features(partnerships)).all()
    english = [one for one in partnerships if one.code.startswith("E")]
    assert np.isfinite(features(english)).all()
