"""A workbook's package, to be changed part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workbook.package.archive import Archive
from workbook.package.structure import CONTENT_TYPES, relationships_part, structure

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING_NS: Final = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
ANCHOR: Final = (
    f"<xdr:twoCellAnchor {DRAWING_NS}><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>4</xdr:col>"
    "<xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    "{object}<xdr:clientData/></xdr:twoCellAnchor>"
)


@dataclass
class Package:
    """A workbook's parts, to be changed one by one."""

    archive: Archive
    changed: dict[str, str | bytes | None]

    @classmethod
    def of(cls, archive: Archive) -> Package:
        return cls(archive, {})

    def text(self, part: str) -> str:
        found = self.changed.get(part)
        return found if isinstance(found, str) else self.archive.text(part)

    def part(self, sheet: str) -> str:
        found = structure(self.archive).sheet(sheet)
        assert found is not None
        return found.part

    def put(self, part: str, pattern: str, new: str) -> None:
        """Replace the first match of a pattern, which must be there."""
        text = self.text(part)
        made, count = re.subn(pattern, lambda found: found.expand(new), text, count=1)
        assert count == 1, (part, pattern)
        self.changed[part] = made

    def add(self, part: str, content: str | bytes, kind: str) -> None:
        """A new part with its content type."""
        assert part not in self.changed, part
        assert self.archive.part_name(part) is None, part
        self.changed[part] = content
        override = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
        self.put(CONTENT_TYPES, "</Types>", override)

    def link(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        rels = relationships_part(part)
        if rels not in self.changed and self.archive.part_name(rels) is None:
            namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.changed[rels] = f'<Relationships xmlns="{namespace}"></Relationships>'
        id_ = f"rId{900 + len(self.changed)}"
        mode = ' TargetMode="External"' if outside else ""
        type_ = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        one = f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"{mode}/>'
        self.put(rels, "</Relationships>", f"{one}</Relationships>")
        return id_

    def cell(self, sheet: str, row: int, cell: str) -> None:
        """A cell at the end of a row that is there."""
        part = self.part(sheet)
        text = self.text(part)
        if re.search(rf'<row r="{row}"[^>]*/>', text):
            self.put(part, rf'(<row r="{row}"[^>]*)/>', rf"\g<1>>{cell}</row>")
        else:
            self.put(part, rf'(<row r="{row}"[^>]*[^/]>.*?)</row>', rf"\g<1>{cell}</row>")

    def columns(self, sheet: str, first: int, last: int, **said: str) -> None:
        """Attributes of columns, whichever of them one element of the sheet speaks of now."""
        part = self.part(sheet)
        told: set[int] = set()

        def split(found: re.Match[str]) -> str:
            old = dict(re.findall(r'([\w:]+)="([^"]*)"', found[0]))
            each = []
            for column in range(int(old["min"]), int(old["max"]) + 1):
                is_meant = first <= column <= last
                told.update([column] if is_meant else [])
                now = old | (said if is_meant else {}) | {"min": str(column), "max": str(column)}
                each.append(" ".join(f'{name}="{value}"' for name, value in now.items()))
            return "".join(f"<col {attributes}/>" for attributes in each)

        self.changed[part] = re.sub("<col [^>]*>", split, self.text(part))
        assert told == {*range(first, last + 1)}, (part, first, last)

    def drawing(self, sheet: str) -> str:
        """The part of a sheet's drawing, which is there already."""
        links = self.text(relationships_part(self.part(sheet)))
        found = re.search(r'Target="\.\./(drawings/drawing\d+\.xml)"', links)
        assert found is not None
        return f"xl/{found[1]}"

    def draw(self, sheet: str, drawn: str) -> str:
        """An anchor in a sheet's drawing, which is there already; the drawing's part."""
        part = self.drawing(sheet)
        self.put(part, "</xdr:wsDr>", ANCHOR.replace("{object}", drawn) + "</xdr:wsDr>")
        return part

    def done(self) -> Archive:
        return Archive.of(self.archive.replaced(self.changed), source="theirs.xlsx")
