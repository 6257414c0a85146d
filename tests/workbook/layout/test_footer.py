from __future__ import annotations

import pytest

from workbook.layout.footer import (
    footer,
    house_left,
    is_house_footer,
    left_with_words,
    total_of,
    with_words,
    words,
)
from workbook.layout.sheet import Group, SetPages, Sheet, set_pages

ONE = Sheet(name="5 High-volume", group=Group.BOARD, purpose="")
PAGES = SetPages(first=3, last=4, total=17)
SAID = words("Crime & Disorder Board", "Barnet", "data to Dec 2025")


def sheet(name: str, pages: int = 1, group: Group = Group.BOARD) -> Sheet:
    return Sheet(name=name, group=group, purpose="", pages=pages)


def test_a_footer_has_a_blank_after_each_size_and_its_ampersands_doubled() -> None:
    assert footer(ONE, SAID, PAGES) == (
        "&L&9 Crime && Disorder Board · Barnet · data to Dec 2025&C&9 &A&R&9 Page &P of 17"
    )


# Excel specifications and limits: characters in a header or footer.
@pytest.mark.parametrize("letter", ["b", "&", "ü"])
def test_long_names_are_cut_to_what_excel_has_room_for(letter: str) -> None:
    said = words(letter * 32_767, letter * 300, "data to Dec 2025")

    assert len(footer(ONE, said, SetPages(first=100, last=999, total=999))) <= 255
    assert said.startswith(letter * 40)
    assert said.count("…") == 2
    assert words("b" * 95, "&" * 47, "") == f"{'b' * 95} · {'&' * 47} · "
    assert words("b" * 96, "a &" * 40, "") == f"{'b' * 94}… · {'a &' * 23 + 'a'}… · "


def test_a_sheet_beside_the_set_counts_its_own_pages() -> None:
    text = footer(ONE, SAID, None)

    assert text.endswith("&R&9 Page &P")
    assert (is_house_footer(text), total_of(text)) == (True, None)


def test_the_total_of_the_set_is_read_back() -> None:
    assert total_of(footer(ONE, SAID, PAGES)) == 17


@pytest.mark.parametrize(
    "text",
    [
        "&LRestricted until the meeting&R&P",
        "",
        "&L&9 Ours · Barnet · data to Dec 2025&C&9 &A&R&9 Seite &P",
    ],
)
def test_a_footer_of_somebodys_own_stays(text: str) -> None:
    assert not is_house_footer(text)
    assert with_words(text, SAID) == text


def test_the_words_of_a_house_footer_are_renewed() -> None:
    before = footer(ONE, words("A", "Barnet"), PAGES)

    assert with_words(before, SAID) == footer(ONE, SAID, PAGES)
    assert with_words(with_words(before, SAID), SAID) == footer(ONE, SAID, PAGES)


def test_the_left_part_alone_is_renewed_as_the_whole() -> None:
    assert left_with_words("&10 A · B · data to Sep 2025", "C · D · data to Dec 2025") == (
        "&10 C · D · data to Dec 2025"
    )
    assert left_with_words("Restricted", SAID) == "Restricted"


def test_the_left_part_of_a_house_footer_is_told_from_any_other() -> None:
    assert house_left(footer(ONE, SAID, PAGES)) == (
        "&9 Crime && Disorder Board · Barnet · data to Dec 2025"
    )
    assert house_left("&LRestricted until the meeting&R&P") == ""


def test_the_set_counts_the_pages_of_its_sheets_alone() -> None:
    found = set_pages([sheet("A"), sheet("B", 2), sheet("X", group=Group.EXPLORE), sheet("C")])

    assert {name: one.words for name, one in found.items()} == {"A": "1", "B": "2–3", "C": "4"}
    assert {one.total for one in found.values()} == {4}
