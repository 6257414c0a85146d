"""Whom an area stands among: those of its peer group that a source has figures of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import COMPARABLE_SOURCES
from xlsrc.extracts.peer_words import all_partnerships

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Source
    from xlsrc.domain.settings import PeerGroup
    from xlsrc.extracts.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerMembers:
    """The areas to compare by each source, the area itself among them, and the figures of all.

    ``by_source`` is empty for a group that names nobody. ``store`` has the members that are made
    of several authorities too.
    """

    store: Store
    by_source: Mapping[Source, tuple[Area, ...]]


def peer_members(store: Store, group: PeerGroup, area: Area) -> PeerMembers:
    """The members of a group, an area among them, by source.

    Those that the group names one by one are there for every source, with figures or without;
    those of a part of the country where the source has figures of them. What overlaps the area,
    a partnership of its own police force area say, is none of its peers.
    """
    if not group.named:
        return PeerMembers(store=store, by_source={})
    held = store.holding((area, *group.named))
    return PeerMembers(
        store=held,
        by_source={source: _members(held, group, source, area) for source in COMPARABLE_SOURCES},
    )


def _members(store: Store, group: PeerGroup, source: Source, area: Area) -> tuple[Area, ...]:
    members = {one.code: one for one in group.members}
    if group.among:
        known = {one.code for one in store.areas(Level.BOROUGH, source=source)}
        members |= {one.code: one for one in group.among if one.code in known}
    if area.code in members:
        members |= {area.code: area}
    else:
        members = {area.code: area, **members}
    return tuple(one for one in members.values() if one == area or not _share(store, one, area))


def _share(store: Store, member: Area, area: Area) -> bool:
    """Whether a place lies in both: nobody is compared with a part of their own, or of others."""
    places = store.places
    if {member, area} <= places.single:
        return False
    one, other = places.whole(member), places.whole(area)
    return one is not None and other is not None and bool(np.isin(one.lsoas, other.lsoas).any())


def comparable_areas(store: Store) -> frozenset[Area]:
    """The areas that a store has comparable figures of, partnerships of several of them too."""
    return frozenset().union(*_by_source(store))


def comparable_throughout(store: Store, area: Area) -> frozenset[Area]:
    """Those of the comparable areas that each comparable source of an area has figures of."""
    own = [areas for areas in _by_source(store.holding([area])) if area in areas]
    return frozenset.intersection(*own) if own else frozenset()


def _by_source(store: Store) -> list[frozenset[Area]]:
    held = store.holding(all_partnerships())
    return [frozenset(held.areas(Level.BOROUGH, source=source)) for source in COMPARABLE_SOURCES]
