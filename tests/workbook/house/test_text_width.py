"""How wide words are: against FreeType, LibreOffice's own pages and Adobe's table of Helvetica."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import xlsxwriter

from tests.support.libreoffice import needs_libreoffice, pdf
from workbook.house.text_width import (
    SAFE,
    STANDS_FOR,
    _letters,
    fits,
    room_for,
    text_width,
    wrapped,
)
from workbook.pack.fit import WIDER_THAN_CALIBRI

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

CARLITO: Final = Path("/usr/share/fonts/truetype/crosextra")
NO_FONT: Final = "Carlito is not installed (Debian: fonts-crosextra-carlito)"
SENTENCES: Final = (
    "Violence with injury: 2,441 offences, 131 fewer (−5 %) than the year before.",
    "Domestic abuse and violence against women and girls (to Jul 25, late) ‡",
    "“The park feels different since the evening patrols began.” Residents’ meeting",
    "MMMM WWWW iiii llll …—– ●○□ ↑↓→ £12.5 m Łódź, Đurđa, naïve façade",
)


def drawn_by_freetype(text: str, *, bold: bool = False) -> float:
    """The width of a text at 1 pt, its letters without kerning."""
    return sum(map(font(bold=bold).getlength, text)) / 2048


def font(*, bold: bool) -> FreeTypeFont:
    image_font = pytest.importorskip("PIL.ImageFont")
    file = CARLITO / f"Carlito-{'Bold' if bold else 'Regular'}.ttf"
    if not file.exists():
        pytest.skip(NO_FONT)
    # At as many pixels as the font has units, FreeType gives whole units.
    found: FreeTypeFont = image_font.truetype(
        str(file), 2048, layout_engine=image_font.Layout.BASIC
    )
    return found


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", SENTENCES)
def test_a_text_is_as_wide_as_freetype_draws_it(text: str, bold: bool) -> None:  # noqa: FBT001
    width = text_width(text, 9, bold=bold)

    assert width == pytest.approx(9 * drawn_by_freetype(text, bold=bold), rel=1e-9)


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_the_table_is_as_wide_as_in_the_font(bold: bool) -> None:  # noqa: FBT001
    drawn = font(bold=bold)

    wrong = {
        letter: width
        for letter, width in _letters(bold=bold).items()
        if round(drawn.getlength(STANDS_FOR.get(letter, letter))) != width
    }

    assert wrong == {}


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.skipif(not CARLITO.exists(), reason=NO_FONT)
def test_a_text_is_as_wide_as_libreoffice_prints_it(tmp_path: Path) -> None:
    texts = (*SENTENCES, "17.9\N{NO-BREAK SPACE}% (18.4\N{NO-BREAK SPACE}%) of them")
    lines = [(text, bold) for text in texts for bold in (False, True)]

    printed = printed_widths(tmp_path, lines, size=12)

    measured = [text_width(text, 12, bold=bold) for text, bold in lines]
    # Kerning, which LibreOffice applies and Excel does not, draws letters together.
    assert printed == [pytest.approx(width, rel=0.01) for width in measured]


def printed_widths(folder: Path, lines: list[tuple[str, bool]], *, size: float) -> list[float]:
    """The points that LibreOffice gives each line of a sheet on its page."""
    import pdfplumber

    with xlsxwriter.Workbook(folder / "Texts.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, 0, 120)
        sheet.set_landscape()
        for row, (text, bold) in enumerate(lines):
            look = book.add_format({"font_name": "Calibri", "font_size": size, "bold": bold})
            sheet.write_string(row, 0, text, look)
    with pdfplumber.open(pdf(folder / "Texts.xlsx", folder)) as pages:
        found = pages.pages[0].extract_text_lines(return_chars=True)
    return [line["chars"][-1]["x1"] - line["chars"][0]["x0"] for line in found]


def test_ten_digits_of_the_default_font_take_the_pixels_of_a_column_of_ten() -> None:
    # Excel counts columns in digits of Calibri 11, of 7 pixels (0.75 pt) on the screen.
    assert text_width("0123456789", 11) == pytest.approx(70 * 0.75, rel=0.07)


@pytest.mark.parametrize("symbol", "▲▼◆■△✓")
def test_a_symbol_of_another_font_counts_as_wide_as_its_size(symbol: str) -> None:
    assert text_width(symbol, 9) == 9


def test_an_accent_of_its_own_takes_no_room() -> None:
    assert text_width("e\N{COMBINING ACUTE ACCENT}", 9) == text_width("e", 9)


def test_a_text_fits_where_there_is_a_little_more_room_than_it_takes() -> None:
    width = text_width("Residential burglary", 9)

    assert [fits("Residential burglary", room, 9) for room in (width, SAFE * width)] == [
        False,
        True,
    ]


def test_lines_break_at_blanks_and_lose_them() -> None:
    room = room_for("one two", 9)

    assert wrapped("one two three\nfour", room, 9) == ("one two", "three", "four")


def test_a_no_break_space_keeps_words_together() -> None:
    room = room_for("a fall of 11", 9)

    assert wrapped("a fall of 11\N{NO-BREAK SPACE}%", room, 9) == (
        "a fall of",
        "11\N{NO-BREAK SPACE}%",
    )


def test_a_word_wider_than_a_line_goes_on_below_where_it_begins() -> None:
    room = room_for("mmmm", 9)

    assert wrapped("i mmmmmm", room, 9) == ("i", "mmmm", "mm")


def test_a_line_narrower_than_a_letter_holds_one() -> None:
    assert wrapped("mm", 1, 9) == ("m", "m")


def test_an_empty_text_takes_a_line() -> None:
    assert wrapped("", 50, 9) == ("",)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", SENTENCES[:3])
def test_arial_needs_no_more_room_than_is_kept_for_other_faces(text: str, bold: bool) -> None:  # noqa: FBT001
    metrics = pytest.importorskip("pdfminer.fontmetrics").FONT_METRICS
    helvetica = metrics["Helvetica-Bold" if bold else "Helvetica"][1]  # Arial's widths are its
    plain = "".join(letter for letter in text if letter in helvetica)

    arial = sum(helvetica[letter] for letter in plain) / 1000

    assert arial <= room_for(plain, WIDER_THAN_CALIBRI, bold=bold)


@pytest.mark.parametrize("text", ["a fall of 11 % on the year", "of fires, 71 ‡ and more"])
def test_no_line_begins_with_a_sign_that_belongs_to_the_figure_before_it(text: str) -> None:
    for room in range(20, 140, 3):
        assert not [line for line in wrapped(text, room, 9)[1:] if line[0] in "%‡"]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("room", [0.0, 9.0, 41.5, 77.3, 200.0])
def test_every_line_fits_and_would_not_with_the_next_word(room: float, *, bold: bool) -> None:
    """Lines are made by adding up the widths of words: that is the width of the line."""
    for text in (*SENTENCES, "", " two  blanks ", "Incomprehensibilities of a width\n\nbeyond"):
        lines = wrapped(text, room, 9, bold=bold)
        for line, after in zip(lines, (*lines[1:], ""), strict=True):
            assert fits(line, room, 9, bold=bold) or len(line) == 1
            longer = f"{line} {after.split(' ')[0]}"
            if line and f" {longer} " in f" {text} ":
                assert not fits(longer, room, 9, bold=bold)
