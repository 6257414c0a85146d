"""One extract file as tidy columns."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.extracts.offences import Offences, shipped_offences

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from xlsrc.domain.area import Area, Level
    from xlsrc.domain.indicator import Source
    from xlsrc.extracts.fault import Fault
    from xlsrc.extracts.label import Label
    from xlsrc.extracts.offences import Meaning
    from xlsrc.extracts.street_file import StreetFile


ILLUSTRATIVE: Final = "ILLUSTRATIVE"
"""The note of an extract whose figures are invented, and how a note that says so begins."""


def _no_lines() -> NDArray[np.int32]:
    return np.empty(0, dtype=np.int32)


def _no_bounds() -> NDArray[np.float64]:
    return np.empty(0)


class WorkedOut(dict[Hashable, Any]):
    """What follows from an extract, by what asks for it; worked out anew where it is sent to."""

    def __reduce__(self) -> tuple[type[WorkedOut], tuple[()]]:
        return WorkedOut, ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The rows of one file, dictionary-encoded: row i is ``areas[area[i]]``, ``labels[label[i]]``.

    ``month`` holds :class:`~xlsrc.domain.month.Month` ordinals, ``count`` the figure (``nan``
    where the file says missing or suppressed). ``months`` are the months the file covers: a
    covered month without a row is a true 0 when ``sparse``, else missing. ``denominator`` is
    ``nan`` unless the file gives one (a partner return of shares).

    With ``covered_by_group`` the months covered are those of each offence group by itself: the
    months in which any label of the group has a row (one dashboard file holds groups that start
    and end apart). ``faults`` say what of the file is not used though the rest of it is.
    ``lines`` are the lines of the file that the rows come from, each of as many rows as any
    other; empty where a layout does not tell. ``reporter`` is the police force of a street file:
    its monthly files are read as one. ``street`` is what the gate asks of each of them, until the
    folder is read; an extract without months is there for that alone. ``offences`` is the list
    that says what the labels mean. ``least`` and ``most`` are, where a count was suppressed, what
    it may be, else ``nan``; empty where none was.

    No array of it may be written to: ``worked_out`` holds what has been made of them.
    """

    source: Source
    layout: str
    level: Level
    vintage: str
    file: str
    sha256: str
    sparse: bool
    illustrative: bool
    months: tuple[int, ...]
    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    area: NDArray[np.int32]
    label: NDArray[np.int32]
    month: NDArray[np.int32]
    count: NDArray[np.float64]
    denominator: NDArray[np.float64]
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    covered_by_group: bool = False
    reporter: str = ""
    street: tuple[StreetFile, ...] = ()
    lines: NDArray[np.int32] = field(default_factory=_no_lines, repr=False)
    least: NDArray[np.float64] = field(default_factory=_no_bounds, repr=False)
    most: NDArray[np.float64] = field(default_factory=_no_bounds, repr=False)
    left_out: int = 0
    offences: Offences = field(default_factory=shipped_offences, repr=False, compare=False)
    worked_out: WorkedOut = field(default_factory=WorkedOut, init=False, repr=False, compare=False)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What each of the labels stands for, by the list that the folder's files go by."""
        found: tuple[Meaning, ...] | None = self.worked_out.get("meanings")
        if found is None:
            found = tuple(self.offences.meaning_of(self.source, label) for label in self.labels)
            self.worked_out["meanings"] = found
        return found

    def filled(self, bounds: NDArray[np.float64]) -> Extract:
        """The extract with suppressed counts as ``bounds``, its ``least`` or its ``most``."""
        if not bounds.size:
            return self
        return replace(self, count=np.where(np.isnan(self.count), bounds, self.count))

    def frame(self) -> pd.DataFrame:
        """The tidy frame: area_code, area_name, area_level, offence_group, offence, month, count,
        vintage, source, file, sha256; one row per area, offence and month found in the file.

        ``measure`` and ``denominator`` follow the columns named above; ``month`` is the first day
        of the month; a missing figure is ``nan``.
        """
        import pandas as pd

        first_days = np.array(
            [f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}" for ordinal in self.months] or [],
            dtype="datetime64[M]",
        )
        position = np.searchsorted(np.array(self.months, dtype=np.int32), self.month)
        return pd.DataFrame(
            {
                "area_code": _taken([area.code for area in self.areas], self.area),
                "area_name": _taken([area.name for area in self.areas], self.area),
                "area_level": self.level.value,
                "offence_group": _taken([label.group for label in self.labels], self.label),
                "offence": _taken([label.offence for label in self.labels], self.label),
                "month": first_days[position].astype("datetime64[s]"),
                "count": self.count,
                "vintage": self.vintage,
                "source": self.source.value,
                "file": self.file,
                "sha256": self.sha256,
                "measure": _taken([label.measure for label in self.labels], self.label),
                "denominator": self.denominator,
            }
        )


def _taken(texts: list[str], index: NDArray[np.int32]) -> pd.Series[str]:
    import pandas as pd

    return pd.Series(texts, dtype="str").take(index).reset_index(drop=True)
