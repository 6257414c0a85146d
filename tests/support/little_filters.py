"""Filters of a table or a sheet, and a sheet of nine rows of which some are hidden."""

from __future__ import annotations

from workbook.package.sheet import SheetXml

HIDDEN = ' hidden="1"'
MODE = ' filterMode="1"'


def filter_on(p: str = "", more: str = "") -> str:
    return f'<{p}filterColumn colId="0"{more}><{p}filters/></{p}filterColumn>'


def filter_of(inner: str = "", p: str = "", ref: str = "A2:B9") -> str:
    start = f'<{p}autoFilter x="1" ref="{ref}" y="2"'
    return f"{start}>{inner}</{p}autoFilter>" if inner else f"{start}/>"


def sheet_of_nine(
    end: str = "", *, mode: str = "", hidden: tuple[int, ...] = (), p: str = "", before: str = ""
) -> SheetXml:
    rows = "".join(
        f'<{p}row r="{row}" ht="9"{HIDDEN if row in hidden else ""}><{p}c r="A{row}"/></{p}row>'
        for row in range(1, 10)
    )
    head = f'{before}<{p}sheetPr a="1"{mode} b="2"/><{p}sheetPr/>'
    return SheetXml(
        f"<{p}worksheet>{head}<{p}sheetData>{rows}</{p}sheetData>{end}</{p}worksheet>", where="S"
    )
