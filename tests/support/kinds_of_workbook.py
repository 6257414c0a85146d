"""A plain workbook as Excel saves it under another type: with macros, or as a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlwings

from tests.support.excel_package import OFFICE, ExcelPackage

if TYPE_CHECKING:
    from lxml import etree

QUICKSTART: Final = Path(xlwings.__file__).with_name("quickstart.xlsm")
"""A workbook with macros that Excel saved, which xlwings ships."""

PROJECT: Final = "xl/vbaProject.bin"
_PLAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MAIN_TYPES: Final = {
    ".xlsx": _PLAIN,
    ".xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".xltm": "application/vnd.ms-excel.template.macroEnabled.main+xml",
}
"""ECMA-376 part 1, 12.3.23, and MS-OFFMACRO2 2.1.1."""


def saved_as(source: Path, target: Path) -> Path:
    """A plain workbook as Excel saves it under the target's ending; with macros, real ones."""
    package = ExcelPackage(source)
    types = package.root("[Content_Types].xml")
    (main,) = (element for element in types if element.get("ContentType") == _PLAIN)
    main.set("ContentType", MAIN_TYPES[target.suffix])
    if target.suffix in {".xlsm", ".xltm"}:
        package.parts[PROJECT] = ExcelPackage(QUICKSTART).parts[PROJECT]
        _added(
            types, "Default", Extension="bin", ContentType="application/vnd.ms-office.vbaProject"
        )
        links = package.root("xl/_rels/workbook.xml.rels")
        kind = OFFICE.replace("openxmlformats.org/officeDocument", "microsoft.com/office")
        _added(
            links,
            "Relationship",
            Id="rIdMacros",
            Type=f"{kind}/vbaProject",
            Target="vbaProject.bin",
        )
    return package.save(target)


def _added(root: etree._Element, name: str, **attributes: str) -> None:
    root.append(root.makeelement(f"{{{root.nsmap[None]}}}{name}", attributes))


def main_type(path: Path) -> str:
    """What a package says that its workbook is."""
    types = ExcelPackage(path).root("[Content_Types].xml")
    return next(
        str(element.get("ContentType"))
        for element in types
        if element.get("PartName") == "/xl/workbook.xml"
    )
