"""The placeholders of slides, layouts and masters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.package.shape import EMU_PER_POINT

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape


def points(length: int | None) -> float:
    """A length of a presentation in points."""
    return (length or 0) / EMU_PER_POINT


def kind(shape: BaseShape) -> str:
    """The kind of a placeholder, as ``TITLE``."""
    return shape.placeholder_format.type.name


def placeholders(holder: Any) -> list[Any]:  # noqa: ANN401 - a slide, layout or master
    """The placeholders of a slide, layout or master."""
    return list(holder.placeholders)
