"""The writes of a refresh carried out one after the other in Excel, which is kept quiet meanwhile.

Whatever goes wrong says on which sheet, and where the copy lies that was put aside before.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.surfaces.excel_state import quiet
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.workbook_errors import WritingStoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.package.reference import Rectangle
    from workbook.surfaces.live_copy import PutAside


class RefreshStoppedError(WorkbookError):
    """A person pressed Esc while the workbook was written."""

    code = "refresh-stopped"


@dataclass(frozen=True, slots=True)
class Step:
    """One write, ready to be carried out, and the cells that it may reach.

    ``reach`` is None where it reaches no cells but shapes or a filter.
    """

    sheet: str
    reach: Rectangle | None
    run: Callable[[], None]


def carry_out(
    app: Any,  # noqa: ANN401 - an xlwings App, which only the live surface may name
    steps: Sequence[Step],
    *,
    aside: PutAside,
    system: str = sys.platform,
    progress: Callable[[str], None],
    stopped: Callable[[], bool],
) -> None:
    """Carry out steps in order.

    Raises
    ------
    RefreshStoppedError
        When a person stopped it between two steps; those before are written.
    WorkbookError
        When Excel failed at a step, or would not be kept quiet.

    """
    at = 0
    try:
        with quiet(app, system):
            for at, step in enumerate(steps):
                _refuse_stopped(stopped, at, steps, aside)
                if at == 0 or steps[at - 1].sheet != step.sheet:
                    app.status_bar = f"Safer Communities: writing the sheet {step.sheet}"
                step.run()
            progress("Recalculating")
    except RefreshStoppedError:
        raise
    except Exception as error:
        sheet = steps[at].sheet if steps else "none"
        message = (
            f"Writing stopped at the sheet {sheet}, with {at} of {len(steps)} parts written: "
            f"{type(error).__name__}: {error}. {aside.way_back}"
        )
        raise WritingStoppedError(message) from error


def _refuse_stopped(
    stopped: Callable[[], bool], at: int, steps: Sequence[Step], aside: PutAside
) -> None:
    if stopped():
        message = (
            f"The refresh was stopped at the sheet {steps[at].sheet}: {at} of {len(steps)} parts "
            f"are written. Refresh again, or be rid of them. {aside.way_back}"
        )
        raise RefreshStoppedError(message)
