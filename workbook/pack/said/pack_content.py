"""Everything that a pack says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from workbook.pack.said.board_content import Board
    from workbook.pack.said.content import (
        ExceptionsView,
        Grid,
        ImpactView,
        MapView,
        Notes,
        SectionView,
    )
    from xlsrc.domain.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything that a pack says, as the refreshed workbook said it.

    ``as_at`` is the last month of its figures; ``dated`` the day as which the workbook is dated;
    ``edition`` its marking; ``marking`` the sentence that says what ‡ means, '' where no figure is
    illustrative. ``asked`` is what the Board is to decide, '' for nothing; ``chance`` how many
    of the headlines' marks and words chance alone would give.
    """

    title: str
    board: str
    area: str
    as_at: Month
    period: str
    data_as_at: str
    edition: str
    marking: str
    workbook: str
    dated: datetime.datetime
    slides: Board
    sentences: Grid
    asked: str
    headlines: Grid
    key: str
    chance: str
    exceptions: ExceptionsView
    ward_map: MapView | None
    sections: tuple[SectionView, ...]
    impact: ImpactView
    decisions: Grid
    questions: Grid
    sources: tuple[Notes, ...]
