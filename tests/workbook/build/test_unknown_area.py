"""A template of an area that there is none of is not begun, whatever it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.build.build import build
from xlsrc.domain.errors import AreaError
from xlsrc.resources import data_folder, shipped_template

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("from_workbook", [False, True])
@pytest.mark.parametrize("with_extracts", [False, True])
def test_an_unknown_area_is_refused_before_anything_is_written(
    tmp_path: Path, *, from_workbook: bool, with_extracts: bool
) -> None:
    with pytest.raises(AreaError, match="found none called 'Barnat': did you mean Barnet"):
        build(
            shipped_template() if from_workbook else None,
            area="Barnat",
            out=tmp_path / "Barnat.xlsx",
            extracts=data_folder() if with_extracts else None,
            progress=lambda _: None,
        )

    assert list(tmp_path.iterdir()) == []


def test_one_of_a_list_of_its_own_is_told_how_to_bring_it(tmp_path: Path) -> None:
    with pytest.raises(AreaError, match=r"a list of your own \(areas.csv\) needs its folder"):
        build(
            shipped_template(),
            area="Don Valley",
            out=tmp_path / "Don Valley.xlsx",
            progress=lambda _: None,
        )
