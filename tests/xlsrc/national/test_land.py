"""The land of LSOAs by their outlines."""

from __future__ import annotations

import numpy as np
import pytest

from xlsrc.national.areas import shipped_areas
from xlsrc.national.bundle import bundle
from xlsrc.national.land import lsoa_km2


def test_every_lsoa_has_land() -> None:
    assert len(lsoa_km2()) == len(bundle().lsoas)
    assert (lsoa_km2() > 0).all()


@pytest.mark.parametrize(
    ("name", "published"),
    [
        # ONS, Standard Area Measurements 2023: square kilometres to mean high water.
        ("Barnet", 86.7),
        ("Sheffield", 367.9),
        ("Cardiff", 140.9),
        ("Powys", 5180.7),
    ],
)
def test_an_authority_has_the_land_that_is_published(name: str, published: float) -> None:
    assert lsoa_km2()[shipped_areas().named(name).lsoas].sum() == pytest.approx(
        published, rel=0.015
    )


def test_england_and_wales_have_their_land() -> None:
    assert np.sum(lsoa_km2()) == pytest.approx(151_000, rel=0.005)
