"""How a sheet printed and does no longer: paper, scale, margins, header, page breaks."""

from __future__ import annotations

import pytest

from tests.support.little_book import NO_INDICATOR, Leaf, little_book, side, table
from workbook.build.left_print import lines
from workbook.build.sheet_pair import SheetPair

SETTINGS = "the print settings of Map"
A4_PAGE = '<pageSetup paperSize="9" orientation="landscape"/>'


def told(
    old: Leaf,
    new: Leaf,
    printed: dict[str, str] | None = None,
    made: dict[str, str] | None = None,
) -> list[str]:
    one, other = (little_book({"Map": leaf}) for leaf in (old, new))
    return list(lines(SheetPair(side(one, "Map", printed), side(other, "Map", made), NO_INDICATOR)))


FITS = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'


@pytest.mark.parametrize(
    ("theirs", "ours", "is_left"),
    [
        (("", ""), ("", ""), False),
        (("", A4_PAGE), ("", A4_PAGE), False),
        (("", A4_PAGE), ("", A4_PAGE.replace("landscape", "portrait")), True),
        (("", A4_PAGE), ("", A4_PAGE.replace("/>", ' draft="false"/>')), False),
        (("", A4_PAGE.replace("/>", ' blackAndWhite="1"/>')), ("", A4_PAGE), True),
        # No page is set up on one side.
        (("", A4_PAGE), ("", ""), True),
        (("", ""), ("", A4_PAGE), True),
        # Another paper, but for A3: that is Settings' choice, with the scale that follows.
        (("", A4_PAGE.replace("9", "1")), ("", A4_PAGE), True),
        (("", A4_PAGE.replace("9", "8")), ("", A4_PAGE), False),
        (("", A4_PAGE.replace("9", '8" scale="50')), ("", A4_PAGE), False),
        (("", A4_PAGE.replace("9", '9" scale="50')), ("", A4_PAGE), True),
        # Pages that fit have no scale, and others no number of pages.
        ((FITS, A4_PAGE.replace("9", '9" scale="50')), (FITS, A4_PAGE), False),
        ((FITS, A4_PAGE.replace("9", '9" fitToHeight="0')), (FITS, A4_PAGE), True),
        (("", A4_PAGE.replace("9", '9" fitToHeight="0')), ("", A4_PAGE), False),
        ((FITS, A4_PAGE), ("<sheetPr/>", A4_PAGE), True),
        (("<sheetPr/>", A4_PAGE), ("", A4_PAGE), False),
        # What is printed beside the cells; programs say whether it was set.
        (("", '<printOptions gridLines="1" gridLinesSet="1"/>'), ("", "<printOptions/>"), True),
        (("", '<printOptions gridLines="0" gridLinesSet="1"/>'), ("", "<printOptions/>"), False),
    ],
)
def test_print_settings(theirs: tuple[str, str], ours: tuple[str, str], *, is_left: bool) -> None:
    old, new = (Leaf(before=before, after=after) for before, after in (theirs, ours))

    assert told(old, new) == [SETTINGS] * is_left


@pytest.mark.parametrize(
    ("paper", "left", "is_left"),
    [("9", "0.5", False), ("9", "0.51", False), ("9", "0.7", True), ("8", "0.7", False)],
)
def test_margins_are_compared_by_the_millimetre_on_a4(
    paper: str, left: str, *, is_left: bool
) -> None:
    def page(size: str, inches: str) -> Leaf:
        margins = f'<pageMargins left="{inches}" right="0.5" top="0.5" bottom="0.5"/>'
        return Leaf(after=f'{margins}<pageSetup paperSize="{size}"/>')

    assert told(page(paper, left), page("9", "0.5")) == [SETTINGS] * is_left


def test_a_print_area_moves_with_its_cells() -> None:
    old = Leaf(tables=(table("Files", "A4:B5", "a", "b"),))
    new = Leaf(tables=(table("Files", "C9:D10", "a", "b"),))

    def area(place: str) -> dict[str, str]:
        return {"_xlnm.print_area": f"Map!{place}"}

    assert told(old, new, area("$A$4:$B$5"), area("$C$9:$D$10")) == []
    assert told(old, new, area("$A$4:$B$6"), area("$C$9:$D$10")) == [SETTINGS]
    assert told(old, new, area("$A$4:$B$5")) == [SETTINGS]


def test_where_blocks_are_of_other_sizes_it_counts_that_there_is_a_print_area() -> None:
    old, new = (Leaf(), Leaf())
    one = little_book({"Map": old}, {"panel.one": "Map!$A$1:$B$5"})
    other = little_book({"Map": new}, {"panel.one": "Map!$A$1:$B$9"})
    area = {"_xlnm.print_area": "Map!$A$1:$B$5"}
    longer = {"_xlnm.print_area": "Map!$A$1:$B$9"}

    def left(made: dict[str, str]) -> list[str]:
        both = SheetPair(side(one, "Map", area), side(other, "Map", made), NO_INDICATOR)
        return list(lines(both))

    assert not SheetPair(side(one, "Map"), side(other, "Map"), NO_INDICATOR).is_settled
    assert left(longer) == []
    assert left({}) == [SETTINGS]


HOUSE = "&amp;L&amp;8 Board · data to {} 2026&amp;C&amp;8 &amp;A&amp;R&amp;8 Page &amp;P"


@pytest.mark.parametrize(
    ("theirs", "is_left"),
    [
        (f"<oddFooter>{HOUSE.format('Dec')}</oddFooter>", False),
        (f"<oddFooter>{HOUSE.format('Dec')}</oddFooter><oddHeader/>", False),
        (f"<oddHeader>Draft</oddHeader><oddFooter>{HOUSE.format('Dec')}</oddFooter>", True),
        ("<oddFooter>Mine</oddFooter>", True),
    ],
)
def test_headers_and_footers_but_the_houses_own(theirs: str, *, is_left: bool) -> None:
    old = Leaf(after=f"<headerFooter>{theirs}</headerFooter>")
    new = Leaf(after=f"<headerFooter><oddFooter>{HOUSE.format('Mar')}</oddFooter></headerFooter>")

    assert told(old, new) == ["the header or footer of Map"] * is_left


@pytest.mark.parametrize(
    ("theirs", "is_left"),
    [
        ('<rowBreaks><brk id="7" man="1"/></rowBreaks>', False),
        ('<rowBreaks><brk id="7" man="1"/><brk id="9"/></rowBreaks>', False),
        ('<rowBreaks><brk id="8" man="1"/></rowBreaks>', True),
        ('<rowBreaks><brk id="7" man="1"/></rowBreaks><colBreaks><brk id="2" man="1"/></colBreaks>',
         True),
    ],
)  # fmt: skip
def test_breaks_that_somebody_set(theirs: str, *, is_left: bool) -> None:
    made = Leaf(after='<rowBreaks><brk id="7" man="1"/></rowBreaks>')

    assert told(Leaf(after=theirs), made) == ["the page breaks of Map"] * is_left
