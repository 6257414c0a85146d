"""The papers at the top of the project as pages of the site, beside those in `docs`.

`mkdocs.yml` names this file as a hook. README is the site's first page. A link to a file that is no
page of the site, as to a list among the code, becomes the words of the link.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Final

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PROJECT: Final = Path(__file__).parent.parent
PAPERS: Final = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
"""What stands at the project's top and is a page of the site."""

LINK: Final = re.compile(r"(!?)\[([^][]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of the site: those in `docs`, and the papers."""
    for name in PAPERS:
        files.append(File.generated(config, name, abs_src_path=str(PROJECT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page's text with the links of the project's folders turned into those of the site's."""
    del config
    address = page.file.src_uri
    folder = PurePosixPath("" if address in PAPERS else "docs") / PurePosixPath(address).parent

    def turned(found: re.Match[str]) -> str:
        picture, words, link, anchor = found.groups(default="")
        if "://" in link or link.startswith("mailto:"):
            return found[0]
        leads_to = normpath(str(folder / link))
        inside = leads_to if leads_to in PAPERS else leads_to.removeprefix("docs/")
        is_within = leads_to in PAPERS or leads_to.startswith("docs/")
        leads_to_file = files.get_file_from_path(inside)
        if not is_within or leads_to_file is None or leads_to_file.inclusion.is_excluded():
            return words if (PROJECT / leads_to).exists() else found[0]
        up = "../" * (len(PurePosixPath(address).parts) - 1)
        return f"{picture}[{words}]({up}{inside}{anchor})"

    return LINK.sub(turned, markdown)
