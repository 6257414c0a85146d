"""Maps of 24 and 98 wards and of 220 LSOAs: their size, recolouring, and Gi* on them."""

from __future__ import annotations

import itertools
import time
import zlib
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from workbook.block import ShapeStyle
from workbook.package.shape import styled_drawing
from workbook.sheets.map.drawing import map_drawing, small_area_drawing
from workbook.sheets.map.parts import CLASS_FILLS
from xlsrc.maps.geography import dissolved
from xlsrc.maps.national import lsoa_geography, ward_geography, wards_of
from xlsrc.measures.hotspots import hot_spots
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.maps.geography import Geography

SEED: Final = 20251231
ROUNDS: Final = 7
MOST_MILLISECONDS: Final = 50
SIZE: Final = {"width": 372.0, "height": 410.0}
WARDS: Final = "24 wards"
LARGEST: Final = "98 wards"
LSOAS: Final = "220 LSOAs"
MAPS: Final = {
    WARDS: (ward_geography, "Barnet"),
    LARGEST: (ward_geography, "Wiltshire"),
    LSOAS: (lsoa_geography, "Barnet"),
}


def drawing(found: Geography, *, small: bool) -> str:
    """The XML of a map as `safer build` draws it."""
    if not small:
        return map_drawing(found.outlines, alt_text="Map", **SIZE).xml
    wards = wards_of([outline.code for outline in found.outlines])
    around = dissolved(found, wards)
    return small_area_drawing(found.outlines, around, alt_text="Map", **SIZE).xml


def styles(found: Geography) -> dict[str, ShapeStyle]:
    """A new look for every area: fill, words, label, and a dashed outline on every other."""
    looks = itertools.cycle(CLASS_FILLS)
    return {
        outline.code: ShapeStyle(
            outline.code, fill, f"{outline.name}: 12 offences", "12", "1F2933" if at % 2 else ""
        )
        for at, (outline, fill) in enumerate(zip(found.outlines, looks, strict=False))
    }


def milliseconds(run: Callable[[], object]) -> float:
    """Shortest of a few rounds."""
    best = np.inf
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return 1000 * float(best)


def main() -> None:
    """Print one line a map."""
    print(f"Maps (recolouring: at most {MOST_MILLISECONDS} ms)")
    for name, (outlines, area) in MAPS.items():
        found = outlines(shipped_areas().named(area).lsoas)
        xml = drawing(found, small=name == LSOAS)
        looks = styles(found)
        recolour = milliseconds(partial(styled_drawing, xml, looks))
        position = {outline.code: at for at, outline in enumerate(found.outlines)}
        near = [[position[code] for code in found.neighbours[one]] for one in position]
        rates = np.random.default_rng(SEED).gamma(2.0, 3.0, len(near))
        gi_star = milliseconds(partial(hot_spots, rates, near))
        packed = len(zlib.compress(xml.encode()))
        print(
            f"  {name}: {len(xml) / 1000:.0f} KB of XML, {packed / 1000:.0f} KB in the file; "
            f"recoloured in {recolour:.1f} ms; Gi* in {gi_star:.0f} ms"
        )


if __name__ == "__main__":
    main()
