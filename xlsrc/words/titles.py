"""The rules of the gate by short names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsrc.extracts.gate.finding import Finding

TITLES: Final = {
    "repeated-key": "Rows twice",
    "total-row": "Totals among rows",
    "street-repeated": "Incidents twice",
    "unknown-area": "Unknown area",
    "area-missing": "Area missing",
    "rows-missing": "Rows missing",
    "hole": "Months missing",
    "force-stops": "Force stops",
    "months-missing": "Files missing",
    "same-month-twice": "Same month twice",
    "offence-lost": "Offence lost",
    "label-stops": "Label stops",
    "label-starts": "Label starts",
    "definition-changed": "Counts other things",
    "offence-restated": "Offence restated",
    "unknown-month": "Month's places missing",
    "unknown-share": "Places missing",
    "street-pointed": "Rows placed by their point",
    "street-elsewhere": "Rows of elsewhere",
    "two-downloads": "Two downloads",
    "month-incomplete": "Month unfinished",
    "area-month-low": "Area's month low",
    "label-zero": "Label at 0",
    "series-zero": "Figure at 0",
    "area-disagrees": "Releases disagree",
    "month-disagrees": "A month disagrees",
    "label-falls": "Label falls",
    "ward-borough": "Wards incomplete",
    "former-wards": "Former wards",
    "series-low": "Figure very low",
    "area-month-high": "Area's month high",
    "series-high": "Figure very high",
    "a-copy": "Not a new release",
    "unknown-label": "Unknown label",
}
"""Short names of the rules."""


def title(finding: Finding) -> str:
    """``Rows missing``: the kind of a finding in a word or two."""
    return TITLES.get(finding.rule, finding.rule.replace("-", " ").capitalize())
