"""The findings of a folder, kept by all that they were made from: a warm start judges nothing."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.file_format import READER_VERSION
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.releases import is_by_quarter, is_judged
from xlsrc.extracts.kept_file import code_of, in_one_step, read_again
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.street_file import StreetFile


def findings_kept(
    folder: Path | None,
    extracts: Sequence[Extract],
    places: Places,
    offences: str,
    street: Sequence[StreetFile] = (),
) -> tuple[Finding, ...]:
    """The findings of releases and of street files, read back where they were judged before.

    ``offences`` tells the list of labels that the extracts go by from others. With ``folder``
    None, or one that cannot be written, nothing is kept; a damaged file in it is passed over.
    """
    known = extracts[0].offences if extracts else shipped_offences()
    forces = [one for one in extracts if one.reporter]
    quarterly = [one for one in extracts if is_by_quarter(one)]
    extracts = [one for one in extracts if is_judged(one)]

    def judged() -> tuple[Finding, ...]:
        # A folder that was judged before needs no rule.
        from xlsrc.extracts.gate.judged import findings_of
        from xlsrc.extracts.gate.quarters import quarter_findings
        from xlsrc.extracts.gate.street_judged import street_findings

        of_files = (*findings_of(extracts, places), *quarter_findings(quarterly))
        return (*of_files, *street_findings(street, forces, known))

    if folder is None or not (extracts or quarterly or street):
        return judged()
    origin = (
        code_of(Path(__file__).parent),
        places.digest,
        offences,
        *origins_of([*extracts, *quarterly]),
        *(repr(one) for one in street),
    )
    return kept_by(folder, origin, judged)


def kept_by(
    folder: Path | None, origin: Iterable[str], work_out: Callable[[], tuple[Finding, ...]]
) -> tuple[Finding, ...]:
    """The findings that are worked out from what ``origin`` names, read back where they are known.

    ``folder`` as for :func:`findings_kept`.
    """
    if folder is None:
        return work_out()
    name = hashlib.sha256("\x1f".join(origin).encode()).hexdigest()
    path = folder / "findings" / f"{name}.json"
    try:
        with read_again(path) as file:
            return tuple(_finding(fields) for fields in json.load(file))
    except (OSError, ValueError, KeyError, TypeError):
        found = work_out()
        _keep(path, found)
        return found


def origins_of(extracts: Iterable[Extract]) -> list[str]:
    """What tells extracts from others: their files, and what the readers make of these now."""
    read = f"as read by {READER_VERSION}"
    return [read, *(f"{one.sha256} {one.file} {one.level} {one.vintage}" for one in extracts)]


def _keep(path: Path, findings: Sequence[Finding]) -> None:
    text = json.dumps([_fields(one) for one in findings], ensure_ascii=False)
    try:
        with in_one_step(path) as file:
            file.write(text.encode())
    except OSError:
        return


def _fields(finding: Finding) -> dict[str, Any]:
    areas = finding.areas
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "source": finding.source.value,
        "files": finding.files,
        # Sorted: a set has another order in another process.
        "areas": None if areas is None else sorted(_area_fields(one) for one in areas),
        "offences": None if finding.offences is None else sorted(finding.offences),
        "months": None if finding.months is None else sorted(finding.months),
        "wanted": finding.wanted,
        "found": finding.found,
        "where": finding.where,
        "action": finding.action,
        "size": None if math.isnan(finding.size) else finding.size,
        "missing": [
            (_area_fields(one.area), one.offence, sorted(one.months), one.most)
            for one in finding.missing
        ],
        "within": sorted(finding.within),
    }


def _finding(fields: dict[str, Any]) -> Finding:
    areas = fields["areas"]
    return Finding(
        rule=fields["rule"],
        severity=Severity(fields["severity"]),
        source=Source(fields["source"]),
        files=tuple(fields["files"]),
        areas=None if areas is None else frozenset(_area(*one) for one in areas),
        offences=None if fields["offences"] is None else frozenset(fields["offences"]),
        months=None if fields["months"] is None else frozenset(fields["months"]),
        wanted=fields["wanted"],
        found=fields["found"],
        where=fields["where"],
        action=fields["action"],
        size=math.nan if fields["size"] is None else fields["size"],
        missing=tuple(
            Missing(area=_area(*area), offence=offence, months=frozenset(months), most=most)
            for area, offence, months, most in fields["missing"]
        ),
        within=frozenset(fields["within"]),
    )


def _area_fields(area: Area) -> tuple[str, str, str, str]:
    return area.code, area.name, area.level.value, area.borough


def _area(code: str, name: str, level: str, borough: str) -> Area:
    return Area(code=code, name=name, level=Level(level), borough=borough)
