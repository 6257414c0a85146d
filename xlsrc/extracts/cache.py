"""Files already read, kept as plain numpy arrays so that a warm start parses nothing.

The folder can be deleted at any time; a damaged or foreign file in it is passed over.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import Told
from xlsrc.domain.indicator import Source
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.fault import Fault
from xlsrc.extracts.file_format import READER_VERSION
from xlsrc.extracts.kept_file import PACKED, in_one_step, packed, read_again, unpacked
from xlsrc.extracts.label import Label
from xlsrc.extracts.reading import FileReading
from xlsrc.extracts.street_file import StreetFile

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_ARRAYS = ("area", "label", "month", "count", "denominator", "lines", "least", "most")


def cached(folder: Path, sha256: str, file: str) -> FileReading | None:
    """What the file with this checksum gave, or ``None`` when it is not kept.

    ``file`` is what it is called now: what was kept of it under another name names it so.
    """
    try:
        with (
            read_again(_path(folder, sha256)) as stored,
            np.load(stored, allow_pickle=False) as parts,
        ):
            arrays = unpacked(parts)
            described = json.loads(arrays["described"].tobytes())
            before = described["file"]
            return FileReading(
                extracts=tuple(
                    _under_name(_extract(fields, arrays, at), before, file)
                    for at, fields in enumerate(described["extracts"])
                ),
                faults=tuple(
                    Told(_renamed(text, before, file), code) for text, code in described["faults"]
                ),
                uncounted=tuple(described["uncounted"]),
                unread=described["unread"],
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None


def keep(folder: Path, sha256: str, file: str, reading: FileReading) -> None:
    """Write what a file gave where :func:`cached` finds it, if the folder can be written."""
    arrays: dict[str, NDArray[Any]] = {}
    described = []
    for at, extract in enumerate(reading.extracts):
        for name in _ARRAYS:
            values = _narrow(getattr(extract, name))
            if values.size:  # each array costs as much time as thousands of figures
                arrays[f"{name}{at}"] = values
        described.append(_described(extract))
    whole = {
        "file": file,
        "faults": [(fault, getattr(fault, "code", "")) for fault in reading.faults],
        "uncounted": reading.uncounted,
        "unread": reading.unread,
        "extracts": described,
    }
    arrays["described"] = np.frombuffer(json.dumps(whole).encode(), dtype=np.uint8)
    try:
        with in_one_step(_path(folder, sha256)) as part:
            np.savez(part, allow_pickle=False, **packed(arrays))
    except OSError:
        return


def _renamed(text: str, before: str, after: str) -> str:
    """The text with the file's name, which it begins with, as it is now."""
    return after + text[len(before) :] if text.startswith(before) else text


def _under_name(extract: Extract, before: str, after: str) -> Extract:
    if before == after:
        return extract
    street = tuple(replace(one, file=_renamed(one.file, before, after)) for one in extract.street)
    return replace(extract, file=_renamed(extract.file, before, after), street=street)


def _path(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}-{READER_VERSION}-{PACKED}.npz"


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same figures in fewer bytes; an array of nothing but ``nan`` as an empty one."""
    if values.dtype == np.float64:
        if np.isnan(values).all():
            return np.empty(0)
        whole = np.nan_to_num(values, nan=0.5).astype(np.int32)
        return whole if np.array_equal(whole, values) else values
    return (
        values.astype(np.int16) if values.size and values.max() < np.iinfo(np.int16).max else values
    )


def _described(extract: Extract) -> dict[str, Any]:
    return {
        "source": extract.source.value,
        "layout": extract.layout,
        "level": extract.level.value,
        "vintage": extract.vintage,
        "file": extract.file,
        "sha256": extract.sha256,
        "sparse": extract.sparse,
        "illustrative": extract.illustrative,
        "covered_by_group": extract.covered_by_group,
        "reporter": extract.reporter,
        "street": [one.fields() for one in extract.street],
        "months": extract.months,
        "notes": extract.notes,
        "faults": [(fault.indicator, fault.text) for fault in extract.faults],
        "areas": [(area.code, area.name, area.borough) for area in extract.areas],
        "labels": [tuple(asdict(label).values()) for label in extract.labels],
    }


def _extract(fields: dict[str, Any], arrays: Any, at: int) -> Extract:  # noqa: ANN401 - NpzFile
    level = Level(fields["level"])
    there = {name for name in _ARRAYS if f"{name}{at}" in arrays}
    stored = {name: arrays[f"{name}{at}"] if name in there else np.empty(0) for name in _ARRAYS}
    rows = stored["area"].size
    return Extract(
        source=Source(fields["source"]),
        layout=fields["layout"],
        level=level,
        vintage=fields["vintage"],
        file=fields["file"],
        sha256=fields["sha256"],
        sparse=fields["sparse"],
        illustrative=fields["illustrative"],
        covered_by_group=fields["covered_by_group"],
        reporter=fields["reporter"],
        street=tuple(StreetFile.of_fields(one) for one in fields["street"]),
        months=tuple(fields["months"]),
        notes=tuple(fields["notes"]),
        faults=tuple(Fault(indicator=name, text=text) for name, text in fields["faults"]),
        areas=tuple(
            Area(code=code, name=name, level=level, borough=borough)
            for code, name, borough in fields["areas"]
        ),
        labels=tuple(
            Label(group=group, offence=offence, measure=measure, subgroup=subgroup)
            for group, offence, measure, subgroup in fields["labels"]
        ),
        area=stored["area"].astype(np.int32),
        label=stored["label"].astype(np.int32),
        month=stored["month"].astype(np.int32),
        count=_figures(stored["count"], rows),
        denominator=_figures(stored["denominator"], rows),
        lines=stored["lines"].astype(np.int32),
        least=stored["least"].astype(np.float64),
        most=stored["most"].astype(np.float64),
    )


def _figures(values: NDArray[Any], rows: int) -> NDArray[np.float64]:
    if values.size == rows:
        return values.astype(np.float64)
    return np.broadcast_to(np.nan, rows)  # one figure, whatever the rows
