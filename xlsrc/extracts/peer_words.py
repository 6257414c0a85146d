"""What a list of peers may name: areas of England and Wales, and groups of them in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Area
from xlsrc.domain.names import name_key
from xlsrc.domain.nearest import OFFERED, nearest_names
from xlsrc.extracts.places import WHOLE_GROUPS
from xlsrc.national.area_list import forces
from xlsrc.national.areas import shipped_areas
from xlsrc.national.bundle import bundle
from xlsrc.national.named_area import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xlsrc.extracts.places import Places

ALL_WITH_DATA: Final = "all that have data"
_EVERYWHERE: Final[Mapping[str, Callable[[str], bool]]] = {
    ALL_WITH_DATA: lambda _: True,
    "england and wales": lambda _: True,
    "england": lambda code: code.startswith("E"),
    "wales": lambda code: code.startswith("W"),
}
_ALL_OF: Final = re.compile(r"^all (?:partnerships )?of (.+)$", re.IGNORECASE)
_PARTNERSHIPS: Final = re.compile(r"^(.+?) partnerships$", re.IGNORECASE)
_LONDON: Final = frozenset({"london", "london boroughs", "all of london", "all boroughs of london"})
"""What people call all London boroughs too."""
WORDS: Final = (
    *("all London boroughs", "inner London", "outer London"),
    *(ALL_WITH_DATA, "England", "Wales", "England and Wales"),
    "all of (a police force area)",
)
"""Every group of words, as faults list them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The areas that the names of a list mean.

    ``members`` are wanted whether there are figures of them or not, ``among`` are those of a
    part of the country, of which the ones with figures count. ``faults`` say what of the list
    means nothing.
    """

    members: tuple[Area, ...] = ()
    among: tuple[Area, ...] = ()
    faults: tuple[str, ...] = ()


def named_peers(names: Sequence[str], places: Places) -> Named:
    """The areas of a list of names, codes and groups of words, each area once.

    Those that ``places`` knows come first. The groups are of partnerships: what a partnership of
    several authorities is compared with are partnerships too.
    """
    members: dict[Area, None] = {}
    among: dict[Area, None] = {}
    faults = []
    for name in names:
        words = " ".join(name.split())
        words = "all London boroughs" if words.casefold() in _LONDON else words
        part = _EVERYWHERE.get(words.casefold())
        if part is not None:
            among |= dict.fromkeys(area for area in all_partnerships() if part(area.code))
            continue
        found = force_partnerships(_force_words(words)) or _one_or_group(words, places)
        if isinstance(found, str):
            faults.append(found)
        else:
            members |= dict.fromkeys(found)
    return Named(members=tuple(members), among=tuple(among), faults=tuple(faults))


@cache
def all_partnerships() -> tuple[Area, ...]:
    """The partnerships of England and Wales as areas, in the order of their codes."""
    return tuple(Area(code=one.code, name=one.name) for one in shipped_areas().partnerships)


def force_partnerships(force: str) -> tuple[Area, ...]:
    """The partnerships of a police force area by its name, "South Yorkshire"; () for no force."""
    return _partnerships_by_force().get(name_key(force), ()) if force else ()


def force_of(area: Area) -> str:
    """The police force area in which an area lies, "South Yorkshire"; '' where none is known."""
    all_of = bundle()
    whole = shipped_areas().find(area.code) if area.code else None
    if whole is None:
        return ""
    at = all_of.authority_force[all_of.lsoa_authority[whole.lsoas[0]]]
    return all_of.force_names[int(at)]


@cache
def _partnerships_by_force() -> Mapping[str, tuple[Area, ...]]:
    members: dict[str, list[Area]] = {}
    for area in all_partnerships():
        members.setdefault(name_key(force_of(area)), []).append(area)
    return {
        name_key(name): tuple(members[name_key(force.name)])
        for force in forces()
        for name in (force.name, f"{force.name} Police", force.name.removesuffix(" Police"))
    }


def _force_words(words: str) -> str:
    """The name of the force in "South Yorkshire partnerships" or "all of South Yorkshire"."""
    found = _ALL_OF.match(words) or _PARTNERSHIPS.match(words)
    return "" if found is None else found[1]


def _one_or_group(words: str, places: Places) -> tuple[Area, ...] | str:
    """The area of a name, or London's groups; else a sentence that says what was wanted."""
    found = places.named(words)
    # Most names are of the list at hand: of those nobody need look up all of the country's.
    if found and places.listed.issuperset(found):
        return found
    national = None if words.casefold() in WHOLE_GROUPS else shipped_areas().find(words)
    if national is not None and national.kind is Kind.FORCE and _is(national.code, found):
        return (
            f"'{words}' is a police force area: write 'all of {national.name}' for its partnerships"
        )
    if national is not None and national.kind is Kind.FORMER and _is(national.code, found):
        now = shipped_areas().named(national.became).name
        return f"'{words}' is no area any more: {national.note.rstrip('.')}; write '{now}'"
    if national is not None and not found:
        found = (Area(code=national.code, name=national.name),)
    return found or _unknown(words, places)


def _unknown(words: str, places: Places) -> tuple[Area, ...] | str:
    """What nobody goes by: an area of a list that is not at hand, else the sentence."""
    force = _force_words(words)
    if force:
        near = nearest_names(force, [one.name for one in forces()], name_key)[:OFFERED]
        offered = f" (perhaps all of {' or all of '.join(near)})" if near else ""
        return f"'{words}' names no police force area{offered}"
    if places.is_open:
        return (Area(code=words, name=words),)
    return (
        f"'{words}' is no area of England and Wales (perhaps {places.nearest(words)}) and none "
        f"of {', '.join(WORDS)}"
    )


def _is(code: str, found: Sequence[Area]) -> bool:
    """Whether a name was taken for this area, or for none."""
    return not found or [area.code for area in found] == [code]
