"""The documents' pictures show what the sample holds now, and nobody drew one by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docs.pictures import shown

if TYPE_CHECKING:
    from workbook.refresh import Refreshed

DRAWN_OTHERWISE = ("architecture.svg",)
"""What a test of the papers draws again whole."""


def test_every_picture_is_as_a_script_drew_it() -> None:
    pictures = {path.name for path in shown.HERE.iterdir() if path.suffix in (".png", ".svg")}
    drawn_from = shown.kept()

    assert pictures == {*DRAWN_OTHERWISE, *(f"{name}.png" for name in drawn_from)}
    assert [name for name in drawn_from if drawn_from[name]["file"] != shown.of_file(name)] == []


def test_every_picture_shows_what_the_sample_and_the_past_hold(sample: Refreshed) -> None:
    drawn_from = shown.kept()
    now = shown.of_sample(sample.dashboard) | shown.of_the_past() | shown.of_pages(sample.path)

    assert {*now} == {*drawn_from}
    assert {
        name for name, one in now.items() if drawn_from[name]["shows"] != shown.checksum(one)
    } == set(), "run `python -m docs.pictures.make` and `python -m docs.pictures.pages`"


@pytest.mark.parametrize("figures", [[1.0, 2.0], [1.0, 2.01]])
def test_figures_that_moved_are_seen(figures: list[float]) -> None:
    is_same = shown.checksum({"p": figures}) == shown.checksum({"p": [1.000001, 2.0]})

    assert is_same is (figures == [1.0, 2.0])
