"""Excel kept quiet while its cells are written, and put back as it was."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, Final

from workbook.surfaces.live_native import CANCEL_KEY_OFF, cancel_key

if TYPE_CHECKING:
    from collections.abc import Iterator

QUIET: Final = {"screen_updating": False, "calculation": "manual", "enable_events": False}
"""What a refresh sets: no repainting, no recalculation and no events after each write."""

_ESCAPE_KEY: Final = 0x1B
_IS_DOWN: Final = 0x8000


@contextlib.contextmanager
def quiet(app: Any, system: str = sys.platform) -> Iterator[None]:  # noqa: ANN401 - an xlwings App, which only the live surface may name
    """Excel without repainting and recalculating; every setting is put back, come what may.

    Esc does not break into Excel meanwhile: it is asked for between two writes.

    A setting that Excel refuses leaves the ones before it as they were, too.
    """
    with contextlib.ExitStack() as restored:
        for name, value in {"status_bar": None, **QUIET}.items():
            before = getattr(app, name)
            restored.callback(setattr, app, name, before)
            if value is not None:
                setattr(app, name, value)
        native = cancel_key(app, system)
        if native is not None:
            restored.callback(setattr, native, "EnableCancelKey", native.EnableCancelKey)
            native.EnableCancelKey = CANCEL_KEY_OFF
        yield


def escape_pressed() -> bool:
    """Whether the Esc key is down; never where Windows cannot be asked."""
    import ctypes

    # Only Windows has it; named in a string, so that the types of other systems do not miss it.
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    return bool(windows.user32.GetAsyncKeyState(_ESCAPE_KEY) & _IS_DOWN)
