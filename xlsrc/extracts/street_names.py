"""The police force that a file of searches is of, by its name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from xlsrc.extracts.street_file import RAILWAYS
from xlsrc.national.bundle import bundle

_PUBLISHED: Final = re.compile(r"^\d{4}-\d{2}-([a-z-]+)-stop-and-search\.csv$")


def force_in_name(file: str) -> str:
    """The police force of "2025-04/2025-04-south-wales-stop-and-search.csv"; '' for other names.

    A small force's searches may lie in the next one's area for a good part.
    """
    published = _PUBLISHED.match(PurePosixPath(file).name.lower())
    return _forces_by_name().get(published[1], "") if published else ""


@cache
def _forces_by_name() -> dict[str, str]:
    names = map(in_order, bundle().force_names)
    known = {re.sub(r"[^a-z]+", "-", _short(one).replace("&", "and")): one for one in names}
    return {**known, "btp": RAILWAYS}


def _short(force: str) -> str:
    return force.lower().removesuffix(" police")


def in_order(force: str) -> str:
    """A force as its own people write it: "City of London" for "London, City of"."""
    name, _, title = force.partition(", ")
    return f"{title} {name}" if title else name
