"""The codes of findings and errors, as the registry explains them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from docs.reference.markdown import code, page, plain, table
from workbook.check.accessibility import RULES
from workbook.check.against.difference import Kind
from xlsrc.extracts.gate.finding import Severity
from xlsrc.words.codes import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xlsrc.words.codes.registry import Explanation

SEVERITIES: Final = {
    Severity.STOPS: "The file, or what is at fault in it, is not used.",
    Severity.WITHHOLDS: "Figures that it reaches are not given, with the reason.",
    Severity.NOTES: "It is said, and no figure is withheld.",
}


def findings() -> str:
    """The page of the findings."""
    return page(
        "Findings",
        "What the rules can find in what came in. Each finding is one sentence on the sheet *Data "
        "quality*, and in `safer extracts` and `safer figures`; `safer explain` prints what stands "
        "here. A finding that you know of is acknowledged in the table `Acknowledged`, by its "
        "reference: it is still said, and withholds nothing until its facts change.",
        table(
            ("a finding", "what it does"),
            ((code(one), words) for one, words in SEVERITIES.items()),
        ),
        *_groups(registry.findings()),
        "## Rules of accessibility",
        "`safer check` holds a workbook against each ([accessibility](../accessibility.md)).",
        table(("rule",), ((plain(one.name),) for one in RULES)),
        "## Kinds of difference",
        "`safer check --against` gives each difference a reference that begins with its kind "
        f"([consistency](../consistency.md)): {', '.join(map(code, Kind))}.",
    )


def errors() -> str:
    """The page of the errors."""
    return page(
        "Errors",
        "What stops a command. A workbook is never half written. The sentence says what was "
        "wanted, what was found, where, and what to do; `safer explain CODE` prints what stands "
        "here.",
        *_groups(registry.errors()),
    )


def _groups(explained: Mapping[str, Explanation]) -> Iterator[str]:
    for group, ones in itertools.groupby(explained.values(), key=lambda one: one.group):
        yield f"## {group}"
        within = list(ones)
        yield _listed(within)
        yield from map(_section, within)


def _listed(ones: Iterable[Explanation]) -> str:
    return table(
        ("code", "what it is"),
        ((f"[{code(one.code)}](#{one.code})", plain(one.title)) for one in ones),
    )


def _section(one: Explanation) -> str:
    does = " or ".join(one.severity)
    return "\n\n".join(
        (
            f"### {one.code}",
            f"**{plain(one.title)}**" + (f" · {does}" if does else ""),
            plain(one.means),
            f"*Why it matters.* {plain(one.why)}",
            f"*What to do.* {plain(one.action)}",
        )
    )
