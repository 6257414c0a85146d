"""Damaged extracts and returns, made from the bundled ones by a seed, each with what is true."""

from tests.support.damage.kinds import KINDS, ONLY_BESIDE_THE_RELEASE_BEFORE, damaged
from tests.support.damage.table import AREA, FIRST, LABEL, NEWER, OLDER, Damaged, release

__all__ = [
    "AREA",
    "FIRST",
    "KINDS",
    "LABEL",
    "NEWER",
    "OLDER",
    "ONLY_BESIDE_THE_RELEASE_BEFORE",
    "Damaged",
    "damaged",
    "release",
]
