"""What the fuzzing of the readers begins with: a few lines of each kind of extract."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

LINES: Final = 6
_EXCERPTS: Final = PROJECT / "tests" / "data"
_STREET, _SEARCHES = 4, 5

SOURCES: Final = b"""[[database]]
name = "counts"
address = "sqlite:///counts.db"
query = "select 1"
source = "MPS recorded crime"
omits_zeros = true

[[download]]
address = "https://example.org/file.csv"
vintage = "2026-01"
"""

BOUNDARIES: Final = b"""{"type": "FeatureCollection", "features": [{"type": "Feature",
"properties": {"WD24CD": "E05013628", "WD24NM": "Barnet Vale", "LAD24CD": "E09000003",
"LAD24NM": "Barnet"}, "geometry": {"type": "Polygon", "coordinates":
[[[-0.2, 51.6], [-0.1, 51.6], [-0.1, 51.7], [-0.2, 51.6]]]}}]}"""

RETURN: Final = b"""indicator,area,month,value,numerator,denominator,note
asb_incidents,Barnet,2025-04,120,,,
asb_incidents,Barnet,2025-05,"1,131",,,late
asb_incidents,Barnet,Jun-25,..,,,
domestic_repeat,Barnet,2025-04,25.5,51,200,
"""

POPULATION: Final = b"LAD24CD,LAD24NM,2022,2023\nE09000003,Barnet,389344,395007\n"


def READERS() -> dict[str, list[bytes]]:  # noqa: N802 - made when asked for
    """The first inputs of the targets that read files of a folder."""
    texts = [_lines(path) for path in sorted(_EXCERPTS.glob("*.csv"))]
    named = [b"\0" + text for text in texts] + [b"\3" + RETURN, b"\0" + RETURN]
    named += [bytes([_STREET]) + text for text in texts if b"Crime ID" in text]
    named += [bytes([_SEARCHES]) + SEARCHES, b"\0" + SEARCHES, b"\0" + HOME_OFFICE]
    lists = [_lines(PROJECT / "data" / name) for name in ("areas.csv", "offences.csv")]
    beside = [SOURCES, BOUNDARIES, POPULATION, *lists, b"Area\nBarnet\nLeeds\n"]
    return {
        "extracts": named,
        "raw": [b"\0" + gzip.compress(texts[0], mtime=0), b"\7PK\3\4", b"\0<html>"],
        "beside": [bytes([kind]) + content for kind, content in enumerate(beside)],
    }


def _lines(path: Path) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[:LINES])


SEARCHES: Final = (
    b"Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
    b"Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,"
    b"Outcome,Outcome linked to object of search,Removal of more than just outer clothing\n"
    b"Person search,2019-06-01T10:00:00+00:00,,,53.38,-1.46,Male,18-24,,White,"
    b"Misuse of Drugs Act 1971 (section 23),Controlled drugs,A no further action disposal,,False\n"
)

HOME_OFFICE: Final = (
    b"Financial Year,Financial Quarter,Force Name,CSP Name,Offence Description,Offence Group,"
    b"Offence Subgroup,Offence Code,Offence Count\n"
    b"2024/25,1,Metropolitan Police,Barnet,Residential burglary,Theft offences,"
    b"Domestic burglary,28A,301\n"
)
