"""The peer groups that a new workbook begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.comparison.alike import suggestion
from xlsrc.extracts.peer_members import comparable_areas, comparable_throughout
from xlsrc.extracts.peer_words import ALL_WITH_DATA, force_of, force_partnerships
from xlsrc.measures.benchmark import FUNNEL_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.domain.area import Area
    from xlsrc.extracts.store import Store

NEAREST: Final = 10
"""Areas that stand beside a new workbook's own."""

GroupRow = dict[str, str]
"""A row of the PeerGroups table by its headings."""

_FEW: Final = f"Under {FUNNEL_MEMBERS} areas: rates and ranks only."
_LONDON: Final = {
    "inner": ("inner", "Inner London", "inner London"),
    "outer": ("outer", "Outer London", "outer London"),
}


def default_peer_groups(area: Area, store: Store) -> tuple[GroupRow, ...]:
    """The rows of PeerGroups for an area, by what a store has figures of.

    The first, which is the one chosen, are the nearest areas that have data, of every source that
    the area has where there are enough such; then the
    partnerships of its police force, all that have data, and an empty row for the analyst's own
    list of most similar areas. Each has the columns Id, Peer group, Members, Note.
    """
    return tuple(_rows(area, store))


def _rows(area: Area, store: Store) -> Iterator[GroupRow]:
    yield _nearest(area, store)
    in_london = {one.area.code: one.group for one in store.places.boroughs}
    if area.code in in_london:
        yield _row("london", "London boroughs", "all London boroughs")
        if in_london[area.code] in _LONDON:
            yield _row(*_LONDON[in_london[area.code]])
    else:
        force = force_of(area)
        members = force_partnerships(force)
        if len(members) > 1:
            few = _FEW if len(members) < FUNNEL_MEMBERS else ""
            yield _row("force", f"{force} partnerships", f"all of {force}", few)
    yield _row("with_data", "All areas that have data", ALL_WITH_DATA)
    yield _row(
        "most_similar",
        "Most similar areas",
        "",
        "Not filled in: list the members of the police's most similar group for your partnership, "
        "which the Home Office gives in iQuanta.",
    )


def _nearest(area: Area, store: Store) -> GroupRow:
    """The nearest areas that each of the area's sources has, where that gives enough of them."""
    name = area.code or area.name
    throughout = comparable_throughout(store, area)
    found = suggestion(name, NEAREST, throughout, store.places)
    if len(found.members) < FUNNEL_MEMBERS:
        found = suggestion(name, NEAREST, comparable_areas(store), store.places)
    ident, name = "nearest", "Nearest areas that have data"
    if len(found.members) == 1:
        note = "No extracts have figures of other areas: add some that do."
        return _row(ident, name, "", note)
    few = _FEW if len(found.members) < FUNNEL_MEMBERS else ""
    note = " ".join(part for part in (found.note, few) if part)
    return _row(ident, name, found.members_cell, note or "From safer peers suggest.")


def _row(ident: str, name: str, members: str, note: str = "") -> GroupRow:
    return {"Id": ident, "Peer group": name, "Members": members, "Note": note}
