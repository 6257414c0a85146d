"""The board's pages of a workbook as a tagged PDF.

LibreOffice prints them. Its own tags are one paragraph after another in the order of drawing; they
are made anew from the workbook: headings, tables with their headings, and a chart as one figure
with its alternative text. Nothing is drawn anew.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from workbook.office import of_board, office, printed
from workbook.package.replace_file import replace_file, writing
from workbook.package.scratch import scratch
from workbook.package.xml_text import escape
from workbook.publish.pdf_tags.printed_sheet import printed_sheets
from workbook.publish.pdf_tags.tagged import pages_of_sheets, tagged
from xlsrc.domain.workbook_errors import NoPagesError, NoWorkbookError, PrintingProgramError

if TYPE_CHECKING:
    from pathlib import Path

    import pikepdf

_WANTED: Final = "A PDF of the board's pages"
_MAKER: Final = "Safer Communities dashboard"
_OPTIONS: Final = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "ExportBookmarks": True,
    "SelectPdfVersion": 17,
}
_VERSION: Final = "1.7"
LETTERS: Final = ("Calibri", "Carlito")
"""The house's font, and one of the same widths."""

_METADATA: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
</rdf:Description>{claim}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_CLAIM: Final = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>"""


def board_pdf(workbook: Path, target: Path, *, title: str, language: str = "en-GB") -> bool:
    """Write the board's pages to ``target``, with tags, bookmarks, title and language.

    The same workbook and program give the same bytes: a PDF names no day, no person and no place
    of a file. False where a page does not lie as the workbook says, so that LibreOffice's own
    tags stay, and PDF/UA is not claimed.

    Raises
    ------
    DashboardError
        LibreOffice is not installed, prints nothing or lacks the letters that the pages are laid
        out for, the workbook has no pages of the board, or the target cannot be written.

    """
    program = office(_WANTED)
    if not workbook.is_file():
        message = f"A workbook to print was wanted; found no file '{workbook}'. Name one."
        raise NoWorkbookError(message)
    with writing(target), scratch() as folder:
        copy = of_board(workbook, folder)
        if copy is None:
            message = (
                f"The pages of the board's set were wanted; found none in '{workbook.name}'. Run "
                "safer build on it."
            )
            raise NoPagesError(message)
        made = printed(program, copy, folder, _OPTIONS)
        content, is_tagged = _finished(made, copy, title, language)
    replace_file(target, content)
    return is_tagged


def _finished(made: Path, workbook: Path, title: str, language: str) -> tuple[bytes, bool]:
    import pikepdf

    with pikepdf.open(made) as pdf:
        _refuse_other_letters(pdf)
        for page in pdf.pages:
            _without_files(page)
        sheets = pages_of_sheets(pdf)
        is_tagged = tagged(pdf, printed_sheets(workbook))
        _bookmark(pdf, sheets)
        _describe(pdf, title, language, is_tagged=is_tagged)
        # What LibreOffice says of this one printing.
        for name in ("/ID", "/DocChecksum"):
            if name in pdf.trailer:
                del pdf.trailer[name]
        content = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            content,
            min_version=_VERSION,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return content.getvalue(), is_tagged


def _refuse_other_letters(pdf: pikepdf.Pdf) -> None:
    """Other letters are as wide as they like: texts would be cut off, and nobody would say so."""
    found = set[str]()
    for page in pdf.pages:
        fonts: Any = page.Resources.get("/Font", {})
        found |= {str(font.BaseFont).lstrip("/").partition("+")[2] for font in fonts.values()}
    if found and not any(name.startswith(LETTERS) for name in found):
        message = (
            f"Pages in the letters of {' or '.join(LETTERS)} were wanted, which they are laid out "
            f"for; LibreOffice found neither and used {', '.join(sorted(found)[:2])}: texts would "
            "be cut off. Install the font Carlito (Debian and Ubuntu: fonts-crosextra-carlito), or "
            "publish without pages (--no-pdf). Nothing was printed."
        )
        raise PrintingProgramError(message)


def _without_files(page: pikepdf.Page) -> None:
    """Take out links to files: to a sheet that is not printed, LibreOffice links the workbook's
    own file, with its folder.
    """
    import pikepdf

    if "/Annots" in page.obj:
        annotations: Any = page.obj.Annots
        page.obj.Annots = pikepdf.Array(
            one
            for one in annotations
            if "/Dest" in one or str(one.get("/A", {}).get("/URI", "")).startswith("http")
        )


def _bookmark(pdf: pikepdf.Pdf, sheets: dict[str, tuple[int, int]]) -> None:
    """A bookmark a sheet, and below that of several pages one a page."""
    import pikepdf

    with pdf.open_outline() as outline:
        outline.root.clear()
        for name, (first, end) in sheets.items():
            item = pikepdf.OutlineItem(name, first)
            if end > first + 1:
                pages = range(first, end)
                item.children.extend(pikepdf.OutlineItem(f"Page {at + 1}", at) for at in pages)
            outline.root.append(item)


def _describe(pdf: pikepdf.Pdf, title: str, language: str, *, is_tagged: bool) -> None:
    import pikepdf

    text = _METADATA.format(
        title=escape(title),
        language=escape(language),
        maker=_MAKER,
        claim=_CLAIM if is_tagged else "",
    )
    metadata = pdf.make_stream(text.encode())
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    root = pdf.Root
    root.Metadata = metadata
    root.Lang = pikepdf.String(language)
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    root.PageMode = pikepdf.Name.UseOutlines
    root.PageLayout = pikepdf.Name.SinglePage
    root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
    # The numbers of the footers.
    root.PageLabels = pikepdf.Dictionary(
        Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    )
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary(Title=pikepdf.String(title), Creator=pikepdf.String(_MAKER))
    )
