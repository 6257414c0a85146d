from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.extracts.gate.finding import Finding


def facts(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings, fact by fact, to be compared: a size that is no number would equal no other."""
    return [
        {field.name: getattr(one, field.name) for field in fields(one)}
        | {"size": None if math.isnan(one.size) else one.size}
        for one in findings
    ]
