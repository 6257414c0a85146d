from __future__ import annotations

from typing import TYPE_CHECKING

import pptx
import pytest
from pptx.oxml import parse_xml

from tests.support import office_templates
from tests.support.package_edits import Package
from workbook.pack.office_file import finished
from workbook.pack.report.report_template import report_template
from workbook.pack.slides.placeholders import kind, placeholders, points
from workbook.pack.slides.slide_template import slide_template
from workbook.package.archive import Archive
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return office_templates.presentation(tmp_path / "theirs.pptx")


def test_a_templates_sample_slides_are_left_out(theirs: Path) -> None:
    template = slide_template(theirs)

    assert len(template.presentation.slides) == 0


def test_what_names_the_sample_slides_goes_with_them_and_nothing_else(
    theirs: Path, tmp_path: Path
) -> None:
    presentation = pptx.Presentation(str(theirs))
    (slide,) = presentation.slides.element
    namespace = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    newer = 'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
    sections = (
        f'<p14:sectionLst {newer}><p14:section name="Sample" id="{{0}}"><p14:sldIdLst>'
        f'<p14:sldId id="{slide.id}"/></p14:sldIdLst></p14:section></p14:sectionLst>'
    )
    lists = (
        (
            f'<p:custShowLst {namespace}><p:custShow name="Short" id="0"><p:sldLst/></p:custShow>'
            "</p:custShowLst>"
        ),
        (
            f'<p:extLst {namespace}><p:ext uri="{{a}}">{sections}</p:ext>'
            f'<p:ext uri="{{b}}">{sections}<p14:other {newer}/></p:ext></p:extLst>'
        ),
    )
    for one in lists:
        presentation.element.append(parse_xml(one))
    presentation.save(str(tmp_path / "sections.pptx"))

    root = slide_template(tmp_path / "sections.pptx").presentation.element

    assert [*root.iter("{*}sectionLst", "{*}custShowLst", "{*}custShow", "{*}sldId")] == []
    assert [one.get("uri") for one in root.iter("{*}ext")] == ["{b}"]


def test_layouts_are_told_by_their_placeholders_whatever_their_names(
    theirs: Path, tmp_path: Path
) -> None:
    presentation = pptx.Presentation(str(theirs))
    for number, layout in enumerate(presentation.slide_layouts):
        layout.name = f"Layout {number}"
    presentation.save(str(tmp_path / "renamed.pptx"))

    template = slide_template(tmp_path / "renamed.pptx")

    chosen = (template.cover, template.content, template.title_only)
    found = [
        [kind(shape) for shape in placeholders(layout) if shape.placeholder_format.idx < 10]
        for layout in chosen
    ]
    assert found == [["CENTER_TITLE", "SUBTITLE"], ["TITLE", "OBJECT"], ["TITLE"]]


def test_a_template_without_a_cover_lends_its_layout_with_a_title_alone(
    theirs: Path, tmp_path: Path
) -> None:
    presentation = pptx.Presentation(str(theirs))
    for slide in list(presentation.slides.element):
        presentation.part.drop_rel(slide.rId)
        presentation.slides.element.remove(slide)
    presentation.slide_layouts.remove(presentation.slide_layouts[0])
    presentation.save(str(tmp_path / "plain.pptx"))

    template = slide_template(tmp_path / "plain.pptx")

    assert template.cover is template.title_only


def test_content_stands_on_a_slide_of_any_shape(theirs: Path) -> None:
    four_by_three, house = slide_template(theirs), slide_template(None)

    inside = [
        one.frame.left + one.frame.width < points(one.presentation.slide_width)
        and one.frame.bottom < points(one.presentation.slide_height)
        for one in (four_by_three, house)
    ]
    assert inside == [True, True]


def test_a_potx_is_opened_as_a_presentation(tmp_path: Path) -> None:
    path = office_templates.presentation(tmp_path / "theirs.potx")

    assert slide_template(path).theme.face == office_templates.FACE


def test_a_documents_sample_text_is_left_out_and_its_header_kept(tmp_path: Path) -> None:
    template = report_template(office_templates.document(tmp_path / "theirs.dotx"))

    document = template.document
    header = document.sections[0].header.paragraphs[0].text
    assert (len(document.paragraphs), header) == (0, office_templates.HEADER)


def test_a_style_that_a_document_lacks_is_the_house_styles(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for name in ("Subtitle", "Caption"):
        element = document.styles[name].element
        element.getparent().remove(element)
    document.save(str(tmp_path / "bare.docx"))

    styles = report_template(tmp_path / "bare.docx").document.styles

    assert {"Subtitle", "Caption"} <= {style.name for style in styles}


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"no file '.*nowhere\.pptx'"):
        slide_template(tmp_path / "nowhere.pptx")


def test_a_word_document_is_no_template_of_slides(tmp_path: Path) -> None:
    path = office_templates.document(tmp_path / "theirs.docx").rename(tmp_path / "theirs.pptx")

    with pytest.raises(WorkbookError, match=r"PowerPoint template .* was wanted"):
        slide_template(path)


def test_slides_are_no_template_of_a_report(tmp_path: Path) -> None:
    path = office_templates.presentation(tmp_path / "a.pptx").rename(tmp_path / "a.docx")

    with pytest.raises(WorkbookError, match=r"Word template .* was wanted"):
        report_template(path)


def test_a_template_that_is_no_office_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "note.pptx").write_text("not a zip")

    with pytest.raises(WorkbookError, match=r"note\.pptx"):
        slide_template(tmp_path / "note.pptx")


@pytest.mark.parametrize(
    ("made", "part", "opened"),
    [
        (office_templates.presentation, "ppt/presentation.xml", slide_template),
        (office_templates.document, "word/document.xml", report_template),
    ],
)
def test_a_template_with_a_damaged_part_is_named(
    tmp_path: Path, made: Callable[[Path], Path], part: str, opened: Callable[[Path], object]
) -> None:
    path = made(tmp_path / "theirs.zip")
    content = path.read_bytes()
    listed = content.rindex(b"PK\x01\x02", 0, content.rindex(part.encode()))
    checksum = slice(listed + 16, listed + 20)
    damaged = bytearray(content)
    damaged[checksum] = bytes(255 - one for one in content[checksum])
    path.write_bytes(damaged)

    with pytest.raises(WorkbookError) as refused:
        opened(path)
    assert str(refused.value) == f"theirs.zip is damaged in {part}; restore it from a copy."


def test_a_pack_says_nothing_of_whoever_made_its_template(tmp_path: Path) -> None:
    template = Archive.read(office_templates.document(tmp_path / "own.docx"))
    book = Package.of(template)
    book.link("word/settings.xml", "attachedTemplate", "file:///C:/Users/jane/a.dotm", outside=True)
    book.add("word/people.xml", "<people>jane</people>", "application/people+xml")
    book.link("word/document.xml", "people", "people.xml")
    book.put("docProps/app.xml", "</Properties>", "<Manager>jane</Manager></Properties>")
    book.put("docProps/app.xml", "</Properties>", "<Company>The council</Company></Properties>")
    attached = '<w:attachedTemplate r:id="rId901"/>'
    book.put("word/settings.xml", "</w:settings>", f"{attached}</w:settings>")

    made = Archive.of(finished(template.replaced(book.changed)), source="made.docx")

    told = "".join(made.text(name) for name in made.names if name.endswith((".xml", ".rels")))
    assert [word for word in ("jane", "attachedTemplate", "people.xml") if word in told] == []
    assert "<Company>The council</Company>" in told


@pytest.mark.parametrize(
    ("make", "read", "suffix", "main"),
    [
        (office_templates.presentation, slide_template, "pptx", "ppt/presentation.xml"),
        (office_templates.document, report_template, "docx", "word/document.xml"),
    ],
)
@pytest.mark.parametrize("content", ["<a>" * 9, "<a>" * 9_000 + "</a>" * 9_000, "<a/>"])
def test_a_template_that_is_no_document_is_named(
    make: Callable[[Path], Path],
    read: Callable[[Path], object],
    suffix: str,
    main: str,
    content: str,
    tmp_path: Path,
) -> None:
    path = make(tmp_path / f"theirs.{suffix}")
    path.write_bytes(Archive.read(path).replaced({main: content}))

    with pytest.raises(WorkbookError, match=rf"theirs\.{suffix}"):
        read(path)
