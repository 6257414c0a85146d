"""Monthly street files of a police force as one extract for each level of area."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from xlsrc.domain.month import Month
from xlsrc.domain.wording import count_of
from xlsrc.extracts.assembly import encoded, used, vintage_after
from xlsrc.extracts.street_file import SEARCHES, StreetFile, Use

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.label import Label

    Item = TypeVar("Item")

_PART: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetRows:
    """The rows of several extracts under one encoding; ``reporter`` is each row's police force."""

    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    reporters: tuple[str, ...]
    area: NDArray[np.int32]
    label: NDArray[np.int32]
    reporter: NDArray[np.int32]
    month: NDArray[np.int32]
    count: NDArray[np.float64]

    @classmethod
    def of(cls, extracts: Sequence[Extract]) -> StreetRows:
        """The rows of one extract or more."""
        areas, place = encoded(area for one in extracts for area in one.areas)
        labels, kind = encoded(label for one in extracts for label in one.labels)
        reporters, reporter = encoded(one.reporter for one in extracts)
        first_area = np.cumsum([0, *(len(one.areas) for one in extracts)])[:-1]
        first_label = np.cumsum([0, *(len(one.labels) for one in extracts)])[:-1]
        return cls(
            areas=areas,
            labels=labels,
            reporters=reporters,
            area=np.concatenate(
                [place[at + one.area] for at, one in zip(first_area, extracts, strict=True)]
            ),
            label=np.concatenate(
                [kind[at + one.label] for at, one in zip(first_label, extracts, strict=True)]
            ),
            reporter=np.repeat(reporter, [one.area.size for one in extracts]),
            month=np.concatenate([one.month for one in extracts]),
            count=np.concatenate([one.count for one in extracts]),
        )

    def figures(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> dict[str, Any]:
        """The fields of an extract that hold the rows which are kept: a mask, or their places."""
        areas, area = used(self.areas, self.area[kept])
        labels, label = used(self.labels, self.label[kept])
        count = self.count[kept]
        return {
            "areas": areas,
            "labels": labels,
            "area": area,
            "label": label,
            "month": self.month[kept],
            "count": count,
            "denominator": np.broadcast_to(np.nan, count.shape),
        }


def months_joined(extracts: Iterable[Extract]) -> tuple[tuple[Extract, ...], tuple[str, ...]]:
    """One extract for each layout, force and level of one download, and what was at fault.

    Of two files of one force and month the one that sorts last is taken, and the fault says so. A
    month whose rows stand again is left out: it is missing, and no 0.
    """
    faults: dict[str, None] = {}
    forces: defaultdict[tuple[str, str], list[Extract]] = defaultdict(list)
    for extract in emptied(sorted(extracts, key=lambda one: one.file)):
        forces[extract.layout, extract.reporter].append(extract)
    results: list[Extract] = []
    while forces:
        alike = forces.pop(next(iter(forces)))
        street = [one for extract in alike for one in extract.street]
        files, twice = _each_month_once(sorted(street, key=lambda one: one.file))
        faults |= dict.fromkeys(twice)
        results += _of_force(alike, files)
    return tuple(results), tuple(faults)


def emptied(items: list[Item]) -> Iterator[Item]:
    """The items of a list, which does not hold them any more: each lives as long as it is used.

    A country's files, and the months joined of them, do not fit into memory twice.
    """
    items.reverse()
    while items:
        yield items.pop()


def _each_month_once(files: Sequence[StreetFile]) -> tuple[list[StreetFile], list[str]]:
    """The months of a force, of two files of one month the last, and a fault for each other.

    Not so where that has less than half of the other's rows: they stray in a file of another month,
    or are a part. Searches do not name a force: files of one month without a search in common are
    of two forces.
    """
    faults = []
    known: defaultdict[int, list[StreetFile]] = defaultdict(list)
    for one in files:
        before = [other for other in known[one.month] if _is_again(one, other)]
        fuller = next((other for other in before if _is_part(one, other)), None)
        if fuller is not None:
            faults.append(
                f"{one.file} holds {count_of(one.rows, 'row')} of {Month(one.month).name}, of "
                f"which {fuller.file} has {fuller.rows:,}: they are left out: take them out, or "
                f"keep one of the files"
            )
            continue
        for other in before:
            known[one.month].remove(other)
            faults.append(
                f"{one.file} holds the same month as {other.file}, which is left out: "
                f"keep one of them"
            )
        use = Use.REPEATED if one.is_repeated else one.use
        known[one.month].append(replace(one, use=use))
    return [one for month in sorted(known) for one in known[month]], faults


def _is_part(one: StreetFile, other: StreetFile) -> bool:
    return not other.is_repeated and one.rows < _PART * other.rows


def _is_again(one: StreetFile, other: StreetFile) -> bool:
    return one.layout != SEARCHES or not set(one.sample).isdisjoint(other.sample)


def _of_force(extracts: Sequence[Extract], files: Sequence[StreetFile]) -> list[Extract]:
    """An extract for each level; the first holds the files, one without rows if there is none."""
    holds: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for extract in extracts:
        holds[extract.file] |= {(one.file, one.month) for one in extract.street}
    chosen = {(one.file, one.month) for one in files if one.use is Use.USED}
    levels: defaultdict[str, list[Extract]] = defaultdict(list)
    for extract in extracts:
        here = {month for _, month in holds[extract.file] & chosen}
        out = [one for one in extract.months if one not in here]
        kept = without_months(extract, out)
        if kept.months:
            levels[extract.level].append(kept)
    found = [_one(alike) if len(alike) > 1 else alike[0] for alike in levels.values()]
    found = found or [without_months(extracts[0], extracts[0].months)]
    return [replace(one, street=tuple(files) if at == 0 else ()) for at, one in enumerate(found)]


def _one(files: Sequence[Extract]) -> Extract:
    rows = StreetRows.of(files)
    months = tuple(sorted({month for one in files for month in one.months}))
    checksums = "".join(sorted(one.sha256 for one in files))
    return replace(
        files[0],
        vintage=vintage_after(months),
        file=f"{files[0].file} and {len(files) - 1} more",
        sha256=sha256(checksums.encode()).hexdigest(),
        months=months,
        notes=_notes(files),
        **rows.figures(np.ones(rows.area.shape, dtype=np.bool_)),
    )


def without_months(extract: Extract, months: Collection[int], use: Use | None = None) -> Extract:
    """The extract without some months: they are missing from it.

    ``use`` says what its files are instead of used: those of these months, or all if there are no
    such.
    """
    street = extract.street
    if use is not None:
        street = tuple(
            replace(one, use=use)
            if one.use is Use.USED and (not months or one.month in months)
            else one
            for one in street
        )
    kept = ~np.isin(extract.month, list(months))
    left = tuple(month for month in extract.months if month not in months)
    if left == extract.months:
        return replace(extract, street=street)
    return replace(
        extract,
        vintage=vintage_after(left) if left else extract.vintage,
        months=left,
        street=street,
        **StreetRows.of([extract]).figures(kept),
    )


def _notes(files: Sequence[Extract]) -> tuple[str, ...]:
    """The files' notes ("12 rows have no LSOA …") with their figures added up."""
    totals: Counter[str] = Counter()
    for extract in files:
        for note in extract.notes:
            figure, _, words = note.partition(" ")
            totals[words] += int(figure.replace(",", ""))
    return tuple(f"{total:,} {words}" for words, total in totals.items())
