"""The pages of the sample that the documents show, as `safer preview` draws them.

`python docs/pictures/pages.py` from the project's folder; needs LibreOffice and poppler.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from workbook.commands.preview import preview
from workbook.refresh import refresh
from xlsrc.resources import data_folder, templates_folder

HERE: Final = Path(__file__).parent
PAGES: Final = {"summary": 2, "map": 18}
"""Pages of the board's set, by the pictures' names."""


def main() -> None:
    """Write each page's picture beside this file, in the few colours that it has."""
    with tempfile.TemporaryDirectory() as folder:
        made = refresh(
            templates_folder() / "Dashboard.xlsx", data_folder(), out=Path(folder, "sample.xlsx")
        )
        drawn = preview(made.path, Path(folder, "pages"))
        for name, page in PAGES.items():
            with Image.open(drawn[page - 1]) as picture:
                few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
                few.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
