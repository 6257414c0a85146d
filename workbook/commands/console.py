"""What the command line shows: progress, tables, one-sentence errors."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, Final

import typer

from workbook.commands.coded import with_code
from xlsrc.domain.errors import TableError
from xlsrc.domain.wording import MINUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.table import Table

    from xlsrc.assessment import Dashboard


def print_anything() -> None:
    """Have a letter that the console does not know printed as the nearest that it knows, or as
    its number: no command ends on one.

    Not every console of Windows knows all letters, nor does one of Linux without a language set.
    Characters that a console obeys and nobody reads are printed as question marks.
    """
    codecs.register_error("nearest", _nearest)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            setattr(sys, name, _Readable.of(stream))


class _Readable(io.TextIOWrapper):
    """A console that shows what it is given and does nothing else."""

    before: io.TextIOWrapper

    @classmethod
    def of(cls, stream: io.TextIOWrapper) -> _Readable:
        made = cls(
            stream.buffer,
            encoding=stream.encoding,
            errors="nearest",
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        )
        made.before = stream  # which would close what both write to, were it let go
        return made

    def write(self, text: str) -> int:
        # A console in use is coloured by escapes of the program's own.
        return super().write(text.translate(_OBEYED if self.isatty() else _OBEYED_IN_FILES))


# C0 but tab and line ends, C1, and what turns the direction of the letters
_OBEYED: Final = dict.fromkeys(
    [
        *(*range(9), 11, 12, *range(14, 27), *range(28, 32), *range(127, 160)),
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    ],
    "?",
)
_OBEYED_IN_FILES: Final = {**_OBEYED, 27: "?"}

# fmt: off
NEAREST: Final = {
    "−": "-", "–": "-", "—": "-", "…": "...", "\u2018": "'", "’": "'", "“": "'", "”": "'",
    "‡": "(ILLUSTRATIVE)", "▲": "^", "▼": "v", "△": "^", "●": "*", "○": "o", "◆": "#", "■": "#",
    "□": "o", "✓": "yes", "≥": ">=", "≤": "<=", "×": "x", "·": "-", "→": "->", "←": "<-",
    "↑": "^", "↓": "v", "↗": "/", "↘": "\\", "\u00a0": " ", "\u202f": " ",
}
# fmt: on
"""Signs of the product's own words, and how they are printed where the console lacks them."""


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacked = error.object[error.start : error.end]
    return "".join(_known(letter, error.encoding) for letter in lacked), error.end


def _known(letter: str, encoding: str) -> str:
    r"""A sign's substitute; a letter without its accent; else the number: ``\u706b``."""
    if letter in NEAREST:
        return NEAREST[letter]
    plain = unicodedata.normalize("NFKD", letter)[0]
    if plain.isalpha() and plain.isascii():
        return plain
    return letter.encode(encoding, "backslashreplace").decode(encoding)


def knows_all_letters() -> bool:
    """Whether the standard output takes any letter."""
    return sys.stdout.encoding.casefold().startswith("utf")


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Report steps: a spinner on a terminal, plain lines otherwise (both on stderr)."""
    if not sys.stderr.isatty():
        yield lambda step: print(f"{step} …", file=sys.stderr, flush=True)
        return
    from rich.console import Console

    console = Console(stderr=True)
    # The usual spinner's letters are Braille.
    spinner = "dots" if console.encoding.startswith("utf") else "line"
    with console.status("Starting", spinner=spinner) as status:
        yield lambda step: status.update(f"{step} …")


def show_faults(faults: Sequence[str]) -> None:
    """Print each fault of the extracts, on stderr: what is printed may be read by a program."""
    for line in fault_lines(faults):
        print(line, file=sys.stderr)


def fault_lines(faults: Sequence[str]) -> Iterator[str]:
    """A line for each fault of the extracts; one of no kind of its own is a file not used."""
    from xlsrc.words.codes.registry import FILE_NOT_USED

    for fault in faults:
        yield with_code(f"Fault: {fault}", getattr(fault, "code", "") or FILE_NOT_USED)


WIDE: Final = 200
"""Letters to a line where no terminal is there to cut it."""


def room() -> int:
    """Letters to a line: those of the terminal, or of the variable COLUMNS; many without either."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns or WIDE
    return WIDE


def show_table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    spare: Sequence[str] = (),
    first_wraps_at: int | None = None,
) -> tuple[str, ...]:
    """Print rows under headings; numbers stand right, ``None`` is a dash.

    Of the headings ``spare``, the first ones are left out until the others fit on a line, where
    the first column may go on in a next line; they are given back.
    """
    from rich.console import Console
    from rich.measure import Measurement

    console = Console(width=room(), highlight=False)
    shown = list(headings)
    for heading in (*spare, None):
        table = _table(title, headings, rows, shown, first_wraps_at)
        wide = Measurement.get(console, console.options.update(width=10 * WIDE), table)
        if heading is None or wide.maximum <= console.width:
            break
        shown.remove(heading)
    console.print(table)
    return tuple(heading for heading in headings if heading not in shown)


def _table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    shown: Sequence[str],
    first_wraps_at: int | None,
) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, header_style="bold")
    places = [index for index, heading in enumerate(headings) if heading in shown]
    for index in places:
        table.add_column(
            headings[index],
            justify="right" if any(_is_number(row[index]) for row in rows) else "left",
            overflow="fold",
            max_width=None if index else first_wraps_at,
        )
    for row in rows:
        table.add_row(*(_shown(row[index]) for index in places))
    return table


def _is_number(value: object) -> bool:
    """Whether it is a number, or a difference in words: ``+371``, ``−14 %``."""
    return isinstance(value, int | float) or str(value)[:1] in ("+", MINUS)


AT_FAULT: Final = 1
"""How a command ends when what it was given is at fault."""


def show_findings(dashboard: Dashboard) -> None:
    """Every fault and finding, each once, beside the answer (on stderr): the most serious first.

    A finding has its reference, by which it is acknowledged, and whoever has acknowledged it.
    """
    from xlsrc.words.findings import by_weight, entry_faults, standing_words

    show_faults(dashboard.faults)
    for finding in by_weight(dashboard):
        standing = standing_words(finding)
        head = "; ".join(filter(None, (f"{finding.severity}, {finding.reference}", standing)))
        said = with_code(f"Finding ({head}): {finding.sentence}", finding.rule)
        print(said, file=sys.stderr)
    for sentence in entry_faults(dashboard):
        print(with_code(f"Acknowledged: {sentence}", TableError.code), file=sys.stderr)


def end_strictly(dashboard: Dashboard, *, strict: bool) -> None:
    """End with 1 where a scheduled job asked for it and a file is not used, or a finding that
    nobody acknowledged stops or withholds.
    """
    if strict and (dashboard.faults or dashboard.doubts):
        raise typer.Exit(AT_FAULT)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
