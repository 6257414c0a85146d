"""The pages of the sample that the documents show, as `safer preview` draws them.

`python -m docs.pictures.pages` from the project's folder; needs LibreOffice and poppler.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from docs.pictures.shown import HERE, PAGES, keep, of_pages
from workbook.commands.preview import preview
from workbook.layout.sheet import set_pages
from workbook.refresh import refresh
from workbook.sheets.registry import sheets
from xlsrc.resources import data_folder, templates_folder


def main() -> None:
    """Write each page's picture beside this file, in the few colours that it has."""
    with tempfile.TemporaryDirectory() as folder:
        made = refresh(
            templates_folder() / "Dashboard.xlsx", data_folder(), out=Path(folder, "sample.xlsx")
        )
        drawn = preview(made.path, Path(folder, "pages"))
        numbers = set_pages(sheets(made.dashboard.settings))
        for name, sheet in PAGES.items():
            with Image.open(drawn[numbers[sheet].first - 1]) as picture:
                few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
                few.save(HERE / f"{name}.png", optimize=True)
        keep(of_pages(made.path))


if __name__ == "__main__":
    main()
