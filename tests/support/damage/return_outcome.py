"""What became of a damaged partner return."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tests.support.damage.outcome import Outcome
from tests.support.damage.returns import (
    DENOMINATOR,
    FILE,
    MONTH,
    NUMERATOR,
    VALUE,
    damaged_return,
)
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.series.returned import is_no_share, returned

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.support.damage.returns import Return

_LAST = Month.of(2025, 12)
_RETURNED = tuple(one.by(Source.PARTNER_RETURN) or one for one in default_settings().indicators)


def return_outcome(kind: str, seed: int, folder: Path) -> Outcome:
    """What a folder with the damaged return says of it, against its true figures.

    ``found``: no wrong figure is left, and something is said of the return; ``noted``: a wrong
    figure is used, and something is said. ``left`` is the largest wrong figure of which nothing
    is said, in per cent of the true one.
    """
    given, true = damaged_return(kind, seed)
    try:
        store = Store.open(given.written(folder), cache=None)
        by_indicator = returned(store, _RETURNED).by_indicator
        about = tuple(one.sentence for one in by_indicator.get(true.indicator, ()))
        has = _figures(store, true.indicator, with_invented=not about)
    except DashboardError:
        return Outcome(found=True)
    except Exception:  # noqa: BLE001 - whatever a damage brings about is what is asked
        return Outcome(broken=traceback.format_exc())
    wanted = _true_figures(true)
    count, months = has.shape[0], min(has.shape[1], wanted.shape[1])
    has, wanted = has[:count, -months:], wanted[:count, -months:]
    wrong = np.isfinite(has) & ~np.isclose(has, wanted)
    said = _said(store, about)
    error = np.where(wrong, 100 * np.abs(has / np.maximum(wanted, 1) - 1), 0.0)
    moved = float(np.nan_to_num(error).max())
    return Outcome(
        found=bool(said) and not wrong.any(),
        noted=bool(said) and bool(wrong.any()),
        moved=moved,
        left=0.0 if said else moved,
        lines=len(said),
        rules=tuple(said),
    )


def _figures(store: Store, indicator: str, *, with_invented: bool) -> NDArray[np.float64]:
    """Count and denominator × month, as they are printed.

    Where something of a return is not used, the product lets no invented figure take its place.
    """
    if not with_invented:
        real = tuple(one for one in store.extracts if not one.illustrative)
        store = replace(store, extracts=real)
    barnet = store.places.known("Barnet")
    assert barnet is not None
    selection = Selection(offences=(indicator,))
    panel = store.panel(Source.PARTNER_RETURN, Level.BOROUGH, [barnet], [selection], _LAST)
    figures = np.array([panel.counts[0, 0], panel.denominators[0, 0]])
    counted = next(one for one in _RETURNED if indicator in one.offences)
    if counted.is_share:
        figures[:, is_no_share(figures[0], figures[1], counted)] = np.nan
    return figures


def _true_figures(given: Return) -> NDArray[np.float64]:
    months = _LAST.ordinal - Month.parse(given.rows[0][MONTH]).ordinal + 1
    figures = np.full((2, months), np.nan)
    first = _LAST.ordinal - months + 1
    for row in given.rows:
        at = Month.parse(row[MONTH]).ordinal - first
        parts = (row[NUMERATOR], row[DENOMINATOR]) if row[DENOMINATOR] else (row[VALUE], "nan")
        figures[:, at] = [float(part) for part in parts]
    return figures


def _said(store: Store, about: tuple[str, ...]) -> list[str]:
    """The sentences about the return, and about its indicator."""
    of_files = [*store.faults, *(one.sentence for one in store.findings)]
    return list(dict.fromkeys([*(one for one in of_files if one.startswith(FILE)), *about]))
