"""What the map says it found: clusters and the wards beside them, exceptions, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.map.clusters import Cluster
from workbook.sheets.map.parts import ROW_NUMBER
from xlsrc.domain.wording import MINUS, count_of, some
from xlsrc.measures.hotspots import FEWEST_AREAS
from xlsrc.words.outside import when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
WAY: Final = {
    Cluster.HIGH: ("Thick outline, a cluster", "higher"),
    Cluster.LOW: ("Dashed outline, a low cluster", "lower"),
}


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
    said = ""
    for most in range(NAMED_MEMBERS, 0, -1):
        said = " ".join(_clusters(drawn, around, most))
        if fits(said, width, BODY_SIZE):
            break
    return said or (
        "No cluster: no ward and those that touch it are higher or lower together than chance "
        "would place them (Gi*, false findings held to 5 %)."
    )


def _clusters(
    drawn: Sequence[DrawnWard], around: Mapping[str, Surroundings], most: int
) -> Iterator[str]:
    is_first = True
    for kind in Cluster:
        members = [ward for ward in drawn if around[ward.code].cluster is kind]
        if not members:
            continue
        members.sort(key=lambda ward: -abs(around[ward.code].z or 0))
        codes = {ward.code for ward in members}
        beside = {code for ward in members for code in ward.neighbours} - codes
        one = len(members) == 1
        with_those = (
            f" with the {count_of(len(beside), 'ward')} that "
            f"{'touches' if len(beside) == 1 else 'touch'} {'it' if one else 'them'}"
            if beside
            else ""
        )
        head, way = WAY[kind]
        by_chance = f" than chance would place {'it' if one else 'them'}" if is_first else ""
        held = ", false findings held to 5 %" if is_first else ""
        yield (
            f"{head}: {some([ward.name for ward in members], most)}{with_those} "
            f"{'is' if one else 'are'} {way}{by_chance} "
            f"(Gi* {_strengths([around[ward.code].z or 0 for ward in members])}{held})."
        )
        is_first = False
        if kind is Cluster.HIGH and not any(around[w.code].cluster is Cluster.LOW for w in drawn):
            yield NO_LOW


def _strengths(z: Sequence[float]) -> str:
    """``3.6``, or from the strongest to the weakest ``4.1 to 3.2``."""
    ends = [f"{one:.1f}".replace("-", MINUS) for one in (z[0], z[-1])]
    return " to ".join(dict.fromkeys(ends))


def marks_sentence(shown: AreaMap, drawn: Sequence[DrawnWard], *, has_clusters: bool) -> str:
    """What the signs in the wards and in the table mean, those that are there."""
    said = []
    if any(ward.label.rstrip("\n") == ROW_NUMBER for ward in drawn):
        said.append("A number in a ward: its row in the table.")
    if has_clusters:
        said.append("In the table ■ a cluster, □ a ward beside it.")
    if any(figure.outside for figure in shown.figures):
        said.append(f"{EXCEPTION} outside its usual range now: see Exceptions.")
    elif shown.judged:
        said.append(f"{EXCEPTION} would mark a ward outside its usual range: none.")
    return " ".join(said)
