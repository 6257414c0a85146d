"""What `safer build` could not carry over is named, and nothing else is."""

from __future__ import annotations

from workbook.build.left_behind import left_behind
from workbook.package.archive import Archive
from xlsrc.resources import templates_folder

NOTE = 'prompt="Fill in for a share per 100'


def test_of_notes_at_cells_that_stand_one_after_another_only_the_changed_one_is_named() -> None:
    new = Archive.read(templates_folder() / "Dashboard.xlsx")
    part = next(
        name
        for name in new.names
        if name.startswith("xl/worksheets/sheet") and NOTE in new.text(name)
    )
    changed = new.text(part).replace(NOTE, 'prompt="Our own note')
    old = Archive.of(new.replaced({part: changed}), source="old.xlsx")

    assert left_behind(old, new, ()) == ("the data validation of Definitions!H5:H304",)
