"""The readers of what lies in a folder of extracts, as the product opens it."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from proofs.fuzz.picks import Picks
from workbook.fleet.asked_areas import words_of
from xlsrc.extracts.offences import offences_for
from xlsrc.extracts.places import places_for
from xlsrc.extracts.population import populations
from xlsrc.extracts.reader import file_reading
from xlsrc.extracts.sources_file import remote_sources
from xlsrc.extracts.store import Store
from xlsrc.maps.boundary_file import BoundaryFile

NAMES: Final = (
    "extract.csv",
    "extract.csv.gz",
    "extracts.zip",
    "partner/2026-01/return.csv",
    "2019-06/2019-06-south-yorkshire-street.csv",
    "2019-06/2019-06-south-yorkshire-stop-and-search.csv",
    "notes.txt",
    "return.xlsx",
    "extract.ods",
    "extract.xls",
    "extract.xlsb",
    "extract.xlsm",
    "extract.tsv",
    "extract.json",
)
"""What a file is called, by the first byte."""

PACKED_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
SHEET: Final = "xl/worksheets/sheet1.xml"


class UnforeseenError(Exception):
    """A file that stopped no other, in words that no reader foresaw."""


def extracts(data: bytes) -> None:
    """A file of these bytes under one of the names, alone in a folder."""
    picks = Picks(data)
    name, content = picks.one(NAMES), picks.rest()
    if name.endswith(".gz"):
        content = gzip.compress(content, 1, mtime=0)
    elif name.endswith(".zip"):
        content = _zipped({"2019-06/a.csv": content, "b.txt": content[::2]})
    _opened(name, content)


def raw(data: bytes) -> None:
    """As `extracts`, with archives as they are: what is not unpacked by its maker."""
    picks = Picks(data)
    name = picks.one(NAMES)
    _opened(name, picks.rest())


def spreadsheets(data: bytes) -> None:
    """A spreadsheet of which one part is this text, of Excel's kind or of LibreOffice's."""
    picks = Picks(data)
    if picks.below(2):
        parts = {"mimetype": PACKED_ODS.encode(), "content.xml": picks.rest()}
        _opened("partner/return.ods", _zipped(parts | _ods_frame()))
        return
    parts = dict(_excel_parts())
    parts[picks.one(list(parts))] = picks.rest()
    _opened("partner/return.xlsx", _zipped(parts))


def beside(data: bytes) -> None:
    """The other files of a folder: sources, boundaries, people, lists of areas and of labels."""
    picks = Picks(data)
    kind, content = picks.below(6), picks.rest()
    folder = _folder()
    if kind == 0:
        _put(folder / "sources.toml", content)
        remote_sources(folder)  # nothing is asked or fetched
    elif kind == 1:
        path = _put(folder / "boundaries" / "wards.geojson", content)
        BoundaryFile.read(path).geography()
        BoundaryFile.read(path).has("Barnet")
    elif kind == 2:
        _put(folder / "people.csv", content)
        populations(folder)
    elif kind == 3:
        _put(folder / "areas.csv", content)
        places_for(folder).known("Barnet")
    elif kind == 4:
        _put(folder / "offences.csv", content)
        offences_for(folder)
    else:
        words_of(str(_put(folder / "list.csv", content)))


def _opened(name: str, content: bytes) -> None:
    reading = file_reading(content, name, hashlib.sha256(content).hexdigest())
    if not reading.extracts:
        return
    folder = _folder()
    _put(folder / name, content)
    store = Store.open(folder, cache=None)
    unforeseen = [fault for fault in store.faults if "save it again and try again" in fault]
    if unforeseen:
        raise UnforeseenError(unforeseen[0])


def _put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@cache
def _own_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _folder() -> Path:
    folder = _own_folder() / "extracts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put_alone(name: str, content: bytes) -> Path:
    """A file alone in a folder."""
    return _put(_folder() / name, content)


def cleared() -> None:
    """Take the folder of this process away."""
    shutil.rmtree(_own_folder(), ignore_errors=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _ods_frame() -> dict[str, bytes]:
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{PACKED_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return {"META-INF/manifest.xml": manifest.encode()}


@cache
def _excel_parts() -> dict[str, bytes]:
    """The parts of a partner return that read text, styles and strings hang on."""
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("Return")
    month = book.add_format({"num_format": "mmm yyyy"})
    sheet.write_row(0, 0, ["indicator", "area", "month", "value", "numerator", "denominator"])
    for row in range(1, 7):
        sheet.write_row(row, 0, ["asb_incidents", "Barnet"])
        sheet.write_number(row, 2, 45658 + 31 * row, month)
        sheet.write_number(row, 3, 100 + row)
    book.close()
    with zipfile.ZipFile(packed) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    first = (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
    return {name: parts[name] for name in (*first, *sorted(parts.keys() - set(first)))}


def seeds() -> dict[str, list[bytes]]:
    """What the readers' targets begin with: the parts and texts that a file may be."""
    from proofs.fuzz.first import READERS

    parts = _excel_parts()
    sheets = [bytes([0, at]) + text for at, text in enumerate(parts.values())]
    first = READERS()
    first["raw"] += [
        b"\7" + _zipped(parts),
        b"\2" + _zipped({"2019-06/a.csv": first["extracts"][0]}),
    ]
    return {**first, "spreadsheets": [*sheets, b"\1" + _ods_text()]}


def _ods_text() -> bytes:
    cells = ["indicator", "area", "month", "value"]
    rows = [
        cells,
        *(["asb_incidents", "Barnet", f"2025-0{at}", str(90 + at)] for at in range(1, 5)),
    ]
    table = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>'
            f"{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Return">{table}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    ).encode()
