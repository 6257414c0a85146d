"""Hostile files in a folder of extracts: bombs, depth, endless lines, and what is no data."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING, Final

from proofs.packages.zips import (
    MEGABYTE,
    bad_bytes,
    gzipped,
    hostile_zips,
    including,
    package,
    parts_of,
    spaces,
)
from workbook.package.zip_entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_TABLE: Final = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:text="urn:oasis:names:tc:opendocument:'
    'xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">{rows}'
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)
_STREET: Final = (
    b"Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    b"Crime type,Last outcome category,Context\n"
)


def hostile_extracts(
    return_form: Path, borough: Path, outside: Path
) -> Iterator[tuple[str, str, bytes]]:
    """Each kind: what it is, the name of its file, its content. All but sound data."""
    form = return_form.read_bytes()
    for what, content in hostile_zips(form, outside):
        yield f"a return that is {what}", "return.xlsx", content
    for suffix in ("xlsx", "xlsb", "xls", "ods", "zip", "gz", "csv"):
        for what, content in bad_bytes():
            yield f"a .{suffix} that is {what}", f"a.{suffix}", content
    yield from _texts(borough.read_bytes())
    yield from _sheets(form, outside)
    yield from _archives(borough.read_bytes())
    yield from _settings()


def _texts(borough: bytes) -> Iterator[tuple[str, str, bytes]]:
    head = borough.split(b"\n", 1)[0]
    yield "one line of 100 MB", "a.csv", b"x," * (50 * MEGABYTE)
    yield "one cell of 100 MB", "a.csv", head + b'\n"' + b"x" * (100 * MEGABYTE)
    yield "a header of a million columns", "a.csv", b"a," * 1_000_000 + b"\n1,2\n"
    yield "lines of 400 MB", "a.csv", b"x,\n" * (400 * MEGABYTE // 3)
    lines = gzipped(b"a,b,c,d\n" * (MEGABYTE // 8), 400)
    yield "a gzip of lines of 400 MB", "a.csv.gz", lines
    yield "20 million empty lines", "a.csv", b"\n" * 20_000_000
    yield "a file of NUL characters in UTF-8", "a.csv", head + b"\n" + b"\0," * 100_000
    yield "UTF-16 cut in a letter", "a.csv", head.decode().encode("utf-16")[:-1]
    yield "letters of no language", "a.csv", head + b"\n" + bytes(range(128, 256)) * 50
    for number in (b"1e400", b"nan", b"-inf", b"9" * 5_000, b"0x10", b"1" + b",000" * 300):
        row = head + b"\n" + b",".join([b"A"] * 3 + [number] * (head.count(b",") - 2))
        yield f"counts of {number[:8].decode()}", "a.csv", row + b"\n"
    for text in (b"=cmd|'/c calc'!A0", b"<script>", b"2025-13", b"9999999999-01", b"0000-00"):
        yield f"street rows of {text.decode()}", "2025-12-barnet-street.csv", _STREET + b",".join(
            [text] * 12
        ) + b"\n"  # fmt: skip
    yield "a link for a web page", "a.csv", b"<!DOCTYPE html><html><script>1</script></html>"


def _sheets(form: bytes, outside: Path) -> Iterator[tuple[str, str, bytes]]:
    parts = parts_of(form)
    sheet = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    far = parts[sheet].replace(b"</sheetData>", cell)
    yield "a return with a cell at XFD1048576", "return.xlsx", package(parts | {sheet: far})
    head, _, tail = parts[sheet].partition(b"</sheetData>")
    others = {name: one for name, one in parts.items() if name != sheet}
    row = b'<row><c t="inlineStr"><is><t>0123456789</t></is></c></row>' * 2_000
    entry = Entry.of_chunks(sheet, [head, *([row] * 2_000), b"</sheetData>" + tail])
    yield "a return of 4 million rows", "return.xlsx", package(others, entry)
    for what, rows in {
        "a row repeated 10^9 times": '<table:table-row table:number-rows-repeated="1000000000">'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
        "a cell repeated 10^9 times": "<table:table-row><table:table-cell table:number-columns-"
        'repeated="1000000000" office:value-type="float" office:value="1"/></table:table-row>',
        "rows repeated within columns repeated": "<table:table-row table:number-rows-repeated="
        '"1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
        "rows -1 times": '<table:table-row table:number-rows-repeated="-1"><table:table-cell/>'
        "</table:table-row>",
        "100,000 tables in one another": "<table:table>" * 100_000 + "</table:table>" * 100_000,
        "a link to a file": "<table:table-row><table:table-cell><text:p><text:a xlink:href="
        f'"{outside.as_uri()}">x</text:a></text:p></table:table-cell></table:table-row>',
    }.items():
        content = _TABLE.format(rows=rows).encode()
        made = package({"mimetype": _ODS.encode(), "content.xml": content})
        yield f"an .ods with {what}", "a.ods", made
    included = including(content, outside)
    yield "an .ods that takes in a file", "a.ods", package({"mimetype": _ODS.encode(),
                                                            "content.xml": included})  # fmt: skip
    taking = including(parts[sheet], outside)
    yield "a return that takes in a file", "return.xlsx", package(parts | {sheet: taking})
    dtd = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{outside.as_uri()}">]>'.encode()
    dtd += content.replace(b">x<", b">&e;<")
    yield "an .ods with an entity", "a.ods", package({"mimetype": _ODS.encode(),
                                                       "content.xml": dtd})  # fmt: skip
    ole = bytes.fromhex("D0CF11E0A1B11AE1")
    yield "an .xls of loops", "a.xls", ole + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + b"\0" * 5_000
    binary = {"xl/workbook.bin": b"\xff" * 5_000, "[Content_Types].xml": b"<Types/>"}
    yield "an .xlsb of endless records", "a.xlsb", package(binary)


def _archives(borough: bytes) -> Iterator[tuple[str, str, bytes]]:
    blanks = spaces("2025-12/a-street.csv", 600)
    yield "a .zip of street files of 600 MB", "a.zip", package({}, blanks)
    rows = Entry.of_chunks(
        "2025-12/2025-12-barnet-street.csv", [_STREET, *([b"," * 11 + b"\n"] * 9)]
    )
    for name in ("../../outside.csv", "/etc/outside.csv", "a\0b.csv", "C:\\outside.csv"):
        one = Entry(name, rows.packed, rows.method, rows.crc, rows.size)
        yield f"a .zip with {name!r}", "a.zip", package({}, one)
    many = {f"2025-12/{n}-street.csv": _STREET for n in range(25_000)}
    yield "a .zip of 25,000 files", "a.zip", package(many)
    inner = borough
    for _ in range(20):
        inner = gzip.compress(inner, mtime=0)
    yield "a gzip 20 deep", "a.csv.gz", inner
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.zip", package({"b.csv": borough}))
    yield "a .zip in a .zip", "a.zip", zipped.getvalue()
    yield "a .csv.gz cut short", "a.csv.gz", gzip.compress(borough, mtime=0)[:900]


def _settings() -> Iterator[tuple[str, str, bytes]]:
    name = "sources.toml"
    yield "TOML 100,000 deep", name, b"a = " + b"[" * 100_000 + b"]" * 100_000
    yield "TOML tables 100,000 deep", name, b"[" + b".".join([b"a"] * 50_000) + b"]\n"
    yield "TOML of a number of 100,000 digits", name, b"a = " + b"9" * 100_000
    yield "TOML of other letters", name, b"a = '\xff'"
    yield "TOML of a time that is none", name, b"a = 2025-99-99T99:99:99"
    for address in ("file:///etc/passwd", "ftp://127.0.0.1:9/a", "javascript:alert(1)",
                    "http://[::1", "http://127.0.0.1:99999999/a", "\\\\host\\share"):  # fmt: skip
        entry = f"[[download]]\naddress = '{address}'\n"
        yield f"an address {address}", name, entry.encode()
    for address in (
        "sqlite:////etc/passwd",
        "access+pyodbc://x",
        "nothing://",
        "sqlite:///:memory:",
    ):
        entry = (f"[[database]]\nname = 'd'\naddress = '{address}'\nquery = 'select 1'\n"
                 "source = 'MPS recorded crime'\n")  # fmt: skip
        yield f"a database {address}", name, entry.encode()


def hostile_boundaries(boundaries: Path) -> Iterator[tuple[str, bytes]]:
    """GeoJSON that is too deep, too wide, or whose places are none."""
    sound = json.loads(boundaries.read_text(encoding="utf-8"))
    one = next(area for area in sound["features"] if area["properties"]["LAD24NM"] == "Barnet")

    def of(geometry: object, **changed: object) -> bytes:
        feature = {**one, "geometry": geometry, **changed}
        return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    yield "100,000 lists in one another", b'{"features": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for value in ("Infinity", "NaN", "-Infinity", "1e400", '"east"', "null", "1" + "0" * 4_400):
        ring = f"[[[{value}, 51], [0, 52], [0, 51], [{value}, 51]]]"
        text = of({"type": "Polygon", "coordinates": "RING"}).decode().replace('"RING"', ring)
        yield f"coordinates of {value[:12]}", text.encode()
    for what, coordinates in {
        "no ring": [], "an empty ring": [[]], "a ring of two points": [[[0, 51], [0, 52]]],
        "points of one number": [[[0], [1], [2], [0]]], "no list": 5, "a text": "0 51",
        "a ring over the poles": [[[-999, -999], [999, 999], [0, 51], [-999, -999]]],
        "a ring that crosses itself": [[[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]]],
    }.items():  # fmt: skip
        yield f"an outline of {what}", of({"type": "Polygon", "coordinates": coordinates})
    yield "outlines of no kind", of({"type": "Teapot", "coordinates": []})
    yield "no outline", of(None)
    yield "properties that are none", of(one["geometry"], properties=None)
    yield "properties that are a list", of(one["geometry"], properties=[1])
    code = next(key for key in one["properties"] if key.endswith("CD"))
    for said in (None, 5, {"a": 1}, "x" * 1_000_000, "\ud800"):
        own: dict[str, object] = {**one["properties"], code: said}
        yield f"a code of {str(said)[:8]!a}", of(one["geometry"], properties=own)
    yield "the same area 50,000 times", json.dumps(
        {"type": "FeatureCollection", "features": [one | {"geometry": {"type": "Polygon",
         "coordinates": [[[0, 51], [0, 52], [1, 51], [0, 51]]]}}] * 50_000}).encode()  # fmt: skip
    for what, content in (("a list", b"[]"), ("nothing", b""), ("a number", b"1"),
                          ("features that are a number", b'{"features": 1}'),
                          ("features that are numbers", b'{"features": [1]}'),
                          ("other letters", b"\xff\xfe\xfa"),
                          ("no features", b'{"features": []}')):  # fmt: skip
        yield what, content
