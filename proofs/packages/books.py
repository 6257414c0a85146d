"""Workbooks whose zip is sound and whose parts are not: what they say, name, point to or repeat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proofs.packages.zips import Parts, including, package, spaces
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STRINGS: Final = "xl/sharedStrings.xml"
_TYPES: Final = "[Content_Types].xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_RELATIONSHIP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def hostile_books(book: Path, outside: Path) -> Iterator[tuple[str, bytes]]:
    """Kinds of workbook by what they are; each may be refused, or read within the limits."""
    found = structure(Archive.read(book))
    parts = {name: Archive.read(book).content(name) for name in Archive.read(book).names}
    settings = next(one for one in found.sheets if one.name == "Settings").part
    data = next(one for one in found.sheets if one.name == "Data").part
    table = next(one.part for one in found.tables if one.sheet == "Settings")
    yield from _cells(parts, settings, data)
    yield from _tables(parts, table)
    yield from _large(parts, settings, data)
    yield from _links(parts, settings, outside)
    yield from _types(parts, settings)


def put(parts: Parts, name: str, pattern: str, new: str, count: int = 1) -> Parts:
    """The parts with a pattern of one replaced; it must be there."""
    text, made = re.subn(pattern, lambda _: new, parts[name].decode(), count=count)
    if not made:
        raise LookupError(name, pattern)
    return parts | {name: text.encode()}


def _cells(parts: Parts, settings: str, data: str) -> Iterator[tuple[str, bytes]]:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    for name, sheet in (("Settings", settings), ("Data", data)):
        yield f"a cell at XFD1048576 of {name}", package(put(parts, sheet, "</sheetData>", far))
    for address in ("XFE1", "A1048577", "A99999999999999999999", "ZZZZZZZZ1", "A0", "A-1", "1A"):
        cell = f'<c r="{address}"><v>1</v></c></row></sheetData>'
        changed = put(parts, settings, "</row></sheetData>", cell)
        yield f"a cell at {address}", package(changed)
    cells = {
        "a text of number 999999999": '<c r="XAA1" t="s"><v>999999999</v></c>',
        "a text of number -1": '<c r="XAA1" t="s"><v>-1</v></c>',
        "a text of no number": '<c r="XAA1" t="s"><v>one</v></c>',
        "a number of 100,000 digits": f'<c r="XAA1"><v>{"9" * 100_000}</v></c>',
        "a number that is none": '<c r="XAA1"><v>nan</v></c>',
        "an endless number": '<c r="XAA1"><v>1e999</v></c>',
        "a kind of cell that there is not": '<c r="XAA1" t="zz"><v>1</v></c>',
        "a look of number 10^9": '<c r="XAA1" s="1000000000"><v>1</v></c>',
        "an attribute of 5 MB": f'<c r="XAA1" q="{"q" * 5_000_000}"><v>1</v></c>',
        "a formula of 2 MB": f'<c r="XAA1"><f>{"SUM(" * 500_000}1{")" * 500_000}</f></c>',
        "a formula that fetches": '<c r="XAA1"><f>WEBSERVICE("http://127.0.0.1:9/x")</f></c>',
        "a formula over whole columns": '<c r="XAA1"><f>SUM(A:XFD)</f><v>1</v></c>',
        "a shared formula of the whole sheet": '<c r="XAA1"><f t="shared" ref="A1:XFD1048576" '
        'si="0">A1</f><v>1</v></c>',
        "a character that XML has not": '<c r="XAA1" t="inlineStr"><is><t>&#0;</t></is></c>',
    }  # fmt: skip
    for what, cell in cells.items():
        yield what, package(_last_row(parts, settings, cell))
    text = parts[settings].decode()
    rows = re.findall(r"<row .*?</row>", text, re.DOTALL)
    twice = text.replace("</sheetData>", f"{rows[0]}</sheetData>")
    yield "a row twice", package(parts | {settings: twice.encode()})
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield "one merged cell of the whole sheet", package(put(parts, data, "</sheetData>", merged))


def _last_row(parts: Parts, sheet: str, cell: str) -> Parts:
    """The cell at the end of the sheet's first row."""
    row = re.search(r'<row r="(\d+)"[^>]*[^/]>', parts[sheet].decode())
    number = row[1] if row else 1
    return put(parts, sheet, r"</row>", cell.replace("XAA1", f"XAA{number}") + "</row>")


def _tables(parts: Parts, table: str) -> Iterator[tuple[str, bytes]]:
    for ref in ("A1:XFD1048576", "A5:A1", "A1", "", "A1:ZZZ9", "$A$1:$B$2", "A1:B2 C3:D4"):
        yield f"a table at {ref or 'no place'}", package(put(parts, table, r' ref="[^"]*"',
                                                             f' ref="{ref}"', 2))  # fmt: skip
    columns = '<tableColumns count="16384">' + "".join(
        f'<tableColumn id="{n}" name="c{n}"/>' for n in range(1, 16_385)
    )
    whole = put(parts, table, r"<tableColumns.*?(?=</tableColumns>)", columns)
    yield "a table of 16,384 columns", package(whole)
    yield "a table without columns", package(put(parts, table, r"<tableColumn .*?(?=</tableCol)",
                                                 ""))  # fmt: skip
    yield "two columns of one name", package(
        put(parts, table, r'(?<=<tableColumn id="2" )name="[^"]*"', 'name="x" xr="y"')
        if b'<tableColumn id="2" name' in parts[table] else parts
    )  # fmt: skip
    other = next(name for name in parts if name.startswith("xl/tables/") and name != table)
    yield "two tables of one name", package(parts | {other: parts[table]})
    names = "".join(f'<definedName name="n{n}">n{(n + 1) % 50_000}</definedName>'
                    for n in range(50_000))  # fmt: skip
    many = put(parts, "xl/workbook.xml", "</definedNames>", f"{names}</definedNames>")
    yield "50,000 names, each of the next", package(many)


def _large(parts: Parts, settings: str, data: str) -> Iterator[tuple[str, bytes]]:
    for name, sheet in (("Data", data), ("Settings", settings)):
        head, _, tail = parts[sheet].partition(b"</sheetData>")
        others = {one: content for one, content in parts.items() if one != sheet}
        blanks = spaces(sheet, 300, head + b"<!--", b"--></sheetData>" + tail)
        yield f"300 MB of blanks in {name}", package(others, blanks)
        fill = (
            f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 1000003}</v></c></row>'.encode()
            for n in range(500_001, 1_048_576)
        )
        entry = Entry.of_chunks(sheet, [head, *_batched(fill), b"</sheetData>" + tail])
        yield f"half a million rows more in {name}", package(others, entry)
    items = b"<si><t>x</t></si>" * 200_000
    strings = parts.get(_STRINGS, b"<sst></sst>")
    others = {one: content for one, content in parts.items() if one != _STRINGS}
    head, _, tail = strings.partition(b"</sst>")
    entry = Entry.of_chunks(_STRINGS, [head, *([items] * 30), b"</sst>" + tail])
    yield "6 million shared texts", package(others, entry)
    said = re.sub(rb'count="\d+"', b'count="100000000"', strings)
    yield "10^8 shared texts said", package(parts | {_STRINGS: said})
    for megabytes, name in ((15, "a comment"), (200, "a comment of 200 MB")):
        entry = spaces("docProps/custom.xml", megabytes, b"<!--", b"--><a/>")
        yield f"{name} before the first element of a part nobody reads", package(parts, entry)
    deep = b"<row>" * 100_000 + b"</row>" * 100_000 + b"</sheetData>"
    yield "100,000 rows in one another", package(put(parts, data, "</sheetData>", deep.decode()))


def _batched(rows: Iterator[bytes]) -> Iterator[bytes]:
    batch: list[bytes] = []
    for row in rows:
        batch.append(row)
        if len(batch) == 10_000:
            yield b"".join(batch)
            batch.clear()
    yield b"".join(batch)


def _links(parts: Parts, settings: str, outside: Path) -> Iterator[tuple[str, bytes]]:
    def linked(type_: str, target: str, mode: str = "") -> bytes:
        one = f'<Relationship Id="rIdX" Type="{_RELATIONSHIP}{type_}" Target="{target}"{mode}/>'
        return package(put(parts, _LINKS, "</Relationships>", f"{one}</Relationships>"))

    external = ' TargetMode="External"'
    yield "a link to itself", linked("worksheet", "workbook.xml")
    yield "a link to a file outside", linked("externalLinkPath", outside.as_uri(), external)
    yield "a link to an address", linked("image", "http://127.0.0.1:9/x.png", external)
    yield "a link past the package's root", linked("worksheet", f"../../..{outside}")
    yield "a link of two times the same name", linked("worksheet", settings.removeprefix("xl/"))
    sheet = settings.rsplit("/", 1)
    rels = f"{sheet[0]}/_rels/{sheet[1]}.rels"
    loop = (f'<Relationship Id="rIdLoop" Type="{_RELATIONSHIP}drawing" Target="/{settings}"/>'
            "</Relationships>")  # fmt: skip
    yield "a sheet that is its own drawing", package(put(parts, rels, "</Relationships>", loop))
    for what, target in (("an outside file", str(outside)), ("nothing there", "gone.xml")):
        changed = put(
            parts, _LINKS, r'Target="(?:/xl/)?worksheets/sheet1\.xml"', f'Target="{target}"'
        )
        yield f"a sheet that is {what}", package(changed)
    without = {name: one for name, one in parts.items() if name != _LINKS}
    for name in ("xl/workbook.xml", settings, _STRINGS, "xl/styles.xml"):
        if name in parts:
            taking = parts | {name: including(parts[name], outside)}
            yield f"a {name} that takes in a file", package(taking)
    yield "a workbook without links", package(without)
    yield "an address of code", linked("hyperlink", "javascript:alert(1)", external)


def _types(parts: Parts, settings: str) -> Iterator[tuple[str, bytes]]:
    project = parts | {"xl/vbaProject.bin": b"not a project"}
    yield "macros that are none", package(put(project, _TYPES, "</Types>",
        '<Override PartName="/xl/vbaProject.bin" ContentType="text/html"/></Types>'))  # fmt: skip
    yield "no content types", package({n: one for n, one in parts.items() if n != _TYPES})
    yield "a sheet said to be a chart", package(put(parts, _TYPES,
        rf'(?<=PartName="/{re.escape(settings)}" ContentType=")[^"]*', "image/png"))  # fmt: skip
    yield "no styles", package({n: one for n, one in parts.items() if n != "xl/styles.xml"})
    yield "styles that are a sheet", package(parts | {"xl/styles.xml": parts[settings]})
    yield "a sheet that is styles", package(parts | {settings: parts["xl/styles.xml"]})
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 20_000))
    many = put(parts, "xl/workbook.xml", "</sheets>", f"{names}</sheets>")
    yield "20,000 sheets that are one", package(many)
    for name in ('a"b', "&lt;x&gt;", "a/b:c*?", "x" * 70_000, ""):
        renamed = put(
            parts, "xl/workbook.xml", r'<sheet name="[^"]*"', "<sheet name='" + name + "'"
        )
        yield f"a sheet of the name {name[:8] or 'nothing'}", package(renamed)
