"""Extracts as the public may know them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.by_quarter import indicator
from xlsrc.defaults import default_settings
from xlsrc.disclosure.control import PublicControl
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Disclosure, Source
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.fault import Fault
from xlsrc.extracts.label import Label
from xlsrc.extracts.limits import MAX_FIGURE
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.returns_together import judged_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

BARNET = Area(code="E09000003", name="Barnet")
SERIES, EDITIONS, MONTHS = 60, 4, 30
FIRES = indicator("fires", source=Source.PARTNER_RETURN)


def a_return(count: Sequence[float] | NDArray[np.float64], to: int = 24_300) -> Extract:
    rows = len(count)
    return Extract(
        source=Source.PARTNER_RETURN,
        layout="Partner return",
        level=Level.BOROUGH,
        vintage=f"{to}",
        file=f"Fires of Ms Example {to}.csv",
        sha256="of the file",
        sparse=False,
        illustrative=False,
        months=tuple(range(to - rows, to)),
        areas=(BARNET,),
        labels=(Label(group="", offence="fires"),),
        area=np.zeros(rows, dtype=np.int32),
        label=np.zeros(rows, dtype=np.int32),
        month=np.arange(to - rows, to, dtype=np.int32),
        count=np.array(count, dtype=np.float64),
        denominator=np.full(rows, np.nan),
        notes=("revised: row 7",),
    )


def controlled(*returns: Extract, disclosure: Disclosure | None = None) -> list[Extract]:
    own = replace(FIRES, declared=disclosure)
    control = PublicControl(replace(default_settings(), indicators=(own,), asked=()), ())
    found = [control.before(one, shipped_offences()) for one in returns]
    return [control.after(one) for one in judged_together([one for one in found if one])]


def test_a_partners_counts_of_1_to_4_may_be_any_of_these() -> None:
    (shown,) = controlled(a_return([0, 1, 4, 5, 12]))

    assert shown.count.tolist() == pytest.approx([0, np.nan, np.nan, 5, 12], nan_ok=True)
    assert shown.least.tolist() == pytest.approx([np.nan, 1, 1, np.nan, np.nan], nan_ok=True)
    assert shown.most.tolist() == pytest.approx([np.nan, 4, 4, np.nan, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ((1, 1), (1, 4)),
        ((1, 2), (1, 4)),
        ((0, 2), (0, 4)),
        ((4, 5), (1, 5)),
        ((3, 7), (1, 7)),
        ((1, 9), (1, 9)),
        ((5, 6), (5, 6)),
        ((0, 0), (0, 0)),
    ],
)
def test_a_partners_range_tells_no_more_of_a_small_count(
    sent: tuple[int, int], shown: tuple[int, int]
) -> None:
    """``<2`` is 1, and ``<3`` is 1 or 2: the partner may say so to members, not to all."""
    least, most = np.array(sent, dtype=np.float64)[:, None]

    (found,) = controlled(replace(a_return([np.nan]), least=least, most=most))

    assert (*found.least, *found.most) == shown


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_shown"),
    [(30, 60, True), (4, 60, False), (30, 33, False), (3, 4, False), (0, 60, True), (60, 60, True)],
)
def test_a_share_is_kept_back_where_any_part_of_it_is_1_to_4(
    numerator: int, denominator: int, *, is_shown: bool
) -> None:
    given = replace(a_return([numerator]), denominator=np.array([float(denominator)]))

    (shown,) = controlled(given)

    assert np.isfinite([shown.count[0], shown.denominator[0]]).tolist() == [is_shown, is_shown]
    # Of a share that is kept back it is known that there is one, and nothing else.
    bounds = [shown.least[0], shown.most[0]]
    assert np.isnan(bounds).all() if is_shown else bounds == [0, MAX_FIGURE]


def test_what_a_partner_suppressed_itself_stays_as_it_is() -> None:
    given = replace(a_return([np.nan, 7]), least=np.array([0, np.nan]), most=np.array([9, np.nan]))

    (shown,) = controlled(given)

    assert (shown.least[0], shown.most[0]) == (0, 9)


def test_an_open_return_is_as_the_partner_sent_it() -> None:
    (shown,) = controlled(a_return([1, 2, 9]), disclosure=Disclosure.OPEN)

    assert shown.count.tolist() == [1, 2, 9]


def test_what_no_public_indicator_takes_is_left_out() -> None:
    other = replace(a_return([7.0]), labels=(Label(group="", offence="never"),))

    assert controlled(other) == []


def test_nothing_of_a_partners_file_is_told_but_its_figures() -> None:
    (shown,) = controlled(a_return([9, 9]))

    assert shown.file == "Partner return 001"
    assert (shown.notes, shown.faults) == ((), ())
    assert shown.sha256 != "of the file"


def test_that_a_partners_figures_are_invented_is_told() -> None:
    given = replace(a_return([9, 9]), illustrative=True, notes=("ILLUSTRATIVE", "revised: row 7"))

    (shown,) = controlled(given)

    assert (shown.illustrative, shown.notes) == (True, ("ILLUSTRATIVE",))


def test_a_fault_of_a_partners_file_is_not_judged_either() -> None:
    """It quotes the file's cells."""
    given = replace(a_return([9, 9]), faults=(Fault(indicator="fires", text="row 7 has 3 or 4"),))
    control = PublicControl(replace(default_settings(), indicators=(FIRES,), asked=()), ())

    shown = control.before(given, shipped_offences())

    assert shown is not None
    assert shown.faults == control.after(replace(shown, faults=given.faults)).faults == ()
    boroughs = replace(given, source=Source.MPS_RECORDED_CRIME)
    assert control.after(boroughs).faults == given.faults
    assert control.after(replace(boroughs, level=Level.WARD)).faults == ()


def test_every_small_month_of_random_returns_may_be_any_of_1_to_4(
    proof: Callable[[str], None],
) -> None:
    """Whatever is made of equal extracts is equal, so that each of the four stays possible."""
    random = np.random.default_rng(17)
    months = 0
    for _ in range(SERIES):
        level = random.choice([1, 3, 6, 15])
        truth = random.poisson(level, MONTHS + EDITIONS).astype(float)
        if random.random() < 0.2:
            truth = np.arange(truth.size) % 12 * level + 1.0
        sent, others = [], []
        for edition in range(EDITIONS):
            to = MONTHS + edition
            now = np.maximum(truth[:to] + (random.random(to) < 0.1), 0)
            small = (now > 0) & (now < 5)
            months += int(small.sum())
            sent.append(a_return(now, 24_300 + edition))
            others.append(
                a_return(np.where(small, random.integers(1, 5, to), now), 24_300 + edition)
            )

        one, other = controlled(*sent), controlled(*others)

        assert [of.sha256 for of in one] == [of.sha256 for of in other]
        assert [of.months for of in one] == [of.months for of in other]
    proof(
        f"{SERIES} random returns, {EDITIONS} editions each: each of {months:,} small months may "
        "be any of 1 to 4"
    )
