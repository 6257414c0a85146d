"""What is drawn on a sheet that the new template lacks: charts, pictures, shapes, controls."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.build.sheet_pair import one_or_more, without_places
from workbook.package.structure import parsed, relationships

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from workbook.build.sheet_pair import OneSide, SheetPair
    from workbook.package.archive import Archive

    Match = Callable[[SheetPair, "Drawn"], object]

CHART, PICTURE, SHAPE, TEXT_BOX = "chart", "picture", "shape", "text box"
GROUP, MAP = "group of shapes", "map"
PLURALS: Final = {
    TEXT_BOX: "text boxes",
    GROUP: "groups of shapes",
    "ink": "ink",
    "SmartArt": "SmartArt",
}
_FRAMES: Final = {
    "chart": CHART,
    "chartex": CHART,
    "diagram": "SmartArt",
    "slicer": "slicer",
    "timeslicer": "timeline",
    "model3d": "3D model",
}
"""What a graphic frame shows, by the last word of the address of its kind."""

_OF_AREA: Final = re.compile(r"[EWSN]\d{8}(?: [EWSN]\d{8})?(?: [a-z]+)*")
"""The name of a shape of the maps: an ONS code, and what of the area it is (label, name label,
edge); a border of two areas has both codes.
"""

_REL_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Shows(NamedTuple):
    """What a chart shows: its kinds, its cells and title without their places, its colours."""

    kinds: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    colours: frozenset[str] = frozenset()


NOTHING: Final = Shows()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One thing that is drawn: what it is, its name, its words, what a chart shows and its part."""

    kind: str
    name: str
    words: str
    shows: Shows = NOTHING
    part: str | None = None


def lines(pair: SheetPair) -> Iterator[str]:
    """One line for each kind of thing drawn on a sheet that is left behind, with their names."""
    ours = list(drawn(pair.new))
    groups = {one.name for one in ours if one.kind == GROUP}
    left = [one for one in drawn(pair.old, groups) if not is_of_map(one)]
    maps = [one for one in left if one.kind == MAP]
    left = [one for one in left if one.kind != MAP] + maps[1:]
    changed: list[str] = []
    matches: tuple[Match, ...] = (_same_words, _same_panel, _same_name)
    for match in matches:
        left, more = _without_matches(pair, left, ours, match)
        changed += more
    lost = defaultdict(list)
    for one in left:
        lost[one.kind].append(f"'{one.name}'")
    for kind, names in lost.items():
        yield f"{one_or_more(kind, PLURALS.get(kind, f'{kind}s'), names)} on {pair.name}"
    if changed:
        yield f"the changes to {one_or_more(CHART, 'charts', changed)} on {pair.name}"


def is_of_map(one: Drawn) -> bool:
    """Whether refresh owns a shape: an area of the map, its label or its edge.

    Also those of another area, whose map was drawn before.
    """
    return one.kind in (SHAPE, TEXT_BOX) and _OF_AREA.fullmatch(one.name) is not None


def _same_words(_: SheetPair, one: Drawn) -> object:
    return (one.kind, one.words) if one.words else (one.kind, one.name, one.words)


def _same_panel(pair: SheetPair, one: Drawn) -> object:
    """The words of a panel of any indicator: one that is no longer there is not missed."""
    words = pair.of_any(one.words)
    return None if words == one.words else (one.kind, words)


def _same_name(pair: SheetPair, one: Drawn) -> object:
    return (one.kind, one.name) if pair.is_settled else None


def _without_matches(
    pair: SheetPair, theirs: list[Drawn], ours: list[Drawn], match: Match
) -> tuple[list[Drawn], list[str]]:
    """What remains of ``theirs``, and the charts that were found but show something else.

    What is found is taken out of ``ours``, so that a copy is told from what it was copied from;
    of panels of other indicators one is enough.
    """
    keys = Counter(match(pair, one) for one in ours)
    keys.pop(None, None)
    rest: list[Drawn] = []
    changed: list[str] = []
    for one in theirs:
        key = match(pair, one)
        if keys[key] <= 0:
            rest.append(one)
            continue
        if match is _same_panel:
            continue
        keys[key] -= 1
        twin = next(other for other in ours if match(pair, other) == key)
        ours.remove(twin)
        if one.kind == CHART and (twin.shows != one.shows or twin.words != one.words):
            changed.append(f"'{one.name}'")
    return rest, changed


def drawn(side: OneSide, groups: set[str] | None = None) -> Iterator[Drawn]:
    """Everything drawn on a sheet, in order; ``groups`` are those to look into, None for all."""
    for link in relationships(side.archive, side.sheet.part):
        if link.kind == "drawing" and side.archive.part_name(link.target):
            charts = {r.id: r.target for r in relationships(side.archive, link.target)}
            for anchor in parsed(side.archive, link.target):
                yield from _objects(side, anchor, charts, groups)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _objects(
    side: OneSide, holder: Iterable[Element], charts: dict[str, str], groups: set[str] | None
) -> Iterator[Drawn]:
    """The objects of an anchor or group; of alternatives the newest, which comes first.

    ``groups`` are the template's own: only into these one looks.
    """
    for element in holder:
        kind = _local(element)
        if kind == "AlternateContent":
            yield from _objects(side, element[0], charts, groups)
        elif kind in {"sp", "cxnSp", "pic", "graphicFrame", "contentPart", "grpSp"}:
            named = next((e for e in element.iter() if _local(e) == "cNvPr"), None)
            if any(_local(e) == "compatExt" for e in element.iter()) and kind != "grpSp":
                continue  # the picture of a control, which is a part of its own
            name = "" if named is None else named.get("name", "")
            # A panel that moves keeps its words; only the cells named in them change.
            words = "" if named is None else named.get("descr", "")
            words = words.partition(" The figures are in ")[0]
            what = _kind(kind, element)
            if what == GROUP and any(
                _local(e) == "cNvPr" and _OF_AREA.fullmatch(e.get("name", ""))
                for e in element.iter()
            ):
                what = MAP
            if what == MAP or (what == GROUP and (groups is None or name in groups)):
                yield from _objects(side, element, charts, groups)
                words = ""
            part = _part(side, element, charts) if what == CHART else None
            shows = NOTHING if part is None else side.archive.once(part, _shown)
            yield Drawn(kind=what, name=name, words=words, shows=shows, part=part)


def _kind(kind: str, element: Element) -> str:
    if kind == "graphicFrame":
        uri = next((e.get("uri", "") for e in element.iter() if _local(e) == "graphicData"), "")
        return _FRAMES.get(uri.rpartition("/")[2], "object")
    if kind == "sp":
        is_box = any(_local(e) == "cNvSpPr" and e.get("txBox") == "1" for e in element.iter())
        return TEXT_BOX if is_box else SHAPE
    if kind == "pic":
        return PICTURE
    return {"cxnSp": "line", "contentPart": "ink"}.get(kind, GROUP)


def _part(side: OneSide, frame: Element, charts: dict[str, str]) -> str | None:
    """The part of the chart in a frame; None where it is not there."""
    id_ = next((e.get(_REL_ID) for e in frame.iter() if e.get(_REL_ID)), None)
    return side.archive.part_name(charts.get(id_ or "", ""))


def _shown(archive: Archive, part: str) -> Shows:
    """What a chart shows, however a program writes it: kinds, cells, title and colours."""
    elements = [(_local(element), element) for element in parsed(archive, part).iter()]
    kinds = tuple(kind for kind, _ in elements if kind.endswith("Chart") and kind != "Chart")
    cells = tuple(without_places(element.text or "") for kind, element in elements if kind == "f")
    colours = frozenset(
        e.get("val", "").upper()
        for kind, series in elements
        if kind == "ser"
        for e in series.iter()
        if _local(e) == "srgbClr"
    )
    return Shows(kinds, cells, colours)
