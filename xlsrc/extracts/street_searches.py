"""data.police.uk: stops and searches, one row a search, without an LSOA or a police force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.names import name_key
from xlsrc.extracts.columns import aliases
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.street_extracts import street_extracts
from xlsrc.extracts.street_file import RAILWAYS, SEARCHES, label_of
from xlsrc.extracts.street_names import force_in_name, in_order
from xlsrc.extracts.street_rows import Incidents, force_months, row_places
from xlsrc.extracts.street_table import Columns, StreetTable, frame_of
from xlsrc.national.bundle import bundle
from xlsrc.national.points import NOWHERE

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.text_table import TextTable

    Whole = NDArray[np.int64]

FIND: Final = label_of(SEARCHES, "Find")
NOTHING: Final = frozenset(
    map(
        name_key,
        (
            "",
            "A no further action disposal",
            "Nothing found - no further action",
            "No further action",
            "Details not available",
            "False",
        ),
    )
)
"""Outcomes of a search that found nothing, or of which nobody knows, as published since 2014."""

COLUMNS: Final = Columns(
    needed=aliases(kind="Type", date="Date", search="Object of search"),
    others=aliases(
        longitude="Longitude",
        latitude="Latitude",
        outcome="Outcome",
        gender="Gender",
        age="Age range",
        ethnicity="Self-defined ethnicity",
        seen="Officer-defined ethnicity",
        law="Legislation",
    ),
    repeating=frozenset({"kind", "search", "outcome", "gender", "age", "ethnicity", "seen", "law"}),
)

_DAYS: Final = Columns(needed={}, others={}, repeating=frozenset({"date"}))

_UNNAMED: Final = "Search of another kind"
_OF_ONE_FORCE: Final = 0.8
"""A file of fewer searches in any force's area is of a force without one."""
_A_FEW: Final = 0.05
_YEAR_AND_MONTH: Final = len("2025-04")


def extracts_of(table: StreetTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """Monthly counts of searches by kind, and of finds, an extract for each level; of one file.

    A search lies where its point is, else in the area "Unknown (force)". The police force is that
    which the file's name has as data.police.uk publishes it, else that in whose area most of the
    points are. A find is a search with any outcome but no further
    action. :class:`~xlsrc.domain.errors.ExtractError` for an unreadable date.
    """
    names, name = table.coded("kind")
    outcomes, outcome = table.coded("outcome")
    found = np.array([name_key(one) not in NOTHING for one in outcomes])[outcome]
    kinds = [label_of(SEARCHES, one or _UNNAMED) for one in names]
    labels = [*((one,) for one in kinds), *((one, FIND) for one in kinds)]
    where = row_places(table)
    rows = Incidents(
        files=table.files,
        forces=(force_in_name(table.files[0]) or _force(where.lsoa),),
        kinds=tuple(own[0].offence for own in labels),
        file=table.file,
        force=np.zeros(table.size, dtype=np.int64),
        month=_without_strays(_months(table)),
        places=where,
        kind=name + len(names) * found,
        identified=np.zeros(table.size, dtype=np.bool_),
        number=table.frame.hash_rows().to_numpy(),
        names=_names(table),
    )
    return tuple(street_extracts(sha256, SEARCHES, force_months(rows), labels, places))


def _force(lsoa: Whole) -> str:
    all_of = bundle()
    placed = lsoa[lsoa != NOWHERE]
    searches = np.bincount(
        all_of.authority_force[all_of.lsoa_authority[placed]], minlength=len(all_of.forces)
    )
    most = int(searches.argmax())
    if searches[most] < _OF_ONE_FORCE * placed.size:
        return RAILWAYS
    return in_order(all_of.force_names[most]) if placed.size else "a force without any place"


def _months(table: StreetTable) -> Whole:
    import polars as pl

    days = table.frame.select(pl.col("date").str.strip_chars().str.head(_YEAR_AND_MONTH))
    cut = days.with_columns(pl.col("date").cast(pl.Categorical))
    return StreetTable.of({table.files[0]: cut}, _DAYS).months("date", "Date")


def _without_strays(month: Whole) -> Whole:
    """The months, those of a few rows as the month beside it.

    Hours are of Greenwich: of a summer's month the first one stands in the month before.
    """
    ordinals, at, times = np.unique(month, return_inverse=True, return_counts=True)
    of = dict(zip(ordinals.tolist(), times.tolist(), strict=True))
    own = ordinals.copy()
    for place, one in enumerate(ordinals.tolist()):
        beside = max((one + 1, one - 1), key=lambda other: of.get(other, 0))
        if of[one] < _A_FEW * of.get(beside, 0):
            own[place] = beside
    return own[at]


def _names(table: StreetTable) -> pl.Series:
    """All that is told of each search, its date first."""
    import polars as pl

    roles = [one for one in ("date", *sorted(COLUMNS.others)) if one in table.frame.columns]
    texts = [pl.col(one).cast(pl.String).fill_null("") for one in roles]
    return table.frame.select(pl.concat_str(texts, separator="|")).to_series()


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """The extracts of a table that was read line by line: see :func:`extracts_of`."""
    return extracts_of(
        StreetTable.of({table.file: frame_of(table, COLUMNS)}, COLUMNS), sha256, places
    )


FORMAT: Final = FileFormat(
    name=SEARCHES,
    columns="Type, Date, … Object of search",
    recognised=COLUMNS.recognised,
    read=read,
)
