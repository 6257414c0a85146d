"""One release as the file rules see it: area × label × month, whatever the order of its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self, TypeVar

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.names import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Source
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.offences import Meaning
    from xlsrc.extracts.places import Places

# Areas of the publisher's that are no borough: rows without a place, and what other forces do.
ODD_AREA: Final = re.compile(
    r"^(unknown( \(.*\))?|other / ?nk|n/?k\b.*|aviation security.*|non[ -]met police force"
    r"|.*airports?\b.*)$",
    re.IGNORECASE,
)
_WITHOUT_PLACE: Final = re.compile(
    r"^(unknown( \(.*\))?|other / ?nk|n/?k\b.*|no place)$", re.IGNORECASE
)
_NAMED: Final = 4
"""How many names a sentence gives before it says how many more there are."""

_Key = TypeVar("_Key")
AreaKey = tuple[str, str]
LabelKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Release:
    """An extract's figures in a cube; missing figures count as nothing.

    ``counts`` is area × label × month, ``present`` area × label: whether the file has any row.
    ``ordinary`` marks the areas that are known and are no odd ones.
    """

    extract: Extract
    places: Places
    meanings: tuple[Meaning, ...]
    counts: NDArray[np.float64]
    present: NDArray[np.bool_]
    ordinary: NDArray[np.bool_]

    @classmethod
    def of(cls, extract: Extract, places: Places) -> Self:
        """The cube of an extract."""
        shape = (len(extract.areas), len(extract.labels), len(extract.months))
        month = np.searchsorted(np.array(extract.months), extract.month)
        row = extract.area.astype(np.int64) * shape[1] + extract.label
        counts = np.bincount(
            row * shape[2] + month,
            weights=np.nan_to_num(extract.count),
            minlength=int(np.prod(shape)),
        ).reshape(shape)
        return cls(
            extract=extract,
            places=places,
            meanings=extract.meanings,
            counts=counts.astype(np.float64),
            present=np.bincount(row, minlength=shape[0] * shape[1]).reshape(shape[:2]) > 0,
            ordinary=np.array([is_ordinary(area, places) for area in extract.areas], dtype=bool),
        )

    @property
    def source(self) -> Source:
        """The publisher's dataset."""
        return self.extract.source

    @property
    def is_of_boroughs(self) -> bool:
        """Whether its areas are boroughs, not parts of them."""
        return self.extract.level is Level.BOROUGH

    @property
    def where(self) -> str:
        """The file, as sentences name it."""
        return f"File {self.extract.file}"

    @property
    def totals(self) -> NDArray[np.float64]:
        """Area × label: the sums over the months."""
        return np.asarray(self.counts.sum(axis=2))

    def area_keys(self) -> dict[AreaKey, int]:
        """What makes an area the same in two releases → its place in this one."""
        return {
            (area.borough, area.code or name_key(area.name)): at
            for at, area in enumerate(self.extract.areas)
        }

    def label_keys(self) -> dict[LabelKey, int]:
        """What makes a label the same in two releases → its place in this one."""
        return {
            (name_key(label.group), name_key(label.offence), label.measure): at
            for at, label in enumerate(self.extract.labels)
        }

    def by_offence(self) -> dict[tuple[str, str], list[int]]:
        """Canonical offence and measure → the places of its labels."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, (label, meaning) in enumerate(zip(self.extract.labels, self.meanings, strict=True)):
            found.setdefault((meaning.offence, label.measure), []).append(at)
        return found

    def homes(self) -> frozenset[str]:
        """The names of the known boroughs that it has rows of, or of parts of."""
        return frozenset(
            home_of(area)
            for area, known in zip(self.extract.areas, self.ordinary.tolist(), strict=True)
            if known
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pair:
    """A release beside the one before it, on the areas, labels and months that both have.

    ``now`` and ``before`` are area × label × month in that common order; ``areas`` and ``labels``
    are their places in the newer release. ``before_all`` is the older release over its own areas
    and labels, in the common months alone.
    """

    newer: Release
    older: Release
    areas: list[int]
    labels: list[int]
    now: NDArray[np.float64]
    before: NDArray[np.float64]
    now_all: NDArray[np.float64]
    before_all: NDArray[np.float64]
    months: tuple[int, ...]

    @classmethod
    def of(cls, newer: Release, older: Release) -> Self:
        """The common part of two releases."""
        months = tuple(sorted(set(newer.extract.months) & set(older.extract.months)))
        areas = _both(newer.area_keys(), older.area_keys())
        labels = _both(newer.label_keys(), older.label_keys())
        now_all = newer.counts[:, :, np.isin(newer.extract.months, months)]
        before_all = older.counts[:, :, np.isin(older.extract.months, months)]
        return cls(
            newer=newer,
            older=older,
            areas=[at for at, _ in areas],
            labels=[at for at, _ in labels],
            now=now_all[np.ix_([a for a, _ in areas], [a for a, _ in labels])],
            before=before_all[np.ix_([b for _, b in areas], [b for _, b in labels])],
            now_all=now_all,
            before_all=before_all,
            months=months,
        )


def is_ordinary(area: Area, places: Places) -> bool:
    """Whether an area is a borough that the police publish, or a part of one."""
    # Without a code it is none, which is sooner told than that no place goes by its name.
    return bool(area.code) and places.known(home_of(area)) is not None


def is_without_place(area: Area) -> bool:
    """Whether an area stands for offences whose place nobody knows."""
    return bool(_WITHOUT_PLACE.match(home_of(area)))


def home_of(area: Area) -> str:
    """The borough that an area is, or lies in."""
    return area.borough or area.name


def named(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown


def perhaps_renamed(release: Release, groups: Collection[str]) -> str:
    """The unknown labels of some groups: one of them may be a lost one's new name."""
    names = [
        f"'{label.offence}'"
        for label, meaning in zip(release.extract.labels, release.meanings, strict=True)
        if not meaning.mapped and meaning.group in groups
    ]
    return f"; perhaps renamed: {named(names)}" if names else ""


def _both(newer: dict[_Key, int], older: dict[_Key, int]) -> list[tuple[int, int]]:
    return [(at, older[key]) for key, at in newer.items() if key in older]
