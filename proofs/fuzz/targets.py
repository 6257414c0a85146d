"""What is fuzzed: each target takes bytes, and what it raises tells whether it fell."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT
from proofs.fuzz import arguments, packages, readers, splices, tables
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable

TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "extracts": readers.extracts,
    "raw": readers.raw,
    "spreadsheets": readers.spreadsheets,
    "beside": readers.beside,
    "package": packages.package,
    "splice": splices.splice,
    "splice_any": splices.splice_any,
    "entries": tables.entries,
    "earlier": tables.earlier,
    "words": arguments.words,
    "functions": arguments.functions,
}


SHARES: Final = {
    "extracts": (18, "Texts as files of a folder of extracts"),
    "raw": (5, "Bytes as files of a folder of extracts: archives and old workbooks"),
    "spreadsheets": (12, "Spreadsheets of returns with a damaged part"),
    "beside": (8, "Lists, people, boundaries and sources beside the extracts"),
    "package": (18, "Workbooks with a damaged part: read, written and checked"),
    "splice": (10, "Random edits of random sheets, by choice"),
    "splice_any": (6, "Random edits of damaged sheets"),
    "entries": (12, "Random cells in the analysts' and the published tables, by choice"),
    "earlier": (5, "Files of earlier quarters' figures"),
    "words": (4, "Words given to commands"),
    "functions": (2, "Cells given to Excel functions, by choice"),
}
"""Of a hundred parts of the time, how many a target gets; and what it tries, in words."""

_PARTICULAR: Final = re.compile(r"\d+|'[^']*'|: .*")
"""What differs from one case of a fault to the next."""

BY_CHOICE: Final = frozenset({"splice", "entries", "functions"})
"""Those whose bytes are choices and no text."""


def crash_of(target: str, data: bytes) -> str | None:
    """Where and how a target fell over some bytes; None where it gave a result or a sentence."""
    try:
        TARGETS[target](data)
    except DashboardError as error:
        return None if str(error).strip() else "a refusal without a word"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return where(error)
    return None


def where(error: BaseException) -> str:
    """The kind of an error and the line of the project that it came from: one fault, one text."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        one
        for one in frames
        if Path(one.filename).is_relative_to(PROJECT) and ".venv" not in one.filename
    ]
    last = (own or frames)[-1]
    name = Path(last.filename).name
    said = str(error).splitlines()[:1] or [""]
    return f"{type(error).__name__} at {name}:{last.lineno}: {_PARTICULAR.sub('…', said[0])[:120]}"


def seeds() -> dict[str, list[bytes]]:
    """What each target begins with."""
    every = [one.seeds() for one in (readers, packages, splices, tables, arguments)]
    return {name: inputs for found in every for name, inputs in found.items()}
