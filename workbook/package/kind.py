"""What kind of workbook a package is: its content type, and the ending of a name that goes with it.

Excel opens no file whose ending and content type disagree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xlsrc.domain.workbook_errors import OutputNameError

if TYPE_CHECKING:
    from pathlib import Path

PLAIN, MACROS = ".xlsx", ".xlsm"

# ECMA-376 part 1, 12.3.23, and MS-OFFMACRO2 2.1.1
KINDS: Final = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroenabled.main+xml": ".xltm",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": ".xlam",
}
"""The content types of a workbook, in small letters, with the ending of the name that goes with
each: Excel refuses to open a file whose name says otherwise.
"""

WITH_MACROS: Final = frozenset({MACROS, ".xltm", ".xlam"})

_TEMPLATE: Final = re.compile(
    r"(application/vnd\.(?:openxmlformats-officedocument\.spreadsheetml|ms-excel)\.)template"
    r"(\.macroEnabled)?\.main\+xml",
    re.IGNORECASE,
)
_MACRO_TYPES: Final = tuple(kind for kind, ending in KINDS.items() if ending in WITH_MACROS)


def suffix_of(content_types: str) -> str:
    """The ending of a workbook's name by its content types: ``.xlsm`` for one with macros."""
    types = content_types.casefold()
    return MACROS if any(kind in types for kind in _MACRO_TYPES) else PLAIN


def as_workbook(content_types: str) -> str:
    """The content types with those of a template (.xltx, .xltm) as those of a workbook."""
    return _TEMPLATE.sub(lambda found: f"{found[1]}sheet{found[2] or ''}.main+xml", content_types)


def refuse_suffix(target: Path, suffix: str) -> None:
    """`WorkbookError` when a file's name does not end as its content asks for."""
    if target.suffix.lower() != suffix:
        why = "with macros" if suffix == MACROS else "without macros"
        message = (
            f"A workbook {why} is written as {suffix}; found the name '{target}' to write to. Give "
            f"one that ends in {suffix} with --out."
        )
        raise OutputNameError(message)
