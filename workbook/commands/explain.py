"""`safer explain`: what the code of a finding or of an error means, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.words.codes.registry import Explanation

_WIDEST: Final = 90
"""Letters to a line of prose, however wide the terminal."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was typed; the help says what is wanted by this name."""

    text: str


def _codes() -> list[str]:
    from xlsrc.words.codes.registry import errors, findings

    return [*findings(), *errors()]


def explain(
    code: Annotated[
        Code | None,
        typer.Argument(
            parser=Code,
            autocompletion=_codes,
            help="As safer --verbose prints it, or a finding's kind on Data quality (default: list "
            "all).",
        ),
    ] = None,
) -> None:
    """Say what a finding or an error means, and what to do."""
    from xlsrc.words.codes.registry import errors, explanation, findings

    if code is not None:
        _print_one(explanation(code.text))
        return
    _print_all("Findings", findings().values())
    _print_all("Errors", errors().values())
    print("What one means and what to do: safer explain CODE")


def _print_one(one: Explanation) -> None:
    does = f" (a finding that {' or '.join(one.severity)})" if one.severity else ""
    _print_filled(f"{one.code}: {one.title}{does}")
    for head, text in (
        ("What it means", one.means),
        ("Why it matters", one.why),
        ("What to do", one.action),
    ):
        print()
        _print_filled(f"{head}. {text}")
    print()
    print(f"See {one.address}")


def _print_filled(text: str) -> None:
    import textwrap

    from workbook.commands.console import room

    # The last column stays free: some terminals begin a new line after it.
    print(textwrap.fill(text, min(room() - 1, _WIDEST), break_on_hyphens=False))


def _print_all(what: str, all_of_them: Iterable[Explanation]) -> None:
    group = ""
    for one in all_of_them:
        if one.group != group:
            group = one.group
            print(f"{what}: {group}")
        print(f"  {one.code:<25} {one.title}")
    print()
