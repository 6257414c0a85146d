"""Whether Excel takes calls: it takes none while a cell is edited or a dialog is open."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

from xlsrc.domain.workbook_errors import ExcelBusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

PATIENCE: Final = 3.0
"""Seconds that Excel is given to finish what it does."""

BUSY: Final = (
    "Excel is waiting for something: finish the cell you are editing or close the open dialog, "
    "then refresh again."
)

_PAUSE: Final = 0.1
_REJECTED: Final = frozenset({-2147418111, -2147417846, -2146777998})
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE: Excel takes no call now."""


def when_ready(action: Callable[[], T], patience: float | None = None) -> T:
    """What an action gives as soon as Excel takes its calls; `WorkbookError` when it does not."""
    deadline = time.monotonic() + (PATIENCE if patience is None else patience)
    with _one_attempt():
        while True:
            try:
                return action()
            except Exception as error:
                if not _is_busy(error):
                    raise
                if time.monotonic() >= deadline:
                    raise ExcelBusyError(BUSY) from error
            time.sleep(_PAUSE)


def refuse_busy(app: Any) -> None:  # noqa: ANN401 - an xlwings App, which only the live surface may name
    """`WorkbookError` when Excel lets nothing be changed; a setting is set to what it is."""

    def touched() -> None:
        app.screen_updating = app.screen_updating

    when_ready(touched)


@contextlib.contextmanager
def _one_attempt() -> Iterator[None]:
    """xlwings, which on Windows tries a rejected call again for ever, gives up at once."""
    windows: Any = sys.modules.get("xlwings._xlwindows")
    if windows is None:
        yield
        return
    before = windows.N_COM_ATTEMPTS
    windows.N_COM_ATTEMPTS = 1
    try:
        yield
    finally:
        windows.N_COM_ATTEMPTS = before


def _is_busy(error: Exception) -> bool:
    details = getattr(error, "excepinfo", None) or ()
    codes = {getattr(error, "hresult", None), *(code for code in details if isinstance(code, int))}
    return bool(codes & _REJECTED) or type(error).__name__ == "ExcelBusyError"
