"""Everything that a support desk asks, in lines or for a ticket."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from workbook.doctor.finding import Finding, Kind, exit_code, private
from workbook.doctor.places import of_extracts, of_kept, of_rights
from workbook.doctor.program import of_program, of_surroundings
from workbook.doctor.programs import of_excel, of_printing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def findings() -> tuple[Finding, ...]:
    """Everything, in the order of the exit codes; without names of people and secrets."""
    found = (
        *of_program(),
        *of_surroundings(),
        *of_excel(),
        *of_printing(),
        *of_rights(),
        *of_kept(),
        of_extracts(),
    )
    return tuple(
        dataclasses.replace(one, told=private(one.told), action=private(one.action))
        for one in found
    )


def as_json(found: Sequence[Finding]) -> str:
    """The findings for a ticket."""
    lines = [
        {
            "kind": one.kind.word,
            "name": one.name,
            "state": str(one.state),
            "told": one.told,
            "action": one.action,
        }
        for one in found
    ]
    told = {"exit_code": exit_code(found), "findings": lines}
    return json.dumps(told, indent=1, ensure_ascii=False)


def as_lines(found: Sequence[Finding]) -> Iterator[str]:
    """A line each, and what the exit code means."""
    for one in found:
        yield one.line
    code = exit_code(found)
    means = next((kind.means for kind in Kind if kind.code == code), "all is well")
    yield f"Ends with {code}: {means}."
