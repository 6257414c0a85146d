"""What the pictures show: the figures that each is drawn from, and whether those are still so.

A picture's bytes follow the program that drew it, and a test has no such program. So beside the
pictures lies what each was drawn from, as a checksum (`shown.json`), with the checksum of its file:
the scripts that draw write both, and a test works the figures out again.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from python_calamine import CalamineWorkbook

from benchmarks import calibration
from benchmarks.foretellers import FILTER, FORETELLERS
from benchmarks.london import london
from workbook.package.archive import Archive
from workbook.package.structure import relationships, structure
from xlsrc.measures.control_chart import xmr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.assessment import Assessment, Dashboard

    Shown = dict[str, list[Any]]
    """Lists by what they are: of places, of numbers, of words."""

HERE: Final = Path(__file__).parent
KEPT: Final = HERE / "shown.json"
PAGES: Final = {"summary": "Summary", "map": "Map"}
"""The sheets that pictures show, by the pictures' names."""

YEAR, TWO_YEARS, FIVE_YEARS = 12, 24, 60
_NUMBER: Final = re.compile(r"(?<=<v>)-?\d+\.\d+(?:E-?\d+)?(?=</v>)")


def of_sample(sample: Dashboard) -> dict[str, Shown]:
    """What is drawn of single indicators of the sample, and of all their changes."""
    by_id = {a.indicator.id: a for a in sample.assessments}
    return {
        "change": _pairs(by_id["burglary"]),
        "expected": _range(by_id["violence_without_injury"]),
        "xmr": _control_chart(by_id["residential_burglary"]),
        "exceptions": _range(by_id["drug_trafficking"]),
        "words": {"p": sorted(a.change.p for a in sample.assessments if a.change.p is not None)},
    }


def of_the_past() -> dict[str, Shown]:
    """What is drawn of how well the ranges and chances of London's past did.

    The first engine, which is drawn beside the ranges, is not tried again here: its code stays as
    it was, and other months would be seen in these.
    """
    months = calibration.SPELLS["next quarter"]
    series = london()
    found = calibration.judged(series, FORETELLERS[FILTER](series, months), months)
    held = [found.coverage(promised) for promised in calibration.PROMISED]
    return {"held": {"held": held, "of": [int(found.known.sum())]}, "chance": chances()}


def chances() -> Shown:
    """The chance stated of meeting a target, by tenths, and how often it was met, in per cent."""
    chance, met = calibration.reliability()
    tenth = np.minimum((10 * chance).astype(int), 9)
    return {
        "stated": [float(100 * chance[tenth == at].mean()) for at in range(10)],
        "came": [float(100 * met[tenth == at].mean()) for at in range(10)],
    }


def of_pages(workbook: Path) -> dict[str, Shown]:
    """What stands on the sheets of a refreshed sample whose pages are shown, and how it looks."""
    archive = Archive.read(workbook)
    sheets = {one.name: one for one in structure(archive).sheets}
    book = CalamineWorkbook.from_path(workbook)
    found: dict[str, Shown] = {}
    for name, sheet in PAGES.items():
        part = sheets[sheet].part
        drawings = [one.target for one in relationships(archive, part) if "drawing" in one.target]
        looks = [_NUMBER.sub(_shortened, archive.text(one)) for one in (part, *sorted(drawings))]
        words = [cell for row in book.get_sheet_by_name(sheet).to_python() for cell in row]
        found[name] = {"looks": looks, "words": [one for one in words if isinstance(one, str)]}
    return found


def checksum(shown: Shown) -> str:
    """What figures are known by, to four digits: another machine's last digit is no difference."""
    said = json.dumps(shown, default=float, sort_keys=True)
    rounded = re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda found: f"{float(found[0]):.4g}", said)
    return hashlib.sha256(rounded.encode()).hexdigest()[:16]


def kept() -> dict[str, dict[str, str]]:
    """What each picture was drawn from, and its file, as checksums."""
    found: dict[str, dict[str, str]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def keep(shown: Mapping[str, Shown]) -> None:
    """Note what the pictures of these names, just drawn, were drawn from."""
    found = kept() if KEPT.exists() else {}
    found |= {name: {"shows": checksum(one), "file": of_file(name)} for name, one in shown.items()}
    KEPT.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def of_file(name: str) -> str:
    """The checksum of a picture's file."""
    return hashlib.sha256((HERE / f"{name}.png").read_bytes()).hexdigest()[:16]


def _shortened(found: re.Match[str]) -> str:
    return f"{float(found[0]):.4g}"


def _pairs(assessment: Assessment) -> Shown:
    monthly = assessment.monthly
    return {
        "now": [*monthly.recorded[-YEAR:]],
        "before": [*monthly.recorded[-TWO_YEARS:-YEAR]],
        "months": [month.abbreviation for month in monthly.months[-YEAR:]],
    }


def _range(assessment: Assessment) -> Shown:
    """Five years; ``flagged`` and ``sustained`` are places in them."""
    monthly = assessment.monthly
    return {
        "recorded": [*monthly.recorded[-FIVE_YEARS:]],
        "lower": [*monthly.lower[-FIVE_YEARS:]],
        "upper": [*monthly.upper[-FIVE_YEARS:]],
        "level": [*monthly.level[-FIVE_YEARS:]],
        "flagged": [at for at, is_out in enumerate(monthly.flagged[-FIVE_YEARS:]) if is_out],
        "sustained": [at for at, is_in in enumerate(monthly.sustained[-FIVE_YEARS:]) if is_in],
        "years": [str(month.year) for month in monthly.months[-FIVE_YEARS:]],
    }


def _control_chart(assessment: Assessment) -> Shown:
    """Two years; ``marked`` are places in them."""
    counts = np.array([assessment.monthly.recorded[-TWO_YEARS:]], dtype=float)
    chart = xmr(counts)
    return {
        "counts": counts[0].tolist(),
        "mean": chart.mean[0].tolist(),
        "lower": chart.lower[0].tolist(),
        "upper": chart.upper[0].tolist(),
        "marked": [at for at, cause in enumerate(chart.label[0]) if str(cause)],
        "months": [month.short for month in assessment.monthly.months[-TWO_YEARS:]],
    }
