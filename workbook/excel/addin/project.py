"""A VBA project as source only (MS-OVBA): Excel compiles it when it opens the file."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from workbook.excel.addin.compound_file import compound_file
from workbook.excel.addin.compression import compressed

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE_PAGE: Final = 1252
ENCODING: Final = "cp1252"
LOCALE: Final = 0x0409
NO_CACHE: Final = bytes.fromhex("CC61FFFF000000")
"""`_VBA_PROJECT` of a project that holds no compiled code of any version."""

PROJECT_ID: Final = "{7C5B1E0A-3B5E-4E0B-9A55-5AFE2C0DA5B0}"
SEED: Final = 0x5C
"""What the protection fields are scrambled with; any byte would do, one gives the same file."""

WORKBOOK_CLASS: Final = "0{00020819-0000-0000-C000-000000000046}"
SHEET_CLASS: Final = "0{00020820-0000-0000-C000-000000000046}"
PLAIN_CLASS: Final = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"

_OFFICE: Final = r"C:\Program Files\Microsoft Office\root\Office16"
_SHARED: Final = r"C:\Program Files\Common Files\Microsoft Shared"
REFERENCES: Final = {
    "VBA": rf"{{000204EF-0000-0000-C000-000000000046}}#4.2#9#{_SHARED}\VBA\VBA7.1\VBE7.DLL"
    "#Visual Basic For Applications",
    "Excel": rf"{{00020813-0000-0000-C000-000000000046}}#1.9#0#{_OFFICE}\EXCEL.EXE"
    "#Microsoft Excel 16.0 Object Library",
    "stdole": r"{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb"
    "#OLE Automation",
    "Office": rf"{{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}}#2.0#0#{_SHARED}\OFFICE16\MSO.DLL"
    "#Microsoft Office 16.0 Object Library",
}
"""The libraries that Excel's own projects refer to: name, id, version and usual place."""


class Kind(StrEnum):
    """What a module belongs to."""

    PROCEDURES = "procedures"
    CLASS = "class"
    WORKBOOK = "workbook"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A VBA module: its name, what it is, and its source without attributes."""

    name: str
    kind: Kind
    source: str

    @property
    def text(self) -> str:
        """The attributes and the source, every line ended by CR LF as VBA wants it."""
        lines = [*self._attributes(), *self.source.strip("\n").splitlines()]
        return "".join(f"{line}\r\n" for line in lines)

    def _attributes(self) -> list[str]:
        named = f'Attribute VB_Name = "{self.name}"'
        if self.kind is Kind.PROCEDURES:
            return [named]
        base = {Kind.CLASS: PLAIN_CLASS, Kind.WORKBOOK: WORKBOOK_CLASS, Kind.SHEET: SHEET_CLASS}
        is_document = self.kind is not Kind.CLASS
        return [
            named,
            f'Attribute VB_Base = "{base[self.kind]}"',
            "Attribute VB_GlobalNameSpace = False",
            "Attribute VB_Creatable = False",
            f"Attribute VB_PredeclaredId = {is_document}",
            f"Attribute VB_Exposed = {is_document}",
            "Attribute VB_TemplateDerived = False",
            f"Attribute VB_Customizable = {is_document}",
        ]


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """The bytes of vbaProject.bin; the same modules always give the same bytes.

    ``UnicodeEncodeError`` for a letter that VBA's code page lacks.
    """
    streams: dict[str, bytes] = {
        "_VBA_PROJECT": NO_CACHE,
        "dir": compressed(_directory(name, modules)),
    }
    streams |= {module.name: compressed(module.text.encode(ENCODING)) for module in modules}
    return compound_file(
        {
            "VBA": dict(streams),
            "PROJECT": _settings(name, modules).encode(ENCODING),
            "PROJECTwm": _names(modules),
        }
    )


def _record(identifier: int, content: bytes) -> bytes:
    return struct.pack("<HI", identifier, len(content)) + content


def _both(identifier: int, unicode_identifier: int, text: str) -> bytes:
    """A text in the project's code page, then in UTF-16."""
    return _record(identifier, text.encode(ENCODING)) + _record(
        unicode_identifier, text.encode("utf-16-le")
    )


def _directory(name: str, modules: Sequence[Module]) -> bytes:
    """The dir stream, MS-OVBA 2.3.4.2, in the order that it prescribes."""
    parts = [
        _record(0x0001, struct.pack("<I", 3)),  # PROJECTSYSKIND: 64-bit Windows
        _record(0x0002, struct.pack("<I", LOCALE)),  # PROJECTLCID
        _record(0x0014, struct.pack("<I", LOCALE)),  # PROJECTLCIDINVOKE
        _record(0x0003, struct.pack("<H", CODE_PAGE)),  # PROJECTCODEPAGE
        _record(0x0004, name.encode(ENCODING)),  # PROJECTNAME
        _both(0x0005, 0x0040, ""),  # PROJECTDOCSTRING
        _record(0x0006, b"") + _record(0x003D, b""),  # PROJECTHELPFILEPATH
        _record(0x0007, struct.pack("<I", 0)),  # PROJECTHELPCONTEXT
        _record(0x0008, struct.pack("<I", 0)),  # PROJECTLIBFLAGS
        struct.pack("<HIIH", 0x0009, 4, 1, 0),  # PROJECTVERSION
        _both(0x000C, 0x003C, ""),  # PROJECTCONSTANTS
    ]
    for reference, library in REFERENCES.items():
        parts.append(_both(0x0016, 0x003E, reference))  # REFERENCENAME
        registered = rf"*\G{library}".encode(ENCODING)
        body = struct.pack("<I", len(registered)) + registered + struct.pack("<IH", 0, 0)
        parts.append(_record(0x000D, body))  # REFERENCEREGISTERED
    parts.append(_record(0x000F, struct.pack("<H", len(modules))))  # PROJECTMODULES
    parts.append(_record(0x0013, struct.pack("<H", 0xFFFF)))  # PROJECTCOOKIE
    parts += [_module_record(module) for module in modules]
    parts.append(_record(0x0010, b""))  # end of the stream
    return b"".join(parts)


def _module_record(module: Module) -> bytes:
    kind = 0x0021 if module.kind is Kind.PROCEDURES else 0x0022
    return b"".join(
        (
            _both(0x0019, 0x0047, module.name),  # MODULENAME
            _both(0x001A, 0x0032, module.name),  # MODULESTREAMNAME
            _both(0x001C, 0x0048, ""),  # MODULEDOCSTRING
            _record(0x0031, struct.pack("<I", 0)),  # MODULEOFFSET: nothing before the source
            _record(0x001E, struct.pack("<I", 0)),  # MODULEHELPCONTEXT
            _record(0x002C, struct.pack("<H", 0xFFFF)),  # MODULECOOKIE
            _record(kind, b""),  # MODULETYPE
            _record(0x002B, b""),  # end of the module
        )
    )


def _settings(name: str, modules: Sequence[Module]) -> str:
    """The PROJECT stream: what Excel shows in the project's tree."""
    declared = {Kind.PROCEDURES: "Module={}", Kind.CLASS: "Class={}"}
    lines = [
        f'ID="{PROJECT_ID}"',
        *(declared.get(m.kind, "Document={}/&H00000000").format(m.name) for m in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_scrambled(bytes(4))}"',  # not protected
        f'DPB="{_scrambled(bytes(1))}"',  # no password
        f'GC="{_scrambled(bytes([0xFF]))}"',  # visible
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _scrambled(content: bytes) -> str:
    """Data encryption of MS-OVBA 2.4.3.2, which hides nothing."""
    key = sum(PROJECT_ID.encode(ENCODING)) & 0xFF
    version = 2
    found = [SEED, SEED ^ version, SEED ^ key]
    plain, last, before = key, found[2], found[1]
    ignored = bytes((SEED & 6) // 2)
    for byte in ignored + struct.pack("<I", len(content)) + content:
        scrambled = byte ^ ((before + plain) & 0xFF)
        found.append(scrambled)
        before, last, plain = last, scrambled, byte
    return bytes(found).hex().upper()


def _names(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream: each name in the code page and in UTF-16."""
    pairs = (
        module.name.encode(ENCODING) + b"\0" + module.name.encode("utf-16-le") + b"\0\0"
        for module in modules
    )
    return b"".join(pairs) + b"\0\0"
