"""The table of letter widths in workbook/house/letter_widths.csv, read from the font Carlito.

Carlito has the metrics of Calibri, in which the workbook is set, and a licence that lets a table
be made of them (SIL Open Font License; Debian: fonts-crosextra-carlito). Needs fontTools, which
is no dependency of the product: `pip install fonttools`, then, from the project's folder,
`python docs/letter_widths.py /usr/share/fonts/truetype/crosextra`.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

TABLE: Final = Path(__file__).parent.parent / "workbook" / "house" / "letter_widths.csv"
BLOCKS: Final = ((0x20, 0x3FF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF))
"""Latin with its accents, Greek, punctuation, arrows and symbols."""


def main(folder: Path) -> None:
    """Write the table: a character's code point, and its widths in the font's units."""
    faces = [TTFont(folder / f"Carlito-{face}.ttf") for face in ("Regular", "Bold")]
    with TABLE.open("w", encoding="ascii", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("code_point", "regular", "bold"))
        for first, last in BLOCKS:
            for code in range(first, last + 1):
                widths = [_width(face, code) for face in faces]
                if None not in widths:
                    rows.writerow((f"{code:04X}", *widths))


def _width(face: TTFont, code: int) -> int | None:
    """The width in the font's units, 2,048 to the size; ``None`` if the font lacks it."""
    name = face.getBestCmap().get(code)
    return None if name is None else face["hmtx"][name][0]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
