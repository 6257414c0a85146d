"""The page of the HTML edition as a reader of it finds it: tables by caption, rows by name."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from lxml import html

from workbook.layout.edition import Audience, Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITION = Edition(audience=Audience.PUBLIC, name="December 2025", on=datetime.date(2026, 3, 12))


def read_page(text: str) -> html.HtmlElement:
    """The page's elements."""
    return html.document_fromstring(text)


def words(element: html.HtmlElement) -> str:
    """What an element says, its drawings left out, on one line."""
    parts = element.xpath(".//text()[not(ancestor::*[local-name()='svg'])]")
    return " ".join("".join(parts).replace("\N{NO-BREAK SPACE}", " ").split())


def table(page: html.HtmlElement, ident: str) -> list[dict[str, str]]:
    """A table's rows by heading, those that head a group left out."""
    (found,) = page.xpath(f"//table[@id='{ident}']")
    return rows(found)


def rows(found: html.HtmlElement) -> list[dict[str, str]]:
    """A table's rows by heading."""
    headings = [words(one) for one in found.xpath("./thead/tr/th")]
    lines = found.xpath("./tbody/tr[not(contains(@class, 'group'))]")
    return [dict(zip(headings, map(words, line.xpath("./th|./td")), strict=True)) for line in lines]


def chart_tables(page: html.HtmlElement) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Each chart's caption with the data under it."""
    for figure in page.xpath("//figure"):
        for found in figure.xpath("./details//table"):
            yield words(figure.xpath("./figcaption")[0]), rows(found)
