"""What a room of sheets is, and what it is given at a refresh."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.block import Write
    from workbook.house.canvas import Canvas
    from workbook.layout.edition import Edition
    from workbook.layout.named_block import NamedBlock
    from workbook.layout.sheet import Sheet
    from workbook.layout.table import Table
    from workbook.surfaces.surface import Surface
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.settings import Settings

Worked = TypeVar("Worked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshing:
    """What a refresh has at hand: the figures, and the workbook that it writes them to.

    ``edition`` is the one that is made; None is for the working workbook.

    What several sheets show is worked out once: they ask for it by the function that does, with
    `once`.
    """

    dashboard: Dashboard
    workbook: Surface
    edition: Edition | None = None
    _found: dict[Callable[[Refreshing], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def cells(self, block: NamedBlock) -> tuple[tuple[object, ...], ...]:
        """What the workbook's cells of a block hold now."""
        return self.workbook.block_values(block.name)

    def once(self, work: Callable[[Refreshing], Worked]) -> Worked:
        """What ``work`` gives for this refresh, worked out when it is first asked for."""
        if work not in self._found:
            self._found[work] = work(self)
        found: Worked = self._found[work]
        return found


def _nothing(_: Refreshing) -> tuple[Write, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A folder of one sheet, or of a few that belong together: what each is called and shows.

    ``package`` is the folder; its module ``template`` has the function ``author``, which adds the
    sheets to a new workbook. It alone needs XlsxWriter, so it is imported when it is called: a
    refresh never does. ``sheets`` are given the settings, since some follow from them, and
    ``blocks`` is all that a refresh writes.
    """

    package: str
    sheets: Callable[[Settings], tuple[Sheet, ...]]
    tables: tuple[Table, ...] = ()
    blocks: Callable[[Refreshing], tuple[Write, ...]] = _nothing

    def author(self, canvas: Canvas) -> None:
        """Add the sheets to a new workbook, empty but for what never changes."""
        import_module(f"{self.package}.template").author(canvas)


def always(*sheets: Sheet) -> Callable[[Settings], tuple[Sheet, ...]]:
    """The same sheets whatever the settings."""
    return lambda _: sheets


def of_figures(
    blocks: Callable[[Dashboard], tuple[Write, ...]],
) -> Callable[[Refreshing], tuple[Write, ...]]:
    """Blocks that follow from the figures alone."""
    return lambda refreshing: blocks(refreshing.dashboard)
