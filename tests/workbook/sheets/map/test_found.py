"""Clusters on the map: the sentence, the table's words, the borders that outline them."""

from __future__ import annotations

from tests.support.made_up import WARDS
from tests.workbook.sheets.map.test_values import BORDERED, DRAWN, block, figures, table, writes
from workbook.block import Block, ShapeStyle
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.map import layout as map_layout
from workbook.sheets.map import values as ward_map
from workbook.sheets.map.clusters import Cluster, Surroundings
from workbook.sheets.map.found import cluster_sentence


def test_only_borders_of_low_clusters_are_dashed() -> None:
    words = {str(row[1]): str(row[6] or "") for row in table().rows}
    name = {ward.code: ward.name for ward in WARDS}
    sides = [
        [words[name[code]] for code in w.name.split()]
        for w in writes(drawn=BORDERED)
        if isinstance(w, ShapeStyle) and w.dashed
    ]

    assert sides
    assert all(any("low" in one for one in both) for both in sides)
    assert not any(one in ("■ cluster", "□ beside it") for both in sides for one in both)


def test_no_border_is_drawn_within_a_cluster_or_far_from_one() -> None:
    kinds = {str(row[1]): str(row[6] or "none") for row in table().rows}
    name = {ward.code: ward.name for ward in WARDS}
    way = {
        "■ cluster": "high",
        "□ beside it": "high",
        "■ low cluster": "low",
        "□ beside low": "low",
    }
    borders = [w for w in writes(drawn=BORDERED) if isinstance(w, ShapeStyle) and " " in w.name]

    assert len(borders) == len(WARDS) - 1
    for border in borders:
        one, other = (way.get(kinds[name[code]]) for code in border.name.split())
        assert bool(border.edge) is (one != other)
        assert not border.fill


def test_a_row_of_rising_rates_ends_in_clusters_and_those_beside_them() -> None:
    found = {str(row[6] or "") for row in table().rows}

    assert {"■ cluster", "■ low cluster", "□ beside it", "◆ below Jul–Dec 25"} <= found


def test_the_sentence_names_the_clusters_and_how_they_were_reckoned() -> None:
    (said,) = block(map_layout.CLUSTERS.name)

    assert str(said).startswith("Thick outline, a high cluster: ")
    assert "; dashed, a low one: Barnet Vale" in str(said)
    assert str(said).endswith("False findings held to 5 %.")
    assert fits(str(said), ward_map.LINE, BODY_SIZE)


def test_one_ward_is_said_to_be_a_cluster_with_those_that_touch_it() -> None:
    none = Surroundings(z=0.1, p=0.9, cluster=None)
    around = {ward.code: none for ward in DRAWN}
    around[DRAWN[0].code] = Surroundings(z=3.61, p=0.0001, cluster=Cluster.HIGH)

    assert cluster_sentence(DRAWN, around, ward_map.LINE) == (
        "Thick outline, a cluster: Barnet Vale with the 2 wards that touch it is higher than "
        "chance would place it (Gi* of rates 3.6, false findings held to 5 %). A low cluster "
        "would have a dashed outline: none."
    )


def test_a_map_without_clusters_says_so() -> None:
    none = Surroundings(z=0.1, p=0.9, cluster=None)

    assert cluster_sentence(DRAWN, {ward.code: none for ward in DRAWN}, 780).startswith(
        "No cluster: no ward and those that touch it"
    )


def test_too_few_wards_for_clusters_are_said() -> None:
    found = writes(drawn=DRAWN[:5], figures=figures()[:5])
    said = next(w for w in found if isinstance(w, Block) and w.name == map_layout.CLUSTERS.name)

    assert said.values == (
        ("Clusters: under 10 wards have rates, too few to tell them from chance.",),
    )
