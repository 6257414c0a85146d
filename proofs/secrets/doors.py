"""Words of their own put where names, paths and passwords come into the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.support.made_by_analysts import MAIN_NS, document_property
from tests.support.office_templates import document, presentation
from tests.support.package_edits import OFFICE, Package
from workbook.package.archive import Archive
from workbook.package.structure import CONTENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOME: Final = "zqhomecanary"
TEMPORARY: Final = "zqtemporarycanary"
MACHINE: Final = "zqmachinecanary"
ENVIRONMENT: Final = {
    "USER": "zqusercanary",
    "LOGNAME": "zqlogincanary",
    "USERNAME": "zqusernamecanary",
    "USERDOMAIN": "zqdomaincanary",
    "COMPUTERNAME": "zqcomputercanary",
    "HOSTNAME": "zqhostcanary",
    "EMAIL": "zqmailcanary@example.org",
    "SAFER_DATABASE_PASSWORD": "zqdatabasecanary",
    "PGPASSWORD": "zqpostgrescanary",
    "AWS_ACCESS_KEY_ID": "zqkeycanary",
    "AWS_SECRET_ACCESS_KEY": "zqsecretcanary",
    "AWS_SESSION_TOKEN": "zqsessioncanary",
    "AZURE_STORAGE_KEY": "zqazurecanary",
    "HTTPS_PROXY": "http://zqproxycanary:zqproxypasswordcanary@127.0.0.1:9",
    "HTTP_PROXY": "http://zqproxycanary:zqproxypasswordcanary@127.0.0.1:9",
}
SOURCES: Final = """
[[database]]
name = "Incidents"
address = "postgresql://reader:zqaddresscanary@127.0.0.1:9/crimes"
query = "SELECT 1"
source = "Partner return"

[[database]]
name = "Calls"
address = "postgresql://reader@127.0.0.1:9/crimes?password=zqoptioncanary"
query = "SELECT 1"
source = "Partner return"

[[database]]
name = "Visits"
address = "postgresql://reader@127.0.0.1:9/crimes"
password = "zqtypedcanary"
query = "SELECT 1"
source = "Partner return"

[[download]]
address = "https://someone:zqwebcanary@127.0.0.1:9/file.csv"

[[download]]
address = "https://127.0.0.1:9/file.csv?token=zqtokencanary#zqfragmentcanary"
"""
ADDRESSES: Final = (
    "s3://zqbucketusercanary:zqbucketcanary@bucket/folder",
    "s3://bucket/folder?secret=zqquerycanary",
    "az://account.blob/container;AccountKey=zqaccountcanary",
    "https://someone:zqfleetcanary@127.0.0.1:9/folder",
)
SCHEDULER: Final = "tcp://someone:zqschedulercanary@127.0.0.1:9"
CANARY: Final = re.compile(r"zq[a-z]+canary", re.IGNORECASE)

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_CORE: Final = "docProps/core.xml"
_APP: Final = "docProps/app.xml"
_X15AC: Final = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"
_THREADS: Final = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def of_environment() -> set[str]:
    """The words of all doors but those of a document."""
    told = " ".join((*ENVIRONMENT.values(), SOURCES, *ADDRESSES, SCHEDULER, HOME, TEMPORARY))
    return {*CANARY.findall(told), MACHINE}


def planted(workbook: Path, *, with_cells: bool = True) -> set[str]:
    """Put words into a workbook, wherever Excel and people leave who and where; the words."""
    archive = Archive.of(workbook.read_bytes(), source=workbook.name)
    book = Package.of(archive)
    for door in (*_DOORS, *(_CELLS if with_cells else ())):
        door(book)
    workbook.write_bytes(archive.replaced(book.changed))
    told = "".join(
        part if isinstance(part, str) else part.decode("utf-16-le")
        for part in book.changed.values()
        if part is not None
    )
    return set(CANARY.findall(told))


def templates(folder: Path) -> set[str]:
    """Templates for a pack, with words of whoever made them; the words."""
    slides, report = presentation(folder / "own.pptx"), document(folder / "own.docx")
    _known(slides, "slides")
    _known(report, "report")
    archive = Archive.of(report.read_bytes(), source=report.name)
    book = Package.of(archive)
    address = "file:///C:/Users/zqattachedcanary/own.dotm"
    id_ = book.link("word/settings.xml", "attachedTemplate", address, outside=True)
    one = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="{id_}"/>'
    book.put("word/settings.xml", r"(<w:settings[^>]*>)", rf"\g<1>{one}")
    report.write_bytes(archive.replaced(book.changed))
    kinds = ("creator", "changer", "company", "manager", "subject")
    return {
        "zqattachedcanary",
        *(f"zq{of}{kind}canary" for of in ("slides", "report") for kind in kinds),
    }


def _known(path: Path, of: str) -> None:
    """Who made a document, and for whom."""
    archive = Archive.of(path.read_bytes(), source=path.name)
    core = archive.text(_CORE)
    for name, kind in (("dc:creator", "creator"), ("cp:lastModifiedBy", "changer")):
        core = _property(core, name, f"zq{of}{kind}canary", "</cp:coreProperties>")
    core = _property(core, "dc:description", f"zq{of}subjectcanary", "</cp:coreProperties>")
    app = _property(archive.text(_APP), "Company", f"zq{of}companycanary", "</Properties>")
    app = _property(app, "Manager", f"zq{of}managercanary", "</Properties>")
    path.write_bytes(archive.replaced({_CORE: core, _APP: app}))


def _property(text: str, name: str, value: str, end: str) -> str:
    without = re.sub(rf"<{name}\b[^>]*?(/>|>[^<]*</{name}>)", "", text)
    return without.replace(end, f"<{name}>{value}</{name}>{end}")


def _properties(book: Package) -> None:
    core, app = book.text(_CORE), book.text(_APP)
    for name, word in (("dc:creator", "author"), ("cp:lastModifiedBy", "changer")):
        core = _property(core, name, f"zqbook{word}canary", "</cp:coreProperties>")
    book.changed[_CORE] = core
    app = _property(app, "Company", "zqbookcompanycanary", "</Properties>")
    book.changed[_APP] = _property(app, "Manager", "zqbookmanagercanary", "</Properties>")
    document_property("zqcustompropertycanary")(book)


def _workbook(book: Package) -> None:
    place = "C:\\\\Users\\\\zqabspathcanary\\\\"
    path = f'<x15ac:absPath xmlns:x15ac="{_X15AC}" url="{place}"/>'
    sharing = '<fileSharing userName="zqsharingcanary"/>'
    book.put("xl/workbook.xml", r"(<workbook\b[^>]*>)", rf"\g<1>{sharing}{path}")
    cells = "'C:\\\\zqnamecanary\\\\[a.xlsx]S'!A1"
    name = f'<definedName name="Elsewhere" hidden="1">{cells}</definedName>'
    book.put("xl/workbook.xml", "</definedNames>", f"{name}</definedNames>")


def _links(book: Package) -> None:
    part = "xl/externalLinks/externalLink901.xml"
    book.add(part, f'<externalLink xmlns="{MAIN_NS}"/>', f"{_SHEET}externalLink+xml")
    book.link(part, "externalLinkPath", "file:///C:/Users/zqlinkcanary/Budget.xlsx", outside=True)
    book.link("xl/workbook.xml", "externalLink", "externalLinks/externalLink901.xml")
    connections = (
        f'<connections xmlns="{MAIN_NS}"><connection id="1" name="c" type="1" refreshedVersion="1">'
        '<dbPr connection="DSN=x;UID=zqconnectionusercanary;PWD=zqconnectioncanary"/>'
        "</connection></connections>"
    )
    book.add("xl/connections.xml", connections, f"{_SHEET}connections+xml")
    book.link("xl/workbook.xml", "connections", "connections.xml")


def _comments(book: Package) -> None:
    content = (
        f'<comments xmlns="{MAIN_NS}"><authors><author>zqnoteauthorcanary</author></authors>'
        '<commentList><comment ref="P2" authorId="0"><text><t>zqnotecanary</t></text></comment>'
        "</commentList></comments>"
    )
    book.add("xl/comments901.xml", content, f"{_SHEET}comments+xml")
    book.link(book.part("Settings"), "comments", "../comments901.xml")
    people = (
        f'<personList xmlns="{_THREADS}"><person displayName="zqpersoncanary" id="{{2}}" '
        'userId="zqpersonidcanary"/></personList>'
    )
    book.add("xl/persons/person901.xml", people, "application/vnd.ms-excel.person+xml")
    relation = "http://schemas.microsoft.com/office/2017/10/relationships/person"
    book.link("xl/workbook.xml", relation, "persons/person901.xml")


def _printer(book: Package) -> None:
    part = "xl/printerSettings/printerSettings901.bin"
    book.changed[part] = "\\\\zqprintservercanary\\zqprintercanary".encode("utf-16-le")
    kind = f'<Default Extension="bin" ContentType="{_SHEET}printerSettings"/>'
    if 'Extension="bin"' not in book.text(CONTENT_TYPES):
        book.put(CONTENT_TYPES, r"(<Types[^>]*>)", rf"\g<1>{kind}")
    book.link(book.part("Summary"), "printerSettings", "../printerSettings/printerSettings901.bin")


def _cells(book: Package) -> None:
    text = '<c r="{}" t="inlineStr"><is><t>zq{}canary</t></is></c>'
    book.cell("Settings", 2, text.format("Q2", "owncell"))
    book.cell("Sources", 2, text.format("Q2", "ownnote"))


_DOORS: Final[tuple[Callable[[Package], None], ...]] = (
    _properties, _workbook, _links, _comments, _printer,
)  # fmt: skip
_CELLS: Final[tuple[Callable[[Package], None], ...]] = (_cells,)
