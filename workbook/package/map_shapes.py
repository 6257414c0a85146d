"""The shapes of a workbook's maps: all its drawings with them in their new look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX, shapes_gone, styled_drawing
from xlsrc.domain.workbook_errors import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.block import ShapeStyle
    from workbook.package.archive import Archive
    from workbook.package.structure import Structure


def styled_drawings(
    archive: Archive, structure: Structure, styles: Mapping[str, ShapeStyle]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The drawing parts that change, and a sentence where whole maps are gone.

    `TemplateError` for a shape that is not there while others of its map are.
    """
    if not styles:
        return {}, ()
    parts: dict[str, str] = {}
    found: set[str] = set()
    for part in structure.drawings:
        text = archive.text(part)
        new, names = styled_drawing(text, styles)
        found |= names
        if new != text:
            parts[part] = new
    wanted = {
        name + suffix: style.sheet
        for name, style in styles.items()
        for suffix, is_drawn in (
            ("", style.fill != ""),
            (LABEL_SUFFIX, style.label != ""),
            (EDGE_SUFFIX, style.edge is not None),
        )
        if is_drawn
    }
    drawn = {wanted[name] for name in found & wanted.keys()}
    missing = sorted(name for name in wanted if name not in found and wanted[name] in drawn)
    if missing:
        message = (
            f"{structure.source} lacks {len(missing)} of the map's shapes "
            f"({', '.join(missing[:3])}); run `safer build`."
        )
        raise OutdatedError(message)
    gone = dict.fromkeys(sheet for sheet in wanted.values() if sheet not in drawn)
    return parts, (shapes_gone(tuple(gone)),) if gone else ()
