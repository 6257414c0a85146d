"""Templates as a partnership may have them: another shape of slide, another face and colour."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

import docx
import pptx

from workbook.package.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

FACE: Final = "Arial"
ACCENT: Final = "7A1F5C"
HEADER: Final = "Borough of Somewhere"


def presentation(path: Path) -> Path:
    """A 4 : 3 template with a sample slide; a .potx where the path ends so."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[0])
    slide.shapes.title.text = "Sample slide"
    content = BytesIO()
    made.save(content)
    return _put(path, content.getvalue(), "ppt/theme/theme1.xml", "presentationml.presentation")


def document(path: Path) -> Path:
    """A portrait template with a sample page and a header; a .dotx where the path ends so."""
    made = docx.Document()
    made.add_heading("Sample heading", 1)
    made.sections[0].header.paragraphs[0].text = HEADER
    made.styles["Heading 1"].font.name = FACE
    content = BytesIO()
    made.save(content)
    return _put(path, content.getvalue(), "word/theme/theme1.xml", "wordprocessingml.document")


def _put(path: Path, content: bytes, theme: str, main: str) -> Path:
    archive = Archive.of(content, source=path.name)
    changed = re.sub(r'(<a:latin typeface=")[^"]*', rf"\g<1>{FACE}", archive.text(theme))
    accent = f'<a:accent1><a:srgbClr val="{ACCENT}"/></a:accent1>'
    changed = re.sub(r"<a:accent1>.*?</a:accent1>", accent, changed, flags=re.DOTALL)
    types = archive.text("[Content_Types].xml")
    if path.suffix in (".potx", ".dotx"):
        types = types.replace(f"{main}.main", f"{main.split('.', maxsplit=1)[0]}.template.main")
    path.write_bytes(archive.replaced({theme: changed, "[Content_Types].xml": types}))
    return path
