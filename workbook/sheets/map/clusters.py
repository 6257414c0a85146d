"""Clusters on a map: areas whose surroundings are high or low together, more than by chance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.hotspots import hot_spots
from xlsrc.measures.missing import or_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.sheets.map.parts import DrawnWard
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.area_map import AreaFigure


class Cluster(StrEnum):
    """Whether an area and those around it are high or low together.

    On the map the outline of high ones is solid, of low ones dashed.
    """

    HIGH = "high"
    LOW = "low"


CLUSTER_WORDS: Final = {Cluster.HIGH: "■ high", Cluster.LOW: "□ low", None: None}
"""What the tables of small areas say of an area."""

MARKS: Final = "thick outline: a cluster, dashed where low · blank: none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """An area and those around it against all: Gi* as ``z``, its ``p``, ``None`` without either.

    ``cluster`` is ``None`` where the two are no finding among all areas.
    """

    z: float | None
    p: float | None
    cluster: Cluster | None


UNKNOWN: Final = Surroundings(z=None, p=None, cluster=None)


def surroundings(
    figures: Iterable[AreaFigure], neighbours: Mapping[str, tuple[str, ...]]
) -> dict[str, Surroundings]:
    """Of each area that is drawn, by code, from the areas' rates.

    ``neighbours`` gives the codes of the areas that each drawn one touches.
    """
    rate = {figure.area.code: figure.rate for figure in figures}
    position = {code: at for at, code in enumerate(neighbours)}
    values = [np.nan if (one := rate.get(code)) is None else one for code in neighbours]
    near = [[position[code] for code in some if code in position] for some in neighbours.values()]
    found = hot_spots(np.array(values, dtype=np.float64), near)
    return {
        code: Surroundings(
            z=or_none(z),
            p=or_none(p),
            cluster=(Cluster.HIGH if z > 0 else Cluster.LOW) if is_cluster else None,
        )
        for code, z, p, is_cluster in zip(
            neighbours, found.z.tolist(), found.p.tolist(), found.is_cluster.tolist(), strict=True
        )
    }


def ward_surroundings(dashboard: Dashboard, drawn: Sequence[DrawnWard]) -> dict[str, Surroundings]:
    """Of each ward that the map draws, by code."""
    figures = () if dashboard.ward_map is None else dashboard.ward_map.figures
    return surroundings(figures, {ward.code: ward.neighbours for ward in drawn})
