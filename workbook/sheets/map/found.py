"""What the map says it found: clusters and the wards beside them, exceptions, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.map.clusters import Cluster
from workbook.sheets.map.parts import ROW_NUMBER
from xlsrc.domain.wording import MINUS, count_of, some
from xlsrc.measures.hotspots import FEWEST_AREAS
from xlsrc.words.outside import when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnWard
    from xlsrc.maps.area_map import AreaMap
    from xlsrc.series.outside import Outside

EXCEPTION: Final = "◆"
MEMBER: Final = {Cluster.HIGH: "■ cluster", Cluster.LOW: "■ low cluster"}
BESIDE: Final = {Cluster.HIGH: "□ beside it", Cluster.LOW: "□ beside low"}
MARKED: Final = "■"
NAMED_MEMBERS: Final = 3
"""Wards of a cluster that the sentence names, or as many as its line has room for."""

NO_LOW: Final = "A low cluster would have a dashed outline: none."
NO_HIGH: Final = "A high cluster would have a solid one: none."
NO_CLUSTER: Final = (
    "No cluster: no ward and those that touch it are higher or lower together than chance would "
    "place them (Gi* of rates, false findings held to 5 %)."
)
HELD: Final = "False findings held to 5 %."
NUMBERED: Final = "A number in a ward: its row in the table."


def outlined(drawn: Sequence[DrawnWard], around: Mapping[str, Surroundings]) -> dict[str, Cluster]:
    """The wards within a cluster's outline, by code: its own and those that touch them.

    A ward that touches a high and a low cluster lies within the high one's.
    """
    found = {
        ward.code: cluster for ward in drawn if (cluster := around[ward.code].cluster) is not None
    }
    for kind in Cluster:
        for ward in drawn:
            near = (around[other].cluster for other in ward.neighbours if other in around)
            if ward.code not in found and kind in near:
                found[ward.code] = kind
    return found


def found_words(
    cluster: Cluster | None, within: Cluster | None, exception: Outside | None
) -> str | None:
    """The table's word on a ward: ``■ cluster``, ``□ beside it``, ``■ ◆ above Dec 25``."""
    said = MEMBER[cluster] if cluster else BESIDE[within] if within else ""
    if exception is None:
        return said or None
    side = "above" if exception.is_high else "below"
    return f"{said[:1]} {EXCEPTION} {side} {when(exception)}".strip()


def cluster_sentence(
    drawn: Sequence[DrawnWard], around: Mapping[str, Surroundings], width: float
) -> str:
    """Which wards are clusters and by what reckoning, on a line of so many points."""
    if all(around[ward.code].z is None for ward in drawn):
        return f"Clusters: under {FEWEST_AREAS} wards have rates, too few to tell them from chance."
    found = {
        kind: members
        for kind in Cluster
        if (members := [ward for ward in drawn if around[ward.code].cluster is kind])
    }
    if not found:
        return NO_CLUSTER
    said = ""
    for most in range(NAMED_MEMBERS, -1, -1):
        if len(found) == 1:
            ((kind, members),) = found.items()
            said = _alone(kind, _Members.of(members, around), most)
        else:
            high, low = (_Members.of(found[kind], around) for kind in Cluster)
            said = _both(high, low, most)
        if fits(said, width, BODY_SIZE):
            break
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members:
    """The wards of one kind of cluster, the strongest first, how many touch them, their Gi*."""

    names: tuple[str, ...]
    beside: int
    gi: str

    @classmethod
    def of(cls, wards: Sequence[DrawnWard], around: Mapping[str, Surroundings]) -> Self:
        """Those of the wards."""
        ordered = sorted(wards, key=lambda ward: -abs(around[ward.code].z or 0))
        codes = {ward.code for ward in wards}
        beside = {code for ward in wards for code in ward.neighbours} - codes
        return cls(
            names=tuple(ward.name for ward in ordered),
            beside=len(beside),
            gi=_strengths([around[ward.code].z or 0 for ward in ordered]),
        )

    def named(self, most: int) -> str:
        """So many of their names; with none, how many they are."""
        return some(self.names, most) if most else count_of(len(self.names), "ward")


def _alone(kind: Cluster, members: _Members, most: int) -> str:
    """The sentence where all clusters are high, or all low."""
    is_high = kind is Cluster.HIGH
    one = len(members.names) == 1
    it = "it" if one else "them"
    touch = "touches" if members.beside == 1 else "touch"
    beside = f" with the {count_of(members.beside, 'ward')} that {touch} {it}"
    return (
        f"{'Thick outline, a' if is_high else 'Dashed outline, a low'} cluster: "
        f"{members.named(most)}{beside if members.beside else ''} {'is' if one else 'are'} "
        f"{'higher' if is_high else 'lower'} than chance would place {it} "
        f"(Gi* of rates {members.gi}, false findings held to 5 %). {NO_LOW if is_high else NO_HIGH}"
    )


def _both(high: _Members, low: _Members, most: int) -> str:
    """The sentence where some are high and others low."""
    return (
        f"Thick outline, a high cluster: {high.named(most)} with {high.beside} beside "
        f"(Gi* {high.gi}); dashed, a low one: {low.named(most)} with {low.beside} beside "
        f"(Gi* {low.gi}). {HELD}"
    )


def _strengths(z: Sequence[float]) -> str:
    """``3.6``, or from the strongest to the weakest ``4.1 to 3.2``."""
    ends = [f"{one:.1f}".replace("-", MINUS) for one in (z[0], z[-1])]
    return " to ".join(dict.fromkeys(ends))


def marks_sentence(shown: AreaMap, drawn: Sequence[DrawnWard], *, has_clusters: bool) -> str:
    """What the signs in the wards and in the table mean, those that are there."""
    said = []
    if any(ward.label.rstrip("\n") == ROW_NUMBER for ward in drawn):
        said.append(NUMBERED)
    if has_clusters:
        said.append("In the table ■ a cluster, □ a ward beside it.")
    if any(figure.outside for figure in shown.figures):
        said.append(f"{EXCEPTION} outside its usual range now: see Exceptions.")
    elif shown.judged:
        said.append(f"{EXCEPTION} would mark a ward outside its usual range: none.")
    return " ".join(said)
