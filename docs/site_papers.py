"""The papers at the top of the project as pages of the site, beside those in `docs`.

`mkdocs.yml` names this file as a hook. README is the site's first page. A link to a file that is no
page of the site, as to a list among the code, becomes the words of the link.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Final

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PROJECT: Final = Path(__file__).parent.parent
PAPERS: Final = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
"""What stands at the project's top and is a page of the site."""

LINK: Final = re.compile(r"(!?)\[([^][]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")


EMPTY_HEADING: Final = re.compile(r"<th([^>]*)></th>")
SEARCH: Final = '<div class="md-search" data-md-component="search" role="dialog"'


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The site without the page for addresses that are not there: that finds its parts on a
    server alone, which has a page of its own for them.
    """
    config.theme.static_templates.discard("404.html")
    return config


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
        file = files.get_file_from_path(inside) if is_within else None
        if file is None or file.inclusion is InclusionLevel.EXCLUDED:
            return words if (PROJECT / leads_to).exists() else found[0]
        up = "../" * (len(PurePosixPath(address).parts) - 1)
        return f"{picture}[{words}]({up}{inside}{anchor})"

    return LINK.sub(turned, markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page whose tables have no heading without words."""
    del page, config, files
    without = re.sub(r"<thead>\s*<tr>(?:\s*<th[^>]*></th>)+\s*</tr>\s*</thead>", "", html)
    return EMPTY_HEADING.sub(r"<td\1></td>", without)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page whose search has a name for those who hear it."""
    del page, config
    return output.replace(SEARCH, f'{SEARCH} aria-label="Search"')
