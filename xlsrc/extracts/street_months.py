"""Monthly street files of police forces joined, so that a quiet month is a true 0."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.extracts.assembly import encoded, vintage_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.label import Label


# A force's rows name some places elsewhere in the country: in South Yorkshire's files the smallest
# of its own four authorities has 17 % of the rows, the next, Wakefield, 0.04 %.
STRAY_SHARE: Final = 0.001


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rows:
    """The rows of several files under one encoding; ``reporter`` is each row's police force."""

    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    reporters: tuple[str, ...]
    area: NDArray[np.int32]
    label: NDArray[np.int32]
    reporter: NDArray[np.int32]
    month: NDArray[np.int32]
    count: NDArray[np.float64]


def joined(extracts: Iterable[Extract]) -> tuple[tuple[Extract, ...], tuple[str, ...]]:
    """One extract for each police force and level, and what was at fault.

    An area belongs to the force that reports most of it, and is covered in the months of which
    that force has a file: a month without is missing. What other forces (British Transport
    Police) report there in those months is added. Of two files of one force and month the one
    that sorts last is taken, and the fault says so.
    """
    faults: dict[str, None] = {}
    levels: defaultdict[str, dict[tuple[str, tuple[int, ...]], Extract]] = defaultdict(dict)
    for extract in sorted(extracts, key=lambda one: one.file):
        known = levels[extract.level]
        key = (extract.reporter, extract.months)
        if key in known:
            fault = (
                f"{extract.file} holds the same month as {known[key].file}, which is left out: "
                f"keep one of them"
            )
            faults[fault] = None
        known[key] = extract
    results = [one for known in levels.values() for one in _by_force(list(known.values()))]
    return tuple(results), tuple(faults)


def _by_force(extracts: Sequence[Extract]) -> list[Extract]:
    rows = _rows(extracts)
    size = len(rows.areas) * len(rows.reporters)
    cell = rows.area.astype(np.int64) * len(rows.reporters) + rows.reporter
    reported = np.bincount(cell, weights=rows.count, minlength=size).astype(np.float64)
    reported = reported.reshape(-1, len(rows.reporters))
    main = reported.argmax(axis=1)
    inside = _inside(rows.areas, reported)
    results = []
    for index, reporter in enumerate(rows.reporters):
        files = [extract for extract in extracts if extract.reporter == reporter]
        months = sorted({month for extract in files for month in extract.months})
        mine = (main[rows.area] == index) & np.isin(rows.month, months)
        kept = mine & inside[rows.area]
        if kept.any():
            stray = rows.count[mine & ~kept].sum()
            extract = _extract(rows, kept, files, tuple(months))
            note = f"{stray:,.0f} rows lie outside the force's area"
            results.append(replace(extract, notes=(*extract.notes, note)) if stray else extract)
    return results


def _inside(areas: Sequence[Area], reported: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Per area: whether its authority has more than a stray share of what its force reports."""
    _, authority = encoded(area.borough or area.name for area in areas)
    totals = np.zeros((int(authority.max(initial=-1)) + 1, reported.shape[1]))
    np.add.at(totals, authority, reported)
    shares = totals / reported.sum(axis=0)
    inside = np.asarray(shares.max(axis=1) > STRAY_SHARE, dtype=np.bool_)
    return inside[authority]


def _extract(
    rows: _Rows, kept: NDArray[np.bool_], files: Sequence[Extract], months: tuple[int, ...]
) -> Extract:
    areas, area = encoded(rows.areas[index] for index in rows.area[kept].tolist())
    labels, label = encoded(rows.labels[index] for index in rows.label[kept].tolist())
    count = rows.count[kept]
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    checksums = "".join(sorted(one.sha256 for one in files))
    return replace(
        files[0],
        vintage=vintage_after(months),
        file=f"{files[0].file}{more}",
        sha256=sha256(checksums.encode()).hexdigest() if more else files[0].sha256,
        months=months,
        areas=areas,
        labels=labels,
        area=area,
        label=label,
        month=rows.month[kept],
        count=count,
        denominator=np.full(count.shape, np.nan),
        notes=_notes(files),
    )


def _rows(extracts: Sequence[Extract]) -> _Rows:
    areas, place = encoded(area for one in extracts for area in one.areas)
    labels, kind = encoded(label for one in extracts for label in one.labels)
    reporters, reporter = encoded(one.reporter for one in extracts)
    first_area = np.cumsum([0, *(len(one.areas) for one in extracts)])[:-1]
    first_label = np.cumsum([0, *(len(one.labels) for one in extracts)])[:-1]
    return _Rows(
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


def _notes(files: Sequence[Extract]) -> tuple[str, ...]:
    """The files' notes ("12 rows have no LSOA …") with their figures added up."""
    totals: Counter[str] = Counter()
    for extract in files:
        for note in extract.notes:
            figure, _, words = note.partition(" ")
            totals[words] += int(figure.replace(",", ""))
    return tuple(f"{total:,} {words}" for words, total in totals.items())
