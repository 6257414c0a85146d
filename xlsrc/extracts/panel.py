"""Monthly series of areas × selections, each assembled once from the vintages that cover it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE, Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.cells import Cells
from xlsrc.extracts.selection import Selection, atom_membership

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.month import Month
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.selection import Atom

__all__ = ["Panel", "Selection", "area_key", "assembled", "layers_of"]

# A year and the year before it come from one release: history is revised between releases.
SAME_VINTAGE_MONTHS: Final = 24
NOTHING_BARRED: Final[Mapping[str, frozenset[str]]] = {}

AreaKey = tuple[str, str, str]
if TYPE_CHECKING:
    Vintages = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """Counts of areas × selections × months; month m is ``first_month + m``.

    ``counts`` are ``nan`` where no release has the month; ``denominators`` (same shape) are ``nan``
    unless a partner return gives them. ``vintage`` holds indices into ``vintages``, −1 for none.
    ``illustrative`` says per selection whether any figure is invented for layout. ``more`` (the
    same shape, or None) is how many offences more a fault of the files may hide at most; ``unsure``
    (the same) marks months that are not to be judged.
    """

    first_month: Month
    counts: NDArray[np.float64]
    denominators: NDArray[np.float64]
    vintage: NDArray[np.int16]
    vintages: tuple[str, ...]
    illustrative: NDArray[np.bool_]
    notes: tuple[str, ...] = ()
    more: NDArray[np.float64] | None = None
    unsure: NDArray[np.bool_] | None = None

    def summed(self, every: int) -> NDArray[np.float64]:
        """``counts`` as sums are made of them, of which a figure is of ``every`` months.

        A month whose figure stands in the last of its quarter adds nothing and is no gap.
        """
        months = self.first_month.ordinal + np.arange(self.counts.shape[2])
        return np.where(months % every == every - 1, self.counts, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Layers:
    """Per vintage (oldest first) × area × selection × month: figures, and whether it has them.

    ``denominators`` are by the vintages, by their place, that give any.
    """

    vintages: tuple[str, ...]
    counts: NDArray[np.float64]
    denominators: dict[int, NDArray[np.float64]]
    has: NDArray[np.bool_]


def area_key(area: Area) -> AreaKey:
    """What makes two areas the same: the level, the borough around it, and code or else name."""
    return area.level.value, name_key(area.borough), area.code or name_key(area.name)


def assembled(
    extracts: Sequence[Extract],
    areas: Sequence[Area],
    selections: Sequence[Selection],
    as_at: Month,
    barred: Mapping[str, frozenset[str]] = NOTHING_BARRED,
) -> Panel:
    """The panel of extracts of one source and level, to ``as_at``.

    Each series ends at its own last month; its last 24 months come from the newest vintage that
    has all of them, every earlier month from the newest vintage that has it. Where no vintage has
    all 24, each month is from the newest that has it, and ``notes`` says so. Of partner returns
    each month is from the newest that has it. Invented figures stand only where no real extract
    has the series. ``barred`` names for files the keys of the offences, groups and totals that are
    not taken from them: they count other things under that name.
    """
    invented = [extract for extract in extracts if extract.illustrative]
    real = [extract for extract in extracts if not extract.illustrative]
    panel = _assembled(real, extracts, areas, selections, as_at, barred)
    if not invented:
        return panel
    filler = _assembled(invented, extracts, areas, selections, as_at, barred)
    fills = ~_has_any(panel.counts) & _has_any(filler.counts)
    mask = fills[:, :, np.newaxis]
    illustrative: NDArray[np.bool_] = np.asarray(fills.any(axis=0))
    return Panel(
        first_month=panel.first_month,
        counts=np.where(mask, filler.counts, panel.counts),
        denominators=np.where(mask, filler.denominators, panel.denominators),
        vintage=np.where(mask, filler.vintage, panel.vintage),
        vintages=panel.vintages,
        illustrative=illustrative,
        notes=tuple(dict.fromkeys((*panel.notes, *filler.notes))),
    )


def _has_any(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(counts).any(axis=2))


def _assembled(
    extracts: Sequence[Extract],
    every: Sequence[Extract],
    areas: Sequence[Area],
    selections: Sequence[Selection],
    as_at: Month,
    barred: Mapping[str, frozenset[str]],
) -> Panel:
    """The panel of some extracts on the months and vintages of ``every``."""
    layers = layers_of(extracts, every, areas, selections, as_at, barred)
    chosen, mixed = _chosen(layers.has)
    if any(extract.source is Source.PARTNER_RETURN for extract in extracts):
        # A partner corrects months, and sends only those again.
        chosen, mixed = _newest(layers.has), np.zeros_like(mixed)
    counts = _taken(dict(enumerate(layers.counts)), chosen)
    denominators = _taken(layers.denominators, chosen)
    notes = [
        f"{', '.join(selections[position].offences)}: no release has all of the last "
        f"{SAME_VINTAGE_MONTHS} months; each month is from the newest that has it"
        for position in np.flatnonzero(mixed.any(axis=0)).tolist()
    ]
    return Panel(
        first_month=as_at - (counts.shape[2] - 1),
        counts=counts,
        denominators=denominators,
        vintage=chosen,
        vintages=layers.vintages,
        illustrative=np.zeros(len(selections), dtype=np.bool_),
        notes=tuple(notes),
    )


def _taken(values: Mapping[int, NDArray[np.float64]], chosen: Vintages) -> NDArray[np.float64]:
    """Area × selection × month of the chosen layers; ``nan`` where there is none."""
    if not values:
        return np.broadcast_to(np.nan, chosen.shape)  # one figure, whatever the size
    taken = np.full(chosen.shape, np.nan)
    for at, layer in values.items():
        np.copyto(taken, layer, where=chosen == at)
    return taken


def _chosen(has: NDArray[np.bool_]) -> tuple[Vintages, NDArray[np.bool_]]:
    """The vintage of each area × selection × month (−1: none), and which series mix vintages."""
    newest = _newest(has)
    areas, selections, width = newest.shape
    months = np.arange(width)
    some = newest >= 0
    end = np.where(some.any(axis=2), width - 1 - some[:, :, ::-1].argmax(axis=2), -1)[:, :, None]
    # Months that no vintage has cannot be asked of one; a gap stays a gap.
    recent = (months > end - SAME_VINTAGE_MONTHS) & (months <= end) & some
    one = np.full((areas, selections), -1, dtype=np.int16)
    for at, layer in enumerate(has):
        one[(layer | ~recent).all(axis=2) & layer.any(axis=2)] = at
    chosen = np.where(recent & (one >= 0)[:, :, np.newaxis], one[:, :, np.newaxis], newest)
    return chosen, (one < 0) & some.any(axis=2)


def _newest(has: NDArray[np.bool_]) -> Vintages:
    """The newest vintage that has each area × selection × month; −1 for none."""
    newest = np.full(has.shape[1:], -1, dtype=np.int16)
    for at, layer in enumerate(has):
        newest[layer] = at
    return newest


def layers_of(
    extracts: Sequence[Extract],
    every: Sequence[Extract],
    areas: Sequence[Area],
    selections: Sequence[Selection],
    as_at: Month,
    barred: Mapping[str, frozenset[str]] = NOTHING_BARRED,
) -> _Layers:
    """What each vintage by itself says of each series, on the months and vintages of ``every``.

    The months run from the first that any of ``every`` covers (at least 24) to ``as_at``.
    """
    first = min(
        # The first quarter's figure is of the months before it too.
        (extract.months[0] - (extract.source.every - 1) for extract in every if extract.months),
        default=as_at.ordinal,
    )
    first = min(first, as_at.ordinal - SAME_VINTAGE_MONTHS + 1)
    months = as_at.ordinal - first + 1
    vintages = tuple(sorted({extract.vintage for extract in every}))
    shape = (len(vintages), len(areas), len(selections), months)
    layers = _Layers(
        vintages=vintages,
        counts=np.full(shape, np.nan),
        denominators={},
        has=np.zeros(shape, dtype=np.bool_),
    )
    for at, vintage in enumerate(vintages):
        release = [extract for extract in extracts if extract.vintage == vintage]
        if release:
            _fill(layers, at, release, areas, selections, first, barred)
    return layers


def _fill(
    layers: _Layers,
    at: int,
    release: Sequence[Extract],
    areas: Sequence[Area],
    selections: Sequence[Selection],
    first: int,
    barred: Mapping[str, frozenset[str]],
) -> None:
    """One release's figures; where its files overlap, the file that runs later wins."""
    atoms, membership = atom_membership(release, selections)
    shape = (len(areas), len(atoms), layers.counts.shape[3])
    counts = np.zeros(shape)
    denominators: NDArray[np.float64] | None = None
    has = np.zeros(shape, dtype=np.bool_)
    position = {area_key(area): index for index, area in enumerate(areas)}
    for extract in sorted(release, key=lambda one: (one.months[-1:], one.file)):
        wanted = [position.get(area_key(area), -1) for area in extract.areas]
        if max(wanted, default=-1) < 0:
            continue
        cells = Cells.of(extract, np.array(wanted, dtype=np.int64), shape, atoms, first)
        covered = cells.covered()
        covered[:, _of_another_definition(atoms, barred.get(extract.file, frozenset()))] = False
        np.copyto(counts, cells.counts(), where=covered)
        given = cells.denominators()
        if given is not None:
            denominators = np.full(shape, np.nan) if denominators is None else denominators
            np.copyto(denominators, given, where=covered)
        has |= covered
    summed: NDArray[np.bool_] = np.asarray(membership.any(axis=1))
    layers.has[at] = _all(has, membership) & summed[:, np.newaxis]
    layers.counts[at] = _sums(counts, membership, layers.has[at])
    if denominators is not None and np.isfinite(denominators).any():
        layers.denominators[at] = _sums(denominators, membership, layers.has[at])


def _of_another_definition(atoms: Sequence[Atom], names: frozenset[str]) -> NDArray[np.bool_]:
    return np.array(
        [name in names and measure == OFFENCES_MEASURE for name, measure in atoms], dtype=bool
    )


def _all(has: NDArray[np.bool_], membership: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Area × selection × month: whether every atom that the selection sums is there."""
    missing: NDArray[np.float64] = membership @ (~has).astype(np.float64)
    return np.equal(missing, 0.0)


def _sums(
    values: NDArray[np.float64], membership: NDArray[np.float64], has: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Area × selection × month: the atoms' sum; ``nan`` where any is missing."""
    missing = np.isnan(values)
    if missing.any():
        has = has & _all(~missing, membership)
        values = np.where(missing, 0.0, values)
    sums: NDArray[np.float64] = membership @ values
    sums[~has] = np.nan
    return sums
