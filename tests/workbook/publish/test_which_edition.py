"""Figures are published once; other figures of a month need a reason."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from workbook.publish import which_edition as room
from workbook.publish.which_edition import which_edition
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure
from xlsrc.published.rows import sealed

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

FIRST = datetime.date(2026, 2, 5)
LATER = datetime.date(2026, 2, 9)
DECEMBER, SEPTEMBER = Month.of(2025, 12), Month.of(2025, 9)


def edition(value: float, as_at: Month = DECEMBER, on: datetime.date = FIRST) -> PublishedEdition:
    figure = PublishedFigure(
        edition=as_at.name,
        indicator="shoplifting",
        label="Shoplifting",
        area="Barnet",
        month=as_at,
        figure=Figure.VOLUME_12M,
        value=value,
        public=value,
    )
    made = PublishedEdition(
        name=as_at.name, area="Barnet", as_at=as_at, on=on, digest="", parent="", figures=(figure,)
    )
    return sealed(made)


def chosen(
    monkeypatch: pytest.MonkeyPatch,
    made: PublishedEdition,
    *before: PublishedEdition,
    why: str = "",
) -> tuple[PublishedEdition, bool]:
    """The edition chosen where ``made`` are the figures now."""
    monkeypatch.setattr(
        room,
        "new_edition",
        lambda _shown, _public, on, *_: replace(made, on=on, reason=why.strip()),
    )
    shown = cast("Dashboard", SimpleNamespace(settings=SimpleNamespace(published=before)))
    return which_edition(shown, shown, (), LATER, why)


def test_the_first_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    found, is_new = chosen(monkeypatch, edition(1204))

    assert (found.on, is_new) == (LATER, True)


def test_the_same_figures_are_the_edition_that_is_there_with_its_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert chosen(monkeypatch, edition(1204), edition(1204)) == (edition(1204), False)


def test_other_figures_of_the_month_are_refused_with_its_name_and_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(WorkbookError, match=r"December 2025, published on 5 February 2026"):
        chosen(monkeypatch, edition(1205), edition(1204))


def test_with_a_reason_they_are_a_further_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    found, is_new = chosen(monkeypatch, edition(1205), edition(1204), why="A ward was missing")

    assert (found.reason, is_new) == ("A ward was missing", True)


def test_an_earlier_month_after_a_later_one_needs_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(WorkbookError, match="What is published stays"):
        chosen(monkeypatch, edition(900, SEPTEMBER), edition(1204))


def test_words_put_right_are_a_further_edition_whose_figures_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, is_new = chosen(monkeypatch, edition(1204), edition(1204), why="A name was wrong")

    assert (found.on, found.reason, is_new) == (LATER, "A name was wrong", True)


def test_a_further_edition_with_the_same_reason_is_the_one_that_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = sealed(replace(edition(1204), reason="A name was wrong"))

    assert chosen(monkeypatch, edition(1204), edition(1204), there, why=" A name was wrong ") == (
        there,
        False,
    )
    assert chosen(monkeypatch, edition(1204), edition(1204), there) == (there, False)


def test_figures_of_the_first_edition_after_a_second_need_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second = sealed(replace(edition(1205), name="December 2025 (2)", reason="A ward was missing"))

    with pytest.raises(WorkbookError, match=r"after those of December 2025 \(2\)"):
        chosen(monkeypatch, edition(1204), edition(1204), second)


def test_another_area_needs_a_workbook_of_its_own_or_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enfield = replace(edition(900, DECEMBER + 3), area="Enfield")

    with pytest.raises(WorkbookError, match=r"found figures of Enfield\. Make another area"):
        chosen(monkeypatch, enfield, edition(1204))
    assert chosen(monkeypatch, enfield, edition(1204), why="The boroughs are one now")[1]


def test_a_clock_before_the_last_edition_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    march = edition(1300, DECEMBER + 3)
    told = replace(edition(1204), on=datetime.date(2026, 2, 10))

    with pytest.raises(WorkbookError, match=r"clock says 9 February 2026\. Set it right"):
        chosen(monkeypatch, march, sealed(told))
    assert chosen(monkeypatch, march, sealed(replace(told, imported="Earlier.csv")))[1]


def test_a_later_month_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, edition(1204), edition(900, SEPTEMBER))[1]
