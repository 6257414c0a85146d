"""What was published: each edition's figures as they stood then, and the chain of editions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

Value = float | str | None


class Figure(StrEnum):
    """Which figure of an indicator a row holds, in the table's words; ``key`` is its record key."""

    key: str

    def __new__(cls, name: str, key: str = "") -> Self:
        """The member with its key; its value is its name alone."""
        figure = str.__new__(cls, name)
        figure._value_ = name
        figure.key = key
        return figure

    VOLUME_12M = ("Last 12 months", "volume_12m")
    VOLUME_12M_PRIOR = ("Year before", "volume_12m_prior")
    VOLUME_3M = ("Last 3 months", "volume_3m")
    VOLUME_3M_PRIOR = ("Same 3 a year before", "volume_3m_prior")
    CHANGE_PCT = ("Change %", "change_pct")
    STATUS = ("Status", "status")
    CHANGE_WORDS = ("Is the change real?", "change_words")
    RATE = ("Per 1,000", "rate_per_1000")
    RANK = ("Rank", "rank")
    RAG = ("RAG", "rag")
    EXCEPTION = ("Exception", "exception")
    DEFINITION = ("Definition", "definition")
    WARD_YEAR = ("Ward, calendar year", "ward_year")


VOLUMES: Final[Mapping[Figure, tuple[int, int]]] = {
    Figure.VOLUME_12M: (12, 0),
    Figure.VOLUME_12M_PRIOR: (12, 12),
    Figure.VOLUME_3M: (3, 0),
    Figure.VOLUME_3M_PRIOR: (3, 12),
}
"""The figures that are sums of months: how many months, and how many months before the row's."""

DECIMALS: Final = 4
"""Digits behind the point that a table keeps of a figure: Excel changes none of so few."""

ENDED: Final = "ended"
"""The standing of an exception that an edition told of and that was over by then."""

_ABOVE, _BELOW = "above", "below"
_BETWEEN: Final = "; "
_TO: Final = " to "
_SINCE: Final = "since "


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedException:
    """An exception as an edition listed it: its standing then, its side and its months."""

    standing: str
    is_high: bool
    first: Month
    last: Month
    since: Month

    def __str__(self) -> str:
        """``new; above; 2025-04 to 2025-09; since 2025-08``: what the table holds."""
        side = _ABOVE if self.is_high else _BELOW
        months = f"{self.first}{_TO}{self.last}"
        return _BETWEEN.join((self.standing, side, months, f"{_SINCE}{self.since}"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """What ``str`` has written; ``ValueError`` for anything else."""
        standing, side, months, since = text.split(_BETWEEN)
        first, last = months.split(_TO)
        if side not in (_ABOVE, _BELOW) or not since.startswith(_SINCE):
            message = f"an exception as it was listed was wanted; found {text!r}"
            raise ValueError(message)
        return cls(
            standing=standing,
            is_high=side == _ABOVE,
            first=Month.parse(first),
            last=Month.parse(last),
            since=Month.parse(since.removeprefix(_SINCE)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One figure as an edition published it.

    ``indicator`` is the id, ``label`` the name as it was then. ``month`` is the last of the months
    that the figure is of. ``value`` is what members were shown, ``public`` what anybody was, each
    None for nothing. ``definition`` is the digest of what the indicator counted.
    """

    edition: str
    indicator: str
    label: str
    area: str
    month: Month
    figure: Figure
    value: Value
    vintage: str = ""
    definition: str = ""
    public: Value = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEdition:
    """An edition with its figures; ``parent`` is the digest of the one before it, '' for the first.

    ``area`` is whose edition it is. ``reason`` says why there is a second one of a month.
    ``imported`` is the name of the file that an earlier quarter's figures came from, '' for an
    edition that was published from the workbook. ``rows`` is how many figures it had, and
    ``digest`` is over all of it and its parent, as the table of editions says: see `digest_of`.
    """

    name: str
    area: str
    as_at: Month
    on: datetime.date
    digest: str
    parent: str
    figures: tuple[PublishedFigure, ...]
    reason: str = ""
    imported: str = ""
    rows: int = 0

    @property
    def knows_exceptions(self) -> bool:
        """Whether its list of exceptions is known: of an imported edition only where it has one."""
        return not self.imported or any(one.figure is Figure.EXCEPTION for one in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an edition said of one series: how far it went, and the exception in force, if any."""

    month: Month
    exception: ListedException | None


class Listing:
    """What an edition said of each series' exceptions, to be asked for many series."""

    def __init__(self, edition: PublishedEdition) -> None:
        self._as_at = edition.as_at
        self._months: dict[tuple[str, str], Month] = {}
        self._listed: dict[tuple[str, str], ListedException] = {}
        for one in edition.figures:
            key = one.indicator, one.area
            if one.figure is not Figure.EXCEPTION:
                self._months.setdefault(key, one.month)
            elif isinstance(one.value, str):
                try:
                    self._listed[key] = ListedException.parse(one.value)
                except ValueError:
                    continue  # changed by hand, which `safer check` says

    def known(self, indicator: str, place: str) -> Known:
        """What was known of an indicator, by its id, in a place."""
        key = indicator, place
        listed = self._listed.get(key)
        in_force = listed is not None and listed.standing != ENDED
        return Known(
            month=self._months.get(key, self._as_at), exception=listed if in_force else None
        )


def edition_before(
    published: Sequence[PublishedEdition], as_at: Month, area: str
) -> PublishedEdition | None:
    """The edition that figures to ``as_at`` stand beside: the last of an earlier month.

    An edition is never beside one of its own month, so that made again it is the same.
    """
    earlier = [one for one in published if one.as_at < as_at and one.area == area]
    return max(enumerate(earlier), key=lambda at: (at[1].as_at, at[0]))[1] if earlier else None


def in_order(editions: Sequence[PublishedEdition]) -> tuple[PublishedEdition, ...]:
    """The editions each after its parent, the first one first, however their table is sorted.

    Those that no chain leads to, and those of tables without digests, follow as they stand.
    """
    children = {one.parent: one for one in reversed(editions) if one.digest}
    found: list[PublishedEdition] = []
    at = children.get("")
    while at is not None and at not in found:
        found.append(at)
        at = children.get(at.digest)
    return (*found, *(one for one in editions if one not in found))


def kept(value: Value) -> Value:
    """A value as a table keeps it: a number to so many digits that no program changes it."""
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    # Fifteen digits are what every program keeps; adding 0 leaves no negative one.
    return float(f"{round(float(value), DECIMALS):.15g}") + 0.0


def digest_of(edition: PublishedEdition) -> str:
    """What tells an edition from any other: over its parent, itself and its figures.

    The order of the rows does not count: a table may be sorted.
    """
    head = (
        edition.parent,
        edition.name,
        edition.area,
        str(edition.as_at),
        edition.on.isoformat(),
        edition.reason,
        edition.imported,
    )
    return _digest([*map(str, head), *sorted(map(_line, edition.figures))])


def same_figures(one: PublishedEdition, other: PublishedEdition) -> bool:
    """Whether two editions of a month say the same, whatever their names and days."""
    return (one.area, one.as_at) == (other.area, other.as_at) and sorted(
        map(_line, one.figures)
    ) == sorted(map(_line, other.figures))


def _line(one: PublishedFigure) -> str:
    parts = (
        one.indicator,
        one.label,
        one.area,
        str(one.month),
        one.figure.value,
        _canonical(one.value),
        _canonical(one.public),
        one.vintage,
        one.definition,
    )
    return "\t".join(" ".join(part.split()) for part in parts)


def _canonical(value: Value) -> str:
    """A value as a text that no program changes that saves the workbook."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:.{DECIMALS}f}"


def _digest(lines: Iterable[str]) -> str:
    # A letter first: Excel takes twenty digits, or 12e34, for a number.
    return "e" + hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).hexdigest()[:23]
