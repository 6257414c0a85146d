"""Home Office tables as an extract: a quarter's count stands at the quarter's last month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.indicator import Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.home_office_csp import LAYOUT
from xlsrc.extracts.label import Label
from xlsrc.extracts.quarterly import Kind

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.extracts.quarterly import CountedArea, CountedOffence, QuarterlyCounts


def extract_of(counts: QuarterlyCounts, sha256: str) -> Extract:
    """The counts of one file as an extract of whole areas.

    ``months`` are the last ones of its quarters. Where an area has rows in a quarter, an offence
    that the file counts then and leaves out of the area is 0 there; see ``Cells.covered``. What is
    of no partnership stands under a name of its own, without a code.
    """
    last = np.array([one.last_month.ordinal for one in counts.quarters], dtype=np.int32)
    labels = {label: at for at, label in enumerate(dict.fromkeys(map(_label, counts.offences)))}
    label_at = np.array([labels[_label(one)] for one in counts.offences], dtype=np.int32)
    return Extract(
        source=Source.HOME_OFFICE,
        layout=LAYOUT,
        level=counts.areas[0].area.level,
        vintage=counts.vintage,
        file=counts.file,
        sha256=sha256,
        sparse=True,
        illustrative=False,
        months=tuple(last.tolist()),
        areas=tuple(map(_area, counts.areas)),
        labels=tuple(labels),
        area=counts.area,
        label=label_at[counts.offence],
        month=last[counts.quarter],
        count=counts.count,
        denominator=np.full(counts.count.size, np.nan),
        notes=("by the quarter", *counts.notes),
    )


def _label(offence: CountedOffence) -> Label:
    return Label(group=offence.group, offence=offence.description, subgroup=offence.subgroup)


def _area(counted: CountedArea) -> Area:
    """The area; what is of no partnership of a force is named after the force."""
    area = counted.area
    if counted.kind is Kind.UNASSIGNED and name_key(counted.force) not in name_key(area.name):
        return replace(area, name=f"{area.name} {counted.force}")
    return area
